"""A sentence read into mentions: each figure outside brackets, with its words, the share printed with it and its place in a list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity, blank
from openscrutiny.claims.reading.worded_figures import without_changes, worded_template

NAMED = re.compile(
    r"\b(?:[Gg]roups?|[Pp]athways?|[Cc]lass|[Tt]ype|[Cc]ode|[Rr]isks?|[Tt]able|[Cc]luster|[Bb]ands?|[Qq]uintile|[Dd]ecile|Lot|Site|Station|Block|Area)\s+$"
)
"""What stands before a number that is a name: `Group 3`, `pathway 1`."""
BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
SHARE_IN_BRACKET = re.compile(
    r"[\(\[]\s*(?:or\s+|i\.e\.\s+|=\s*)?\{P(\d+)\}(?:\s+of\s+(?:the total|them|all|these|those))?\s*[\)\]]"
)
COUNT_IN_BRACKET = re.compile(r"\{P(\d+)\}\s*[\(\[]\s*(?:n\s*=\s*)?\{([NM])(\d+)\}\s*[\)\]]")
SHARE_AFTER = re.compile(
    r"\{[NM](\d+)\}(?P<words>(?:\s+[a-z’'-]+){0,5}?)(?P<link>\s*(?:,\s*or|,|\s–|\s-|\bor|[,:;]\s*(?:or\s+)?(?:that|which|this) is))\s+\{P(?P<share>\d+)\}"
    r"(?=\s*(?:[,.;]|$|and\b|of (?:them|these|those|all|the total)\b)|(?<=is \{P\d\})\s+of\b|(?<=is \{P\d\d\})\s+of\b)"
)
SEPARATOR = re.compile(
    r"(?P<mark>,\s+(?:and\s+|with\s+|while\s+|but\s+)?|;\s+(?:and\s+)?|:\s+|\s[–—-]\s+|\s+and\s+(?!(?:over|under|above|below)\s*[(,;.])(?:a further\s+)?|\s+while\s+)(?!or\b)"
)
ODDS = re.compile(r"(?:\{N\d+\}|\b[Oo]ne) (?:in|out of) (?:every )?(?=\{N\d+\})\{N(\d+)\}(?! [a-z]+ (?:were|was|had))")
"""`four in ten`: neither is a count."""
TOKEN = re.compile(r"\{([PNM])(\d+)\}")
TWENTY = 20
OPENING = re.compile(r"\b[Oo](?:f|ut of)\s+(?:the\s+|these\s+|our\s+|all\s+(?:the\s+)?|those\s+|a total of\s+)?$")
PREDICATE = re.compile(
    r"\s*(?:were|was|are|is|had|have|has|came|went|did|could|related|concerned|involved|led|resulted|remain(?:ed)?|took|got)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure, the share printed with it, the words of its item before and after it, and the mark that the item follows."""

    figure: Quantity
    share: Quantity | None
    before: str
    after: str
    mark: str
    of: Quantity | None = None
    """The figure just after it that it is told to be of: `seven of the ten`."""

    @property
    def label(self) -> str:
        return f"{self.before} {self.after}".strip()


@dataclass(frozen=True, slots=True)
class Listing:
    """Figures of one unit told side by side, and what stands before and after them in their sentence."""

    sentence: Sentence
    items: tuple[Mention, ...]
    whole: Mention | None
    """The figure just before the list, where the list is told to be of it."""
    total: Mention | None
    """The figure just after the list that it is told to come to."""
    lead: str

    @property
    def figures(self) -> list[Quantity]:
        return [item.figure for item in self.items]


def read_mentions(sentence: Sentence) -> tuple[Mention, ...]:
    """Every figure outside brackets that is a count, a sum of money or a percentage of its own, in order."""
    return _mentions(sentence.text, sentence)


