"""A funnel chart as static SVG: forces by size and rate, the group's rate, and limits that narrow with size."""

from collections.abc import Mapping

from openscrutiny.reporting.charts.chart_axes import SIZE, SMALL
from openscrutiny.reporting.charts.chart_layout import ChartSize, Scale, choose_range, format_tick
from openscrutiny.reporting.charts.chart_marks import (
    INK,
    MARK_GREY,
    RULE,
    TEXT_GREY,
    draw_line,
    draw_number,
    draw_path,
    draw_text,
    open_drawing,
)
from openscrutiny.reporting.charts.label_places import FARTHEST_BESIDE, OVER_LINE, Anchor, Box, LabelPlacer, Wanted
from openscrutiny.reporting.charts.typeface import measure_text
from openscrutiny.reporting.document.document import FunnelChart

PLOT_HEIGHT = 250.0
TOP, FOOT = SIZE * 1.2 + 12, SMALL * 3.4 + 8


def size_funnel() -> ChartSize:
    return ChartSize(TOP + PLOT_HEIGHT + FOOT, PLOT_HEIGHT)


def draw_funnel(
    chart: FunnelChart, words: Mapping[str, str], *, width: float = 700, mark: str = "", share: float = 1.0
) -> str:
    """The chart as SVG, its plot `share` as high as usual.

    `mark` is added to its ids, so that one page can hold two drawings of it.
    """
    rates = [point.rate for point in chart.points] + [chart.centre]
    rates += [value for limit in chart.limits for value in (*limit.lower, *limit.upper)]
    low, high, ticks = choose_range(rates)
    left = max(measure_text(format_tick(tick), SMALL) for tick in ticks) + 8
    names = [limit.label for limit in chart.limits] + [words["group_rate"]]
    room = max(measure_text(name, SMALL, bold=True) for name in names) + 10
    right, top = width - room, TOP
    bottom = top + share * PLOT_HEIGHT
    height = bottom + FOOT
    sizes = chart.limits[0].sizes if chart.limits else [point.size for point in chart.points]
    x = Scale(min(sizes), max(sizes), left + 4, right)
    y = Scale(low, high, bottom, top, ticks)
    parts = [open_drawing(f"{chart.name}{mark}", chart.title, chart.summary, width, height)]
    parts.append(draw_text(chart.unit, 0, SIZE, SIZE))
    for tick in ticks:
        place = y.place(tick)
        parts.append(draw_line(left, place, right, place, MARK_GREY if tick == low else RULE))
        parts.append(draw_text(format_tick(tick), left - 6, place + SMALL * 0.35, SMALL, anchor="end"))
    parts.append(_draw_sizes(chart, x, bottom, left, right))
    placer = LabelPlacer(Box(left + 1, top - 2, right, bottom - 2))
    centre = y.place(chart.centre)
    parts.append(draw_line(left, centre, right, centre, TEXT_GREY, 1.3))
    parts.append(draw_text(words["group_rate"], right + 6, centre + SMALL * 0.35, SMALL, colour=INK, bold=True))
    placer.occupy(Box(left, centre - 2, right, centre + 2), OVER_LINE)
    for limit, dash in zip(chart.limits, ("6 3", "2 3"), strict=False):
        for line in (limit.lower, limit.upper):
            along = [(x.place(size), y.place(value)) for size, value in zip(limit.sizes, line, strict=True)]
            parts.append(draw_path(along, TEXT_GREY, 1.2, dash))
            for at, height_there in along:
                placer.occupy(Box(at - 4, height_there - 2, at + 4, height_there + 2), OVER_LINE)
        end = y.place(limit.upper[-1])
        parts.append(draw_text(limit.label, right + 6, end + SMALL * 0.35, SMALL))
    for point in chart.points:
        px, py = x.place(point.size), y.place(point.rate)
        placer.occupy(Box(px - 6, py - 6, px + 6, py + 6))
    for point in sorted(chart.points, key=lambda each: not each.own):
        px, py = x.place(point.size), y.place(point.rate)
        colour, radius = (INK, 5.5) if point.own else (MARK_GREY, 3.6)
        parts.append(
            f'<circle cx="{draw_number(px)}" cy="{draw_number(py)}" r="{radius}" fill="{colour}">'
            f"<title>{point.name}: {point.text}</title></circle>"
        )
        size = SIZE if point.own else SMALL
        label = f"{point.name} {point.text}" if point.own else point.name
        room = measure_text(label, size, bold=point.own) + 4
        found = placer.place(
            Wanted([(room, size * 1.2)], [Anchor(px, py)], farthest=FARTHEST_BESIDE)
        )  # nothing leads to it
        if found:
            middle, upper = (found.box.left + found.box.right) / 2, found.box.top
            ink = INK if point.own else TEXT_GREY
            parts.append(
                draw_text(label, middle, upper + size * 0.95, size, anchor="middle", colour=ink, bold=point.own,
                          halo=True)
            )  # fmt: skip
    return "".join(parts) + "</svg>"


def _draw_sizes(chart: FunnelChart, x: Scale, bottom: float, left: float, right: float) -> str:
    """The axis of sizes, and what it is of."""
    _, _, ticks = choose_range([x.low, x.high])
    parts = []
    for tick in ticks:
        if x.low <= tick <= x.high:
            place = x.place(tick)
            parts.append(draw_line(place, bottom, place, bottom + 4, MARK_GREY))
            parts.append(draw_text(format_tick(tick), place, bottom + SMALL + 5, SMALL, anchor="middle"))
    parts.append(draw_text(chart.size_unit, (left + right) / 2, bottom + SMALL * 2.4 + 6, SMALL, anchor="middle"))
    return "".join(parts)
