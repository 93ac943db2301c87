"""The parts that large and small charts share: the axis of periods, and the line with its marks."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from openscrutiny.reporting.charts.chart_layout import AxisLabel, split_periods, thin_labels
from openscrutiny.reporting.charts.chart_marks import (
    INK,
    MARK_GREY,
    SIGNAL_WORDS,
    draw_cross,
    draw_line,
    draw_mark,
    draw_path,
    draw_text,
)
from openscrutiny.reporting.charts.typeface import measure_text
from openscrutiny.reporting.document.document import Point

SIZE = 13.0  # letters, in pixels
SMALL = 12.0


def draw_periods(
    labels: Sequence[str], centre: Callable[[int], float], spacing: float, bottom: float, width: float
) -> str:
    """The axis of periods: months or quarters thinned until they fit, and the year beneath where it begins."""
    minors, years = split_periods(labels)
    starts = [year.index for year in years]
    whole = [index for index in starts if index] or [0]
    parts = []
    edge = 0.0
    for label in thin_labels(minors, spacing, SMALL, anchor=whole[0]):
        x = centre(label.index)
        half = measure_text(label.text, SMALL) / 2
        if x - half < edge or x + half > width:
            continue
        edge = x + half + 3
        parts.append(draw_line(x, bottom, x, bottom + 4, MARK_GREY))
        parts.append(draw_text(label.text, x, bottom + SMALL + 5, SMALL, anchor="middle"))
    edge = 0.0
    for year in _keep_whole_years(years, len(labels), spacing):
        x = centre(year.index)
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


def draw_line_and_marks(
    points: Sequence[Point],
    places: Sequence[tuple[float, float] | None],
    words: Mapping[str, str],
    size: float = 1.0,
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
            said = [point.left_out] if point.left_out else said
            hover = f"{point.label}: {point.text}, {', '.join(said)}"
            if point.left_out:
                parts.append(draw_cross(*place, hover=hover, size=size))
                continue
            parts.append(draw_mark(point.signal, *place, hollow=point.provisional, hover=hover, size=size))
    return "".join(parts)
