"""BG/CNBD-k and MBG/CNBD-k in 30 digits: python3 test/golden/cnbd-k.py

The probability of no purchase by the incomplete beta function; the number of events since the last purchase, in the silence and
the future together, by its own negative binomial sum; derivatives as differences; discounted purchases by quadrature over the
rate, with a hypergeometric function, or over the time of each purchase: none of it is how the library does it.
"""

import json
from pathlib import Path

from mpmath import beta, betainc, exp, factorial, hyp2f1, inf, log, log1p, loggamma, mp, mpf, quad, rf, sqrt
from mpmath.calculus.quadrature import GaussLegendre

mp.dps = 30

PARAMETERS = [
    (0.85, 1.45, 0.79, 2.42, 3),
    (0.243, 4.414, 0.793, 2.426, 1),
    (1e-3, 1e-3, 0.01, 0.01, 2),
    (50, 2, 1, 1, 4),
    (2, 100, 0.3, 0.7, 12),
    (0.5, 1e-6, 5, 1e3, 2),
    (100, 1000, 1e-4, 30, 5),
    (0.1, 1e6, 1000, 2000, 7),
    (1.5, 20, 0.99999999, 1e-8, 100),
]
HISTORIES = [(0, 0, 0), (0, 0, 39), (2, 30.43, 38.86), (1, 1e-3, 1e5), (3000, 38.86, 38.86), (7, 0.5, 52), (5000, 900, 1000)]
INTERVALS = [(0, 1e-6), (0, 1), (0, 39), (39, 40), (30, 1000), (1e4, 1e5)]
LONG = [
    ((0.85, 1.45, 0.79, 2.42, 3), (2, 30.43, 38.86), (0, 4000)),
    ((0.85, 1.45, 0.79, 2.42, 3), (2, 30.43, 38.86), (4000, 4001)),
    ((50, 2, 1, 1, 4), (0, 0, 0), (0, 1000)),
    ((50, 2, 1, 1, 4), (0, 0, 0), (500, 1000)),
    ((2, 100, 0.3, 0.7, 12), (7, 0.5, 52), (0, 1e5)),
    ((0.01, 0.1, 0.3, 0.7, 5), (0, 0, 0), (0, 100)),
    ((0.01, 0.1, 3, 0.07, 5), (0, 0, 0), (0, 100)),
    ((0.01, 0.1, 3, 0.07, 5), (0, 0, 0), (10, 100)),
]
# Discounted purchases with a horizon: rates known and not, much silence and none, and thousands of purchases.
WITHIN = [
    ("bgCnbdK", 0, (0.243, 4.414, 0.793, 2.426, 1), (2, 30.43, 38.86), [(0.0027, 1e-6), (0.0027, 39), (0.5, 1000), (1e-9, 100)]),
    ("mbgCnbdK", 1, (1e-3, 1e-3, 0.01, 0.01, 2), (2, 30.43, 38.86), [(0.0027, 39), (1e3, 39), (1e-9, 1)]),
    ("bgCnbdK", 0, (2, 100, 0.3, 0.7, 12), (7, 0.5, 52), [(0.0027, 1e-3), (0.0027, 39), (0.5, 1000)]),
    ("mbgCnbdK", 1, (0.85, 0.12, 0.79, 2.42, 12), (24, 36, 38.86), [(0.0027, 39), (30, 39), (0.0027, 400)]),
    ("bgCnbdK", 0, (0.85, 0.12, 0.79, 2.42, 12), (0, 0, 0), [(0.0027, 5), (0.5, 40)]),
    ("bgCnbdK", 0, (300, 10, 1, 3, 30), (12, 11.7, 12), [(0.01, 0.05), (0.01, 10), (0.5, 100), (1e4, 1)]),
    ("mbgCnbdK", 1, (50, 2, 1, 1, 30), (0, 0, 0), [(0.01, 0.01), (0.01, 10), (1e-9, 30)]),
    ("bgCnbdK", 0, (0.85, 0.0145, 0.79, 2.42, 100), (0, 0, 0), [(0.003, 0.01), (0.003, 5)]),
    ("bgCnbdK", 0, (0.85, 0.0145, 0.79, 2.42, 100), (40, 38, 38.86), [(0.003, 0.01), (0.003, 0.5)]),
    ("bgCnbdK", 0, (0.85, 0.0145, 0.79, 2.42, 100), (40, 38.86, 38.86), [(0.003, 26), (2, 52)]),
    ("mbgCnbdK", 1, (1.5, 20, 0.99999999, 1e-8, 100), (5000, 1000, 1000), [(0.01, 1), (50, 5)]),
    # Thousands of purchases to come.
    ("bgCnbdK", 0, (2000, 10, 0.3, 5, 100), (0, 0, 0), [(0.001, 1500)]),
]
# Counts far out in the tails.
FAR = [
    ("bgCnbdK", 0, (500, 10, 1e-3, 1, 100), (0, 0, 0), [(0, 40), (0, 10), (1, 40)]),
    ("mbgCnbdK", 1, (0.85, 0.0145, 0.79, 2.42, 100), (0, 0, 0), [(2, 0.001), (30, 0.1)]),
    ("bgCnbdK", 0, (40, 2, 1e-200, 1, 100), (20, 100, 100), [(0, 40), (1, 60)]),
]


