"""Frozen baselines in words: which data version limits come from, and how far today's records would move them."""

from collections.abc import Iterable

from openscrutiny.reporting.data_issues import Issue
from openscrutiny.reporting.figures import Figure
from openscrutiny.reporting.measure_figures import MeasureFigures


def write_frozen_note(held: MeasureFigures) -> str:
    """Whose decision froze the baseline behind the report's period, when, why and with which data; or nothing."""
    version = held.find_year_limit("baseline_version")
    decision = held.measure.limits.find_frozen(held.calendar.previous_year_periods(held.period)[0])
    if version is None or decision is None:
        return ""
    return held.messages.say(
        "frozen-note",
        year=held.calendar.year_label(decision.year.first),
        as_at=held.messages.day(decision.as_at),
        version=version.text,
        by=decision.decided_by,
        day=held.messages.day(decision.decided_on),
        reason=decision.reason,
    )


def list_frozen_issues(pages: Iterable[MeasureFigures]) -> tuple[Issue, ...]:
    """For each measure with a frozen baseline: how far it and today's would differ."""
    return tuple(
        (_compare_with_today(held), held.measure.title) for held in pages if held.find_year_limit("baseline_version")
    )


def _compare_with_today(held: MeasureFigures) -> str:
    say, version = held.messages.say, held.find_year_limit("baseline_version")
    assert version is not None
    frozen = {period: held.find("frozen_value", period) for period in held.calendar.previous_year_periods(held.period)}
    moved = [
        say("frozen-moved", period=held.name_period(period), then=then.text, now=held.figure("value", period).text)
        for period, then in frozen.items()
        if then is not None and _differs(then, held.figure("value", period))
    ]
    told = {"version": version.text, "grain": str(held.period.grain), "moved": held.messages.join(moved)}
    lines = {
        kind: (held.find_year_limit(kind), held.find_year_limit(f"{kind}_of_today"))
        for kind in ("mean", "lower_limit", "upper_limit")
    }
    for kind, (then, now) in lines.items():
        told |= {kind: then.text if then else "", f"{kind}_today": now.text if now else ""}
    known = all(then and now and then.is_known and now.is_known for then, now in lines.values())
    kind = "none" if not moved else "limits" if known else "values"
    year = held.calendar.year_label(held.period.last - 12)
    return say("issue-frozen", name=held.measure.short, year=year, kind=kind, **told)


def _differs(then: Figure, now: Figure) -> bool:
    return then.is_known and now.is_known and then.text != now.text
