"""A level told in prose that a table has: by the row that the clause names, and the column of its period.

`Residential burglary stood at 690 offences in the quarter` is read against the row Residential burglary and the column of the quarter. A clause
speaks of a cell only where every telling word of it is in the row's name, the column's or the table's title, and where nothing else in its
sentence, or in the heading over it, names another row of any table: then it may be of a part.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openscrutiny.claims.reading.grids import Grid, is_total, read_grid
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.tables import Cell
from openscrutiny.claims.repeats.printed_figures import MEASURES, NOT_THE_LEVEL, TITLE, read_scale
from openscrutiny.claims.repeats.told_clauses import Clause, Periods, read_clause, read_periods
from openscrutiny.claims.tables.headings import CHANGE, RATE
from openscrutiny.claims.verdicts import Judgement, Verdict

SPANS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("to date", r"\bf?ytd\b|\byear[ -]to[ -]date\b|\bto date\b|\bso far this (?:financial )?year\b|\bsince (?:1 )?april\b"),
        ("twelve months", r"\br12\b|\brolling\b|\b(?:12|twelve)[ -]months?\b"),
        ("quarter", r"\bq(?:uarter|tr)?\.?\s?[1-4]?\b|\b[a-z]{3,9} to [a-z]{3,9}\b(?= (?:20)?\d\d)"),
        ("half", r"\bh[12]\b|\bhalf[ -]?year\b|\bhalf of the year\b"),
        ("month", r"\bmonth\b|\bin the month\b"),
    )
)  # fmt: skip
"""How long a time a column or a clause is of, the longest words first."""
KINDS = frozenset(
    map(stem, ["offence", "incident", "crime", "case", "report", "recorded", "people", "total", "number"])
)
"""Stems of what is counted that a row's name leaves out."""
BESIDE = 40
"""Lines between a sentence and the table that it is read beside."""
ENOUGH = 2
"""Words of a row's name by which a clause that names no period is sure to speak of the row's latest."""
OF_WHOLE = re.compile(r"\bof (?:(?:the|its|our|all|those|these|a total of) )*$", re.IGNORECASE)
FARTHEST, NEAR = 2.0, 1.25
"""A figure so many times the cell's, or so small a part of it, is of something else; nearer, where the clause names no period."""
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the words of its name, those that may be said with it, and its levels by column."""

    grid: Grid
    index: int
    name: Words
    about: Words
    levels: tuple["Level", ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A column that has a level of each row."""

    column: int
    header: str
    words: Words
    periods: Periods
    span: str


def check_tabled_figures(reading: Reading) -> Iterator[Judgement]:
    """Every level told outright whose row and column one table or several have."""
    rows = [row for table in reading.tables if (grid := read_grid(table)) for row in _read_rows(reading, grid)]
    by_word: dict[str, list[Row]] = {}
    for row in rows:
        by_word.setdefault(min(row.name), []).append(row)
    names: dict[str, set[Words]] = {}  # rows' names by one of their words
    for row in rows:
        names.setdefault(min(row.name), set()).add(row.name)
    for sentence in reading.sentences:
        if sentence.in_table:
            continue
        for quantity in sentence.quantities:
            clause = read_clause(reading, sentence, quantity)
            if clause is None or OF_WHOLE.search(sentence.text[: quantity.start]):
                continue
            held = [row for word in clause.words for row in by_word.get(word, ()) if _speaks_of(clause, row)]
            longest = max((len(row.name) for row in held), default=0)
            held = [row for row in held if len(row.name) == longest and not _is_of_part(reading, clause, row, names)]
            yield from _judge(clause, _nearest(clause, held))


def _read_rows(reading: Reading, grid: Grid) -> Iterator[Row]:
    def words(text: str) -> Words:
        return reading.words(text, generic=True)

    if any(name is None for name in grid.columns):
        return
    title = " ".join([*(text for text in grid.table.headings[-3:-1] if TITLE.match(text)), grid.table.caption])
    levels = tuple(
        Level(
            c,
            name,
            words(name) - words(title) - MEASURES,
            read_periods(name) or read_periods(title),
            _span(name) or _span(title),
        )
        for c, name in enumerate(grid.columns)
        if not any(no.search(name) for no in (CHANGE, RATE, NOT_THE_LEVEL))
        and not re.search(r"share|% of|rank", name, re.IGNORECASE)
    )
    over = words(title) | words(grid.table.header(0))
    for r, label in enumerate(grid.rows):
        name = words(re.sub(r"\([^()]*\)", " ", label))
        if name and levels and not read_periods(label) and not is_total(label):
            yield Row(grid, r, name, name | over | frozenset().union(*(level.words for level in levels)), levels)


def _span(text: str) -> str:
    return next((name for name, pattern in SPANS if pattern.search(text)), "")


def _speaks_of(clause: Clause, row: Row) -> bool:
    """Whether a clause names the row, and nothing but what the table says of it and what is counted."""
    return row.name <= clause.words and clause.words - KINDS <= row.about


def _is_of_part(reading: Reading, clause: Clause, row: Row, names: dict[str, set[Words]]) -> bool:
    """Whether the sentence before the clause, or the heading, names what is another row somewhere: an area, a group."""
    sentence = clause.sentence
    lead = re.split(r"[;.]\s", sentence.text[: clause.quantity.start])[-1]
    heading = reading.words(sentence.headings[-1], generic=True) if sentence.headings else frozenset()
    said = (reading.words(lead, generic=True) | heading) - row.about
    return any(other <= said for word in said for other in names.get(word, ()))


