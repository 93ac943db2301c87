"""The gated figures of one measure, looked up by kind, period and area: what every part of its page is made from."""

from functools import cached_property

from openscrutiny.analysis.judgement import Judgement, Variation
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure
from openscrutiny.periods import Period
from openscrutiny.reporting.document.document import Cell, Signal
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.figures.event_gaps import GAP, GAP_JUDGEMENT
from openscrutiny.reporting.figures.figures import Figure, FigureBook, FigureMaker
from openscrutiny.reporting.judging.assessment import list_chart_periods
from openscrutiny.reporting.judging.judged import SERIES_JUDGEMENT, YEAR_JUDGEMENT
from openscrutiny.series import State

SIGNALS: dict[Variation, Signal] = {
    Variation.IMPROVEMENT: "improvement",
    Variation.CONCERN: "concern",
    Variation.NEITHER: "neither",
}


MOST_GAPS = 60  # shown: where there are more in three years the events are not rare


class MeasureFigures:
    """One measure's figures from the gated book alone, with the periods its chart shows."""

    def __init__(
        self, catalogue: Catalogue, book: FigureBook, maker: FigureMaker, messages: Messages, measure: Measure
    ) -> None:
        self.catalogue, self.book, self.maker, self.messages, self.measure = catalogue, book, maker, messages, measure
        self.organisation, self.calendar = catalogue.organisation, maker.calendar
        self.force = self.organisation.force.id
        self.period = maker.report_period
        self.grain = catalogue.tables[measure.table].smallest_period
        self.shown = list_chart_periods(self.period, self.grain, self.calendar)

    def figure(self, kind: str, period: Period | None = None, area: str = "", span: str = "") -> Figure:
        """The figure of a kind, of the report's period and the force where not said otherwise. Raises ReportError."""
        return self.book[self.maker.address(self.measure.id, area or self.force, period or self.period, kind, span)]

    def find(self, kind: str, period: Period | None = None, area: str = "", span: str = "") -> Figure | None:
        """The figure, or None where the report has none of that kind."""
        address = self.maker.address(self.measure.id, area or self.force, period or self.period, kind, span)
        return self.book.find(address)

    def has(self, kind: str, period: Period | None = None) -> bool:
        found = self.find(kind, period)
        return found is not None and found.is_known

    def find_limit(self, kind: str, period: Period, area: str = "") -> Figure | None:
        """A line (mean, median, a limit, what it is worth) of the limits that a period is judged by."""
        judged = self.find_judgement(period, area)
        return self.find(kind, period, area, judged.span) if judged else None

    def find_year_limit(self, kind: str) -> Figure | None:
        """A line of the year's rule for the report's period, whatever rule judges the measure."""
        return self.book.find(self.maker.find_limit_address(self.measure, self.force, self.period, kind))

    def find_judgement(self, period: Period, area: str = "") -> Figure | None:
        """What the measure's own profile says of a period of its chart (or of the report, under the year's rule)."""
        kind = YEAR_JUDGEMENT if self.measure.limits.by_year else SERIES_JUDGEMENT
        return self.find(kind, period, area)

    def judge(self, period: Period, area: str = "") -> Judgement | None:
        found = self.find_judgement(period, area)
        return found.judgement if found else None

    @cached_property
    def gaps(self) -> tuple[Figure, ...]:
        """The newest days between rare events that end in the periods shown, oldest first."""
        if not self.measure.charts_events:
            return ()
        own = [figure for figure in self.book if figure.measure == self.measure.id and figure.kind == GAP]
        first = f"on-{self.shown[0].first}"
        return tuple(sorted((each for each in own if each.period >= first), key=lambda each: each.period)[-MOST_GAPS:])

    def find_gap(self, gap: Figure, kind: str, span: str = "") -> Figure | None:
        """Another figure of a gap, or one of the stretch `span`."""
        return self.book.find(f"{gap.address.removesuffix(f'.{gap.period}.{GAP}')}.{span or gap.period}.{kind}")

    def find_gap_line(self, gap: Figure, line: str) -> Figure | None:
        """A line of the limits that a gap is judged by."""
        judged = self.find_gap(gap, GAP_JUDGEMENT)
        return self.find_gap(gap, f"{GAP}_{line}", judged.span) if judged else None

    @property
    def headline(self) -> Period:
        """The period whose judgement is the measure's: the report's own, or the last point of its chart."""
        if self.measure.limits.by_year:
            return self.period
        counted = [when for when in self.shown if self.figure("value", when).is_known and not self.find_reason(when)]
        return counted[-1] if counted else self.shown[-1]

    @cached_property
    def verdict(self) -> Figure | None:
        """The one judgement that the measure is known by, on its strip, the scorecard and in what stands out.

        That of its headline period; of rare events that of the days to the newest event, unless only the counts are
        marked, or judged at all.
        """
        counts, gap = self.find_judgement(self.headline), self.last_gap_judgement
        if gap is None or _read_meaning(gap) is Variation.NOT_JUDGED:
            return counts
        return counts if is_marked(counts) and not is_marked(gap) else gap

    @property
    def last_gap_judgement(self) -> Figure | None:
        """What the days to the newest event are said to be, where they are charted."""
        return self.find_gap(self.gaps[-1], GAP_JUDGEMENT) if self.gaps else None

    @property
    def is_judged(self) -> bool:
        """Whether the measure's own judgement could be made."""
        return _read_meaning(self.verdict) is not Variation.NOT_JUDGED

    def read_verdict(self) -> tuple[Signal, str]:
        """The signal of the verdict and its words."""
        verdict = self.verdict
        if verdict is None or verdict.judgement is None or verdict.kind != GAP_JUDGEMENT:
            return self.read_signal(self.headline)
        return SIGNALS.get(verdict.judgement.variation, "common cause"), verdict.text

    def find_reason(self, period: Period) -> str:
        """Why a period takes no part in limits: the reason a person recorded, or nothing."""
        return self.measure.limits.find_reason(period)

    def name_period(self, period: Period) -> str:
        return self.messages.period(period, self.calendar)

    def name_point(self, period: Period) -> str:
        """A period as an axis names it: `Sept 2020`, `Q2 2020/21`."""
        return self.messages.short_month(period.last) if period.length == 1 else self.name_period(period)

    def read_signal(self, period: Period, area: str = "") -> tuple[Signal, str]:
        """The signal of a period and its words, from the one judgement that was made of it."""
        found = self.find_judgement(period, area)
        if found is not None and found.judgement is not None:
            return SIGNALS.get(found.judgement.variation, "common cause"), found.text
        figure = self.figure("value", period, area)
        words = "position-none" if figure.state is State.VALUE else f"state-{write_state(figure.state)}"
        return "common cause", self.messages.say(words)

    def sign(self, figure: Figure) -> str:
        """A change as a table prints it: with its sign, in points where it is of a percentage."""
        if figure.value is None:
            return figure.text
        if not figure.text[:1].isdigit():
            return f"{figure.text} {'up' if figure.value > 0 else 'down'}"  # "less than 0.5% up"
        plus = "+" if figure.value > 0 else "−" if figure.value < 0 else ""
        return f"{plus}{figure.text}{' points' if self.measure.is_per_cent else ''}"

    def change(self, name: str, period: Period | None = None, area: str = "") -> Cell:
        """The change on an earlier period as a cell: `previous_quarter`, `same_quarter_last_year`, `last_year`."""
        kind = "points_change" if self.measure.is_per_cent else "percentage_change"
        figure = self.figure(f"{kind}_on_{name}", period, area)
        return Cell(self.sign(figure), figure.address, provisional=figure.provisional and figure.is_known)

    def show(self, figure: Figure) -> Cell:
        """A figure as a cell; a mark for what is not there is never called provisional."""
        return Cell(figure.text, figure.address, provisional=figure.provisional and figure.is_known)


def is_marked(judgement: Figure | None) -> bool:
    """Whether a judgement is a signal: something other than common cause."""
    return _read_meaning(judgement) in SIGNALS


def _read_meaning(judgement: Figure | None) -> Variation:
    found = judgement.judgement if judgement else None
    return found.variation if found else Variation.NOT_JUDGED


def write_state(state: State) -> str:
    """A state as messages name it: `not-available`."""
    return str(state).replace(" ", "-")
