"""Words of direction, and a sentence as a template of its quantities: what every check of prose shares."""

import re

from openscrutiny.claims.passages import Sentence
from openscrutiny.claims.quantities import Interval, Quantity

UP = (
    r"increas\w*|ris(?:e|es|en|ing)|rose|grew|grow(?:n|th|ing|s)?|up(?!\s+to\b|date|per|on\b)|uplift|higher|more(?!\s+(?:likely|than\s+one))|above"
    r"|surge\w*|climb\w*|jump\w*|additional|gain\w*|improvement of|↑|greater|upturn|spike"
)
DOWN = r"decreas\w*|reduc\w*|fall(?:s|en|ing)?|fell|down(?!\s+to\b)|lower(?:ed)?|fewer|less|below|drop\w*|dip(?:ped)?|declin\w*|shrank|↓|downturn"
DIRECTION = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))(?!\w)|(?P<uparrow>↑)|(?P<downarrow>↓)", re.IGNORECASE)


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
