"""Every number of a report, named once: its value, its printed text, what it is worked out from, and its state.

`make_figures` names true values; `gate_figures` is where the disclosure gate closes: what is suppressed, or worked out
from something suppressed, loses its value and text there. Everything printed is looked up in the gated `FigureBook`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from openscrutiny.analysis.comparison import Change, PointChange
from openscrutiny.analysis.judgement import Judgement
from openscrutiny.calculation.disclosure import Cell
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.errors import ReportError, did_you_mean
from openscrutiny.periods import Calendar, Month, Period
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.judging.assessment import Assessment
from openscrutiny.reporting.judging.judged import Comparison
from openscrutiny.reporting.judging.year_baseline import list_baseline
from openscrutiny.series import MARKS, Observation, State

PLACES = {
    Statistic.COUNT: 0,
    Statistic.SUM: 0,
    Statistic.DISTINCT: 0,
    Statistic.PERCENTAGE: 1,
    Statistic.SHARE_WITHIN: 1,
    Statistic.RATE: 2,
    Statistic.MEDIAN: 1,
    Statistic.PERCENTILE_90: 1,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number (or judgement) of a report. `cells` are the observations it is worked out from.

    A judgement, and the limits behind it, carry the rule `profile` that made them; a judgement every rule it meets
    and the `span` of periods whose limits it was held to.
    """

    address: str
    measure: str
    area: str
    grain: str
    period: str
    period_label: str
    kind: str
    unit: str
    state: State
    value: Decimal | None
    text: str
    numerator: Decimal | None
    denominator: Decimal | None
    provisional: bool
    cells: tuple[Cell, ...]
    judgement: Judgement | None = None
    profile: str = ""
    rules: tuple[str, ...] = ()
    span: str = ""

    @property
    def is_known(self) -> bool:
        return self.state is State.VALUE


