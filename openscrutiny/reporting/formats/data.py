"""A document's tables as CSV and JSON, for those who reuse the figures."""

import csv
import json
from collections.abc import Mapping
from decimal import Decimal
from io import StringIO

from openscrutiny.reporting.document.document import Document, Table
from openscrutiny.reporting.formats.table_data import Number, flatten_table, list_tables

# A spreadsheet that opens a CSV file would run these as formulas.
_FORMULA_STARTS = ("=", "+", "@", "\t", "\r", "-")


def render_csv(table: Table, words: Mapping[str, str]) -> bytes:
    """One table as CSV: UTF-8 with its mark, one header row, plain numbers; a share is its fraction (0.21 for 21%)."""
    flat = flatten_table(table, words)
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([_guard(header) for header in flat.headers])
    for row in flat.rows:
        writer.writerow([_write_plain(cell.value) if isinstance(cell, Number) else _guard(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _write_plain(value: Decimal) -> str:
    return f"{value:f}"


def _guard(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def render_json(document: Document, words: Mapping[str, str]) -> bytes:
    """The document's particulars and tables as JSON. A cell is its printed text, its figure's address and its state."""
    tables = [
        {
            "name": table.name,
            "caption": table.caption,
            "columns": [{"header": column.header, "group": column.group} for column in table.columns],
            "rows": [
                {
                    "total": row.total,
                    "cells": [
                        {
                            "text": cell.text,
                            "figure": cell.address,
                            "signal": cell.signal,
                            "signal_words": cell.signal_words,
                            "provisional": cell.provisional,
                        }
                        for cell in row.cells
                    ],
                }
                for row in table.rows
            ],
            "notes": list(table.notes),
        }
        for table in list_tables(document, words)
    ]
    content = {
        "title": document.title,
        "subtitle": document.subtitle,
        "organisation": document.organisation,
        "language": document.language,
        "marking": document.marking,
        "notice": document.notice,
        "published": document.publication_date.isoformat(),
        "release": document.release,
        "draft": document.draft,
        "codes": {code: words[f"code_{code[1]}"] for code in ("[c]", "[i]", "[x]", "[z]")},
        "tables": tables,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
