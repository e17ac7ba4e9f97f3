"""Group economics from raw customers in high precision: python3 test/golden/group-economics.py

Means with Student's interval, the ratio of totals with the variance of its linearised residuals, and Wilson's interval, each
by its definition over the raw numbers, in 50 digits (mpmath).
"""

import json
import random
from pathlib import Path

from mpmath import betainc, erfinv, findroot, mp, mpf, sqrt

mp.dps = 50
random.seed(20261121)


def t_quantile(confidence, df):
    def inside(t):
        x = df / (df + t * t)
        return 1 - betainc(mpf(df) / 2, mpf(1) / 2, 0, x, regularized=True) - confidence

    return findroot(inside, (mpf("0.5"), mpf(60)), solver="bisect", tol=1e-60, verify=False, maxsteps=120)


def around(value, squares, n, unit, confidence):
    half = t_quantile(confidence, n - 1) * sqrt(squares / (n - 1) / n) / unit
    return [float(value), float(value - half), float(value + half)]


def mean_of(xs, confidence):
    n = len(xs)
    mean = sum(xs) / n
    return around(mean, sum((x - mean) ** 2 for x in xs), n, 1, confidence)


def solve(case):
    confidence = mpf(case["confidence"])
    spend = [mpf(row[0]) for row in case["rows"]]
    left = [mpf(row[1]) for row in case["rows"]]
    n = len(spend)
    ratio = sum(left) / sum(spend)
    residuals = sum((m - ratio * s) ** 2 for s, m in zip(spend, left))
    z = sqrt(2) * erfinv(confidence)
    known = [row[2] for row in case["rows"] if row[2] is not None]
    p, k = mpf(sum(known)) / len(known), len(known)
    centre = (p + z * z / (2 * k)) / (1 + z * z / k)
    half = z / (1 + z * z / k) * sqrt(p * (1 - p) / k + z * z / (4 * k * k))
    return {
        "spend": mean_of(spend, confidence),
        "margin": around(ratio, residuals, n, sum(spend) / n, confidence),
        "retention": [float(p), float(centre - half), float(centre + half)],
    }


cases = []
for size, offset, confidence in [(3, 0, 0.95), (20, 0, 0.9), (60, 1e6, 0.95), (200, 100, 0.99)]:
    rows = []
    for _ in range(size):
        spend = offset + random.randrange(0, 100_000) / 128
        left = spend * random.randrange(-20, 90) / 128
        rows.append([spend, left, random.choice([True, True, False, None])])
    rows[0][2] = True
    cases.append({"confidence": confidence, "rows": rows})

table = [{**case, "expected": solve(case)} for case in cases]
Path(__file__).with_suffix(".json").write_text(json.dumps(table) + "\n")
