"""Parts known by what they are called: `Of the 46 plans 19 are green, 21 amber and eight red`, `24 women and 11 men of the 40`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.mentions import PREDICATE, Listing, Mention, read_listings, read_mentions
from openscrutiny.claims.reading.part_kinds import REST, SEVERAL, kind_of
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.sums.told_sums import SOME, Reach, Sum, hides_part, judge_sum, may_lack_part, place_of_sum
from openscrutiny.claims.verdicts import Judgement

OVER, UNDER = 1.5, 0.7
"""The most and the least that parts may come to, relative to their whole, and still be taken for its parts."""
SORT = re.compile(r"(?:were|are|was) [a-z-]+ ([a-z]+s)\W*$")
ASIDE = re.compile(r"\bof (?:which|whom)\b|\bmore than\b|\blast quarter\b|\(an? (?:[a-z]+ )?rate [^()]*\)")
MANY = 1000
"""The least of two sorts of a thing that would not overshoot their whole by so little by chance."""
CHANGED = re.compile(r"\b(?:compar\w+|last year|previous\w*|up|down|than|per)\b")
NEAR = Reach(1, 1.04)
"""Two sorts that overshoot a whole by so little are its parts, whatever they are of."""
OVERSHOT = Reach(1, 1.35)
"""Three parts or more, told after `of the` as all of one sort, may overshoot it by so much where one digit accounts for it."""
SEVERAL_EACH = re.compile(
    r"\b(?:involv|relat|concern|mention|cite|said|says?|felt|feel|thought|report|experienc|us(?:e|ed|ing)\b|about|because|due|for|includ|with (?!us\b)|affect|want|speak|spoke|tick|chose|saw|suffer|support|attend|contain|featur|show|link|cover)|\b(?:had|have|has) (?:an?|no|some|more|their)\b|\b(?:over|under(?! way)|aged|men|women|male|female|boys|girls|victims?)\b",
    re.IGNORECASE,
)
"""What may be true of one thing several times over."""
VERB = re.compile(
    r"\b(?:were|was|are|is|had|have|has|did|do|came|come|went|go|work|live|said|took|[a-z]{3,}ed|will|would|could|can)\b"
)
"""What makes a statement of its own of a part: without it, the parts are parts of one statement."""
AND_ONE = re.compile(r"[^,;.]*,?\s+and (?:only |just )?one\b")
BACK = 4
"""Sentences before a list of parts and shares in which its whole is sought."""
OF_THESE = re.compile(r"^\W*(?:of|out of|among) (?:these|those|them|which|this)\b", re.IGNORECASE)
OVERLAP = re.compile(
    r"\b(?:overlap\w*|some (?:were|are|had|have|of (?:them|these))|also|both|or more of|in more than|counted (?:in|twice)|same (?:person|people)|offset\w*|net of|partly (?:met|funded))\b",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\b(?:the|all) (?:other|others|rest|remainder|remaining)\b|\b(?:another|a further|more)\b|(?:[,;]|\band)\s+(?:only |just )?one\b",
    re.IGNORECASE,
)
SOME_OF = re.compile(r"[^,;.]{0,20}\b(?:that|who|which|whom|of the)\b")
"""After a remainder: only some of it, `the remaining 62 that were accepted`."""
NESTED = re.compile(r"\s+of (?:those|these|them|whom|which)\b", re.IGNORECASE)
"""A part of a part: `24 went to hospital and 37 did not; two of those died`."""


def check_kinds_of_parts(reading: Reading) -> Iterator[Judgement]:
    """Every list of the parts of one whole in one sentence, or of the count of the sentences before."""
    for i, sentence in enumerate(reading.sentences):
        for listing in read_listings(sentence) if not sentence.in_table else ():
            near = " ".join(s.text for s in reading.sentences[max(0, i - 2) : i + 2])
            before = [s for s in reading.sentences[max(0, i - BACK) : i] if not s.in_table]
            whole, source = _whole_of(listing, before)
            if whole is None:
                whole, source = _whole_by_shares(listing, before)
                near = sentence.text  # the shares themselves come to 100 %: none overlaps another
            if whole is None or SEVERAL.search(near) or OVERLAP.search(near) or SOME.search(_told(listing, whole, source)):  # fmt: skip
                continue
            following = reading.sentences[i + 1] if i + 1 < len(reading.sentences) else None
            for told in _read_sum(listing, whole, source, following):
                if not may_lack_part(told, sentence):
                    yield from judge_sum(told)


def _whole_of(listing: Listing, before: Sequence[Sentence]) -> tuple[Quantity | None, Sentence]:
    """The figure that a list is of, and the sentence that prints it."""
    sentence = listing.sentence
    if listing.whole and listing.whole.figure.unit == listing.items[0].figure.unit:
        return listing.whole.figure, sentence
    if listing.items[0].of:
        return listing.items[0].of, sentence
    if listing.total:
        return listing.total.figure, sentence
    first = listing.items[0]
    bare = (
        not listing.lead.strip()
        and bool(PREDICATE.match(f" {first.after}"))
        and kind_of([m.label for m in listing.items])
    )
    if before and (OF_THESE.match(listing.lead) or bare):  # `We had 65 appeals. 20 were upheld, 36 ...`
        same = [m.figure for m in read_mentions(before[-1]) if m.figure.unit == listing.items[0].figure.unit]
        if len(same) == 1:
            return same[0], before[-1]
    kind = kind_of([m.label for m in listing.items])
    nouns = frozenset.intersection(*(_nouns(m.after) for m in listing.items)) if kind and kind.complete else frozenset()
    for source in (
        reversed(before) if nouns else ()
    ):  # `310 officers. There were 205 male officers and 105 female officers`
        changed = CHANGED.search(source.text)
        told = [m for m in read_mentions(source) if not changed or m.figure.end < changed.start()]
        same = [m.figure for m in told if nouns & _nouns(" ".join(m.after.split()[:2]))]
        if same:
            return (same[0] if len(same) == 1 and same[0].unit == first.figure.unit else None), source
    return None, sentence


def _nouns(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b[a-z]{4,}s\b", text))


def _whole_by_shares(listing: Listing, before: Sequence[Sentence]) -> tuple[Quantity | None, Sentence]:
    """The count told just before that every part of a list has its share of, where the shares come to 100 %."""
    if len(listing.items) > 2 and _shares_complete(listing.items):
        for source in reversed(before):
            for whole in (m.figure for m in read_mentions(source)):
                if whole.unit == listing.items[0].figure.unit and all(_fits(item, whole) for item in listing.items):
                    return whole, source
    return None, listing.sentence


def _fits(item: Mention, whole: Quantity) -> bool:
    """Whether the share printed with a part may be that of a whole."""
    true = ratio(item.figure.true, whole.true) if whole.value >= item.figure.value else None
    return bool(true and item.share and true.meets(item.share.true))


def _shares_complete(items: Sequence[Mention]) -> bool:
    """Whether every part has its share and these come to 100 %."""
    shares = [item.share for item in items if item.share]
    room = 0.5 * len(shares) * 10.0 ** -min((q.places for q in shares), default=0)
    return len(shares) == len(items) >= 2 and abs(sum(q.value for q in shares) - 100) <= room


def _are_sorts(items: Sequence[Mention]) -> bool:
    """`8,848 were first offences and 20,235 were further offences`: two sorts of what is counted."""
    sorts = [SORT.match(item.after) for item in items]
    return len({match[1] for match in sorts if match}) == 1 and all(sorts) and items[0].figure.value >= MANY


def _told(listing: Listing, whole: Quantity, source: Sentence) -> str:
    start = whole.end if source is listing.sentence and whole.end < listing.items[0].figure.start else 0
    end = max(listing.items[-1].figure.end, whole.end if source is listing.sentence else 0)
    return ASIDE.sub(" ", listing.sentence.text[start:end])


def _read_sum(listing: Listing, whole: Quantity, source: Sentence, following: Sentence | None) -> Iterator[Sum]:
    """The sum, off by more where its parts cannot overlap, and by less where they are all there are."""
    sentence, parts = listing.sentence, listing.figures
    if whole.qualifier or any(q.qualifier or q.signed or q.value > whole.value for q in parts):
        return
    nested = [bool(NESTED.match(sentence.text[q.end :])) for q in parts]
    if any(nested) and not all(nested):
        return
    figures = (*parts, whole) if source is sentence else parts
    if hides_part(sentence, min(q.start for q in figures), max(q.end for q in figures)):
        return
    kind = kind_of([item.label for item in listing.items])
    shared = _shares_complete(listing.items)
    tail = sentence.text[parts[-1].end :]
    rest = bool(REST.search(listing.items[-1].before)) and not SOME_OF.match(tail)
    goes_on = bool(MORE.search(tail) or (following and MORE.search(following.text[:40])))
    least = UNDER if (shared or rest or (kind and kind.complete)) and not goes_on else 1
    if kind or shared or rest:
        reach = Reach(least, OVER)
    elif len(parts) > 2:
        told = " ".join(item.label for item in listing.items)
        last = "and" in listing.items[-1].mark or AND_ONE.match(tail)
        closed = listing.whole is not None and last and not SEVERAL_EACH.search(told)
        reach = OVERSHOT if closed else NEAR
    elif _are_sorts(listing.items):
        reach = NEAR
    else:
        return
    alike = reach is OVERSHOT and not any(VERB.search(item.after) for item in listing.items[1:])
    places = place_of_sum(sentence, source, parts, whole)
    yield Sum(whole, tuple(parts), reach, places, answer=parts[-1], some=not alike)
