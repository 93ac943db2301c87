"""One measure's page: headline strip, control chart, sentences, aim, areas, and how the limits were made."""

from decimal import Decimal

from openscrutiny.analysis.control_limits import false_alarm_per_point, floor_at_zero
from openscrutiny.analysis.judgement import Position, Variation
from openscrutiny.catalogue.describe import describe_measure
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure
from openscrutiny.organisation import OUTSIDE
from openscrutiny.periods import Grain, Month, Period
from openscrutiny.reporting.document import (
    Beside,
    Block,
    Callout,
    Cell,
    ControlChart,
    Heading,
    LimitSpan,
    Paragraph,
    Point,
    Row,
    Signal,
    SmallCharts,
    Strip,
    Table,
    TableColumn,
)
from openscrutiny.reporting.figures import Figure, FigureBook, FigureMaker
from openscrutiny.reporting.messages import Messages
from openscrutiny.reporting.narrative import Narrator, find_kind
from openscrutiny.series import MARKS, State

CHART_MONTHS = 36
SIGNALS: dict[Variation, Signal] = {
    Variation.IMPROVEMENT: "improvement",
    Variation.CONCERN: "concern",
    Variation.NEITHER: "neither",
}


class MeasurePage:
    """Builds the blocks of one measure from the gated book alone."""

    def __init__(
        self, catalogue: Catalogue, book: FigureBook, maker: FigureMaker, messages: Messages, measure: Measure
    ) -> None:
        self.catalogue, self.book, self.maker, self.messages, self.measure = catalogue, book, maker, messages, measure
        self.organisation = catalogue.organisation
        self.force = self.organisation.force.id
        self.narrator = Narrator(book, maker, messages, measure, self.force)
        self.period = maker.report_period
        self.months = tuple(
            Month(i) for i in range(self.period.last.index - CHART_MONTHS + 1, self.period.last.index + 1)
        )

    def build(self, issues: tuple[Block, ...], narrative: tuple[Block, ...] = ()) -> tuple[Block, ...]:
        write = self.narrator
        sentences = [write.write_level(), write.write_changes(), write.write_year_to_date(), write.write_position()]
        text = tuple(Paragraph(part) for part in (" ".join(filter(None, sentences)), write.write_breaks()) if part)
        aim = self.measure.good_looks_like
        say = self.messages.say
        box = (Callout(say("good-looks-like"), aim.text),) if aim else ()
        blocks: list[Block] = [
            Heading(1, self.measure.title, f"measure-{self.measure.id}", self.describe_place()),
            self.build_strip(),
            self.build_chart(),
            Beside((*text, *narrative), box),
            Heading(2, say("heading-areas"), f"areas-{self.measure.id}"),
            self.build_areas(),
            Heading(2, say("heading-how-limits"), f"limits-{self.measure.id}"),
            Paragraph(self.describe_limits()),
            Paragraph(describe_measure(self.measure, self.catalogue.tables[self.measure.table])),
        ]
        return (*blocks, *issues)

    def describe_place(self) -> str:
        """`Gold · 4.2 Managing demand · Priority`."""
        levels = {level.id: level.title for level in self.organisation.levels}
        objective = self.organisation.objectives.get(self.measure.objective)
        priority = {p.id: p.title for p in self.organisation.priorities}.get(self.measure.priority)
        parts = [levels.get(self.measure.level, ""), f"{objective.id} {objective.title}" if objective else ""]
        parts.append(self.messages.say("word-priority") if priority else "")
        return " · ".join(part for part in parts if part)

    def figure(self, kind: str, period: Period | None = None, area: str = "") -> Figure:
        return self.book[self.maker.address(self.measure.id, area or self.force, period or self.period, kind)]

    def find(self, kind: str, period: Period, area: str = "") -> Figure | None:
        """The figure, or None where the report has none of that kind."""
        return self.book.find(self.maker.address(self.measure.id, area or self.force, period, kind))

    def month(self, month: Month) -> Period:
        return Period(Grain.MONTH, month, month)

    def build_strip(self) -> Strip:
        say, now = self.messages.say, self.figure("value")
        grain = str(self.period.grain)
        labels = {
            f"previous_{grain}": self.maker.calendar.previous(self.period),
            f"same_{grain}_last_year": self.period.same_last_year,
        }
        items = []
        for name, before in labels.items():
            against = self.messages.period(before, self.maker.calendar)
            if self.measure.is_per_cent:
                change = self.figure(f"points_change_on_{name}")
                amount = say("change-points", points=change.text)
            else:
                change = self.figure(f"change_on_{name}")
                amount = self.narrator.write_amount(name) if change.value is not None else change.text
            if change.value is None:
                items.append(f"{change.text} on {against}")
            else:
                items.append(say("strip-change", kind=find_kind(change.value), amount=amount, against=against))
        to_date = self.maker.calendar.year_to_date(self.period)
        if not self.measure.is_per_cent:
            share = self.figure("percentage_change_on_last_year", to_date)
            kind = "none" if share.value is None else find_kind(share.value)
            items.append(say("strip-year-to-date", kind=kind, percentage=share.text) if share.value is not None else "")
        signal, words = read_signal(self, self.period, self.force)
        judged = self.find("judgement", self.period)
        shown = signal if judged and judged.judgement else None
        text = now.text + (" (p)" if now.provisional and now.is_known else "")
        return Strip(text, now.period_label, tuple(filter(None, items)), shown, words, self.describe_aim())

    def describe_aim(self) -> str:
        aim = self.measure.good_looks_like
        if aim is None:
            return self.messages.say("aim-none")
        if aim.change is None or not self.narrator.has("aim") or not self.figure("value").is_known:
            return self.messages.say("aim-no-number", aim=aim.text)
        now, goal = self.figure("value").value, self.figure("aim").value
        assert now is not None
        assert goal is not None
        met = now >= goal if self.measure.improvement == "increase" else now <= goal
        return self.messages.say("aim-met" if met else "aim-not-met", aim=aim.text)

    def build_chart(self) -> ControlChart:
        points = tuple(self.build_point(month, self.force) for month in self.months)
        now, say = self.figure("value"), self.messages.say
        judged = self.find("judgement", self.period)
        position = judged.judgement.position if judged and judged.judgement else Position.NO_LIMITS
        title = say(f"chart-title-{str(position).replace(' ', '-')}", name=self.measure.short, period=now.period_label)
        calendar = self.maker.calendar
        breaks = tuple(
            (month.index - self.months[0].index, found.reason)
            for found in self.measure.breaks
            for month in [Month.containing(found.day)]
            if self.months[0] < month <= self.months[-1]
        )
        start = calendar.year_start(self.period.last) - 12
        low, high = start.index - self.months[0].index, start.index + 11 - self.months[0].index
        return ControlChart(
            name=f"chart_{self.measure.id}",
            title=title,
            summary=self.summarise(points),
            unit=now.unit,
            points=points,
            limits=self.build_limits(),
            baseline=(low, high) if low >= 0 else None,
            breaks=breaks,
            table=self.build_month_table(points),
        )

    def build_point(self, month: Month, area: str) -> Point:
        period = self.month(month)
        figure = self.figure("value", period, area)
        signal, words = read_signal(self, period, area)
        return Point(
            label=self.messages.short_month(month),
            value=None if figure.value is None else float(figure.value),
            text=figure.text + (" (p)" if figure.provisional and figure.is_known else ""),
            signal=signal,
            signal_words=words if signal != "common cause" else "",
            provisional=figure.provisional,
            state_words="" if figure.is_known else self.messages.say(f"state-{str(figure.state).replace(' ', '-')}"),
        )

    def build_limits(self) -> tuple[LimitSpan, ...]:
        """One span a financial year, of the years whose limits are known."""
        calendar, spans = self.maker.calendar, []
        for first in sorted({calendar.year_start(month) for month in self.months}):
            inside = [month for month in self.months if first <= month < first + 12]
            found = [self.find(kind, self.month(inside[0])) for kind in ("mean", "lower_limit", "upper_limit")]
            known = [figure for figure in found if figure and figure.value is not None]
            if len(known) < len(found):
                continue
            mean, lower, upper = (float(figure.value or 0) for figure in known)
            span = (inside[0].index - self.months[0].index, inside[-1].index - self.months[0].index)
            spans.append(LimitSpan(*span, mean, floor_at_zero(lower), upper, *(figure.text for figure in known)))
        return tuple(spans)

    def summarise(self, points: tuple[Point, ...]) -> str:
        known = [point for point in points if point.value is not None]
        gaps = [point for point in points if point.value is None]
        outside = [point for point in known if point.signal_words]
        if known:
            lowest = min(known, key=lambda p: p.value or 0.0)
            highest = max(known, key=lambda p: p.value or 0.0)
        else:
            lowest = highest = points[0]
        return self.messages.say(
            "chart-summary",
            name=self.measure.short,
            first=points[0].label,
            last=points[-1].label,
            count=len(known),
            lowest=lowest.text,
            lowest_month=lowest.label,
            highest=highest.text,
            highest_month=highest.label,
            latest=known[-1].text if known else "",
            latest_month=known[-1].label if known else "",
            signals=len(outside),
            outside=self.messages.join([f"{p.label} ({p.text}, {p.signal_words})" for p in outside]),
            gaps=len(gaps),
            missing=self.messages.join([f"{point.label} ({point.state_words})" for point in gaps]),
        )

    def build_month_table(self, points: tuple[Point, ...]) -> Table:
        say = self.messages.say
        headers = ("month", "value", "lower", "mean", "upper", "judgement")
        columns = tuple(
            TableColumn(say(f"column-{name}"), number=name not in ("month", "judgement")) for name in headers
        )
        rows = []
        for month, point in zip(self.months, points, strict=True):
            period = self.month(month)
            value = self.figure("value", period)
            limits = [self._limit(kind, period) for kind in ("lower_limit", "mean", "upper_limit")]
            judged = self.find("judgement", period)
            usual = say("position-within" if judged and judged.judgement else "position-none")
            words = point.signal_words or point.state_words or usual
            cells = (
                Cell(self.messages.month(month)),
                Cell(point.text, value.address, point.signal),
                *limits,
                Cell(words),
            )
            rows.append(Row(cells))
        name = say("table-name-months", name=self.measure.title)
        return Table(f"{self.measure.id}_months", name, columns, tuple(rows), (say("note-marks"),))

    def _limit(self, kind: str, period: Period) -> Cell:
        figure = self.find(kind, period)
        return Cell(figure.text, figure.address) if figure else Cell(MARKS[State.NOT_AVAILABLE])

    def build_areas(self) -> SmallCharts:
        say, names = self.messages.say, self.organisation.area_names
        areas = [area for area in names if area != self.force]
        panels = tuple(
            (names[area], tuple(self.build_point(month, area) for month in self.months))
            for area in areas
            if area != OUTSIDE
        )
        values = [f"{names[area]} {self.figure('value', None, area).text}" for area in areas]
        summary = say(
            "areas-summary",
            name=self.measure.short,
            count=len(panels),
            first=self.messages.month(self.months[0]),
            last=self.messages.month(self.months[-1]),
            period=self.figure("value").period_label,
            values=self.messages.join(values),
        )
        title = say("areas-title", name=self.measure.short)
        unit = self.figure("value").unit
        return SmallCharts(f"areas_{self.measure.id}", title, summary, unit, panels, self.build_area_table(areas))

    def build_area_table(self, areas: list[str]) -> Table:
        say, calendar = self.messages.say, self.maker.calendar
        grain = str(self.period.grain)
        periods = (self.period, calendar.previous(self.period), self.period.same_last_year)
        columns = [TableColumn(say("column-area"), number=False)]
        columns += [TableColumn(self.messages.period(period, calendar)) for period in periods]
        kind = "points_change" if self.measure.is_per_cent else "percentage_change"
        changes = (f"{kind}_on_previous_{grain}", f"{kind}_on_same_{grain}_last_year")
        for before in periods[1:]:
            columns.append(TableColumn(say("column-change-previous", against=self.messages.period(before, calendar))))
        rows = []
        for area in [*areas, self.force]:
            cells = [Cell(self.organisation.area_names[area])]
            for period in periods:
                figure = self.figure("value", period, area)
                cells.append(Cell(figure.text, figure.address, provisional=figure.provisional))
            for change in changes:
                figure = self.figure(change, None, area)
                cells.append(Cell(sign(figure, self.messages), figure.address))
            rows.append(Row(tuple(cells), total=area == self.force))
        name = say("table-name-areas", name=self.measure.title)
        return Table(f"{self.measure.id}_areas", name, tuple(columns), tuple(rows), (say("note-marks"),))

    def describe_limits(self) -> str:
        if not self.narrator.has("mean"):
            return self.narrator.write_position()
        calendar, say = self.maker.calendar, self.messages.say
        baseline = calendar.previous_year_periods(self.period)
        values = [f"{self.messages.period(p, calendar)}: {self.figure('value', p).text}" for p in baseline]
        alarm = false_alarm_per_point(len(baseline), float(self.measure.limits.multiple))
        text = say(
            "how-limits-text",
            period=self.messages.period(self.period, calendar),
            baseline=calendar.year_label(baseline[0].first),
            values=self.messages.join(values),
            multiple=str(self.measure.limits.multiple),
            mean=self.figure("mean").text,
            upper=self.figure("upper_limit").text,
            lower=self.figure("lower_limit").text,
            alarm=self.messages.per_cent(Decimal(repr(alarm * 100)), 0),
            grain=str(self.period.grain),
        )
        return f"{text} {say('how-limits-months')}" if self.period.grain is not Grain.MONTH else text


def read_signal(page: MeasurePage, period: Period, area: str) -> tuple[Signal, str]:
    """The signal of a figure and its words, from the one judgement that was made of it."""
    found = page.find("judgement", period, area)
    judgement = found.judgement if found else None
    if judgement is None:
        figure = page.figure("value", period, area)
        words = "position-none" if figure.state is State.VALUE else f"state-{str(figure.state).replace(' ', '-')}"
        return "common cause", page.messages.say(words)
    return SIGNALS.get(judgement.variation, "common cause"), judgement.words


def sign(figure: Figure, messages: Messages) -> str:
    """A change as a table prints it: with its sign."""
    if figure.value is None:
        return figure.text
    if not figure.text[:1].isdigit():
        return f"{figure.text} {'up' if figure.value > 0 else 'down'}"  # "less than 0.5% up"
    plus = "+" if figure.value > 0 else "−" if figure.value < 0 else ""
    return plus + figure.text
