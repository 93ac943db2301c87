"""What a part is told to be of, where its whole stands before it: `Of the 46, 12 (26%)`, `46, of which 12`, `There were 46. Of these, 12`."""

import re
from collections.abc import Sequence

from openscrutiny.claims.reading.mentions import is_whole, read_mentions
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_shares import share_template
from openscrutiny.claims.shares.named_wholes import Whole, find_named, find_those, holds, name_class
from openscrutiny.claims.shares.share_forms import THESE, Stated

POINTING_BEFORE = re.compile(
    rf"(?:^|[^{{}}])\b(?:of|out of|among|amongst|from)\s+{THESE}\b[^{{}}.;]{{0,60}}$", re.IGNORECASE
)
POINTING_AFTER = re.compile(rf"^\W*(?:[a-z]+\W+){{0,5}}?(?:of|among)\s+{THESE}\b", re.IGNORECASE)
OF_OTHERS = re.compile(
    r"\s+of\s+(?!(?:the\s+|all\s+)*(?:these|those|them|which|whom|total|whole|all|\{)\b)[a-z]", re.IGNORECASE
)
"""`of them 400 came by day and 12% (48) of the day's by bus`."""
OPENING = re.compile(
    r"(?:^\W*(?:\d+(?:\.\d+)*\.?\)?\s+)?|[,;:(]\s+|\.\s+|\band\s+)\W*(?:of|out of|among|amongst)\s+(?:(?:the|an?|our|its|all|these|those|some|a total of)\s+)*(?:(?!(?:which|whom|these|those|them|aged|under|over|between|than)\b)[a-z’'-]+\s+){0,5}?\{(?P<unit>[NM])(?P<whole>\d+)\}",
    re.IGNORECASE,
)
THOSE_WHO = re.compile(r"\bthe\s+\{N(?P<whole>\d+)\}\s+(?:[a-z]+\s+){0,2}?(?:who|that|which)\s[^{}.;()]{3,70},\s+$")
"""`The most content were the 103 who had come in, 79`."""
BUDGETED = re.compile(
    r"\b(?:against|from)\s+(?:an?|the|its|our)\s+(?:[a-z-]+\s+){0,3}?(?:budget|establishment|target|plan|programme|allocation)\s+of\s+\{(?P<unit>[NM])(?P<whole>\d+)\},\s+(?:an?\s+[a-z]+\s+of\s+)?$",
    re.IGNORECASE,
)
WITH = re.compile(
    r"\{(?P<unit>[NM])(?P<whole>\d+)\}[^{}.;()]{0,60}?(?:\([^()]*\)[^{}.;()]{0,30}?)?(?:,\s*(?:with|including|and of them))\s+(?:[a-z]+\s+){0,3}$",
    re.IGNORECASE,
)
NO_BASE_BEFORE = re.compile(
    r"\b(?:average|mean|median|target|rate|ratio|than|compared (?:with|to)|against|from|last year:?|previous(?:ly)?|by|up|down|per|every|each)\s+(?:of\s+|the\s+|an?\s+)*$",
    re.IGNORECASE,
)
NO_BASE_AFTER = re.compile(
    r"^\s+(?:percentage\s+)?points?\b|^(?:\s+[a-z]+){0,3}?\s+(?:per|(?:for|in|to) (?:every|each)|for (?:the )?(?:last|previous)|last (?:year|quarter|month)|(?:a|the) year (?:ago|before|earlier))\b|^\s*(?:an?|each) (?:day|week|month|year)\b",
    re.IGNORECASE,
)


LABELLED = re.compile(r"(?:^|[.;]\s+)\W*[Oo]f the (?P<label>[a-z-]+)(?: ones?| cases)?,?\s$")
VAGUE = re.compile(
    r"(?<!the )(?<!this )(?<!first )(?<!second )\b(?:half|quarter)\b|\b(?:third|most|majority|some of|few|several|rest|others?|remaining|remainder|average|median|mean|every|rate|per|respectively)\b",
    re.IGNORECASE,
)
"""Words of a sentence that speaks of more than a part and its whole."""
MOST_COUNTS = 4
"""Counts of a sentence among which the one that the next sentence speaks of may still be told."""


