"""Weighted and post-stratified scores from the definitions, respondent by respondent: python3 test/golden/nps-weighted.py"""

import json
import random
from pathlib import Path

from mpmath import mpf
from nps_score_limits import limits

random.seed(20261121)

VALUE = {10: 1, 9: 1, 8: 0, 7: 0}


def weighted(ratings, weights, confidence):
    w = [mpf(x) for x in weights]
    v = [VALUE.get(r, -1) for r in ratings]
    n, total = len(w), sum(w)
    s = sum(a * b for a, b in zip(w, v)) / total
    kish = total**2 / sum(a * a for a in w)
    simple = sum(a * (b - s) ** 2 for a, b in zip(w, v)) / total
    # Taylor linearisation of the ratio Σ w·v / Σ w: respondent i contributes uᵢ = wᵢ·(vᵢ − s) / Σ w.
    linearised = sum((a * (b - s) / total) ** 2 for a, b in zip(w, v))
    effective = min(kish, simple / linearised) if linearised > 0 else kish
    shares = [sum(a for a, b in zip(w, v) if b == value) / total for value in (1, 0, -1)]
    low, high = limits(*[share * effective for share in shares], confidence)
    return {"value": float(100 * s), "lower": float(100 * low), "upper": float(100 * high), "effective": float(effective)}


def weighted_row():
    n = random.choice([1, 2, 5, 12, 40])
    likely = random.choice([[1] * 11, [0] * 9 + [3, 5], [1] * 7 + [0] * 4, [0] * 7 + [1] * 4])
    ratings = random.choices(range(11), likely, k=n)
    spread = random.choice([0, 0.3, 1, 3])
    lean = random.choice([-0.2, 0, 0.2])
    weights = [float("%.6g" % (2.718281828 ** (random.gauss(0, spread) + lean * r))) for r in ratings]
    confidence = random.choice([0.8, 0.95, 0.99])
    return {"ratings": ratings, "weights": weights, "confidence": confidence, **weighted(ratings, weights, confidence)}


def poststratified_row():
    k = random.choice([1, 2, 3, 6])
    strata = [[random.choice([0, 1, 3, 20, 150]) for _ in range(3)] for _ in range(k)]
    strata = [counts if sum(counts) else [1, 0, 0] for counts in strata]
    parts = [random.randrange(1, 100) for _ in range(k)]
    shares = [part / sum(parts) for part in parts]
    confidence = random.choice([0.8, 0.95, 0.99])
    total = sum(mpf(x) for x in shares)
    w = [mpf(x) / total for x in shares]
    average = [sum(wh * mpf(c[i]) / sum(c) for wh, c in zip(w, strata)) for i in range(3)]

    def variance(mix):
        mean = mix[0] - mix[2]
        return sum(share * (value - mean) ** 2 for share, value in zip(mix, (1, 0, -1)))

    # Each stratum's variance is that of its responses and four more of the average mix.
    smoothed = [[(c[i] + 4 * average[i]) / (sum(c) + 4) for i in range(3)] for c in strata]
    variances = [wh**2 * variance(mix) / sum(c) for wh, mix, c in zip(w, smoothed, strata)]
    kish = 1 / sum(wh**2 / sum(c) for wh, c in zip(w, strata))
    effective = variance(average) / sum(variances) if sum(variances) > 0 else kish
    low, high = limits(*[share * effective for share in average], confidence)
    return {
        "strata": strata,
        "shares": shares,
        "confidence": confidence,
        "value": float(100 * (average[0] - average[2])),
        "lower": float(100 * low),
        "upper": float(100 * high),
        "effective": float(effective),
    }


rows = {"weighted": [weighted_row() for _ in range(40)], "poststratified": [poststratified_row() for _ in range(25)]}
text = ",\n".join(f'"{name}": [\n' + ",\n".join(map(json.dumps, part)) + "\n]" for name, part in rows.items())
Path(__file__).with_suffix(".json").write_text("{\n" + text + "\n}\n")
