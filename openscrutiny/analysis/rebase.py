"""Recalculated limits as a recorded decision: a person makes it, and says why. The program only suggests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from openscrutiny.analysis.point_grid import mark_rebases
from openscrutiny.analysis.special_cause import RuleHits
from openscrutiny.errors import CalculationError


@dataclass(frozen=True, slots=True)
class RebaseDecision:
    """Limits start again at the point dated `first_point`: decided by whom, when and why."""

    first_point: date
    decided_by: str
    decided_on: date
    reason: str


def apply_rebases(dates: Sequence[date], decisions: Sequence[RebaseDecision]) -> list[bool]:
    """The recalculate marks of a series. Raises CalculationError with every decision at fault."""
    faults = [
        f"rebase {decision.first_point}: no {what}. A rebase records who decided it and why."
        for decision in decisions
        for what, said in (("name", decision.decided_by), ("reason", decision.reason))
        if not said.strip()
    ]
    strangers = {decision.first_point for decision in decisions} - set(dates)
    faults += [f"rebase {day}: not a date of the data. Give the first point's." for day in sorted(strangers)]
    if faults:
        raise CalculationError("\n".join(faults))
    return mark_rebases(dates, [decision.first_point for decision in decisions])


def suggest_rebase(dates: Sequence[date], hits: RuleHits, row: int = 0) -> date | None:
    """The first point of a shift that still holds at the series' end, for a person to consider; else None."""
    size = len(dates)
    for flags in (hits.shift_high[row, :size], hits.shift_low[row, :size]):
        if size and flags[-1]:
            broken = np.flatnonzero(~flags)
            return dates[int(broken[-1]) + 1 if broken.size else 0]
    return None
