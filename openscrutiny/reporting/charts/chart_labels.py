"""The direct labels of a control chart, the weightiest first: what a reader would else look up in a legend."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from openscrutiny.reporting.charts.chart_axes import SIZE, SMALL
from openscrutiny.reporting.charts.chart_layout import Scale
from openscrutiny.reporting.charts.chart_marks import (
    INK,
    SIGNAL_COLOURS,
    SIGNAL_WORDS,
    TEXT_GREY,
    draw_line,
    draw_text,
)
from openscrutiny.reporting.charts.label_places import Anchor, Box, LabelPlacer, Place, Wanted
from openscrutiny.reporting.charts.typeface import balance_text, measure_text, wrap_text
from openscrutiny.reporting.document.document import ControlChart, Point, Signal

LABEL_WIDTH, ASIDE_GAP = 150.0, 4.0  # pixels
MOST_ANCHORS = 12  # of a run of signals, that its label is tried at
NOT_THE_MIDDLE, NOT_THE_LATEST = 3.0, 25.0  # the cost of labelling a run by another point, and an older run like it
AT_THE_FOOT = 40.0  # of labelling a gap by the axis and not between its neighbours


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a label. Bold is what the label is of; the rest, and an `aside` on the same line, is smaller."""

    text: str
    colour: str
    bold: bool = False
    aside: str = ""

    @property
    def size(self) -> float:
        return SIZE if self.bold else SMALL

    @property
    def width(self) -> float:
        aside = measure_text(self.aside, SMALL) + ASIDE_GAP if self.aside else 0.0
        return measure_text(self.text, self.size, bold=self.bold) + aside

    def draw(self, middle: float, foot: float) -> str:
        """The line about `middle`, on the base line `foot`."""
        left = middle - self.width / 2
        said = draw_text(self.text, left, foot, self.size, colour=self.colour, bold=self.bold, halo=True)
        if self.aside:
            along = left + self.width - measure_text(self.aside, SMALL)
            said += draw_text(self.aside, along, foot, SMALL, colour=TEXT_GREY, halo=True)
        return said


@dataclass(frozen=True, slots=True)
class Label:
    """A label in the shapes it may have, each some lines, with the points it may stand by."""

    shapes: Sequence[Sequence[Line]]
    anchors: Sequence[Anchor]
    apart: Sequence[Box] = ()

    @property
    def wanted(self) -> Wanted:
        sizes = [(max(line.width for line in lines) + 4, sum(map(_find_height, lines))) for lines in self.shapes]
        return Wanted(sizes, self.anchors[:MOST_ANCHORS], self.apart)

    def draw(self, place: Place | None) -> str:
        if place is None:
            return ""
        parts = [_draw_leader(place)]
        middle, top = (place.box.left + place.box.right) / 2, place.box.top
        for line in self.shapes[place.shape]:
            parts.append(line.draw(middle, top + line.size * 0.95))
            top += _find_height(line)
        return "".join(parts)


