"""The words of change: verbs and nouns of direction, periods that figures are compared with, and what is no change at all."""

import re

from openscrutiny.claims.reading.directions import DOWN, UP

MOVED_TO = r"(?=(?:\s+[^\s{}.;]+){0,4}?\s+(?:from|by|to)\b)"
"""What follows `cut` and `raised` where they say how a figure moved, and not that money was raised."""
UP_VERB = rf"(?:lift|rais)(?:e|ed|es|s|ing){MOVED_TO}|rose|risen|ris(?:e|es|ing)|increas(?:e|es|ed|ing)|grew|grown|grow(?:s|ing)?|climb(?:ed|s|ing)?|jump(?:ed|s)?|(?:went|gone|going|go|goes)\s+up|soared|surged|leapt|lengthen(?:ed|s)?|widen(?:ed|s)?"
DOWN_VERB = rf"fell|fallen|fall(?:s|ing)?|decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|dropp(?:ed|ing)|drops?|declin(?:e|es|ed|ing)|dipp?(?:ed|s)?|shr[aiu]nk|(?:went|gone|going|go|goes|came|come)\s+down|shorten(?:ed|s)?|slipped|slid|plunged|tumbled|plummeted|narrow(?:ed|s)?|lower(?:ed|s|ing)|cut(?:s|ting)?{MOVED_TO}"
UP_NOUN = r"increase|rise|growth|uplift|jump|surge|gain"
DOWN_NOUN = r"decrease|reduction|fall|drop|decline|dip"
NOUN = rf"{UP_NOUN}|{DOWN_NOUN}|improvement|overspend|underspend|surplus|deficit|shortfall"
ANY_VERB = rf"{UP_VERB}|{DOWN_VERB}|improv(?:ed|es|ing)|worsen(?:ed|s|ing)|deteriorat(?:ed|es|ing)|mov(?:ed|es|ing)|went|gone|goes|chang(?:ed|es|ing)|slow(?:ed|s)"
COMPARATIVE = r"higher|lower|more|fewer|less|above|below|greater|smaller|better|worse|quicker|slower|faster|longer|shorter|up|down|behind|ahead(?=\s+of\b)"

LONGER, SHORTER = r"slowed|slower|longer", r"quicken(?:ed|s)?|quicker|faster|shorter|sped up"
BETTER, WORSE = r"improv(?:ed|es|ing)|better", r"worsen(?:ed|s|ing)|deteriorat(?:ed|es|ing)|worse"
UNCHANGED = (
    r"(?<!hardly )(?<!broadly )(?<!largely )(?<!almost )(?<!nearly )(?<!virtually )(?<!relatively )(?<!roughly )(?:unchanged|no change|(?:did|has|have) not changed?)"
    r"(?=\s*(?:at|from|on|since|:|,\s+(?:at|with)|\()|\s+in\s[^{}.;,]{3,40}:)|the same as(?=[^{}.;]{0,40}\{)"
)
SAME = re.compile(UNCHANGED, re.IGNORECASE)
SAID_SAME = re.compile(r"unchanged|no change|the same as|\w+ not changed?", re.IGNORECASE)
DIRECTION = re.compile(
    rf"(?<!\w-)\b(?:(?P<same>{UNCHANGED})|(?P<better>improvement(?=\s+of\b)|{BETTER})|(?P<worse>{WORSE})|(?P<up>{UP}|upwards?\s+trend|soared|leapt|lengthen(?:ed|s)?|widen(?:ed|s)?|(?:lift|rais)(?:e|ed|es|s|ing){MOVED_TO}|more likely(?=\s+than\b)|larger|(?<=\}}\s)ahead(?=\s+of\b)|(?<=points\s)ahead(?=\s+of\b))|(?P<down>{DOWN}|downwards?\s+trend|slipped|slid|plunged|tumbled|plummeted|narrow(?:ed|s)?|shorten(?:ed|s)?|clos(?:ed|ing)(?=\s+from)|cut(?:s|ting)?{MOVED_TO}|less likely(?=\s+than\b)|smaller|(?<=\}}\s)behind|(?<=points\s)behind)|(?P<longer>{LONGER})|(?P<shorter>{SHORTER})"
    rf")(?!\w)|(?P<uparrow>↑)|(?P<downarrow>↓)",
    re.IGNORECASE,
)
HIGH_IS_GOOD = r"satisfaction|confidence|trust|attendance|compliance|completion|detection|positive outcome|pass|collection|recovery|answered|timeliness"
LOW_IS_GOOD = r"sickness|absence|absenteeism|times?|waits?|waiting|delays?|took|take|duration|turnaround|abandon\w*|backlog|vacanc\w*|turnover|arrears|debt|days lost|reoffending|deficit|shortfall|overspend"
TIMES = re.compile(r"\b(?:times?|waits?|waiting|delays?|duration)\b", re.IGNORECASE)
GOOD = re.compile(rf"\b(?:(?P<high>{HIGH_IS_GOOD})|(?P<low>{LOW_IS_GOOD}))\b", re.IGNORECASE)

