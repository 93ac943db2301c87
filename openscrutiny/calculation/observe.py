"""From counted totals to observations: longer periods, the whole force, and why a value is not there.

A covered month without rows is zero. A period with an uncovered month is incomplete where some of it is covered, and
not available where none is. An area that did not exist in a period is not applicable there; of a period in which it
existed for some months, it has the records of those.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.organisation import OUTSIDE
from openscrutiny.periods import Grain, Month, Period
from openscrutiny.records.store import DataVersion
from openscrutiny.rounding import round_half_away
from openscrutiny.series import Observation, State


@dataclass(frozen=True, slots=True)
class Totals:
    """A numerator and, where the records make one, a denominator. None in a sum of no rows stands for zero."""

    numerator: Decimal | None
    denominator: Decimal | None


AreaMonths = dict[tuple[str, Month], Totals]
Undivided = Mapping[tuple[str, Period], Decimal | None]
ZERO = Decimal(0)


def settle_float(value: float) -> Decimal:
    """A median or percentile to nine decimals, so that engines that interpolate in another order agree."""
    return round_half_away(value, 9).normalize()


class Observer:
    """Makes observations of a data version over a span of months."""

    def __init__(
        self, catalogue: Catalogue, version: DataVersion, first: Month, last: Month, grains: tuple[Grain, ...]
    ) -> None:
        self.organisation, self.tables = catalogue.organisation, catalogue.tables
        self.version = version
        calendar = self.organisation.calendar
        self.first, self.last = first, last
        by_grain = (
            (calendar.containing(Month(index), grain) for index in range(first.index, last.index + 1))
            if grain is Grain.YEAR_TO_DATE
            else calendar.periods(grain, first, last)
            for grain in grains
        )
        self.periods = tuple(p for group in by_grain for p in group if p.first >= first)
        self._limited = {area.id: area for area in self.organisation.areas if area.starts or area.ends}
        self._states: dict[tuple[str, str, Period], State] = {}
        self._coverage: dict[str, dict[str, set[Month]]] = {}
        self._young: dict[tuple[str, int], set[Month]] = {}

    @property
    def areas(self) -> tuple[str, ...]:
        return tuple(self.organisation.area_names)

    def observe_additive(self, measure: Measure, totals: AreaMonths) -> Iterator[Observation]:
        """Every area and period of a measure that adds up, from its totals by area and month."""
        force = self.organisation.force.id
        sums: dict[str, dict[Month, tuple[Decimal, Decimal]]] = {area: {} for area in self.areas}
        for (area, month), found in totals.items():
            for place in (area, force):
                if place in sums:
                    above, below = sums[place].get(month, (ZERO, ZERO))
                    sums[place][month] = (above + (found.numerator or ZERO), below + (found.denominator or ZERO))
        for area in self.areas:
            running = _accumulate(sums[area], self.first, self.last)
            for period in self.periods:
                above, below = _between(running, period, self.first)
                yield self._observe(measure, area, period, above, self._denominator(measure, area, period, below))

    def observe_undivided(self, measure: Measure, found: Undivided) -> Iterator[Observation]:
        """Every area and period of a measure that does not add up, as the query gave it."""
        for area in self.areas:
            for period in self.periods:
                value = found.get((area, period))
                if value is None and measure.statistic is Statistic.DISTINCT:
                    value = ZERO
                yield self._observe(measure, area, period, value, None)

    def _denominator(self, measure: Measure, area: str, period: Period, counted: Decimal) -> Decimal | None:
        if measure.statistic is not Statistic.RATE:
            return counted if measure.is_per_cent else None
        if area == OUTSIDE:
            return None
        places = {place.id: place for place in (self.organisation.force, *self.organisation.areas)}
        people = places[area].population_in(period.last.year)
        return None if people is None else Decimal(people)

    def _observe(
        self, measure: Measure, area: str, period: Period, above: Decimal | None, below: Decimal | None
    ) -> Observation:
        state = self.find_state(measure, area, period)
        if state is not State.VALUE:
            return Observation(measure.id, area, period, state)
        value = above
        if measure.is_per_cent or measure.statistic is Statistic.RATE:
            if measure.statistic is Statistic.RATE and area == OUTSIDE:
                return Observation(measure.id, area, period, State.NOT_APPLICABLE)
            scale = Decimal(100 if measure.is_per_cent else measure.per)
            value = None if not below or above is None else above * scale / below
        if value is None:
            return Observation(measure.id, area, period, State.NOT_AVAILABLE, None, above, below)
        return Observation(measure.id, area, period, state, value, above, below, self._is_provisional(measure, period))

    def find_state(self, measure: Measure, area: str, period: Period) -> State:
        """Whether the loads cover the whole period, part of it, or none; none where its dates are too coarse for it."""
        key = (measure.table, area, period)
        if key not in self._states:
            self._states[key] = self._find_state(*key)
        return self._states[key]

    def _find_state(self, table: str, area: str, period: Period) -> State:
        existing = [month for month in period.months if self._exists(area, month)]
        if not existing:
            return State.NOT_APPLICABLE
        if not self._is_told_apart(table, period):
            return State.NOT_AVAILABLE
        covered = self._covered(table, area)
        have = Counter(month in covered for month in existing)
        if not have[False]:
            return State.VALUE
        return State.INCOMPLETE if have[True] else State.NOT_AVAILABLE

    def _exists(self, area: str, month: Month) -> bool:
        place = self._limited.get(area)
        return place is None or place.exists_in(month)

    def _is_told_apart(self, table: str, period: Period) -> bool:
        """Whether the period is made of whole ones that the table tells apart: a month of a quarter is not."""
        grain = self.tables[table].smallest_period
        containing = self.organisation.calendar.containing
        return (
            containing(period.first, grain).first == period.first and containing(period.last, grain).last == period.last
        )

    def _covered(self, table: str, area: str) -> set[Month]:
        by_area = self._coverage.setdefault(table, {})
        if area not in by_area:
            held = self.version.tables.get(table)
            place = None if area in (self.organisation.force.id, OUTSIDE) else area
            months = (Month(index) for index in range(self.first.index, self.last.index + 1))
            by_area[area] = {month for month in months if held and held.covers(month, place)}
        return by_area[area]

    def _is_provisional(self, measure: Measure, period: Period) -> bool:
        """Whether any month was extracted before its figures are held to be settled."""
        key = (measure.table, measure.provisional_days)
        if key not in self._young:
            held = self.version.tables.get(measure.table)
            young = set()
            for index in range(self.first.index, self.last.index + 1):
                month = Month(index)
                known = held.known_on(month) if held else None
                if known and known < month.last_day + timedelta(days=measure.provisional_days):
                    young.add(month)
            self._young[key] = young
        return any(month in self._young[key] for month in period.months)


def _accumulate(
    months: dict[Month, tuple[Decimal, Decimal]], first: Month, last: Month
) -> list[tuple[Decimal, Decimal]]:
    """Running sums, so that any period is one subtraction."""
    running = [(ZERO, ZERO)]
    for index in range(first.index, last.index + 1):
        above, below = months.get(Month(index), (ZERO, ZERO))
        running.append((running[-1][0] + above, running[-1][1] + below))
    return running


def _between(running: list[tuple[Decimal, Decimal]], period: Period, first: Month) -> tuple[Decimal, Decimal]:
    start, end = running[period.first.index - first.index], running[period.last.index - first.index + 1]
    return end[0] - start[0], end[1] - start[1]
