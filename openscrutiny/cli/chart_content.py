"""What the chart of each series shows: by the display policy, limits and signals only where they have a basis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from openscrutiny.analysis.assurance import is_constant
from openscrutiny.analysis.control_limits import POLICE_PROFILE, false_alarm_in_points, false_alarm_per_point
from openscrutiny.analysis.display_policy import Display, choose_display, describe_display
from openscrutiny.analysis.false_alarms import ChartDesign, simulate_false_alarms
from openscrutiny.analysis.point_grid import Floats, Ints, PointGrid
from openscrutiny.analysis.profiles import Profile, get_profile
from openscrutiny.analysis.signal_names import NamedSignals
from openscrutiny.cli.series_file import SeriesRows

COMMON = "Common Cause"
DAYS_IN_YEAR = 365.25


@dataclass(frozen=True)
class ChartContent:
    """One series as it is to be drawn: its points, its lines (empty where refused) and the sentence on them."""

    title: str
    days: Sequence[date]
    values: Sequence[float | None]
    ghosts: Sequence[bool]
    lines: dict[str, Floats]
    variation: Sequence[str]
    target: float | None
    display: Display
    basis: str

    @property
    def known(self) -> list[float]:
        """Every number that the chart shows."""
        known = [value for value in self.values if value is not None]
        known += [float(limit) for line in self.lines.values() for limit in line if np.isfinite(limit)]
        return known if self.target is None else [*known, self.target]

    @property
    def scale(self) -> tuple[float, float]:
        """The ends of the upright axis: from zero where no value is negative and that leaves the chart readable."""
        low, high = (min(self.known), max(self.known)) if self.known else (0.0, 1.0)
        if 0 <= low < 0.6 * high:
            low = 0.0
        return (low, high) if high > low else (low - 1, high + 1)

    @property
    def summary(self) -> list[str]:
        """What happened, and what the limits are made of: a sentence each."""
        missing = sum(value is None for value in self.values)
        signals = sum(word != COMMON for word in self.variation)
        size = len(self.values)
        said = f"{size} point{'' if size == 1 else 's'}" + (f", {missing} of them missing" if missing else "")
        if self.display is Display.CONTROL_CHART:
            said += f"; {signals or 'no'} special cause{'' if signals == 1 else 's'}"
        if self.scale[0] > 0:
            said += "; the scale does not start at zero"
        return [f"{said}.", self.basis]


@dataclass(frozen=True, slots=True)
class ChartKind:
    """What was asked for that a chart's chance of a false alarm hangs on."""

    chart: str = "xmr"
    exclude_outliers: bool = False


def compose_charts(
    series: Sequence[SeriesRows],
    grid: PointGrid,
    named: NamedSignals,
    names: NDArray[np.str_],
    behind: Ints,
    targets: Sequence[float | None],
    kind: ChartKind,
) -> list[ChartContent]:
    """The content of every chart. `behind` counts the points behind the limits at each point of the grid.

    Where they are fewer than the profile's minimum, or the limits have no width, no limits and no signals are
    drawn; where that leaves none, the chart is a run chart about the median.
    """
    profile = get_profile(named.result.profile)
    return [
        _compose_chart(rows, row, grid, named, names[row, : len(rows.y)], behind, targets[row], profile, kind)
        for row, rows in enumerate(series)
    ]


def _compose_chart(
    rows: SeriesRows,
    row: int,
    grid: PointGrid,
    named: NamedSignals,
    names: NDArray[np.str_],
    behind: Ints,
    target: float | None,
    profile: Profile,
    kind: ChartKind,
) -> ChartContent:
    size = len(rows.y)
    y, used = grid.y[row, :size], ~grid.ghost[row, :size]
    lines = {name: getattr(named.result.lines, name)[row, :size].copy() for name in ("upper", "mean", "lower")}
    founded = behind[row, :size] >= profile.minimum_points
    counted = int(behind[row, :size].max(initial=0))
    if founded.any():
        counted = int(behind[row, np.flatnonzero(founded)[-1]])
    varies = not is_constant(grid, row, np.arange(grid.y.shape[1]) < size)
    display = choose_display(profile, counted, varies=varies, has_values=bool(used.any()))
    basis = describe_display(display, profile, counted)
    shown = founded & ~(lines["upper"] - lines["lower"] <= grid.tolerance[row])
    if display is Display.CONTROL_CHART:
        for line in lines.values():
            line[~shown] = np.nan
        if profile.name == "anhoej":
            lines = {"median": lines["mean"]}
        last = int(np.flatnonzero(founded)[-1])
        basis = f"{basis[:-1]}; {_describe_chance(rows, row, grid, named, last, counted, kind)}."
    else:
        middle = float(np.median(y[used])) if used.any() else np.nan
        lines = {"median": np.full(size, middle)} if display is Display.RUN_CHART else {}
        shown = np.zeros(size, dtype=bool)
    return ChartContent(
        rows.series_id,
        rows.days,
        [None if value != value else value for value in y.tolist()],
        (~used).tolist(),
        lines,
        [str(word) for word in np.where(shown, names, COMMON)],
        target,
        display,
        basis,
    )


def _describe_chance(
    rows: SeriesRows, row: int, grid: PointGrid, named: NamedSignals, last: int, counted: int, kind: ChartKind
) -> str:
    """What a mark on the chart is worth: how often one is there although nothing changed.

    `last` is the newest point with limits, `counted` how many are behind them.
    """
    places, profile = count_places(rows.days), named.result.profile
    if profile == POLICE_PROFILE:
        latest, year = false_alarm_per_point(counted), false_alarm_in_points(counted, places)
    else:
        stretch = np.maximum(named.result.lines.partition[row, : len(rows.y)], 1)  # a baseline and what follows are one
        used = ~grid.ghost[row, : len(rows.y)] & (stretch == stretch[last])
        judged, mean, size = int(used.sum()), float(named.result.lines.mean[row, last]), 1.0
        if kind.chart in ("p", "u"):
            size = float(np.mean([rows.denominator[at] or 0.0 for at in np.flatnonzero(used)]))
        baseline = counted if counted < judged else 0
        design = ChartDesign(profile, judged, places, baseline, kind.chart, mean, size, kind.exclude_outliers)
        worth = simulate_false_alarms(design)
        latest, year = worth.latest, worth.year
    return (
        f"if nothing changed, chance alone would mark {latest:.0%} of latest points, and a point in {year:.0%} of years"
    )


def count_places(days: Sequence[date]) -> int:
    """How many points of a series fall in a year, at least one: 12 of months, 4 of quarters, so many events."""
    span = (days[-1] - days[0]).days if days else 0
    return max(1, round(DAYS_IN_YEAR * (len(days) - 1) / span)) if span else max(1, len(days))
