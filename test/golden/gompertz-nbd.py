"""Gamma-Gompertz/NBD in 30 digits: python3 test/golden/gompertz-nbd.py

By tanh-sinh quadrature of the densities as they are defined, over the time of leaving; derivatives as differences.
"""

import json
from pathlib import Path

from mpmath import exp, expm1, log, loggamma, mp, mpf, quad, rf

mp.dps = 45

PARAMETERS = [
    (0.55, 10.6, 0.02, 0.6, 0.25),
    (2, 1, 1e-3, 0.01, 1e-4),
    (5, 3, 0.2, 0.7, 1e4),
    (0.3, 100, 3, 2, 1),
    (1.5, 20, 0.05, 1, 2),
]
HISTORIES = [(0, 0, 0), (0, 0, 39), (2, 30.43, 38.86), (1, 1e-3, 1e3), (500, 38.86, 38.86), (500, 36, 40), (7, 0.5, 52)]
# Far out: almost Pareto/NBD, leaving at once, thousands of b T, all alike, hardly anybody leaving, thousands of purchases.
EXTREMES = [
    ((0.5, 10, 1e-9, 0.6, 1e-8), (2, 30.43, 38.86)),
    ((0.8, 5, 40, 0.02, 3e-6), (1, 20, 52)),
    ((2, 1, 0.05, 300, 2000), (3, 10, 39)),
    ((0.2, 300, 1, 1e-4, 1e12), (2, 5, 39)),
    ((0.6, 8, 0.01, 0.5, 2), (3000, 1990, 2000)),
    ((0.6, 8, 5, 0.01, 30), (4, 300, 1000)),
]
TIMES = [1e-6, 1, 39, 1e3]


def over(f, begin, end):
    # Panels that grow from the beginning on, where most of it may be.
    ends = [begin] + [begin + (end - begin) * mpf(2) ** -k for k in range(24, -1, -3)]
    ends += [begin + (end - begin) * mpf(k) / 8 for k in range(1, 8)]
    # As a multiple of its size, because quad stops at an absolute error.
    most = max(f(y) for y in ends)
    return quad(lambda y: f(y) / most, sorted(ends)) * most


def tail(b, s, beta, y):
    return (beta / (beta + expm1(b * y))) ** s


def density(b, s, beta, y):
    return b * s * beta ** s * exp(b * y) * (beta + expm1(b * y)) ** -(s + 1)


def parts(R, alpha, b, s, beta, t, T):
    there = (alpha + T) ** -R * tail(b, s, beta, T)
    return there, over(lambda y: (alpha + y) ** -R * density(b, s, beta, y), t, T) if t < T else mpf(0)


def log_likelihood(r, alpha, b, s, beta, x, t, T):
    return loggamma(r + x) - loggamma(r) + r * log(alpha) + log(sum(parts(r + x, alpha, b, s, beta, t, T)))


def derivative(arguments, i):
    step = arguments[i] * mpf(10) ** -12
    up = arguments[:i] + [arguments[i] + step] + arguments[i + 1 :]
    down = arguments[:i] + [arguments[i] - step] + arguments[i + 1 :]
    return (log_likelihood(*up) - log_likelihood(*down)) / (2 * step)


rows = []
for parameters, history in [(p, h) for p in PARAMETERS for h in HISTORIES] + EXTREMES:
    arguments = [mpf(value) for value in parameters + history]
    r, alpha, b, s, beta, x, t, T = arguments
    R, A = r + x, alpha + T
    there, left = parts(R, alpha, b, s, beta, t, T)
    more_there, more_left = parts(R + 1, alpha, b, s, beta, t, T)
    p, gone = there / (there + left), left / (there + left)
    later = lambda u: tail(b, s, beta, T + u) / tail(b, s, beta, T)
    eta_there = s / (beta + expm1(b * T)) * there
    weight = lambda y: (s + 1) / (beta + expm1(b * y)) * (alpha + y) ** -R * density(b, s, beta, y)
    eta_left = over(weight, t, T) if t < T else mpf(0)
    row = {
        "parameters": dict(zip(("r", "alpha", "b", "s", "beta"), parameters)),
        "history": dict(zip(("repeats", "lastRepeat", "observed"), history)),
        "logLikelihood": float(log_likelihood(*arguments)),
        "gradient": [float(derivative(arguments, i)) for i in range(5)],
        "alive": float(p),
        "gone": float(gone),
        "purchases": [[time, float(p * R / A * over(later, mpf(0), mpf(time)))] for time in TIMES],
        "stays": [[time, float(p * later(mpf(time)))] for time in TIMES],
        "leaves": [[time, float(gone + p * (1 - later(mpf(time))))] for time in TIMES],
        "purchaseRate": float(R * (more_there + more_left) / (there + left)),
        "dropoutRate": float(b * (eta_there + eta_left) / (there + left)),
        "discounted": [],
        "counts": [],
    }
    for rate, horizon in ((0.0027, None), (0.5, None), (0.0027, 39)):
        f = lambda u: exp(-mpf(rate) * u) * later(u)
        end = 60 / mpf(rate) if horizon is None else mpf(horizon)
        row["discounted"].append([rate, horizon, float(p * R / A * over(f, mpf(0), end))])
    if history in HISTORIES[1:4]:
        for n, time in ((0, 39), (1, 39), (4, 39), (30, 300)):
            ways = lambda u: rf(R, n) / mp.factorial(n) * (A / (A + u)) ** R * (u / (A + u)) ** n
            leaves = over(lambda u: ways(u) * density(b, s, beta, T + u) / tail(b, s, beta, T), mpf(0), mpf(time))
            chance = p * (ways(mpf(time)) * later(mpf(time)) + leaves) + (gone if n == 0 else 0)
            row["counts"].append([n, time, float(chance)])
    rows.append(row)

Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
