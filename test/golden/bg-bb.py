"""BG/BB in 60 digits: python3 test/golden/bg-bb.py

As means over p and theta written out by beta functions: discounted purchases by the hypergeometric function of the paper, expected
ones term by term, and derivatives as differences. None of it is how the library does it.
"""

import json
from pathlib import Path

from mpmath import beta as B
from mpmath import binomial, hyp2f1, inf, log, mp, mpf

mp.dps = 60

PARAMETERS = [
    (1.204, 0.750, 0.657, 2.783),
    (1e-3, 1e-3, 1e-2, 1e-2),
    (50, 2, 1, 1),
    (2, 100, 1.000000001, 1e-3),
    (0.5, 1e-6, 0.9999999, 1e3),
    (100, 1000, 1e-6, 30),
    (0.1, 1e5, 20, 30),
    (300, 200, 40, 80),
]
HISTORIES = [(0, 0, 0), (0, 0, 6), (6, 6, 6), (1, 1, 6), (4, 5, 6), (3, 100, 400), (700, 950, 1000)]


def stays(gamma, delta, n):
    return B(gamma, delta + n) / B(gamma, delta)


def terms(alpha, beta, gamma, delta, x, t, n):
    there = B(alpha + x, beta + n - x) / B(alpha, beta) * stays(gamma, delta, n)
    left = [
        B(alpha + x, beta + j - x) / B(alpha, beta) * B(gamma + 1, delta + j) / B(gamma, delta) for j in range(t, n)
    ]
    return there, left


def log_likelihood(parameters, history):
    there, left = terms(*parameters, *history)
    return log(there + sum(left))


def derivative(parameters, i, history):
    step = parameters[i] * mpf(10) ** -20
    moved = lambda by: parameters[:i] + [parameters[i] + by] + parameters[i + 1 :]
    return (log_likelihood(moved(step), history) - log_likelihood(moved(-step), history)) / (2 * step)


def count(alpha, beta, gamma, delta, k, m):
    buys = lambda i: binomial(i, k) * B(alpha + k, beta + i - k) / B(alpha, beta)
    left = sum(buys(i) * B(gamma + 1, delta + i) / B(gamma, delta) for i in range(k, m))
    return left + buys(m) * stays(gamma, delta, m) if k <= m else mpf(0)


def discounted(gamma, d, rate, horizon):
    z = 1 / (1 + mpf(rate))
    after = lambda h: stays(gamma, d, h + 1) * z ** (h + 1) * hyp2f1(1, d + h + 1, gamma + d + h + 1, z)
    return after(0) - (after(horizon) if horizon < inf else 0)


rows = []
for parameters in PARAMETERS:
    for history in HISTORIES:
        theta = [mpf(value) for value in parameters]
        alpha, beta, gamma, delta = theta
        x, t, n = history
        there, left = terms(*theta, *history)
        total = there + sum(left)
        alive = there / total
        mean = alive * (alpha + x) / (alpha + beta + n)
        future = (alpha + x, beta + n - x, gamma, delta + n)
        d = delta + n
        rows.append(
            {
                "parameters": dict(zip(("alpha", "beta", "gamma", "delta"), parameters)),
                "history": {"repeats": x, "lastRepeat": t, "opportunities": n},
                "logLikelihood": float(log(total)),
                "gradient": [float(derivative(theta, i, history)) for i in range(4)],
                "alive": [[at, float(alive * stays(gamma, d, at))] for at in (0, 1, 50, 100000)],
                "gone": [[at, float(1 - alive * stays(gamma, d, at))] for at in (0, 1, 50, 100000)],
                "purchases": [
                    [a, b, float(mean * sum(stays(gamma, d, k) for k in range(a + 1, b + 1)))]
                    for a, b in ((0, 1), (0, 5), (7, 9), (0, 500), (100, 300))
                ],
                "counts": [
                    [k, m, float(alive * count(*future, k, m) + (1 - alive if k == 0 else 0))]
                    for k, m in ((0, 5), (3, 5), (5, 5), (6, 5), (20, 300), (190, 300))
                ],
                "discounted": [
                    [rate, None if h == inf else h, float(mean * discounted(gamma, d, rate, h))]
                    for rate, h in ((0.1, inf), (1, inf), (0.0001, inf), (0.1, 1), (0.1, 7), (0.001, 1000))
                ],
                "purchaseProbability": float(
                    (
                        there * (alpha + x) / (alpha + beta + n)
                        + sum(w * (alpha + x) / (alpha + beta + t + i) for i, w in enumerate(left))
                    )
                    / total
                ),
                "dropoutProbability": float(
                    (
                        there * gamma / (gamma + delta + n)
                        + sum(w * (gamma + 1) / (gamma + delta + t + i + 1) for i, w in enumerate(left))
                    )
                    / total
                ),
            }
        )

Path(__file__).with_suffix(".json").write_text(json.dumps(rows, indent=2) + "\n")
