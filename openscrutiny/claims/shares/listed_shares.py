"""The one whole of several parts and shares: a count printed near, what the parts come to, or what the others agree on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from math import ceil

from openscrutiny.claims.reading.passages import BULLET, Sentence
from openscrutiny.claims.reading.quantities import Interval
from openscrutiny.claims.reading.slips import is_mistyped
from openscrutiny.claims.shares.named_wholes import Whole
from openscrutiny.claims.shares.share_forms import Stated
from openscrutiny.claims.shares.shares import is_share
from openscrutiny.claims.shares.wholes import counts_of

TWO = 2
TELLING = 3
"""The fewest parts with shares of a list that show what they are of, where that stands sentences before or is not printed."""
BACK = 4
"""Sentences before a list of parts and shares in which its whole is sought."""
LONG = 5
"""Parts of a list in which more than one may be in error."""
CLOSE = 0.1
"""How wide, relative to itself, the whole that shares agree on may be and still show that one of them is of another."""
HUNDRED = 100
EXACT = 1e-6


def find_list_whole(near: Sequence[Sentence], listed: Sequence[Stated]) -> Whole | None:
    """The whole that all of a list's parts and shares but one are of; `near` ends with the sentence of the list."""
    parts = [stated for stated in listed if stated.share.value > 0 and stated.part.value > 0 and not stated.in_words]
    if len(parts) < TWO or len({stated.part.unit for stated in parts}) > 1:
        return None
    joined = [*_joined(parts)]
    if joined and all(is_share(stated.part, stated.share, joined[0].figure) for stated in parts):
        return joined[0]
    told = [Whole(q, s) for s in near[0 if len(parts) >= TELLING else -1 :] for q in counts_of(s)]
    return _fit([w for w in told if w.figure.unit == parts[0].part.unit], parts) or _fit(joined, parts) or (
        _agreed(parts)
    )  # fmt: skip


def find_run_whole(near: Sequence[Sentence], run: Sequence[Stated], odd: Stated) -> Whole | None:
    """The same for parts told in sentences one after another, where `odd` is one of them, a figure of it mistyped or a line of a list."""
    whole = find_list_whole(near, run) if len(run) >= TELLING else None
    if whole is None or is_share(odd.part, odd.share, whole.figure):
        return whole
    listed = all(BULLET.match(stated.sentence.text) for stated in run)
    return whole if listed or may_be_share(odd, whole) else None


def may_be_share(stated: Stated, whole: Whole) -> bool:
    """Whether a part and share of another whole would be of this one, were one digit of either another."""
    return is_mistyped((stated.part, stated.share), lambda two: is_share(two[0], two[1], whole.figure))


def _fit(wholes: Sequence[Whole], parts: Sequence[Stated]) -> Whole | None:
    """The whole that fits the most, where that is all but one."""
    fits = {
        n: sum(is_share(stated.part, stated.share, whole.figure) for stated in parts)
        for n, whole in enumerate(wholes) if all(whole.figure.value > stated.part.value for stated in parts)
    }  # fmt: skip
    best = max(fits, key=lambda n: (fits[n], n), default=None)
    return wholes[best] if best is not None and fits[best] >= _enough(len(parts)) else None


def _enough(parts: int) -> int:
    """How many of so many parts must be shares of one whole to show that all of them are told of it."""
    return parts - 1 if parts < LONG else max(TELLING, ceil(parts * 2 / 3))


def _joined(parts: Sequence[Stated]) -> Iterator[Whole]:
    """What the parts come to, where their shares come to 100 %: neither may be told of another whole."""
    if abs(sum(stated.share.value for stated in parts) - HUNDRED) < EXACT and len(parts) >= TWO:
        figures = [stated.part for stated in parts]
        true = Interval(sum(q.true.low for q in figures), sum(q.true.high for q in figures))
        text = " + ".join(q.text for q in figures)
        yield Whole(
            replace(figures[0], value=sum(q.value for q in figures), true=true, text=f"({text})"), parts[0].sentence
        )


def _agreed(parts: Sequence[Stated]) -> Whole | None:
    """What most parts are shares of, three or more, where the others cannot be shares of it."""
    wholes = [implied for stated in parts if (implied := _implied(stated))]
    if len(wholes) != len(parts) or len(parts) <= TELLING:
        return None
    for low in sorted(one.low for one in wholes):
        agreed = [n for n, one in enumerate(wholes) if one.low <= low <= one.high]
        high = min((wholes[n].high for n in agreed), default=low)
        odd = [n for n in range(len(parts)) if n not in agreed and not wholes[n].meets(Interval(low, high))]
        apart = not any(
            wholes[a].meets(wholes[b]) for a, b in combinations(odd, 2)
        )  # two that agree are of another whole
        if odd and apart and _enough(len(parts)) <= len(agreed) == len(parts) - len(odd) and high <= low * (1 + CLOSE):
            middle, part = (low + high) / 2, parts[odd[0]].part
            if part.value >= low * (1 - CLOSE):
                return None  # what the others are of is told with a share of its own
            text = f"about {middle / part.scale:,.{part.places}f}, as the other shares have it"
            figure = replace(part, value=middle, true=Interval(low, high), text=text)
            return Whole(figure, parts[odd[0]].sentence, printed=False)
    return None


def _implied(stated: Stated) -> Interval | None:
    """The wholes of which a part may be its share."""
    share, part = stated.share.true, stated.part.true
    return Interval(part.low / share.high * HUNDRED, part.high / share.low * HUNDRED) if share.low > 0 else None
