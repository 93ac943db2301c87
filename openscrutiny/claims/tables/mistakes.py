"""Which mistake makes a total what is printed: a row left out or counted twice, a sign, digits changed round."""

import re
from collections.abc import Sequence

from openscrutiny.claims.reading.grids import Grid, show
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.slips import is_mistyped, is_near, misprints_of

EXACT = 1e-6

FEWEST_DIGITS = 4
"""A figure of fewer digits may be another with two changed round by chance."""


def find_mistake(grid: Grid, way: list[int], column: int, printed: float, value: float) -> str:
    """In words, or nothing where none is told."""
    for r in way:
        number = grid.number(r, column)
        if number and number.value and abs(value - number.value - printed) < 1e-9:
            return f"leaves out {grid.rows[r] or 'a row'} ({number.text})"
        if number and number.value and abs(value + number.value - printed) < 1e-9:
            return f"counts {grid.rows[r] or 'a row'} ({number.text}) twice"
        if number and number.value < 0 and abs(value - 2 * number.value - printed) < 1e-9:
            return f"takes the sign of {grid.rows[r] or 'a row'} ({number.text}) the wrong way"
    if sorted(f"{abs(printed):.3f}") == sorted(f"{abs(value):.3f}"):
        return "digits changed round"
    return ""


def may_be_total(printed: Quantity, parts: Sequence[Quantity], value: float) -> bool:
    """Whether a slip accounts for a total that its parts do not come to: near to them, or one digit of it or of a part mistyped."""
    if is_near(printed.value, value) or any(abs(other.value - value) < EXACT for other in misprints_of(printed)):
        return True
    return is_mistyped((printed, *parts), lambda every: abs(every[0].value - sum(q.value for q in every[1:])) < EXACT)


def is_transposed(printed: Quantity, value: float) -> bool:
    """Whether a figure is the value with two digits that stand side by side changed round."""
    one, two = (re.sub(r"\D", "", text) for text in (printed.text, show(value, printed)))
    odd = [i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b]
    return (
        len(one) == len(two) >= FEWEST_DIGITS and len(odd) == 2 and odd[1] == odd[0] + 1
        and one[odd[0]] == two[odd[1]] and one[odd[1]] == two[odd[0]] and (printed.value < 0) == (value < 0)
    )  # fmt: skip
