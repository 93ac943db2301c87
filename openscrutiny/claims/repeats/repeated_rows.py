"""Rows of one name in two tables: the same period, the same year to date, and figures pasted from another row."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import replace

from openscrutiny.claims.reading.reading import Reading, Row
from openscrutiny.claims.reading.slips import NEAR, is_near, is_slip
from openscrutiny.claims.reading.tables import Cell, Table
from openscrutiny.claims.repeats.pairs import agree, differ
from openscrutiny.claims.tables.headings import TO_DATE
from openscrutiny.claims.tables.quarters import plain_name, read_quarter
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

REACH = 200
"""Tables or rows after one that are held against it; no pack repeats a row so often, and the time stays in bounds."""
TELLING = 100
"""Small figures agree by chance in tables of two measures with rows of one name."""
FEWEST = 2
"""Figures that agree in two tables whose titles are of one subject."""

Dated = dict[Hashable, Cell]
"""The figures of a row by what their columns say of when."""


def check_repeated_rows(reading: Reading) -> Iterator[Judgement]:
    """Every row that two tables share."""
    yield from _same_rows(reading)
    yield from _to_dates(reading)
    yield from _pasted(reading)


def _same_rows(reading: Reading) -> Iterator[Judgement]:
    """Rows of one name in two tables: where most of their figures of one period agree, all should."""
    named: dict[Hashable, list[tuple[Table, Dated]]] = {}
    for table in reading.tables:
        for row in table.body:
            label = table.label(row)
            named.setdefault(reading.words(label) or plain_name(label), []).append((table, _by_period(table, row)))
    pairs = [
        (one, two, mine, theirs) for name, rows in named.items() if name for i, (one, mine) in enumerate(rows)
        for two, theirs in rows[i + 1 : i + 1 + REACH] if one is not two
    ]  # fmt: skip
    shared: Counter[tuple[int, int]] = Counter()
    agreed: Counter[tuple[int, int]] = Counter()
    for one, two, mine, theirs in pairs:
        shared[id(one), id(two)] += len(mine.keys() & theirs.keys())
        agreed[id(one), id(two)] += len(_agreeing(mine, theirs))
    for one, two, mine, theirs in pairs:
        tables, same = (id(one), id(two)), _agreeing(mine, theirs)
        if 2 * agreed[tables] < shared[tables] or (shared[tables] > 2 and 3 * agreed[tables] < 2 * shared[tables]):
            continue  # tables of two measures, with a row for each area
        told = any(abs(cell.number.value) >= TELLING for cell in same.values() if cell.number)
        subjects = reading.words(one.caption), reading.words(two.caption)
        of_one = agreed[tables] >= FEWEST and (subjects[0] <= subjects[1] or subjects[1] <= subjects[0])
        for period, cell in mine.items():
            other = theirs.get(period)
            if period in same and other:
                yield agree(cell.place, other.place, f"both tables: {cell.text.strip()}")
            elif other and cell.number and other.number and cell.number.unit == other.number.unit:
                near = is_near(cell.number.value, other.number.value)
                if (told and is_slip(cell.number, other.number)) or (of_one and near):
                    yield _differ(cell, other, "another table, of the same row and period,")


def _by_period(table: Table, row: tuple[Cell, ...]) -> Dated:
    found: dict[Hashable, list[Cell]] = {}
    for column, cell in enumerate(row):
        header = table.header(column)
        if cell.number and "hange" not in header and re.search(r"\d\d", header):
            found.setdefault(read_quarter(header) or plain_name(header), []).append(cell)
    return {period: cells[0] for period, cells in found.items() if len(cells) == 1}


def _agreeing(mine: Dated, theirs: Dated) -> Dated:
    return {
        period: cell for period, cell in mine.items()
        if (other := theirs.get(period)) and cell.number and other.number and cell.number.value == other.number.value
    }  # fmt: skip


def _differ(one: Cell, two: Cell, there: str) -> Judgement:
    assert one.number
    assert two.number
    return differ((one.number, one.place), (two.number, two.place), there, "drawn from two extracts", known=False)


def _to_dates(reading: Reading) -> Iterator[Judgement]:
    """Year-to-date changes: a table a measure, with a row a quarter, against a table with a row a measure."""
    headings = sorted(reading.prose.headings.items())
    single: dict[str, list[Cell]] = {}
    listed: list[tuple[str, str, Cell, Table]] = []
    for table in reading.tables:
        for row in table.body:
            for column, cell in enumerate(row):
                if cell.number and cell.number.unit == "%" and TO_DATE.search(table.header(column)):
                    label = table.label(row)
                    if re.match(r"\W*(?:Q|Qtr|Quarter)\s*[1-4]\b", label):
                        above = [heading for line, heading in headings if line < table.first_line]
                        if above:
                            single.setdefault(plain_name(above[-1]), []).append(cell)
                    elif label:
                        listed.append((plain_name(label), label, cell, table))
    pairs = [
        (name, cell, single[match])
        for key, name, cell, table in listed
        if (match := _same_name(key, table, single, listed))
    ]
    alike = [
        p
        for p in pairs
        if any(other.number and p[1].number and other.number.value == p[1].number.value for other in p[2])
    ]
    for name, cell, others in pairs:
        assert cell.number
        same = [other for other in others if other.number and other.number.value == cell.number.value]
        if same:
            yield agree(same[0].place, cell.place, f"{name}: both {cell.text.strip()}")
            continue
        close = [other for other in others if other.number and abs(other.number.value - cell.number.value) <= NEAR]
        if close and len(alike) >= 3 and len(alike) >= 2 * (len(pairs) - len(alike)):
            found = _differ(close[0], cell, f"the row {name} of another table, whose other years to date agree,")
            yield replace(found, involves=())  # it may be wrong by its quarters too, which is another contradiction


def _same_name(
    key: str, table: Table, single: dict[str, list[Cell]], listed: list[tuple[str, str, Cell, Table]]
) -> str:
    """The heading of a row's name, or the one heading that opens its name where no other row of its table opens so."""
    if key in single:
        return key
    opening = [name for name in single if name and key.startswith(name)]
    alike = {other for other, _, _, source in listed if opening and source is table and other.startswith(opening[0])}
    return opening[0] if len(opening) == 1 and alike == {key} else ""


