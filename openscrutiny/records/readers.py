"""Rows of text from a file, each with its line, and the rows that cannot be read, each with its reason.

`read_header` and `read_records` are exact and slow; `ingest` lets DuckDB read a file's text where that is enough.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow
import pyarrow.parquet

from openscrutiny.errors import RecordsError
from openscrutiny.records.sources import Source

BATCH = 50_000
LONGEST_FIELD = 1 << 17  # characters; beyond it a quote was opened and never closed
REPLACEMENT = "\ufffd"
OTHER_DELIMITERS = (";", "\t", "|", ",")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that cannot be split into the header's columns."""

    line: int
    raw: str
    reason: str
    mend: str


Row = tuple[int, Sequence[str | None]]


def read_header(path: Path, source: Source, file: str) -> tuple[list[str], int]:
    """The header of a plain text file and how many lines it and what stands above it take."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        rows = csv.reader(text, delimiter=source.delimiter)
        try:
            for number, row in enumerate(rows, 1):
                if number == source.header_row:
                    _check_header(row, source, file)
                    return [cell.strip() for cell in row], rows.line_num
        except csv.Error as error:
            raise RecordsError(f"{file}:1: is not CSV: {error}. Deliver it as text with one header line.") from None
    raise RecordsError(f"{file}: has no header line. Deliver it with its header, or correct 'header_row'.")


def _check_header(row: list[str], source: Source, file: str) -> None:
    """What makes every column unknown is told once, as what it is."""
    line = source.header_row
    if any("\0" in cell for cell in row):
        raise RecordsError(
            f"{file}:{line}: is not {source.encoding}: it holds NUL bytes. Declare its encoding in {source.definition},"
            " as in: encoding: utf-16-le"
        )
    other = next((mark for mark in OTHER_DELIMITERS if len(row) == 1 and mark in row[0]), "")
    if other and other != source.delimiter:
        told = "\\t" if other == "\t" else other
        raise RecordsError(
            f"{file}:{line}: has one column where '{source.delimiter}' parts them. Declare what does in"
            f' {source.definition}, as in: delimiter: "{told}"'
        )


def read_records(path: Path, source: Source, width: int, skipped: int) -> Iterator[Row | Unreadable]:
    """Every record of a plain text file with the line it begins on; blank lines are passed over."""
    csv.field_size_limit(LONGEST_FIELD)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        lines = _NumberedLines(text)
        for _ in range(skipped):
            next(lines, None)
        rows = csv.reader(lines, delimiter=source.delimiter, strict=True)
        while True:
            lines.begin()
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                reason = "opens a quote that is not closed." if len(lines.held) > 1 else _csv_reason(error)
                yield from _read_apart(lines, source, width, reason)
                continue
            if len(row) != width and len(lines.held) > 1:
                yield from _read_apart(lines, source, width, "opens a quote that is not closed.")
            elif row:
                yield _check_row(lines.first, row, "".join(lines.held), source, width)


class _NumberedLines:
    """The lines of a text, keeping those of the record being read."""

    def __init__(self, text: Iterable[str]) -> None:
        self.text, self.number, self.held = iter(text), 0, list[str]()

    def __iter__(self) -> "_NumberedLines":
        return self

    def __next__(self) -> str:
        line = next(self.text)
        self.number += 1
        self.held.append(line)
        return line

    def begin(self) -> None:
        self.held = []

    @property
    def first(self) -> int:
        return self.number - len(self.held) + 1


def _read_apart(lines: _NumberedLines, source: Source, width: int, reason: str) -> Iterator[Row | Unreadable]:
    """The first line is refused; those that an unclosed quote drew in after it are read each by itself."""
    first, held = lines.first, lines.held
    yield Unreadable(first, held[0].rstrip("\r\n"), reason, "Double the quotes within a field and close the field.")
    for line, text in enumerate(held[1:], first + 1):
        try:
            row = next(csv.reader([text], delimiter=source.delimiter, strict=True), [])
        except csv.Error as error:
            mend = "Double the quotes within a field and close the field."
            yield Unreadable(line, text.rstrip("\r\n"), _csv_reason(error), mend)
            continue
        if row:
            yield _check_row(line, row, text, source, width)


def _csv_reason(error: csv.Error) -> str:
    words = str(error)
    if "expected after" in words:
        return "has text after a closing quote."
    return (
        "opens a quote that is not closed." if "limit" in words or "end of data" in words else f"is not CSV: {words}."
    )


def _check_row(line: int, row: list[str], raw: str, source: Source, width: int) -> Row | Unreadable:
    raw = raw.rstrip("\r\n")
    if len(row) != width:
        mend = f"Quote fields that hold a '{source.delimiter}', and give every row the header's columns."
        return Unreadable(line, raw, f"has {len(row)} columns where the header has {width}.", mend)
    if REPLACEMENT in raw:
        mend = f"Declare the file's encoding in {source.definition}, as in: encoding: cp1252"
        return Unreadable(line, raw, f"holds bytes that are not {source.encoding}.", mend)
    if "\0" in raw:
        return Unreadable(line, raw.replace("\0", "?"), "holds NUL bytes.", "Deliver the file again as text.")
    return line, row


def write_raw(rows: Iterable[Row | Unreadable], positions: Sequence[int], raw: Path, unreadable: Path) -> int:
    """Write the used columns as r0, r1 ... and `_line` to one file, unreadable rows to another. Answers the rows."""
    fields = [pyarrow.field(f"r{number}", pyarrow.string()) for number in range(len(positions))]
    schema = pyarrow.schema([pyarrow.field("_line", pyarrow.int64()), *fields])
    bad_schema = pyarrow.schema(
        [("line", pyarrow.int64()), ("raw", pyarrow.string()), ("reason", pyarrow.string()), ("mend", pyarrow.string())]
    )
    good: list[Row] = []
    bad: list[Unreadable] = []
    seen = 0
    with (
        pyarrow.parquet.ParquetWriter(raw, schema) as raw_file,
        pyarrow.parquet.ParquetWriter(unreadable, bad_schema) as bad_file,
    ):

        def flush() -> None:
            columns = [[row[position] for _, row in good] for position in positions]
            arrays = [pyarrow.array([line for line, _ in good], pyarrow.int64())]
            arrays += [pyarrow.array(column, pyarrow.string()) for column in columns]
            raw_file.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
            told = [[one.line, one.raw[:2000], one.reason, one.mend] for one in bad]
            by_column = [[row[place] for row in told] for place in range(4)]
            bad_arrays = [pyarrow.array(one, kind.type) for one, kind in zip(by_column, bad_schema, strict=True)]
            bad_file.write_table(pyarrow.Table.from_arrays(bad_arrays, schema=bad_schema))
            good.clear()
            bad.clear()

        for row in rows:
            seen += 1
            if isinstance(row, Unreadable):
                bad.append(row)
            else:
                good.append(row)
            if len(good) + len(bad) >= BATCH:
                flush()
        flush()
    return seen


def told_as_text(row: Sequence[object]) -> str:
    """A row of a workbook as one line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(["" if cell is None else cell for cell in row])
    return out.getvalue()
