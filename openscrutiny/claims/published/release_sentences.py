"""What the sentences of a narrative state beside levels, against a release: changes as a phrase, limits, aims, totals
that a share is of, and the parts of percentages and rates. One rule a form, each naming the kind of figure it is."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.verdicts import Judgement, Verdict

SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class ReleaseFigure:
    """One published figure: what it measures, where, when, and its value. `kind` is level, change ..."""

    address: str
    title: str
    area: str
    period: str
    period_label: str
    kind: str
    value: float
    text: str
    unit: str
    short: str = ""  # as sentences begin
    numerator: float | None = None
    denominator: float | None = None


PHRASE = re.compile(
    r"(?:\{P(?P<percent>\d+)\} \(\{[NP](?P<count>\d+)\}\) (?P<way>increase|decrease)"
    r"|\b(?P<bare_way>increase|decrease) of (?:(?:less than )?\{P(?P<bare_percent>\d+)\} \(\{N(?P<small>\d+)\}\)|\{N(?P<bare>\d+)\})"
    r"|\{[NP](?P<points>\d+)\}-?(?:point)? (?P<points_way>increase|decrease))"
    r" on the (?:previous (?P<previous>month|quarter|year)|same (?P<same>month|quarter|year) last year"
    r"|same months of last year)"
)
LIMITS = re.compile(r"\(limits \{\w(?P<lower>\d+)\} to \{\w(?P<upper>\d+)\}")
AIM = re.compile(r"\b(?:aim|target) of \{\w(?P<aim>\d+)\} or (?P<way>fewer|less|lower|more|higher|better)\b")
SHARE = re.compile(
    r"\baccounted for (?:less than )?\{P(?P<percent>\d+)\} \(\{N(?P<part>\d+)\}\) of the \{N(?P<whole>\d+)\}(?: \([a-z]+\))? counted under"
    r" (?P<of>[^{}]+?) in "
)
PARTS = re.compile(
    r"\{\w(?P<level>\d+)\} \(\{N(?P<part>\d+)\} (?:of|among) \{N(?P<base>\d+)\}\) in (?P<when>[^{};:()]+)"
)
MOVED = re.compile(
    r"\b(?P<way>rose|fell)\b[^{};]*? by (?:\{P(?P<percent>\d+)\} \(\{N(?P<count>\d+)\}\)|\{[NP](?P<amount>\d+)\})"
    r" to \{\w\d+\}(?: \([a-z]+\))? in (?P<now>[^{};]+), from \{\w\d+\}(?: \([a-z]+\))? in (?P<before>[^{};]+)"
)


def check_stated(
    sentence: Sentence, title: str, figures: Sequence[ReleaseFigure], others: Mapping[str, Sequence[ReleaseFigure]]
) -> Iterator[Judgement]:
    """Every other figure that a sentence about a measure gives in the forms above; `others` are the
    figures of the measures it names."""
    text, _ = template(sentence)
    for match in PHRASE.finditer(text):
        yield from _judge_phrase(sentence, match, title, figures)
    own = _of_period(figures, sentence.text)
    for match in LIMITS.finditer(text):
        for kind in ("lower", "upper"):
            found = [figure for figure in own if figure.kind == f"{kind}_limit"]
            yield from _judge(sentence, match[kind], title, found)
    for match in AIM.finditer(text):
        rounding = floor if match["way"] in ("fewer", "less", "lower") else ceil
        found = [figure for figure in own if figure.kind in ("aim", "target")]
        yield from _judge(sentence, match["aim"], title, found, rounding)
    for match in SHARE.finditer(text):
        parts = [figure for figure in own if figure.kind == "value"]
        wholes = [f for f in _of_period(others.get(match["of"], ()), sentence.text) if f.kind == "value"]
        yield from _judge(sentence, match["part"], title, parts)
        yield from _judge(sentence, match["whole"], match["of"], wholes)
        if parts and wholes and wholes[0].value:
            printed, share = sentence.quantities[int(match["percent"])], parts[0].value / wholes[0].value * 100
            yield _compare(sentence, printed, title, parts[0], share, f"{share:.{printed.places}f}%")
    for match in MOVED.finditer(text):
        yield from _judge_move(sentence, match, title, figures)
    for match in PARTS.finditer(text):
        yield from _judge_parts(sentence, match, title, figures)


def _of_period(figures: Sequence[ReleaseFigure], text: str) -> list[ReleaseFigure]:
    """The figures of the one period the sentence names: of labels that hold one another, the longest."""
    low = text.lower()
    labels = sorted({f.period_label for f in figures if f.period_label and f.period_label.lower() in low}, key=len)
    named = [label for label in labels if not any(label != other and label in other for other in labels)]
    first = min(named, key=lambda label: low.index(label.lower()), default="")
    return [figure for figure in figures if figure.period_label == first] if first else []


def _judge_phrase(
    sentence: Sentence, match: re.Match[str], title: str, figures: Sequence[ReleaseFigure]
) -> Iterator[Judgement]:
    """`a 21% (99) increase on the previous quarter`: only the report's own period has such a change."""
    on = "last_year"
    if match["previous"] or match["same"]:
        on = f"previous_{match['previous']}" if match["previous"] else f"same_{match['same']}_last_year"
    way = match["way"] or match["bare_way"] or match["points_way"]
    kinds: Mapping[str, str | None] = {
        f"percentage_change_on_{on}": match["percent"] or match["bare_percent"],
        f"change_on_{on}": match["count"] or match["small"] or match["bare"],
        f"points_change_on_{on}": match["points"],
    }
    for kind, at in kinds.items():
        found = [figure for figure in figures if figure.kind == kind]
        if at is not None and len(found) == 1:
            yield from _judge(sentence, at, title, found, way=way)


