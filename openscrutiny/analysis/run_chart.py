"""Run charts by Anhøj's rules: is the longest run too long, or are the crossings too few?

Source: J. Anhøj and A. V. Olesen, Run charts revisited (2014). The centre line is the median.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from openscrutiny.analysis.point_grid import Bools, Floats, Ints, PointGrid

CROSSINGS_QUANTILE = 0.05


@dataclass(frozen=True)
class RunSignals:
    """One row a series (or a stretch of it): useful points, runs, crossings and their limits."""

    centre: Floats
    useful: Ints
    longest_run: Ints
    longest_allowed: Ints
    crossings: Ints
    fewest_allowed: Ints
    signal: Bools


def find_medians(values: Floats) -> Floats:
    """The median of each row without its NaNs; NaN for a row of nothing else."""
    if values.shape[1] == 0:
        return np.full(values.shape[0], np.nan)
    ordered = np.sort(values, axis=1)
    count = np.isfinite(values).sum(axis=1)
    row = np.arange(values.shape[0])
    return np.asarray(
        (ordered[row, np.maximum(count - 1, 0) // 2] + ordered[row, np.minimum(count // 2, values.shape[1] - 1)]) / 2
    )


def find_runs(grid: PointGrid, centre: Floats | None = None) -> RunSignals:
    """Anhøj's two tests for each series, as one stretch; points on the centre line are dropped.

    A signal is a longest run over round(log2 n) + 3, or fewer crossings than the 5 % quantile of
    Binomial(n − 1, ½). Fewer than two useful points give none.
    """
    rows = grid.y.shape[0]
    values = np.where(grid.ghost, np.nan, grid.y)
    if centre is None:
        centre = find_medians(values)
    longest, crossings, useful = (np.zeros(rows, dtype=np.int64) for _ in range(3))
    run = np.zeros(rows, dtype=np.int64)
    last = np.zeros(rows, dtype=np.int8)
    slack = grid.tolerance[:, 0]
    gaps = values.T - centre
    sides = (gaps > slack).astype(np.int8) - (gaps < -slack)
    for side in sides:
        counts = side != 0
        crosses = counts & (last != 0) & (side != last)
        crossings += crosses
        run = np.where(counts, np.where(side == last, run + 1, 1), run)
        last = np.where(counts, side, last)
        useful += counts
        longest = np.maximum(longest, run)
    # round() halves to even, as the reference does; log2 n is never a half for whole n
    allowed = np.where(useful > 0, np.round(np.log2(np.maximum(useful, 1))) + 3, 0).astype(np.int64)
    trials, back = np.unique(np.maximum(useful - 1, 0), return_inverse=True)
    quantile = np.asarray(stats.binom.ppf(CROSSINGS_QUANTILE, trials, 0.5))[back]
    fewest: Ints = np.where(useful > 1, quantile, 0).astype(np.int64)
    signal = (useful > 1) & ((longest > allowed) | (crossings < fewest))
    return RunSignals(centre, useful, longest, allowed, crossings, fewest, signal)
