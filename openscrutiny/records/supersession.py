"""Which rows of an earlier extract a later one replaces, and which records it withdraws.

A row is lost to a later load exactly if that load is a snapshot that covers the row's month and area, or holds the
row's record id. Each pair of loads is worked out by itself, so the order in which files are loaded cannot matter.
"""

from pathlib import Path

import duckdb

from openscrutiny.records.sources import LoadKind
from openscrutiny.records.tables import Table
from openscrutiny.records.versions import Load


def quote(text: str | Path) -> str:
    """A text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def name(text: str) -> str:
    """A text as an SQL identifier."""
    return '"' + text.replace('"', '""') + '"'


def write_lost(
    connection: duckdb.DuckDBPyConnection, table: Table, older: Path, newer: Path, load: Load, target: Path
) -> int:
    """Write the `_row` numbers of `older` that `load` (rows in `newer`) replaces; none, no file. Answers how many.

    `_withdrawn` is true where the load's coverage should hold the record and does not.
    """
    key = f"older.{name(table.record_id)}" if table.record_id else ""
    covered = _covered(table, load)
    if covered == "false" and not key:
        return 0
    held = f"SELECT {name(table.record_id)} FROM read_parquet({quote(newer)})" if key else "SELECT NULL"
    same = f"{key} IN (SELECT one FROM held WHERE one IS NOT NULL)" if key else "false"
    has_id = f"{key} IS NOT NULL" if key else "false"
    counted = connection.execute(
        f"COPY (WITH held(one) AS ({held}), marked AS (SELECT _row, coalesce({same}, false) AS same,"
        f" {covered} AS covered, {has_id} AS has_id, _counts FROM read_parquet({quote(older)}) AS older)"
        " SELECT _row, covered AND NOT same AND has_id AND _counts AS _withdrawn FROM marked"
        " WHERE same OR covered ORDER BY _row)"
        f" TO {quote(target)} (FORMAT parquet, COMPRESSION zstd)"
    ).fetchone()
    lost = int(counted[0]) if counted else 0
    if not lost:
        target.unlink(missing_ok=True)
    return lost


def _covered(table: Table, load: Load) -> str:
    if load.kind is not LoadKind.SNAPSHOT:
        return "false"
    day = f"older.{name(table.coverage_by)}"
    inside = f"{day} BETWEEN DATE '{load.first.first_day}' AND DATE '{load.last.last_day}'"
    if load.areas and table.area:
        inside += f" AND older.{name(table.area)} IN ({', '.join(map(quote, load.areas))})"
    return f"coalesce({inside}, false)"


def count_withdrawn(connection: duckdb.DuckDBPyConnection, pairs: list[tuple[Path, tuple[Path, ...]]]) -> int:
    """How many records a load withdraws: a pair is its lost file and those of the loads between for the same rows."""
    withdrawn = 0
    for lost, before in pairs:
        gone = f" AND _row NOT IN (SELECT _row FROM read_parquet([{', '.join(map(quote, before))}]))" if before else ""
        found = connection.execute(
            f"SELECT count(*) FROM read_parquet({quote(lost)}) WHERE _withdrawn{gone}"
        ).fetchone()
        withdrawn += int(found[0]) if found else 0
    return withdrawn
