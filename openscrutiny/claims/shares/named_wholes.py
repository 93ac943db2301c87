"""The whole of a part by the name of the things it is of: `There were 36 referrals. ... More than half of the referrals (six)`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openscrutiny.claims.reading.mentions import HEAD, Mention, is_compared, is_whole, read_mentions
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.worded_shares import share_template
from openscrutiny.claims.shares.share_forms import Stated

CLASS = (
    r"^\s+of\s+(?:(?:all|the|our|its|these)\s+)*(?!(?:all|the|our|its|which|whom|these|those|them|total|whole|that)\b)"
)
NAMED = re.compile(rf"{CLASS}(?P<words>[a-z][a-z -]*)$", re.IGNORECASE)
NAMED_AFTER = re.compile(
    rf"{CLASS}(?P<words>[a-z][a-z -]*?)(?=\s*(?:[.;,)]|$)|\s+(?:were|was|are|and|in|at|had|resulted|came|who|which|that|originat\w+)\b)",
    re.IGNORECASE,
)
"""`27.1% (6,609) of first offenders`: after the part in brackets."""
PLAIN = re.compile(
    r"^\W*(?:\{F\d+\}\s+)?(?:(?!(?:in|for|at|among|amongst|of|by|on|from|compared|women|men|than)\b)[A-Za-z’'-]+[:,]?\s+){0,4}(?:\(\s*)?(?:a further\s+)?$",
    re.IGNORECASE,
)
"""What stands before a share or part that is told of all that its passage is about: no place, group or time of its own."""
NARROWED = re.compile(
    r"\b(?:in|for|at|among|by|on|within|across|from)\s+(?!all\b|total\b|(?:the|this|that) (?:year|quarter|period|month)|(?:19|20)\d\d|\{)",
    re.IGNORECASE,
)
"""A place, group or time of its own."""
PREDICATE = re.compile(
    r"^[\s)]*(?:[.;,]|$|(?:of (?:people|respondents|them) )?(?:were|was|are|is|had|have|said|felt|agreed|disagreed|thought|came|came from|wanted|would|did|related|resulted|concerned|involved|supported|opposed)\b)",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"^(?:[a-z-]+\s+){0,3}(?:were received|were recorded|received|responded|replied|answered|took part|completed)\b",
    re.IGNORECASE,
)
"""What follows the count of all that a passage is about."""
BACK = 3
"""Sentences before a share in which the things it is of are sought."""
FAR = 12
"""Those in which a count of things with the same noun is."""
FURTHER = 4
"""Those in which what its passage is about is."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A count that a part may be of, and the sentence that prints it."""

    figure: Quantity
    source: Sentence
    named: bool = False
    """Told by its own name, and so no other."""
    faint: bool = False
    """Told by nothing but its place: another may be meant, and only a slip of the pen shows that it is not."""
    printed: bool = True


def holds(whole: Quantity, part: Quantity) -> bool:
    """Whether a figure may be the whole of a part."""
    return whole.unit == part.unit and whole.value >= part.value > 0 and whole is not part


def name_class(stated: Stated) -> str:
    """The things that a share is told to be of; nothing where it names none."""
    if named := NAMED.match(stated.told):
        return named["words"]
    after = NAMED_AFTER.match(share_template(stated.sentence)[0][stated.end :])
    return after["words"] if after and not stated.told else ""


def find_named(words: str, stated: Stated, reading: Reading, index: int) -> list[Whole]:
    """The one count near by that is plainly of the things named."""
    text, _ = share_template(stated.sentence)
    narrowed = bool(NARROWED.search(re.split(r"[.;:]\s", text[: stated.start])[-1]))
    told = [stem(word) for word in words.lower().split() if word not in {"recorded", "whole", "total"}]
    found = []
    for mention, sentence in _mentions_near(reading, index, stated.sentence):
        counted = [stem(word) for word in re.findall(r"[a-z-]+", mention.after.lower())]
        if (
            counted
            and counted[: len(told)] == told[: len(counted)]
            and holds(mention.figure, stated.part)
            and not is_compared(mention)
            and not (narrowed and sentence is not stated.sentence)
        ):
            found.append(Whole(mention.figure, sentence, named=True))
    if not found and not narrowed:
        found = _find_headed(words, stated, reading, index)
    return found[-1:] if len({whole.figure.value for whole in found}) == 1 else []


