"""What a mark is worth where theory gives no formula: how often each profile marks a series in which nothing changed.

Simulated from a fixed seed: independent values whose scatter is that of the chart, with limits made as the chart's are.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import stats

from openscrutiny.analysis.attribute_charts import fit_chart_limits
from openscrutiny.analysis.control_limits import Limits
from openscrutiny.analysis.moving_range import LimitLines
from openscrutiny.analysis.point_grid import Floats, PointGrid
from openscrutiny.analysis.profiles import apply_profile, get_profile, take_baseline
from openscrutiny.analysis.signal_names import find_named_signals

SERIES, VALUES = 4000, 4_000_000  # simulated: so many series, fewer of very long ones
SEED = 20201127


@dataclass(frozen=True, slots=True)
class ChartDesign:
    """What the chance of a false alarm hangs on.

    `points` are all that the chart judges, `places` those of a year. Limits come from the first `baseline` of them, or
    from all where that is 0. `mean` is the usual value of a point (a count, share, rate or gap) and `size` its usual
    denominator, of charts whose scatter follows from these; others do without.
    """

    profile: str
    points: int
    places: int
    baseline: int = 0
    chart: str = "xmr"
    mean: float = 1.0
    size: float = 1.0
    exclude_outliers: bool = False


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """Chances where nothing changed: `latest` that the last point is marked, `year` that any of the last year is."""

    latest: float
    year: float


@lru_cache(maxsize=256)
def simulate_false_alarms(design: ChartDesign) -> FalseAlarms:
    """The chances for a chart of a design. Not for police-fy-2sd, whose chance is exact.

    Values are normal for xmr and run (and pp and up, whose limits follow the scatter itself), Poisson for c and u,
    binomial for p, geometric for g (Benneyan 2001), exponential for t (Nelson 1994). The standard error of either
    chance is under 0.8 percentage points, of charts of at most a thousand points.
    """
    y = _draw_values(design, np.random.default_rng(SEED))
    grid = PointGrid(y, np.zeros(y.shape, dtype=bool), np.zeros(y.shape, dtype=bool))
    result = apply_profile(
        grid,
        design.profile,
        baseline=design.baseline,
        exclude_outliers=design.exclude_outliers,
        lines=_fit_lines(design, grid),
    )
    marked = find_named_signals(grid, result).any_signal
    return FalseAlarms(float(marked[:, -1:].mean()), float(marked[:, -design.places :].any(axis=1).mean()))


def _draw_values(design: ChartDesign, chance: np.random.Generator) -> Floats:
    shape = (min(SERIES, max(SERIES // 10, VALUES // max(design.points, 1))), design.points)
    match design.chart:
        case "c":
            return chance.poisson(design.mean, shape).astype(float)
        case "u":
            return np.asarray(chance.poisson(design.mean * design.size, shape) / design.size)
        case "p":
            asked = max(1, round(design.size))
            return np.asarray(chance.binomial(asked, min(design.mean, 1.0), shape) / asked)
        case "g":
            return np.asarray(chance.geometric(1 / (1 + design.mean), shape) - 1.0)
        case "t":
            return chance.exponential(1.0, shape)
        case _:
            return chance.standard_normal(shape)


def _fit_lines(design: ChartDesign, grid: PointGrid) -> LimitLines | None:
    """The lines of the chart; None for XmR, which the profile fits itself."""
    chart = "run" if design.profile == "anhoej" else design.chart
    if chart in ("xmr", "pp", "up"):
        return None
    size = float(max(1, round(design.size))) if chart == "p" else design.size
    basis, own = take_baseline(grid, get_profile(design.profile), design.baseline)
    sizes = np.full(grid.y.shape, size)
    return fit_chart_limits(basis, chart, numerator=grid.y * sizes, denominator=sizes, baseline=own)


def find_p_value(value: float, limits: Limits) -> float | None:
    """The chance of a value at least so far from the mean if nothing changed: Student's t for one new value.

    Two-sided, n − 1 degrees of freedom, spread s √(1 + 1/n). None for limits without width.
    """
    if not limits.sd > 0:
        return None
    distance = abs(value - limits.mean) / (limits.sd * math.sqrt(1 + 1 / limits.baseline_n))
    return float(2 * stats.t.sf(distance, limits.baseline_n - 1))
