"""Comparatives against the two figures they compare: `fewer in 2023 (388) than in 2022 (412)`, `14. This is lower than the 16`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.move_mentions import read_mentions
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import SLACK, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

UP = r"higher|more|greater|longer|larger|bigger|slower|above|up"
DOWN = r"lower|fewer|less|shorter|smaller|quicker|faster|below|down"
WORD = rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))"
TWO_BRACKETS = re.compile(
    rf"\b{WORD}\b(?!\s+likely)[^{{}}.;()]{{0,60}}?\b(?:(?:in|for|among|during|at|from|by)\s+[^{{}}.;()]{{1,40}}?|(?:this|last)\s+(?:year|quarter|month)\s+)\(\{{(?P<unit>[PNM])(?P<now>\d+)\}}(?:\s+[a-z]+)?\)\s*(?:[a-z]+\s+){{0,2}}?than\s+(?:in|for|among|during|at|from|by)?\s*[^{{}}.;()]{{1,40}}?\(\{{(?P=unit)(?P<then>\d+)\}}(?:\s+[a-z]+)?\)",
    re.IGNORECASE,
)
FOLLOWS = re.compile(
    rf"^\W*(?:this|that|it|which|the (?:figure|rate|total|number|level|average|score))\s+(?:is|was|has been|remains|remained|represents)\s+(?:still\s+|slightly\s+|well\s+|much\s+|significantly\s+|a little\s+|also\s+)?{WORD}\s+than\s+(?:(?:the|our|last|a)\s+)?(?P<gap>[^{{}}.;]{{0,45}}?)\(?\{{(?P<unit>[PNM])(?P<then>\d+)\}}(?P<tail>[^{{}}.;]{{0,60}})",
    re.IGNORECASE,
)
COMMA_AT = re.compile(
    rf"\b(?:was|were|is|are|has been|stood)\s+(?:slightly\s+)?{WORD}\s+than\s+(?:in|at|for|on)\s+[^{{}}.;()]{{2,30}}?\(\{{(?P<unit>[PNM])(?P<then>\d+)\}}\),?\s+(?:at|with|on)\s+\{{(?P=unit)(?P<now>\d+)\}}",
    re.IGNORECASE,
)
THEN_MOVED = re.compile(
    rf"\b(?:was|were|is|are)\s+(?:slightly\s+|much\s+)?{WORD}\s+than\s+[^{{}}.;,]{{2,40}},\s+(?:having\s+)?(?:rising|falling|going|moving|increasing|decreasing|risen|fallen|gone|at)?\s*from\s+\{{(?P<unit>[PNMT])(?P<then>\d+)\}}[^{{}}.;]{{0,25}}?\s+to\s+\{{(?P=unit)(?P<now>\d+)\}}",
    re.IGNORECASE,
)
TIMES_AFTER = re.compile(
    r"\{N(?P<one>\d+)\}[^{}.;()]{0,50}?,\s*(?:which (?:is|was)\s+|or\s+)?(?P<times>\{N\d+\}) times (?:the|that (?:of|for)|as (?:high|many|much) as)\b[^{}.;()]{0,50}?\(?\{N(?P<two>\d+)\}",
    re.IGNORECASE,
)
TIMES_BEFORE = re.compile(
    r"(?P<times>\{N\d+\}) times (?:as (?:likely|high|many|much)|more likely|higher|the rate)\b[^{}.;()]{0,80}?\(\{N(?P<one>\d+)\}[^{}.;()]{0,50}?(?:compared (?:with|to)|against|and|v|versus)\s+\{N(?P<two>\d+)\}",
    re.IGNORECASE,
)
TIMES_WORDED = re.compile(
    r"\{N(?P<one>\d+)\}[^{}.;()]{0,50}?,?\s+(?:(?:is|was|are|were|which is|which was|now)\s+)?(?:(?P<how>more than|over|nearly|almost|just under|about|around|less than)\s+)?(?P<times>twice|double|(?:two|three|four|five)(?:[\s-]and[\s-]a[\s-]half)?[\s-]times|one[\s-]and[\s-]a[\s-]half[\s-]times)\s+(?:the|that|as many as|what it was)\b[^{}.;]{0,50}?\(?\{N(?P<two>\d+)\}",
    re.IGNORECASE,
)
MULTIPLES = {"twice": 2, "double": 2, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
OTHER = re.compile(
    r"\b(?:target|national\w*|average|similar|per|expected|planned|budget\w*|forecast|limit|of (?:which|whom|these|those|them)|between|range\w*)\b",
    re.IGNORECASE,
)


def check_comparisons(reading: Reading) -> Iterator[Judgement]:
    """Every comparative whose two figures stand with it, or one in the sentence before."""
    for before, sentence in reading.sentence_pairs:
        if sentence.in_table or not any(character.isdigit() for character in sentence.text):
            continue
        text, figures = worded_template(sentence)
        timed = read_mentions(sentence.text)
        for pattern in (TWO_BRACKETS, COMMA_AT, THEN_MOVED):
            told = (timed.text, timed.figures) if pattern is THEN_MOVED else (text, figures)
            for match in pattern.finditer(told[0]):
                now, then = told[1][int(match["now"])], told[1][int(match["then"])]
                opening = told[0][: match.start("up") if match["up"] else match.start("down")]
                if not re.search(r"\b(?:no|not|n't)\s+(?:any\s+)?$", opening):
                    place = sentence.place(min(now.start, then.start), max(now.end, then.end))
                    yield from _judge(match, now, then, (place,))
        for match in (*TIMES_AFTER.finditer(text), *TIMES_BEFORE.finditer(text)):
            yield from _times(sentence, match, figures)
        for match in TIMES_WORDED.finditer(template(sentence)[0]):
            yield from _multiple(sentence, match, sentence.quantities)
        if before is not None and not before.in_table and (follows := FOLLOWS.match(text)):
            yield from _follows(sentence, before, follows, figures)


def _follows(
    sentence: Sentence, before: Sentence, match: re.Match[str], figures: Sequence[Quantity]
) -> Iterator[Judgement]:
    then = figures[int(match["then"])]
    told, earlier = worded_template(before)
    alike = [q for q in earlier if q.unit == then.unit and (q.places > 0) == (then.places > 0)]
    if (
        len(alike) != 1
        or len(earlier) != 1
        or OTHER.search(told)
        or OTHER.search(match["gap"] + match["tail"])
        or then.qualifier
        or alike[0].qualifier
        or not 0.4 < alike[0].value / max(then.value, 1e-9) < 2.5
    ):
        return
    (now,) = alike
    places = (sentence.place(match.start(), then.end), before.place(now.start, now.end))
    yield from _judge(match, now, then, places)


def _times(sentence: Sentence, match: re.Match[str], figures: Sequence[Quantity]) -> Iterator[Judgement]:
    """`13.9 per 1,000, 2.4 times the rate for White people (5.9)`."""
    one, two = figures[int(match["one"])], figures[int(match["two"])]
    said = figures[int(match["times"][2:-1])]
    if two.true.low <= 0 or said.qualifier or said.value <= 1 or one.value <= two.value:
        return
    low, high = one.true.low / two.true.high, one.true.high / two.true.low
    half = 0.5 * 10.0**-said.places
    value = one.value / two.value
    place = (sentence.place(min(one.start, said.start), two.end),)
    working = f"{one.text} / {two.text} = {value:.{max(1, said.places)}f}"
    if low <= said.value + half + 1e-9 and said.value - half <= high + 1e-9:
        yield Judgement(Verdict.CONSISTENT, "change", place, working)
    elif 0.4 <= said.value / value <= 2.5:
        yield Judgement(
            Verdict.WRONG, "change", place, f"printed as {said.text} times; {working}", f"{said.text} times", f"{value:.{said.places}f} times"
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


def _judge(match: re.Match[str], now: Quantity, then: Quantity, places: tuple[Place, ...]) -> Iterator[Judgement]:
    if now.qualifier or then.qualifier or now.value == then.value:
        return
    word = match["up"] or match["down"]
    fine = (now.value > then.value) == bool(match["up"])
    working = f"'{word}': {now.text} against {then.text}"
    rise = "higher" if now.value > then.value else "lower"
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "direction", places, working, "" if fine else word, "" if fine else rise
    )  # fmt: skip
