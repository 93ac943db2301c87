"""Frozen baselines in words: which data version limits come from, and how far today's records would move them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from openscrutiny.catalogue.decisions import Freeze
from openscrutiny.periods import Period
from openscrutiny.reporting.figures.figures import Figure
from openscrutiny.reporting.figures.limit_figures import FROZEN_POINT, FROZEN_VALUE
from openscrutiny.reporting.figures.measure_figures import MeasureFigures
from openscrutiny.reporting.words.data_issues import Issue

LINES = ("mean", "median", "lower_limit", "upper_limit")


@dataclass(frozen=True, slots=True)
class _Frozen:
    """A frozen baseline of a measure: whose decision it is, what it is called, and how its figures are found.

    `values` are pairs of a period's figure as frozen and as known now.
    """

    decision: Freeze
    baseline: str
    grain: str
    version: str
    line: Callable[[str], Figure | None]
    values: tuple[tuple[Figure, Figure], ...]


def write_frozen_year_note(held: MeasureFigures) -> str:
    """Whose decision froze the year behind the report's period, when, why and with which data; or nothing."""
    return _write_note(held, _find_year(held))


def write_frozen_baseline_note(held: MeasureFigures) -> str:
    """The same of the fixed baseline of a chart's points."""
    return _write_note(held, _find_fixed(held))


def write_frozen_gaps_note(held: MeasureFigures) -> str:
    """The same of the days between rare events."""
    return _write_note(held, _find_gaps(held))


def list_frozen_issues(pages: Iterable[MeasureFigures]) -> tuple[Issue, ...]:
    """For each frozen baseline: how far it and today's would differ."""
    return tuple(
        (_compare_with_today(held, frozen), held.measure.title) for held in pages for frozen in _list_frozen(held)
    )


def _list_frozen(held: MeasureFigures) -> Iterator[_Frozen]:
    for find in (_find_year, _find_fixed, _find_gaps):
        if (frozen := find(held)) is not None:
            yield frozen


def _find_year(held: MeasureFigures) -> _Frozen | None:
    """That of the year's rule: the financial year before the report's period."""
    periods = held.calendar.previous_year_periods(held.period)
    decision, version = held.measure.limits.find_frozen_year(periods[0]), held.find_year_limit("baseline_version")
    if decision is None or version is None:
        return None
    name, values = held.calendar.year_label(periods[0].first), _pair_values(held, periods, FROZEN_VALUE)
    return _Frozen(decision, name, str(held.period.grain), version.text, held.find_year_limit, values)


def _find_fixed(held: MeasureFigures) -> _Frozen | None:
    """That of a profile of whole series: so many points of the chart."""

    def find_line(kind: str) -> Figure | None:
        return held.find_limit(kind, held.headline)

    decision, version = held.measure.limits.frozen_baseline, find_line("baseline_version")
    if decision is None or version is None:
        return None
    periods = held.measure.limits.list_fixed_baseline(held.grain, held.calendar)
    first, last = (held.name_period(period) for period in (periods[0], periods[-1]))
    name, values = held.messages.say("span-between", first=first, last=last), _pair_values(held, periods, FROZEN_POINT)
    return _Frozen(decision, name, str(held.grain), version.text, find_line, values)


def _find_gaps(held: MeasureFigures) -> _Frozen | None:
    """That of the days between rare events, which are no periods: they are not told one by one."""

    def find_line(kind: str) -> Figure | None:
        return held.find_gap_line(held.gaps[-1], kind) if held.gaps else None

    rule, version = held.measure.limits, find_line("baseline_version")
    if rule.frozen_baseline is None or rule.baseline_from is None or version is None:
        return None
    name = held.messages.say("frozen-gaps", count=rule.baseline, month=held.messages.month(rule.baseline_from))
    return _Frozen(rule.frozen_baseline, name, "gap", version.text, find_line, ())


def _pair_values(held: MeasureFigures, periods: Sequence[Period], kind: str) -> tuple[tuple[Figure, Figure], ...]:
    pairs = ((held.find(kind, period), held.find("value", period)) for period in periods)
    return tuple((then, now) for then, now in pairs if then is not None and now is not None)


def _write_note(held: MeasureFigures, frozen: _Frozen | None) -> str:
    if frozen is None:
        return ""
    decision = frozen.decision
    return held.messages.say(
        "frozen-note",
        baseline=frozen.baseline,
        as_at=held.messages.day(decision.as_at),
        version=frozen.version,
        by=decision.decided_by,
        day=held.messages.day(decision.decided_on),
        reason=decision.reason,
    )


def _compare_with_today(held: MeasureFigures, frozen: _Frozen) -> str:
    say = held.messages.say
    moved = [
        say("frozen-moved", period=now.period_label, then=then.text, now=now.text)
        for then, now in frozen.values
        if _differs(then, now)
    ]
    pairs = {kind: (frozen.line(kind), frozen.line(f"{kind}_of_today")) for kind in LINES}
    known = {
        kind: (then, now) for kind, (then, now) in pairs.items() if then and now and then.is_known and now.is_known
    }
    told = [
        say("frozen-line", line=kind.replace("_", "-"), then=then.text, now=now.text)
        for kind, (then, now) in known.items()
        if _differs(then, now)
    ]
    kind = "values" if moved and not told else "lines" if told and not moved else "both" if moved else "none"
    return say(
        "issue-frozen", name=held.measure.short, baseline=frozen.baseline, version=frozen.version, grain=frozen.grain,
        kind=kind, moved=held.messages.join(moved), told=held.messages.join(told),
    )  # fmt: skip


def _differs(then: Figure, now: Figure) -> bool:
    return then.is_known and now.is_known and then.text != now.text
