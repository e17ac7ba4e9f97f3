"""Kitagawa's decomposition in exact fractions: python3 test/golden/nps-mix-shift.py

As standardisation has it, not as the library computes it: the mix effect is the mean of the change at the scores of the
first period and of the change at those of the second, the effect within the mean at the two mixes; by segment.
"""

import json
import random
from fractions import Fraction
from pathlib import Path

random.seed(20261121)


def shift(before, after):
    n = [sum(map(sum, period.values())) for period in (before, after)]
    w = [{k: Fraction(sum(c), total) for k, c in period.items()} for period, total in zip((before, after), n)]
    s = [{k: Fraction(100 * (c[0] - c[2]), sum(c)) for k, c in period.items() if sum(c)} for period in (before, after)]
    totals = [sum(wi.get(k, 0) * score for k, score in si.items()) for wi, si in zip(w, s)]
    average = sum(totals) / 2
    segments = {}
    for k in sorted(set(before) | set(after)):
        grown = w[1].get(k, 0) - w[0].get(k, 0)
        if k in s[0] and k in s[1]:
            mix = (grown * (s[0][k] - average) + grown * (s[1][k] - average)) / 2
            within = (w[0][k] * (s[1][k] - s[0][k]) + w[1][k] * (s[1][k] - s[0][k])) / 2
        elif k in s[0] or k in s[1]:
            within, mix = None, grown * ((s[0] | s[1])[k] - average)
        else:
            continue
        segments[k] = [within, mix]
    result = {
        "before": totals[0],
        "after": totals[1],
        "within": sum(x or 0 for x, _ in segments.values()),
        "mix": sum(x for _, x in segments.values()),
    }
    assert result["within"] + result["mix"] == totals[1] - totals[0]
    number = lambda x: None if x is None else float(x)
    return {**{k: float(x) for k, x in result.items()}, "segments": {k: list(map(number, x)) for k, x in segments.items()}}


def period():
    names = random.sample("abcdef", random.randrange(1, 6))
    return {k: [random.choice([0, 1, 4, 30, 777]) for _ in range(3)] for k in names} | {"z": [5, 2, 1]}


cases = [(period(), period()) for _ in range(25)]
rows = [{"before": b, "after": a, "shift": shift(b, a)} for b, a in cases]
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n")
