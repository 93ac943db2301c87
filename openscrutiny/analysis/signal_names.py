"""Profiles whose rules outnumber the four of Making Data Count: their hits by name, for every point."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from openscrutiny.analysis.judgement import Direction, Variation
from openscrutiny.analysis.point_grid import Bools, PointGrid
from openscrutiny.analysis.profiles import ChartResult, name_variation
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
    """`found`: hits by numbered rule; `runs`: for run charts, the points of stretches that signal, by what.

    Both are None for profiles that the four rules hold already.
    """

    result: ChartResult
    found: dict[str, Bools] | None = None
    runs: dict[str, Bools] | None = None

    @property
    def any_signal(self) -> Bools:
        """Points that meet any rule, sided or not."""
        if self.runs is not None:
            return np.asarray(np.logical_or.reduce(list(self.runs.values())))
        sided = self.result.hits.high | self.result.hits.low
        return np.asarray(np.logical_or.reduce([sided, *(self.found or {}).values()]))

    def name_variation(self, direction: Direction, conflict: Variation = Variation.IMPROVEMENT) -> NDArray[np.str_]:
        """As `profiles.name_variation`; signals without a side (patterns, runs of a run chart) are `Neither`."""
        names = name_variation(self.result.hits, direction, conflict)
        sided = self.result.hits.high | self.result.hits.low
        return np.where(self.any_signal & ~sided, Variation.NEITHER.value, names)

    def name_signals(self, row: int, point: int) -> str:
        """The rules a point meets, such as `1+ 5+`, or what its stretch of a run chart signals."""
        if self.runs is not None:
            return ", ".join(words for words, flags in self.runs.items() if flags[row, point])
        return " ".join(name for name, flags in (self.found or {}).items() if flags[row, point])


def find_named_signals(grid: PointGrid, result: ChartResult) -> NamedSignals:
    """The hits of `we`, `nelson` and `anhoej` in place of the four rules; other profiles as they are."""
    if result.profile == "anhoej":
        return _find_run_signals(grid, result)
    if result.profile not in NAMED_RULES:
        return NamedSignals(result)
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
    return NamedSignals(replace(result, hits=hits), found)


def _find_run_signals(grid: PointGrid, result: ChartResult) -> NamedSignals:
    stretch = np.maximum(result.lines.partition, 1)  # a baseline and what follows it share a centre line
    runs = {words: np.zeros_like(grid.ghost) for words in ("longest run", "few crossings")}
    for number in range(1, int(stretch.max(initial=1)) + 1):
        inside = stretch == number
        part = replace(grid, ghost=grid.ghost | ~inside)
        first = np.argmax(inside, axis=1) if inside.shape[1] else np.zeros(inside.shape[0], dtype=np.intp)
        centre = np.full(inside.shape[0], np.nan)
        has = inside.any(axis=1)
        centre[has] = result.lines.mean[has, first[has]]
        found = find_runs(part, centre)
        reasons = (found.longest_run > found.longest_allowed, found.crossings < found.fewest_allowed)
        for flags, reason in zip(runs.values(), reasons, strict=True):
            flags |= (found.signal & reason)[:, None] & ~part.ghost
    none = np.zeros_like(grid.ghost)
    return NamedSignals(replace(result, hits=RuleHits(*(none,) * 8)), None, runs)
