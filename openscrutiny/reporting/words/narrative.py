"""Sentences written from gated figures. A sentence never holds a number that is not a figure of the book."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from openscrutiny.catalogue.measure import Improvement, Measure
from openscrutiny.reporting.document.inline_marks import mark_figures
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.figures.figures import Figure
from openscrutiny.reporting.figures.measure_figures import MeasureFigures, write_state
from openscrutiny.series import State

LEAST_BASE = 20  # a percentage of fewer than this many is not put into a sentence


class Narrator:
    """Writes the sentences of one measure for the whole force in the report's period."""

    def __init__(self, held: MeasureFigures) -> None:
        self.held, self.maker, self.messages, self.measure = held, held.maker, held.messages, held.measure
        self.period, self.grain = held.period, str(held.period.grain)
        self.figure, self.has = held.figure, held.has

    def write_level(self) -> str:
        """What the figure is, or why there is none."""
        now = self.figure("value")
        say, when = self.messages.say, now.period_label
        if not now.is_known:
            return say("sentence-not-there", period=when, why=self.explain_state(now.state))
        return mark_sentence(say("sentence-level", name=self.measure.short, value=now.text, period=when), now)

    def write_changes(self) -> str:
        """`Hate crimes saw a 21% (99) increase on the previous quarter and a 3% (15) increase on ...`."""
        name, say = self.measure.short, self.messages.say
        clauses = [
            self.write_change(f"previous_{self.grain}", say("against-previous", grain=self.grain)),
            self.write_change(f"same_{self.grain}_last_year", say("against-last-year", grain=self.grain)),
        ]
        known = [clause for clause in clauses if clause]
        sentences = []
        if len(known) == 2:
            sentences.append(say("sentence-two-changes", name=name, first=known[0], second=known[1]))
        elif known:
            sentences.append(say("sentence-one-change", name=name, first=known[0]))
        told = [mark_sentence(sentence, *self._list_changes()) for sentence in sentences]
        return " ".join([*told, *self._list_unknown()]) if self.has("value") else ""

    def _list_unknown(self) -> list[str]:
        """Why a comparison is not made: which earlier figure is not there."""
        kind = "points_change" if self.measure.is_per_cent else "change"
        earlier = {
            f"previous_{self.grain}": self.maker.calendar.previous(self.period),
            f"same_{self.grain}_last_year": self.period.same_last_year,
        }
        missing: dict[str, list[str]] = {}
        for name, period in earlier.items():
            change, before = self.figure(f"{kind}_on_{name}"), self.figure("value", period)
            if not change.is_known:
                why = self.messages.say(f"prose-{write_state((change if before.is_known else before).state)}")
                missing.setdefault(why, []).append(before.period_label)
        return [
            self.messages.say("sentence-not-compared", which=self.messages.join(labels), why=why)
            for why, labels in missing.items()
        ]

    def _list_changes(self) -> list[Figure]:
        """The known changes on the previous period and on the same of last year, in count and in per cent or points."""
        kinds = ("points_change",) if self.measure.is_per_cent else ("percentage_change", "change")
        names = (f"previous_{self.grain}", f"same_{self.grain}_last_year")
        figures = [self.figure(f"{kind}_on_{name}") for name in names for kind in kinds]
        return [figure for figure in figures if figure.is_known]

    def write_change(self, name: str, against: str) -> str:
        """One comparison as a clause; empty where it cannot be given."""
        if self.measure.is_per_cent:
            points = self.figure(f"points_change_on_{name}")
            if points.value is None:
                return ""
            amount = self.messages.say("change-points", points=self.messages.number(abs(points.value), 1))
            return self._clause(points.value, amount, against)
        change = self.figure(f"change_on_{name}")
        if change.value is None:
            return ""
        amount = write_amount(self.held, name)
        if amount == change.text:
            kind = find_kind(change.value)
            return self.messages.say("change-count-clause", kind=kind, count=amount, against=against)
        return self._clause(change.value, amount, against)

    def _clause(self, value: Decimal, amount: str, against: str) -> str:
        if not amount[:1].isdigit():  # "an increase of less than 0.5% (22)"
            return self.messages.say("change-count-clause", kind=find_kind(value), count=amount, against=against)
        vowel = "yes" if takes_an(amount) else "no"
        return self.messages.say("change-clause", kind=find_kind(value), amount=amount, against=against, vowel=vowel)

    def write_year_to_date(self) -> str:
        """The year to date against the same months of last year; empty where it cannot be given."""
        to_date = self.maker.calendar.year_to_date(self.period)
        now, before = self.figure("value", to_date), self.figure("value", to_date.same_last_year)
        if self.measure.is_per_cent:
            return ""
        if not (now.is_known and before.is_known):
            which = to_date if not now.is_known else to_date.same_last_year
            why = self.messages.say(f"prose-{write_state((before if now.is_known else now).state)}")
            label = self.messages.period(which, self.maker.calendar)
            return self.messages.say("sentence-no-year-to-date", which=label, why=why) if self.has("value") else ""
        share = self.figure("percentage_change_on_last_year", to_date)
        if share.value is None:
            return ""
        sentence = self.messages.say(
            "sentence-year-to-date",
            value=now.text,
            kind=find_kind(share.value),
            percentage=share.text,
            before=before.text,
        )
        return mark_sentence(sentence, now, share, before)

    def write_position(self) -> str:
        """What the measure's rules say of it, and where the limits come from; both rules where there are two."""
        rule, now = self.measure.limits, self.figure("value")
        parts = [self._write_point()] if not rule.by_year else []
        if rule.has_year_limits and (now.is_known or self.held.find_year_limit("mean") is None):
            parts.append(self._write_year_limits(now))
        return " ".join(parts)

    def _write_year_limits(self, now: Figure) -> str:
        judged = self.held.find("judgement")
        lower, upper = (self.held.find_year_limit(f"{end}_limit") for end in ("lower", "upper"))
        if judged is None or lower is None or upper is None or not upper.is_known:
            why = self.explain_state(State.NOT_AVAILABLE if now.is_known else now.state)
            if judged is not None and judged.judgement is not None:
                why = judged.text
            return self.messages.say("sentence-no-limits", period=now.period_label, why=why)
        sentence = self.messages.say(
            "sentence-position",
            period=now.period_label,
            words=judged.text,
            lower=lower.text,
            upper=upper.text,
            baseline=self.maker.label_baseline(self.measure, self.period),
            grain=self.grain,
        )
        return mark_sentence(sentence, judged, lower, upper)

    def _write_point(self) -> str:
        """The last point of the chart, by a profile of whole series."""
        when = self.held.headline
        words = self.held.read_signal(when)[1]
        grain = f"{self.held.grain}s"
        name, profile = self.held.name_period(when), self.measure.limits.profile
        said = self.messages.say("sentence-point", period=name, grain=grain, profile=profile, words=words)
        gap = self.held.last_gap_judgement
        if gap is None or not gap.is_known:
            return said
        days = self.held.gaps[-1]
        told = self.messages.say("sentence-gap", days=days.text, day=days.period_label, words=gap.text)
        return f"{said} {mark_sentence(told, gap, days)}"

    def write_breaks(self) -> str:
        first = self.maker.calendar.year_start(self.period.last) - 12
        shown = [b for b in self.measure.breaks if first.first_day < b.day <= self.period.last.last_day]
        say = self.messages.say
        return " ".join(say("sentence-break", day=self.messages.day(b.day), reason=b.reason) for b in shown)

    def explain_state(self, state: State) -> str:
        return self.messages.say(f"state-{write_state(state)}-long")


