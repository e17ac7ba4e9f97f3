"""Likelihoods and greatest likelihoods of the models with covariates, by SciPy: made-up customers, parameters at which the
log-likelihood is asked for, and its maximum by BFGS. Run: python3 test/golden/covariates.py"""

import json
from pathlib import Path

import numpy as np
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.special import betaln, gammaln

random = np.random.default_rng(7)
size = 400
age = random.integers(20, 70, size).astype(float)
referred = (random.random(size) < 0.3).astype(float)
T = random.integers(20, 60, size).astype(float)
# Customers of BG/NBD.
repeats, last = [], []
for age_, referred_, T_ in zip(age, referred, T):
    rate = random.gamma(0.9) / 8 * np.exp(0.02 * (age_ - 40) + 0.4 * referred_)
    leaves = random.beta(0.8, 2 * np.exp(0.02 * (age_ - 40) - 0.5 * referred_))
    count, time, so_far = 0, random.exponential(1 / rate), 0.0
    while time <= T_:
        count, so_far = count + 1, time
        if random.random() < leaves:
            break
        time += random.exponential(1 / rate)
    repeats.append(count)
    last.append(max(round(so_far, 2), 0.01) if count > 0 else 0.0)
x, t = np.array(repeats, float), np.array(last)
value = np.where(x > 0, np.round(np.exp(3 + 0.01 * age - 0.3 * referred + 0.5 * random.standard_normal(size)), 2), 0.0)


def bg(theta):
    r, alpha, a, b = np.exp(theta[:4])
    alpha = alpha * np.exp(-theta[4] * age - theta[5] * referred)
    b = b * np.exp(-theta[6] * age - theta[7] * referred)
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - betaln(a, b)
    alive = betaln(a, b + x) - (r + x) * np.log(alpha + T)
    with np.errstate(invalid="ignore"):
        gone = np.where(x > 0, betaln(a + 1, np.maximum(b + x - 1, 1e-9)) - (r + x) * np.log(alpha + t), -np.inf)
    return np.sum(common + np.logaddexp(alive, gone))


def pareto(theta):
    r, alpha, s, beta = np.exp(theta[:4])
    alpha = alpha * np.exp(-theta[4] * age - theta[5] * referred)
    beta = beta * np.exp(-theta[6] * age - theta[7] * referred)
    total = 0.0
    for x_, t_, T_, al, be in zip(x, t, T, alpha, beta):
        # Relative to being there at t.
        there = gammaln(r + x_) - gammaln(r) - x_ * np.log(al) - (r + x_) * np.log1p(t_ / al) - s * np.log1p(t_ / be)
        alive = ((al + T_) / (al + t_)) ** -(r + x_) * ((be + T_) / (be + t_)) ** -s
        leaving = lambda y: ((al + y) / (al + t_)) ** -(r + x_) * ((be + y) / (be + t_)) ** -s * s / (be + y)
        total += there + np.log(alive + quad(leaving, t_, T_, epsabs=0, epsrel=1e-12)[0])
    return total


def spend(theta):
    p, q, gamma = np.exp(theta[:3])
    some = x > 0
    n, z = x[some], value[some]
    gamma = gamma * np.exp(theta[3] * age[some] + theta[4] * referred[some])
    total = -np.log(z) - betaln(p * n, q) + q * np.log(gamma / (gamma + n * z)) + p * n * np.log(n * z / (gamma + n * z))
    return np.sum(total)


def maximum(f, start):
    """In covariates of an ordinary size, because BFGS would not find the way otherwise."""
    scale = np.array([1.0] * (len(start) - (4 if len(start) == 8 else 2)) + [0.05, 1] * (2 if len(start) == 8 else 1))
    best = np.array(start) / scale
    for _ in range(4):
        best = minimize(lambda v: -f(v * scale), best, method="BFGS", options={"gtol": 1e-9}).x
        best = minimize(
            lambda v: -f(v * scale), best, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 4000}
        ).x
    return best * scale


def row(name, f, base, at, fit=True):
    k = len(base)
    theta = [*np.log(base), *at]
    best = maximum(f, theta) if fit else None
    return {
        "model": name,
        "parameters": list(base),
        "coefficients": list(at),
        "logLikelihood": float(f(np.array(theta))),
        "maximum": None
        if best is None
        else {"logLikelihood": float(f(best)), "parameters": np.exp(best[:k]).tolist(), "coefficients": best[k:].tolist()},
    }


table = {
    "columns": {
        "repeats": x.tolist(),
        "lastRepeat": t.tolist(),
        "observed": T.tolist(),
        "meanValue": value.tolist(),
        "age": age.tolist(),
        "referred": referred.tolist(),
    },
    "rows": [
        row("bgNbdWithCovariates", bg, (0.9, 12, 0.8, 2.5), (0.01, 0.3, -0.01, 0.4)),
        row("paretoNbdWithCovariates", pareto, (0.9, 14, 0.8, 20), (0.01, 0.3, -0.01, 0.4), fit=False),
        row("gammaGammaWithCovariates", spend, (4, 5, 15), (0.01, -0.3)),
    ],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(table) + "\n")