@lru_cache(maxsize=100_000)
def _mentions(told: str, sentence: Sentence) -> tuple[Mention, ...]:
    text, figures = worded_template(sentence)
    text = without_changes(text)
    shares: dict[int, Quantity] = {}
    spans: list[tuple[int, int]] = []
    for match in COUNT_IN_BRACKET.finditer(text):
        shares[int(match[3])] = figures[int(match[1])]
        spans += [(match.start(), match.start(2) - 1), (match.end(3) + 1, match.end())]
    kept = [(match.start(2) - 1, match.end(3) + 1) for match in COUNT_IN_BRACKET.finditer(text)]
    for bracket in BRACKET.finditer(text):
        if any(bracket.start() < start < bracket.end() for start, _ in kept):
            continue
        spans.append(bracket.span())
        share = SHARE_IN_BRACKET.fullmatch(bracket[0])
        owner = [int(m[2]) for m in TOKEN.finditer(text, 0, bracket.start()) if m[1] != "P"]
        near = TOKEN.findall(text[max(0, bracket.start() - 60) : bracket.start()])
        if share and owner and near and near[-1][0] != "P":
            shares.setdefault(owner[-1], figures[int(share[1])])
    spans += [match.span() for match in ODDS.finditer(text) if figures[int(match[1])].value <= TWENTY]
    text = blank(text, sorted(spans))
    for match in list(SHARE_AFTER.finditer(text)):
        shares.setdefault(int(match[1]), figures[int(match["share"])])
        text = blank(text, [(match.start("link"), match.end("share") + 1)])
    return tuple(_read_items(text, figures, shares))


def _read_items(text: str, figures: Sequence[Quantity], shares: dict[int, Quantity]) -> Iterator[Mention]:
    cuts = [(0, 0, "")]
    for match in SEPARATOR.finditer(text):
        cuts.append((match.start(), match.end(), match["mark"].strip()))
    for match in TOKEN.finditer(text):
        following = TOKEN.search(text, match.end())
        opened = OPENING.search(text[: match.start()])
        if (
            opened
            and following
            and not PREDICATE.match(text, match.end())
            and not SEPARATOR.search(text, match.end(), following.start())
        ):
            cuts.append((following.start(), following.start(), ","))  # `Of the 40 calls 12 were`
    cuts.sort()
    name = ""
    for i, (_, start, mark) in enumerate(cuts):
        end = cuts[i + 1][0] if i + 1 < len(cuts) else len(text)
        segment = text[start:end]
        tokens = [m for m in TOKEN.finditer(segment) if not NAMED.search(segment[: m.start()])]
        if not tokens:
            name = segment.strip()
            continue
        chosen = _figure_of(segment, tokens)
        index = int(chosen[2])
        before, after = segment[: chosen.start()].strip(), segment[chosen.end() :].strip()
        if not before and not after.strip(" .;"):
            before = name  # `pathway 0, 22; pathway 1, 81`
        name = ""
        part_of = OF_FIGURE.match(after)
        yield Mention(
            figures[index], shares.get(index), before, after, mark, figures[int(part_of[1])] if part_of else None
        )


HEAD = re.compile(
    r"\b(?:there (?:were|are|have been)|a total of|in (?:all|total),?|received|employs?|employed|has|have|had|held|attended|recorded|dealt with|made|looked at|examined|reviewed|inspected)\s*$",
    re.IGNORECASE,
)
"""What stands before the figure that a list is of."""
JUDGED = re.compile(r"(?:judged|found|rated|graded|classed)$")
OF_FIGURE = re.compile(r"(?:[a-z]+\s)?(?:out )?of (?:(?:the|our|its|all|these)\s)*\{[NM](\d+)\}", re.IGNORECASE)
BARE = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\)?\s+)?(?:(?:of (?:which|whom|these|those|them)|with|including|the (?:other|remaining)|a further|another|some|there were|we had|that)\W*)*$",
    re.IGNORECASE,
)


def _figure_of(segment: str, tokens: Sequence[re.Match[str]]) -> re.Match[str]:
    """The figure of an item: money before counts, the first where the item opens with it, and else the last."""
    money = [m for m in tokens if m[1] == "M"]
    percent = [m for m in tokens if m[1] == "P"]
    pool = money or [m for m in tokens if m[1] == "N"] or percent
    return pool[0] if BARE.match(segment[: pool[0].start()]) else pool[-1]


