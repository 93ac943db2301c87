"""A stated number of things, and the list of them: in the same sentence, or in the lines that follow."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.number_words import NUMBER_WORDS
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import MONTHS
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

WORD = "|".join(word for word, number in NUMBER_WORDS.items() if number > 1)
THINGS = (
    r"recommendations?|priorities|areas|themes|actions|objectives|aims|forces|districts|councils|options|principles|pillars|outcomes|reasons|elements"
    r"|parts|strands|stages|conditions|questions|risks|issues|points|workstreams|measures|criteria|categories|groups|teams|sites|wards"
    r"|reports|reviews|audits|stations|projects|schemes|services|topics|goals|commitments|proposals|findings|factors|causes|boroughs|divisions|visits|meetings|changes|steps|indicators|policies"
)
MANY = rf"\b(?P<number>{WORD})\s+(?:(?!of\b|in\b|to\b|or\b)[a-z-]+\s+){{0,2}}?(?:{THINGS})\b"
STATED = re.compile(rf"{MANY}(?P<gap>[^.:;,(]{{0,80}}):(?:\s+(?P<list>[^:;.]+[^:]*?))?\s*$", re.IGNORECASE)
ARE = re.compile(
    rf"\b(?P<number>{WORD})\s+(?:[a-z]+\s+){{0,2}}?(?:priorities|themes|objectives|aims|principles|pillars|strands|goals|commitments|options|values|workstreams)(?:\s+(?:for|of|in)\s+(?:the\s+)?[a-z]+)?\s+(?:are|were)\s+(?P<list>[^:;.()]+?)\.?\s*$",
    re.IGNORECASE,
)
OF_NAMES = re.compile(
    rf"\b(?i:the|all|these|its|our|their)\s+(?P<number>(?i:{WORD}))\s+(?:[a-z-]+\s+){{0,2}}?(?i:{THINGS})(?:,|\s+of|\s+[–—-])\s+(?P<list>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,2}}(?:,\s+[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,2}})+,?\s+and\s+[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,2}})(?=\s*(?:,|\.|;|\)|\s[a-z–—-]))"
)
ON_DATES = re.compile(
    rf"\b(?P<number>{WORD})\s+(?:[a-z-]+\s+){{0,3}}?(?:meetings|sessions|events|visits|hearings|workshops|days|inspections|surgeries|forums)\b[^.:;\d]{{0,60}}?[,:]?\s*\b(?:on|held on|:)\s+(?P<list>\d{{1,2}}\s+{MONTHS}\b(?:,?\s+(?:and\s+)?\d{{1,2}}\s+{MONTHS}\b(?:\s+20\d\d)?)+)(?!\s*(?:,|and)\s*\d)",
    re.IGNORECASE,
)
DAY = re.compile(rf"\b\d{{1,2}}\s+{MONTHS}\b", re.IGNORECASE)
LOOSE = re.compile(
    r"\b(?:at least|over|more than|up to|another|other|first|last|next|top|of (?:the|these|those|its|our|their)|than)\s+$",
    re.IGNORECASE,
)
MARKS = re.compile(r"\(([a-h]|[ivx]{1,4}|\d{1,2})\)\s")
OPEN = re.compile(
    r"includ|such as|for example|e\.g|among|respectively|\bboth\b|\bor\b|\d|\bmost\b|\bthan\b|\bwith\b|\bexcept|\bmainly|\ball\b|\bnow\b|\bnot\b|\bset out\b|\bin place\b|\bas follows\b",
    re.IGNORECASE,
)
OPENS_COUNT = re.compile(rf"\s*(?:{'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE)
"""What makes an item a number of the things and not one of them: `seven services: four good and three weak`."""
BELOW = re.compile(r"^\s*(?:\\?(\d{1,2})\\?[.)]|\(([a-z]|[ivx]+)\)|([a-z])\)|([-•▪●◦*–]|o(?=\s)))\s+\S")
SOME = re.compile(r"\binclud|\bsuch as\b|\bfor example\b|\bmain\b", re.IGNORECASE)
LEADS_IN = re.compile(
    r"(?:\s+(?:below|for (?:the|this|our) [a-z]+|in (?:the|this) [a-z]+|[\w ]*\b(?:are|were|as follows)(?:\s(?:rated|listed|shown|given|set out|recorded)[a-z ]*)?))?"
)
"""What may stand between the things counted and the colon, for marked lines to be those things."""
GIVES = re.compile(
    r"\b(?:set|sets|has|have|had|identif\w+|agree[sd]?|makes?|made|contains?|covers?|visited|met|asks?|asked|for|there|following|are|were|with|into|approve|note|propose[sd]?)\s+(?:out\s+|for\s+|are\s+|were\s+|to\s+)?(?:the\s+|our\s+|its\s+|these\s+|following\s+)*$|^[\W\d]*(?:the\s+|our\s+|these\s+|its\s+)?(?:following\s+)?$",
    re.IGNORECASE,
)
"""What may stand before the number."""


def check_counted_lists(reading: Reading) -> Iterator[Judgement]:
    """`three areas: (a) custody, (b) rural crime`, `the four priorities are safety, victims and trust`, and lines below."""
    for sentence in reading.sentences:
        for match, found in _counted(reading, sentence):
            if found is not None and not LOOSE.search(sentence.text[: match.start("number")]):
                stated = NUMBER_WORDS[match["number"].lower()]
                place = sentence.place(match.start("number"), match.end())
                yield _judge(match["number"], stated, found, place)


def _counted(reading: Reading, sentence: Sentence) -> Iterator[tuple[re.Match[str], int | None]]:
    if match := STATED.search(sentence.text):
        yield match, _in_line(match["list"]) if match["list"] else _below(reading, sentence, match)
    elif match := ARE.search(sentence.text):
        yield match, _in_line(match["list"])
    for match in OF_NAMES.finditer(sentence.text):
        yield match, match["list"].count(",") + 2 - match["list"].count(", and")
    for match in ON_DATES.finditer(sentence.text):
        yield match, len(DAY.findall(match["list"]))


def _judge(word: str, stated: int, found: int, place: Place) -> Judgement:
    if stated == found:
        return Judgement(Verdict.CONSISTENT, "count", (place,), f"{word}, and {found} are listed")
    named = next((name for name, number in NUMBER_WORDS.items() if number == found), str(found))
    why = f"'{word}', but {named} are listed"
    return Judgement(Verdict.WRONG, "count", (place,), why, word, named, "an item was left out or added")


def _in_line(listed: str) -> int | None:
    """The items of a list in the same sentence, or None where they cannot be told apart."""
    marks = [match[1] for match in MARKS.finditer(listed)]
    if len(marks) >= 2:
        return len(marks)
    listed = listed.strip().rstrip(".")
    if OPEN.search(listed) or ";" in listed or "(" in listed or listed.count(" and ") != 1:
        return None
    head, _, last = listed.rpartition(" and ")
    items = [item for item in head.rstrip(", ").split(",") if item.strip()]
    if len(items) < 2 or any(not 1 <= len(item.split()) <= 3 or OPENS_COUNT.match(item) for item in (*items, last)):
        return None
    return len(items) + 1


def _below(reading: Reading, sentence: Sentence, match: re.Match[str]) -> int | None:
    """The numbered, lettered or marked lines just below, all of one style and at one depth."""
    if SOME.search(match["gap"]):
        return None
    marked = LEADS_IN.fullmatch(match["gap"]) and GIVES.search(sentence.text[: match.start("number")])
    lines = reading.document.lines
    start = sentence.segments[-1][1].number  # the index of the line after the last
    count, blank = 0, 0
    first: tuple[int, int] | None = None  # which mark, and how far in
    for line in lines[start : start + 80]:
        item = BELOW.match(line.text)
        if item:
            indent = len(line.text) - len(line.text.lstrip())
            if item[4] and not marked:
                return None
            if item[1] == "1" and count >= 2:
                break  # the headings that follow are numbered too
            style = (next(n for n in (1, 2, 3, 4) if item[n]), indent)
            first = first or style
            if style != first:
                if indent > first[1]:
                    continue  # a point within a point
                return None if style[0] == first[0] else count if count >= 2 else None
            count, blank = count + 1, 0
            if item[1] and int(item[1]) != count:
                return None
        elif not line.text.strip():
            blank += 1
            if blank > 1:
                break
        elif count and not blank:
            continue  # an item's second line
        elif count and blank and line.text[:1].isspace() and line.text.strip()[:1].islower():
            continue
        else:
            break
    return count if count >= 2 else None
