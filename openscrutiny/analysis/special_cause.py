"""The rules that tell special from common cause, one small function each, on packed grids.

A packed grid holds only the points that count, moved together (see `pack_points`): so a gap is bridged,
never a member of a run. `group` is the partition of each point; rules that restart take it into account.
"""

from dataclasses import dataclass, fields

import numpy as np

from openscrutiny.analysis.moving_range import LimitLines
from openscrutiny.analysis.point_grid import Bools, Floats, Ints, PointGrid

SHIFT_POINTS = 7
TREND_POINTS = 7
ZONE_WINDOW = 3
ZONE_POINTS = 2


@dataclass(frozen=True)
class RuleHits:
    """Every rule met by every point of a grid: series × points, True where met."""

    single_high: Bools
    single_low: Bools
    shift_high: Bools
    shift_low: Bools
    trend_up: Bools
    trend_down: Bools
    two_high: Bools
    two_low: Bools

    @property
    def high(self) -> Bools:
        return np.asarray(self.single_high | self.shift_high | self.trend_up | self.two_high)

    @property
    def low(self) -> Bools:
        return np.asarray(self.single_low | self.shift_low | self.trend_down | self.two_low)


def find_windows(holds: Bools, length: int, needed: int | None = None) -> Bools:
    """True at the first point of each window of `length` in which at least `needed` (all) points hold."""
    rows, width = holds.shape
    starts = np.zeros((rows, width), dtype=bool)
    if width < length:
        return starts
    if needed is None:
        held, span = holds, 1
        while span < length:  # windows of 2, 4 ... points from windows of half as many
            step = min(span, length - span)
            held = held[:, :-step] & held[:, step:]
            span += step
        starts[:, : width - length + 1] = held
        return starts
    total = np.zeros((rows, width - length + 1), dtype=np.int8)
    for offset in range(length):
        total += holds[:, offset : width - length + 1 + offset]
    starts[:, : width - length + 1] = total >= needed
    return starts


def cover_windows(starts: Bools, length: int) -> Bools:
    """True at every point of the windows that begin at `starts`."""
    covered, span = starts, 1
    while span < length:
        step = min(span, length - span)
        wider = covered.copy()
        wider[:, step:] |= covered[:, :-step]
        covered, span = wider, span + step
    return covered


def is_one_group(group: Ints, length: int) -> Bools:
    """True at the first point of each window of `length` that lies in one partition."""
    same = np.zeros(group.shape, dtype=bool)
    if group.shape[1] >= length:
        stop = group.shape[1] - length + 1
        same[:, :stop] = group[:, :stop] == group[:, length - 1 :]
    return same


def find_shifts(side: Bools, group: Ints, length: int = SHIFT_POINTS) -> Bools:
    """Points of runs of `length` strictly on one side of the mean, within one partition."""
    return cover_windows(find_windows(side, length) & is_one_group(group, length), length)


def find_trends(rising: Bools, group: Ints | None, length: int = TREND_POINTS) -> Bools:
    """Points of `length` in a row joined by strict differences of one sign; across partitions if `group` is None.

    `rising` is True at a point that differs from the one before it in the direction sought.
    """
    starts = np.zeros_like(rising)
    starts[:, :-1] = find_windows(rising[:, 1:], length - 1)
    if group is not None:
        starts &= is_one_group(group, length)
    return cover_windows(starts, length)


def find_two_of_three(zone: Bools, side: Bools, group: Ints) -> Bools:
    """Zone points of windows of three on one side of the mean, two or more of them in the zone."""
    starts = (
        find_windows(zone, ZONE_WINDOW, ZONE_POINTS)
        & find_windows(side, ZONE_WINDOW)
        & is_one_group(group, ZONE_WINDOW)
    )
    return np.asarray(cover_windows(starts, ZONE_WINDOW) & zone)


def find_signals(
    grid: PointGrid,
    lines: LimitLines,
    *,
    trends_restart: bool,
    zone_beyond_limits: bool,
    one_rule_a_point: bool = False,
) -> RuleHits:
    """All four Making Data Count rules for every point.

    `trends_restart`: a recalculation breaks a trend (nhsr) or does not (mdc). `zone_beyond_limits`: points
    outside the limits count towards two of three (mdc-2024) or not. `one_rule_a_point`: see `keep_first_rule`.
    """
    if grid.y.shape[1] == 0:
        return RuleHits(*(np.zeros(grid.y.shape, dtype=bool) for _ in range(8)))
    packing = grid.packing
    y, valid, slack = grid.packed_y, packing.valid, grid.tolerance
    group = np.where(valid, packing.pack(lines.partition), -1)

    def is_above(line: Floats) -> Bools:
        return np.asarray((y > packing.pack(line) + slack) & valid)

    def is_below(line: Floats) -> Bools:
        return np.asarray((y < packing.pack(line) - slack) & valid)

    high, low = is_above(lines.mean), is_below(lines.mean)
    over, under = is_above(lines.upper), is_below(lines.lower)
    zone_high, zone_low = is_above(lines.upper_two), is_below(lines.lower_two)
    if not zone_beyond_limits:
        zone_high, zone_low = zone_high & ~over, zone_low & ~under
    rising, falling = np.zeros_like(valid), np.zeros_like(valid)
    rising[:, 1:] = (y[:, 1:] > y[:, :-1]) & valid[:, 1:]
    falling[:, 1:] = (y[:, 1:] < y[:, :-1]) & valid[:, 1:]
    breaks = group if trends_restart else None
    packed = RuleHits(
        over,
        under,
        find_shifts(high, group),
        find_shifts(low, group),
        find_trends(rising, breaks),
        find_trends(falling, breaks),
        find_two_of_three(zone_high, high, group),
        find_two_of_three(zone_low, low, group),
    )
    if one_rule_a_point:
        packed = keep_first_rule(packed, rising, group)
    return RuleHits(*(packing.unpack_flags(getattr(packed, field.name)) for field in fields(packed)))


def settle_trends(trend: Bools, rising: Bools, group: Ints) -> tuple[Bools, Bools]:
    """One direction for each trend point, as nhsr-0.2.2 names it: where the next point is in a trend too,
    the way to the next; otherwise the way from the one before. A tie counts as falling. All are packed."""
    rises = rising.copy()
    onward = trend[:, 1:] & trend[:, :-1] & (group[:, 1:] == group[:, :-1])
    rises[:, :-1] = np.where(onward, rising[:, 1:], rising[:, :-1])
    return trend & rises, trend & ~rises


def keep_first_rule(hits: RuleHits, rising: Bools, group: Ints) -> RuleHits:
    """One rule a point, as nhsr-0.2.2 names it: 3 sigma, then trend, then two of three, then run of 7."""
    up, down = settle_trends(hits.trend_up | hits.trend_down, rising, group)
    taken = hits.single_high | hits.single_low
    trend_up, trend_down = up & ~taken, down & ~taken
    taken = taken | trend_up | trend_down
    two_high, two_low = hits.two_high & ~taken, hits.two_low & ~taken
    taken = taken | two_high | two_low
    return RuleHits(
        hits.single_high,
        hits.single_low,
        hits.shift_high & ~taken,
        hits.shift_low & ~taken,
        trend_up,
        trend_down,
        two_high,
        two_low,
    )


def keep_single_points(hits: RuleHits) -> RuleHits:
    """Only the points outside the limits, for profiles that know no other signal."""
    none = np.zeros_like(hits.single_high)
    return RuleHits(hits.single_high, hits.single_low, *(none,) * 6)
