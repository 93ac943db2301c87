"""The one gate: which true counts may be published, the last step before anything is written.

A cell is a count of one measure in one area and period. Small ones are suppressed, with a second cell in every sum
that has one suppressed: areas that add up to the force, months that add up to a quarter or a year to date, types that
add up to a total. Then everything published is read as a reader could read it (`inference`), and more is suppressed
until no suppressed small count can be told to be more than 1, or less than the greatest the rule hides. What is worked
out from a suppressed cell (a change, a percentage, limits) is suppressed with it by `reporting.figures`. Source of the
method: complementary cell suppression, Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from openscrutiny.calculation.inference import Cell as Cell
from openscrutiny.calculation.inference import Form, Reading, Sum, Target, list_totals
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure
from openscrutiny.periods import Calendar, Grain, Period
from openscrutiny.series import Observation, State

Cells = Mapping[Cell, Observation]


def find_suppressed(
    published: Iterable[Observation],
    catalogue: Catalogue,
    earlier: Mapping[Cell, Decimal] | None = None,
    hidden_before: Iterable[Cell] = (),
) -> frozenset[Cell]:
    """The cells among the published that must not be shown.

    `earlier` holds the values that releases before have shown, and `hidden_before` the cells that they have not: these
    stay hidden, or two releases that hide different cells would tell both.
    """
    held = list(published)
    cells = {(o.measure, o.area, o.period): o for o in held if o.state is State.VALUE}
    blank = frozenset((o.measure, o.area, o.period) for o in held if _adds_nothing(o, catalogue))
    small = {cell for cell, o in cells.items() if is_small(o, catalogue) or _differs_little(o, catalogue, earlier)}
    suppressed = small | {cell for cell in hidden_before if cell in cells}
    sums = find_sums(cells, catalogue, blank)
    _add_seconds(suppressed, sums, cells, catalogue)
    for family in _find_families({cell[0] for cell in small}, cells, catalogue):
        own = {cell: o for cell, o in cells.items() if cell[0] in family}
        reading = Reading(own, [each for each in sums if each.total[0] in family], catalogue)
        targets = list(_list_targets(small & own.keys(), reading, catalogue, earlier))
        while exposed := reading.find_exposed(frozenset(suppressed), targets):
            more = {cell for target in exposed for cell in _choose_more(target, reading, suppressed)}
            if not more:
                break  # nothing of the family is left to be read
            suppressed |= more
            _add_seconds(suppressed, reading.sums, cells, catalogue)
    return frozenset(suppressed)


def _add_seconds(suppressed: set[Cell], sums: list[Sum], cells: Cells, catalogue: Catalogue) -> None:
    """Suppress a second cell in every sum that has one suppressed, and more until they hide a small count together."""
    changed = True
    while changed:
        changed = False
        for each in sums:
            if suppressed.isdisjoint(each.cells):
                continue
            hidden = [cell for cell in each.cells if cell in suppressed]
            if len(hidden) == len(each.cells):
                continue
            needed = Decimal(max(_find_least(catalogue.measures[cell[0]], cell[1], catalogue) for cell in hidden) - 1)
            together = sum((find_count(cells[cell]) for cell in hidden), Decimal(0))
            if _is_free(cells[each.total], catalogue):
                needed = min(needed, find_count(cells[each.total]))
            if len(hidden) == 1 or (each.total not in suppressed and together < needed):
                suppressed.add(_choose_second(each, suppressed, cells, catalogue))
                changed = True


def _find_families(names: set[str], cells: Cells, catalogue: Catalogue) -> Iterator[set[str]]:
    """The measures shown, in groups that can be worked out from one another; only those with any of `names`."""
    ties: dict[object, set[str]] = {}
    for name in sorted({cell[0] for cell in cells}):
        measure = catalogue.measures[name]
        ties.setdefault(measure.part_of or name, set()).add(name)
        ties.setdefault(name, set()).add(name)
        for total in list_totals(measure):
            ties.setdefault((measure.table, measure.period_by, total), set()).add(name)
    groups: list[set[str]] = []
    for tied in ties.values():
        touching = [group for group in groups if group & tied]
        groups = [group for group in groups if not group & tied] + [tied.union(*touching)]
    yield from (group for group in groups if group & names)


def _list_targets(
    small: Iterable[Cell], reading: Reading, catalogue: Catalogue, earlier: Mapping[Cell, Decimal] | None
) -> Iterator[Target]:
    """What is to stay uncertain of each suppressed small count: from 1 to the greatest that the rule hides.

    Where the rule lets the whole force's count be published and it is smaller than that, nobody can be kept from
    knowing that an area has no more: then up to it, and from 0 where that is 1. Of a count that differs little from
    what was shown before, the difference is to stay so.
    """
    for cell in sorted(small):
        held, measure = reading.cells[cell], catalogue.measures[cell[0]]
        greatest = _find_least(measure, held.area, catalogue) - 1
        whole = reading.cells.get((cell[0], catalogue.organisation.force.id, cell[2]))
        known = (
            [count for _, count in list_small_counts(whole, reading)] if whole and _is_free(whole, catalogue) else []
        )
        for number, (form, count) in enumerate(list_small_counts(held, reading)):
            if 0 < count <= greatest:
                high = min(greatest, known[number]) if known else greatest
                yield Target(cell, form, 1 if high > 1 else 0, high)
        before = int((earlier or {}).get(cell, 0))
        if _differs_little(held, catalogue, earlier) and held.value is not None:
            ends = (before, max(before + greatest * (1 if held.value > before else -1), 0))
            for form, value in reading.told[cell]:
                high = min(max(ends), known[0]) if known else max(ends)
                yield Target(cell, form, min(min(ends), value), max(high, value))


def list_small_counts(held: Observation, reading: Reading) -> Iterator[tuple[Form, int]]:
    """The counts of a cell that could be small: itself, or a percentage's numerator, denominator and what is left."""
    told = reading.told[held.measure, held.area, held.period]
    yield from told
    if len(told) == 2:
        (above, count), (below, whole) = told
        left = dict(below)
        for unknown, factor in above:
            left[unknown] = left.get(unknown, 0) - factor
        yield tuple((unknown, factor) for unknown, factor in left.items() if factor), whole - count


