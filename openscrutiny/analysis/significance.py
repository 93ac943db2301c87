"""Is a difference between two percentages, counts or rates more than chance? Never said without an interval.

Sources: R's `prop.test`, `fisher.test`, `binom.test` and `poisson.test` for the tests; Newcombe (1998) method
10 for the difference of two proportions; Wilson (1927), Clopper and Pearson (1934), Garwood (1936).
"""

import math
from dataclasses import dataclass

from scipy import stats

from openscrutiny.analysis.exact_tests import (
    find_binomial_chance,
    find_conditional_odds_ratio,
    find_fisher_p,
    find_two_sided_binomial_p,
    sum_lower_tail,
    sum_upper_tail,
)
from openscrutiny.errors import CalculationError

LEVEL = 0.95
LARGEST_TOTAL = 10**11
SMALL_EXPECTED = 5.0  # Cochran: below this expected count a chi-square test is not to be trusted

Interval = tuple[float, float]


@dataclass(frozen=True)
class ProportionComparison:
    """x1 of n1 against x2 of n2, every way; None where undefined. `diff` is p1 − p2, as a share of one."""

    diff: float
    z_pooled: float | None
    p_z_pooled: float | None
    chisq_nocorr: float | None
    p_nocorr: float | None
    wald: Interval
    p_yates: float | None
    p_fisher: float
    fisher_cond_or: float
    newcombe: Interval
    wilson1: Interval
    wilson2: Interval
    clopper1: Interval


@dataclass(frozen=True)
class RateComparison:
    """x1 events in exposure 1 against x2 in exposure 2; `ratio` is None for nothing over nothing."""

    rate1: float
    rate2: float
    ratio: float | None
    p_exact: float
    ratio_interval: Interval
    p_mid: float
    rate1_interval: Interval


@dataclass(frozen=True)
class Finding:
    """The verdict on a difference: the test that its size called for, its p-value and the interval."""

    difference: float
    interval: Interval
    p_value: float
    test: str
    significant: bool


def compare_proportions(x1: int, n1: int, x2: int, n2: int) -> ProportionComparison:
    """Two independent proportions. Raises CalculationError unless 0 ≤ x ≤ n and 0 < n ≤ 10¹¹ in both."""
    for x, n in ((x1, n1), (x2, n2)):
        if n <= 0 or not 0 <= x <= n:
            raise CalculationError(f"{x} of {n}: not a share. Give a count from 0 to a total above 0.")
        if n > LARGEST_TOTAL:
            raise CalculationError(f"a total of {n}: too large for an exact test. Give at most {LARGEST_TOTAL}.")
    p1, p2 = x1 / n1, x2 / n2
    diff = p1 - p2
    pooled = (x1 + x2) / (n1 + n2)
    z = p_z = chi = p_chi = p_yates = None
    if 0 < x1 + x2 < n1 + n2:
        z = diff / math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
        p_z = float(2 * stats.norm.sf(abs(z)))
        yates = min(0.5, abs(diff) / (1 / n1 + 1 / n2))
        chi, corrected = (sum_chi_square(x1, n1, x2, n2, off) for off in (0.0, yates))
        p_chi, p_yates = float(stats.chi2.sf(chi, 1)), float(stats.chi2.sf(corrected, 1))
    quantile = float(stats.norm.ppf(0.5 + LEVEL / 2))
    margin = quantile * math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    wilson1, wilson2 = find_wilson_interval(x1, n1), find_wilson_interval(x2, n2)
    return ProportionComparison(
        diff,
        z,
        p_z,
        chi,
        p_chi,
        (max(diff - margin, -1.0), min(diff + margin, 1.0)),  # as prop.test: no difference is beyond one
        p_yates,
        find_fisher_p(x1, n1, x2, n2),
        find_conditional_odds_ratio(x1, n1, x2, n2),
        combine_newcombe(p1, wilson1, p2, wilson2),
        wilson1,
        wilson2,
        find_clopper_pearson_interval(x1, n1),
    )


def compare_counts(x1: int, exposure1: float, x2: int, exposure2: float) -> RateComparison:
    """Two Poisson counts over their exposures, conditionally on their sum.

    The interval of the ratio is exact (Clopper-Pearson of the split). Raises CalculationError for a negative
    count or an exposure that is not above zero.
    """
    if x1 < 0 or x2 < 0 or exposure1 <= 0 or exposure2 <= 0:
        raise CalculationError("a count is negative or an exposure not above zero. Give counts ≥ 0, exposures > 0.")
    rate1, rate2 = x1 / exposure1, x2 / exposure2
    ratio = (None if x1 == 0 else math.inf) if x2 == 0 else rate1 / rate2
    total, share = x1 + x2, exposure1 / (exposure1 + exposure2)
    low, high = find_clopper_pearson_interval(x1, total) if total else (0.0, 1.0)
    scale = exposure2 / exposure1
    at = find_binomial_chance(x1, total, share) / 2
    below, above = sum_lower_tail(x1 - 1, total, share), sum_upper_tail(x1 + 1, total, share)
    return RateComparison(
        rate1,
        rate2,
        ratio,
        find_two_sided_binomial_p(x1, total, share),
        (low / (1 - low) * scale, math.inf if high >= 1 else high / (1 - high) * scale),
        min(1.0, 2 * min(below + at, above + at)),
        find_garwood_interval(x1, exposure1),
    )


