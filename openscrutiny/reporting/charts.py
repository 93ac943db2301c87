"""Charts as static SVG, drawn once for page and paper: what is on the screen is what is printed.

A drawing takes the `width` it will be shown at (in CSS pixels), so that its letters keep their size on a phone.
Titles are not in the drawing: page and paper set them as text above it.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from openscrutiny.reporting.chart_layout import (
    AxisLabel,
    Box,
    LabelPlacer,
    Scale,
    choose_range,
    format_tick,
    split_periods,
    spread_apart,
    thin_labels,
)
from openscrutiny.reporting.chart_marks import (
    INK,
    MARK_GREY,
    RULE,
    SHADE,
    SIGNAL_COLOURS,
    SIGNAL_WORDS,
    TEXT_GREY,
    draw_line,
    draw_mark,
    draw_number,
    draw_path,
    draw_rectangle,
    draw_text,
    open_drawing,
)
from openscrutiny.reporting.document import ControlChart, LimitSpan, Point, SmallCharts, Trend
from openscrutiny.reporting.typeface import measure_text, wrap_text

WIDE, NARROW = 700, 340
SIZE = 13.0  # letters, in pixels
SMALL = 12.0


def draw_control_chart(chart: ControlChart, words: Mapping[str, str], *, width: float = WIDE, mark: str = "") -> str:
    """A control chart as SVG. `mark` is added to its ids, so that one page can hold two drawings of it."""
    return _ControlDrawing(chart, words, width).draw(f"{chart.name}{mark}")


class _ControlDrawing:
    """One drawing: the frame is laid out first, then the layers are drawn from back to front."""

    def __init__(self, chart: ControlChart, words: Mapping[str, str], width: float) -> None:
        self.chart, self.words, self.width = chart, words, width
        known = [point.value for point in chart.points if point.value is not None]
        for span in chart.limits:
            known += [span.mean, span.lower, span.upper]
        for each in chart.projection:
            known += [each.lower, each.upper]
        low, high, ticks = choose_range(known)
        self.limit_labels = _write_limits(chart.limits[-1], words, width) if chart.limits else []
        self.left = max(measure_text(format_tick(tick), SMALL) for tick in ticks) + 8
        room = max((measure_text(line, SMALL) for _, lines, _ in self.limit_labels for line in lines), default=0)
        self.right = width - (room + 10 if room else 14)
        self.top = SIZE * 1.2 + 12 + (SIZE * 2.2 if chart.breaks or chart.baseline else 0)
        self.bottom = self.top + (200 if width < 480 else 230)
        self.height = self.bottom + SMALL * 2.2 + 14
        count = len(chart.points) + len(chart.projection)
        inset = min(10.0, (self.right - self.left) / 20)
        self.x = Scale(0, max(count - 1, 1), self.left + inset, self.right - inset)
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
            self._draw_labels(),
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
        return "".join(parts) + _draw_periods(labels, self._centre, spacing, self.bottom, self.width)

    def _draw_breaks(self) -> str:
        parts = []
        for number, (index, reason) in enumerate(self.chart.breaks):
            place = (self._centre(index - 1) + self._centre(index)) / 2 if index else self.left
            ends = [self._centre(later) for later, _ in self.chart.breaks[number + 1 :]]
            room_right = min([*ends, self.width]) - place - 8
            room_left = place - self.left - 8
            to_left = room_left > room_right and len(self.chart.breaks) == 1
            lines = wrap_text(reason, SMALL, max(room_left if to_left else room_right, 60))[:2]
            high = self.top - 18 - SMALL * 1.15 * (len(lines) - 1) - 2
            parts.append(draw_line(place, high - SMALL + 2, place, self.bottom, TEXT_GREY, 1, "5 4"))
            self.placer.avoid(Box(place - 1, self.top, place + 1, self.bottom))
            for row, line in enumerate(lines):
                anchor, shift = ("end", -5) if to_left else ("start", 5)
                y = high + row * SMALL * 1.15
                parts.append(draw_text(line, place + shift, y, SMALL, anchor=anchor, colour=INK))  # type: ignore[arg-type]
        return "".join(parts)

    def _draw_limits(self) -> str:
        parts = []
        half = (self.x.place(1) - self.x.place(0)) / 2
        for span in self.chart.limits:
            left = max(self._centre(span.first) - half, self.left)
            right = self.right if span is self.chart.limits[-1] else self._centre(span.last) + half
            for value, width, dash in ((span.mean, 1.4, ""), (span.upper, 1.2, "6 3"), (span.lower, 1.2, "6 3")):
                place = self.y.place(value)
                parts.append(draw_line(left, place, right, place, TEXT_GREY, width, dash))
                self.placer.occupy(Box(left, place - 1, right, place + 1))
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
        upper = [(x, self.y.place(each.upper)) for x, each in zip(places, ahead, strict=True)]
        lower = [(x, self.y.place(each.lower)) for x, each in zip(places, ahead, strict=True)]
        middle = [(x, self.y.place(each.value)) for x, each in zip(places, ahead, strict=True)]
        last = self.chart.points[-1] if self.chart.points else None
        if last is not None and last.value is not None:
            middle.insert(0, (self._centre(start - 1), self.y.place(last.value)))
        band = "L".join(f"{draw_number(x)} {draw_number(y)}" for x, y in [*upper, *reversed(lower)])
        for (x, high), (_, low) in zip(upper, lower, strict=True):
            self.placer.occupy(Box(x - 4, high, x + 4, low))
        return (
            f'<path d="M{band}Z" fill="#dfe3e6"/>'
            + draw_path(upper, MARK_GREY, 1, "2 3")
            + draw_path(lower, MARK_GREY, 1, "2 3")
            + draw_path(middle, INK, 1.6, "2 3")
        )

    def _draw_values(self) -> str:
        places = [
            None if point.value is None else (self._centre(index), self.y.place(point.value))
            for index, point in enumerate(self.chart.points)
        ]
        for place, after in zip(places, [*places[1:], None], strict=True):
            if place:
                self.placer.occupy(Box(place[0] - 5, place[1] - 5, place[0] + 5, place[1] + 5))
            if place and after:  # the line between two points keeps labels off, in four steps
                for share in (0.2, 0.4, 0.6, 0.8):
                    x = place[0] + (after[0] - place[0]) * share
                    y = place[1] + (after[1] - place[1]) * share
                    self.placer.occupy(Box(x - 2, y - 2, x + 2, y + 2))
        return _draw_line_and_marks(self.chart.points, places, self.words)

    def _draw_labels(self) -> str:
        """Direct labels, the weightiest first: the latest value, then each run of signals, gaps, provisional points."""
        points = list(enumerate(self.chart.points))
        parts = []
        latest = next((each for each in reversed(points) if each[1].value is not None), None)
        if latest:
            parts.append(self._draw_label([latest[1].text], latest[0], latest[1].value, INK, bold=True))
        for (signal, said), run in groupby(points, key=lambda each: (each[1].signal, each[1].signal_words)):
            members = [each for each in run if each[1].value is not None]
            if signal == "common cause" or not members:
                continue
            text = said or self.words[SIGNAL_WORDS[signal]]
            lines = wrap_text(text, SMALL, 120)
            middle = members[len(members) // 2]
            parts.append(self._draw_label(lines, middle[0], middle[1].value, SIGNAL_COLOURS[signal], bold=True))
        for state, run in groupby(points, key=lambda each: each[1].state_words if each[1].value is None else ""):
            if state:
                indexes = [index for index, _ in run]
                middle_index = indexes[len(indexes) // 2]
                beside = [point.value for index, point in points if point.value is not None and index < indexes[0]][-1:]
                beside += [point.value for index, point in points if point.value is not None and index > indexes[-1]][
                    :1
                ]
                value = sum(beside) / len(beside) if beside else (self.y.low + self.y.high) / 2
                parts.append(self._draw_label(wrap_text(state, SMALL, 70), middle_index, value, TEXT_GREY))
        hollow = [each for each in points if each[1].provisional and each[1].value is not None]
        if hollow:
            index, point = hollow[len(hollow) // 2]
            parts.append(self._draw_label([self.words["provisional"]], index, point.value, TEXT_GREY))
        if self.chart.projection:
            first = self.chart.projection[0]
            index = len(self.chart.points) + len(self.chart.projection) // 2
            parts.append(self._draw_label([self.words["projection"]], index, first.upper, TEXT_GREY))
        return "".join(parts)

    def _draw_label(
        self, lines: Sequence[str], index: int, value: float | None, colour: str, *, bold: bool = False
    ) -> str:
        if value is None or not any(lines):
            return ""
        size = SIZE if bold else SMALL
        x, y = self._centre(index), self.y.place(value)
        box = self.placer.place(lines, size, x, y, bold=bold)
        if box is None:
            return ""
        middle = (box.left + box.right) / 2
        leader = ""
        if box.top - y > 20 or y - box.bottom > 20:  # far from its mark: a hair line leads to it
            end = box.top if box.top > y else box.bottom
            near = min(max(x, box.left + 3), box.right - 3)
            leader = draw_line(x, y + (7 if end > y else -7), near, end, TEXT_GREY, 0.75)
        return leader + "".join(
            draw_text(line, middle, box.top + size * (0.95 + 1.2 * row), size, anchor="middle", colour=colour,
                      bold=bold, halo=True)
            for row, line in enumerate(lines)
        )  # fmt: skip


def _write_limits(span: LimitSpan, words: Mapping[str, str], width: float) -> list[tuple[float, list[str], bool]]:
    """The words at the right end of each limit: value, lines of text, whether it is the mean."""
    named = (
        (span.upper, words["upper_limit"], span.upper_text, False),
        (span.mean, words["mean"], span.mean_text, True),
        (span.lower, words["lower_limit"], span.lower_text, False),
    )
    one_line = width >= 600
    return [(value, [f"{name} {text}"] if one_line else [name, text], bold) for value, name, text, bold in named]


def _draw_periods(labels: Sequence[str], centre: object, spacing: float, bottom: float, width: float) -> str:
    """The axis of periods: months or quarters thinned until they fit, and the year beneath where it begins."""
    place = centre if callable(centre) else None
    assert place is not None
    minors, years = split_periods(labels)
    starts = [year.index for year in years]
    whole = [index for index in starts if index] or [0]
    parts = []
    edge = 0.0
    for label in thin_labels(minors, spacing, SMALL, anchor=whole[0]):
        x = place(label.index)
        half = measure_text(label.text, SMALL) / 2
        if x - half < edge or x + half > width:
            continue
        edge = x + half + 3
        parts.append(draw_line(x, bottom, x, bottom + 4, MARK_GREY))
        parts.append(draw_text(label.text, x, bottom + SMALL + 5, SMALL, anchor="middle"))
    edge = 0.0
    for year in _keep_whole_years(years, len(labels), spacing):
        x = place(year.index)
        left = max(x - measure_text(year.text, SMALL, bold=True) / 2, 0.0)
        if left < edge:
            continue
        edge = left + measure_text(year.text, SMALL, bold=True) + 4
        if edge - 4 <= width:
            parts.append(draw_text(year.text, left, bottom + SMALL * 2.2 + 6, SMALL, colour=INK, bold=True))
    return "".join(parts)


def _keep_whole_years(years: Sequence[AxisLabel], count: int, spacing: float) -> list[AxisLabel]:
    """The years, less a first one too short to carry its own label beside the next."""
    ends = [*(year.index for year in years[1:]), count][: len(years)]  # none where no label names a year
    return [
        year
        for year, end in zip(years, ends, strict=True)
        if year is not years[0] or len(years) == 1 or (end - year.index) * spacing > measure_text(year.text, SMALL) + 4
    ]


def _draw_line_and_marks(
    points: Sequence[Point], places: Sequence[tuple[float, float] | None], words: Mapping[str, str]
) -> str:
    parts = []
    for known, run in groupby(places, key=lambda place: place is not None):
        stretch = [place for place in run if place is not None]
        if known and len(stretch) > 1:
            parts.append(draw_path(stretch, MARK_GREY, 1.3))
    for point, place in zip(points, places, strict=True):
        if place:
            said = [point.signal_words or words[SIGNAL_WORDS[point.signal]]]
            said += [words["provisional"]] if point.provisional else []
            hover = f"{point.label}: {point.text}, {', '.join(said)}"
            parts.append(draw_mark(point.signal, *place, hollow=point.provisional, hover=hover))
    return "".join(parts)


def draw_small_charts(charts: SmallCharts, words: Mapping[str, str], *, width: float = WIDE, mark: str = "") -> str:
    """Charts of one measure by area, side by side on one scale: as many to a row as keep their letters apart."""
    values = [point.value for _, points in charts.panels for point in points if point.value is not None]
    low, high, ticks = choose_range(values, wanted_ticks=2)
    axis = max(measure_text(format_tick(tick), SMALL) for tick in ticks) + 8
    columns = max(1, min(len(charts.panels), int((width - axis) // 125)))
    cell = (width - axis) / columns
    header, plot, footer = SIZE * 2.2, 84.0, SMALL * 2.4
    rows = -(-len(charts.panels) // columns)
    top = SIZE * 1.5 + 6
    height = top + rows * (header + plot + footer)
    parts = [open_drawing(f"{charts.name}{mark}", charts.title, charts.summary, width, height)]
    unit = charts.unit + ("" if low == 0 or high == 0 else f" ({words['axis_not_zero']})")
    parts.append(draw_text(unit, 0, SIZE, SIZE))
    for number, (area, points) in enumerate(charts.panels):
        row, column = divmod(number, columns)
        left = axis + column * cell + 2
        above = top + row * (header + plot + footer) + header
        y = Scale(low, high, above + plot, above, ticks)
        parts.append(_draw_panel(area, points, words, left, cell - 16, y, with_ticks=column == 0))
    return "".join(parts) + "</svg>"


def _draw_panel(
    area: str, points: Sequence[Point], words: Mapping[str, str], left: float, width: float, y: Scale, *,
    with_ticks: bool,
) -> str:  # fmt: skip
    right = left + width
    parts = []
    latest = next((index for index in reversed(range(len(points))) if points[index].value is not None), None)
    end = measure_text(points[latest].text, SIZE, bold=True) if latest is not None else 0
    lines = wrap_text(area, SIZE, width - end - 8, bold=True)[:2]
    for row, line in enumerate(reversed(lines)):
        parts.append(draw_text(line, left, y.end - 9 - row * SIZE * 1.1, SIZE, colour=INK, bold=True))
    if latest is not None:
        point = points[latest]
        colour = SIGNAL_COLOURS[point.signal] if point.signal != "common cause" else TEXT_GREY
        parts.append(draw_text(point.text, right, y.end - 9, SIZE, anchor="end", colour=colour, bold=True))
    for tick in y.ticks:
        place = y.place(tick)
        parts.append(draw_line(left, place, right, place, MARK_GREY if tick == y.low else RULE))
        if with_ticks:
            parts.append(draw_text(format_tick(tick), left - 6, place + SMALL * 0.35, SMALL, anchor="end"))
    x = Scale(0, max(len(points) - 1, 1), left + 6, right - 6)
    places = [
        None if point.value is None else (x.place(index), y.place(point.value)) for index, point in enumerate(points)
    ]
    parts.append(_draw_line_and_marks(points, places, words))
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
