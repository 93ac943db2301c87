"""Words of size (majority, most, half, a third, doubled, over 80 %) beside the figure they describe."""

import re
from collections.abc import Iterator

from openscrutiny.claims.directions import template
from openscrutiny.claims.passages import Sentence
from openscrutiny.claims.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading import Reading
from openscrutiny.claims.repeats import money_groups
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

MAJORITY = re.compile(
    r"\b(?:(?:the|a)\s+(?:vast |overwhelming |clear |large |small |slim )?majority|(?<!with )(?<!the )(?<!has )(?<!have )(?<!by )most|(?:just )?(?:more than|over) (?:a )?half|less than half|under half|fewer than half)\b",
    re.IGNORECASE,
)
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
MULTIPLES = {"doubled": 2.0, "trebled": 3.0, "tripled": 3.0, "halved": 0.5, "quadrupled": 4.0}
TIMES = {"double": 2.0, "twice": 2.0, "treble": 3.0, "triple": 3.0, "three times": 3.0, "four times": 4.0, "half": 0.5}
NOT_MAJORITY = "the largest share is not a majority when it is under a half"


def check_majorities(reading: Reading) -> Iterator[Judgement]:
    """Majority, most, half, a third, doubled, beside the figure they describe."""
    groups = money_groups(reading)
    for sentence in reading.sentences:
        yield from _majority(sentence)
        text, _ = template(sentence)
        yield from _fractions(sentence, text)
        yield from _bounded(sentence, text)
        yield from _multiples(sentence, text)
        yield from _majority_of_money(sentence, groups)


def _said(
    fine: bool, place: tuple[Place, ...], working: str, printed: str, should: str, mistake: str = ""
) -> Judgement:
    verdict = Verdict.CONSISTENT if fine else Verdict.WRONG
    return Judgement(verdict, "majority", place, working, *(("", "", "") if fine else (printed, should, mistake)))


def _majority(sentence: Sentence) -> Iterator[Judgement]:
    for match in MAJORITY.finditer(sentence.text):
        found = _described(sentence, match)
        if found is None:
            yield from _majority_of_counts(sentence, match)
            continue
        minor = re.match(r"less|under|fewer", match[0], re.IGNORECASE)
        fine = found.true.low < 50 if minor else found.true.high > 50
        place = (sentence.place(min(match.start(), found.start), max(match.end(), found.end)),)
        should = f"more than half ({found.text})" if minor else f"the largest share ({found.text})"
        yield _said(
            fine,
            place,
            f"'{match[0]}' of {found.text}",
            f"{match[0]}: {found.text}",
            should,
            "" if minor else NOT_MAJORITY,
        )


OF_COUNTS = re.compile(
    r"(?:\s+of)?(?:\s+(?!of\b)[\w’'-]+){1,5}?\s*\((?P<part>\d[\d,]*)\s+(?:out\s+)?of\s+(?:the\s+)?(?P<whole>\d[\d,]*)\)|\s*\((?P<part2>\d[\d,]*)\s+(?:out\s+)?of\s+(?:the\s+)?(?P<whole2>\d[\d,]*)\)"
)


def _majority_of_counts(sentence: Sentence, match: re.Match[str]) -> Iterator[Judgement]:
    """`The majority of offences (1,022 of 2,198)`."""
    found = OF_COUNTS.match(sentence.text, match.end())
    if not found:
        return
    part, whole = (int((found[name] or found[f"{name}2"]).replace(",", "")) for name in ("part", "whole"))
    if not 0 < part <= whole:
        return
    minor = re.match(r"less|under|fewer", match[0], re.IGNORECASE)
    share = f"{part / whole * 100:.0f}%"
    fine = 2 * part < whole if minor else 2 * part > whole
    place = (sentence.place(match.start(), found.end()),)
    yield _said(
        fine,
        place,
        f"'{match[0]}', but {part:,} of {whole:,} is {share}",
        match[0],
        share,
        "" if minor else NOT_MAJORITY,
    )


