"""A sentence as a template in which shares in words are shares too: `almost a third`, `one in five`, `the majority`."""

import re
from functools import lru_cache

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.worded_figures import NAMES, worded_template

PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
COUNTS = {
    word: number
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
} | {"a": 1, "an": 1, "twenty": 20}
COUNT = "|".join([*(word for word in COUNTS if len(word) > 2), r"\d{1,2}"])
ABOVE = r"(?:well )?(?:over|above|more than|in excess of)|at least"
BELOW = r"(?:well )?(?:under|below|less than|fewer than)|at most|no more than|up to"
A_LITTLE = r"(?:only )?(?:just|slightly|a little|marginally)"
QUALIFIER = rf"(?P<just>{A_LITTLE}\s+)?(?:(?P<above>{ABOVE})|(?P<below>{BELOW})|(?P<nearly>nearly|almost|close to|approaching)|around|about|approximately|roughly|some)\s+"
SHARE = re.compile(
    rf"(?<![\w-])(?:{QUALIFIER})?(?:"
    r"(?P<half>(?:a |one )?(?<!first )(?<!second )(?<!last )(?<!latter )(?<!other )half)(?![\s-](?:an?\b|years?|yearly|way|hour|hourly|term|time|past|price)|\w)"
    rf"|(?P<count>an?|one|two(?!\squarters\b)|three|four|five|seven|nine)[\s-](?P<part>third|quarter|fifth|sixth|eighth|tenth)s?(?![\s-](?:of 20|year|party|placed|highest|lowest|largest)|\w)"
    rf"|(?<!\d)(?P<some>{COUNT}) (?:in|out of) (?:every )?(?P<all>{COUNT})(?![\d,.]*\d|\w|%)"
    r"|(?P<most>(?:the|an?)\s+(?:(?:vast|overwhelming|large|clear|small|slim|great|significant|bare)\s+)?majority|(?<!with )(?<!the )(?<!has )(?<!have )(?<!by )(?<!at )(?:most(?=\s+of\b)|(?-i:Most)(?=\s+[a-z\d])))"
    r"|(?P<few>a\s+(?:small\s+)?minority))",
    re.IGNORECASE,
)
ROOM = 0.13
"""How far from a fraction, relative to it, a figure may lie and still be called it: `a third` of 30 % to 37 %."""
STRICT = 1e-4
"""More than a half is more than any exact half."""
MOST_SHARED = 10
"""The most of `nine out of ten`: a greater whole is counted."""


def share_template(sentence: Sentence) -> tuple[str, tuple[Quantity, ...]]:
    """The sentence with each figure as `{P0}`, `{N1}` or `{M2}` and each share in words as `{F3}`, and the figures by their numbers."""
    return _template(sentence.text, sentence)


@lru_cache(maxsize=100_000)
def _template(text: str, sentence: Sentence) -> tuple[str, tuple[Quantity, ...]]:
    worded = [share for match in SHARE.finditer(text) if (share := read_share(match))]
    if not worded:
        return worded_template(sentence)
    figures = [
        q
        for q in worded_template(sentence)[1]
        if not any(q.start < share.end and share.start < q.end for share in worded)
    ]
    names = {id(share): "F" for share in worded}
    every = sorted([*figures, *worded], key=lambda q: q.start)
    parts, last = [], 0
    for i, figure in enumerate(every):
        parts += [text[last : figure.start], f"{{{names.get(id(figure), NAMES[figure.unit])}{i}}}"]
        last = figure.end
    return "".join([*parts, text[last:]]), tuple(every)


def read_share(match: re.Match[str]) -> Quantity | None:
    """The percentage, with all that it may be called for, of a share in words; None where it is no share."""
    if match["most"] or match["few"]:
        value, true = 50.0, Interval(50 + STRICT, 100) if match["most"] else Interval(0, 50 - STRICT)
    else:
        value = _value(match)
        if not 0 < value < 100:
            return None
        true = _called(match, value)
    return Quantity(value, true, "%", 0, match[0].strip(), match.start(), match.end())


def _value(match: re.Match[str]) -> float:
    if match["some"]:
        some, every = (COUNTS.get(word) or int(word) for word in (match["some"].lower(), match["all"].lower()))
        counted = "out of" in match[0].lower() and "every" not in match[0].lower() and every > MOST_SHARED
        return some / every * 100 if some < every <= 2 * MOST_SHARED and not counted else 0.0
    return (1 if match["half"] else COUNTS[match["count"].lower()]) / PARTS[(match["part"] or "half").lower()] * 100


def _called(match: re.Match[str], value: float) -> Interval:
    """The percentages that may be called by a fraction and the word before it."""
    room = min(ROOM * value, ROOM * (100 - value) + 1.5)
    if match["above"]:
        return Interval(value + STRICT * (value == 50), value + 1.5 * room if match["just"] else 100)
    if match["below"]:
        return Interval(value - 1.5 * room if match["just"] else 0, value - STRICT * (value == 50))
    if match["nearly"]:
        return Interval(value - 1.5 * room, value + 0.5)
    return Interval(value - room, value + room)
