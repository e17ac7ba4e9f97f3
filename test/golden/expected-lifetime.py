"""Expected lifetimes in three conventions, to 50 digits: python3 test/golden/expected-lifetime.py"""

import json
from pathlib import Path

from mpmath import log, mp, mpf

mp.dps = 50

CHURNS = [1e-300, 1e-15, 1e-9, 0.001, 0.01, 0.05, 0.1, 0.19, 1 / 3, 0.5, 0.75, 0.9, 0.999, 1 - 2**-30, 1 - 2**-53]


def row(c):
    exact = mpf(c)
    return {
        "churn": c,
        "begun": float(1 / exact),
        "completed": float((1 - exact) / exact),
        "continuous": float(-1 / log(1 - exact)) if c > 1e-40 else float(1 / exact),
    }


Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(row(c)) for c in CHURNS) + "\n]\n")
