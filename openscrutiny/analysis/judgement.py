"""From a signal to its meaning: one function gives the colour, the icon and the words.

Charts, tables and sentences all take them from `describe_signal`, so that they cannot differ.
"""

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which way is better for a measure: declared by its author, never guessed from its name."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEITHER = "neither"


class Position(StrEnum):
    """Where a value lies against its limits; a value on a limit is within it."""

    ABOVE = "above"
    BELOW = "below"
    WITHIN = "within"
    NO_LIMITS = "no limits"


class Variation(StrEnum):
    """What a signal means once the improvement direction is known, in the words of the NHS's icons."""

    IMPROVEMENT = "Improvement"
    CONCERN = "Concern"
    NEITHER = "Neither"
    COMMON_CAUSE = "Common Cause"
    NO_VARIATION = "No Variation"
    NOT_JUDGED = "Not Judged"


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one point is to be drawn, marked and spoken of, everywhere the same."""

    variation: Variation
    position: Position
    colour: str
    icon: str
    shape: str
    words: str


def classify_variation(position: Position, direction: Direction) -> Variation:
    """The meaning of a special cause on one side, given which way is better."""
    if position is Position.NO_LIMITS:
        return Variation.NOT_JUDGED
    if position is Position.WITHIN:
        return Variation.COMMON_CAUSE
    if direction is Direction.NEITHER:
        return Variation.NEITHER
    better = Position.ABOVE if direction is Direction.INCREASE else Position.BELOW
    return Variation.IMPROVEMENT if position is better else Variation.CONCERN


_COLOURS = {
    Variation.IMPROVEMENT: "improvement-blue",
    Variation.CONCERN: "concern-orange",
    Variation.NEITHER: "special-cause-ink",
    Variation.COMMON_CAUSE: "common-cause-grey",
    Variation.NO_VARIATION: "common-cause-grey",
    Variation.NOT_JUDGED: "not-judged-grey",
}
_SHAPES = {Position.ABOVE: "triangle-up", Position.BELOW: "triangle-down"}
_MEANINGS = {
    Variation.IMPROVEMENT: "an improvement",
    Variation.CONCERN: "a cause for concern",
    Variation.NEITHER: "a real change, neither better nor worse in itself",
}
_QUIET_WORDS = {
    Variation.COMMON_CAUSE: "within its usual range",
    Variation.NO_VARIATION: "no variation",
    Variation.NOT_JUDGED: "no limits, as there are too few comparable periods to judge by",
}


def describe_signal(
    position: Position, direction: Direction, *, signal: str = "", variation: Variation | None = None
) -> Judgement:
    """The colour class, icon name, shape and words of a point: the only place where they are chosen.

    `position` is the side a special cause lies on (`WITHIN` for none). `signal` names the rule that was
    met, such as "seven in a row above the mean"; without it the words speak of the limits. `variation`
    overrides the meaning where a conflict between two signals was decided by the measure's setting.
    """
    meaning = variation if variation is not None else classify_variation(position, direction)
    if meaning not in _MEANINGS:
        icon = meaning.value.lower().replace(" ", "-")
        shape = "ring" if meaning is Variation.NOT_JUDGED else "circle"
        return Judgement(meaning, position, _COLOURS[meaning], icon, shape, _QUIET_WORDS[meaning])
    side = "high" if position is Position.ABOVE else "low"
    fact = signal or f"{position.value} its usual range"
    return Judgement(
        meaning,
        position,
        _COLOURS[meaning],
        f"{meaning.value.lower()}-{side}",
        _SHAPES[position],
        f"{fact}: {_MEANINGS[meaning]}",
    )
