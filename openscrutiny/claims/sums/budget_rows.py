"""What prose says of a budget against its row in a table: an overspend, an underspend, what is left to spend."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.grids import Grid, is_total, read_grid
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.tables import Cell
from openscrutiny.claims.verdicts import Judgement, Verdict

BUDGET = re.compile(r"\b(?:budget|plan|planned|allocation|allocated|approved)\b", re.IGNORECASE)
OUTTURN = re.compile(
    r"\b(?:forecast|outturn|actuals?|projected|projection|spen[dt]|spending|expenditure)\b", re.IGNORECASE
)
TO_DATE = re.compile(r"\b(?:spen[dt]|spending|expenditure|actuals?)\b", re.IGNORECASE)
NOT_LEVEL = re.compile(
    r"%|varian|over ?/|under|difference|change|movement|prior|previous|last year|remaining|balance", re.IGNORECASE
)
UNITS = (
    (re.compile(r"£\s?(?:000|k)['’]?s?\b|\(000s?\)|£ ?thousands?", re.IGNORECASE), 1e3),
    (re.compile(r"£\s?m\b|£ ?millions?", re.IGNORECASE), 1e6),
)
SPENT = re.compile(
    r"\b(?P<over>overspen\w+)(?:\s+(?:its|their|the)\s+budget)?\s*(?:,|of|by|is|was|at|totalling|totals)?\s+(?:about\s+|just\s+)?\{M(?P<a>\d+)\}"
    r"|\b(?P<under>underspen\w+)(?:\s+(?:its|their|the)\s+budget)?\s*(?:,|of|by|is|was|at|totalling|totals)?\s+(?:about\s+|just\s+)?\{M(?P<b>\d+)\}"
    r"|\{M(?P<c>\d+)\}\s+(?:(?P<over2>overspen\w+|over (?:its |their |the )?(?:budget|plan)|above (?:its |their |the )?budget)|(?P<under2>underspen\w+|under (?:its |their |the )?(?:budget|plan)|below (?:its |their |the )?budget))"
    r"|\{M(?P<left>\d+)\}\s+(?:is\s+|was\s+|still\s+)*(?:left(?! over from)|unspent|remaining|remains|to spend|yet to be spent|not yet spent|uncommitted)\b",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:last|previous\w*|earlier|at month|Q[1-4]|compar\w+|than|since|month|quarter|underlying|recurrent|gross|transfer\w*|after|offset\w*|net|excluding|including|of which|partly|reported|average|per|worsen\w*|improv\w*|further|another|target|pressure|on top|reserves?|could|would|risk|increase[ds]?)\b",
    re.IGNORECASE,
)
"""Words by which the amount is of another time, or of a part of the row."""
INCOME = re.compile(r"\b(?:income|receipts?|fees|charges|grants?|funding|interest received|precept)\b", re.IGNORECASE)
LED = re.compile(r"\W*(?:On|For|In|Of)\b")
"""A phrase that leads its sentence: `On vehicles, £1.35m is unspent`."""
AHEAD = re.compile(r"\b(?:forecast|project|expect|predict)\w*\b", re.IGNORECASE)
NEAR = 2.5


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A row with a budget and what was, or will be, spent; `scale` makes its figures pounds."""

    label: str
    words: frozenset[str]
    budget: Cell
    outturns: tuple[tuple[str, Cell], ...]
    others: tuple[Cell, ...]
    scale: float


def check_budget_rows(reading: Reading) -> Iterator[Judgement]:
    """Every overspend, underspend and remainder told of a budget whose row a table has."""
    told = [
        (sentence, text, match)
        for sentence in reading.sentences
        if not sentence.in_table and sentence.quantities
        for text in (template(sentence)[0],)
        for match in SPENT.finditer(text)
    ]
    rows = (
        [row for table in reading.tables if (grid := read_grid(table)) for row in _rows(reading, grid)] if told else []
    )
    for sentence, text, match in told if rows else ():
        yield from _judge(reading, rows, sentence, text, match)


def _rows(reading: Reading, grid: Grid) -> Iterator[BudgetRow]:
    levels = [c for c, name in enumerate(grid.columns) if not NOT_LEVEL.search(name)]
    budgets = [c for c in levels if BUDGET.search(grid.columns[c]) and not OUTTURN.search(grid.columns[c])]
    outturns = [c for c in levels if OUTTURN.search(grid.columns[c]) and c not in budgets]
    scale = _scale(grid)
    if len(budgets) != 1 or not outturns or not scale:
        return
    for r, label in enumerate(grid.rows):
        budget = grid.cells[r][budgets[0]]
        found = tuple((grid.columns[c], cell) for c in outturns if (cell := grid.cells[r][c]))
        if budget and found and label and not is_total(label):
            every = tuple(cell for cell in grid.cells[r] if cell and cell.number and cell.number.unit != "%")
            yield BudgetRow(label, reading.words(label, generic=True), budget, found, every, scale)


