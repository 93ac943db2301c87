"""Observations in period order. A gap is a state with a name, never a zero and never a hole."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from openscrutiny.periods import Period


class State(StrEnum):
    """Why a value is there or is not. Suppressed, incomplete, not available and zero are four different things."""

    VALUE = "value"
    INCOMPLETE = "incomplete"
    NOT_AVAILABLE = "not available"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not applicable"


MARKS = {
    State.INCOMPLETE: "[i]",
    State.NOT_AVAILABLE: "[x]",
    State.SUPPRESSED: "[c]",
    State.NOT_APPLICABLE: "[z]",
}


@dataclass(frozen=True, slots=True)
class Observation:
    """One measure in one area and period. `value` is exact (a count, or numerator / denominator times its scale)."""

    measure: str
    area: str
    period: Period
    state: State
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The observations of one measure, area and grain in period order, one for every period."""

    measure: str
    area: str
    observations: tuple[Observation, ...]

    def at(self, period: Period) -> Observation:
        """The observation of a period; `not available` outside the series."""
        for observation in self.observations:
            if observation.period == period:
                return observation
        return Observation(self.measure, self.area, period, State.NOT_AVAILABLE)
