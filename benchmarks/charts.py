"""How long a hundred control charts take to draw: `python benchmarks/charts.py [CHARTS]`. The aim is under 6 s."""

import sys
from time import perf_counter

from openscrutiny.reporting.charts.charts import NARROW, WIDE, draw_control_chart
from openscrutiny.reporting.document.document import ControlChart, LimitSpan, Point
from openscrutiny.reporting.document.words_en import WORDS_EN

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


def make_chart(number: int) -> ControlChart:
    """A chart of 36 months with a signal, a gap and two sets of limits. Its figures are invented."""
    values = [150 + (month * 7919 + number * 31) % 47 for month in range(36)]
    points = tuple(
        Point(
            f"{MONTHS[month % 12]} {2018 + (month + 3) // 12}",
            None if month == 7 else value + 90 * (month == 27),
            str(value),
            "concern" if month == 27 else "common cause",
            "above the upper limit" if month == 27 else "",
            provisional=month > 33,
            state_words="not available" if month == 7 else "",
        )
        for month, value in enumerate(values)
    )
    limits = (
        LimitSpan(0, 23, 172, 140, 204, "172", "140", "204"),
        LimitSpan(24, 35, 175, 143, 207, "175", "143", "207"),
    )
    return ControlChart(
        f"chart-{number}", "A chart", "What it shows.", "Crimes recorded a month", points, limits, (12, 23),
        ((24, "New recording system from April 2020"),),
    )  # fmt: skip


def main(count: int) -> None:
    charts = [make_chart(number) for number in range(count)]
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        start = perf_counter()
        size = sum(len(draw_control_chart(chart, WORDS_EN, width=width)) for chart in charts)
        taken = perf_counter() - start
        print(f"{count} control charts, {name} ({width} px): {taken:.2f} s, {size / count / 1000:.1f} kB each")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
