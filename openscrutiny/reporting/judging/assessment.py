"""A measure judged for one period, on true values: latest, changes, limits, signal, aim. Pure but for its inputs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from openscrutiny.analysis.assurance import Assurance
from openscrutiny.analysis.comparison import TargetResult, check_target, measure_change, measure_point_change
from openscrutiny.analysis.control_limits import Limits, fit_garwood_limits, judge
from openscrutiny.analysis.display_policy import Display
from openscrutiny.analysis.judgement import Direction, Judgement, Position, Variation, describe_signal
from openscrutiny.analysis.late_records import FrozenBaseline, freeze_baseline
from openscrutiny.catalogue.limit_rule import YEAR_PROFILE, LimitRule
from openscrutiny.catalogue.measure import Measure
from openscrutiny.periods import Calendar, Grain, Month, Period
from openscrutiny.reporting.judging.judged import Comparison, Judged
from openscrutiny.reporting.judging.judged import find_breaks as find_breaks
from openscrutiny.reporting.judging.series_judgement import (
    FrozenPoints,
    assess_series_target,
    judge_series,
    last_counted,
)
from openscrutiny.reporting.judging.year_baseline import YearBaseline, list_baseline, make_baseline
from openscrutiny.series import Observation, State

CHART_PERIODS = {Grain.MONTH: 36, Grain.QUARTER: 24, Grain.YEAR: 10}
SMALL_COUNT = 20  # a mean under this has exact Poisson limits told beside the rule's


@dataclass(frozen=True, slots=True)
class Known:
    """What was known on a day of the baselines frozen as of it, and the id of the data version it comes from.

    `event_days` are those of measures whose frozen baseline is of days between events.
    """

    version: str
    observations: Mapping[tuple[str, str, Period], Observation]
    event_days: Mapping[str, tuple[date, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything said of one measure in one area for one period.

    `latest` is the period judged by the year's rule, without limits where the measure does not use it; `headline`
    is what the measure is said to do: `latest`, or the last point of the chart under a profile of whole series. It is
    held to `assurance_target`, worked out from `target_basis`; `exact` are Poisson limits where counts are small.
    """

    measure: Measure
    area: str
    period: Period
    latest: Judged
    headline: Judged
    previous: Comparison
    last_year: Comparison
    year_to_date: Observation
    year_to_date_change: Comparison
    target: TargetResult
    target_value: Decimal | None
    assurance: Assurance
    assurance_target: Decimal | None
    target_basis: tuple[Observation, ...]
    chart: tuple[Judged, ...]
    exact: Limits | None = None


class Observations:
    """Observations by measure, area and period; and those of earlier days from which frozen baselines come."""

    def __init__(self, observations: Iterable[Observation], known_on: Mapping[date, Known] | None = None) -> None:
        self.known_on = known_on or {}
        self._held: Mapping[tuple[str, str, Period], Observation] = {
            (o.measure, o.area, o.period): o for o in observations
        }
        self._baselines: dict[tuple[str, str, Grain, Month], YearBaseline] = {}

    def at(self, measure: str, area: str, period: Period) -> Observation:
        found = self._held.get((measure, area, period))
        return found or Observation(measure, area, period, State.NOT_AVAILABLE)

    def history(self, measure: str, area: str, grain: Grain) -> tuple[Observation, ...]:
        """Every observation of a measure, an area and a grain, oldest first."""
        found = [o for (m, a, p), o in self._held.items() if (m, a, p.grain) == (measure, area, grain)]
        return tuple(sorted(found, key=lambda o: o.period))

    def find_baseline(self, measure: Measure, area: str, period: Period, calendar: Calendar) -> YearBaseline:
        """What the year's rule judges a period by: made once for all the periods of a year, but in one of a rebase."""
        rule = measure.limits
        shared = period.last if rule.rebases else calendar.year_start(period.last)
        key = (measure.id, area, period.grain, shared)
        if key not in self._baselines:
            periods, span, is_over = list_baseline(rule, period, calendar)
            observations = [self.at(measure.id, area, when) for when in periods]
            frozen = self._find_frozen(rule, observations)
            self._baselines[key] = make_baseline(rule, observations, span, is_over=is_over, frozen=frozen)
        return self._baselines[key]

    def _find_frozen(self, rule: LimitRule, observations: Sequence[Observation]) -> FrozenBaseline | None:
        decision = rule.find_frozen_year(observations[0].period) if observations else None
        if decision is None:
            return None
        known = self.known_on[decision.as_at]
        then = {o.period.first: known.observations.get((o.measure, o.area, o.period)) for o in observations}
        values = {str(month): each.value if each else None for month, each in then.items()}
        return freeze_baseline(known.version, values, list(values))

    def find_frozen_points(self, measure: Measure, area: str, grain: Grain, calendar: Calendar) -> FrozenPoints | None:
        """The points of the measure's fixed baseline as they were known on the day it is frozen as of."""
        decision = measure.limits.frozen_baseline
        if decision is None or measure.charts_events:  # of those the gaps are frozen
            return None
        known, periods = self.known_on[decision.as_at], measure.limits.list_fixed_baseline(grain, calendar)
        then = Observations(known.observations.values())
        points = tuple(then.at(measure.id, area, period) for period in periods)
        return FrozenPoints(known.version, points, tuple(map(measure.limits.find_reason, periods)))


def list_chart_periods(period: Period, grain: Grain, calendar: Calendar) -> tuple[Period, ...]:
    """The periods a chart of the grain shows: the newest is the last that ends with the report's period."""
    last = calendar.containing(period.last, grain)
    count = CHART_PERIODS[grain]
    return tuple(last.shifted(-last.length * back) for back in range(count - 1, -1, -1))


