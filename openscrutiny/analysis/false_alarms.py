<<<<<<< HEAD
"""What a mark is worth where theory gives no formula: how often each profile marks a series in which nothing changed.

Simulated from a fixed seed on independent normal values, whose limits come from all of them, as a chart's do.
"""

import math
=======
"""How often a rule profile cries wolf when nothing has changed: by simulation, as its rules have no formula.

For mean ± 2 SD of the year before there is one (`control_limits.false_alarm_per_point`).
"""

>>>>>>> 9b67c08 (Read and write any CSV whole, name every fault by line, and let charts say what their limits are worth)
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
<<<<<<< HEAD
from scipy import stats

from openscrutiny.analysis.attribute_charts import fit_run_centre
from openscrutiny.analysis.control_limits import Limits
=======

from openscrutiny.analysis.attribute_charts import fit_run_centre
from openscrutiny.analysis.control_limits import POLICE_PROFILE, false_alarm_in_points, false_alarm_per_point
>>>>>>> 9b67c08 (Read and write any CSV whole, name every fault by line, and let charts say what their limits are worth)
from openscrutiny.analysis.point_grid import PointGrid
from openscrutiny.analysis.profiles import apply_profile
from openscrutiny.analysis.signal_names import find_named_signals

<<<<<<< HEAD
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
=======
SERIES, SEED = 4000, 20201127
YEAR = 12


@dataclass(frozen=True, slots=True)
class AlarmRate:
    """Shares of unchanged, independent, normal points that are flagged: of one point, and of any in a year's."""

    per_point: float
    per_year: float

    @property
    def words(self) -> str:
        return (
            f"if nothing had changed, {self.per_point:.0%} of points and {self.per_year:.0%} of years "
            "would be flagged by chance"
        )


@lru_cache(maxsize=512)
def measure_false_alarms(profile: str, points: int, baseline: int = 0, places: int = YEAR) -> AlarmRate:
    """The false alarms of a profile on charts of so many points, limits from all or from the first `baseline`.

    `places` are the periods of a year: the last of them are the year judged. Simulated with a fixed seed, to
    about half a percentage point; exact for police-fy-2sd, where `points` are those of the baseline. Raises
    CalculationError for an unknown profile.
    """
    if profile == POLICE_PROFILE:
        if points < 2:
            return AlarmRate(0.0, 0.0)
        return AlarmRate(false_alarm_per_point(points), false_alarm_in_points(points, places))
    y = np.random.default_rng(SEED).standard_normal((SERIES, points))
    no = np.zeros(y.shape, dtype=bool)
    grid = PointGrid(y, no, no)
    lines = fit_run_centre(grid, baseline=baseline) if profile == "anhoej" else None
    flagged = find_named_signals(grid, apply_profile(grid, profile, baseline=baseline, lines=lines)).any_signal
    if not points:
        return AlarmRate(0.0, 0.0)
    return AlarmRate(float(flagged.mean()), float(flagged[:, -places:].any(axis=1).mean()))
>>>>>>> 9b67c08 (Read and write any CSV whole, name every fault by line, and let charts say what their limits are worth)