def sum_chi_square(x1: int, n1: int, x2: int, n2: int, correction: float = 0.0) -> float:
    """Pearson's statistic of two proportions, cell by cell as prop.test adds it: rounding and all, it is R's figure."""
    pooled = (x1 + x2) / (n1 + n2)
    cells = [(x1, n1 * pooled), (x2, n2 * pooled), (n1 - x1, n1 * (1 - pooled)), (n2 - x2, n2 * (1 - pooled))]
    return math.fsum((abs(seen - due) - correction) ** 2 / due for seen, due in cells)


def find_wilson_interval(x: float, n: float, level: float = LEVEL) -> Interval:
    """Wilson's score interval of x of n; real numbers are taken, for effective sample sizes."""
    z = float(stats.norm.ppf(0.5 + level / 2))
    p, square = x / n, z * z
    centre = (p + square / (2 * n)) / (1 + square / n)
    margin = z / (1 + square / n) * math.sqrt(p * (1 - p) / n + square / (4 * n * n))
    return (0.0 if x == 0 else max(0.0, centre - margin)), (1.0 if x == n else min(1.0, centre + margin))


def find_clopper_pearson_interval(x: int, n: int, level: float = LEVEL) -> Interval:
    """The exact binomial interval of x of n."""
    tail = (1 - level) / 2
    low = 0.0 if x == 0 else float(stats.beta.ppf(tail, x, n - x + 1))
    return low, 1.0 if x == n else float(stats.beta.isf(tail, x + 1, n - x))


def find_garwood_interval(x: int, exposure: float = 1.0, level: float = LEVEL) -> Interval:
    """The exact Poisson interval of a count over its exposure; the lower end of 0 is 0."""
    tail = (1 - level) / 2
    low = 0.0 if x == 0 else float(stats.gamma.ppf(tail, x))
    return low / exposure, float(stats.gamma.isf(tail, x + 1)) / exposure


def combine_newcombe(p1: float, interval1: Interval, p2: float, interval2: Interval) -> Interval:
    """Newcombe's method 10: an interval of p1 − p2 from the intervals of each."""
    diff = p1 - p2
    return (
        diff - math.hypot(p1 - interval1[0], interval2[1] - p2),
        diff + math.hypot(interval1[1] - p1, p2 - interval2[0]),
    )


def judge_proportions(x1: int, n1: int, x2: int, n2: int, alpha: float = 0.05) -> Finding:
    """The change from x2 of n2 to x1 of n1, by chi-square or, where any expected count is small, Fisher's test.

    The interval is Newcombe's, in shares of one.
    """
    found = compare_proportions(x1, n1, x2, n2)
    pooled = (x1 + x2) / (n1 + n2)
    expected = min(pooled, 1 - pooled) * min(n1, n2)
    if found.p_nocorr is None or expected < SMALL_EXPECTED:
        p_value, test = found.p_fisher, "Fisher's exact test"
    else:
        p_value, test = found.p_nocorr, "chi-square test"
    return Finding(found.diff, found.newcombe, p_value, test, p_value < alpha)


def judge_counts(x1: int, exposure1: float, x2: int, exposure2: float, alpha: float = 0.05) -> Finding:
    """The ratio of two rates by the mid-p test, exact where fewer than ten events; the interval is of the ratio."""
    found = compare_counts(x1, exposure1, x2, exposure2)
    exact = x1 + x2 < 10
    p_value = found.p_exact if exact else found.p_mid
    ratio = math.nan if found.ratio is None else found.ratio
    test = "exact conditional test" if exact else "mid-p conditional test"
    return Finding(ratio, found.ratio_interval, p_value, test, p_value < alpha)


def judge_weighted_shares(
    share1: float, n1: int, design_effect1: float, share2: float, n2: int, design_effect2: float, alpha: float = 0.05
) -> Finding:
    """Two weighted survey shares, each with its sample cut to n / design effect; Newcombe's interval."""
    if min(design_effect1, design_effect2) <= 0 or min(n1, n2) <= 0:
        raise CalculationError("a design effect or a sample size is not above zero.")
    size1, size2 = n1 / design_effect1, n2 / design_effect2
    interval = combine_newcombe(
        share1,
        find_wilson_interval(share1 * size1, size1),
        share2,
        find_wilson_interval(share2 * size2, size2),
    )
    pooled = (share1 * size1 + share2 * size2) / (size1 + size2)
    error = math.sqrt(pooled * (1 - pooled) * (1 / size1 + 1 / size2))
    p_value = 1.0 if error == 0 else float(2 * stats.norm.sf(abs(share1 - share2) / error))
    return Finding(share1 - share2, interval, p_value, "score test with design effects", p_value < alpha)


def find_design_effect(weights: list[float]) -> float:
    """Kish's design effect of unequal weights: n Σw² / (Σw)²; 1 for equal weights."""
    total = sum(weights)
    if not weights or min(weights) < 0 or total <= 0:
        raise CalculationError("weights: none above zero, or one negative. Give each respondent a weight of 0 or more.")
    return len(weights) * sum(weight * weight for weight in weights) / total**2


def refuse_overlap(first1: int, last1: int, first2: int, last2: int) -> None:
    """Raises CalculationError where two windows (month indices) share months: they are not independent."""
    if first1 <= last2 and first2 <= last1:
        raise CalculationError(
            "the two periods share months, so they cannot be tested as if independent. "
            "Compare the months that they do not share, or windows that do not overlap."
        )
