"""Internal rates of return, to 80 digits: python3 test/golden/internal-rates.py

Short series: all roots x of the polynomial Σ Cₜ·xᵗ, of which those that are real and above 0 are rates 1/x − 1. Long ones
turn from paid to received once, and have their one rate by bisection. Flows are taken as the double precision numbers they
are in the table. `uncertainty` is what a change of the flows in their last digit can do to the rate.

Among them are cases on which well-known programs find nothing or go on for ever: a loss of half of the money, loans over
30 years by month, several turns, double and triple roots, tiny and huge rates.
"""

import json
from pathlib import Path

from mpmath import expm1, im, log, mp, mpf, polyroots, re

mp.dps = 80

# Each series as runs of [flow, how often].
SHORT = [
    [-15000, 6630],
    [-1000, 500, 500, 500],
    [-70000, 12000, 15000, 18000, 21000],
    [-70000, 12000, 15000, 18000, 21000, 26000],
    [-70000, 12000, 15000],
    [-1000, 2300, -1320],
    [-1000, 2550, -1617.5],
    [-1000, 2550, -1625.625],
    [-1000, 2550, -1626],
    [-1000, 3600, -4310, 1716],
    [-1000, 6000, -11000, 6000],
    [1000, -3000, 3000, -1000],
    [-1, 4, -6, 4, -1],
    [-1000, 1000.000001],
    [-1000, 0, 0, 1000.0000001],
    [-1000, 400, 600.0000003],
    [-1, 1e6],
    [-1, 0, 1e13],
    [-1e6, 1],
    [-1e9, 0, 0, 1],
    [0, 0, -100, 60, 60, 0, 0],
    [0, -100, 0, 0, 100, 0],
    [5, 6],
    [-5, -6, -7],
    [0, 0, 0],
    [],
    [-100, 10, -5, 200, -80, 3],
    [-27, 0, 54, -1, 0, -30, 8],
    [-1e308, 1e308, 1e308],
    [-1e-300, 1e-300, 1e-300],
    [-1, 29.5, -364, 2443, -9709, 23285.5, -32766, 24642, -7560],
    [100, -230, 132, 40, -90, 49.5],
]
LONG = [
    [[-200000, 1], [1200, 360]],
    [[-200000, 1], [555.5555, 360]],
    [[-200000, 1], [500, 360]],
    [[-1000, 12], [0, 24], [35, 480]],
    [[-1, 1], [0, 9999], [2, 1]],
    [[-5000, 1], [1.1, 10000]],
    [[-12000, 1], [1.1, 10000]],
    [[250, 360], [-1000000, 1]],
]


def row(flows, runs, continuous):
    rates, uncertain = [], []
    for u in sorted(continuous):
        size = sum(abs(mpf(c)) * mp.exp(-u * t) for t, c in enumerate(flows) if c)
        slope = abs(sum(-t * mpf(c) * mp.exp(-u * t) for t, c in enumerate(flows) if c))
        rates.append(float(expm1(u)))
        simple = slope > size * mpf(10) ** -30
        uncertain.append(float(mp.exp(u) * size * mpf(2) ** -52 / slope) if simple else None)
    return {"runs": runs, "rates": rates, "uncertainty": uncertain}


def short(flows):
    kept = [t for t, c in enumerate(flows) if c]
    runs = [[c, 1] for c in flows]
    if len(kept) < 2:
        return row(flows, runs, [])
    core = [mpf(c) for c in flows[kept[0] : kept[-1] + 1]]
    roots = polyroots(core[::-1], maxsteps=2000, extraprec=2000)
    found = []
    for x in roots:
        # A double root comes out with half of the digits, a triple one with a third.
        if re(x) > 0 and abs(im(x)) < abs(x) * mpf(10) ** -15:
            u = -log(re(x))
            if not any(abs(u - other) < mpf(10) ** -15 for other in found):
                found.append(u)
    return row(flows, runs, [mpf(0) if abs(u) < mpf(10) ** -15 else u for u in found])


def long(runs):
    flows = [c for c, often in runs for _ in range(often)]
    low, high = mpf(-1) / 10, mpf(1) / 10
    for _ in range(250):
        middle = (low + high) / 2
        if (value_at(flows, middle) > 0) == (value_at(flows, low) > 0):
            low = middle
        else:
            high = middle
    return row(flows, runs, [low])


def value_at(flows, u):
    x, value = mp.exp(-u), mpf(0)
    for c in reversed(flows):
        value = value * x + mpf(c)
    return value


rows = [short(flows) for flows in SHORT] + [long(runs) for runs in LONG]
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
