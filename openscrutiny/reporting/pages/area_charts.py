"""A measure by area: small charts on one scale, in the same order everywhere, and the table beneath.

An area with hardly a figure to draw has no chart, for an empty frame tells nothing: words say what is known of it.
"""

from collections import Counter
from collections.abc import Sequence

from openscrutiny.organisation import OUTSIDE
from openscrutiny.reporting.document.document import Block, Cell, Paragraph, Point, Row, SmallCharts, Table, TableColumn
from openscrutiny.reporting.figures.figures import Figure
from openscrutiny.reporting.figures.measure_figures import MeasureFigures, write_state
from openscrutiny.reporting.pages.measure_chart import build_point
from openscrutiny.reporting.words.mark_notes import note_marks

LEAST_SHARE, LEAST_POINTS = 3, 2  # one in three of the force's own, and two: a line needs them
STATES = (
    "state-figure", "state-nought", "state-suppressed", "state-incomplete", "state-not-available",
    "state-not-applicable",
)  # fmt: skip


def build_areas(held: MeasureFigures) -> tuple[Block, ...]:
    """The charts of the areas that have enough figures to draw, what is known of the others, and the table of all.

    Nothing where the workspace has no areas; only words and the table where no area has enough.
    """
    names, say = held.organisation.area_names, held.messages.say
    areas = [area for area in names if area != held.force]
    places = [area for area in areas if area != OUTSIDE]
    if not places:
        return ()
    table = build_area_table(held, areas)
    points = {area: tuple(build_point(held, period, area) for period in held.shown) for area in places}
    least = count_least_points(held)
    drawn = [area for area in places if has_enough_points(points[area], least)]
    told = "; ".join(tell_area(held, area) for area in places if area not in drawn)
    grain, count = str(held.grain), len(held.shown)
    if not drawn:
        return (Paragraph(say("areas-not-drawn", grain=grain, count=count, areas=told)), table)
    values = [f"{names[area]} {held.figure('value', None, area).text}" for area in areas]
    summary = say(
        "areas-summary",
        name=held.measure.short,
        grain=grain,
        count=len(drawn),
        first=held.name_period(held.shown[0]),
        last=held.name_period(held.shown[-1]),
        period=held.figure("value").period_label,
        values=held.messages.join(values),
    )
    title = say("areas-title", name=held.measure.short, grain=grain)
    notes = (say("areas-some-not-drawn", grain=grain, count=count, areas=told),) if told else ()
    panels = tuple((names[area], points[area]) for area in drawn)
    unit = held.figure("value").unit
    return (SmallCharts(f"areas_{held.measure.id}", title, summary, unit, panels, table, notes=notes),)


def count_least_points(held: MeasureFigures) -> int:
    """How many figures an area's chart needs: a third of those that the force's own has, and two at the least."""
    known = sum(held.figure("value", period).is_known for period in held.shown)
    return max(-(-known // LEAST_SHARE), LEAST_POINTS)


def has_enough_points(points: Sequence[Point], least: int) -> bool:
    """Whether an area's chart would show anything: enough figures, and not all of them nought."""
    values = [point.value for point in points if point.value is not None]
    return len(values) >= least and any(values)


def tell_area(held: MeasureFigures, area: str) -> str:
    """How many of an area's periods are in each state: `2 are above nought and 34 are suppressed in Herefordshire`."""
    figures = [held.figure("value", period, area) for period in held.shown]
    counts = Counter(_name_state(figure) for figure in figures)
    say = held.messages.say
    told = [
        say("areas-state", count=count, all="yes" if count == len(figures) else "no", state=say(state))
        for state in STATES
        if (count := counts[state])
    ]
    return say("areas-told", area=held.organisation.area_names[area], states=held.messages.join(told))


def _name_state(figure: Figure) -> str:
    if not figure.is_known:
        return f"state-{write_state(figure.state)}"
    return "state-figure" if figure.value else "state-nought"


def build_area_table(held: MeasureFigures, areas: list[str]) -> Table:
    """The report's period by area against the one before and the same of last year; the force is the total."""
    say, grain = held.messages.say, str(held.period.grain)
    periods = (held.period, held.calendar.previous(held.period), held.period.same_last_year)
    columns = [TableColumn(say("column-area"), number=False)]
    columns += [TableColumn(held.name_period(period)) for period in periods]
    columns += [TableColumn(say("column-change-previous", against=held.name_period(each))) for each in periods[1:]]
    rows = []
    for area in [*areas, held.force]:
        cells = [Cell(held.organisation.area_names[area])]
        for period in periods:
            figure = held.figure("value", period, area)
            cells.append(held.show(figure))
        cells += [held.change(f"previous_{grain}", None, area), held.change(f"same_{grain}_last_year", None, area)]
        rows.append(Row(tuple(cells), total=area == held.force))
    name = say("table-name-areas", name=held.measure.title)
    return Table(f"{held.measure.id}_areas", name, tuple(columns), tuple(rows), note_marks(rows, held.messages))
