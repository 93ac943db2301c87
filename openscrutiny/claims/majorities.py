"""Majority, most, half, a third, doubled: words of size beside the figure they describe."""

import re
from collections.abc import Iterator

from openscrutiny.claims.directions import template
from openscrutiny.claims.passages import Sentence
from openscrutiny.claims.quantities import Quantity
from openscrutiny.claims.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

MAJORITY = re.compile(
    r"\b(?:(?:the|a)\s+(?:vast |overwhelming |clear |large )?majority|most|more than half|over half)\b", re.IGNORECASE
)
FRACTIONS = {
    "half": (50, 6), "a third": (100 / 3, 4), "one third": (100 / 3, 4), "a quarter": (25, 4), "one quarter": (25, 4),
    "two thirds": (200 / 3, 4), "two-thirds": (200 / 3, 4), "three quarters": (75, 5), "three-quarters": (75, 5),
    "a fifth": (20, 3), "one in five": (20, 3), "one in ten": (10, 2.5), "one in four": (25, 4), "one in three": (100 / 3, 4),
}  # fmt: skip
MULTIPLES = {"doubled": 2.0, "trebled": 3.0, "tripled": 3.0, "halved": 0.5, "quadrupled": 4.0}


def check_majorities(reading: Reading) -> Iterator[Judgement]:
    """Majority, most, half, a third, doubled, beside the figure they describe."""
    for sentence in reading.sentences:
        text = sentence.text
        for match in MAJORITY.finditer(text):
            found = _described(sentence, match)
            if found is None:
                continue
            fine = found.true.high > 50
            place = (sentence.place(min(match.start(), found.start), max(match.end(), found.end)),)
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "majority", place,
                f"'{match[0]}' of {found.text}", "" if fine else f"{match[0]}: {found.text}", "" if fine else "the largest share",
                "" if fine else "the largest share is not a majority when it is under a half",
            )  # fmt: skip
        for match in re.finditer(
            rf"\b(?:{'|'.join(map(re.escape, FRACTIONS))})\b\s*(?:of\s+\w+(?:\s+\w+)?\s*)?\((?=[^)]*%)",
            text,
            re.IGNORECASE,
        ):
            word = next(name for name in FRACTIONS if match[0].lower().startswith(name))
            found = next((q for q in sentence.quantities if q.unit == "%" and q.start >= match.end() - 1), None)
            if found is None or found.start - match.end() > 3:
                continue
            middle, room = FRACTIONS[word]
            lead = text[max(0, match.start() - 22) : match.start()].lower()
            above = re.search(r"(?:over|more than|above)\s+(?:\w+\s+)?$", lead)
            below = re.search(r"(?:under|less than|below|fewer than)\s+(?:\w+\s+)?$", lead)
            fine = (
                found.true.high >= middle
                if above
                else found.true.low <= middle
                if below
                else abs(found.value - middle) <= room
            )
            place = (sentence.place(match.start(), found.end),)
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "majority", place, f"'{word}' is {middle:.0f}%, not {found.text}"
                if not fine else f"'{word}': {found.text}", "" if fine else f"{word} ({found.text})", "" if fine else found.text,
            )  # fmt: skip
        yield from _multiples(sentence)


def _described(sentence: Sentence, match: re.Match[str]) -> Quantity | None:
    """A percentage bound to the word: in brackets after it, 'majority of 53%', or '31% of respondents, the majority,'."""
    text, percents = sentence.text, [q for q in sentence.quantities if q.unit == "%"]
    for quantity in percents:
        gap = text[match.end() : quantity.start]
        if quantity.start >= match.end() and re.fullmatch(r"\s+of\s+|\s*\(|(?:\s+of)?(?:\s+[a-z’'-]+){1,4}\s*\(", gap):
            if "%" not in gap and match[0].lower() != "most":
                return quantity
            if match[0].lower() == "most" and gap.lstrip().startswith("of"):
                return quantity
        back = text[quantity.end : match.start()]
        if (
            quantity.end <= match.start()
            and re.fullmatch(r"\s+of\s+(?:[a-z’'-]+\s*){1,3},\s*", back)
            and text[match.end() : match.end() + 1] == ","
        ):
            return quantity
    return None


def _multiples(sentence: Sentence) -> Iterator[Judgement]:
    text = sentence.text
    for word, factor in MULTIPLES.items():
        for match in re.finditer(rf"\b{word}\b", text, re.IGNORECASE):
            tail, _ = template(sentence)
            ends = re.search(
                rf"\b{word}\b\s*,?\s*from\s+(?:[a-z]+\s+){{0,3}}\{{([NMP])(\d+)\}}[^{{}}.;]{{0,50}}?\bto\s+(?:[a-z]+\s+){{0,3}}\{{([NMP])(\d+)\}}",
                tail,
                re.IGNORECASE,
            )
            if not ends or ends[1] != ends[3]:
                continue
            before, after = sentence.quantities[int(ends[2])], sentence.quantities[int(ends[4])]
            if before.value <= 0:
                continue
            times = after.value / before.value
            lead = text[max(0, match.start() - 14) : match.start()].lower()
            over = "more than" in lead or "over" in lead
            room = 0.25 * factor if re.search(r"nearly|almost|around|about|roughly", lead) else 0.125 * factor
            fine = times > factor if over else abs(times - factor) <= room
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "majority", (sentence.place(match.start(), max(before.end, after.end)),),
                f"{before.text} to {after.text} is {times:.2f} times", "" if fine else word, "" if fine else f"{times:.1f} times",
            )  # fmt: skip
