"""The same quantity in two places: summary and findings, prose and table, two tables, and pasted rows."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openscrutiny.claims.directions import DIRECTION
from openscrutiny.claims.passages import Sentence
from openscrutiny.claims.percentage_sums import OPPOSITE
from openscrutiny.claims.quantities import Quantity
from openscrutiny.claims.reading import Reading, Row
from openscrutiny.claims.table_rules import TO_DATE
from openscrutiny.claims.tables import Cell, Table
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

SUMMARY = re.compile(
    r"summary|headline|key (?:findings|points|messages|facts)|highlights|at a glance|overview", re.IGNORECASE
)
OPEN = re.compile(
    r"findings|results|analysis|discussion|detail|section \d|main report|conclusion|performance report", re.IGNORECASE
)
PERIODS = re.compile(
    r"\b(?:20\d\d(?:/\d\d)?|Q[1-4]|\d\d/\d\d|January|February|March|April|June|July|August|September|October|November|December)\b"
)
QUARTER = re.compile(
    r"(?:Q|Qtr|Quarter)\s*([1-4])\W+(?:20)?(\d\d)\b|(?:20)?(\d\d)/\d\d\W+(?:Q|Qtr|Quarter)\s*([1-4])", re.IGNORECASE
)
NEAR = 2.0
"""Percentage points: figures closer than this, of one quantity, are one figure mistyped and not two quantities."""


@dataclass(frozen=True)
class Keyed:
    """Percentages by what each is for: a sum of money, or the answers increase, no change and decrease."""

    values: dict[str, tuple[Quantity, Sentence]]


def check_repeats(reading: Reading) -> Iterator[Judgement]:
    """Every quantity that the document states twice, in words or tables."""
    yield from _summaries(reading)
    yield from _money_keyed(reading)
    yield from _quoted_rows(reading)
    yield from _same_rows(reading)
    yield from _to_dates(reading)
    yield from _pasted(reading)


def _scope(reading: Reading, line: int) -> str:
    """The nearest heading above that the document uses once: what a repeated heading stands under."""
    counts: dict[str, int] = {}
    for heading in reading.prose.headings.values():
        counts[heading.lower()] = counts.get(heading.lower(), 0) + 1
    found = ""
    for number, heading in reading.prose.headings.items():
        if number > line:
            break
        if counts[heading.lower()] == 1:
            found = heading
    return found


def _summaries(reading: Reading) -> Iterator[Judgement]:
    stated = [s for s in reading.sentences if not s.in_table and any(q.unit == "%" for q in s.quantities)]
    scopes = {s.index: _scope(reading, s.line) for s in stated}
    summary = [s for s in stated if SUMMARY.search(scopes[s.index])]
    for one in summary:
        others = [
            s for s in stated
            if s.line > one.line and s not in summary
            and (OPEN.search(scopes[s.index]) or reading.words(scopes[s.index]) <= reading.words(one.text + " " + " ".join(one.headings[-1:])))
        ]  # fmt: skip
        yield from _opposed(one, others)
        percents = [q for q in one.quantities if q.unit == "%"]
        if len(percents) == 1 and not DIRECTION.search(one.text):
            yield from _single(reading, one, percents[0], others)


def _periods(sentence: Sentence) -> set[str]:
    return set(PERIODS.findall(sentence.text))


def _single(reading: Reading, one: Sentence, quantity: Quantity, others: list[Sentence]) -> Iterator[Judgement]:
    words = reading.words(one.text, generic=True) - {"majority", "respondent", "resident", "peopl", "suggest", "sai"}
    if len(words) < 3:
        return
    same: list[tuple[Quantity, Sentence]] = []
    near: list[tuple[Quantity, Sentence]] = []
    for other in others:
        percents = [q for q in other.quantities if q.unit == "%"]
        found = reading.words(other.text, generic=True)
        if len(words & found) < 0.99 * len(words) or (
            _periods(one) and _periods(other) and _periods(one) != _periods(other)
        ):
            continue
        for q in percents:
            (same if q.value == quantity.value else near).append((q, other))
    if same:
        q, other = same[0]
        yield Judgement(
            Verdict.CONSISTENT,
            "repeat",
            (one.place(quantity.start, quantity.end), other.place(q.start, q.end)),
            f"both {q.text}",
        )
    elif len(near) == 1 or (near and all(abs(q.value - quantity.value) <= NEAR for q, _ in near[:1])):
        q, other = near[0]
        if 0 < abs(q.value - quantity.value) <= NEAR and q.places == quantity.places:
            yield _differ((one, quantity), (other, q))


def _differ(one: tuple[Sentence, Quantity], two: tuple[Sentence, Quantity]) -> Judgement:
    places = tuple(
        s.place(max(0, q.start - 10) if s.text[max(0, q.start - 1)] == "(" else q.start, min(len(s.text), q.end + 50))
        for s, q in (one, two)
    )
    return Judgement(
        Verdict.WRONG, "repeat", places, f"one quantity is given as {one[1].text} here and {two[1].text} there",
        f"{one[1].text} and {two[1].text}", "one figure in both", "one of the two was not brought up to date",
    )  # fmt: skip


def _opposites(sentence: Sentence) -> dict[str, Quantity]:
    percents = [q for q in sentence.quantities if q.unit == "%"]
    for words in OPPOSITE:
        found: dict[str, Quantity] = {}
        for name, pattern in zip(("up", "same", "down"), words, strict=True):
            hits = [
                q for i, q in enumerate(percents)
                if re.search(pattern, sentence.text[q.end : percents[i + 1].start if i + 1 < len(percents) else len(sentence.text)], re.IGNORECASE)
            ]  # fmt: skip
            if len(hits) == 1:
                found[name] = hits[0]
        if len(found) == 3 and len({q.start for q in found.values()}) == 3:
            return found
    return {}


def _opposed(one: Sentence, others: list[Sentence]) -> Iterator[Judgement]:
    mine = _opposites(one)
    for other in others if mine else ():
        theirs = _opposites(other)
        if not theirs or (_periods(one) and _periods(other) and _periods(one) != _periods(other)):
            continue
        gaps = [abs(mine[key].value - theirs[key].value) for key in mine]
        if min(gaps) == 0 and max(gaps) <= NEAR:
            for key in mine:
                a, b = mine[key], theirs[key]
                if a.value == b.value:
                    places = (one.place(a.start, a.end), other.place(b.start, b.end))
                    yield Judgement(Verdict.CONSISTENT, "repeat", places, f"both {a.text}")
                else:
                    yield _differ((one, a), (other, b))
            return


def _money_keyed(reading: Reading) -> Iterator[Judgement]:
    """`31% for £20, 27% for £10 ...`, in one sentence or in a run of bullets."""
    groups: list[Keyed] = []
    run: dict[str, tuple[Quantity, Sentence]] = {}
    last = -9
    for sentence in reading.sentences:
        pairs = _money_pairs(sentence)
        if len(pairs) >= 3:
            groups.append(Keyed({key: (q, sentence) for key, q in pairs.items()}))
        elif len(pairs) == 1:
            if sentence.index != last + 1:
                run = {}
                groups.append(Keyed(run))
            last = sentence.index
            run.update({key: (q, sentence) for key, q in pairs.items()})
    for i, one in enumerate(groups):
        for two in groups[i + 1 :]:
            keys = [key for key in one.values if key in two.values]
            same = [key for key in keys if one.values[key][0].value == two.values[key][0].value]
            if len(keys) >= 4 and len(same) >= 0.6 * len(keys):
                for key in keys:
                    (a, s), (b, t) = one.values[key], two.values[key]
                    if key in same:
                        yield Judgement(
                            Verdict.CONSISTENT,
                            "repeat",
                            (s.place(a.start, a.end), t.place(b.start, b.end)),
                            f"both {a.text}",
                        )
                    else:
                        yield _differ((s, a), (t, b))


def _money_pairs(sentence: Sentence) -> dict[str, Quantity]:
    found: dict[str, Quantity] = {}
    quantities = sentence.quantities
    for a, b in itertools.pairwise(quantities):
        if a.unit == "%" and b.unit == "£" and b.start - a.end < 90:
            found[b.text] = a
    return found


def _quoted_rows(reading: Reading) -> Iterator[Judgement]:
    """A paragraph that quotes two figures of a table's row, with another that is nearly the row's but not."""
    lines: dict[int, list[tuple[Sentence, Quantity]]] = {}
    for sentence in reading.sentences:
        if not sentence.in_table:
            figures = [q for q in sentence.quantities if q.unit in "£n" and len(re.sub(r"\D", "", q.text)) >= 3]
            lines.setdefault(sentence.line, []).extend((sentence, q) for q in figures)
    for line, quantities in lines.items():
        if len(quantities) < 3:
            continue
        for table in reading.tables:
            if -5 <= line - table.last_line <= 40 or 0 <= table.first_line - line <= 25:
                yield from _quoted(quantities, table)


def _digits(quantity: Quantity) -> float:
    return abs(round(quantity.value / quantity.scale, 6))


def _quoted(quantities: list[tuple[Sentence, Quantity]], table: Table) -> Iterator[Judgement]:
    every = {_digits(cell.number) for row in table.body for cell in row if cell.number}
    for row in table.body:
        cells = [cell for cell in row if cell.number and cell.number.value]
        by_value = {_digits(cell.number): cell for cell in cells if cell.number}
        hits = [(sentence, q) for sentence, q in quantities if _digits(q) in by_value]
        if len({_digits(q) for _, q in hits}) < 2:
            continue
        for sentence, q in hits:
            yield Judgement(
                Verdict.CONSISTENT,
                "repeat",
                (sentence.place(q.start, q.end), by_value[_digits(q)].place),
                "as in the table",
            )
        for sentence, q in quantities:
            if q.qualifier or _digits(q) in every:
                continue
            close = [
                cell for cell in cells
                if cell.number and cell.number.places == q.places and abs(_digits(cell.number) - _digits(q)) <= 0.01 * _digits(q)
            ]  # fmt: skip
            if len(close) >= 1 and len({_digits(cell.number) for cell in close if cell.number}) == 1:
                cell = close[0]
                yield Judgement(
                    Verdict.WRONG, "repeat", (sentence.place(q.start, q.end), cell.place),
                    f"printed as {q.text}; the table's {table.label(row)} row, quoted in the same paragraph, has {cell.text.strip()}",
                    q.text, cell.text.strip().lstrip("-"), _copied(q, cell),
                )  # fmt: skip
        return


def _copied(quantity: Quantity, cell: Cell) -> str:
    a, b = re.sub(r"\D", "", quantity.text), re.sub(r"\D", "", cell.text)
    return "digits changed round" if sorted(a) == sorted(b) else "not copied from the table"


def _quarter(header: str) -> tuple[int, int] | None:
    match = QUARTER.search(header)
    if not match:
        return None
    return (int(match[2]), int(match[1])) if match[1] else (int(match[3]), int(match[4]))


def _same_rows(reading: Reading) -> Iterator[Judgement]:
    """Rows of one name in two tables: the same quarter must have the same figure."""
    named: dict[frozenset[str], list[Row]] = {}
    for row in reading.rows:
        words = reading.words(row.label)
        if row.label and words:
            named.setdefault(words, []).append(row)
    for rows in named.values():
        for i, one in enumerate(rows):
            for two in rows[i + 1 :]:
                if one.table is not two.table:
                    yield from _same_quarters(one, two)


def _by_quarter(row: Row) -> dict[tuple[int, int], Cell]:
    if not row.aligned:
        return {}
    found: dict[tuple[int, int], Cell] = {}
    for column, cell in enumerate(row.cells):
        quarter = _quarter(row.table.header(column))
        if quarter and cell.number and cell.number.unit == "n" and "hange" not in row.table.header(column):
            found[quarter] = cell
    return found


def _same_quarters(one: Row, two: Row) -> Iterator[Judgement]:
    mine, theirs = _by_quarter(one), _by_quarter(two)
    shared = [key for key in mine if key in theirs]
    agree = [key for key in shared if mine[key].number.value == theirs[key].number.value]  # type: ignore[union-attr]
    for key in shared:
        a, b = mine[key], theirs[key]
        assert a.number
        assert b.number
        if key in agree:
            yield Judgement(Verdict.CONSISTENT, "repeat", (a.place, b.place), f"both tables: {a.text.strip()}")
        elif agree and abs(a.number.value - b.number.value) <= 0.05 * max(abs(a.number.value), abs(b.number.value)):
            yield Judgement(
                Verdict.WRONG, "repeat", (a.place, b.place),
                f"{one.label} is {a.text.strip()} in one table and {b.text.strip()} in the other for the same quarter",
                f"{a.text.strip()} and {b.text.strip()}", "one figure in both", "drawn from two extracts",
            )  # fmt: skip


def _plain(label: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\([^)]*\)", "", label.lower()))


def _to_dates(reading: Reading) -> Iterator[Judgement]:
    """Year-to-date changes: a table a measure, with a row a quarter, against a table with a row a measure."""
    headings = sorted(reading.prose.headings.items())
    single: dict[str, list[Cell]] = {}
    listed: list[tuple[str, str, Cell]] = []
    for table in reading.tables:
        for row in table.body:
            for column, cell in enumerate(row):
                if cell.number and cell.number.unit == "%" and TO_DATE.search(table.header(column)):
                    label = table.label(row)
                    if re.match(r"\W*(?:Q|Qtr|Quarter)\s*[1-4]\b", label):
                        above = [heading for line, heading in headings if line < table.first_line]
                        if above:
                            single.setdefault(_plain(above[-1]), []).append(cell)
                    elif label:
                        listed.append((_plain(label), label, cell))
    pairs = [(name, cell, single[key]) for key, name, cell in listed if key in single]
    agree = [
        p
        for p in pairs
        if any(other.number and p[1].number and other.number.value == p[1].number.value for other in p[2])
    ]
    for name, cell, others in pairs:
        assert cell.number
        same = [other for other in others if other.number and other.number.value == cell.number.value]
        if same:
            yield Judgement(
                Verdict.CONSISTENT, "repeat", (same[0].place, cell.place), f"{name}: both {cell.text.strip()}"
            )
            continue
        close = [other for other in others if other.number and abs(other.number.value - cell.number.value) <= NEAR]
        if close and len(agree) >= 3 and len(agree) >= 2 * (len(pairs) - len(agree)):
            yield Judgement(
                Verdict.WRONG, "repeat", (close[0].place, cell.place),
                f"the year-to-date change of {name} is {close[0].text.strip()} in one table and {cell.text.strip()} in the other, "
                "where the other measures of the two agree", f"{close[0].text.strip()} and {cell.text.strip()}", "one figure in both",
                "one of the two was not brought up to date",
            )  # fmt: skip


def _pasted(reading: Reading) -> Iterator[Judgement]:
    """A row that carries another row's figures, while its own figures stand under its fuller name."""
    sets: list[tuple[str, frozenset[float], tuple[Place, ...], Table]] = []
    for table in reading.tables:
        rows = [row for row in reading.rows if row.table is table]
        if len({row.label for row in rows if row.label}) == 1:
            label = next(row.label for row in rows if row.label)
            numbers = frozenset(v for row in rows for v, _ in row.numbers if abs(v) >= 100)
            sets.append((label, numbers, tuple(cell.place for row in rows for _, cell in row.numbers), table))
        else:
            for row in rows:
                numbers = frozenset(v for v, _ in row.numbers if abs(v) >= 100)
                sets.append((row.label, numbers, tuple(cell.place for _, cell in row.numbers), table))
    found: dict[tuple[str, str], list[Place]] = {}
    for label, numbers, places, table in sets:
        words = reading.words(label)
        if len(numbers) < 3 or not words:
            continue
        for other, figures, _other_places, source in sets:
            donor = reading.words(other)
            if source is table or figures != numbers or words <= donor or donor <= words:
                continue
            own = [s for s in sets if s[3] is source and words <= reading.words(s[0]) and s[1] and not s[1] & numbers]
            if own:
                found.setdefault((label, other), []).extend(places)
    for (label, other), places_found in found.items():
        yield Judgement(
            Verdict.WRONG, "pasted", tuple(dict.fromkeys(places_found)),
            f"the figures under '{label}' are those of '{other}' in another table, which gives '{label}' figures of its own",
            label, f"the figures of {label}", f"pasted from the row of {other}",
        )  # fmt: skip
