"""Sentences that name a row of a table, and its period, against the figure that the table has there."""

import re
from collections.abc import Iterator

from openscrutiny.claims.changes.neighbours import find_changes
from openscrutiny.claims.changes.statements import Change
from openscrutiny.claims.reading.directions import DIRECTION, template
from openscrutiny.claims.reading.grids import Grid, read_grid
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.slips import is_slip
from openscrutiny.claims.reading.tables import Cell
from openscrutiny.claims.repeats.printed_figures import read_scale
from openscrutiny.claims.tables.headings import CHANGE, RATE, SHARE
from openscrutiny.claims.verdicts import Judgement, Verdict

PERIOD = re.compile(
    r"(?:(?:Q|Qtr|Quarter)\s*[1-4]\W{0,3})?(?:20)?\d\d/(?:20)?\d\d|\b20\d\d\b|(?:Q|Qtr|Quarter)\s*[1-4]\b"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+20\d\d)?",
    re.IGNORECASE,
)


def check_named_rows(reading: Reading) -> Iterator[Judgement]:
    """Every sentence that gives a figure of a row that it names."""
    grids = [
        grid for table in reading.tables if (grid := read_grid(table)) and all(c is not None for c in grid.columns)
    ]
    labelled: dict[frozenset[str], Named] = {}
    for grid in grids:
        for r, label in enumerate(grid.rows):
            if words := reading.words(label, generic=True):
                labelled.setdefault(words, []).append((grid, r, words))
    by_word: dict[str, list[frozenset[str]]] = {}  # labels by one of their words, each label once
    for label_words in labelled:
        by_word.setdefault(min(label_words), []).append(label_words)
    order = {label_words: number for number, label_words in enumerate(labelled)}
    previous = None
    for sentence in reading.sentences:
        if not sentence.in_table and sentence.quantities:
            words = reading.words(sentence.text, generic=True)
            held = [label for word in words for label in by_word.get(word, ()) if label <= words]
            named = [row for label in sorted(held, key=order.__getitem__) for row in labelled[label]]
            for change in find_changes(sentence, previous) if named else ():
                yield from _from_and_to(change, named)
            yield from _shares(sentence, named)
        previous = sentence


Named = list[tuple[Grid, int, frozenset[str]]]


def _counts(grid: Grid, row: int) -> list[tuple[int, Cell]]:
    return [
        (c, cell) for c, cell in enumerate(grid.cells[row])
        if cell and cell.number and not CHANGE.search(grid.columns[c]) and not RATE.search(grid.columns[c])
    ]  # fmt: skip


def _from_and_to(change: Change, named: Named) -> Iterator[Judgement]:
    """`fell from 1,204 to 1,120`, where the row named has 1,204 and, in the period beside it, 1,102."""
    before, after = change.before, change.after
    if not before or not after or change.lead or before.unit == "%":
        return
    for grid, r, _ in sorted(named, key=lambda entry: -len(entry[2])):
        cells = _counts(grid, r)
        hits = [(q, c) for q in (before, after) for c, cell in cells if _same(q, cell, grid)]
        if len({q.start for q, _ in hits}) == 2:
            return
        if len(hits) == 1:
            (_hit, at), odd = hits[0], after if hits[0][0] is before else before
            said = PERIOD.match(re.sub(r"^\W*(?:in|by|for|at)\s+", "", change.sentence.text[odd.end : odd.end + 30]))
            there = [cell for c, cell in cells if said and _plain(said[0]) in _periods(grid.columns[c])]
            near = [cell for c, cell in cells if _follows(grid, c, at, earlier=odd is before, cells=cells)]
            beside = [cell for cell in there or near if _slips(odd, cell, grid)]
            everywhere = any(_same(odd, cell, grid) for row in grid.cells for cell in row if cell)
            if len(beside) == 1 and not everywhere:
                yield _differ(change.sentence, odd, beside[0], grid.rows[r])
            return


