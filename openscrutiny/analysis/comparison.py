"""One figure against another: change, percentage points, targets, and a place among the most similar forces."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from openscrutiny.analysis.judgement import Direction

Number = Decimal | float | int


@dataclass(frozen=True, slots=True)
class Change:
    """A change between two counts, sums or rates: the difference in their units, and in per cent.

    `percentage` is unrounded; None where the earlier value is zero, as no percentage of nothing exists.
    """

    difference: Decimal
    percentage: Decimal | None


@dataclass(frozen=True, slots=True)
class PointChange:
    """A change between two percentages, in percentage points: not per cent, hence a type of its own."""

    points: Decimal


class TargetResult(StrEnum):
    """A value against its numeric target."""

    MET = "met"
    NOT_MET = "not met"
    NO_TARGET = "no target"


def measure_change(now: Number | None, before: Number | None) -> Change | None:
    """The change from `before` to `now`; None where either is missing.

    The percentage is of the size of `before`, so a rise from a negative number is a positive percentage.
    """
    if now is None or before is None:
        return None
    current, earlier = _exact(now), _exact(before)
    difference = current - earlier
    return Change(difference, None if earlier == 0 else difference / abs(earlier) * 100)


def measure_point_change(now: Number | None, before: Number | None) -> PointChange | None:
    """The change between two percentages (given in per cent) in percentage points; None where one is missing."""
    if now is None or before is None:
        return None
    return PointChange(_exact(now) - _exact(before))


def check_target(value: Number | None, target: Number | None, direction: Direction) -> TargetResult:
    """Whether a value meets its target; a value equal to it does. No target, no value, no direction: none."""
    if value is None or target is None or direction is Direction.NEITHER:
        return TargetResult.NO_TARGET
    current, goal = _exact(value), _exact(target)
    met = current >= goal if direction is Direction.INCREASE else current <= goal
    return TargetResult.MET if met else TargetResult.NOT_MET


def _exact(value: Number) -> Decimal:
    """A float at its shortest decimal spelling, as it would be printed."""
    if isinstance(value, Decimal):
        return value
    return Decimal(repr(float(value))) if isinstance(value, float) else Decimal(int(value))
