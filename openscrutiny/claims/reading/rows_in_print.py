"""Rows of tables in plain print, whose cells only single spaces part: words for a name, then a figure for each column."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from openscrutiny.claims.reading.passages import Line
from openscrutiny.claims.reading.table_cells import read_figure, read_hidden
from openscrutiny.claims.reading.table_lines import Cell, Cells

LONGEST_LABEL, LONGEST_HEADING = 60, 160
FEWEST_ROWS, MANY_FIGURES = 3, 3
BETWEEN_PAGES = 6
"""Lines of a page's foot and the next one's head."""
TOKEN = re.compile(r"\S+")
LETTERED_NOTE = re.compile(r"(?<=[\d)_])\s\d{1,2}[a-z]$")
NUMBERED_NOTE = re.compile(r"(?<=[\d)_])\s\d{1,2}$")
"""A reference to a note, behind the figures of a row."""
YEARS = re.compile(r"(?:(?:19|20)\d\d(?:[/–-]\d\d)?\s?)+")
OPENS = re.compile(r"(?:change|variance|difference|increase|decrease|total)\b", re.IGNORECASE)
LABEL = re.compile(r"^(?:[A-Z£\d]|of which\b)[^.;:!?]*$")
NUMBERED_NAME = re.compile(
    r"^\d+$|\b(?:to|under|over|aged?|bands?|category|stage|grade|level|tier|outcome|ward|zone|phase|part|class|and|year|quarter|q)\s?\d+$|\d\s?[-–]\s?\d+$",
    re.IGNORECASE,
)
TOTAL_ROW = re.compile(r"\btotal\b|^all\b", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def _trailing(text: str) -> int:
    """How many of a line's last words are figures or marks in place of them; 0 where no label stands before."""
    if len(text) > LONGEST_HEADING or "\t" in text or "|" in text:
        return 0
    tokens = LETTERED_NOTE.sub("", text).split()
    count = 0
    for token in reversed(tokens):
        if read_figure(token) is None and (read_hidden(token) is None or token.isalpha()) and token not in "▲▼►◄↑↓→":
            break
        count += 1
    return max(0, min(count, len(tokens) - 1))


def _without_note(line: Line, width: int, *, noted: bool) -> Line:
    """The line without the reference to a note behind its figures."""
    text = LETTERED_NOTE.sub("", line.text)
    if noted and _trailing(text) == width + 1:
        text = NUMBERED_NOTE.sub("", text)
    return replace(line, text=text) if text != line.text else line


def _fill_percentages(body: Sequence[Line]) -> list[Line]:
    """Lines with a mark of nothing at the end of each that has one figure fewer than most, which end in a percentage, and has none itself."""
    ends = [line.text.rstrip().endswith(("%", "%)")) for line in body]
    counts = [_trailing(line.text) for line in body]
    widths = {
        count for line, count, end in zip(body, counts, ends, strict=True) if end and not _is_unnamed(line, count + 1)
    }
    if len(widths) != 1 or max(widths) <= MANY_FIGURES or 2 * sum(ends) <= len(body):
        return list(body)
    short = [not end and count == max(widths) - 1 for count, end in zip(counts, ends, strict=True)]
    return [
        replace(line, text=line.text.rstrip() + " -") if lacks else line
        for line, lacks in zip(body, short, strict=True)
    ]


def _is_unnamed(line: Line, width: int) -> bool:
    """Whether a line is a row of figures, one for each column, without a name: a subtotal."""
    tokens = line.text.split()
    return (
        len(tokens) == width and all(read_figure(token) for token in tokens) and not YEARS.fullmatch(line.text.strip())
    )


def split_rows_in_print(lines: Sequence[Line], start: int) -> tuple[int, list[Cells]]:
    """The rows of a table whose cells only single spaces part, as text drawn from a PDF has them: a heading, then a label and as
    many figures in each line; and the index of the line after them. No rows where the lines do not show them plainly."""
    end = start
    while end < len(lines) and _trailing(lines[end].text):
        end += 1
    body = lines[start:end]
    if len(body) < FEWEST_ROWS:
        return end, []
    above = lines[start - 1] if start else None
    rest = min(_trailing(line.text) for line in body[1:])
    if _trailing(body[0].text) < rest and split_heading(body[0], rest):  # a heading that ends `per 1,000`
        above, body = body[0], body[1:]
    noted = above is not None and bool(re.search(r"\bnotes?\W*$", above.text, re.IGNORECASE))
    if noted and above:
        above = replace(above, text=re.sub(r"\s*\bnotes?\W*$", "", above.text, flags=re.IGNORECASE))
    body = _fill_percentages(body)
    named = [line for line in body if not _is_unnamed(line, _trailing(line.text) + 1)]
    fewest = min((_trailing(line.text) for line in named), default=0)
    body = [_without_note(line, fewest, noted=noted) for line in body]
    unnamed = {line.number for line in body[1:] if _is_unnamed(line, fewest)}
    counts = Counter(_trailing(line.text) for line in body if line.number not in unnamed)
    heads = {width: split_heading(above, width) if above else () for width in counts}
    for width in sorted(counts, key=lambda n: (not heads[n], n)):
        rows = (
            [_split_row(line, width) for line in body]
            if width <= min(counts) and (width == fewest or not unnamed)
            else []
        )
        told = width >= 2 or (heads[width] and any(TOTAL_ROW.search(row[0].text.strip()) for row in rows))
        odd = [row[0].text for row in rows if not _is_label(row[0].text, width) and row[0].line.number not in unnamed]
        if rows and told and (not odd or (heads[width] and _are_numbered(odd))):
            return end, [heads[width], *rows] if heads[width] else [*_rows_over_page(lines, start, width), *rows]
    return end, []


