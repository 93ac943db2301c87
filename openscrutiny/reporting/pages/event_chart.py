"""The chart of the days between rare events: its points, limits, title, summary, notes and table."""

from dataclasses import replace
from datetime import date

from openscrutiny.analysis.profiles import get_profile
from openscrutiny.periods import Month
from openscrutiny.reporting.document.document import (
    Block,
    Cell,
    ControlChart,
    Paragraph,
    Point,
    Row,
    Table,
    TableColumn,
)
from openscrutiny.reporting.figures.event_gaps import GAP_JUDGEMENT, SINCE
from openscrutiny.reporting.figures.figures import Figure
from openscrutiny.reporting.figures.measure_figures import SIGNALS, MeasureFigures, write_state
from openscrutiny.reporting.pages.measure_chart import LINES, build_spans, name_centre
from openscrutiny.reporting.words.frozen_notes import write_frozen_gaps_note
from openscrutiny.reporting.words.mark_notes import note_marks
from openscrutiny.series import MARKS, State


def build_events(held: MeasureFigures) -> tuple[Block, ...]:
    """The chart of a measure that asks for one; a sentence where there are too few events for any gap."""
    if not held.measure.charts_events:
        return ()
    gaps, say = held.gaps, held.messages.say
    if not gaps:
        return (Paragraph(say("events-none", name=held.measure.short)),)
    points = tuple(_build_point(held, gap) for gap in gaps)
    chart = ControlChart(
        name=f"events_{held.measure.id}",
        title=write_gap_title(held),
        summary=_summarise(held, gaps, points),
        unit=say("unit-days-between"),
        points=points,
        limits=build_spans({line: held.find_gap_line(gap, line) for line in LINES} for gap in gaps),
        breaks=_list_breaks(held, gaps),
        table=_build_table(held, gaps, points),
        figures=(gaps[-1].address,),
        notes=(_write_notes(held, gaps[-1]),),
    )
    return (chart,)


def _read_day(gap: Figure) -> date:
    return date.fromisoformat(gap.period[3:13])


def _build_point(held: MeasureFigures, gap: Figure) -> Point:
    judged = held.find_gap(gap, GAP_JUDGEMENT)
    judgement = judged.judgement if judged else None
    signal = SIGNALS.get(judgement.variation, "common cause") if judgement else "common cause"
    reason = next(filter(None, (held.find_reason(period) for _, _, period in gap.cells)), "")
    return Point(
        label=held.messages.short_day(_read_day(gap)),
        value=None if gap.value is None else float(gap.value),
        text=gap.text,
        signal=signal,
        signal_words=judged.text if judged and signal != "common cause" else "",
        provisional=gap.provisional,
        state_words="" if gap.is_known else held.messages.say(f"state-{write_state(gap.state)}"),
        left_out=held.messages.say("left-out", reason=reason) if reason and gap.is_known else "",
    )


def write_gap_title(held: MeasureFigures) -> str:
    """What happened: the days to the newest event, and what the limits make of them."""
    last = held.gaps[-1]
    say, judged, point = held.messages.say, held.last_gap_judgement, _build_point(held, last)
    words = point.signal_words.split(":")[0]
    verdict = "marked" if words else "within" if judged and held.find_gap_line(last, "mean") else "none"
    kind = verdict if last.is_known and not point.left_out else "none"
    return say("events-title", name=held.measure.short, days=last.text, day=last.period_label, kind=kind, words=words)


def _summarise(held: MeasureFigures, gaps: tuple[Figure, ...], points: tuple[Point, ...]) -> str:
    known = [point for point in points if point.value is not None]
    marked = [f"{point.label} ({point.text}, {point.signal_words})" for point in known if point.signal_words]
    shortest = min(known, key=lambda point: point.value or 0.0, default=points[0])
    longest = max(known, key=lambda point: point.value or 0.0, default=points[0])
    return held.messages.say(
        "events-summary", name=held.measure.short, count=len(gaps), first=gaps[0].period_label,
        last=gaps[-1].period_label, shortest=shortest.text, longest=longest.text, end=longest.label,
        signals=len(marked), marked=held.messages.join(marked),
    )  # fmt: skip


def _list_breaks(held: MeasureFigures, gaps: tuple[Figure, ...]) -> tuple[tuple[int, str], ...]:
    """Where a person let the limits start again: at the first gap of a new stretch."""
    spans = [judged.span if (judged := held.find_gap(gap, GAP_JUDGEMENT)) else "" for gap in gaps]
    starts = [at for at in range(1, len(gaps)) if spans[at] != spans[at - 1]]
    found = []
    for rebase in held.measure.limits.rebases:
        at = next((at for at in starts if Month.containing(_read_day(gaps[at])) >= rebase.first), 0)
        if at:
            day = held.messages.day(rebase.decided_on)
            words = held.messages.say("rebase-mark", reason=rebase.reason, by=rebase.decided_by, day=day)
            found.append((at, words))
    return tuple(dict(found).items())


def _build_table(held: MeasureFigures, gaps: tuple[Figure, ...], points: tuple[Point, ...]) -> Table:
    say = held.messages.say
    centre = name_centre(held.find_gap_line(gap, line) for gap in gaps for line in ("mean", "median"))
    heads = ("event-day", "days-since", "lower", centre, "upper", "judgement")
    columns = tuple(TableColumn(say(f"column-{name}"), number=name not in ("event-day", "judgement")) for name in heads)
    rows = []
    for gap, point in zip(gaps, points, strict=True):
        middle = held.find_gap_line(gap, "mean") or held.find_gap_line(gap, "median")
        lines = (held.find_gap_line(gap, "lower_limit"), middle, held.find_gap_line(gap, "upper_limit"))
        judged = held.find_gap(gap, GAP_JUDGEMENT)
        said = point.left_out or point.signal_words or point.state_words or (judged.text if judged else "")
        cells = [Cell(gap.period_label), replace(held.show(gap), signal=point.signal)]
        cells += [Cell(line.text, line.address) if line else Cell(MARKS[State.NOT_AVAILABLE]) for line in lines]
        rows.append(Row((*cells, Cell(said))))
    caption = say("events-table", name=held.measure.title)
    return Table(f"{held.measure.id}_events", caption, columns, tuple(rows), note_marks(rows, held.messages))


def _write_notes(held: MeasureFigures, last: Figure) -> str:
    """How the limits were made, what they are worth, and how long ago the last event was when the period ended."""
    say, rule = held.messages.say, held.measure.limits
    profile = get_profile(rule.profile)
    notes = [say("events-rule", profile=profile.name, title=profile.title, chart=str(rule.chart))]
    lines = {name: held.find_gap_line(last, name) for name in ("mean", "lower_limit", "upper_limit", "baseline_n")}
    if all(line is not None and line.is_known for line in lines.values()):
        texts = {name.split("_")[0]: line.text for name, line in lines.items() if line is not None}
        notes.append(say("events-limits", chart=str(rule.chart), **texts))
        alarm, in_year = (held.find_gap_line(last, f"false_alarm_per_{each}") for each in ("point", "year"))
        if alarm and in_year and alarm.is_known and in_year.is_known:
            notes.append(say("events-worth", alarm=alarm.text, year=in_year.text))
    else:
        notes.append(say("events-no-limits"))
    notes += [note] if (note := write_frozen_gaps_note(held)) else []
    since = held.find_gap(last, SINCE, f"on-{_read_day(last)}")
    if since is not None and since.is_known:
        end = held.messages.day(held.period.last.last_day)
        notes.append(say("events-since", name=held.measure.short, day=end, days=since.text))
    return " ".join(notes)
