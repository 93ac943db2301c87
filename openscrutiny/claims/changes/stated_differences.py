"""Two levels of one sentence and the difference it states after them."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.directions import percent_meets, size_of
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity, print_like, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import pick, worded_template
from openscrutiny.claims.verdicts import Judgement, Verdict

DIFFERENCE = re.compile(
    r"(?:,|\s[–—-]|\(|;)\s*(?:which is\s+|this is\s+|that is\s+|representing\s+|giving\s+|resulting in\s+)?(?:an?|the)\s+(?:net\s+|overall\s+)?(?P<word>fall|rise|increase|decrease|reduction|drop|improvement|gap|difference|change|growth)\s+of\s+(?P<amount>\{(?P<unit>[PNM])\d+\})(?!\s*(?:on|since|from|over|compared|each|a\b|per\b))",
    re.IGNORECASE,
)
LINKED = re.compile(
    r"\b(?:compared (?:with|to)|against|from|than|versus|up on|down on|(?:to )?(?:fall|rise|increase|decrease|reduce|grow|drop)\w*\s+to|was|(?:last|previous) year)\b",
    re.IGNORECASE,
)
APART = re.compile(
    r"\b(?:of which|includ\w+|target|national\w*|average|each|other|further|also|offset|plus|both)\b", re.IGNORECASE
)


def check_stated_differences(reading: Reading) -> Iterator[Judgement]:
    """Every difference stated after the two levels of its sentence."""
    for sentence in reading.sentences:
        if len(sentence.quantities) < 2 or sentence.in_table:
            continue
        text, figures = worded_template(sentence)
        for match in DIFFERENCE.finditer(text):
            yield from _difference(sentence, text, match, figures)


def _difference(
    sentence: Sentence, text: str, match: re.Match[str], figures: Sequence[Quantity]
) -> Iterator[Judgement]:
    (amount,) = pick(tuple(figures), match["amount"])
    opening = re.split(r"[;]|\.\s", text[: match.start()])[-1]
    levels = [q for q in pick(tuple(figures), opening) if q.unit == amount.unit and not q.points]
    if len(levels) != 2 or not LINKED.search(opening[opening.index("{") :]) or APART.search(opening):
        return
    one, two = levels
    if any(q.qualifier or q.signed for q in (*levels, amount)) or one.places != two.places or one.scale != two.scale:
        return
    gap = size_of(one.true - two.true)
    relative = ratio(gap, one.true), ratio(gap, two.true)
    place = (sentence.place(one.start, amount.end),)
    value = abs(one.value - two.value)
    should = print_like(f"{value / amount.scale:,.{max(amount.places, one.places)}f}", amount)
    working = f"{one.text} and {two.text} differ by {should}"
    fits = percent_meets(amount, gap) or (
        amount.unit == "%" and not amount.points and any(true and percent_meets(amount, true) for true in relative)
    )
    if fits:
        yield Judgement(Verdict.CONSISTENT, "change", place, working)
    elif value and 0.4 <= abs(amount.value) / value <= 2.5:
        yield Judgement(Verdict.WRONG, "change", place, f"printed as {amount.text}; {working}", amount.text, should)
