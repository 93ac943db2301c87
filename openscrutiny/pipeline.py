"""THE MAIN PATH: from a force's records to the published report. Read this first.

records -> store -> observations -> assessments -> figures -> gate -> words -> draft -> release
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openscrutiny.catalogue.history import keep_definitions
from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.errors import ReportError, did_you_mean
from openscrutiny.records.ingest import LoadReport, ingest_source
from openscrutiny.records.store import Store
from openscrutiny.reporting.brief import Brief, count_records, read_brief
from openscrutiny.reporting.build import Report, build_report, name_figures
from openscrutiny.reporting.figures.figure_file import read_figures
from openscrutiny.reporting.pages.performance_report import Edition
from openscrutiny.reporting.releases.earlier import Earlier, read_earlier
from openscrutiny.reporting.releases.folders import write_folder
from openscrutiny.reporting.releases.releases import (
    draft_folder,
    is_up_to_date,
    list_releases,
    read_statement,
    release_folder,
)
from openscrutiny.reporting.words.sentences import SentenceWriter

Step = Callable[[str], None]
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Published:
    """What publishing came to: the release's folder, and whether it is new."""

    folder: Path
    number: int
    is_new: bool


def ingest(root: Path, names: tuple[str, ...] = (), progress: Progress | None = None) -> tuple[LoadReport, ...]:
    """Load the named sources' extracts (all of them without a name) into the workspace's store."""
    catalogue = load_catalogue(root)
    store = Store(root / "store")
    keep_definitions(root / "store", root, catalogue.definition_files(), date.today())  # noqa: DTZ011
    reports: list[LoadReport] = []
    for name in names or tuple(catalogue.sources):
        if name not in catalogue.sources:
            raise ReportError(f"sources: no source '{name}'. {did_you_mean(name, catalogue.sources)}")
        source = catalogue.sources[name]
        table = catalogue.tables[source.table]
        reports += ingest_source(root, source, table, catalogue.organisation, store, progress)
    return tuple(reports)


def draft(
    root: Path, report: str, period_text: str, engine: str = "duckdb", as_at: date | None = None, step: Step = print
) -> tuple[Path, Report]:
    """Build a report's draft, as often as wanted; the last good draft stays until the new one is whole."""
    step("reading the definitions")
    brief = read_brief(root, report, period_text, as_at)
    made = _make(brief, engine, 0, {}, step)
    folder = draft_folder(root, report, brief.key, as_at)
    write_folder(folder, made.files)
    return folder, made


def publish(
    root: Path, report: str, period_text: str, actor: str, reason: str, engine: str = "duckdb", step: Step = print
) -> Published:
    """Freeze a report as its next release; where nothing changed since the last there is no new one."""
    step("reading the definitions")
    brief = read_brief(root, report, period_text)
    last = max(list_releases(root, report, brief.key), default=0)
    published = read_statement(release_folder(root, report, brief.key, last))["fingerprint"] if last else ""
    made = _make(brief, engine, last + 1, {"actor": actor, "reason": reason}, step, published)
    number = last if made.fingerprint == published else last + 1
    folder = release_folder(root, report, brief.key, number)
    if number > last:
        write_folder(folder, made.files)
    return Published(folder, number, is_new=number > last)


def open_figures(
    root: Path, report: str, period_text: str, engine: str = "duckdb", step: Step = print
) -> SentenceWriter:
    """A report's figures, ready to write sentences: of its draft where that is up to date, else counted anew."""
    brief = read_brief(root, report, period_text)
    catalogue, folder = brief.catalogue, draft_folder(root, report, brief.key)
    if is_up_to_date(folder, catalogue, brief.version):
        step("reading the draft's figures")
        return SentenceWriter(catalogue, read_figures(folder), brief.maker, brief.messages)
    step("counting the records")
    counts = count_records(brief, engine)
    step("judging and naming the figures")
    book, _ = name_figures(catalogue, brief.pack, counts, brief.maker, _read_earlier(brief))
    return SentenceWriter(catalogue, book, brief.maker, brief.messages)


def _make(
    brief: Brief,
    engine: str,
    number: int,
    statement: dict[str, str],
    step: Step,
    published: str = "",
) -> Report:
    catalogue, pack = brief.catalogue, brief.pack
    if pack.publication_date is None:
        mend = "publication_date is missing. Add 'publication_date: 2020-10-15'."
        raise ReportError(f"packs/{brief.report}/pack.yaml: {mend}")
    if brief.as_at is None:
        keep_definitions(brief.root / "store", brief.root, catalogue.definition_files(), date.today())  # noqa: DTZ011
    step("counting the records")
    counts = count_records(brief, engine)
    edition = Edition(pack.publication_date, number, brief.as_at)
    return build_report(brief, counts, edition, _read_earlier(brief), statement, step, published)


def _read_earlier(brief: Brief) -> Earlier:
    return read_earlier(brief.root, brief.report, brief.key, brief.catalogue.organisation.calendar)
