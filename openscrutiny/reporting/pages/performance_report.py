"""The performance report as a document: introduction, data issues, scorecard, the table, a page a priority."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openscrutiny.catalogue.history import find_day_kept
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure, Pack
from openscrutiny.catalogue.similar_group import make_similar_measures
from openscrutiny.records.store import DataVersion
from openscrutiny.reporting.charts.chart_marks import SIGNAL_WORDS
from openscrutiny.reporting.charts.icons import choose_icon
from openscrutiny.reporting.document.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Paragraph,
    Row,
    Signal,
    Table,
    TableColumn,
    Trend,
)
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.figures.figures import FigureBook, FigureMaker
from openscrutiny.reporting.figures.group_figures import Standing
from openscrutiny.reporting.figures.measure_figures import SIGNALS, MeasureFigures, is_marked
from openscrutiny.reporting.judging.judged import YEAR_JUDGEMENT
from openscrutiny.reporting.pages.event_chart import write_gap_title
from openscrutiny.reporting.pages.group_page import build_group_page
from openscrutiny.reporting.pages.measure_chart import write_title
from openscrutiny.reporting.pages.measure_page import build_measure_page
from openscrutiny.reporting.pages.reading import build_reading
from openscrutiny.reporting.pages.scorecard import build_scorecard
from openscrutiny.reporting.words.binding import Narratives, list_blocks, list_notes
from openscrutiny.reporting.words.data_issues import Issue, build_data_issues, list_measure_issues
from openscrutiny.reporting.words.frozen_notes import list_frozen_issues
from openscrutiny.reporting.words.mark_notes import note_marks

TREND_MONTHS = 12
Pair = tuple[str, str]


@dataclass(frozen=True)
class Edition:
    """Which edition of a report is made: a draft, or release `number`; `as_at`, what was known on an earlier day."""

    publication_date: date
    number: int = 0
    as_at: date | None = None

    @property
    def is_draft(self) -> bool:
        return self.number == 0


def list_measures(pack: Pack, catalogue: Catalogue) -> tuple[Measure, ...]:
    """Every measure a report shows, once, in the report's order."""
    named = [name for group in pack.table_groups for name in group] + list(pack.priorities)
    named += pack.most_similar.measures if pack.most_similar else ()
    return tuple(catalogue.measures[name] for name in dict.fromkeys(named))


def list_counted(pack: Pack, catalogue: Catalogue) -> tuple[Measure, ...]:
    """Every measure a report is worked out from: those it shows, and the same of the forces it is compared with."""
    shown = list_measures(pack, catalogue)
    if pack.most_similar is None:
        return shown
    return (*shown, *make_similar_measures(catalogue.measures, pack.most_similar).values())


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
    standings: tuple[Standing, ...] = (),
) -> Document:
    """The report from the gated book alone."""
    organisation, period = catalogue.organisation, maker.report_period
    shown = list_measures(pack, catalogue)
    pages = {measure.id: MeasureFigures(catalogue, book, maker, messages, measure) for measure in shown}
    first = period.last - 35
    blocks: list[Block] = [Heading(1, messages.say("heading-introduction"), "introduction")]
    blocks += list_blocks(narratives, "introduction")
    blocks += list_standing_out(pack, pages, messages)
    blocks += build_reading(pages.values(), messages)
    blocks += build_data_issues(catalogue, version, (*issues, *list_frozen_issues(pages.values())), messages)
    blocks += build_scorecard(pages, messages)
    blocks += build_table(pack, pages, messages, list_notes(narratives))
    if pack.most_similar:
        blocks += build_group_page(pack.most_similar, standings, pages, messages)
    for name in pack.priorities:
        touched = list_measure_issues(pages[name].measure, catalogue, version, first, period.last, messages)
        blocks += build_measure_page(pages[name], pack, touched, list_blocks(narratives, f"measures/{name}"))
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
        particulars=list_particulars(pack, catalogue, edition, messages),
        blocks=tuple(blocks),
    )


def list_particulars(pack: Pack, catalogue: Catalogue, edition: Edition, messages: Messages) -> tuple[Pair, ...]:
    """The lines of the cover: the pack's own, and of a report of an earlier day's knowledge which day's it is."""
    own = tuple((name.capitalize(), text) for name, text in pack.particulars)
    if edition.as_at is None:
        return own
    known = messages.say("particular-as-at"), messages.day(edition.as_at)
    defined = messages.say("particular-definitions"), messages.day(find_day_kept(catalogue.root))
    return known, defined, *own


