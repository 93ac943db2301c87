"""THE MAIN PATH: from a force's records to the published report. Read this first.

records -> store -> observations -> assessments -> figures -> gate -> words -> draft -> release
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openscrutiny.calculation.ages import CountsByAge, count_by_age, list_extractions
from openscrutiny.calculation.calculate import Calculation, Scope, calculate
from openscrutiny.calculation.engines import connect_engine
from openscrutiny.catalogue.history import find_definitions, keep_definitions
from openscrutiny.catalogue.load import Catalogue, load_catalogue
from openscrutiny.catalogue.measure import Pack
from openscrutiny.errors import ReportError, did_you_mean
from openscrutiny.periods import Grain, Period
from openscrutiny.records.ingest import LoadReport, ingest_source
from openscrutiny.records.store import DataVersion, Store
from openscrutiny.reporting.assessment import list_chart_periods
from openscrutiny.reporting.build import Report, build_report, name_figures
from openscrutiny.reporting.figure_file import read_figures
from openscrutiny.reporting.figures import FigureMaker
from openscrutiny.reporting.folders import write_folder
from openscrutiny.reporting.messages import Messages
from openscrutiny.reporting.performance_report import Edition, list_counted
from openscrutiny.reporting.publish import (
    draft_folder,
    is_up_to_date,
    list_releases,
    read_earlier,
    read_statement,
    release_folder,
)
from openscrutiny.reporting.sentences import SentenceWriter

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
    made, _, key = _make(root, report, period_text, engine, as_at, 0, {}, step)
    folder = draft_folder(root, report, key)
    write_folder(folder, made.files)
    return folder, made


def publish(
    root: Path, report: str, period_text: str, actor: str, reason: str, engine: str = "duckdb", step: Step = print
) -> Published:
    """Freeze a report as its next release; where nothing changed since the last there is no new one."""
    catalogue = load_catalogue(root)
    key = catalogue.organisation.calendar.key(_parse_period(catalogue, period_text))
    numbers = list_releases(root, report, key)
    number = (numbers[-1] if numbers else 0) + 1
    statement = {"actor": actor, "reason": reason}
    made, _, key = _make(root, report, period_text, engine, None, number, statement, step)
    if numbers:
        last = release_folder(root, report, key, numbers[-1])
        if read_statement(last)["fingerprint"] == made.fingerprint:
            return Published(last, numbers[-1], is_new=False)
    folder = release_folder(root, report, key, number)
    write_folder(folder, made.files)
    return Published(folder, number, is_new=True)


def calculate_period(
    catalogue: Catalogue, version: DataVersion, period: Period, engine: str, step: Step, measures: tuple[str, ...]
) -> Calculation:
    """The observations a report of `period` needs: its months, the like periods and the years before them."""
    chosen = [catalogue.measures[name] for name in measures]
    drawn = {catalogue.tables[measure.table].smallest_period for measure in chosen} | {Grain.MONTH}
    calendar = catalogue.organisation.calendar
    shown = min(list_chart_periods(period, grain, calendar)[0].first for grain in drawn)
    first = calendar.year_start(shown) - 12
    grains = tuple(dict.fromkeys((*sorted(drawn), period.grain, Grain.YEAR_TO_DATE)))
    with connect_engine(engine) as connected:
        return calculate(catalogue, version, Scope(first, period.last, grains), connected, chosen, step)


def open_figures(
    root: Path, report: str, period_text: str, engine: str = "duckdb", step: Step = print
) -> SentenceWriter:
    """A report's figures, ready to write sentences: of its draft where that is up to date, else counted anew."""
    catalogue, version, period = _read(root, report, period_text, None)
    organisation, pack = catalogue.organisation, catalogue.packs[report]
    messages = Messages(organisation.language, catalogue.root)
    maker = FigureMaker(messages, organisation.calendar, organisation.force.id, period)
    key = organisation.calendar.key(period)
    folder = draft_folder(root, report, key)
    if is_up_to_date(folder, catalogue, version):
        step("reading the draft's figures")
        return SentenceWriter(catalogue, read_figures(folder), maker, messages)
    step("counting the records")
    shown = tuple(measure.id for measure in list_counted(pack, catalogue))
    calculation = calculate_period(catalogue, version, period, engine, lambda message: None, shown)
    step("judging and naming the figures")
    earlier = read_earlier(root, report, key, organisation.calendar)
    book, _ = name_figures(catalogue, pack, calculation, maker, earlier)
    return SentenceWriter(catalogue, book, maker, messages)


def _read(root: Path, report: str, period_text: str, as_at: date | None) -> tuple[Catalogue, DataVersion, Period]:
    """The definitions, the data and the period that a report is to be made of."""
    store = Store(root / "store")
    catalogue = load_catalogue(find_definitions(root / "store", as_at) if as_at else root)
    if report not in catalogue.packs:
        raise ReportError(f"packs: no report '{report}'. {did_you_mean(report, catalogue.packs)}")
    catalogue = catalogue.for_report(report)
    version = store.version(as_at)
    if not version.tables:
        extracted = f" extracted by {as_at}" if as_at else ""
        raise ReportError(f"store: holds no records{extracted}. Run `openscrutiny ingest`.")
    return catalogue, version, _parse_period(catalogue, period_text)


def trace_ages(
    catalogue: Catalogue, store: Store, version: DataVersion, pack: Pack, period: Period, engine: str
) -> CountsByAge:
    """What earlier extracts knew of the months of the priorities, to tell how many records are still to come."""
    priorities = [catalogue.measures[name] for name in pack.priorities]
    if all(len(list_extractions(version, measure.table)) < 2 for measure in priorities):
        return {}
    first = list_chart_periods(period, Grain.MONTH, catalogue.organisation.calendar)[0].first
    with connect_engine(engine) as connected:
        return count_by_age(catalogue, store, version, priorities, first, period.last, connected)


def _make(
    root: Path,
    report: str,
    period_text: str,
    engine: str,
    as_at: date | None,
    number: int,
    statement: dict[str, str],
    step: Step,
) -> tuple[Report, Catalogue, str]:
    step("reading the definitions")
    catalogue, version, period = _read(root, report, period_text, as_at)
    if not as_at:
        keep_definitions(root / "store", root, catalogue.definition_files(), date.today())  # noqa: DTZ011
    pack = catalogue.packs[report]
    key = catalogue.organisation.calendar.key(period)
    shown = tuple(measure.id for measure in list_counted(pack, catalogue))
    step("counting the records")
    calculation = calculate_period(catalogue, version, period, engine, lambda message: None, shown)
    ages = trace_ages(catalogue, Store(root / "store"), version, pack, period, engine)
    published_on = pack.publication_date
    if published_on is None:
        raise ReportError(f"packs/{report}/pack.yaml: publication_date is missing. Add 'publication_date: 2020-10-15'.")
    edition = Edition(published_on, number)
    earlier = read_earlier(root, report, key, catalogue.organisation.calendar)
    made = build_report(catalogue, report, version, calculation, period, edition, earlier, statement, step, ages)
    return made, catalogue, key


def _parse_period(catalogue: Catalogue, text: str) -> Period:
    try:
        return catalogue.organisation.calendar.parse(text)
    except ValueError as error:
        raise ReportError(str(error)) from error
