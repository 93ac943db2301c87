"""The police rule for many monthly series at once: mean ± 2 sample SD of the previous financial year."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from openscrutiny.analysis.control_limits import DEFAULT_MULTIPLE, PREDICTION_LEVEL
from openscrutiny.analysis.judgement import Position
from openscrutiny.analysis.point_grid import Floats, Ints, PointGrid

YEAR = 12


@dataclass(frozen=True)
class YearLimits:
    """Limits of every point from the year before, raw: any number of months, any width, any sign. NaN: none.

    `p_value` is two-sided Student's t for one new value; `flag` is above, below, within or empty.
    """

    baseline_n: Ints
    mean: Floats
    sd: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    prediction_lower: Floats
    prediction_upper: Floats
    flag: NDArray[np.str_]


def judge_by_previous_year(grid: PointGrid, years: Ints, multiple: float = DEFAULT_MULTIPLE) -> YearLimits:
    """Limits and flags for each point; `years` gives the financial year of each point (series × points).

    A baseline is every counted month of the year before; one month gives a mean and no limits. Missing and
    ghosted months are not in it, and `baseline_n` says how many were: charts refuse an incomplete year.
    Against a baseline without spread the p-value of any other value is 0, and of the same value undefined.
    """
    rows = grid.y.shape[0]
    # A table of years for each series, from its own first; the first column is the year before that: empty.
    own = years - years.min(axis=1, initial=np.iinfo(np.int64).max, keepdims=True) + 1
    columns = int(own.max(initial=0)) + 1
    cell = np.arange(rows)[:, None] * columns + own
    used = ~grid.ghost
    size = rows * columns

    def add(values: Floats) -> Floats:
        return np.asarray(np.bincount(cell.ravel(), np.where(used, values, 0.0).ravel(), size), dtype=np.float64)

    count = np.bincount(cell[used], minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = grid.origin.repeat(columns, axis=1).ravel() + add(grid.y - grid.origin) / count
        mean += add(grid.y - mean[cell]) / count  # a constant year's mean is its value, its deviation zero
        sd = np.where(count > 1, np.sqrt(add((grid.y - mean[cell]) ** 2) / (count - 1)), np.nan)
    n, centre, deviation = count[cell - 1], mean[cell - 1], sd[cell - 1]
    lower, upper = centre - multiple * deviation, centre + multiple * deviation
    judged = (n > 1) & used
    reach = np.sqrt(1 + 1 / np.maximum(n, 1))
    degrees = np.maximum(n - 1, 1)
    table = np.asarray(stats.t.ppf(0.5 + PREDICTION_LEVEL / 2, np.arange(1, int(degrees.max(initial=1)) + 1)))
    margin = table[degrees - 1] * deviation * reach
    p_value = np.full(grid.y.shape, np.nan)
    away = np.abs(grid.y - centre)
    tested = judged & ((deviation > 0) | (away > grid.tolerance))
    with np.errstate(divide="ignore"):
        standard = away[tested] / (deviation[tested] * reach[tested])
    p_value[tested] = 2 * special.stdtr(degrees[tested], -standard)
    slack = grid.tolerance
    flag = np.full(grid.y.shape, "", dtype="<U6")
    flag[judged] = Position.WITHIN.value
    flag[judged & (grid.y > upper + slack)] = Position.ABOVE.value
    flag[judged & (grid.y < lower - slack)] = Position.BELOW.value
    return YearLimits(
        n.astype(np.int64), centre, deviation, lower, upper, p_value, centre - margin, centre + margin, flag
    )


def judge_by_financial_year(
    grid: PointGrid, months: Ints, starts: int = 4, multiple: float = DEFAULT_MULTIPLE
) -> YearLimits:
    """Limits and flags for each point by the year before, or by the year that a `recalculate` mark begins.

    `months` numbers the month of each point from January of year 0 (series × points), in order; `starts` is the
    financial year's first month. After a mark there are no limits for twelve months; then those twelve are the
    baseline, until a whole financial year lies between the mark and the point's own.
    """
    years = (months - (starts - 1)) // 12
    limits = judge_by_previous_year(grid, years, multiple)
    numbers = np.cumsum(grid.recalculate, axis=1)
    for number in range(1, int(numbers.max(initial=0)) + 1):
        at = grid.recalculate & (numbers == number)
        start = np.where(at.any(axis=1), np.take_along_axis(months, at.argmax(axis=1)[:, None], axis=1)[:, 0], -1)
        began = (start >= 0)[:, None] & (numbers >= number)
        past = months - start[:, None]
        part = np.where(~began, 0, np.where(past < YEAR, 2, 3))  # the first of these has no year before it
        restarted = judge_by_previous_year(grid, part, multiple)
        chosen = began & ((years - 1) * YEAR + starts - 1 < start[:, None])
        limits = YearLimits(
            *(np.where(chosen, getattr(restarted, each.name), getattr(limits, each.name)) for each in fields(limits))
        )
    return limits
