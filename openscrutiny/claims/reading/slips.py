"""Slips: one figure mistyped, told from another figure of another thing."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import stem

NEAR = 2.0
"""Percentage points within which two printed shares may be one share mistyped."""
SPELT = range(1, 13)
"""Numbers that are written as words."""
SIDE_BY_SIDE = re.compile(r"(?=(\d)([.,]?)(\d))")
LONG = 3
"""Digits of a figure whose first is seldom mistyped."""
FAR = 0.2
"""How far apart, relative to the greater, a figure and what it should be are still one figure worked out amiss."""
LEAST_DIGITS = 3
"""Digits, zeros at the end apart, of a figure whose likeness to another is not by chance."""
ENOUGH_DIGITS = 5
"""Digits of which two that are changed round need not stand beside one another."""
SECTION = re.compile(
    r"\bby\s[a-z ]+|\b(?:executive|all|summary|headlines?|key|findings|points|messages|facts|highlights|glance|overview|introduction|foreword|conclusions?|background|performance|report|section|part|detail\w*|results?|analysis|main|annual|quarterly|monthly|crime|policing|finance|financial|appendix|annex|the|and|of|in|for|this|year|quarter|\d+|i+v?|chair|chief|commissioner|statement|update|commentary|discussion|position|context|review|data|survey|consultation|responses|feedback|table|chart|figure)\b",
    re.IGNORECASE,
)
"""Words of headings that name a section of a report, not a part of what it reports on."""


def are_under_one_heading(one: Sentence, two: Sentence) -> bool:
    """Whether the headings above two sentences are one, or name no part, area or body that neither of the two does."""
    if one.headings[-1:] == two.headings[-1:]:
        return True
    over = SECTION.sub(" ", " ".join((*one.headings[-1:], *two.headings[-1:])))
    return _stems(over) <= _stems(f"{one.text} {two.text}")


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[A-Za-z]{3,}", text)}


def is_slip(one: Quantity, two: Quantity) -> bool:
    """Whether two figures are near enough, or alike enough in their digits, to be one figure mistyped."""
    if one.unit != two.unit or one.qualifier or two.qualifier or one.true.meets(two.true):
        return False
    if one.unit == "%":
        return abs(one.value - two.value) <= NEAR or sorted(one.text) == sorted(two.text)
    digits = [sorted(re.sub(r"\D", "", q.text)) for q in (one, two)]
    near = abs(one.value - two.value) <= 0.1 * max(abs(one.value), abs(two.value))
    return (near and min(map(len, digits)) >= 3) or (digits[0] == digits[1] and len(digits[0]) >= 3 and near)


def digits_of(quantity: Quantity) -> str:
    """A figure as it is printed, without its commas, sign and unit."""
    return f"{abs(quantity.value / quantity.scale):.{quantity.places}f}"


def find_misprint(one: Quantity, two: Quantity, *, known: bool = False) -> str:
    """How one figure would be the other misprinted: two digits changed round, or one within it; `known` to be of one thing, shorter ones too."""
    a, b = digits_of(one), digits_of(two)
    odd = [i for i, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]]
    digits = re.sub(r"\D", "", a)
    if len(a) != len(b) or one.places != two.places or len(digits if known else digits.strip("0")) < LEAST_DIGITS:
        return ""
    if len(odd) == 1 and len(a) > LEAST_DIGITS - known and 0 < odd[0] < len(a) - 1 and a.isdigit():
        return "one digit mistyped"
    turned = len(odd) == 2 and a[odd[0]] == b[odd[1]] and a[odd[1]] == b[odd[0]]
    beside = turned and (not a[odd[0] + 1 : odd[1]].strip(".") or len(digits) >= ENOUGH_DIGITS)
    return "digits changed round" if beside else ""


def misprints_of(figure: Quantity) -> Iterator[Quantity]:
    """What may have been meant where one digit of a figure is mistyped, two side by side have changed places, or the point is astray."""
    number = re.search(r"\d[\d,]*(?:\.\d+)?", figure.text)
    if not number:  # `nine`: another word
        yield from (_retyped(figure, float(n), str(n)) for n in SPELT if figure.value in SPELT and n != figure.value)
        return
    digits = number[0]
    others = {
        digits[:i] + other + digits[i + 1 :] for i, d in enumerate(digits) if d.isdigit() for other in "0123456789"
    }
    others |= {digits[: m.start()] + m[3] + m[2] + m[1] + digits[m.end(3) :] for m in SIDE_BY_SIDE.finditer(digits)}
    if figure.unit != "n":
        others |= {digits.replace(".", "")} if "." in digits else {f"{digits[:-1]}.{digits[-1]}"} - {f".{digits}"}
    unit = figure.scale if figure.value >= 0 else -figure.scale
    for other in sorted(others - {digits}):
        yield _retyped(figure, float(other.replace(",", "")) * unit, figure.text.replace(digits, other, 1))


def _retyped(figure: Quantity, value: float, text: str) -> Quantity:
    moved = value - figure.value
    return replace(figure, value=value, true=Interval(figure.true.low + moved, figure.true.high + moved), text=text)


def is_near(printed: float, true: float, *, percent: bool = False) -> bool:
    """Whether a figure is so near to what it should be that a slip in working it out accounts for it."""
    gap = abs(abs(printed) - abs(true))
    return gap <= FAR * max(abs(printed), abs(true)) or (percent and gap <= NEAR)


def is_mistyped(figures: Sequence[Quantity], holds: Callable[[Sequence[Quantity]], bool]) -> bool:
    """Whether figures that do not hold together would, were one digit of one of them another.

    Where neither this nor nearness accounts for a claim, it has more often been read amiss than printed amiss.
    """
    return any(
        holds([*figures[:i], other, *figures[i + 1 :]])
        for i, figure in enumerate(figures)
        for other in misprints_of(figure)
        if figure.unit == "%" or not _leads_otherwise(figure, other)
    )


def _leads_otherwise(figure: Quantity, other: Quantity) -> bool:
    """Whether a longer figure would begin with another digit: seldom mistyped, and it makes nearly any figure true."""
    one, two = (re.sub(r"\D", "", q.text) for q in (figure, other))
    return len(one) >= LONG and one[:1] != two[:1] and one[1:2] != two[:1]