def _choose_more(target: Target, reading: Reading, suppressed: set[Cell]) -> set[Cell]:
    """The cells whose loss hides a target that can still be narrowed down.

    First whatever else tells the same count; then, in the sum whose hidden cells leave the least to guess, the smallest
    part that is large enough to hide behind, else the largest; a total only where no part is left; then any figure of
    the family that shares an unknown with it. What the rule lets be published whatever its size comes last of all.
    """
    open_cells = {cell: told for cell, told in reading.told.items() if cell not in suppressed and told}
    same = {cell for cell, told in open_cells.items() if any(form == target.form for form, _ in told)}
    if same:
        return same

    def value(cell: Cell) -> Decimal:
        return find_count(reading.cells[cell])

    def cost(each: Sum, cell: Cell) -> tuple[bool, bool, Decimal, bool, Decimal, Cell]:
        left = sum((value(part) for part in each.parts if part in suppressed), Decimal(0))
        short = value(cell) < target.high
        free = _is_free(reading.cells[cell], reading.catalogue)
        return free, cell == each.total, left, short, -value(cell) if short else value(cell), cell

    beside = [
        cost(each, cell)
        for each in reading.sums
        if target.cell in each.cells
        for cell in each.cells
        if cell in open_cells
    ]
    if beside and not min(beside)[0]:
        return {min(beside)[-1]}
    unknowns = {unknown for unknown, _ in target.form}

    def distance(cell: Cell) -> tuple[bool, bool, bool, bool, int, Cell]:
        shares = any(unknown in unknowns for form, _ in open_cells[cell] for unknown, _ in form)
        apart = not cell[2].overlaps(target.cell[2])
        free = _is_free(reading.cells[cell], reading.catalogue)
        return free, not shares, apart, cell[1] != target.cell[1], cell[2].length, cell

    return {min(open_cells, key=distance)} if open_cells else set()


def find_count(held: Observation) -> Decimal:
    """The count by which a cell is judged beside others: a percentage's numerator, else the value."""
    return (held.numerator if held.denominator is not None else held.value) or Decimal(0)


def _adds_nothing(held: Observation, catalogue: Catalogue) -> bool:
    """Whether a cell without a value has nothing to add: an area not there then, or no records to be a share of."""
    measure = catalogue.measures[held.measure]
    if measure.is_per_cent:
        return held.state is State.NOT_APPLICABLE or (held.state is State.NOT_AVAILABLE and held.denominator == 0)
    return measure.is_count and held.state is State.NOT_APPLICABLE


def is_small(held: Observation, catalogue: Catalogue) -> bool:
    """Whether an observation shows a count over 0 and under the rule: itself, its numerator, or what is left of it."""
    measure = catalogue.measures[held.measure]
    least = _find_least(measure, held.area, catalogue)
    counts = [held.numerator] if measure.is_count or held.denominator is not None else []
    if measure.is_per_cent and held.numerator is not None and held.denominator is not None:
        counts += [held.denominator, held.denominator - held.numerator]
    return any(count is not None and 0 < count < least for count in counts)


def find_sums(cells: Cells, catalogue: Catalogue, blank: frozenset[Cell] = frozenset()) -> list[Sum]:
    """Every sum among the published cells: over areas, over months, over the types of a total.

    The `blank` cells add nothing. What a percentage gives away, its numerator and denominator, adds up. Of distinct
    things the parts are no sum in general, but often nearly one, so what is hidden in one is hidden in two of them.
    """
    force = catalogue.organisation.force.id
    areas = [area for area in catalogue.organisation.area_names if area != force]
    calendar = catalogue.organisation.calendar
    found = []
    for measure, area, period in sorted(cells):
        if not (catalogue.measures[measure].is_count or catalogue.measures[measure].is_per_cent):
            continue
        options = [[(measure, part, period) for part in areas]] if area == force else []
        options += [[(measure, area, part) for part in parts] for parts in _split(period, calendar)]
        types = [part.id for part in catalogue.measures.values() if part.part_of == measure]
        options += [[(part, area, period) for part in types]] if types else []
        for option in options:
            parts = [part for part in option if part not in blank]
            if parts and all(part in cells for part in parts):
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


def _choose_second(each: Sum, suppressed: set[Cell], cells: Cells, catalogue: Catalogue) -> Cell:
    """The cell whose loss costs least: the smallest part that is not zero, else any part, else the total.

    What the rule lets be published whatever its size, as the whole force's counts, is taken only where nothing else is.
    """

    def cost(cell: Cell) -> tuple[bool, bool, bool, Decimal, Cell]:
        value = find_count(cells[cell])
        return _is_free(cells[cell], catalogue), cell == each.total, value == 0, value, cell

    return min((cell for cell in each.cells if cell not in suppressed), key=cost)


def _is_free(held: Observation, catalogue: Catalogue) -> bool:
    """Whether the rule lets a figure be published whatever its size."""
    return _find_least(catalogue.measures[held.measure], held.area, catalogue) <= 1


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
