"""What is wrong with the data behind a report, and which figures each fault touches."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure
from openscrutiny.periods import Month
from openscrutiny.records.store import DataVersion, Load
from openscrutiny.reporting.document.document import Block, Cell, Heading, Paragraph, Row, Table, TableColumn
from openscrutiny.reporting.document.messages import Messages

Issue = tuple[str, str]  # what is wrong, and what it touches


def list_issues(
    catalogue: Catalogue,
    version: DataVersion,
    measures: Iterable[Measure],
    first: Month,
    last: Month,
    messages: Messages,
    revised: tuple[int, str] | None,
) -> tuple[Issue, ...]:
    """Every known issue of the months `first` to `last`: rejected, repeated, missing, provisional, revised, broken."""
    shown = tuple(measures)
    issues: list[Issue] = []
    for name in sorted({measure.table for measure in shown}):
        on_table = [measure for measure in shown if measure.table == name]
        touched = messages.say("touches-all", tables=catalogue.tables[name].title)
        held = version.tables.get(name)
        for source in sorted({load.source for load in held.loads} if held else ()):
            loads = [load for load in held.loads if load.source == source] if held else []
            if rejected := sum(load.rejected for load in loads):
                issues.append((messages.say("issue-rejected", count=rejected, extract=source), touched))
            if repeated := sum(load.duplicates for load in loads):
                issues.append((messages.say("issue-duplicates", count=repeated, extract=source), touched))
        months = [Month(index) for index in range(first.index, last.index + 1)]
        missing = [month for month in months if not (held and held.covers(month))]
        disposed = list(_list_disposals(held.loads if held else (), missing, messages))
        issues += ((words, touched) for words in disposed)
        missing = [month for month in missing if not (held and held.was_disposed(month))]
        if missing:
            issues.append((messages.say("issue-incomplete", months=name_months(missing, messages)), touched))
        issues += _list_provisional(on_table, held, months, messages, touched)
    for measure in shown:
        for found in measure.breaks:
            if first.first_day < found.day <= last.last_day:
                words = messages.say("issue-break", day=messages.day(found.day), reason=found.reason)
                issues.append((words, measure.title))
    issues += _list_area_changes(catalogue, first, last, messages)
    if revised and revised[0]:
        words = messages.say("issue-revised", count=revised[0], release=revised[1])
        issues.append((words, messages.say("touches-revised")))
    everything = {messages.say("touches-all", tables=catalogue.tables[m.table].title) for m in shown}
    return _merge(issues, everything, messages.say("touches-everything"))


def _list_disposals(loads: Iterable[Load], missing: list[Month], messages: Messages) -> Iterator[str]:
    """What retention rules took of the missing months, and that records were erased: neither how many nor whose."""
    for purge in dict.fromkeys(purge for load in loads for purge in load.purges):
        day = messages.day(purge.on)
        if not purge.months:
            yield messages.say("issue-erased", day=day)
        elif taken := [month for month in missing if month in purge.months]:
            yield messages.say("issue-disposed", months=name_months(taken, messages), day=day, rule=purge.rule)


def _list_area_changes(catalogue: Catalogue, first: Month, last: Month, messages: Messages) -> Iterator[Issue]:
    """The areas that came or went in the months: comparisons by area across them may not be like for like."""
    touched = messages.say("touches-areas")
    for area in catalogue.organisation.areas:
        if area.starts and first < area.starts <= last:
            yield messages.say("issue-area-starts", area=area.name, month=messages.month(area.starts)), touched
        if area.ends and first <= area.ends < last:
            yield messages.say("issue-area-ends", area=area.name, month=messages.month(area.ends)), touched


def _merge(issues: list[Issue], everything: set[str], everything_words: str) -> tuple[Issue, ...]:
    """One line for each issue, with everything it touches: said in few words where that is the whole report."""
    touched: dict[str, list[str]] = {}
    for issue, touches in issues:
        touched.setdefault(issue, []).append(touches)
    return tuple(
        (issue, everything_words if len(everything) > 1 and everything <= set(touches) else "; ".join(touches))
        for issue, each in touched.items()
        for touches in [list(dict.fromkeys(each))]
    )


def build_data_issues(
    catalogue: Catalogue, version: DataVersion, issues: tuple[Issue, ...], messages: Messages
) -> tuple[Block, ...]:
    """The data issues page: what was loaded, and what is known to be wrong with it."""
    say = messages.say
    loads = [load for name in sorted(version.tables) for load in _join_months(version.tables[name].loads)]
    headers = ("extract", "extracted", "covers", "rows", "rejected", "duplicates", "withdrawn")
    columns = tuple(TableColumn(say(f"column-{header}"), number=n >= 3) for n, header in enumerate(headers))
    several = {
        load.table for load in loads for other in loads if load.table == other.table and load.source != other.source
    }
    rows = tuple(
        Row(
            tuple(
                Cell(text)
                for text in (
                    catalogue.tables[load.table].title + (f" ({load.source})" if load.table in several else ""),
                    _keep_whole(messages.short_day(load.extracted_on)),
                    " to ".join(
                        _keep_whole(messages.short_month(month)) for month in dict.fromkeys((load.first, load.last))
                    ),
                    f"{load.rows:,}",
                    f"{load.rejected:,}",
                    f"{load.duplicates:,}",
                    f"{load.withdrawn:,}",
                )
            )
        )
        for load in loads
    )
    table = Table("extracts", say("data-issues-loads"), columns, rows)
    heading = Heading(1, say("heading-data-issues"), "data-issues")
    if not issues:
        return heading, table, Paragraph(say("issues-none"))
    touches = Table(
        "data_issues",
        say("data-issues-touches"),
        (TableColumn(say("column-issue"), number=False), TableColumn(say("column-touches"), number=False)),
        tuple(Row((Cell(issue), Cell(touched))) for issue, touched in issues),
    )
    return heading, touches, table


def _join_months(loads: Iterable[Load]) -> list[Load]:
    """Loads in order of what they cover; those of one source and day whose months follow on are told as one."""
    joined: list[Load] = []
    for load in sorted(loads, key=lambda load: (load.source, load.extracted_on, load.areas, load.first)):
        last = joined[-1] if joined else None
        same = ("source", "extracted_on", "areas", "kind")
        if last and last.last + 1 == load.first and all(getattr(last, n) == getattr(load, n) for n in same):
            counts = {
                name: getattr(last, name) + getattr(load, name)
                for name in ("rows", "rejected", "duplicates", "withdrawn")
            }
            joined[-1] = replace(last, last=load.last, **counts)
        else:
            joined.append(load)
    return joined


def list_measure_issues(
    measure: Measure, catalogue: Catalogue, version: DataVersion, first: Month, last: Month, messages: Messages
) -> tuple[Block, ...]:
    """The issues that touch one measure, in a paragraph; nothing where there is none."""
    issues = list_issues(catalogue, version, [measure], first, last, messages, None)
    said = " ".join(issue for issue, _ in issues)
    return (Paragraph(f"**{messages.say('heading-data-issues')}.** {said}", small=True),) if issues else ()


def _list_provisional(
    on_table: list[Measure], held: object, months: list[Month], messages: Messages, all_touched: str
) -> list[Issue]:
    issues = []
    for days in sorted({measure.provisional_days for measure in on_table}):
        young = []
        for month in months:
            known = held.known_on(month) if held else None  # type: ignore[attr-defined]
            if known and known < month.last_day + timedelta(days=days):
                young.append(month)
        if young:
            said = "issue-provisional" if days else "issue-taken-early"
            words = messages.say(said, months=name_months(young, messages), days=days)
            touched = [measure.title for measure in on_table if measure.provisional_days == days]
            issues.append((words, all_touched if len(touched) == len(on_table) else messages.join(touched)))
    return issues


def _keep_whole(text: str) -> str:
    """A date that no column breaks in two."""
    return text.replace(" ", "\u00a0")


def name_months(months: list[Month], messages: Messages) -> str:
    """Months as runs: `July 2019`, `April 2020 to June 2020`."""
    runs: list[list[Month]] = []
    for month in sorted(months):
        if runs and runs[-1][-1] + 1 == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    names = [messages.month(r[0]) + (f" to {messages.month(r[-1])}" if len(r) > 1 else "") for r in runs]
    return messages.join(names)
