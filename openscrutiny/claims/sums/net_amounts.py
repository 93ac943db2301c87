"""Two amounts and what they leave or make: `£303m of debt and £152m of investments, resulting in net debt of £151m`."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.sums.prose_sums import hides_part
from openscrutiny.claims.verdicts import Judgement, Verdict

RESULTING = r"(?:result(?:s|ed|ing)? in|leav(?:es|ing)|left|giv(?:es|ing|e)|gave|mak(?:es|ing)|produc(?:es|ed|ing)|creat(?:es|ed|ing)|mean(?:s|ing)(?: that)?|hence|so|therefore|which is|equat(?:es|ing) to|amount(?:s|ing) to|represent(?:s|ing)|with)"
NOUN = r"(?:surplus|deficit|shortfall|gap|difference|remainder|balance|unspent)"
RESULT = re.compile(
    rf"(?:,|\band\b|;|\s[–—-])\s*(?:and\s+|which\s+|this\s+|that\s+|thus\s+|thereby\s+|together\s+)*{RESULTING}\s+(?:[a-z]+\s+){{0,3}}?"
    rf"(?P<kind>net|{NOUN}|remaining|(?:combined\s+|overall\s+|grand\s+)?total)\b(?P<noun>(?:\s+[a-z-]+){{0,3}}?)\s*(?:,|\bof|\bat|\bis|\bwas|\bbeing)?\s*(?:just\s+)?\{{(?P<unit>[NM])(?P<left>\d+)\}}"
    rf"|(?:,|\band\b|;|\s[–—-])\s*(?:and\s+|which\s+|this\s+|that\s+|thus\s+)*leav(?:es|ing)\s+(?:just\s+|only\s+)?\{{(?P<unit2>[NM])(?P<left2>\d+)\}}",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:compar\w+|last|previous\w*|earlier|than|target|per|each|average|transfer\w*|adjust\w*|other|further|including|includ\w*|excluding|also|some|before|after|net of|allow\w*|various|increas\w*|decreas\w*|rose|fell|grew|up|down|interest|opening|brought forward|partly|mainly|forecast|estimated|VAT|a (?:month|week|year|day))\b",
    re.IGNORECASE,
)
"""Words by which something else than the two amounts, or another time, comes into it."""
ASIDE = re.compile(r"\([^()]*\)|\bof (?:which|whom|this|that)\b.*")
"""Parts of an amount, which do not come into it themselves."""
CLOSE = 0.5
"""A result further than this from the difference, relative to it, is of something else."""


def check_net_amounts(reading: Reading) -> Iterator[Judgement]:
    """Every net amount, balance or total told as the outcome of the two amounts that its sentence gives before it."""
    for sentence in reading.sentences:
        if sentence.in_table or len(sentence.quantities) < 3:
            continue
        text, _ = template(sentence)
        for match in RESULT.finditer(text):
            yield from _judge(sentence, text, match)


def _judge(sentence: Sentence, text: str, match: re.Match[str]) -> Iterator[Judgement]:
    left = sentence.quantities[int(match["left"] or match["left2"])]
    aside = [match.span() for match in ASIDE.finditer(sentence.text, 0, left.start)]
    before = [
        q for q in sentence.quantities if q.start < left.start and not any(a < q.start < b for a, b in aside)
    ]  # fmt: skip
    told = text[: match.end()]
    after = text[match.end() : match.end() + 30]
    if (
        len(before) != 2
        or any(q.unit != left.unit or q.qualifier or q.signed for q in (*before, left))
        or OTHER.search(told)
        or re.match(r"\s*(?:more|less|fewer|higher|lower|better|of|a|per|each|after|before|once)\b", after)
        or not re.search(r"\band\b|\bagainst\b|\bless\b|\bwith\b|\bbut\b|\bwhile\b|,", told[: match.start()])
        or hides_part(sentence, before[0].start, left.end)
    ):
        return
    one, two = sorted(before, key=lambda q: -q.value)
    total = bool(match["kind"] and match["kind"].lower().endswith("total")) and "net" not in (match["noun"] or "")
    added, taken = one.true + two.true, one.true - two.true
    place = (sentence.place(before[0].start, left.end),)
    value = one.value + two.value if total else one.value - two.value
    decimals = left.places if left.scale != 1 else max(q.places for q in (one, two, left))
    should = print_like(f"{value / left.scale:,.{decimals}f}", left)
    working = f"{one.text} {'+' if total else '-'} {two.text} = {should}"
    if added.meets(left.true) or taken.meets(left.true):
        yield Judgement(Verdict.CONSISTENT, "sum", place, f"{one.text} and {two.text} make {left.text}")
    elif value > 0 and abs(left.value - value) <= CLOSE * value and _is_worked(left, one, total=total):
        yield Judgement(Verdict.WRONG, "sum", place, f"printed as {left.text}; {working}", left.text, should)


def _is_worked(left: Quantity, one: Quantity, *, total: bool) -> bool:
    """Whether the result is on the side of the greater amount where its kind must be: a total above it, what is left below."""
    return left.value > one.value if total else left.value < one.value
