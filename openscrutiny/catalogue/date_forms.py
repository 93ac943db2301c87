"""The forms of a date, a period and an age in prose: numbers that are no figures, so that an author may write them.

A year alone may be a count ("rose to 2019"), so it is a date only with words that make it one; what a count could
follow ("by", "to", "than") never does. The list for authors is in docs/reference/narrative.md.
"""

import re
from collections.abc import Iterator
from datetime import date

COUNTED = (
    r"(?:offences?|crimes?|incidents?|people|victims?|cases?|reports?|records?|collisions?|casualties|arrests?|deaths?"
    r"|calls?|more|fewer)"
)
ENDS = r"(?![\w/]|[,.:]\d|%|\s+per\b)"
_UNCOUNTED = rf"(?!\s+{COUNTED}\b)"  # "in 2019 offences" may be a count of them

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_PART = r"(?:first|second|third|fourth)\s+(?:quarter|half)\s+of\s+(?:the\s+year\s+)?"
_TO = r"\s*(?:to|and|or|-|–)\s*"
_MONTHS = r"(?:\d{1,2}|three|six|nine|twelve)[\s-]months?"
_DOCUMENT = (
    r"(?i:survey|census|plan|inspection|report|act|baseline|strategy|pack|budget|review|elections?|estimates?|edition"
    r"|limits|figures|data|returns?|calendar|summer|lockdowns?|restrictions|legislation|guidance)"
)
_AGED = r"(?:[Aa]ged?|[Aa]ges|the\s+age\s+of)"
_PERSONS = r"(?:children|people|persons|adults|victims|those|anyone|boys|girls|men|women|drivers|riders|pupils)"

DATES = re.compile(
    rf"""
      \b{_DAY}(?:{_TO}{_DAY})?(?:\s+of)?\s+{_MONTH}\b(?:,?\s+{_YEAR}\b)?
    | \b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b | \b{_MONTH},?\s+{_YEAR}{ENDS}{_UNCOUNTED}
    | \b{_YEAR}-[01]\d(?:-[0-3]\d)?\b | \b\d{{1,2}}/\d{{1,2}}/(?:20)?\d\d\b | \b{_DAY}\.[01]?\d\.{_YEAR}\b
    | \bQ[1-4]\b(?:\s+(?:of\s+)?{_YEAR}(?!\d|/))?
    | (?:\bQuarters?
        |(?<!the\s)(?<!this\s)(?<!last\s)(?<!each\s)(?<!that\s)(?<!every\s)\bquarter)
        \s+(?:[1-4]|one|two|three|four){ENDS}{_UNCOUNTED}
    | \b(?:{_PART}|(?i:in|since|until|during|before|after|early|late|mid|spring|summer|autumn|winter|year|Act
        |Regulations|Order|Code|Framework|end\s+of|start\s+of|beginning\s+of))[\s-]*(?:of\s+)?{_YEAR}{ENDS}{_UNCOUNTED}
    | \bBy\s+{_YEAR}{ENDS}{_UNCOUNTED} | \b{_YEAR}\s+{_DOCUMENT}\b
    | (?:^|[.!?:]\s+){_YEAR}(?=\s+(?:was|saw|has|had|brought|is|will|began|ended)\b)
    | ^\s*{_YEAR}\s*$
    | \b{_YEAR}(?<=0)s\b
    | \b{_MONTHS}\s+(?:to|ending|ended|up\s+to)(?=\s+(?:the\s+end\s+of\s+)?(?:{_DAY}\s+)?{_MONTH}\b)
    | \b[Rr]olling\s+{_MONTHS}
    | \b(?:last|past|previous|latest|next)\s+(?:12|twelve)\s+months\b
    | \b(?:3|three|6|six)[\s-]month(?=\s+(?:period|review)\b)
    | \b(?:\d{{1,2}}|one|two|three|four|five|six|seven|ten)-year\s+
        (?:plan|strategy|programme|term|period|contract|settlement|deal)\b
    | \b\d{{1,2}}:\d\d\b(?:\s?[ap]m\b)?
    | \b\d{{1,2}}(?:[.:]\d\d)?\s?(?:[ap]m|[ap]\.m\.)
    | \b\d\d(?:st|nd|rd|th)\s+century\b
    | \b\d\d?(?=(?:{_TO}|\s+and\s+)\d\d?(?:[.:]\d\d)?\s?[ap]m\b) | \b24/7\b | \b24-hour\b | \b24\s+hours\s+a\s+day\b
    | \b(?:7|seven)\s+days\s+a\s+week\b | \b365\s+days\s+a\s+year\b
    """,
    re.VERBOSE,
)
AGES = re.compile(
    rf"""
      \b{_AGED}\s+(?:(?:under|over|between|from)\s+)?\d\d?(?:{_TO}(?:\d\d?|over|under|above|older|younger))?{ENDS}
    | \b\d\d?(?:{_TO}\d\d?)?(?:-?\s?)?[\s-]years?[\s-]olds?\b
    | \b(?:[Uu]nder|[Oo]ver)[\s-]\d\ds\b
    | (?<=\b)(?:{_PERSONS})\s+(?:(?:aged\s+)?(?:under|over))\s+\d\d{ENDS}{_UNCOUNTED}
    """,
    re.VERBOSE,
)
SPANS = re.compile(
    rf"(?:\b|(?<=\bFY))(?:{_PART})?(?P<first>{_YEAR})(?:/|[-–](?!\d\d-))(?P<second>\d\d(?:\d\d)?){ENDS}"
)  # 2019/20, FY2019/20, 2019-20, 2019/2020: of years that follow each other


_STAMP = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d\d)(?:-(?P<day>\d\d))?|(?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}})[/.](?P<y>\d{{2,4}})"
    rf"|(?P<hour>\d{{1,2}}):(?P<minute>\d\d)|.*?(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<named>{_MONTH})\b.*"
)
_SHORT = ("Feb", "Apr", "Jun", "Sep", "Nov")  # months of fewer than 31 days


def find_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where a text's dates, periods, times and ages stand; a day or an hour that cannot be is none."""
    for rule in (DATES, AGES):
        yield from (match.span() for match in rule.finditer(text) if _can_be(match[0]))
    for match in SPANS.finditer(text):
        if (int(match["first"]) + 1) % 100 == int(match["second"]) % 100:
            yield match.span()


def _can_be(said: str) -> bool:
    """Whether the calendar and the clock have what a text says: 31 February, 13/13/2020 and 25:70 they have not."""
    stamp = _STAMP.fullmatch(said)
    if stamp is None:
        return True
    if stamp["hour"]:
        return int(stamp["hour"]) < 24 and int(stamp["minute"]) < 60
    if stamp["named"]:
        longest = 29 if stamp["named"][:3] == "Feb" else 30 if stamp["named"][:3] in _SHORT else 31
        return int(stamp["last"]) <= longest
    year, month, day = (int(stamp[a] or stamp[b] or 1) for a, b in (("year", "y"), ("month", "m"), ("day", "d")))
    try:
        date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return False
    return True
