"""Half goes away from zero, and nothing rounds to a negative zero."""

from decimal import Decimal

import pytest

from openscrutiny.rounding import round_half_away


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [(2.5, 0, "3"), (-2.5, 0, "-3"), (2.675, 2, "2.68"), (0.5, 0, "1"), (-0.4, 0, "0"), (1234567, 0, "1234567")],
)
def test_half_goes_away_from_zero(value: float, places: int, printed: str) -> None:
    assert round_half_away(value, places) == Decimal(printed)
    assert str(round_half_away(value, places)) == printed
