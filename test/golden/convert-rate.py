"""Retention and churn converted between periods, to 50 digits: python3 test/golden/convert-rate.py"""

import json
from itertools import product
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 50

RATES = [1e-15, 1e-9, 0.001, 0.05, 0.2, 0.5, 0.8, 0.95, 0.999, 1 - 2**-30, 1 - 2**-50]
PERIODS = [(1, 12), (12, 1), (7, 365.25), (365.25, 30), (1, 1), (3, 1e-3), (1, 1000)]


def row(rate, start, to):
    power = mpf(to) / mpf(start)
    retention = mpf(rate) ** power
    churn = 1 - (1 - mpf(rate)) ** power
    return {"rate": rate, "from": start, "to": to, "retention": float(retention), "churn": float(churn)}


rows = [row(rate, start, to) for rate, (start, to) in product(RATES, PERIODS)]
# Results below the range of normal numbers have fewer digits than the comparison asks for.
rows = [r for r in rows if r["retention"] > 1e-290]
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
