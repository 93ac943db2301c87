"""A measure's chart: its points and what is said of each, its limits, its title, summary, notes and table."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from openscrutiny.analysis.judgement import Position, Variation
from openscrutiny.periods import Grain, Month, Period
from openscrutiny.reporting.document.document import (
    Cell,
    ControlChart,
    LimitSpan,
    Point,
    Projected,
    Row,
    Table,
    TableColumn,
)
from openscrutiny.reporting.figures.event_gaps import GAP
from openscrutiny.reporting.figures.figures import Figure
from openscrutiny.reporting.figures.measure_figures import MeasureFigures, write_state
from openscrutiny.reporting.words.mark_notes import note_marks
from openscrutiny.reporting.words.narrative import find_kind, write_amount
from openscrutiny.series import MARKS, State

LINES = ("mean", "median", "lower_limit", "upper_limit")


def build_chart(
    held: MeasureFigures, projection: tuple[Projected, ...] = (), notes: tuple[str, ...] = ()
) -> ControlChart:
    """The chart of the force."""
    points = tuple(build_point(held, period) for period in held.shown)
    return ControlChart(
        name=f"chart_{held.measure.id}",
        title=write_title(held),
        figures=_list_title_figures(held),
        summary=summarise(held, points),
        unit=held.figure("value").unit,
        points=points,
        limits=build_limits(held),
        baseline=_find_baseline(held),
        breaks=_list_breaks(held),
        table=build_point_table(held, points),
        projection=projection,
        notes=notes,
    )


def build_point(held: MeasureFigures, period: Period, area: str = "") -> Point:
    figure = held.figure("value", period, area)
    signal, words = held.read_signal(period, area)
    left_out = held.find_reason(period)
    return Point(
        label=held.name_point(period),
        value=None if figure.value is None else float(figure.value),
        text=figure.text + (" (p)" if figure.provisional and figure.is_known else ""),
        signal=signal,
        signal_words=words if signal != "common cause" else "",
        provisional=figure.provisional or held.find("completeness", period, area) is not None,
        state_words="" if figure.is_known else held.messages.say(f"state-{write_state(figure.state)}"),
        left_out=held.messages.say("left-out", reason=left_out) if left_out and figure.is_known else "",
    )


def write_title(held: MeasureFigures) -> str:
    """What happened: the change on the period before, and what the limits make of it."""
    now, grain, say = held.figure("value"), str(held.period.grain), held.messages.say
    if not now.is_known:
        return say("chart-title-unknown", name=held.measure.short, period=now.period_label)
    kind = "points" if held.measure.is_per_cent else "change"
    change = held.figure(f"{'points_change' if held.measure.is_per_cent else 'change'}_on_previous_{grain}")
    amount = ""
    if change.value is not None:
        amount = change.text if kind == "points" else write_amount(held, f"previous_{grain}")
    move = say(
        "chart-title-move",
        name=held.measure.short,
        period=now.period_label,
        value=now.text,
        kind="unknown" if change.value is None else find_kind(change.value),
        amount=say("points", points=amount) if kind == "points" and amount else amount,
        grain=grain,
    )
    judgement = held.judge(held.headline)
    if judgement is None or judgement.variation is Variation.NOT_JUDGED:
        return move
    if held.measure.limits.by_year:
        return f"{move}{say(f'chart-title-{write_position(judgement.position)}', period=now.period_label)}"
    when = held.name_period(held.headline)
    if judgement.variation in (Variation.COMMON_CAUSE, Variation.NO_VARIATION):
        return f"{move}{say('chart-title-point-quiet', when=when)}"
    return f"{move}{say('chart-title-point', when=when, words=judgement.words.split(':')[0])}"


def _list_title_figures(held: MeasureFigures) -> tuple[str, ...]:
    """The addresses of what a title tells: the change on the period before, or the figure where there is none."""
    kinds = ("points_change",) if held.measure.is_per_cent else ("percentage_change", "change")
    changes = [held.figure(f"{kind}_on_previous_{held.period.grain}") for kind in kinds]
    told = [figure.address for figure in changes if figure.is_known]
    return tuple(told or [held.figure("value").address])


def write_position(position: Position) -> str:
    return str(position).replace(" ", "-")


def build_limits(held: MeasureFigures) -> tuple[LimitSpan, ...]:
    """One span for each run of points that share their limits (or their median)."""
    return build_spans({line: held.find_limit(line, period) for line in LINES} for period in held.shown)


def build_spans(lines: Iterable[Mapping[str, Figure | None]]) -> tuple[LimitSpan, ...]:
    """The spans of points in order, each with the figures of its LINES: points of one centre line are one span."""
    spans: list[LimitSpan] = []
    last_address = ""
    for at, found in enumerate(lines):
        centre, lower, upper = found["mean"] or found["median"], found["lower_limit"], found["upper_limit"]
        if centre is None or centre.value is None:
            last_address = ""
            continue
        if centre.address == last_address:
            spans[-1] = replace(spans[-1], last=at)
            continue
        last_address = centre.address
        median = found["mean"] is None
        span = LimitSpan(at, at, float(centre.value), None, None, centre.text, median=median)
        if lower is not None and lower.value is not None and upper is not None and upper.value is not None:
            span = replace(span, lower=float(lower.value), lower_text=lower.text)
            span = replace(span, upper=float(upper.value), upper_text=upper.text)
        spans.append(span)
    return tuple(spans)


def _find_baseline(held: MeasureFigures) -> tuple[int, int] | None:
    """The shaded periods: those that the year's limits of the latest point come from, where all of them are shown."""
    limit = held.find_limit("upper_limit", held.shown[-1])
    if not held.measure.limits.by_year or limit is None:
        return None
    behind = [period for _, _, period in limit.cells]
    inside = [at for at, period in enumerate(held.shown) if period in behind]
    return (inside[0], inside[-1]) if len(inside) == len(behind) else None


