"""Many series at once: values in a grid of series × points, and the packing that bridges ghosted points."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from openscrutiny.errors import CalculationError

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

# A value this close to a line, relative to the largest value of its series, lies on it: arithmetic in
# binary fractions must neither break a tie nor make a constant series vary.
TIE_TOLERANCE = 1e-11


@dataclass(frozen=True)
class PointGrid:
    """Values in series × points, shorter series padded at the end.

    `y` is NaN where missing. `ghost` marks points shown but excluded and bridged: every missing or padding
    point is one. `recalculate` marks points at which limits start again.
    """

    y: Floats
    ghost: Bools
    recalculate: Bools

    @cached_property
    def packing(self) -> "Packing":
        """The points that count, moved together."""
        return pack_points(self.ghost)

    @cached_property
    def packed_y(self) -> Floats:
        return np.asarray(np.take_along_axis(self.y, self.packing.order, axis=1))

    @cached_property
    def tolerance(self) -> Floats:
        """How near to a line a value must be to lie on it, one per series (column vector)."""
        largest = np.max(np.abs(np.where(self.ghost, 0.0, self.y)), axis=1, initial=0.0, keepdims=True)
        return np.asarray(largest * TIE_TOLERANCE)


def arrange_points(
    series: Sequence[Sequence[float | None]],
    ghosts: Sequence[Sequence[bool]] | None = None,
    recalculate: Sequence[Sequence[bool]] | None = None,
) -> PointGrid:
    """Series of unequal length as one grid; None is a missing point."""
    width = max((len(values) for values in series), default=0)
    shape = (len(series), width)
    y = np.full(shape, np.nan)
    ghost = np.zeros(shape, dtype=bool)
    again = np.zeros(shape, dtype=bool)
    for row, values in enumerate(series):
        y[row, : len(values)] = [np.nan if value is None else value for value in values]
        if ghosts is not None:
            ghost[row, : len(values)] = ghosts[row]
        if recalculate is not None:
            again[row, : len(values)] = recalculate[row]
    return PointGrid(y, ghost | np.isnan(y), again)


def mark_rebases(dates: Sequence[date], rebases: Sequence[date]) -> list[bool]:
    """The recalculate marks of one series. Raises CalculationError for every rebase that is not a data date."""
    strangers = sorted(set(rebases) - set(dates))
    if strangers:
        listed = ", ".join(day.isoformat() for day in strangers)
        raise CalculationError(
            f"rebase: {listed}: not a date of the data. Give the date of the first point of the new limits."
        )
    return [day in set(rebases) for day in dates]


@dataclass(frozen=True)
class Packing:
    """The points that count, moved to the left of each row in order; `valid` marks them there."""

    order: NDArray[np.intp]
    valid: Bools

    def pack(self, values: NDArray[np.generic]) -> NDArray[np.generic]:
        return np.take_along_axis(values, self.order, axis=1)

    def unpack_flags(self, flags: Bools) -> Bools:
        """Flags of packed points back at their places; excluded points are never flagged."""
        spread = np.zeros_like(flags)
        np.put_along_axis(spread, self.order, flags & self.valid, axis=1)
        return spread


def pack_points(ghost: Bools) -> Packing:
    """The packing that leaves ghosted points out, so that their neighbours touch."""
    # Counting places is several times faster than a stable sort of two values.
    counted = np.cumsum(~ghost, axis=1)
    total = counted[:, -1:] if ghost.shape[1] else counted
    at = np.arange(ghost.shape[1])[None, :]
    place = np.where(ghost, total + at - counted, counted - 1)
    order = np.empty(ghost.shape, dtype=np.intp)
    np.put_along_axis(order, place, np.broadcast_to(at, ghost.shape), axis=1)
    return Packing(order, np.asarray(at < total))
