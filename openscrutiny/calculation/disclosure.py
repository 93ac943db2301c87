"""The one gate: which true counts may be published, the last step before anything is written.

A cell is a count of one measure in one area and period. First the small ones are suppressed, then, until nothing more
can be subtracted, a second cell in every sum that has one suppressed: areas that add up to the force, months that add
up to a quarter or a year to date, types that add up to a total. What is worked out from a suppressed cell (a change, a
percentage, limits) is suppressed with it by `reporting.figures`. Source of the method: complementary cell suppression,
Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure
from openscrutiny.periods import Calendar, Grain, Period
from openscrutiny.series import Observation, State

Cell = tuple[str, str, Period]


@dataclass(frozen=True)
class Sum:
    """Published cells of which the first is the total of the others."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.total, *self.parts)


def find_suppressed(
    published: Iterable[Observation], catalogue: Catalogue, earlier: Mapping[Cell, Decimal] | None = None
) -> frozenset[Cell]:
    """The cells among the published that must not be shown. `earlier` holds the values of the release before."""
    cells = {(o.measure, o.area, o.period): o for o in published if o.state is State.VALUE}
    suppressed = {
        cell for cell, held in cells.items() if is_small(held, catalogue) or _differs_little(held, catalogue, earlier)
    }
    sums = find_sums(cells, catalogue)
    changed = True
    while changed:
        changed = False
        for each in sums:
            hidden = [cell for cell in each.cells if cell in suppressed]
            if len(hidden) == 1:
                suppressed.add(_choose_second(each, suppressed, cells, catalogue))
                changed = True
    return frozenset(suppressed)


def is_small(held: Observation, catalogue: Catalogue) -> bool:
    """Whether an observation shows a count over 0 and under the rule: itself, its numerator, or what is left of it."""
    measure = catalogue.measures[held.measure]
    least = _find_least(measure, held.area, catalogue)
    counts = [held.numerator] if measure.is_count or held.denominator is not None else []
    if measure.is_per_cent and held.numerator is not None and held.denominator is not None:
        counts += [held.denominator, held.denominator - held.numerator]
    return any(count is not None and 0 < count < least for count in counts)


def find_sums(cells: Mapping[Cell, Observation], catalogue: Catalogue) -> list[Sum]:
    """Every sum among the published cells: over areas, over months, over the types of a total."""
    force = catalogue.organisation.force.id
    areas = [area for area in catalogue.organisation.area_names if area != force]
    calendar = catalogue.organisation.calendar
    found = []
    for measure, area, period in sorted(cells):
        if not catalogue.measures[measure].is_additive or not catalogue.measures[measure].is_count:
            continue
        options = [[(measure, part, period) for part in areas]] if area == force else []
        options += [[(measure, area, part) for part in parts] for parts in _split(period, calendar)]
        types = [part.id for part in catalogue.measures.values() if part.part_of == measure]
        options += [[(part, area, period) for part in types]] if types else []
        for parts in options:
            if all(part in cells for part in parts):
                found.append(Sum((measure, area, period), tuple(parts)))
    return found


def _split(period: Period, calendar: Calendar) -> list[list[Period]]:
    """The ways a longer period is a sum of shorter ones."""
    if period.grain is Grain.MONTH:
        return []
    months = [calendar.containing(month, Grain.MONTH) for month in period.months]
    quarters = list(calendar.periods(Grain.QUARTER, period.first, period.last))
    whole = quarters and sum(q.length for q in quarters) == period.length and period.grain is not Grain.QUARTER
    return [months, quarters] if whole else [months]


def _choose_second(each: Sum, suppressed: set[Cell], cells: Mapping[Cell, Observation], catalogue: Catalogue) -> Cell:
    """The cell whose loss costs least: the smallest part that is not zero, else any part, else the total."""
    open_parts = [cell for cell in each.parts if cell not in suppressed]
    if not open_parts:
        return each.total
    return min(open_parts, key=lambda cell: (cells[cell].value == 0, cells[cell].value or 0, cell))


def _differs_little(held: Observation, catalogue: Catalogue, earlier: Mapping[Cell, Decimal] | None) -> bool:
    """Whether the difference from the release before is itself a small count."""
    before = (earlier or {}).get((held.measure, held.area, held.period))
    measure = catalogue.measures[held.measure]
    if before is None or held.value is None or not measure.is_count:
        return False
    return 0 < abs(held.value - before) < _find_least(measure, held.area, catalogue)


def _find_least(measure: Measure, area: str, catalogue: Catalogue) -> int:
    organisation = catalogue.organisation
    return organisation.smallest_published(measure.table, "force" if area == organisation.force.id else "area")
