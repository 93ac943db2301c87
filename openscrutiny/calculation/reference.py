"""The oracle: every measure in plain Python, one record at a time, written from the definitions alone.

Slow on purpose and sharing nothing with the engines but the types: the tests hold every engine to it, cell for cell.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow.parquet

from openscrutiny.calculation.observe import Observer, settle_float
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Condition, Filter, Measure, Operator, Statistic
from openscrutiny.organisation import OUTSIDE
from openscrutiny.periods import Grain, Month, Period
from openscrutiny.records.store import DataVersion
from openscrutiny.series import Observation, State

Record = dict[str, Any]


def calculate_by_hand(
    catalogue: Catalogue, version: DataVersion, first: Month, last: Month, grains: tuple[Grain, ...]
) -> tuple[Observation, ...]:
    """What `calculation.calculate` must answer, worked out record by record."""
    observer = Observer(catalogue, version, first, last, grains)
    records = {name: list(read_records(version, name)) for name in version.tables}
    found = []
    for measure in sorted(catalogue.measures.values(), key=lambda m: m.id):
        sorted_out = _sort_by_month(measure, catalogue, records.get(measure.table, []))
        for area in observer.areas:
            for period in observer.periods:
                here = [r for month in period.months for r in sorted_out.get((area, month), ())]
                found.append(_observe(catalogue, observer, measure, area, period, here))
    return tuple(sorted(found, key=lambda o: (o.measure, o.area, o.period)))


def read_records(version: DataVersion, table: str) -> Iterator[Record]:
    """The records of a table that count in a data version."""
    for part in version.tables[table].parts:
        lost = {row for path in part.lost for row in pyarrow.parquet.read_table(path)["_row"].to_pylist()}
        for record in pyarrow.parquet.read_table(part.rows).to_pylist():
            if record["_counts"] and record["_row"] not in lost:
                yield record


def _sort_by_month(
    measure: Measure, catalogue: Catalogue, records: list[Record]
) -> dict[tuple[str, Month], list[Record]]:
    column = catalogue.tables[measure.table].area
    force = catalogue.organisation.force.id
    areas = {area.id: area for area in catalogue.organisation.areas}
    places: dict[tuple[str, Month], list[Record]] = {}
    for record in records:
        day = record[measure.period_by]
        if day is None:
            continue
        area = (record[column] or OUTSIDE) if column else OUTSIDE
        if area in areas and not areas[area].exists_in(Month.containing(day)):
            area = OUTSIDE
        for place in (area, force):
            places.setdefault((place, Month.containing(day)), []).append(record)
    return places


def _observe(
    catalogue: Catalogue, observer: Observer, measure: Measure, area: str, period: Period, here: list[Record]
) -> Observation:
    state = observer.find_state(measure, area, period)
    if state is State.VALUE and measure.statistic is Statistic.RATE and area == OUTSIDE:
        state = State.NOT_APPLICABLE
    if state is not State.VALUE:
        return Observation(measure.id, area, period, state)
    weight = catalogue.tables[measure.table].weight
    counted = [record for record in here if meets(record, measure.numerator)]
    above: Decimal | None = _weigh(counted, weight)
    below: Decimal | None = None
    value: Decimal | None
    match measure.statistic:
        case Statistic.SUM:
            above = sum((Decimal(r[measure.column]) for r in counted if r[measure.column] is not None), Decimal(0))
            value = above
        case Statistic.DISTINCT:
            above = Decimal(len({r[measure.column] for r in counted} - {None}))
            value = above
        case Statistic.MEDIAN | Statistic.PERCENTILE_90:
            above = _quantile(_amounts(measure, counted), 0.5 if measure.statistic is Statistic.MEDIAN else 0.9)
            value = above
        case Statistic.PERCENTAGE:
            below = _weigh([record for record in here if meets(record, measure.denominator)], weight)
            value = above * 100 / below if below and above is not None else None
        case Statistic.SHARE_WITHIN:
            assert measure.within is not None
            known = [record for record in counted if _amounts(measure, [record])]
            below = _weigh(known, weight)
            above = _weigh([r for r in known if _amounts(measure, [r])[0] <= measure.within], weight)
            value = above * 100 / below if below else None
        case Statistic.RATE:
            places = {place.id: place for place in (catalogue.organisation.force, *catalogue.organisation.areas)}
            people = places[area].population_in(period.last.year)
            below = None if people is None else Decimal(people)
            value = above * measure.per / below if below and above is not None else None
        case _:
            value = above
    if value is None:
        return Observation(measure.id, area, period, State.NOT_AVAILABLE, None, above, below)
    provisional = observer._is_provisional(measure, period)
    return Observation(measure.id, area, period, state, value, above, below, provisional)


def meets(record: Record, chosen: Filter) -> bool:
    """Whether a record meets every condition of a filter."""
    return all(_meets_one(record[condition.column], condition) for condition in chosen.conditions)


def _meets_one(value: Any, condition: Condition) -> bool:
    if isinstance(value, date):
        value = value.isoformat()
    match condition.operator:
        case Operator.MISSING:
            return (value is None) == condition.values[0]
        case Operator.IS:
            return value in condition.values
        case Operator.IS_NOT:
            return value not in condition.values
        case Operator.AT_LEAST:
            return value is not None and value >= condition.values[0]
        case Operator.AT_MOST:
            return value is not None and value <= condition.values[0]


def _weigh(records: list[Record], weight: str) -> Decimal:
    if not weight:
        return Decimal(len(records))
    return sum((Decimal(record[weight]) for record in records if record[weight] is not None), Decimal(0))


def _amounts(measure: Measure, records: list[Record]) -> list[Decimal]:
    if measure.days_between:
        first, last = measure.days_between
        pairs = [(record[first], record[last]) for record in records]
        return [Decimal((b - a).days) for a, b in pairs if a is not None and b is not None]
    return [Decimal(record[measure.column]) for record in records if record[measure.column] is not None]


def _quantile(amounts: list[Decimal], share: float) -> Decimal | None:
    """Linear interpolation between order statistics (Hyndman and Fan 1996, type 7)."""
    if not amounts:
        return None
    ordered = [float(amount) for amount in sorted(amounts)]
    position = share * (len(ordered) - 1)
    low = int(position)
    high = min(low + 1, len(ordered) - 1)
    return settle_float(ordered[low] + (ordered[high] - ordered[low]) * (position - low))