def _find_headed(words: str, stated: Stated, reading: Reading, index: int) -> list[Whole]:
    """The counts of things with the same noun, where every word of the share's things is told there: `34.5% (2,806) of the completed checks`."""
    near = [s for s in reading.sentences[max(0, index - FAR) : index] if s.headings == stated.sentence.headings]
    known = reading.words(" ".join(s.text for s in near), generic=True)
    noun = _noun(words)
    if not noun or not reading.words(words, generic=True) <= known:
        return []
    return [
        Whole(mention.figure, sentence, faint=True)
        for mention, sentence in _mentions_near(reading, index, stated.sentence, FAR)
        if _noun(mention.after) == noun
        and sentence is not stated.sentence
        and mention.figure.whole
        and holds(mention.figure, stated.part)
        and not is_compared(mention)
    ]


def _noun(text: str) -> str:
    """The noun that a phrase is about: the last word before what is told of it."""
    phrase = re.match(
        r"\s*((?:(?!(?:for|in|of|on|about|from|to|during|that|who|which|were|was|are|had|have|by|at|[a-z]+ed)\b)[A-Za-z-]+\s*)+)",
        text,
    )
    return stem(phrase[1].split()[-1].lower()) if phrase else ""


THOSE = re.compile(
    r"\bof\s+(?:all\s+)?those\s+(?P<word>(?!(?:were|have|that|with|from|will|when|could|then)\b)[a-z-]{4,})\b",
    re.IGNORECASE,
)


def find_those(stated: Stated, reading: Reading, index: int) -> list[Whole]:
    """The one count near by that is told with the word of `those received`, `those online`."""
    text, _ = share_template(stated.sentence)
    said = THOSE.search(text, stated.start)
    if not said or said.start() > stated.end + 1:
        return []
    told = stem(said["word"])
    found = [
        Whole(mention.figure, sentence, named=True)
        for mention, sentence in _mentions_near(reading, index, stated.sentence)
        if sentence is not stated.sentence
        and told in {stem(word) for word in re.findall(r"[a-z-]+", mention.label.lower())}
        and holds(mention.figure, stated.part)
        and mention.figure.unit != "%"
    ]
    return found[-1:] if len({whole.figure.value for whole in found}) == 1 else []


def find_topic(stated: Stated, reading: Reading, index: int) -> list[Whole]:
    """The one count of all that a passage is about, where the share is told of nothing else."""
    text, _ = share_template(stated.sentence)
    if not PLAIN.match(text[: stated.start]) or not PREDICATE.match(text[stated.end :]) or stated.told:
        return []
    found = [
        Whole(mention.figure, sentence, faint=True)
        for mention, sentence in _mentions_near(reading, index, stated.sentence, FURTHER)
        if sentence is not stated.sentence and _is_topic(mention) and holds(mention.figure, stated.part)
    ]
    found = [whole for whole in found if whole.figure.whole]
    return found[-1:] if len({whole.figure.value for whole in found}) == 1 else []


def _is_topic(mention: Mention) -> bool:
    return not is_compared(mention) and bool(
        is_whole(mention) or HEAD.search(mention.before) or TOLD.match(mention.after)
    )


def _mentions_near(reading: Reading, index: int, own: Sentence, back: int = BACK) -> Iterator[tuple[Mention, Sentence]]:
    near: Sequence[Sentence] = reading.sentences[max(0, index - back) : index + 1]
    for sentence in near:
        if not sentence.in_table and sentence.headings == own.headings:
            yield from ((mention, sentence) for mention in read_mentions(sentence))
