"""Sentences of change read by their grammar: a verb or noun of change with the old value, the new, the amount and the percentage.

A frame says where the parts of one statement stand: `fell from OLD to NEW, or AMOUNT`; `rose by AMOUNT to NEW, a rise of PERCENT`;
`NEW against OLD a year ago; a reduction of AMOUNT`. What a frame fills is judged as every change is.
"""

import re
from collections.abc import Iterator

from openscrutiny.claims.changes.changes import Change, order_by_years
from openscrutiny.claims.reading.direction_ties import NEUTRAL
from openscrutiny.claims.reading.move_mentions import Mentions, read_mentions
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity

UP_VERB = r"rose|risen|ris(?:e|es|ing)|increas(?:e|es|ed|ing)|grew|grown|grow(?:s|ing)?|climb(?:ed|s|ing)?|jump(?:ed|s)?|(?:went|gone|going|go|goes)\s+up|soared|surged|leapt|lengthen(?:ed|s)?|widen(?:ed|s)?"
DOWN_VERB = r"fell|fallen|fall(?:s|ing)?|decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|dropp(?:ed|ing)|drops?|declin(?:e|es|ed|ing)|dipp?(?:ed|s)?|shr[aiu]nk|(?:went|gone|going|go|goes|came|come)\s+down|shorten(?:ed|s)?|slipped|slid|plunged|tumbled|plummeted|narrow(?:ed|s)?|lowered"
UP_NOUN = r"increase|rise|growth|uplift|jump"
DOWN_NOUN = r"decrease|reduction|fall|drop|decline|dip"
LONGER, SHORTER = r"slower|slowed|longer", r"quicker|quickened|faster|shorter"
"""Said of times only."""
VERB = rf"\b(?:(?P<up>{UP_VERB}|{LONGER})|(?P<down>{DOWN_VERB}|{SHORTER})|(?P<better>improv(?:ed|es|ing))|(?P<worse>worsen(?:ed|s|ing)|deteriorat(?:ed|es|ing)))\b"
LEVEL = r"\{[NPMT]\d+\}"
AMOUNT = r"\{[NPMTF]\d+\}"
GAP = r"[^{}.;:()]"
LY = r"(?:\s+(?:slightly|sharply|again|further|steadily|markedly|overall|back|only|just|[a-z]+ly))?"
FEW = r"(?:(?!and\b|or\b|to\b|from\b)[a-z’'£-]+\s+){0,4}"
NOUN = rf"(?:an?\s+)?(?:(?:further|net|overall|small|slight|sharp|big|large|real|annual|year[\s-]on[\s-]year)\s+)?(?:(?P<upnoun>{UP_NOUN})|(?P<downnoun>{DOWN_NOUN})|change|difference|movement|improvement)\s+(?:of|by)\s+"
TAIL = rf"(?:{GAP}{{0,40}}?(?:\s*[,;(:–—-]\s*|\s+)(?:(?:or|i\.e\.|that is|which is|which was|this is|this was|equivalent to|representing|and is)\s+)?(?:by\s+|{NOUN}|(?<=or )|(?<=\())(?:by\s+)?(?:of\s+)?(?P<amount>{AMOUNT})(?:\s*\(\s*(?P<bracket>{AMOUNT})\s*\)|\s+or\s+(?P<bracket2>{AMOUNT}))?(?P<end>[^{{}}.;:]{{0,25}}))?"
FROM_TO = re.compile(
    rf"{VERB}{LY}(?:\s+by\s+(?:an\s+average\s+of\s+)?(?P<by>\{{T\d+\}}))?(?P<gap>(?:\s+(?:in|over|during|at|for|on|of|across|since)\s+{GAP}{{1,50}}?)?),?\s+from\s+{FEW}(?P<before>{LEVEL})(?P<mid>{GAP}{{0,60}}?)\s+to\s+{FEW}(?P<after>{LEVEL}){TAIL}",
    re.IGNORECASE,
)
BY_TO = re.compile(
    rf"{VERB}{LY}(?P<gap>(?:\s+(?:in|over|during|at|for|on|since)\s+{GAP}{{1,50}}?)?)\s+by\s+(?P<by>{AMOUNT})(?:\s*\(\s*(?P<share>{AMOUNT})\s*\))?(?P<mid>{GAP}{{0,30}}?)\s+to\s+{FEW}(?P<after>{LEVEL}){TAIL}",
    re.IGNORECASE,
)
EARLIER = r"(?:a year (?:ago|earlier|before)|last year|(?:the\s+)?(?:previous|prior|preceding)\s+(?:year|quarter|month)|(?:the\s+)?(?:year|quarter|month)\s+before|(?:one|two|three|five|ten) years (?:ago|earlier|before)|in\s+20\d\d(?:/\d\d)?|(?:in\s+)?(?:the\s+)?same\s+(?:quarter|period|month)[^{}.;:(),]{0,25}|previously|before)"
AGAINST = re.compile(
    rf"(?P<after>{LEVEL})(?P<mid>{GAP}{{0,60}}?),?\s+(?:(?:as\s+)?against|(?:as\s+)?compared\s+(?:with|to)|having\s+been|it\s+(?:was|had\s+been)|(?P<updown>up|down)\s+from)\s+{FEW}(?P<before>{LEVEL})\s+(?P<when>[^{{}}.;:()]{{0,30}}?{EARLIER})\s*[,;:–—(-]\s*(?:(?:that|this|which)\s+(?:is|was)\s+|or\s+|giving\s+|so\s+)?{NOUN}(?P<amount>{AMOUNT})(?:\s*\(\s*(?P<bracket>{AMOUNT})\s*\)|\s+or\s+(?P<bracket2>{AMOUNT}))?(?P<end>[^{{}}.;:]{{0,25}})",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    rf"(?P<after>{LEVEL})(?P<mid>\s*)\((?P<when>\s*(?:in\s+)?(?:20\d\d(?:[/–-]\d\d)?|Q[1-4]|{EARLIER})[^{{}}()]{{0,15}}?)(?P<before>{LEVEL})\s*\)\s*[,;:–—-]\s*(?:(?P<up>up|higher)|(?P<down>down|lower)|{NOUN.removesuffix('(?:of|by)' + chr(92) + 's+')}(?:of|by))\s+(?:by\s+)?(?P<amount>{AMOUNT})(?P<end>[^{{}}.;:]{{0,25}})",
    re.IGNORECASE,
)
COMPARED = re.compile(
    rf"(?P<after>{LEVEL})(?P<mid>{GAP}{{0,40}}?),\s+(?:which\s+(?:is|was)\s+|some\s+)?(?P<amount>{AMOUNT})\s+(?:(?P<up>more|higher|longer|greater)|(?P<down>fewer|less|lower|shorter|quicker))\s+than\s+(?:the\s+)?{FEW}(?P<before>{LEVEL})(?P<end>{GAP}{{0,25}})",
    re.IGNORECASE,
)
DOWN_FROM = re.compile(
    rf"(?P<after>\{{T\d+\}})(?P<mid>{GAP}{{0,40}}?),?\s+(?:which\s+is\s+)?(?:(?P<up>up|longer|slower)|(?P<down>down|shorter|quicker|faster))\s+(?:from|than|on)\s+(?:the\s+)?(?P<before>\{{T\d+\}})",
    re.IGNORECASE,
)
"""Lengths of time; levels of other units are read by their clauses."""
LOW_IS_GOOD = re.compile(
    r"\b(?:times?|waits?|waiting|delays?|took|take|days lost|sickness|absence|duration|turnaround)\b", re.IGNORECASE
)
FRAMES = (FROM_TO, BY_TO, AGAINST, BRACKETED, COMPARED, DOWN_FROM)
NOT_A_MOVE = re.compile(
    r"\b(?:hours|opening|aged?|ages|between|rang\w+|scale|shifts?|target|route|band|grade|limit|average|budget|plan(?:ned)?|if|would|could|should|whether|not|never|unless|rather|instead|per|other|either)\b",
    re.IGNORECASE,
)
TURNS = re.compile(rf"\b(?:but|while|whilst|though|although|and|then|before|{UP_VERB}|{DOWN_VERB})\b", re.IGNORECASE)
OTHER_CLAUSE = re.compile(
    rf",\s|\b(?:but|while|whilst|though|although|whereas|then|before|after|followed|which|who|that|so|as|with|{UP_VERB}|{DOWN_VERB})\b",
    re.IGNORECASE,
)
"""What between a verb and its `from` opens another statement."""
OTHER_BASE = re.compile(
    r"^\s*(?:since\b|(?:on|against|than|below|above|from|over|under)\s+(?:the\s+|our\s+|its\s+)?(?:[a-z-]+\s+){0,2}(?:target|budget|plan|forecast|average|baseline|peak)\b)",
    re.IGNORECASE,
)
"""What an amount after two levels is measured from, where it is neither of them."""
NEGATED = re.compile(
    r"\b(?:had (?:it|they|this|that)|were (?:it|they) to|not|never|no longer|rather than|instead of|without|n't|if|should|would|could|neither|slow\w*|rate of|pace of)\s+(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
OTHER_END = re.compile(
    r"^\s*(?:of (?:which|whom|the|all|these|those)|per\b|times|to\b|from\b|a (?:year|month|week|day)\b|each\b|(?:percentage\s+)?points?\s+(?:above|below))",
    re.IGNORECASE,
)


def find_moves(sentence: Sentence) -> Iterator[Change]:
    """The changes that a sentence states in one of the frames."""
    mentions = read_mentions(sentence.text)
    if len(mentions.figures) < 2:
        return
    taken: list[tuple[int, int]] = []
    for frame in FRAMES:
        for match in frame.finditer(mentions.text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if change := _fill(sentence, mentions, match):
                taken.append(match.span())
                yield change


def _fill(sentence: Sentence, mentions: Mentions, match: re.Match[str]) -> Change | None:
    groups = match.groupdict()

    def figure(name: str) -> Quantity | None:
        token = groups.get(name)
        return mentions.figures[int(token[2:-1])] if token else None

    words = " ".join(groups.get(name) or "" for name in ("gap", "mid", "when"))
    gap = groups.get("gap") or ""
    if OTHER_CLAUSE.search(gap) or NEUTRAL.search(gap) or OTHER_BASE.match(groups.get("end") or ""):
        return None
    if NOT_A_MOVE.search(words) or TURNS.search(groups["mid"]) or NEGATED.search(mentions.text[: match.start()]):
        return None
    before, after, by, share = (figure(name) for name in ("before", "after", "by", "share"))
    tail = (
        [] if OTHER_END.match(groups.get("end") or "") else [figure("amount"), figure("bracket") or figure("bracket2")]
    )
    if (
        not after
        or (before and not _alike(before, after, match))
        or (by and by.unit == "%" and after.unit != "%" and not any(tail))
    ):
        return None
    percent, count = None, None
    for amount in (by, share, *tail):
        if amount is None:
            continue
        if amount.unit == "%":
            percent = percent or amount
        elif amount.unit == after.unit:
            count = count or amount
    up = groups.get("up") or groups.get("upnoun") or (groups.get("updown") or "").lower() == "up"
    down = groups.get("down") or groups.get("downnoun") or (groups.get("updown") or "").lower() == "down"
    timed = (groups.get("before") or "").startswith("{T")
    if not timed and re.fullmatch(f"{LONGER}|{SHORTER}", groups.get("up") or groups.get("down") or "", re.IGNORECASE):
        return None
    if groups.get("better") or groups.get("worse"):  # of times, where less is better; moves.py tells of other measures
        if not timed or not LOW_IS_GOOD.search(mentions.text[: match.start()]):
            return None
        up, down = groups["worse"], groups["better"]
    nouns = groups.get("upnoun"), groups.get("downnoun")
    if up and down:  # `fell from 5 to 3, an increase of 2`: the noun is judged
        up, down = nouns
    word = next(
        (groups[name] for name in ("upnoun", "downnoun", "up", "down", "better", "worse") if groups.get(name)), ""
    )
    whole = [q for q in (before, after, by, share, percent, count) if q]
    start = mentions.place(
        match.start("up") if groups.get("up") else match.start("down") if groups.get("down") else match.start()
    )
    start = min(start, min(q.start for q in whole))
    end = max(q.end for q in whole)
    return order_by_years(
        Change(sentence, (start, end), 1 if up else -1 if down else 0, word, percent, count, before, after, "")
    )


def _alike(before: Quantity, after: Quantity, match: re.Match[str]) -> bool:
    """Whether two levels are of one unit: `from 61 weeks to 68` is; two lengths of time in different units are not."""
    if before.unit != after.unit or min(before.value, after.value) < 0:
        return False
    units = [re.sub(r"^[\d.,\s]+|s\b", "", q.text) for q in (before, after)]
    timed = [name[1] == "T" for name in (match["before"], match["after"])]
    if any(timed) and all(units) and units[0] != units[1]:
        return False
    return timed[0] or not timed[1] or units[0] == ""
