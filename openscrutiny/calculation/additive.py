"""What adds up: all the measures of a table and date by area and month, in one scan.

Most measures of a table differ in one or two codes (a type of offence, say). The scan therefore counts by these codes
once, and each measure is a sum of the few rows that come out: a condition on a code is tried some thousand times, not
once for every record.
"""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from math import prod
from typing import Any

from openscrutiny.calculation.expressions import (
    Total,
    build_filter,
    build_total,
    find_denominator,
    find_numerator,
)
from openscrutiny.calculation.observe import AreaMonths, Totals
from openscrutiny.catalogue.measure import Filter, Measure
from openscrutiny.periods import Month
from openscrutiny.records.tables import Table

LEAST_SHARING = 3  # the scan counts by a code where at least so many measures ask for it
MOST_GROUPS = 500  # combinations of codes for each area and month, so that what comes out of the scan stays small


def build_scan(rows: Any, measures: list[Measure], contract: Table) -> Any:
    """One query over keyed rows: `_area`, `_month`, and for each measure its numerator and denominator by name."""
    codes = choose_codes(measures, contract)
    wanted: dict[str, Total] = {}
    for measure in measures:
        wanted[measure.id] = find_numerator(measure)
        if denominator := find_denominator(measure):
            wanted[_name_denominator(measure)] = denominator
    parts = {name: _part(total, codes) for name, total in wanted.items()}
    names = {rest: f"t{number}" for number, rest in enumerate(dict.fromkeys(rest for _, rest in parts.values()))}
    counted = {name: build_total(rows, rest, contract.weight) for rest, name in names.items()}
    by_code = rows.group_by("_area", "_month", *codes).aggregate(**counted)
    sums = {
        name: by_code[names[rest]].sum(where=build_filter(by_code, on_codes))
        for name, (on_codes, rest) in parts.items()
    }
    return by_code.group_by("_area", "_month").aggregate(**sums)


def run_scan(query: Any, measures: list[Measure]) -> dict[str, AreaMonths]:
    """The query's answer as exact totals of each measure by area and month."""
    found: dict[str, AreaMonths] = {measure.id: {} for measure in measures}
    for row in query.to_pyarrow().to_pylist():
        place = (row["_area"], Month(row["_month"]))
        for measure in measures:
            totals = _exact(row[measure.id]), _exact(row.get(_name_denominator(measure)))
            found[measure.id][place] = Totals(*totals)
    return found


def choose_codes(measures: list[Measure], contract: Table) -> tuple[str, ...]:
    """The columns of listed codes that several measures ask for, the most asked for first, as many as stay few."""
    asked = Counter(
        column
        for measure in measures
        for column in {c.column for c in (*measure.numerator.conditions, *measure.denominator.conditions)}
    )
    chosen: list[str] = []
    sizes: list[int] = []
    for name, times in sorted(asked.items(), key=lambda item: (-item[1], item[0])):
        column = contract.column(name)
        size = len(column.values) + 1 if column and column.values else 0  # and one for those without a code
        if size and times >= LEAST_SHARING and prod(sizes) * size <= MOST_GROUPS:
            chosen.append(name)
            sizes.append(size)
    return tuple(chosen)


def _part(total: Total, codes: tuple[str, ...]) -> tuple[Filter, Total]:
    """A total's conditions on the codes, and the total without them."""
    conditions = total.chosen.conditions
    rest = Filter(tuple(c for c in conditions if c.column not in codes))
    return Filter(tuple(c for c in conditions if c.column in codes)), replace(total, chosen=rest)


def _name_denominator(measure: Measure) -> str:
    return f"{measure.id}, of"  # no file name, so no measure, holds a comma and a blank


def _exact(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)
