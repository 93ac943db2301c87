"""An average told with the total and the number that it divides: `950 calls a day (201,344 over 366 days)`, `the quarterly average for 2022/23`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity, find_quantities, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

OVER = re.compile(
    r"\baverage[^.;:()\d]{0,50}?(?P<mean>\d[\d,]*(?:\.\d+)?)(?![\d%])[^.;()\d]{0,40}\((?:(?P<total>\d[\d,]*)[^()\d]{0,25}?\b(?:over|in|across|divided by)\s+(?:the\s+)?(?P<number>\d{1,3}(?:,\d{3})*)\s+(?:days|weeks|months|quarters|years|schools|areas|staff|people|officers|cases|sites))\)",
    re.IGNORECASE,
)
BY_YEAR = re.compile(
    r"\b(?:the\s+)?(?P<period>quarterly|monthly|weekly) (?:average|mean)(?: (?:for|in|of))? (?P<year>20\d\d(?:[/–-]\d\d)?)\s(?:was|is|being|of|came to)\s$"
)
IN_A_YEAR = {"quarterly": 4, "monthly": 12, "weekly": 52}
BACK = 3
"""Sentences before an average in which its total may stand."""
CLOSE = 0.35
"""How far from the average, for its size, a total that it may be of would make it."""


def check_divided_averages(reading: Reading) -> Iterator[Judgement]:
    """Every average whose total and number are told: the one is the other two divided."""
    for i, sentence in enumerate(reading.sentences):
        for match in OVER.finditer(sentence.text) if "verage" in sentence.text else ():
            mean, total, number = (find_quantities(match[name])[0] for name in ("mean", "total", "number"))
            if number.value:
                yield _judge((sentence.place(match.start(), match.end()),), mean, total, number.value)
        yield from _of_a_year(reading.sentences[max(0, i - BACK) : i + 1])


def _of_a_year(sentences: Sequence[Sentence]) -> Iterator[Judgement]:
    sentence = sentences[-1]
    for mean in () if sentence.in_table else sentence.quantities:
        match = BY_YEAR.search(sentence.text[: mean.start])
        if not match or mean.unit == "%" or mean.qualifier:
            continue
        number = IN_A_YEAR[match["period"].lower()]
        of_year = re.compile(rf"[^.;{{}}\d]{{0,40}}\b(?:in|for) {re.escape(match['year'])}\b")
        totals = [
            (q, s) for s in sentences for q in s.quantities
            if q.unit == mean.unit and not q.qualifier and of_year.match(s.text, q.end)
            and abs(q.value / number - mean.value) <= CLOSE * mean.value
        ]  # fmt: skip
        if len(totals) == 1:
            total, source = totals[0]
            places = (sentence.place(mean.start, mean.end), source.place(total.start, total.end))
            yield _judge(places, mean, total, number)


def _judge(places: tuple[Place, ...], mean: Quantity, total: Quantity, number: float) -> Judgement:
    should = print_like(f"{total.value / number / mean.scale:,.{mean.places}f}", mean)
    working = f"{total.text} / {number:g} = {should}"
    half = 0.5 * 10.0**-mean.places * mean.scale
    spread = max(half, (mean.true.high - mean.true.low) / 2)
    true = total.true.scaled(1 / number)
    if true.low - spread <= mean.value <= true.high + spread:
        return Judgement(Verdict.CONSISTENT, "average", places, working)
    return Judgement(Verdict.WRONG, "average", places, f"printed as {mean.text}; {working}", mean.text, should)
