"""The forms of a name that holds a number ("Operation 4", "section 59", "999", "COVID-19"), and idioms of number words.

Names that have no form of their own ("Vision 2025") are listed by the workspace. The list for authors is in
docs/reference/narrative.md.
"""

import re
from collections.abc import Iterator

from openscrutiny.catalogue.date_forms import COUNTED, ENDS

_ITEM = r"\s*\d{1,4}[A-Za-z]?(?:\.\d+)*(?:\([0-9a-z]+\))*"
NAMES = re.compile(
    rf"""
      https?://\S+ | www\.\S+ | \S+@\S+\.\w+ | \b\w+\.police\.uk\b
    | \b(?:[Ss]ections?|[Ss]chedule|[Pp]art|[Aa]rticle|[Rr]egulation|[Rr]ule|[Pp]aragraphs?|[Cc]lause|[Cc]hapter
        |[Aa]nnex|[Aa]ppendix|[Tt]able|[Ff]igure|[Cc]hart|[Pp]ages?|[Ii]tem|[Rr]ecommendations?|[Oo]bjectives?
        |[Oo]peration(?:\s+[A-Z]\w+)?|Op|[Ff]orm|[Nn]o\.|[Ss]\.)
        {_ITEM}(?:\s*(?:,|and|to|-|–)\s*\d{{1,4}}(?:\.\d+)*{ENDS})*{ENDS}
    | \b(?:[Ss]tage|[Pp]hase|[Tt]ier|[Ll]evel|[Cc]ategory|[Bb]and|[Gg]rade|[Uu]nit|[Ww]ard|[Zz]one|[Oo]utcome
        |[Pp]riority|[Jj]unction|[Cc]lass|[Vv]ersion|Wave|Year|Pillar|Strand|Lot|Route
        |[Oo]utcomes(?=\s*\d\d?\s*(?:and|to|-|–)\s*\d))
        \s*\d{{1,2}}[A-Za-z]?(?:\.\d+)*(?:\([0-9a-z]+\))*(?:\s*(?:and|to|-|–)\s*\d{{1,2}}{ENDS})?{ENDS}
    | \b(?:ISO|BS|IEC|EN)(?:[\s/](?:IEC|EN))?\s?\d+(?::\d{{4}})?{ENDS}
    | \b(?:PC|PS|DC|DS|PCSO|CSO)\s\d{{1,5}}{ENDS}(?!\s+{COUNTED})
    | (?<![\w£€$%.])[A-Z][A-Za-z]*[-‑]\d{{1,4}}[A-Za-z]*{ENDS}
    | (?<![\w£€$%.])(?:[A-Z]{{1,5}}|s)\d{{1,4}}[A-Za-z]*{ENDS}
    | \b(?!TOTAL)[A-Z]{{3,8}}\s+20\d\d(?:/\d\d)?{ENDS}(?!\s+{COUNTED}) | \b[345]G\b | \b4Ps\b | \b[Cc]ovid\s19\b
    | \b0\d{{2,4}}\)?\s?\d{{3}}\s?\d{{3,4}}\b
    | \b(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Fourth|Fifth|Sixth|Seventh)\s+
        (?:Street|Road|Avenue|Lane|Ways|Oaks|Counties|Rivers|Elms|Stars|Bells|Acres?|Hills|Mile|Towns)\b
    """,
    re.VERBOSE,
)
_ONES = r"(?:reasons?|examples?|ways?|days?|aspects?|factors?|steps?|explanations?|causes?|thing|place)"
IDIOMS = re.compile(
    rf"""\b(?:no[\s-]one|one[’']s|(?:this|that|which|each|every|any|another)\s+one|one\s+another
      |one[\s-](?:off|stop|way|to[\s-]one)|day\s+one|one\s+by\s+one|one\s+{_ONES}|(?:at|for)\s+(?:any\s+)?one\s+(?:time|thing)|on\s+the\s+one\s+hand
      |(?<!only\s)one\s+of\s+(?:the|our|its|their|those|these|many|several)\b
        (?!(?:\s+\w+){{0,2}}\s+(?:{COUNTED}|best|worst|(?:high|low|larg|small|bigg)e?st)\b)
      |zero[\s-]tolerance|third[\s-](?:part(?:y|ies)|sector)|double[\s-](?:crewed|glazing|check)|nil[\s-]returns?
      |two[\s-](?:way|tier|fold\s+approach)|(?:second|third|fourth)\s+(?:lockdown|wave|reading|phase)|the\s+eleventh\s+hour
      |in\s+the\s+(?:first|second)\s+place|second\s+to\s+none|half[\s-](?:term|way|hourly)|halfway|half[\s-]an[\s-]hour
      )\b""",
    re.IGNORECASE | re.VERBOSE,
)
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


def find_names(text: str, listed: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where a text's names, idioms and telephone numbers stand; `listed` are the workspace's own names."""
    for name in filter(None, listed):
        pattern = rf"(?<!\w){re.escape(name)}(?!\w|[,.]\d|%)"
        yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))
    for rule in (NAMES, IDIOMS):
        yield from (match.span() for match in rule.finditer(text))
    for match in _TELEPHONES.finditer(text):
        if _is_telephone(text[: match.start()], text[match.end() :]):
            yield match.span()


def _is_telephone(before: str, after: str) -> bool:
    """Whether 999 or 101 is the number one rings: said of calls, or at least not counted with."""
    if _PHONED.match(after) or _PHONING.search(before):
        return True
    return not (_LEVELS.search(before) or re.match(rf"\s+{COUNTED}\b", after))
