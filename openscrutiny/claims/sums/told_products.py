"""What some cost or bring in by what one does: `A camera costs £36,000. Four are in use, at a total of £144,000`, `Each £1 brings £284,110`."""

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
BRINGS = r"(?:brings?|raises?|yields?|generates?|produces?|provides?|gives?|is worth|add(?:s|ed)?)(?: in| us)?(?: (?:some|an extra|an additional|a further))?"
EACH_POUND = re.compile(
    rf"\b(?:each|every)(?: (?:extra|additional|further))? \{{M(?P<one>\d+)\}}[^{{}}.;]{{0,50}}?\b{BRINGS} \{{M(?P<brought>\d+)\}}",
    re.IGNORECASE,
)
POUNDS = re.compile(
    rf"\{{M(?P<some>\d+)\}}[^{{}}.;]{{0,50}}?\b(?:would|will|could|which)\s+{BRINGS} \{{M(?P<total>\d+)\}}",
    re.IGNORECASE,
)
FAR = 0.3
"""A total further than this from the product, relative to it, is of something else."""


def check_told_products(reading: Reading) -> Iterator[Judgement]:
    """Every total of some at the price of one, told in its sentence or the one before."""
    for before, sentence in reading.sentence_pairs:
        if not sentence.in_table and sentence.quantities:
            yield from _product(sentence, before, *worded_template(sentence))
            yield from _pounds(sentence, before)


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


def _pounds(sentence: Sentence, before: Sentence | None) -> Iterator[Judgement]:
    """`Each £1 on the tax brings in £284,110. A rise of £10 would bring in £2.84m`."""
    text, figures = worded_template(sentence)
    match = POUNDS.search(text)
    for source in (sentence, before) if match and not OTHER.search(text) else ():
        each = EACH_POUND.search(worded_template(source)[0]) if source is not None else None
        if not match or not each or source is None:
            continue
        known = worded_template(source)[1]
        one, brought = known[int(each["one"])], known[int(each["brought"])]
        some, total = figures[int(match["some"])], figures[int(match["total"])]
        times = some.value / one.value if one.value > 0 else 0.0
        if times <= 1 or total.qualifier:
            return
        true = brought.true.scaled(times)
        should = print_like(f"{brought.value * times / total.scale:,.{total.places}f}", total)
        places = [sentence.place(some.start, total.end), source.place(one.start, brought.end)]
        if true.meets(total.true) or 1 - FAR <= total.value / (brought.value * times) <= 1 + FAR:
            yield _told(tuple(places), f"{times:g} x {brought.text} = {should}", true.meets(total.true), total, should)
        return


def _told(places: tuple[Place, ...], working: str, fine: bool, total: Quantity, should: str) -> Judgement:
    if fine:
        return Judgement(Verdict.CONSISTENT, "money", places, working)
    return Judgement(Verdict.WRONG, "money", places, f"printed as {total.text}; {working}", total.text, should)
