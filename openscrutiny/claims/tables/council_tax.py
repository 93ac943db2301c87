"""Council tax bands: each is a fixed number of ninths of Band D (Local Government Finance Act 1992, section 5)."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import Grid, read_grid
from openscrutiny.claims.reading.quantities import Interval
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

NINTHS = {"A": 6, "B": 7, "C": 8, "D": 9, "E": 11, "F": 13, "G": 15, "H": 18, "I": 21}
PENNY = 0.011
"""Pounds: bands are rounded to a penny by some authorities and cut to it by others."""


def check_bands(reading: Reading) -> Iterator[Judgement]:
    """Charges for each band, in rows or columns, against that of Band D."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid:
            yield from _judge_bands(grid)
            yield from _judge_bands(grid.turn())


def _judge_bands(grid: Grid) -> Iterator[Judgement]:
    bands = {
        match[1].upper(): r
        for r, label in enumerate(grid.rows)
        if (match := re.match(r"^\W*(?:band\s+)?([A-I])\b", label, re.IGNORECASE))
    }
    if "D" not in bands or len(bands) < 5:
        return
    for c in range(len(grid.columns)):
        base = grid.number(bands["D"], c)
        charges = {band: q for band, r in bands.items() if (q := grid.number(r, c)) and q.places == 2}
        if base is None or len(charges) < 5 or base.value <= 0:
            continue
        true = {
            band: Interval((base.true.low * n - PENNY) / 9 - PENNY, (base.true.high * n + PENNY) / 9 + PENNY)
            for band, n in NINTHS.items()
        }
        fits = {band: q.true.meets(true[band]) for band, q in charges.items()}
        if sum(fits.values()) < 0.6 * len(fits) or sum(fits.values()) < 4:
            continue
        for band, fine in fits.items():
            cell = grid.cells[bands[band]][c]
            assert cell is not None
            should = f"{base.value * NINTHS[band] / 9:,.2f}"
            working = f"Band {band} is {NINTHS[band]}/9 of Band D: {base.text} x {NINTHS[band]} / 9 = {should}"
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "band", (cell.place,), working if fine else f"printed as {cell.text.strip()}; {working}",
                "" if fine else cell.text.strip(), "" if fine else should, involves=(cell.place,),
            )  # fmt: skip
