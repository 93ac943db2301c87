"""One quantity stated twice, in sentences or in a sentence and a table: by the words both ways, the period, and how the two figures differ.

`Residential burglary stood at 690 offences in the quarter` is held to the row Residential burglary and the column of the quarter, and to any other
sentence that says so. Two figures are of one thing only where every telling word of each is said of the other; and they are called a contradiction
only where one may be the other misprinted, not brought up to date, or copied from another cell.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.slips import are_under_one_heading, digits_of, find_misprint, is_slip
from openscrutiny.claims.repeats.clauses import Clause, Words, read_clauses
from openscrutiny.claims.repeats.pairs import agree, differ
from openscrutiny.claims.repeats.tabled_levels import Row, Tabled, find_span, find_tabled, read_rows
from openscrutiny.claims.verdicts import Judgement, Place

KINDS = frozenset(
    map(
        stem,
        [
            "offence",
            "incident",
            "crime",
            "case",
            "report",
            "recorded",
            "people",
            "total",
            "number",
            "survey",
            "consultation",
        ],
    )
)
"""Stems of what is counted that a name leaves out."""
OF_WHOLE = re.compile(r"\bof (?:(?:the|its|our|all|those|these|a total of) )*$", re.IGNORECASE)
BESIDE = 40
"""Lines between a sentence and the table that it is read beside."""
ENOUGH = 2
"""Telling words by which a naming without a period is sure."""
LONG = 6
"""Digits that are not alike by chance, whatever else a clause says of the whole of a table."""
NEAR = 5
"""Lines within which two sentences of one section tell of one thing and of another of its kind."""
POINTS, MANY = 5.0, 4
"""Percentage points between two undated shares of so many words."""
LED = 8
"""Sentences between the items of a list and the line that leads it."""
MOST_VERSIONS = 2
"""Different figures of what was not brought up to date; what has more is several things."""
MOST_ALIKE = 60
"""Sentences about one thing; in a form filled in anew for many things there are more."""


def check_repeats(reading: Reading) -> Iterator[Judgement]:
    """Every level told outright, against the tables and sentences that name the same."""
    printed = Counter(digits_of(q) for sentence in reading.sentences for q in sentence.quantities)
    printed.update(
        digits_of(cell.number) for table in reading.tables for row in table.rows for cell in row if cell.number
    )
    clauses = [clause for s in reading.sentences if not s.in_table for clause in read_clauses(reading, s)]
    yield from _hold_to_tables(reading, clauses, printed)
    yield from _hold_to_sentences(reading, clauses, printed)


def _hold_to_tables(reading: Reading, clauses: Sequence[Clause], printed: Counter[str]) -> Iterator[Judgement]:
    by_word: dict[str, list[Row]] = {}  # rows by one word of their name, wholes by every word said with them
    names: dict[str, set[Words]] = {}
    for row in read_rows(reading):
        for word in [min(row.name)] if row.name else row.about - KINDS:
            by_word.setdefault(word, []).append(row)
        if row.name:
            names.setdefault(min(row.name), set()).add(row.name)
    for clause in clauses:
        rows = {(id(row.grid), row.index): row for word in clause.words for row in by_word.get(word, ())}
        held = [row for row in rows.values() if _is_of_row(clause, row)]
        longest = max((len(row.name) for row in held), default=0)
        held = [row for row in held if len(row.name) == longest and not _is_of_part(reading, clause, row, names)]
        found = [tabled for row in held if (tabled := find_tabled(clause, row))]
        same = next((tabled for tabled in found if tabled.true.meets(clause.quantity.true)), None)
        if same:
            yield agree(_place(clause), same.cell.place, f"as in the table's row {same.row.label}")
            continue
        near = _nearest(clause, found)
        part = OF_WHOLE.search(clause.sentence.text[: clause.quantity.start])
        sure = () if part or len({tabled.cell.text.strip() for tabled in near}) > 1 else near
        mistakes = [
            (tabled, mistake)
            for tabled in found
            if (mistake := _find_mistake(clause, tabled, printed, sure=tabled in sure))
        ]
        if len({tabled.cell.text.strip() for tabled, _ in mistakes}) == 1:
            tabled, mistake = mistakes[0]
            there, times = f"the table's row {tabled.row.label}", printed[digits_of(tabled.figure)]
            yield differ(
                (clause.quantity, _place(clause)), (tabled.figure, tabled.cell.place), there, mistake, times=times
            )


def _is_of_row(clause: Clause, row: Row) -> bool:
    """Whether a clause names the row, and nothing but what the table says of it and what is counted."""
    if any(part <= clause.words for part in row.parts):
        return False
    long = not row.name and len(digits_of(clause.quantity)) >= LONG and clause.words & row.about
    return bool(row.name <= clause.words and (clause.words - KINDS <= row.about or long))


def _is_of_part(reading: Reading, clause: Clause, row: Row, names: dict[str, set[Words]]) -> bool:
    """Whether the sentence before the clause, or the heading, names what is another row somewhere: an area, a group."""
    sentence = clause.sentence
    lead = re.split(r"[;.]\s", sentence.text[: clause.quantity.start])[-1]
    said = (reading.words(lead, generic=True) | _heading(reading, clause)) - row.about
    return any(other <= said for word in said for other in names.get(word, ()))


def _heading(reading: Reading, clause: Clause) -> Words:
    return reading.words(" ".join(clause.sentence.headings[-1:]), generic=True)


def _nearest(clause: Clause, found: Sequence[Tabled]) -> Sequence[Tabled]:
    """All the cells where the clause tells what is measured; else that of the table beside it."""
    telling = [tabled for tabled in found if len(clause.words & tabled.row.about - KINDS) > 1]
    if telling or not found:
        return telling
    nearest = min(found, key=lambda tabled: _distance(clause, tabled))
    return [nearest] if _distance(clause, nearest) <= BESIDE else []


def _distance(clause: Clause, tabled: Tabled) -> int:
    """Lines between a clause and a table; none within it."""
    line, table = clause.sentence.line, tabled.row.grid.table
    return max(table.first_line - line, line - table.last_line, 0)


def _find_mistake(clause: Clause, tabled: Tabled, printed: Counter[str], *, sure: bool) -> str:
    """Which mistake makes the clause's figure of the cell's; empty where it may be right of something else."""
    own, figure, row = clause.quantity, tabled.figure, tabled.row
    misprint = find_misprint(own, figure, known=tabled.dated) if printed[digits_of(own)] == 1 else ""
    if misprint or not row.name or not sure:
        return misprint
    others = (
        f"{row.grid.rows[r]}, {row.grid.columns[c]}" for r, cells in enumerate(row.grid.cells) for c, cell in enumerate(cells)
        if cell and cell.number and cell.number.unit == figure.unit and cell.number.true.meets(own.true)
    )  # fmt: skip
    elsewhere = next(others, "")
    middle = (tabled.true.low + tabled.true.high) / 2
    if tabled.dated and elsewhere:
        return f"it is the figure of {elsewhere}"
    near = abs(middle - own.value) <= 0.1 * max(abs(middle), abs(own.value))
    if not elsewhere and near and (tabled.dated or len(row.name) >= ENOUGH):
        return "not copied from the table"
    return ""


def _hold_to_sentences(reading: Reading, clauses: Sequence[Clause], printed: Counter[str]) -> Iterator[Judgement]:
    about = [clause.words | _heading(reading, clause) | KINDS for clause in clauses]
    by_word: dict[str, list[int]] = {}
    for i, clause in enumerate(clauses):
        for word in (about[i] - KINDS) | clause.words:
            by_word.setdefault(word, []).append(i)
    for i, clause in enumerate(clauses):
        near = min((by_word.get(word, []) for word in _telling(clause)), key=len)
        if len(near) > MOST_ALIKE:
            continue
        alike = [
            clauses[j] for j in near
            if j != i and _name_one_thing(clause, clauses[j], about[i], about[j]) and _is_of_one_time(reading, clause, clauses[j])
        ]  # fmt: skip
        before = [other for other in alike if other.sentence.index < clause.sentence.index]
        same = next((other for other in before if other.quantity.true.meets(clause.quantity.true)), None)
        if same:
            yield agree(_place(same), _place(clause), f"both {clause.quantity.text}")
            continue
        several = len({other.quantity.value for other in (clause, *alike)}) > MOST_VERSIONS
        other = next((other for other in before if _is_mistaken(other, clause, printed, several=several)), None)
        if other:
            odd, usual = sorted((clause, other), key=lambda one: printed[digits_of(one.quantity)])
            once, times = (printed[digits_of(one.quantity)] for one in (odd, usual))
            there = "another sentence about the same"
            yield differ(
                (odd.quantity, _place(odd)),
                (usual.quantity, _place(usual)),
                there,
                known=once == 1 < times,
                times=times,
            )


def _telling(clause: Clause) -> Words:
    return clause.words - KINDS or clause.words


def _name_one_thing(one: Clause, two: Clause, about_one: Words, about_two: Words) -> bool:
    """Whether each says all the telling words of the other, one of the two with those of its heading."""
    a, b = _telling(one), _telling(two)
    return (a <= about_two and b <= one.words) or (a <= two.words and b <= about_one)


def _is_of_one_time(reading: Reading, one: Clause, two: Clause) -> bool:
    spans = {span for span in (find_span(one.text), find_span(two.text)) if span}
    if one.quantity.unit != two.quantity.unit or len(spans) > 1:
        return False
    led = [_years_led(reading, clause) for clause in (one, two)]
    if not (one.periods or two.periods) and all(led) and led[0] != led[1]:
        return False
    return one.periods == two.periods or not (one.periods and two.periods)


def _years_led(reading: Reading, clause: Clause) -> list[str]:
    """The years of the line that leads the list of a clause: `The amount for the 2023 year is:`."""
    index = clause.sentence.index
    leads = [s.text for s in reading.sentences[max(0, index - LED) : index] if s.text.rstrip().endswith(":")]
    return re.findall(r"\b20\d\d\b", leads[-1]) if leads else []


def _is_mistaken(one: Clause, two: Clause, printed: Counter[str], *, several: bool) -> bool:
    """Whether one figure may be the other misprinted or not brought up to date; where `several` are named so, only misprinted."""
    a, b = one.quantity, two.quantity
    if not are_under_one_heading(one.sentence, two.sentence):
        return False
    enough = max(len(one.words), len(two.words)) >= ENOUGH
    known = bool(one.periods and two.periods) or _say_the_same(one, two)
    if (
        known
        and not several
        and (find_misprint(a, b, known=True) or sorted(a.text) == sorted(b.text) or (enough and is_slip(a, b)))
    ):
        return True
    apart = one.sentence.headings != two.sentence.headings or two.sentence.line - one.sentence.line >= NEAR
    near = a.unit == "%" and len(one.words) >= MANY and abs(a.value - b.value) <= POINTS and not several
    if min(printed[digits_of(q)] for q in (a, b)) > 1 or not (near or find_misprint(a, b)):
        return False
    return two.taken_up or (apart and enough)


def _say_the_same(one: Clause, two: Clause) -> bool:
    """Whether two sentences are one but for their one figure."""
    said = {re.sub(r"[^a-z]+", " ", clause.sentence.text.lower()).strip() for clause in (one, two)}
    return len(said) == len(one.sentence.quantities) == len(two.sentence.quantities) == 1


def _place(clause: Clause) -> Place:
    return clause.sentence.place(clause.quantity.start, clause.quantity.end)
