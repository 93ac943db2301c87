"""Disposal of stored rows under a retention rule or an erasure order. A tombstone stays; published releases do too."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from openscrutiny.errors import RecordsError, did_you_mean
from openscrutiny.periods import Month
from openscrutiny.records.persons import hash_person
from openscrutiny.records.store import Store, flush_file, flush_folder
from openscrutiny.records.supersession import name, quote
from openscrutiny.records.tables import DATE_TYPES, ColumnType, Table
from openscrutiny.records.versions import Load, Purge


@dataclass(frozen=True, slots=True)
class Retention:
    """Rows of a table whose date lies before a day are disposed of."""

    table: str
    column: str
    before: date
    rule: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """Rows of these record ids, or of these people (references as in the extracts), are disposed of."""

    rule: str
    records: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """How many rows of which loads were disposed of, and the data versions before and after."""

    counts: tuple[tuple[str, int], ...]
    before: str
    after: str

    @property
    def rows(self) -> int:
        return sum(count for _, count in self.counts)


def purge_records(
    store: Store, tables: Mapping[str, Table], order: Retention | Erasure, actor: str, on: date, key: bytes = b""
) -> PurgeReport:
    """Rewrite the Parquet files without the rows and leave a tombstone in each load. All or nothing.

    Raises RecordsError where the order names what is not there.
    """
    if not actor.strip() or not order.rule.strip():
        raise RecordsError("A purge needs the rule it follows and who orders it. Give --rule and --actor.")
    if isinstance(order, Retention):
        _check_retention(tables, order)
    with store.writing() as building, store.connect(building) as connection:
        before, counts = store.version().id, []
        loads: list[Load] = []
        for load in store.loads():
            kept, count = _purge_load(connection, store, load, tables.get(load.table), order, key, actor, on)
            loads.append(kept)
            if count:
                counts.append((load.file, count))
        if counts:
            store.write_head(loads)
            store.sweep()
        return PurgeReport(tuple(counts), before, store.version().id)


def _check_retention(tables: Mapping[str, Table], order: Retention) -> None:
    table = tables.get(order.table)
    if table is None:
        raise RecordsError(f"no table '{order.table}'. {did_you_mean(order.table, tables)}")
    column = table.column(order.column)
    if column is None or column.type not in DATE_TYPES:
        dates = [one.name for one in table.columns if one.type in DATE_TYPES]
        raise RecordsError(f"'{order.column}' is no date of '{order.table}'. {did_you_mean(order.column, dates)}")


def _condition(table: Table | None, order: Retention | Erasure, key: bytes) -> str:
    """SQL for the rows to dispose of; empty where the order does not touch the table."""
    if table is None:
        return ""
    if isinstance(order, Retention):
        return f"{name(order.column)} < DATE '{order.before}'" if order.table == table.name else ""
    wanted = []
    if order.records and table.record_id:
        wanted.append(f"CAST({name(table.record_id)} AS VARCHAR) IN ({', '.join(map(quote, order.records))})")
    hashes = ", ".join(quote(hash_person(person, key)) for person in order.people)
    for column in table.columns:
        if hashes and column.type is ColumnType.PERSON:
            wanted.append(f"{name(column.name)} IN ({hashes})")
    return " OR ".join(wanted)


def _purge_load(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    load: Load,
    table: Table | None,
    order: Retention | Erasure,
    key: bytes,
    actor: str,
    on: date,
) -> tuple[Load, int]:
    """The load less its rows, written beside the old files under the next number; itself where none is touched."""
    condition = _condition(table, order, key)
    if not condition or table is None:
        return load, 0
    rows, purged = store.rows_path(load), f"coalesce({condition}, false)"
    found = connection.execute(f"SELECT count(*) FROM read_parquet({quote(rows)}) WHERE {purged}").fetchone()
    count = int(found[0]) if found else 0
    if not count:
        return load, 0
    months = _list_months(connection, rows, table, purged) if isinstance(order, Retention) else ()
    purge = Purge(count, order.rule.strip(), actor.strip(), on, months)
    kept = dataclasses.replace(load, rows=load.rows - count, purges=(*load.purges, purge))
    _write(connection, f"SELECT * FROM read_parquet({quote(rows)}) WHERE NOT {purged}", store.rows_path(kept))
    gone = f"SELECT CAST({name(table.record_id)} AS VARCHAR) FROM read_parquet({quote(rows)}) WHERE {purged}"
    repeated = f"SELECT * FROM read_parquet({quote(store.duplicates_path(load))})"
    if table.record_id:
        repeated += f" WHERE id NOT IN (SELECT one FROM ({gone}) AS purged(one) WHERE one IS NOT NULL)"
    _write(connection, repeated, store.duplicates_path(kept))
    # A rejected row was never typed, so nobody can tell whom it is about: its values go, its reason stays.
    rejected = f"SELECT * REPLACE ('' AS value, '' AS raw) FROM read_parquet({quote(store.rejected_path(load))})"
    _write(connection, rejected, store.rejected_path(kept))
    flush_folder(store.load_folder(load.id))
    return kept, count


def _list_months(connection: duckdb.DuckDBPyConnection, rows: Path, table: Table, purged: str) -> tuple[Month, ...]:
    """The months that lose records which counted: what is left of them is not the whole."""
    found = connection.execute(
        f"SELECT DISTINCT CAST(date_trunc('month', {name(table.coverage_by)}) AS DATE) AS month"
        f" FROM read_parquet({quote(rows)}) WHERE {purged} AND _counts AND month IS NOT NULL ORDER BY month"
    ).fetchall()
    return tuple(Month.containing(day) for (day,) in found)


def _write(connection: duckdb.DuckDBPyConnection, query: str, target: Path) -> None:
    connection.execute(f"COPY ({query}) TO {quote(target)} (FORMAT parquet)")
    flush_file(target)
