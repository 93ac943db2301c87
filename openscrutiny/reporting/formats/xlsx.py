"""A document as a spreadsheet, as the Government Analysis Function asks: cover, contents, notes, a table a sheet."""

import re
import warnings
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

import gptables
import pandas as pd

from openscrutiny.reporting.document.dates import format_date
from openscrutiny.reporting.document.document import Document
from openscrutiny.reporting.document.inline_marks import read_marks
from openscrutiny.reporting.formats.table_data import CODES, FlatTable, Number, flatten_table, list_tables

LONGEST_SHEET_NAME = 31  # Excel's limit
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\'\s]+")
_NOT_IN_TABLE_NAME = re.compile(r"[^A-Za-z0-9_]")


def render_xlsx(document: Document, words: Mapping[str, str]) -> bytes:
    """The document's tables as XLSX, each chart's data among them. The same document, the same bytes."""
    flats = [flatten_table(table, words) for table in list_tables(document, words)]
    notes, references = _number_notes(flats)
    names = _name_sheets(flats, taken=(words["cover"], words["contents"], words["notes"]))
    sheets = {
        name: _make_table(flat, name, references[number], words)
        for number, (name, flat) in enumerate(zip(names, flats, strict=True))
    }
    stream = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing notes sheet where there are no notes
        workbook = gptables.produce_workbook(
            stream,
            sheets=sheets,
            cover=_make_cover(document, words),
            contentsheet_label=words["contents"],
            contentsheet_options={
                "title": words["contents"],
                "column_names": [words["sheet"], words["sheet_title"]],
                "table_name": "contents_table",
                "instructions": words["table_sheet"],
            },
            notes_table=pd.DataFrame(notes, columns=["reference", words["note_text"]]) if notes else None,
            notesheet_label=words["notes"],
            notesheet_options={
                "title": words["notes"],
                "table_name": "notes_table",
                "instructions": words["table_sheet"],
            },
        )
    day = datetime.combine(document.publication_date, time())
    workbook.set_properties(
        {
            "title": f"{document.title}: {document.subtitle}",
            "author": document.organisation,
            "company": document.organisation,
            "created": day,
            "status": words["draft"] if document.draft else "",
        }
    )
    workbook.close()
    return stream.getvalue()


def _make_cover(document: Document, words: Mapping[str, str]) -> Any:
    intro = [document.subtitle, document.organisation]
    if document.draft:
        intro.insert(0, f"{words['draft']}. {words['draft_notice']}")
    if document.notice:
        intro.append(_strip_marks(document.notice))
    about = [f"{words['published']}: {format_date(document.publication_date, document.language)}"]
    about += [f"{words['release']}: {document.release}"] if document.release else []
    about += [document.marking] if document.marking else []
    about += [f"{name}: {value}" for name, value in document.particulars]
    about += [f"{code} {words[f'code_{code[1]}']}" for code in CODES]
    return gptables.Cover(title=document.title, intro=intro, about=about, cover_label=words["cover"])


def _strip_marks(text: str) -> str:
    return "".join(run.text for run in read_marks(text))


def _number_notes(flats: Sequence[FlatTable]) -> tuple[list[tuple[str, str]], list[list[str]]]:
    """Each different note once with its reference, and the references of each table."""
    known: dict[str, str] = {}
    references = []
    for flat in flats:
        for note in flat.notes:
            known.setdefault(note, f"n{len(known) + 1}")
        references.append([known[note] for note in flat.notes])
    return [(reference, _strip_marks(note)) for note, reference in known.items()], references


def _name_sheets(flats: Sequence[FlatTable], taken: Sequence[str]) -> list[str]:
    """A name for each sheet, made of its table's: no longer than Excel allows, none twice whatever the case."""
    used = {name.casefold() for name in taken}
    names = []
    for flat in flats:
        whole = _NOT_IN_SHEET_NAME.sub("-", flat.name).strip("-") or "table"
        name, number = whole[:LONGEST_SHEET_NAME], 1
        while name.casefold() in used:
            number += 1
            name = f"{whole[: LONGEST_SHEET_NAME - len(str(number)) - 1]}-{number}"
        used.add(name.casefold())
        names.append(name)
    return names


def _make_table(flat: FlatTable, sheet: str, references: Sequence[str], words: Mapping[str, str]) -> Any:
    frame = pd.DataFrame(
        [[_write_value(cell) for cell in row] for row in flat.rows], columns=list(flat.headers), dtype=object
    )
    used = [code for code in CODES if any(cell == code for row in flat.rows for cell in row)]
    return gptables.GPTable(
        table=frame,
        table_name="table_" + _NOT_IN_TABLE_NAME.sub("_", sheet),
        title=flat.caption + "".join(f"$${reference}$$" for reference in references),
        instructions=words["table_sheet"],
        legend=[f"{code} {words[f'code_{code[1]}']}" for code in used],
        index_columns={2: 0},
        additional_formatting=_choose_formats(flat),
    )


def _write_value(cell: str | Number) -> str | int | float:
    if isinstance(cell, str):
        return cell
    return int(cell.value) if cell.value == cell.value.to_integral_value() else float(cell.value)


def _choose_formats(flat: FlatTable) -> list[dict[str, Any]]:
    """How each number is shown: its own decimals, thousands separated, shares as per cent. The header is row 0."""
    cells: dict[str, list[tuple[int, int]]] = {}
    for row_index, row in enumerate(flat.rows, start=1):
        for column_index, cell in enumerate(row):
            if isinstance(cell, Number):
                places = "." + "0" * cell.places if cell.places else ""
                shown = f"0{places}%" if cell.percent else f"{'£' if cell.pounds else ''}#,##0{places}"
                cells.setdefault(shown, []).append((row_index, column_index))
    return [
        {"cell": {"cells": places, "format": {"num_format": shown, "align": "right"}}}
        for shown, places in cells.items()
    ]
