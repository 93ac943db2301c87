"""What the forms of generated reports share: a passage, the names it speaks of, and figures true and altered."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from openscrutiny.rounding import round_half_away

MEASURES = (
    "Residential burglary",
    "Vehicle crime",
    "Robbery",
    "Hate crime",
    "Drug offences",
    "Shoplifting",
    "Fly tipping reports",
)
TABLED = ("Arson", "Public order", "Stalking", "Bicycle theft", "Weapons", "Blackmail", "Trespass")
"""Measures of the tables: not those of the prose, whose figures are others."""
AREAS = ("North", "South", "East", "West", "Central", "Coastal")
PERIODS = ("the previous quarter", "the same quarter last year", "the same period last year", "last year")


@dataclass(frozen=True)
class Passage:
    """Lines of one form, the kind of its claim, and whether an error was planted."""

    lines: tuple[str, ...]
    kind: str
    planted: bool


Form = Callable[[Random, bool], Passage]


def percent(part: float, whole: float, places: int = 0) -> str:
    return str(round_half_away(part / whole * 100, places))


def other(random: Random, value: int, least: int = 3, most: int = 30) -> int:
    """A figure that cannot be the true one, and is as likely a slip as any."""
    return max(0, value + random.choice((-1, 1)) * random.randint(least, most)) or value + most
