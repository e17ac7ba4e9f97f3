"""Quantiles of the gamma, the beta and Student's distribution, to 30 digits: python3 test/golden/quantiles.py"""

import json
import random
from pathlib import Path

from mpmath import betainc, exp, gammainc, log, loggamma, mp, mpf, sqrt
from scipy import special

mp.dps = 50
random.seed(2)


def newton(start, distance, log_density, steps=6):
    """The root of `distance` by Newton's method on the logarithm of the argument."""
    t = log(mpf(start))
    for _ in range(steps):
        x = exp(t)
        t -= distance(x) / (exp(log_density(x)) * x)
    return exp(t)


def gamma_quantile(p, a, upper):
    a, p = mpf(a), mpf(p)
    start = (special.gammainccinv if upper else special.gammaincinv)(float(a), float(p))
    density = lambda x: (a - 1) * log(x) - x - loggamma(a)
    if upper:
        return newton(start, lambda x: p - gammainc(a, x, regularized=True), density)
    return newton(start, lambda x: gammainc(a, 0, x, regularized=True) - p, density)


def beta_quantile(p, a, b):
    a, b, p = mpf(a), mpf(b), mpf(p)
    start = special.betaincinv(float(a), float(b), float(p))
    density = lambda x: (a - 1) * log(x) + (b - 1) * log(1 - x) + loggamma(a + b) - loggamma(a) - loggamma(b)
    return newton(start, lambda x: betainc(a, b, 0, x, regularized=True) - p, density)


def student_quantile(p, df):
    # P(T > t) = I(df/2, 1/2) at df / (df + t²), over 2.
    x = beta_quantile(2 * mpf(p), mpf(df) / 2, mpf(1) / 2)
    return -sqrt(mpf(df) * (1 - x) / x)


tails = [1e-300, 1e-100, 1e-20, 1e-8, 1e-3, 0.025, 0.3]
shapes = [0.05, 0.3, 0.9, 1, 1.5, 4, 30, 300.5]
rows = {"gamma": [], "upper": [], "beta": [], "student": []}
for a in shapes:
    for p in tails + [0.5, 0.9]:
        low = gamma_quantile(p, a, False) if float(special.gammaincinv(a, p)) > 1e-290 else None
        if low is not None:
            rows["gamma"].append([p, a, float(low)])
        if float(special.gammainccinv(a, p)) > 1e-290:
            rows["upper"].append([p, a, float(gamma_quantile(p, a, True))])
    for b in [0.3, 1, 2.5, 40]:
        for p in tails[2:] + [0.5]:
            start = float(special.betaincinv(a, b, p))
            if 1e-290 < start < 0.999:
                x = beta_quantile(p, a, b)
                rows["beta"].append([p, a, b, float(x), float(1 - x)])
for df in [1, 2, 3.5, 10, 100, 1000]:
    for p in [1e-20, 1e-8, 1e-3, 0.025, 0.3]:
        rows["student"].append([p, df, float(student_quantile(p, df))])

Path(__file__).with_suffix(".json").write_text(json.dumps(rows, indent=1) + "\n")
