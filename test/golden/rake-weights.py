"""Raked weights, row by row on the whole table, to 40 digits: python3 test/golden/rake-weights.py"""

import json
import random
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 40
random.seed(20261121)


def rake(rows, shares):
    weights = [mpf(1)] * len(rows)
    while True:
        worst = mpf(0)
        for dimension, targets in enumerate(shares):
            # The last target takes what the others leave, so that they sum to 1 in 40 digits.
            exact = [mpf(t) for t in targets]
            exact = [t / sum(exact) for t in exact]
            for category, target in enumerate(exact):
                members = [i for i, row in enumerate(rows) if row[dimension] == category]
                total = sum(weights[i] for i in members) / sum(weights)
                worst = max(worst, abs(total - target))
            factors = []
            for category, target in enumerate(exact):
                total = sum(weights[i] for i, row in enumerate(rows) if row[dimension] == category)
                factors.append(target / total)
            weights = [w * factors[row[dimension]] for w, row in zip(weights, rows)]
        if worst < mpf(10) ** -25:
            break
    mean = sum(weights) / len(weights)
    return [w / mean for w in weights]


def case():
    sizes = random.choice([[2], [2, 3], [3, 3], [2, 2, 2], [4, 2, 3]])
    rows = [[random.randrange(size) for size in sizes] for _ in range(random.choice([40, 90]))]
    for dimension, size in enumerate(sizes):
        for category in range(size):
            rows.append([category if d == dimension else random.randrange(s) for d, s in enumerate(sizes)])
    shares = []
    for size in sizes:
        parts = [random.randrange(1, 8) for _ in range(size)]
        shares.append([part / sum(parts) for part in parts])
    weights = rake(rows, shares)
    return {
        "rows": rows,
        "shares": shares,
        "weights": [float(w) for w in weights],
        "effective": float(sum(weights) ** 2 / sum(w * w for w in weights)),
    }


Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(case()) for _ in range(8)) + "\n]\n")
