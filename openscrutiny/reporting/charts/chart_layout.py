"""Where things go in a chart: its size, its scales and the labels of its axes."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openscrutiny.reporting.charts.typeface import measure_text

# A zero axis is given up when the values and limits would fill less than this share of its height.
LEAST_SHARE_OF_HEIGHT = 0.3

NICE_FACTORS = (1.0, 2.0, 2.5, 5.0)  # times a power of ten: the steps from one tick to the next

_YEAR = re.compile(r"^(?P<minor>.+?)\s+(?P<year>\d{4}(?:[/–-]\d{2,4})?)$")


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

    The axis ends at a tick or half way to the next, so that little room is left above what is drawn. No value, or only
    zero, gives the axis from 0 to 1.
    """
    known = list(values)
    low, high = min(known, default=0.0), max(known, default=1.0)
    if low >= 0 and (high - low) >= LEAST_SHARE_OF_HEIGHT * high:
        low = 0.0
    elif high <= 0:
        high = 0.0
    if high == low:
        low, high = (0.0, 1.0) if high == 0 else (min(0.0, low), max(0.0, high))
    whole = bool(known) and all(value == int(value) for value in known)
    step = _choose_step(high - low, wanted_ticks, whole)
    first, half_steps = math.floor(low / step + 1e-9), math.ceil(2 * high / step - 1e-9)
    ticks = tuple(round(number * step, 10) for number in range(first, half_steps // 2 + 1))
    return ticks[0], max(round(half_steps * step / 2, 10), ticks[-1]), ticks


def _choose_step(height: float, wanted: int, whole: bool) -> float:
    """The step whose ticks are nearest in number to those wanted; of counts a whole number, for they have no halves."""
    power = 10.0 ** math.floor(math.log10(height / wanted))
    steps = [factor * times for times in (power, power * 10) for factor in NICE_FACTORS]
    if whole:
        steps = [step for step in steps if step == int(step)] or [1.0]
    return min(steps, key=lambda step: (abs(math.floor(height / step + 1e-9) - wanted), step))


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
