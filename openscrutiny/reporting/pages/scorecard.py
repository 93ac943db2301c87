"""The balanced scorecard: every objective with the measures that serve it, their variation and their assurance."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from openscrutiny.reporting.charts.icons import choose_icon
from openscrutiny.reporting.document.document import Block, Cell, Heading, Paragraph, Row, Table, TableColumn
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.figures.event_gaps import GAP_JUDGEMENT
from openscrutiny.reporting.figures.measure_figures import MeasureFigures, is_marked
from openscrutiny.reporting.pages.measure_page import read_assurance
from openscrutiny.reporting.words.mark_notes import note_marks

KEPT_AT = Decimal("0.05")


def build_scorecard(pages: Mapping[str, MeasureFigures], messages: Messages) -> tuple[Block, ...]:
    """The scorecard's page; objectives that no measure of the report serves are named at its end."""
    blocks: list[Block] = [Heading(1, messages.say("heading-scorecard"), "scorecard")]
    held = next(iter(pages.values()), None)
    if held is None:
        return tuple(blocks)
    blocks += describe_chance(pages, messages)
    unserved, last = [], -1
    for side in held.organisation.scorecard:
        tables: list[Block] = []
        for objective in side.objectives:
            serving = [each for each in pages.values() if each.measure.objective == objective.id]
            title = f"{objective.id} {objective.title}"
            if serving:
                tables.append(build_objective(f"scorecard_{objective.id}", title, serving, messages))
            else:
                unserved.append(title)
        if tables:
            blocks += [Heading(2, f"{side.id}. {side.title}", f"perspective-{side.id}"), *tables]
            last = len(blocks) - 1
    table = blocks[last]
    if isinstance(table, Table):  # what the columns mean is told once, beneath the last table
        notes = (messages.say("note-icons"), *table.notes, messages.say("note-adjusted-chance"))
        blocks[last] = replace(table, notes=notes)
    if unserved:
        blocks.append(Paragraph(messages.say("scorecard-empty", objectives=messages.join(unserved))))
    return tuple(blocks)


def build_objective(name: str, title: str, serving: list[MeasureFigures], messages: Messages) -> Table:
    """One objective's measures: figure, change, variation, assurance, and whether more than chance remains."""
    say, held = messages.say, serving[0]
    columns = (
        TableColumn(say("column-measure"), number=False),
        TableColumn(held.name_period(held.period)),
        TableColumn(say("column-change-previous", against=held.name_period(held.period.same_last_year))),
        TableColumn(say("column-variation"), number=False),
        TableColumn(say("column-assurance"), number=False),
        TableColumn(say("column-adjusted-chance")),
    )
    rows = tuple(_build_row(each) for each in serving)
    by_gap = [each for each in serving if each.verdict is not None and each.verdict.kind == GAP_JUDGEMENT]
    by_point = [each for each in serving if each.headline != each.period and each not in by_gap]
    whens = dict.fromkeys(each.name_period(each.headline) for each in by_point)
    judged = [
        say("note-by-point", when=when, measures=messages.join(
            [each.measure.title for each in by_point if each.name_period(each.headline) == when]))
        for when in whens
    ]  # fmt: skip
    judged += [say("note-by-gap", measures=messages.join([each.measure.title for each in by_gap]))] if by_gap else []
    notes = (*judged, *note_marks(rows, messages))
    return Table(name, title, columns, rows, notes)


def _build_row(held: MeasureFigures) -> Row:
    now, say = held.figure("value"), held.messages.say
    icon = choose_icon(held.verdict.judgement if held.verdict else None)
    assurance = read_assurance(held)[0]
    chance = held.find("adjusted_p_value")
    kept = chance is not None and chance.value is not None and chance.value <= KEPT_AT
    return Row(
        (
            Cell(held.measure.title),
            held.show(now),
            held.change(f"same_{held.period.grain}_last_year"),
            Cell(say(f"variation-{icon}"), icon=icon),
            Cell(say(f"short-{assurance}"), icon=assurance),
            Cell(f"{'✓ ' if kept else ''}{chance.text}", chance.address) if chance else Cell("[z]"),
        )
    )


def describe_chance(pages: Mapping[str, MeasureFigures], messages: Messages) -> tuple[Block, ...]:
    """How many of the judged measures are marked, how many would be by chance alone, and how many remain."""
    judged = [each for each in pages.values() if each.is_judged]
    if not judged:
        return ()
    expected = sum((find_chance(each) for each in judged), Decimal(0))
    marked = [each for each in judged if is_marked(each.verdict)]
    tested = [each.find("adjusted_p_value") for each in pages.values()]
    known = [figure.value for figure in tested if figure is not None and figure.value is not None]
    grain = str(judged[0].period.grain)
    first = messages.say(
        "sentence-chance",
        grain=grain,
        judged=len(judged),
        signals=len(marked),
        expected=messages.number(expected) if expected >= Decimal("0.5") else messages.say("fewer-than-one"),
    )
    kept = sum(value <= KEPT_AT for value in known)
    second = messages.say("sentence-kept", tested=len(known), kept=kept, grain=grain) if known else ""
    return (Paragraph(" ".join(filter(None, (first, second)))),)


def find_chance(held: MeasureFigures) -> Decimal:
    """The chance that this measure is marked though nothing changed: of rare events by either chart, or both."""
    alarms = [held.find_limit("false_alarm_per_point", held.headline)]
    alarms += [held.find_gap_line(held.gaps[-1], "false_alarm_per_point")] if held.gaps else []
    quiet = Decimal(1)
    for alarm in alarms:
        if alarm is not None and alarm.value is not None:
            quiet *= 1 - alarm.value / 100
    return 1 - quiet