class ChartLabels:
    """The labels of one drawing; `placer` knows already what stands in their way."""

    def __init__(
        self, chart: ControlChart, words: Mapping[str, str], centre: Callable[[int], float], y: Scale,
        placer: LabelPlacer,
    ) -> None:  # fmt: skip
        self.chart, self.words, self.centre, self.y, self.placer = chart, words, centre, y, placer
        self.known = [(index, point) for index, point in enumerate(chart.points) if point.value is not None]

    def draw(self) -> str:
        """Drawn together: the latest value and the signals; then, where there is room, the rest."""
        first = [*self._label_latest(), *self._label_signals()]
        places = self.placer.place_all([label.wanted for label in first])
        parts = [label.draw(place) for label, place in zip(first, places, strict=True)]
        for label in (*self._label_gaps(), *self._label_provisional(), *self._label_projection()):
            parts.append(label.draw(self.placer.place(label.wanted)))
        return "".join(parts)

    def _label_latest(self) -> Iterator[Label]:
        """The latest value, and beside or beneath it that it is provisional."""
        if not self.known or not self.known[-1][1].text:
            return
        index, point = self.known[-1]
        value, word = Line(point.text, INK, bold=True), self.words["provisional"]
        shapes = [[value]]
        if point.provisional:
            shapes = [[value, Line(word, TEXT_GREY)], [replace(value, aside=word)]]
        yield Label(shapes, [self._anchor(index, point.value)], self._surround_other_signals(index))

    def _label_signals(self) -> Iterator[Label]:
        """What each kind of signal means, by one of its points: the middle of its latest run where there is room."""
        runs: dict[tuple[Signal, str], list[Anchor]] = {}
        points = enumerate(self.chart.points)
        found = groupby(points, key=lambda each: (each[1].signal, each[1].signal_words))
        for (signal, said), run in reversed([(key, list(members)) for key, members in found]):
            members = [(index, point) for index, point in run if point.value is not None]
            if signal == "common cause" or not members:
                continue
            anchors = runs.setdefault((signal, said or self.words[SIGNAL_WORDS[signal]]), [])
            older = NOT_THE_LATEST if anchors else 0.0
            for off, (index, point) in enumerate(_list_from_middle(members)):
                anchors.append(self._anchor(index, point.value, older + NOT_THE_MIDDLE * off))
        for (signal, said), anchors in runs.items():
            lines = balance_text(said, SIZE, LABEL_WIDTH, bold=True)
            yield Label([[Line(line, SIGNAL_COLOURS[signal], bold=True) for line in lines]], anchors)

    def _label_gaps(self) -> Iterator[Label]:
        """Why nothing is drawn: between the neighbours of a gap, else above the axis."""
        points = list(enumerate(self.chart.points))
        for state, run in groupby(points, key=lambda each: each[1].state_words if each[1].value is None else ""):
            if not state:
                continue
            indexes = [index for index, _ in run]
            beside = [point.value for index, point in self.known if index < indexes[0]][-1:]
            beside += [point.value for index, point in self.known if index > indexes[-1]][:1]
            values = [value for value in beside if value is not None]
            height = sum(values) / len(values) if values else (self.y.low + self.y.high) / 2
            middle = indexes[len(indexes) // 2]
            foot = self.y.low + (self.y.high - self.y.low) * 0.02
            lines = [Line(text, TEXT_GREY) for text in wrap_text(state, SMALL, 70)]
            yield Label([lines], [self._anchor(middle, height), self._anchor(middle, foot, AT_THE_FOOT)])

    def _label_provisional(self) -> Iterator[Label]:
        """What a hollow mark is, where the latest value has not said so."""
        hollow = [(index, point) for index, point in self.known if point.provisional]
        if hollow and hollow[-1][0] != self.known[-1][0]:
            anchors = [self._anchor(index, point.value, NOT_THE_MIDDLE * off)
                       for off, (index, point) in enumerate(_list_from_middle(hollow))]  # fmt: skip
            yield Label([[Line(self.words["provisional"], TEXT_GREY)]], anchors)

    def _label_projection(self) -> Iterator[Label]:
        """The band's name above or beneath it, by its middle where there is room."""
        ahead, anchors = self.chart.projection, []
        for index, each in enumerate(ahead):
            off = NOT_THE_MIDDLE * abs(index - len(ahead) // 2)
            low, high = each.outer or (each.lower, each.upper)
            x = self.centre(len(self.chart.points) + index)
            anchors.append(Anchor(x, self.y.place(high), off, below=False))
            anchors.append(Anchor(x, self.y.place(low), off, above=False))
        if anchors:
            yield Label([[Line(self.words["projection"], TEXT_GREY)]], anchors)

    def _anchor(self, index: int, value: float | None, cost: float = 0.0) -> Anchor:
        assert value is not None
        return Anchor(self.centre(index), self.y.place(value), cost)

    def _surround_other_signals(self, latest: int) -> list[Box]:
        """Room about each other marked point, so that the latest value is not read as theirs."""
        marked = [(self.centre(index), self.y.place(point.value or 0.0)) for index, point in self.known
                  if index != latest and point.signal != "common cause"]  # fmt: skip
        return [Box(x - 14, y - 22, x + 14, y + 22) for x, y in marked]


def _find_height(line: Line) -> float:
    return line.size * 1.2


def _draw_leader(place: Place) -> str:
    """A hair line from a mark to a label that is far from it."""
    if not place.has_leader:
        return ""
    box, x, y = place.box, place.anchor.x, place.anchor.y
    end = box.top if box.top > y else box.bottom
    near = min(max(x, box.left + 3), box.right - 3)
    return draw_line(x, y + (7 if end > y else -7), near, end, TEXT_GREY, 0.75)


def _list_from_middle(run: Sequence[tuple[int, Point]]) -> list[tuple[int, Point]]:
    """The members of a run from its middle outwards."""
    return [run[at] for at in sorted(range(len(run)), key=lambda at: abs(at - len(run) // 2))]
