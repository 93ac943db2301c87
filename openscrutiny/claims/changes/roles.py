"""What part in a change each figure of a clause has, by the words about it: `rose by`, `down from`, `12 fewer`.

The parts are AMOUNT (a count or a percentage), BEFORE, AFTER, LEVEL (a figure that may be either) and NONE. `CUES` is the grammar:
the first cue whose words stand before and after a figure gives its part. In what stands before, the figures already read stand as
their parts, `{A}`, `{B}`, `{L}` and `{-}` for none: so `{A} (` says that a bracket tells an amount again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from openscrutiny.claims.changes.words import ANY_VERB, COMPARATIVE, DIRECTION, EARLIER, NOUN
from openscrutiny.claims.reading.directions import BUDGET, CHANGES
from openscrutiny.claims.reading.quantities import MONTHS, Quantity

AMOUNT, BEFORE, LEVEL, AFTER, NONE = "A", "B", "L", "now", "-"


@dataclass(frozen=True)
class Spot:
    """A figure in its clause: its kind (`P`, `N`, `M`, `T`, `F`), what stands before and after it, and which parts are known."""

    quantity: Quantity
    kind: str
    left: str
    right: str
    last_kind: str
    has_before: bool
    has_after: bool
    has_amount: bool

    @property
    def gap(self) -> str:
        """What stands between the figure before and this one."""
        return self.left[self.left.rfind("}") + 1 :]

    @property
    def has_both(self) -> bool:
        return self.has_before and self.has_after and not self.has_amount

    @property
    def is_change(self) -> bool:
        """Whether `by 5%` is the size of a change, and not who did a thing: `chosen by 54%`."""
        if not re.search(r"\bby\s+(?:[a-z]+\s+){0,2}$", self.left):
            return True
        return bool(
            DIRECTION.search(self.left[-90:])
            or re.search(r"chang|differ|exceed|short|doubl|halv|\brais|\blift|\bcut", self.left[-90:])
        )

    @property
    def is_blocked(self) -> bool:
        """Whether `against 14` is a target or a budget, and nothing is said of money over or under it."""
        told = COMPARING.split(self.gap)[-1]
        near = told + self.right[:30]
        return bool(TARGET.search(told) or (SPENDING.search(near) and not BUDGET.search(self.left + self.right[:60])))

    @property
    def is_alike(self) -> bool:
        """Whether what is counted is told as that of the level before it is, and not as the number of bodies of an average."""
        said = re.search(r"\}\s*([a-z]+)?[^{}]*$", self.left)
        own = re.match(r"\s*([a-z]+)?", self.right)
        words = (said and said[1], own and own[1])
        return self.kind != "N" or words[0] == words[1] or bool(LEVEL_ENDS.match(self.right))


LEVEL_ENDS = re.compile(
    r"\s*(?:[.,;)]|$|(?:(?:in|for|per|of|on|at|expected|planned|forecast|recorded|reported|budgeted|last|previously)\b|(?:a|the|this)\s+(?:year|quarter|month|previous)\b))"
)


class Cue(NamedTuple):
    """A part; the words just before a figure that has it, and just after; the kinds of figure; what else must hold."""

    part: str
    left: re.Pattern[str]
    right: re.Pattern[str]
    kinds: str
    when: Callable[[Spot], bool]


def cue(
    part: str, left: str = "", right: str = "", kinds: str = "PNMTF", when: Callable[[Spot], bool] = lambda spot: True
) -> Cue:
    return Cue(part, re.compile(rf"(?:{left})$", re.IGNORECASE), re.compile(right, re.IGNORECASE), kinds, when)


FIGURE = r"\{[PNMTF]\d+\}"
WORDS = r"(?:(?!and\b|to\b(?!\s+(?-i:[A-Z\d])))[^\s{};]+(?<!,)\s+){0,9}?(?:[^\s{};]+,\s+(?:when|in which)\s+(?:there\s+(?:were|was)\s+)?)?\(?"
SMALL = (
    r"(?:a\s+further\s+|a\s+total\s+of\s+|an?\s+(?:extra\s+|additional\s+|average\s+of\s+)?|another\s+|some\s+|only\s+|just\s+|the\s+)?"
    r"(?:(?:less|more|fewer|greater)\s+than\s+|(?:just\s+)?(?:over|under)\s+|nearly\s+|almost\s+|around\s+|about\s+|approximately\s+)?"
)
SPAN = rf"\s+(?:\d{{1,2}}\s?(?:st|nd|rd|th)?\s+)?{MONTHS}\b[^{{}}]{{0,20}}\bto\b"
"""`from 1 April to 30 June there were 1,120`: dates, not a level."""
FEW = r"(?:an?\s+(?:[a-z]+\s+)?(?:peak|total|high|low|record|average|estimated)\s+(?:of\s+)?)?(?:(?:just|only|about|around|approximately|nearly|almost|over|under|above|below|more|less|fewer|than|an?|some|its|their|our|total|of|new|record|high|low|current|level|average|estimated|present|at|least|stand)\s+){0,4}"
OTHER_BODY = re.compile(
    r"\b(?:national\w*|average|similar|per|expected|planned|budget\w*|forecast|of (?:which|whom|these|those|them))\b",
    re.IGNORECASE,
)
COMPARING = re.compile(r"\b(?:from|against|with|to|versus|vs?|on)\b", re.IGNORECASE)
MOVED = re.compile(rf"\b(?:{ANY_VERB})\b", re.IGNORECASE)
TARGET = re.compile(
    r"\b(?:target|plan|limit|standard|ambition|threshold|benchmark|aim|goal|national(?:ly)?|msg|average(?! of)|baseline)\b",
    re.IGNORECASE,
)
SPENDING = re.compile(r"\b(?:budget|allocation|profile|establishment|forecast)\b", re.IGNORECASE)
SHARES = re.compile(r"\{[BL]\}[^{}()]{0,40}\([^()]*\{[-L]\}[^()]*\).*\{[BL]\}\s*\($")
"""`from 1,020 (24%) to 1,110 (`: shares of two totals, not a change."""
YEAR = r"(?:(?:(?:Q[1-4]|H[12]|FY)\s*)?20\d\d(?:[/–-]\d\d(?:\d\d)?)?|Q[1-4])"
OF_THESE = r"(?-i:of)\s+(?:which|whom|these|those)\b"

PAIR = (
    r"\{A\}(?:(?:\s+(?!(?:and|to|from|of|forecast|target|budget|plan|planned|expected|average)\b)[a-z'’\-]+){0,5}\s*,?\s*[(\[]\s*(?:n\s*=\s*|by\s+|or\s+|an?\s+(?:extra\s+|additional\s+)?)?[+\-−–]?"
    r"|(?:\s+[a-z]+){0,3}\s*,?\s*\bor\s+(?:by\s+)?|\s*[,;/]\s*(?:or\s+)?[+\-−–]?)"
)
"""An amount said again, in brackets or after `or`: `12% (30)`."""
PAIRED = re.compile(
    rf"{PAIR}$|\{{A\}}(?:\s+(?:[a-z]+|(?:19|20)\d\d[/–-]?\d*)){{0,5}}\s*\(\s*(?:an?\s+)?$", re.IGNORECASE
)

NOT_TO = re.compile(
    r"\b(?:compar\w+|due|accord\w+|relat\w+|up|response|access|equal|equat\w+|amount\w*|close|similar|respect|regard|addition|contribut\w+|expected|relating)\s+to\s+[^{}]*$",
    re.IGNORECASE,
)
CUES = (
    # two levels set against each other: `(14,210 v 12,690)`, `(1,204 to 831)`, `120 → 132`
    cue(BEFORE, r"\(\s*(?:from\s+)?", rf"\s*(?:[a-z]+\s+){{0,2}}(?:to|→|->)\s+{FIGURE}"),
    cue(BEFORE, r"(?:[(:]|^)\s*", rf"\s*(?:→|->|>)\s*{FIGURE}", "PNM"),
    cue(AFTER, r"\{B\}\s*(?:→|->|>)\s*"),
    cue(BEFORE, rf"\bbetween\s+{YEAR}\s*\(\s*"),
    cue(AFTER, rf"\bbetween\s+{YEAR}\s*\(\{{B\}}[^{{}}()]{{0,20}}\)\s+and\s+{YEAR}\s*\(\s*"),
    cue(LEVEL, r"\(\s*(?:from\s+)?", rf"\s*(?:[a-z]+\s+){{0,2}}(?:(?:,\s+)?(?:in\s+{YEAR}|[a-z]+\s+[a-z]+),?\s+)?(?:vs?\.?|versus|compared\s+(?:to|with)|against|(?:up |down )?from)\s+{FIGURE}"),
    # one level against another of the same time: `24%, below the national rate of 19%`
    cue(BEFORE, r"\{L\}(?:[^{};,()]|,(?=\d)){0,60},\s+(?:(?:which|this)\s+(?:is|was)\s+)?(?:[a-z]+ly\s+|well\s+|just\s+|far\s+)?(?:above|below|(?:higher|lower|more|fewer|less|greater)\s+than)\s+the\s+(?:(?:[^\s{},;()]+\s+){1,8}?(?:(?:of|at|is|was)\s+|\())?", when=lambda s: s.is_alike),
    cue(NONE, "", r"\s*(?:%\s*)?(?:target|standard|ambition|threshold|confidence (?:level|interval)|probability)\b"),
    # two levels told after an amount: `fell 8%, 1,210 MWh to 1,113 MWh`, `by 23.7%, 3,393 in 2026 compared with 2,743 in 2025`
    cue(BEFORE, r"\{A\},\s+", rf"\s*(?:[A-Za-z]+\s+){{0,2}}to\s+{FIGURE}", "NMT", lambda s: s.last_kind == "P"),
    cue(AFTER, r"\{A\},\s+", rf"\s*(?:[a-z]+\s+){{0,2}}(?:in|for|at|during)\s+{YEAR},?\s+(?:compared\s+(?:to|with)|against|(?:up |down )?from)\s+{FIGURE}", "NMT", lambda s: s.last_kind == "P"),
    # an amount told again, or with its sign
    cue(AMOUNT, PAIR, when=lambda s: s.kind != s.last_kind),
    cue(AMOUNT, r"\{[BL]\}\s*[(\[]\s*[+\-−–]?", r"\s*[)\],]", "P", lambda s: s.has_after and (s.has_before != s.has_amount) and not SHARES.search(s.left)),
    cue(AMOUNT, r"\{L\}\s*[(\[]\s*", r"\s*[)\]]", "P", lambda s: s.quantity.signed),
    cue(AMOUNT, "", rf"\s*\(\s*(?:from\s+)?{FIGURE}\s*(?:→|->|>|to|vs?\.?|against)\s*{FIGURE}", "P", lambda s: s.quantity.signed),
    cue(AMOUNT, r"\b(?:additional|extra|further)\s+", rf"[^{{}}]*\b(?:taking|bringing)\b[^{{}}]*\bfrom\s+{FIGURE}"),
    cue(AMOUNT, r"\{[BL]\}[^{}();]{0,40}[(,;]\s*[+\-−–]?", r"\s*(?:[)\],;.]|$|(?:on|since|from|against)\b)", "PNM", lambda s: s.quantity.signed and (s.has_both or (s.kind == "P" and (s.has_after or s.has_before or s.left.endswith("}, "))))),
    cue(NONE, r"\}\s*[(\[]\s*[+\-−–]?", r"\s*[)\],]", "P"),
    cue(NONE, r"[(\[]\s*[+\-−–]?", "", "NMT", lambda s: s.quantity.signed and not s.has_before and not s.has_after),
    cue(NONE, r"\bsince\b[^{},;]{0,40}\("),  # `the fewest since Q1 2013 (19)`
    cue(NONE, rf"\b{OF_THESE}[^{{}}]*", when=lambda s: not MOVED.search(s.gap)),
    cue(NONE, r"\([^()]*\{-\}\s*of\s+(?:the\s+|all\s+)?"),
    cue(NONE, "", rf"\s*{OF_THESE}"),
    cue(NONE, r"\{L\}\s+of\s+(?:the|all)\s+", when=lambda s: s.last_kind == "P" and s.kind == "N"),
    cue(NONE, r"\b(?:one|two|three|nine|\d+)\s+(?:in|out of)\s+"),
    # the size of a change: `rose by`, `a fall of`, `up`; `12 fewer`, `a 17% fall`
    cue(AMOUNT, rf"(?:\b(?:{CHANGES}|{ANY_VERB}|difference)(?:(?:\s+in\s+(?:[a-z]+\s+){{0,4}}?|\s+)(?:of|by))?|\bby|\}}[^{{}}]{{0,60}}[,;(–-]\s*or(?:\s+by)?|(?<!\bmake )(?<!\bmade )(?<!\bmakes )(?<!\bmaking )\b(?:up|down)(?:\s+by)?|[↑↓])\s+{SMALL}|[↑↓]\s*|\((?:up|down)\s+(?:by\s+)?", r"(?!\s*of\s+(?:the|all|those|these|which)\b)", when=lambda s: s.is_change and (not re.search(r"\bor\s+(?:by\s+)?[a-z ]*$", s.gap) or s.has_both)),
    cue(AMOUNT, r"(?<!from )(?<!than )(?<!with )(?<!against )", rf"\s*(?:(?:[a-z]+\s+)?\((?:{FIGURE}|[a-z ]+)\)\s*)?(?:(?:percentage\s+)?points?\s+)?(?:(?!(?:had|have|has|were|was|are|is|took|lived|waited|earned|said|felt|drove|spent|stayed|cost|paid|worked|scored|got|want\w*)\b)[a-z]+\s+)?(?:{COMPARATIVE})\b(?!\s+than\s+(?:half|one|doubl|\d)|\s+to\b|\s+from\b)", when=lambda s: not re.search(r"\b(?:from|to|than|with|against)\s+(?:[a-z]+\s+){0,2}$", s.gap)),
    cue(AMOUNT, "", rf"\s*(?:\({FIGURE}\)\s*)?(?:percentage\s+points?\s+)?(?:[a-z-]+\s+){{0,2}}?(?:{NOUN})\b(?!\s+(?:target|limit|plan))", when=lambda s: (s.kind in "PF" or bool(re.search(r"\ban?\s+$", s.gap))) and not re.search(r"[(\[]\s*[+\-−–]?$", s.gap)),
    cue(AMOUNT, rf"\bchanges?\s+of\s+{SMALL}|\b(?:{ANY_VERB})(?:\s+[a-z]+){{0,5}}\s*\(\s*", r"(?!\s*\))|\s*\)\s+(?:(?:up|down)\s+)?to\s+(?:[a-z]+\s+){0,2}\{", when=lambda s: not s.gap.endswith("(") or (s.kind == "P" and bool(re.match(r"\s*\)", s.right)))),
    cue(NONE, "", r"\s*times\b"),
    cue(NONE, r"\bfrom an? (?:establishment|workforce|complement|headcount)\b[^{}]*"),
    cue(LEVEL, r"\b(?:last year|(?:previous|prior) (?:year|quarter|month)|year (?:ago|earlier|before)|20\d\d)\s+"),  # a full stop lost
    cue(NONE, r"\b(?:rang(?:ed|es|ing)|var(?:ied|ies|ying))\s+(?:[a-z]+ly\s+)?from\s+(?:[a-z]+\s+){0,3}"),
    cue(NONE, "", r"\s*(?:[a-z]+\s+)?(?:national(?:ly)?|regional(?:ly)?|in England|across England|(?:for|in|of) similar)\b"),
    cue(NONE, r"\{A\}[^{}]*?(?:\b(?:is|was|after|net of|excluding|including|despite|offset by)\s+(?:after|net of|before)\b|\b(?:net of|excluding|offset by|despite)\b)[^{}]*"),
    # what it is compared with: `compared with`, `against`, `down from`; after an amount also `on`, `than`
    cue(BEFORE, rf"(?:\bcompar(?:ed|es|ing)?\s+(?:to|with)|\bas\s+opposed\s+to|\bagainst|\bversus|\bvs?\.?|\bin comparison (?:to|with)|\b(?:up|down)\s+(?:from|on)|\bfrom(?!{SPAN}))\s+{WORDS}", when=lambda s: not s.is_blocked),
    cue(BEFORE, rf"\{{A\}}[^{{}}]*?\b(?:on|than|over|when|above|below|short of|behind|ahead of)\s+{WORDS}"),
    cue(NONE, rf"(?:\bcompar(?:ed|es|ing)?\s+(?:to|with)|\bagainst|\bversus|\bvs?\.?|\bfrom(?!{SPAN}))\s+{WORDS}"),
    cue(NONE, r"(?:\btarget|\bplan(?:ned)?\b|\blimit\b).{0,18}"),
    cue(BEFORE, rf"\(\s*(?:(?:the\s+)?(?:figure|number|total|rate|level|share|proportion)\s+(?:for|in|of)\s+)?(?:in\s+)?(?:(?:\d\d?\s+)?(?:{MONTHS}\s+)?{YEAR}|{EARLIER}|previous(?:ly)?(?:\s+\w+)?)\s*(?:[:–-]|(?:was|were)\s)?\s*", when=lambda s: s.last_kind in ("", s.kind)),
    cue(BEFORE, r"[(\[]\s*", r"\s*(?:[a-z]+\s+)?(?:in|for|at)\s+[^(){}]{2,30}\)", "NMT"),
    cue(AFTER, rf"\{{[AB]\}}[^{{}}.;]{{0,60}}?(?<!compared )(?<!due )(?<!up )\bto\s+{FEW}", when=lambda s: not NOT_TO.search(s.gap) and bool(DIRECTION.search(s.left) or MOVED.search(s.left))),
    cue(BEFORE, rf"\b(?:is|was|are|were|been|remains|remained)\s+(?:[a-z]+\s+){{0,2}}(?:{COMPARATIVE})\s+than\s+(?:the|in|at|for|last|our|a)\s+{WORDS}", when=lambda s: not s.is_blocked and not OTHER_BODY.search(s.gap + s.right[:60])),
    cue(BEFORE, rf"(?:\bof\s+|\bat\s+|\(){FEW}\{{L\}}[),]?(?:\s+(?!(?:the|of|and|which)\b)[a-z]+){{0,4}}?\s+(?:is|was|are|were)\s+(?:[a-z]+\s+)?(?:(?:{COMPARATIVE})\s+than|above\s+(?:the|last)|below\s+(?:the|last))\s+{WORDS}", when=lambda s: not s.is_blocked),
    cue(BEFORE, rf"\{{L\}}[^{{}};()]{{0,60}},\s+(?:(?:and|but)\s+)?(?:[a-z]+ly\s+)?(?:{COMPARATIVE})\s+than\s+(?:the|in|at|for|last)\s+{WORDS}", when=lambda s: s.is_alike and not s.is_blocked and not OTHER_BODY.search(s.gap + s.right[:60])),
    cue(BEFORE, rf"\{{L\}}(?:\s+[a-z]+)?\)\s*(?:[a-z]+\s+){{0,2}}(?:(?:more|less)\s+likely\s+)?than\s+{WORDS}"),
    cue(AFTER, r"\{B\}\)?,\s+at\s+|\{B\}\)\s+at\s+"),
    cue(BEFORE, r"\bwhen\s+(?:it|there|they|the\s+[a-z]+)\s+(?:was|were|had been|stood at)\s+"),
    cue(BEFORE, r"\bsame\s+as\s+(?:in\s+)?(?:[^\s{}();]+\s+){0,7}\(?"),
    cue(BEFORE, "", r"\s*(?:(?!(?:and|compared|than|on|against|with|from|to|over|since)\b)[a-z]+\s+){0,3}?(?:in|for|during|recorded in|at)?\s*(?:the\s+)?(?:last (?:year|quarter|month)|(?:previous|prior|preceding) (?:year|quarter|month|period)|year before|a year (?:ago|earlier|before)|previously|same (?:period|quarter|month|time) (?:last|in|of))"),
    cue(AFTER, rf"\{{A\}}\)?\s+(?:{COMPARATIVE})\s*,?\s+at\s+"),
    cue(AFTER, rf"(?<!compared )(?<!compares )(?<!due )(?<!related )(?<!response )(?<!close )(?<!equal )(?<!up )\bto\s+{FEW}|\b(?:stand\w*|stood)\s+at\s+", when=lambda s: not NOT_TO.search(s.gap) and (s.has_before or bool(DIRECTION.search(s.left)))),
    cue(NONE, r"[(\[]\s*[+\-−–]?", r"(?!\s*\))", "P"),
    cue(LEVEL),
)  # fmt: skip
NEAR = 160
"""Characters before a figure that its cues are looked for in."""


def name_part(spot: Spot) -> str:
    """The part that the first cue gives a figure."""
    for told in CUES:
        if (
            spot.kind in told.kinds
            and told.right.match(spot.right)
            and told.left.search(spot.left[-NEAR:])
            and told.when(spot)
        ):
            return told.part
    return NONE
