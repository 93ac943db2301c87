"""Shares that a sentence says a thing is split into: they come to 100 %."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.mentions import Listing, read_listings
from openscrutiny.claims.reading.part_kinds import SEVERAL
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

SPLIT = re.compile(
    r"\b(?:split|divided|shared|apportioned|allocated|broken down|distributed)\b[^.;:]{0,50}:\s*[^.;:]{0,40}$|\b(?:split|division|breakdown|apportionment) (?:is|was|of [a-z ]{3,30} (?:is|was)):?\s*[^.;:]{0,30}$"
    r"|(?:^|[.;]\s*)\W*By (?:tenure|age|sex|gender|ethnicity|type|area|district|council|source|outcome|age group|mode|fuel|size)[^.;:,]{0,20}[:,]\s*[^.;:]{0,30}$",
    re.IGNORECASE,
)
"""What comes before shares that leave nothing out."""
SOME = re.compile(r"\b(?:includ\w+|such as|for example|mainly|among (?:others|them)|largest|rates?|satisf\w+|attend\w+|met|turnout|response)\b", re.IGNORECASE)  # fmt: skip
FARTHEST = 25
"""Per cent: lists further than this from 100 are not of one whole."""


def check_split_shares(reading: Reading) -> Iterator[Judgement]:
    """`The levy is split by population: North 38%, South 27%, East 21% and West 14%`."""
    for sentence in reading.sentences:
        if sentence.in_table or SOME.search(sentence.text) or SEVERAL.search(sentence.text):
            continue
        for listing in read_listings(sentence):
            shares = listing.figures
            if (
                len(shares) >= 3
                and all(q.unit == "%" and not q.qualifier and not q.signed for q in shares)
                and SPLIT.search(listing.lead)
                and not listing.total
            ):
                yield from _judge(sentence, listing)


def _judge(sentence: Sentence, listing: Listing) -> Iterator[Judgement]:
    shares = listing.figures
    value = sum(q.value for q in shares)
    true = Interval(sum(q.true.low for q in shares), sum(q.true.high for q in shares))
    place = (sentence.place(shares[0].start, shares[-1].end),)
    working = " + ".join(q.text for q in shares) + f" = {value:g}%"
    if true.meets(Interval(100, 100)):
        yield Judgement(Verdict.CONSISTENT, "percentages_sum", place, working)
    elif abs(value - 100) <= FARTHEST and (
        value > 100 or not re.search(r"\b(?:rest|remaind\w+|remaining|others?)\b", sentence.text)
    ):
        yield Judgement(
            Verdict.WRONG, "percentages_sum", place, f"{working}; the whole is 100%", f"{value:g}%", "100%"
        )  # fmt: skip
