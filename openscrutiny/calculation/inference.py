"""What a reader can work out: everything published, as equations over the counts behind it.

A count of a month and area is an unknown that is not negative. A published figure says what a sum of such counts is:
a quarter is its months, the force its areas and what lies outside them, a total its types; a rate gives its count
away, a percentage its numerator and denominator. Distinct things do not add up, so each of their cells is an unknown
of its own, bound to the others by what is true of them. Solving the equations for the least and the greatest that a
hidden count can be gives the interval a reader is left with. Source: the audit of cell suppression; Hundepool et al.,
Statistical Disclosure Control (2012), section 4.4.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, hstack, identity, vstack

from openscrutiny.calculation.expressions import Total, find_denominator, find_numerator
from openscrutiny.catalogue.addition import find_parts, is_within
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.organisation import OUTSIDE
from openscrutiny.periods import Month, Period
from openscrutiny.series import Observation

Cell = tuple[str, str, Period]
Unknown = tuple[int, str, int] | Cell  # a count's number, area and month; or the cell of a distinct count
Form = tuple[tuple[Unknown, int], ...]  # a sum of unknowns, each with its factor
Row = tuple[Form, int]

NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Sum:
    """Published cells of which the first is the total of the others."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True)
class Target:
    """A hidden count, and the range that a reader must not be able to narrow down: both its ends must be possible."""

    cell: Cell
    form: Form
    low: int
    high: int


class Reading:
    """The figures of measures that can be worked out from one another, and what a reader makes of them."""

    def __init__(self, cells: Mapping[Cell, Observation], sums: Iterable[Sum], catalogue: Catalogue) -> None:
        self.cells, self.catalogue = cells, catalogue
        self._counts: dict[tuple[str, str, Total], int] = {}
        self.organisation = catalogue.organisation
        self.sums = list(sums)
        self.told: dict[Cell, tuple[Row, ...]] = {cell: tuple(self._tell(held)) for cell, held in cells.items()}
        self._bound: dict[Form, bool] = dict((*self._bind_types(), *self._bind_shares(), *self._bind_distinct()))

    def find_form(self, measure: Measure, total: Total, area: str, period: Period) -> Form:
        """A count of an area and period as a sum of counts by area and month; of a distinct count, itself."""
        if measure.statistic is Statistic.DISTINCT:
            return (((measure.id, area, period), 1),)
        return tuple(
            (self._count(measure, total, place, month), 1)
            for month in period.months
            for place in self._places(area, month)
        )

    def find_exposed(self, hidden: frozenset[Cell], targets: list[Target]) -> list[Target]:
        """The targets whose range a reader of everything but the hidden cells can narrow."""
        if not targets:
            return []
        equal = dict.fromkeys(row for cell, told in self.told.items() if cell not in hidden for row in told)
        equal.update(dict.fromkeys((form, 0) for form, whole in self._bound.items() if whole))
        at_most = [form for form, whole in self._bound.items() if not whole]
        return Problem(list(equal), at_most, targets).find_exposed()

    def _count(self, measure: Measure, total: Total, area: str, month: Month) -> Unknown:
        key = (measure.table, measure.period_by, total)
        return self._counts.setdefault(key, len(self._counts)), area, month.index

    def _places(self, area: str, month: Month) -> Iterator[str]:
        if area != self.organisation.force.id:
            yield area
            return
        yield from (place.id for place in self.organisation.areas if place.exists_in(month))
        yield OUTSIDE

    def _tell(self, held: Observation) -> Iterator[Row]:
        measure = self.catalogue.measures[held.measure]
        values = (held.numerator, held.denominator)
        for total, value in zip(list_totals(measure), values, strict=False):
            if value is not None:
                yield self.find_form(measure, total, held.area, held.period), int(value)

    def _bind_types(self) -> Iterator[tuple[Form, bool]]:
        """The types of a total less itself: nothing in each area and month, or less where they are not all of it."""
        measures = self.catalogue.measures
        shown = {measure for measure, _, _ in self.cells}
        months = {(area, month) for _, area, period in self.cells for month in period.months}
        places = sorted({(place, month) for area, month in months for place in self._places(area, month)})
        for name in sorted(shown):
            parts = find_parts(measures, name)
            if not parts or not {part.id for part in parts} <= shown:
                continue
            compared = [
                held.value == sum(self.cells[part.id, area, period].value or 0 for part in parts)
                for (measure, area, period), held in self.cells.items()
                if measure == name and all((part.id, area, period) in self.cells for part in parts)
            ]
            signed = ((measures[name], -1), *((part, 1) for part in parts))
            for place, month in places:
                form = tuple((self._count(m, find_numerator(m), place, month), factor) for m, factor in signed)
                yield form, all(compared)

    def _bind_shares(self) -> Iterator[tuple[Form, bool]]:
        """A percentage's numerator less the denominator it is part of: no more than nothing."""
        for name, area, period in self.cells:
            measure = self.catalogue.measures[name]
            above, below = find_numerator(measure), find_denominator(measure)
            if below is None or not is_within(above.chosen, below.chosen):
                continue
            for month in period.months:
                for place in self._places(area, month):
                    first, second = (self._count(measure, total, place, month) for total in (above, below))
                    yield ((first, 1), (second, -1)), False

    def _bind_distinct(self) -> Iterator[tuple[Form, bool]]:
        """Distinct things of a whole are no more than those of its parts together, and no fewer than those of any."""
        for each in self.sums:
            if self.catalogue.measures[each.total[0]].statistic is not Statistic.DISTINCT:
                continue
            added = sum(self.cells[part].value or 0 for part in each.parts)
            yield ((each.total, 1), *((part, -1) for part in each.parts)), added == self.cells[each.total].value
            for part in each.parts:
                yield ((part, 1), (each.total, -1)), False