def _follows(grid: Grid, column: int, other: int, *, earlier: bool, cells: list[tuple[int, Cell]]) -> bool:
    """Whether a column is the period next before (or after) another: by the years in their headings, else by place."""
    years = [re.findall(r"\d\d(?:\d\d)?", grid.columns[c]) for c in (column, other)]
    order = [c for c, _ in cells]
    near = abs(order.index(column) - order.index(other)) == 1
    if all(years) and years[0] != years[1]:
        return near and (years[0] < years[1]) == earlier
    return near and len(order) == 2


SHARED = re.compile(r"\{N(\d+)\}(?:\s+[a-z]+){0,3}\s*\(\{P(\d+)\}\)", re.IGNORECASE)


def _shares(sentence: Sentence, named: Named) -> Iterator[Judgement]:
    """`312 complaints (31%) were upheld`, where the row Upheld has 312 and 25.7%."""
    text, _ = template(sentence)
    for match in SHARED.finditer(text):
        count, percent = sentence.quantities[int(match[1])], sentence.quantities[int(match[2])]
        rows = [
            (grid, r, cells) for grid, r, _ in named
            if count.value >= 10 and any(cell and cell.number and cell.number.value == count.value for cell in grid.cells[r])
            and (cells := [cell for c, cell in enumerate(grid.cells[r]) if cell and _is_share(cell, grid.columns[c])])
        ]  # fmt: skip
        if percent.signed or len(rows) != 1 or len(rows[0][2]) != 1 or DIRECTION.search(sentence.text):
            continue  # a figure with a sign is a change
        grid, r, (cell,) = rows[0]
        assert cell.number
        half = 0.5 * 10.0**-cell.number.places
        true = Interval(cell.number.value - half, cell.number.value + half)
        if not true.meets(percent.true) and abs(cell.number.value - percent.value) <= 0.5 * cell.number.value:
            yield _differ(sentence, percent, cell, grid.rows[r])


def _is_share(cell: Cell, name: str) -> bool:
    return bool(
        cell.number and (cell.number.unit == "%" or "%" in name) and SHARE.search(name) and not CHANGE.search(name)
    )


def _periods(text: str) -> set[str]:
    return {_plain(match[0]) for match in PERIOD.finditer(text)}


def _plain(period: str) -> str:
    return re.sub(r"\W|20(?=\d\d)", "", period.lower().replace("quarter", "q").replace("qtr", "q"))


def _scaled(cell: Cell, grid: Grid, like: Quantity) -> Interval | None:
    assert cell.number
    if cell.number.unit == like.unit and cell.number.scale == like.scale:
        return cell.number.true
    if like.unit != "£":
        return None
    scale = read_scale(" ".join((*grid.columns, grid.table.caption)))
    half = 0.5 * 10.0**-cell.number.places
    return Interval(cell.number.value - half, cell.number.value + half).scaled(scale) if scale > 1 else None


def _same(quantity: Quantity, cell: Cell, grid: Grid) -> bool:
    true = _scaled(cell, grid, quantity)
    return true is not None and true.meets(quantity.true)


def _slips(quantity: Quantity, cell: Cell, grid: Grid) -> bool:
    assert cell.number
    if cell.number.unit == quantity.unit and cell.number.scale == quantity.scale:
        return is_slip(quantity, cell.number)
    true = _scaled(cell, grid, quantity)
    return (
        true is not None
        and not true.meets(quantity.true)
        and abs((true.low + true.high) / 2 - quantity.value) <= 0.1 * abs(quantity.value)
    )


def _differ(sentence: Sentence, quantity: Quantity, cell: Cell, label: str) -> Judgement:
    digits = [sorted(re.sub(r"\D", "", text)) for text in (quantity.text, cell.text)]
    places = (sentence.place(quantity.start, quantity.end), cell.place)
    return Judgement(
        Verdict.WRONG, "repeat", places, f"printed as {quantity.text}; the table's row {label} has {cell.text.strip()}",
        quantity.text, cell.text.strip(), "digits changed round" if digits[0] == digits[1] else "not copied from the table", involves=places,
    )  # fmt: skip
