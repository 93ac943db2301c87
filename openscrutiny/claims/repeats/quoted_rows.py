"""A row of a table quoted: one figure of it beside its name, or two in a paragraph, show which row is meant; a third is nearly the row's, but not."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from openscrutiny.claims.changes.neighbours import find_changes
from openscrutiny.claims.changes.statements import Change
from openscrutiny.claims.reading.directions import DIRECTION, template
from openscrutiny.claims.reading.grids import Grid, read_grid
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.slips import is_slip
from openscrutiny.claims.reading.tables import Cell, Table
from openscrutiny.claims.repeats.clauses import Words, read_periods
from openscrutiny.claims.repeats.pairs import agree, differ
from openscrutiny.claims.repeats.tabled_levels import read_true
from openscrutiny.claims.shares.shares import is_share
from openscrutiny.claims.tables.headings import CHANGE, RATE, SHARE
from openscrutiny.claims.verdicts import Judgement

LIMIT = re.compile(r"\s*(?:or|and)\s+(?:fewer|less|more|under|over|below|above|better)\b", re.IGNORECASE)
AIM = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|target(?:s|ed)?|goals?|limits?|ceiling|cap|threshold|trajectory|ambition|objective|maximum|minimum"
    r"|(?:no|not) (?:more|less|fewer|higher|lower) than|at (?:most|least)|under|below|above|exceeds?|exceeding)\b[^\d.;!?]{0,40}$"
    r"|\b(?:aim|target|goal)\b[^.;!?]{0,50}(?<=\bagainst )(?:the |an? )?$|\blimits\b\D{0,20}[\d,.]{1,12} (?:to|and) $",
    re.IGNORECASE,
)
"""What makes a figure an aim and not a quotation: the words after it, and those before."""
BEFORE, AFTER = 25, 40
"""Lines before a table and after it of a paragraph that quotes it."""
QUOTED = 0.01
"""How far a figure is from the row's, relative to it, in a paragraph that quotes two others of the row."""
SHARED = re.compile(r"\{N(\d+)\}(?:\s+[a-z]+){0,3}\s*\(\{P(\d+)\}\)", re.IGNORECASE)
LEAST_COUNT = 10

NamedRow = tuple[Grid, int]
FEW = 2
"""Figures of a paragraph nearly those of a row it quotes that may all be mistakes."""


def check_quoted_rows(reading: Reading) -> Iterator[Judgement]:
    """Every paragraph that quotes figures of a row, and every sentence that gives two figures of a row that it names."""
    yield from _in_paragraphs(reading)
    rows: dict[Words, list[NamedRow]] = {}
    for table in reading.tables:
        grid = read_grid(table)
        for r, label in enumerate(grid.rows if grid and all(name is not None for name in grid.columns) else ()):
            if grid and (words := reading.words(label, generic=True)):
                rows.setdefault(words, []).append((grid, r))
    by_word: dict[str, list[Words]] = {}
    for words in rows:
        by_word.setdefault(min(words), []).append(words)
    for previous, sentence in reading.sentence_pairs if rows else ():
        if not sentence.in_table and sentence.quantities:
            words = reading.words(sentence.text, generic=True)
            held = [name for word in sorted(words) for name in by_word.get(word, ()) if name <= words]
            named = [row for name in sorted(held, key=len, reverse=True) for row in rows[name]]
            for change in find_changes(sentence, previous) if named else ():
                yield from _hold_change(change, named)
            yield from _hold_shares(sentence, named)


def _hold_change(change: Change, named: Sequence[NamedRow]) -> Iterator[Judgement]:
    """`fell from 1,204 to 1,120`, where the row named has 1,204 and, in the period beside it, 1,102."""
    before, after = change.before, change.after
    if not before or not after or change.lead or before.unit == "%":
        return
    for grid, r in named:
        cells = {
            c: cell for c, cell in enumerate(grid.cells[r])
            if cell and cell.number and not CHANGE.search(grid.columns[c]) and not RATE.search(grid.columns[c])
        }  # fmt: skip
        hits = [(q, c) for q in (before, after) for c, cell in cells.items() if _is_same(q, cell, grid)]
        if len(hits) == 1:
            (_, at), odd = hits[0], after if hits[0][0] is before else before
            said = read_periods(change.sentence.text[odd.end : odd.end + 30])
            there = [cell for c, cell in cells.items() if said and said <= read_periods(grid.columns[c])]
            there = there or [cells[c] for c in cells if _is_beside(grid, list(cells), c, at, earlier=odd is before)]
            there = [cell for cell in there if _is_nearly(odd, cell, grid)]
            everywhere = any(_is_same(odd, cell, grid) for row in grid.cells for cell in row if cell)
            if len(there) == 1 and not everywhere:
                yield _differ(change.sentence, odd, there[0], grid.rows[r])
        if hits:
            return


def _is_beside(grid: Grid, order: list[int], column: int, other: int, *, earlier: bool) -> bool:
    """Whether a column is the period next before (or after) another: by the years in their headings, else by place."""
    years = [re.findall(r"\d\d(?:\d\d)?", grid.columns[c]) for c in (column, other)]
    near = abs(order.index(column) - order.index(other)) == 1
    if all(years) and years[0] != years[1]:
        return near and (years[0] < years[1]) == earlier
    return near and len(order) == 2


