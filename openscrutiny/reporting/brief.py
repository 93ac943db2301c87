"""What a report is asked to be about, and the counts that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from openscrutiny.calculation.ages import CountsByAge, count_by_age, list_extractions
from openscrutiny.calculation.calculate import Calculation, Scope, calculate
from openscrutiny.calculation.engines import Engine, connect_engine
from openscrutiny.calculation.event_days import find_event_days
from openscrutiny.catalogue.history import find_definitions
from openscrutiny.catalogue.load import Catalogue, load_catalogue
from openscrutiny.catalogue.measure import Measure, Pack
from openscrutiny.errors import ReportError, did_you_mean
from openscrutiny.periods import Grain, Period
from openscrutiny.records.store import DataVersion, Store
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.figures.figures import FigureMaker
from openscrutiny.reporting.judging.assessment import Known, list_chart_periods
from openscrutiny.reporting.judging.frozen_counts import FrozenCounter
from openscrutiny.reporting.pages.performance_report import list_counted


@dataclass(frozen=True)
class Brief:
    """A report of one period, by these definitions and of this data."""

    root: Path
    report: str
    catalogue: Catalogue
    version: DataVersion
    period: Period
    as_at: date | None = None

    @property
    def pack(self) -> Pack:
        return self.catalogue.packs[self.report]

    @property
    def key(self) -> str:
        return self.catalogue.organisation.calendar.key(self.period)

    @cached_property
    def messages(self) -> Messages:
        return Messages(self.catalogue.organisation.language, self.catalogue.root)

    @cached_property
    def maker(self) -> FigureMaker:
        organisation = self.catalogue.organisation
        return FigureMaker(self.messages, organisation.calendar, organisation.force.id, self.period)


@dataclass(frozen=True)
class Counts:
    """The observations of a brief, what was known of them before, and the days of rare events."""

    calculation: Calculation
    ages: CountsByAge
    known_on: Mapping[date, Known] = field(default_factory=dict)
    event_days: Mapping[str, tuple[date, ...]] = field(default_factory=dict)


def read_brief(root: Path, report: str, period_text: str, as_at: date | None = None) -> Brief:
    """The definitions, the data and the period. Raises ReportError where one of them is not there."""
    store = Store(root / "store")
    catalogue = load_catalogue(find_definitions(root / "store", as_at) if as_at else root)
    if report not in catalogue.packs:
        raise ReportError(f"packs: no report '{report}'. {did_you_mean(report, catalogue.packs)}")
    catalogue = catalogue.for_report(report)
    version = store.version(as_at)
    if not version.tables:
        extracted = f" extracted by {as_at}" if as_at else ""
        raise ReportError(f"store: holds no records{extracted}. Run `openscrutiny ingest`.")
    try:
        period = catalogue.organisation.calendar.parse(period_text)
    except ValueError as error:
        raise ReportError(str(error)) from error
    return Brief(root, report, catalogue, version, period, as_at)


def count_records(brief: Brief, engine: str) -> Counts:
    """The observations that the report needs: its months, the like periods and the years before them."""
    catalogue, calendar = brief.catalogue, brief.catalogue.organisation.calendar
    measures = list_counted(brief.pack, catalogue)
    drawn = {catalogue.tables[measure.table].smallest_period for measure in measures} | {Grain.MONTH}
    shown = min(list_chart_periods(brief.period, grain, calendar)[0].first for grain in drawn)
    grains = tuple(dict.fromkeys((*sorted(drawn), brief.period.grain, Grain.YEAR_TO_DATE)))
    pinned = [each.limits.baseline_from for each in measures if each.limits.baseline_from is not None]
    scope = Scope(min(map(calendar.year_start, (shown - 12, *pinned))), brief.period.last, grains)
    with connect_engine(engine) as connected:
        calculation = calculate(catalogue, brief.version, scope, connected, measures)
        store = Store(brief.root / "store")
        known_on = FrozenCounter(catalogue, store, connected, grains, scope.first).count(measures)
        event_days = {
            each.id: find_event_days(catalogue, brief.version, connected, each, scope.first, scope.last)
            for each in measures
            if each.charts_events
        }
        return Counts(calculation, _count_ages(brief, connected), known_on, event_days)


def _count_ages(brief: Brief, engine: Engine) -> CountsByAge:
    """What earlier extracts knew of the months of the priorities, to tell how many records are still to come."""
    catalogue, version = brief.catalogue, brief.version
    priorities: list[Measure] = [catalogue.measures[name] for name in brief.pack.priorities]
    if all(len(list_extractions(version, measure.table)) < 2 for measure in priorities):
        return {}
    first = list_chart_periods(brief.period, Grain.MONTH, catalogue.organisation.calendar)[0].first
    store = Store(brief.root / "store")
    return count_by_age(catalogue, store, version, priorities, first, brief.period.last, engine)
