"""The words by which a figure is a mean, and by which those it is of are all there are."""

import re

from openscrutiny.claims.reading.number_words import NUMBER_WORDS
from openscrutiny.claims.reading.quantities import MONTHS
from openscrutiny.claims.reading.reading import stem

BODY = r"(?:force|service|county|council|trust|authority|workforce|company|network|borough|district|city|region)"
TOLD = re.compile(
    r"averag|\b(?:quarter|month|year)ly\b|for the (?:quarter|half|year)|\bmean\b|\boverall\b|\bacross\b|\bcombined\b|\brang(?:e|ed|ing)\b|\bwhole\b|wide\b|\ball\b|\btogether\b|\bboth\b",
    re.IGNORECASE,
)
"""A word that every such sentence has."""
CALLED = re.compile(
    rf"(?:\baverag(?:e|es|ed|ing)\b|\bmean\b|\b(?:overall|combined)\b|\b{BODY}[\s-]?wide\b|\b(?:quarter|month|year)ly (?:figure|rate|result|score)\b|\b(?:figure|rate|score|result|mean) for all\b|\bacross the {BODY}\b|\b(?:across|for|over|among|taking)\s+(?:all|both|the whole|the (?:{'|'.join(w for w in NUMBER_WORDS if w not in {'zero', 'one'})})))\b[^{{}};:()]{{0,60}}$",
    re.IGNORECASE,
)
"""Words before a figure by which it is a mean."""
CALLED_AFTER = re.compile(
    r"^\s*x*\s*(?:[a-z]+\s)?(?P<scope>over ?all|on average|in all|for everyone|for all|for (?:the whole|all) [a-z]+|for the (?:quarter|half[- ]year|year(?: to date)?)|across (?:all|the|both)\b[a-z ]{0,25})(?=\W*$|\s*[,;:.()])",
    re.IGNORECASE,
)
RANGE = re.compile(
    r"\b(?:rang(?:ed|es|ing|e)|var(?:ied|ies|ying|y)|spread|went|ran|between|(?:sites?|areas?|forces?|districts?|stations?|wards?|with [a-z ]{2,25}?)\s+(?:from|between))\b[^{};:()]{0,30}\{\w+\}[^{};:]{0,50}?\b(?:to|and)\b[^{};:]{0,25}\{\w+\}"
    r"|\b(?:low(?:est|s)?|minimum|smallest|least|shortest|quickest|fastest|youngest|cheapest)\b[^{};:]{0,25}\{\w+\}[^{};:]{0,30}?\b(?:high(?:est|s)?|maximum|largest|peak|greatest|most|longest|slowest|oldest|dearest)\b[^{};:]{0,25}\{\w+\}",
    re.IGNORECASE,
)
"""The least and the greatest of what there is, told as such."""
APPOSED = re.compile(
    rf"^[^{{}}.;]{{0,30}}?[,;(–—-]?\s*(?:\b(?:and|with|giving|making|or|so|which gives?)\s+)?(?:\b(?:an?|the|its|their)\s+)?(?:(?:{BODY}[\s-]?wide|overall|combined|monthly|quarterly|yearly)\s+)?(?:averag(?:e|ed|ing)|mean|overall|combined(?: figure| rate)?)(?:\s+(?:figure|rate|score))?(?:\s+(?:of|was|is|being))?\s+(?:x+\s)?$"
    r"|^[^{}.;]{0,25}?(?:,|\(|\bor|,\s*or|,\s*and|\band)\s*$",
    re.IGNORECASE,
)
"""What stands between the last of a list and the mean of it."""
LED = re.compile(
    r"^\s*x*[^{}.;:()]{0,30}?(?:[:(]|\s[-–—]|,\s*(?:made up of|with))\s*(?:[^{}.;:()]{0,40})$", re.IGNORECASE
)
"""What stands between a mean and the first of a list of all that it is of."""
OTHER = re.compile(
    r"\b(?:compar\w+|target|previous\w*|last|earlier|national\w*|similar|peers?|than|against|versus|increas\w*|decreas\w*|ris(?:e|en|ing)|rose|fell|fall(?:en)?|cut|excluding|including|included"
    r"|others?|another|forecast|expected|plan(?:ned)?|budget|now|before|after|median|typical(?:ly)?|usual(?:ly)?|PCSOs?|volunteers?|per\s+1|some|only one|one\s+[a-z]+\s+at|but|while|whereas|although|confidence|such as|best|worst|busiest|quietest|ceiling|up|down)\b",
    re.IGNORECASE,
)
"""Words by which a figure is of another time, place or thing."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
WHOLLY = re.compile(
    rf"\b(?:whole|entire|both|everyone|combined|over ?all|on average|in all|for all|(?:all|the|full|total) (?:{BODY}|staff|employees|establishment|organisation|population|adults|people|respondents|residents|schools|calls|cases))\b|[\s-]wide\b",
    re.IGNORECASE,
)
ANOTHER_TIME = re.compile(
    rf"\b(?:in|over|for|across|since|during|at|by)\s+(?:the\s+|that\s+|this\s+)?(?:[a-z]+\s+){{0,2}}?(?:year|quarter|month|decade|half|week|century|{MONTHS})\b",
    re.IGNORECASE,
)
PERIOD_LABEL = re.compile(
    rf"\b(?:{MONTHS}|(?:Q|quarter )[1-4]|(?:first|second|third|fourth|last) quarter|first|second|third|fourth)\b",
    re.IGNORECASE,
)
OF_PERIODS = re.compile(
    r"\b(?:quarter|half|year|period|month|(?:three|six|nine|twelve) months)(?:['’]?s|ly)?\b|\byear to date\b",
    re.IGNORECASE,
)
A_THING = re.compile(r"^\s*(?:a|an|per|for each|each|every)\s+[a-z]", re.IGNORECASE)
"""What follows a mean that is a total divided by a number of things."""
BASE = re.compile(r"(?:\bof|\bn ?=|\bbase|\()\s*$", re.IGNORECASE)
"""What stands before the number that a share is of."""
COUNTED = re.compile(
    rf"\b(?:the|all|our|its|over|across|in)\s+(?:the\s+)?(?P<word>{'|'.join(NUMBER_WORDS)})\s+[a-z]+", re.IGNORECASE
)
BY = re.compile(
    r"\bby (?:area|district|division|age|age group|group|site|station|ward|locality|command|directorate|borough|tenure|rank)\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"\belsewhere\b", re.IGNORECASE)
COMPASS = re.compile(r"\b(?:north|south|east|west|centre|central|city|coast)\b", re.IGNORECASE)
HALVES = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{two})\b", re.IGNORECASE))
    for one, two in (
        (r"men|males?|boys", r"women|females?|girls"), (r"(?:police )?officers", r"(?:police )?staff|civilians?"),
        (r"rural(?: areas)?", r"urban(?: areas)?"), (r"(?:by |the )?day(?:time)?", r"(?:at |by |the )?night(?:[\s-]?time)?"),
        (r"weekdays?", r"weekends?"), (r"full[\s-]time", r"part[\s-]time"), (r"adults?", r"children|young people"),
        (r"emergency|emergencies", r"non-emergency|non-emergencies|routine"), (r"primary(?: schools?)?", r"secondary(?: schools?)?"),
        (r"whole[\s-]?time", r"on[\s-]call|retained"), (r"tenants", r"leaseholders|home\s?owners"),
    )
)  # fmt: skip
"""Two groups that are all there is."""
NOUN = re.compile(
    r"^[\s-]*(days?|minutes?|seconds?|hours?|weeks?|months?|mph|FTE|points?|working|years?)\b", re.IGNORECASE
)
APART = re.compile(r"[,;(]|\.\s")
PLAIN = frozenset(
    stem(word)
    for word in re.findall(
        r"[a-z]+",
        "average mean averaged averaging score scored result whole entire workforce force service area areas combined together both stood two three four five six across "
        "employees staff everyone districts stations sites groups teams wide borough county city council trust authority organisation region overall giving ranging ranged range figure rate result quarter half year month date quarterly monthly yearly",
    )
)
"""Words of a mean that say nothing of what is measured."""
