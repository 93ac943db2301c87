"""Assurance and variation of a series as the NHS's icons mean them, from its last counted point."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from openscrutiny.analysis.judgement import Direction, Variation
from openscrutiny.analysis.point_grid import Bools, PointGrid
from openscrutiny.analysis.profiles import ChartResult, get_profile, name_variation

# A target this close to a limit, relative to the largest of the three, lies on it: limits come out of sums.
LIMIT_TOLERANCE = 2.0**-44


class Assurance(StrEnum):
    """Whether the process, left as it is, will meet its target."""

    PASS = "Pass"
    FAIL = "Fail"
    HIT_OR_MISS = "Hit or Miss"
    NONE = ""


@dataclass(frozen=True, slots=True)
class SeriesIcons:
    """What a series' two icons say; empty where there is nothing to say it from."""

    direction: Direction
    target: float | None
    variation: str
    assurance: Assurance


def assess_target(
    target: float | None, lower: float, upper: float, direction: Direction, *, inclusive: bool = True
) -> Assurance:
    """Consistently passing, failing, or hit or miss, against the process limits.

    Inclusive (mdc): a target on a limit passes or fails; strict (nhsr): it is hit or miss. On a constant
    series the limits coincide and the target is judged directly.
    """
    if target is None or math.isnan(target) or math.isnan(lower) or direction is Direction.NEITHER:
        return Assurance.NONE
    slack = LIMIT_TOLERANCE * max(abs(target), abs(lower), abs(upper))
    on_or_under = target <= lower + slack if inclusive else target < lower - slack
    on_or_over = target >= upper - slack if inclusive else target > upper + slack
    if not inclusive and upper - lower <= slack:  # no variation: equality meets the target either way
        on_or_under, on_or_over = target <= lower + slack, target >= upper - slack
    if direction is Direction.INCREASE:
        if on_or_under:
            return Assurance.PASS
        return Assurance.FAIL if on_or_over else Assurance.HIT_OR_MISS
    if on_or_over:
        return Assurance.PASS
    return Assurance.FAIL if on_or_under else Assurance.HIT_OR_MISS


def read_icons(
    grid: PointGrid,
    result: ChartResult,
    targets: Sequence[float | None],
    direction: Direction,
    conflict: Variation = Variation.IMPROVEMENT,
    *,
    names: NDArray[np.str_] | None = None,
) -> list[SeriesIcons]:
    """The icons of each series, read at its last point that is neither ghosted nor missing.

    `names` are the points' variations, as `NamedSignals.name_variation` gives them; left out, they come from the
    result's hits. Targets are judged as the result's profile does: strictly by nhsr, otherwise inclusively.
    """
    names = name_variation(result.hits, direction, conflict) if names is None else names
    inclusive = get_profile(result.profile).inclusive_target
    width = grid.y.shape[1]
    icons = []
    for row, target in enumerate(targets):
        counted = np.flatnonzero(~grid.ghost[row]) if width else np.array([], dtype=int)
        if counted.size == 0:
            icons.append(SeriesIcons(direction, target, "", Assurance.NONE))
            continue
        last = int(counted[-1])
        lower, upper = float(result.lines.lower[row, last]), float(result.lines.upper[row, last])
        if not inclusive and math.isnan(lower):
            # nhsr screens the ranges of a constant series away, and so has no limits to judge a target by.
            together = result.lines.partition[row] == result.lines.partition[row, last]
            if is_constant(grid, row, together):
                lower = upper = float(result.lines.mean[row, last])
        assurance = assess_target(target, lower, upper, direction, inclusive=inclusive)
        icons.append(SeriesIcons(direction, target, str(names[row, last]), assurance))
    return icons


def is_constant(grid: PointGrid, row: int, among: Bools) -> bool:
    """Whether a series has two or more points that count `among` the places given, all of one value."""
    values = grid.y[row, among & ~grid.ghost[row]]
    return values.size > 1 and float(np.ptp(values)) <= float(grid.tolerance[row, 0])
