"""Control limits from a baseline of earlier periods, and what they are worth.

The field's rule is mean ± 2 sample standard deviations of the previous financial year's like periods. A
`Limits` carries, beside the two lines, the number of periods behind them and the chance that a point
from an unchanged process falls outside: the honest reading of the rule.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
from scipy import stats
from scipy.special import roots_genlaguerre, roots_hermitenorm

from openscrutiny.analysis.judgement import Position

Number = float | Decimal | int

POLICE_PROFILE = "police-fy-2sd"
GARWOOD_PROFILE = "poisson-garwood"
DEFAULT_MULTIPLE = 2
PREDICTION_LEVEL = 0.95


@dataclass(frozen=True)
class Limits:
    """Limits in the units of the measure, unrounded, with the honest reading of them.

    `lower` is raw and may be negative: `floor_at_zero` is the chart's step. `prediction_lower` and
    `prediction_upper` hold the next value 95 times in 100 if nothing has changed. `false_alarm_per_point`
    is the chance that such a value lies outside `lower` to `upper`; 0 where the limits have no width.
    """

    profile: str
    mean: float
    lower: float
    upper: float
    sd: float
    baseline_n: int
    prediction_lower: float
    prediction_upper: float
    false_alarm_per_point: float

    @property
    def has_width(self) -> bool:
        """False for a constant baseline, whose limits are refused as a basis of judgement."""
        return self.upper > self.lower

    def chance_of_false_alarm(self, points: int) -> float:
        """The chance of at least one false alarm among `points` unchanged points (12 months, 4 quarters).

        Taken over the spread of baselines: given a baseline, points are independent, but they share it.
        """
        if not self.has_width:
            return 0.0
        if self.profile != POLICE_PROFILE:
            return 1.0 - (1.0 - self.false_alarm_per_point) ** points
        return false_alarm_in_points(self.baseline_n, points, (self.upper - self.mean) / self.sd)


def fit_standard_deviation_limits(
    baseline: Sequence[Number | None], multiple: Number = DEFAULT_MULTIPLE
) -> Limits | None:
    """Mean ± `multiple` sample standard deviations (n − 1) of the baseline: profile police-fy-2sd.

    None where fewer than two periods are given or any of them is missing (None or NaN): a suppressed or
    incomplete period is never silently left out. Sums are exact, so a constant baseline has sd 0.
    """
    if len(baseline) < 2 or any(_is_missing(value) for value in baseline):
        return None
    values = [Fraction(value) for value in baseline if value is not None]
    n = len(values)
    centre = sum(values, Fraction(0)) / n
    variance = sum(((value - centre) ** 2 for value in values), Fraction(0)) / (n - 1)
    mean, sd = float(centre), math.sqrt(variance)
    reach = float(multiple) * sd
    margin = float(stats.t.ppf(0.5 + PREDICTION_LEVEL / 2, n - 1)) * sd * math.sqrt(1 + 1 / n)
    alarm = false_alarm_per_point(n, float(multiple)) if sd > 0 else 0.0
    return Limits(POLICE_PROFILE, mean, mean - reach, mean + reach, sd, n, mean - margin, mean + margin, alarm)


def fit_garwood_limits(baseline: Sequence[int | None], multiple: Number = DEFAULT_MULTIPLE) -> Limits | None:
    """Exact Poisson limits about the mean count, for small counts: never below zero.

    The lowest and the highest count whose Garwood (1936) interval holds the baseline's mean; the tail
    area is that of `multiple` normal standard deviations. Prediction limits are exact for the next
    count given the baseline's total (conditional binomial). None as for `fit_standard_deviation_limits`.
    Raises ValueError for a negative count.
    """
    if len(baseline) < 2 or any(_is_missing(value) for value in baseline):
        return None
    counts = [int(value) for value in baseline if value is not None]
    if min(counts) < 0:
        raise ValueError("exact Poisson limits need counts of zero or more")
    n, total = len(counts), sum(counts)
    mean = total / n
    tail = float(stats.norm.sf(float(multiple)))
    lower = max(float(stats.poisson.ppf(tail, mean)), 0.0)
    upper = max(float(stats.poisson.ppf(1 - tail, mean)), 0.0)
    next_lower, next_upper = predict_next_count(total, n, 1 - PREDICTION_LEVEL)
    inside = stats.poisson.cdf(upper, mean) - stats.poisson.cdf(lower - 1, mean)
    return Limits(
        GARWOOD_PROFILE,
        mean,
        lower,
        upper,
        math.sqrt(mean),
        n,
        float(next_lower),
        float(next_upper),
        float(1 - inside),
    )


def predict_next_count(total: int, periods: int, alpha: float) -> tuple[int, int]:
    """The counts of one further period that an unchanged Poisson rate does not contradict, both included.

    A next count y is kept where neither tail of Binomial(total + y, 1 / (periods + 1)) is under alpha / 2.
    """
    share = 1 / (periods + 1)

    def is_too_low(count: int) -> bool:
        return float(stats.binom.cdf(count, total + count, share)) < alpha / 2

    def is_too_high(count: int) -> bool:
        return float(stats.binom.sf(count - 1, total + count, share)) < alpha / 2

    centre = total // periods
    low = centre
    while low > 0 and not is_too_low(low - 1):
        low -= 1
    high = centre
    while not is_too_high(high + 1):
        high += 1
    return low, high


def floor_at_zero(limit: float) -> float:
    """A lower limit as a chart of counts draws it: counts cannot be negative."""
    return max(limit, 0.0)


def false_alarm_per_point(baseline_n: int, multiple: float = DEFAULT_MULTIPLE) -> float:
    """The chance that an unchanged normal process falls outside mean ± multiple × s of n earlier values.

    (X − mean) / (s √(1 + 1/n)) is Student's t with n − 1 degrees: 17.2 % at n = 4, 8.1 % at n = 12 for 2 s.
    """
    return float(2 * stats.t.sf(multiple / math.sqrt(1 + 1 / baseline_n), baseline_n - 1))


def false_alarm_in_points(baseline_n: int, points: int, multiple: float = DEFAULT_MULTIPLE) -> float:
    """The chance of at least one false alarm among `points` unchanged values that share one baseline.

    By Gauss quadrature over the baseline's mean (normal) and variance (gamma).
    """
    shifts, shift_weights = roots_hermitenorm(60)
    degrees = baseline_n - 1
    scaled, scale_weights = roots_genlaguerre(60, degrees / 2 - 1)
    sds = np.sqrt(2 * scaled / degrees)[:, None]
    offset = (shifts / math.sqrt(baseline_n))[None, :]
    inside = stats.norm.cdf(offset + multiple * sds) - stats.norm.cdf(offset - multiple * sds)
    weights = np.outer(scale_weights / scale_weights.sum(), shift_weights / shift_weights.sum())
    return float(1 - (weights * inside**points).sum())


def judge(value: Number | None, limits: Limits | None) -> Position:
    """Where a value lies, strictly; NO_LIMITS where the value or the limits are missing or have no width."""
    if limits is None or not limits.has_width or _is_missing(value):
        return Position.NO_LIMITS
    assert value is not None
    if value > limits.upper:
        return Position.ABOVE
    return Position.BELOW if value < limits.lower else Position.WITHIN


def _is_missing(value: Number | None) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))
