"""What a figure of prose is said to be of: the telling words of its clause, and the period."""

import re
from dataclasses import dataclass

from openscrutiny.claims.changes.neighbours import find_changes
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.repeats.restated_levels import CONDITION, NUMBERING, PERIOD, PRONOUN, RESTATED

CUT = re.compile(r"[;()]|,(?!\d)|(?<!\d)\.(?=\s)|\s[–—-]\s|\b(?:and|but|while|whereas|of which|with)\b", re.IGNORECASE)
"""What ends a clause before a figure or after it."""
OF_ANOTHER_TIME = re.compile(
    r"\b(?:previous|last|earlier|prior|former|before|since|to date|so far|cumulative|average|median|mean|daily|weekly|monthly|every|each|a (?:day|week|month|year)"
    r"|remaining|further|more|fewer|less|higher|lower|additional|another|extra|only|at any|peak\w*|some|first|second|third|fourth|now)\b",
    re.IGNORECASE,
)
"""Words by which a figure is of a part, another time, or a mean, and not of the thing outright."""
SAID = re.compile(
    r"^(?:st(?:oo|an)d|there|dealt?|com|cam|had|took|tak|plac|carri|count|number|amount|follow|held|hold|employ|log|attend|in|most|fewest"
    r"|all|ever|council|forc|trust|partnership|highest|lowest|largest|receiv|record|report|totall?|current|now|us|using|out|carr|happen|occurr?|within|between|across|made|mak)$"
)
"""Stems that say nothing of what is counted."""

Periods = frozenset[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure told outright, with what it is said to be of. `last` is the noun that stands next to it."""

    sentence: Sentence
    quantity: Quantity
    words: frozenset[str]
    names: frozenset[str]
    periods: Periods


def read_clause(reading: Reading, sentence: Sentence, quantity: Quantity) -> Clause | None:
    """The clause of a figure; none where it is a change, an aim, a forecast, a mean, or of a part or another time."""
    text = sentence.text
    if quantity.signed or quantity.qualifier or quantity.points or PRONOUN.match(text) or RESTATED.search(text):
        return None
    if any(quantity in (c.percent, c.count, c.before) for c in find_changes(sentence)):
        return None
    start, end = _bounds(text, quantity)
    clause = NUMBERING.sub(lambda opening: " " * len(opening[0]), text[start:end])
    rest = PERIOD.sub(" ", text[start : quantity.start] + " # " + text[quantity.end : end])
    if CONDITION.search(rest) or OF_ANOTHER_TIME.search(rest):
        return None
    told = re.sub(r"\d[\d,.]*%?", " ", PERIOD.sub(" ", clause))
    words = frozenset(word for word in reading.words(told, generic=True) if not SAID.match(word))
    names = reading.words(" ".join(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", told)), generic=True)
    return Clause(sentence, quantity, words, names, read_periods(clause)) if words else None


def _bounds(text: str, quantity: Quantity) -> tuple[int, int]:
    """Where the clause of a figure starts and ends; an apposition (`the most incidents, 1,003,`) belongs to the words before."""
    cuts = [0, *(m.end() for m in CUT.finditer(text, 0, quantity.start))]
    after = CUT.search(text, quantity.end)
    end = after.start() if after else len(text)
    while len(cuts) > 1 and not re.search(r"[A-Za-z]{3}", text[cuts[-1] : quantity.start] + text[quantity.end : end]):
        cuts.pop()
    return cuts[-1], end


def read_periods(text: str) -> Periods:
    """The periods that a text names, in one manner of writing."""
    found = (re.sub(r"\s+", " ", match[0].lower().removeprefix("the ")) for match in PERIOD.finditer(text))
    return frozenset(re.sub(r"\W|20(?=\d\d)", "", period.replace("quarter ", "q")) for period in found)
