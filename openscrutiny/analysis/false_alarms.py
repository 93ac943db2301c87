"""What a mark is worth where theory gives no formula: how often each profile marks a series in which nothing changed.

Simulated from a fixed seed on independent normal values, whose limits come from all of them, as a chart's do.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import stats

from openscrutiny.analysis.attribute_charts import fit_run_centre
from openscrutiny.analysis.control_limits import Limits
from openscrutiny.analysis.point_grid import PointGrid
from openscrutiny.analysis.profiles import apply_profile
from openscrutiny.analysis.signal_names import find_named_signals

SERIES = 4000
SEED = 20201127


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """Chances where nothing changed: `latest` that the last point is marked, `year` that any of the last year is."""

    latest: float
    year: float


@lru_cache(maxsize=64)
def simulate_false_alarms(profile: str, points: int, places: int, exclude_outliers: bool = False) -> FalseAlarms:
    """The chances for a series of `points` periods, `places` of them to a year, judged by its own limits.

    Not for police-fy-2sd, whose chance is exact (`control_limits.false_alarm_per_point`). The standard error of
    either chance is under 0.8 percentage points.
    """
    y = np.random.default_rng(SEED).standard_normal((SERIES, points))
    grid = PointGrid(y, np.zeros(y.shape, dtype=bool), np.zeros(y.shape, dtype=bool))
    lines = fit_run_centre(grid) if profile == "anhoej" else None
    result = apply_profile(grid, profile, exclude_outliers=exclude_outliers, lines=lines)
    marked = find_named_signals(grid, result).any_signal
    return FalseAlarms(float(marked[:, -1:].mean()), float(marked[:, -places:].any(axis=1).mean()))


def find_p_value(value: float, limits: Limits) -> float | None:
    """The chance of a value at least so far from the mean if nothing changed: Student's t for one new value.

    Two-sided, n − 1 degrees of freedom, spread s √(1 + 1/n). None for limits without width.
    """
    if not limits.sd > 0:
        return None
    distance = abs(value - limits.mean) / (limits.sd * math.sqrt(1 + 1 / limits.baseline_n))
    return float(2 * stats.t.sf(distance, limits.baseline_n - 1))
