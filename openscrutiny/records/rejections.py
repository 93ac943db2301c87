"""Rows that are not stored: rejected ones, each with column, value, reason and mend, and repeated ids."""

from pathlib import Path

import duckdb

from openscrutiny.records.conversion import WITHHELD, Check
from openscrutiny.records.staging import Staged
from openscrutiny.records.supersession import name, quote
from openscrutiny.records.tables import Table

LONGEST = 2000  # characters kept of a rejected row


def write_rejected(connection: duckdb.DuckDBPyConnection, staged: Staged, built: Path) -> int:
    """Write `rejected.parquet`: line, column, value, reason, mend, raw; a row a fault. Answers the rows rejected.

    What identifies people is withheld: rejected rows are read by more people than the records are.
    """
    plan = staged.plan
    raw = ", ".join(f"_raw[{number}] AS r{number - 1}" for number in range(1, len(plan.headers) + 1))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE refused AS SELECT {staged.line} AS line{', ' if raw else ''}{raw}"
        " FROM staged WHERE _raw IS NOT NULL"
    )
    shown = [
        quote(f"{header}: ") + " || " + (quote(WITHHELD) if number in plan.private else f"coalesce(r{number}, '')")
        for number, header in enumerate(plan.headers)
    ]
    whole = f"left(concat_ws(', ', {', '.join(shown)}), {LONGEST})" if shown else "''"
    faults = [_faults_of(check, whole, plan.joins, check.column in plan.private_columns) for check in plan.checks]
    if staged.unreadable:
        hidden = f"{quote(WITHHELD)}" if plan.private else "raw"
        faults.append(
            f"SELECT line, '' AS \"column\", '' AS value, reason, mend, {hidden} AS raw"
            f" FROM read_parquet({quote(staged.unreadable)})"
        )
    nothing = "SELECT 0::BIGINT AS line, '' AS \"column\", '' AS value, '' AS reason, '' AS mend, '' AS raw WHERE false"
    target = built / "rejected.parquet"
    connection.execute(
        f"COPY ({' UNION ALL '.join([nothing, *faults])} ORDER BY ALL) TO {quote(target)}"
        " (FORMAT parquet, COMPRESSION zstd)"
    )
    counted = connection.execute(f"SELECT count(DISTINCT line) FROM read_parquet({quote(target)})").fetchone()
    return int(counted[0]) if counted else 0


def _faults_of(check: Check, whole: str, joins: list[str], private: bool) -> str:
    value = quote(WITHHELD) if private else f"left(coalesce({check.value}, ''), {LONGEST})"
    return (
        f'SELECT line, {quote(check.column)} AS "column", {value} AS value, {quote(check.reason)} AS reason,'
        f" {quote(check.mend)} AS mend, {whole} AS raw FROM refused {' '.join(joins)} WHERE {check.wrong}"
    )


def write_duplicates(connection: duckdb.DuckDBPyConnection, staged: Staged, table: Table, built: Path) -> int:
    """Fill the table `repeated` and write `duplicates.parquet`: line, id, first_line. Answers how many there are.

    The first row of an id counts. Ids are compared by hash first, which is small, and then in full.
    """
    key = name(table.record_id) if table.record_id else "NULL::VARCHAR"
    if table.record_id:
        twice = (
            f"SELECT hash({key}) FROM staged WHERE _raw IS NULL AND {key} IS NOT NULL GROUP BY 1 HAVING count(*) > 1"
        )
        found = f"SELECT rowid AS place, {key} AS id FROM staged WHERE _raw IS NULL AND hash({key}) IN ({twice})"
    else:
        found = "SELECT 0::BIGINT AS place, NULL::VARCHAR AS id WHERE false"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE repeated AS SELECT place AS duplicate, id, first FROM"
        f" (SELECT place, id, min(place) OVER (PARTITION BY id) AS first FROM ({found}) WHERE id IS NOT NULL)"
        " WHERE place <> first"
    )
    line = f"(SELECT rowid AS place, {staged.line} AS line FROM staged)"
    counted = connection.execute(
        f"COPY (SELECT own.line, CAST(id AS VARCHAR) AS id, earlier.line AS first_line FROM repeated"
        f" JOIN {line} AS own ON own.place = duplicate JOIN {line} AS earlier ON earlier.place = first ORDER BY 1)"
        f" TO {quote(built / 'duplicates.parquet')} (FORMAT parquet, COMPRESSION zstd)"
    ).fetchone()
    return int(counted[0]) if counted else 0
