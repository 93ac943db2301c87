"""A part, its whole and its share, stated in one sentence: `903 of the 1,204 (75%)`, `£3.4m, or 38% of the £8.9m`, `a third of the 90 (31)`.

A share is a percentage or words for one. Where the grammar ties the three together the claim is firm: it is wrong whatever other
figures would fit. Where the whole is told by `of which`, by `Of the 46, ...` or by the sentence before, it is wrong only if no count there fits.
"""

import re
from dataclasses import dataclass

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.worded_shares import share_template

QUALIFYING = r"(?:(?:or|i\.e\.|that is|which (?:is|was)|only|just|some|a|an|the|n\s*=)\s*)*"
SHARE = r"[+~≈]?\s?\{[PF](?P<share>\d+)\}"
PART = r"\{(?P<unit>[NM])(?P<part>\d+)\}"
SAME_WHOLE = r"\{(?P=unit)(?P<whole>\d+)\}"
SAME_PART = r"\{(?P=unit)(?P<part>\d+)\}"
WHOLE = r"\{(?P<unit>[NM])(?P<whole>\d+)\}"
GAP = r"[^{}.;:()]"


def words(most: int) -> str:
    """Up to so many words, none of them `of`."""
    return rf"(?:\s+(?!of\b)[A-Za-z’'/&-]+){{0,{most}}}?"


