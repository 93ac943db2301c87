"""The printed tables, transcribed row by row from the reference pack, and the arithmetic that its notes describe."""

import csv
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from statistics import mean, stdev

Cells = dict[str, int | None]


@dataclass(frozen=True)
class Printed:
    id: str
    cells: Cells

    def __str__(self) -> str:
        return self.id


def read_printed_tables() -> list[Printed]:
    with (Path(__file__).parent / "printed_tables.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = ("upper", "lower", "now", "last_year", "change")
    return [Printed(row["id"], {name: int(row[name]) if row[name] else None for name in names}) for row in rows]


def work_out_cells(quarters: dict[tuple[int, int], int]) -> Cells:
    """The five cells of a row from its quarters, worked with the standard library only."""
    year = [Decimal(quarters[(2019, quarter)]) for quarter in range(1, 5)]
    now, before = (quarters[(begins, 1)] + quarters[(begins, 2)] for begins in (2020, 2019))
    change = Fraction(100 * (now - before), before)
    return {
        "upper": _whole(mean(year) + 2 * stdev(year)),
        "lower": _whole(mean(year) - 2 * stdev(year)),
        "now": quarters[(2020, 2)],
        "last_year": quarters[(2019, 2)],
        "change": _whole(Decimal(change.numerator) / change.denominator),
    }


def differences(made: Cells, printed: Cells) -> dict[str, tuple[int | None, int | None]]:
    """Cells that are printed and not equal: (made, printed)."""
    return {name: (made[name], value) for name, value in printed.items() if value is not None and made[name] != value}


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
