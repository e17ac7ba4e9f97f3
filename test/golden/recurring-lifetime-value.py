"""Recurring lifetime values, to 60 digits: python3 test/golden/recurring-lifetime-value.py

Straight from the definition: a margin m in each period t = 0, 1, …, kept with probability r^t (r^(t+1) where the first
margin is the first renewal's), discounted by (1 + i) to the power of when it falls.
"""

import json
from itertools import product
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 60

RETENTIONS = [0.0, 1e-9, 0.8, 0.999999, 1 - 2**-40, 1.0]
DISCOUNTS = [0.0, 1e-12, 0.1, 1.0]
PERIODS = [None, 0, 1, 12, 10**9]
TIMINGS = {"now": (0, 0), "midPeriod": (0, mpf(1) / 2), "endOfPeriod": (0, 1), "firstRenewal": (1, 1)}


def value(r, i, timing, periods):
    r, i = mpf(r), mpf(i)
    stays, falls = TIMINGS[timing]
    q = r / (1 + i)
    first = r**stays / (1 + i) ** falls
    if periods is None:
        return None if q == 1 else 100 * first / (1 - q)
    if periods <= 1000:
        return 100 * first * sum((q**t for t in range(periods)), mpf(0))
    return 100 * first * (periods if q == 1 else (1 - q**periods) / (1 - q))


rows = []
for r, i, timing, periods in product(RETENTIONS, DISCOUNTS, TIMINGS, PERIODS):
    result = value(r, i, timing, periods)
    rows.append(
        {
            "retention": r,
            "discountRate": i,
            "firstMargin": timing,
            "periods": periods,
            "value": None if result is None else float(result),
        }
    )
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
