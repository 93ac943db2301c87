"""A whole and the parts that it is told to be made of: `Of the 46 plans 19 are green, 21 amber and eight red`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.mentions import Listing, Mention, read_listings, read_mentions
from openscrutiny.claims.reading.part_kinds import SEVERAL, kind_of
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.shares.shares import is_share
from openscrutiny.claims.sums.prose_sums import SOME, hides_part
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

OVER = 1.5
"""The most that parts may come to, relative to their whole, and still be taken for its parts."""
UNDER = 0.7
"""The least."""
NEAR = 1.04
"""Three parts or more that overshoot a whole by less than this are its parts, whatever they are of."""
BACK = 4
"""Sentences before a list of parts and shares in which its whole is sought."""
TWO = 2
OF_THESE = re.compile(r"^\W*(?:of|out of|among) (?:these|those|them|which|this)\b", re.IGNORECASE)
OVERLAP = re.compile(
    r"\b(?:overlap\w*|some (?:were|are|had|have|of (?:them|these))|also|both|or more of|in more than|counted (?:in|twice)|same (?:person|people)|offset\w*|net of|partly (?:met|funded))\b",
    re.IGNORECASE,
)


def check_exhaustive_parts(reading: Reading) -> Iterator[Judgement]:
    """Every list of the parts of one whole in one sentence, or of the count of the sentence before."""
    for i, (before, sentence) in enumerate(reading.sentence_pairs):
        if sentence.in_table:
            continue
        for listing in read_listings(sentence):
            near = " ".join(s.text for s in reading.sentences[max(0, i - 2) : i + 2])
            whole, source = whole_of(listing, before)
            if whole is None:
                whole, source = whole_by_shares(listing, reading.sentences[max(0, i - BACK) : i])
                near = sentence.text  # the shares themselves come to 100 %: none overlaps another
            if (
                whole is None
                or SEVERAL.search(near)
                or OVERLAP.search(near)
                or SOME.search(_told(listing, whole, source))
            ):
                continue
            following = reading.sentences[i + 1] if i + 1 < len(reading.sentences) else None
            yield from judge_parts(listing, whole, source, following)


def whole_of(listing: Listing, before: Sentence | None) -> tuple[Quantity | None, Sentence]:
    """The figure that a list is of, and the sentence that prints it."""
    sentence = listing.sentence
    if listing.whole and listing.whole.figure.unit == listing.items[0].figure.unit:
        return listing.whole.figure, sentence
    if listing.items[0].of:
        return listing.items[0].of, sentence
    if listing.total:
        return listing.total.figure, sentence
    if before is not None and OF_THESE.match(listing.lead):
        same = [m.figure for m in read_mentions(before) if m.figure.unit == listing.items[0].figure.unit]
        if len(same) == 1:
            return same[0], before
    return None, sentence


def whole_by_shares(listing: Listing, before: Sequence[Sentence]) -> tuple[Quantity | None, Sentence]:
    """The count told just before that every part of a list has its share of, where the shares come to 100 %."""
    if len(listing.items) > TWO and shares_complete(listing.items):
        for source in reversed([s for s in before if not s.in_table]):
            for whole in (m.figure for m in read_mentions(source)):
                if whole.unit == listing.items[0].figure.unit and all(
                    item.share and is_share(item.figure, item.share, whole) for item in listing.items
                ):
                    return whole, source
    return None, listing.sentence


def _told(listing: Listing, whole: Quantity, source: Sentence) -> str:
    start = whole.end if source is listing.sentence and whole.end < listing.items[0].figure.start else 0
    end = max(listing.items[-1].figure.end, whole.end if source is listing.sentence else 0)
    return re.sub(r"\bof (?:which|whom)\b|\bmore than\b|\blast quarter\b", " ", listing.sentence.text[start:end])


MORE = re.compile(
    r"\b(?:the|all) (?:other|others|rest|remainder|remaining)\b|\b(?:another|a further|more)\b", re.IGNORECASE
)


NESTED = re.compile(r"\s+of (?:those|these|them|whom|which)\b", re.IGNORECASE)
"""A part of a part: `24 went to hospital and 37 did not; two of those died`."""


def _goes_on(listing: Listing, following: Sentence | None) -> bool:
    """Whether parts are told of after the list: `the rest await a decision`."""
    tail = listing.sentence.text[listing.items[-1].figure.end :]
    return bool(MORE.search(tail) or (following and MORE.search(following.text[:40])))


def judge_parts(
    listing: Listing, whole: Quantity, source: Sentence, following: Sentence | None = None
) -> Iterator[Judgement]:
    """Wrong where parts that cannot overlap come to more than the whole, or where all there are come to less."""
    sentence, parts = listing.sentence, listing.figures
    if whole.qualifier or any(q.qualifier or q.signed or q.value > whole.value for q in parts) or whole.value <= 0:
        return
    nested = [bool(NESTED.match(sentence.text[q.end :])) for q in parts]
    if any(nested) and not all(nested):
        return
    span = parts[0].start, parts[-1].end
    if hides_part(sentence, *((min(span[0], whole.start), max(span[1], whole.end)) if source is sentence else span)):
        return
    value, true = sum(q.value for q in parts), Interval(sum(q.true.low for q in parts), sum(q.true.high for q in parts))
    working = " + ".join(q.text for q in parts) + f" = {value / whole.scale:,.10g}"
    places = place_of_parts(sentence, source, parts, whole)
    kind = kind_of([item.label for item in listing.items])
    shared = shares_complete(listing.items)
    if true.meets(whole.true):
        if kind or shared or len(parts) > 2:
            yield Judgement(Verdict.CONSISTENT, "sum", places, working)
        return
    over = value > whole.value and value <= OVER * whole.value
    under = UNDER * whole.value <= value < whole.value
    close = over and len(parts) > 2 and value <= NEAR * whole.value
    under = under and not _goes_on(listing, following)
    if (over and (kind or shared)) or (under and (shared or (kind and kind.complete))) or close:
        rest = whole.value - (value - parts[-1].value)
        last = parts[-1]
        should = f"{rest / last.scale:,.{last.places}f}"
        should = print_like(should, last) if any(c.isdigit() for c in last.text) else should
        finest = max(whole.places, *(q.places for q in parts)) if whole.scale == last.scale else 0
        total = print_like(f"{value / whole.scale:,.{finest}f}", whole)
        yield Judgement(
            Verdict.WRONG, "sum", places, f"the whole is {whole.text}; {working}", parts[-1].text,
            f"{should}, or another part differs, or the whole is {total}",
        )  # fmt: skip


def shares_complete(items: Sequence[Mention]) -> bool:
    """Whether every part has its share and these come to 100 %."""
    shares = [item.share for item in items if item.share]
    room = 0.5 * len(shares) * 10.0 ** -min((q.places for q in shares), default=0)
    return len(shares) == len(items) >= 2 and abs(sum(q.value for q in shares) - 100) <= room


def place_of_parts(
    sentence: Sentence, source: Sentence, parts: Sequence[Quantity], whole: Quantity
) -> tuple[Place, ...]:
    """The stretch of the parts, and where it stands elsewhere that of the whole."""
    if source is sentence:
        return (sentence.place(min(parts[0].start, whole.start), max(parts[-1].end, whole.end)),)
    return sentence.place(parts[0].start, parts[-1].end), source.place(whole.start, whole.end)
