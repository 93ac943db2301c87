"""The figures of a clause made fit to be compared: which lengths of time and fractions count, points of percentages, units alike."""

import re
from collections.abc import Sequence
from dataclasses import replace

from openscrutiny.claims.changes.roles import SMALL
from openscrutiny.claims.changes.words import ANY_VERB, COMPARATIVE, NOUN
from openscrutiny.claims.reading.quantities import Interval, Quantity, true_values

TOKEN = re.compile(r"\{([PNMTF])(\d+)\}")
LOOSE = re.compile(r"\{[TF](?P<index>\d+)\}|(?<=\bone in )\{N(?P<chance>\d+)\}", re.IGNORECASE)
TIME_UNIT = re.compile(r"\d\s(?:working\s|calendar\s)?(second|minute|hour|day|week|month|year|mile|mph)")
SIZED = re.compile(
    rf"(?:\b(?:from|to|by|or|than|at|of|is|was|are|were|averag\w+|took|takes|waited|lasted|up|down|against|with|{NOUN}|{ANY_VERB})\s+{SMALL}|\b(?:than|on)\s+the\s+|[(,:]\s*)$",
    re.IGNORECASE,
)
"""What stands before a length of time, or a fraction in words, that may be a part of a change."""
PERIOD_FROM = re.compile(r"\bperiod\s+(?:of\s+)?from\s+$")
PERIOD_OF = re.compile(r"\s+(?:from\s+(?!\{)|of\s+(?!last|a year|the previous|20|[A-Z]))")
SAID = re.compile(
    rf"\s+(?:{NOUN}|{COMPARATIVE})\b|[^{{}}.;()]{{0,20}},\s+(?:up|down)\s+from\s+(?:[a-z]+\s+){{0,2}}\{{T"
)


def drop_loose(text: str, figures: Sequence[Quantity]) -> str:
    """The clause with a length of time or fraction that can be no part of a change, and the four of `one in four`, as its words."""

    def keep(match: re.Match[str]) -> str:
        left, right = text[max(0, match.start() - 60) : match.start()], text[match.end() :]
        sized = SIZED.search(left) and not PERIOD_FROM.search(left) and not PERIOD_OF.match(right)
        if match["index"] and (sized or SAID.match(right)):
            return match[0]
        return figures[int(match["index"] or match["chance"])].text

    return LOOSE.sub(keep, text)


def read_points(figure: Quantity, right: str) -> Quantity:
    """The 3.1 of `fell 3.1 points from 82.3%` as percentage points; any other figure as it is."""
    if figure.unit != "n" or not re.match(r"\s*points?\b", right):
        return figure
    true = true_values(figure.value, 10.0**-figure.places, figure.qualifier)
    return replace(figure, unit="%", true=true, text=f"{figure.text} points")


def read_arrow(figure: Quantity, gap: str) -> Quantity:
    """The 132 of `120 > 132`, whose sign is an arrow and not `more than`."""
    if figure.qualifier != "over" or not re.search(r">\s*$", gap):
        return figure
    return replace(figure, qualifier="", true=Interval(figure.value, figure.value))


def make_alike(parts: dict[str, Quantity]) -> bool:
    """Whether the parts are of one unit and can be a change; a level open to one side says too little."""
    levels = sorted((parts[name] for name in ("before", "after") if name in parts), key=lambda q: q.start)
    units = [_time_unit(q) for q in levels]
    if len({q.unit for q in levels}) > 1 or any(q.qualifier in {"over", "under"} for q in levels):
        return False
    timed = {name: q for name, q in parts.items() if q.unit != "%"}
    mixed = {unit for q in timed.values() for unit in UNITS.findall(q.text)}
    if levels and len(mixed) > 1 and all(_time_unit(q) in SECONDS for q in timed.values()):
        parts.update({name: _in_seconds(q) for name, q in timed.items()})
        return True
    if len(set(units)) > 1 and units[-1]:  # but `from 61 weeks to 68` is of one unit
        return False
    count = parts.get("count")
    if count and levels and (count.unit != levels[0].unit or _time_unit(count) not in units):
        del parts["count"]
    return True


UNITS = re.compile(r"second|minute|hour")
SECONDS = {"second": 1, "minute": 60, "hour": 3_600}


def _in_seconds(figure: Quantity) -> Quantity:
    """The 305 of `5 minutes 5 seconds`, to half of the least unit printed."""
    units = UNITS.findall(figure.text)
    value = round(figure.value * SECONDS[units[0]], 6)
    half = SECONDS[units[-1]] * 10.0**-figure.places / 2
    text = f"{value:g} seconds" if len(units) > 1 else figure.text
    return replace(
        figure,
        value=value,
        true=Interval(value - half, value + half),
        text=text,
        scale=SECONDS[_time_unit(replace(figure, text=text))],
    )


def _time_unit(figure: Quantity) -> str:
    match = TIME_UNIT.search(figure.text)
    return match[1] if match else ""
