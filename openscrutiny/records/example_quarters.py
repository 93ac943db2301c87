"""Finds whole-number quarters that reproduce every printed cell of the reference pack, all rows together.

A printed row gives mean ± 2 × sample standard deviation (n - 1) of four quarters, one of those quarters, and the year
to date change against it. The three quarters it leaves open lie on a circle: their sum is fixed by the mean of the
limits, their spread by the distance between them. So each row has a set of whole points near its circle, and the
search takes one point a row such that the 18 types add up to a total that meets its own printed cells as well.
"""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from openscrutiny.errors import RecordsError
from openscrutiny.records.example_cells import OTHERS, TOTAL, TYPES, PrintedRow
from openscrutiny.rounding import round_half_away

Points = NDArray[np.int64]  # one row a solution: Q1, Q3, Q4 of the year before

QUARTERS = ((2019, 1), (2019, 2), (2019, 3), (2019, 4), (2020, 1), (2020, 2))
WINDOW = 40  # whole numbers looked at on each side of the nearest point of the circle
JUST_UNDER_HALF = 0.499  # keeps floats clear of the rounding edge; `check_row` decides with decimals


@dataclass(frozen=True, slots=True)
class Quarters:
    """The quarters of one row: 2019/20 Q1 to Q4, then 2020/21 Q1 and Q2."""

    id: str
    values: tuple[int, int, int, int, int, int]

    def by_quarter(self) -> dict[tuple[int, int], int]:
        """Counts by (year the financial year begins in, quarter)."""
        return dict(zip(QUARTERS, self.values, strict=True))


def solve_quarters() -> dict[str, Quarters]:
    """Quarters of every printed row by row id, the total being the sum of its types in each. Always the same.

    Raises RecordsError where a row has no solution, naming it.
    """
    types = _solve_types()
    solved = {row.id: quarters for row, quarters in zip(TYPES, types, strict=True)}
    columns = zip(*(quarters.values for quarters in types), strict=True)
    solved[TOTAL.id] = Quarters(TOTAL.id, tuple(sum(column) for column in columns))
    for row in OTHERS:
        points = find_points(row)
        best = points[np.argmin(_distance(row, points))]
        solved[row.id] = _complete(row, best, _nearest_first_quarter(row, int(best[0])))
    for row in (TOTAL, *TYPES, *OTHERS):
        if faults := check_row(row, solved[row.id]):
            raise RecordsError(f"the example's row '{row.id}': {'; '.join(faults)}.")
    return solved


def check_row(row: PrintedRow, quarters: Quarters) -> list[str]:
    """What of a printed row the quarters do not reproduce; empty where every cell is equal."""
    first, last_year, third, fourth, first_now, now = quarters.values
    made = {"now": now, "last_year": last_year, "change": _change(first_now + now, first + last_year)}
    if row.upper is not None:
        year = [Decimal(value) for value in (first, last_year, third, fourth)]
        mean = sum(year, Decimal()) / 4
        spread = 2 * (sum(((value - mean) ** 2 for value in year), Decimal()) / 3).sqrt()
        made["upper"] = int(round_half_away(mean + spread))
        if row.lower is not None:
            made["lower"] = int(round_half_away(mean - spread))
    return [
        f"{cell} is {value}, printed is {getattr(row, cell)}"
        for cell, value in made.items()
        if value != getattr(row, cell)
    ]


def find_points(row: PrintedRow) -> Points:
    """Every whole (Q1, Q3, Q4) of the year before, near where the row's shape lies, that gives its printed cells."""
    near = np.array(row.near[:3], dtype=float)
    if row.upper is None:
        points = near.astype(np.int64)[None, :]
    elif row.lower is None:
        points = _points_under_limit(row, near.astype(np.int64))
    else:
        points = _points_on_circle(row, near, (row.upper + row.lower) / 2, (row.upper - row.lower) / 4)
    for position in row.known:
        if position < 3:
            points = points[points[:, position] == row.near[position]]
    points = points[[len(_first_quarters(row, int(point[0]))) > 0 for point in points]]
    if not len(points):
        raise RecordsError(f"the example's row '{row.id}' has no whole quarters that give its printed cells.")
    return points


