"""Words of size (majority, most, half, a third, doubled, over 80 %) beside the figure they describe."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.shares.money_shares import money_groups
from openscrutiny.claims.shares.worded_fractions import judge_word
from openscrutiny.claims.verdicts import Judgement

MAJORITY = re.compile(
    r"\b(?:(?:the|a)\s+(?:vast |overwhelming |clear |large |small |slim )?majority|(?<!with )(?<!the )(?<!has )(?<!have )(?<!by )most|(?:just )?(?:more than|over) (?:a )?half|less than half|under half|fewer than half)\b",
    re.IGNORECASE,
)
MULTIPLES = {"doubled": 2.0, "trebled": 3.0, "tripled": 3.0, "halved": 0.5, "quadrupled": 4.0}
TIMES = {"double": 2.0, "twice": 2.0, "treble": 3.0, "triple": 3.0, "three times": 3.0, "four times": 4.0, "half": 0.5}
NOT_MAJORITY = "the largest share is not a majority when it is under a half"


def check_majorities(reading: Reading) -> Iterator[Judgement]:
    """Majority, most, half, a third, doubled, beside the figure they describe."""
    groups = money_groups(reading)
    for sentence in reading.sentences:
        yield from _majority(sentence)
        text, figures = worded_template(sentence)
        yield from _multiples(sentence, text, figures)
        yield from _majority_of_money(sentence, groups)


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
        yield judge_word(
            fine,
            place,
            f"'{match[0]}' of {found.text}",
            f"{match[0]}: {found.text}",
            should,
            "" if minor else NOT_MAJORITY,
        )


OF_COUNTS = re.compile(
    r"(?:\s+of)?(?:\s+(?!of\b)[\w’'-]+){1,5}?\s*\((?P<part>\d[\d,]*)\s+(?:out\s+)?of\s+(?:the\s+)?(?P<whole>\d[\d,]*)\)|\s*\((?P<part2>\d[\d,]*)\s+(?:out\s+)?of\s+(?:the\s+)?(?P<whole2>\d[\d,]*)\)"
    r"|\s+of(?:\s+(?!of\b)[\w’'-]+){1,4}?,\s+(?P<part3>\d[\d,]*)\s+(?:out\s+)?of\s+(?:the\s+)?(?P<whole3>\d[\d,]*),"
    r"|\s+of\s+(?:the|these|those|our|all)\s+(?:the\s+)?(?P<whole4>\d[\d,]*)(?:\s+[\w’'-]+){1,6}?\s*\((?P<part4>\d[\d,]*)\)(?=[.;]|,?\s+(?:and|but|which)\b|$)"
)


def _majority_of_counts(sentence: Sentence, match: re.Match[str]) -> Iterator[Judgement]:
    """`The majority of offences (1,022 of 2,198)`."""
    found = OF_COUNTS.match(sentence.text, match.end())
    if not found:
        return
    part, whole = (
        int(next(found[f"{name}{n}"] for n in ("", 2, 3, 4) if found[f"{name}{n}"]).replace(",", ""))
        for name in ("part", "whole")
    )
    if not 0 < part <= whole:
        return
    minor = re.match(r"less|under|fewer", match[0], re.IGNORECASE)
    share = f"{part / whole * 100:.0f}%"
    fine = 2 * part < whole if minor else 2 * part > whole
    place = (sentence.place(match.start(), found.end()),)
    yield judge_word(
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
        apposed = (
            re.fullmatch(r"\s+of(?:\s+[a-z’'-]+){1,4},\s*(?:at\s+)?", gap) if quantity.start >= match.end() else None
        )
        if apposed and not most and text[quantity.end : quantity.end + 1] == ",":
            return quantity
        back = text[quantity.end : match.start()]
        after = text[match.end() : match.end() + 1] == ","
        if quantity.end <= match.start() and after and re.fullmatch(r"\s+of\s+(?:[a-z’'-]+\s*){1,3},\s*", back):
            return quantity
    return None


DOUBLE = re.compile(
    rf"\{{(?P<unit>[NMP])(?P<after>\d+)\}}(?:[^{{}}.;()]{{0,60}}?),\s*(?:which is\s+)?(?P<lead>[a-z]+(?:\s+[a-z]+)?\s+)?(?P<word>{'|'.join(TIMES)})\s+(?:the\s+|that of\s+|as many as the\s+)?"
    r"(?:[a-z]+\s+){0,3}\{(?P=unit)(?P<before>\d+)\}",
    re.IGNORECASE,
)


def _multiples(sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Judgement]:
    """`more than doubled, from 48 to 91`, `£2.4m, almost double the £1.9m`."""
    for word, factor in MULTIPLES.items():
        for match in re.finditer(
            rf"(?P<lead>\b[a-z]+\s+[a-z]+\s+)?\b{word}\b(?:\s+(?:over|in|during|since)\s+[^{{}}.;,()]{{1,40}})?\s*,?\s*\(?from\s+(?:[a-z]+\s+){{0,3}}\{{([NMP])(?P<before>\d+)\}}[^{{}}.;]{{0,50}}?\bto\s+(?:[a-z]+\s+){{0,3}}\{{\2(?P<after>\d+)\}}",
            text, re.IGNORECASE,
        ):  # fmt: skip
            yield from _times(sentence, figures, match, word, factor)
    for match in DOUBLE.finditer(text):
        yield from _times(sentence, figures, match, match["word"], TIMES[match["word"].lower()])


def _times(
    sentence: Sentence, figures: Sequence[Quantity], match: re.Match[str], word: str, factor: float
) -> Iterator[Judgement]:
    before, after = figures[int(match["before"])], figures[int(match["after"])]
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
    yield judge_word(
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
        yield judge_word(
            False,
            places,
            f"'majority' for {sum_of_money.text}, which has {share.text}",
            "majority",
            "the largest share",
            NOT_MAJORITY,
        )
