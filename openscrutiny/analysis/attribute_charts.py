"""Limits for counts, proportions, rates and rare events: p, u, c, p′, u′, g and t charts.

Sources: Shewhart's p, u and c; Laney (2002) for p′ and u′; Benneyan's g chart with sd √(ḡ(ḡ + 1)); Nelson's
t chart, times transformed by y^(1/3.6) and limits transformed back.
"""

from dataclasses import replace

import numpy as np

from openscrutiny.analysis.moving_range import (
    Groups,
    LimitLines,
    Screening,
    fit_moving_range_limits,
    number_partitions,
)
from openscrutiny.analysis.point_grid import Floats, Ints, PointGrid
from openscrutiny.analysis.run_chart import find_medians
from openscrutiny.errors import CalculationError

CHART_TYPES = ("xmr", "p", "u", "c", "pp", "up", "g", "t", "run")
T_POWER = 1 / 3.6


def fit_proportion_limits(
    grid: PointGrid, numerator: Floats, denominator: Floats, *, baseline: int = 0, laney: bool = False
) -> LimitLines:
    """p chart (p′ with `laney`): p̄ ± 3 √(p̄(1 − p̄)/n), limits kept within 0 and 1. `grid.y` is the proportion."""
    partition, centre = _share(grid, numerator, denominator, baseline)
    with np.errstate(invalid="ignore", divide="ignore"):
        sigma = np.sqrt(np.maximum(centre * (1 - centre), 0.0) / denominator)
    if laney:
        sigma = sigma * _measure_laney(grid, centre, sigma, baseline)
    return _draw_lines(partition, centre, sigma, floor=0.0, ceiling=1.0)


def fit_rate_limits(
    grid: PointGrid, numerator: Floats, denominator: Floats, *, baseline: int = 0, laney: bool = False
) -> LimitLines:
    """u chart (u′ with `laney`): ū ± 3 √(ū/n), never below zero. `grid.y` is numerator over denominator."""
    partition, centre = _share(grid, numerator, denominator, baseline)
    with np.errstate(invalid="ignore", divide="ignore"):
        sigma = np.sqrt(centre / denominator)
    if laney:
        sigma = sigma * _measure_laney(grid, centre, sigma, baseline)
    return _draw_lines(partition, centre, sigma, floor=0.0)


def fit_count_limits(grid: PointGrid, *, baseline: int = 0) -> LimitLines:
    """c chart: c̄ ± 3 √c̄, never below zero."""
    _refuse_negative(grid, "c")
    partition, centre = _average(grid, grid.y, baseline)
    return _draw_lines(partition, centre, np.sqrt(centre), floor=0.0)


def fit_gap_count_limits(grid: PointGrid, *, baseline: int = 0) -> LimitLines:
    """g chart of cases or days between rare events: ḡ ± 3 √(ḡ(ḡ + 1)), never below zero."""
    _refuse_negative(grid, "g")
    partition, centre = _average(grid, grid.y, baseline)
    return _draw_lines(partition, centre, np.sqrt(centre * (centre + 1)), floor=0.0)


def fit_time_between_limits(grid: PointGrid, *, baseline: int = 0) -> LimitLines:
    """t chart of times between rare events: XmR limits of y^(1/3.6), transformed back, never below zero."""
    _refuse_negative(grid, "t")
    with np.errstate(invalid="ignore"):
        rooted = replace(grid, y=grid.y**T_POWER)
    lines = fit_moving_range_limits(rooted, baseline=baseline, screening=Screening.NONE)

    def back(line: Floats) -> Floats:
        return np.asarray(np.maximum(line, 0.0) ** (1 / T_POWER))

    return LimitLines(
        lines.partition,
        back(lines.mean),
        back(lines.lower),
        back(lines.upper),
        back(lines.lower_two),
        back(lines.upper_two),
        lines.sigma,
        power=T_POWER,
    )


