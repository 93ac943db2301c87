"""The expressions of a narrative, parsed once: `{{ hate_crime.quarter | compare previous }}`.

    expression = subject [ "|" builder [ against ] [ "with percentage" ] ]
    subject    = measure [ "." area ] [ "." grain [ "." period ] ] [ "." kind ]

Without a builder the subject is a figure's whole address, as `openscrutiny figures` lists it. With one it has no kind:
the builder chooses the figures, and the grain is the report's own where it is left out.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from openscrutiny.errors import did_you_mean
from openscrutiny.periods import Calendar, Grain, Period


class Builder(StrEnum):
    """What is written about a subject. The first three give a phrase, the rest a whole sentence."""

    NAME = "name"
    PERIOD = "period"
    CHANGE = "change"
    LEVEL = "level"
    COMPARE = "compare"
    POSITION = "position"
    AIM = "aim"
    SHARE = "share"
    AREAS = "areas"
    TEST = "test"


class Against(StrEnum):
    """The earlier period a comparison is with."""

    PREVIOUS = "previous"
    LAST_YEAR = "last_year"


COMPARING = (Builder.CHANGE, Builder.COMPARE, Builder.AREAS, Builder.TEST)
WITH_PERCENTAGE = ("with", "percentage")


@dataclass(frozen=True, slots=True)
class Subject:
    """A measure in an area and period. An empty area is the whole force; no grain is the report's own."""

    measure: str
    area: str = ""
    grain: Grain | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression: a figure by its `address`, or a subject and what is to be written about it."""

    written: str
    subject: Subject
    address: str = ""
    builder: Builder | None = None
    against: Against | None = None
    with_percentage: bool = False


class WordingError(ValueError):
    """An expression that cannot be read; `mend` says what to write."""

    def __init__(self, fault: str, mend: str = "") -> None:
        super().__init__(fault)
        self.fault, self.mend = fault, mend


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that expressions can use: a workspace's measures and areas, and its calendar."""

    measures: Collection[str]
    areas: Collection[str]
    calendar: Calendar


def parse_expression(text: str, known: Vocabulary) -> Expression:
    """The expression between `{{` and `}}`. Raises WordingError with the fault and its mend."""
    written = " ".join(text.split())
    path, bar, said = (part.strip() for part in written.partition("|"))
    if not path:
        raise WordingError("names no figure.", "Write {{ measure.quarter.value }} or {{ measure | compare previous }}.")
    subject, kind = _parse_subject(path, known)
    if not bar:
        if not kind:
            raise WordingError(
                f"'{path}' names no figure.", f"Write {{{{ {path}.value }}}} or {{{{ {path} | compare previous }}}}."
            )
        return Expression(written, subject, address=path)
    if kind:
        raise WordingError(f"no such grain, area or period '{kind}'.", _suggest(kind, known))
    builder, against, with_percentage = _parse_builder(said)
    return Expression(written, subject, "", builder, against, with_percentage)


def _parse_subject(path: str, known: Vocabulary) -> tuple[Subject, str]:
    """The subject, and what is left of the path: the kind of figure, or a word that is none of the others."""
    measure, *rest = path.split(".")
    if measure not in known.measures:
        raise WordingError(f"no such measure '{measure}'.", did_you_mean(measure, known.measures))
    area, grain, period = "", None, None
    if rest and rest[0] in known.areas:
        area = rest.pop(0)
    if rest and rest[0] in list(Grain):
        grain = Grain(rest.pop(0))
    if rest and rest[0][:1].isdigit():
        period = _parse_period(rest.pop(0), known.calendar)
    if len(rest) > 1 or (rest and not re.fullmatch(r"[a-z][a-z0-9_]*", rest[0])):
        raise WordingError(f"'{rest[0]}' is no area and no grain.", _suggest(rest[0], known))
    if rest and not grain:
        raise WordingError(f"'{rest[0]}' is no area and no grain.", _suggest(rest[0], known))
    return Subject(measure, area, grain, period), rest[0] if rest else ""


def _parse_period(text: str, calendar: Calendar) -> Period:
    try:
        return calendar.parse(text)
    except ValueError as error:
        raise WordingError(str(error)) from error


def _suggest(word: str, known: Vocabulary) -> str:
    return did_you_mean(word, {*known.areas, *Grain})


def _parse_builder(said: str) -> tuple[Builder, Against | None, bool]:
    words = said.split()
    with_percentage = tuple(words[-2:]) == WITH_PERCENTAGE
    words = words[:-2] if with_percentage else words
    if not words or words[0] not in list(Builder):
        raise WordingError(f"no such builder '{said}'.", did_you_mean(words[0] if words else "", list(Builder)))
    builder, rest = Builder(words[0]), words[1:]
    if builder not in COMPARING:
        if rest or with_percentage:
            raise WordingError(f"'{builder}' takes nothing after it, but has '{said[len(builder) :].strip()}'.")
        return builder, None, False
    if len(rest) > 1 and rest[0] in list(Against):
        raise WordingError(f"'{' '.join(rest[1:])}' means nothing here.", "Only 'with percentage' can follow.")
    if not rest or rest[0] not in list(Against):
        mend = did_you_mean(rest[0], list(Against)) if rest else ""
        raise WordingError(
            f"'{builder}' must say against what.", mend or f"Write {builder} previous or {builder} last_year."
        )
    return builder, Against(rest[0]), with_percentage
