"""Tells of the rows that were not stored: rejected ones by what is wrong with them, and repeated ids."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from openscrutiny.records.store import Store
from openscrutiny.records.supersession import quote
from openscrutiny.records.versions import Load


@dataclass(frozen=True, slots=True)
class SharedFault:
    """What is wrong in the same way with `rows` rows of a file, the first of them in `line` with this `value`."""

    file: str
    line: int
    column: str
    value: str
    reason: str
    mend: str
    rows: int


def list_shared_faults(store: Store, loads: Iterable[Load]) -> tuple[SharedFault, ...]:
    """Every fault of the loads' rejected rows with how many rows have it, the most frequent of a file first."""
    return tuple(
        SharedFault(load.file, *row)
        for load in loads
        for row in duckdb.sql(
            'SELECT min(line), "column", arg_min(value, line), reason, mend, count(*) AS rows'
            f" FROM read_parquet({quote(store.rejected_path(load))}) GROUP BY ALL ORDER BY 6 DESC, 1, 2, 4"
        ).fetchall()
    )


def write_aside(store: Store, loads: Iterable[Load], target: Path) -> None:
    """Write every fault of every rejected row, and every repeated id, as CSV: a line of the file a line of it."""
    queries = []
    for load in loads:
        file, duplicates = quote(load.file), quote(store.duplicates_path(load))
        queries.append(
            f'SELECT {file} AS file, line, "column", value, reason, mend, raw'
            f" FROM read_parquet({quote(store.rejected_path(load))})"
        )
        queries.append(
            f"SELECT {file}, line, '', id, 'repeats the id of line ' || first_line || '.',"
            f" 'Nothing, if it is the same record: the first counts.', '' FROM read_parquet({duplicates})"
        )
    nothing = "SELECT '' AS file, 0::BIGINT AS line, '' AS \"column\", '' AS value, '' AS reason, '' AS mend, '' AS raw"
    every = " UNION ALL ".join([f"{nothing} WHERE false", *queries])
    duckdb.sql(f'COPY ({every} ORDER BY file, line, "column", reason) TO {quote(target)} (FORMAT csv, HEADER)')
