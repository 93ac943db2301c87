"""Fractions in words (half, a third, one in five, over 80 %) beside the figure they describe."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twenty": 20,
}
COUNT = "|".join([*list(COUNTS)[2:], r"\d{1,2}"])
FRACTION = (
    r"(?P<qualifier>just over|over|more than|above|just under|under|less than|below|fewer than|nearly|almost|around|about|approximately|roughly)?\s*"
    rf"(?P<fraction>(?:a |one )?half|(?:an?|one|two|three|four|five|seven|nine)[\s-](?:third|quarter|fifth|sixth|tenth)s?|(?P<some>{COUNT}) in (?P<all>{COUNT}))\b"
)
ROOM = 0.13
"""How far from a fraction, relative to it, a figure may lie and still be called it: `a third` of 30 % to 37 %."""


def check_fractions(reading: Reading) -> Iterator[Judgement]:
    """Half, a third, one in five and `over 80%` beside the figure they describe."""
    for sentence in reading.sentences:
        if sentence.quantities:
            text, figures = worded_template(sentence)
            yield from _fractions(sentence, text, figures)
            yield from _bounded(sentence, text, figures)


def judge_word(
    fine: bool, place: tuple[Place, ...], working: str, printed: str, should: str, mistake: str = ""
) -> Judgement:
    """The judgement of a word of size beside its figure."""
    verdict = Verdict.CONSISTENT if fine else Verdict.WRONG
    return Judgement(verdict, "majority", place, working, *(("", "", "") if fine else (printed, should, mistake)))


def _value(match: re.Match[str]) -> float:
    """The fraction in per cent."""
    if match["some"]:
        some, every = (COUNTS.get(word) or int(word) for word in (match["some"].lower(), match["all"].lower()))
        return some / every * 100 if every else 0.0
    *count, part = re.split(r"[\s-]", match["fraction"].lower())
    return (COUNTS[count[0]] if count else 1) / PARTS[part.removesuffix("s") if part != "half" else part] * 100


def fits_fraction(match: re.Match[str], true: Interval) -> bool:
    """Whether a share of `true` per cent may be called by the fraction and the word before it."""
    value, word = _value(match), (match["qualifier"] or "").lower()
    room = min(ROOM * value, ROOM * (100 - value) + 1.5)
    if word in {"over", "more than", "above"}:
        return true.high >= value
    if word in {"under", "less than", "below", "fewer than"}:
        return true.low <= value
    if word == "just over":
        return true.high >= value and true.low <= value + 1.5 * room
    if word == "just under":
        return true.low <= value and true.high >= value - 1.5 * room
    if word in {"nearly", "almost"}:
        return value - 1.5 * room <= true.high and true.low <= value + 0.5
    return _near(value, true)


def _near(value: float, true: Interval) -> bool:
    room = min(ROOM * value, ROOM * (100 - value) + 1.5)
    return true.meets(Interval(value - room, value + room))


SHARED = re.compile(
    rf"\b{FRACTION}(?:\s+of(?:\s+[a-z’'-]+){{1,4}}|(?:\s+[a-z’'-]+){{1,2}})?\s*\(\{{P(?P<p>\d+)\}}[);,]", re.IGNORECASE
)
COUNTED = re.compile(
    rf"\b{FRACTION}(?:\s+of(?:\s+[a-z’'-]+){{1,4}})?\s*[,(]\s*(?:or\s+)?\{{N(?P<part>\d+)\}}(?:\s+(?:out\s+)?of\s+(?:the\s+)?|\s*/\s*)\{{N(?P<whole>\d+)\}}",
    re.IGNORECASE,
)
IN_FIGURES = re.compile(
    r"(?:\b(?P<one>one|1)|\{N(?P<some>\d+)\}) (?:in|out of) (?:every )?\{N(?P<all>\d+)\}(?:\s+(?:of\s+)?[a-z’'-][^{}.;()]{0,50})?\s*\(\{P(?P<p>\d+)\}[);,]",
    re.IGNORECASE,
)
OF_COUNT = re.compile(
    rf"\b{FRACTION}\s+of\s+(?:the|our|all|these|those)\s+(?:the\s+)?\{{N(?P<whole>\d+)\}}(?:\s+[a-z’'-]+){{1,5}}?\s*(?:\(\{{N(?P<part>\d+)\}}\)|,\s+\{{N(?P<part2>\d+)\}},)",
    re.IGNORECASE,
)
OF_AMOUNT = re.compile(
    rf"\{{(?P<unit>[NM])(?P<part>\d+)\}}(?:\s+[a-z]+){{0,3}}?\s+(?:is|are|was|were|represents?|represented|makes? up|made up|accounts? for|accounted for)\s+{FRACTION}\s+of\s+(?:the\s+|all\s+|our\s+|its\s+)?(?:[a-z]+\s+){{0,4}}?\{{(?P=unit)(?P<whole>\d+)\}}",
    re.IGNORECASE,
)
AT_SHARE = re.compile(
    rf"\b{FRACTION}\s+of\s+(?:[a-z’'-]+\s+){{0,4}}?[a-z’'-]+,\s+at\s+\{{P(?P<p>\d+)\}}", re.IGNORECASE
)
CHANGED = re.compile(
    rf"\b(?P<verb>rose|risen|increased|grew|grown|up|fell|fallen|decreased|reduced|dropped|declined|down|increase|rise|growth|reduction|fall|decrease|drop)\s+(?:by\s+|of\s+)?{FRACTION}"
    r"[\s,(]+(?:from\s+)?\{[NMP](?P<before>\d+)\}(?:\s+[a-zA-Z]+){0,4}?\s+to\s+(?:just\s+)?\{[NMP](?P<after>\d+)\}",
    re.IGNORECASE,
)


def _fractions(sentence: Sentence, text: str, quantities: Sequence[Quantity]) -> Iterator[Judgement]:
    """`a third (36%)`, `a third of calls, 210 of 900`, `fell by just over a fifth, from 200 to 170`."""
    for match in SHARED.finditer(text):
        if re.search(r"\bbetween\b[^{}.;,]{0,30}\band\s+$", text[: match.start("fraction")], re.IGNORECASE):
            continue
        share = quantities[int(match["p"])]
        yield _fraction(sentence, match, share.true, share.text, share.end)
    for match in IN_FIGURES.finditer(text):
        every, share = quantities[int(match["all"])], quantities[int(match["p"])]
        some = 1 if match["one"] else quantities[int(match["some"])].value
        if 0 < some < every.value <= 20:
            said = re.sub(
                r"\{N(\d+)\}",
                lambda m: quantities[int(m[1])].text,
                match[0][: match[0].index("}", match.start("all") - match.start()) + 1],
            )
            place = (sentence.place(max(0, sentence.text.find(said)), share.end),)
            yield judge_word(
                _near(some / every.value * 100, share.true), place, f"'{said}' beside {share.text}", said, share.text
            )
    for pattern in (OF_COUNT, OF_AMOUNT, AT_SHARE):
        for match in pattern.finditer(text):
            yield from _of_count(sentence, match, quantities)
    for match in COUNTED.finditer(text):
        part, whole = quantities[int(match["part"])], quantities[int(match["whole"])]
        if true := ratio(part.true, whole.true):
            yield _fraction(sentence, match, true, f"{part.value / whole.value * 100:.0f}%", whole.end)
    for match in CHANGED.finditer(text):
        before, after = quantities[int(match["before"])], quantities[int(match["after"])]
        true = ratio(after.true - before.true, before.true) if before.unit == after.unit else None
        if true:
            sizes = sorted((abs(true.low), abs(true.high)))
            size = f"{abs(after.value - before.value) / before.value * 100:.0f}%"
            yield _fraction(sentence, match, Interval(*sizes), size, max(before.end, after.end))


def _of_count(sentence: Sentence, match: re.Match[str], figures: Sequence[Quantity]) -> Iterator[Judgement]:
    """`Half of the 64 actions (24)`, `More than half of those detained, at 48%`."""
    groups = match.groupdict()
    if groups.get("p"):
        share = figures[int(match["p"])]
        yield _fraction(sentence, match, share.true, share.text, share.end)
        return
    whole, part = figures[int(match["whole"])], figures[int(match["part"] or groups["part2"])]
    true = ratio(part.true, whole.true)
    if true and part.value < whole.value and not part.qualifier:
        yield _fraction(sentence, match, true, f"{part.value / whole.value * 100:.0f}%", part.end)


def _fraction(sentence: Sentence, match: re.Match[str], true: Interval, size: str, end: int) -> Judgement:
    said = f"{match['qualifier'] or ''} {match['fraction']}".strip()
    start = sentence.text.lower().find(said.lower(), 0, end)
    place = (sentence.place(max(0, start), end),)
    return judge_word(fits_fraction(match, true), place, f"'{said}' beside {size}", said, size)


BOUND = re.compile(
    r"\b(?P<word>over|more than|at least|above|under|less than|fewer than|below)\s+\{P(?P<bound>\d+)\}(?:\s+of(?:\s+[a-z]+){1,3})?\s*\(\{P(?P<exact>\d+)\}\)",
    re.IGNORECASE,
)


def _bounded(sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Judgement]:
    """`over 80% (78%)`."""
    for match in BOUND.finditer(text):
        bound, exact = figures[int(match["bound"])], figures[int(match["exact"])]
        over = match["word"].lower() in {"over", "more than", "at least", "above"}
        fine = exact.true.high >= bound.value if over else exact.true.low <= bound.value
        place = (sentence.place(bound.start, exact.end),)
        yield judge_word(
            fine,
            place,
            f"'{match['word']} {bound.text}' beside {exact.text}",
            f"{match['word']} {bound.text}",
            exact.text,
        )
