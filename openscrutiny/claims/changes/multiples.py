"""How many times one figure is of another: `13.9 per 1,000, 2.4 times the rate for White people (5.9)`, `twice the 410 of 2003`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import SLACK, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Verdict

TIMES_AFTER = re.compile(
    r"\{N(?P<one>\d+)\}[^{}.;()]{0,50}?,\s*(?:which (?:is|was)\s+|or\s+)?(?P<times>\{N\d+\}) times (?:the|that (?:of|for)|as (?:high|many|much) as)\b[^{},.;()]{0,50}?\(?\{N(?P<two>\d+)\}",
    re.IGNORECASE,
)
TIMES_BEFORE = re.compile(
    r"(?P<times>\{N\d+\}) times (?:as (?:likely|high|many|much)|more likely|higher|the rate)\b[^{}.;()]{0,80}?\(\{N(?P<one>\d+)\}[^{}.;()]{0,50}?(?:compared (?:with|to)|against|and|v|versus)\s+\{N(?P<two>\d+)\}",
    re.IGNORECASE,
)
TIMES_EACH = re.compile(
    r"(?P<times>\{N\d+\}) times (?:as (?:likely|high|many|much)|more likely|higher)\b[^{}.;]{0,80}?(?:[:(–—-]|\bwith\b|,)\s*(?:there (?:were|was)\s+)?\{N(?P<one>\d+)\} (?P<what>[a-z]+) (?:for every|per|in every) (?:\{N(?P<per>\d+)\}|[\d,]+) [^{}.;()]{0,50}?(?:,|\band\b|compared (?:with|to)|against)\s+(?:and\s+)?\{N(?P<two>\d+)\} (?:(?P=what)\s+)?(?:for every|per|in every) (?:\{N(?P<per2>\d+)\}|[\d,]+)",
    re.IGNORECASE,
)
"""`6 times as likely as women: there were 24 arrests for every 1,000 men, and 4 arrests for every 1,000 women`."""
TIMES_WORDED = re.compile(
    r"\{N(?P<one>\d+)\}[^{}.;()]{0,50}?,?\s+(?:(?:is|was|are|were|which is|which was|now)\s+)?(?:(?P<how>more than|over|nearly|almost|just under|about|around|less than)\s+)?(?P<times>twice|double|(?:two|three|four|five)(?:[\s-]and[\s-]a[\s-]half)?[\s-]times|one[\s-]and[\s-]a[\s-]half[\s-]times)\s+(?:the|that|as many as|what it was)\b[^{}.;]{0,50}?\(?\{N(?P<two>\d+)\}",
    re.IGNORECASE,
)
MULTIPLES = {"twice": 2, "double": 2, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def check_multiples(reading: Reading) -> Iterator[Judgement]:
    """Every number of times, in figures or words, whose two figures stand with it."""
    for sentence in reading.sentences:
        if sentence.in_table or (
            "times" not in sentence.text and "twice" not in sentence.text and "double" not in sentence.text
        ):
            continue
        text, figures = worded_template(sentence)
        for match in (m for told in (TIMES_AFTER, TIMES_BEFORE, TIMES_EACH) for m in told.finditer(text)):
            bases = [figures[int(match[name])].value for name in ("per", "per2") if match.groupdict().get(name)]
            if len(set(bases)) < 2:
                yield from _times(sentence, match, figures)
        for match in TIMES_WORDED.finditer(template(sentence)[0]):
            yield from _multiple(sentence, match, sentence.quantities)


def _times(sentence: Sentence, match: re.Match[str], figures: Sequence[Quantity]) -> Iterator[Judgement]:
    """`13.9 per 1,000, 2.4 times the rate for White people (5.9)`."""
    one, two = figures[int(match["one"])], figures[int(match["two"])]
    said = figures[int(match["times"][2:-1])]
    if two.true.low <= 0 or said.qualifier not in {"", "over"} or said.value <= 1 or one.value <= two.value:
        return
    low, high = one.true.low / two.true.high, one.true.high / two.true.low
    half = 0.5 * 10.0**-said.places
    value = one.value / two.value
    place = (sentence.place(min(one.start, said.start), two.end),)
    working = f"{one.text} / {two.text} = {value:.{max(1, said.places)}f}"
    enough = high >= said.value - SLACK if said.qualifier else said.value - half <= high + SLACK
    if enough and (said.qualifier or low <= said.value + half + SLACK):
        yield Judgement(Verdict.CONSISTENT, "change", place, working)
    elif 0.4 <= said.value / value <= 2.5:
        yield Judgement(
            Verdict.WRONG, "change", place, f"printed as {said.text} times; {working}", f"{said.text} times",
            f"{value:.{said.places + bool(said.qualifier)}f} times",
        )  # fmt: skip


def _multiple(sentence: Sentence, match: re.Match[str], figures: Sequence[Quantity]) -> Iterator[Judgement]:
    """`26,166, more than two and a half times the figure of 2003 (10,643)`."""
    one, two = figures[int(match["one"])], figures[int(match["two"])]
    if two.value <= 0 or one.qualifier or two.qualifier or one.value <= two.value:
        return
    words = match["times"].lower()
    said = MULTIPLES[re.split(r"[\s-]", words)[0]] + 0.5 * ("half" in words)
    least, most, how = one.true.low / two.true.high, one.true.high / two.true.low, (match["how"] or "").lower()
    if how in {"more than", "over"}:
        fine = most > said - SLACK
    elif how in {"nearly", "almost", "just under", "less than"}:
        fine = least < said + SLACK and (how == "less than" or most >= 0.85 * said)
    else:
        fine = 0.85 * said <= most and least <= 1.15 * said
    working = f"{one.text} / {two.text} = {one.value / two.value:.2f}"
    text = f"{match['how'] or ''} {match['times']}".strip()
    place = sentence.place(one.start, two.end)
    if fine:
        yield Judgement(Verdict.CONSISTENT, "majority", (place,), working)
    elif 0.4 <= said / (one.value / two.value) <= 2.5:
        yield Judgement(
            Verdict.WRONG, "majority", (place,), f"'{text}', but {working}", text, f"{one.value / two.value:.1f} times"
        )
