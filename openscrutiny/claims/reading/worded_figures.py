"""A sentence as a template of its figures, those in words included: `from six to twelve`, `Thirty-one of the 40`."""

import re
from functools import lru_cache

from openscrutiny.claims.reading.number_words import NUMBER_WORDS, TENS
from openscrutiny.claims.reading.passages import MOST_FIGURES, Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, find_quantities

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth")  # fmt: skip
UNITS = [word for word, number in NUMBER_WORDS.items() if 1 <= number <= 9]
SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(UNITS)}))?|{'|'.join(w for w, n in NUMBER_WORDS.items() if 0 < n < 20)})"
LONG = (
    rf"(?:(?:an?|{SMALL})\s+thousand(?:,?\s+(?:an?|{SMALL})\s+hundred)?|(?:an?|{SMALL})\s+hundred)(?:\s+and\s+{SMALL})?"
)
"""`one hundred and eighteen`, `two thousand, four hundred and six`."""
WORD = re.compile(
    r"(?:(?<!\bthe )|(?<=\bof the )|(?<=^The ))(?<!\ball )(?<!\bour )(?<!\blast )(?<!\bfirst )(?<!\bnext )(?<!\bthese )(?<!\bthose )(?<!\bpast )"
    rf"\b(?:(?P<long>{LONG})|(?P<tens>{'|'.join(TENS)})(?:[\s-](?P<unit>{'|'.join(UNITS)}))?|(?P<plain>{'|'.join(w for w, n in NUMBER_WORDS.items() if 1 < n < 20)}))\b"
    r"(?![\s-]?(?:per\s?cent|thirds?|quarters?|fifths?|sixths?|tenths?|million|billion|hundred|thousand|times|years?|months?|weeks?|(?:working )?days?|hours?|minutes?|mins?|seconds?|miles?|metres?|points?|fold)\b|-[a-z])",
    re.IGNORECASE,
)
NAMES = {"%": "P", "n": "N", "£": "M"}


def worded_template(sentence: Sentence) -> tuple[str, tuple[Quantity, ...]]:
    """The sentence with each figure as `{P0}`, `{N1}` or `{M2}`, and the figures by their numbers."""
    return _worded(sentence.text)


SPANS = re.compile(r"(?<=\d)[\s-](?:working\s)?(?:days?|minutes?|mins?|seconds?|hours?|weeks?|months?|miles?|mph)\b")


def measured_template(sentence: Sentence) -> tuple[str, tuple[Quantity, ...]]:
    """The same, with lengths of time and distance as figures too: `14 minutes` is `{N0}` and its unit."""
    return _worded(SPANS.sub(lambda match: " " + "x" * (len(match[0]) - 1), sentence.text))


@lru_cache(maxsize=100_000)
def _worded(text: str) -> tuple[str, tuple[Quantity, ...]]:
    printed = find_quantities(text)
    if len(printed) > MOST_FIGURES:
        return text, ()
    figures = [*printed, *(q for q in map(read_word, WORD.finditer(text)) if not any(_over(q, p) for p in printed))]
    figures.sort(key=lambda q: q.start)
    parts: list[str] = []
    last = 0
    for i, figure in enumerate(figures):
        parts += [text[last : figure.start], f"{{{NAMES[figure.unit]}{i}}}"]
        last = figure.end
    return "".join([*parts, text[last:]]), tuple(figures)


def _over(one: Quantity, two: Quantity) -> bool:
    return one.start < two.end and two.start < one.end


def read_word(match: re.Match[str]) -> Quantity:
    """The quantity of one match of `WORD`."""
    words = [word for word in re.split(r"[\s,-]+", match[0].lower()) if word != "and"]
    whole = part = 0
    for word in words:
        if word == "thousand":
            whole, part = part * 1_000, 0
        else:
            part = (
                part * 100 if word == "hundred" else part + (1 if word in {"a", "an"} else (NUMBER_WORDS | TENS)[word])
            )
    value = float(whole + part)
    round_to = {"thousand": 100, "hundred": 100 if words[0] in {"a", "an"} else 0}.get(words[-1], 0)
    return Quantity(
        value, Interval(value - round_to / 2, value + round_to / 2), "n", 0, match[0], match.start(), match.end()
    )


CHANGE = (
    r"(?:(?:up|down)(?:\s+(?:by|from|on))?|an? (?:[a-z]+ )?(?:increase|decrease|rise|fall|drop|reduction) of)\s+\{[NPM]\d+\}"
    r"(?:\s+(?:on|from|against|in|over|since|last|the previous|a year|the year|(?:percentage )?points?)\b[^{},;.]{0,60}?)?"
)
CHANGE_ASIDE = re.compile(rf",\s+{CHANGE}(?:\s+and\s+{CHANGE})*(?=\s*(?:[,;]|\.?\s*$|\band\b))")
"""What stands after an item of a list to tell how it has changed: `512 burglaries, up 14, and 1,898 others`."""


def without_changes(text: str) -> str:
    """A template whose asides of change are blank, every character keeping its column."""
    return CHANGE_ASIDE.sub(lambda match: " " * len(match[0]), text)


def pick(figures: tuple[Quantity, ...], tokens: str) -> list[Quantity]:
    """The figures of a part of a template, in their order."""
    return [figures[int(i)] for i in re.findall(r"\{[PNM](\d+)\}", tokens)]
