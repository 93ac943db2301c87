"""The page of the most similar forces: a table of places, and a funnel chart of the first measure."""

from collections.abc import Mapping
from decimal import Decimal

from openscrutiny.analysis.funnel_curves import draw_funnel_limits
from openscrutiny.catalogue.similar_group import SimilarGroup, name_measure
from openscrutiny.reporting.document.document import (
    Block,
    Cell,
    FunnelChart,
    FunnelLimit,
    FunnelPoint,
    Heading,
    Paragraph,
    Row,
    Table,
    TableColumn,
)
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.figures.group_figures import PER, WIDE, WIDER, Standing
from openscrutiny.reporting.figures.measure_figures import MeasureFigures

STEPS = 40
COLUMNS = ("rate_per_1000", "group_rank", "group_lower_quartile", "group_median", "group_upper_quartile")


def build_group_page(
    group: SimilarGroup, standings: tuple[Standing, ...], pages: Mapping[str, MeasureFigures], messages: Messages
) -> tuple[Block, ...]:
    """Where the force stands among those most like it; nothing where no measure could be compared."""
    held = [pages[name] for name in group.measures if pages[name].has("group_rank")]
    if not held:
        return ()
    say, names = messages.say, [force.name for force in group.others]
    columns = (
        TableColumn(say("column-measure"), number=False),
        TableColumn(say("column-rate")),
        TableColumn(say("column-place"), number=False),
        TableColumn(say("column-lower-quartile")),
        TableColumn(say("column-median")),
        TableColumn(say("column-upper-quartile")),
        TableColumn(say("column-funnel"), number=False),
    )
    rows = tuple(_build_row(each) for each in held)
    period = held[0].name_period(held[0].period)
    caption = say("table-group", period=period, count=len(group.forces), per=f"{PER:,}")
    table = Table("most_similar", caption, columns, rows, (say("note-place"), say("note-funnel")))
    known = {standing.measure: standing for standing in standings}
    chart = _build_funnel(held[0], known[held[0].measure.id], messages)
    return (
        Heading(1, say("heading-group"), "most-similar"),
        Paragraph(say("group-text", name=group.own.name, others=messages.join(names), per=f"{PER:,}")),
        *((chart,) if chart else ()),
        table,
    )


def _build_row(held: MeasureFigures) -> Row:
    cells = [Cell(held.measure.title)]
    for kind in COLUMNS:
        figure = held.figure(kind)
        cells.append(Cell(figure.text, figure.address))
    position = held.find("funnel_position")
    cells.append(Cell(position.text, position.address) if position else Cell("[z]"))
    return Row(tuple(cells))


def _build_funnel(held: MeasureFigures, standing: Standing, messages: Messages) -> FunnelChart | None:
    """The rates against the forces' sizes, about the group's rate; None where no funnel could be fitted."""
    funnel = standing.funnel
    position = held.find("funnel_position")
    if funnel is None or position is None or not position.is_known:
        return None
    points = []
    for force, _, people in standing.forces:
        address = held.maker.address(name_measure(standing.measure, force), held.force, held.period, COLUMNS[0])
        figure = held.book[address]
        if figure.value is not None:
            points.append(FunnelPoint(force.name, people / PER, float(figure.value), figure.text, not force.table))
    largest = max(point.size for point in points) * 1.1
    smallest = min(point.size for point in points) * 0.7
    sizes = [smallest + (largest - smallest) * step / STEPS for step in range(STEPS + 1)]
    limits = []
    for level in (WIDE, WIDER):
        share = messages.per_cent(Decimal(str(level)) * 100, 0 if level == WIDE else 1)
        lower, upper = draw_funnel_limits(funnel, sizes, level)
        limits.append(FunnelLimit(messages.say("funnel-limit", level=share), tuple(sizes), lower, upper))
    own = next(point for point in points if point.own)
    said = messages.join([f"{point.name} {point.text}" for point in points])
    period = held.name_period(held.period)
    return FunnelChart(
        name=f"funnel_{standing.measure}",
        title=messages.say(
            "funnel-title", measure=held.measure.short, name=own.name, position=position.text, period=period
        ),
        summary=messages.say("funnel-summary", measure=held.measure.short, values=said, period=period, per=f"{PER:,}"),
        unit=messages.say("funnel-unit", unit=held.measure.units, per=f"{PER:,}"),
        size_unit=messages.say("funnel-size-unit"),
        points=tuple(points),
        centre=funnel.centre,
        limits=tuple(limits),
        notes=(messages.say("note-funnel"),),
    )
