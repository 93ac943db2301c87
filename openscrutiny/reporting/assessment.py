"""A measure judged for one period, on true values: latest, changes, limits, signal, aim. Pure but for its inputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from openscrutiny.analysis.comparison import (
    Change,
    PointChange,
    TargetResult,
    check_target,
    measure_change,
    measure_point_change,
)
from openscrutiny.analysis.control_limits import Limits, fit_standard_deviation_limits, judge
from openscrutiny.analysis.judgement import Direction, Judgement, describe_signal
from openscrutiny.catalogue.measure import Break, Measure
from openscrutiny.periods import Calendar, Grain, Month, Period
from openscrutiny.series import Observation, State

CHART_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure against an earlier one, like for like; `breaks` are those that lie between the two."""

    before: Observation
    change: Change | PointChange | None
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One observation with the limits of its year, their baseline and what they say of it."""

    now: Observation
    baseline: tuple[Observation, ...]
    limits: Limits | None
    judgement: Judgement
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything said of one measure in one area for one period."""

    measure: Measure
    area: str
    period: Period
    latest: Judged
    previous: Comparison
    last_year: Comparison
    year_to_date: Observation
    year_to_date_change: Comparison
    target: TargetResult
    target_value: Decimal | None
    months: tuple[Judged, ...]


class Observations:
    """Observations by measure, area and period."""

    def __init__(self, observations: tuple[Observation, ...]) -> None:
        self._held: Mapping[tuple[str, str, Period], Observation] = {
            (o.measure, o.area, o.period): o for o in observations
        }
        self._limits: dict[tuple[tuple[str, str, Period], ...], Limits | None] = {}

    def at(self, measure: str, area: str, period: Period) -> Observation:
        found = self._held.get((measure, area, period))
        return found or Observation(measure, area, period, State.NOT_AVAILABLE)

    def fit_limits(self, measure: Measure, baseline: tuple[Observation, ...]) -> Limits | None:
        """The limits of a baseline, fitted once for all the periods that share it."""
        key = tuple((o.measure, o.area, o.period) for o in baseline)
        if key not in self._limits:
            values = [o.value for o in baseline]
            self._limits[key] = fit_standard_deviation_limits(values, measure.limits.multiple)
        return self._limits[key]


def assess(measure: Measure, area: str, period: Period, held: Observations, calendar: Calendar) -> Assessment:
    """Judge a measure: like periods only, and a missing one leaves what hangs on it undefined."""

    def at(when: Period) -> Observation:
        return held.at(measure.id, area, when)

    latest = judge_observation(measure, area, period, held, calendar)
    to_date = calendar.year_to_date(period)
    last_year = compare(measure, latest.now, at(period.same_last_year))
    target_value = _find_target(measure, last_year.before.value)
    direction = Direction(measure.improvement)
    first = period.last - (CHART_MONTHS - 1)
    months = tuple(
        judge_observation(measure, area, calendar.containing(Month(index), Grain.MONTH), held, calendar)
        for index in range(first.index, period.last.index + 1)
    )
    return Assessment(
        measure=measure,
        area=area,
        period=period,
        latest=latest,
        previous=compare(measure, latest.now, at(calendar.previous(period))),
        last_year=last_year,
        year_to_date=at(to_date),
        year_to_date_change=compare(measure, at(to_date), at(to_date.same_last_year)),
        target=check_target(latest.now.value, target_value, direction),
        target_value=target_value,
        months=months,
    )


def judge_observation(measure: Measure, area: str, period: Period, held: Observations, calendar: Calendar) -> Judged:
    """An observation against the limits made from the like periods of the financial year before."""
    now = held.at(measure.id, area, period)
    baseline = tuple(held.at(measure.id, area, when) for when in calendar.previous_year_periods(period))
    limits = held.fit_limits(measure, baseline)
    judgement = describe_signal(judge(now.value, limits), Direction(measure.improvement))
    return Judged(
        now, baseline, limits, judgement, find_breaks(measure, baseline[0].period if baseline else period, period)
    )


def compare(measure: Measure, now: Observation, before: Observation) -> Comparison:
    """The change between two observations of the same length; percentages change by points, not per cent."""
    change: Change | PointChange | None
    if measure.is_per_cent:
        change = measure_point_change(now.value, before.value)
    else:
        change = measure_change(now.value, before.value)
    return Comparison(before, change, find_breaks(measure, before.period, now.period))


def find_breaks(measure: Measure, before: Period, now: Period) -> tuple[Break, ...]:
    """The breaks that lie after the first day of the earlier period and not after the end of the later one."""
    return tuple(b for b in measure.breaks if before.first.first_day < b.day <= now.last.last_day)


def _find_target(measure: Measure, last_year: Decimal | None) -> Decimal | None:
    aim = measure.good_looks_like
    if aim is None or aim.change is None or last_year is None:
        return None
    return last_year * (100 + aim.change) / 100
