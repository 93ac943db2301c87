"""The sentence builders: whole comparisons in plain English, written from gated figures alone.

What each writes is in docs/reference/narrative.md, where a test runs every example. Every number is marked with the
address of the figure it is, so that no renderer loses it; a figure that is not there reads as words.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Improvement, Measure, Statistic
from openscrutiny.catalogue.wording import Against, Builder, Expression, Subject, WordingError
from openscrutiny.errors import did_you_mean
from openscrutiny.organisation import OUTSIDE
from openscrutiny.periods import Grain, Period
from openscrutiny.reporting.assessment import find_breaks
from openscrutiny.reporting.figures import Figure, FigureBook, FigureMaker
from openscrutiny.reporting.inline_marks import mark_figures
from openscrutiny.reporting.messages import Messages
from openscrutiny.reporting.narrative import LEAST_BASE, find_kind, takes_an
from openscrutiny.reporting.significance_words import say_significance
from openscrutiny.series import State


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and the earlier one it is compared with; `change` and `percentage` are None for points and for gaps."""

    now: Figure
    before: Figure
    change: Figure
    percentage: Figure | None


class SentenceWriter:
    """Writes what an expression asks for, about the report's period."""

    def __init__(self, catalogue: Catalogue, book: FigureBook, maker: FigureMaker, messages: Messages) -> None:
        self.catalogue, self.book, self.maker, self.messages = catalogue, book, maker, messages
        self.calendar = maker.calendar

    def write(self, expression: Expression) -> str:
        """The text, figures marked. Raises WordingError where the report has not what the expression asks for."""
        if expression.builder is None:
            return self.say_figure(self.find(expression.address))
        subject = expression.subject
        measure = self.catalogue.measures[subject.measure]
        match expression.builder:
            case Builder.NAME:
                return measure.short
            case Builder.PERIOD:
                return self.name_period(self.period_of(subject))
            case Builder.LEVEL:
                return self.write_level(measure, subject)
            case Builder.POSITION:
                return self.write_position(measure, subject)
            case Builder.AIM:
                return self.write_aim(measure, subject)
            case Builder.SHARE:
                return self.write_share(measure, subject)
        assert expression.against
        match expression.builder:
            case Builder.CHANGE:
                return self.write_change(measure, subject, expression)
            case Builder.AREAS:
                return self.write_areas(measure, subject, expression)
            case Builder.TEST:
                return self.write_test(measure, subject, expression)
        return self.write_compare(measure, subject, expression)

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

    # --- builders ----------------------------------------------------------------

    def write_level(self, measure: Measure, subject: Subject) -> str:
        now = self.figure(measure, subject.area, self.period_of(subject), "value")
        words = self.subject_words(measure, subject)
        if not now.is_known:
            return self.messages.say("prose-unknown-level", **words, why=self.say_figure(now))
        return self.messages.say("prose-level", **words, value=self.say_value(now))

    def write_compare(self, measure: Measure, subject: Subject, said: Expression) -> str:
        against = said.against or Against.PREVIOUS
        pair, earlier = self.pair(measure, subject, against), self.earlier(subject, against)
        words = self.subject_words(measure, subject)
        if missing := self.say_missing(pair, words, earlier):
            return missing
        sentence = self.messages.say(
            "prose-compare", **words, **self.pair_words(measure, pair, earlier, said.with_percentage)
        )
        return " ".join([sentence, *self.list_breaks(measure, subject, against)])

    def list_breaks(self, measure: Measure, subject: Subject, against: Against) -> list[str]:
        period = self.period_of(subject)
        before = self.calendar.previous(period) if against is Against.PREVIOUS else period.same_last_year
        return [
            self.messages.say("prose-break", day=self.messages.day(found.day), reason=found.reason)
            for found in find_breaks(measure, before, period)
        ]

    def write_change(self, measure: Measure, subject: Subject, said: Expression) -> str:
        """`a 21% (99) increase on the previous quarter`, to stand in a sentence of the author's own."""
        against = said.against or Against.PREVIOUS
        pair = self.pair(measure, subject, against)
        if pair.change.value is None:
            return self.say_figure(pair.change)
        words = self.pair_words(measure, pair, self.earlier(subject, against), said.with_percentage)
        grain = self.period_of(subject).grain
        name = "against-previous" if against is Against.PREVIOUS else "against-last-year"
        name = "against-last-year-to-date" if grain is Grain.YEAR_TO_DATE else name
        on = self.messages.say(name, grain=str(grain))
        kind = find_kind(pair.change.value)
        if measure.is_per_cent:
            amount = self.messages.say("change-points", points=self.say_figure(pair.change))
        else:
            amount = words["amount"]
        spoken = amount.lstrip("[")
        if amount == self.say_figure(pair.change) or not spoken[:1].isdigit():
            return self.messages.say("change-count-clause", kind=kind, count=amount, against=on)
        vowel = "yes" if takes_an(spoken) else "no"
        return self.messages.say("change-clause", kind=kind, amount=amount, against=on, vowel=vowel)

    def write_position(self, measure: Measure, subject: Subject) -> str:
        period, area = self.period_of(subject), subject.area
        words, now = self.subject_words(measure, subject), self.figure(measure, area, period, "value")
        if not now.is_known:
            return self.write_level(measure, subject)
        judged = self.book.find(self.maker.address(measure.id, area or self.maker.force, period, "judgement"))
        if judged is None or not judged.is_known:
            why = self.explain(judged) if judged else self.messages.say("prose-no-baseline")
            return self.messages.say("sentence-no-limits", period=words["period"], why=why)
        known = {"value": self.say_value(now), "words": self.say_figure(judged)}
        address = self.maker.address(measure.id, area or self.maker.force, period, "upper_limit")
        if self.book.find(address) is None:  # judged by a rule that has no limits for this period
            return self.messages.say("prose-position-alone", **words, **known)
        limits = {kind: self.figure(measure, area, period, f"{kind}_limit") for kind in ("lower", "upper")}
        return self.messages.say(
            "prose-position",
            **words,
            **known,
            **{kind: self.say_figure(figure) for kind, figure in limits.items()},
            baseline=self.maker.label_baseline(measure, period),
        )  # fmt: skip

    def write_aim(self, measure: Measure, subject: Subject) -> str:
        words, aim = self.subject_words(measure, subject), measure.good_looks_like
        if aim is None:
            return self.messages.say("prose-aim-none", name=measure.short)
        period = self.period_of(subject)
        address = self.maker.address(measure.id, subject.area or self.maker.force, period, "aim")
        goal, now = self.book.find(address), self.figure(measure, subject.area, period, "value")
        if aim.change is None or goal is None or goal.value is None:
            return self.messages.say("prose-aim-words", name=measure.short, aim=aim.text)
        if now.value is None:
            return self.write_level(measure, subject)
        way = str(measure.improvement)
        met = now.value >= goal.value if way == "increase" else now.value <= goal.value
        return self.messages.say(
            "prose-aim", **words, aim=aim.text, way=way, goal=self.say_goal(measure, goal), value=self.say_value(now),
            met="yes" if met else "no",
        )  # fmt: skip

    def say_goal(self, measure: Measure, goal: Figure) -> str:
        """The aim as a limit: a count is rounded to the safe side, so that "738 or fewer" says what was judged."""
        if not measure.is_count or goal.value is None:
            return self.say_figure(goal)
        rounding = ROUND_CEILING if measure.improvement is Improvement.INCREASE else ROUND_FLOOR
        whole = goal.value.to_integral_value(rounding)
        return mark_figures(self.messages.number(whole), goal.address)

    def write_share(self, measure: Measure, subject: Subject) -> str:
        whole = self.catalogue.measures.get(measure.part_of)
        if whole is None:
            raise WordingError(f"'{measure.id}' is part of no total, so it is no share of one.", "Write level.")
        period, words = self.period_of(subject), self.subject_words(measure, subject)
        part, total = (self.figure(m, subject.area, period, "value") for m in (measure, whole))
        for figure, of in ((part, measure), (total, whole)):
            if figure.value is None:
                return self.write_level(of, subject)
        assert part.value is not None
        if not total.value or total.value < LEAST_BASE:
            return self.write_level(measure, subject)
        share = self.messages.per_cent(part.value / total.value * 100, 1)
        return self.messages.say(
            "prose-share", **words, share=mark_figures(share, part.address, total.address),
            value=self.say_figure(part), total=self.say_value(total), whole=whole.short,
        )  # fmt: skip

    def write_areas(self, measure: Measure, subject: Subject, said: Expression) -> str:
        """Where it rose and fell most; every area that ties for the most is named."""
        against = said.against or Against.PREVIOUS
        names = {area: name for area, name in self.catalogue.organisation.area_names.items() if area != OUTSIDE}
        names.pop(self.maker.force)
        here = {area: Subject(measure.id, area, subject.grain, subject.period) for area in names}
        pairs = {area: self.pair(measure, inside, against) for area, inside in here.items()}
        words = self.subject_words(measure, subject)
        earlier = self.earlier(subject, against)
        changes = {area: pair.change.value for area, pair in pairs.items() if pair.change.value is not None}
        sentences = []
        for kind, most in (
            ("increase", max(changes.values(), default=0)),
            ("decrease", min(changes.values(), default=0)),
        ):
            if (most > 0) != (kind == "increase") or most == 0:
                continue
            for number, area in enumerate(area for area, change in changes.items() if change == most):
                told = {
                    "area": names[area],
                    "name": measure.short,
                    "period": words["period"],
                    "equal": "yes" if number else "no",
                }
                told |= self.pair_words(measure, pairs[area], earlier, said.with_percentage) | {"kind": kind}
                sentences.append(self.messages.say("prose-areas", **told))
        if changes and not sentences:
            sentences.append(
                self.messages.say("prose-areas-none", name=measure.short, earlier=earlier, period=words["period"])
            )
        for why in dict.fromkeys(self.explain(p.change) for p in pairs.values() if not p.change.is_known):
            gone = [names[area] for area, p in pairs.items() if not p.change.is_known and self.explain(p.change) == why]
            sentences.append(self.messages.say("prose-areas-unknown", areas=self.messages.join(gone), why=why))
        return " ".join(sentences)

    def write_test(self, measure: Measure, subject: Subject, said: Expression) -> str:
        """The change with the test that was run on it; significance is spoken of nowhere else."""
        against = said.against or Against.PREVIOUS
        pair, earlier = self.pair(measure, subject, against), self.earlier(subject, against)
        words = self.subject_words(measure, subject)
        if missing := self.say_missing(pair, words, earlier):
            return missing
        found = say_significance(measure, pair.now, pair.before, self.messages)
        values = {"value": pair.now, "before": pair.before}
        return self.messages.say(
            "prose-test", **words, kind=find_kind(pair.change.value or Decimal(0)), earlier=earlier,
            **{name: self.say_tested(measure, figure) for name, figure in values.items()},
            verdict=found.verdict, measured=found.measured, test=found.test, chance=found.chance,
        )  # fmt: skip

    def say_tested(self, measure: Measure, figure: Figure) -> str:
        """A figure with the base it is a percentage of, which a reader needs to run the test again."""
        if not measure.is_per_cent or figure.denominator is None:
            return self.say_value(figure)
        parts = {"part": figure.numerator or Decimal(0), "base": figure.denominator}
        marked = {name: mark_figures(self.messages.number(n), figure.address) for name, n in parts.items()}
        return self.messages.say("prose-of", value=self.say_figure(figure), **marked)
