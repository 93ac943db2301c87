"""Parts said in so many words to be of a smaller whole, and shares of one above 100%: no rounding makes them true."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.shares.share_forms import ALONE
from openscrutiny.claims.shares.wholes import counts_of
from openscrutiny.claims.verdicts import Judgement, Verdict

INSIDE = re.compile(r"\{P(\d+)\}\s*\(\s*\{N(\d+)\}\s+(?:out\s+)?of\s+(?:the\s+)?\{N(\d+)\}\s*\)")
ACCOUNTED = re.compile(r"\baccount(?:s|ed)? for (?:less than )?\{P(\d+)\}\s*\(\{N(\d+)\}\) of (?:the )?\{N(\d+)\}")
VERB = r"(?=\s*(?:\([^()]*\)\s*)?(?:(?:have|has|had|were|was|are|is|still|also|now|then|live|work|came|went|took|led|did|will|can|could)\b|[a-z]{3,}ed\b|[.,;)]|$))"
OF_WHICH = re.compile(
    rf"\{{N(?P<part>\d+)\}}(?:\s*\([^()]*\))?\s+of\s+(?:which|whom){VERB}|,\s+of\s+(?:which|whom),?\s+(?:only\s+|some\s+)?\{{N(?P<late>\d+)\}}{VERB}",
    re.IGNORECASE,
)
OF_THESE = re.compile(
    rf"\{{N(?P<part>\d+)\}}(?:\s*\([^()]*\))?\s+of\s+(?:these|them|those{ALONE}){VERB}|^\W*Of\s+(?:these|those|them),?\s+(?:only\s+|some\s+)?\{{N(?P<late>\d+)\}}{VERB}",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"^\W*(?:there\s+(?:were|are|have been)\s+|(?:we|the \w+)\s+(?:received|recorded|attended|made)\s+|a total of\s+|in (?:all|total),?\s+)?\{N\d+\}\s+(?!(?:were|was|had|have|are|is|of)\b)[a-z]",
    re.IGNORECASE,
)
"""A sentence about what it counts first."""
PLURAL = re.compile(r"\b(?:[a-z-]{3,}(?<![su])s(?<!ss)|people|children|women|men|police|staff|forces)\b")
NOT_THINGS = {"years", "months", "days", "weeks", "hours", "times", "minutes", "across", "its", "has", "was", "this"}
DID_SO = re.compile(
    r"\b(?:and|but|of whom|of which)\s+\{N(?P<part>\d+)\}(?P<late>)\s+did\s+(?:so|not)\b", re.IGNORECASE
)
INCLUDED = re.compile(
    r"^\W*(?:this|these|they|the (?:total|number|figure))\s+includ(?:es?|ed)\s+\{N(?P<part>\d+)\}(?P<late>)\s+(?P<noun>[a-z]{4,}s)\b",
    re.IGNORECASE,
)
FEWEST = 5
BACK = 2
"""Sentences before one that says `of these` in which no count may be greater than the part."""


def check_impossible_parts(reading: Reading) -> Iterator[Judgement]:
    """`9.1% (473 of 43)`, `accounted for 101% (12) of the 572`, `41 referrals, 47 of which were`."""
    for i, sentence in enumerate(reading.sentences):
        if len(sentence.quantities) > 2:
            yield from _judge_shares(sentence)
        if not sentence.in_table:
            yield from _judge_members(reading, i)


def _judge_shares(sentence: Sentence) -> Iterator[Judgement]:
    text, _ = template(sentence)
    for match in (*INSIDE.finditer(text), *ACCOUNTED.finditer(text)):
        percent, part, whole = (sentence.quantities[int(group)] for group in match.groups())
        places = (sentence.place(percent.start, whole.end),)
        if part.value > whole.value:
            said = f"{part.text} cannot be of {whole.text}"
            yield Judgement(Verdict.WRONG, "share", places, said, part.text, f"no more than {whole.text}")
        elif match.re is ACCOUNTED and percent.true.low > 100:
            said = f"{part.text} of {whole.text} is a part, and no part is more than its whole"
            yield Judgement(Verdict.WRONG, "share", places, said, percent.text, "100% or less")


def _judge_members(reading: Reading, index: int) -> Iterator[Judgement]:
    """A count of some of those just counted, where it is more than any count that they may be."""
    sentence = reading.sentences[index]
    text, figures = worded_template(sentence)
    for match in (*OF_WHICH.finditer(text), *OF_THESE.finditer(text), *DID_SO.finditer(text), *INCLUDED.finditer(text)):
        part = figures[int(match["part"] or match["late"])]
        own, source = counts_of(sentence, match.start()), sentence
        if not own and match.re in (OF_THESE, INCLUDED) and not text[: match.start()].strip(" •*-–\t"):
            source, own = _find_counted(reading, index, named=match.re is INCLUDED)
        own = [q for q in own if q.unit == "n"]
        if not own or not part.whole:
            continue
        whole = max(own, key=lambda q: q.value)
        if any(q.unit == "n" and q.value >= part.value and q.start < part.start for q in figures):
            continue
        told = source.text[whole.end : part.start if source is sentence else len(source.text)]
        if match.re is INCLUDED and not re.match(rf"\W*(?:[a-z]+ )?{match['noun']}\b", told):
            continue
        things = [word for word in PLURAL.findall(told) if word not in NOT_THINGS]
        if whole.whole and part.value > whole.value >= FEWEST and (len(things) == 1 or match.re is INCLUDED):
            places = (
                (sentence.place(whole.start, part.end),)
                if source is sentence
                else (sentence.place(part.start, match.end()), source.place(whole.start, whole.end))
            )
            said = f"{part.text} cannot be of {whole.text}"
            yield Judgement(Verdict.WRONG, "share", places, said, part.text, f"no more than {whole.text}")


def _find_counted(reading: Reading, index: int, *, named: bool) -> tuple[Sentence, list[Quantity]]:
    """The counts of the sentence before, and those before it unless it is about what it counts."""
    sentence = reading.sentences[index]
    before = [
        s for s in reading.sentences[max(0, index - BACK) : index] if not s.in_table and s.headings == sentence.headings
    ]
    if not before:
        return sentence, []
    last = before[-1]
    counts = counts_of(last)
    if counts and not named and not SUBJECT.match(worded_template(last)[0]):
        most = max(q.value for q in counts)
        if any(q.value > most for s in before for q in counts_of(s)):
            return last, []
    return last, counts
