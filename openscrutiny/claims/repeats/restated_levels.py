"""One level stated twice in prose: the same words of what is counted, the same period, and two figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import MONTHS, Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.slips import is_slip, is_under_own_heading
from openscrutiny.claims.verdicts import Judgement, Verdict

PERIOD = re.compile(
    rf"\b(?:(?:the\s+)?(?:(?:financial|calendar)\s+)?(?:year|quarter|months?|period)\s+(?:ending|ended|to|from)\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTHS}\s+(?:to\s+{MONTHS}\s+)?20\d\d\b|\b20\d\d\s?[/–-]\s?(?:20)?\d\d\b|\bQ(?:uarter\s)?[1-4]\b|\b20\d\d\b|\b(?:this|last|first|second|third|fourth|previous)\s+(?:quarter|year|half|month)\b|\b{MONTHS}\b",
    re.IGNORECASE,
)
EMPTY = re.compile(
    r"(?:a|an|the|of|in|at|on|by|to|for|from|with|and|or|as|that|which|were|was|is|are|be|been|being|has|have|had"
    r"|there|their|they|we|our|its|it|this|these|those|all|total|number|figure|overall|recorded|reported|received"
    r"|made|stood|stands|came|come|held|us|during|over|across|within|also|some|just|only|around|about|both|so|far"
    r"|amounted|totalled|counted|dealt|employed|employs|logged|seen|took|place|carried|out|up|numbered|table|year"
    r"|quarter|month|period|said|say|they)"
)
"""Words that say nothing of what is counted."""
NUMBERING = re.compile(
    r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-Z])|(?:Appendix|Annex|Summary|Conclusion|Note)(?:\s+[A-Z\d])?:\s+|(?:Section|Table|Chart|Figure|Appendix)\s+[A-Z\d]{1,2}\s+(?:shows|states|says|sets out)\s+that\s+)"
)
PRONOUN = re.compile(
    r"^\W*(?:this|that|these|those|it|they|of|among|amongst|such|another|a further|compared|against|including|other|by contrast|if|were|however)\b",
    re.IGNORECASE,
)
RESTATED = re.compile(
    r"\b(?:published|revis\w+|restated|corrected|provisional|re-?classified|amended|final|including|excluding)\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:would|could|should|may|might|will|if|expect\w*|forecast|project\w*|estimat\w*|plan(?:ned)?|target|budget\w*|revised|originally|previously published|provisional|restated|corrected|compar\w+|than|against|versus|target\w*|per|at least|nearly|about|excluding|rose|fell|from|(?:to|of|for|in|by) that (?:age )?[a-z]+)\b",
    re.IGNORECASE,
)
APART = 0.1
"""How far apart two figures of one thing may be, relative to the greater, where few words tell that it is one thing."""


LONGEST = 160
"""Characters of a clause that is quoted whole."""
POINTS = 5.0
"""Percentage points between two undated shares of the same four words or more."""


@dataclass(frozen=True, slots=True)
class Level:
    """A figure with the words that say what it counts and when."""

    sentence: Sentence
    quantity: Quantity
    words: frozenset[str]
    periods: frozenset[str]
    until: int  # where its clause ends


def check_restated_levels(reading: Reading) -> Iterator[Judgement]:
    """Every level that two sentences state of the same thing and time."""
    groups: dict[tuple[frozenset[str], str], list[Level]] = {}
    for sentence in reading.sentences:
        level = None if sentence.in_table or not sentence.quantities else _level(sentence)
        if level:
            groups.setdefault((level.words, level.quantity.unit), []).append(level)
    for alike in groups.values():
        by_period: dict[frozenset[str], list[Level]] = {}
        for level in alike:
            by_period.setdefault(level.periods, []).append(level)
        undated = by_period.pop(frozenset(), [])
        for levels in by_period.values():
            yield from _compare(levels)
        if undated and len(undated) + sum(map(len, by_period.values())) == 2:
            yield from _compare(alike)


def _compare(levels: list[Level]) -> Iterator[Judgement]:
    first, figures = levels[0], {level.quantity.value for level in levels}
    if len(levels) < 2 or len(figures) > 2:
        return
    for other in levels[1:]:
        one, two = first.quantity, other.quantity
        places = (
            first.sentence.place(0 if first.until <= LONGEST else one.start, first.until),
            other.sentence.place(0 if other.until <= LONGEST else two.start, other.until),
        )
        if first.sentence.text.strip() == other.sentence.text.strip():
            continue
        if one.true.meets(two.true):
            yield Judgement(Verdict.CONSISTENT, "repeat", places, f"both {one.text}")
        elif _is_one_thing(first, other):
            yield Judgement(
                Verdict.WRONG, "repeat", places, f"one quantity is given as {one.text} here and {two.text} there",
                f"{one.text} and {two.text}", f"one figure in both: {one.text} or {two.text}",
                "digits changed round" if sorted(one.text) == sorted(two.text) else "one of the two was not brought up to date",
            )  # fmt: skip


def _is_one_thing(one: Level, two: Level) -> bool:
    a, b = one.quantity, two.quantity
    if a.qualifier or b.qualifier or not (is_under_own_heading(one.sentence) and is_under_own_heading(two.sentence)):
        return False
    turned = sorted(a.text) == sorted(b.text) and len(re.sub(r"\D", "", a.text)) >= 2
    if not (one.periods and two.periods):  # nothing says that they are of one time but the digits themselves
        if any(re.match("previous|last", period) for period in one.periods | two.periods):
            return False
        shares = a.unit == "%" and len(one.words) >= 4 and abs(a.value - b.value) <= POINTS
        return (turned and len(one.words) >= 2 and len(a.text) >= 3) or shares
    near = abs(a.value - b.value) <= APART * max(abs(a.value), abs(b.value))
    if is_slip(a, b) or (turned and a.unit != "n"):
        return True
    return len(one.words) >= 3 and (near or turned)


def _level(sentence: Sentence) -> Level | None:
    """The one figure of the sentence's opening clause, where it states a level outright."""
    if PRONOUN.match(sentence.text) or len(sentence.text) > 400 or RESTATED.search(sentence.text):
        return None
    found = sentence.quantities[0]
    if found.signed or found.points or found.qualifier in {"over", "under"}:
        return None
    text = re.sub(r"\([^()]*\)", lambda bracket: " " * len(bracket[0]), sentence.text)
    cut = re.search(r"[,;:]|\s[–—-]\s|\b(?:and|but|while|which|of which)\b", text[found.end :])
    until = found.end + cut.start() if cut else len(text)
    clause = NUMBERING.sub(lambda opening: " " * len(opening[0]), text[:until])
    if any(other.start < until and text[other.start : other.end].strip() for other in sentence.quantities[1:]):
        return None
    periods = frozenset(re.sub(r"\s+", " ", m[0].lower().removeprefix("the ")) for m in PERIOD.finditer(clause))
    rest = PERIOD.sub(" ", clause[: found.start] + " # " + clause[found.end :])
    if DIRECTION.search(rest) or CONDITION.search(rest) or re.search(r"\d", rest):
        return None
    words = frozenset(stem(word) for word in re.findall(r"[a-z]{3,}", rest.lower()) if not EMPTY.fullmatch(word))
    return Level(sentence, found, words, _known(periods), until) if words else None


@lru_cache(maxsize=1000)
def _known(periods: frozenset[str]) -> frozenset[str]:
    return frozenset(re.sub(r"\bquarter ([1-4])", r"q\1", period) for period in periods)
