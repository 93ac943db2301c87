"""Moves whose two levels stand in the table's row that they name: `robbery had fallen by 35`, `£2,700 (3.9%) under its estimate`."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openscrutiny.claims.changes.judging import judge_values
from openscrutiny.claims.changes.statements import Change, read_changes
from openscrutiny.claims.changes.words import DOWN_VERB, UP_VERB
from openscrutiny.claims.reading.directions import percent_meets, size_of
from openscrutiny.claims.reading.grids import Grid, read_grid
from openscrutiny.claims.reading.move_mentions import Mentions, read_mentions
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, print_like, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.slips import misprints_of
from openscrutiny.claims.reading.tables import Cell
from openscrutiny.claims.tables.headings import CHANGE, RATE
from openscrutiny.claims.verdicts import Judgement, Verdict

BESIDE_PLAN = re.compile(
    r"(?P<amount>\{[NM]\d+\})(?:\s*(?:\(|,\s*or\s+|\s+or\s+)\s*(?P<share>\{P\d+\})\s*\)?,?)?\s+(?:(?P<down>under|below|less than|short of)|(?P<up>over|above|more than))\s+(?:its|the|their|our)?\s*(?:original\s+|approved\s+|revised\s+)?(?P<plan>estimate|budget|forecast|plan|allocation|profile)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"20\d\d|\b\d\d(?=/\d\d)")
SPENT = re.compile(r"\b(?:outturn|actual|cost|spen[dt]|final|out-?turn|forecast)\b", re.IGNORECASE)
EVERY_YEAR = re.compile(
    rf"\b(?:has|have|had)\s+(?:(?P<up>{UP_VERB}|improved)|(?P<down>{DOWN_VERB}|worsened|deteriorated))\s+(?:in\s+)?(?:each|every)\s+(?:of\s+the\s+)?(?:[a-z]+\s+)?years?\b",
    re.IGNORECASE,
)
GOOD_WHEN_HIGH = re.compile(
    r"\b(?:margin|satisfaction|confidence|trust|attendance|compliance|completion|detection|collection|surplus|productivity|recovery)\b",
    re.IGNORECASE,
)
FEWEST = 10
"""Amounts from here on are held to a difference in a table: smaller ones may be met by chance."""


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row of a table, the telling words of its label, and its levels by column."""

    grid: Grid
    row: int
    words: frozenset[str]

    @property
    def levels(self) -> list[tuple[int, Cell]]:
        return [
            (c, cell) for c, cell in enumerate(self.grid.cells[self.row])
            if cell and cell.number and not CHANGE.search(self.grid.columns[c]) and not RATE.search(self.grid.columns[c])
        ]  # fmt: skip


def check_moves_in_tables(reading: Reading) -> Iterator[Judgement]:
    """Every move of a row that its clause names, by an amount that is the difference of two of the row's figures."""
    rows = [
        NamedRow(grid, r, words)
        for table in reading.tables if (grid := read_grid(table)) and all(grid.columns)
        for r, label in enumerate(grid.rows) if (words := reading.words(label))
    ]  # fmt: skip
    for sentence in reading.sentences if rows else ():
        if sentence.in_table or not (sentence.quantities or EVERY_YEAR.search(sentence.text)):
            continue
        for change in read_changes(sentence):
            said = _subject(change, reading)
            if said and change.direction and (named := [row for row in rows if row.words <= said]):
                yield from _judge_move(change, named)
        mentions = read_mentions(sentence.text)
        for match in BESIDE_PLAN.finditer(mentions.text):
            said = reading.words(_clause(mentions.text[: match.start()]))
            yield from _judge_plan(sentence, mentions, match, [row for row in rows if row.words & said])
        for match in EVERY_YEAR.finditer(sentence.text):
            if row := _named(reading, rows, _clause(sentence.text[: match.start()])):
                yield from _judge_years(sentence, match, row)


def _clause(before: str) -> str:
    """The words between the last stop, comma or joining word and a verb: its subject."""
    return re.split(r"[.;:,()]|\b(?:and|but|that|while|whilst|although)\b", before)[-1]


def _named(reading: Reading, rows: list[NamedRow], words: str) -> NamedRow | None:
    """The one row whose label says what a clause says; none where two tables have one."""
    said = reading.words(words)
    found = [row for row in rows if row.words == said] or [
        row for row in rows if len(row.words) >= 2 and row.words < said
    ]
    return found[0] if len(found) == 1 else None


