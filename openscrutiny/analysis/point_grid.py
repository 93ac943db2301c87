"""Many series at once: values in a grid of series × points, and the packing that bridges ghosted points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from openscrutiny.errors import CalculationError

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

# A value this close to a line lies on it: arithmetic in binary fractions must neither break a tie nor make
# a constant series vary. What a decimal loses in binary goes with the size of the values, what sums lose
# with their spread, so that a series far from zero is judged as finely as one about zero.
SIZE_TOLERANCE = 2.0**-48
SPREAD_TOLERANCE = 1e-13


@dataclass(frozen=True)
class PointGrid:
    """Values in series × points, shorter series padded at the end.

    `y` is NaN where missing. `ghost` marks points shown but excluded and bridged: every missing or padding
    point is one. `recalculate` marks points at which limits start again. `lengths` are the points of each
    series without padding; left out, every series has the width of the grid.
    """

    y: Floats
    ghost: Bools
    recalculate: Bools
    lengths: Ints | None = None

    @cached_property
    def packing(self) -> "Packing":
        """The points that count, moved together."""
        return pack_points(self.ghost)

    @cached_property
    def packed_y(self) -> Floats:
        return self.packing.pack(self.y)

    @cached_property
    def origin(self) -> Floats:
        """The first value that counts of each series (column vector), 0 where none: sums are of what differs."""
        if not self.y.shape[1]:
            return np.zeros((self.y.shape[0], 1))
        return np.where(self.packing.valid[:, :1], self.packed_y[:, :1], 0.0)

    @cached_property
    def tolerance(self) -> Floats:
        """How near to a line a value must be to lie on it, one per series (column vector)."""
        counted = np.where(self.ghost, self.origin, self.y)
        highest = np.max(counted, axis=1, initial=-np.inf, keepdims=True)
        lowest = np.min(counted, axis=1, initial=np.inf, keepdims=True)
        if not self.y.shape[1]:
            return np.zeros((self.y.shape[0], 1))
        largest = np.maximum(np.abs(highest), np.abs(lowest))
        return np.asarray(largest * SIZE_TOLERANCE + (highest - lowest) * SPREAD_TOLERANCE)

    def keep_first_points(self, count: int) -> "PointGrid":
        """The grid with all but the first `count` points of each stretch between recalculations ghosted."""
        at = np.arange(self.y.shape[1])[None, :]
        start = np.maximum.accumulate(np.where(self.recalculate, at, 0), axis=1)
        return replace(self, ghost=self.ghost | (at - start >= count))


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
    return PointGrid(y, ghost | np.isnan(y), again, np.array([len(values) for values in series], dtype=np.int64))


def mark_rebases(dates: Sequence[date], rebases: Sequence[date]) -> list[bool]:
    """The recalculate marks of one series. Raises CalculationError for every rebase that is not a data date."""
    strangers = sorted(set(rebases) - set(dates))
    if strangers:
        listed = ", ".join(day.isoformat() for day in strangers)
        raise CalculationError(
            f"rebase: {listed}: not a date of the data. Give the date of the first point of the new limits."
        )
    return [day in set(rebases) for day in dates]


Packable = TypeVar("Packable", bound=np.generic)


@dataclass(frozen=True)
class Packing:
    """The points that count, moved to the left of each row in order; `valid` marks them there.

    `source` says from which flat place of the grid each packed point comes, `target` to which it goes.
    """

    source: NDArray[np.intp]
    target: NDArray[np.intp]
    valid: Bools

    def pack(self, values: NDArray[Packable]) -> NDArray[Packable]:
        """Values of the grid, packed; a line that is one value to a row (a broadcast column) stays as it is."""
        return values if values.strides[-1] == 0 else np.take(values, self.source)

    def unpack_flags(self, flags: Bools) -> Bools:
        """Flags of packed points back at their places; excluded points are never flagged."""
        return np.take(flags & self.valid, self.target)


def pack_points(ghost: Bools) -> Packing:
    """The packing that leaves ghosted points out, so that their neighbours touch."""
    # Counting places is several times faster than a stable sort of two values.
    rows, width = ghost.shape
    counted = np.cumsum(~ghost, axis=1)
    total = counted[:, -1:] if width else counted
    at = np.arange(width)[None, :]
    target = np.where(ghost, total + at - counted, counted - 1) + np.arange(rows)[:, None] * width
    source = np.empty(ghost.size, dtype=np.intp)
    source[target.ravel()] = np.arange(ghost.size)
    return Packing(source.reshape(ghost.shape), target.astype(np.intp, copy=False), np.asarray(at < total))
