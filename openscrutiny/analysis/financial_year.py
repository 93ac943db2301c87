"""The police rule for many monthly series at once: mean ± 2 sample SD of the previous financial year."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from openscrutiny.analysis.control_limits import DEFAULT_MULTIPLE, PREDICTION_LEVEL
from openscrutiny.analysis.judgement import Position
from openscrutiny.analysis.point_grid import Floats, Ints, PointGrid


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

    A baseline is every counted month of the year before, fewer than two giving no limits. Missing and
    ghosted months are not in it, and `baseline_n` says how many were: charts refuse an incomplete year.
    """
    rows = grid.y.shape[0]
    first = int(years.min(initial=0))
    span = int(years.max(initial=0)) - first + 2
    # Position 0 stands for the year before the first, which has no months.
    own = years - first + 1
    cell = np.arange(rows)[:, None] * (span + 1) + own
    used = ~grid.ghost
    size = rows * (span + 1)
    keep = used.ravel()
    wide = np.where(used, grid.y, 0.0).astype(np.longdouble)
    count = np.bincount(cell.ravel()[keep], minlength=size)
    total = np.zeros(size, dtype=np.longdouble)
    # Extended precision as R sums: a constant year has a standard deviation of exactly zero.
    for point in range(grid.y.shape[1]):
        total[cell[:, point]] += wide[:, point]
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(count > 0, total / count, np.nan)
        spread = np.where(used, (wide - mean[cell]) ** 2, 0.0)
        squares = np.zeros(size, dtype=np.longdouble)
        for point in range(grid.y.shape[1]):
            squares[cell[:, point]] += spread[:, point]
        sd = np.where(count > 1, np.sqrt(squares / (count - 1)), np.nan).astype(float)
    before = cell - 1
    n = count[before]
    enough = n >= 2
    centre = np.where(enough, mean[before].astype(float), np.nan)
    deviation = np.where(enough, sd[before], np.nan)
    lower, upper = centre - multiple * deviation, centre + multiple * deviation
    judged = enough & ~grid.ghost
    reach = np.sqrt(1 + 1 / np.maximum(n, 1))
    degrees = np.maximum(n - 1, 1)
    table = np.asarray(stats.t.ppf(0.5 + PREDICTION_LEVEL / 2, np.arange(1, int(degrees.max(initial=1)) + 1)))
    margin = table[degrees - 1] * deviation * reach
    p_value = np.full(grid.y.shape, np.nan)
    tested = judged & (deviation > 0)
    standard = np.abs(grid.y[tested] - centre[tested]) / (deviation[tested] * reach[tested])
    p_value[tested] = 2 * special.stdtr(degrees[tested], -standard)
    slack = grid.tolerance
    flag = np.select(
        [judged & (grid.y > upper + slack), judged & (grid.y < lower - slack), judged],
        [Position.ABOVE.value, Position.BELOW.value, Position.WITHIN.value],
        default="",
    )
    return YearLimits(
        n.astype(np.int64), centre, deviation, lower, upper, p_value, centre - margin, centre + margin, flag
    )
