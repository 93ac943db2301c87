"""Charts as static SVG, drawn once for page and paper: what is on the screen is what is printed.

A drawing takes the `width` it will be shown at (in CSS pixels), so that its letters keep their size on a phone.
Titles are not in the drawing: page and paper set them as text above it.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from openscrutiny.reporting.charts.chart_axes import SIZE, SMALL, draw_line_and_marks, draw_periods
from openscrutiny.reporting.charts.chart_labels import ChartLabels
from openscrutiny.reporting.charts.chart_layout import ChartSize, Scale, choose_range, format_tick, spread_apart
from openscrutiny.reporting.charts.chart_marks import (
    INK,
    MARK_GREY,
    RULE,
    SHADE,
    TEXT_GREY,
    draw_line,
    draw_number,
    draw_path,
    draw_rectangle,
    draw_text,
    open_drawing,
)
from openscrutiny.reporting.charts.label_places import OVER_BAND, OVER_BREAK, OVER_DATA, OVER_LINE, Box, LabelPlacer
from openscrutiny.reporting.charts.small_charts import draw_small_charts, draw_trend
from openscrutiny.reporting.charts.typeface import balance_text, measure_text
from openscrutiny.reporting.document.document import ControlChart, LimitSpan

__all__ = ["NARROW", "WIDE", "draw_control_chart", "draw_small_charts", "draw_trend"]

WIDE, NARROW = 700, 340
BAND, PALE = "#d3d8db", "#eceff0"  # the likelier and the wider interval of a projection
LINE_STEP = 10.0  # from one small box that keeps labels off a line to the next
BASELINE_ROW = 18.0  # above the plot, for the word over the shade


def size_control_chart(chart: ControlChart, words: Mapping[str, str], *, width: float = WIDE) -> ChartSize:
    drawing = _ControlDrawing(chart, words, width, 1.0)
    return ChartSize(drawing.height, drawing.bottom - drawing.top)


def draw_control_chart(
    chart: ControlChart, words: Mapping[str, str], *, width: float = WIDE, mark: str = "", share: float = 1.0
) -> str:
    """A control chart as SVG, its plot `share` as high as usual.

    `mark` is added to its ids, so that one page can hold two drawings of it.
    """
    return _ControlDrawing(chart, words, width, share).draw(f"{chart.name}{mark}")


class _ControlDrawing:
    """One drawing: the frame is laid out first, then the layers are drawn from back to front."""

    def __init__(self, chart: ControlChart, words: Mapping[str, str], width: float, share: float) -> None:
        self.chart, self.words, self.width = chart, words, width
        known = [point.value for point in chart.points if point.value is not None]
        for span in chart.limits:
            known += [value for value in (span.mean, span.lower, span.upper) if value is not None]
        for each in chart.projection:
            known += each.outer or (each.lower, each.upper)
        low, high, ticks = choose_range(known)
        self.limit_labels = _write_limits(chart.limits[-1], words, width) if chart.limits else []
        self.left = max(measure_text(format_tick(tick), SMALL) for tick in ticks) + 8
        room = max((measure_text(line, SMALL) for _, lines, _ in self.limit_labels for line in lines), default=0)
        self.right = width - (room + 10 if room else 14)
        count = len(chart.points) + len(chart.projection)
        inset = min(10.0, (self.right - self.left) / 20)
        self.x = Scale(0, max(count - 1, 1), self.left + inset, self.right - inset)
        self.breaks = self._lay_out_breaks()
        reasons = max((len(lines) for _, _, lines in self.breaks), default=0) * SMALL * 1.15
        self.top = SIZE * 1.2 + 12 + (reasons + 4 if reasons else 0) + (BASELINE_ROW if chart.baseline else 0)
        self.bottom = self.top + share * (200 if width < 480 else 215)
        self.height = self.bottom + SMALL * 2.2 + 14
        self.y = Scale(low, high, self.bottom, self.top, ticks)
        self.placer = LabelPlacer(Box(self.left + 1, self.top - 2, self.right, self.bottom - 2))

    def draw(self, name: str) -> str:
        layers = [
            open_drawing(name, self.chart.title, self.chart.summary, self.width, self.height),
            self._draw_baseline(),
            self._draw_frame(),
            self._draw_breaks(),
            self._draw_limits(),
            self._draw_projection(),
            self._draw_values(),
            ChartLabels(self.chart, self.words, self._centre, self.y, self.placer).draw(),
            "</svg>",
        ]
        return "".join(layers)

    def _centre(self, index: int) -> float:
        return self.x.place(index)

    def _draw_baseline(self) -> str:
        if self.chart.baseline is None:
            return ""
        first, last = self.chart.baseline
        half = (self.x.place(1) - self.x.place(0)) / 2
        left = max(self._centre(first) - half, self.left)
        right = min(self._centre(last) + half, self.right)
        text = self.words["baseline"]
        shade = draw_rectangle(left, self.top, right - left, self.bottom - self.top, SHADE)
        return shade + draw_text(text, (left + right) / 2, self.top - 5, SMALL, anchor="middle")

    def _draw_frame(self) -> str:
        parts = []
        for tick in self.y.ticks:
            place = self.y.place(tick)
            parts.append(draw_line(self.left, place, self.right, place, MARK_GREY if tick == self.y.low else RULE))
            parts.append(draw_text(format_tick(tick), self.left - 6, place + SMALL * 0.35, SMALL, anchor="end"))
        unit = self.chart.unit + ("" if self.y.low == 0 or self.y.high == 0 else f" ({self.words['axis_not_zero']})")
        parts.append(draw_text(unit, 0, SIZE, SIZE))
        labels = [point.label for point in self.chart.points] + [each.label for each in self.chart.projection]
        spacing = (self.x.end - self.x.start) / max(len(labels) - 1, 1)
        return "".join(parts) + draw_periods(labels, self._centre, spacing, self.bottom, self.width)

    def _lay_out_breaks(self) -> list[tuple[float, bool, list[str]]]:
        """Each break's place, whether its reason stands to its left, and the reason in lines."""
        places = [
            (self._centre(index - 1) + self._centre(index)) / 2 if index else self.left
            for index, _ in self.chart.breaks
        ]
        laid = []
        for place, after, (_, reason) in zip(places, [*places, self.width][1:], self.chart.breaks, strict=True):
            room_right, room_left = after - place - 8, place - self.left - 8
            to_left = room_left > room_right and len(places) == 1
            laid.append((place, to_left, balance_text(reason, SMALL, max(room_left if to_left else room_right, 60))))
        return laid

    def _draw_breaks(self) -> str:
        parts = []
        for place, to_left, lines in self.breaks:
            first = self.top - (BASELINE_ROW if self.chart.baseline else 0) - SMALL * 1.15 * (len(lines) - 1) - 4
            parts.append(draw_line(place, first - SMALL + 2, place, self.bottom, TEXT_GREY, 1, "5 4"))
            self.placer.occupy(Box(place - 1, self.top, place + 1, self.bottom), OVER_BREAK)
            anchor: Literal["start", "end"] = "end" if to_left else "start"
            for row, line in enumerate(lines):
                y = first + row * SMALL * 1.15
                parts.append(draw_text(line, place + (-5 if to_left else 5), y, SMALL, anchor=anchor, colour=INK))
        return "".join(parts)

    def _draw_limits(self) -> str:
        parts = []
        half = (self.x.place(1) - self.x.place(0)) / 2
        for span in self.chart.limits:
            left = max(self._centre(span.first) - half, self.left)
            right = self.right if span is self.chart.limits[-1] else self._centre(span.last) + half
            for value, width, dash in ((span.mean, 1.4, ""), (span.upper, 1.2, "6 3"), (span.lower, 1.2, "6 3")):
                if value is None:
                    continue
                place = self.y.place(value)
                parts.append(draw_line(left, place, right, place, TEXT_GREY, width, dash))
                self.placer.occupy(Box(left, place - 1, right, place + 1), OVER_LINE)
        gap = SMALL * (2.5 if self.limit_labels and len(self.limit_labels[0][1]) == 2 else 1.25)
        wanted = [self.y.place(value) for value, _, _ in self.limit_labels]
        for place, (_, lines, bold) in zip(
            spread_apart(wanted, gap, self.top - 2, self.bottom - 2), self.limit_labels, strict=True
        ):
            for row, line in enumerate(lines):
                y = place + SMALL * (0.35 + 1.15 * (row - (len(lines) - 1) / 2))
                parts.append(draw_text(line, self.right + 6, y, SMALL, colour=INK if bold else TEXT_GREY, bold=bold))
        return "".join(parts)

    def _draw_projection(self) -> str:
        ahead = self.chart.projection
        if not ahead:
            return ""
        start = len(self.chart.points)
        places = [self._centre(start + number) for number in range(len(ahead))]
        inner = [(each.lower, each.upper) for each in ahead]
        outer = [each.outer or (each.lower, each.upper) for each in ahead]
        middle = [(x, self.y.place(each.value)) for x, each in zip(places, ahead, strict=True)]
        last = self.chart.points[-1] if self.chart.points else None
        if last is not None and last.value is not None:
            middle.insert(0, (self._centre(start - 1), self.y.place(last.value)))
        for x, (low, high) in zip(places, outer, strict=True):
            self.placer.occupy(Box(x - 4, self.y.place(high), x + 4, self.y.place(low)), OVER_BAND)
        return (
            self._draw_band(places, outer, PALE)
            + self._draw_band(places, inner, BAND)
            + draw_path(middle, INK, 1.6, "2 3")
        )

    def _draw_band(self, places: Sequence[float], bounds: Sequence[tuple[float, float]], fill: str) -> str:
        """An interval as a band, a single period's as a bar, with a thin edge that is seen without its colour."""
        wide = list(places) if len(places) > 1 else [places[0] - 4, places[0] + 4]
        pairs = list(bounds) * (1 if len(places) > 1 else 2)
        upper = [(x, self.y.place(high)) for x, (_, high) in zip(wide, pairs, strict=True)]
        lower = [(x, self.y.place(low)) for x, (low, _) in zip(wide, pairs, strict=True)]
        band = "L".join(f"{draw_number(x)} {draw_number(y)}" for x, y in [*upper, *reversed(lower)])
        edges = draw_path(upper, MARK_GREY, 0.8, "2 3") + draw_path(lower, MARK_GREY, 0.8, "2 3")
        return f'<path d="M{band}Z" fill="{fill}"/>{edges}'

    def _draw_values(self) -> str:
        places = [
            None if point.value is None else (self._centre(index), self.y.place(point.value))
            for index, point in enumerate(self.chart.points)
        ]
        for place, after in zip(places, [*places, None][1:], strict=True):
            if place:
                self.placer.occupy(Box(place[0] - 5, place[1] - 5, place[0] + 5, place[1] + 5))
            if place and after:  # the line between two points
                steps = max(round(math.dist(place, after) / LINE_STEP), 2)
                for step in range(1, steps):
                    x = place[0] + (after[0] - place[0]) * step / steps
                    y = place[1] + (after[1] - place[1]) * step / steps
                    self.placer.occupy(Box(x - 2, y - 2, x + 2, y + 2), OVER_DATA)
        return draw_line_and_marks(self.chart.points, places, self.words)


def _write_limits(span: LimitSpan, words: Mapping[str, str], width: float) -> list[tuple[float, list[str], bool]]:
    """The words at the right end of each limit: value, lines of text, whether it is the mean."""
    named = (
        (span.upper, words["upper_limit"], span.upper_text, False),
        (span.mean, words["median" if span.median else "mean"], span.mean_text, True),
        (span.lower, words["lower_limit"], span.lower_text, False),
    )
    one_line = width >= 600
    return [
        (value, [f"{name} {text}"] if one_line else [name, text], bold)
        for value, name, text, bold in named
        if value is not None
    ]