def _hold_shares(sentence: Sentence, named: Sequence[NamedRow]) -> Iterator[Judgement]:
    """`312 complaints (31%) were upheld`, where the row Upheld has 312 and 25.7%."""
    text, _ = template(sentence)
    for match in SHARED.finditer(text if named and not DIRECTION.search(sentence.text) else ""):
        count, percent = sentence.quantities[int(match[1])], sentence.quantities[int(match[2])]
        rows = [
            (grid.rows[r], shares) for grid, r in named
            if count.value >= LEAST_COUNT and any(cell and cell.number and cell.number.value == count.value for cell in grid.cells[r])
            and (shares := [cell for c, cell in enumerate(grid.cells[r]) if cell and cell.number and _is_share(cell.number, grid.columns[c])])
        ]  # fmt: skip
        if percent.signed or len(rows) != 1 or len(rows[0][1]) != 1:
            continue
        if any(is_share(q, percent, count) for q in sentence.quantities if q.unit == count.unit and q is not count):
            continue  # `52 of its 188 complaints (28%)` gives its own part
        label, (cell,) = rows[0]
        true = read_true(cell.number, percent, "", "%") if cell.number else None
        if (
            cell.number
            and true
            and not true.meets(percent.true)
            and abs(cell.number.value - percent.value) <= 0.5 * cell.number.value
        ):
            yield _differ(sentence, percent, cell, label)


def _is_share(number: Quantity, name: str) -> bool:
    return bool((number.unit == "%" or "%" in name) and SHARE.search(name) and not CHANGE.search(name))


def _read(cell: Cell, grid: Grid, like: Quantity) -> Interval | None:
    return read_true(cell.number, like, " ".join((*grid.columns, grid.table.caption))) if cell.number else None


def _is_same(quantity: Quantity, cell: Cell, grid: Grid) -> bool:
    true = _read(cell, grid, quantity)
    return true is not None and true.meets(quantity.true)


def _is_nearly(quantity: Quantity, cell: Cell, grid: Grid) -> bool:
    true = _read(cell, grid, quantity)
    if cell.number and cell.number.unit == quantity.unit and cell.number.scale == quantity.scale:
        return is_slip(quantity, cell.number)
    return (
        true is not None
        and not true.meets(quantity.true)
        and abs((true.low + true.high) / 2 - quantity.value) <= 0.1 * abs(quantity.value)
    )


def _in_paragraphs(reading: Reading) -> Iterator[Judgement]:
    lines: dict[int, list[tuple[Sentence, Quantity]]] = {}
    for sentence in reading.sentences:
        if not sentence.in_table:
            figures = [q for q in sentence.quantities if q.unit in "£n" and len(re.sub(r"\D", "", q.text)) >= 3]
            lines.setdefault(sentence.line, []).extend((sentence, q) for q in figures)
    firsts, lasts = [table.first_line for table in reading.tables], [table.last_line for table in reading.tables]
    for line, quantities in lines.items():
        if len(quantities) >= 3:
            for table in reading.tables[bisect_left(lasts, line - AFTER) : bisect_right(firsts, line + BEFORE)]:
                if line >= table.last_line - 5 or line <= table.first_line:
                    yield from _hold_paragraph(quantities, table)


def _hold_paragraph(quantities: Sequence[tuple[Sentence, Quantity]], table: Table) -> Iterator[Judgement]:
    every = {_digits(cell.number) for row in table.body for cell in row if cell.number}
    for row in table.body:
        cells = {_digits(cell.number): cell for cell in row if cell.number and cell.number.value}
        hits = [(sentence, q) for sentence, q in quantities if _digits(q) in cells]
        if len({_digits(q) for _, q in hits}) < 2:
            continue
        for sentence, q in hits:
            yield agree(sentence.place(q.start, q.end), cells[_digits(q)].place, "as in the table")
        odd = []
        for sentence, q in quantities:
            close = [
                cell for value, cell in cells.items()
                if cell.number and cell.number.places == q.places and abs(value - _digits(q)) <= QUOTED * _digits(q)
            ]  # fmt: skip
            told = q.qualifier or _is_aim(sentence, q) or _has_own_share(sentence, q)
            if len(close) == 1 and _digits(q) not in every and not told:
                odd.append(_differ(sentence, q, close[0], f"{table.label(row)}, quoted in the same paragraph,"))
        yield from odd if len(odd) <= FEW else ()  # several are of another series
        return


def _has_own_share(sentence: Sentence, q: Quantity) -> bool:
    """Whether a figure has a part or a whole, and their share, beside it: `201 of 234 (86%) in 2022/23`."""
    counts = [other for other in sentence.quantities if other.unit == q.unit and other is not q]
    shares = [other for other in sentence.quantities if other.unit == "%"]
    return any(is_share(other, share, q) or is_share(q, share, other) for other in counts for share in shares)


def _digits(quantity: Quantity) -> float:
    return abs(round(quantity.value / quantity.scale, 6))


def _is_aim(sentence: Sentence, q: Quantity) -> bool:
    return bool(LIMIT.match(sentence.text, q.end) or AIM.search(sentence.text[max(0, q.start - 80) : q.start]))


def _differ(sentence: Sentence, quantity: Quantity, cell: Cell, label: str) -> Judgement:
    assert cell.number
    return differ(
        (quantity, sentence.place(quantity.start, quantity.end)), (cell.number, cell.place), f"the table's row {label}"
    )
