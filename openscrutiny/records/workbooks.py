"""Rows of Excel and OpenDocument workbooks as text, with the cells whose formulas hold no result."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, WorksheetNotFound, ZipError

from openscrutiny.errors import RecordsError, did_you_mean
from openscrutiny.records.readers import Row, Unreadable, told_as_text
from openscrutiny.records.sources import Source
from openscrutiny.records.unpacking import UNPACKED_FREELY, UNPACKED_TIMES

Cell = tuple[int, int]  # row and column, both from 1


def read_workbook(path: Path, source: Source) -> tuple[list[str], Iterator[Row | Unreadable]]:
    """The header of a sheet (the first, unless the source names one) and its rows. Raises RecordsError."""
    _check_size(path)
    try:
        workbook = CalamineWorkbook.from_path(path)
        names = workbook.sheet_names
        if source.sheet and source.sheet not in names:
            raise RecordsError(f"{path.name}: no sheet '{source.sheet}'. {did_you_mean(source.sheet, names)}")
        sheet = source.sheet or names[0]
        rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, PasswordError, WorksheetNotFound, ZipError, OSError, IndexError) as error:
        raise RecordsError(
            f"{path.name}: is not a readable workbook: {error}. Save it again as .xlsx or .ods."
        ) from None
    if len(rows) < source.header_row:
        raise RecordsError(f"{path.name}: sheet '{sheet}' has no header line. Correct 'sheet' or 'header_row'.")
    header = [_as_text(cell) or "" for cell in rows[source.header_row - 1]]
    without_result = find_formulas_without_result(path, names.index(sheet))
    return [cell.strip() for cell in header], _rows(rows, source.header_row, header, without_result)


def _rows(rows: list[list[Any]], skipped: int, header: list[str], bare: set[Cell]) -> Iterator[Row | Unreadable]:
    bare_rows = dict(sorted(bare, reverse=True))
    for line, row in enumerate(rows[skipped:], skipped + 1):
        cells = [_as_text(cell) for cell in row]
        if line in bare_rows:
            place = bare_rows[line]
            reason = (
                f"holds a formula without a result in column '{header[place - 1] if place <= len(header) else place}'."
            )
            yield Unreadable(line, told_as_text(cells), reason, "Open the workbook, let it calculate, and save it.")
        elif any(cell not in (None, "") for cell in cells):
            yield line, cells


def _as_text(cell: object) -> str | None:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, (date, datetime)):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return None if cell is None or cell == "" else str(cell)


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise RecordsError(
            f"{path.name}: is not a readable workbook: {error}. Save it again as .xlsx or .ods."
        ) from None
    if unpacked > max(UNPACKED_FREELY, path.stat().st_size * UNPACKED_TIMES):
        raise RecordsError(f"{path.name}: unpacks to more than {UNPACKED_TIMES} times its size. That is no workbook.")


def find_formulas_without_result(path: Path, sheet: int) -> set[Cell]:
    """The cells of a sheet (from 0) that hold a formula nobody has calculated, or one whose result is an error."""
    try:
        with zipfile.ZipFile(path) as archive:
            if path.suffix.lower() == ".ods":
                return _bare_in_ods(archive, sheet)
            return _bare_in_xlsx(archive, sheet)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise RecordsError(
            f"{path.name}: is not a readable workbook: {error}. Save it again as .xlsx or .ods."
        ) from None


def _bare_in_xlsx(archive: zipfile.ZipFile, sheet: int) -> set[Cell]:
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    sheets = etree.fromstring(archive.read("xl/workbook.xml")).findall(f"{main}sheets/{main}sheet")
    targets = {one.get("Id"): one.get("Target") for one in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
    target = str(targets[sheets[sheet].get(relation)])
    member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    bare: set[Cell] = set()
    with archive.open(member) as file:
        for _, cell in etree.iterparse(file, tag=f"{main}c"):
            value = cell.find(f"{main}v")
            bare_formula = cell.find(f"{main}f") is not None and (value is None or not value.text)
            if bare_formula or cell.get("t") == "e":
                bare.add(_cell_of(str(cell.get("r"))))
            cell.clear()
    return bare


def _cell_of(reference: str) -> Cell:
    """`AB12` as (12, 28)."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :]), column


def _bare_in_ods(archive: zipfile.ZipFile, sheet: int) -> set[Cell]:
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    calculated = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
    content = etree.fromstring(archive.read("content.xml"), etree.XMLParser(huge_tree=True))
    bare: set[Cell] = set()
    row_number = 0
    for row in list(content.iter(f"{table}table"))[sheet].iter(f"{table}table-row"):
        column = 0
        for cell in row.iterchildren(f"{table}table-cell", f"{table}covered-table-cell"):
            values = ("value", "string-value", "date-value", "boolean-value", "time-value")
            told = any(cell.get(f"{office}{one}") is not None for one in values) or "".join(cell.itertext())
            failed = cell.get(f"{calculated}value-type") == "error"
            if cell.get(f"{table}formula") is not None and (failed or not told):
                bare.add((row_number + 1, column + 1))
            column += int(cell.get(f"{table}number-columns-repeated", "1"))
        row_number += int(row.get(f"{table}number-rows-repeated", "1"))
    return bare