def list_standing_out(pack: Pack, pages: dict[str, MeasureFigures], messages: Messages) -> tuple[Block, ...]:
    """The priorities whose latest figure is more than usual: concerns first, each with a link to its page."""
    order = ("concern", "neither", "improvement")
    if not pack.priorities:
        return ()
    marked = [(*each, pages[name]) for name in pack.priorities for each in _list_marks(pages[name])]
    items = tuple(
        f"**{messages.words[SIGNAL_WORDS[signal]].capitalize()}.** {title} "
        f"([{held.measure.title}](#measure-{held.measure.id}))."
        for signal, title, held in sorted(marked, key=lambda each: order.index(each[0]))
    )
    grain = str(next(iter(pages.values())).period.grain)
    said = Bullets(items) if items else Paragraph(messages.say("standing-out-none", grain=grain))
    return Heading(2, messages.say("heading-standing-out"), "standing-out"), said


def _list_marks(held: MeasureFigures) -> Iterator[tuple[Signal, str]]:
    """The signal and the title of each of a measure's charts whose latest point is marked."""
    titles = ((held.find_judgement(held.headline), write_title), (held.last_gap_judgement, write_gap_title))
    for judged, write in titles:
        if judged is not None and judged.judgement is not None and is_marked(judged):
            yield SIGNALS[judged.judgement.variation], write(held)


def build_table(
    pack: Pack, pages: dict[str, MeasureFigures], messages: Messages, own_notes: tuple[str, ...]
) -> tuple[Block, ...]:
    """The one table of everything counted: limits, this period, same period last year, trend, year to date."""
    if not pages:
        return ()
    say, held = messages.say, next(iter(pages.values()))
    period = held.period
    columns = (
        TableColumn(say("column-measure"), number=False),
        TableColumn(say("column-upper")),
        TableColumn(say("column-lower")),
        TableColumn(held.name_period(period)),
        TableColumn(held.name_period(period.same_last_year)),
        TableColumn(say("column-trend"), number=False),
        TableColumn(say("column-year-to-date")),
        TableColumn(say("column-variation"), number=False),
    )
    rows = []
    for group in pack.table_groups:
        for number, name in enumerate(group):
            rows.append(build_row(pages[name], total=number == 0 and len(group) > 2))
    multiple = str(held.measure.limits.multiple)
    notes = (say("note-limits", grain=str(period.grain), multiple=multiple), *note_marks(rows, messages), *own_notes)
    heading = Heading(1, say("heading-table", title=pack.table_caption), "all-measures")
    label = held.name_period(period)
    caption = say("table-caption", title=pack.table_caption, period=label, grain=str(period.grain))
    return heading, Table("all_measures", caption, columns, tuple(rows), notes)


def build_row(held: MeasureFigures, total: bool) -> Row:
    """One measure's row of the table."""
    period = held.period
    now, before = held.figure("value"), held.figure("value", period.same_last_year)
    limits = [held.find_year_limit(kind) for kind in ("upper_limit", "lower_limit")]
    judgement = held.verdict.judgement if held.verdict else None
    if held.measure.limits.has_year_limits:  # the limits in the row, whatever else judges the measure
        found = held.find(YEAR_JUDGEMENT)
        judgement = found.judgement if found else None
    icon = choose_icon(judgement)
    signal = SIGNALS.get(judgement.variation, "common cause") if judgement else "common cause"
    shown = [when for when in held.shown if when.first > period.last - TREND_MONTHS]
    trend = [held.figure("value", when) for when in shown]
    summary = held.messages.say(
        "trend-summary",
        first=held.name_point(shown[0]),
        last=held.name_point(shown[-1]),
        start=trend[0].text,
        end=trend[-1].text,
    )
    values = tuple(None if figure.value is None else float(figure.value) for figure in trend)
    word = held.messages.say(f"variation-{icon}").split(" (")[0]
    cells = (
        Cell(held.measure.title),
        *(Cell(figure.text, figure.address) if figure else Cell("[x]") for figure in limits),
        held.show(now),
        held.show(before),
        Cell(summary, trend=Trend(values)),
        held.change("last_year", held.calendar.year_to_date(period)),
        Cell(word, signal=signal),
    )
    return Row(cells, total)
