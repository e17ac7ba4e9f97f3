# BG/CNBD-k and MBG/CNBD-k fitted to the first 39 weeks of CDNOW, each with k = 1 to 4, by R's optim:
# CUSTOMETRY_DATA=<folder> Rscript test/golden/cnbd-k-cdnow.R
#
# With the sum over the events that may have happened unseen since the last purchase, and derivatives as differences: neither
# is how the library does it. Reutterer, Platzer and Schröder (2021).

library(jsonlite)

orders <- read.table(file.path(Sys.getenv("CUSTOMETRY_DATA"), "cdnow_orders.txt"), colClasses = "character")
orders$day <- as.numeric(as.Date(orders$V3, "%Y%m%d"))
end <- as.numeric(as.Date("1997-09-30"))
# Orders of one day are one purchase.
days <- lapply(split(orders$day[orders$day <= end], orders$V2[orders$day <= end]), function(all) sort(unique(all)) / 7)
x <- sapply(days, length) - 1
t <- sapply(days, function(all) max(all) - min(all))
observed <- end / 7 - sapply(days, min)
log_intervals <- sapply(days, function(all) sum(log(diff(all))))

log_likelihood <- function(parameters, k, first) {
  r <- parameters[1]
  alpha <- parameters[2]
  a <- parameters[3]
  b <- parameters[4]
  chances <- x + first
  shape <- r + k * x
  unseen <- 0
  for (j in 0:(k - 1)) {
    unseen <- unseen +
      exp(lgamma(shape + j) - lgamma(shape) - lfactorial(j)) * ((observed - t) / (alpha + observed))^j
  }
  alive <- exp(lbeta(a, b + chances) - shape * log((alpha + observed) / (alpha + t))) * unseen
  gone <- ifelse(chances > 0, exp(lbeta(a + 1, b + pmax(chances, 1) - 1)), 0)
  sum(
    (k - 1) * log_intervals - x * lfactorial(k - 1) + lgamma(shape) - lgamma(r) +
      r * log(alpha) - shape * log(alpha + t) - lbeta(a, b) + log(alive + gone)
  )
}

fit <- function(k, first) {
  loss <- function(logs) -log_likelihood(exp(logs), k, first)
  best <- list(par = log(c(0.5, 3, 0.7, 2)))
  for (method in c("BFGS", "Nelder-Mead", "BFGS", "Nelder-Mead")) {
    best <- optim(best$par, loss, method = method, control = list(reltol = 1e-16, maxit = 5000))
  }
  list(
    model = if (first == 0) "bgCnbdK" else "mbgCnbdK", k = k,
    parameters = setNames(as.list(exp(best$par)), c("r", "alpha", "a", "b")), logLikelihood = -best$value
  )
}

rows <- list()
for (first in 0:1) for (k in 1:4) rows <- c(rows, list(fit(k, first)))
script <- sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))
write(toJSON(rows, auto_unbox = TRUE, digits = 10, pretty = TRUE), sub("[.]R$", ".json", script))
