"""What the year's rule judges a period by: the like periods behind it, and the limits or the median made of them.

The baseline is the financial year before. Where a person let the limits start again within or after it, the baseline
is the twelve months from then on, until a whole financial year lies behind; before they are over there are no limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from openscrutiny.analysis.control_limits import Limits, fit_standard_deviation_limits
from openscrutiny.analysis.late_records import FrozenBaseline
from openscrutiny.analysis.profiles import get_profile
from openscrutiny.catalogue.limit_rule import YEAR_PROFILE, LimitRule
from openscrutiny.periods import Calendar, Grain, Period
from openscrutiny.series import Observation


@dataclass(frozen=True, slots=True)
class YearBaseline:
    """The observations behind what judges a period. `centre` is the median where there are none for limits yet.

    `span` names the months that share the limits; it is empty for longer periods, which have limits of their own.
    Where the baseline is `frozen`, `limits` come from its values, and `today` from those known now.
    """

    counted: tuple[Observation, ...]
    limits: Limits | None
    centre: float | None
    span: str
    frozen: FrozenBaseline | None = None
    today: Limits | None = None
    words: str = ""  # why there are no limits, where people's decisions left too few periods for them


def list_baseline(rule: LimitRule, period: Period, calendar: Calendar) -> tuple[tuple[Period, ...], str, bool]:
    """The periods of the baseline, the span of what they judge, and whether they lie before the period.

    A longer period in the middle of which the limits start again is partly of both, and behind no limits.
    """
    before = calendar.previous_year_periods(period)
    is_month = period.grain is Grain.MONTH
    start = max((rebase.first for rebase in rule.rebases if rebase.first <= period.last), default=None)
    if start is None or start <= before[0].first:
        return before, calendar.year_label(period.last) if is_month else "", True
    first = calendar.containing(start, period.grain)
    if first.first < start:
        first = first.shifted(first.length)
    year = tuple(first.shifted(first.length * step) for step in range(len(before)))
    if year[-1].last < period.first:
        return year, f"from-{year[-1].last + 1}" if is_month else "", True
    return year, f"from-{first.first}", False


def make_baseline(
    rule: LimitRule,
    observations: Sequence[Observation],
    span: str,
    *,
    is_over: bool,
    frozen: FrozenBaseline | None = None,
) -> YearBaseline:
    """Limits of the baseline's observations; those left out take no part, a missing one leaves all undefined.

    While the baseline `is_over` not, and where months left out leave fewer than the profile's minimum: a run chart
    about the median of what is there.
    """
    counted = tuple(o for o in observations if not rule.find_reason(o.period))
    least = get_profile(YEAR_PROFILE).minimum_points
    cut = len(counted) < len(observations) and len(counted) < least
    if is_over and not cut:
        limits = fit_standard_deviation_limits([o.value for o in counted], rule.multiple)
        if frozen is None:
            return YearBaseline(counted, limits, None, span)
        then = dict(frozen.values)
        kept = fit_standard_deviation_limits([then[str(o.period.first)] for o in counted], rule.multiple)
        return YearBaseline(counted, kept, None, span, frozen, limits)
    there = tuple(o for o in counted if o.value is not None)
    centre = float(median(o.value for o in there if o.value is not None)) if there else None
    if is_over:
        words = f"not judged: {len(counted)} comparable periods, and {YEAR_PROFILE} needs {least}"
    else:
        words = "not judged: the twelve months from which the limits start again are not over"
    return YearBaseline(there, None, centre, span, words=words)
