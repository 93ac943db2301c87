"""What never adds up: distinct things, medians and percentiles, at every window's own grain from one scan each.

Neither is a sum of months, so neither is made of monthly answers. Each query keeps of the records what every window
can be answered from, exactly:

- of values, how often each occurs by area and month; the records of a window are those of its months, and its median
  is found among them all;
- of things, how often one seen in a month is next seen in a given later month. A window counts a thing once, at the
  last of its months within the window: where it was seen in the window and is next seen only after it.

So the cost is one scan, however many and however long the windows are.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import ibis
import numpy as np
from numpy.typing import NDArray

from openscrutiny.calculation.expressions import build_amount, build_filter, find_amount
from openscrutiny.calculation.observe import Undivided, settle_float
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.periods import Period

NEVER = 2**31 - 1  # the next month of a thing that is not seen again
SHARES = {Statistic.MEDIAN: 0.5, Statistic.PERCENTILE_90: 0.9}

Column = NDArray[Any]


def build_query(rows: Any, measure: Measure) -> Any:
    """What every window can be answered from, of keyed rows: `_area`, `_month`, what `measure` needs, and `_rows`."""
    chosen = rows.filter(build_filter(rows, measure.numerator))
    if measure.statistic is Statistic.DISTINCT:
        return _follow_things(chosen.select("_area", "_month", _thing=chosen[measure.column]))
    valued = chosen.select("_area", "_month", _value=build_amount(chosen, find_amount(measure)))
    return valued.group_by("_area", "_month", "_value").aggregate(_rows=valued.count())


def _follow_things(rows: Any) -> Any:
    """How many things of an area and month are next seen in a given month, in the same area and anywhere."""
    seen = rows.filter(rows["_thing"].notnull())
    following = seen["_month"].lead()
    in_area = ibis.window(group_by=["_area", "_thing"], order_by="_month")
    in_force = ibis.window(group_by="_thing", order_by="_month")
    followed = seen.mutate(
        _next_in_area=following.over(in_area).fill_null(NEVER),
        _next_in_force=following.over(in_force).fill_null(NEVER),
    )
    keys = ("_area", "_month", "_next_in_area", "_next_in_force")
    return followed.group_by(*keys).aggregate(_rows=followed.count())


def run_query(query: Any, measure: Measure, force: str, periods: tuple[Period, ...]) -> Undivided:
    """The measure by area and for the whole force, for every period that has a value."""
    table = query.to_pyarrow().drop_null()  # what has no value is in no median
    areas = table["_area"].combine_chunks().dictionary_encode()
    codes = areas.indices.to_numpy()
    held = {name: table[name].to_numpy() for name in table.column_names if name not in ("_area", "_value")}
    places = [(area, codes == code) for code, area in enumerate(areas.dictionary.to_pylist())]
    found: dict[tuple[str, Period], Decimal | None] = {}
    for place, chosen in [*places, (force, np.ones(len(codes), dtype=bool))]:
        months, rows = held["_month"][chosen], held["_rows"][chosen]
        if measure.statistic is Statistic.DISTINCT:
            following = held["_next_in_force" if place == force else "_next_in_area"][chosen]
            answers = count_distinct(months, following, rows, periods)
        else:
            values = table["_value"].cast("float64").to_numpy()[chosen]
            answers = find_quantiles(months, values, rows, SHARES[measure.statistic], periods)
        found.update(((place, period), answer) for period, answer in answers)
    return found


def count_distinct(
    months: Column, following: Column, rows: Column, periods: tuple[Period, ...]
) -> Iterator[tuple[Period, Decimal]]:
    """Distinct things in each period, from how many things of a month are next seen in another.

    A thing that has several rows in a month is "next seen" in that same month by all of them but one, so that these
    lie in no window as its last.
    """
    first, last = min(p.first.index for p in periods), max(p.last.index for p in periods)
    span = last - first + 1
    seen = np.zeros((span, span + 1), dtype=np.int64)
    np.add.at(seen, (months - first, np.minimum(following - first, span)), rows)
    for period in periods:
        start, end = period.first.index - first, period.last.index - first
        yield period, Decimal(int(seen[start : end + 1, end + 1 :].sum()))


def find_quantiles(
    months: Column, values: Column, rows: Column, share: float, periods: tuple[Period, ...]
) -> Iterator[tuple[Period, Decimal]]:
    """The quantile of each period that has values: linear between order statistics (Hyndman and Fan 1996, type 7)."""
    ranked = RankedValues(months, values, rows)
    for period in periods:
        count = ranked.count(period)
        if count:
            position = share * (count - 1)
            low = int(position)
            below, above = ranked.find(period, low), ranked.find(period, min(low + 1, count - 1))
            yield period, settle_float(below + (above - below) * (position - low))


class RankedValues:
    """Values in order, in a few thousand runs whose sizes are known for every month: an order statistic of any period
    is found by its run first, then within that run alone."""

    RUNS = 2048

    def __init__(self, months: Column, values: Column, rows: Column) -> None:
        order = np.argsort(values, kind="stable")
        self.months, self.values, self.rows = months[order], values[order], rows[order]
        self.first = int(months.min()) if len(months) else 0
        span = int(months.max()) - self.first + 1 if len(months) else 0
        self.length = max(1, -(-len(values) // self.RUNS))
        sizes = np.zeros((span + 1, -(-len(values) // self.length)), dtype=np.int64)
        np.add.at(sizes, (self.months - self.first + 1, np.arange(len(values)) // self.length), self.rows)
        self.running = sizes.cumsum(axis=0)  # by month: rows of each run in all months before it

    def count(self, period: Period) -> int:
        """How many rows the period has."""
        return int(self._sizes(period).sum())

    def find(self, period: Period, rank: int) -> float:
        """The value at a rank (0 for the smallest) among the period's rows."""
        ends = self._sizes(period).cumsum()
        run = int(np.searchsorted(ends, rank, side="right"))
        inside = slice(run * self.length, (run + 1) * self.length)
        months = self.months[inside]
        rows = np.where((months >= period.first.index) & (months <= period.last.index), self.rows[inside], 0)
        before = int(ends[run - 1]) if run else 0
        return float(self.values[inside][np.searchsorted(rows.cumsum(), rank - before, side="right")])

    def _sizes(self, period: Period) -> Column:
        top = len(self.running) - 1
        start, end = (min(max(m.index - self.first + n, 0), top) for m, n in ((period.first, 0), (period.last, 1)))
        sizes: Column = self.running[end] - self.running[start]
        return sizes
