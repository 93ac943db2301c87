"""The performance report as a document: introduction, data issues, scorecard, the table, a page a priority."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openscrutiny.analysis.control_limits import false_alarm_per_point
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure, Pack
from openscrutiny.periods import Grain, Month, Period
from openscrutiny.records.store import DataVersion
from openscrutiny.reporting.binding import Narratives, list_blocks, list_notes
from openscrutiny.reporting.data_issues import Issue, build_data_issues, list_measure_issues
from openscrutiny.reporting.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
    TableColumn,
    Trend,
)
from openscrutiny.reporting.figures import FigureBook, FigureMaker
from openscrutiny.reporting.measure_page import MeasurePage, read_signal, sign
from openscrutiny.reporting.messages import Messages

TREND_MONTHS = 12


@dataclass(frozen=True)
class Edition:
    """Which edition of a report is made: a draft, or release `number`."""

    publication_date: date
    number: int = 0

    @property
    def is_draft(self) -> bool:
        return self.number == 0


def list_measures(pack: Pack, catalogue: Catalogue) -> tuple[Measure, ...]:
    """Every measure a report shows, once, in the report's order."""
    named = [name for group in pack.table_groups for name in group] + list(pack.priorities)
    return tuple(catalogue.measures[name] for name in dict.fromkeys(named))


def build_document(
    catalogue: Catalogue,
    pack: Pack,
    version: DataVersion,
    book: FigureBook,
    maker: FigureMaker,
    issues: tuple[Issue, ...],
    messages: Messages,
    edition: Edition,
    narratives: Narratives,
) -> Document:
    """The report from the gated book alone."""
    organisation, period = catalogue.organisation, maker.report_period
    pages = {m.id: MeasurePage(catalogue, book, maker, messages, m) for m in list_measures(pack, catalogue)}
    first = period.last - 35
    blocks: list[Block] = [Heading(1, messages.say("heading-introduction"), "introduction")]
    blocks += list_blocks(narratives, "introduction")
    blocks += build_reading(messages)
    blocks += build_data_issues(catalogue, version, issues, messages)
    blocks += build_scorecard(catalogue, pages, messages, period)
    blocks += build_table(pack, pages, messages, period, list_notes(narratives))
    for name in pack.priorities:
        page = pages[name]
        issues_here = list_measure_issues(page.measure, catalogue, version, first, period.last, messages)
        blocks += page.build(issues_here, list_blocks(narratives, f"measures/{name}"))
    label = messages.period(period, organisation.calendar)
    return Document(
        title=pack.title,
        subtitle=f"{label}. {pack.subtitle}" if pack.subtitle else label,
        organisation=organisation.name,
        language=organisation.language,
        marking=pack.marking,
        notice=organisation.notice,
        publication_date=edition.publication_date,
        release="" if edition.is_draft else str(edition.number),
        draft=edition.is_draft,
        particulars=tuple((name.capitalize(), text) for name, text in pack.particulars),
        blocks=tuple(blocks),
    )


def build_reading(messages: Messages) -> tuple[Block, ...]:
    """How to read the charts, for somebody who has not met one, with what a signal is worth."""
    say = messages.say
    chance = {"quarters": false_alarm_per_point(4), "months": false_alarm_per_point(12)}
    shares = {name: messages.per_cent(Decimal(repr(share * 100))) for name, share in chance.items()}
    parts = [say(f"reading-{part}") for part in ("line", "common", "signal", "hollow")]
    heading = Heading(2, say("heading-reading"), "how-to-read")
    return heading, Bullets((*parts, say("reading-chance", **shares)))


def describe_chance(pages: dict[str, MeasurePage], messages: Messages, period: Period) -> tuple[Block, ...]:
    """How many of the judged measures lie outside their limits, and how many would by chance alone."""
    judged = [page for page in pages.values() if page.narrator.has("judgement") and page.narrator.has("mean")]
    if not judged:
        return ()
    baseline = len(judged[0].maker.calendar.previous_year_periods(period))
    expected = sum(false_alarm_per_point(baseline, float(page.measure.limits.multiple)) for page in judged)
    signals = sum(read_signal(page, period, page.force)[0] != "common cause" for page in judged)
    said = {"judged": len(judged), "signals": signals, "expected": messages.number(Decimal(repr(expected)))}
    return (Paragraph(messages.say("sentence-chance", grain=str(period.grain), **said)),)


