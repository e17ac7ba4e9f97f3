"""Garwood's limits by SciPy's chi-square and gamma quantiles: python3 test/golden/churn-over-customer-time.py"""

import json
from itertools import product
from pathlib import Path

from mpmath import findroot, gammainc, mp, mpf
from scipy.stats import chi2

mp.dps = 40


def polish(shape, tail, upper, guess):
    """The quantile to 40 digits, from SciPy's."""
    f = (lambda x: gammainc(shape, x, mp.inf, regularized=True)) if upper else (lambda x: gammainc(shape, 0, x, regularized=True))
    return findroot(lambda x: mp.log(f(x) / tail), mpf(guess))


def row(lost, confidence):
    tail = (mpf(1) - mpf(confidence)) / 2
    low = chi2.ppf((1 - confidence) / 2, 2 * lost) / 2 if lost else 0.0
    high = chi2.isf((1 - confidence) / 2, 2 * lost + 2) / 2
    return {
        "lost": lost,
        "confidence": confidence,
        "lower": float(polish(mpf(lost), tail, False, low)) if lost else 0.0,
        "upper": float(polish(mpf(lost) + 1, tail, True, high)),
    }


rows = [row(*case) for case in product([0, 1, 2, 3, 5, 10, 30, 100, 1000, 20000], [0.5, 0.8, 0.9, 0.95, 0.99, 0.999])]
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
