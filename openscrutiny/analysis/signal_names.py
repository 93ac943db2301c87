"""Profiles whose rules outnumber the four of Making Data Count: their hits by name, for every point."""

from dataclasses import dataclass, replace

import numpy as np

from openscrutiny.analysis.moving_range import LimitLines
from openscrutiny.analysis.point_grid import Bools, PointGrid
from openscrutiny.analysis.profiles import ChartResult
from openscrutiny.analysis.run_chart import find_runs
from openscrutiny.analysis.sigma_tests import find_sigma_signals
from openscrutiny.analysis.special_cause import RuleHits

# Where a numbered rule says the same as a named one, the named column holds it too.
NAMED_RULES = {
    "we": {"single": "1", "shift": "4", "two": "2"},
    "nelson": {"single": "1", "shift": "2", "trend": "3", "two": "5"},
}


@dataclass(frozen=True)
class NamedSignals:
    """`signals`: for each series and point, the rules met, such as `1+ 5+`; None for profiles without more.

    `runs` marks, for run charts, the points of stretches that signal.
    """

    result: ChartResult
    signals: list[list[str]] | None
    runs: Bools | None = None


def find_named_signals(grid: PointGrid, result: ChartResult) -> NamedSignals:
    """The hits of `we`, `nelson` and `anhoej` in place of the four rules; other profiles as they are."""
    if result.profile == "anhoej":
        return _find_run_signals(grid, result)
    if result.profile not in NAMED_RULES:
        return NamedSignals(result, None)
    found = find_sigma_signals(grid, result.lines, result.profile)
    nothing = np.zeros_like(grid.ghost)
    names = NAMED_RULES[result.profile]

    def take(rule: str, side: str) -> Bools:
        return found.get(names.get(rule, "") + side, nothing)

    named = {names[rule] + side for rule in names for side in "+-"}
    high = [flags for name, flags in found.items() if name.endswith("+") and name not in named]
    low = [flags for name, flags in found.items() if name.endswith("-") and name not in named]
    hits = RuleHits(
        take("single", "+"),
        take("single", "-"),
        take("shift", "+"),
        take("shift", "-"),
        take("trend", "+"),
        take("trend", "-"),
        take("two", "+"),
        take("two", "-"),
    )
    # Four of five beyond one sigma has no column of its own: it counts with two of three, its kin.
    hits = replace(
        hits,
        two_high=np.logical_or.reduce([hits.two_high, *high]),
        two_low=np.logical_or.reduce([hits.two_low, *low]),
    )
    rows, width = grid.y.shape
    signals = [
        [" ".join(name for name, flags in found.items() if flags[row, at]) for at in range(width)]
        for row in range(rows)
    ]
    return NamedSignals(replace(result, hits=hits), signals)


def _find_run_signals(grid: PointGrid, result: ChartResult) -> NamedSignals:
    lines: LimitLines = result.lines
    rows, width = grid.y.shape
    stretch = np.maximum(lines.partition, 1)  # a baseline and what follows it share a centre line
    signals = [[""] * width for _ in range(rows)]
    runs = np.zeros_like(grid.ghost)
    for number in range(1, int(stretch.max(initial=1)) + 1):
        inside = stretch == number
        part = PointGrid(grid.y, grid.ghost | ~inside, grid.recalculate)
        centre = np.array(
            [row_lines[here][0] if here.any() else np.nan for row_lines, here in zip(lines.mean, inside, strict=True)]
        )
        found = find_runs(part, centre)
        for row in np.flatnonzero(found.signal):
            words = []
            if found.longest_run[row] > found.longest_allowed[row]:
                words.append("longest run")
            if found.crossings[row] < found.fewest_allowed[row]:
                words.append("few crossings")
            for at in np.flatnonzero(inside[row] & ~grid.ghost[row]):
                signals[row][at] = " ".join(words)
                runs[row, at] = True
    none = np.zeros_like(grid.ghost)
    return NamedSignals(replace(result, hits=RuleHits(*(none,) * 8)), signals, runs)
