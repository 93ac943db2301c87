"""A sentence as a template of all it measures: counts, money, percentages, lengths of time, and fractions in words."""

import re
from dataclasses import dataclass
from functools import lru_cache

from openscrutiny.claims.reading.passages import MOST_FIGURES
from openscrutiny.claims.reading.quantities import QUALIFIERS, Interval, Quantity, find_quantities
from openscrutiny.claims.reading.worded_figures import WORD, read_word

TIME = re.compile(
    r"(?<![\d.,/-])(?<!\blast )(?<!\bpast )(?<!\bnext )(?<!\bfirst )(?<!\bprevious )(?<!\bpreceding )(?<!\bwithin )(?<!\bevery )(?<!\beach )(?<!\brolling )(?P<number>\d[\d,]*(?:\.\d+)?)\s(?P<unit>minutes?|seconds?|hours?|(?:working\s|calendar\s)?days?|weeks?|months?|years?|miles?|mph)\b(?:\s(?:and\s)?(?P<rest>\d{1,2})\s(?:seconds?|minutes?|hours?)\b)?(?!\s(?:to\s(?!\d)|ending|ended|ago|earlier|before|later|old|period|since)\b)"
)
FRACTION = re.compile(
    r"\b(?:(?P<qualifier>just under|just over|nearly|almost|more than|over|less than|under|about|around|roughly|some)\s+)?(?P<word>(?:a|one)[\s-](?P<unit>half|third|quarter|fifth|sixth|tenth)|half|(?P<many>two|three)[\s-](?P<parts>thirds|quarters|fifths))\b(?!\s+(?:of|year|hour|quarter|in|on|the|this|that)\b)",
    re.IGNORECASE,
)
OF_TIMES = re.compile(r"\s+times\b|-?fold\b")
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
NAMES = {"%": "P", "n": "N", "£": "M"}
ROOM = 0.15
"""How far from a fraction in words a share may lie, relative to it."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The template, the quantities by their numbers, and where the text of each stands in the template."""

    text: str
    figures: tuple[Quantity, ...]
    origin: tuple[tuple[int, int], ...]  # (place in the template, place in the text) where each figure ends

    def place(self, at: int) -> int:
        """The place in the sentence of one in the template, outside its figures."""
        shift = next(((there, here) for there, here in reversed(self.origin) if there <= at), (0, 0))
        return shift[1] + at - shift[0]


@lru_cache(maxsize=100_000)
def read_mentions(text: str) -> Mentions:
    """Every figure of a sentence as `{P0}`, `{N1}`, `{M2}`, `{T3}` for a length of time and `{F4}` for a fraction in words."""
    found = [(NAMES[q.unit], q) for q in find_quantities(text) if not OF_TIMES.match(text, q.end)]
    for name, pattern, read in (("T", TIME, _read_time), ("F", FRACTION, _read_fraction), ("N", WORD, read_word)):
        for match in pattern.finditer(text):
            if not any(match.start() < q.end and q.start < match.end() for _, q in found):
                found.append((name, read(match)))
    if len(found) > MOST_FIGURES:
        return Mentions(text, (), ())
    found.sort(key=lambda pair: pair[1].start)
    parts: list[str] = []
    origin: list[tuple[int, int]] = []
    length = last = 0
    for i, (name, figure) in enumerate(found):
        parts += [text[last : figure.start], f"{{{name}{i}}}"]
        length += len(parts[-2]) + len(parts[-1])
        last = figure.end
        origin.append((length, last))
    return Mentions("".join([*parts, text[last:]]), tuple(figure for _, figure in found), tuple(origin))


def _read_time(match: re.Match[str]) -> Quantity:
    digits = match["number"].replace(",", "")
    places = len(digits.partition(".")[2])
    value, step = float(digits), 10.0**-places
    if match["rest"]:
        value += int(match["rest"]) / 60
        step = 1 / 60
    exact = not places and not match["rest"]
    half = 0.0 if exact else step / 2
    return Quantity(value, Interval(value - half, value + half), "n", places, match[0], match.start(), match.end())


def _read_fraction(match: re.Match[str]) -> Quantity:
    many = {"two": 2, "three": 3}.get((match["many"] or "").lower(), 1)
    value = 100 * many / PARTS[(match["unit"] or (match["parts"] or "half").rstrip("s")).lower()]
    low, high = value * (1 - ROOM), value * (1 + ROOM)
    said = (match["qualifier"] or "").lower()
    qualifier = QUALIFIERS.get(said, "")
    if qualifier in {"over", "just over"}:
        low, high = value, high if qualifier == "just over" else 1000.0
    elif qualifier in {"under", "nearly"}:
        low, high = (low if qualifier == "nearly" else 0.0), value
    return Quantity(
        value,
        Interval(low, high),
        "%",
        0,
        match[0],
        match.start(),
        match.end(),
        qualifier or "about",
    )
