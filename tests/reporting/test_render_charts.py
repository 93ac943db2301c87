"""Charts: what is drawn, in words and shapes, and that it can be read at any width."""

import re
from dataclasses import replace
from itertools import pairwise
from time import perf_counter

import pytest
from lxml import etree

from openscrutiny.reporting.charts.chart_layout import (
    Box,
    LabelPlacer,
    choose_range,
    format_tick,
    spread_apart,
    thin_labels,
)
from openscrutiny.reporting.charts.chart_marks import SIGNAL_COLOURS, TEXT_GREY, draw_mark
from openscrutiny.reporting.charts.charts import draw_control_chart, draw_small_charts, draw_trend
from openscrutiny.reporting.charts.typeface import measure_text
from openscrutiny.reporting.document.document import Trend
from openscrutiny.reporting.document.words_en import WORDS_EN

from .sample_document import make_control_chart, make_small_charts

SVG = "{http://www.w3.org/2000/svg}"


def read(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def read_texts(svg: str) -> list[str]:
    return [text.text or "" for text in read(svg).iter(f"{SVG}text") if not text.get("aria-hidden")]


def find_contrast(colour: str, ground: str = "#ffffff") -> float:
    """WCAG 2.2's contrast ratio."""

    def find_luminance(code: str) -> float:
        parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((find_luminance(colour), find_luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("width", [700, 340, 280])
def test_control_chart_names_itself_and_says_what_its_lines_are(width: float) -> None:
    chart = make_control_chart()
    svg = draw_control_chart(chart, WORDS_EN, width=width)
    drawing = read(svg)
    assert drawing.get("role") == "img"
    assert drawing.findtext(f"{SVG}title") == chart.title
    assert drawing.findtext(f"{SVG}desc") == chart.summary
    words = " ".join(read_texts(svg))
    for said in ("Upper limit", "Mean", "Lower limit", "Baseline", "226", "178", "131"):
        assert said in words
    assert "above the upper limit" in words
    assert "run below the mean" in words


def test_a_chart_may_have_no_breaks_no_limits_and_no_values_at_all() -> None:
    chart = make_control_chart()
    bare = replace(chart, breaks=(), limits=(), baseline=None, projection=())
    gone = replace(bare, points=tuple(replace(point, value=None, state_words="suppressed") for point in chart.points))
    for each in (bare, gone, replace(bare, points=()), replace(bare, points=chart.points[:1])):
        assert read(draw_control_chart(each, WORDS_EN)).get("role") == "img"
    assert "suppressed" in read_texts(draw_control_chart(gone, WORDS_EN))


def test_two_breaks_have_their_reasons_between_them() -> None:
    chart = replace(make_control_chart(), breaks=((8, "First reason"), (24, "Second reason")))
    words = read_texts(draw_control_chart(chart, WORDS_EN))
    assert {"First reason", "Second reason"} <= set(words)


def test_every_word_of_a_control_chart_stays_inside_its_drawing() -> None:
    for width in (700, 340, 280):
        drawing = read(draw_control_chart(make_control_chart(), WORDS_EN, width=width))
        for text in drawing.iter(f"{SVG}text"):
            size, x = float(text.get("font-size", "0")), float(text.get("x", "0"))
            length = measure_text(text.text or "", size, bold=text.get("font-weight") == "600")
            start = x - {"middle": length / 2, "end": length}.get(text.get("text-anchor", ""), 0)
            assert start >= -1, text.text
            assert start + length <= width + 1.5, text.text


def test_signals_have_shapes_of_their_own_and_provisional_points_are_hollow() -> None:
    drawing = read(draw_control_chart(make_control_chart(), WORDS_EN))
    diamonds = [each for each in drawing.iter(f"{SVG}polygon") if each.get("fill") == SIGNAL_COLOURS["improvement"]]
    squares = [each for each in drawing.iter(f"{SVG}polygon") if each.get("fill") == SIGNAL_COLOURS["concern"]]
    hollow = [each for each in drawing.iter(f"{SVG}circle") if each.get("fill") == "#fff"]
    assert (len(diamonds), len(squares), len(hollow)) == (4, 1, 2)
    shapes = {
        re.sub(r"#\w+", "", draw_mark(signal, 0, 0)) for signal in ("improvement", "concern", "neither", "common cause")
    }
    assert len(shapes) == 4


def test_a_gap_breaks_the_line_and_says_why() -> None:
    svg = draw_control_chart(make_control_chart(), WORDS_EN)
    assert len([each for each in read(svg).iter(f"{SVG}path") if each.get("stroke-width") == "1.3"]) == 2
    assert "not available" in read_texts(svg)


def test_the_axis_starts_at_zero_unless_that_hides_the_signal_and_then_it_says_so() -> None:
    assert choose_range([572, 460])[0] == 0 or choose_range([572, 460])[0] > 0
    assert choose_range([100, 30])[:2] == (0, 100)
    assert choose_range([98.1, 97.2])[0] > 90
    assert choose_range([-5, 12])[0] <= -5
    assert choose_range([]) == (0.0, 1.0, (0.0, 0.25, 0.5, 0.75, 1.0))
    assert choose_range([0, 0])[:2] == (0, 1)
    from_zero = draw_control_chart(make_control_chart(), WORDS_EN)
    assert WORDS_EN["axis_not_zero"] not in from_zero
    chart = make_control_chart()
    points = tuple(
        replace(point, value=None if point.value is None else 900 + point.value / 9) for point in chart.points
    )
    cut = replace(chart, points=points, limits=(), projection=())
    assert WORDS_EN["axis_not_zero"] in draw_control_chart(cut, WORDS_EN)


def test_month_labels_never_run_into_one_another() -> None:
    for months in (1, 2, 12, 36, 60, 120):
        for width in (700, 340):
            drawing = read(draw_control_chart(make_control_chart(months=max(months, 26)), WORDS_EN, width=width))
            rows: dict[str, list[tuple[float, float]]] = {}
            for text in drawing.iter(f"{SVG}text"):
                if text.get("text-anchor") == "middle" and text.get("font-weight") is None:
                    half = measure_text(text.text or "", 12) / 2
                    x = float(text.get("x", "0"))
                    rows.setdefault(text.get("y", ""), []).append((x - half, x + half))
            axis = max(rows.items(), key=lambda row: float(row[0]))[1]
            assert all(before[1] <= after[0] for before, after in pairwise(axis))


def test_labels_of_periods_are_thinned_by_quarters_and_years() -> None:
    months = [str(number % 12) * 3 for number in range(36)]
    assert {label.index for label in thin_labels(months, 8, 12)} == set(range(0, 36, 6))
    quarters = [f"Q{number % 4 + 1}" for number in range(12)]
    assert {label.index for label in thin_labels(quarters, 12, 12)} == set(range(0, 12, 2))


def test_colours_stand_out_enough() -> None:
    for colour in SIGNAL_COLOURS.values():
        assert find_contrast(colour) >= 4.5
    assert find_contrast(TEXT_GREY, "#f1f3f4") >= 4.5


def test_labels_keep_apart() -> None:
    placer = LabelPlacer(Box(0, 0, 200, 200))
    boxes = [placer.place(["above the limit"], 12, 100, 100) for _ in range(6)]
    found = [box for box in boxes if box]
    assert len(found) >= 4
    assert not any(one.meets(other) for index, one in enumerate(found) for other in found[index + 1 :])
    assert spread_apart([10, 11, 12], 5, 0, 100) == [10, 15, 20]
    assert spread_apart([98, 99], 5, 0, 100) == [95, 100]


def test_a_label_keeps_clear_of_the_marks_of_others_where_it_can() -> None:
    placer = LabelPlacer(Box(0, 0, 400, 300))
    other = Box(186, 100, 214, 144)
    box = placer.place(["3 (p)"], 14, 205, 150, apart=[other])
    assert box
    assert not box.meets(other)
    full = LabelPlacer(Box(0, 0, 400, 300)).place(["3 (p)"], 14, 205, 150, apart=[Box(0, 0, 400, 300)])
    assert full  # crowded everywhere: it stands all the same


def test_small_charts_share_one_scale_and_wrap_on_a_phone() -> None:
    charts = make_small_charts()
    wide, narrow = (read(draw_small_charts(charts, WORDS_EN, width=width)) for width in (700, 340))
    heights = [float(drawing.get("viewBox", "").split()[-1]) for drawing in (wide, narrow)]
    assert heights[1] > 2 * heights[0]
    for area, _ in charts.panels:
        assert area.split()[0] in " ".join(text.text or "" for text in narrow.iter(f"{SVG}text"))


def test_a_trend_keeps_its_gaps_and_needs_no_values() -> None:
    assert draw_trend(Trend((1, 2, None, 4, 3))).count("<path") == 2
    assert "<path" not in draw_trend(Trend((None, None)))
    assert 'aria-hidden="true"' in draw_trend(Trend((1, 2)))


def test_ticks_are_written_as_numbers_are_printed() -> None:
    assert [format_tick(value) for value in (0.0, 2500.0, -10.0, 0.25)] == ["0", "2,500", "−10", "0.25"]


def test_words_from_outside_cannot_become_markup() -> None:
    chart = replace(make_control_chart(), title='<script>&"', unit="<b>", breaks=((24, "<i>why</i>"),))
    drawing = read(draw_control_chart(chart, WORDS_EN))
    assert drawing.findtext(f"{SVG}title") == '<script>&"'
    assert not list(drawing.iter("{*}script", "{*}b", "{*}i"))


def test_a_hundred_charts_are_drawn_in_well_under_six_seconds() -> None:
    chart = make_control_chart()
    start = perf_counter()
    for _ in range(100):
        draw_control_chart(chart, WORDS_EN)
    assert perf_counter() - start < 6
