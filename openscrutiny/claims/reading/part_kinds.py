"""What kind of parts a list names: whether they can overlap, and whether they are all there are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from openscrutiny.claims.reading.quantities import MONTHS

SEVERAL = re.compile(r"more than one|multiple|all that appl|could choose|overlap", re.IGNORECASE)

FAMILIES: tuple[tuple[tuple[str, ...], tuple[frozenset[int], ...]], ...] = tuple(
    (members, tuple(frozenset(whole) for whole in wholes))
    for members, wholes in (
        ((r"wom[ae]n|females?|girls?", r"(?<!wo)m[ae]n|(?<!fe)males?|boys?"), ((0, 1),)),
        ((r"red", r"amber", r"green"), ((0, 1, 2),)),
        ((r"killed|died|deaths?|fatal\w*", r"serious\w*", r"slight\w*|minor"), ((0, 1, 2),)),
        ((r"(?<!not )(?<!partly )(?<!partially )upheld", r"not upheld|dismissed", r"part(?:ly|ially) upheld|upheld in part", r"withdrawn|discontinued|no finding|(?:still )?(?:open|ongoing)"), ((0, 1, 2),)),
        ((r"approved|granted|allowed|accepted|(?<!un)successful", r"refused|rejected|declined|dismissed|unsuccessful", r"withdrawn|deferred|pending|undecided|not yet"), ()),
        ((r"(?<!in)complete(?!ly)\w*|implemented|closed|done|delivered|finished|met", r"in progress|on track|under ?way|ongoing|partly\b", r"overdue|not (?:yet )?started|outstanding|delayed|late|missed"), ((0, 1, 2),)),
        ((r"very satisfied", r"(?:fairly |quite )?satisfied", r"neither", r"(?:fairly |quite )?dissatisfied", r"very dissatisfied"), ((0, 1, 2, 3, 4),)),
        ((r"strongly agree\w*", r"(?:tend to |slightly )?agree\w*", r"neither|don['’]?t know|unsure", r"(?:tend to |slightly )?disagree\w*", r"strongly disagree\w*"), ((0, 1, 2, 3, 4),)),
        ((r"(?<!not )very (?:safe|confident|good|likely)", r"(?:fairly |quite )(?:safe|confident|good|likely)", r"not very \w+|(?:fairly |a bit )(?:unsafe|poor|unlikely)", r"not at all \w+|very (?:unsafe|poor|unlikely)"), ((0, 1, 2, 3),)),
        ((r"very (?:well|easy|easily|fair|fairly|clear|useful)", r"(?:fairly|quite|somewhat) (?:well|easy|easily|fair|clear|useful)", r"(?<!very )(?:badly|poorly|difficult)|not very \w+", r"very (?:badly|poorly|difficult)|not at all \w+"), ((0, 1, 2, 3),)),
        ((r"increas\w*|higher", r"no change|the same|unchanged", r"decreas\w*|lower|less"), ((0, 1, 2),)),
        ((r"all", r"some|most", r"none"), ((0, 1, 2),)),
        ((r"never|none|not at all", r"(?<!than )once", r"(?:more than|at least) once|twice or more|several times|more often"), ((0, 1, 2),)),
        ((r"more", r"(?:about )?as many|(?:about )?as much|the same|no (?:change|difference)", r"fewer|less"), ((0, 1, 2),)),
        ((r"open", r"closed"), ((0, 1),)),
        ((r"(?:on |in )?paper|by post|postal|hard cop(?:y|ies)", r"on-?line|by e-?mail|electronic\w*"), ()),
        ((r"in person|face to face", r"by (?:tele)?phone|telephone", r"on-?line|by video|virtual\w*", r"in writing|by (?:letter|e-?mail|post)"), ()),
        ((r"passed|pass", r"failed|fail"), ((0, 1),)),
        ((r"(?<!not )attended|present", r"(?:did|have|had) not attend(?:ed)?|absent|missed"), ((0, 1),)),
        ((r"new", r"existing|repeat|returning"), ((0, 1),)),
        ((r"internal", r"external"), ((0, 1),)),
        ((r"north\w*", r"south\w*", r"east\w*", r"west\w*", r"central|centre"), ()),
        ((r"primary", r"secondary", r"special"), ()),
        ((r"recurr(?:ent|ing)", r"(?:non|not)[ -]recurr(?:ent|ing)|one-off"), ((0, 1),)),
        ((r"yes", r"no", r"unsure|not sure|don['’]?t know|did not know|undecided|no view|no opinion|neither|not answer\w*"), ((0, 1, 2),)),
        ((r"support\w*|agree\w*|in favour|for|think|thought|believe\w*", r"oppos\w*|disagree\w*|against", r"neither|neutral|unsure|not sure|abst\w+|undecided|no view|did not (?:know|say|answer)"), ((0, 1, 2),)),
        ((r"improved|improving|better|rising", r"worse\w*|deteriorated|falling", r"unchanged|the same|no change|(?:did|have|had|has) not changed?|stable|steady"), ((0, 1, 2),)),
        ((r"full[- ]time", r"part[- ]time"), ((0, 1),)),
        ((r"urban", r"rural"), ((0, 1),)),
        ((r"capital", r"revenue"), ((0, 1),)),
        ((r"permanent", r"temporary|fixed[- ]term", r"agency|casual|bank"), ((0, 1, 2),)),
        ((r"weekdays?", r"weekends?"), ((0, 1),)),
        ((r"adults?", r"children|young people|juveniles?"), ((0, 1),)),
        ((r"outstanding", r"good", r"adequate|requires? improvement|required improvement", r"inadequate|poor"), ((1, 2, 3),)),
        ((r"good|strong", r"adequate|satisfactory|fair", r"weak|poor"), ((0, 1, 2),)),
        ((r"high", r"medium|moderate", r"low"), ((0, 1, 2),)),
        ((r"entry level|level 0", r"level 1", r"level 2", r"level 3", r"level [4-9]"), ()),
        ((r"pathway 0", r"pathway 1", r"pathway 2", r"pathway 3"), ((0, 1, 2, 3),)),
        ((r"micro", r"small", r"medium", r"large"), ((0, 1, 2, 3),)),
        ((r"(?:Q|quarter )1|first(?: quarter)?|April to June", r"(?:Q|quarter )2|second(?: quarter)?|July to September", r"(?:Q|quarter )3|third(?: quarter)?|October to December", r"(?:Q|quarter )4|fourth(?: quarter)?|last quarter|January to March"), ((0, 1, 2, 3),)),
        ((r"detached", r"semi-detached", r"terraced?", r"flats?"), ()),
        ((r"social|council", r"owner[- ]occup\w+|owned", r"private(?:ly)? rent\w*"), ()),
    )
)  # fmt: skip
"""Kinds of parts of which a thing is one only; after each, the sets of them that leave nothing out."""
MONTH = re.compile(rf"\b(?:in|for|during)\s+(?P<month>{MONTHS})\b|^(?P<first>{MONTHS})\b")
LOW = re.compile(r"\b(?:under|less than|below|up to|within|fewer than|aged under)\s+(?:\{|[\d£]|an? |one |two |three |four |five |six )", re.IGNORECASE)  # fmt: skip
HIGH = re.compile(r"\b(?:over|more than|above|beyond|longer than)\s+(?:\{|[\d£]|an? |one |two |three |four |five |six |twelve )|\b(?:or|and) (?:more|over|above|older|longer|higher)\b", re.IGNORECASE)  # fmt: skip
BETWEEN = re.compile(
    r"(?:\}|\d)\s?(?:to|-|–)\s?(?:under )?(?:\{|\d)|\bbetween\s+(?:\{|[\d£])|\bin between\b", re.IGNORECASE
)
UNKNOWN = re.compile(
    r"\b(?:not (?:known|recorded|stated|given|answered?|disclosed)|prefer\w* not to (?:say|answer)|non-binary|undisclosed|(?:don['’]?t|do not|did not) know|unknown|unrecorded|no answer|could not (?:say|be (?:determined|established|said)))\b",
    re.IGNORECASE,
)
REST = re.compile(r"\b(?:the (?:other|others|rest|remainder|remaining)|remaining)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """Parts of which a thing is one only; `complete` where the parts are all there are."""

    complete: bool


def kind_of(labels: Sequence[str]) -> Kind | None:
    """The kind of parts that labels name, one each, or None where they are of no known kind."""
    telling = [label for label in labels if not UNKNOWN.search(label) and not REST.search(label)]
    if len(telling) < 2:
        return None
    rest = any(REST.search(label) for label in labels)
    for members, wholes in FAMILIES:
        chosen = [_member(label, members) for label in telling]
        if None not in chosen and len(set(chosen)) == len(chosen):
            return Kind(rest or any(whole <= set(chosen) for whole in wholes))
    if all(LOW.search(label) or HIGH.search(label) or BETWEEN.search(label) for label in telling):
        if any(sum(bool(p.search(label)) and not BETWEEN.search(label) for label in telling) > 1 for p in (LOW, HIGH)):
            return None  # `640 within a minute, 980 within five`
        ends = [bool(pattern.search(label)) for pattern in (LOW, HIGH) for label in telling]
        return Kind(any(ends[: len(telling)]) and any(ends[len(telling) :]))
    months = [m["month"] or m["first"] for label in telling if (m := MONTH.search(label))]
    if len(months) == len(telling) and len(set(months)) == len(months):
        return Kind(rest)
    if negated(telling):
        return Kind(True)
    return None


def _member(label: str, members: Sequence[str]) -> int | None:
    """The one member of a family that a label names: the longest name where one holds another."""
    found = [
        (len(m[0]), n)
        for n, member in enumerate(members)
        if (m := re.search(rf"\b(?:{member})\b", label, re.IGNORECASE))
    ]
    return max(found)[1] if found and len({n for _, n in found}) <= 2 else None


def negated(labels: Sequence[str]) -> bool:
    """Whether of two labels one is the other with `not`, `non-` or `un-` before a word."""
    if len(labels) != 2:
        return False
    for one, two in (labels, labels[::-1]):
        for match in re.finditer(r"\b(?:not\s+|non-|un|in)([a-z]{4,})", two.lower()):
            if re.search(rf"(?<!not )(?<!non-)\b{match[1]}\b", one.lower()):
                return True
    return False


DONT_KNOW = r"\b(?:(?:did not|don['’]?t|didn['’]?t|do not) know|unsure|not sure|undecided|no (?:opinion|view|preference)|neither|uncertain)\b"
OPPOSITE = (
    (
        r"\b(?:increas\w*|higher|more)\b",
        r"\b(?:no change|same|unchanged|not changed)\b",
        r"\b(?:decreas\w*|lower|less)\b",
    ),
    (r"\b(?:better|improv\w*)\b", r"\b(?:no change|same|unchanged)\b", r"\b(?:worse\w*)\b"),
    (r"(?<!neither )\bagree", r"\bneither\b", r"(?<!nor )\bdisagree"),
    (r"(?<!neither )\bsatisfied", r"\bneither\b", r"(?<!nor )\bdissatisfied"),
    (r"\b(?:think|thinks|thought|believe|said|felt|feel)\b", r"\bneither\b", r"(?<!nor )\bdisagree"),
    (r"\b(?:support\w*|in favour|agreed?)\b(?!.*\bnot?\b)", r"\b(?:oppos\w*|against|disagreed?)\b", DONT_KNOW),
    (r"\b(?:yes|agreed)\b", r"\b(?:no|disagreed)\b(?!\s+(?:change|opinion|view|preference))", DONT_KNOW),
    (
        r"\b(?:female|women)\b",
        r"\b(?:male|men)\b",
        r"\b(?:prefer\w*|non-binary|other|another|not stated|undisclosed|unknown)\b",
    ),
)
"""Answers that exclude each other, three to a question: up, the same, down."""
