"""Exact tests of a 2 × 2 table and of a split, with R's conventions for what is "as or more extreme"."""

import math
from collections.abc import Callable

import numpy as np
from scipy import stats

# R counts an outcome as no more likely than the one seen when within this factor of it.
RELATIVE_ERROR = 1 + 1e-7
# R's default tolerance of root finding, which its published odds ratios carry: double.eps ^ 0.25.
ROOT_TOLERANCE = float(np.finfo(float).eps) ** 0.25


def find_fisher_p(x1: int, n1: int, x2: int, n2: int) -> float:
    """Fisher's exact two-sided p by minimum likelihood, as R's fisher.test."""
    low, high = max(0, x1 + x2 - n2), min(n1, x1 + x2)
    if low == high:
        return 1.0
    log = stats.hypergeom.logpmf(np.arange(low, high + 1), n1 + n2, n1, x1 + x2)
    chance = np.exp(log - log.max())  # normalised here: the rounding that all terms share falls away
    chance = chance / chance.sum()
    return float(min(1.0, chance[chance <= chance[x1 - low] * RELATIVE_ERROR].sum()))


def find_two_sided_binomial_p(x: int, n: int, p: float) -> float:
    """The exact two-sided p of x of n at p by minimum likelihood, as R's binom.test; 1 for n = 0."""
    if n == 0:
        return 1.0
    seen = float(stats.binom.pmf(x, n, p)) * RELATIVE_ERROR
    centre = n * p
    if x == centre:
        return 1.0
    if x < centre:
        other = np.arange(math.ceil(centre), n + 1)
        count = int((stats.binom.pmf(other, n, p) <= seen).sum())
        return float(min(1.0, stats.binom.cdf(x, n, p) + stats.binom.sf(n - count, n, p)))
    other = np.arange(0, math.floor(centre) + 1)
    count = int((stats.binom.pmf(other, n, p) <= seen).sum())
    return float(min(1.0, stats.binom.cdf(count - 1, n, p) + stats.binom.sf(x - 1, n, p)))


def find_conditional_odds_ratio(x1: int, n1: int, x2: int, n2: int) -> float:
    """The conditional maximum likelihood odds ratio, as R's fisher.test: 0 and infinity at the ends.

    Solved by Brent's method from R's brackets at R's tolerance, so that it agrees with R's figure.
    """
    low, high = max(0, x1 + x2 - n2), min(n1, x1 + x2)
    if x1 == low:
        return 0.0
    if x1 == high:
        return math.inf
    support = np.arange(low, high + 1)
    log_chance = stats.hypergeom.logpmf(support, n1 + n2, n1, x1 + x2)

    def expect(odds: float) -> float:
        if odds == 0:
            return float(low)
        if math.isinf(odds):
            return float(high)
        log = log_chance + math.log(odds) * support
        weight = np.exp(log - log.max())
        return float((support * weight).sum() / weight.sum())

    centre = expect(1.0)
    if centre > x1:
        return find_root(lambda odds: expect(odds) - x1, 0.0, 1.0)
    if centre < x1:
        return 1 / find_root(lambda odds: expect(1 / odds) - x1, float(np.finfo(float).eps), 1.0)
    return 1.0


def find_root(function: Callable[[float], float], low: float, high: float, tolerance: float = ROOT_TOLERANCE) -> float:
    """Brent's zero of a function between `low` and `high`, step for step as Brent (1973) and R's uniroot."""
    a, b = low, high
    fa, fb = function(a), function(b)
    if fa == 0:
        return a
    if fb == 0:
        return b
    c, fc = a, fa
    for _ in range(1001):
        previous = b - a
        if abs(fc) < abs(fb):
            a, b, c = b, c, b
            fa, fb, fc = fb, fc, fb
        allowed = 2 * float(np.finfo(float).eps) * abs(b) + tolerance / 2
        step = (c - b) / 2
        if abs(step) <= allowed or fb == 0:
            return b
        if abs(previous) >= allowed and abs(fa) > abs(fb):
            gap = c - b
            if a == c:
                ratio = fb / fa
                p, q = gap * ratio, 1 - ratio
            else:
                q, ratio, other = fa / fc, fb / fc, fb / fa
                p = other * (gap * q * (q - ratio) - (b - a) * (ratio - 1))
                q = (q - 1) * (ratio - 1) * (other - 1)
            if p > 0:
                q = -q
            else:
                p = -p
            if p < 0.75 * gap * q - abs(allowed * q) / 2 and p < abs(previous * q / 2):
                step = p / q
        if abs(step) < allowed:
            step = allowed if step > 0 else -allowed
        a, fa = b, fb
        b += step
        fb = function(b)
        if ((fb > 0) == (fc > 0) and fb != 0) or (fb == 0 and fc == 0):
            c, fc = a, fa
    return b
