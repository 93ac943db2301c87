"""Measures how good projections would have been: rolling origins, against seasonal naive, ETS and AutoETS."""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas

from openscrutiny.analysis.point_grid import Floats
from openscrutiny.analysis.projection import Projection, project_counts, project_seasonal_naive
from openscrutiny.errors import CalculationError

PROJECTION = "quasi-Poisson"
Forecast = tuple[Floats, Floats, Floats]  # mean; 80 % and 95 % intervals as (2, ahead) arrays


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One method over all forecasts: mean absolute scaled error, ratio to seasonal naive, interval coverage.

    `total_coverage` is of the sum of the periods ahead, the outturn; None for methods that give it no interval.
    """

    method: str
    forecasts: int
    mase: float
    against_naive: float
    coverage_80: float
    coverage_95: float
    total_coverage_80: float | None = None
    total_coverage_95: float | None = None


def backtest(
    series: Mapping[str, Sequence[float]], places: int, *, ahead: int, origins: int, least: int
) -> list[Accuracy]:
    """Each series forecast `ahead` periods from `origins` successive year-apart origins with `least` or more before.

    Errors are scaled by the series' own mean year-on-year change within its training part; every method is
    scored on the same forecasts. Raises CalculationError where no series is long enough.
    """
    methods: dict[str, Callable[[Sequence[float]], Forecast]] = {
        PROJECTION: lambda past: _read(project_counts(past, ahead, places)),
        "seasonal naive": lambda past: _read(project_seasonal_naive(past, ahead, places)),
        "ETS(A,Ad,A)": lambda past: _fit_ets(past, ahead, places, ("add", True, "add")),
        "AutoETS": lambda past: _choose_ets(past, ahead, places),
    }
    errors: dict[str, list[Floats]] = {name: [] for name in methods}
    inside: dict[str, list[tuple[Floats, Floats]]] = {name: [] for name in methods}
    totals: list[tuple[bool, bool]] = []
    for values in series.values():
        for origin in range(origins):
            cut = len(values) - ahead - origin * places
            past, future = values[:cut], np.asarray(values[cut : cut + ahead], dtype=float)
            if cut < least or min(past) < 0:
                continue
            scale = float(np.abs(np.asarray(past[places:]) - np.asarray(past[:-places])).mean())
            if scale == 0:
                continue
            outturn = project_counts(past, ahead, places, so_far=0.0).outturn
            assert outturn is not None
            reached, narrow, wide = float(future.sum()), outturn.interval_80, outturn.interval_95
            totals.append((narrow[0] <= reached <= narrow[1], wide[0] <= reached <= wide[1]))
            for name, method in methods.items():
                mean, low, high = method(past)
                errors[name].append(np.abs(future - mean) / scale)
                inside[name].append(
                    ((future >= low[0]) & (future <= low[1]), (future >= high[0]) & (future <= high[1]))
                )
    if not errors["seasonal naive"]:
        raise CalculationError(f"backtest: no series has {least} periods before the first forecast.")
    naive = float(np.concatenate(errors["seasonal naive"]).mean())
    return [
        Accuracy(
            name,
            sum(error.size for error in errors[name]),
            float(np.concatenate(errors[name]).mean()),
            float(np.concatenate(errors[name]).mean()) / naive,
            float(np.concatenate([first for first, _ in inside[name]]).mean()),
            float(np.concatenate([second for _, second in inside[name]]).mean()),
            *(np.mean(totals, axis=0).tolist() if name == PROJECTION else ()),
        )
        for name in methods
    ]


def _read(projection: Projection) -> Forecast:
    return (
        np.array([period.mean for period in projection.periods]),
        np.array([period.interval_80 for period in projection.periods]).T,
        np.array([period.interval_95 for period in projection.periods]).T,
    )


def _fit_ets(
    past: Sequence[float], ahead: int, places: int, form: tuple[str | None, bool, str | None], error: str = "add"
) -> Forecast:
    return _forecast_ets(_estimate_ets(past, places, form, error), len(past), ahead)


def _choose_ets(past: Sequence[float], ahead: int, places: int) -> Forecast:
    """The exponential smoothing with the least corrected AIC of the additive and (above zero) multiplicative."""
    forms = list(product(((None, False), ("add", False), ("add", True)), (None, "add")))
    fits = [_estimate_ets(past, places, (trend, damped, season), "add") for (trend, damped), season in forms]
    if min(past) > 0:
        fits.append(_estimate_ets(past, places, (None, False, "mul"), "mul"))
        fits.append(_estimate_ets(past, places, ("add", True, "mul"), "mul"))
    best = min(fits, key=lambda fit: fit.aicc if np.isfinite(fit.aicc) else np.inf)  # type: ignore[attr-defined]
    return _forecast_ets(best, len(past), ahead)


def _estimate_ets(past: Sequence[float], places: int, form: tuple[str | None, bool, str | None], error: str) -> object:
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel  # slow to import, wanted here only

    trend, damped, season = form
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # convergence notes: an unconverged fit is still scored
        model = ETSModel(
            pandas.Series(past, dtype=float),  # its predictions need an index
            error=error,
            trend=trend,
            damped_trend=damped,
            seasonal=season,
            seasonal_periods=places if season else None,
            initialization_method="heuristic",  # on short series first states estimated too forecast worse, slowly
        )
        return model.fit(disp=False, maxiter=200)


def _forecast_ets(fit: object, size: int, ahead: int) -> Forecast:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = fit.get_prediction(start=size, end=size + ahead - 1, rng=np.random.default_rng(1))  # type: ignore[attr-defined]
        frames = [found.summary_frame(alpha=alpha) for alpha in (0.2, 0.05)]
    bounds = [np.array([frame["pi_lower"], frame["pi_upper"]], dtype=float) for frame in frames]
    return np.asarray(frames[0]["mean"], dtype=float), bounds[0], bounds[1]