OTHER_BASE = re.compile(
    r"\b(?:average|since|baseline|pandemic|covid|quarter|month|forecast|target|plan|budget|per|rate|years ago)\b",
    re.IGNORECASE,
)
"""What a percentage beside the latest figure of a row may be against, other than the earlier one."""
THIS, LAST = (
    re.compile(r"\bthis\b|\bcurrent\b|\blatest\b", re.IGNORECASE),
    re.compile(r"\blast\b|\bprevious\b|\bprior\b", re.IGNORECASE),
)


def _order(row: NamedRow, one: int, two: int) -> int:
    """1 where the first column is the earlier period, -1 where the second is, 0 where the headings do not say."""
    names = [row.grid.columns[c] for c in (one, two)]
    for sign, (first, second) in ((1, names), (-1, reversed(names))):
        if LAST.search(first) and THIS.search(second):
            return sign
    years = [[int(y) % 100 for y in YEAR.findall(name)] for name in names]
    if not all(years) or years[0][-1] == years[1][-1]:
        return 0
    return 1 if years[0][-1] < years[1][-1] else -1


def _subject(change: Change, reading: Reading) -> frozenset[str]:
    """The telling words of what a change is of: those before it, or after `a fall of 35 in`; none where it is denied."""
    text, (start, end) = change.sentence.text, change.clause
    if change.before or change.is_denied or not change.parts:
        return frozenset()
    first, last = change.parts[0].start, change.parts[-1].end
    opening = text[start:first]
    told = (
        _clause(opening),
        *(re.split(r"[.;:,()]", text[at:end].lstrip(")"))[0] for at in (change.parts[0].end, last)),
    )
    return next((words for text in told if (words := reading.words(text))), frozenset())


def _judge_move(change: Change, rows: list[NamedRow]) -> Iterator[Judgement]:
    """A change of a row's two figures: by their difference, or by a percentage and the later of them."""
    count, percent, after = change.count, change.percent, change.after
    fits: list[tuple[NamedRow, Cell, Cell]] = []
    slips: list[tuple[NamedRow, Cell, Cell]] = []
    for row in rows:
        for (one, first), (two, second) in itertools.combinations(row.levels, 2):
            order = _order(row, one, two)
            earlier, later = (first, second) if order > 0 else (second, first)
            a, b = earlier.number, later.number
            if not order or not (a and b and a.whole and b.whole and a.value > 0):
                continue
            if count and count.whole and count.value >= FEWEST:
                same = abs(a.value - b.value) == count.value and (after is None or after.value == b.value)
            else:
                same = bool(percent and not count and len(row.levels) == 2 and _tells(percent, after, a, b))
            if same:
                fits.append((row, earlier, later))
            elif count and len(row.levels) == 2 and _is_slip(change, row, count, b.value - a.value):
                slips.append((row, earlier, later))
    if not fits and len(slips) == len(rows) == 1:
        fits = slips
    if len(fits) != 1:
        return
    row, earlier, later = fits[0]
    before, now = earlier.number, later.number
    assert before and now  # noqa: PT018
    if (
        percent
        and not count
        and after
        and (now.value - before.value) * change.direction > 0
        and OTHER_BASE.search(change.sentence.text)
    ):
        return
    judged = judge_values(replace(change, percent=None if count else percent), before, now)
    if judged.verdict is Verdict.WRONG and judged.kind == "change" and not (after or slips == fits):
        return
    label = f"the table's row {row.grid.rows[row.row]}: "
    yield replace(judged, places=(*change.places, earlier.place, later.place), explanation=label + judged.explanation)


def _is_slip(change: Change, row: NamedRow, count: Quantity, difference: float) -> bool:
    """Whether an amount, told of a row by its whole label and against its earlier year, is the row's difference mistyped."""
    text = change.sentence.text
    than = THAN_YEAR.match(text, count.end)
    named = row.grid.rows[row.row].strip().lower() in text[: count.start].lower()
    years = [YEAR.findall(row.grid.columns[c]) for c, _ in row.levels]
    first = min((int(year[-1]) % 100 for year in years if year), default=None)
    worded = change.percent is None or not re.search(
        r"\d", change.percent.text
    )  # `down by a quarter, 37 fewer than in 2022`
    told = than and named and worded and count.whole and count.value >= FEWEST and int(than[1]) % 100 == first
    return bool(
        told and difference * change.direction > 0 and any(q.value == abs(difference) for q in misprints_of(count))
    )


