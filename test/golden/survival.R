# Survival analysis by R's package survival (3.5-3, R 4.2): Rscript test/golden/survival.R
#
# Everything comes from survfit, quantile, print and survdiff as anyone would call them; only the data are written out, so
# that the tests need no R. Confidence limits that R gives as NA are null.

library(survival)
library(jsonlite)

# 42 children with leukaemia, 6-MP against placebo: weeks of remission. Freireich et al. (1963), Blood 21(6), 699-716; the
# table as in Kalbfleisch and Prentice (2002) and in many other books.
freireich <- data.frame(
  time = c(
    6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35,
    1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23
  ),
  status = c(1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, rep(1, 21)),
  group = rep(c("6-MP", "placebo"), each = 21)
)
# The example of Kaplan and Meier (1958), section 1.1 and table 1: deaths at 0.8, 3.1, 5.4 and 9.2 months, losses at 1.0,
# 2.7, 7.0 and 12.1.
kaplan_meier <- data.frame(time = c(0.8, 1.0, 2.7, 3.1, 5.4, 7.0, 9.2, 12.1), status = c(1, 0, 0, 1, 1, 0, 1, 0))
late <- data.frame(
  entry = c(0, 0, 0, 2, 3, 3, 5, 8, 8, 9, 1.5, 4, 12, 12),
  time = c(4, 7, 7, 9, 5, 11, 9, 12, 9, 14, 3, 6, 15, 18),
  status = c(1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1)
)
# At 3 the risk set is empty, and fills again.
emptied <- data.frame(entry = c(0, 0, 4, 4, 5), time = c(2, 3, 6, 7, 7), status = c(1, 0, 1, 0, 1))
weighted <- data.frame(
  time = c(1, 2, 2, 3, 5, 5, 8, 13, 13), status = c(1, 1, 0, 1, 0, 1, 1, 0, 1), weight = c(3, 1, 2, 5, 4, 2, 7, 1, 6)
)
zero <- data.frame(time = c(0, 0, 1, 2, 2, 3), status = c(1, 0, 1, 1, 0, 0))

numbers <- function(x) lapply(as.numeric(x), function(each) if (is.na(each)) NULL else each)

curve <- function(name, data, horizons, shares = c(0.1, 0.25, 0.5, 0.75, 0.9)) {
  entry <- if (is.null(data$entry)) rep(0, nrow(data)) else data$entry
  weight <- if (is.null(data$weight)) rep(1, nrow(data)) else data$weight
  response <- if (is.null(data$entry)) Surv(data$time, data$status) else Surv(entry, data$time, data$status)
  variants <- list()
  for (type in c("log-log", "plain", "log", "logit")) {
    for (confidence in if (type == "log-log") c(0.95, 0.8) else 0.95) {
      fit <- survfit(response ~ 1, weights = weight, conf.type = type, conf.int = confidence)
      q <- quantile(fit, shares)
      variants[[length(variants) + 1]] <- list(
        type = type, confidence = confidence, lower = numbers(fit$lower), upper = numbers(fit$upper),
        quantile = numbers(q$quantile), quantileLower = numbers(q$lower), quantileUpper = numbers(q$upper)
      )
    }
  }
  s <- summary(fit, censored = TRUE)
  means <- lapply(horizons, function(horizon) {
    t <- summary(fit, rmean = horizon)$table
    list(horizon = horizon, value = t[["rmean"]], standardError = t[["se(rmean)"]])
  })
  list(
    name = name,
    data = list(durations = data$time, events = data$status, weights = weight, entries = entry),
    time = fit$time, atRisk = fit$n.risk, events = fit$n.event, censored = fit$n.censor,
    survival = fit$surv, standardError = numbers(s$std.err),
    cumulativeHazard = fit$cumhaz, hazardError = numbers(fit$std.chaz),
    shares = shares, variants = variants, means = means
  )
}

test <- function(name, time, status, group, rho, stratum = NULL) {
  fit <- if (is.null(stratum)) {
    survdiff(Surv(time, status) ~ group, rho = rho)
  } else {
    survdiff(Surv(time, status) ~ group + strata(stratum), rho = rho)
  }
  total <- function(x) if (is.matrix(x)) rowSums(x) else x
  list(
    name = name, rho = rho, durations = time, events = status, groups = as.character(group),
    strata = if (is.null(stratum)) rep("all", length(time)) else as.character(stratum),
    # survdiff has the groups in the order of their names.
    names = sub("^group=", "", names(fit$n)),
    observed = total(fit$obs), expected = total(fit$exp), variance = diag(fit$var),
    chiSquare = fit$chisq, degreesOfFreedom = length(fit$n) - 1, pValue = fit$pvalue
  )
}

lung <- lung[!is.na(lung$ph.ecog) & lung$ph.ecog < 3, ]
veteran$cell <- as.character(veteran$celltype)
curves <- list(
  curve("6-MP", freireich[freireich$group == "6-MP", ], c(6, 10, 20.5, 35)),
  curve("placebo", freireich[freireich$group == "placebo", ], c(1, 10, 23)),
  curve("Kaplan and Meier", kaplan_meier, c(0.8, 5.4, 12.1)),
  curve("aml, maintained", transform(aml[aml$x == "Maintained", ], x = NULL), c(30, 161)),
  curve("aml, not maintained", transform(aml[aml$x != "Maintained", ], x = NULL), c(30, 45)),
  curve("lung", data.frame(time = lung$time, status = lung$status - 1), c(100, 365, 1022)),
  curve("late entry", late, c(6, 12, 18)),
  curve("emptied", emptied, c(5, 7)),
  curve("weighted", weighted, c(4, 13)),
  curve("zero", zero, c(1, 3))
)
tests <- list(
  test("lung by sex, within performance", lung$time, lung$status - 1, lung$sex, 0, lung$ph.ecog),
  test("veteran by cell, within treatment", veteran$time, veteran$status, veteran$cell, 0, veteran$trt)
)
for (rho in c(0, 1)) {
  tests <- c(tests, list(
    test("6-MP", freireich$time, freireich$status, freireich$group, rho),
    test("aml", aml$time, aml$status, as.character(aml$x), rho),
    test("lung by sex", lung$time, lung$status - 1, lung$sex, rho),
    test("lung by performance", lung$time, lung$status - 1, lung$ph.ecog, rho),
    test("veteran by cell", veteran$time, veteran$status, veteran$cell, rho)
  ))
}
file <- sub("--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
json <- function(x) toJSON(x, digits = I(17), auto_unbox = TRUE, null = "null", na = "null")
lines <- function(rows) paste(vapply(rows, json, ""), collapse = ",\n")
writeLines(
  c('{"curves": [', lines(curves), '], "tests": [', lines(tests), "]}"),
  sub("\\.R$", ".json", file)
)
