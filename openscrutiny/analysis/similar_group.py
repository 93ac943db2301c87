"""A place among the most similar forces: rank with ties, median and quartiles, in words that say which end is good."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from openscrutiny.analysis.judgement import Direction
from openscrutiny.errors import CalculationError


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """One force among its group. `rank` 1 is best (or highest where neither way is better); ties share a rank."""

    force: str
    rate: float
    rank: int
    tied: bool
    size: int
    median: float
    lower_quartile: float
    upper_quartile: float
    words: str


def measure_rate(count: float, population: float, per: float = 1000) -> float:
    """Events per 1,000 population. Raises CalculationError for a population that is not above zero."""
    if population <= 0:
        raise CalculationError(f"population {population:g}: a rate needs one above zero.")
    return count / population * per


def rank_in_group(rates: Mapping[str, float | None], force: str, direction: Direction) -> GroupPlace | None:
    """The force's place among those with a rate; None where it has none itself.

    Quartiles interpolate between neighbours (type 7). Rates equal to 1e-12 relative are tied.
    """
    own = rates.get(force)
    if own is None:
        return None
    known = np.array([rate for rate in rates.values() if rate is not None], dtype=float)
    slack = 1e-12 * float(np.abs(known).max(initial=0.0))
    ahead = known < own - slack if direction is Direction.DECREASE else known > own + slack
    rank = int(ahead.sum()) + 1
    tied = int((np.abs(known - own) <= slack).sum()) > 1
    low, median, high = (float(value) for value in np.quantile(known, [0.25, 0.5, 0.75]))
    place = f"{'joint ' if tied else ''}{_ordinal(rank)} of {known.size}"
    end = {
        Direction.DECREASE: "where 1st is the lowest and best",
        Direction.INCREASE: "where 1st is the highest and best",
        Direction.NEITHER: "where 1st is the highest; neither end is better",
    }[direction]
    return GroupPlace(force, own, rank, tied, int(known.size), median, low, high, f"{place}, {end}")


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
