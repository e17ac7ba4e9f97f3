"""Lifetime values and what they depend on, to 60 digits: python3 test/golden/lifetime-values.py

growth: the sum of margins m·(1 + g)^t, kept with probability r^t and discounted, from its closed form; over few periods term
by term. continuous: the integral of m·e^(−(λ + δ)·t), by quadrature where the time is limited. curve: shares of a curve term by
term, and after its end the shares that a constant retention leaves. elasticities: the value differentiated numerically.
payback: margins added up one by one until they reach the cost: after 180 of them, or never, as
60 digits then no longer tell them from their limit.
"""

import json
from itertools import product
from pathlib import Path

from mpmath import diff, exp, mp, mpf, quad

mp.dps = 60
TIMINGS = {"now": (0, 0), "midPeriod": (0, mpf(1) / 2), "endOfPeriod": (0, 1), "firstRenewal": (1, 1)}


def growth_value(r, i, g, timing, periods):
    r, i, g = mpf(r), mpf(i), mpf(g)
    stays, falls = TIMINGS[timing]
    first = 100 * r**stays / (1 + i) ** falls
    q = r * (1 + g) / (1 + i)
    if periods is None:
        return None if q >= 1 else first / (1 - q)
    if periods <= 1000:
        return first * sum((q**t for t in range(periods)), mpf(0))
    return first * (periods if q == 1 else (1 - q**periods) / (1 - q))


growth = [
    {"retention": r, "discountRate": i, "growth": g, "firstMargin": timing, "periods": n, "value": v}
    for r, i, g, timing, n in product(
        [0.8, 0.999999, 1.0],
        [0.0, 0.1, 0.1000000001],
        [-0.3, 0.05, 0.1, 0.37],
        TIMINGS,
        [None, 7, 1000],
    )
    for v in [growth_value(r, i, g, timing, n)]
    if v is None or v < mpf(10) ** 300
]

continuous = []
for churn, interest, duration in product([0.0, 1e-12, 0.2, 3.0, 800.0], [0.0, 1e-9, 0.1, 2.0], [None, 0.0, 1e-9, 1.5, 1e6]):
    rate = mpf(churn) + mpf(interest)
    if duration is None:
        value = None if rate == 0 else 100 / rate
    elif rate * duration < 100:
        value = 100 * quad(lambda t: exp(-rate * t), [0, mpf(duration)])
    else:
        value = 100 * (1 - exp(-rate * mpf(duration))) / rate
    continuous.append({"churnHazard": churn, "forceOfInterest": interest, "duration": duration, "value": value})

CURVES = [[1.0], [1.0, 0.6, 0.48, 0.42], [0.9, 0.95, 0.0, 0.3], [1.0] * 40, [0.5**t for t in range(60)], [1.0, 0.0]]
curve = []
for which, i, timing, tail in product(range(len(CURVES)), [0.0, 0.1, 1.0], TIMINGS, [None, 0.9, 0.999999, 1.0]):
    shares = CURVES[which]
    stays, falls = TIMINGS[timing]
    later = 0 if timing == "firstRenewal" else falls
    terms = [100 * mpf(s) / (1 + mpf(i)) ** (t + later) for t, s in enumerate(shares)]
    q = mpf(tail or 0) / (1 + mpf(i))
    beyond = None if q == 1 and shares[-1] > 0 else (terms[-1] * q / (1 - q) if q < 1 else mpf(0))
    value = None if beyond is None else sum(terms[stays:], mpf(0)) + beyond
    curve.append({"curve": which, "discountRate": i, "firstMargin": timing, "tailRetention": tail, "value": value, "tail": beyond})

elasticities = []
for r, i, g, timing, cost in product([0.2, 0.8, 0.99], [0.01, 0.1, 1.0], [-0.1, 0.0, 0.005], TIMINGS, [0.0, 30.0, 1e4]):
    stays, falls = TIMINGS[timing]

    def net(m, r, i, cost):
        return m * r**stays / (1 + i) ** falls / (1 - r * (1 + mpf(g)) / (1 + i)) - cost

    at = [mpf(100), mpf(r), mpf(i), mpf(cost)]
    slopes = [diff(net, at, tuple(1 if k == n else 0 for k in range(4))) for n in range(4)]
    value = net(*at)
    elasticities.append(
        {
            "customer": {"margin": 100, "retention": r, "discountRate": i, "growth": g, "firstMargin": timing, "acquisitionCost": cost},
            "netValue": value,
            "slopes": slopes,
            "elasticities": [slope * x / value for slope, x in zip(slopes, at)],
        }
    )

payback = []
for r, i, timing, cost in product([0.0, 0.5, 0.95, 1.0], [0.0, 0.1], TIMINGS, [1.0, 50.0, 99.0, 400.0, 999.0, 1100.0]):
    total, n = mpf(0), 0
    stays, falls = TIMINGS[timing]
    while total < cost and n < 180:
        total += 50 * mpf(r) ** (n + stays) / (1 + mpf(i)) ** (n + falls)
        n += 1
    payback.append({"retention": r, "discountRate": i, "firstMargin": timing, "acquisitionCost": cost, "periods": n if total >= cost else None})


def plain(value):
    if isinstance(value, mpf):
        return float(value)
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return value


tables = {"curves": CURVES, "growth": growth, "continuous": continuous, "curve": curve, "elasticities": elasticities, "payback": payback}
text = ",\n".join(
    f'"{name}": [\n' + ",\n".join(json.dumps(plain(row)) for row in rows) + "\n]" for name, rows in tables.items()
)
Path(__file__).with_suffix(".json").write_text("{" + text + "}\n")