def _nearest(clause: Clause, rows: Sequence[Row]) -> list[Row]:
    """All the rows where the clause tells what is measured; else that of the table beside it."""
    telling = [row for row in rows if len(clause.words & row.about - KINDS) > 1]
    if telling or not rows:
        return telling
    line = clause.sentence.line
    row = min(rows, key=lambda row: min(abs(line - row.grid.table.first_line), abs(line - row.grid.table.last_line)))
    table = row.grid.table
    return [row] if table.first_line - BESIDE <= line <= table.last_line + BESIDE else []


def _judge(clause: Clause, rows: Sequence[Row]) -> Iterator[Judgement]:
    own, sentence = clause.quantity, clause.sentence
    chosen = [
        (row, cell, true, certain)
        for row in rows
        if (found := _choose(clause, row))
        for cell, true, certain in (found,)
    ]
    for row, cell, true, _ in chosen:
        if true.meets(own.true):
            places = (sentence.place(own.start, own.end), cell.place)
            yield Judgement(Verdict.CONSISTENT, "repeat", places, f"as in the table's row {row.grid.rows[row.index]}")
            return
    if not chosen or len({cell.text.strip() for _, cell, _, _ in chosen}) > 1:
        return
    row, cell, true, certain = chosen[0]
    elsewhere = [name for name, other in _others(row, cell, own) if other.meets(own.true)]
    middle = (true.low + true.high) / 2
    if not middle or not 1 / FARTHEST <= own.value / middle <= FARTHEST:
        return
    if not certain and (elsewhere or len(row.name) < ENOUGH or not 1 / NEAR <= own.value / middle <= NEAR):
        return
    yield _differ(clause, row, cell, elsewhere)


def _choose(clause: Clause, row: Row) -> tuple[Cell, Interval, bool] | None:
    """The cell of the period that the clause names, or of the latest where all its columns are of periods alike."""
    span = _span(_clause_text(clause))
    levels = [level for level in row.levels if _true(row, level, clause.quantity)]
    said = [level for level in levels if level.words and level.words <= clause.words]
    levels = said or [level for level in levels if not level.words or level.periods]
    certain = False
    if clause.periods and all(p for p in clause.periods):
        named = [level for level in levels if clause.periods <= level.periods]
        if not named and not span:
            return None
        certain, levels = bool(named), named or levels
    if span:
        spanned = [level for level in levels if level.span == span]
        if not spanned:
            return None
        certain, levels = True, spanned
    elif len({level.span for level in levels}) > 1:
        return None
    dated = [level for level in levels if level.periods]
    if len(levels) > 1:
        if len(dated) < len(levels):
            return None
        latest = max(_order(level.periods) for level in levels)
        levels = [level for level in levels if _order(level.periods) == latest]
    if len(levels) != 1:
        return None
    cell, true = row.grid.cells[row.index][levels[0].column], _true(row, levels[0], clause.quantity)
    return (cell, true, certain) if cell and true else None


def _order(periods: Periods) -> tuple[str, str]:
    """Periods in order of time: by year, and by quarter in it."""
    years, rest = [p for p in periods if p.isdigit()], [p for p in periods if not p.isdigit()]
    return max(years, default=""), max(rest, default="")


def _clause_text(clause: Clause) -> str:
    text = clause.sentence.text
    return text[max(0, clause.quantity.start - 80) : clause.quantity.end + 60]


def _true(row: Row, level: Level, like: Quantity) -> Interval | None:
    """What a cell stands for in the unit of a figure; None where it is of another, or a change."""
    number = row.grid.number(row.index, level.column)
    if number is None or number.signed:
        return None
    over = f"{row.grid.columns[level.column]} {row.grid.table.caption}"
    if number.unit == like.unit and number.scale == like.scale:
        return number.true
    percent = "%" in f"{row.grid.columns[level.column]}{row.grid.rows[row.index]}"
    half = 0.5 * 10.0**-number.places
    bare = Interval(number.value - half, number.value + half)
    if like.unit == "%" and number.unit == "n" and percent:
        return bare
    if like.unit == "£" and number.unit == "n":
        return bare.scaled(read_scale(over)) if "£" in over or read_scale(over) > 1 else None
    return None


def _others(row: Row, cell: Cell, like: Quantity) -> Iterator[tuple[str, Interval]]:
    for r, cells in enumerate(row.grid.cells):
        for c, other in enumerate(cells):
            if other and other is not cell and other.number and (other.number.unit == like.unit):
                yield f"{row.grid.rows[r]}, {row.grid.columns[c]}", other.number.true


def _differ(clause: Clause, row: Row, cell: Cell, elsewhere: Sequence[str]) -> Judgement:
    own = clause.quantity
    places = (clause.sentence.place(own.start, own.end), cell.place)
    turned = sorted(re.sub(r"\D", "", own.text)) == sorted(re.sub(r"\D", "", cell.text))
    mistake = (
        f"it is the figure of {elsewhere[0]}"
        if elsewhere
        else "digits changed round"
        if turned
        else "not copied from the table"
    )
    return Judgement(
        Verdict.WRONG, "repeat", places, f"printed as {own.text}; the table's row {row.grid.rows[row.index]} has {cell.text.strip()}",
        own.text, cell.text.strip(), mistake, involves=places,
    )  # fmt: skip
