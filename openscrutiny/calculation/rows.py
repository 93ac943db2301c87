"""The rows a calculation counts: those of its months, each with the number of its month and its area."""

from typing import Any

import ibis

from openscrutiny.calculation.engines import Engine
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.organisation import OUTSIDE, Area
from openscrutiny.periods import Month
from openscrutiny.records.store import DataVersion, TableVersion


def open_rows(
    catalogue: Catalogue, version: DataVersion, engine: Engine, table: str, period_by: str, first: Month, last: Month
) -> Any | None:
    """The table's current rows of `first` to `last`, with `_month` (`Month.index`) and `_area`; None without a load.

    The dates are compared as they stand, so that an engine can skip whole files. A month is a whole number inside, as
    it is in `periods`: that is quicker to group by than a date.
    """
    held: TableVersion | None = version.tables.get(table)
    rows = engine.open_table(held) if held else None
    if rows is None:
        return None
    day = rows[period_by]
    within = rows.filter(day.between(first.first_day, last.last_day))
    day = within[period_by]
    month = (day.year().cast("int32") * 12 + day.month().cast("int32") - 1).cast("int32")
    dated = within.mutate(_month=month)
    column = catalogue.tables[table].area
    place = _find_area(dated, column, catalogue.organisation.areas) if column else ibis.literal(OUTSIDE)
    return dated.mutate(_area=place)


def _find_area(rows: Any, column: str, areas: tuple[Area, ...]) -> Any:
    """The row's area; outside where none is recorded, or where there was no such area in the row's month."""
    place = rows[column].fill_null(OUTSIDE)
    for area in areas:
        if area.starts or area.ends:
            first = area.starts.index if area.starts else 0
            last = area.ends.index if area.ends else 9999 * 12
            gone = (rows[column] == area.id) & ~rows["_month"].between(first, last)
            place = ibis.ifelse(gone.fill_null(False), OUTSIDE, place)
    return place
