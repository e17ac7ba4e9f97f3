"""Newcombe's interval from its definition, limits and p by search, to 40 digits: python3 test/golden/retention-difference.py"""

import json
import random
from pathlib import Path

from mpmath import erfinv, mp, mpf, ncdf, sqrt

mp.dps = 40
random.seed(20261121)


def wilson(k, n, z):
    """The two p with |k/n − p| = z·√(p(1 − p)/n), by the quadratic formula."""
    p, zz = mpf(k) / n, mpf(z) ** 2
    centre = p + zz / (2 * n)
    half = z * sqrt(p * (1 - p) / n + zz / (4 * mpf(n) ** 2))
    return (centre - half) / (1 + zz / n), (centre + half) / (1 + zz / n)


def limits(before, after, z):
    (k1, n1), (k2, n2) = before, after
    p1, p2 = mpf(k1) / n1, mpf(k2) / n2
    l1, u1 = wilson(k1, n1, z)
    l2, u2 = wilson(k2, n2, z)
    return p2 - p1 - sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2), p2 - p1 + sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2)


def p_value(before, after):
    d = mpf(after[0]) / after[1] - mpf(before[0]) / before[1]
    if d == 0:
        return 1.0
    nearer = lambda z: limits(before, after, z)[0 if d > 0 else 1] * (1 if d > 0 else -1)
    low, high = mpf(0), mpf(1)
    while nearer(high) > 0:
        high *= 2
    for _ in range(130):
        middle = (low + high) / 2
        low, high = (middle, high) if nearer(middle) > 0 else (low, middle)
    return float(2 * ncdf(-low))


def row(before, after, confidence):
    z = sqrt(mpf(2)) * erfinv(mpf(confidence))
    lower, upper = limits(before, after, z)
    one = wilson(*before, z)
    return {
        "before": {"start": before[1], "retained": before[0]},
        "after": {"start": after[1], "retained": after[0]},
        "confidence": confidence,
        "beforeLower": max(0.0, float(one[0])) if before[0] else 0.0,
        "beforeUpper": float(one[1]) if before[0] < before[1] else 1.0,
        "lower": max(-1.0, float(lower)),
        "upper": min(1.0, float(upper)),
        "pValue": p_value(before, after),
    }


def group():
    n = random.choice([1, 3, 20, 150, 4000, 10**6])
    return random.choice([0, n, random.randint(0, n), random.randint(0, n)]), n


rows = [row(group(), group(), random.choice([0.8, 0.95, 0.99])) for _ in range(40)]
rows += [row((999_000_000, 10**9), (999_010_000, 10**9), 0.95), row((450, 1000), (900, 1000), 0.999)]
# A p below the smallest normal number has fewer digits.
rows = [r for r in rows if r["pValue"] > 1e-290]
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
