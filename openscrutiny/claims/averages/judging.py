"""A mean against the least and the greatest of what it is of."""

from collections.abc import Sequence

from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

FARTHEST = 2.5
"""A mean so many times the greatest of its parts, or the least of them so many times it, is of something else."""


def judge_average(
    whole: Quantity, parts: Sequence[Quantity], name: str, places: tuple[Place, ...], *, weighed: bool = False
) -> Judgement:
    """Whether a figure lies between the least and the greatest of its parts, each within its rounding.

    `weighed` where every part is sure to count for something: then the figure is not as far out as the rounding of one allows.
    """
    low, high = min(q.true.low for q in parts), max(q.true.high for q in parts)
    half = 0.5 * 10.0**-whole.places * whole.scale
    room = -1e-9 if weighed and max(q.value for q in parts) > min(q.value for q in parts) else 1e-9
    fine = whole.value - half <= high + room and low <= whole.value + half + room
    least, most = (pick(parts, key=lambda q: q.value).text for pick in (min, max))
    return Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "average", places, f"{name} is {whole.text}; its parts run from {least} to {most}",
        "" if fine else whole.text, "" if fine else f"between {least} and {most}", involves=places if fine else (),
    )  # fmt: skip
