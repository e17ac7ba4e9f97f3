"""The gamma function and its relatives, to 700 digits: python3 test/golden/gamma.py"""

import json
import random
from pathlib import Path

from mpmath import loggamma, mp, mpf, psi

# Differences of the extremes cancel hundreds of digits.
mp.dps = 700
random.seed(1)


def spread(low, high):
    return float(10 ** random.uniform(low, high))


def rise(f, x, n):
    return f(mpf(x) + mpf(n)) - f(mpf(x))


def digamma(x):
    return psi(0, x)


def log_beta(a, b):
    return loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b))


def log_beta_rise(a, b, n):
    return log_beta(a, mpf(b) + mpf(n)) - log_beta(a, b)


near = [1 + d for d in (-0.3, -0.25, -0.2, -1e-5, -1e-12, 1e-12, 1e-5, 0.2, 0.25, 0.3)]
points = (
    [5e-324, 1e-300, 1e-17, 1e-8, 0.01, 0.5, 1, 1.5, 2, 3, 9.5, 10, 10.5, 100, 1e6, 1e15, 1e100, 1e300]
    + near
    + [x + 1 for x in near]
    + [spread(-3, 3) for _ in range(20)]
)
pairs = (
    [(x, n) for x in (1e-300, 1e-8, 0.5, 1, 9.5, 10, 1e3, 1e8, 1e15, 1e100) for n in (1e-200, 1e-9, 0.3, 1, 9.9, 10.5, 1e4, 1e12)]
    + [(spread(-3, 4), spread(-3, 4)) for _ in range(30)]
)
triples = [
    (a, b, n)
    for a in (1e-100, 1e-8, 0.7, 30, 1e6, 1e15)
    for b in (1e-100, 1e-8, 0.7, 9.5, 30, 1e6, 1e15)
    for n in (1e-3, 1, 7, 1e3, 1e12)
] + [(spread(-3, 4), spread(-3, 4), spread(-1, 4)) for _ in range(30)]
betas = [(spread(-4, 4), spread(-4, 4)) for _ in range(30)] + [(1e-300, 2.5), (1e-300, 1e-300), (1e6, 1e6), (1e-8, 1e12), (1e6, 1e12)]

table = {
    "logGamma": [[x, float(loggamma(mpf(x)))] for x in points],
    "digamma": [[x, float(digamma(mpf(x)))] for x in points if x > 1e-300],
    "trigamma": [[x, float(psi(1, mpf(x)))] for x in points if x > 1e-150],
    "logRising": [[x, n, float(rise(loggamma, x, n))] for x, n in pairs],
    "digammaRise": [[x, n, float(rise(digamma, x, n))] for x, n in pairs],
    "logBeta": [[a, b, float(log_beta(a, b))] for a, b in betas],
    "logBetaRise": [[a, b, n, float(log_beta_rise(a, b, n))] for a, b, n in triples],
}
lines = (f'"{name}": {json.dumps(rows)}' for name, rows in table.items())
Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
