"""One statement made twice in the same words, with one figure that differs."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.slips import is_slip, is_under_own_heading
from openscrutiny.claims.verdicts import Judgement, Verdict

OPENING = re.compile(
    r"^(?:[a-z]+(?:\s+\d+)?[.:]\s+)?(?:(?:in total|overall|there (?:were|was|are|is)|we (?:received|recorded)|a total of|the total was),?\s+)*",
)
LEAST_WORDS = 3
"""Words, besides its figures, of a statement that says enough to be known again."""
MOST_VERSIONS = 2
"""Different figures of a statement that was not brought up to date; a form has more."""


def check_repeated_sentences(reading: Reading) -> Iterator[Judgement]:
    """A sentence said again, but for its opening, must give the same figure again."""
    for said in _group_sentences(reading).values():
        if len({quantity.text for _, quantity in said}) > MOST_VERSIONS:
            continue  # a form filled in anew for each of several things
        first, other = said[0]
        for sentence, quantity in said[1:]:
            places = (
                first.place(other.start, min(len(first.text), other.end + 40)),
                sentence.place(quantity.start, min(len(sentence.text), quantity.end + 40)),
            )
            if other.true.meets(quantity.true):
                yield Judgement(Verdict.CONSISTENT, "repeat", places, f"both {other.text}")
            elif is_slip(other, quantity) and _is_one_place(first, sentence):
                yield Judgement(
                    Verdict.WRONG, "repeat", places, f"the same statement gives {other.text} here and {quantity.text} there",
                    f"{other.text} and {quantity.text}", f"one figure in both: {other.text} or {quantity.text}", "one of the two was not brought up to date",
                )  # fmt: skip


def _is_one_place(one: Sentence, two: Sentence) -> bool:
    """Under one heading, or under headings that name no part of what is reported on."""
    return one.headings[-1:] == two.headings[-1:] or (is_under_own_heading(one) and is_under_own_heading(two))


def _group_sentences(reading: Reading) -> dict[str, list[tuple[Sentence, Quantity]]]:
    """The sentences of one figure outside tables, by their words."""
    groups: dict[str, list[tuple[Sentence, Quantity]]] = {}
    for sentence in reading.sentences:
        if not sentence.in_table and len(sentence.quantities) == 1:
            key = _key(sentence)
            if len(re.findall(r"[a-z]{3,}", key)) >= LEAST_WORDS:
                groups.setdefault(key, []).append((sentence, sentence.quantities[0]))
    return groups


def _key(sentence: Sentence) -> str:
    """The sentence's words and its periods, with its one figure as a mark."""
    text, _ = template(sentence)
    text = re.sub(r"\{([PNM])\d+\}", lambda match: f"#{match[1]}", text)
    text = re.sub(r"\s+", " ", text).strip(" .\t-•*").lower()
    return OPENING.sub("", text)