NamedFigures = tuple[str, frozenset[float], tuple[Place, ...], Table]
"""A name, its figures of three digits and more, where they stand, and their table."""


def _named_figures(rows: list[Row]) -> list[NamedFigures]:
    """The rows of a table, each by its name; as one where only one of them has a name."""
    labels = {row.label for row in rows if row.label}
    together = [(labels.pop(), rows)] if len(labels) == 1 else [(row.label, [row]) for row in rows]
    return [
        (
            label,
            frozenset(v for row in group for v, _ in row.numbers if abs(v) >= 100),
            tuple(cell.place for row in group for _, cell in row.numbers),
            rows[0].table,
        )
        for label, group in together
    ]


def _pasted(reading: Reading) -> Iterator[Judgement]:
    """A row that carries another row's figures, while its own figures stand under its fuller name."""
    by_table: dict[int, list[Row]] = {}
    for row in reading.rows:
        by_table.setdefault(id(row.table), []).append(row)
    sets = [named for rows in by_table.values() for named in _named_figures(rows)]
    alike: dict[frozenset[float], list[NamedFigures]] = {}
    beside: dict[int, list[NamedFigures]] = {}
    for named in sets:
        alike.setdefault(named[1], []).append(named)
        beside.setdefault(id(named[3]), []).append(named)
    found: dict[tuple[str, str], list[Place]] = {}
    for label, numbers, places, table in sets:
        words = reading.words(label)
        if len(numbers) < 3 or not words:
            continue
        for other, _, _, source in alike[numbers][:REACH]:
            donor = reading.words(other)
            if source is table or words <= donor or donor <= words:
                continue
            if any(
                words <= reading.words(name) and own and not own & numbers for name, own, _, _ in beside[id(source)]
            ):
                found.setdefault((label, other), []).extend(places)
    for (label, other), places_found in found.items():
        yield Judgement(
            Verdict.WRONG, "pasted", tuple(dict.fromkeys(places_found)),
            f"the figures under '{label}' are those of '{other}' in another table, which gives '{label}' figures of its own",
            label, f"the figures of {label}", f"pasted from the row of {other}",
        )  # fmt: skip
