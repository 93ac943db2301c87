"""What sentences are made of: figures found by subject, pairs to compare, and the words of what is not there.

Every number is marked with the address of the figure it is, so that no renderer loses it; a figure that is not there
reads as words.
"""

from dataclasses import dataclass
from decimal import Decimal

from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.catalogue.wording import Against, Subject, WordingError
from openscrutiny.errors import did_you_mean
from openscrutiny.periods import Grain, Period
from openscrutiny.reporting.document.inline_marks import mark_figures
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.figures.figures import Figure, FigureBook, FigureMaker
from openscrutiny.reporting.judging.judged import SERIES_JUDGEMENT, YEAR_JUDGEMENT
from openscrutiny.reporting.words.narrative import LEAST_BASE, find_kind
from openscrutiny.series import State


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and the earlier one it is compared with; `change` and `percentage` are None for points and for gaps."""

    now: Figure
    before: Figure
    change: Figure
    percentage: Figure | None


class SentenceParts:
    """The figures of a report by subject, and the words around them."""

    def __init__(self, catalogue: Catalogue, book: FigureBook, maker: FigureMaker, messages: Messages) -> None:
        self.catalogue, self.book, self.maker, self.messages = catalogue, book, maker, messages
        self.calendar = maker.calendar

    # --- figures -----------------------------------------------------------------

    def find(self, address: str) -> Figure:
        found = self.book.find(address)
        if found is None:
            names = [figure.address for figure in self.book if figure.address.startswith(address.split(".")[0] + ".")]
            raise WordingError(
                f"the report has no figure '{address}'.",
                did_you_mean(address, names) or "Only measures that pack.yaml shows have figures.",
            )
        return found

    def figure(self, measure: Measure, area: str, period: Period, kind: str) -> Figure:
        return self.find(self.maker.address(measure.id, area or self.maker.force, period, kind))

    def period_of(self, subject: Subject) -> Period:
        own = self.maker.report_period
        if subject.period:
            return subject.period
        return (
            own
            if subject.grain in (None, own.grain)
            else self.calendar.containing(own.last, subject.grain or own.grain)
        )

    def find_judgement(self, measure: Measure, subject: Subject) -> tuple[Figure, Period] | None:
        """What the measure's rules say of the period, or of the last point of its chart in it, and of which period."""
        period, area = self.period_of(subject), subject.area or self.maker.force
        points = [self.calendar.containing(period.last, grain) for grain in (Grain.QUARTER, Grain.MONTH)]
        wanted = [(YEAR_JUDGEMENT, period), *((SERIES_JUDGEMENT, point) for point in (period, *points))]
        for kind, when in wanted:
            found = self.book.find(self.maker.address(measure.id, area, when, kind))
            if found is not None:
                return found, when
        return None

    def pair(self, measure: Measure, subject: Subject, against: Against) -> Pair:
        """The two figures of a comparison and their difference."""
        period, grain = self.period_of(subject), str(self.period_of(subject).grain)
        if period not in (self.maker.report_period, self.calendar.year_to_date(self.maker.report_period)):
            raise WordingError(
                f"the report compares nothing with {self.name_period(period)}.",
                "Leave the period out: comparisons are of the report's own period, or of year_to_date.",
            )
        if period.grain is Grain.YEAR_TO_DATE:
            if against is Against.PREVIOUS:
                raise WordingError("a year to date has no previous one to compare with.", "Write last_year.")
            name = "last_year"
        else:
            name = f"previous_{grain}" if against is Against.PREVIOUS else f"same_{grain}_last_year"
        earlier = self.calendar.previous(period) if against is Against.PREVIOUS else period.same_last_year
        kind = "points_change" if measure.is_per_cent else "change"
        figures = (
            self.figure(measure, subject.area, period, "value"),
            self.figure(measure, subject.area, earlier, "value"),
            self.figure(measure, subject.area, period, f"{kind}_on_{name}"),
        )
        if measure.is_per_cent:
            return Pair(*figures, None)
        return Pair(*figures, self.figure(measure, subject.area, period, f"percentage_change_on_{name}"))

    # --- words -------------------------------------------------------------------

    def say_figure(self, figure: Figure) -> str:
        """The figure's text; words where it is not known, never a bare mark."""
        return mark_figures(figure.text if figure.is_known else self.explain(figure), figure.address)

    def say_value(self, figure: Figure) -> str:
        said = self.say_figure(figure)
        return self.messages.say("prose-provisional", value=said) if figure.provisional and figure.is_known else said

    def explain(self, figure: Figure) -> str:
        """Why a figure has no value, in words."""
        if figure.state is State.NOT_APPLICABLE and figure.kind.startswith("percentage_change"):
            change = self.book.find(figure.address.replace(".percentage_change", ".change"))
            if change and change.is_known:
                return self.messages.say("prose-undefined")
        return self.messages.say(f"prose-{str(figure.state).replace(' ', '-')}")

    def name_period(self, period: Period) -> str:
        label = self.messages.period(period, self.calendar)
        own = period == self.calendar.year_to_date(self.maker.report_period)
        return self.messages.say("prose-to-date", period=label) if own and period.grain is Grain.YEAR_TO_DATE else label

    def subject_words(self, measure: Measure, subject: Subject) -> dict[str, str]:
        area = self.catalogue.organisation.area_names.get(subject.area, "")
        where = f" {self.messages.say('prose-where', area=area)}" if area and subject.area != self.maker.force else ""
        return {"name": measure.short, "where": where, "period": self.name_period(self.period_of(subject))}

    def say_amount(self, measure: Measure, pair: Pair, with_percentage: bool) -> str:
        """`21% (99)`, `99` on a base too small for a percentage, `2.3 percentage points`."""
        if measure.is_per_cent:
            return self.messages.say("prose-points", points=self.say_figure(pair.change))
        share = pair.percentage
        base = pair.before.numerator if measure.statistic is Statistic.RATE else pair.before.value
        small = base is None or abs(base) < LEAST_BASE
        if share is None or share.value is None or (small and not with_percentage):
            return self.say_figure(pair.change)
        return self.messages.say("change-amount", percentage=self.say_figure(share), count=self.say_figure(pair.change))

    def pair_words(self, measure: Measure, pair: Pair, earlier: str, with_percentage: bool) -> dict[str, str]:
        value = pair.change.value or Decimal(0)
        slight = value != 0 and not any(digit in "123456789" for digit in pair.change.text)
        return {
            "kind": "slight" if slight else find_kind(value),
            "amount": self.say_amount(measure, pair, with_percentage),
            "value": self.say_value(pair.now),
            "before": self.say_value(pair.before),
            "earlier": earlier,
        }

    def say_missing(self, pair: Pair, words: dict[str, str], earlier: str) -> str:
        """Why there is nothing to compare, or empty where there is."""
        if pair.change.is_known:
            return ""
        known = pair.now.is_known
        which, figure = (earlier, pair.before) if known else (words["period"], pair.now)
        figure = pair.change if figure.is_known else figure  # both stand, but the difference would give one away
        return self.messages.say(
            "prose-unknown", **words, earlier=earlier, which=which,
            why=mark_figures(self.explain(figure), figure.address),
        )  # fmt: skip

    def earlier(self, subject: Subject, against: Against) -> str:
        period = self.period_of(subject)
        before = self.calendar.previous(period) if against is Against.PREVIOUS else period.same_last_year
        return self.messages.period(before, self.calendar)
