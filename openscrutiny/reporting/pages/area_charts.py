"""A measure by area: small charts on one scale, in the same order everywhere, and the table beneath."""

from openscrutiny.organisation import OUTSIDE
from openscrutiny.reporting.document.document import Cell, Row, SmallCharts, Table, TableColumn
from openscrutiny.reporting.figures.measure_figures import MeasureFigures
from openscrutiny.reporting.pages.measure_chart import build_point
from openscrutiny.reporting.words.mark_notes import note_marks


def build_areas(held: MeasureFigures) -> SmallCharts | None:
    """The charts and table by area; None where the workspace has no areas."""
    names, say = held.organisation.area_names, held.messages.say
    areas = [area for area in names if area != held.force]
    places = [area for area in areas if area != OUTSIDE]
    if not places:
        return None
    panels = tuple((names[area], tuple(build_point(held, period, area) for period in held.shown)) for area in places)
    values = [f"{names[area]} {held.figure('value', None, area).text}" for area in areas]
    summary = say(
        "areas-summary",
        name=held.measure.short,
        grain=str(held.grain),
        count=len(panels),
        first=held.name_period(held.shown[0]),
        last=held.name_period(held.shown[-1]),
        period=held.figure("value").period_label,
        values=held.messages.join(values),
    )
    title = say("areas-title", name=held.measure.short, grain=str(held.grain))
    table = build_area_table(held, areas)
    return SmallCharts(f"areas_{held.measure.id}", title, summary, held.figure("value").unit, panels, table)


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
