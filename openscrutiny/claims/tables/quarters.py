"""Rows by quarter: which quarter a column's heading names, and a row's counts of each."""

import re

from openscrutiny.claims.reading.reading import Row
from openscrutiny.claims.reading.tables import Cell

QUARTER = re.compile(
    r"(?:Q|Qtr|Quarter)\s*([1-4])\W+(?:20)?(\d\d)\b|(?:20)?(\d\d)/\d\d\W+(?:Q|Qtr|Quarter)\s*([1-4])", re.IGNORECASE
)


def read_quarter(header: str) -> tuple[int, int] | None:
    """(year, quarter) of a heading; None where it names none."""
    match = QUARTER.search(header)
    if not match:
        return None
    return (int(match[2]), int(match[1])) if match[1] else (int(match[3]), int(match[4]))


Quarters = dict[tuple[int, int], Cell]
"""The counts of a row by year and quarter."""


def by_quarter(row: Row) -> Quarters:
    if not row.aligned:
        return {}
    found: dict[tuple[int, int], Cell] = {}
    for column, cell in enumerate(row.cells):
        quarter = read_quarter(row.table.header(column))
        if quarter and cell.number and cell.number.unit == "n" and "hange" not in row.table.header(column):
            found[quarter] = cell
    return found


def plain_name(label: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\([^)]*\)", "", label.lower()))
