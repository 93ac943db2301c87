"""The loose-digit stop: finds every number in prose that is not a date, a period or a name.

What is bound to a figure or carries its source has been taken out before (see `prose`). Everything left that is a
number must be a date ("27 November 2020", "Q2 2020/21"), a name by its form ("section 59", "999", "COVID-19") or a
name that the workspace lists; whatever is none of these is loose.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openscrutiny.catalogue.number_words import NUMBER_WORDS

HOLE = "\ufffc"  # stands in a text for what is bound or has a source

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_PART = r"(?:first|second|third|fourth)\s+(?:quarter|half)\s+of\s+(?:the\s+year\s+)?"
_COUNTED = (
    r"(?:offences?|crimes?|incidents?|people|victims?|cases?|reports?|records?|collisions?|casualties|more|fewer)"
)
_ENDS = r"(?![\w/]|[,.]\d|%|\s+per\b)"
_UNCOUNTED = rf"(?!\s+{_COUNTED}\b)"  # "in 2019 offences" may be a count of them

DATES = re.compile(
    rf"""
      \b{_DAY}(?:\s*(?:to|and|-|–)\s*{_DAY})?(?:\s+of)?\s+{_MONTH}\b(?:,?\s+{_YEAR}\b)?
    | \b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b | \b{_MONTH},?\s+{_YEAR}{_ENDS}{_UNCOUNTED}
    | \b{_YEAR}-[01]\d(?:-[0-3]\d)?\b | \b\d{{1,2}}/\d{{1,2}}/(?:20)?\d\d\b
    | \bQ[1-4]\b(?:\s+{_YEAR}(?!\d|/))?
    | \b(?:{_PART}|(?i:in|since|until|during|before|after|early|late|mid|spring|summer|autumn|winter|year|Act
        |Regulations|Order|Code|Framework|end\s+of|start\s+of|beginning\s+of))[\s-]*(?:of\s+)?{_YEAR}{_ENDS}{_UNCOUNTED}
    | \b[Tt]he\s+{_YEAR}\s+(?:survey|census|plan|inspection|report|Act)\b
    | \b\d{{1,2}}:\d\d\b(?:\s?[ap]m\b)? | \b\d{{1,2}}(?:\.\d\d)?\s?[ap]m\b | \b\d\d(?:st|nd|rd|th)\s+century\b
    """,
    re.VERBOSE,
)
SPANS = re.compile(rf"\b(?:{_PART})?(?P<first>{_YEAR})(?:/|[-–](?!\d\d-))(?P<second>\d\d(?:\d\d)?){_ENDS}")
NAMES = re.compile(
    rf"""
      https?://\S+ | www\.\S+ | \S+@\S+\.\w+
    | \b(?:[Ss]ections?|[Ss]chedule|[Pp]art|[Aa]rticle|[Rr]egulation|[Rr]ule|[Pp]aragraphs?|[Cc]lause|[Cc]hapter
        |[Aa]nnex|[Aa]ppendix|[Tt]able|[Ff]igure|[Cc]hart|[Pp]ages?|[Ii]tem|[Rr]ecommendations?|[Oo]bjectives?|[Ss]tage|[Pp]hase
        |[Tt]ier|[Ll]evel|[Cc]ategory|[Bb]and|[Gg]rade|[Uu]nit|[Ww]ard|[Zz]one|[Oo]utcomes?|[Pp]riority|[Jj]unction
        |[Oo]peration(?:\s+[A-Z]\w+)?|Op|[Cc]lass|[Vv]ersion|[Ff]orm|[Nn]o\.|[Ss]\.)
        \s*\d{{1,4}}[A-Za-z]?(?:\.\d+)*(?:\([0-9a-z]+\))*(?:\s*(?:and|to|-|–)\s*\d{{1,4}}(?:\.\d+)*{_ENDS})?{_ENDS}
    | (?<![\w£€$%.])[A-Z][A-Za-z]*[-‑]\d+[A-Za-z]*{_ENDS} | (?<![\w£€$%.])(?:[A-Z]{{1,5}}|s)\d+[A-Za-z]*{_ENDS}
    | \b0\d{{2,4}}\)?\s?\d{{3}}\s?\d{{3,4}}\b | \b24/7\b | \b(?:[Uu]nder|[Oo]ver)[\s-]\d\ds\b
    """,
    re.VERBOSE,
)
IDIOMS = re.compile(
    r"\b(?:no[\s-]one|one[’\x27]s|(?:this|that|which|each|every|any|another)\s+one|one\s+another|one[\s-](?:off|stop|way|to[\s-]one)"
    r"|day\s+one|one\s+by\s+one|zero[\s-]tolerance|third[\s-](?:part(?:y|ies)|sector)|double[\s-](?:crewed|glazing|check)"
    r"|half[\s-](?:term|way|hourly)|halfway)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[£€$]?\s?\d[\d,]*(?:\.\d+)?\w*(?:\s?(?:%|per\s?cent\b|percentage\spoints?\b))?")
_TELEPHONES = re.compile(r"\b(?:999|101|111|112)\b(?![,.]\d|\d|%)")
_PHONED = re.compile(
    r"\s+(?:(?:and|or)\s+(?:999|101)\b|(?:[a-z-]+\s+)?(?:calls?|callers?|service|line|demand|contact|number|emergency"
    r"|volumes?|performance|answer\w*|control|system|operators?)\b)"
)
_PHONING = re.compile(
    r"(?:\b(?:call\w*|dial\w*|ring\w*|phon\w*|telephon\w*|(?:calls|contact|reports?)\s+(?:to|on|via|through))|(?:999|101)\s+(?:and|or))\s+$"
)
_LEVELS = re.compile(
    r"\b(?:by|of|from|than|to|was|were|total\w*|at|recorded|reported|about|around|nearly|over|under)\s+$"
)


@dataclass(frozen=True, slots=True)
class LooseNumber:
    """A number in a text that nothing accounts for, and where it stands in it."""

    start: int
    end: int
    text: str


def find_loose_numbers(text: str, names: Iterable[str] = ()) -> tuple[LooseNumber, ...]:
    """Every loose number of a text in order; `names` are the workspace's own that hold a number."""
    masked = text
    for start, end in _find_accounted(text, names):
        masked = masked[:start] + " " * (end - start) + masked[end:]
    found = [LooseNumber(m.start(), m.end(), m[0].strip()) for m in _DIGITS.finditer(masked)]
    taken = {place for number in found for place in range(number.start, number.end)}
    found += [
        LooseNumber(at, at + 1, letter)  # ½, ², Ⅳ: numbers that no digit writes
        for at, letter in enumerate(masked)
        if letter.isnumeric() and at not in taken
    ]
    found += [LooseNumber(m.start(), m.end(), m[0]) for m in NUMBER_WORDS.finditer(masked)]
    return tuple(sorted(found, key=lambda number: number.start))


def _find_accounted(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    for name in names:
        if name:
            pattern = rf"(?<!\w){re.escape(name)}(?!\w|[,.]\d|%)"
            yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))
    for rule in (DATES, NAMES, IDIOMS):
        yield from (match.span() for match in rule.finditer(text))
    for match in SPANS.finditer(text):
        if (int(match["first"]) + 1) % 100 == int(match["second"]) % 100:
            yield match.span()
    for match in _TELEPHONES.finditer(text):
        if _is_telephone(text[: match.start()], text[match.end() :]):
            yield match.span()


def _is_telephone(before: str, after: str) -> bool:
    """Whether 999 or 101 is the number one rings: said of calls, or at least not counted with."""
    if _PHONED.match(after) or _PHONING.search(before):
        return True
    return not (_LEVELS.search(before) or re.match(rf"\s+{_COUNTED}\b", after))