def fit_run_centre(grid: PointGrid, *, baseline: int = 0) -> LimitLines:
    """A run chart has a median and no limits: of each partition, or of the baseline for the first."""
    groups = Groups.of(number_partitions(grid, baseline))
    medians = np.column_stack(
        [
            find_medians(np.where((groups.partition == number) & ~grid.ghost, grid.y, np.nan))
            for number in groups.numbers
        ]
    )
    centre = groups.spread(groups.extend_baseline(medians))
    nothing = np.broadcast_to(np.nan, grid.y.shape)
    return LimitLines(groups.partition, centre, nothing, nothing, nothing, nothing, nothing)


def fit_chart_limits(
    grid: PointGrid,
    chart: str,
    *,
    numerator: Floats | None = None,
    denominator: Floats | None = None,
    baseline: int = 0,
) -> LimitLines:
    """The lines of a chart type other than XmR. Raises CalculationError where its data are wrong or missing."""
    if chart in ("p", "pp", "u", "up"):
        if numerator is None or denominator is None:
            raise CalculationError(f"chart type {chart}: needs a numerator and a denominator for each point.")
        used = ~grid.ghost
        if (denominator[used] <= 0).any() or (numerator[used] < 0).any():
            raise CalculationError(
                f"chart type {chart}: a denominator is not above zero, or a numerator is negative. "
                "Leave both empty for a month without data."
            )
        if chart in ("p", "pp"):
            if (numerator[used] > denominator[used]).any():
                raise CalculationError(
                    f"chart type {chart}: a numerator is larger than its denominator. Use u for rates."
                )
            return fit_proportion_limits(grid, numerator, denominator, baseline=baseline, laney=chart == "pp")
        return fit_rate_limits(grid, numerator, denominator, baseline=baseline, laney=chart == "up")
    fits = {
        "c": fit_count_limits,
        "g": fit_gap_count_limits,
        "t": fit_time_between_limits,
        "run": fit_run_centre,
    }
    if chart not in fits:
        raise CalculationError(f"chart type '{chart}': choose one of {', '.join(CHART_TYPES)}.")
    return fits[chart](grid, baseline=baseline)


def _measure_laney(grid: PointGrid, centre: Floats, sigma: Floats, baseline: int) -> Floats:
    """Laney's sigma of z: how much more than binomial or Poisson the points vary, by moving ranges."""
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.where(sigma > 0, (grid.y - centre) / sigma, 0.0)
    scores = replace(grid, y=z)
    return fit_moving_range_limits(scores, baseline=baseline).sigma


def _share(grid: PointGrid, numerator: Floats, denominator: Floats, baseline: int) -> tuple[Ints, Floats]:
    """Partitions, and sum over sum of each at its points; partition 1 takes a baseline's."""
    groups = Groups.of(number_partitions(grid, baseline))
    top, bottom = (groups.average(part, ~grid.ghost) for part in (numerator, denominator))
    with np.errstate(invalid="ignore", divide="ignore"):
        return groups.partition, groups.spread(groups.extend_baseline(top / bottom))


def _average(grid: PointGrid, values: Floats, baseline: int) -> tuple[Ints, Floats]:
    groups = Groups.of(number_partitions(grid, baseline))
    return groups.partition, groups.spread(groups.extend_baseline(groups.average(values, ~grid.ghost)))


def _draw_lines(partition: Ints, centre: Floats, sigma: Floats, *, floor: float, ceiling: float = np.inf) -> LimitLines:
    def line(multiple: float) -> Floats:
        return np.asarray(np.clip(centre + multiple * sigma, floor, ceiling))

    return LimitLines(partition, centre, line(-3), line(3), line(-2), line(2), sigma)


def _refuse_negative(grid: PointGrid, chart: str) -> None:
    if (grid.y[~grid.ghost] < 0).any():
        raise CalculationError(f"chart type {chart}: a value is negative. Use xmr for values of either sign.")
