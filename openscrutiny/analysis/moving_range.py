"""Individuals (XmR) limits: mean ± 2.66 × mean moving range, by partition, for many series at once.

Sources: Shewhart/Wheeler's individuals chart; the partition, baseline, ghosting and screening rules are
those of the profiles mdc-sql-2.5 and nhsr-0.2.2 as their reference programs apply them.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from openscrutiny.analysis.point_grid import Bools, Floats, Ints, PointGrid

XMR_FACTOR = 2.66  # 3 / d2 for ranges of two, d2 = 1.128
MOVING_RANGE_FACTOR = 3.267  # D4: the upper limit of a moving range over its mean
RANGE_TO_SIGMA = 1.128379  # d2 = 2 / sqrt(pi)


class Screening(Enum):
    """What is left out of the limits because its moving range is out of the ordinary."""

    NONE = "none"
    POINTS = "points"  # moving ranges over the limit, and those points from the mean too
    RANGES = "ranges"  # moving ranges at or over the limit; the mean keeps every point


@dataclass(frozen=True)
class LimitLines:
    """Lines for every point of a grid, in the measure's units; NaN where undefined."""

    partition: Ints
    mean: Floats
    lower: Floats
    upper: Floats
    lower_two: Floats
    upper_two: Floats
    sigma: Floats


def number_partitions(grid: PointGrid, baseline: int) -> Ints:
    """1 for the first stretch, one more at each recalculation; 0 for the first `baseline` points."""
    partition = np.cumsum(grid.recalculate, axis=1) + 1
    partition[:, :baseline] = 0
    return np.asarray(partition, dtype=np.int64)


def fit_moving_range_limits(grid: PointGrid, *, baseline: int = 0, screening: Screening = Screening.NONE) -> LimitLines:
    """XmR lines for each point from its own partition; those of partition 1 come from a baseline if any."""
    partition = number_partitions(grid, baseline)
    rows, width = grid.y.shape
    packing = grid.packing
    y = np.where(packing.valid, grid.packed_y, 0.0)
    place = np.take_along_axis(partition, packing.order, axis=1)
    groups = int(partition.max(initial=1)) + 1
    cell = (np.arange(rows)[:, None] * groups + place).ravel()
    size = rows * groups

    def average(values: Floats, keep: Bools) -> Floats:
        weights = keep.ravel().astype(float)
        total = np.bincount(cell, np.where(keep, values, 0.0).ravel(), size)
        count = np.bincount(cell, weights, size)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(total / count)

    moving = np.zeros_like(y)
    has_range = np.zeros_like(packing.valid)
    if width > 1:
        moving[:, 1:] = np.abs(np.diff(y, axis=1))
        has_range[:, 1:] = packing.valid[:, 1:] & (place[:, 1:] == place[:, :-1])
    mean = average(y, packing.valid)
    mean_range = average(moving, has_range)
    if screening is not Screening.NONE:
        ceiling = (mean_range * MOVING_RANGE_FACTOR)[cell].reshape(y.shape)
        slack = grid.tolerance
        if screening is Screening.POINTS:
            kept = has_range & (moving <= ceiling + slack)
            mean = average(y, packing.valid & (kept | ~has_range))
        else:
            kept = has_range & (moving < ceiling - slack)  # none is kept of a constant series: no limits
        mean_range = average(moving, kept)
    if baseline:
        mean.reshape(rows, groups)[:, 1:2] = mean.reshape(rows, groups)[:, 0:1]
        mean_range.reshape(rows, groups)[:, 1:2] = mean_range.reshape(rows, groups)[:, 0:1]

    where = np.arange(rows)[:, None] * groups + partition
    centre, spread = mean[where], mean_range[where]
    reach, two = spread * XMR_FACTOR, spread * XMR_FACTOR * (2 / 3)
    return LimitLines(
        partition, centre, centre - reach, centre + reach, centre - two, centre + two, spread / RANGE_TO_SIGMA
    )