def _described(sentence: Sentence, match: re.Match[str]) -> Quantity | None:
    """A percentage bound to the word: in brackets after it, 'majority of 53%', or '31% of respondents, the majority,'."""
    text, most = sentence.text, match[0].lower() == "most"
    for quantity in sentence.quantities:
        if quantity.unit != "%" or quantity.signed:
            continue
        gap = text[match.end() : quantity.start]
        if quantity.start >= match.end() and re.fullmatch(r"\s+of\s+|\s*\(|(?:\s+of)?(?:\s+[a-z’'-]+){1,4}\s*\(", gap):
            people = re.match(
                r"\s+(?:of\s+)?(?:the\s+|those\s+)?(?:respondents|people|residents|staff|officers|victims|callers|households|businesses|calls|cases)\b",
                gap,
            )
            if not most or people:
                return quantity
        back = text[quantity.end : match.start()]
        after = text[match.end() : match.end() + 1] == ","
        if quantity.end <= match.start() and after and re.fullmatch(r"\s+of\s+(?:[a-z’'-]+\s*){1,3},\s*", back):
            return quantity
    return None


def _value(match: re.Match[str]) -> float:
    """The fraction in per cent."""
    if match["some"]:
        some, every = (COUNTS.get(word) or int(word) for word in (match["some"].lower(), match["all"].lower()))
        return some / every * 100 if every else 0.0
    *count, part = re.split(r"[\s-]", match["fraction"].lower())
    return (COUNTS[count[0]] if count else 1) / PARTS[part.removesuffix("s") if part != "half" else part] * 100


def _fits(match: re.Match[str], true: Interval) -> bool:
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


SHARED = re.compile(rf"\b{FRACTION}(?:\s+of(?:\s+[a-z’'-]+){{1,3}})?\s*\(\{{P(?P<p>\d+)\}}\)", re.IGNORECASE)
COUNTED = re.compile(
    rf"\b{FRACTION}(?:\s+of(?:\s+[a-z’'-]+){{1,4}})?\s*[,(]\s*(?:or\s+)?\{{N(?P<part>\d+)\}}(?:\s+(?:out\s+)?of\s+(?:the\s+)?|\s*/\s*)\{{N(?P<whole>\d+)\}}",
    re.IGNORECASE,
)
IN_FIGURES = re.compile(
    r"\{N(?P<some>\d+)\} in \{N(?P<all>\d+)\}(?:\s+of(?:\s+[a-z’'-]+){1,3})?\s*\(\{P(?P<p>\d+)\}\)", re.IGNORECASE
)
CHANGED = re.compile(
    rf"\b(?P<verb>rose|risen|increased|grew|grown|up|fell|fallen|decreased|reduced|dropped|declined|down|increase|rise|growth|reduction|fall|decrease|drop)\s+(?:by\s+|of\s+)?{FRACTION}"
    r"[\s,(]+(?:from\s+)?\{[NMP](?P<before>\d+)\}(?:\s+[a-zA-Z]+){0,4}?\s+to\s+(?:just\s+)?\{[NMP](?P<after>\d+)\}",
    re.IGNORECASE,
)


