"""The days on which rare events happened, for the whole force: what charts of the days between them are made of."""

from datetime import date

from openscrutiny.calculation.engines import Engine
from openscrutiny.calculation.expressions import build_filter
from openscrutiny.calculation.rows import open_rows
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.periods import Month
from openscrutiny.records.store import DataVersion


def find_event_days(
    catalogue: Catalogue, version: DataVersion, engine: Engine, measure: Measure, first: Month, last: Month
) -> tuple[date, ...]:
    """The day of every event that a measure counts from `first` to `last`, in order, a day as often as it has events.

    Of a distinct count an event is a thing, on the first of its days.
    """
    rows = open_rows(catalogue, version, engine, measure.table, measure.period_by, first, last)
    if rows is None:
        return ()
    chosen = rows.filter(build_filter(rows, measure.numerator))
    days = chosen.select(_day=chosen[measure.period_by].cast("date"))
    if measure.statistic is Statistic.DISTINCT:
        dated = chosen.select(_thing=chosen[measure.column], _day=chosen[measure.period_by].cast("date"))
        known = dated.filter(dated["_thing"].notnull())
        days = known.group_by("_thing").aggregate(_day=known["_day"].min()).select("_day")
    return tuple(sorted(days.to_pyarrow()["_day"].to_pylist()))
