"""A figure for a quarter or a year that lies outside those of its months or quarters, and of a group outside its two halves."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.averages.averages import judge_average
from openscrutiny.claims.reading.mentions import Listing, Mention, read_listings, read_mentions
from openscrutiny.claims.reading.part_kinds import MONTH, negated
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.shares.exhaustive_parts import place_of_parts
from openscrutiny.claims.verdicts import Judgement, Verdict

QUARTER = re.compile(
    r"\b(?:(?:Q|quarter )[1-4]|(?:first|second|third|fourth|last)(?: quarter)?|(?:April to June|July to September|October to December|January to March))\b",
    re.IGNORECASE,
)
ENDING = re.compile(
    r"\b(?:giving|making|averaging|or|with|and|so)\s+(?:an?\s+)?(?:overall\s+|average\s+|mean\s+)?(?:(?:figure|rate|result|score|average)\s+)?(?:of\s+)?$",
    re.IGNORECASE,
)
OVERALL = re.compile(
    r"\b(?:for|in|over|across) the (?:year|quarter|half[- ]year|period|(?:six|nine|twelve) months|whole year)\b|\byear to date\b|\boverall\b|\bon average\b",
    re.IGNORECASE,
)
FOLLOWING = re.compile(
    r"^\W*(?:(?:The|Its|Our|This gave an?|That gave an?)\s+)?(?:(?:quarterly|annual|yearly|overall|combined|average|quarter|year[- ]to[- ]date|full[- ]year)\s+)+(?:figure|rate|result|score|average|performance|percentage|satisfaction)?\s*(?:of|was|is|stood at|came to|,)\s*$"
    r"|^\W*(?:For|Over|Across|In) the (?:quarter|year|year to date|period|half[- ]year|nine months|six months)(?: as a whole)?,? (?:it|the (?:figure|rate|result|score|average))\s(?:was|is|stood at|came to)\s*$",
    re.IGNORECASE,
)
TWO_HALVES = 2
BY_YEAR = re.compile(
    r"\b(?:the\s+)?(?P<period>quarterly|monthly|weekly) (?:average|mean)(?: (?:for|in|of))? (?P<year>20\d\d(?:[/–-]\d\d)?)\s(?:was|is|being|of|came to)\s$"
)
IN_A_YEAR = {"quarterly": 4, "monthly": 12, "weekly": 52}
CLOSE = 0.35
MEAN_OF = re.compile(
    r"^\W*(?:the|this|its|that)\s+(?!(?:[a-z]+\s)?(?:target|previous|last|national|five-year)\b)[^.;,]{0,30}?\b(?:average|mean)\b[^.;,]{0,40}?\b(?:was|is|of|came to|being)\s+$",
    re.IGNORECASE,
)


def check_period_averages(reading: Reading) -> Iterator[Judgement]:
    """Rates of months or quarters with that of the whole; two groups that are all there is; averages of a year's total."""
    for i, sentence in enumerate(reading.sentences):
        if sentence.in_table or not sentence.quantities:
            continue
        after = reading.sentences[i + 1] if i + 1 < len(reading.sentences) else None
        before = reading.sentences[i - 1] if i and not reading.sentences[i - 1].in_table else None
        for listing in read_listings(sentence):
            if is_named_by_period(listing):
                yield from _mean_of_periods(listing, (before, after))
            if is_by_period(listing):
                yield from _whole_of_periods(listing, after)
            elif before and len(listing.items) == TWO_HALVES and negated([group_of(item) for item in listing.items]):
                yield from _whole_of_groups(reading, listing, before)
        yield from _of_a_year(reading, i)


def is_by_period(listing: Listing) -> bool:
    """Whether every item is a rate of one month or quarter."""
    rates = listing.items[0].figure.unit == "%" or all(q.places for q in listing.figures)
    return rates and is_named_by_period(listing)


def is_named_by_period(listing: Listing) -> bool:
    """Whether every item is of one month or quarter."""
    return all(MONTH.search(item.label) or QUARTER.search(item.label) for item in listing.items)