THE = r"(?:(?:the|an?|its|our|their|your|all|these|those|some|both|every)\s+)*"
OF = rf"(?:out\s+)?of\s+{THE}(?:(?!(?:which|whom|these|those|them|were|was|are|is|had|who|by|with|than|and|or|at|aged|under|over|from|against|compared|up|down|versus)\b)[A-Za-z’'/-]+\s+){{0,8}}?"
OF_NEAR = rf"(?:out\s+of|of|from(?=\s+(?:the|an?|our|all|\{{)))\s+{THE}(?:(?!(?:which|whom|these|those|them|and|or|with|at)\b)[A-Za-z’'/-]+\s+){{0,4}}?\(?"
PAIR = rf"{PART}{words(6)}\s*(?:\s{OF_NEAR}|/\s*){SAME_WHOLE}"
IS = r"(?:(?:is|are|was|were)(?: responsible for)?|represent(?:s|ed|ing)?|equals?|equates? to|being|mak(?:es|ing)(?: up)?|made up|account(?:s|ed|ing)? for|form(?:s|ed|ing)?|comprise[sd]?|amount(?:s|ed|ing)? to)"
LINK = rf"(?:\s*[(\[]\s*|,?\s+or\s+|,\s+|:\s+|\s[–—-]\s+|,?\s+(?:which|that|this)\s+{IS}\s+|,?\s+(?:and\s+|but\s+)?{IS}\s+|,?\s*(?:giving|making|with)\s+)"
END = r"(?=\s*(?:[,.;:)\]–—]|\((?!\s*\{)|$|and\b|but\b|of (?:them|these|those|the total|the whole|all)\b))"
RATE = r"(?:an?\s+(?:overall\s+)?(?:response|return|success|completion|compliance|take-up|acceptance|approval|pass|detection|turnout|attendance|conviction)(?:\s+rate)?\s+of\s+|an?\s+(?:[a-z]+\s+)?(?:proportion|share)\s+of\s+)"
BUDGET = "(?:budget|programme|target|total|allocation|grant|plan)"
FIRM = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{PART}\s*/\s*{SAME_WHOLE}\s*[=(]\s*{SHARE}",
        rf"{PAIR}{GAP}{{0,60}}?{LINK}{QUALIFYING}(?:{RATE})?{SHARE}{END}",
        rf"{SHARE}(?:\s+of{GAP}{{1,60}}?|[^{{}}.,;:()]{{0,60}}?)(?:\s*[(\[]\s*|,\s+|\s[–—-]\s+){QUALIFYING}{PAIR}(?=[^{{}}.;()]{{0,40}}[,.;:)\]]|$)",
        rf"{SHARE}\s+of{GAP}{{1,120}}?\s*\(\s*{PAIR}\s*\)",
        rf"{SHARE}\s+{OF}{WHOLE}{words(7)}(?:\s*[(\[]\s*|,\s+){QUALIFYING}{SAME_PART}(?=\s*[,)\]])(?!\s*\)(?:,|\s+or\b|\s+and\b)[^{{}}]{{0,40}}\{{[NM])",
        rf"{SHARE}\s*[(\[]\s*{QUALIFYING}{PART}{words(3)}[)\]]{words(4)}\s+{OF}\(?{SAME_WHOLE}",
        rf"{PART}{words(5)}\s*[(\[]\s*{QUALIFYING}{SHARE}[)\]](?:\s+{IS})?,?\s+{OF}\(?{SAME_WHOLE}",
        rf"{PART}{words(3)}\s*[(\[]\s*{QUALIFYING}{SHARE}[)\]]{words(4)}\s+(?:against|from|towards)\s+{THE}(?=(?:[a-z-]+\s+){{0,3}}?(?:{BUDGET}\s+of\s|\{{\w+\}}\s+(?:[a-z-]+\s+){{0,2}}?{BUDGET}\b))(?:[a-z-]+\s+){{0,5}}?{SAME_WHOLE}",
        rf"{PART}{GAP}{{0,60}}?\)?{LINK}{QUALIFYING}{SHARE},?\s+{OF}{SAME_WHOLE}",
        rf"{WHOLE},\s+{SHARE}\s+of\s+(?:them|whom|which|these|those)(?:\s+[a-z-]+){{0,6}}?\s*\(\s*{SAME_PART}\s*\)",
    )
)
"""Part, whole and share tied by the grammar."""
ALONE = r"(?=\s*(?:[,.;:()]|$|\{)|\s+(?:[a-z]+s|were|was|are|is|had|have|has|came|went|did|will|could|can)\b)"
"""`those who replied`, `those refused`: what follows tells which, and they need not be those just told of."""
THESE = rf"(?:which|whom|these|those{ALONE}|them|the total|that (?:number|figure|total))"
LOOSE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{PART}{words(7)}(?:\s+of\s+{THESE}{words(3)})?,?\s*[(\[]\s*{QUALIFYING}{SHARE}(?P<told>(?:\s+[a-z]+){{0,6}})\s*[)\]]",
        rf"{PART}{words(4)},?\s+(?:of (?:them|these|those|whom|which),?\s+)?or\s+{QUALIFYING}{SHARE}(?P<told>\s+of\s+(?:them|these|those|the total|the whole|all)\b)?(?=[,.;:)]|\s|$)",
        rf"{PART}{GAP}{{0,60}}?,\s+{QUALIFYING}{SHARE}(?P<told>\s+of\s+(?:{THESE}|the whole)\b)",
        rf"{PART}(?P<told>\s+of\s+(?:these|those|them|whom|which)(?=\s+(?:were|was|had|have)\b)){GAP}{{1,60}}?,\s+{QUALIFYING}{SHARE}(?=,?\s+(?:as against|against|compared)\b)",
        rf"{SHARE}(?P<told>\s+of\s+(?:these|those)\s+[a-z]+)\s+[–—-]\s+{QUALIFYING}{PART}(?=\s+(?:[a-z]+\s+)?(?:–|—|-|were|was|had)(?:\s|$))",
        rf"{SHARE}\)?(?P<told>(?:\s+of\s+(?:which|whom|them|these|those))?){words(4)},?\s*[(\[]\s*{QUALIFYING}{PART}{words(4)}\s*[)\]]",
        rf"{SHARE}(?P<told>\s+of\s+(?:all\s+)?(?:the|these|those|our|its|all)(?:\s+[a-z-]+){{1,3}}?)(?:\s*[(\[]\s*{QUALIFYING}{PART}\s*[)\]])",
        rf"{PART}(?:{GAP}{{0,60}}?\))?{GAP}{{0,60}}?{LINK}{QUALIFYING}{SHARE}(?P<told>\s+of\s+(?:all\s+|the\s+|our\s+)*(?:[a-z-]+\s?){{1,4}})(?=[,.;:)]|$)",
        rf"{SHARE}(?P<told>\s+of\s+(?:all\s+|the\s+|our\s+)+(?:[a-z-]+\s+){{1,3}}?)at\s+{PART}(?=[,.;]|\s+(?:and|while)\b|$)",
        rf"{SHARE}(?P<told>\s+of\s+(?:which|whom|them|these|those)),\s+{PART},",
        rf"{SHARE},?\s+or\s+{QUALIFYING}{PART}(?P<told>)",
        rf"[(\[]\s*{QUALIFYING}{SHARE}\s*[,;/]\s*{QUALIFYING}{PART}(?P<told>(?:\s+[a-z]+){{0,3}})\s*[)\]]",
        rf"[(\[]\s*{QUALIFYING}{PART}{words(3)}\s*[,;/]\s*{QUALIFYING}{SHARE}(?P<told>)\s*[)\]]",
    )
)
"""A part beside its share: the whole is somewhere before."""
LISTED = re.compile(
    rf"{SHARE}(?P<told>)[^{{}};:()]{{0,90}}?\(\s*{PART}{words(2)}\s*\)(?=\s*(?:[;,.]|and\b|$))", re.IGNORECASE
)
"""The same in a list, whatever stands between; three in a sentence or more."""
FEWEST_LISTED = 3
NOT_A_PART = re.compile(r"(?:\}|\bone)\s+(?:in|out of)\s+(?:every\s+)?$|\bn\s*=\s*$", re.IGNORECASE)
"""`1 in 4` is no count, and `57% (n = 398)` gives the base."""
OF_ITSELF = re.compile(
    r"\{[NM]\d+\},\s+(?:or\s+)?\{[PF]\d+\}\s+of\s+(?:(?:whom|which)\b|(?:them|these|those)\s+(?!and\b|but\b)[a-z])",
    re.IGNORECASE,
)
"""`96, 40% of them women` is of the 96, where `96, 40% of them` is of what was told before."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A part beside its share, and the whole where the grammar ties it to them; where they stand in the template."""

    sentence: Sentence
    share: Quantity
    part: Quantity
    whole: Quantity | None
    in_words: bool
    told: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        figures = [q for q in (self.share, self.part, self.whole) if q]
        return min(q.start for q in figures), max(q.end for q in figures)


def read_stated(sentence: Sentence) -> list[Stated]:
    """Every part beside its share, once each share, those whose whole is tied to them first."""
    text, figures = share_template(sentence)
    found: dict[int, Stated] = {}
    if "{P" not in text and "{F" not in text:
        return []
    listed = list(LISTED.finditer(text))
    told = [match for form in (*FIRM, *LOOSE) for match in form.finditer(text)]
    for match in [*told, *(listed if len(listed) >= FEWEST_LISTED else [])]:
        groups = match.groupdict()
        share, part = int(groups["share"]), int(groups["part"])
        whole = figures[int(groups["whole"])] if groups.get("whole") else None
        if not whole and OF_ITSELF.match(text, match.start()):
            continue
        bounded = figures[part].qualifier in {"over", "under"}  # `were under 18 (8%)`
        if share in found or bounded or (not whole and NOT_A_PART.search(text[: match.start("part") - 2])):
            continue
        in_words = text[match.start("share") - 1] == "F"
        found[share] = Stated(
            sentence, figures[share], figures[part], whole, in_words, groups.get("told") or "", match.start(), match.end()
        )  # fmt: skip
    return sorted(found.values(), key=lambda stated: stated.start)
