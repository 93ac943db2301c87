"""What each statistic of a measure needs, and what means nothing for it."""

from openscrutiny.catalogue.limit_rule import Chart
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.definitions import Section
from openscrutiny.organisation import Organisation
from openscrutiny.records.tables import DATE_TYPES, ColumnType, Table

NUMBERS = (ColumnType.WHOLE, ColumnType.DECIMAL)
ORDERED = (*NUMBERS, *DATE_TYPES)
AMOUNTS = (Statistic.MEDIAN, Statistic.PERCENTILE_90, Statistic.SHARE_WITHIN)
KEYS = {
    "column": (Statistic.SUM, Statistic.DISTINCT, *AMOUNTS),
    "days_between": AMOUNTS,
    "within": (Statistic.SHARE_WITHIN,),
    "per": (Statistic.RATE,),
    "denominator": (Statistic.PERCENTAGE, Statistic.RATE),
}


def check_statistic(top: Section, measure: Measure, table: Table | None, organisation: Organisation) -> None:
    """What each statistic needs, and what it may not have."""
    needs_column = (Statistic.SUM, Statistic.DISTINCT)
    needs_amount = (Statistic.MEDIAN, Statistic.PERCENTILE_90, Statistic.SHARE_WITHIN)
    if measure.statistic in needs_column and not measure.column:
        top.fault("", f"a {measure.statistic} needs 'column'.", "Add the column it is of.")
    if measure.statistic in needs_amount and not (measure.column or measure.days_between):
        top.fault("", f"a {measure.statistic} needs 'column' or 'days_between'.", "Add one of them.")
    column = table.column(measure.column) if table and measure.column else None
    if column and measure.statistic not in (Statistic.DISTINCT, Statistic.COUNT) and column.type not in NUMBERS:
        top.fault("column", f"'{column.name}' is a {column.type}, not a number.", "Name a column of numbers.")
    if measure.statistic is Statistic.SHARE_WITHIN and measure.within is None:
        top.fault("", "a share_within needs 'within'.", "Add the threshold, as in 'within: 20'.")
    if measure.statistic is Statistic.PERCENTAGE and not measure.denominator.conditions:
        top.fault("", "a percentage needs 'denominator'.", "Add 'denominator: {where: ...}'.")
    for key in sorted(KEYS):
        if key in top and measure.statistic not in KEYS[key]:
            users = ", ".join(KEYS[key])
            top.fault(key, f"means nothing for a {measure.statistic}; it is for {users}.", f"Remove '{key}'.")
    if measure.column and measure.days_between:
        top.fault("days_between", "stands beside 'column': which of the two is meant?", "Keep one of them.")
    if table and table.weight and measure.statistic in (Statistic.MEDIAN, Statistic.PERCENTILE_90):
        fault = f"a {measure.statistic} needs single records; table '{table.name}' is counted before."
        top.fault("statistic", fault, "Use a table without 'weight'.")
    _check_chart(top, measure)
    if measure.charts_events and table:
        _check_events(top, measure, table, organisation)
    aim = measure.good_looks_like
    if aim and aim.target is not None and aim.per is None and (measure.is_count or measure.statistic is Statistic.SUM):
        top.fault("good_looks_like", "the target of a count is of a period.", "Add 'per: month' or 'per: quarter'.")


def _check_chart(top: Section, measure: Measure) -> None:
    """A chart draws what it was made for: shares, rates, counts or gaps between events."""
    chart, wrong, mend = measure.limits.chart, "", "Write xmr, or run."
    match chart:
        case Chart.P | Chart.P_PRIME if not measure.is_per_cent:
            wrong = "is of percentages and shares"
        case Chart.U | Chart.U_PRIME if measure.statistic is not Statistic.RATE:
            wrong = "is of rates"
        case Chart.C if not measure.is_count:
            wrong = "is of counts"
        case Chart.G | Chart.T if measure.charts_events and not measure.is_count:
            wrong = "is of counts of rare events, and of days between two dates"
    if wrong:
        top.fault("limits.chart", f"a {chart} chart {wrong}; this is a {measure.statistic}.", mend)


def _check_events(top: Section, measure: Measure, table: Table, organisation: Organisation) -> None:
    """Days between events need a record with its day for each event, and a rule that hides no count of the force."""
    chart, mend = measure.limits.chart, "Write run, or xmr."
    if table.weight:
        top.fault("limits.chart", f"a {chart} chart needs single records; '{table.name}' is counted before.", mend)
    by = table.column(measure.period_by)
    if by and by.type is not ColumnType.DATE:
        top.fault("limits.chart", f"a {chart} chart needs the day of each event; '{by.name}' is a {by.type}.", mend)
    hidden = organisation.smallest_published(measure.table, "force")
    if hidden > 1:
        told = f"a {chart} chart tells the days of single events, and the disclosure rule of '{measure.table}'"
        top.fault("limits.chart", f"{told} hides counts of the whole force under {hidden}.", mend)