def _judge_parts(
    sentence: Sentence, match: re.Match[str], title: str, figures: Sequence[ReleaseFigure]
) -> Iterator[Judgement]:
    figure = _find_level(figures, match["when"])
    if figure:
        for name, value in (("part", figure.numerator), ("base", figure.denominator)):
            if value is not None:
                yield _compare(sentence, sentence.quantities[int(match[name])], title, figure, value, f"{value:,.0f}")
        level = sentence.quantities[int(match["level"])]
        yield _compare(sentence, level, title, figure, figure.value, figure.text)


def _judge_move(
    sentence: Sentence, match: re.Match[str], title: str, figures: Sequence[ReleaseFigure]
) -> Iterator[Judgement]:
    """`rose by 21% (99) to 572 in Q2 2020/21, from 473 in Q1 2020/21`: the amounts, from the two levels."""
    now = _find_level(figures, match["now"].removeprefix("the year to date, "))
    before = _find_level(figures, match["before"])
    if not (now and before):
        return
    rise = now.value - before.value
    for name, value in (("amount", rise), ("count", rise), ("percent", rise / (before.value or 1) * 100)):
        if match[name] is not None:
            printed = sentence.quantities[int(match[name])]
            yield _compare(sentence, printed, title, now, abs(value), f"{abs(value):,.{printed.places}f}")


def _find_level(figures: Sequence[ReleaseFigure], when: str) -> ReleaseFigure | None:
    found = [f for f in figures if f.kind == "value" and f.period_label and when.startswith(f.period_label)]
    return max(found, key=lambda figure: len(figure.period_label), default=None)


def _judge(
    sentence: Sentence, at: str, title: str, found: Sequence[ReleaseFigure],
    rounding: Callable[[float], int] | None = None, way: str = "",
) -> Iterator[Judgement]:  # fmt: skip
    for figure in found[:1]:
        printed = sentence.quantities[int(at)]
        value, text = (abs(figure.value), figure.text) if way else (figure.value, figure.text)
        if rounding and not printed.places and printed.unit == "n":
            value = float(rounding(figure.value))
            text = f"{value:,.0f}"
        judged = _compare(sentence, printed, title, figure, value, text)
        wrong_way = way and figure.value and (figure.value > 0) != (way == "increase")
        if wrong_way and judged.verdict is Verdict.CONSISTENT:
            right = "increase" if figure.value > 0 else "decrease"
            judged = Judgement(Verdict.WRONG, "data", judged.places, judged.explanation, way, right)
        yield judged


def _compare(
    sentence: Sentence, printed: Quantity, title: str, figure: ReleaseFigure, value: float, text: str
) -> Judgement:
    place = (sentence.place(printed.start, printed.end),)
    said = f"{title}, {figure.period_label}, {figure.kind.replace('_', ' ')}: {text or value}"
    room = 0.5 * 10.0**-printed.places + SLACK
    fits = printed.qualifier or abs(abs(printed.value / printed.scale) - abs(value / printed.scale)) <= room
    if fits:
        return Judgement(Verdict.CONSISTENT, "data", place, said)
    return Judgement(Verdict.WRONG, "data", place, said, printed.text, text or f"{value:g}")
