"""The score test of trend from its definition, limits by search: python3 test/golden/nps-trend.py"""

import json
import random
from pathlib import Path

from mpmath import mpf, ncdf, sqrt
from nps_score_limits import bisect, normal_quantile, variance_at

random.seed(20261121)


def trend(times, counts, confidence):
    t = [mpf(x) for x in times]
    # Least squares through every response, spelled out.
    pairs = [(x, v, k) for x, c in zip(t, counts) for v, k in zip((1, 0, -1), c)]
    n = sum(k for _, _, k in pairs)
    mean_t = sum(x * k for x, _, k in pairs) / n
    mean_v = mpf(sum(v * k for _, v, k in pairs)) / n
    spread = sum((x - mean_t) ** 2 * k for x, _, k in pairs)
    slope = sum((x - mean_t) * (v - mean_v) * k for x, v, k in pairs) / spread

    def z(beta):
        variance = mpf(0)
        for x, (p, passives, d) in zip(t, counts):
            m = p + passives + d
            mu = mean_v + beta * (x - mean_t)
            v = variance_at(mpf(p) / m, mpf(d) / m, mu) if abs(mu) < 1 else 0
            variance += m * (x - mean_t) ** 2 * v
        return abs(slope - beta) * spread / sqrt(variance) if variance else mpf("inf")

    critical = normal_quantile(confidence)
    far = 4 / min(abs(x - mean_t) for x in t if abs(x - mean_t) > mpf("1e-9"))
    inside = lambda beta: critical - z(beta)
    return {
        "value": float(100 * slope),
        "lower": float(100 * bisect(inside, slope, slope - far, 60)),
        "upper": float(100 * bisect(inside, slope, slope + far, 60)),
        "pValue": float(2 * ncdf(-z(mpf(0)))),
    }


def case():
    k = random.choice([2, 3, 5, 8])
    times = sorted(random.sample(range(-20, 40), k))
    drift = random.choice([0, 0, 0.3, 1])
    counts = []
    for i in range(k):
        size = random.choice([3, 20, 100])
        counts.append([random.randrange(1, size + 1 + int(drift * i * size)), random.randrange(0, size), random.randrange(0, size)])
    confidence = random.choice([0.8, 0.95, 0.99])
    return {"times": times, "counts": counts, "confidence": confidence, **trend(times, counts, confidence)}


Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(case()) for _ in range(30)) + "\n]\n")
