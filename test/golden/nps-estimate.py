"""Score intervals of the NPS by direct optimisation, to 30 digits: python3 test/golden/nps-estimate.py

Nothing of the closed form is used: for each hypothetical difference the most likely mix is found by maximising the
likelihood (bisection on its derivative), and the limits by bisection on the score statistic.
"""

import json
from pathlib import Path

from mpmath import erfinv, mp, mpf, sqrt

mp.dps = 40


def most_likely_detractors(x, m, y, delta):
    """Maximises x log(q + delta) + m log(1 - 2q - delta) + y log(q) over q."""
    low, high = max(mpf(0), -delta), (1 - delta) / 2
    for _ in range(140):
        q = (low + high) / 2
        slope = mpf(0)
        if x:
            slope += x / (q + delta)
        if m:
            slope -= 2 * m / (1 - 2 * q - delta)
        if y:
            slope += y / q
        if slope > 0:
            low = q
        else:
            high = q
    return (low + high) / 2


def upper(x, m, y, c):
    n = x + m + y
    s = mpf(x - y) / n
    low, high = s, mpf(1)
    for _ in range(110):
        delta = (low + high) / 2
        q = most_likely_detractors(x, m, y, delta)
        variance = 2 * q + delta - delta**2
        if (s - delta) ** 2 < c * variance:
            low = delta
        else:
            high = delta
    return (low + high) / 2


COUNTS = [
    (50, 30, 20), (10, 0, 0), (0, 10, 0), (0, 0, 10), (1, 0, 0), (1, 1, 1), (9, 1, 0), (9, 0, 1), (0, 1, 9), (5, 0, 5),
    (700, 250, 50), (1, 998, 1), (1, 13, 7), (28, 565, 25), (3, 4, 0), (2, 2, 0), (60000, 30000, 10000), (0.25, 0.5, 0.5),
]
rows = []
for counts in COUNTS:
    for confidence, population in [(0.95, None), (0.5, None), (0.999, None), (0.95, 4 * max(1, round(sum(counts))))]:
        x, m, y = map(mpf, counts)
        n = x + m + y
        z = sqrt(2) * erfinv(mpf(confidence))
        c = z**2 / n
        if population:
            c *= (population - n) / mpf(population - 1)
        row = {"promoters": counts[0], "passives": counts[1], "detractors": counts[2], "confidence": confidence}
        if population:
            row["population"] = population
        row["lower"] = float(-100 * upper(y, m, x, c))
        row["upper"] = float(100 * upper(x, m, y, c))
        rows.append(row)
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
