"""The cost of some at the price of one told before: `A camera costs £36,000. Four are in use, at a total of £144,000`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

PRICE = re.compile(
    r"\b(?:[Aa]n?|[Ee]ach|[Oo]ne|per)\s+(?:[a-z-]+\s+){1,4}?(?:costs?|is|was|will cost|would cost)\s+\{M(?P<a>\d+)\}"
    r"|\b[Tt]he (?:annual |yearly |full |average )?(?:cost|price) of (?:an?|each|one) (?:[a-z-]+\s?){1,3}(?: in [a-z ]{3,20})?\s(?:is|was|would be|will be)\s\{M(?P<b>\d+)\}"
)
"""The price of one."""
NUMBER = re.compile(
    r"\{N(?P<n>\d+)\}\s+(?:are|were|have been|will be|is|of them|more|extra|additional|such)\b|\bwould become \{N\d+\}, \{N(?P<m>\d+)\} more\b"
)
TOTAL = re.compile(
    r"\b(?:at a (?:total|combined) (?:cost )?of|a total (?:cost )?of|total(?:ling|led|s)?(?: cost)?(?: of)?|costing|making|so that the (?:additional |extra |total )?cost (?:would be|is|was|will be)|the (?:total|additional|extra) cost (?:is|was|would be|will be))\s+\{M(?P<total>\d+)\}",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:discount\w*|set[- ]up|one-off|plus|excluding|net|less|part[- ]year|from|average)\b", re.IGNORECASE
)
FAR = 0.3
"""A total further than this from the product, relative to it, is of something else."""


def check_told_products(reading: Reading) -> Iterator[Judgement]:
    """Every total of some at the price of one, told in its sentence or the one before."""
    for before, sentence in reading.sentence_pairs:
        if not sentence.in_table and sentence.quantities:
            yield from _product(sentence, before, *worded_template(sentence))


def _product(
    sentence: Sentence, before: Sentence | None, text: str, figures: Sequence[Quantity]
) -> Iterator[Judgement]:
    """`A camera costs £36,000. Four are in use, at a total of £144,000`."""
    totals = [figures[int(m["total"])] for m in TOTAL.finditer(text)]
    if len(totals) != 1:
        return
    total = totals[0]
    earlier, known = worded_template(before) if before is not None and not before.in_table else ("", ())
    own = text[: text.index(f"{{M{figures.index(total)}}}")]
    prices = [(known[int(m["a"] or m["b"])], before) for m in PRICE.finditer(earlier)]
    prices += [(figures[int(m["a"] or m["b"])], sentence) for m in PRICE.finditer(own)]
    counts = [known[int(m["n"] or m["m"])] for m in NUMBER.finditer(earlier)]
    counts += [figures[int(m["n"] or m["m"])] for m in NUMBER.finditer(own)]
    counts += [known[int(m[1])] for m in re.finditer(r"\{N(\d+)\} more\b", earlier) if known[int(m[1])] not in counts]
    if len(prices) != 1 or len(counts) != 1 or OTHER.search(own) or not counts[0].whole:
        return
    (price, source), count = prices[0], counts[0]
    if price.qualifier or total.qualifier or source is None:
        return
    true = Interval(price.true.low * count.value, price.true.high * count.value)
    product = price.value * count.value
    if abs(total.value - product) > FAR * product:
        return
    should = print_like(f"{product / total.scale:,.{total.places}f}", total)
    own_place = sentence.place(0, total.end)
    places = (own_place,) if source is sentence else (own_place, source.place(price.start, price.end))
    yield _told(places, f"{count.text} x {price.text} = {should}", true.meets(total.true), total, should)


def _told(places: tuple[Place, ...], working: str, fine: bool, total: Quantity, should: str) -> Judgement:
    if fine:
        return Judgement(Verdict.CONSISTENT, "money", places, working)
    return Judgement(Verdict.WRONG, "money", places, f"printed as {total.text}; {working}", total.text, should)