def _rows_over_page(lines: Sequence[Line], start: int, width: int) -> list[Cells]:
    """The one or two rows of a table before the foot and the head of a page, too few to show a table themselves."""
    at = start - 1
    while at > max(0, start - BETWEEN_PAGES) and _trailing(lines[at].text) != width:
        at -= 1
    found: list[Cells] = []
    while width >= MANY_FIGURES and 0 <= at < start - 1 and _trailing(lines[at].text) == width:
        row = _split_row(lines[at], width)
        if not _is_label(row[0].text, width):
            break
        found.insert(0, row)
        at -= 1
    return found if len(found) < FEWEST_ROWS else []


def _is_label(text: str, width: int) -> bool:
    """Whether the words before a row's figures can be its name; a figure at their end is one left over from the row's figures, unless
    it belongs to a name such as `18 to 24` or `Band 5`."""
    plain = re.sub(r":(?= [a-z])", "", text.strip()) if width >= MANY_FIGURES else text.strip()
    if not LABEL.match(plain) or len(text) > LONGEST_LABEL:
        return False
    return not read_figure(text.split()[-1]) or bool(NUMBERED_NAME.search(text))


def _are_numbered(labels: Sequence[str]) -> bool:
    """Whether names that end in a figure count up from the first: `Amendment 1`, `Amendment 2`."""
    parts = [re.fullmatch(r"(\D*[A-Za-z]\D*)(\d{1,2})", label.strip()) for label in labels]
    if len(parts) < 2 or not all(parts):
        return False
    told = [(part[1], int(part[2])) for part in parts if part]
    return all(name == told[0][0] and number == told[0][1] + i for i, (name, number) in enumerate(told))


def _split_row(line: Line, width: int) -> Cells:
    tokens = list(TOKEN.finditer(line.text))
    at = tokens[-width].start()
    label = line.text[:at].rstrip()
    return (
        Cell(label, line, 0, read_figure(label)),
        *(Cell(token[0], line, token.start(), read_figure(token[0])) for token in tokens[-width:]),
    )


PERIOD_WORD = re.compile(r"^(?:(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?|\d\d/\d\d|[£$]\S*|\(.*|.*\))$")
OPENING = re.compile(r"^[A-Z\d%£#+(]")
JOINING = re.compile(r" (?:per|to|at|in|on|of|from|for|by|and|as|with|&|vs?|\d{1,2}) $")
"""Words, and days of a month, that go on in the next word."""
DATED = re.compile(
    r" \d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) $"
)
INDEX = re.compile(r"^(?:no\.?|nos\.?|ref\.?|reference|line|item|#|id)$", re.IGNORECASE)
"""Headings of what stands before each row's name: its number or reference."""


COLUMN = re.compile(
    r"^(?:.{0,20}\b(?:19|20)?\d\d\b.{0,12}|[£$€'’()0m%]+|.*(?:change|varian|diff|count|fte|%|\b(?:q[1-4]|[1-4]q\d\d|ytd|year|month|quarter|budget|actual|target"
    r"|forecast|plan|total|number|count|rate|share|last|this|previous|current|average|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)).*)$",
    re.IGNORECASE,
)
"""What a column of figures is commonly called."""


def split_heading(line: Line, width: int) -> Cells:
    """A heading's words shared out over the label and the columns: a capital, a year or a sign opens each. Empty where they cannot be."""
    if len(line.text) > LONGEST_HEADING or line.text.strip()[-1:] in ".;:?!":
        return ()
    pieces: list[tuple[int, int]] = []
    for token in TOKEN.finditer(line.text):
        before = line.text[: token.start()]
        lone = token[0].startswith("(") or not OPENING.match(token[0]) or JOINING.search(before) or DATED.search(before)
        if pieces and lone:
            pieces[-1] = (pieces[-1][0], token.end())
        else:
            pieces.append(token.span())
    if len(pieces) > 2 and INDEX.match(line.text[slice(*pieces[0])]):
        pieces[:2] = [(pieces[0][0], pieces[1][1])]
    for shared in (pieces, _join_periods(line.text, pieces), _join_after_periods(line.text, pieces)):
        extra = len(shared) - width
        if (
            shared is not pieces
            and extra > 1
            and [bool(COLUMN.match(line.text[a:b])) for a, b in shared] == [False] * extra + [True] * width
        ):
            shared = [(shared[0][0], shared[extra - 1][1]), *shared[extra:]]
        if len(shared) in {width, width + 1}:
            empty = [Cell("", line, 0, None)] if len(shared) == width else []
            return (*empty, *(_heading_cell(line, start, end) for start, end in shared))
    return ()


def _heading_cell(line: Line, start: int, end: int) -> Cell:
    return Cell(line.text[start:end], line, start, None)


def _join_periods(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        before = text[slice(*joined[-1])] if joined else ""
        if (
            before == "%"
            or (before and PERIOD_WORD.match(text[start:end]) and not PERIOD_WORD.match(before.split()[-1]))
            or (before and text[start:end].startswith("£") and " " not in before)
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _join_after_periods(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words and units made one with the year or the change that they follow: `2024/25 Base £000`, `Change %`."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        opens = bool(YEARS.fullmatch(text[start:end]) or OPENS.match(text[start:end]))
        if len(joined) > 1 and not opens:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
