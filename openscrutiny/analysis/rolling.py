"""Rolling figures: sums over sums, undefined where any month of the window is missing."""

import math
from collections.abc import Sequence


def roll_ratio(
    numerators: Sequence[float | None], denominators: Sequence[float | None], window: int
) -> list[float | None]:
    """Rolling sums over sums; a window with any missing month, or a total denominator of zero, is None."""
    rolled: list[float | None] = []
    for end in range(1, len(numerators) + 1):
        top, bottom = numerators[max(0, end - window) : end], denominators[max(0, end - window) : end]
        tops = [value for value in top if value is not None]
        bottoms = [value for value in bottom if value is not None]
        if len(tops) < window or len(bottoms) < window or sum(bottoms) == 0:
            rolled.append(None)
        else:
            rolled.append(math.fsum(tops) / math.fsum(bottoms))
    return rolled


def roll_sum(values: Sequence[float | None], window: int) -> list[float | None]:
    """Rolling sums; a window with any missing month is None."""
    rolled: list[float | None] = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - window) : end] if value is not None]
        rolled.append(math.fsum(known) if len(known) == window else None)
    return rolled