def _fractions(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """`a third (36%)`, `a third of calls, 210 of 900`, `fell by just over a fifth, from 200 to 170`."""
    quantities = sentence.quantities
    for match in SHARED.finditer(text):
        if re.search(r"\bbetween\b[^{}.;,]{0,30}\band\s+$", text[: match.start("fraction")], re.IGNORECASE):
            continue
        share = quantities[int(match["p"])]
        yield _fraction(sentence, match, share.true, share.text, share.end)
    for match in IN_FIGURES.finditer(text):
        some, every, share = (quantities[int(match[name])] for name in ("some", "all", "p"))
        if 0 < some.value < every.value <= 20:
            fine = _near(some.value / every.value * 100, share.true)
            place = (sentence.place(some.start, share.end),)
            yield _said(
                fine,
                place,
                f"'{some.text} in {every.text}' beside {share.text}",
                f"{some.text} in {every.text}",
                share.text,
            )
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


def _fraction(sentence: Sentence, match: re.Match[str], true: Interval, size: str, end: int) -> Judgement:
    said = f"{match['qualifier'] or ''} {match['fraction']}".strip()
    start = sentence.text.lower().find(said.lower(), 0, end)
    place = (sentence.place(max(0, start), end),)
    return _said(_fits(match, true), place, f"'{said}' beside {size}", said, size)


BOUND = re.compile(
    r"\b(?P<word>over|more than|at least|above|under|less than|fewer than|below)\s+\{P(?P<bound>\d+)\}(?:\s+of(?:\s+[a-z]+){1,3})?\s*\(\{P(?P<exact>\d+)\}\)",
    re.IGNORECASE,
)


def _bounded(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """`over 80% (78%)`."""
    for match in BOUND.finditer(text):
        bound, exact = sentence.quantities[int(match["bound"])], sentence.quantities[int(match["exact"])]
        over = match["word"].lower() in {"over", "more than", "at least", "above"}
        fine = exact.true.high >= bound.value if over else exact.true.low <= bound.value
        place = (sentence.place(bound.start, exact.end),)
        yield _said(
            fine,
            place,
            f"'{match['word']} {bound.text}' beside {exact.text}",
            f"{match['word']} {bound.text}",
            exact.text,
        )


DOUBLE = re.compile(
    rf"\{{(?P<unit>[NMP])(?P<after>\d+)\}}(?:[^{{}}.;()]{{0,60}}?),\s*(?:which is\s+)?(?P<lead>[a-z]+(?:\s+[a-z]+)?\s+)?(?P<word>{'|'.join(TIMES)})\s+(?:the\s+|that of\s+|as many as the\s+)?"
    r"(?:[a-z]+\s+){0,3}\{(?P=unit)(?P<before>\d+)\}",
    re.IGNORECASE,
)


def _multiples(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """`more than doubled, from 48 to 91`, `£2.4m, almost double the £1.9m`."""
    for word, factor in MULTIPLES.items():
        for match in re.finditer(
            rf"(?P<lead>\b[a-z]+\s+[a-z]+\s+)?\b{word}\b(?:\s+(?:over|in|during|since)\s+[^{{}}.;,()]{{1,40}})?\s*,?\s*\(?from\s+(?:[a-z]+\s+){{0,3}}\{{([NMP])(?P<before>\d+)\}}[^{{}}.;]{{0,50}}?\bto\s+(?:[a-z]+\s+){{0,3}}\{{\2(?P<after>\d+)\}}",
            text, re.IGNORECASE,
        ):  # fmt: skip
            yield from _times(sentence, match, word, factor)
    for match in DOUBLE.finditer(text):
        yield from _times(sentence, match, match["word"], TIMES[match["word"].lower()])


def _times(sentence: Sentence, match: re.Match[str], word: str, factor: float) -> Iterator[Judgement]:
    before, after = sentence.quantities[int(match["before"])], sentence.quantities[int(match["after"])]
    if before.value <= 0 or before.unit != after.unit:
        return
    times, lead = after.value / before.value, (match["lead"] or "").lower()
    if re.search(r"more than|over", lead):
        fine = times > factor * 0.995 if factor > 1 else times < factor * 1.005
    elif re.search(r"nearly|almost", lead):
        fine = factor * 0.75 <= times <= factor * 1.05 if factor > 1 else factor * 0.95 <= times <= factor * 1.25
    else:
        fine = abs(times - factor) <= (0.25 if re.search(r"around|about|roughly", lead) else 0.125) * factor
    place = (sentence.place(min(before.start, after.start), max(before.end, after.end)),)
    yield _said(
        fine, place, f"'{word}', but {before.text} to {after.text} is {times:.2f} times", word, f"{times:.1f} times"
    )


def _majority_of_money(sentence: Sentence, groups: list[dict[str, tuple[Quantity, Sentence]]]) -> Iterator[Judgement]:
    """`the majority willing to pay £20`, where the shares for each sum are given elsewhere and that for £20 is under a half."""
    match = re.search(r"\bmajority\b(?:\s+[a-z]+){0,5}\s+(?:an?\s+)?(?:extra\s+|additional\s+)?(?=£)", sentence.text)
    if not match or any(q.unit == "%" for q in sentence.quantities):
        return
    sum_of_money = next((q for q in sentence.quantities if q.start == match.end()), None)
    shares = [
        group[sum_of_money.text] for group in groups if sum_of_money and len(group) >= 3 and sum_of_money.text in group
    ]
    if sum_of_money and shares and all(share.true.high < 50 for share, _ in shares):
        share, other = shares[0]
        places = (sentence.place(match.start(), sum_of_money.end), other.place(share.start, share.end))
        yield _said(
            False,
            places,
            f"'majority' for {sum_of_money.text}, which has {share.text}",
            "majority",
            "the largest share",
            NOT_MAJORITY,
        )
