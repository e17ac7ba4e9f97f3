"""BG/NBD and MBG/NBD in 50 digits: python3 test/golden/beta-geometric.py

Likelihoods from the gamma functions of the paper, derivatives as differences in 50 digits, expectations as hypergeometric
functions and discounted ones by quadrature over time: none of it is how the library does it.
"""

import json
from pathlib import Path

from mpmath.libmp import NoConvergence
from mpmath import beta, exp, factorial, hyp2f1, inf, log, loggamma, mp, mpf, quad, rf, workdps

mp.dps = 50

PARAMETERS = [
    (0.243, 4.414, 0.793, 2.426),
    (1e-3, 1e-3, 0.01, 0.01),
    (50, 2, 1, 1),
    (2, 100, 0.3, 0.7),
    (0.5, 1e-6, 5, 1e3),
    (100, 1000, 1e-4, 30),
    (0.1, 1e6, 1000, 2000),
    (1.5, 20, 0.99999999, 1e-8),
]
HISTORIES = [(0, 0, 0), (0, 0, 39), (2, 30.43, 38.86), (1, 1e-3, 1e5), (3000, 38.86, 38.86), (5000, 900, 1000), (7, 0.5, 52)]
EXTREMES = [
    (0.3, 1e-8, 0.8, 2.4),
    (0.5, 5, 1 + 1e-9, 2),
    (0.5, 5, 0.3, 0.7 + 1e-9),
    (3, 10, 50, 1e-6),
    (1, 5, 1e-8, 1e-8),
    (1e4, 1e3, 2, 3),
    (1e-8, 1e8, 1e6, 0.5),
]
LONG_HISTORIES = [(0, 0, 1e8), (2, 1e7, 1e8), (4, 1e8, 1e8), (4000, 1e8, 1e8), (8000, 1, 1e8), (2, 30.43, 38.86)]
DISCOUNTED = [(0, 0, 0), (2, 30.43, 38.86), (7, 0.5, 52)]
TIMES = [1e-6, 1, 39, 1e5]
INTERVALS = [(1, 39), (26, 39), (38.5, 39), (520, 520 + 2**-20), (1000, 1e5)]


def log_beta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def terms(r, alpha, a, b, x, t, T, m):
    # m: after how many purchases the customer may have left.
    common = loggamma(r + x) - loggamma(r) + r * log(alpha) - log_beta(a, b)
    alive = common + log_beta(a, b + m) - (r + x) * log(alpha + T)
    gone = common + log_beta(a + 1, b + m - 1) - (r + x) * log(alpha + t) if m > 0 else -inf
    return alive, gone


def log_likelihood(*arguments):
    alive, gone = terms(*arguments)
    return alive if gone == -inf else alive + log(1 + exp(gone - alive))


def derivative(arguments, i):
    step = arguments[i] * mpf(10) ** -15
    up = arguments[:i] + [arguments[i] + step] + arguments[i + 1 :]
    down = arguments[:i] + [arguments[i] - step] + arguments[i + 1 :]
    return (log_likelihood(*up) - log_likelihood(*down)) / (2 * step)


def purchases(R, A, a, B, t):
    # The formula of the paper divides by a - 1, and by a + b - 1 at x = 0: beside these points by less than shows.
    with mp.workdps(max(90, mp.dps)):
        a, B = a + mpf(10) ** -30, B + mpf(10) ** -31
        z = t / (A + t)
        return (a + B - 1) / (a - 1) * (1 - (1 - z) ** R * hyp2f1(R, B, a + B - 1, z))


def purchases_between(R, A, a, B, start, end):
    try:
        with mp.workdps(100):
            return purchases(R, A, a, B, end) - purchases(R, A, a, B, start)
    except NoConvergence:
        # The rate of purchases, in the logarithm of time.
        ends = [log(A + start) + (log(A + end) - log(A + start)) * i / 8 for i in range(9)]
        return quad(lambda u: R / A * exp(u) * hyp2f1(R + 1, a, a + B, 1 - exp(u) / A), ends)


def discounted(R, A, a, B, rate, horizon):
    scale = A / R
    ends = [0] + [s * scale for s in (1, 10, 100, 10000) if s * scale < horizon]
    if horizon == inf:
        ends += [ends[-1] + 5 / mpf(rate), ends[-1] + 30 / mpf(rate)]
    return quad(
        lambda t: exp(-rate * t) * R / A * hyp2f1(R + 1, a, a + B, -t / A), ends + [horizon if horizon < inf else inf]
    )


@workdps(350)
def count(R, A, a, B, n, t):
    # The sum is close to 1 where the tail is tiny.
    tau = t / A
    pmf = lambda j: rf(R, j) / factorial(j) * (tau / (1 + tau)) ** j * (1 + tau) ** -R
    stays = beta(a, B + n) / beta(a, B)
    if n == 0:
        result = pmf(0)
    else:
        result = stays * pmf(n) + beta(a + 1, B + n - 1) / beta(a, B) * (1 - sum(pmf(j) for j in range(n)))
    return result


rows = []
CASES = [("bgNbd", 0, p, h) for p in PARAMETERS for h in HISTORIES]
CASES += [("bgNbd", 0, p, h) for p in EXTREMES for h in LONG_HISTORIES]
CASES += [("mbgNbd", 1, p, h) for p in PARAMETERS[:4] for h in HISTORIES[:5]]
for model, first, parameters, history in CASES:
    arguments = [mpf(value) for value in parameters + history + (history[0] + first,)]
    r, alpha, a, b, x, t, T, m = arguments
    alive, gone = terms(*arguments)
    odds = exp(gone - alive) if gone != -inf else mpf(0)
    p = 1 / (1 + odds)
    R, A, B = r + x, alpha + T, b + m
    row = {
        "model": model,
        "parameters": dict(zip(("r", "alpha", "a", "b"), parameters)),
        "history": dict(zip(("repeats", "lastRepeat", "observed"), history)),
        "logLikelihood": float(log_likelihood(*arguments)),
        "gradient": [float(derivative(arguments, i)) for i in range(4)],
        "alive": float(p),
        "gone": float(odds * p),
        "purchases": [[time, float(p * purchases(R, A, a, B, mpf(time)))] for time in TIMES],
        "intervals": [[start, end, float(p * purchases_between(R, A, a, B, mpf(start), mpf(end)))] for start, end in INTERVALS],
        "stays": [[time, float(p * hyp2f1(R, a, a + B, -mpf(time) / A))] for time in TIMES],
        "leaves": [[time, float(p * (1 - hyp2f1(R, a, a + B, -mpf(time) / A)) + odds * p)] for time in TIMES],
        "purchaseRate": float(p * R / A + odds * p * R / (alpha + t)),
        "dropoutProbability": float(p * a / (a + B) + odds * p * (a + 1) / (a + B)),
        "counts": [[n, time, float(p * count(R, A, a, B, n, mpf(time)) + (odds * p if n == 0 else 0))]
                   for n, time in ((0, 39), (1, 39), (4, 39), (30, 10), (30, 300))],
        "discounted": [],
    }
    # By quadrature of slow functions: of some only.
    if parameters in PARAMETERS[:2] + PARAMETERS[3:4] + EXTREMES[:4] and history in DISCOUNTED:
        with mp.workdps(20):
            for rate, horizon in ((0.0027, None), (0.5, None), (0.0027, 39), (0, 10)):
                value = p * discounted(R, A, a, B, mpf(rate), inf if horizon is None else mpf(horizon))
                row["discounted"].append([rate, horizon, float(value)])
    rows.append(row)

Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
