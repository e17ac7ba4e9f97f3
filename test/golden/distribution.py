"""Quantiles, means and variances of distributions: SciPy's quantiles, polished with mpmath to 30 digits:
python3 test/golden/distribution.py"""

import json
from pathlib import Path

from mpmath import exp, findroot, gammainc, mp, mpf, sqrt
from scipy import stats

mp.dps = 30
P = [1e-10, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999]


def polish(start, cdf, p):
    """The root of cdf(x) = p next to SciPy's."""
    y = mp.log(mpf(start))
    return float(exp(findroot(lambda y: cdf(exp(y)) / mpf(p) - 1, (y, y + mpf("1e-9")), tol=1e-25)))


def incomplete_beta(a, b, x):
    """The series with positive terms, DLMF 8.17.8; mpmath's own does not converge for large shapes."""
    if x > a / (a + b):
        return 1 - incomplete_beta(b, a, 1 - x)
    term = total = x**a * (1 - x) ** b * mp.gamma(a + b) / mp.gamma(a) / mp.gamma(b) / a
    n = 0
    while term > total * mpf("1e-28"):
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    return total


def beta(a, b):
    return (lambda x: incomplete_beta(a, b, x)), stats.beta(float(a), float(b))


def gamma(shape):
    return (lambda x: gammainc(shape, 0, x, regularized=True)), stats.gamma(float(shape))


rows = []


def add(distribution, quantiles, mean, variance, ps=P):
    rows.append([distribution, float(mean), float(variance), [[p, q] for p, q in zip(ps, quantiles)]])


def beside_0(a, b, p):
    """The quantile of a beta distribution beside 0, by halving the logarithm of the odds: SciPy has no digits there."""
    # Beyond, the series converges slowly.
    low, high = mpf(-2000), mp.log(20 / b)
    while high - low > mpf("1e-25"):
        middle = (low + high) / 2
        x = exp(middle) / (1 + exp(middle))
        # DLMF 8.17.7.
        if x**a * mp.hyp2f1(a, 1 - b, a + 1, x) / (a * mp.beta(a, b)) < p:
            low = middle
        else:
            high = middle
    return float(exp(low) / (1 + exp(low)))


for a, b in [(0.5, 0.5), (2, 3), (80, 20), (0.2, 7), (5000, 3), (1234, 6543)]:
    cdf, scipy = beta(mpf(a), mpf(b))
    quantiles = [polish(scipy.ppf(p), cdf, p) for p in P]
    mean = mpf(a) / (a + b)
    add({"kind": "beta", "alpha": a, "beta": b}, quantiles, mean, mean * (1 - mean) / (mpf(a) + b + 1))

for a, b in [(0.01, 5), (0.001, 5), (0.02, 100), (0.5, 1000000.5), (0.5, 1000000000.5)]:
    ps = [0.5, 0.51, 0.6, 0.7, 0.9, 0.975]
    mean = mpf(a) / (mpf(a) + b)
    add(
        {"kind": "beta", "alpha": a, "beta": b},
        [beside_0(mpf(a), mpf(b), mpf(p)) for p in ps],
        mean,
        mean * (1 - mean) / (mpf(a) + b + 1),
        ps,
    )

for shape, scale in [(0.5, 2), (1, 1), (3.7, 0.01), (250, 40), (20000, 1)]:
    cdf, scipy = gamma(mpf(shape))
    quantiles = [float(mpf(scale) * mpf(polish(scipy.ppf(p), cdf, p))) for p in P]
    add({"kind": "gamma", "shape": shape, "scale": scale}, quantiles, mpf(shape) * scale, mpf(shape) * mpf(scale) ** 2)

for low, likely, high, lam in [(10, 12, 20, 4), (-5, 5, 5, 4), (0, 1, 100, 4), (1, 3, 4, 1.5)]:
    a, b = 1 + mpf(lam) * (likely - low) / (high - low), 1 + mpf(lam) * (high - likely) / (high - low)
    cdf, scipy = beta(a, b)
    quantiles = [float(low + (high - low) * mpf(polish(stats.beta(float(a), float(b)).ppf(p), cdf, p))) for p in P]
    mean = a / (a + b)
    variance = mean * (1 - mean) / (a + b + 1) * (high - low) ** 2
    add({"kind": "pert", "low": low, "likely": likely, "high": high, "lambda": lam}, quantiles, low + (high - low) * mean, variance)

for low, likely, high in [(10, 12, 20), (0, 0, 1), (-3, 7, 7)]:
    scipy = stats.triang((likely - low) / (high - low), low, high - low)
    peak = mpf(likely - low) / (high - low)
    q = lambda p: low + sqrt(p * (high - low) * (likely - low)) if p <= peak else high - sqrt((1 - p) * (high - low) * (high - likely))
    add({"kind": "triangular", "low": low, "likely": likely, "high": high}, [float(q(mpf(p))) for p in P], scipy.mean(), scipy.var())

z = [float(findroot(lambda x: mp.ncdf(x) - mpf(p), stats.norm.ppf(p))) if p != 0.5 else 0.0 for p in P]
add({"kind": "normal", "mean": 30, "standardDeviation": 8}, [30 + 8 * x for x in z], 30, 64)
m, s = mpf(3), mpf("0.5")
add(
    {"kind": "log-normal", "logMean": 3, "logStandardDeviation": 0.5},
    [float(exp(m + s * mpf(x))) for x in z],
    exp(m + s**2 / 2),
    (exp(s**2) - 1) * exp(2 * m + s**2),
)
add({"kind": "uniform", "low": 10, "high": 22}, [float(10 + 12 * mpf(p)) for p in P], 16, 12)

for n, p in [(10, 0.5), (1000, 0.8), (7, 0.01), (1000000, 0.00002), (100000000, 0.3)]:
    scipy = stats.binom(n, p)
    add({"kind": "binomial", "trials": n, "probability": p}, [int(scipy.ppf(x)) for x in P], mpf(n) * mpf(p), mpf(n) * mpf(p) * (1 - mpf(p)))

text = ",\n".join(json.dumps(row) for row in rows)
Path(__file__).with_suffix(".json").write_text(f"[\n{text}\n]\n")
