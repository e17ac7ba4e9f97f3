"""Paired NPS differences by direct optimisation, to 12 digits: python3 test/golden/nps-paired-difference.py

The most likely shares of the five changes with a given mean are found in the shares themselves, by Newton's method with
the two equations (sum 1, mean delta) as constraints; a change that nobody made weighs 1e-30. Limits and p-value then
come from the score statistic n (d - delta)^2 / V(delta).
"""

import json
from pathlib import Path

from mpmath import erfc, erfinv, lu_solve, matrix, mp, mpf, sqrt

mp.dps = 80
VALUES = [-2, -1, 0, 1, 2]


def variance(changes, delta):
    n = sum(changes)
    weights = [mpf(k) / n if k else mpf(10) ** -30 for k in changes]
    # A positive start with the mean delta: the uniform shares, moved towards an end.
    end = [mpf(0)] * 4 + [mpf(1)] if delta > 0 else [mpf(1)] + [mpf(0)] * 4
    by = abs(mpf(delta)) / 2
    p = [by * e + (1 - by) / 5 for e in end]
    for _ in range(600):
        system = matrix(7, 7)
        right = matrix(7, 1)
        for k in range(5):
            # In steps relative to the shares, which keeps the system solvable where a share is all but 0.
            system[k, k] = -weights[k]
            system[k, 5] = system[5, k] = p[k]
            system[k, 6] = system[6, k] = VALUES[k] * p[k]
            right[k] = -weights[k]
        relative = lu_solve(system, right)
        step = [relative[k] * p[k] for k in range(5)]
        length = mpf(1)
        for k in range(5):
            if step[k] < 0:
                length = min(length, mpf("0.99") * p[k] / -step[k])
        p = [p[k] + length * step[k] for k in range(5)]
        if length == 1 and max(abs(relative[k]) for k in range(5)) < mpf(10) ** -12:
            break
    else:
        raise ArithmeticError("no convergence")
    return sum(p[k] * (VALUES[k] - delta) ** 2 for k in range(5))


def upper(changes, z2):
    n = sum(changes)
    d = mpf(sum(v * k for v, k in zip(VALUES, changes))) / n
    if d == 2:
        return d
    excess = lambda delta: (delta - d) / sqrt(variance(changes, delta) / n) - sqrt(z2)
    low, high = d, mpf(2) - mpf(10) ** -9
    for _ in range(50):
        delta = (low + high) / 2
        if excess(delta) < 0:
            low = delta
        else:
            high = delta
    return (low + high) / 2


TABLES = [
    [[12, 6, 2], [3, 20, 7], [1, 5, 44]],
    [[0, 0, 0], [0, 10, 0], [0, 0, 0]],
    [[4, 3, 0], [0, 2, 1], [0, 0, 0]],
    [[1, 0, 0], [2, 0, 0], [3, 1, 1]],
    [[0, 0, 5], [0, 0, 0], [0, 0, 2]],
    [[0, 10, 0], [0, 0, 0], [0, 0, 0]],
    [[100, 40, 30], [25, 200, 90], [10, 60, 445]],
    [[2, 1, 1], [1, 2, 1], [1, 1, 2]],
]
rows = []
for table in TABLES:
    changes = [0] * 5
    for i in range(3):
        for j in range(3):
            changes[j - i + 2] += table[i][j]
    n = sum(changes)
    d = mpf(sum(v * k for v, k in zip(VALUES, changes))) / n
    p = erfc(abs(d) / sqrt(variance(changes, mpf(0)) / n) / sqrt(2))
    for confidence in [0.95, 0.8]:
        z2 = 2 * erfinv(mpf(confidence)) ** 2
        rows.append({
            "table": table, "confidence": confidence, "lower": float(-100 * upper(changes[::-1], z2)),
            "upper": float(100 * upper(changes, z2)), "pValue": float(p),
        })
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
