"""Rows of one name in two tables: the same quarter, the same year to date, and figures pasted from another row."""

import re
from collections import Counter
from collections.abc import Iterator

from openscrutiny.claims.reading.reading import Reading, Row
from openscrutiny.claims.reading.slips import NEAR
from openscrutiny.claims.reading.tables import Cell, Table
from openscrutiny.claims.tables.headings import TO_DATE
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

QUARTER = re.compile(
    r"(?:Q|Qtr|Quarter)\s*([1-4])\W+(?:20)?(\d\d)\b|(?:20)?(\d\d)/\d\d\W+(?:Q|Qtr|Quarter)\s*([1-4])", re.IGNORECASE
)
REACH = 200
"""Tables or rows after one that are held against it; no pack repeats a row so often, and the time stays in bounds."""
TELLING = 100
"""Small figures agree by chance in tables of two measures with rows of one name."""


def check_repeated_rows(reading: Reading) -> Iterator[Judgement]:
    """Every row that two tables share."""
    yield from _same_rows(reading)
    yield from _same_cells(reading)
    yield from _to_dates(reading)
    yield from _pasted(reading)


def _quarter(header: str) -> tuple[int, int] | None:
    match = QUARTER.search(header)
    if not match:
        return None
    return (int(match[2]), int(match[1])) if match[1] else (int(match[3]), int(match[4]))


def _same_rows(reading: Reading) -> Iterator[Judgement]:
    """Rows of one name in two tables: the same quarter must have the same figure."""
    named: dict[frozenset[str], list[tuple[Row, Quarters]]] = {}
    for row in reading.rows:
        quarters = by_quarter(row)
        words = reading.words(row.table.label(row.cells) or row.label) if quarters else frozenset()
        if row.label and words:
            named.setdefault(words, []).append((row, quarters))
    pairs = [
        (one, two, mine, theirs) for rows in named.values() for i, (one, mine) in enumerate(rows)
        for two, theirs in rows[i + 1 : i + 1 + REACH] if one.table is not two.table
    ]  # fmt: skip
    shared: Counter[tuple[int, int]] = Counter()
    agreed: Counter[tuple[int, int]] = Counter()
    for one, two, mine, theirs in pairs:
        tables = id(one.table), id(two.table)
        for key in mine.keys() & theirs.keys():
            a, b = mine[key].number, theirs[key].number
            shared[tables] += 1
            agreed[tables] += bool(a and b and a.value == b.value)
    for one, two, mine, theirs in pairs:
        tables = id(one.table), id(two.table)
        if 2 * agreed[tables] >= shared[tables] and (shared[tables] < 3 or 3 * agreed[tables] >= 2 * shared[tables]):
            yield from _same_quarters(one.label, mine, theirs)  # else tables of two measures, with a row for each area


Quarters = dict[tuple[int, int], Cell]
"""The counts of a row by year and quarter."""


def by_quarter(row: Row) -> Quarters:
    if not row.aligned:
        return {}
    found: dict[tuple[int, int], Cell] = {}
    for column, cell in enumerate(row.cells):
        quarter = _quarter(row.table.header(column))
        if quarter and cell.number and cell.number.unit == "n" and "hange" not in row.table.header(column):
            found[quarter] = cell
    return found


def _same_quarters(label: str, mine: Quarters, theirs: Quarters) -> Iterator[Judgement]:
    shared = [key for key in mine if key in theirs]
    agree = [key for key in shared if mine[key].number.value == theirs[key].number.value]  # type: ignore[union-attr]
    told = any(abs(mine[key].number.value) >= TELLING for key in agree)  # type: ignore[union-attr]
    for key in shared:
        a, b = mine[key], theirs[key]
        assert a.number
        assert b.number
        if key in agree:
            yield Judgement(Verdict.CONSISTENT, "repeat", (a.place, b.place), f"both tables: {a.text.strip()}")
        elif told and abs(a.number.value - b.number.value) <= 0.05 * max(abs(a.number.value), abs(b.number.value)):
            yield Judgement(
                Verdict.WRONG, "repeat", (a.place, b.place),
                f"{label} is {a.text.strip()} in one table and {b.text.strip()} in the other for the same quarter",
                f"{a.text.strip()} and {b.text.strip()}", "one figure in both", "drawn from two extracts",
            )  # fmt: skip


def _same_cells(reading: Reading) -> Iterator[Judgement]:
    """Two tables with rows and columns of the same names: where most of their figures agree, all should."""
    keyed = [(reading.words(table.caption), _keyed(table)) for table in reading.tables]
    for i, (subject, one) in enumerate(keyed):
        for other, two in keyed[i + 1 : i + 1 + REACH]:
            if not (subject <= other or other <= subject):
                continue  # captions of two measures, with a row for each month or area
            shared = [key for key in one if key in two] if len(one) >= 3 <= len(two) else []
            pairs = [(one[key], two[key], key[0]) for key in shared]
            agree = [(a, b) for a, b, _ in pairs if a.number and b.number and a.number.value == b.number.value]
            if len(agree) < 2 or 3 * len(agree) < 2 * len(pairs):
                continue
            for a, b, _ in pairs:
                if (a, b) in agree or not a.number or not b.number or a.number.unit != b.number.unit:
                    continue
                if abs(a.number.value - b.number.value) <= 0.2 * max(abs(a.number.value), abs(b.number.value)):
                    yield Judgement(
                        Verdict.WRONG, "repeat", (a.place, b.place),
                        f"{a.text.strip()} in one table and {b.text.strip()} in the other, for the same row and column; their other figures agree",
                        f"{a.text.strip()} and {b.text.strip()}", "one figure in both", "one of the two was not brought up to date",
                    )  # fmt: skip


def _keyed(table: Table) -> dict[tuple[str, str], Cell]:
    """Cells by the plain names of their row and dated column, where these name one cell only."""
    found: dict[tuple[str, str], list[Cell]] = {}
    for row in table.body:
        name = plain_name(table.label(row))
        for column, cell in enumerate(row):
            header = table.header(column)
            if name and cell.number and re.search(r"\d\d", header) and not QUARTER.search(header):
                found.setdefault((name, plain_name(header)), []).append(cell)
    return {key: cells[0] for key, cells in found.items() if len(cells) == 1}


def plain_name(label: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\([^)]*\)", "", label.lower()))


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
