"""From a calculation to the files of a report: assess on true values, name, gate, write, render, hash."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from openscrutiny.calculation.disclosure import find_suppressed
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure, Pack
from openscrutiny.errors import ReportError
from openscrutiny.periods import Period
from openscrutiny.records.store import DataVersion
from openscrutiny.reporting.brief import Brief, Counts
from openscrutiny.reporting.document.document import Document
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.figures.event_gaps import name_gaps
from openscrutiny.reporting.figures.figures import Figure, FigureBook, FigureMaker, gate_figures
from openscrutiny.reporting.figures.group_figures import Standing, compare_group, name_group_figures
from openscrutiny.reporting.figures.late_figures import name_late_records
from openscrutiny.reporting.figures.limit_figures import LimitFigures, adjust_chances
from openscrutiny.reporting.figures.series_figures import name_pattern, name_projection
from openscrutiny.reporting.formats.data_files import write_csv, write_data_files, write_json
from openscrutiny.reporting.formats.html import render_html
from openscrutiny.reporting.formats.pdf import render_pdf
from openscrutiny.reporting.formats.release_statement import describe_basis, describe_inputs, find_fingerprint
from openscrutiny.reporting.formats.xlsx import render_xlsx
from openscrutiny.reporting.judging.assessment import Observations, assess
from openscrutiny.reporting.pages.performance_report import Edition, build_document, list_measures
from openscrutiny.reporting.releases.earlier import Earlier
from openscrutiny.reporting.releases.folders import hash_bytes
from openscrutiny.reporting.words.binding import bind_narratives, read_narratives
from openscrutiny.reporting.words.data_issues import list_issues
from openscrutiny.reporting.words.sentences import SentenceWriter

Files = dict[str, bytes]
YEARS_BACK = 3  # of the report's period, for prose to tell of
LARGE_PRINT = (18, 24)  # points: the same document set anew, not enlarged


@dataclass(frozen=True)
class Report:
    """A report's files, and the fingerprint by which "nothing changed" is decided."""

    files: Files
    fingerprint: str
    figures: int


def make_book(
    catalogue: Catalogue,
    pack: Pack,
    held: Observations,
    standings: tuple[Standing, ...],
    counts: Counts,
    maker: FigureMaker,
    earlier: Earlier | None,
) -> FigureBook:
    """Every figure of the report, gated."""
    organisation = catalogue.organisation
    areas = {m.id: tuple(organisation.area_names) for m in list_measures(pack, catalogue) if m.id in pack.priorities}
    figures: list[Figure] = []
    limits = LimitFigures(maker)
    for measure in list_measures(pack, catalogue):
        for area in areas.get(measure.id, (organisation.force.id,)):
            grain = catalogue.tables[measure.table].smallest_period
            assessment = assess(measure, area, maker.report_period, held, organisation.calendar, grain)
            figures += maker.make_figures(assessment)
            figures += limits.make(assessment)
            if measure.charts_events and area == organisation.force.id:
                shown_months = [judged.now.period for judged in assessment.chart]
                figures += name_gaps(measure, counts.event_days[measure.id], shown_months, held, maker)
            if measure.id in pack.priorities and area == organisation.force.id:
                history = held.history(measure.id, area, grain)
                figures += name_pattern(assessment, maker)
                figures += name_late_records(assessment, counts.ages.get(measure.id, {}), maker)
                figures += name_projection(assessment, history, (*measure.set_aside, *pack.set_aside), maker)
                figures += (maker.observe(measure, held.at(measure.id, area, when)) for when in list_years(maker))
    figures += name_group_figures(standings, catalogue, maker)
    cells = {cell for figure in figures for cell in figure.cells}
    published = [held.at(*cell) for cell in sorted(cells)]
    shown, hidden = (earlier.values, earlier.hidden) if earlier else (None, ())
    suppressed = find_suppressed(published, catalogue, shown, hidden)
    for known in held.known_on.values():  # a frozen value may be small where today's is not
        suppressed |= find_suppressed((o for cell, o in known.observations.items() if cell in cells), catalogue)
    book = gate_figures(figures, suppressed)
    return FigureBook([*book, *adjust_chances(book, maker)])


def name_figures(
    catalogue: Catalogue, pack: Pack, counts: Counts, maker: FigureMaker, earlier: Earlier | None
) -> tuple[FigureBook, tuple[Standing, ...]]:
    """Every figure of the report, and how its force stands among those most like it."""
    held = Observations(counts.calculation.observations, counts.known_on)
    standings = compare_group(pack.most_similar, held, maker) if pack.most_similar else ()
    return make_book(catalogue, pack, held, standings, counts, maker, earlier), standings


