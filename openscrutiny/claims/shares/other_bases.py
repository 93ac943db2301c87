"""What else a share may be of: the whole of its own year, or another count printed near it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_shares import share_template
from openscrutiny.claims.shares.named_wholes import Whole
from openscrutiny.claims.shares.share_forms import Stated
from openscrutiny.claims.shares.shares import is_share

ANOTHER_TIME = (
    r"(?:last (?:year|quarter|month)|(?:the|a) (?:year|quarter|month) (?:before|earlier|ago|previous)|(?:the|in) (?:previous|preceding|prior) "
    r"(?:year|quarter|month|period)|(?:at|in|for|over|during) (?:the )?(?:same|corresponding) (?:point|period|time|quarter|month|stage)\b[^{}.;,]*)"
)
EARLIER = re.compile(rf"\b{ANOTHER_TIME}", re.IGNORECASE)
OPENS_EARLIER = re.compile(rf"\W*(?:(?:in|for|at|by)\s+)?{ANOTHER_TIME}", re.IGNORECASE)
COMPARED = re.compile(
    rf"\b(?:compared (?:with|to)|against|versus|up from|down from)\s+(?:[a-z’']+\s+){{0,3}}?$"
    rf"|(?:^|[.;:]\s+)\W*(?:(?:in|for|at|by)\s+)?{ANOTHER_TIME}(?![^{{}}.;]*[:;.]\s)[^{{}};]*(?:\{{\w+\}}[^{{}};]*)*$",
    re.IGNORECASE,
)
"""What stands before a part of another time: `compared with 702 (34.8%)`, `Last year the figures were 164 (13%) and 63 (5%)`."""
OF_TOTAL = re.compile(r"^\s*of (?:the (?:total|whole)|all)\b", re.IGNORECASE)
BACK = 1
"""Sentences before a share in which it may have another whole."""
BACK_OF_TOTAL = 4
"""Those in which `the total` may be."""


def keep_own_time(stated: Stated, wholes: Sequence[Whole]) -> list[Whole]:
    """The wholes of a part's own time: a part told in comparison has none but those printed with it."""
    text, _ = share_template(stated.sentence)
    if not (compared := COMPARED.search(text[: stated.start])):
        return list(wholes)
    figures = share_template(stated.sentence)[1]
    told = {id(figures[int(n)]) for n in re.findall(r"\{\w(\d+)\}", text[compared.start() :])}
    return [
        whole
        for whole in wholes
        if (id(whole.figure) in told if whole.source is stated.sentence else OPENS_EARLIER.match(whole.source.text))
    ]


def has_other_whole(stated: Stated, reading: Reading, index: int) -> bool:
    """Whether a count printed in the sentences just before would be the whole of a part."""
    back = BACK_OF_TOTAL if OF_TOTAL.match(stated.told) else BACK
    near = reading.sentences[max(0, index - back) : index]
    counts = (q for s in near if s.headings == stated.sentence.headings for q in share_template(s)[1])
    return any(is_share(stated.part, stated.share, q) for q in counts if q.unit == stated.part.unit)


def find_heads(stated: Stated) -> Iterator[Quantity]:
    """What stands before a bracket that holds a part and closes before its share: `a gap of £1.6m (worst £3.1m), 3.3% of the £48.2m`."""
    text, figures = share_template(stated.sentence)
    before = [m for m in re.finditer(r"\{\w(\d+)\}", text) if figures[int(m[1])] is stated.part]
    if not before or stated.share.start < stated.part.start:
        return
    head, _, inner = text[: before[0].start()].rpartition("(")
    share = next(m for m in re.finditer(r"\{\w(\d+)\}", text) if figures[int(m[1])] is stated.share)
    between = text[before[0].end() : share.start()]
    if not head or ")" in inner or ")" not in between or "(" in between:
        return
    numbers: Iterable[str] = reversed(re.findall(r"\{[NM](\d+)\}", re.split(r"[.;]\s", head)[-1]))
    yield from (figures[int(n)] for n in numbers if figures[int(n)].unit == stated.part.unit)
