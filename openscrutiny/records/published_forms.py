"""From the forms that publishers use to extracts that a source can read: members of a zip, sheets of a workbook.

Each extract gets a manifest beside it with the day the publisher changed its file last and, where the form tells, the
months covered. The same file always gives the same bytes.
"""

import codecs
import csv
import fnmatch
import gzip
import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook, ZipError

from openscrutiny.errors import RecordsError
from openscrutiny.periods import Month
from openscrutiny.records.coverage import MANIFEST_ENDING
from openscrutiny.records.publishers import Flatten, QuarterColumns, Unpack

HEADER_WITHIN = 20  # rows of a sheet in which the header is looked for
LARGEST_MEMBER = 4 << 30  # bytes that one member of a zip may unpack to
QUARTER_STARTS = "quarter_starts"

Rows = Iterator[Sequence[str]]


def unpack_members(archive: Path, unpack: Unpack, folder: Path, published_on: date) -> tuple[Path, ...]:
    """Take the fitting members out of a zip, each gzipped under its own name. Raises RecordsError."""
    home = folder / unpack.to
    home.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    try:
        with zipfile.ZipFile(archive) as opened:
            for member in sorted(opened.infolist(), key=lambda one: one.filename):
                name = member.filename.rsplit("/", 1)[-1]
                if not fnmatch.fnmatchcase(member.filename, unpack.members) or not _within_months(name, unpack):
                    continue
                if member.file_size > LARGEST_MEMBER:
                    raise RecordsError(f"{archive.name}: '{member.filename}' unpacks to {member.file_size:,} bytes.")
                target = home / f"{name}.gz"
                with opened.open(member) as source:
                    _write_gzip(target, source)
                _write_manifest(target, published_on)
                made.append(target)
    except (zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise RecordsError(f"{archive}: cannot be unpacked: {error}. Remove it and fetch it again.") from None
    if not made:
        raise RecordsError(f"{archive}: holds no '{unpack.members}' of those months. Correct it in publishers.yaml.")
    return tuple(made)


def flatten_tables(published: Path, flatten: Flatten, folder: Path, published_on: date) -> tuple[Path, ...]:
    """Write the rows of a published workbook or CSV as extracts under `folder`. Raises RecordsError."""
    columns = [ours for ours, _ in flatten.columns]
    rows = [
        row for sheet in read_sheets(published) for row in _select(sheet, [theirs for _, theirs in flatten.columns])
    ]
    if not rows:
        raise RecordsError(
            f"{published}: no sheet has the columns {', '.join(theirs for _, theirs in flatten.columns)} together."
            " Correct 'columns' in publishers.yaml."
        )
    coverage: tuple[Month, Month] | None = None
    if flatten.quarters:
        starts = [find_quarter_start(dict(zip(columns, row, strict=True)), flatten.quarters, published) for row in rows]
        coverage = _cover_quarters(set(starts), published)
        rows = [[*row, str(month)] for row, month in zip(rows, starts, strict=True)]
        columns = [*columns, QUARTER_STARTS]
    target = folder / flatten.to
    target.parent.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for part, inside in _split(rows, columns, flatten.split_by):
        path = target.with_name(f"{part}-{target.name}") if part else target
        (_write_parquet if path.suffix == ".parquet" else _write_csv)(path, columns, inside)
        if coverage:
            _write_manifest(path, published_on, coverage)
        made.append(path)
    return tuple(made)


def find_quarter_start(row: dict[str, str], quarters: QuarterColumns, published: Path) -> Month:
    """The first month of `2019/20` and `1` (or `Q1`). Raises RecordsError."""
    year, quarter = row[quarters.year], row[quarters.quarter]
    named, numbered = re.match(r"(\d{4})\s*[/-]?", year), re.fullmatch(r"[Qq]?([1-4])", quarter)
    if not named or not numbered:
        raise RecordsError(f"{published}: '{year}' and '{quarter}' do not name a quarter. Expected: 2019/20 and 1.")
    return Month.of(int(named[1]), quarters.starts) + 3 * (int(numbered[1]) - 1)


def read_sheets(published: Path) -> Iterator[Rows]:
    """Each sheet's rows as text; a CSV (also in gzip) is one sheet. Raises RecordsError."""
    if published.suffix.lower() in (".csv", ".gz"):
        packed = published.suffix.lower() == ".gz"
        with published.open("rb") as raw, gzip.open(raw) if packed else nullcontext(raw) as binary:
            yield iter(csv.reader(codecs.iterdecode(binary, "utf-8-sig")))
        return
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(published.read_bytes()))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            yield ([_as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False))
    except (CalamineError, ZipError, OSError) as error:
        raise RecordsError(f"{published}: is not a workbook that can be read: {error}. Fetch it again.") from None


def _as_text(cell: object) -> str:
    """A whole number is written without the point that a workbook's cell may give it."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _select(sheet: Rows, wanted: Sequence[str]) -> Iterator[list[str]]:
    """The wanted columns of the rows below the header; nothing where the sheet has no such header."""
    places: list[int] | None = None
    for number, row in enumerate(sheet):
        if places is not None:
            if any(row):
                yield [row[place].strip() if place < len(row) else "" for place in places]
            continue
        cells = [cell.strip() for cell in row]
        if all(name in cells for name in wanted):
            places = [cells.index(name) for name in wanted]
        elif number >= HEADER_WITHIN:
            return


def _split(rows: list[list[str]], columns: list[str], split_by: str) -> Iterator[tuple[str, list[list[str]]]]:
    if not split_by:
        yield "", rows
        return
    place = columns.index(split_by)
    groups: dict[str, list[list[str]]] = {}
    for row in rows:
        groups.setdefault(re.sub(r"[^a-z0-9]+", "-", row[place].lower()).strip("-"), []).append(row)
    yield from sorted(groups.items())


def _cover_quarters(starts: set[Month], published: Path) -> tuple[Month, Month]:
    """First and last month. A quarter without a row for any force is a hole, not a quarter without crime."""
    first, last = min(starts), max(starts)
    holes = [Month(index) for index in range(first.index, last.index, 3) if Month(index) not in starts]
    if holes:
        raise RecordsError(f"{published}: no rows for the quarters that start in {', '.join(map(str, holes))}.")
    return first, last + 2


def _within_months(name: str, unpack: Unpack) -> bool:
    month = re.match(r"\d{4}-\d{2}", name)
    if not unpack.first and not unpack.last:
        return True
    return month is not None and (unpack.first or "0") <= month[0] <= (unpack.last or "9")


def _write_gzip(target: Path, source: IO[bytes]) -> None:
    aside = target.with_name(f"{target.name}.part")
    with (
        aside.open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0, filename="") as packed,
    ):
        shutil.copyfileobj(source, packed, 1 << 20)
    aside.replace(target)


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    _write_gzip(path, io.BytesIO(text.getvalue().encode()))


def _write_parquet(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    aside = path.with_name(f"{path.name}.part")
    cells = {name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate(columns)}
    pq.write_table(pa.table(cells), aside, compression="zstd")
    aside.replace(path)


def _write_manifest(path: Path, published_on: date, coverage: tuple[Month, Month] | None = None) -> None:
    lines = [f"extracted_on: {published_on.isoformat()}"]
    if coverage:
        lines.append(f"coverage: {{from: {coverage[0]}, to: {coverage[1]}}}")
    aside = path.with_name(f"{path.name}.part")
    aside.write_text("\n".join(lines) + "\n", "utf-8")
    aside.replace(path.with_name(path.name + MANIFEST_ENDING))
