"""How coarsely a table's figures are printed, by its own words: thousands, £m, rounded to the nearest 5."""

import re
from dataclasses import replace

from openscrutiny.claims.reading.quantities import Interval
from openscrutiny.claims.reading.table_lines import Cell
from openscrutiny.claims.reading.tables import Table

UNIT = re.compile(
    r"£\s?(?:0{3}|k\b|m\b|bn\b|million|thousand|billion)|\b(?:0{3}['’]?s|thousands?|millions?|billions?|£m|£bn|rounded)\b|[€$]\s?(?:0{3}|m\b|bn\b)|\(\s?(?:0{3}s?|m|bn|k)\s?\)",
    re.IGNORECASE,
)
"""A unit coarser than one, of a column or of the whole table."""
ROUNDED = re.compile(
    r"\b(?:may|might|do|does|will|need|can)\s+not\s+(?:always\s+|necessarily\s+|exactly\s+)?(?:sum|add|total|agree|tally)\b|\b(?:due to|because of|owing to|effects? of|subject to)\s+(?:random\s+)?round\w*|\bround(?:ed|ing)\b|\bdisclosure control\w*[^.]{0,60}\b(?:adjust|perturb|swap|round|applied)\w*",
    re.IGNORECASE,
)
NEAREST = re.compile(
    r"\b(?:nearest|multiples? of|base|to)\s+(?P<step>5|five|10|ten|3|three|50|100|1,?000)\b", re.IGNORECASE
)
WORDS = {"three": 3.0, "five": 5.0, "ten": 10.0}
PERCENTAGES = re.compile(r"\bpercentages?\b|%|\bper cent\b", re.IGNORECASE)


def rounding_of(table: Table, header: str) -> float:
    """The step, in units of the last place printed (1 for whole numbers), that a column's figures are rounded to; 0 for counts printed exactly."""
    above = " ".join((table.caption, *table.headings[-3:]))
    corner = " ".join(cell.text for row in table.rows[: max(1, table.header_rows)] for cell in row[:1])
    said = " ".join(
        part
        for text in (table.notes, *table.headings[-3:])
        for part in re.split(r"(?<=[.;])\s", text)
        if ROUNDED.search(part) and not PERCENTAGES.search(part)
    )
    if said:
        nearest = NEAREST.search(said)
        return 1.0 if not nearest else WORDS.get(nearest["step"].lower()) or float(nearest["step"].replace(",", ""))
    short = above if len(above) < 400 else table.caption
    return 1.0 if UNIT.search(header) or UNIT.search(corner) or UNIT.search(short) or "£" in header else 0.0


def in_pounds(table: Table, column: int) -> bool:
    """Whether a column is headed as plain pounds, not thousands or millions of them."""
    said = " ".join((table.header(column), table.caption, *table.headings[-3:]))
    return "£" in table.header(column) and not UNIT.search(said)


def widen(cell: Cell, step: float, places: int = 0) -> Cell:
    """The cell with the values that its figure may stand for, where whole figures are rounded to the step; a step of 1 is of the last
    of the places that its column prints, for `£25` beside `£12.50` is 25 pounds and no pence."""
    number = cell.number
    if not number or not step or number.unit == "%" or number.scale != 1:
        return cell
    half = step / 2 * 10.0 ** -max(number.places, places) if step == 1 else step / 2
    if number.true.high - number.true.low >= 2 * half:
        return cell
    return replace(cell, number=replace(number, true=Interval(number.value - half, number.value + half)))
