"""The charts of a report on paper: sized first, and drawn when the plan of the pages says how high each may be."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from openscrutiny.reporting.charts.chart_layout import ChartSize
from openscrutiny.reporting.charts.charts import draw_control_chart, size_control_chart
from openscrutiny.reporting.charts.funnel_chart import draw_funnel, size_funnel
from openscrutiny.reporting.charts.small_charts import draw_small_charts, size_small_charts
from openscrutiny.reporting.document.document import ControlChart, FunnelChart, SmallCharts
from openscrutiny.reporting.formats.table_fit import LARGE_PRINT

TEXT_WIDTH = (210 - 45) / 25.4 * 72  # points between the margins
TALLEST_CHART = 190 / 25.4 * 72  # points: leaves room on the page for the headings above it
CHART_LETTERS = 13.0  # the letters of a chart, in pixels of its drawing
LOWEST, HIGHEST = 0.9, 1.25  # of a plot's usual height, that it may be drawn at to fit a page or fill one
LOWEST_LARGE = 1.0  # the same in large print, where a lower plot has no room for its labels
LOWEST_SMALL = 0.65  # the same of small charts, whose plots hold no words

Drawn = ControlChart | SmallCharts | FunnelChart


class PaperCharts:
    """The charts of one document at one size of print. `width` is that of a drawing, in its pixels."""

    def __init__(self, words: Mapping[str, str], size: float, folder: Path) -> None:
        self.words, self.folder = words, folder
        self.width = CHART_LETTERS * TEXT_WIDTH / (size * 0.83)  # its letters are a little smaller than the text
        self.scale = TEXT_WIDTH / self.width
        self.lowest = LOWEST_LARGE if size >= LARGE_PRINT else LOWEST
        self.drawings = 0
        self._waiting: list[tuple[dict[str, Any], Drawn, SmallCharts | None, ChartSize]] = []

    def save(self, svg: str) -> str:
        """The name of the file that a drawing is kept in."""
        self.drawings += 1
        name = f"drawing-{self.drawings}.svg"
        (self.folder / name).write_text(svg, encoding="utf-8")
        return name

    def add(self, chart: Drawn, among: SmallCharts | None = None) -> dict[str, Any]:
        """How large the chart is printed, in points, and by how much lower or higher it may be; it is drawn later."""
        size = self._size(chart, among)
        usual, plots = size.height * self.scale, size.plots * self.scale
        lowest = usual - plots * (1 - (LOWEST_SMALL if isinstance(chart, SmallCharts) else self.lowest))
        height = max(min(usual, TALLEST_CHART), lowest)
        entry = {
            "width": TEXT_WIDTH * min(TALLEST_CHART / height, 1.0),  # as a last resort, its letters are smaller
            "height": min(height, TALLEST_CHART),
            "shrink": height - lowest,
            "stretch": max(min(usual + plots * (HIGHEST - 1), TALLEST_CHART) - height, 0.0),
        }
        self._waiting.append((entry, chart, among, size))
        return entry

    def part(self, charts: SmallCharts) -> list[SmallCharts]:
        """The charts in one drawing; in as many as a page is too short for, so that large print keeps its letters."""
        for count in range(1, len(charts.panels) + 1):
            each = -(-len(charts.panels) // count)
            groups = [charts.panels[at : at + each] for at in range(0, len(charts.panels), each)]
            parts = [replace(charts, panels=group) for group in groups]
            sizes = [self._size(part, charts) for part in parts]
            lowest = max(size.height - (1 - LOWEST_SMALL) * size.plots for size in sizes)
            if lowest * self.scale <= TALLEST_CHART:
                break
        return parts

    def draw(self, gives: Mapping[int, float]) -> None:
        """Draws every chart; `gives` tells, by the identity of its entry, how far it gives on its page."""
        for entry, chart, among, size in self._waiting:
            give = gives.get(id(entry), 0.0)
            entry["height"] += give * entry["stretch" if give > 0 else "shrink"]
            height = entry["height"] / entry["width"] * self.width
            share = 1 + (height - size.height) / size.plots
            entry["file"] = self.save(self._draw(chart, among, share))

    def _size(self, chart: Drawn, among: SmallCharts | None) -> ChartSize:
        match chart:
            case ControlChart():
                return size_control_chart(chart, self.words, width=self.width)
            case SmallCharts():
                return size_small_charts(chart, width=self.width, among=among)
            case FunnelChart():
                return size_funnel()

    def _draw(self, chart: Drawn, among: SmallCharts | None, share: float) -> str:
        match chart:
            case ControlChart():
                return draw_control_chart(chart, self.words, width=self.width, share=share)
            case SmallCharts():
                return draw_small_charts(chart, self.words, width=self.width, among=among, share=share)
            case FunnelChart():
                return draw_funnel(chart, self.words, width=self.width, share=share)
