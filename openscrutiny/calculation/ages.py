"""What was known of each month at each age: the counts of earlier data versions, for how many records are to come."""

from collections.abc import Iterable, Mapping
from datetime import date

from openscrutiny.calculation.calculate import Scope, calculate
from openscrutiny.calculation.engines import Engine
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure
from openscrutiny.periods import Grain, Month
from openscrutiny.records.store import DataVersion, Store

MOST_VERSIONS = 24  # the newest: how late records came years ago says little of today

CountsByAge = Mapping[str, Mapping[int, Mapping[int, float]]]  # measure -> month's index -> age in months -> count


def list_extractions(version: DataVersion, table: str) -> tuple[date, ...]:
    """The days a table's extracts were taken on, oldest first."""
    held = version.tables.get(table)
    return tuple(sorted({load.extracted_on for load in held.loads})) if held else ()


def count_by_age(
    catalogue: Catalogue,
    store: Store,
    version: DataVersion,
    measures: Iterable[Measure],
    first: Month,
    last: Month,
    engine: Engine,
) -> CountsByAge:
    """The force's counts of each month as each version knew them; only of tables extracted more than once.

    An age is the number of months from the month to that of the extraction. Measures that are no counts, or do not
    add up, are left out.
    """
    chosen = [measure for measure in measures if measure.is_count and measure.is_additive]
    days = {measure.table: list_extractions(version, measure.table)[-MOST_VERSIONS:] for measure in chosen}
    late = [measure for measure in chosen if len(days[measure.table]) > 1]
    found: dict[str, dict[int, dict[int, float]]] = {measure.id: {} for measure in late}
    for day in sorted({day for measure in late for day in days[measure.table]}):
        seen = [measure for measure in late if day in days[measure.table]]
        known = store.version(day)
        for observation in calculate(catalogue, known, Scope(first, last, (Grain.MONTH,)), engine, seen).observations:
            month = observation.period.first
            age = Month.containing(day).index - month.index
            if observation.area == catalogue.organisation.force.id and observation.value is not None and age >= 0:
                found[observation.measure].setdefault(month.index, {})[age] = float(observation.value)
    return found
