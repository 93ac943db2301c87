"""A measure's definition as Ibis expressions over its table's rows."""

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import and_
from typing import Any

import ibis

from openscrutiny.catalogue.measure import Condition, Filter, Measure, Operator, Statistic

Amount = str | tuple[str, str]  # a column of numbers, or the dates that whole days are counted between


@dataclass(frozen=True, slots=True)
class Total:
    """Something added up over the records that meet `chosen`: themselves (or their weights), or the column `sum_of`.

    With `amount` only the records that have it; with `within` only those where it is no more than that.
    """

    chosen: Filter
    sum_of: str = ""
    amount: Amount | None = None
    within: Decimal | None = None


def find_numerator(measure: Measure) -> Total:
    """What an additive measure's numerator adds up."""
    if measure.statistic is Statistic.SUM:
        return Total(measure.numerator, sum_of=measure.column)
    if measure.statistic is Statistic.SHARE_WITHIN:
        return Total(measure.numerator, amount=find_amount(measure), within=measure.within)
    return Total(measure.numerator)


def find_denominator(measure: Measure) -> Total | None:
    """What its denominator adds up; None where records make none (counts, sums and population rates)."""
    if measure.statistic is Statistic.PERCENTAGE:
        return Total(measure.denominator)
    if measure.statistic is Statistic.SHARE_WITHIN:
        return Total(measure.numerator, amount=find_amount(measure))
    return None


def find_amount(measure: Measure) -> Amount:
    """The number a median, percentile or threshold is of."""
    return measure.days_between or measure.column


def build_total(rows: Any, total: Total, weight: str) -> Any:
    """A total as an aggregate over rows; NULL where there is nothing to add."""
    chosen = build_filter(rows, total.chosen)
    if total.amount:
        amount = build_amount(rows, total.amount)
        chosen = chosen & (amount.notnull() if total.within is None else amount <= total.within)
    if total.sum_of:
        return rows[total.sum_of].sum(where=chosen)
    return rows[weight].sum(where=chosen) if weight else rows.count(where=chosen)


def build_amount(rows: Any, amount: Amount) -> Any:
    """A column, or whole days from one date to another."""
    if isinstance(amount, str):
        return rows[amount]
    first, last = amount
    return rows[last].delta(rows[first], unit="day").cast("int32")


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
