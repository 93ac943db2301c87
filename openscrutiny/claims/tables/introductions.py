"""Totals said just before a table, against the table."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import excuses_gap, is_addable, is_total, read_grid
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.slips import is_slip
from openscrutiny.claims.verdicts import Judgement, Verdict

INTRODUCED = re.compile(r"\b(?:table|chart|figure|graph|breakdown|below|following)\b", re.IGNORECASE)


def check_introduced_totals(reading: Reading) -> Iterator[Judgement]:
    """`The break down of the 995 responses can be seen in the table below`, over a column of counts with no total."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid is None or len(grid.rows) < 3 or any(is_total(label) for label in grid.rows) or excuses_gap(table):
            continue
        before = [s for s in reading.sentences_above(table, 3) if INTRODUCED.search(s.text)]
        counts = [
            c
            for c in range(len(grid.columns))
            if is_addable(grid, c) and all(grid.number(r, c) for r in range(len(grid.rows)))
        ]
        if not before or len(counts) != 1:
            continue
        value = sum(q.value for r in range(len(grid.rows)) if (q := grid.number(r, counts[0])))
        for sentence in before:
            for quantity in sentence.quantities:
                if not quantity.whole or quantity.value < 20 or abs(quantity.value - value) > 0.03 * value:
                    continue
                cells = [cell for row in grid.cells if (cell := row[counts[0]])]
                places = (
                    sentence.place(quantity.start, min(len(sentence.text), quantity.end + 12)),
                    *(cell.place for cell in cells),
                )
                working = " + ".join(cell.text.strip() for cell in cells) + f" = {value:,.0f}"
                fine = quantity.value == value
                yield Judgement(
                    Verdict.CONSISTENT if fine else Verdict.WRONG, "sum", places,
                    working if fine else f"said to be of {quantity.text}; the table below comes to {working}",
                    "" if fine else quantity.text, "" if fine else f"{value:,.0f}",
                )  # fmt: skip


def check_named_totals(reading: Reading) -> Iterator[Judgement]:
    """`A total of 3,120 responses`, just before a table whose column Responses has another total."""
    for table in reading.tables:
        grid = read_grid(table)
        totals = [r for r, label in enumerate(grid.rows) if is_total(label)] if grid else []
        if grid is None or len(totals) != 1:
            continue
        before = [s for s in reading.sentences_above(table, 3) if not s.in_table]
        for c, name in enumerate(grid.columns):
            cell, words = grid.cells[totals[0]][c], reading.words(name, generic=True)
            for sentence in before if cell and len(words) == 1 else ():
                for quantity in sentence.quantities:
                    following = re.findall(r"[a-z]+", sentence.text[quantity.end : quantity.end + 40])[:2]
                    named = any(reading.words(word, generic=True) == words for word in following)
                    if not named or not cell or not cell.number:
                        continue
                    places = (sentence.place(quantity.start, quantity.end), cell.place)
                    if quantity.true.meets(cell.number.true):
                        yield Judgement(Verdict.CONSISTENT, "repeat", places, f"the total of {name}")
                    elif is_slip(quantity, cell.number):
                        yield Judgement(
                            Verdict.WRONG, "repeat", places, f"printed as {quantity.text}; the total of {name} below is {cell.text.strip()}",
                            quantity.text, cell.text.strip(), involves=places,
                        )  # fmt: skip
