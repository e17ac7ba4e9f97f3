"""Returns on quality in exact fractions: python3 test/golden/return-on-quality.py

Two companies share a market: each year's customers are counted flow by flow (who stays, who leaves the market, who goes over,
who is new), once with the programme and once without. The benefit is the difference of what the two come to.
"""

import json
import random
from fractions import Fraction
from pathlib import Path

random.seed(20261121)


def programme():
    churn = random.randrange(0, 30)
    most = 100 - churn
    retention = random.randrange(0, most - 4)
    return {
        "marketSize": random.choice([0, 1000, 250_000, 12_000_000]),
        "growth": random.randrange(-churn, 20) / 100,
        "churn": churn / 100,
        "marketShare": random.randrange(0, 101) / 100,
        "retention": retention / 100,
        "competitorRetention": random.randrange(0, most) / 100,
        "attraction": random.randrange(0, 90) / 100,
        "marginPerCustomer": random.randrange(-500, 30_000) / 100,
        "retentionUplift": random.randrange(-min(3, retention), 4) / 100,
        "attractionUplift": random.randrange(0, 10) / 100,
        "rampUp": random.choice([[1], [0.5, 1], [0, 0.25, 0.5, 0.75]]),
        "causalShare": random.randrange(0, 101) / 100,
        "costNow": random.choice([0, 1, 50_000, 2_000_000]),
        "costPerYear": random.choice([0, 0.5, 5_000, 700_000]),
        "years": random.choice([1, 2, 3, 5, 10, 40]),
        "discountRate": random.choice([0, 0.03, 0.08, 0.1, 0.25, 1]),
    }


def decimal(number):
    return Fraction(str(number))


def shares(p, caused):
    own = decimal(p["marketShare"]) * p["marketSize"]
    others = p["marketSize"] - own
    churn = decimal(p["churn"])
    result = [own]
    for year in range(1, p["years"] + 1):
        effect = caused * decimal(p["rampUp"][min(year, len(p["rampUp"])) - 1])
        kept = decimal(p["retention"]) + effect * decimal(p["retentionUplift"])
        kept_by_others = decimal(p["competitorRetention"])
        chosen = decimal(p["attraction"]) + effect * decimal(p["attractionUplift"])
        to_others, to_us = (1 - kept - churn) * own, (1 - kept_by_others - churn) * others
        target = (1 + decimal(p["growth"])) * (own + others)
        new = target - (1 - churn) * (own + others)
        own, others = kept * own + to_us + chosen * new, kept_by_others * others + to_others + (1 - chosen) * new
        assert own + others == target
        result.append(own)
    return result


def solve(p):
    pairs = zip(shares(p, decimal(p["causalShare"])), shares(p, 0))
    benefit, cost = Fraction(0), decimal(p["costNow"])
    for year, (better, plain) in enumerate(pairs):
        factor = 1 / (1 + decimal(p["discountRate"])) ** year
        benefit += decimal(p["marginPerCustomer"]) * (better - plain) * factor
        if year > 0:
            cost += decimal(p["costPerYear"]) * factor
    return {
        "benefit": float(benefit),
        "cost": float(cost),
        "returnOnInvestment": float((benefit - cost) / cost) if cost else None,
    }


table = [{"programme": p, "expected": solve(p)} for p in (programme() for _ in range(60))]
Path(__file__).with_suffix(".json").write_text(json.dumps(table) + "\n")
