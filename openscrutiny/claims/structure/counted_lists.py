"""A stated number of things, and the list of them that follows."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import NUMBER_WORDS
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

WORD = "|".join(word for word, number in NUMBER_WORDS.items() if number > 1)
THINGS = (
    r"recommendations?|priorities|areas|themes|actions|objectives|aims|forces|districts|councils|options|principles|pillars|outcomes|reasons|elements"
    r"|parts|strands|stages|conditions|questions|risks|issues|points|workstreams|measures|criteria|categories|groups|teams|sites|wards"
)
STATED = re.compile(
    rf"\b(?P<number>{WORD})\s+(?:(?!of\b|in\b)[a-z-]+\s+){{0,2}}?(?:{THINGS})\b(?P<gap>[^.:;,(]{{0,50}}):(?:\s+(?P<list>[^:;.]+[^:]*?))?\s*$",
    re.IGNORECASE,
)
MARKS = re.compile(r"\(([a-h]|[ivx]{1,4}|\d{1,2})\)\s")
OPEN = re.compile(r"includ|such as|for example|e\.g|among|respectively|\bboth\b|\bor\b|\d", re.IGNORECASE)
BELOW = re.compile(r"^\s*(?:(\d{1,2})[.)]|\(([a-z]|[ivx]+)\)|[-•*])\s+\S")


def check_counted_lists(reading: Reading) -> Iterator[Judgement]:
    """`three areas: (a) custody, (b) rural crime`, `four priorities: safety, victims and trust`, and numbered lines below."""
    for sentence in reading.sentences:
        match = STATED.search(sentence.text)
        if not match or re.search(
            r"\b(?:at least|over|more than|up to|another|other)\s+$", sentence.text[: match.start()]
        ):
            continue
        stated, listed = NUMBER_WORDS[match["number"].lower()], match["list"]
        place = sentence.place(match.start(), len(sentence.text))
        found = _in_line(listed) if listed else _below(reading, sentence)
        if found is None:
            continue
        yield _judge(match["number"], stated, found, place)


def _judge(word: str, stated: int, found: int, place: Place) -> Judgement:
    if stated == found:
        return Judgement(Verdict.CONSISTENT, "count", (place,), f"{word}, and {found} are listed")
    named = next((name for name, number in NUMBER_WORDS.items() if number == found), str(found))
    return Judgement(
        Verdict.WRONG,
        "count",
        (place,),
        f"'{word}', but {named} are listed",
        word,
        named,
        "an item was left out or added",
    )


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
    if len(items) < 2 or any(not 1 <= len(item.split()) <= 3 for item in (*items, last)):
        return None
    return len(items) + 1


def _below(reading: Reading, sentence: Sentence) -> int | None:
    """The numbered or lettered lines just below."""
    lines = reading.document.lines
    start = sentence.segments[-1][1].number  # the index of the line after the last
    count, blank, numbered = 0, 0, False
    for line in lines[start : start + 60]:
        match = BELOW.match(line.text)
        if match:
            numbered = numbered or bool(match[1] or match[2])
            count, blank = count + 1, 0
            if match[1] and int(match[1]) != count:
                return None
        elif not line.text.strip():
            blank += 1
            if blank > 1:
                break
        elif count and not blank:
            continue  # an item's second line
        else:
            break
    return count if count >= 2 and numbered else None
