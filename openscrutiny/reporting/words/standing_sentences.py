"""Sentences that say where a figure stands: its level, within its limits, against its aim, in its total."""

from openscrutiny.catalogue.measure import Measure
from openscrutiny.catalogue.wording import Expression, Subject, WordingError
from openscrutiny.reporting.document.inline_marks import mark_figures
from openscrutiny.reporting.figures.figures import Figure
from openscrutiny.reporting.judging.judged import YEAR_JUDGEMENT
from openscrutiny.reporting.words.narrative import LEAST_BASE, write_goal
from openscrutiny.reporting.words.sentence_parts import SentenceParts

PLACED = ("above ", "below ", "within ")  # how the words of a figure judged by limits begin (`describe_signal`)


def write_level(parts: SentenceParts, measure: Measure, subject: Subject, said: Expression) -> str:
    now = parts.figure(measure, subject.area, parts.period_of(subject), "value")
    words = parts.subject_words(measure, subject)
    if not now.is_known:
        return parts.messages.say("prose-unknown-level", **words, why=parts.say_figure(now))
    return parts.messages.say("prose-level", **words, value=parts.say_value(now))


def write_position(parts: SentenceParts, measure: Measure, subject: Subject, said: Expression) -> str:
    """Where it lies within its limits, or what its rules say of it where they draw none for the period."""
    period, area = parts.period_of(subject), subject.area or parts.maker.force
    words, now = parts.subject_words(measure, subject), parts.figure(measure, area, period, "value")
    if not now.is_known:
        return write_level(parts, measure, subject, said)
    found = parts.find_judgement(measure, subject)
    if found is None or not found[0].is_known:
        why = parts.explain(found[0]) if found else parts.messages.say("prose-no-baseline")
        return parts.messages.say("sentence-no-limits", period=words["period"], why=why)
    judged, when = found
    known = {"value": parts.say_value(now), "words": parts.say_figure(judged)}
    lower, upper = (parts.maker.find_limit_address(measure, area, period, f"{end}_limit") for end in ("lower", "upper"))
    if judged.kind != YEAR_JUDGEMENT or parts.book.find(upper) is None or not judged.text.startswith(PLACED):
        point = "" if when == period else parts.name_period(when)
        return parts.messages.say("prose-position-alone", **words, **known, point=point or "none")
    return parts.messages.say(
        "prose-position",
        **words,
        **known,
        lower=parts.say_figure(parts.find(lower)),
        upper=parts.say_figure(parts.find(upper)),
        baseline=parts.maker.label_baseline(measure, period),
    )  # fmt: skip


def write_aim(parts: SentenceParts, measure: Measure, subject: Subject, said: Expression) -> str:
    words, aim = parts.subject_words(measure, subject), measure.good_looks_like
    if aim is None:
        return parts.messages.say("prose-aim-none", name=measure.short)
    period = parts.period_of(subject)
    address = parts.maker.address(measure.id, subject.area or parts.maker.force, period, "aim")
    goal, now = parts.book.find(address), parts.figure(measure, subject.area, period, "value")
    if goal is None or goal.value is None:
        earlier = parts.book.find(
            parts.maker.address(measure.id, subject.area or parts.maker.force, period.same_last_year, "value")
        )
        if aim.change is None or earlier is None or earlier.is_known:
            return parts.messages.say("prose-aim-words", name=measure.short, aim=aim.text)
        why = parts.say_figure(earlier)
        return parts.messages.say("prose-aim-unknown", name=measure.short, aim=aim.text, why=why)
    if now.value is None:
        return write_level(parts, measure, subject, said)
    way = str(measure.improvement)
    met = now.value >= goal.value if way == "increase" else now.value <= goal.value
    return parts.messages.say(
        "prose-aim", **words, aim=aim.text, way=way, goal=say_goal(parts, measure, goal), value=parts.say_value(now),
        met="yes" if met else "no",
        counts="yes" if measure.is_count else "no",
    )  # fmt: skip


def say_goal(parts: SentenceParts, measure: Measure, goal: Figure) -> str:
    return mark_figures(write_goal(measure, goal, parts.messages), goal.address)


def write_share(parts: SentenceParts, measure: Measure, subject: Subject, said: Expression) -> str:
    whole = parts.catalogue.measures.get(measure.part_of)
    if whole is None:
        raise WordingError(f"'{measure.id}' is part of no total, so it is no share of one.", "Write level.")
    period, words = parts.period_of(subject), parts.subject_words(measure, subject)
    part, total = (parts.figure(m, subject.area, period, "value") for m in (measure, whole))
    for figure, of in ((part, measure), (total, whole)):
        if figure.value is None:
            return write_level(parts, of, subject, said)
    assert part.value is not None
    if not total.value or total.value < LEAST_BASE:
        return write_level(parts, measure, subject, said)
    share = parts.messages.per_cent(part.value / total.value * 100, 1)
    return parts.messages.say(
        "prose-share", **words, share=mark_figures(share, part.address, total.address),
        value=parts.say_figure(part), total=parts.say_value(total), whole=whole.short,
    )  # fmt: skip
