"""Rows of tables put together and taken apart: tables cut by a page, broken by a note, close above or beside one another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from openscrutiny.claims.reading.passages import Line
from openscrutiny.claims.reading.table_cells import read_figure
from openscrutiny.claims.reading.table_lines import YEAR, Cell, Cells

Rows = list[Cells]
Block = tuple[int, int, Rows]
"""Where a table begins, the line after its last, and its rows."""

TOTAL = re.compile(
    r"^\W*(?:(?:grand|sub|overall|sub-|net|gross)[\s-]?)?totals?\b(?!\s+(?:recorded\s+)?(?:crimes?|incidents?|offences?|victims?|number|calls|reported|asb)\b)"
    r"|\btotals?$|\bgrand total\b|^overall total\b"
    r"|^\W*(?:net|gross)\s+(?:revenue\s+)?(?:expenditure|budget|cost|spend(?:ing)?|requirement|position)\W*$"
    r"|^\W*all(?:\s+(?!other|recorded)\w+s)?\W*$",
    re.IGNORECASE,
)
SUBTOTAL = re.compile(r"\W*sub[\s-]?totals?\b", re.IGNORECASE)
"""A total that a table goes on after."""
BETWEEN_PAGES = 5
"""Lines of footer and header that may stand between the two parts of a table."""
CONTINUED = re.compile(r"\bcontinue[ds]\b|\bcont(?:inued|['’]d|d)?\b\.?", re.IGNORECASE)
FURNITURE = re.compile(r"^\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)
"""A page's number, alone on its line."""
MOST_NOTES, LONGEST_NOTE = 2, 150
"""Lines of a note within a table, and the characters of each."""


def _is_heading(row: Cells) -> bool:
    filled = [cell for cell in row if cell.text.strip()]
    years = all(re.fullmatch(r"(?:19|20)\d\d(?:/\d\d)?", cell.text.strip()) for cell in filled[1:])
    return len(filled) >= 3 and len(filled) >= len(row) - 1 and (years or not any(cell.number for cell in filled))


def part_rows(rows: Rows) -> Iterator[Rows]:
    """Rows of several tables that stand close together: each begins with its heading, over figures, after a total."""
    start = 0
    for i in range(2, len(rows) - 1):
        opens = _is_heading(rows[i]) and any(cell.number for cell in rows[i + 1][1:])
        if opens and any(cell.number for cell in rows[i - 1][1:]) and TOTAL.search(rows[i - 1][0].text.strip()):
            yield rows[start:i]
            start = i
    if rows:
        yield rows[start:]


def part_sides(rows: Rows) -> list[Rows]:
    """The tables that stand beside one another under one heading that begins again: `Area, 2023, Area, 2023`."""
    names = [cell.text.strip().lower() for cell in rows[0]]
    starts = [
        c for c in range(2, len(names) - 1)
        if names[c] and names[c] == names[0] and _is_worded(rows, c) and not _is_worded(rows, c - 1, least=1)
    ]  # fmt: skip
    if not starts or len(rows) < 3 or any(cell.number for cell in rows[0]):
        return [rows]
    sides = [[row[a:b] for row in rows] for a, b in zip([0, *starts], [*starts, len(names)], strict=True)]
    return [[row for row in side if any(cell.text.strip() for cell in row)] for side in sides]


def _is_worded(rows: Rows, column: int, least: int = 2) -> bool:
    cells = [row[column] for row in rows[1:] if column < len(row) and row[column].text.strip()]
    return len(cells) >= least and not any(cell.number for cell in cells)


def join_rows(lines: Sequence[Line], before: Block, rows: Rows, first: int) -> Rows:
    """The rows that go on with the table before, without a heading said again; empty where they do not."""
    ended = before[2][-1][0].text.strip()
    if (TOTAL.search(ended) and not SUBTOTAL.match(ended)) or max(map(len, rows)) != max(map(len, before[2])):
        return []
    last, page = lines[before[1] - 1].page, lines[first].page
    between = lines[before[1] : first]
    said = [line for line in between if line.text.strip()]
    cut = last is not None and page == last + 1 and len(said) <= BETWEEN_PAGES
    continued = any(CONTINUED.search(line.text) for line in said) and len(said) <= BETWEEN_PAGES
    again = _said_again(before[2], rows)
    if cut or (again and (continued or (said and all(FURNITURE.match(line.text) for line in said)))):
        rows = rows[again:]
        return rows if rows and (again or any(cell.number for cell in rows[0][1:])) else []
    return _after_note(between, before, rows)


def _said_again(before: Rows, rows: Rows) -> int:
    """How many rows of heading the second part says again."""
    count = 0
    for one, two in zip(before, rows, strict=False):
        texts = [[cell.text.strip() for cell in row] for row in (one, two)]
        if texts[0] != texts[1] or (any(cell.number for cell in one[1:]) and count):
            break
        count += 1
    return count


def _after_note(between: Sequence[Line], before: Block, rows: Rows) -> Rows:
    """The rows under a note, or a group's name, that stands within a table."""
    notes = [line for line in between if line.text.strip()]
    plain = all(len(line.text) <= LONGEST_NOTE and read_figure(line.text.strip()) is None for line in notes)
    figures = any(cell.number for cell in rows[0][1:]) and any(cell.number for cell in before[2][-1][1:])
    names = [cell for cell in before[2][0][1:] if cell.text.strip()]
    headed = len(names) > 1 and all(cell.number is None or YEAR.fullmatch(cell.text.strip()) for cell in names)
    apart = len(notes) != len(between) and not (
        len(notes) == 1 and headed
    )  # a line across a PDF's columns stands apart
    if not notes or apart or len(notes) > MOST_NOTES or not plain or not figures:
        return []
    return [*((Cell(line.text, line, 0, None),) for line in notes), *rows]


REFERENCE = re.compile(r"\d{1,2}\s?[a-z]?(?:\s?[,&]\s?\d{1,2}\s?[a-z]?)*|[A-Z]")
"""What a column of references to notes holds."""


NOTED = re.compile(r"(?:^|\||\t)\W*notes?\W*(?:$|\||\t)", re.IGNORECASE)


def clear_references(rows: Rows, above: Sequence[Line]) -> Rows:
    """Rows with their column of references to notes made no figures, and with those moved along that leave it out, as totals do."""
    noted = [row for row in rows if len(row) > 2 and REFERENCE.fullmatch(row[1].text.strip())]
    headed = any(
        NOTED.search(text)
        for text in (
            *(line.text for line in above if "|" in line.text),
            *(row[1].text for row in rows[:2] if len(row) > 1),
        )
    )
    if not headed or len(noted) < 3 or any(not any(cell.number for cell in row[2:]) for row in noted):
        return rows
    figures = max(sum(cell.number is not None for cell in row[2:]) for row in noted)
    short = [
        row for row in rows
        if len(row) > 2 and row[1].number and row not in noted and not row[-1].text.strip()
        and sum(cell.number is not None for cell in row[1:]) == figures == len(row) - 2
    ]  # fmt: skip
    cleared = []
    for row in rows:
        blank = Cell("", row[0].line, row[0].column, None)
        if row in short:
            row = (row[0], blank, *row[1:-1])
        elif row in noted:
            row = (row[0], replace(row[1], number=None), *row[2:])
        cleared.append(row)
    return cleared
