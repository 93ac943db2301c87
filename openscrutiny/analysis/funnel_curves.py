"""The limits of a funnel as curves over size, for drawing: the normal approximation on the square root's scale."""

from collections.abc import Sequence

import numpy as np
from scipy import stats

from openscrutiny.analysis.funnel import Funnel


def draw_funnel_limits(
    funnel: Funnel, sizes: Sequence[float], level: float
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Lower and upper limits of a rate funnel at each size, overdispersion allowed for; never below zero.

    √rate has standard error 1 / (2 √size), and τ² is added to its square (Spiegelhalter 2005).
    """
    error = np.sqrt(1 / (4 * np.asarray(sizes, dtype=float)) + funnel.tau_squared)
    reach = float(stats.norm.ppf(0.5 + level / 2)) * error
    middle = np.sqrt(funnel.centre)
    lower, upper = np.maximum(middle - reach, 0.0) ** 2, (middle + reach) ** 2
    return tuple(float(value) for value in lower), tuple(float(value) for value in upper)
