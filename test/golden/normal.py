"""The normal distribution's upper tail and quantiles, to 50 digits: python3 test/golden/normal.py"""

import json
from pathlib import Path

from mpmath import erfc, erfinv, findroot, log, mp, mpf, sqrt

mp.dps = 50


def tail(z):
    return erfc(mpf(z) / sqrt(2)) / 2


def quantile(p):
    """P(Z <= z) = p."""
    p = mpf(p)
    if p < 0.4:
        start = -sqrt(-2 * log(p))
        return findroot(lambda z: log(tail(-z)) - log(p), (start, start * mpf("0.9") + mpf("0.01")))
    return sqrt(2) * erfinv(2 * p - 1)


Z = [0, 1e-300, 1e-9, 0.1, 0.5, 1, 1.96, 2.3, 2.4999, 2.5, 2.6, 3, 4.03, 6.3, 10, 15.7, 20, 30, 37, -1e-9, -1, -5, -40]
P = [1e-300, 1e-100, 1e-20, 1e-10, 1e-5, 0.001, 0.025, 0.07, 0.0749, 0.0751, 0.2, 0.4, 0.49999, 0.5, 0.6, 0.8, 0.975]
P += [0.999, 1 - 2**-40, 1 - 2**-53]
C = [1e-300, 1e-10, 0.01, 0.5, 0.8, 0.85, 0.851, 0.9, 0.95, 0.99, 0.999, 1 - 2**-40, 1 - 2**-53]
golden = {
    "tail": [[z, float(tail(z))] for z in Z],
    "quantile": [[p, float(quantile(p))] for p in P],
    "central": [[c, float(-quantile((1 - mpf(c)) / 2) if c > 0.2 else sqrt(2) * erfinv(mpf(c)))] for c in C],
}
lines = (f'"{name}": {json.dumps(rows)}' for name, rows in golden.items())
Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
