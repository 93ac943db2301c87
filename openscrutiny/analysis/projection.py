"""What the coming periods may hold if things go on as they are: quasi-Poisson with seasons and a trend.

The model: log μ = level + trend + harmonics of the year, variance φμ, fitted by weighted least squares
iterated (McCullagh and Nelder 1989), recent periods weighing more. As records wander, the level is then drawn
to the last few periods: their weighted sum over what the model expected, shrunk towards one as a gamma level
with the standing expectation would be. Intervals come from the negative binomial with the predicted mean and
variance (parameter error and dispersion together), so none is ever negative. The constants were chosen on
2014/15 to 2016/17 of the Home Office's table; `openscrutiny backtest` reports on the years after.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from openscrutiny.analysis.point_grid import Floats
from openscrutiny.errors import CalculationError

LEVELS = (0.80, 0.95)
HALF_LIFE_YEARS = 3.0  # of a period's weight in trend and season
LEVEL_HALF_LIFE_YEARS = 0.15  # of its weight in the level
MISSES_FREEDOM = 4
TREND_SD = 0.2  # a change of a fifth a year is ordinary, on the log scale
LEVEL_SD = 0.2
SEASON_SD = 0.1
MAX_STEPS = 100
REFITS = 8
ENOUGH = 4  # past misses, to judge a spread by


@dataclass(frozen=True, slots=True)
class ProjectedPeriod:
    """The expected value of one coming period and its 80 and 95 % intervals, in the measure's units."""

    ahead: int
    mean: float
    interval_80: tuple[float, float]
    interval_95: tuple[float, float]


@dataclass(frozen=True)
class Projection:
    """Coming periods, the year-end outturn if asked for, and what the model set aside and why."""

    method: str
    periods: tuple[ProjectedPeriod, ...]
    dispersion: float
    set_aside: tuple[tuple[int, str], ...]
    outturn: ProjectedPeriod | None = None


def project_counts(
    values: Sequence[float | None],
    ahead: int,
    places: int,
    *,
    disturbed: Mapping[int, str] | None = None,
    so_far: float | None = None,
    half_life_years: float = HALF_LIFE_YEARS,
) -> Projection:
    """The next `ahead` periods of a series with `places` periods to a year (12 or 4).

    None values are missing. `disturbed` maps places of the series to the user's reasons for setting them
    aside. `so_far` is the year's total to date: with it the projection has an outturn, that plus the periods
    ahead. Raises CalculationError for negative values or fewer than two years of usable periods.
    """
    aside = dict(disturbed or {})
    strangers = [place for place in aside if not 0 <= place < len(values)]
    if strangers:
        raise CalculationError(f"disturbed periods: {strangers}: not places of the series of {len(values)}.")
    used = [place for place, value in enumerate(values) if value is not None and place not in aside]
    if len(used) < 2 * places:
        raise CalculationError(
            f"projection: {len(used)} usable periods. It needs two years, {2 * places} periods, not set aside."
        )
    y = np.array([values[place] for place in used], dtype=float)
    if (y < 0).any():
        raise CalculationError("projection: a value is negative. Project counts and sums of counts only.")
    at = np.array(used, dtype=float)
    end = len(values) - 1
    mean, phi, covariance, future = _fit_and_extend(at, y, end, places, ahead, half_life_years)
    step_phi, sum_phi = _measure_surprises(at, y, end, places, ahead, half_life_years, phi)
    variance = step_phi * mean + mean**2 * np.einsum("ij,jk,ik->i", future, covariance, future)
    periods = tuple(_spread(step + 1, mean[step], variance[step]) for step in range(ahead))
    outturn = None
    if so_far is not None:
        slope = mean @ future
        total = _spread(ahead, float(mean.sum()), float(sum_phi * mean.sum() + slope @ covariance @ slope))
        outturn = ProjectedPeriod(
            ahead,
            so_far + total.mean,
            (so_far + total.interval_80[0], so_far + total.interval_80[1]),
            (so_far + total.interval_95[0], so_far + total.interval_95[1]),
        )
    reasons = tuple(sorted(aside.items()))
    return Projection("quasi-Poisson with harmonics and trend", periods, phi, reasons, outturn)