class FigureBook:
    """Gated figures by address."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._held: dict[str, Figure] = {}
        for figure in figures:
            self._held.setdefault(figure.address, figure)

    def __getitem__(self, address: str) -> Figure:
        if address not in self._held:
            raise ReportError(f"no figure '{address}'. {did_you_mean(address, self._held)}")
        return self._held[address]

    def find(self, address: str) -> Figure | None:
        return self._held.get(address)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._held[address] for address in sorted(self._held))

    def __len__(self) -> int:
        return len(self._held)


class FigureMaker:
    """Names and formats the figures of assessments of one report period."""

    def __init__(self, messages: Messages, calendar: Calendar, force: str, report_period: Period) -> None:
        self.messages, self.calendar, self.force, self.report_period = messages, calendar, force, report_period
        self._named: dict[tuple[str, str, Period], Figure] = {}
        self._labels: dict[Period, tuple[str, str]] = {}

    def address(self, measure: str, area: str, period: Period, kind: str, span: str = "") -> str:
        """`hate_crime.quarter.value`; with the area unless it is the force, the period unless it is the report's.

        `span` stands in place of the period for what holds for several: `hate_crime.month.2020/21.upper_limit`.
        """
        place = "" if area == self.force else f".{area}"
        own = period in (self.report_period, self.calendar.year_to_date(self.report_period))
        when = f".{span}" if span else "" if own else f".{self._label(period)[0]}"
        return f"{measure}{place}.{period.grain}{when}.{kind}"

    def make_figures(self, assessment: Assessment) -> Iterator[Figure]:
        """Every figure of one assessment, on true values."""
        a, grain = assessment, assessment.period.grain
        yield self.observe(a.measure, a.latest.now)
        for comparison in (a.previous, a.last_year):
            yield self.observe(a.measure, comparison.before)
        yield from self._change(a.measure, a.latest.now, a.previous, f"previous_{grain}")
        yield from self._change(a.measure, a.latest.now, a.last_year, f"same_{grain}_last_year")
        yield self.observe(a.measure, a.year_to_date)
        yield self.observe(a.measure, a.year_to_date_change.before)
        yield from self._change(a.measure, a.year_to_date, a.year_to_date_change, "last_year")
        if a.target_value is not None:
            yield self.name(a.measure, a.latest.now, "aim", a.target_value, (a.last_year.before,))
        for judged in a.chart:
            yield self.observe(a.measure, judged.now)

    def _change(self, measure: Measure, now: Observation, against: Comparison, name: str) -> Iterator[Figure]:
        cells = (now, against.before)
        change = against.change
        if isinstance(change, Change):
            yield self.name(measure, now, f"change_on_{name}", change.difference, cells, signed=True)
            figure = self.name(measure, now, f"percentage_change_on_{name}", change.percentage, cells)
            if change.percentage is None:  # there is no percentage of nothing
                figure = replace(figure, state=State.NOT_APPLICABLE, text=MARKS[State.NOT_APPLICABLE])
            yield replace(figure, unit="per cent", text=self._per_cent(change.percentage) or figure.text)
        elif isinstance(change, PointChange):
            figure = self.name(measure, now, f"points_change_on_{name}", change.points, cells)
            yield replace(figure, unit="percentage points", text=self.messages.number(abs(change.points), 1))
        else:
            missing = next((o for o in cells if o.state is not State.VALUE), now)
            for kind in (
                (f"points_change_on_{name}",)
                if measure.is_per_cent
                else (
                    f"change_on_{name}",
                    f"percentage_change_on_{name}",
                )
            ):
                yield replace(
                    self.name(measure, now, kind, None, cells), state=missing.state, text=MARKS[missing.state]
                )

    def observe(self, measure: Measure, o: Observation) -> Figure:
        """The figure of an observation, named once."""
        key = (o.measure, o.area, o.period)
        if key not in self._named:
            figure = self.name(measure, o, "value", o.value, (o,))
            if o.state is not State.VALUE:
                figure = replace(figure, state=o.state, text=MARKS[o.state])
            self._named[key] = replace(figure, numerator=o.numerator, denominator=o.denominator)
        return self._named[key]

    def label_span(self, span: str) -> str:
        """A span as printed: `2020/21`, `from April 2019` after a rebase, a point's own month or an event's day."""
        kind, _, start = span.partition("-")
        if kind == "on":  # the day of an event, and its number among those of the day
            day = self.messages.day(date.fromisoformat(start[:10]))
            return f"{day} ({int(start[11:])})" if start[10:] else day
        if kind not in ("from", "at"):
            return span
        month = self.messages.month(Month.parse(start))
        return self.messages.say("span-from", month=month) if kind == "from" else month

    def label_baseline(self, measure: Measure, period: Period) -> str:
        """What the year's limits of a period come from: `2019/20`, or `July 2019 to June 2020` after a rebase."""
        periods, _, _ = list_baseline(measure.limits, period, self.calendar)
        first, last = periods[0].first, periods[-1].last
        if self.calendar.year_start(first) == first:
            return self.calendar.year_label(first)
        return self.messages.say("span-between", first=self.messages.month(first), last=self.messages.month(last))

    def find_limit_address(self, measure: Measure, area: str, period: Period, kind: str) -> str:
        """The address of a line of the year's rule: months of a year share theirs."""
        _, span, _ = list_baseline(measure.limits, period, self.calendar)
        return self.address(measure.id, area, period, kind, span)

    def _label(self, period: Period) -> tuple[str, str]:
        """A period's key and its printed name, worked out once."""
        if period not in self._labels:
            self._labels[period] = (self.calendar.key(period), self.messages.period(period, self.calendar))
        return self._labels[period]

    def name(
        self,
        measure: Measure,
        o: Observation,
        kind: str,
        value: Decimal | None,
        cells: tuple[Observation, ...],
        signed: bool = False,
        span: str = "",
    ) -> Figure:
        """A figure of a kind, of the observation's area and period (or `span`), worked out from `cells`."""
        state = State.VALUE if value is not None else State.NOT_AVAILABLE
        text = MARKS[state] if value is None else self.format(measure, abs(value) if signed else value)
        return Figure(
            address=self.address(measure.id, o.area, o.period, kind, span),
            measure=measure.id,
            area=o.area,
            grain=str(o.period.grain),
            period=span or self._label(o.period)[0],
            period_label=self.label_span(span) if span else self._label(o.period)[1],
            kind=kind,
            unit=find_unit(measure),
            state=state,
            value=value,
            text=text,
            numerator=None,
            denominator=None,
            provisional=any(cell.provisional for cell in cells),
            cells=tuple((cell.measure, cell.area, cell.period) for cell in cells),
        )

    def format(self, measure: Measure, value: Decimal) -> str:
        places = PLACES[measure.statistic]
        number = self.messages.number(value, places)
        return f"{number}%" if measure.is_per_cent else number

    def _per_cent(self, value: Decimal | None) -> str:
        return "" if value is None else self.messages.per_cent(abs(value))


def find_unit(measure: Measure) -> str:
    """The unit of a measure's values, as data files name it."""
    if measure.is_per_cent:
        return "per cent"
    if measure.statistic is Statistic.RATE:
        return f"{measure.units} per {measure.per:,} residents"
    if measure.statistic in (Statistic.MEDIAN, Statistic.PERCENTILE_90) and measure.days_between:
        return "days"
    return measure.units


def gate_figures(figures: Iterable[Figure], suppressed: frozenset[Cell]) -> FigureBook:
    """The figures as they may be published: a suppressed one keeps its address and loses all that tells its value."""
    return FigureBook(figure if suppressed.isdisjoint(figure.cells) else _suppress(figure) for figure in figures)


def _suppress(figure: Figure) -> Figure:
    if figure.state in (State.INCOMPLETE, State.NOT_AVAILABLE):
        return figure  # already without a value; saying why gives nothing away
    return replace(
        figure,
        state=State.SUPPRESSED,
        value=None,
        text=MARKS[State.SUPPRESSED],
        numerator=None,
        denominator=None,
        judgement=None,
        rules=(),
    )
