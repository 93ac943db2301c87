"""The loose-digit stop: finds every number in prose that is not a date, a period or a name.

What is bound to a figure or carries its source has been taken out before (see `prose`). Everything left that is a
number must be a date (`date_forms`), a name by its form (`name_forms`) or a name that the workspace lists; whatever
is none of these is loose.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from openscrutiny.catalogue.date_forms import COUNTED, find_dates
from openscrutiny.catalogue.name_forms import find_names
from openscrutiny.catalogue.number_words import NUMBER_WORDS

HOLE = "\ufffc"  # stands in a text for what is bound or has a source

_DIGITS = re.compile(r"[£€$]?\s?\d(?:[\d,]*\d)?(?:\.\d+)?\w*(?:\s?(?:%|per\s?cent\b|percentage\spoints?\b))?")
_ROMAN = re.compile(
    rf"\b(?=[IVX]{{2}})X{{0,3}}(?:IX|IV|V?I{{0,3}})\b(?:(?=\s+{COUNTED}\b)|(?<=\bby\s..)|(?<=\bby\s...))"
)


@dataclass(frozen=True, slots=True)
class LooseNumber:
    """A number in a text that nothing accounts for, and where it stands in it."""

    start: int
    end: int
    text: str


def find_loose_numbers(text: str, names: Iterable[str] = ()) -> tuple[LooseNumber, ...]:
    """Every loose number of a text in order; `names` are the workspace's own that hold a number."""
    folded, places = _fold(text)
    masked = folded
    for start, end in (*find_dates(folded), *find_names(folded, tuple(names))):
        masked = masked[:start] + " " * (end - start) + masked[end:]
    spans = [match.span() for match in _DIGITS.finditer(masked)]
    taken = {place for start, end in spans for place in range(start, end)}
    spans += [
        (at, at + 1)  # ½, ², Ⅳ: numbers that no digit writes
        for at, letter in enumerate(masked)
        if letter.isnumeric() and at not in taken
    ]
    spans += [match.span() for rule in (NUMBER_WORDS, _ROMAN) for match in rule.finditer(masked)]
    found = [LooseNumber(places[a], places[b - 1] + 1, folded[a:b].strip()) for a, b in spans]
    return tuple(sorted(found, key=lambda number: number.start))


def _fold(text: str) -> tuple[str, list[int]]:
    """The text without what no reader sees (soft hyphens, joiners) and with wide letters as plain ones, and where each
    character of it stood."""
    kept: list[tuple[str, int]] = []
    for at, letter in enumerate(text):
        if unicodedata.category(letter) == "Cf":
            continue
        plain = unicodedata.normalize("NFKC", letter) if letter.isalpha() else letter
        kept.append((plain if len(plain) == 1 else letter, at))
    return "".join(letter for letter, _ in kept), [at for _, at in kept]