def check_starts(measures: Iterable[Measure], version: DataVersion) -> None:
    """Raise ReportError for every rebase and fixed baseline whose month is no month of the data behind its measure."""
    faults = []
    for measure in measures:
        held = version.tables.get(measure.table)
        starts = [("rebase", rebase.first, "the new limits") for rebase in measure.limits.rebases]
        if (pinned := measure.limits.baseline_from) is not None:
            starts.append(("baseline_from", pinned, "the baseline"))
        faults += [
            f"measures/{measure.id}.yaml: limits.{key}: {month} is not a date of the data. "
            f"Give the month of the first point of {what}."
            for key, month, what in starts
            if held is None or not held.covers(month)
        ]
    if faults:
        raise ReportError("\n".join(faults))


def list_years(maker: FigureMaker) -> list[Period]:
    """The report's period of this and earlier years."""
    return [maker.report_period.shifted(-12 * back) for back in range(YEARS_BACK + 1)]


def build_report(
    brief: Brief,
    counts: Counts,
    edition: Edition,
    earlier: Earlier | None = None,
    statement: Mapping[str, Any] | None = None,
    step: Callable[[str], None] = lambda message: None,
    published: str = "",
) -> Report:
    """All files of one report; none where its fingerprint is that of what is `published` already.

    `statement` (who published it and why) goes into release.json.
    """
    catalogue, pack, version = brief.catalogue, brief.pack, brief.version
    messages, maker = brief.messages, brief.maker
    shown = list_measures(pack, catalogue)
    check_starts(shown, version)
    step("judging and naming the figures")
    book, standings = name_figures(catalogue, pack, counts, maker, earlier)
    data = write_data_files(book, catalogue)
    definitions = {str(p.relative_to(catalogue.root)): p.read_bytes() for p in catalogue.definition_files()}
    basis = describe_basis(brief.report, brief.key, version, definitions, data)
    fingerprint = find_fingerprint(basis)
    if fingerprint == published:
        return Report({}, fingerprint, len(book))
    revisions = list_revisions(book, earlier)
    revised = (len(revisions), str(earlier.number)) if earlier and earlier.number else None
    last = brief.period.last
    issues = list_issues(catalogue, version, shown, last - 35, last, messages, revised)
    prose = read_narratives(catalogue, brief.report, pack.priorities)
    narratives = bind_narratives(prose, SentenceWriter(catalogue, book, maker, messages))
    document = build_document(catalogue, pack, version, book, maker, issues, messages, edition, narratives, standings)
    files: Files = dict(data)
    if revisions:
        files["data/revisions.csv"] = write_csv(revisions, ("address", "before", "now"))
    files |= render_formats(document, messages, step)
    files |= {f"definitions/{name}": content for name, content in definitions.items()}
    release = {
        **basis,
        "release": edition.number or None,
        "draft": edition.is_draft,
        "publication_date": edition.publication_date.isoformat(),
        **({"as_at": edition.as_at.isoformat()} if edition.as_at else {}),
        "fingerprint": fingerprint,
        "inputs": describe_inputs(version),
        "queries": dict(sorted(counts.calculation.queries.items())),
        "outputs": {name: hash_bytes(content) for name, content in sorted(files.items())},
        **(statement or {}),
    }
    files["release.json"] = write_json(release)
    return Report(files, fingerprint, len(book))


def render_formats(document: Document, messages: Messages, step: Callable[[str], None]) -> Files:
    """The document as web page, PDF in three sizes of print, and spreadsheet."""
    files: Files = {}
    step("web page")
    files["index.html"] = render_html(document, messages.words, list_downloads(messages.words)).encode()
    step("tagged PDF")
    files["report.pdf"] = render_pdf(document, messages.words)
    step("large print")
    for size in LARGE_PRINT:
        files[f"report-large-print-{size}.pdf"] = render_pdf(document, messages.words, size=size)
    step("spreadsheet")
    files["report.xlsx"] = render_xlsx(document, messages.words)
    return files


def list_downloads(words: Mapping[str, str]) -> dict[str, str]:
    """The files beside the web page, by path, with the words of their links."""
    sizes = {
        f"report-large-print-{size}.pdf": words["download_large"].replace("{ size }", str(size)) for size in LARGE_PRINT
    }
    return {
        "report.pdf": words["download_pdf"],
        **sizes,
        "report.xlsx": words["download_sheet"],
        "data/figures.csv": words["download_figures"],
        "data/data_dictionary.csv": words["download_dictionary"],
        "release.json": words["download_statement"],
    }


def list_revisions(book: FigureBook, earlier: Earlier | None) -> list[dict[str, str]]:
    """Every figure that the release before printed and that is printed otherwise now."""
    if earlier is None:
        return []
    return [
        {"address": figure.address, "before": before, "now": figure.text}
        for figure in book
        if (before := earlier.texts.get(figure.address, figure.text)) != figure.text
    ]
