"""A claim that its figures do not bear out is called wrong where a slip accounts for it; else it was more likely of something else."""

import pytest

from openscrutiny.claims.reading.quantities import find_quantities
from openscrutiny.claims.reading.slips import is_near, misprints_of
from openscrutiny.claims.shares.shares import is_slip_of_share


def figures(text: str) -> tuple[str, ...]:
    return tuple(other.text for other in misprints_of(find_quantities(text)[0]))


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("3.8%", "8.3%"), ("13%", "1.3%"), ("£18.75m", "£19.75m"), ("4,120", "1,420"), ("4.2%", "42%"), ("-6%", "-9%")],
)
def test_one_digit_two_changed_round_or_the_point_astray_is_a_misprint(printed: str, meant: str) -> None:
    assert meant in figures(printed)


@pytest.mark.parametrize(("printed", "other"), [("4,120", "4,209"), ("13%", "57%"), ("412", "41.2"), ("6", "12")])
def test_another_figure_is_no_misprint(printed: str, other: str) -> None:
    assert other not in figures(printed)


@pytest.mark.parametrize(
    ("share", "part", "whole", "slip"),
    [
        ("34%", "412", "1,200", True),  # true to start with
        ("36%", "412", "1,200", True),  # near
        ("66%", "412", "1,200", True),  # the share of the rest
        ("43%", "412", "1,200", True),  # digits changed round
        ("38%", "459", "1,020", True),  # near
        ("68%", "412", "1,200", False),  # 812 would do, but a longer figure seldom begins with another digit
        ("88.1%", "20,156", "35,317", False),
        ("4.0%", "80", "716", False),
        ("14%", "1,730", "2,611", False),
    ],
)
def test_a_share_that_no_slip_accounts_for_is_of_another_whole(share: str, part: str, whole: str, slip: bool) -> None:
    one, two, three = (find_quantities(text)[0] for text in (share, part, whole))
    assert is_slip_of_share(one, two, three) is slip


def test_near_is_a_fifth_or_two_points() -> None:
    assert is_near(12, 10)
    assert not is_near(13, 10)
    assert is_near(3.5, 1.6, percent=True)
