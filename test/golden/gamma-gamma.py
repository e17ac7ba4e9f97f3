"""The gamma-gamma model of spending in 50 digits: python3 test/golden/gamma-gamma.py

The likelihood as an integral over the customers' own rates for small x, and from the paper's formula otherwise; derivatives
as differences in 50 digits.
"""

import json
from pathlib import Path

from mpmath import exp, log, loggamma, mp, mpf, quad

mp.dps = 50

PARAMETERS = [(6.25, 3.74, 15.44), (0.01, 0.5, 1e-3), (1, 1, 1), (500, 2, 1e6), (3, 1e5, 1e6), (2, 1.00000001, 30)]
SPENDINGS = [(1, 35.2), (3, 1e-6), (10, 100), (5000, 33.3), (2, 1e9), (1, 1)]


def by_integral(p, q, g, x, z):
    f = lambda v: p * x * log(v * x) + (p * x - 1) * log(z) - v * x * z - loggamma(p * x) + q * log(v * g) - g * v - loggamma(q)
    # In log v about the mode, where the height is taken out, because quadrature stops at an absolute error.
    mode = (p * x + q) / (g + x * z)
    return f(mode) + log(quad(lambda u: exp(f(mode * exp(u)) - f(mode)), list(range(-60, 7, 2))))


def by_formula(p, q, g, x, z):
    log_beta = loggamma(p * x) + loggamma(q) - loggamma(p * x + q)
    return -log(z) - log_beta + q * log(g / (g + x * z)) + p * x * log(x * z / (g + x * z))


def derivative(arguments, i):
    step = arguments[i] * mpf(10) ** -15
    up = arguments[:i] + [arguments[i] + step] + arguments[i + 1 :]
    down = arguments[:i] + [arguments[i] - step] + arguments[i + 1 :]
    return (by_formula(*up) - by_formula(*down)) / (2 * step)


rows = []
for parameters in PARAMETERS:
    for spending in SPENDINGS:
        arguments = [mpf(value) for value in parameters + spending]
        p, q, g, x, z = arguments
        if parameters == PARAMETERS[0] and x < 20:
            assert abs(by_integral(*arguments) - by_formula(*arguments)) < 1e-12
        shape = p * x + q - 1
        rows.append(
            {
                "parameters": dict(zip(("p", "q", "gamma"), parameters)),
                "spending": dict(zip(("repeats", "meanValue"), spending)),
                "logLikelihood": float(by_formula(*arguments)),
                "gradient": [float(derivative(arguments, i)) for i in range(3)],
                "meanSpend": float(p * g / (q - 1)) if q > 1 else None,
                "expectedSpend": float(p * (g + x * z) / shape) if shape > 0 else None,
            }
        )

Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
