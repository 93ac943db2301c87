"""What is said of two figures of one thing: that they agree, or that one of them is mistaken."""

from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.slips import find_misprint
from openscrutiny.claims.verdicts import Judgement, Place, Verdict


def agree(one: Place, two: Place, said: str) -> Judgement:
    """Two figures that may be one."""
    return Judgement(Verdict.CONSISTENT, "repeat", (one, two), said)


def differ(
    one: tuple[Quantity, Place],
    two: tuple[Quantity, Place],
    there: str,
    mistake: str = "",
    *,
    known: bool = True,
    times: int = 1,
) -> Judgement:
    """Two figures that cannot be one; the second, printed so many times, is right where it is `known`. `there` is where it stands."""
    (own, place), (other, elsewhere) = one, two
    a, b = own.text, other.text.strip() if own.signed else other.text.strip().lstrip("-")
    mistake = (
        find_misprint(own, other, known=True)
        or mistake
        or ("not copied from there" if known else "one of the two was not brought up to date")
    )
    return Judgement(
        Verdict.WRONG, "repeat", (place, elsewhere), f"printed as {a}; {there} has {b}" + f", printed {times} times" * (times > 1), a if known else f"{a} and {b}",
        b if known else f"one figure in both: {a} or {b}", mistake, involves=(place, elsewhere),
    )  # fmt: skip
