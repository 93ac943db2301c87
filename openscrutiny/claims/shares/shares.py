"""A part, its whole and its percentage: whether the three can be true together."""

import re

from openscrutiny.claims.reading.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading.slips import is_mistyped, is_near
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

MORE_OR_LESS = re.compile(r"[\s)]*(?:fewer|less|more|higher|lower|above|below|up|down)\b", re.IGNORECASE)
"""What follows a count and percentage that are a change and no share: `830 (10%) fewer than in 2018`."""


def is_share(part: Quantity, percent: Quantity, whole: Quantity) -> bool:
    """Whether a percentage may be that of a part of a whole."""
    true = ratio(part.true, whole.true) if whole.value >= part.value else None
    return bool(true and true.meets(percent.true))


def judge_share(percent: Quantity, part: Quantity, whole: Quantity, places: tuple[Place, ...]) -> Judgement:
    """The judgement of a stated share, where the part is no more than the whole."""
    if not part.value < whole.value * 1.0001 or whole.value <= 0:
        return Judgement(Verdict.CANNOT_TELL, "share", places, f"{part.text} is not a part of {whole.text}")
    if percent.true.low > 100:
        return Judgement(Verdict.CANNOT_TELL, "share", places, f"{percent.text} is no share of a whole")
    true = ratio(part.true, whole.true)
    middle = part.value / whole.value * 100
    working = f"{part.text} / {whole.text} = {middle:.1f}%"
    if true and true.meets(percent.true):
        return Judgement(Verdict.CONSISTENT, "share", places, working)
    rest = 100 - middle
    mistake = f"it is the share of the rest ({rest:.0f}%)" if percent.true.low <= rest <= percent.true.high else ""
    return Judgement(
        Verdict.WRONG, "share", places, f"printed as {percent.text}; {working}", f"{percent.text} ({part.text})",
        f"{middle + 1e-9:.{percent.places}f}%", mistake,
    )  # fmt: skip


def is_slip_of_share(percent: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Whether a slip accounts for a part, whole and share that cannot be true together; if none does, the whole may be another."""
    middle = part.value / whole.value * 100 if whole.value else 0
    near = is_near(percent.value, middle, percent=True) or percent.true.meets(Interval(100 - middle, 100 - middle))
    return near or is_mistyped((percent, part, whole), lambda three: is_share(three[1], three[0], three[2]))


NOT_MAJORITY = "the largest share is not a majority when it is under a half"


def judge_worded_share(share: Quantity, part: Quantity, whole: Quantity, places: tuple[Place, ...]) -> Judgement:
    """The judgement of a share in words beside the part and the whole it is of."""
    if not 0 < part.value <= whole.value or not (true := ratio(part.true, whole.true)):
        return Judgement(Verdict.CANNOT_TELL, "majority", places, f"{part.text} is not a part of {whole.text}")
    size = f"{part.value / whole.value * 100:.0f}%"
    return judge_size(share, true, size, f"'{share.text}', but {part.text} of {whole.text} is {size}", places)


def judge_size(size: Quantity, true: Interval, should: str, working: str, places: tuple[Place, ...]) -> Judgement:
    """The judgement of words of size: whether what is true may be called so."""
    if size.true.meets(true):
        return Judgement(Verdict.CONSISTENT, "majority", places, working)
    mistake = NOT_MAJORITY if "majority" in size.text.lower() or size.text.lower() == "most" else ""
    return Judgement(Verdict.WRONG, "majority", places, working, size.text, should, mistake)
