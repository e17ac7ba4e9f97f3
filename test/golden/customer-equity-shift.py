"""Shifts of customer equity in high precision: python3 test/golden/customer-equity-shift.py

Choices from powers of the switching matrix, and the improvement as the logit has it: utilities are the logarithms of the
probabilities, the gain is added to one of them, and the probabilities are made anew. 50 digits (mpmath).
"""

import json
import random
from pathlib import Path

from mpmath import exp, floor, log, matrix, mp, mpf

mp.dps = 50
random.seed(20261121)


def shares(brands):
    # Multiples of 1/1024, so that they are exact and add up to exactly 1.
    cuts = sorted(random.sample(range(1, 1024), brands - 1))
    return [(b - a) / 1024 for a, b in zip([0, *cuts], [*cuts, 1024])]


def customer(brands):
    return {
        "weight": random.choice([1, 2, 7.5]),
        "purchasesPerYear": random.choice([0.25, 1, 4, 12.5, 52]),
        "volume": random.randrange(0, 20_000) / 64,
        "margin": random.randrange(-10, 64) / 64,
        "choice": shares(brands),
        "switching": [shares(brands) for _ in range(brands)],
        "utilityGain": random.choice([0, 0.03125, 0.5, -0.25, 3]),
    }


def lifetime_value(one, brand, years, rate, gain):
    rows = []
    for row in one["switching"]:
        odds = [exp(log(mpf(p)) + (gain if to == brand else 0)) for to, p in enumerate(row)]
        rows.append([odd / sum(odds) for odd in odds])
    M, start = matrix(rows), matrix([[mpf(p) for p in one["choice"]]])
    f = mpf(one["purchasesPerYear"])
    total = sum(
        (1 + mpf(rate)) ** (-t / f) * (start * M**t)[0, brand] for t in range(int(floor(f * years)) + 1)
    )
    return mpf(one["volume"]) * mpf(one["margin"]) * total


def solve(case):
    brand, years, rate = (case["inputs"][name] for name in ("brand", "years", "discountRate"))
    weights = [mpf(one["weight"]) for one in case["customers"]]
    equities = []
    for improves in (0, 1):
        values = [
            lifetime_value(one, brand, years, rate, improves * mpf(one["utilityGain"])) for one in case["customers"]
        ]
        mean = sum(w * v for w, v in zip(weights, values)) / sum(weights)
        equities.append(mean * case["inputs"]["population"])
    return {"customerEquity": float(equities[0]), "shift": float(equities[1] - equities[0])}


cases = []
for brands, years in [(1, 3), (2, 3), (3, 5), (5, 2), (4, 10)]:
    inputs = {
        "brand": random.randrange(brands),
        "population": random.choice([1, 40_000, 9e6]),
        "years": years,
        "discountRate": random.choice([0, 0.0625, 0.125, 0.25]),
        "cost": 1000,
    }
    cases.append({"inputs": inputs, "customers": [customer(brands) for _ in range(3)]})

table = [{**case, "expected": solve(case)} for case in cases]
Path(__file__).with_suffix(".json").write_text(json.dumps(table) + "\n")
