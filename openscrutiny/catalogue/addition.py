"""What may be added to what: the types of a total may; overlapping flags and measures outside it may not."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from openscrutiny.catalogue.measure import Condition, Filter, Measure, Operator
from openscrutiny.definitions import Faults
from openscrutiny.errors import CalculationError, did_you_mean


def check_additions(measures: Mapping[str, Measure], root: Path, faults: Faults) -> None:
    """Fault every `part_of` that names no measure, or whose parts cannot add up to it."""
    for measure in measures.values():
        file = f"measures/{measure.id}.yaml"
        if not measure.part_of:
            continue
        total = measures.get(measure.part_of)
        if total is None:
            faults.add(
                file, 0, "part_of", f"no such measure '{measure.part_of}'.", did_you_mean(measure.part_of, measures)
            )
        elif measure.id in _list_totals(measures, measure.part_of):
            faults.add(file, 0, "part_of", f"'{measure.id}' would be part of itself.", "Remove part_of.")
        elif reason := _why_not_part(measure, total):
            faults.add(
                file, 0, "part_of", f"'{measure.id}' cannot add up to '{total.id}': {reason}.", "Remove part_of."
            )
    for total_id in sorted({measure.part_of for measure in measures.values() if measure.part_of in measures}):
        for one, other in _overlapping_pairs(find_parts(measures, total_id)):
            fault = f"'{one.id}' and '{other.id}' can count the same record."
            faults.add(
                f"measures/{one.id}.yaml", 0, "numerator.where", fault, "Make their conditions exclude each other."
            )


def find_parts(measures: Mapping[str, Measure], total: str) -> tuple[Measure, ...]:
    """The measures that add up to a total, by id."""
    return tuple(measures[key] for key in sorted(measures) if measures[key].part_of == total)


def check_addable(chosen: Iterable[Measure]) -> None:
    """Raise CalculationError unless the measures may be added: parts of one total, none overlapping."""
    listed = tuple(chosen)
    for measure in listed:
        if measure.overlaps or not measure.part_of:
            why = "overlaps others" if measure.overlaps else "is part of no total"
            raise CalculationError(
                f"measures/{measure.id}.yaml: '{measure.id}' {why}, so it cannot be added to anything."
            )
    if len({measure.part_of for measure in listed}) > 1:
        raise CalculationError(f"{', '.join(measure.id for measure in listed)} are parts of different totals.")


def _list_totals(measures: Mapping[str, Measure], first: str) -> list[str]:
    """A total, the total that it is part of, and so on, each once."""
    found: list[str] = []
    while first in measures and first not in found:
        found.append(first)
        first = measures[first].part_of
    return found


def is_within(part: Filter, whole: Filter) -> bool:
    """Whether every record that meets `part` meets `whole`, as far as the conditions themselves tell."""
    return all(any(_implies(one, wanted) for one in part.conditions) for wanted in whole.conditions)


def _implies(one: Condition, other: Condition) -> bool:
    if one.column != other.column:
        return False
    return one == other or (one.operator is other.operator is Operator.IS and set(one.values) <= set(other.values))


def _why_not_part(measure: Measure, total: Measure) -> str:
    if measure.overlaps:
        return "it is an overlapping flag"
    if measure.statistic is not total.statistic or not measure.is_additive:
        return f"one is a {measure.statistic}, the other a {total.statistic}"
    if (measure.table, measure.period_by) != (total.table, total.period_by):
        return "they count different tables or dates"
    if not is_within(measure.numerator, total.numerator):
        return "it does not ask for everything that the total asks for, so records outside the total would count"
    return ""


def _overlapping_pairs(parts: tuple[Measure, ...]) -> list[tuple[Measure, Measure]]:
    """Pairs of parts with no column whose wanted values exclude each other."""

    def wanted(measure: Measure) -> dict[str, set[object]]:
        return {c.column: set(c.values) for c in measure.numerator.conditions if c.operator is Operator.IS}

    def exclusive(one: dict[str, set[object]], other: dict[str, set[object]]) -> bool:
        return any(column in other and not values & other[column] for column, values in one.items())

    sets = [(part, wanted(part)) for part in parts]
    return [(a, b) for n, (a, wa) in enumerate(sets) for b, wb in sets[n + 1 :] if not exclusive(wa, wb)]
