"""Where things go in a chart: scales, axis labels and labels that do not run into one another."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from openscrutiny.reporting.charts.typeface import measure_text

# A zero axis is given up when the values and limits would fill less than this share of its height.
LEAST_SHARE_OF_HEIGHT = 0.3

FARTHEST_BESIDE = 38  # a label at the side of its mark, with no line to lead to it, stands no farther off

_YEAR = re.compile(r"^(?P<minor>.+?)\s+(?P<year>\d{4}(?:[/–-]\d{2,4})?)$")


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class ChartSize:
    """The height of a drawing in pixels, and what of it are plots, which may be drawn lower or higher."""

    height: float
    plots: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` laid along pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = ()

    def place(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def choose_range(values: Iterable[float], *, wanted_ticks: int = 4) -> tuple[float, float, tuple[float, ...]]:
    """The lowest and highest value of an axis and its ticks: from zero, unless that would hide the signal.

    No value, or only zero, gives the axis from 0 to 1.
    """
    known = list(values)
    low, high = min(known, default=0.0), max(known, default=1.0)
    if low >= 0 and (high - low) >= LEAST_SHARE_OF_HEIGHT * high:
        low = 0.0
    elif high <= 0:
        high = 0.0
    if high == low:
        low, high = (0.0, 1.0) if high == 0 else (min(0.0, low), max(0.0, high))
    step = _choose_step((high - low) / wanted_ticks)
    if known and all(value == int(value) for value in known):  # counts have no halves
        step = math.ceil(step - 1e-9)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(number * step, 10) for number in range(first, last + 1))
    return ticks[0], ticks[-1], ticks


def _choose_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)


def format_tick(value: float) -> str:
    """A tick's number: thousands separated, a real minus sign, no more decimals than it has."""
    return f"{value:,.10f}".rstrip("0").rstrip(".").replace("-", "−")


@dataclass(frozen=True, slots=True)
class AxisLabel:
    index: int
    text: str


def split_periods(labels: Sequence[str]) -> tuple[list[str], list[AxisLabel]]:
    """Labels like "Apr 2019" or "Q1 2019/20" as their first parts, and each year where it begins.

    Labels without a year at the end are left whole, and there are no years.
    """
    parts = [_YEAR.match(label) for label in labels]
    if not labels or not all(parts):
        return list(labels), []
    years: list[AxisLabel] = []
    minors = []
    for index, part in enumerate(parts):
        assert part is not None
        minors.append(part["minor"])
        if not years or years[-1].text != part["year"]:
            years.append(AxisLabel(index, part["year"]))
    return minors, years


def thin_labels(labels: Sequence[str], spacing: float, size: float, anchor: int = 0) -> list[AxisLabel]:
    """As many labels as fit side by side at `spacing` pixels a period: each, then each quarter, half year, year ...

    Four different labels or fewer are quarters, so their steps are 2, 4, 8. The label at index `anchor` is kept.
    """
    cycle = 4 if len(set(labels)) <= 4 else 12
    widest = max((measure_text(label, size) for label in labels), default=0.0) + size * 0.5
    strides = [1, 2, 4] if cycle == 4 else [1, 3, 6, 12]
    strides += [2 * cycle * times for times in range(1, len(labels) // cycle + 2)]
    stride = next((each for each in strides if each * spacing >= widest), len(labels) or 1)
    return [AxisLabel(index, label) for index, label in enumerate(labels) if (index - anchor) % stride == 0]


def spread_apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places moved as little as a simple sweep allows so that neighbours are `gap` apart, within low and high."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [0.0] * len(places)
    edge = low
    for index in order:
        moved[index] = max(places[index], edge)
        edge = moved[index] + gap
    edge = high
    for index in reversed(order):
        moved[index] = min(moved[index], edge)
        edge = moved[index] - gap
    return moved


@dataclass(slots=True)
class LabelPlacer:
    """Finds room for labels near their marks, in the order they are asked for; a label without room is left out."""

    area: Box
    taken: list[Box] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)
    avoided: list[Box] = field(default_factory=list)  # kept clear of where that can be

    def occupy(self, box: Box) -> None:
        self.taken.append(box)

    def avoid(self, box: Box) -> None:
        self.avoided.append(box)

    def place(
        self, lines: Sequence[str], size: float, x: float, y: float, *, bold: bool = False, apart: Sequence[Box] = ()
    ) -> Box | None:
        """A box for the lines near the point (x, y): above, below, then to its sides, ever further off.

        Clear of the boxes `apart` too, where that can be.
        """
        free = self._find_room([*self.taken, *self.avoided, *apart], lines, size, x, y, bold)
        box = free or self._find_room(self.taken, lines, size, x, y, bold)
        if box:
            self.taken.append(box)
            self.labels.append(box)
        return box

    @staticmethod
    def _lead(box: Box, x: float, y: float) -> Box:
        """The strip between a mark and its label, which no other label may stand in."""
        return Box(x - 1, min(y, box.bottom), x + 1, max(y, box.top))

    def _find_room(
        self, taken: Sequence[Box], lines: Sequence[str], size: float, x: float, y: float, bold: bool
    ) -> Box | None:
        width = max(measure_text(line, size, bold=bold) for line in lines) + 4
        height = len(lines) * size * 1.2
        left = min(max(x - width / 2, self.area.left), self.area.right - width)
        for away in (9, 16, 26, 38, 52, 68, 86, 106, 128, 152):
            boxes = [
                Box(left, y - away - height, left + width, y - away),
                Box(left, y + away, left + width, y + away + height),
            ]
            if away <= FARTHEST_BESIDE:
                boxes += [
                    Box(x - away - width, y - height / 2, x - away, y + height / 2),
                    Box(x + away, y - height / 2, x + away + width, y + height / 2),
                ]
            boxes += [
                Box(x - width, y - away - height, x, y - away),
                Box(x - width, y + away, x, y + away + height),
            ]
            for box in boxes:
                inside = (
                    box.left >= self.area.left
                    and box.right <= self.area.right
                    and box.top >= self.area.top
                    and box.bottom <= self.area.bottom
                )
                clear = not any(box.meets(other) for other in taken)
                if inside and clear and not any(self._lead(box, x, y).meets(label) for label in self.labels):
                    return box
        return None
