"""Returns of customer-experience programmes in exact fractions: python3 test/golden/cx-return-on-investment.py

Two customer bases, one with the programme and one without, followed year by year on their own; the benefit is the
difference of what they bring. That is the definition, not the recursion that the library uses.
"""

import json
import random
from fractions import Fraction
from pathlib import Path

random.seed(20261121)


def programme():
    retention = random.randrange(0, 96) / 100
    return {
        "customers": random.choice([0, 1, 250, 10_000, 3_000_000]),
        "spendPerYear": random.randrange(0, 100_000) / 100,
        "margin": random.randrange(-20, 101) / 100,
        "retention": retention,
        "spendUplift": random.randrange(-10, 30) / 100,
        "retentionUplift": random.choice([-retention, 0, 0.01, 0.025, 0.04]),
        "costToServeSaving": random.randrange(-500, 500) / 100,
        "causalShare": random.randrange(0, 101) / 100,
        "costNow": random.choice([0, 1, 50_000, 2_000_000]),
        "costPerYear": random.choice([0, 0.5, 5_000, 700_000]),
        "years": random.choice([1, 2, 3, 5, 10, 40]),
        "discountRate": random.choice([0, 0.03, 0.08, 0.1, 0.25, 1]),
    }


def solve(p):
    exact = {name: Fraction(number) for name, number in p.items()}
    s = exact["causalShare"]
    margin = exact["spendPerYear"] * exact["margin"]
    better = exact["spendPerYear"] * (1 + s * exact["spendUplift"]) * exact["margin"] + s * exact["costToServeSaving"]
    without = with_programme = exact["customers"]
    net = [-exact["costNow"]]
    benefit, cost = Fraction(0), exact["costNow"]
    for year in range(1, p["years"] + 1):
        gain = with_programme * better - without * margin
        factor = 1 / (1 + exact["discountRate"]) ** year
        benefit += gain * factor
        cost += exact["costPerYear"] * factor
        net.append(gain - exact["costPerYear"])
        without *= exact["retention"]
        with_programme *= exact["retention"] + s * exact["retentionUplift"]
    balances = [sum(net[: year + 1]) for year in range(len(net))]
    negative = [year for year, balance in enumerate(balances) if balance < 0]
    if not negative:
        payback = 0
    elif negative[-1] == p["years"]:
        payback = None
    else:
        last = negative[-1]
        payback = last - balances[last] / net[last + 1]
    return {
        "benefit": float(benefit),
        "cost": float(cost),
        "netPresentValue": float(benefit - cost),
        "returnOnInvestment": float((benefit - cost) / cost) if cost else None,
        "payback": None if payback is None else float(payback),
        "net": [float(flow) for flow in net],
    }


rows = [{"programme": p, "result": solve(p)} for p in (programme() for _ in range(60))]
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