def _mean_of_periods(listing: Listing, beside: Sequence[Sentence | None]) -> Iterator[Judgement]:
    """`The average a month was 130. There were 119 in April, 130 in May and 142 in June`."""
    unit = listing.items[0].figure.unit
    for sentence in beside:
        told = (
            [q for q in sentence.quantities if q.unit == unit] if sentence is not None and not sentence.in_table else []
        )
        if (
            sentence is not None
            and len(listing.items) > TWO_HALVES
            and len(told) == 1
            and MEAN_OF.search(sentence.text[: told[0].start])
        ):
            yield from _judge(listing, told[0], sentence)


def _whole_of_periods(listing: Listing, after: Sentence | None) -> Iterator[Judgement]:
    sentence, last = listing.sentence, listing.items[-1].figure
    following = [m for m in read_mentions(sentence) if m.figure.start > last.end and m.figure.unit == last.unit]
    if following and ENDING.search(following[0].before + " ") and OVERALL.search(following[0].label):
        yield from _judge(listing, following[0].figure, sentence)
    elif not following and after is not None and not after.in_table:
        first = [q for q in after.quantities if q.unit == last.unit][:1]
        if first and FOLLOWING.match(after.text[: first[0].start]):
            yield from _judge(listing, first[0], after)


def _judge(listing: Listing, whole: Quantity, source: Sentence) -> Iterator[Judgement]:
    parts = listing.figures
    if whole.qualifier or any(q.qualifier for q in parts) or whole.unit != parts[0].unit:
        return
    places = place_of_parts(listing.sentence, source, parts, whole)
    if source is not listing.sentence:
        places = places[::-1]
    yield judge_average(whole, parts, "the figure for all of them", places, weighed=True)


def group_of(item: Mention) -> str:
    """The words of an item that name its group: before the figure where there are any."""
    return item.before or item.after


def _whole_of_groups(reading: Reading, listing: Listing, before: Sentence) -> Iterator[Judgement]:
    """`97.8% of invoices were paid in time. Non-local invoices were 96.9% and local invoices 97.2%`."""
    if listing.items[0].figure.unit != "%":
        return
    rates = [m for m in read_mentions(before) if m.figure.unit == "%"]
    shared = reading.words(group_of(listing.items[0]), generic=True) & reading.words(
        group_of(listing.items[1]), generic=True
    )
    named = [m for m in rates if shared & reading.words(m.after[:40], generic=True)]
    if shared and named and named[0] is rates[0]:
        total = sum(q.value for q in listing.figures)
        if abs(total - named[0].figure.value) > 1 and abs(total - 100) > 1:
            yield from _judge(listing, named[0].figure, before)


def _of_a_year(reading: Reading, i: int) -> Iterator[Judgement]:
    """`53,804 crimes for 2022/23 ... the quarterly average for 2022/23 was 13,451`."""
    sentence = reading.sentences[i]
    for mean in sentence.quantities:
        match = BY_YEAR.search(sentence.text[: mean.start])
        if not match or mean.unit == "%" or mean.qualifier:
            continue
        number = IN_A_YEAR[match["period"].lower()]
        totals = [
            (q, s) for s in reading.sentences[max(0, i - 3) : i + 1] for q in s.quantities
            if q.unit == mean.unit and not q.qualifier and re.match(rf"[^.;{{}}\d]{{0,40}}\b(?:in|for) {re.escape(match['year'])}\b", s.text[q.end :])
            and abs(q.value / number - mean.value) <= CLOSE * mean.value
        ]  # fmt: skip
        if len(totals) == 1:
            yield _judge_mean(sentence, mean, number, *totals[0])


def _judge_mean(sentence: Sentence, mean: Quantity, number: int, total: Quantity, source: Sentence) -> Judgement:
    true = total.true.scaled(1 / number)
    half = 0.5 * 10.0**-mean.places * mean.scale
    should = print_like(f"{total.value / number / mean.scale:,.{mean.places}f}", mean)
    working = f"{total.text} / {number} = {should}"
    places = (sentence.place(mean.start, mean.end), source.place(total.start, total.end))
    if true.low - half <= mean.value <= true.high + half:
        return Judgement(Verdict.CONSISTENT, "average", places, working)
    return Judgement(Verdict.WRONG, "average", places, f"printed as {mean.text}; {working}", mean.text, should)
