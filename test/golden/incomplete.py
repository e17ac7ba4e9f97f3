"""Incomplete gamma and beta functions and Student's t, to 40 digits: python3 test/golden/incomplete.py"""

import json
import random
from pathlib import Path

from mpmath import exp, log, loggamma, mp, mpf, sqrt

mp.dps = 45
random.seed(1)


def spread(low, high):
    return float(10 ** random.uniform(low, high))


def gamma_tails(a, x):
    """P and Q; the small one by a sum of its own, so that neither is lost in the other."""
    a, x = mpf(a), mpf(x)
    term = exp(a * log(x) - x - loggamma(a + 1))
    if x > a + 1 and x >= 4:
        # Lentz would do as well; backward evaluation of 1/(x+1-a- 1(1-a)/(x+3-a- ...)).
        depth = 400 + int(40 * sqrt(a) + 4000 / x)
        fraction = mpf(0)
        for n in range(depth, 0, -1):
            fraction = n * (a - n) / (x + 1 - a + 2 * n + fraction)
        q = term * a / (x + 1 - a + fraction)
        return 1 - q, q
    total, n = mpf(0), 0
    while term > total * mpf(10) ** -45:
        total += term
        n += 1
        term *= x / (a + n)
    return total, 1 - total


def beta_tail(a, b, x, y):
    """I_x(a, b), by the series whose terms are all positive: 8.17.8 of the Digital Library."""
    a, b, x, y = mpf(a), mpf(b), mpf(x), mpf(y)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_series(b, a, y, x)
    return beta_series(a, b, x, y)


def beta_series(a, b, x, y):
    term = exp(a * log(x) + b * log(y) - log(a) - loggamma(a) - loggamma(b) + loggamma(a + b))
    if a > 1000:
        return term * beta_fraction(a, b, x)
    total, n = mpf(0), 0
    while term > total * mpf(10) ** -45:
        total += term
        term *= (a + b + n) / (a + 1 + n) * x
        n += 1
    return total


def beta_fraction(a, b, x):
    """8.17.22, from its end."""
    fraction = mpf(1)
    for m in range(200 + int(20 * sqrt(max(a, b))), -1, -1):
        fraction = 1 + m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) / fraction if m else fraction
        if m:
            fraction = 1 - (a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1)) / fraction
    return 1 / fraction


def student_tail(t, df):
    t, df = mpf(t), mpf(df)
    x = df / (df + t * t)
    return beta_tail(df / 2, mpf(1) / 2, x, 1 - x) / 2


gammas = [(a, x) for a in (1e-20, 1e-10, 1e-3, 0.5, 0.999, 1) for x in (1e-300, 1e-10, 0.01, 0.5, 0.999, 1, 1.5, 4, 30, 680)]
for a in (1.5, 3, 9.5, 10, 57, 1000.5, 1e6):
    gammas += [(a, a + z * a**0.5) for z in (-30, -5, -1, -0.01, 0, 0.01, 1, 5, 30) if a + z * a**0.5 > 0]
gammas += [(3, 1e-90), (57, 0.001), (1000, 300), (1e5, 0.9e5), (1e5, 1.1e5)]
gammas += [(spread(-2, 4), spread(-2, 4)) for _ in range(40)]
huge = [(a, a + z * a**0.5) for a in (1.01e7, 1e8) for z in (-30, -8, -2, 0, 0.5, 5, 35)]

betas = [
    (a, b, x)
    for a, b in [(1, 1), (0.5, 0.5), (1e-10, 1), (1e-10, 1e-10), (1e-10, 100), (0.3, 1e6), (2, 3), (9.5, 0.5), (40, 60), (1e4, 1e6), (1e6, 1e6), (1e6, 2)]
    for z in (-25, -5, -1, 0, 0.3, 2, 6, 30)
    for x in [float(a / (a + b) + z * sqrt(a * b / (a + b + 1)) / (a + b))]
    if 0 < x < 1
]
betas += [(a, b, x) for a, b in [(1e-10, 1), (1e-10, 50), (0.5, 0.5), (1e-10, 1e-10), (3, 0.7)] for x in (1e-250, 1e-9, 0.02, 0.3, 0.5, 0.9)]
betas += [(spread(-2, 4), spread(-2, 4), random.random()) for _ in range(60)]

students = [(t, df) for df in (0.1, 1, 2, 3, 7.5, 30, 1000, 0.9e6) for t in (1e-9, 0.1, 1, 1.96, 5, 40, 1e6)]
students += [(t, df) for df in (1.1e6, 1e8) for t in (1e-9, 0.1, 1, 1.96, 5, 37)]

NORMAL = mpf(10) ** -307


def rows(arguments, values):
    """Those that are neither 0 nor below the normal numbers."""
    return [[*map(float, args), float(v)] for args, v in zip(arguments, values) if v > NORMAL]


both = [gamma_tails(*args) for args in gammas + huge]
table = {
    "gammaLowerTail": rows(gammas + huge, [p for p, _ in both]),
    "gammaUpperTail": rows(gammas + huge, [q for _, q in both]),
    "betaTail": rows(betas, [beta_tail(a, b, x, 1 - mpf(x)) for a, b, x in betas]),
    "betaUpper": rows(betas, [beta_tail(b, a, 1 - mpf(x), x) for a, b, x in betas]),
    "studentTail": rows(students, [student_tail(*args) for args in students]),
}
lines = (f'"{name}": {json.dumps(rows)}' for name, rows in table.items())
Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
