"""Sentences that compare: with the period before or a year ago, area by area, in a phrase, and with a test."""

from decimal import Decimal

from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.catalogue.wording import Against, Expression, Subject
from openscrutiny.organisation import OUTSIDE
from openscrutiny.periods import Grain
from openscrutiny.reporting.document.inline_marks import mark_figures
from openscrutiny.reporting.figures.figures import Figure
from openscrutiny.reporting.judging.assessment import find_breaks
from openscrutiny.reporting.words.narrative import find_kind, takes_an
from openscrutiny.reporting.words.sentence_parts import SentenceParts
from openscrutiny.reporting.words.significance_words import say_significance


def write_compare(parts: SentenceParts, measure: Measure, subject: Subject, said: Expression) -> str:
    against = said.against or Against.PREVIOUS
    pair, earlier = parts.pair(measure, subject, against), parts.earlier(subject, against)
    words = parts.subject_words(measure, subject)
    if missing := parts.say_missing(pair, words, earlier):
        return missing
    sentence = parts.messages.say(
        "prose-compare", **words, **parts.pair_words(measure, pair, earlier, said.with_percentage)
    )
    return " ".join([sentence, *list_breaks(parts, measure, subject, against)])


def list_breaks(parts: SentenceParts, measure: Measure, subject: Subject, against: Against) -> list[str]:
    period = parts.period_of(subject)
    before = parts.calendar.previous(period) if against is Against.PREVIOUS else period.same_last_year
    return [
        parts.messages.say("prose-break", day=parts.messages.day(found.day), reason=found.reason)
        for found in find_breaks(measure, before, period)
    ]


def write_change(parts: SentenceParts, measure: Measure, subject: Subject, said: Expression) -> str:
    """`a 21% (99) increase on the previous quarter`, to stand in a sentence of the author's own."""
    against = said.against or Against.PREVIOUS
    pair = parts.pair(measure, subject, against)
    if pair.change.value is None:
        return parts.say_figure(pair.change)
    words = parts.pair_words(measure, pair, parts.earlier(subject, against), said.with_percentage)
    grain = parts.period_of(subject).grain
    name = "against-previous" if against is Against.PREVIOUS else "against-last-year"
    name = "against-last-year-to-date" if grain is Grain.YEAR_TO_DATE else name
    on = parts.messages.say(name, grain=str(grain))
    kind = find_kind(pair.change.value)
    if measure.is_per_cent:
        amount = parts.messages.say("change-points", points=parts.say_figure(pair.change))
    else:
        amount = words["amount"]
    spoken = amount.lstrip("[")
    if amount == parts.say_figure(pair.change) or not spoken[:1].isdigit():
        return parts.messages.say("change-count-clause", kind=kind, count=amount, against=on)
    vowel = "yes" if takes_an(spoken) else "no"
    return parts.messages.say("change-clause", kind=kind, amount=amount, against=on, vowel=vowel)


def write_areas(parts: SentenceParts, measure: Measure, subject: Subject, said: Expression) -> str:
    """Where it rose and fell most; every area that ties for the most is named."""
    against = said.against or Against.PREVIOUS
    names = {area: name for area, name in parts.catalogue.organisation.area_names.items() if area != OUTSIDE}
    names.pop(parts.maker.force)
    here = {area: Subject(measure.id, area, subject.grain, subject.period) for area in names}
    pairs = {area: parts.pair(measure, inside, against) for area, inside in here.items()}
    words = parts.subject_words(measure, subject)
    earlier = parts.earlier(subject, against)
    changes = {area: pair.change.value for area, pair in pairs.items() if pair.change.value is not None}
    among = "all" if len(changes) == len(pairs) else "some"
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
                "among": among,
            }
            told |= parts.pair_words(measure, pairs[area], earlier, said.with_percentage) | {"kind": kind}
            sentences.append(parts.messages.say("prose-areas", **told))
    if changes and not sentences:
        told = {"name": measure.short, "period": words["period"], "earlier": earlier, "among": among}
        sentences.append(parts.messages.say("prose-areas-none", **told))
    for why in dict.fromkeys(parts.explain(p.change) for p in pairs.values() if not p.change.is_known):
        gone = [names[area] for area, p in pairs.items() if not p.change.is_known and parts.explain(p.change) == why]
        sentences.append(
            parts.messages.say("prose-areas-unknown", areas=parts.messages.join(gone), number=len(gone), why=why)
        )
    return " ".join(sentences)


def write_test(parts: SentenceParts, measure: Measure, subject: Subject, said: Expression) -> str:
    """The change with the test that was run on it; significance is spoken of nowhere else."""
    against = said.against or Against.PREVIOUS
    pair, earlier = parts.pair(measure, subject, against), parts.earlier(subject, against)
    words = parts.subject_words(measure, subject)
    if missing := parts.say_missing(pair, words, earlier):
        return missing
    found = say_significance(measure, pair.now, pair.before, parts.messages)
    values = {"value": pair.now, "before": pair.before}
    return parts.messages.say(
        "prose-test", **words, kind=find_kind(pair.change.value or Decimal(0)), earlier=earlier,
        **{name: say_tested(parts, measure, figure) for name, figure in values.items()},
        verdict=found.verdict, measured=found.measured, test=found.test, chance=found.chance,
    )  # fmt: skip


def say_tested(parts: SentenceParts, measure: Measure, figure: Figure) -> str:
    """A figure with the base it is a percentage or a rate of, which a reader needs to run the test again."""
    if not (measure.is_per_cent or measure.statistic is Statistic.RATE) or figure.denominator is None:
        return parts.say_value(figure)
    split = {"part": figure.numerator or Decimal(0), "base": figure.denominator}
    marked = {name: mark_figures(parts.messages.number(n), figure.address) for name, n in split.items()}
    message = "prose-of" if measure.is_per_cent else "prose-over"
    return parts.messages.say(message, value=parts.say_figure(figure), **marked)