OF_WHICH = re.compile(r"\bof (?:which|whom|these|those|them|the (?:remaining|other))\b", re.IGNORECASE)
OF_WHOLE = re.compile(
    r"\b(?:of|out of)(?:\s+(?:the|these|our|all|all the|those|a total of))?$|\bmade up of$|^For the$", re.IGNORECASE
)
TOTAL = re.compile(
    r"\b(?:making|giving|totalling|adding up to|coming to|a total of|together|combined|(?:giv|mak)ing a total of|which makes|in all|in total|altogether)$",
    re.IGNORECASE,
)
TOTALLED = re.compile(r"^(?:[a-z]+\s){0,2}?(?:in all|in total|altogether|all told)\b", re.IGNORECASE)
BAND = re.compile(
    r"\b(?:or|and) (?:more|over|above|fewer|less|under|below)\b|\b(?:less|more|fewer|longer) than\b|\blast quarter\b",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?:compar\w+|against \{|versus|previous\w*|last (?:year|month|time|quarter)|the year before|a year (?:ago|earlier|before)|target|on average|average of|an? (?:increase|rise|fall|decrease|reduction|drop|change)"
    r"|increased|decreased|rose|fell|grew|up (?:from|on|by)|down (?:from|on|by)|than|per|each|between(?!\W*$)|respectively|planned|budget|forecast|more|fewer|less|higher|lower|(?:from|to) \{|only \{|leaving|left(?! (?:early|school|home|the)\b)|remain(?:s|ed)|net|equivalent|or(?= (?:[a-z]+ )?\{))\b",
    re.IGNORECASE,
)
"""Words of an item that is something other than the next part of a list."""


@lru_cache(maxsize=5_000)
def read_listings(sentence: Sentence) -> tuple[Listing, ...]:
    """Every run of two or more figures of one unit told side by side."""
    mentions = read_mentions(sentence)
    found: list[Listing] = []
    start = 0
    while start < len(mentions):
        first, end = mentions[start], start + 1
        if not is_whole(first) and not is_compared(first):
            while end < len(mentions) and _goes_on(mentions[end], first):
                end += 1
        whole = mentions[start - 1] if start else None
        after = mentions[end] if end < len(mentions) and is_total(mentions[end]) else None
        headed = (
            not after
            and end - start > 2
            and bool(HEAD.search(first.before))
            and (mentions[start + 1].mark == "," or JUDGED.match(mentions[start + 1].before))
            and all(m.figure.value < first.figure.value for m in mentions[start + 1 : end])
        )
        if headed:  # `There were 399 responses, 216 on paper and 183 online`
            whole, start = first, start + 1
        if end - start >= 2:
            led = headed or (
                whole and (is_whole(whole) or OF_WHICH.search(first.before) or first.mark in (":", "–", "—", "-"))
            )
            items = mentions[start:end]
            found.append(
                Listing(sentence, items, whole if led else None, after, sentence.text[: items[0].figure.start])
            )
        start = end
    return tuple(found)


def is_whole(mention: Mention) -> bool:
    """Whether a figure is told to be what others are of: `of the 46`, but not `of these 46 were`."""
    return bool(OF_WHOLE.search(mention.before)) and not PREDICATE.match(mention.after)


def is_total(mention: Mention) -> bool:
    """Whether a figure is told to be what others come to."""
    return bool(TOTAL.search(mention.before) or TOTALLED.match(mention.after))


def is_compared(mention: Mention) -> bool:
    """Whether an item tells of a change or another period."""
    return bool(COMPARED.search(BAND.sub(" ", f"{mention.before} {{" + "} " + mention.after)))


def _goes_on(mention: Mention, first: Mention) -> bool:
    return (
        mention.figure.unit == first.figure.unit
        and mention.mark != ":"
        and not OF_WHICH.search(mention.before)
        and not is_whole(mention)
        and not is_total(mention)
        and not is_compared(mention)
    )
