"""A measure's definition as Ibis expressions over its table's rows."""

from functools import reduce
from operator import and_
from typing import Any

import ibis

from openscrutiny.catalogue.measure import Condition, Filter, Measure, Operator, Statistic


def build_filter(rows: Any, chosen: Filter) -> Any:
    """The filter as a boolean; where it is NULL it is not met: a missing value meets only `missing` and `is_not`."""
    met = [_build_condition(rows, condition) for condition in chosen.conditions]
    return reduce(and_, met) if met else ibis.literal(True)


def _build_condition(rows: Any, condition: Condition) -> Any:
    column, values = rows[condition.column], condition.values
    match condition.operator:
        case Operator.MISSING:
            return column.isnull() if values[0] else column.notnull()
        case Operator.IS:
            return column.isin(values)
        case Operator.IS_NOT:
            return ~column.isin(values).fill_null(False)
        case Operator.AT_LEAST:
            return column >= values[0]
        case Operator.AT_MOST:
            return column <= values[0]


def build_amount(rows: Any, measure: Measure) -> Any:
    """The number a sum, median or threshold is of: a column, or whole days between two dates."""
    if measure.days_between:
        first, last = measure.days_between
        return rows[last].delta(rows[first], unit="day")
    return rows[measure.column]


def build_numerator(rows: Any, measure: Measure, weight: str) -> Any:
    """An additive measure's numerator as an aggregate."""
    chosen = build_filter(rows, measure.numerator)
    if measure.statistic is Statistic.SUM:
        return rows[measure.column].sum(where=chosen)
    if measure.statistic is Statistic.SHARE_WITHIN:
        assert measure.within is not None
        chosen = chosen & (build_amount(rows, measure) <= measure.within)
    return rows[weight].sum(where=chosen) if weight else rows.count(where=chosen)


def build_denominator(rows: Any, measure: Measure, weight: str) -> Any | None:
    """Its denominator as an aggregate, or None where records make none (counts, sums and population rates)."""
    if measure.statistic is Statistic.PERCENTAGE:
        chosen = build_filter(rows, measure.denominator)
    elif measure.statistic is Statistic.SHARE_WITHIN:
        chosen = build_filter(rows, measure.numerator) & build_amount(rows, measure).notnull()
    else:
        return None
    return rows[weight].sum(where=chosen) if weight else rows.count(where=chosen)


def summarise_amount(amount: Any, statistic: Statistic) -> Any:
    """The aggregate of what does not add up: the number of distinct things, a median, a 90th percentile."""
    if statistic is Statistic.DISTINCT:
        return amount.nunique()
    return amount.cast("float64").quantile(0.5 if statistic is Statistic.MEDIAN else 0.9)
