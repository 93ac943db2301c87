"""What the rest of the year may bring, in a picture's points and in sentences; and the same period of each year."""

from openscrutiny.catalogue.decisions import Span
from openscrutiny.catalogue.measure import Pack
from openscrutiny.periods import Grain, Period
from openscrutiny.reporting.document import Block, Cell, Paragraph, Projected, Row, Table, TableColumn
from openscrutiny.reporting.measure_figures import MeasureFigures
from openscrutiny.reporting.series_figures import holds, list_ahead

YEARS_BACK = 3
PROJECTED = ("", "_lower_80", "_upper_80", "_lower_95", "_upper_95")


def list_set_aside(held: MeasureFigures, pack: Pack) -> tuple[Span, ...]:
    """The months no projection learns from: the measure's own and the report's."""
    return (*held.measure.set_aside, *pack.set_aside)


def build_projection(held: MeasureFigures) -> tuple[Projected, ...]:
    """The coming periods as the chart draws them; none where there is no projection."""
    points = []
    for period in list_ahead(held.period, held.shown[-1], held.maker):
        found = [held.find(f"projection{name}", period) for name in PROJECTED]
        values = [float(figure.value) for figure in found if figure is not None and figure.value is not None]
        if len(values) < len(found) or found[0] is None:
            return ()
        middle, low, high, lowest, highest = values
        points.append(Projected(held.name_point(period), middle, low, high, found[0].text, (lowest, highest)))
    return tuple(points)


def build_outlook(held: MeasureFigures, pack: Pack) -> tuple[Block, ...]:
    """The paragraph on the rest of the year; nothing where there is no projection."""
    year = held.calendar.containing(held.period.last, Grain.YEAR)
    kinds = ("", "_lower_80", "_upper_80", "_lower_95", "_upper_95", "_same_last_year")
    found = [held.find(f"outturn{name}", year) for name in kinds]
    known = [figure.text for figure in found if figure is not None and figure.is_known]
    if len(known) < len(kinds):
        return ()
    value, low, high, lowest, highest, naive = known
    say = held.messages.say
    text = say(
        "outlook",
        heading=say("heading-outlook"),
        unit=held.figure("value").unit,
        year=held.name_period(year),
        value=value,
        low=low,
        high=high,
        lowest=lowest,
        highest=highest,
        naive=naive,
        grain=str(held.grain),
    )
    aside = [
        say("set-aside", first=held.messages.month(span.first), last=held.messages.month(span.last),
            kind="one" if span.first == span.last else "more", reason=span.reason)
        for span in list_set_aside(held, pack)
        if any(holds(span, period) for period in held.shown)
    ]  # fmt: skip
    return (Paragraph(" ".join([text, *aside])),)


def build_same_period(held: MeasureFigures) -> tuple[Block, ...]:
    """The report's period beside the same one of earlier years, where the season matters; else nothing."""
    season = held.find("seasonal_share", held.shown[-1])
    years: list[Period] = [held.period.shifted(-12 * back) for back in range(YEARS_BACK, -1, -1)]
    found = [held.find("value", period) for period in years]
    if season is None or not season.is_known or sum(each is not None and each.is_known for each in found) < 3:
        return ()
    say = held.messages.say
    kept = [(period, figure) for period, figure in zip(years, found, strict=True) if figure and figure.is_known]
    years_held = tuple(TableColumn(held.name_period(period)) for period, _ in kept)
    columns = (TableColumn(say("column-measure"), number=False), *years_held)
    cells = [held.show(figure) for _, figure in kept]
    caption = say("table-same-period", name=held.measure.title, grain=str(held.period.grain))
    row = Row((Cell(held.measure.title), *cells))
    return (Table(f"{held.measure.id}_same_period", caption, columns, (row,)),)
