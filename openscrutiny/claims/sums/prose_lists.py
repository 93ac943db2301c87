"""Totals over bullets, options said and listed, and what is left when a part is taken away."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import BULLET, Sentence
from openscrutiny.claims.reading.quantities import NUMBER_WORDS, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict


def check_lists(reading: Reading) -> Iterator[Judgement]:
    """A stated total and its parts: in brackets, in the bullets below, or as a subtraction."""
    for i, sentence in enumerate(reading.sentences):
        yield from _bullets(reading, i, sentence)
        yield from _options(sentence)
    yield from _subtractions(reading)


def _bullets(reading: Reading, i: int, sentence: Sentence) -> Iterator[Judgement]:
    """`36 crimes determined to be missing` over bullets that each open with a count."""
    opening = re.match(r"^\s*(?:a total of\s+|in total,?\s+)?(\d[\d,]*)\s+[A-Za-z]", sentence.text, re.IGNORECASE)
    if not opening or BULLET.match(sentence.text) or re.match(r"\s*\d+\.\s", sentence.text):
        return
    parts: list[Quantity] = []
    places: list[Place] = []
    for following in reading.sentences[i + 1 : i + 25]:
        if not BULLET.match(following.segments[0][1].text) or following.in_table:
            break
        match = re.match(r"^\s*(?:[-•*+–]\s+)?(\d[\d,]*)\s+[A-Za-z]", following.text)
        counts = [q for q in following.quantities if match and q.start == match.start(1)]
        if not counts:
            return
        parts.append(counts[0])
        places.append(following.place(counts[0].start, counts[0].end))
    totals = [q for q in sentence.quantities if q.start == opening.start(1)]
    if len(parts) < 3 or not totals:
        return
    total, value = totals[0], sum(q.value for q in parts)
    place = sentence.place(0, min(len(sentence.text), 120))
    working = " + ".join(q.text for q in parts) + f" = {value:,.10g}"
    if abs(value - total.value) < 0.5:
        yield Judgement(Verdict.CONSISTENT, "sum", (place,), working)
    elif (
        abs(value - total.value) <= 0.3 * total.value
        and not total.qualifier
        and not re.search(r"includ|such as|of which|main", sentence.text)
    ):
        yield Judgement(
            Verdict.WRONG, "sum", (place, *places), f"printed as {total.text}; {working}", total.text, f"{value:,.10g}"
        )


def _options(sentence: Sentence) -> Iterator[Judgement]:
    """`5 options (A, B, C, D and E)`: as many as are said."""
    for match in re.finditer(
        r"\b(?:(\d{1,2})|(" + "|".join(w for w in NUMBER_WORDS if NUMBER_WORDS[w] > 1) + r"))\s+((?:[a-z]+\s+){0,2}[a-z]+s)\s*[\(:]\s*([^().:]{10,300}?)\)",
        sentence.text, re.IGNORECASE,
    ):  # fmt: skip
        said = int(match[1]) if match[1] else NUMBER_WORDS[match[2].lower()]
        listed = [part for part in re.split(r",\s*(?:and\s+)?|;\s*(?:and\s+)?|\s+and\s+", match[4]) if part.strip()]
        if (
            len(listed) < 3
            or re.search(r"includ|e\.g|i\.e|such as|of which|\bor\b|etc|%", match[4])
            or any(len(p.split()) > 6 for p in listed)
        ):
            continue
        if re.search(r"\d", match[4]) and not all(re.fullmatch(r"£?[\d.,]+", p.strip()) for p in listed):
            continue
        if len(listed) == said:
            yield Judgement(
                Verdict.CONSISTENT, "count", (sentence.place(match.start(), match.end()),), f"{said} listed"
            )
        elif said == len(listed) + 1 or said == len(listed) - 1:
            plain = match[4].count(" and ") <= 1
            yield Judgement(
                Verdict.WRONG if plain and said != len(listed) + 1 else Verdict.CANNOT_TELL, "count", (sentence.place(match.start(), match.end()),),
                f"{said} said, {len(listed)} listed", str(said), str(len(listed)),
            )  # fmt: skip


def _subtractions(reading: Reading) -> Iterator[Judgement]:
    """`of the 1395, 399 were excluded ... based on 995`."""
    sentences = reading.sentences
    for i, sentence in enumerate(sentences):
        text, _ = template(sentence)
        opening = re.search(
            r"\bof (?:the|these|those)\s+\{N(\d+)\}[^{}.]{0,40},\s*\{N(\d+)\}\s+[^{}.]*\b(?:disqualified|excluded|removed|discounted|rejected|withdrawn|invalid|discarded|partial\w*|incomplete)\b",
            text, re.IGNORECASE,
        )  # fmt: skip
        if not opening:
            continue
        whole, part = sentence.quantities[int(opening[1])], sentence.quantities[int(opening[2])]
        left = whole.value - part.value
        for following in sentences[i : i + 3]:
            tail, _ = template(following)
            result = re.search(
                r"\b(?:result|leaving|leaves|left|based|remaining|therefore)\b[^{}.]{0,60}\{N(\d+)\}",
                tail,
                re.IGNORECASE,
            )
            if not result:
                continue
            printed = following.quantities[int(result[1])]
            if printed.start == part.start and following is sentence:
                continue
            places = (
                sentence.place(whole.start, part.end + 40),
                following.place(max(0, printed.start - 40), printed.end + 12),
            )
            working = f"{whole.text} - {part.text} = {left:,.0f}"
            fine = printed.true.low <= left <= printed.true.high
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "sum", places, working if fine else f"printed as {printed.text}; {working}",
                "" if fine else printed.text, "" if fine else f"{left:,.0f}",
            )  # fmt: skip
            break
