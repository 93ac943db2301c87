"""Exact tests of a 2 × 2 table and of a split, with R's conventions for what is "as or more extreme"."""

import math
from collections.abc import Callable

import numpy as np
from scipy import special, stats

from openscrutiny.analysis.point_grid import Floats
from openscrutiny.analysis.saddle_point import make_expectation

# R counts an outcome as no more likely than the one seen when within this factor of it.
RELATIVE_ERROR = 1 + 1e-7
# R's default tolerance of root finding, which its published odds ratios carry: double.eps ^ 0.25.
ROOT_TOLERANCE = float(np.finfo(float).eps) ** 0.25
# Outcomes of a table up to which a tie of brackets is decided by R's rounding: it sums over them one by one.
LARGEST_TIE = 20_000


def find_fisher_p(x1: int, n1: int, x2: int, n2: int) -> float:
    """Fisher's exact two-sided p by minimum likelihood, as R's fisher.test; 0 where it is under 1e-300."""
    table = Table(x1, n1, x2, n2)
    if table.low == table.high:
        return 1.0
    first, log = table.weigh_outcomes()
    if not 0 <= x1 - first < log.size:
        return 0.0
    chance = np.exp(log)
    chance /= chance.sum()
    return float(min(1.0, chance[chance <= chance[x1 - first] * RELATIVE_ERROR].sum()))


def find_two_sided_binomial_p(x: int, n: int, p: float) -> float:
    """The exact two-sided p of x of n at p by minimum likelihood, as R's binom.test; 1 for n = 0."""
    if n == 0:
        return 1.0
    seen = find_binomial_chance(x, n, p) * RELATIVE_ERROR
    centre = n * p
    if x == centre:
        return 1.0
    # Chances fall from the centre outwards, so the far tail starts where a search finds them small enough.
    if x < centre:
        far = _find_first(math.ceil(centre), n + 1, lambda at: find_binomial_chance(at, n, p) <= seen)
        return min(1.0, sum_lower_tail(x, n, p) + sum_upper_tail(far, n, p))
    far = _find_first(0, math.floor(centre) + 1, lambda at: find_binomial_chance(at, n, p) > seen) - 1
    return min(1.0, sum_lower_tail(far, n, p) + sum_upper_tail(x, n, p))


def find_binomial_chance(x: int, n: int, p: float) -> float:
    """The chance of exactly x of n at p."""
    return float(stats.binom.pmf(x, n, p))


def sum_lower_tail(x: int, n: int, p: float) -> float:
    """The chance of x or fewer of n at p, by the incomplete beta function of p itself: 1 - p would lose digits."""
    if x < 0:
        return 0.0
    return 1.0 if x >= n else float(special.betaincc(x + 1, n - x, p))


def sum_upper_tail(x: int, n: int, p: float) -> float:
    """The chance of x or more of n at p."""
    if x > n:
        return 0.0
    return 1.0 if x <= 0 else float(special.betainc(x, n - x + 1, p))


def find_conditional_odds_ratio(x1: int, n1: int, x2: int, n2: int) -> float:
    """The conditional maximum likelihood odds ratio, as R's fisher.test: 0 and infinity at the ends.

    Solved by Brent's method from R's brackets at R's tolerance, so that it agrees with R's figure.
    """
    table = Table(x1, n1, x2, n2)
    if x1 == table.low:
        return 0.0
    if x1 == table.high:
        return math.inf
    expect = make_expectation(n1, n2, x1 + x2) if table.ties_brackets(x1) else table.expect_outcome
    centre = expect(1.0)
    if centre > x1:
        return find_root(lambda odds: expect(odds) - x1, 0.0, 1.0)
    if centre < x1:
        return 1 / find_root(lambda odds: expect(1 / odds) - x1, float(np.finfo(float).eps), 1.0)
    return 1.0


class Table:
    """A 2 × 2 table with its margins fixed: the outcomes of its first cell, from `low` to `high`."""

    def __init__(self, x1: int, n1: int, x2: int, n2: int) -> None:
        self.n1, self.n2, self.total = n1, n2, x1 + x2
        self.low, self.high = max(0, self.total - n2), min(n1, self.total)

    def weigh_outcomes(self, odds: float = 1.0) -> tuple[int, Floats]:
        """The first of the outcomes that matter, and the log chance of each over that of the likeliest.

        Chances are products of the ratios of neighbours, out from the likeliest: exact to rounding for
        any size. Those under e^-700 of the likeliest are left out, so a billion cases take no more memory
        than their standard deviation needs.
        """
        middle = _find_first(self.low, self.high, lambda at: float(self._ratio(at, odds)) < 1)
        cells = (middle, self.n1 - middle, self.total - middle, self.n2 - self.total + middle)
        reach = math.ceil(60 / math.sqrt(sum(1 / (cell + 1) for cell in cells))) + 300
        first, last = max(self.low, middle - reach), min(self.high, middle + reach)
        rises = np.log(self._ratio(np.arange(middle, last, dtype=float), odds))
        falls = np.log(self._ratio(np.arange(middle - 1, first - 1, -1, dtype=float), odds))
        return first, np.concatenate([-np.cumsum(falls)[::-1], [0.0], np.cumsum(rises)])

    def ties_brackets(self, x1: int) -> bool:
        """Whether x1 is as far from the mean at odds of one as from an end: a tie between the brackets of a search."""
        size = self.n1 + self.n2
        above = self.n1 * self.total - x1 * size
        nearest = (x1 - self.low) * size if above > 0 else (x1 - self.high) * size
        return above == nearest and self.high - self.low <= LARGEST_TIE

    def expect_outcome(self, odds: float) -> float:
        """The mean of the first cell at an odds ratio (Fisher's noncentral hypergeometric)."""
        if odds == 0 or math.isinf(odds):
            return float(self.low if odds == 0 else self.high)
        first, log = self.weigh_outcomes(odds)
        weight = np.exp(log)
        return first + float((np.arange(log.size) * weight).sum() / weight.sum())

    def _ratio(self, at: Floats | float, odds: float) -> Floats:
        """The chance of the next outcome over that of `at`."""
        return np.asarray(odds * (self.n1 - at) * (self.total - at) / ((at + 1.0) * (self.n2 - self.total + at + 1.0)))


def _find_first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first whole number from `low` for which something holds that goes on holding; else `high`."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


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
        if (fb > 0 and fc > 0) or (fb < 0 and fc < 0):
            c, fc = a, fa
    return b
