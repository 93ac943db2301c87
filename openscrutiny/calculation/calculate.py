"""Observations from records: one scan of a table for everything that adds up, one query for each measure that does not.

What adds up is counted by month and area once; every longer period and the whole force are sums of that. Distinct
things and medians are found for every period at its own grain, never by adding months.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import ibis

from openscrutiny.calculation import additive, undivided
from openscrutiny.calculation.engines import Engine
from openscrutiny.calculation.observe import AreaMonths, Observer, Undivided
from openscrutiny.calculation.rows import open_rows
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure
from openscrutiny.periods import Grain, Month
from openscrutiny.records.store import DataVersion
from openscrutiny.series import Observation

GRAINS = tuple(Grain)


@dataclass(frozen=True)
class Scope:
    """Which months and grains are calculated. Every area of the organisation is."""

    first: Month
    last: Month
    grains: tuple[Grain, ...] = GRAINS


@dataclass(frozen=True)
class Calculation:
    """Observations in a fixed order (measure, area, grain, period), and the query that counted each measure."""

    observations: tuple[Observation, ...]
    queries: Mapping[str, str]


def calculate(
    catalogue: Catalogue,
    version: DataVersion,
    scope: Scope,
    engine: Engine,
    measures: Iterable[Measure] | None = None,
    progress: Callable[[str], None] = lambda message: None,
) -> Calculation:
    """Every measure over the scope, on one engine. Counts are exact and sums decimal, whatever the threads."""
    chosen = sorted(measures if measures is not None else catalogue.measures.values(), key=lambda m: m.id)
    observer = Observer(catalogue, version, scope.first, scope.last, scope.grains)
    observations: list[Observation] = []
    queries: dict[str, str] = {}
    scans: dict[tuple[str, str], list[Measure]] = defaultdict(list)
    for measure in chosen:
        if measure.is_additive:
            scans[measure.table, measure.period_by].append(measure)
    for (table, period_by), together in sorted(scans.items()):
        progress(f"{table}: {len(together)} measures in one scan by {period_by}")
        rows = open_rows(catalogue, version, engine, table, period_by, scope.first, scope.last)
        totals: dict[str, AreaMonths] = {}
        if rows is not None:
            query = additive.build_scan(rows, together, catalogue.tables[table])
            totals = additive.run_scan(query, together)
            queries.update(dict.fromkeys((measure.id for measure in together), str(ibis.to_sql(query))))
        for measure in together:
            observations += observer.observe_additive(measure, totals.get(measure.id, {}))
    for measure in (measure for measure in chosen if not measure.is_additive):
        progress(f"{measure.table}: {measure.title}")
        rows = open_rows(catalogue, version, engine, measure.table, measure.period_by, scope.first, scope.last)
        found: Undivided = {}
        if rows is not None and observer.periods:
            query = undivided.build_query(rows, measure)
            found = undivided.run_query(query, measure, catalogue.organisation.force.id, observer.periods)
            queries[measure.id] = str(ibis.to_sql(query))
        observations += observer.observe_undivided(measure, found)
    return Calculation(tuple(sorted(observations, key=lambda o: (o.measure, o.area, o.period))), queries)