def _points_on_circle(row: PrintedRow, near: NDArray[np.float64], mean: float, spread: float) -> Points:
    centre = (4 * mean - row.last_year) / 3
    radius = max(0.0, 3 * spread**2 - (row.last_year - mean) ** 2 * 4 / 3) ** 0.5
    lean = near - near.mean()
    closest = np.rint(centre + lean * radius / (np.linalg.norm(lean) or 1.0)).astype(np.int64)
    reach = np.arange(-WINDOW, WINDOW + 1)
    first, third = (grid.ravel() for grid in np.meshgrid(closest[0] + reach, closest[1] + reach, indexing="ij"))
    made = []
    for total in range(int(4 * mean) - 2, int(4 * mean) + 4):  # the mean is known to half a whole number
        points = np.stack([first, third, total - row.last_year - first - third], axis=1)
        made.append(points[_misses(row, points) == 0])
    found = np.concatenate(made)
    return found[(found >= 0).all(axis=1)]


def _points_under_limit(row: PrintedRow, near: Points) -> Points:
    """Points for an upper limit printed alone, with a known first quarter: any two that give it."""
    reach = np.arange(-WINDOW, WINDOW + 1)
    third, fourth = (grid.ravel() for grid in np.meshgrid(near[1] + reach, near[2] + reach, indexing="ij"))
    points = np.stack([np.full(len(third), near[0]), third, fourth], axis=1)
    fits = _misses(row, points) == 0
    return np.asarray(points[fits])


def _misses(row: PrintedRow, points: Points) -> NDArray[np.float64]:
    """How far the limits of the points lie beyond what rounds to the printed ones; 0 where they round to them."""
    year = np.concatenate([points, np.full((len(points), 1), row.last_year)], axis=1).astype(float)
    mean, spread = year.mean(axis=1), 2 * year.std(axis=1, ddof=1)
    made = ((mean + spread, row.upper), (mean - spread, row.lower))
    missed = [np.maximum(np.abs(limit - cell) - JUST_UNDER_HALF, 0.0) for limit, cell in made if cell is not None]
    return np.asarray(sum(missed, np.zeros(len(points))))


def _solve_types() -> list[Quarters]:
    """One point a type: by turns each type takes the point that serves the total best, until none can do better."""
    choices = [find_points(row) for row in TYPES]
    costs = [_distance(row, points) for row, points in zip(TYPES, choices, strict=True)]
    chosen = [int(np.argmin(cost)) for cost in costs]
    improved = True
    while improved:
        improved = False
        for turn, (points, cost) in enumerate(zip(choices, costs, strict=True)):
            rest = sum(choices[other][chosen[other]] for other in range(len(TYPES)) if other != turn)
            score = 1000.0 * _misses(TOTAL, points + rest) + cost
            best = int(np.argmin(score))
            if score[best] < score[chosen[turn]] - 1e-9:
                chosen[turn], improved = best, True
    picked = [points[number] for points, number in zip(choices, chosen, strict=True)]
    first_now = [_nearest_first_quarter(row, int(point[0])) for row, point in zip(TYPES, picked, strict=True)]
    return [_complete(row, point, first) for row, point, first in zip(TYPES, picked, first_now, strict=True)]


def _distance(row: PrintedRow, points: Points) -> NDArray[np.float64]:
    """How far points lie from what is known of the row's shape, in squares of its quarters' size."""
    near = np.array(row.near[:3], dtype=float)
    return np.asarray((((points - near) / near.mean()) ** 2).sum(axis=1))


def _first_quarters(row: PrintedRow, first_last_year: int) -> list[int]:
    """Every Q1 of this year that gives the printed year to date change (all the known ones, where one is known)."""
    if 3 in row.known:
        candidates = range(row.near[3], row.near[3] + 1)
    else:
        expected = (row.last_year + first_last_year) * (100 + row.change) // 100 - row.now
        reach = (row.last_year + first_last_year) // 150 + 2
        candidates = range(max(0, expected - reach), expected + reach + 1)
    base = row.last_year + first_last_year
    return [first for first in candidates if _change(row.now + first, base) == row.change]


def _nearest_first_quarter(row: PrintedRow, first_last_year: int) -> int:
    return min(_first_quarters(row, first_last_year), key=lambda first: (abs(first - row.near[3]), first))


def _change(now: int, before: int) -> int:
    return int(round_half_away(Decimal(100 * (now - before)) / before))


def _complete(row: PrintedRow, point: NDArray[np.int64], first_now: int) -> Quarters:
    first, third, fourth = (int(value) for value in point)
    return Quarters(row.id, (first, row.last_year, third, fourth, first_now, row.now))
