"""A definition in plain words, for `explain`, the report's notes and the data dictionary."""

from openscrutiny.catalogue.measure import Condition, Filter, Measure, Operator, Statistic
from openscrutiny.records.tables import Table


def describe_measure(measure: Measure, table: Table) -> str:
    """One or two sentences that say what is counted, of which records, by which date."""
    records = f"{table.record} records"
    which = describe_filter(measure.numerator)
    amount = _describe_amount(measure)
    match measure.statistic:
        case Statistic.COUNT:
            what = f"the number of {records}{which}"
        case Statistic.SUM:
            what = f"the sum of {amount} over {records}{which}"
        case Statistic.DISTINCT:
            what = f"the number of different {amount} among {records}{which}, counted once in each period"
        case Statistic.MEDIAN:
            what = f"the median of {amount} over {records}{which}"
        case Statistic.PERCENTILE_90:
            what = f"the 90th percentile of {amount} over {records}{which} (nine in ten are no greater)"
        case Statistic.SHARE_WITHIN:
            what = f"the percentage of {records}{which} whose {amount} is {measure.within} or less"
        case Statistic.PERCENTAGE:
            what = f"{records}{which}, as a percentage of {records}{describe_filter(measure.denominator)}"
        case Statistic.RATE:
            what = f"the number of {records}{which} for every {measure.per:,} residents"
    return f"{measure.title}: {what}. The unit of count is the {measure.unit_of_count}; dated by {measure.period_by}."


def describe_filter(chosen: Filter) -> str:
    """` where offence is a or b and hate is true`; empty for every record."""
    return " where " + " and ".join(map(_describe_condition, chosen.conditions)) if chosen.conditions else ""


def _describe_condition(condition: Condition) -> str:
    values = " or ".join(str(value).lower() if isinstance(value, bool) else str(value) for value in condition.values)
    words = {
        Operator.IS: f"is {values}",
        Operator.IS_NOT: f"is not {values}",
        Operator.AT_LEAST: f"is {values} or more",
        Operator.AT_MOST: f"is {values} or less",
        Operator.MISSING: "is missing" if condition.values[0] else "is given",
    }
    return f"{condition.column} {words[condition.operator]}"


def _describe_amount(measure: Measure) -> str:
    if measure.days_between:
        return f"days from {measure.days_between[0]} to {measure.days_between[1]}"
    return measure.column
