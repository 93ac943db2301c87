"""Individuals (XmR) limits: mean ± 2.66 × mean moving range, by partition, for many series at once.

Sources: Shewhart/Wheeler's individuals chart; the partition, baseline, ghosting and screening rules are
those of the profiles mdc-sql-2.5 and nhsr-0.2.2 as their reference programs apply them.
"""

from dataclasses import dataclass, field
from enum import Enum

import numpy as np

from openscrutiny.analysis.point_grid import Bools, Floats, Ints, PointGrid

XMR_FACTOR = 2.66  # 3 / d2 for ranges of two, rounded as the NHS's programs round it
MOVING_RANGE_FACTOR = 3.267  # D4: the upper limit of a moving range over its mean
RANGE_TO_SIGMA = 1.128379  # d2 = 2 / sqrt(pi)
SIGMA_FACTOR = 3 / RANGE_TO_SIGMA  # limits at three sigmas exactly, for rules that count in sigmas


class Screening(Enum):
    """What is left out of the limits because its moving range is out of the ordinary."""

    NONE = "none"
    POINTS = "points"  # moving ranges over the limit, and those points from the mean too
    RANGES = "ranges"  # moving ranges at or over the limit; the mean keeps every point


@dataclass(frozen=True)
class LimitLines:
    """Lines for every point of a grid, in the measure's units; NaN where undefined.

    `sigma` is of the values to the power of `power`: 1 but for a t chart.
    """

    partition: Ints
    mean: Floats
    lower: Floats
    upper: Floats
    lower_two: Floats
    upper_two: Floats
    sigma: Floats
    power: float = field(default=1.0, kw_only=True)


def number_partitions(grid: PointGrid, baseline: int) -> Ints:
    """1 for the first stretch, one more at each recalculation; 0 for the first `baseline` points.

    A series with fewer points than that has no baseline.
    """
    if not baseline and not grid.recalculate.any():
        return np.broadcast_to(np.int64(1), grid.y.shape)
    partition = np.cumsum(grid.recalculate, axis=1, dtype=np.int64) + 1
    long_enough = (grid.y.shape[1] if grid.lengths is None else grid.lengths[:, None]) >= baseline
    return np.where(long_enough & (np.arange(grid.y.shape[1]) < baseline), 0, partition)


@dataclass(frozen=True)
class Groups:
    """The partitions of a grid as columns of tables, one row a series."""

    partition: Ints
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, partition: Ints) -> "Groups":
        if partition.strides[-1] == 0 or not partition.size:
            return cls(partition, (1,))
        return cls(partition, tuple(range(int(partition.min()), int(partition.max()) + 1)))

    def average(self, values: Floats, keep: Bools, place: Ints | None = None) -> Floats:
        """The mean of the values to keep by partition, NaN where none; `place`: partitions of packed values."""
        place = self.partition if place is None else place
        table = np.full((values.shape[0], len(self.numbers)), np.nan)
        for column, number in enumerate(self.numbers):
            inside = keep if len(self.numbers) == 1 else keep & (place == number)
            count = np.count_nonzero(inside, axis=1)
            np.divide(np.where(inside, values, 0.0).sum(axis=1), count, out=table[:, column], where=count > 0)
        return table

    def extend_baseline(self, table: Floats) -> Floats:
        """What the baseline (partition 0) has, given to partition 1 of the series that have one."""
        if self.numbers[:2] == (0, 1):
            has = (self.partition == 0).any(axis=1)
            table[has, 1] = table[has, 0]
        return table

    def spread(self, table: Floats) -> Floats:
        """A table's figures at every point of the grid."""
        if len(self.numbers) == 1:
            return np.broadcast_to(table, self.partition.shape)
        return np.take_along_axis(table, self.partition - self.numbers[0], axis=1)


def fit_moving_range_limits(
    grid: PointGrid, *, baseline: int = 0, screening: Screening = Screening.NONE, factor: float = XMR_FACTOR
) -> LimitLines:
    """XmR lines for each point from its own partition; those of partition 1 come from a baseline if any.

    `factor`: mean moving ranges from the mean to a limit.
    """
    groups = Groups.of(number_partitions(grid, baseline))
    valid, y = grid.packing.valid, grid.packed_y
    place = grid.packing.pack(groups.partition)
    moving = np.zeros_like(y)
    has_range = np.zeros_like(valid)
    np.abs(y[:, 1:] - y[:, :-1], out=moving[:, 1:])
    has_range[:, 1:] = valid[:, 1:] & (place[:, 1:] == place[:, :-1])
    distance = y - grid.origin
    mean = groups.average(distance, valid, place)
    mean_range = groups.average(moving, has_range, place)
    if screening is not Screening.NONE:
        ceiling = grid.packing.pack(groups.spread(mean_range * MOVING_RANGE_FACTOR))
        if screening is Screening.POINTS:
            kept = has_range & (moving <= ceiling + grid.tolerance)
            mean = groups.average(distance, valid & (kept | ~has_range), place)
        else:
            kept = has_range & (moving < ceiling - grid.tolerance)  # none of a constant series: no limits
        mean_range = groups.average(moving, kept, place)
    centre = groups.extend_baseline(mean) + grid.origin
    reach = groups.extend_baseline(mean_range) * factor
    two = reach * (2 / 3)
    lines = (centre, centre - reach, centre + reach, centre - two, centre + two, mean_range / RANGE_TO_SIGMA)
    return LimitLines(groups.partition, *(groups.spread(line) for line in lines))