def _list_breaks(held: MeasureFigures) -> tuple[tuple[int, str], ...]:
    """Where the measure itself changed, and where a person let the limits start again, each with its reason."""
    found = [(Month.containing(each.day), each.reason) for each in held.measure.breaks]
    for rebase in held.measure.limits.rebases:
        words = held.messages.say(
            "rebase-mark", reason=rebase.reason, by=rebase.decided_by, day=held.messages.day(rebase.decided_on)
        )
        found = [each for each in found if each[0] != rebase.first] + [(rebase.first, words)]
    placed = []
    for month, reason in sorted(found):
        at = next((at for at, period in enumerate(held.shown) if period.first <= month <= period.last), 0)
        if at:
            placed.append((at, reason))
    return tuple(placed)


def summarise(held: MeasureFigures, points: tuple[Point, ...]) -> str:
    """The chart in words, for those who cannot see it."""
    known = [point for point in points if point.value is not None]
    gaps = [point for point in points if point.value is None]
    marked = [point for point in known if point.signal_words]
    lowest = min(known, key=lambda point: point.value or 0.0, default=points[0])
    highest = max(known, key=lambda point: point.value or 0.0, default=points[0])
    return held.messages.say(
        "chart-summary",
        name=held.measure.short,
        grain=str(held.grain),
        first=points[0].label,
        last=points[-1].label,
        count=len(known),
        lowest=lowest.text,
        lowest_month=lowest.label,
        highest=highest.text,
        highest_month=highest.label,
        latest=known[-1].text if known else "",
        latest_month=known[-1].label if known else "",
        signals=len(marked),
        outside=held.messages.join([f"{point.label} ({point.text}, {point.signal_words})" for point in marked]),
        gaps=len(gaps),
        missing=held.messages.join([f"{point.label} ({point.state_words})" for point in gaps]),
    )


def build_point_table(held: MeasureFigures, points: tuple[Point, ...]) -> Table:
    """Every point with its limits and judgement; seasonally adjusted too where the season matters."""
    say = held.messages.say
    adjusted = held.find("seasonally_adjusted", held.shown[-1]) is not None
    centre = name_centre(held.find_limit(line, period) for period in held.shown for line in ("mean", "median"))
    headers = ["month" if held.grain is Grain.MONTH else "period", "value", "lower", centre, "upper"]
    headers += ["adjusted"] if adjusted else []
    headers += ["judgement"]
    words = ("month", "period", "judgement")
    columns = tuple(TableColumn(say(f"column-{name}"), number=name not in words) for name in headers)
    rows = []
    for period, point in zip(held.shown, points, strict=True):
        value = held.figure("value", period)
        middle = held.find_limit("mean", period) or held.find_limit("median", period)
        limits = [held.find_limit("lower_limit", period), middle, held.find_limit("upper_limit", period)]
        cells = [Cell(held.name_period(period)), Cell(point.text, value.address, point.signal)]
        cells += [_write_cell(figure) for figure in limits]
        cells += [_write_cell(held.find("seasonally_adjusted", period))] if adjusted else []
        rows.append(Row((*cells, Cell(_say_point(held, period, point)))))
    name = say("table-name-points", name=held.measure.title, grain=str(held.grain))
    return Table(f"{held.measure.id}_{held.grain}s", name, columns, tuple(rows), note_marks(rows, held.messages))


def name_centre(centres: Iterable[Figure | None]) -> str:
    """What heads the column of centre lines: the median where all of them are medians."""
    kinds = {figure.kind.removeprefix(f"{GAP}_") for figure in centres if figure}
    return "median" if kinds == {"median"} else "mean"


def _say_point(held: MeasureFigures, period: Period, point: Point) -> str:
    judged = held.find_judgement(period)
    said = point.left_out or point.signal_words or point.state_words
    return said or (judged.text if judged else held.messages.say("position-none"))


def _write_cell(figure: Figure | None) -> Cell:
    return Cell(figure.text, figure.address) if figure else Cell(MARKS[State.NOT_AVAILABLE])