THAN_YEAR = re.compile(r"\s+(?:more|fewer|less)\s+than\s+in\s+20(\d\d)(?!\d|[/–-]\d)")


def _tells(percent: Quantity, after: Quantity | None, one: Quantity, two: Quantity) -> bool:
    """Whether a row's figures are those of a percentage: the level told with it is the later of them, or it is theirs to a decimal."""
    true = ratio(size_of(two.true - one.true), one.true)
    fits = true is not None and percent_meets(percent, true)
    return after.value == two.value if after else fits and percent.places > 0


def _judge_plan(
    sentence: Sentence, mentions: Mentions, match: re.Match[str], rows: list[NamedRow]
) -> Iterator[Judgement]:
    amount = mentions.figures[int(match["amount"][2:-1])]
    said, pairs = match["plan"].lower()[:4], []
    for row in rows:
        plans = [(c, cell) for c, cell in row.levels if said in row.grid.columns[c].lower()]
        spent = [cell for c, cell in row.levels if SPENT.search(row.grid.columns[c]) and c not in dict(plans)]
        pairs += [
            (row, plan.number, actual.number, plan, actual)
            for _, plan in plans for actual in spent
            if plan.number and actual.number and abs(abs(plan.number.value - actual.number.value) - amount.value) < 0.5 * amount.scale
        ]  # fmt: skip
    if len(pairs) != 1:
        return
    row, plan, actual, one, two = pairs[0]
    share = mentions.figures[int(match["share"][2:-1])] if match["share"] else None
    places = (sentence.place(amount.start, mentions.place(match.end())), one.place, two.place)
    over, word = actual.value > plan.value, match["up"] or match["down"]
    working = f"{row.grid.rows[row.row]}: {two.text.strip()} against {one.text.strip()}"
    if over != bool(match["up"]):
        yield Judgement(
            Verdict.WRONG, "direction", places, f"'{word}', but {working}", word, "over" if over else "under"
        )
        return
    true = ratio(Interval(amount.value, amount.value), Interval(plan.value, plan.value))
    if share is None or true is None or share.true.meets(true):
        yield Judgement(Verdict.CONSISTENT, "change", places, working)
        return
    should = f"{true.low:.{share.places}f}%"
    other = ratio(Interval(amount.value, amount.value), Interval(actual.value, actual.value))
    yield Judgement(
        Verdict.WRONG, "change", places, f"printed as {share.text}; {amount.text} / {one.text.strip()} = {should} ({working})", share.text,
        print_like(f"{true.low:.{share.places}f}", share),
        "divided by what was spent, not by the plan" if other and share.true.meets(other) else "",
    )  # fmt: skip


def _judge_years(sentence: Sentence, match: re.Match[str], row: NamedRow) -> Iterator[Judgement]:
    """`has improved in each year`, of a row that falls from each year to the next."""
    label = row.grid.rows[row.row]
    cells = [(int(years[-1]), cell) for c, cell in row.levels if (years := YEAR.findall(row.grid.columns[c]))]
    cells.sort(key=lambda pair: pair[0])
    figures: list[Quantity] = [cell.number for _, cell in cells if cell.number]
    if len(figures) < 3 or len({year for year, _ in cells}) < len(cells):
        return
    word = match["up"] or match["down"]
    if re.match(r"improv|worsen|deterior", word, re.IGNORECASE) and not GOOD_WHEN_HIGH.search(label):
        return
    steps = [b.value - a.value for a, b in itertools.pairwise(figures)]
    fine = all(step > 0 for step in steps) if match["up"] else all(step < 0 for step in steps)
    places = (sentence.place(match.start(), match.end()), *(cell.place for _, cell in cells))
    working = f"{label}: {', '.join(q.text for q in figures)}"
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "direction", places, working if fine else f"'{word}', but {working}", "" if fine else word,
        "" if fine else "fallen" if all(step < 0 for step in steps) else "risen" if all(step > 0 for step in steps) else "not in each year",
    )  # fmt: skip
