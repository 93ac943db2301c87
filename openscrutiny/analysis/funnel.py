"""Funnel plots across areas or forces: exact limits by size, with overdispersion.

Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance (2005). Overdispersion is
φ = Σz² / n of z winsorised at 10 % each side, and the random-effects τ² where φ says there is more than chance.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from openscrutiny.analysis.judgement import Position
from openscrutiny.analysis.point_grid import Floats
from openscrutiny.errors import CalculationError

WINSOR_SHARE = 0.1
LEVELS = (0.95, 0.998)


@dataclass(frozen=True)
class Funnel:
    """One row an area: ratio, exact limits at 95 and 99.8 %, and wider ones allowing for overdispersion.

    `z` is the transformed distance from the centre in standard errors, `adjusted_z` with τ² added.
    """

    centre: float
    ratio: Floats
    lower: dict[float, Floats]
    upper: dict[float, Floats]
    adjusted_lower: dict[float, Floats]
    adjusted_upper: dict[float, Floats]
    z: Floats
    adjusted_z: Floats
    phi: float
    tau_squared: float

    def locate(self, level: float, *, adjusted: bool = True) -> list[Position]:
        """The position of each area against the limits of a level, strictly."""
        lower = (self.adjusted_lower if adjusted else self.lower)[level]
        upper = (self.adjusted_upper if adjusted else self.upper)[level]
        return [
            Position.ABOVE if value > high else Position.BELOW if value < low else Position.WITHIN
            for value, low, high in zip(self.ratio, lower, upper, strict=True)
        ]


def fit_rate_funnel(counts: Sequence[int], sizes: Sequence[float]) -> Funnel:
    """Counts over sizes (populations) with exact Poisson limits; z of the square root of the rate."""
    count, size = _check(counts, sizes)
    centre = float(count.sum() / size.sum())
    if centre == 0:
        raise CalculationError("funnel: every count is zero, so there is nothing to compare.")
    root, error = np.sqrt(count / size), 1 / (2 * np.sqrt(size))

    def limit(share: float) -> Floats:
        return np.asarray(_interpolate(share, stats.poisson.ppf, stats.poisson.cdf, centre * size) / size)

    return _build(centre, count / size, root, float(np.sqrt(centre)), error, limit, lambda value: value**2)


def fit_proportion_funnel(counts: Sequence[int], sizes: Sequence[int]) -> Funnel:
    """Counts of sizes (shares) with exact binomial limits; z of the arcsine of the root of the share."""
    count, size = _check(counts, sizes)
    if (count > size).any():
        raise CalculationError("funnel: a count is larger than its size. Use a rate funnel.")
    centre = float(count.sum() / size.sum())
    if centre in (0.0, 1.0):
        raise CalculationError("funnel: every share is the same end, so there is nothing to compare.")

    def limit(share: float) -> Floats:
        return np.asarray(_interpolate(share, stats.binom.ppf, stats.binom.cdf, size, centre) / size)

    angle, error = np.arcsin(np.sqrt(count / size)), 1 / (2 * np.sqrt(size))
    return _build(
        centre,
        count / size,
        angle,
        float(np.arcsin(np.sqrt(centre))),
        error,
        limit,
        lambda value: np.sin(np.clip(value, 0, np.pi / 2)) ** 2,
    )


def winsorise(z: Floats, share: float = WINSOR_SHARE) -> Floats:
    """z with the lowest and highest `share` drawn in to the quantiles there (type 7)."""
    low, high = np.quantile(z, [share, 1 - share])
    return np.clip(z, low, high)


def _build(
    centre: float,
    ratio: Floats,
    value: Floats,
    middle: float,
    error: Floats,
    limit: Callable[[float], Floats],
    back: Callable[[Floats], Floats],
) -> Funnel:
    z = (value - middle) / error
    phi = float((winsorise(z) ** 2).sum() / z.size)
    weight = 1 / error**2
    spread = weight.sum() - (weight**2).sum() / weight.sum()
    count = z.size
    tau = 0.0
    if count > 1 and phi > (count - 1) / count and spread > 0:
        tau = max(0.0, float((count * phi - (count - 1)) / spread))
    wide = np.sqrt(error**2 + tau)
    lower, upper, adjusted_lower, adjusted_upper = {}, {}, {}, {}
    for level in LEVELS:
        tail = (1 - level) / 2
        lower[level], upper[level] = np.maximum(limit(tail), 0.0), limit(1 - tail)
        reach = stats.norm.ppf(1 - tail) * wide
        if tau == 0:
            adjusted_lower[level], adjusted_upper[level] = lower[level], upper[level]
        else:
            adjusted_lower[level] = back(np.maximum(middle - reach, 0.0))
            adjusted_upper[level] = back(middle + reach)
    return Funnel(centre, ratio, lower, upper, adjusted_lower, adjusted_upper, z, (value - middle) / wide, phi, tau)


def _interpolate(
    share: float, quantile: Callable[..., Any], cumulative: Callable[..., Any], *parameters: Any
) -> Floats:
    """Spiegelhalter's smooth exact limit: between the quantile and the count below, where the tail is `share`."""
    at = quantile(share, *parameters)
    here, below = cumulative(at, *parameters), cumulative(at - 1, *parameters)
    return np.asarray(at - (here - share) / np.where(here > below, here - below, 1.0))


def _check(counts: Sequence[int], sizes: Sequence[float]) -> tuple[Floats, Floats]:
    count, size = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    if count.shape != size.shape or count.size == 0:
        raise CalculationError("funnel: give one size for each count, and at least one.")
    if (count < 0).any() or (size <= 0).any():
        raise CalculationError("funnel: a count is negative or a size not above zero.")
    return count, size
