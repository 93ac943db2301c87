"""Charts: what is drawn, in words and shapes, and that it can be read at any width."""

import re
from dataclasses import replace
from itertools import pairwise
from time import perf_counter

import pytest
from lxml import etree

from openscrutiny.reporting.charts.chart_layout import choose_range, format_tick, spread_apart, thin_labels
from openscrutiny.reporting.charts.chart_marks import SIGNAL_COLOURS, TEXT_GREY, draw_mark
from openscrutiny.reporting.charts.charts import draw_control_chart, draw_small_charts, draw_trend
from openscrutiny.reporting.charts.label_places import OVER_LINE, Anchor, Box, LabelPlacer, Wanted
from openscrutiny.reporting.charts.typeface import balance_text, measure_text
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


@pytest.mark.parametrize("high", [1, 3, 5, 16, 41, 57, 83, 99, 201, 1_359, 8_051, 28_598])
@pytest.mark.parametrize("wanted", [2, 4])
def test_an_axis_ends_close_above_what_is_drawn(high: int, wanted: int) -> None:
    low, top, ticks = choose_range([0, high], wanted_ticks=wanted)
    assert low == 0
    step = ticks[1] - ticks[0]
    assert high <= top <= high + max(step / 2, 0.5)
    assert ticks[-1] <= top
    assert len(ticks) <= wanted + 3
    assert all(tick == int(tick) for tick in ticks)


def want(x: float, y: float, width: float = 40, height: float = 16, apart: tuple[Box, ...] = ()) -> Wanted:
    return Wanted([(width, height)], [Anchor(x, y)], apart)


def test_labels_keep_apart() -> None:
    placer = LabelPlacer(Box(0, 0, 200, 200))
    places = [placer.place(want(100, 100)) for _ in range(6)]
    found = [place.box for place in places if place]
    assert len(found) >= 4
    assert not any(one.meets(other) for index, one in enumerate(found) for other in found[index + 1 :])
    assert spread_apart([10, 11, 12], 5, 0, 100) == [10, 15, 20]
    assert spread_apart([98, 99], 5, 0, 100) == [95, 100]


def test_a_label_keeps_clear_of_the_marks_of_others_where_it_can() -> None:
    placer = LabelPlacer(Box(0, 0, 400, 300))
    other = Box(186, 100, 214, 144)
    place = placer.place(want(205, 150, apart=(other,)))
    assert place
    assert not place.box.meets(other)
    assert LabelPlacer(Box(0, 0, 400, 300)).place(want(205, 150, apart=(Box(0, 0, 400, 300),)))  # crowded everywhere


def test_a_label_stands_beside_its_mark_over_a_line_and_not_far_off_on_a_leader() -> None:
    placer = LabelPlacer(Box(0, 0, 400, 300))
    for y in range(60, 250, 20):
        placer.occupy(Box(0, y, 400, y + 2), OVER_LINE)
    place = placer.place(want(200, 150))
    assert place
    assert not place.has_leader


def test_no_later_label_stands_on_a_leader_nor_a_leader_on_a_label() -> None:
    placer = LabelPlacer(Box(0, 0, 200, 200))
    placer.occupy(Box(60, 60, 140, 140))
    led = placer.place(want(100, 100))
    assert led
    assert led.has_leader
    leader = Box(99, min(led.box.bottom, 107), 101, max(led.box.top, 93))
    for place in [placer.place(want(100 + off, 100)) for off in (-20, 0, 20)]:
        assert place is None or not place.box.meets(leader)


def test_labels_of_equal_weight_are_placed_in_the_order_that_leaves_out_fewest() -> None:
    """There are two places: over the first mark, which either label may take, and beside it, where only one may."""

    def make() -> LabelPlacer:
        placer = LabelPlacer(Box(0, 0, 100, 25))
        placer.occupy(Box(0, 16, 100, 25))
        return placer

    roomy = Wanted([(40, 16)], [Anchor(20, 25), Anchor(80, 25, cost=1)])
    tight = Wanted([(40, 16)], [Anchor(20, 25)])
    one_by_one = make()
    assert [bool(one_by_one.place(each)) for each in (roomy, tight)] == [True, False]
    assert all(make().place_all([roomy, tight]))


def test_the_latest_value_says_beside_its_mark_that_it_is_provisional() -> None:
    drawing = read(draw_control_chart(make_control_chart(), WORDS_EN))
    texts = [text for text in drawing.iter(f"{SVG}text") if not text.get("aria-hidden")]
    [word] = [text for text in texts if text.text == WORDS_EN["provisional"]]
    [value] = [text for text in texts if text.text == make_control_chart().points[-1].text and text.get("font-weight")]
    assert abs(float(word.get("y", "")) - float(value.get("y", ""))) < 20
    assert abs(float(word.get("x", "")) - float(value.get("x", ""))) < 60


def test_lines_of_a_label_are_as_even_as_they_can_be() -> None:
    assert balance_text("below its usual range: a cause for concern", 13, 150, bold=True) == [
        "below its usual range:",
        "a cause for concern",
    ]
    assert balance_text("within", 13, 150) == ["within"]
    assert balance_text("", 13, 150) == []
    assert "2020/21" not in balance_text("up to Q2 2020/21", 13, 60)


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
