"""How complete a month is at its age, from successive data versions: the chain ladder.

Source: the chain ladder of claims reserving (Mack 1993): development factors are sums over sums.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openscrutiny.errors import CalculationError

MATURE_SHARE = 0.995

Value = float | Decimal | None  # None is a missing period


@dataclass(frozen=True)
class Completeness:
    """`share[age]`: the part of a month's final count known at that age in months; `mature_age`: when it is done."""

    share: tuple[float, ...]
    factors: tuple[float, ...]
    mature_age: int

    def is_mature(self, age: int) -> bool:
        return age >= self.mature_age

    def complete_at(self, age: int) -> float:
        """The share known at an age; 1 beyond the oldest age seen. Raises CalculationError below 0."""
        if age < 0:
            raise CalculationError(f"age {age}: a month has no records before it ends.")
        return self.share[age] if age < len(self.share) else 1.0

    def estimate_final(self, count: float, age: int) -> float:
        """The count expected once all records are in; raises CalculationError where nothing is known by then."""
        share = self.complete_at(age)
        if share <= 0:
            raise CalculationError(f"age {age}: no records are known by then, so no final count can be estimated.")
        return count / share


def estimate_completeness(versions: Mapping[int, Mapping[int, float]]) -> Completeness:
    """Completeness by age from `versions[month][age] = count`: month and age in whole months.

    Each factor from one age to the next is taken over the months seen at both. Raises CalculationError where
    no month was seen at two neighbouring ages.
    """
    oldest = max((age for seen in versions.values() for age in seen), default=0)
    factors = []
    for age in range(oldest):
        both = [seen for seen in versions.values() if age in seen and age + 1 in seen]
        earlier, later = sum(seen[age] for seen in both), sum(seen[age + 1] for seen in both)
        if not both:
            raise CalculationError(f"late records: no month was seen at both {age} and {age + 1} months of age.")
        factors.append(later / earlier if earlier else 1.0)
    share = [1.0]
    for factor in reversed(factors):
        share.append(share[-1] / factor if factor else 0.0)
    share.reverse()
    mature = next((age for age in range(len(share)) if all(abs(1 - s) <= 1 - MATURE_SHARE for s in share[age:])), 0)
    return Completeness(tuple(share), tuple(factors), mature)


def keep_joined_ages(versions: Mapping[int, Mapping[int, float]]) -> dict[int, dict[int, float]]:
    """The counts up to the oldest age that the ages before it lead to: what is older was seen in one version alone.

    An age is joined to the next where a month was seen at both. `versions` are those of `estimate_completeness`.
    """
    ages = [set(seen) for seen in versions.values()]
    reach = 0
    while any({reach, reach + 1} <= seen for seen in ages):
        reach += 1
    return {month: {age: count for age, count in seen.items() if age <= reach} for month, seen in versions.items()}


def compare_like_aged(
    versions: Mapping[int, Mapping[int, float]], month: int, other: int, age: int
) -> tuple[float, float] | None:
    """Two months' counts as each stood at the same age; None where either was not seen then."""
    now, then = versions.get(month, {}).get(age), versions.get(other, {}).get(age)
    return None if now is None or then is None else (now, then)


@dataclass(frozen=True)
class FrozenBaseline:
    """The values that limits were made from, as they stood in one data version. None is a missing period."""

    version: str
    values: tuple[tuple[str, Value], ...]

    def find_changes(self, current: Mapping[str, Value]) -> list[tuple[str, Value, Value]]:
        """The periods whose value is another now, each with its frozen and its present value.

        Limits stay those of the frozen values; what has changed since is told, and a person decides.
        """
        return [(period, then, current.get(period)) for period, then in self.values if current.get(period) != then]


def freeze_baseline(version: str, values: Mapping[str, Value], periods: Sequence[str]) -> FrozenBaseline:
    """The values of a baseline's periods, frozen with the name of their data version.

    Raises CalculationError for a version without a name, or periods that the data do not know.
    """
    strangers = [period for period in periods if period not in values]
    if not version.strip() or strangers:
        fault = f"no values for {', '.join(strangers)}" if strangers else "its data version has no name"
        raise CalculationError(f"baseline: {fault}. Freeze known periods, and name the version they come from.")
    return FrozenBaseline(version, tuple((period, values[period]) for period in periods))


def find_immature_months(completeness: Completeness, months: Sequence[int], now: int) -> list[int]:
    """The months whose records are not all in at month `now`, to be shown as such. Months are whole numbers."""
    return [month for month in months if not completeness.is_mature(now - month)]
