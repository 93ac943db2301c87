"""`openscrutiny spc`: control charts for anyone with a CSV. Columns and options: docs/reference/spc.md."""

import math
from collections.abc import Iterable, Sequence
from itertools import repeat
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from openscrutiny.analysis.assurance import SeriesIcons, read_icons
from openscrutiny.analysis.attribute_charts import CHART_TYPES, fit_chart_limits
from openscrutiny.analysis.control_limits import POLICE_PROFILE
from openscrutiny.analysis.financial_year import judge_by_financial_year
from openscrutiny.analysis.judgement import Direction, Variation
from openscrutiny.analysis.moving_range import LimitLines, fit_moving_range_limits
from openscrutiny.analysis.point_grid import Floats, Ints, PointGrid, arrange_points
from openscrutiny.analysis.profiles import (
    PROFILES,
    apply_profile,
    count_basis,
    get_profile,
    take_baseline,
)
from openscrutiny.analysis.signal_names import NamedSignals, find_named_signals
from openscrutiny.cli.chart_content import ChartKind, compose_charts
from openscrutiny.cli.control_chart import write_charts
from openscrutiny.cli.series_file import SeriesRows, choose_values, read_series_file, tell_no_rows, write_table
from openscrutiny.errors import OpenScrutinyError
from openscrutiny.periods import Month

RULES = ("single_high", "single_low", "shift_high", "shift_low", "trend_up", "trend_down", "two_high", "two_low")
POINT_COLUMNS = ("series_id", "idx", "date", "y", "ghost", "partition", "mean", "lower", "upper", *RULES, "variation")
YEAR_COLUMNS = ("series_id", "idx", "date", "y", "baseline_n", "mean", "lower", "upper", "flag", "p_value",
                "prediction_lower", "prediction_upper")  # fmt: skip
ICON_COLUMNS = ("series_id", "direction", "target", "variation", "assurance")
DIRECTIONS = {"up": Direction.INCREASE, "down": Direction.DECREASE, "neither": Direction.NEITHER}
CONFLICTS = {"improvement": Variation.IMPROVEMENT, "concern": Variation.CONCERN}


@click.command("spc")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--profile", required=True, type=click.Choice(list(PROFILES)), help="The rule profile.")
@click.option("--chart-type", "chart", default="xmr", show_default=True, type=click.Choice(CHART_TYPES),
              help="The kind of chart: individuals, attribute, rare events or run.")  # fmt: skip
@click.option("--baseline", default=0, type=click.IntRange(min=0), help="Limits from the first N points.")
@click.option("--exclude-outliers", is_flag=True, help="Leave outlying moving ranges out of the limits.")
@click.option("--direction", default="neither", show_default=True, type=click.Choice(list(DIRECTIONS)),
              help="Which way is better.")  # fmt: skip
@click.option("--target", type=float, help="The target of every series without one of its own.")
@click.option("--conflict", default="improvement", show_default=True, type=click.Choice(list(CONFLICTS)),
              help="What a point is called that is both an improvement and a concern.")  # fmt: skip
@click.option("--financial-year-starts", "starts", default=4, show_default=True, type=click.IntRange(1, 12),
              help="The month in which a financial year starts, for police-fy-2sd.")  # fmt: skip
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="A row a point.")
@click.option("--icons", type=click.Path(path_type=Path, dir_okay=False), help="A row a series.")
@click.option("--chart", "folder", type=click.Path(path_type=Path, file_okay=False), help="An SVG a series.")
def spc(
    file: Path,
    profile: str,
    chart: str,
    baseline: int,
    exclude_outliers: bool,
    direction: str,
    target: float | None,
    conflict: str,
    starts: int,
    output: Path,
    icons: Path | None,
    folder: Path | None,
) -> None:
    """Judge every series of FILE (columns series_id, date, y or numerator, denominator) by a rule profile.

    Optional columns: ghost (1 = shown, excluded, bridged), recalculate (1 = limits start again at this point) and
    target (of the series). An empty y is a missing month. For g and t charts series_id and date alone: a row an event.
    """
    if target is not None and not math.isfinite(target):
        raise click.UsageError("--target: give a number.")
    if profile == POLICE_PROFILE and (chart != "xmr" or baseline or exclude_outliers):
        raise click.UsageError(
            "police-fy-2sd has its own limits: leave out --chart-type, --baseline and --exclude-outliers."
        )
    try:
        series = read_series_file(file, chart)
        if not series:
            tell_no_rows(file)
        values = choose_values(file, series, chart)
        grid = arrange_points(values, [rows.ghost for rows in series], [rows.recalculate for rows in series])
        better, decides = DIRECTIONS[direction], CONFLICTS[conflict]
        if profile == POLICE_PROFILE:
            lines: LimitLines | None
            lines, behind = _write_year_points(series, grid, output, starts)
        else:
            lines = _fit_lines(series, grid, profile, chart, baseline)
            behind = count_basis(grid, get_profile(profile), baseline)
        result = apply_profile(grid, profile, baseline=baseline, exclude_outliers=exclude_outliers, lines=lines)
        named = find_named_signals(grid, result)
        names = named.name_variation(better, decides)
        if profile != POLICE_PROFILE:
            _write_points(series, grid, named, names, output)
        targets = [_last_target(rows, target) for rows in series]
        if icons:
            _write_icons(series, read_icons(grid, named.result, targets, better, decides, names=names), icons)
        if folder:
            kind = ChartKind("run" if profile == "anhoej" else chart, exclude_outliers)
            write_charts(folder, compose_charts(series, grid, named, names, behind, targets, kind))
    except OpenScrutinyError as error:
        raise click.ClickException(str(error)) from error