def build_scorecard(
    catalogue: Catalogue, pages: dict[str, MeasurePage], messages: Messages, period: Period
) -> tuple[Block, ...]:
    """Each objective with the measures that serve it; an objective without one says so."""
    say, calendar = messages.say, catalogue.organisation.calendar
    last_year = f"same_{period.grain}_last_year"
    columns = (
        TableColumn(say("column-measure"), number=False),
        TableColumn(messages.period(period, calendar)),
        TableColumn(say("column-change-previous", against=messages.period(period.same_last_year, calendar))),
        TableColumn(say("column-judgement"), number=False),
    )
    blocks: list[Block] = [Heading(1, say("heading-scorecard"), "scorecard")]
    blocks += describe_chance(pages, messages, period)
    for side in catalogue.organisation.scorecard:
        blocks.append(Heading(2, f"{side.id}. {side.title}", f"perspective-{side.id}"))
        for objective in side.objectives:
            serving = [page for page in pages.values() if page.measure.objective == objective.id]
            title = f"{objective.id} {objective.title}"
            if not serving:
                blocks.append(Paragraph(f"**{title}.** {say('scorecard-empty')}"))
                continue
            rows = []
            for page in serving:
                now = page.figure("value")
                kind = "points_change" if page.measure.is_per_cent else "percentage_change"
                change = page.figure(f"{kind}_on_{last_year}")
                signal, words = read_signal(page, period, page.force)
                cells = (
                    Cell(page.measure.title),
                    Cell(now.text, now.address, provisional=now.provisional),
                    Cell(percent_sign(page, sign(change, messages)), change.address),
                    Cell(words, signal=signal),
                )
                rows.append(Row(cells))
            blocks.append(Table(f"scorecard_{objective.id}", title, columns, tuple(rows), (say("note-marks"),)))
    return tuple(blocks)


def percent_sign(page: MeasurePage, text: str) -> str:
    return f"{text} points" if page.measure.is_per_cent and not text.startswith("[") else text


def build_table(
    pack: Pack, pages: dict[str, MeasurePage], messages: Messages, period: Period, own_notes: tuple[str, ...]
) -> tuple[Block, ...]:
    """The one table of everything counted: limits, this period, same period last year, trend, year to date."""
    if not pages:
        return ()
    say = messages.say
    page_calendar = next(iter(pages.values())).maker.calendar
    columns = (
        TableColumn(say("column-measure"), number=False),
        TableColumn(say("column-upper")),
        TableColumn(say("column-lower")),
        TableColumn(messages.period(period, page_calendar)),
        TableColumn(messages.period(period.same_last_year, page_calendar)),
        TableColumn(say("column-trend"), number=False),
        TableColumn(say("column-year-to-date")),
        TableColumn(say("column-judgement"), number=False),
    )
    rows = []
    for group in pack.table_groups:
        for number, name in enumerate(group):
            rows.append(build_row(pages[name], messages, period, total=number == 0 and len(group) > 2))
    multiple = next(iter(pages.values())).measure.limits.multiple
    notes = (say("note-limits", grain=str(period.grain), multiple=str(multiple)), say("note-marks"), *own_notes)
    heading = Heading(1, say("heading-table", title=pack.table_caption), "all-measures")
    label = messages.period(period, page_calendar)
    caption = say("table-caption", title=pack.table_caption, period=label, grain=str(period.grain))
    return heading, Table("all_measures", caption, columns, tuple(rows), notes)


def build_row(page: MeasurePage, messages: Messages, period: Period, total: bool) -> Row:
    """One measure's row of the table."""
    calendar = page.maker.calendar
    now, before = page.figure("value"), page.figure("value", period.same_last_year)
    to_date = calendar.year_to_date(period)
    name = "points_change" if page.measure.is_per_cent else "percentage_change"
    change = page.figure(f"{name}_on_last_year", to_date)
    limits = [page.find(kind, period) for kind in ("upper_limit", "lower_limit")]
    signal, words = read_signal(page, period, page.force)
    months = [Month(period.last.index - back) for back in range(TREND_MONTHS - 1, -1, -1)]
    trend = [page.figure("value", Period(Grain.MONTH, month, month)) for month in months]
    summary = messages.say(
        "trend-summary",
        first=messages.short_month(months[0]),
        last=messages.short_month(months[-1]),
        start=trend[0].text,
        end=trend[-1].text,
    )
    values = tuple(None if figure.value is None else float(figure.value) for figure in trend)
    cells = (
        Cell(page.measure.title),
        *(Cell(figure.text, figure.address) if figure else Cell("[x]") for figure in limits),
        Cell(now.text, now.address, signal, provisional=now.provisional),
        Cell(before.text, before.address, provisional=before.provisional),
        Cell(summary, trend=Trend(values)),
        Cell(percent_sign(page, sign(change, messages)), change.address, provisional=change.provisional),
        Cell(words, signal=signal),
    )
    return Row(cells, total)
