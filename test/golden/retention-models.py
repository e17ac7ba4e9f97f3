"""The sBG and BdW models, to 60 digits: python3 test/golden/retention-models.py"""

import json
from pathlib import Path

from mpmath import diff, exp, findroot, hyp2f1, log, loggamma, matrix, mp, mpf, sqrt

mp.dps = 60
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]
GAPS = [None, 900, None, 700, 650, None, None, 560]


def log_survival(a, b, c, t):
    a, b = mpf(a), mpf(b)
    T = mpf(t) ** mpf(c) if t else mpf(0)
    return loggamma(b + T) + loggamma(a + b) - loggamma(b) - loggamma(a + b + T)


def survival(a, b, c, t):
    return exp(log_survival(a, b, c, t))


def log_likelihood(a, b, c, survivors):
    """As the papers have it: the lost by P(T = t), the rest by the survival; given the first age that was seen."""
    seen = [(t, n) for t, n in enumerate(survivors) if n is not None]
    total = seen[-1][1] * survival_log_given(a, b, c, seen[0][0], seen[-1][0])
    for (s, m), (t, n) in zip(seen, seen[1:]):
        total += (m - n) * log((survival(a, b, c, s) - survival(a, b, c, t)) / survival(a, b, c, seen[0][0]))
    return total


def survival_log_given(a, b, c, s, t):
    return log_survival(a, b, c, t) - log_survival(a, b, c, s)


def fit(survivors, start):
    """The root of the gradient by the logarithms of the parameters, and the inverse of the Hessian there."""
    mp.dps = 50
    k = len(start)

    def value(*logs):
        p = [exp(x) for x in logs] + [mpf(1)] * (3 - k)
        return log_likelihood(*p, survivors)

    def slope(i):
        orders = tuple(1 if j == i else 0 for j in range(k))
        return lambda *logs: diff(value, logs, orders)

    mp.dps = 60
    logs = findroot([slope(i) for i in range(k)], [log(mpf(x)) for x in start], tol=1e-25)
    logs = list(logs)
    hessian = matrix(k, k)
    for i in range(k):
        for j in range(k):
            orders = [0] * k
            orders[i] += 1
            orders[j] += 1
            hessian[i, j] = -diff(value, tuple(logs), tuple(orders))
    inverse = hessian**-1
    p = [exp(x) for x in logs]
    return {
        "survivors": survivors,
        "parameters": [float(x) for x in p],
        "logLikelihood": float(value(*logs)),
        "standardErrors": [float(p[i] * sqrt(inverse[i, i])) for i in range(k)],
    }


curves = [
    (a, b, c, t)
    for a, b in [(0.704, 1.182), (1e-6, 2), (2, 1e-6), (1e8, 3e9), (1e-9, 1e-9), (0.5, 1e7), (1e7, 0.5)]
    for c in (1, 0.4, 1.7)
    for t in (1, 2, 7, 100, 5000)
]
# The probability to leave at t, and its share of those who are still there.
points = []
for a, b, c, t in curves:
    s, before = survival(a, b, c, t), survival(a, b, c, t - 1)
    if s > mpf(10) ** -300:
        points.append([a, b, c, t, float(s), float(s / before), float(before - s)])

lifetimes = []
for a, b, age, d in [
    (0.704, 1.182, 0, 0.1),
    (0.668, 3.806, 0, 0.1),
    (0.668, 3.806, 4, 0.1),
    (0.668, 3.806, 0, 0.001),
    (0.1, 0.1, 3, 1e-5),
    (20, 1e4, 0, 0.02),
    (1e5, 1e6, 7, 0.5),
    (3, 1e-3, 0, 1),
    (1e-3, 50, 0, 0.1),
]:
    a, b = mpf(a), mpf(b)
    z = 1 / (1 + mpf(d))
    lifetimes.append([float(a), float(b), 1, age, d, float(hyp2f1(1, b + age, a + b + age, z))])
for a, b, c, age, d in [
    (2.5, 1.5, 1.5, 0, 0),
    (2.5, 1.5, 1.5, 3, 0.1),
    (3, 40, 0.7, 0, 0),
    (4, 1000, 2.5, 2, 0),
    (0.456, 0.779, 1.28, 0, 0.1),
    (0.5, 0.5, 0.5, 0, 0.05),
]:
    mp.dps = 90
    term = lambda k: survival(a, b, c, age + k) / survival(a, b, c, age) / (1 + mpf(d)) ** k
    # Euler and Maclaurin's formula after the first two thousand terms.
    first = 2000
    head = sum(term(k) for k in range(first))
    integral = mp.quad(lambda u: term(first * exp(u)) * first * exp(u), range(0, 41, 2)) if d == 0 else 0
    tail = integral + term(first) / 2 - diff(term, first) / 12 + diff(term, first, 3) / 720
    lifetimes.append([a, b, c, age, d, float(head + tail)])
    mp.dps = 60

golden = {
    "points": points,
    "lifetimes": lifetimes,
    "shiftedBetaGeometric": [
        fit(REGULAR, [0.7, 1.2]),
        fit(HIGH_END, [0.67, 3.8]),
        fit(REGULAR[:4], [0.8, 1.3]),
        fit(GAPS, [0.5, 3]),
    ],
    "betaDiscreteWeibull": [
        fit(REGULAR, [0.45, 0.78, 1.28]),
        fit(HIGH_END, [0.214, 1.427, 1.72]),
    ],
}
lines = (f'"{name}": {json.dumps(rows)}' for name, rows in golden.items())
Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
