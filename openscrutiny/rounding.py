"""The one place where a number is rounded: half goes away from zero, as printed figures do."""

from decimal import ROUND_HALF_UP, Decimal


def round_half_away(value: Decimal | float | int, places: int = 0) -> Decimal:
    """`value` rounded to `places` decimals, half away from zero: 2.5 -> 3, -2.5 -> -3.

    A float is taken at its shortest decimal spelling, so 2.675 is two and 675 thousandths.
    """
    number = value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, float) else value)
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded  # no negative zero
