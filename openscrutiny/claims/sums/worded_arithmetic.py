"""Arithmetic told in words, and the cost of some at the price of one told before: `22.3 less 7.0 plus 1.7 gives 17.0`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

SUM = re.compile(
    r"(?P<first>\{[NM]\d+\})(?P<steps>(?:\s+(?:less|minus|plus)\s+(?:a\s+)?\{[NM]\d+\})+),?\s+(?:gives|is|makes|equals|leaves|comes to|=)\s+(?P<total>\{[NM]\d+\})",
    re.IGNORECASE,
)
LEFT = re.compile(
    r"(?P<first>\{(?P<unit>[NM])\d+\})[^{}.;()]{0,60}?(?P<step>\b(?:reduced by|offset by|mitigated by|adjusted (?:down )?by|less|minus|after)\s+[^{}.;()]{0,30}?\{(?P=unit)\d+\})[^{}.;()]{0,50}?,?\s*\b(?:leaving|to leave|which leaves|leaves)\s+(?!a )[^{}.;()]{0,40}?(?P<total>\{(?P=unit)\d+\})",
    re.IGNORECASE,
)
"""What is left of a sum: `a pressure of £13.6m was reduced by £2.4m of savings, leaving £11.2m`."""
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


def check_worded_arithmetic(reading: Reading) -> Iterator[Judgement]:
    """Every sum written out in words, and every total of some at the price of one."""
    for before, sentence in reading.sentence_pairs:
        if sentence.in_table or not sentence.quantities:
            continue
        text, figures = worded_template(sentence)
        for match in SUM.finditer(text):
            yield from _sum(sentence, match, figures, match["steps"])
        for match in LEFT.finditer(text):
            yield from _sum(sentence, match, figures, "less " + match["step"][match["step"].index("{") :])
        yield from _product(sentence, before, text, figures)


def _sum(sentence: Sentence, match: re.Match[str], figures: Sequence[Quantity], steps: str) -> Iterator[Judgement]:
    first, total = (figures[int(match[name][2:-1])] for name in ("first", "total"))
    true, value, used = first.true, first.value, [first]
    for sign, index in re.findall(r"(less|minus|plus)\s+(?:a\s+)?\{[NM](\d+)\}", steps, re.IGNORECASE):
        term = figures[int(index)]
        used.append(term)
        true = true + term.true if sign.lower() == "plus" else true - term.true
        value += term.value if sign.lower() == "plus" else -term.value
    if any(q.qualifier or q.unit != first.unit for q in (*used, total)):
        return
    places = max(q.places for q in used)
    number = f"{value / total.scale:,.{places}f}"
    should = print_like(number, total) if total.text[-1].isdigit() or total.unit == "£" else number
    place = (sentence.place(first.start, total.end),)
    exact = len({q.places for q in (*used, total)}) == 1 and len({q.scale for q in (*used, total)}) == 1
    fine = abs(value - total.value) < 1e-6 * max(1.0, abs(value)) if exact else true.meets(total.true)
    yield _told(place, f"the terms come to {should}", fine, total, should)


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
