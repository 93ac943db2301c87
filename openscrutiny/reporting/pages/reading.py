"""How to read the charts: every mark and icon, and what a signal is worth under each rule the report uses."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import get_args

from openscrutiny.analysis.control_limits import false_alarm_in_points, false_alarm_per_point
from openscrutiny.analysis.false_alarms import ChartDesign, simulate_false_alarms
from openscrutiny.analysis.profiles import get_profile
from openscrutiny.catalogue.limit_rule import Chart
from openscrutiny.periods import Grain
from openscrutiny.reporting.document.document import Block, Bullets, Cell, Heading, Icon, Row, Table, TableColumn
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.figures.figures import Figure
from openscrutiny.reporting.figures.measure_figures import MeasureFigures
from openscrutiny.reporting.judging.series_judgement import PLACES

ANHOEJ = "anhoej"
EACH = ("point", "year")
Pair = tuple[Decimal, Decimal]


def build_reading(pages: Iterable[MeasureFigures], messages: Messages) -> tuple[Block, ...]:
    """For somebody who has not met such a chart: its lines and marks, the icons, the rules and their false alarms."""
    say, shown = messages.say, list(pages)
    grains = {held.grain for held in shown} or {Grain.MONTH}
    grain = str(min(grains, key=list(Grain).index))  # of the charts; the shorter where tables differ
    parts = [say(f"reading-{part}", grain=grain) for part in ("line", "common", "hollow", "band", "address")]
    return (
        Heading(1, say("heading-reading"), "how-to-read"),
        Bullets(tuple(parts), small=True),
        build_icon_table(messages),
        build_rule_table(shown, messages),
    )


def build_icon_table(messages: Messages) -> Table:
    say = messages.say
    columns = tuple(TableColumn(say(f"column-{name}"), number=False) for name in ("icon", "meaning"))
    rows = tuple(
        Row((Cell(say(f"variation-{icon}"), icon=icon), Cell(say(f"meaning-{icon}")))) for icon in get_args(Icon)
    )
    return Table("icons", say("reading-icons"), columns, rows)


def build_rule_table(shown: Iterable[MeasureFigures], messages: Messages) -> Table:
    """Each rule profile of the report, by chart: what it marks, and how often it is wrong on the measures it judges."""
    say = messages.say
    names = ("rules", "marks", "wrong-point", "wrong-year")
    columns = tuple(TableColumn(say(f"column-{name}"), number=name.startswith("wrong")) for name in names)
    used: dict[tuple[str, str], list[Pair]] = {}
    for held in shown:
        for chart, worth in _list_worth(held):
            used.setdefault((held.measure.limits.profile, chart), []).append(worth)
    rows = []
    for (profile, chart), worths in sorted(used.items()):
        title = say("rules-chart", title=get_profile(profile).title, profile=profile, chart=chart)
        marks = "run" if chart == Chart.RUN else profile.replace(".", "-")
        told = [_write_range(list(column), messages) for column in zip(*worths, strict=True)]
        rows.append(Row((Cell(title[:1].upper() + title[1:]), Cell(say(f"marks-{marks}")), *map(Cell, told))))
    return Table("rules", say("reading-rules"), columns, tuple(rows), (say("reading-chance"),))


def _write_range(chances: list[Decimal], messages: Messages) -> str:
    """One chance, or the least and the greatest where the measures differ."""
    ends = [messages.per_cent(chance) for chance in (min(chances), max(chances))]
    return ends[0] if ends[0] == ends[1] else messages.say("span-between", first=ends[0], last=ends[1])


def _list_worth(held: MeasureFigures) -> Iterator[tuple[str, Pair]]:
    """By each chart of a measure, the chances in per cent that an unchanged point is marked, and that any of a year is.

    As told beneath the chart; of a chart without limits yet, those of the points that it will have.
    """
    rule = held.measure.limits
    if held.gaps and (
        found := _read_pair(held.find_gap_line(held.gaps[-1], f"false_alarm_per_{each}") for each in EACH)
    ):
        yield str(rule.chart), found
    period = held.period if rule.by_year else held.headline
    found = _read_pair(held.find_limit(f"false_alarm_per_{each}", period) for each in EACH)
    if rule.by_year:
        yield Chart.XMR, found or _expect_year(held)
    elif rule.profile == ANHOEJ:
        yield Chart.XMR, found or _expect_series(held)  # it has but one kind of chart
    else:
        chart = Chart.RUN if held.measure.charts_events else rule.chart
        yield str(chart), found or _expect_series(held)


def _read_pair(figures: Iterable[Figure | None]) -> Pair | None:
    point, year = (figure.value if figure else None for figure in figures)
    return None if point is None or year is None else (point, year)


def _expect_year(held: MeasureFigures) -> Pair:
    """Of the year's rule, with a whole year behind it."""
    places = PLACES[held.grain]
    count = PLACES.get(held.period.grain, places)
    count = places if count < 2 else count  # one year before makes no limits: the shorter periods are judged
    multiple = float(held.measure.limits.multiple)
    return _scale(false_alarm_per_point(count, multiple), false_alarm_in_points(count, count, multiple))


def _expect_series(held: MeasureFigures) -> Pair:
    """Of a profile of whole series, with every point shown, or a fixed baseline and a year of points after it."""
    rule, places = held.measure.limits, PLACES[held.grain]
    points = max(len(held.shown), rule.baseline + places) if rule.baseline else len(held.shown)
    is_run = held.measure.charts_events or rule.chart is Chart.RUN
    chart = str(Chart.RUN if is_run else Chart.XMR)  # the scatter of others hangs on values that are not there yet
    design = ChartDesign(rule.profile, points, places, rule.baseline, chart, exclude_outliers=rule.exclude_outliers)
    worth = simulate_false_alarms(design)
    return _scale(worth.latest, worth.year)


def _scale(point: float, year: float) -> Pair:
    return Decimal(repr(point * 100)), Decimal(repr(year * 100))