def mark_sentence(sentence: str, *figures: Figure) -> str:
    """The sentence as one stretch that is worked out from the figures; unmarked where it holds a bracket of its own."""
    return sentence if "[" in sentence else mark_figures(sentence, *(figure.address for figure in figures))


def write_amount(held: MeasureFigures, name: str) -> str:
    """A change as `21% (99)`; only the count where the base is too small for a percentage."""
    change, share = held.figure(f"change_on_{name}"), held.figure(f"percentage_change_on_{name}")
    now = held.figure("value")
    base = None if now.value is None or change.value is None else now.value - change.value
    if share.value is None or base is None or abs(base) < LEAST_BASE:
        return change.text
    return held.messages.say("change-amount", percentage=share.text, count=change.text)


def write_goal(measure: Measure, goal: Figure, messages: Messages) -> str:
    """An aim as a limit: a count is rounded to the safe side, so that "738 or fewer" says what was judged."""
    if not measure.is_count or goal.value is None:
        return goal.text
    rounding = ROUND_CEILING if measure.improvement is Improvement.INCREASE else ROUND_FLOOR
    return messages.number(goal.value.to_integral_value(rounding))


def find_kind(value: Decimal) -> str:
    """`increase`, `decrease` or `none`: which way a change goes, never whether it is good."""
    return "none" if value == 0 else "increase" if value > 0 else "decrease"


def takes_an(amount: str) -> bool:
    """Whether a spoken amount begins with a vowel: an 8%, an 11%, an 18%, an 80-strong ..."""
    digits = amount.replace(",", "").split(".")[0].split("%")[0].split(" ")[0].split("-")[0]
    return digits.startswith("8") or (digits[:2] in ("11", "18") and len(digits) % 3 == 2)
