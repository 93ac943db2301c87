"""A sum of money shared out: `The net cost of £660,000 is £5.57 for each of the borough's 118,400 residents`."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Verdict

IS = r"(?:is|was|equates? to|equated to|equal to|equals|works out (?:at|to)|worked out at|amounts? to|amounted to|represents?|represented|means|meant|comes? (?:out )?(?:at|to)|came (?:out )?(?:at|to)|equivalent to|or|averages?|averaged|that is|which is|costing)"
EACH = r"(?:for each of|for every one of|to each of|per head for|a head for|each for|each (?:to|across|among|between)|per head of|a head of|for each)"
OWNER = r"(?:\s+(?:the|its|our|all|their|[a-z]+[’']s?|[A-Z][a-z]+[’']s?)){0,3}"
SHARED = re.compile(
    rf"\{{M(?P<total>\d+)\}}[^{{}}.;]{{0,50}}?\b{IS}\s+(?:just\s+|an average of\s+)?\{{M(?P<price>\d+)\}}\s*{EACH}{OWNER}\s+\{{N(?P<count>\d+)\}}\s+[a-z]",
)
PER_ONE = re.compile(
    rf"\{{M(?P<total>\d+)\}}[^{{}}.;]{{0,50}}?\b{IS}\s+(?:just\s+|an average of\s+)?\{{M(?P<price>\d+)\}}\s+(?:per|a|for each|for every)\s+(?!year|month|week|day)[a-z]+(?:\s+[a-z]+)?,?\s*(?:\(|based on|across|with|over|given|for|on)+{OWNER}\s*\{{N(?P<count>\d+)\}}\s+[a-z]",
)
AMONG = re.compile(
    rf"\{{M(?P<total>\d+)\}}[^{{}}.;]{{0,40}}?\b(?:shared (?:equally )?(?:among|between|by)|divided (?:equally )?(?:among|between|by)|spread (?:over|across)|across){OWNER}\s+\{{N(?P<count>\d+)\}}(?:\s+[a-z-]+){{1,3}}?,?\s+(?:{IS}|so|giving(?: each)?|or|at)\s+(?:an average of\s+|each (?:received|got|paid)\s+)?\{{M(?P<price>\d+)\}}",
)
OTHER = re.compile(
    r"\b(?:compar\w+|excluding|including|plus|more|less|up|down|rise|increas\w*|decreas\w*|extra|another|national\w*|a (?:week|month|year|day)|per (?:week|month|year|day)|of which|weighted|some of|last|previous|at least)\b",
    re.IGNORECASE,
)
FAR = 4.0
"""A price this many times what it should be is of something else, unless only noughts are wrong."""


def check_per_head(reading: Reading) -> Iterator[Judgement]:
    """Every sum told with how many it is for and what it is for each, or their average."""
    for sentence in reading.sentences:
        if len(sentence.quantities) < 2:
            continue
        text, figures = worded_template(sentence)
        if sentence.in_table or sum(q.unit == "£" for q in figures) < 2:
            continue
        for pattern in (SHARED, PER_ONE, AMONG):
            for match in pattern.finditer(text):
                if not OTHER.search(match[0]):
                    yield from _judge(sentence, *(figures[int(match[name])] for name in ("total", "count", "price")))


def _judge(sentence: Sentence, total: Quantity, count: Quantity, price: Quantity) -> Iterator[Judgement]:
    if any(q.qualifier for q in (total, count, price)) or count.value < 2:
        return
    sums = (
        total.true
        if total.scale != 1 or total.places
        else Interval(min(total.value - 0.5, total.true.low), max(total.value + 0.5, total.true.high))
    )
    true = Interval(sums.low / count.true.high, sums.high / max(count.true.low, 1.0))
    half = 0.5 * 10.0**-price.places * price.scale
    if price.scale == 1 and not price.places:
        half = max(half, price.true.high - price.value)
    value = total.value / count.value
    figures = (total, count, price)
    place = (sentence.place(min(q.start for q in figures), max(q.end for q in figures)),)
    decimals = price.places if price.places or value >= 100 else 2
    should = print_like(f"{value / price.scale:,.{decimals if price.scale == 1 else price.places}f}", price)
    working = f"{total.text} / {count.text} = {should}"
    if true.meets(Interval(price.value - half, price.value + half)):
        yield Judgement(Verdict.CONSISTENT, "money", place, working)
    elif 1 / FAR <= price.value / value <= FAR:
        yield Judgement(Verdict.WRONG, "money", place, f"printed as {price.text}; {working}", price.text, should)
