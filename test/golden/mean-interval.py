"""Score intervals of a mean rating: python3 test/golden/mean-interval.py

The definition, by another road than the library's: the likeliest distribution with a given mean is found by maximising the
likelihood itself (a concave problem in the probabilities) with SciPy, with no multipliers; the ends of the interval are
where n·(mean − μ)² / variance is z². For two ratings the interval is Wilson's, in closed form and to 30 digits.
"""

import json
from pathlib import Path

import numpy as np
from mpmath import mp, mpf, sqrt
from scipy.optimize import brentq, minimize
from scipy.stats import norm

mp.dps = 30
Z = float(norm.ppf(0.975))

COUNTS = [
    [2, 3, 5],
    [0, 3, 5],
    [1, 0, 9],
    [4, 2, 1, 0, 1],
    [0, 0, 1, 2, 3],
    [0, 0, 0, 0, 20],
    [30, 20, 25, 10, 15],
    [1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 8],
    [0, 300, 500, 200],
    [0, 0, 40, 60, 0],
]
PAIRS = [[5, 5], [1, 28], [0, 20], [20, 0], [182, 81], [133, 15], [1, 999999]]


def variance(counts, mu):
    """Of the distribution on 0 … 1 that maximises Σ n·log p, given its sum and its mean."""
    n, u = np.array(counts, float), np.linspace(0, 1, len(counts))
    seen = n > 0
    start = np.full(len(n), 0.0)
    # Feasible to start from: some of every rating, and the rest on the two ends.
    start[:] = 1e-3
    missing = mu - (start * u).sum()
    start[-1] += missing
    start[0] += 1 - start.sum()
    constraints = [
        {"type": "eq", "fun": lambda p: p.sum() - 1, "jac": lambda p: np.ones_like(p)},
        {"type": "eq", "fun": lambda p: (p * u).sum() - mu, "jac": lambda p: u},
    ]

    def loss(p):
        return -(n[seen] * np.log(p[seen])).sum() / n.sum()

    def slope(p):
        g = np.zeros_like(p)
        g[seen] = -n[seen] / p[seen] / n.sum()
        return g

    best = minimize(
        loss, start, jac=slope, bounds=[(1e-12 if s else 0, 1) for s in seen], constraints=constraints,
        method="SLSQP", options={"ftol": 1e-15, "maxiter": 2000},
    )
    return float((best.x * (u - mu) ** 2).sum())


def end(counts, side):
    n, u = sum(counts), np.linspace(0, 1, len(counts))
    mean = float((np.array(counts) * u).sum() / n)
    edge = 0.01 if side == "lower" else 0.99
    if (side == "lower" and counts[0] == n) or (side == "upper" and counts[-1] == n):
        return mean
    f = lambda mu: n * (mean - mu) ** 2 - Z**2 * variance(counts, mu)
    inner = mean - 1e-6 if side == "lower" else mean + 1e-6
    return brentq(f, min(edge, inner), max(edge, inner), xtol=1e-10)


def wilson(counts, sign):
    k, n, z = mpf(counts[1]), mpf(sum(counts)), mpf(Z)
    return float((k + z**2 / 2 + sign * z * sqrt(k * (n - k) / n + z**2 / 4)) / (n + z**2))


rows = [{"counts": c, "lower": end(c, "lower"), "upper": end(c, "upper"), "tolerance": 1e-8} for c in COUNTS]
rows += [{"counts": c, "lower": wilson(c, -1), "upper": wilson(c, 1), "tolerance": 1e-12} for c in PAIRS]
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
