"""Small charts by area on one scale, and the sparkline of a table's cell."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from openscrutiny.reporting.charts.chart_axes import SIZE, SMALL, draw_line_and_marks
from openscrutiny.reporting.charts.chart_layout import ChartSize, Scale, choose_range, format_tick
from openscrutiny.reporting.charts.chart_marks import (
    INK,
    MARK_GREY,
    RULE,
    SIGNAL_COLOURS,
    TEXT_GREY,
    draw_line,
    draw_number,
    draw_path,
    draw_text,
    open_drawing,
)
from openscrutiny.reporting.charts.typeface import measure_text, wrap_text
from openscrutiny.reporting.document.document import Point, SmallCharts, Trend

PLOT_HEIGHT = 84.0
TOP, FOOTER = SIZE * 1.2, SMALL * 2.4
GAP = 16.0  # between two panels


def size_small_charts(charts: SmallCharts, *, width: float = 700, among: SmallCharts | None = None) -> ChartSize:
    return _Grid(charts, among or charts, width).size(PLOT_HEIGHT)


def draw_small_charts(
    charts: SmallCharts,
    words: Mapping[str, str],
    *,
    width: float = 700,
    mark: str = "",
    among: SmallCharts | None = None,
    share: float = 1.0,
) -> str:
    """Charts of one measure by area, side by side on one scale: as many to a row as keep their letters apart.

    Their plots are `share` as high as usual. Where `charts` are a part of others, `among` are those of one scale.
    """
    grid, plot = _Grid(charts, among or charts, width), share * PLOT_HEIGHT
    height = grid.size(plot).height
    parts = [open_drawing(f"{charts.name}{mark}", charts.title, charts.summary, width, height)]
    unit = charts.unit + ("" if grid.low == 0 or grid.high == 0 else f" ({words['axis_not_zero']})")
    parts.append(draw_text(unit, 0, SIZE, SIZE))
    for number, (area, points) in enumerate(charts.panels):
        row, column = divmod(number, grid.columns)
        left = grid.axis + column * grid.cell + 2
        above = TOP + row * (grid.header + plot + FOOTER) + grid.header
        y = Scale(grid.low, grid.high, above + plot, above, grid.ticks)
        parts.append(_draw_panel(area, points, words, left, grid.cell - GAP, y, grid.under, charts.latest, column == 0))
    return "".join(parts) + "</svg>"


class _Grid:
    """Where the panels stand: as many to a row as keep their letters apart, all on one scale."""

    def __init__(self, charts: SmallCharts, among: SmallCharts, width: float) -> None:
        values = [point.value for _, points in among.panels for point in points if point.value is not None]
        self.low, self.high, self.ticks = choose_range(values, wanted_ticks=2)
        self.axis = max(measure_text(format_tick(tick), SMALL) for tick in self.ticks) + 8
        self.columns = _count_columns(among, width - self.axis)
        self.rows = -(-len(charts.panels) // self.columns)
        self.cell = (width - self.axis) / self.columns
        names = [wrap_text(area, SIZE, self.cell - GAP, bold=True)[:2] for area, _ in charts.panels]
        self.under = SIZE * (1.9 if charts.latest else 0.9)  # from the names to the plot: the latest value's room
        self.header = SIZE * (1.15 * max(map(len, names), default=1) + 0.2) + self.under

    def size(self, plot: float) -> ChartSize:
        height = TOP + self.rows * (self.header + plot + FOOTER) - SMALL * 0.8  # nothing stands under the last row
        return ChartSize(height, self.rows * plot)


def _count_columns(charts: SmallCharts, width: float) -> int:
    """As many as keep the first and last label of each panel apart, with rows as even as can be."""
    labels = [points[0].label + points[-1].label for _, points in charts.panels if points]
    least = max([90.0, *(measure_text(label, SMALL) + GAP + 8 for label in labels)])
    most = max(1, min(len(charts.panels), int(width // least)))
    rows = -(-len(charts.panels) // most)
    return -(-len(charts.panels) // rows) if rows else 1


def _draw_panel(
    area: str, points: Sequence[Point], words: Mapping[str, str], left: float, width: float, y: Scale,
    under: float, with_latest: bool, with_ticks: bool,
) -> str:  # fmt: skip
    right = left + width
    parts = []
    for row, line in enumerate(reversed(wrap_text(area, SIZE, width, bold=True)[:2])):
        parts.append(draw_text(line, left, y.end - under - row * SIZE * 1.1, SIZE, colour=INK, bold=True))
    if points and with_latest:  # the latest period's own, with its mark where there is none: never an older one
        point = points[-1]
        colour = SIGNAL_COLOURS[point.signal] if point.signal != "common cause" else TEXT_GREY
        parts.append(draw_text(point.text, left, y.end - 8, SIZE, colour=colour))
    for tick in y.ticks:
        place = y.place(tick)
        parts.append(draw_line(left, place, right, place, MARK_GREY if tick == y.low else RULE))
        if with_ticks:
            parts.append(draw_text(format_tick(tick), left - 6, place + SMALL * 0.35, SMALL, anchor="end"))
    x = Scale(0, max(len(points) - 1, 1), left + 6, right - 6)
    places = [
        None if point.value is None else (x.place(index), y.place(point.value)) for index, point in enumerate(points)
    ]
    parts.append(draw_line_and_marks(points, places, words, size=0.75))
    if points:
        first, last = points[0].label, points[-1].label
        parts.append(draw_text(first, left, y.start + SMALL + 4, SMALL))
        if len(points) > 1 and measure_text(first + last, SMALL) + 6 < width:
            parts.append(draw_text(last, right, y.start + SMALL + 4, SMALL, anchor="end"))
    return "".join(parts)


def draw_trend(trend: Trend) -> str:
    """A sparkline for a table's cell. Hidden from screen readers: the cell's text says what it shows."""
    known = [value for value in trend.values if value is not None]
    width, height = 96.0, 22.0
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {draw_number(width)} {draw_number(height)}"'
    start += f' width="{draw_number(width)}" height="{draw_number(height)}" aria-hidden="true" focusable="false">'
    if not known:
        return start + "</svg>"
    low, high = min(known), max(known)
    y = Scale(low, high if high > low else low + 1, height - 4, 4)
    x = Scale(0, max(len(trend.values) - 1, 1), 4, width - 5)
    places = [None if value is None else (x.place(index), y.place(value)) for index, value in enumerate(trend.values)]
    parts = []
    for here, run in groupby(places, key=lambda place: place is not None):
        stretch = [place for place in run if place is not None]
        if here:
            parts.append(draw_path(stretch if len(stretch) > 1 else stretch * 2, MARK_GREY, 1.4))
    if places[-1]:
        parts.append(
            f'<circle cx="{draw_number(places[-1][0])}" cy="{draw_number(places[-1][1])}" r="3" fill="{INK}"/>'
        )
    return start + "".join(parts) + "</svg>"
