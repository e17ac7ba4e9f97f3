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
    values = VALUES if changes[0] + changes[4] else [-1, 0, 1]
    size = len(values)
    weights = [mpf(changes[v + 2]) / n if changes[v + 2] else mpf(10) ** -30 for v in values]
    # A positive start with the mean delta: the uniform shares, moved towards an end.
    by = abs(mpf(delta)) / values[-1]
    end = values[-1] if delta > 0 else values[0]
    p = [(1 - by) / size + (by if v == end else 0) for v in values]
    for _ in range(600):
        system = matrix(size + 2, size + 2)
        right = matrix(size + 2, 1)
        for k in range(size):
            # In steps relative to the shares, which keeps the system solvable where a share is all but 0.
            system[k, k] = -weights[k]
            system[k, size] = system[size, k] = p[k]
            system[k, size + 1] = system[size + 1, k] = values[k] * p[k]
            right[k] = -weights[k]
        relative = lu_solve(system, right)
        length = mpf(1)
        for k in range(size):
            if relative[k] < 0:
                length = min(length, mpf("0.99") / -relative[k])
        p = [p[k] * (1 + length * relative[k]) for k in range(size)]
        if length == 1 and max(abs(relative[k]) for k in range(size)) < mpf(10) ** -12:
            break
    else:
        raise ArithmeticError("no convergence")
    return sum(p[k] * (values[k] - delta) ** 2 for k in range(size))


def upper(changes, z2):
    n = sum(changes)
    d = mpf(sum(v * k for v, k in zip(VALUES, changes))) / n
    most = 2 if changes[0] + changes[4] else 1
    if d == most:
        return d
    excess = lambda delta: (delta - d) / sqrt(variance(changes, delta) / n) - sqrt(z2)
    low, high = d, most - mpf(10) ** -9
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
    [[4, 3, 0], [1, 2, 1], [0, 0, 0]],
    [[4, 3, 1], [0, 2, 1], [0, 0, 0]],
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
