"""The figures of a whole series: how alike neighbours are, the season, and what the rest of the year may bring.

For the whole force only, on true values; what a person set aside has no part in a projection.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from openscrutiny.analysis.chance import adjust_for_season, measure_autocorrelation, measure_seasonality
from openscrutiny.analysis.projection import ProjectedPeriod, project_counts, project_seasonal_naive
from openscrutiny.catalogue.decisions import Span
from openscrutiny.catalogue.measure import Measure
from openscrutiny.errors import CalculationError
from openscrutiny.periods import Grain, Period
from openscrutiny.reporting.figures.figures import Figure, FigureMaker
from openscrutiny.reporting.judging.assessment import Assessment
from openscrutiny.reporting.judging.series_judgement import PLACES
from openscrutiny.series import Observation, State

INTERVALS = ("lower_80", "upper_80", "lower_95", "upper_95")


def name_pattern(a: Assessment, maker: FigureMaker) -> Iterator[Figure]:
    """Lag-1 autocorrelation and the season's share of the variation, only where they matter to the limits.

    Where the season matters, every point has a seasonally adjusted figure too.
    """
    shown = [judged.now for judged in a.chart]
    values = [None if o.value is None else float(o.value) for o in shown]
    cells = tuple(o for o in shown if o.state is State.VALUE)
    alike = measure_autocorrelation(values)
    if alike is not None and alike.notable:
        value = Decimal(repr(alike.coefficient))
        figure = maker.name(a.measure, shown[-1], "lag_1_autocorrelation", value, cells)
        yield replace(figure, unit="correlation", text=maker.messages.number(value, 2))
    places, period = PLACES[shown[-1].period.grain], shown[0].period
    first = (period.first.index - maker.calendar.year_start(period.first).index) // period.length
    season = measure_seasonality(values, places, first)
    if season is None or not season.notable:
        return
    share = Decimal(repr(season.strength * 100))
    figure = maker.name(a.measure, shown[-1], "seasonal_share", share, cells)
    yield replace(figure, unit="per cent", text=maker.messages.per_cent(share))
    for observation, adjusted in zip(shown, adjust_for_season(values, season, first), strict=True):
        plain = None if adjusted is None else Decimal(repr(adjusted))
        yield maker.name(a.measure, observation, "seasonally_adjusted", plain, cells)


def name_projection(
    a: Assessment, history: Sequence[Observation], set_aside: Sequence[Span], maker: FigureMaker
) -> Iterator[Figure]:
    """The coming periods to the end of the financial year and the year's outturn, each with its intervals.

    `history` is every period held, oldest first. Nothing where the measure is not a count, the year has ended, or
    there are too few periods to learn from. Different things counted by period do not add up to a year: no outturn.
    """
    known = next((at for at, o in enumerate(history) if o.value is not None), len(history))
    used = list(history[known:])
    ahead = list_ahead(a.period, used[-1].period, maker) if used else ()
    if not ahead or not a.measure.is_count or a.year_to_date.value is None:
        return
    disturbed = {at: span.reason for at, o in enumerate(used) for span in set_aside if holds(span, o.period)}
    values = [None if o.value is None else float(o.value) for o in used]
    places = PLACES[used[-1].period.grain]
    try:
        found = project_counts(values, len(ahead), places, disturbed=disturbed, so_far=float(a.year_to_date.value))
        naive = project_seasonal_naive(values, len(ahead), places)
    except CalculationError:
        return  # too short, or corrected below zero: there is nothing honest to project
    cells = tuple(o for at, o in enumerate(used) if o.state is State.VALUE and at not in disturbed)
    for period, each, benchmark in zip(ahead, found.periods, naive.periods, strict=True):
        at = replace(used[-1], period=period)
        yield from _name_interval(a.measure, at, "projection", each, cells, maker)
        value = Decimal(repr(benchmark.mean))
        yield maker.name(a.measure, at, "projection_same_last_year", value, cells)
    if not a.measure.is_additive or found.outturn is None:
        return
    year = replace(used[-1], period=maker.calendar.containing(a.period.last, Grain.YEAR))
    yield from _name_interval(a.measure, year, "outturn", found.outturn, (*cells, a.year_to_date), maker)
    total = a.year_to_date.value + sum((Decimal(repr(each.mean)) for each in naive.periods), Decimal(0))
    yield maker.name(a.measure, year, "outturn_same_last_year", total, (*cells, a.year_to_date))


def list_ahead(period: Period, last: Period, maker: FigureMaker) -> tuple[Period, ...]:
    """The periods of the chart's grain after the last one, to the end of the financial year."""
    end = maker.calendar.year_start(period.last) + 11
    count = (end.index - last.last.index) // last.length
    return tuple(last.shifted(last.length * step) for step in range(1, count + 1))


def holds(span: Span, period: Period) -> bool:
    return any(span.holds(month) for month in period.months)


def _name_interval(
    measure: Measure,
    at: Observation,
    kind: str,
    projected: ProjectedPeriod,
    cells: tuple[Observation, ...],
    maker: FigureMaker,
) -> Iterator[Figure]:
    yield maker.name(measure, at, kind, Decimal(repr(projected.mean)), cells)
    bounds = (*projected.interval_80, *projected.interval_95)
    for name, bound in zip(INTERVALS, bounds, strict=True):
        yield maker.name(measure, at, f"{kind}_{name}", Decimal(repr(bound)), cells)
