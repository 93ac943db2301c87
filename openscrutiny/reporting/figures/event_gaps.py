"""Days between rare events: each judged by a g or t chart of the gaps, and named as a figure by its event's day.

For the whole force only, on true values; the months that a gap lies in are its cells, so that the gate closes over it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from openscrutiny.analysis.control_limits import Limits
from openscrutiny.catalogue.limit_rule import LimitRule
from openscrutiny.catalogue.measure import Improvement, Measure
from openscrutiny.periods import Grain, Month, Period, months_between
from openscrutiny.reporting.figures.figures import Figure, FigureMaker
from openscrutiny.reporting.judging.assessment import Observations
from openscrutiny.reporting.judging.judged import Judged
from openscrutiny.reporting.judging.series_judgement import FrozenPoints, judge_points
from openscrutiny.series import Observation, State

GAP, GAP_JUDGEMENT, SINCE = "days_between", "days_between_judgement", "days_since"
OTHER_WAY = {Improvement.DECREASE: Improvement.INCREASE, Improvement.INCREASE: Improvement.DECREASE}


@dataclass(frozen=True, slots=True)
class EventGap:
    """The days from the event `since` to one on `day`; `months` are the observations of the months it lies in.

    `number` tells events of one day apart. `days` is None where a month between is not known.
    """

    since: date
    day: date
    number: int
    days: int | None
    months: tuple[Observation, ...]

    @property
    def span(self) -> str:
        return f"on-{self.day}" + (f"-{self.number:02d}" if self.number > 1 else "")


def list_gaps(measure: Measure, days: Sequence[date], start: Month, held: Observations, force: str) -> list[EventGap]:
    """The gaps that end in the month `start` or later."""
    gaps: list[EventGap] = []
    for before, day in pairwise(days):
        if Month.containing(day) < start:
            continue
        months = _observe_between(measure, before, day, held, force)
        number = gaps[-1].number + 1 if gaps and gaps[-1].day == day else 1
        known = all(o.state is State.VALUE for o in months)
        gaps.append(EventGap(before, day, number, (day - before).days if known else None, months))
    return gaps


def list_frozen_gaps(measure: Measure, held: Observations, force: str) -> tuple[list[EventGap], str]:
    """The gaps of a frozen baseline as known on its day, and the data version they come from; or none."""
    decision, start = measure.limits.frozen_baseline, measure.limits.baseline_from
    if decision is None or start is None:
        return [], ""
    known = held.known_on[decision.as_at]
    then = Observations(known.observations.values())
    gaps = list_gaps(measure, known.event_days[measure.id], start, then, force)
    return gaps[: measure.limits.baseline], known.version


def _observe_between(
    measure: Measure, first: date, last: date, held: Observations, force: str
) -> tuple[Observation, ...]:
    months = months_between(Month.containing(first), Month.containing(last))
    return tuple(held.at(measure.id, force, Period(Grain.MONTH, month, month)) for month in months)


def name_gaps(
    measure: Measure, days: Sequence[date], shown: Sequence[Period], held: Observations, maker: FigureMaker
) -> Iterator[Figure]:
    """Every gap with its judgement, the lines it is judged by, and how long ago the last event was at the period's end.

    A long gap is good where fewer events are.
    """
    rule = measure.limits
    start = min(month for month in (shown[0].first, rule.baseline_from) if month is not None)
    gaps = list_gaps(measure, days, start, held, maker.force)
    frozen, version = list_frozen_gaps(measure, held, maker.force)
    for gap, now in zip(frozen, _observe_gaps(measure, frozen, maker.force), strict=True):
        yield _write_days(maker.name(measure, now, f"{GAP}_frozen", now.value, gap.months, span=gap.span), maker, 0)
    named: set[str] = set()
    for gap, judged in zip(gaps, judge_gaps(measure, gaps, maker.force, frozen, version), strict=True):
        figure = maker.name(measure, judged.now, GAP, judged.now.value, gap.months, span=gap.span)
        yield _write_days(figure, maker, 0)
        figure = maker.name(measure, judged.now, GAP_JUDGEMENT, None, gap.months, span=gap.span)
        words = maker.messages.say("left-out", reason=judged.left_out) if judged.left_out else judged.judgement.words
        state = judged.now.state
        yield replace(
            figure, unit="words", state=state, text=words if state is State.VALUE else figure.text,
            judgement=judged.judgement, rules=judged.rules, profile=judged.profile, span=judged.span,
        )  # fmt: skip
        if judged.span not in named:
            named.add(judged.span)
            cells = tuple(dict.fromkeys(o for each in gaps for o in each.months))
            yield from _name_lines(measure, judged, cells, maker)
    end = maker.report_period.last
    if days and gaps:
        months = _observe_between(measure, days[-1], end.last_day, held, maker.force)
        at = Observation(measure.id, maker.force, Period(Grain.MONTH, end, end), State.VALUE)
        known = all(o.state is State.VALUE for o in months)
        value = Decimal((end.last_day - days[-1]).days) if known else None
        yield _write_days(maker.name(measure, at, SINCE, value, months, span=f"on-{days[-1]}"), maker, 0)


def judge_gaps(
    measure: Measure, gaps: Sequence[EventGap], force: str, frozen: Sequence[EventGap] = (), version: str = ""
) -> tuple[Judged, ...]:
    """The gaps as points of a g or t chart. What touches a month left out has no part in limits; a rebase takes effect
    at the first gap that begins in its month or later. `frozen` are those of a baseline as a data version had them."""
    rule = measure.limits
    begins = {
        next((at for at, gap in enumerate(gaps) if Month.containing(gap.since) >= rebase.first), None)
        for rebase in rule.rebases
        if gaps and Month.containing(gaps[0].since) < rebase.first
    }
    again = [at in begins for at in range(len(gaps))]
    own = replace(measure, improvement=OTHER_WAY.get(measure.improvement, measure.improvement))
    kept = FrozenPoints(version, _observe_gaps(measure, frozen, force), _list_reasons(rule, frozen)) if frozen else None
    return judge_points(own, _observe_gaps(measure, gaps, force), _list_reasons(rule, gaps), again, kept)


def _observe_gaps(measure: Measure, gaps: Sequence[EventGap], force: str) -> tuple[Observation, ...]:
    """Each gap as an observation of the month in which it ends."""
    return tuple(
        Observation(
            measure.id,
            force,
            Period(Grain.MONTH, Month.containing(gap.day), Month.containing(gap.day)),
            State.NOT_AVAILABLE if gap.days is None else State.VALUE,
            None if gap.days is None else Decimal(gap.days),
            provisional=any(o.provisional for o in gap.months),
        )
        for gap in gaps
    )


def _list_reasons(rule: LimitRule, gaps: Sequence[EventGap]) -> tuple[str, ...]:
    """Why each gap takes no part in limits: the reason of a month left out that it touches, or nothing."""
    return tuple(next(filter(None, (rule.find_reason(o.period) for o in gap.months)), "") for gap in gaps)


def _name_lines(
    measure: Measure, judged: Judged, cells: tuple[Observation, ...], maker: FigureMaker
) -> Iterator[Figure]:
    """The mean, limits or median of a stretch of gaps, how many are behind them, and what they are worth."""
    limits = judged.limits
    lines = _list_lines(limits, judged.centre)
    if judged.frozen is not None:
        figure = maker.name(measure, judged.now, f"{GAP}_baseline_version", None, (), span=judged.span)
        yield replace(figure, unit="words", state=State.VALUE, text=judged.frozen.version, profile=judged.profile)
        today = _list_lines(judged.today, judged.centre_of_today)
        lines |= {f"{name}_of_today": value for name, value in today.items()}
    for kind, value in lines.items():
        plain = None if value is None else Decimal(repr(value))
        figure = maker.name(measure, judged.now, f"{GAP}_{kind}", plain, cells, span=judged.span)
        figure = replace(_write_days(figure, maker, 1), profile=judged.profile)
        if value is not None and 0 < value < 0.05:  # a gap of 0 days is below it, and no reader should see "0.0"
            figure = replace(figure, text=maker.messages.say("days-hardly-any"))
        yield figure
    if limits is None:
        return
    count = Decimal(limits.baseline_n)
    figure = maker.name(measure, judged.now, f"{GAP}_baseline_n", count, cells, span=judged.span)
    yield replace(figure, unit="gaps", text=maker.messages.number(count), profile=judged.profile)
    worth = judged.measure_worth(1)
    if worth is None:
        return
    for kind, chance in (("false_alarm_per_point", worth.latest), ("false_alarm_per_year", worth.year)):
        alarm = Decimal(repr(chance * 100))
        figure = maker.name(measure, judged.now, f"{GAP}_{kind}", alarm, cells, span=judged.span)
        yield replace(figure, unit="per cent", text=maker.messages.per_cent(alarm), profile=judged.profile)


def _list_lines(limits: Limits | None, centre: float | None) -> dict[str, float | None]:
    if limits is None:
        return {"median": centre}
    return {"mean": limits.mean, "lower_limit": limits.lower, "upper_limit": limits.upper}


def _write_days(figure: Figure, maker: FigureMaker, places: int) -> Figure:
    text = figure.text if figure.value is None else maker.messages.number(figure.value, places)
    return replace(figure, unit="days", text=text)