COMPARATOR = re.compile(
    r"(?P<last_year>(?:same|corresponding|equivalent)\s+(?:quarter|period|month|time|point)(?:\s+(?:of|in|the))*\s+(?:last|previous|prior|\d)"
    r"|last year|previous year|prior year|year[\s-]on[\s-]year|a year (?:ago|earlier)|same (?:quarter|period|month))"
    r"|(?P<previous_quarter>(?:previous|last|prior|preceding)\s+(?:quarter|qtr)|quarter[\s-]on[\s-]quarter)"
    r"|(?P<previous_month>(?:previous|last|prior|preceding)\s+month|month[\s-]on[\s-]month)",
    re.IGNORECASE,
)
EARLIER = r"(?:a year (?:ago|earlier|before)|last year|(?:the\s+)?(?:previous|prior|preceding|last)\s+(?:year|quarter|month|period)|(?:the\s+)?(?:year|quarter|month)\s+before|(?:one|two|three|five|ten) years (?:ago|earlier|before)|in\s+20\d\d(?:/\d\d)?|(?:in\s+)?(?:the\s+)?same\s+(?:quarter|period|month|time|point)[^{}.;:(),]{0,25}|previously|before)"
"""What says that a figure is of an earlier time."""
NEGATED = re.compile(
    r"\b(?:had (?:it|they|this|that)|were (?:it|they) to|not|never|no longer|rather than|instead of|without|n't|if|should|would|could|neither|slow\w*|rate of|pace of)\s+(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
RATE_OF_CHANGE = re.compile(
    r"\b(?:eas|slow|moderat|weaken|accelerat|quicken)\w*\s+(?:of|in)\s+(?:the\s+)?(?:growth|increase|rise|fall|decline|reduction)|\b(?:rate|pace|speed) of (?:increase|decrease|growth|rise|fall|decline|reduction|change|improvement)\b"
    r"|\b(?:increase|decrease|rise|fall|decline|reduction|drop|growth|improvement)s?\b[^.;{}]{0,50}\b(?:was|is|were|are)\s+(?:much\s+)?(?:larger|smaller|greater|less|steeper|slower|faster|bigger|sharper|higher|lower)\b",
    re.IGNORECASE,
)
"""A change of a change: its figures are sizes of changes, not levels."""
FOLLOWS = re.compile(
    rf"^\W*(?:(?:While|Although)\s+)?(?:This|That|These|It|Which|The\s+(?:total|figure|number))\s+(?:is|was|were|are|represent(?:s|ed)?|equate[sd]?\s+to|compare[sd]?|mark(?:s|ed)?|reflect(?:s|ed)?|show(?:s|ed)?)\b|^\W*so\s+(?:that\s+)?there\s+(?:is|was|were|has been)\s+(?:an?\s+)?(?:[a-z]+\s+)?(?:{NOUN})\s+of\b|^\W*(?:An?\s+)?(?:[a-z]+\s+)?(?:increase|decrease|reduction|rise|fall|drop)\s+(?:of|from)\b|^\W*(?:Up|Down)\s+(?:by\s+)?(?=[\d{{])|^\W*(?:This|It|That)\s+(?:has\s+)?(?:increased|decreased|rose|risen|fell|fallen|grew|grown|dropped)\b",
    re.IGNORECASE,
)
"""How a sentence, or a clause, opens that goes on about the figure just told."""


def sign_of(word: re.Match[str], clause: str) -> int:
    """1 for a rise, -1 for a fall; 0 where `improved` is said of what may be better high or low, or `slowed` of no time."""
    if word["same"]:
        return 0
    if word["longer"] or word["shorter"]:
        timed = "{T" in clause or TIMES.search(clause)
        return 0 if not timed else 1 if word["longer"] else -1
    if word["better"] or word["worse"]:
        of = {match.lastgroup for match in GOOD.finditer(clause)}
        high = 0 if len(of) != 1 else 1 if "high" in of else -1
        return high if word["better"] else -high
    return 1 if word["up"] or word["uparrow"] else -1


def direction_beside(gap: str, right: str) -> re.Match[str] | None:
    """The word of direction beside an amount: before it in `rose by 5`, after it in `5 fewer`."""
    before = list(DIRECTION.finditer(gap[-60:]))
    after = DIRECTION.search(re.split(r"\{|,", re.sub(r"^\s*\(\{[PNMTF]\d+\}\)", "", right))[0])
    if before and (
        re.search(r"\b(?:of|by)\s+(?:[a-z]+\s+){0,3}$|[↑↓]\s*$", gap)
        or re.match(r"\s+(?:[a-z]+\s+){0,3}$|$", gap[-60:][before[-1].end() :])
    ):
        return before[-1]
    return after or (before[-1] if before else None)
