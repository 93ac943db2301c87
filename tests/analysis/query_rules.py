"""The Making Data Count query step by step, for one chart: row by row, as its window functions say, in exact fractions.

Slow, and different in make from the package: starts of runs are flagged and counted, as the query does, where the
package works on windows of packed points.
"""

import itertools
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from fractions import Fraction

RUN, ZONE = 7, 3


@dataclass
class Row:
    """One point: what was given, and what the query's steps add."""

    y: Fraction | None
    ghost: bool
    recalculate: bool
    partition: int = 1
    mean: Fraction | None = None
    reach: Fraction | None = None
    flags: dict[str, bool] = field(default_factory=dict)

    def line(self, sigmas: int) -> Fraction | None:
        return None if self.mean is None or self.reach is None else self.mean + self.reach * sigmas / 3


def run_query(rows: list[Row], baseline: int, exclude_outliers: bool, beyond_limits: bool = False) -> None:
    """Fills in partitions, lines and flags. `beyond_limits`: as mdc-2024 counts two of three."""
    number_partitions(rows, baseline)
    draw_lines(rows, exclude_outliers)
    for sign, names in ((1, NAMES[0::2]), (-1, NAMES[1::2])):
        flag_points(rows, sign, *names, beyond_limits)


NAMES = ("single_high", "single_low", "shift_high", "shift_low", "trend_up", "trend_down", "two_high", "two_low")


def number_partitions(rows: list[Row], baseline: int) -> None:
    number = 1
    for at, row in enumerate(rows):
        number += row.recalculate
        row.partition = 0 if baseline <= len(rows) and at < baseline else number


def draw_lines(rows: list[Row], exclude_outliers: bool) -> None:
    for part in {row.partition for row in rows}:
        members = [row for row in rows if row.partition == part]
        counted = [row for row in members if not row.ghost]
        ranges = [None] + [abs(b.y - a.y) for a, b in itertools.pairwise(counted)]
        known = [size for size in ranges if size is not None]
        kept = counted
        if known and exclude_outliers:
            most = mean_of(known) * Fraction(3267, 1000)
            kept = [row for row, size in zip(counted, ranges, strict=False) if size is None or size <= most]
            known = [size for size in known if size <= most]
        for row in members:
            row.mean = mean_of([each.y for each in kept]) if kept else None
            row.reach = mean_of(known) * Fraction(266, 100) if known else None
    first = next((row for row in rows if row.partition == 0), None)
    for row in rows:
        if row.partition == 1 and first is not None:
            row.mean, row.reach = first.mean, first.reach


def mean_of(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def flag_points(rows: list[Row], sign: int, single: str, shift: str, trend: str, two: str, beyond_limits: bool) -> None:
    def past(row: Row, line: Fraction | None) -> bool:
        return not row.ghost and line is not None and sign * (row.y - line) > 0

    in_part: Callable[[Row], Hashable] = lambda row: None if row.ghost else row.partition  # noqa: E731
    in_chart: Callable[[Row], Hashable] = lambda row: row.ghost  # noqa: E731
    above = [past(row, row.mean) for row in rows]
    out = [past(row, row.line(3 * sign)) for row in rows]
    zone = [past(row, row.line(2 * sign)) and (beyond_limits or not o) for row, o in zip(rows, out, strict=True)]
    rising = []
    for at, row in enumerate(rows):
        before = find_neighbour(rows, at, -1, in_chart)
        rising.append(not row.ghost and before is not None and sign * (row.y - rows[before].y) > 0)
    shift_starts = [above[at] and counts_up(rows, above, at, RUN - 1, in_part) for at in range(len(rows))]
    trend_starts = [counts_up(rows, rising, at, RUN - 1, in_chart) for at in range(len(rows))]
    zone_starts = []
    for at in range(len(rows)):

        def is_so(flags: list[bool], steps: int, at: int = at) -> bool:
            other = find_neighbour(rows, at, steps, in_part)
            return other is not None and flags[other]

        next_too = is_so(zone, 1) and (is_so(above, -1) or is_so(above, 2))
        zone_starts.append(zone[at] and (next_too or (is_so(zone, 2) and is_so(above, 1))))
    for at, row in enumerate(rows):
        row.flags[single] = out[at]
        row.flags[shift] = has_started(rows, shift_starts, at, RUN, in_part)
        row.flags[trend] = has_started(rows, trend_starts, at, RUN, in_chart)
        row.flags[two] = zone[at] and has_started(rows, zone_starts, at, ZONE, in_part)


def find_neighbour(rows: list[Row], at: int, steps: int, group: Callable[[Row], Hashable]) -> int | None:
    """The place so many rows on (LEAD) or back (LAG) in the same group; None off its end."""
    same = [place for place, row in enumerate(rows) if group(row) == group(rows[at])]
    wanted = same.index(at) + steps
    return same[wanted] if 0 <= wanted < len(same) else None


def count_so_far(rows: list[Row], flags: list[bool], at: int, group: Callable[[Row], Hashable]) -> int:
    return sum(flags[place] for place in range(at + 1) if group(rows[place]) == group(rows[at]))


def counts_up(rows: list[Row], flags: list[bool], at: int, steps: int, group: Callable[[Row], Hashable]) -> bool:
    """Whether every one of the next so many rows is flagged."""
    later = find_neighbour(rows, at, steps, group)
    return (
        later is not None
        and count_so_far(rows, flags, later, group) - count_so_far(rows, flags, at, group) == steps
        and not rows[at].ghost
    )


def has_started(rows: list[Row], starts: list[bool], at: int, steps: int, group: Callable[[Row], Hashable]) -> bool:
    """Whether a run started at this row or at one of the so many rows up to it."""
    earlier = find_neighbour(rows, at, -steps, group)
    before = 0 if earlier is None else count_so_far(rows, starts, earlier, group)
    return count_so_far(rows, starts, at, group) > before and not rows[at].ghost


def name_variation(row: Row, direction: str, conflict: str) -> str:
    high, low = (any(row.flags[name] for name in NAMES[side::2]) for side in (0, 1))
    if direction == "neither":
        return "Neither (High)" if high else "Neither (Low)" if low else "Common Cause"
    better, worse = (high, low) if direction == "up" else (low, high)
    if better and worse:
        better, worse = (True, False) if conflict == "improvement" else (False, True)
    sides = ("High", "Low") if direction == "up" else ("Low", "High")
    return f"Improvement ({sides[0]})" if better else f"Concern ({sides[1]})" if worse else "Common Cause"


def judge_target(rows: list[Row], target: Fraction | None, direction: str) -> str:
    """The assurance icon, read at the last point that is not ghosted; empty where there are no limits."""
    last = next((row for row in reversed(rows) if not row.ghost), None)
    if last is None or target is None or direction == "neither":
        return ""
    lower, upper = last.line(-3), last.line(3)
    if lower is None or upper is None:
        return ""
    if direction == "up":
        return "Pass" if target <= lower else "Fail" if target >= upper else "Hit or Miss"
    return "Pass" if target >= upper else "Fail" if target <= lower else "Hit or Miss"
