"""Slow references that the scripts beside it share: the variance under a given mean, and Tango's score limits.

Nothing here solves an equation in closed form: the likelihood is maximised and the limits are searched, both by bisection.
"""

from mpmath import mp, mpf, ncdf, sqrt

mp.dps = 50


def bisect(f, low, high, steps=100):
    """The root of a function that is positive at low and negative at high."""
    for _ in range(steps):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) > 0 else (low, middle)
    return (low + high) / 2


def variance_at(p, q, mu):
    """p̃ + q̃ − μ² where p̃, q̃ maximise p·ln p̃ + q·ln q̃ + (1 − p − q)·ln(1 − p̃ − q̃) with p̃ − q̃ = μ."""
    z = 1 - p - q if abs(1 - p - q) > mpf(10) ** -40 else 0
    low, high = max(mpf(0), -mu), (1 - mu) / 2
    if low >= high:
        return mpf(0)

    def slope(t):
        # The derivative of the log-likelihood along the line; terms that were not seen have none.
        total = mpf(0)
        if p > 0:
            total += p / (t + mu)
        if q > 0:
            total += q / t
        if z > 0:
            total -= 2 * z / (1 - mu - 2 * t)
        return total

    t = bisect(slope, low, high)
    return 2 * t + mu - mu**2


def normal_quantile(confidence):
    return bisect(lambda x: (1 + mpf(confidence)) / 2 - ncdf(x), mpf(0), mpf(40))


def limits(promoters, passives, detractors, confidence):
    """All d with |p − q − d| ≤ z·√(v(d) / n), as fractions."""
    n = promoters + passives + detractors
    p, q = promoters / n, detractors / n
    z = normal_quantile(confidence)
    inside = lambda d: z * sqrt(variance_at(p, q, d) / n) - abs(p - q - d)
    return bisect(inside, p - q, mpf(-1), 60), bisect(inside, p - q, mpf(1), 60)