def log_beta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def terms(r, alpha, a, b, k, x, t, T, first):
    m = x + first
    R = r + k * x
    # Of the last purchase given their number: relative to that of events at random.
    order = (k - 1) * x * log(t) - loggamma(k * x) + loggamma(x) if x > 0 else 0
    common = order + loggamma(R) - loggamma(r) + r * log(alpha) - log_beta(a, b) - R * log(alpha + t)
    silent = betainc(R, k, 0, (alpha + t) / (alpha + T), regularized=True) if T > t else mpf(1)
    alive = common + log_beta(a, b + m) + log(silent)
    gone = common + log_beta(a + 1, b + m - 1) if m > 0 else -inf
    return alive, gone


def log_likelihood(*arguments):
    alive, gone = terms(*arguments)
    return alive if gone == -inf else alive + log(1 + exp(gone - alive))


def derivative(arguments, i):
    step = arguments[i] * mpf(10) ** -10
    up = arguments[:i] + [arguments[i] + step] + arguments[i + 1 :]
    down = arguments[:i] + [arguments[i] - step] + arguments[i + 1 :]
    return (log_likelihood(*up) - log_likelihood(*down)) / (2 * step)


def future(r, alpha, a, b, k, x, t, T, first, s, number=0):
    """E purchases, P(alive), P(not alive) after the time s, and P(n purchases without leaving), good for that number, of those alive at T."""
    R, u = r + k * x, T - t
    share = u / (u + s)
    v = (u + s) / (alpha + T + s)
    place = [mpf(0)] * k
    place[0] = mpf(1)
    weight = mpf(1)
    total = purchases = stays = leaves = count = mpf(0)
    B = b + x + first
    here, bought, left = mpf(1), mpf(0), mpf(0)
    exactly = []
    last = mpf(0)
    n = 0
    while True:
        if n > 0 and n % k == 0:
            i = n // k
            bought += here
            left += here * a / (a + B + i - 1)
            here *= (B + i - 1) / (a + B + i - 1)
        if n // k == len(exactly):
            exactly.append(mpf(0))
        # weight: (R)_n / n! v^n; place: how many of n events fall into the silence, if fewer than k.
        p = weight * sum(place)
        total += p
        exactly[-1] += p
        purchases += p * bought
        stays += p * here
        leaves += p * left
        isBeyond = n > (number + 3) * k and p < last
        if isBeyond and p * (n + 1) < mpf(10) ** -22 * (1 - p / last) * min(total, purchases, exactly[number]):
            break
        last = p
        weight *= v * (R + n) / (n + 1)
        place = [place[0] * (1 - share)] + [place[j] * (1 - share) + place[j - 1] * share for j in range(1, k)]
        n += 1
    return purchases / total, stays / total, leaves / total, [p / total for p in exactly]


def events(r, alpha, k, x, t, T, s):
    tau = s / (alpha + T)
    return (r + k * x + k) * tau + 60 * tau + 30 * ((r + k * x) * tau * (1 + tau)) ** 0.5


def count(r, alpha, a, b, k, x, t, T, first, n, s):
    exactly = future(r, alpha, a, b, k, x, t, T, first, s, n)[3]
    B = b + x + first
    more = sum(exactly[n:])
    of = exactly[n]
    if n == 0:
        return of
    return of * beta(a, B + n) / beta(a, B) + beta(a + 1, B + n - 1) / beta(a, B) * more


def phases(r, alpha, k, x, t, T):
    R = r + k * x
    z = (T - t) / (alpha + T)
    weights = [rf(R, j) / factorial(j) * z**j for j in range(k)]
    return [weight / sum(weights) for weight in weights]


def forever(r, alpha, a, b, k, x, t, T, first, rate):
    """The mean over the rate of events, and over the dropout probability by a hypergeometric function."""
    A, B = alpha + T, b + x + first
    total = mpf(0)
    for j, weight in enumerate(phases(r, alpha, k, x, t, T)):
        if weight == 0:
            continue
        shape = r + k * x + j

        def inner(v):
            rate_of_events = exp(v)
            phi = rate_of_events / (rate_of_events + rate)
            density = exp(shape * (log(A) + v) - A * rate_of_events - loggamma(shape))
            return density * phi ** (k - j) * hyp2f1(1, B, a + B, phi**k)

        middle = log(shape / A)
        total += weight * quad(inner, [middle - 60, middle - 20, *(middle + i for i in range(-8, 9))])
    return total


NODES = GaussLegendre(mp).calc_nodes(4, mp.prec)


