"""A part printed with its share beside a whole that the sentence, or the one before it, names: `388 of them, or 38%`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.mentions import (
    OF_WHICH,
    Listing,
    Mention,
    is_compared,
    is_whole,
    read_listings,
    read_mentions,
)
from openscrutiny.claims.reading.part_kinds import SEVERAL
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.shares.exhaustive_parts import judge_parts, shares_complete, whole_of
from openscrutiny.claims.shares.shares import MORE_OR_LESS, is_share, judge_share
from openscrutiny.claims.verdicts import Judgement

OF_THEM = re.compile(r"^(?:of (?:them|these|those))\b", re.IGNORECASE)
OF_LABELLED = re.compile(r"\b[Oo]f the (?P<label>[a-z-]+)(?: ones?)?,?$")
BACK = 4
"""Sentences before a list of parts and shares in which its whole is sought."""
DOUBT = re.compile(
    r"\b(?:answer\w*|valid|excluding|exclud\w*|not known|unknown|of those (?:who|that|with|whose)|weighted|rate|where|known)\b",
    re.IGNORECASE,
)


OF_CHANGES = re.compile(
    r"\b(?:increase|decrease|rise|fall|reduction|growth|drop|cut|gain)s?\b[^.;]{0,60}\b(?:of|by)\b[^.;]*$|\b(?:rose|fell|grew|increased|decreased|dropped) by\b[^.;]*$",
    re.IGNORECASE,
)
"""Sizes of changes, whose percentages are of what they were before and not of one another."""


def check_paired_shares(reading: Reading) -> Iterator[Judgement]:
    """Every part that is printed with its share, beside the whole it is told to be of."""
    for i, sentence in enumerate(reading.sentences):
        if sentence.in_table or not any(q.unit == "%" for q in sentence.quantities):
            continue
        before = reading.sentences[i - 1] if i else None
        listed: set[int] = set()
        for listing in read_listings(sentence):
            whole, source = whole_of(listing, before)
            if whole is None:
                yield from _by_shares(reading, i, listing)
                continue
            listed.update(item.figure.start for item in listing.items)
            for item in listing.items:
                yield from _judge(sentence, item, whole, source)
        for place, mention in enumerate(read_mentions(sentence)):
            if mention.share and mention.figure.start not in listed and not is_compared(mention):
                yield from _single(sentence, place, mention, before)


def _judge(sentence: Sentence, item: Mention, whole: Quantity, source: Sentence) -> Iterator[Judgement]:
    share = item.share
    if (
        share is None
        or whole.unit != item.figure.unit
        or item.figure.value >= whole.value
        or item.figure.qualifier
        or share.signed
        or whole.qualifier
    ):
        return
    first, last = sorted((item.figure, share), key=lambda q: q.start)
    if OF_CHANGES.search(sentence.text[: first.start]) or "respectively" in sentence.text[last.end :]:
        return
    if MORE_OR_LESS.match(sentence.text, last.end):
        return
    own = sentence.place(first.start, last.end)
    places = (own,) if source is sentence else (own, source.place(whole.start, whole.end))
    yield judge_share(share, item.figure, whole, places)


def _single(sentence: Sentence, place: int, mention: Mention, before: Sentence | None) -> Iterator[Judgement]:
    """`388 of them, or 38%`, `903 calls, of which 388 (38%)`, `Of the open ones 64 (29%)`."""
    mentions = read_mentions(sentence)
    earlier = read_mentions(before) if before is not None and not before.in_table else ()
    of_them = bool(OF_WHICH.search(mention.before) or OF_THEM.match(mention.after))
    if place:
        if of_them or is_whole(mentions[place - 1]):
            yield from _judge(sentence, mention, mentions[place - 1].figure, sentence)
    elif before is not None and of_them:
        whole = _antecedent(earlier, mention.figure.unit)
        if whole and not DOUBT.search(sentence.text):
            yield from _judge(sentence, mention, whole.figure, before)
    elif before is not None and (labelled := OF_LABELLED.search(mention.before)):
        named = [
            m
            for m in earlier
            if re.search(rf"\b{labelled['label']}\b", m.label) and m.figure.unit == mention.figure.unit
        ]
        if len(named) == 1:
            yield from _judge(sentence, mention, named[0].figure, before)


def _antecedent(mentions: Sequence[Mention], unit: str) -> Mention | None:
    """What `them` stands for: the whole that the sentence before opens with, or its only figure."""
    same = [m for m in mentions if m.figure.unit == unit]
    if same and (is_whole(same[0]) or len(same) == 1):
        return same[0]
    return None


def _by_shares(reading: Reading, index: int, listing: Listing) -> Iterator[Judgement]:
    """Parts whose shares, all but one, are of a count printed just before: the odd one is wrong."""
    paired = [item for item in listing.items if item.share and not item.share.qualifier and item.share.value > 0]
    if len(paired) < 3 or len(paired) < len(listing.items):
        return
    sentence = listing.sentence
    near = [s for s in reading.sentences[max(0, index - BACK) : index + 1] if not s.in_table]
    wholes = {
        q.value: (q, s) for s in near for q in (m.figure for m in read_mentions(s))
        if q.unit == paired[0].figure.unit and not q.qualifier and all(q.value > item.figure.value for item in paired)
    }  # fmt: skip
    best = max(
        ((sum(is_share(item.figure, item.share, q) for item in paired if item.share), -abs(s.index - index), q, s) for q, s in wholes.values()),
        key=lambda found: found[:2], default=None,
    )  # fmt: skip
    if best is None or best[0] < len(paired) - 1:
        return
    fitting, _, whole, source = best
    if fitting == len(paired) and shares_complete(listing.items) and not SEVERAL.search(sentence.text):
        yield from judge_parts(listing, whole, source)
    for item in paired:
        yield from _judge(sentence, item, whole, source)