def _fit_lines(
    series: Sequence[SeriesRows], grid: PointGrid, profile: str, chart: str, baseline: int
) -> LimitLines | None:
    if profile == "anhoej":
        chart = "run"
    if chart == "xmr":
        return None
    numerator = denominator = None
    if chart in ("p", "pp", "u", "up"):
        numerator = arrange_points([rows.numerator for rows in series]).y
        denominator = arrange_points([rows.denominator for rows in series]).y
    basis, own = take_baseline(grid, get_profile(profile), baseline)
    return fit_chart_limits(basis, chart, numerator=numerator, denominator=denominator, baseline=own)


def _write_points(
    series: Sequence[SeriesRows], grid: PointGrid, named: NamedSignals, variation: NDArray[np.str_], output: Path
) -> None:
    """Writes a row a point; profiles with more rules than the columns hold add a last column, `signals`."""
    result = named.result
    lines, hits = result.lines, result.hits
    flags = [getattr(hits, name) for name in RULES]
    has_names = named.found is not None or named.runs is not None
    extra = ("signals",) if has_names else ()

    def rows() -> Iterable[Sequence[object]]:
        for row, points in enumerate(series):
            size = len(points.y)
            columns: list[Iterable[object]] = [
                repeat(points.series_id, size), range(1, size + 1), points.dates, _write_numbers(grid.y[row, :size]),
                grid.ghost[row].astype(int).tolist(), lines.partition[row].tolist(),
                *(_write_numbers(line[row, :size]) for line in (lines.mean, lines.lower, lines.upper)),
                *(flag[row].astype(int).tolist() for flag in flags), variation[row].tolist(),
            ]  # fmt: skip
            if has_names:
                columns.append(named.name_signals(row, at) for at in range(size))
            yield from zip(*columns, strict=False)  # shorter series are padded in the grid

    write_table(output, (*POINT_COLUMNS, *extra), rows())


def _write_year_points(
    series: Sequence[SeriesRows], grid: PointGrid, output: Path, starts: int
) -> tuple[LimitLines, Ints]:
    months = np.zeros(grid.y.shape, dtype=np.int64)
    for row, points in enumerate(series):
        own = [Month.containing(day).index for day in points.days]
        months[row] = [*own, *([own[-1]] * (grid.y.shape[1] - len(own)))]
    limits = judge_by_financial_year(grid, months, starts)

    def rows() -> Iterable[Sequence[object]]:
        for row, points in enumerate(series):
            size = len(points.y)
            yield from zip(
                repeat(points.series_id, size), range(1, size + 1), points.dates, _write_numbers(grid.y[row, :size]),
                limits.baseline_n[row].tolist(),
                *(_write_numbers(line[row, :size]) for line in (limits.mean, limits.lower, limits.upper)),
                limits.flag[row].tolist(),
                *(_write_numbers(line[row, :size])
                  for line in (limits.p_value, limits.prediction_lower, limits.prediction_upper)),
                strict=False,
            )  # fmt: skip

    write_table(output, YEAR_COLUMNS, rows())
    nothing: Floats = np.full(grid.y.shape, np.nan)
    single = fit_moving_range_limits(grid).partition
    lines = LimitLines(single, limits.mean, limits.lower, limits.upper, nothing, nothing, nothing)
    return lines, limits.baseline_n


def _write_icons(series: Sequence[SeriesRows], icons: Sequence[SeriesIcons], path: Path) -> None:
    words = {Direction.INCREASE: "Up", Direction.DECREASE: "Down", Direction.NEITHER: "Neither"}
    rows = (
        [points.series_id, words[icon.direction], _number(icon.target), icon.variation, icon.assurance.value]
        for points, icon in zip(series, icons, strict=True)
    )
    write_table(path, ICON_COLUMNS, rows)


def _last_target(rows: SeriesRows, default: float | None) -> float | None:
    """The target in force at the last counted point, as icons are read there; else the option's."""
    counted = [at for at, value in enumerate(rows.y) if value is not None and not rows.ghost[at]]
    if counted and rows.target[counted[-1]] is not None:
        return rows.target[counted[-1]]
    own = [value for value in rows.target if value is not None]
    return own[-1] if own else default


def _number(value: float | None) -> str:
    """A number that reads back exactly; empty for missing or undefined."""
    return "" if value is None or value != value else repr(float(value))


def _write_numbers(values: Floats) -> list[str]:
    return ["" if value != value else repr(value) for value in values.tolist()]