def list_judged_periods(measure: Measure, shown: tuple[Period, ...], calendar: Calendar) -> tuple[Period, ...]:
    """The periods shown and those before them back to the measure's fixed baseline, which a chart need not show."""
    start, first = measure.limits.baseline_from, shown[0]
    if start is None:
        return shown
    count = (first.first.index - calendar.containing(start, first.grain).first.index) // first.length
    return (*(first.shifted(-first.length * back) for back in range(count, 0, -1)), *shown)


def assess(
    measure: Measure,
    area: str,
    period: Period,
    held: Observations,
    calendar: Calendar,
    grain: Grain = Grain.MONTH,
) -> Assessment:
    """Judge a measure: like periods only, and a missing one leaves what hangs on it undefined.

    `grain` is that of the chart's points.
    """

    def at(when: Period) -> Observation:
        return held.at(measure.id, area, when)

    latest = judge_observation(measure, area, period, held, calendar)
    to_date = calendar.year_to_date(period)
    last_year = compare(measure, latest.now, at(period.same_last_year))
    shown = list_chart_periods(period, grain, calendar)
    if measure.limits.by_year:
        chart = tuple(judge_observation(measure, area, when, held, calendar) for when in shown)
        headline = latest
    else:
        frozen = held.find_frozen_points(measure, area, grain, calendar)
        judged = judge_series(measure, [at(when) for when in list_judged_periods(measure, shown, calendar)], frozen)
        chart = judged[-len(shown) :]
        headline = last_counted(chart) or chart[-1]
    target = find_target(measure, latest.now.period, last_year.before.value)
    year_before = at(headline.now.period.same_last_year)
    held_to = find_target(measure, headline.now.period, year_before.value)
    return Assessment(
        measure=measure,
        area=area,
        period=period,
        latest=latest,
        headline=headline,
        previous=compare(measure, latest.now, at(calendar.previous(period))),
        last_year=last_year,
        year_to_date=at(to_date),
        year_to_date_change=compare(measure, at(to_date), at(to_date.same_last_year)),
        target=check_target(latest.now.value, target, Direction(measure.improvement)),
        target_value=target,
        assurance=assess_series_target(headline, None if held_to is None else float(held_to), measure),
        assurance_target=held_to,
        target_basis=(year_before,) if measure.good_looks_like and measure.good_looks_like.change else (),
        chart=chart,
        exact=fit_exact_limits(measure, latest),
    )


def judge_observation(measure: Measure, area: str, period: Period, held: Observations, calendar: Calendar) -> Judged:
    """An observation against the limits of the year's rule; nothing but the observation where the measure has none.

    What a person left out keeps the limits it would be held to, and is not judged by them.
    """
    now = held.at(measure.id, area, period)
    if not measure.limits.has_year_limits:
        return Judged(now, (), None, describe_signal(Position.NO_LIMITS, Direction.NEITHER), (), "", Display.RUN_CHART)
    base, left_out = held.find_baseline(measure, area, period, calendar), measure.limits.find_reason(period)
    limits = base.limits
    breaks = find_breaks(measure, base.counted[0].period if base.counted else period, period)
    display = Display.CONTROL_CHART if limits and limits.has_width else Display.RUN_CHART
    position = Position.NO_LIMITS if left_out else judge(now.value, limits)
    judgement = describe_signal(position, Direction(measure.improvement))
    if base.words:
        judgement = replace(judgement, words=base.words)
    if limits and not limits.has_width:  # limits without width are refused
        judgement = judgement if left_out else _describe_constant(judgement, now, limits)
        display, limits = Display.NO_VARIATION, None
    rules = {Position.ABOVE: ("single_high",), Position.BELOW: ("single_low",)}.get(judgement.position, ())
    return Judged(
        now, base.counted, limits, judgement, breaks, YEAR_PROFILE, display, rules, base.span, base.centre, left_out,
        base.frozen, base.today,
    )  # fmt: skip


def _describe_constant(judgement: Judgement, now: Observation, limits: Limits) -> Judgement:
    if now.value is not None and float(now.value) == limits.mean:
        return describe_signal(Position.NO_LIMITS, Direction.NEITHER, variation=Variation.NO_VARIATION)
    return replace(judgement, words="no limits, as every period of the year before is the same")


def fit_exact_limits(measure: Measure, latest: Judged) -> Limits | None:
    """Exact Poisson limits beside those of the year's rule, where counts are small or its lower limit is under zero."""
    limits = latest.limits
    if limits is None or not measure.is_count or not (limits.mean < SMALL_COUNT or limits.lower < 0):
        return None
    counts = [None if o.value is None else int(o.value) for o in latest.baseline]
    if any(count is not None and count < 0 for count in counts):
        return None  # counts of cancelled records are no Poisson counts
    return fit_garwood_limits(counts, measure.limits.multiple)


def compare(measure: Measure, now: Observation, before: Observation) -> Comparison:
    """The change between two observations of the same length; percentages change by points, not per cent."""
    if measure.is_per_cent:
        change = measure_point_change(now.value, before.value)
        return Comparison(before, change, find_breaks(measure, before.period, now.period))
    return Comparison(before, measure_change(now.value, before.value), find_breaks(measure, before.period, now.period))


def find_target(measure: Measure, period: Period, last_year: Decimal | None) -> Decimal | None:
    """What a period is held to: the aim's own number for its grain, or last year's value changed as the aim asks."""
    aim = measure.good_looks_like
    if aim is None:
        return None
    if aim.target is not None:
        return aim.target if aim.per in (None, period.grain) else None
    if aim.change is None or last_year is None:
        return None
    return last_year * (100 + aim.change) / 100
