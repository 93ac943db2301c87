"""Converts a delivered file in DuckDB: the table `staged` holds its typed rows and marks the faulty ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from openscrutiny.errors import RecordsError
from openscrutiny.organisation import Organisation
from openscrutiny.records.columns import Conversion
from openscrutiny.records.conversion import plan_conversion
from openscrutiny.records.coverage import Coverage
from openscrutiny.records.progress import Progress
from openscrutiny.records.readers import Row, Unreadable, read_header, read_records, write_raw
from openscrutiny.records.sources import FileFormat, Source
from openscrutiny.records.supersession import name, quote
from openscrutiny.records.tables import Table
from openscrutiny.records.unpacking import unpack_text
from openscrutiny.records.workbooks import read_workbook

ENDINGS = {".parquet": FileFormat.PARQUET, ".xlsx": FileFormat.XLSX, ".ods": FileFormat.ODS}


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file as it is to be read."""

    root: Path
    path: Path
    source: Source
    table: Table
    organisation: Organisation
    coverage: Coverage
    extracted_on: date

    @property
    def file(self) -> str:
        return str(self.path.relative_to(self.root))

    @property
    def format(self) -> FileFormat:
        return self.source.format or ENDINGS.get(self.path.suffix.lower(), FileFormat.CSV)


@dataclass(frozen=True, slots=True)
class Staged:
    """What `staged` was made by, and the file of rows that could not be split.

    `place` is SQL for what orders its rows as they stand in the file; a row begins on the line `place` + `above`.
    """

    plan: Conversion
    place: str
    above: int
    unreadable: Path | None = None

    @property
    def line(self) -> str:
        return f"{self.place} + {self.above}"


def stage_delivery(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, building: Path, progress: Progress
) -> Staged:
    """Fill the table `staged`: typed columns, `_line`, `_counts`, and `_raw` where something is wrong with the row."""
    if delivery.format is FileFormat.CSV:
        return _stage_text(connection, delivery, building, progress)
    if delivery.format is FileFormat.PARQUET:
        return _stage_parquet(connection, delivery)
    header, rows = read_workbook(delivery.path, delivery.source)
    plan = _plan(connection, delivery, header)
    return _stage_rows(connection, plan, rows, building)


def _plan(connection: duckdb.DuckDBPyConnection, delivery: Delivery, header: list[str]) -> Conversion:
    one = delivery
    return plan_conversion(
        connection, one.root, one.source, one.table, one.organisation, one.coverage, header, one.file
    )


def _stage_text(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, building: Path, progress: Progress
) -> Staged:
    text = unpack_text(delivery.path, delivery.source.encoding, building, progress)
    header, skipped = read_header(text.path, delivery.source, delivery.file)
    plan = _plan(connection, delivery, header)
    progress("converting", 0, None)
    if not text.damaged and _stage_fast(connection, delivery, plan, text.path, len(header), skipped, text.lines):
        place = "_place" if plan.joins else "rowid"
        return Staged(plan, place, skipped + 1)
    rows = read_records(text.path, delivery.source, len(header), skipped)
    return _stage_rows(connection, plan, rows, building)


def _stage_fast(
    connection: duckdb.DuckDBPyConnection,
    delivery: Delivery,
    plan: Conversion,
    text: Path,
    width: int,
    skipped: int,
    lines: int,
) -> bool:
    """Let DuckDB read the text. False where it cannot, or where a record is not a line."""
    names = {position: f"r{number}" for number, position in enumerate(plan.positions)}
    columns = ", ".join(f"{quote(names.get(place, f'unused{place}'))}: 'VARCHAR'" for place in range(width))
    read = (
        f"SELECT * FROM read_csv({quote(text)}, auto_detect=false, header=false, skip={skipped},"
        f" delim={quote(delivery.source.delimiter)}, quote='\"', escape='\"', columns={{{columns}}})"
    )
    try:
        if plan.joins:  # a join gives unmatched rows last: number the rows before it
            connection.execute(f"CREATE OR REPLACE TEMP TABLE plain AS {read}")
            _convert(connection, plan, "SELECT *, rowid AS _place FROM plain", "_place, ")
            connection.execute("DROP TABLE plain")
        else:
            _convert(connection, plan, read)
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return False
    counted = connection.execute("SELECT count(*) FROM staged").fetchone()
    return counted is not None and int(counted[0]) == lines - skipped


def _stage_parquet(connection: duckdb.DuckDBPyConnection, delivery: Delivery) -> Staged:
    where = f"read_parquet({quote(delivery.path)})"
    try:
        header = [str(row[0]) for row in connection.execute(f"DESCRIBE SELECT * FROM {where}").fetchall()]
        plan = _plan(connection, delivery, header)
        columns = ", ".join(
            [
                "file_row_number AS _place",
                *(f"CAST({name(one)} AS VARCHAR) AS r{n}" for n, one in enumerate(plan.headers)),
            ]
        )
        numbered = f"read_parquet({quote(delivery.path)}, file_row_number=true)"
        _convert(connection, plan, f"SELECT {columns} FROM {numbered}", "_place, ")
    except (duckdb.InvalidInputException, duckdb.IOException) as error:
        if "No space left" in str(error):
            raise
        reason = str(error).splitlines()[0]
        raise RecordsError(f"{delivery.file}: is not a readable Parquet file: {reason} Deliver it again.") from None
    return Staged(plan, "_place", 1)


def _stage_rows(
    connection: duckdb.DuckDBPyConnection, plan: Conversion, rows: Iterable[Row | Unreadable], building: Path
) -> Staged:
    raw, unreadable = building / "raw.parquet", building / "unreadable.parquet"
    write_raw(rows, plan.positions, raw, unreadable)
    _convert(connection, plan, f"SELECT * FROM read_parquet({quote(raw)})", "_line, ")
    return Staged(plan, "_line", 0, unreadable)


def _convert(connection: duckdb.DuckDBPyConnection, plan: Conversion, raw: str, line: str = "") -> None:
    """Fill `staged` from an SQL query of raw text in one pass; where nothing is joined, in its order."""
    typed = ", ".join(f"{value} AS {name(column)}" for column, value in plan.typed.items())
    wrong = " OR ".join(plan.faulty) or "false"
    kept = f"CASE WHEN {wrong} THEN [{', '.join(plan.raw_columns)}]::VARCHAR[] END AS _raw"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE staged AS SELECT {typed}, {line}{plan.counts} AS _counts, {kept}"
        f" FROM ({plan.layers(raw, line)})"
    )
