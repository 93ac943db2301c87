"""A definition in plain words, for `explain`, the report's notes and the data dictionary."""

from openscrutiny.catalogue.measure import Condition, Filter, Measure, Operator, Statistic
from openscrutiny.records.tables import Column, ColumnType, Table


def describe_measure(measure: Measure, table: Table) -> str:
    """One or two sentences that say what is counted, of which records, by which date: in words, not column names."""
    which = describe_filter(measure.numerator, table)
    amount = _describe_amount(measure, table)
    match measure.statistic:
        case Statistic.COUNT if table.weight:
            what = f"the total of {say_name(table.weight)}{which}"
        case Statistic.COUNT:
            what = f"the number of records{which}"
        case Statistic.SUM:
            what = f"the sum of {amount} over records{which}"
        case Statistic.DISTINCT:
            what = f"the number of different values of {amount} among records{which}, each counted once in each period"
        case Statistic.MEDIAN:
            what = f"the median of {amount} over records{which}"
        case Statistic.PERCENTILE_90:
            what = f"the 90th percentile of {amount} over records{which} (nine in ten are no greater)"
        case Statistic.SHARE_WITHIN:
            what = f"the percentage of records{which} whose {amount} is {measure.within} or less"
        case Statistic.PERCENTAGE:
            what = f"records{which}, as a percentage of records{describe_filter(measure.denominator, table)}"
        case Statistic.RATE:
            what = f"the number of records{which} for every {measure.per:,} residents"
    of = "" if table.weight else f" Each record is {_give_article(table.record)}."
    date = _describe_column(table.column(measure.period_by), measure.period_by)
    unit = f"The unit of count is the {measure.unit_of_count}"
    return f"{measure.title}: {what}.{of} {unit}; the date that counts is {date}."


def describe_filter(chosen: Filter, table: Table) -> str:
    """` where offence is rape, and marked as motivated by hostility`; empty for every record."""
    said = [_describe_condition(condition, table.column(condition.column)) for condition in chosen.conditions]
    return f" where {', and '.join(said)}" if said else ""


def say_name(name: str) -> str:
    """A column's or a code's name as words."""
    return name.replace("_", " ")


def _describe_condition(condition: Condition, column: Column | None) -> str:
    if column is not None and column.type is ColumnType.FLAG and condition.operator is Operator.IS:
        said = _describe_column(column, condition.column)
        stated = said.removeprefix("whether ") if said.startswith("whether ") else f"it is {said}"
        return stated if condition.values == (True,) else f"it is not so that {stated}"
    values = " or ".join(_say_value(value) for value in condition.values)
    words = {
        Operator.IS: f"is {values}",
        Operator.IS_NOT: f"is not {values}",
        Operator.AT_LEAST: f"is {values} or more",
        Operator.AT_MOST: f"is {values} or less",
        Operator.MISSING: "is missing" if condition.values[0] else "is given",
    }
    return f"{say_name(condition.column)} {words[condition.operator]}"


def _give_article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _say_value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else say_name(str(value))


def _describe_column(column: Column | None, name: str) -> str:
    """A column by its meaning in the table's contract, as it stands inside a sentence; else by its name."""
    meaning = column.meaning.rstrip(".") if column else ""
    return meaning[:1].lower() + meaning[1:] if meaning else f"“{say_name(name)}”"


def _describe_amount(measure: Measure, table: Table) -> str:
    if measure.days_between:
        first, last = (_describe_column(table.column(name), name) for name in measure.days_between)
        return f"days from {first} to {last}"
    return _describe_column(table.column(measure.column), measure.column) if measure.column else ""
