"""Observations from records: one scan of a table for everything that adds up, one query for each measure that does not.

What adds up is counted by month and area once; every longer period and the whole force are sums of that. Distinct
things and medians are asked for at every period's own grain, never by adding months.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import ibis

from openscrutiny.calculation import expressions
from openscrutiny.calculation.engines import Engine
from openscrutiny.calculation.observe import AreaMonths, Observer, Totals, Undivided, settle_float
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure
from openscrutiny.periods import Grain, Month, Period
from openscrutiny.records.store import DataVersion, TableVersion
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
        totals, query = _scan(catalogue, version, engine, table, period_by, together, scope)
        for measure in together:
            observations += observer.observe_additive(measure, totals.get(measure.id, {}))
            queries[measure.id] = query
    for measure in (measure for measure in chosen if not measure.is_additive):
        progress(f"{measure.table}: {measure.title}")
        found, query = _query(catalogue, version, engine, measure, observer.periods)
        observations += observer.observe_undivided(measure, found)
        queries[measure.id] = query
    return Calculation(tuple(sorted(observations, key=lambda o: (o.measure, o.area, o.period))), queries)


def _open(version: DataVersion, engine: Engine, table: str) -> Any:
    held: TableVersion | None = version.tables.get(table)
    return engine.open_table(held) if held else None


def _scan(
    catalogue: Catalogue,
    version: DataVersion,
    engine: Engine,
    table: str,
    period_by: str,
    measures: list[Measure],
    scope: Scope,
) -> tuple[dict[str, AreaMonths], str]:
    """Numerators and denominators of all the measures by area and month, in one scan of the table."""
    rows = _open(version, engine, table)
    if rows is None:
        return {}, ""
    contract = catalogue.tables[table]
    keyed = _key(_within_scope(rows, period_by, scope.first, scope.last), contract.area, period_by)
    aggregates: dict[str, Any] = {}
    for number, measure in enumerate(measures):
        aggregates[f"n{number}"] = expressions.build_numerator(keyed, measure, contract.weight)
        denominator = expressions.build_denominator(keyed, measure, contract.weight)
        if denominator is not None:
            aggregates[f"d{number}"] = denominator
    query = keyed.group_by("_area", "_month").aggregate(**aggregates)
    found: dict[str, AreaMonths] = {measure.id: {} for measure in measures}
    for row in query.to_pyarrow().to_pylist():
        place = (row["_area"], Month.containing(row["_month"]))
        for number, measure in enumerate(measures):
            found[measure.id][place] = Totals(_exact(row[f"n{number}"]), _exact(row.get(f"d{number}")))
    return found, _sql(query)


def _query(
    catalogue: Catalogue, version: DataVersion, engine: Engine, measure: Measure, periods: tuple[Period, ...]
) -> tuple[Undivided, str]:
    """A measure that does not add up, by area and for the whole force, at every period's own grain, in one query."""
    rows = _open(version, engine, measure.table)
    if rows is None or not periods:
        return {}, ""
    first, last = min(p.first for p in periods), max(p.last for p in periods)
    area = catalogue.tables[measure.table].area
    keyed = _key(_within_scope(rows, measure.period_by, first, last), area, measure.period_by)
    chosen = keyed.filter(expressions.build_filter(keyed, measure.numerator))
    wanted = chosen.select("_month", "_area", _value=expressions.build_amount(chosen, measure))
    spans = [
        {"_period": number, "_at": month.first_day} for number, period in enumerate(periods) for month in period.months
    ]
    windows = ibis.memtable(spans, schema={"_period": "int64", "_at": "date"})
    joined = wanted.join(windows, wanted["_month"] == windows["_at"])
    value = expressions.summarise_amount(joined["_value"], measure.statistic)
    force = catalogue.organisation.force.id
    by_area = joined.group_by("_period", "_area").aggregate(value=value)
    whole = joined.group_by("_period").aggregate(value=value)
    query = by_area.union(whole.select("_period", _area=ibis.literal(force), value=whole["value"]))
    found = {
        (row["_area"], periods[int(row["_period"])]): _exact(row["value"]) for row in query.to_pyarrow().to_pylist()
    }
    return found, _sql(query)


def _key(rows: Any, area: str, period_by: str) -> Any:
    """The rows with the first day of their month and their area."""
    place = rows[area].fill_null("outside") if area else ibis.literal("outside")
    return rows.mutate(_month=rows[period_by].truncate("M").cast("date"), _area=place)


def _within_scope(rows: Any, period_by: str, first: Month, last: Month) -> Any:
    """The rows of the months; the dates are compared as they stand, so that an engine can skip whole files."""
    return rows.filter(rows[period_by].between(first.first_day, last.last_day))


def _exact(value: Any) -> Decimal | None:
    if value is None:
        return None
    return settle_float(value) if isinstance(value, float) else Decimal(value)


def _sql(query: Any) -> str:
    """The query as text; the table of periods gets a name, since Ibis gives it a new one every time."""
    return re.sub(r"ibis_\w*memtable_\w+", "periods", str(ibis.to_sql(query)))