def counts_of(sentence: Sentence, until: int | None = None) -> list[Quantity]:
    """The counts and sums outside brackets that a part may be of: no rate, average, target or figure of another time."""
    text, figures = share_template(sentence)
    found = []
    for match in re.finditer(r"\{[NM](\d+)\}", text if until is None else text[:until]):
        head = text[: match.start()]
        if head.count("(") == head.count(")") and not (
            NO_BASE_BEFORE.search(head) or NO_BASE_AFTER.match(text[match.end() :])
        ):
            found.append(figures[int(match[1])])
    return found


def is_of_budget(stated: Stated) -> bool:
    """Whether a part is told as what is over or short of a budget, a target or an establishment."""
    budgeted = BUDGETED.search(share_template(stated.sentence)[0][: stated.start])
    return bool(budgeted and budgeted["unit"] == ("M" if stated.part.unit == "£" else "N"))


def find_wholes(stated: Stated, reading: Reading, index: int) -> list[Whole]:
    """The counts that the grammar offers as the whole of a part of one sentence, likeliest first; none where it offers none."""
    before = reading.sentences[index - 1] if index else None
    text, figures = share_template(stated.sentence)
    head = text[: stated.start]
    pointing = bool(
        POINTING_AFTER.match(stated.told)
        or (POINTING_AFTER.match(text[stated.end :]))
        or POINTING_AFTER.match(text[stated.start : stated.end].partition("}")[2])
        or (POINTING_BEFORE.search(head) and "{" not in (POINTING_BEFORE.search(head) or [""])[0][1:])
    )
    if is_of_budget(stated) and (budgeted := BUDGETED.search(head)):
        return [Whole(figures[int(budgeted["whole"])], stated.sentence)]
    opening = [m for m in OPENING.finditer(head) if not re.search(r"[;.]\s", head[m.end() :])]
    own = [q for q in counts_of(stated.sentence, stated.start) if holds(q, stated.part)]
    if words := name_class(stated):
        return find_named(words, stated, reading, index)
    if those := find_those(stated, reading, index):
        return those
    if OF_OTHERS.match(text[stated.end :]):
        return []
    if pointing:
        if own:
            return [Whole(q, stated.sentence) for q in reversed(own)]
        return [Whole(q, before) for q in _antecedents(before, stated)] if before is not None else []
    if opening and not POINTING_BEFORE.search(head[opening[-1].end() :]):
        whole = figures[int(opening[-1]["whole"])]
        if holds(whole, stated.part):
            return [Whole(whole, stated.sentence)]
        return []
    which = list(re.finditer(r"\bof (?:which|whom)\b", head))
    if which:
        led = [q for q in counts_of(stated.sentence, which[-1].start()) if holds(q, stated.part)]
        return [Whole(q, stated.sentence) for q in reversed(led)]
    if (labelled := LABELLED.search(head)) and before is not None:
        kinds = [m.figure for m in read_mentions(before) if re.search(rf"\b{labelled['label']}\b", m.label)]
        return [Whole(q, before) for q in kinds if holds(q, stated.part)][: len(kinds) == 1]
    if (those_who := THOSE_WHO.search(head)) and holds(whole := figures[int(those_who["whole"])], stated.part):
        return [Whole(whole, stated.sentence)]
    if (listed := WITH.search(head)) and holds(whole := figures[int(listed["whole"])], stated.part) and whole in own:
        return [Whole(whole, stated.sentence)]
    return []


def _antecedents(before: Sentence, stated: Stated) -> Sequence[Quantity]:
    """What `these` or `the total` of a sentence stands for among the counts of the one before."""
    mentions = read_mentions(before)
    if mentions and is_whole(mentions[0]) and not before.in_table:
        return [mentions[0].figure] if holds(mentions[0].figure, stated.part) else []
    counts = [] if before.in_table or VAGUE.search(share_template(before)[0]) else counts_of(before)
    most = 1 if "the total" in stated.told else MOST_COUNTS
    return [q for q in counts if holds(q, stated.part)] if len(counts) <= most else []