def _scale(grid: Grid) -> float:
    """What turns the table's figures into pounds; 0 where it does not say that they are money."""
    corner = " ".join(cell.text for row in grid.table.rows[: max(1, grid.table.header_rows)] for cell in row)
    for text in (" ".join(grid.columns), corner, grid.table.caption):
        for pattern, factor in UNITS:
            if pattern.search(text):
                return factor
    printed = [cell.number for row in grid.cells for cell in row if cell and cell.number and cell.number.unit != "%"]
    return 1.0 if "£" in corner or (printed and any(q.unit == "£" for q in printed)) else 0.0


def _true(cell: Cell, scale: float) -> Interval:
    assert cell.number
    if cell.number.scale != 1:
        return cell.number.true
    half = 0.5 * 10.0**-cell.number.places if scale != 1 or cell.number.places else 0.5
    return Interval(cell.number.value - half, cell.number.value + half).scaled(scale)


def _judge(
    reading: Reading, rows: list[BudgetRow], sentence: Sentence, text: str, match: re.Match[str]
) -> Iterator[Judgement]:
    amount = sentence.quantities[int(next(match[name] for name in ("a", "b", "c", "left") if match[name]))]
    pieces = re.split(r"[.;:,(]\s|\bbut\b|\bwhile\b|\{\w+\}[^{}]*?\band\b", text[: match.start()])
    before = pieces[-1] if pieces[-1].strip() or not LED.match(pieces[-2] if len(pieces) > 1 else "") else pieces[-2]
    after = re.split(
        r"[.;:,)]|\b(?:and|but|while|mainly|because|due|as|from|against|of (?:its|their))\b", text[match.end() :]
    )[0]
    clause = re.sub(r"\{\w+\}", " ", f"{before} {match[0]} {after}")
    if OTHER.search(clause) or amount.qualifier:
        return
    said = reading.words(clause, generic=True)
    named = [row for row in rows if row.words and row.words <= said]
    largest = max((len(row.words) for row in named), default=0)
    named = [row for row in named if len(row.words) == largest]
    if not named or len({row.words for row in named}) > 1:
        return
    ahead = bool(AHEAD.search(clause))
    found = [judged for row in named if (judged := _against(row, sentence, amount, match, ahead=ahead))]
    if len(found) == 1 and len(named) == 1:
        yield found[0]
    else:
        yield from [judged for judged in found if judged.verdict is Verdict.CONSISTENT][:1]


def _against(
    row: BudgetRow, sentence: Sentence, amount: Quantity, match: re.Match[str], *, ahead: bool
) -> Judgement | None:
    """The amount against the difference of budget and spending; None where it may be of something else in the row."""
    left = bool(match["left"])
    meant = [(name, cell) for name, cell in row.outturns if bool(AHEAD.search(name)) == ahead] or row.outturns
    spent = [cell for name, cell in meant if TO_DATE.search(name) or not left]
    budget = _true(row.budget, row.scale)
    over = bool(match["over"] or match["over2"])
    place = sentence.place(match.start() if match.start() < amount.start else amount.start, amount.end)
    pairs = [(cell, _true(cell, row.scale) - budget) for cell in spent]
    for cell, gap in pairs:
        size = Interval(min(abs(gap.low), abs(gap.high)), max(abs(gap.low), abs(gap.high)))
        if size.meets(amount.true):
            places = (place, row.budget.place, cell.place)
            working = f"{row.label}: {cell.text.strip()} against {row.budget.text.strip()}"
            if not left and (gap.low > 0) != over and gap.low * gap.high > 0:
                if INCOME.search(row.label):
                    return None
                word = next(match[name] for name in ("over", "over2", "under", "under2") if match[name])
                return Judgement(
                    Verdict.WRONG, "direction", places, f"'{word}', but {working}", word, "underspent" if over else "overspent"
                )  # fmt: skip
            return Judgement(Verdict.CONSISTENT, "money", places, working)
    every = [_true(cell, row.scale) for cell in row.others]
    gaps = [Interval(*sorted((abs((a - b).low), abs((a - b).high)))) for a, b in itertools.combinations(every, 2)]
    sizes = [Interval(*sorted((abs(t.low), abs(t.high)))) for t in every]
    if len(pairs) != 1 or any(true.meets(amount.true) for true in (*sizes, *gaps)):
        return None
    cell, gap = pairs[0]
    value = abs(gap.low + gap.high) / 2
    if not value or not 1 / NEAR <= amount.value / value <= NEAR or (left and gap.high >= 0):
        return None
    should = print_like(f"{value / amount.scale:,.{max(amount.places, 2 if amount.scale == 1e6 else 0)}f}", amount)
    working = f"{row.label}: {row.budget.text.strip()} and {cell.text.strip()} differ by {should}"
    places = (place, row.budget.place, cell.place)
    return Judgement(Verdict.WRONG, "money", places, f"printed as {amount.text}; {working}", amount.text, should)