def project_seasonal_naive(values: Sequence[float | None], ahead: int, places: int) -> Projection:
    """The benchmark: each coming period is the same period of last year; spread from year-on-year changes."""
    known = {place: value for place, value in enumerate(values) if value is not None}
    changes = np.array([known[at] - known[at - places] for at in known if at - places in known])
    if changes.size < places:
        raise CalculationError("seasonal naive: fewer than a year of year-on-year changes.")
    sd = math.sqrt(float((changes**2).mean()))
    periods = []
    for step in range(1, ahead + 1):
        years = (step - 1) // places + 1
        mean = known.get(len(values) - 1 + step - years * places)
        if mean is None:
            raise CalculationError("seasonal naive: a period of the last year is missing.")
        bounds = []
        for level in LEVELS:
            reach = float(stats.norm.ppf(0.5 + level / 2)) * sd * math.sqrt(years)
            bounds.append((max(0.0, mean - reach), max(0.0, mean + reach)))
        periods.append(ProjectedPeriod(step, float(mean), bounds[0], bounds[1]))
    return Projection("seasonal naive", tuple(periods), float("nan"), ())


def _build_design(at: Floats, end: int, places: int) -> Floats:
    """Level, trend in years (damped to a year's worth beyond the data), and harmonics of the year."""
    beyond = np.maximum(at - end, 0) / places
    trend = np.minimum(at - end, 0) / places + 1 - np.exp(-beyond)
    columns = [np.ones_like(at), trend]
    for harmonic in range(1, min(2, places // 2) + 1):
        angle = 2 * np.pi * harmonic * at / places
        columns.append(np.cos(angle))
        if 2 * harmonic < places:
            columns.append(np.sin(angle))
    return np.column_stack(columns)


def _fit_and_extend(
    at: Floats, y: Floats, end: int, places: int, ahead: int, half_life_years: float
) -> tuple[Floats, float, Floats, Floats]:
    """The means of the periods ahead of `end`; φ, the covariance of the coefficients, and the design ahead."""
    design = _build_design(at, end, places)
    beta, covariance, phi = _fit_quasi_poisson(design, y, 0.5 ** ((end - at) / (half_life_years * places)))
    recent = 0.5 ** ((end - at) / (LEVEL_HALF_LIFE_YEARS * places))
    prior = 1 / LEVEL_SD**2
    level = (recent @ y + prior) / (recent @ np.exp(np.clip(design @ beta, -30, 30)) + prior)
    future = _build_design(np.arange(end + 1, end + 1 + ahead, dtype=float), end, places)
    return level * np.exp(np.clip(future @ beta, -30, 30)), phi, covariance, future


def _measure_surprises(
    at: Floats, y: Floats, end: int, places: int, ahead: int, half_life_years: float, phi: float
) -> tuple[Floats, float]:
    """Dispersion of each step ahead, and of the sum of them, as past projections of this series erred.

    A series wanders as well as scatters, so residuals of the fit understate what projection gets wrong. The
    model is refitted at earlier ends; what it then missed sets the spread, and the fit's own φ where there
    is no room for that.
    """
    squares: list[list[float]] = [[] for _ in range(ahead)]
    totals = []
    seen = {int(place): value for place, value in zip(at, y, strict=True)}
    for earlier in range(end - 1, max(end - ahead - REFITS, -1), -1):
        past = at <= earlier
        if int(past.sum()) < 2 * places:
            break
        mean = _fit_and_extend(at[past], y[past], earlier, places, ahead, half_life_years)[0]
        missed = [
            seen[earlier + 1 + step] - mean[step] if earlier + 1 + step in seen else None for step in range(ahead)
        ]
        for step, miss in enumerate(missed):
            if miss is not None:
                squares[step].append(miss * miss / mean[step])
        if all(miss is not None for miss in missed):
            totals.append(float(sum(miss for miss in missed if miss is not None)) ** 2 / float(mean.sum()))
    by_step = np.array([max(1.0, float(np.mean(found))) if len(found) >= ENOUGH else phi for found in squares])
    by_step = np.maximum.accumulate(by_step)  # further ahead is never surer
    return by_step, max(1.0, float(np.mean(totals))) if len(totals) >= ENOUGH else float(by_step.max()) * ahead


def _fit_quasi_poisson(design: Floats, y: Floats, weight: Floats) -> tuple[Floats, Floats, float]:
    """Coefficients, their covariance and the dispersion φ (at least 1, as counts vary at least so much).

    Trend and season are drawn towards none by as much as the scatter warrants: first fitted to measure φ
    under a wide penalty, then with that φ against the standing expectation of their sizes.
    """
    prior = np.full(design.shape[1], 1 / SEASON_SD**2)
    prior[0], prior[1] = 0.0, 1 / TREND_SD**2
    phi = max(1.0, float(np.average((y - y.mean()) ** 2, weights=weight)) / max(float(y.mean()), 0.5) / 4)
    beta = np.zeros(design.shape[1])
    mean = y
    for _ in range(2):
        penalty = np.diag(prior * phi + 1e-8)
        beta = _iterate_weighted_least_squares(design, y, weight, penalty)
        mean = np.exp(np.clip(design @ beta, -30, 30))
        effective = float(weight.sum() ** 2 / (weight**2).sum())
        freedom = max(effective - design.shape[1], effective / 3, 1.0)
        phi = max(1.0, float((weight * (y - mean) ** 2 / mean).sum() / weight.sum() * effective / freedom))
    inner = np.linalg.inv(design.T @ (design * (weight * mean)[:, None]) + np.diag(prior * phi + 1e-8))
    middle = design.T @ (design * (weight**2 * mean)[:, None])
    return beta, phi * inner @ middle @ inner, phi


def _iterate_weighted_least_squares(design: Floats, y: Floats, weight: Floats, penalty: Floats) -> Floats:
    beta: Floats = np.zeros(design.shape[1])
    beta[0] = math.log(max(float(np.average(y, weights=weight)), 0.5))
    for _ in range(MAX_STEPS):
        mean = np.exp(np.clip(design @ beta, -30, 30))
        working = design @ beta + (y - mean) / mean
        heavy = design * (weight * mean)[:, None]
        step: Floats = np.asarray(np.linalg.solve(design.T @ heavy + penalty, heavy.T @ working), dtype=np.float64)
        # Half steps where a full one would leap: zeros beside large counts make the first steps wild.
        leap = float(np.abs(step - beta).max())
        beta = beta + (step - beta) * min(1.0, 2.0 / leap) if leap > 0 else step
        if leap < 1e-10:
            break
    return beta


def _spread(ahead: int, mean: float, variance: float) -> ProjectedPeriod:
    """Intervals of the negative binomial (Poisson where no wider) with this mean and variance.

    The variance is itself judged from a few past misses that overlap, so each level is widened as
    Student's t with `MISSES_FREEDOM` degrees is against the normal.
    """
    mean = float(mean)
    bounds = []
    for level in LEVELS:
        tails = [(1 - level) / 2, (1 + level) / 2]
        wider = float(stats.t.ppf(tails[1], MISSES_FREEDOM) / stats.norm.ppf(tails[1])) ** 2
        wide = float(variance) * wider
        if wide > mean * (1 + 1e-9) and mean > 0:
            low, high = (float(stats.nbinom.ppf(tail, mean * mean / (wide - mean), mean / wide)) for tail in tails)
        else:
            low, high = (float(stats.poisson.ppf(tail, mean)) for tail in tails)
        bounds.append((max(0.0, low), max(0.0, high)))
    return ProjectedPeriod(ahead, mean, bounds[0], bounds[1])
