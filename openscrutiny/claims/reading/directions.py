"""Words of direction, and a sentence as a template of its quantities: what every check of prose shares."""

import re

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity

VERBS_UP = "end ended ends ending make made makes making set sets setting sign signed take taken took takes pick picked follow followed back backed clear cleared give given gave speak spoke break broken broke look looked keep kept draw drawn turn turned open opened bring brought stand stood"
VERBS_DOWN = "slow slowed slowing close closed closing shut break broken broke stand stood step stepped crack cracking track tracked write written turn turned run let laid put settle settled hand handed torn lock locked calm calmed"
"""Verbs whose `up` and `down` are no direction: `set up`, `slow down`."""


def _not_of(verbs: str, particle: str) -> str:
    return "".join(rf"(?<!\b{verb} {particle})" for verb in verbs.split())


UP = (
    r"increas\w*|ris(?:e|es|en|ing)|rose|grew|grow(?:n|th|ing|s)?|up(?!\s+to\b|date|per|on\b)"
    + _not_of(VERBS_UP, "up")
    + r"|uplift|higher|more(?!\s+(?:likely|than\s+(?:once|twice|one|a\s|an\s|half|halv|doubl|trebl|tripl|two|three|\d)))|above"
    r"|surge\w*|climb\w*|jump\w*|additional|gain(?:s|ed)?|improvement of|↑|greater|upturn|spike|overspen[dt]\w*|surplus"
)
DOWN = (
    r"decreas\w*|reduc\w*|fall(?:s|en|ing)?|fell|down(?!\s+to\b)"
    + _not_of(VERBS_DOWN, "down")
    + r"|lower(?:ed)?|fewer|(?<!\bby )(?<!\bof )less|below|drop\w*|dip(?:ped)?|declin\w*|shr[aiu]nk(?:s|ing)?|↓|downturn"
    r"|underspen[dt]\w*|deficit|shortfall"
)
DIRECTION = re.compile(
    rf"(?<!\w-)\b(?:(?P<up>{UP})|(?P<down>{DOWN}))(?!\w)|(?P<uparrow>↑)|(?P<downarrow>↓)", re.IGNORECASE
)
BUDGET = re.compile(r"overspen|underspen|surplus|deficit|shortfall", re.IGNORECASE)
CHANGES = (
    r"increas(?:e|es|ed|ing)|ris(?:e|es|en|ing)|rose|grew|grown|growth|uplift|surge[ds]?|climb(?:ed|s)?|jump(?:ed|s)?|gain(?:ed|s)?|improvement"
    r"|decreas(?:e|es|ed|ing)|reduc(?:tion|ed|es|ing)|fall(?:s|en|ing)?|fell|drop(?:ped|s)?|dip(?:ped)?|declin(?:e|es|ed|ing)|shrank"
    r"|overspen[dt]|underspen[dt]|surplus|deficit|shortfall"
)
"""Verbs and nouns of change: `rose by`, `a fall of`. Comparatives (`higher`, `fewer`) follow their amount instead."""


def sign_of(match: re.Match[str]) -> int:
    """1 for a match of `DIRECTION` that is a rise, -1 for a fall."""
    return 1 if match["up"] or match["uparrow"] else -1


def template(sentence: Sentence) -> tuple[str, list[int]]:
    """The sentence with each quantity as `P0`, `N1` or `M2` in braces, and where each character came from."""
    text: list[str] = []
    origin: list[int] = []
    last = 0
    for i, quantity in enumerate(sentence.quantities):
        text.append(sentence.text[last : quantity.start])
        origin += range(last, quantity.start)
        token = "{" + {"%": "P", "n": "N", "£": "M"}[quantity.unit] + f"{i}" + "}"
        text.append(token)
        origin += [quantity.start] * len(token)
        last = quantity.end
    text.append(sentence.text[last:])
    origin += range(last, len(sentence.text) + 1)
    return "".join(text), origin


def percent_meets(percent: Quantity, true: Interval) -> bool:
    """Whether a printed percentage, whatever its sign, may stand for a true one."""
    printed = Interval(
        abs(percent.value) - (percent.value - percent.true.low),
        abs(percent.value) + (percent.true.high - percent.value),
    )
    return printed.meets(true)


def size_of(interval: Interval) -> Interval:
    """The sizes, whatever their sign, of the values in an interval."""
    ends = sorted((abs(interval.low), abs(interval.high)))
    return Interval(0 if interval.low <= 0 <= interval.high else ends[0], ends[1])