def list_totals(measure: Measure) -> tuple[Total, ...]:
    """The counts that a measure gives away: its numerator, and its denominator where records make one."""
    if not (measure.is_count or measure.is_per_cent or measure.statistic is Statistic.RATE):
        return ()
    below = find_denominator(measure)
    return (find_numerator(measure), below) if below else (find_numerator(measure),)


class Problem:
    """Equations (`form` is `value`) and inequalities (`form` is at most 0) over unknowns that are not negative.

    Where pre-counted data has counts under 0, as corrections are, no unknown is taken to be more than that.
    """

    def __init__(self, equal: list[Row], at_most: list[Form], targets: list[Target]) -> None:
        self.targets = targets
        self.least = float(min([0, *(value for _, value in equal)]))
        self._numbers: dict[Unknown, int] = {}
        sides = ([form for form, _ in equal], at_most, [target.form for target in targets])
        entries = [_list_entries(forms, self._numbers) for forms in sides]
        self.equal: Any
        self.at_most: Any
        self.forms: Any
        self.equal, self.at_most, self.forms = (
            coo_array(found, shape=(len(forms), len(self._numbers)), dtype=float).tocsr()
            for forms, found in zip(sides, entries, strict=True)
        )
        self.values = [value for _, value in equal]

    def find_exposed(self) -> list[Target]:
        """The targets of which either end is not possible in whole numbers."""
        impossible = self._find_impossible(up=True) | self._find_impossible(up=False)
        return [target for number, target in enumerate(self.targets) if number in impossible]

    def _find_impossible(self, up: bool) -> set[int]:
        """All ends are tried for together, then those not reached, and at last each by itself.

        What one solution reaches is possible, whatever else it reaches, so few solutions answer for many targets.
        """
        left = set(range(len(self.targets)))
        while reached := self._push(sorted(left), up) if left else set():
            left -= reached
        return {number for number in left if not self._push([number], up)} if len(left) > 1 else left

    def _push(self, numbers: list[int], up: bool) -> set[int]:
        """Which of the targets one solution brings to their high end (or low, unless `up`)."""
        size, count = len(self._numbers), len(numbers)
        sign = 1.0 if up else -1.0
        forms = self.forms[numbers]
        ends = np.array([self.targets[n].high if up else self.targets[n].low for n in numbers], dtype=float)
        # one more unknown a target, as far towards its end as the target goes: these are what is pushed
        pushed: Any = hstack([-sign * forms, sign * identity(count)])
        bound: Any = vstack([pushed, hstack([self.at_most, csr_array((self.at_most.shape[0], count))])])
        equal: Any = hstack([self.equal, csr_array((len(self.values), count))])
        found = linprog(
            np.concatenate([np.zeros(size), np.full(count, -sign)]),
            A_ub=bound,
            b_ub=np.zeros(bound.shape[0]),
            A_eq=equal,
            b_eq=self.values,
            bounds=[(self.least, None)] * size + [(None, end) if up else (end, None) for end in ends],
            method="highs-ds",
        )
        if found.x is None or np.any(np.abs(found.x - np.round(found.x)) > NEAR):
            return set()  # parts of a record are no answer
        values = np.asarray(forms @ found.x[:size])
        done = values >= ends - NEAR if up else values <= ends + NEAR
        return {number for number, reached in zip(numbers, done, strict=True) if reached}


def _list_entries(forms: list[Form], numbers: dict[Unknown, int]) -> Any:
    """Factors, and their rows and columns, of forms, a row each; unknowns get their numbers as they are met."""
    factors: list[int] = []
    rows: list[int] = []
    columns: list[int] = []
    for row, form in enumerate(forms):
        for unknown, factor in form:
            factors.append(factor)
            rows.append(row)
            columns.append(numbers.setdefault(unknown, len(numbers)))
    return factors, (rows, columns)
