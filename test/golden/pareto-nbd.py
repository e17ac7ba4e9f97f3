"""Pareto/NBD in 50 digits: python3 test/golden/pareto-nbd.py

Likelihoods as the differences of hypergeometric functions in the literature, with as many digits as they lose, derivatives as
differences, discounted expectations by Tricomi's function: none of it is how the library does it. Only counts are by
quadrature, too, of another kind.
"""

import json
from pathlib import Path

from mpmath import exp, hyp2f1, hyperu, inf, log, loggamma, mp, mpf, quad, rf

mp.dps = 50

PARAMETERS = [
    (0.5533, 10.578, 0.6062, 11.669),
    (1e-3, 1e-3, 0.01, 0.01),
    (50, 2, 1, 1),
    (2, 100, 0.3, 1e-3),
    (0.5, 1e-6, 5, 1e3),
    (100, 1000, 1e-4, 30),
    (0.1, 1e5, 20, 30),
    (1.5, 20, 0.99999999, 20),
    (3, 0.5, 40, 80),
]
HISTORIES = [(0, 0, 0), (0, 0, 39), (2, 30.43, 38.86), (1, 1e-3, 1e5), (3000, 38.86, 38.86), (2000, 900, 1000), (7, 0.5, 52)]
TIMES = [1e-6, 1, 39, 1e5]


def rest(R, alpha, s, beta, y):
    # The integral of (alpha + y)^-R (beta + y)^-(s + 1) from y on.
    n = R + s
    if alpha >= beta:
        return hyp2f1(s + 1, n, n + 1, (alpha - beta) / (alpha + y)) / n * (alpha + y) ** -n
    return hyp2f1(R, n, n + 1, (beta - alpha) / (beta + y)) / n * (beta + y) ** -n


def parts(R, alpha, s, beta, t, T):
    # The likelihood without what does not depend on leaving: of being there, and of having left.
    there = (alpha + T) ** -R * (beta + T) ** -s
    if t == T:
        return there, mpf(0)
    return there, s * (rest(R, alpha, s, beta, t) - rest(R, alpha, s, beta, T))


def log_likelihood(r, alpha, s, beta, x, t, T):
    there, left = parts(r + x, alpha, s, beta, t, T)
    return loggamma(r + x) - loggamma(r) + r * log(alpha) + s * log(beta) + log(there + left)


def derivative(arguments, i):
    step = arguments[i] * mpf(10) ** -20
    up = arguments[:i] + [arguments[i] + step] + arguments[i + 1 :]
    down = arguments[:i] + [arguments[i] - step] + arguments[i + 1 :]
    return (log_likelihood(*up) - log_likelihood(*down)) / (2 * step)


def discounted(B, s, rate, horizon):
    beyond = lambda h: exp(-rate * h) * (B / (B + h)) ** s * (B + h) * hyperu(1, 2 - s, rate * (B + h))
    return beyond(0) - (beyond(horizon) if horizon < inf else 0)


def count(R, A, s, B, n, t):
    ways = lambda u: rf(R, n) / mp.factorial(n) * (A / (A + u)) ** R * (u / (A + u)) ** n
    with mp.workdps(20):
        ends = sorted({mpf(0), t} | {t * mpf(2) ** -k for k in range(1, 40, 2)})
        f = lambda u: ways(u) * s / B * (B / (B + u)) ** (s + 1)
        # As a multiple of its size, because quad stops at an absolute error.
        most = max(f(u) for u in ends)
        left = quad(lambda u: f(u) / most, ends) * most
    return ways(t) * (B / (B + t)) ** s + left


rows = []
for parameters in PARAMETERS:
    for history in HISTORIES:
        with mp.workdps(120):
            arguments = [mpf(value) for value in parameters + history]
            r, alpha, s, beta, x, t, T = arguments
            R, A, B = r + x, alpha + T, beta + T
            there, left = parts(R, alpha, s, beta, t, T)
            more_there, more_left = parts(R + 1, alpha, s, beta, t, T)
            sooner_there, sooner_left = parts(R, alpha, s + 1, beta, t, T)
            p, gone = there / (there + left), left / (there + left)
            stay = lambda u: (B - (B / (B + u)) ** (s - 1) * B) / (s - 1) if s != 1 else B * log(1 + u / B)
            row = {
                "parameters": dict(zip(("r", "alpha", "s", "beta"), parameters)),
                "history": dict(zip(("repeats", "lastRepeat", "observed"), history)),
                "logLikelihood": float(log_likelihood(*arguments)),
                "gradient": [float(derivative(arguments, i)) for i in range(4)],
                "alive": float(p),
                "gone": float(gone),
                "purchases": [[time, float(p * R / A * stay(mpf(time)))] for time in TIMES],
                "stays": [[time, float(p * (B / (B + mpf(time))) ** s)] for time in TIMES],
                "leaves": [[time, float(gone + p * (1 - (B / (B + mpf(time))) ** s))] for time in TIMES],
                "purchaseRate": float(R * (more_there + more_left) / (there + left)),
                "dropoutRate": float(s * (sooner_there + sooner_left) / (there + left)),
            }
        row["discounted"] = [
            [rate, horizon, float(p * R / A * discounted(B, s, mpf(rate), inf if horizon is None else mpf(horizon)))]
            for rate, horizon in ((0.0027, None), (0.5, None), (0.0027, 39))
        ]
        # Slow, and of the future alone.
        row["counts"] = [] if history not in HISTORIES[1:4] else [
            [n, time, float(p * count(R, A, s, B, n, mpf(time)) + (gone if n == 0 else 0))]
            for n, time in ((0, 39), (1, 39), (4, 39), (30, 300))
        ]
        rows.append(row)

Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