def within(r, alpha, a, b, k, x, t, T, first, rate, horizon):
    """The sum over the purchases of the integrals of exp(-rate time) over their times, scaled by what is integrated at its peak."""
    A, B = alpha + T, b + x + first
    c, most = rate * A, log(horizon / A)
    total = mpf(0)
    for j, weight in enumerate(phases(r, alpha, k, x, t, T)):
        shape = r + k * x + j
        stays, purchases, n = mpf(1), mpf(0), k - j
        while weight > 0:
            f = lambda v: n * v - (shape + n) * log1p(exp(v)) - c * exp(v)
            peak = min(most, log(2 * n / (shape + c + sqrt((shape + c) ** 2 + 4 * c * n))))
            tau = exp(peak)
            slope = n - (shape + n) * tau / (1 + tau) - c * tau
            step = 4 / (abs(slope) + sqrt((shape + n) * tau / (1 + tau) ** 2 + c * tau))
            integral = mpf(0)
            for sign in (-1, 1):
                v = peak
                while (sign < 0 or v < most) and f(v) > f(peak) - 50:
                    end = v - step if sign < 0 else min(v + step, most)
                    half, middle = abs(end - v) / 2, (v + end) / 2
                    integral += half * sum(w * exp(f(middle + half * node) - f(peak)) for node, w in NODES)
                    v = end
            each = stays * integral * exp(f(peak) - log_beta(n, shape))
            purchases += each
            # Of a slow geometric series, too, the rest is small.
            if n > k and each < mpf(10) ** -19 * purchases:
                break
            i = (n + j) // k - 1
            stays *= (B + i) / (a + B + i)
            n += k
        total += weight * purchases
    return total


rows = []
CASES = [("bgCnbdK", 0, p, h, INTERVALS) for p in PARAMETERS for h in HISTORIES]
CASES += [("mbgCnbdK", 1, p, h, INTERVALS) for p in PARAMETERS[:4] for h in HISTORIES[:5]]
CASES += [("mbgCnbdK", 1, p, h, [i]) for p, h, i in LONG]
CASES += [(*case[:4], []) for case in WITHIN + FAR]
for model, first, parameters, history, intervals in CASES:
    r, alpha, a, b = (mpf(value) for value in parameters[:4])
    k, x = parameters[4], history[0]
    t, T = (mpf(value) for value in history[1:])
    arguments = [r, alpha, a, b, k, x, t, T, first]
    alive, gone = terms(*arguments)
    odds = exp(gone - alive) if gone != -inf else mpf(0)
    p = 1 / (1 + odds)
    most = 5e3 if len(intervals) > 1 else 3e5
    isShort = lambda s: events(*(float(y) for y in (r, alpha, k, x, t, T, s))) < most
    row = {
        "model": model,
        "parameters": dict(zip(("r", "alpha", "a", "b", "k"), parameters)),
        "history": dict(zip(("repeats", "lastRepeat", "observed"), history)),
        "logLikelihood": float(log_likelihood(*arguments)),
        "gradient": [float(derivative(arguments, i)) for i in range(4)],
        "alive": float(p),
        "gone": float(odds * p),
        "purchases": [],
        "stays": [],
        "leaves": [],
        "counts": [],
        "discounted": [],
    }
    for rate, horizon in [each for *case, asked in WITHIN if case == [model, first, parameters, history] for each in asked]:
        with mp.workdps(22):
            row["discounted"].append([rate, horizon, float(p * within(*arguments, mpf(rate), mpf(horizon)))])
    for n, s in [each for *case, asked in FAR if case == [model, first, parameters, history] for each in asked]:
        row["counts"].append([n, s, float(p * count(*arguments, n, mpf(s)) + (odds * p if n == 0 else 0))])
    for start, end in intervals:
        if not isShort(end):
            continue
        purchases, stays, leaves, _ = future(*arguments, mpf(end))
        if start > 0:
            # To all digits, because it is a difference.
            purchases -= future(*arguments, mpf(start))[0]
        else:
            row["stays"].append([end, float(p * stays)])
            row["leaves"].append([end, float(p * leaves + odds * p)])
        row["purchases"].append([start, end, float(p * purchases)])
    weights = phases(r, alpha, k, x, t, T)
    R = r + k * x
    row["purchaseRate"] = float((p * sum(w * (R + j) for j, w in enumerate(weights)) / (alpha + T) + odds * p * R / (alpha + t)) / k)
    row["dropoutProbability"] = float((a + odds * p) / (a + b + x + first))
    for n, s in ((0, 39), (1, 39), (4, 39), (30, 10), (30, 100)):
        if isShort(s) and len(intervals) > 1:
            row["counts"].append([n, s, float(p * count(*arguments, n, mpf(s)) + (odds * p if n == 0 else 0))])
    if parameters in (PARAMETERS[0], PARAMETERS[1], PARAMETERS[4]) and history in HISTORIES[::2][:2] and len(intervals) > 1 and model == "bgCnbdK":
        with mp.workdps(16):
            for rate in (0.0027, 0.5):
                row["discounted"].append([rate, None, float(p * forever(*arguments, mpf(rate)))])
            if isShort(39) and parameters in PARAMETERS[:2]:
                row["discounted"].append([0.05, 10, float(p * within(*arguments, mpf(0.05), mpf(10)))])
    rows.append(row)

Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
