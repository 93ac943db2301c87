"""Rows that are not stored: rejected ones, each with column, value, reason and mend, and repeated ids."""

from pathlib import Path

import duckdb
import numpy
import numpy.typing

from openscrutiny.records.columns import WITHHELD, Check
from openscrutiny.records.staging import Staged
from openscrutiny.records.supersession import name, quote
from openscrutiny.records.tables import Table

LONGEST = 2000  # characters kept of a rejected row
HASHES_AT_ONCE = 50_000_000  # 200 MB of them
Hashes = numpy.typing.NDArray[numpy.uint32]
NO_HASHES: Hashes = numpy.array([], numpy.uint32)


def write_rejected(connection: duckdb.DuckDBPyConnection, staged: Staged, built: Path) -> int:
    """Write `rejected.parquet`: line, column, value, reason, mend, raw; a row a fault. Answers the rows rejected.

    What identifies people is withheld: rejected rows are read by more people than the records are.
    """
    plan = staged.plan
    raw = "".join(f", _raw[{number}] AS r{number - 1}" for number in range(1, len(plan.headers) + 1))
    refused = f"SELECT {staged.line} AS line{raw} FROM staged WHERE _raw IS NOT NULL"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE refused AS {plan.layers(refused, 'line, ')}")
    shown = [
        quote(f"{header}: ") + " || " + (quote(WITHHELD) if number in plan.private else f"coalesce(r{number}, '')")
        for number, header in enumerate(plan.headers)
    ]
    whole = f"left(concat_ws(', ', {', '.join(shown)}), {LONGEST})" if shown else "''"
    faults = [_faults_of(check, whole, check.column in plan.private_columns) for check in plan.checks]
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


def _faults_of(check: Check, whole: str, private: bool) -> str:
    value = quote(WITHHELD) if private else f"left(coalesce(CAST({check.value} AS VARCHAR), ''), {LONGEST})"
    return (
        f'SELECT line, {quote(check.column)} AS "column", {value} AS value, {quote(check.reason)} AS reason,'
        f" {quote(check.mend)} AS mend, {whole} AS raw FROM refused WHERE {check.wrong}"
    )


def write_duplicates(connection: duckdb.DuckDBPyConnection, staged: Staged, table: Table, built: Path) -> int:
    """Fill the table `repeated` and write `duplicates.parquet`: line, id, first_line. Answers how many there are.

    The first row of an id counts. Ids are compared by hash first, which is small, and then in full.
    """
    key = name(table.record_id) if table.record_id else "NULL::VARCHAR"
    twice = _hashes_twice(connection, key) if table.record_id else NO_HASHES
    connection.register("twice", {"hashed": twice})
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE repeated AS SELECT place AS duplicate, id, first FROM"
        " (SELECT place, id, min(place) OVER (PARTITION BY id) AS first FROM"
        f" (SELECT {staged.place} AS place, CAST({key} AS VARCHAR) AS id FROM staged"
        f" WHERE _raw IS NULL AND {key} IS NOT NULL AND {_hash(key)} IN (SELECT hashed FROM twice)))"
        " WHERE place <> first"
        if len(twice)
        else "CREATE OR REPLACE TEMP TABLE repeated(duplicate BIGINT, id VARCHAR, first BIGINT)"
    )
    connection.unregister("twice")
    counted = connection.execute(
        f"COPY (SELECT duplicate + {staged.above} AS line, id, first + {staged.above} AS first_line"
        f" FROM repeated ORDER BY 1) TO {quote(built / 'duplicates.parquet')} (FORMAT parquet, COMPRESSION zstd)"
    ).fetchone()
    return int(counted[0]) if counted else 0


def _hash(key: str) -> str:
    return f"CAST(hash({key}) >> 32 AS UINTEGER)"


def _hashes_twice(connection: duckdb.DuckDBPyConnection, key: str) -> Hashes:
    """The hashes that two or more stored ids have. Sorting 4 bytes an id is far cheaper than grouping the ids."""
    ids = f"SELECT {_hash(key)} AS hashed FROM staged WHERE _raw IS NULL AND {key} IS NOT NULL"
    counted = connection.execute("SELECT count(*) FROM staged").fetchone()
    shares = (int(counted[0]) if counted else 0) // HASHES_AT_ONCE + 1
    twice = [NO_HASHES]
    for share in range(shares):
        hashes = connection.execute(f"{ids} AND {_hash(key)} % {shares} = {share}" if shares > 1 else ids).fetchnumpy()
        ordered = numpy.sort(hashes["hashed"])
        twice.append(numpy.unique(ordered[1:][ordered[1:] == ordered[:-1]]))
    return numpy.concatenate(twice)
