"""Every number of a report, named once: its value, its printed text, what it is worked out from, and its state.

`make_figures` names true values; `gate_figures` is where the disclosure gate closes: what is suppressed, or worked out
from something suppressed, loses its value and text there. Everything printed is looked up in the gated `FigureBook`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from openscrutiny.analysis.comparison import Change, PointChange
from openscrutiny.analysis.judgement import Judgement
from openscrutiny.calculation.disclosure import Cell
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.errors import ReportError, did_you_mean
from openscrutiny.periods import Calendar, Grain, Period
from openscrutiny.reporting.assessment import Assessment, Comparison, Judged
from openscrutiny.reporting.messages import Messages
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


LIMIT_KINDS = ("mean", "lower_limit", "upper_limit", "standard_deviation")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number (or judgement) of a report. `cells` are the observations it is worked out from."""

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
        self._limits: set[str] = set()

    def address(self, measure: str, area: str, period: Period, kind: str) -> str:
        """`hate_crime.quarter.value`; with the area unless it is the force, the period unless it is the report's."""
        place = "" if area == self.force else f".{area}"
        own = period in (self.report_period, self.calendar.year_to_date(self.report_period))
        when = "" if own else f".{self._label(period)[0]}"
        if period.grain is Grain.MONTH and kind in LIMIT_KINDS:
            when = f".{self.calendar.year_label(period.last)}"  # one set of limits for all the months of a year
        return f"{measure}{place}.{period.grain}{when}.{kind}"

    def make_figures(self, assessment: Assessment) -> Iterator[Figure]:
        """Every figure of one assessment, on true values."""
        a, grain = assessment, assessment.period.grain
        yield from self._judged(a.measure, a.latest)
        for comparison in (a.previous, a.last_year):
            yield self._observed(a.measure, comparison.before)
        yield from self._change(a.measure, a.latest.now, a.previous, f"previous_{grain}")
        yield from self._change(a.measure, a.latest.now, a.last_year, f"same_{grain}_last_year")
        yield self._observed(a.measure, a.year_to_date)
        yield self._observed(a.measure, a.year_to_date_change.before)
        yield from self._change(a.measure, a.year_to_date, a.year_to_date_change, "last_year")
        if a.target_value is not None:
            yield self._plain(a.measure, a.latest.now, "aim", a.target_value, (a.last_year.before,))
        for judged in a.months:
            yield from self._judged(a.measure, judged)

    def _judged(self, measure: Measure, judged: Judged) -> Iterator[Figure]:
        yield self._observed(measure, judged.now)
        for observation in judged.baseline:
            yield self._observed(measure, observation)
        if judged.limits is None:
            return
        first = self.address(measure.id, judged.now.area, judged.now.period, LIMIT_KINDS[0])
        if first not in self._limits:
            self._limits.add(first)
            limits = judged.limits
            for kind, value in zip(LIMIT_KINDS, (limits.mean, limits.lower, limits.upper, limits.sd), strict=True):
                yield self._limit(measure, judged, kind, Decimal(repr(value)))
        if judged.now.state is not State.VALUE:  # limits there may be, but nothing to be judged by them
            blank = self._plain(measure, judged.now, "judgement", None, (judged.now, *judged.baseline))
            yield replace(blank, text=MARKS[judged.now.state], unit="words", state=judged.now.state)
            return
        words = judged.judgement.words
        yield replace(
            self._plain(measure, judged.now, "judgement", None, (judged.now, *judged.baseline)),
            text=words,
            unit="words",
            state=judged.now.state,
            judgement=judged.judgement,
        )

    def _limit(self, measure: Measure, judged: Judged, kind: str, value: Decimal) -> Figure:
        figure = self._plain(measure, judged.now, kind, value, judged.baseline)
        if judged.now.period.grain is not Grain.MONTH:
            return figure
        year = self.calendar.year_label(judged.now.period.last)
        return replace(figure, period=year, period_label=year)

    def _change(self, measure: Measure, now: Observation, against: Comparison, name: str) -> Iterator[Figure]:
        cells = (now, against.before)
        change = against.change
        if isinstance(change, Change):
            yield self._plain(measure, now, f"change_on_{name}", change.difference, cells, signed=True)
            figure = self._plain(measure, now, f"percentage_change_on_{name}", change.percentage, cells)
            text = self._per_cent(change.percentage)
            yield replace(figure, unit="per cent", text=text or figure.text)
        elif isinstance(change, PointChange):
            figure = self._plain(measure, now, f"points_change_on_{name}", change.points, cells)
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
                    self._plain(measure, now, kind, None, cells), state=missing.state, text=MARKS[missing.state]
                )

    def _observed(self, measure: Measure, o: Observation) -> Figure:
        key = (o.measure, o.area, o.period)
        if key not in self._named:
            figure = self._plain(measure, o, "value", o.value, (o,))
            if o.state is not State.VALUE:
                figure = replace(figure, state=o.state, text=MARKS[o.state])
            self._named[key] = replace(figure, numerator=o.numerator, denominator=o.denominator)
        return self._named[key]

    def _label(self, period: Period) -> tuple[str, str]:
        """A period's key and its printed name, worked out once."""
        if period not in self._labels:
            self._labels[period] = (self.calendar.key(period), self.messages.period(period, self.calendar))
        return self._labels[period]

    def _plain(
        self,
        measure: Measure,
        o: Observation,
        kind: str,
        value: Decimal | None,
        cells: tuple[Observation, ...],
        signed: bool = False,
    ) -> Figure:
        state = State.VALUE if value is not None else State.NOT_AVAILABLE
        text = MARKS[state] if value is None else self.format(measure, abs(value) if signed else value)
        return Figure(
            address=self.address(measure.id, o.area, o.period, kind),
            measure=measure.id,
            area=o.area,
            grain=str(o.period.grain),
            period=self._label(o.period)[0],
            period_label=self._label(o.period)[1],
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
        return f"{measure.unit_of_count}s per {measure.per:,} residents"
    if measure.statistic in (Statistic.MEDIAN, Statistic.PERCENTILE_90) and measure.days_between:
        return "days"
    return f"{measure.unit_of_count}s"


def gate_figures(figures: Iterable[Figure], suppressed: frozenset[Cell]) -> FigureBook:
    """The figures as they may be published: a suppressed one keeps its address and loses all that tells its value."""
    return FigureBook(_suppress(figure) if suppressed & set(figure.cells) else figure for figure in figures)


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
    )
