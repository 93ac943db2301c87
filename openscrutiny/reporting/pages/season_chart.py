"""The second chart where the season matters: each month of the year against the same month of the years before."""

from collections.abc import Sequence
from dataclasses import replace

from openscrutiny.periods import Grain, Period
from openscrutiny.reporting.document.document import Block, Cell, Point, Row, SmallCharts, Table, TableColumn
from openscrutiny.reporting.figures.measure_figures import MeasureFigures
from openscrutiny.reporting.judging.series_judgement import PLACES
from openscrutiny.reporting.pages.measure_chart import build_point
from openscrutiny.reporting.words.mark_notes import note_marks

LEAST_YEARS = 2


def build_season(held: MeasureFigures) -> tuple[Block, ...]:
    """A small chart for each month (or quarter) of the year, its years from left to right; else nothing."""
    season = held.find("seasonal_share", held.shown[-1])
    places = list_places(held)
    years = max(len(each) for each in places)
    if season is None or not season.is_known or years < LEAST_YEARS:
        return ()
    say, name, grain = held.messages.say, held.measure.short, str(held.grain)
    panels = tuple((name_place(held, each[-1]), tuple(_build_point(held, when) for when in each)) for each in places)
    summary = say(
        "season-summary",
        name=name,
        grain=grain,
        count=years,
        values="; ".join(_compare_place(held, each) for each in places),
    )
    chart = f"season_{held.measure.id}"
    table = build_season_table(held, places)
    title = say("season-title", name=name, grain=grain)
    return (SmallCharts(chart, title, summary, held.figure("value").unit, panels, table, latest=False),)


def list_places(held: MeasureFigures) -> list[list[Period]]:
    """The shown periods by their place in the year that ends with the report's period, each with its years in order."""
    places = PLACES[held.grain]
    return [list(held.shown[place::places]) for place in range(places)]


def name_place(held: MeasureFigures, period: Period, short: bool = False) -> str:
    """`July`, in short `Jul`; or `Q2` where the chart is by quarters."""
    name_month = held.messages.short_month if short else held.messages.month
    name = name_month(period.first) if period.grain is Grain.MONTH else held.name_period(period)
    return name.split(" ")[0]


def build_season_table(held: MeasureFigures, places: Sequence[Sequence[Period]]) -> Table:
    """A row for each twelve months and a column for each place of the year: short on paper, where months are many."""
    say = held.messages.say
    columns = (
        TableColumn(say("column-year"), number=False),
        *(TableColumn(name_place(held, each[-1], short=True)) for each in places),
    )
    rows = [
        Row(
            (
                Cell(say("season-year", last=held.name_point(year[-1]))),
                *(held.show(held.figure("value", period)) for period in year),
            )
        )
        for year in zip(*places, strict=True)
    ]
    caption = say("season-table", name=held.measure.title, grain=str(held.grain))
    return Table(f"{held.measure.id}_season", caption, columns, tuple(rows), note_marks(rows, held.messages))


def _build_point(held: MeasureFigures, period: Period) -> Point:
    """The point of the measure's own chart, with its year for a label."""
    point = build_point(held, period)
    year = str(period.first.year) if held.grain is Grain.MONTH else held.calendar.year_label(period.first)
    return replace(point, label=year)


def _compare_place(held: MeasureFigures, periods: Sequence[Period]) -> str:
    values = [held.figure("value", period).text for period in periods]
    return held.messages.say("season-place", place=name_place(held, periods[-1]), values=", ".join(values))
