"""A total told after its parts: `850 officers and 250 staff, 1,100 in all`, `North had 140 and South 62. Together they had 202`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import BULLET, Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.sums.listed_periods import starts_late
from openscrutiny.claims.sums.part_lists import figures_in, find_figure, parts_before, read_text
from openscrutiny.claims.sums.told_sums import (
    ALL,
    CLOSE,
    Reach,
    Sum,
    hides_part,
    judge_sum,
    may_lack_part,
    place_of_sum,
)
from openscrutiny.claims.verdicts import Judgement

TOTAL = r"(?:combined |overall |grand |year[\s-]to[\s-]date |net )?total(?:l?ing|s|led)?(?: (?!of\b|to\b)[a-z]+){0,2}(?: (?:of|to|at|is|was|comes to))?"
MAKING = rf"(?:mak(?:ing|es)|giv(?:ing|es|e)|bring(?:ing|s)|tak(?:ing|es)|add(?:ing|s)(?: up)? to|com(?:ing|es) to|amount(?:ing|s) to)(?: (?:a|an|the|its|us))?(?: {TOTAL}| (?:overall |combined )[a-z]+ of)?"
SOURCE = r"from (?:the|its|our|this) (?:[a-z]+ ){0,2}?(?:surplus|underspend|windfall|balance) of"
OF_SOURCE = Reach(1, 1.3)
"""What is taken from a sum may be less than it, and not more."""
LINK = re.compile(
    rf"(?P<link>\b(?:{SOURCE}|{MAKING}|(?:a |for a |in a |the )?{TOTAL}|altogether,?|in (?:all|total),?|or|(?:taken together|together(?! with)|between them|combined(?! with)),?(?: (?:they|these|the two|both|it|the pair))?(?: [a-z]+){{0,2}}?))\s+\{{(?P<unit>[NM])(?P<total>\d+)\}}(?P<after>(?:\s+[a-z-]+){{0,3}}?\s+(?:in total|in all|altogether|all told|combined|together|overall)\b)?"
    r"|(?:[,;:]|\s[–—-])\s*\{(?P<unit2>[NM])(?P<total2>\d+)\}(?:\s+[a-z-]+){0,3}?\s+(?:in total|in all|altogether|all told|combined|together|(?:in|for|over) the (?:quarter|half[\s-]year|year(?: to date)?|six months|period))\b",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"^\W*(?:(?P<strong>(?:This|That|These|Those|They|It|Which|And that)\s+(?:all\s+)?(?:makes?|gives?|totals?|totalled|adds? up to|comes? to|came to|amounts? to|is|was|brings? the total to)(?: an?)?(?: (?:combined |overall )?total(?: [a-z]+){0,2}(?: of)?)?"
    r"|(?:Taken together|Together|Combined|Between them),?(?: (?:they|these|the two|both|it|the [a-z]+))?(?:(?: [a-z]+){0,4}?))"
    r"|(?P<weak>(?:In (?:all|total)|Altogether|All told),?(?: (?:there were|it|they|this|that|we|these)(?: [a-z]+){0,3}?)?|The (?:combined |overall )?total(?: [a-z]+){0,3}? (?:was|is|were|comes to|came to|of)))\s+\{(?P<unit>[NM])(?P<total>\d+)\}(?!\s*(?:more|fewer|less|higher|lower|per|each|times))"
)
COMPARED = re.compile(
    r"\b(?:compar\w+|previous\w*|last (?:year|quarter|month)|the year before|earlier|target|budget|than|against|versus|average|increas\w*|decreas\w*|rose|fell|up|down|per|beside|not)\b|\bfrom (?:a|the)\b|\bfrom \{"
)
ELSEWHERE = re.compile(
    r"[^.;,]{0,30}?\b(?:last year|(?:the )?(?:previous|same|year before)\b)|\s+(?:of|more|fewer|less|higher|lower|per|each|times|%)\b"
)
"""A total that is of another time than the parts before it, or no total."""
SCENE = re.compile(
    r"\b(?:at|in|across|for|over|on|during|after|within|between)\s+(?:the\s+|all\s+|our\s+)?$", re.IGNORECASE
)
VERBED = re.compile(r"\{N(\d+)\}(?=\s+(?:are|were|was|is)\b)")

UNFIGURED = re.compile(r"(?:\b[Tt]he\s+[A-Za-z -]+(?:\([^()]*\))?\s*,\s*){2,}$")
"""Items of a list that are one each: `the Mayor, the Deputy, four councillors and three advisers: nine in all`."""


def check_totals(reading: Reading) -> Iterator[Judgement]:
    """Every total with the parts that its own sentence, or the one before, lists before it."""
    for before, sentence in reading.sentence_pairs:
        for told in (*_own(sentence), *_next(before, sentence)):
            if not may_lack_part(told, sentence):
                yield from judge_sum(told)


def _own(sentence: Sentence) -> Iterator[Sum]:
    text, figures = read_text(sentence)
    for match in LINK.finditer(text):
        total = figures[int(match["total"] or match["total2"])]
        if (match["link"] or "").lower() == "or" and not match["after"]:
            continue
        parts = parts_before(text, figures, match.start(), match["unit"] or match["unit2"]) or _verbed(
            text, figures, match.start()
        )
        if len(parts) < 2 or ELSEWHERE.match(sentence.text, total.end):
            continue
        start = parts[0].start
        told = text[find_figure(text, figures, parts[0]) : match.start()]
        span = text[match.start() : match.end() + 30]
        if UNFIGURED.search(text[: find_figure(text, figures, parts[0])]) and total.value > sum(q.value for q in parts):
            continue
        if not COMPARED.search(told) and not starts_late(told, span) and not hides_part(sentence, start, total.end):
            source = (match["link"] or "").lower().startswith("from")
            yield from _best(sentence, sentence, total, parts, OF_SOURCE if source else ALL)


def _verbed(text: str, figures: Sequence[Quantity], end: int) -> list[Quantity]:
    """Parts whose labels hold figures of their own: `3 are under 30 and 14 are 60 or over`."""
    return [figures[int(match[1])] for match in VERBED.finditer(text, 0, end)]


def _next(before: Sentence | None, sentence: Sentence) -> Iterator[Sum]:
    text, figures = read_text(sentence)
    match = OPENING.match(text)
    if not match or before is None or before.in_table or BULLET.match(before.segments[0][1].text):
        return
    total = figures[int(match["total"])]
    earlier, known = read_text(before)
    own = [q for q in figures_in(earlier, known) if q.unit == total.unit]
    ends = earlier.rstrip(" .")
    parts = parts_before(ends, known, len(ends), match["unit"])
    if (
        len(parts) >= 2
        and len(parts) == len(own)
        and not COMPARED.search(earlier)
        and not hides_part(before, 0, len(before.text))
    ):
        yield from _best(before, sentence, total, parts, ALL if match["strong"] else CLOSE)


def _best(
    sentence: Sentence, source: Sentence, total: Quantity, parts: Sequence[Quantity], reach: Reach
) -> Iterator[Sum]:
    """The list, without what sets its scene: `At two sites, 12 in the yard and 14 on the road, making 26`."""
    while len(parts) > 2 and SCENE.search(sentence.text[: parts[0].start]):
        parts = parts[1:]
    if all(q.value < total.value for q in parts):
        yield Sum(total, tuple(parts), reach, place_of_sum(sentence, source, parts, total))
