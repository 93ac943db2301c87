"""What part in a change each quantity of a clause has, by the words about it: `rose by`, `down from`, `12 fewer`."""

import re
from dataclasses import dataclass

from openscrutiny.claims.reading.directions import BUDGET, CHANGES, COMPARATIVES, DIRECTION
from openscrutiny.claims.reading.quantities import Quantity

SPLIT = re.compile(
    r";|,\s+(?=so\s+(?:that\s+)?(?:the|a|its|our|their)\b)|(?<=\))\s+(?=(?-i:The|There|In)\s)|,\s+(?=there\s+(?:were|was)\b)|,\s+(?=(?:the|our|its|their)\s+(?:[a-z]+\s+){1,5}?(?:rose|fell|increased|decreased|improved|worsened|dropped|was|were|has|have)\b)|:(?=\s+[A-Z])|,\s+(?=(?:but|while|whilst|however|and|yet|although|with(?!\s+\{))\b)|\b(?:but|whilst|while|however|although|whereas|yet)\b"
    r"|,?\s+(?:and\s+)?(?=followed\s+by\b|then\s+(?:rose|fell|increas\w+|decreas\w+|dropp\w+|recover\w+)|before\s+(?:ris|fall|increas|decreas|declin|dropp|recover|climb|return|dipp)\w*\b)"
    r"|\band\b(?=\s+(?:a|an|the|is|are|was|were|there|remains?|now|by|also|rose|fell|increas\w+|decreas\w+|[a-z]+\s+(?:rose|fell|is|are|was|were))\b)"
    r"|\b(?=(?:driven|led|fuelled|caused)\s+by\b)|,(?=\s+(?:noticeably|notably|including|particularly|before|of which|offset)\b)"
    r"|\bwith\b(?=\s+(?:[a-z’'()-]+\s+){1,6}(?:up|down|rising|falling|increasing|decreasing|growing|dropping)\s+by\b)",
    re.IGNORECASE,
)
COMPARATOR = re.compile(
    r"(?P<last_year>(?:same|corresponding|equivalent)\s+(?:quarter|period|month|time|point)(?:\s+(?:of|in|the))*\s+(?:last|previous|prior|\d)"
    r"|last year|previous year|prior year|year[\s-]on[\s-]year|a year (?:ago|earlier)|same (?:quarter|period|month))"
    r"|(?P<previous_quarter>(?:previous|last|prior|preceding)\s+(?:quarter|qtr)|quarter[\s-]on[\s-]quarter)"
    r"|(?P<previous_month>(?:previous|last|prior|preceding)\s+month|month[\s-]on[\s-]month)",
    re.IGNORECASE,
)
TOKEN = re.compile(r"\{([PNM])(\d+)\}")
SMALL = (
    r"(?:a\s+further\s+|a\s+total\s+of\s+|an?\s+(?:extra\s+|additional\s+)?|another\s+|some\s+|only\s+|just\s+|the\s+)?"
    r"(?:(?:less|more|fewer|greater)\s+than\s+|(?:just\s+)?(?:over|under)\s+|nearly\s+|almost\s+|around\s+|about\s+|approximately\s+)?"
)
AMOUNT_AFTER = re.compile(
    rf"(?:\b(?:{CHANGES})(?:(?:\s+in\s+(?:[a-z]+\s+){{0,4}}?|\s+)(?:of|by))?|\bby|(?<!\bmake )(?<!\bmade )(?<!\bmakes )(?<!\bmaking )\b(?:up|down)(?:\s+by)?|[↑↓])\s+{SMALL}$|[↑↓]\s*$|\((?:up|down)\s+(?:by\s+)?$",
    re.IGNORECASE,
)
"""What stands before an amount of change: `rose by`, `a fall of`, `up`."""
AMOUNT_BEFORE = re.compile(
    rf"^\s*(?:\(\{{[PNM]\d+\}}\)\s*)?(?:(?:percentage\s+)?points?\s+)?(?:(?!(?:had|have|has|were|was|are|is|took|lived|waited|earned|said|felt|drove|spent|stayed|cost|paid|worked|scored|got|want\w*)\b)[a-z]+\s+)?(?:{COMPARATIVES})\b(?!\s+than\s+(?:half|one|doubl|\d)|\s+to\b|\s+from\b)",
    re.IGNORECASE,
)
NOUN_BEFORE = re.compile(
    r"^\s*(?:\(\{[PNM]\d+\}\)\s*)?(?:percentage\s+points?\s+)?(?:[a-z-]+\s+){0,2}?(?:increase|decrease|reduction|rise|fall|drop|decline|uplift|growth|surge|jump|dip"
    r"|improvement|overspend|underspend|surplus|deficit|shortfall)\b(?!\s+(?:target|limit|plan))",
    re.IGNORECASE,
)
"""What follows an amount of change: `12 fewer`, `a 17% fall`."""
STRONG = r"\bcompar(?:ed|es|ing)\s+(?:to|with)|\bagainst|\bversus|\bvs?\.?|\bin comparison (?:to|with)|\b(?:up|down)\s+(?:from|on)|\bfrom"
BEFORE_AFTER = re.compile(
    rf"(?:{STRONG})\s+(?:(?!and\b|to\b(?!\s+(?-i:[A-Z\d])))[^\s{{}};]+(?<!,)\s+){{0,9}}?(?:[^\s{{}};]+,\s+when\s+)?\(?$",
    re.IGNORECASE,
)
WEAK_AFTER = re.compile(
    r"\b(?:on|than|over|when|above|below|short of)\s+(?:(?!and\b|to\b(?!\s+(?-i:[A-Z\d])))[^\s{};]+(?<!,)\s+){0,9}?(?:[^\s{};]+,\s+when\s+)?\(?$",
    re.IGNORECASE,
)
BEFORE_BEFORE = re.compile(
    r"^\s*(?:(?!(?:and|compared|than|on|against|with|from|to|over)\b)[a-z]+\s+){0,3}?(?:in|for|during|recorded in|at)?\s*(?:the\s+)?(?:last year|(?:previous|prior|preceding) (?:year|quarter|month|period)"
    r"|year before|a year (?:ago|earlier|before)|previously|same (?:period|quarter|month|time) (?:last|in|of))",
    re.IGNORECASE,
)
YEAR_BRACKET = re.compile(r"^\s*(?:[a-z]+\s+)?(?:in|for|at)\s+[^(){}]{2,30}\)", re.IGNORECASE)
PERIOD_BRACKET = re.compile(
    r"\(\s*(?:(?:Q[1-4]\s*)?20\d\d(?:[/–-]\d\d(?:\d\d)?)?|previous(?:ly)?(?:\s+\w+)?|last (?:year|quarter|month))\s*[:–-]?\s*$",
    re.IGNORECASE,
)
VERSUS = re.compile(
    r"^\s*(?:[a-z]+\s+){0,2}(?:(?P<to>to|→|->)|vs?\.?|versus|compared\s+(?:to|with)|against|(?:up |down )?from)\s+\{",
    re.IGNORECASE,
)
"""Two levels in one bracket: `(14,210 v 12,690)`, `(1,204 to 831)`."""
AFTER_TO = re.compile(
    r"\bto\s+(?:(?:just|only|about|around|approximately|nearly|almost|over|under|above|below|more|less|fewer|than|an?|some|its|their|our|total|of|new|record|high|low"
    r"|current|level|average|estimated|present|at|least|stand)\s+){0,4}$|\b(?:stand\w*|stood)\s+at\s+$",
    re.IGNORECASE,
)
NOT_TO = re.compile(
    r"\b(?:compar\w+|due|accord\w+|relat\w+|up|response|access|equal|equat\w+|amount\w*|close|similar|respect|regard|addition|contribut\w+|expected|relating)\s+to\s+[^{}]*$",
    re.IGNORECASE,
)
TARGET = re.compile(
    r"\b(?:target|plan|limit|standard|ambition|threshold|benchmark|aim|goal|national(?:ly)?|msg|average|baseline)\b",
    re.IGNORECASE,
)
SPENDING = re.compile(r"\b(?:budget|allocation|profile|establishment|forecast)\b", re.IGNORECASE)
COMPONENT = re.compile(
    r"\b(?:is|was|after|net of|excluding|including|despite|offset by)\s+(?:after|net of|before)\b|\b(?:net of|excluding|offset by|despite)\b"
)
"""What names a part of an amount, not what it is measured from."""
RUN_ON = re.compile(
    r"\b(?:last year|(?:previous|prior) (?:year|quarter|month)|year (?:ago|earlier|before)|20\d\d)\s+$", re.IGNORECASE
)
"""A period that ends what was compared: the figure just after it opens another statement, its full stop lost."""
NEW_SUBJECT = re.compile(
    r"(?:,|\band\b)\s+(?!which\b|this\b|that\b|it\b|they\b|these\b|an?\b|up\b|down\b|is\b|was\b|were\b|has\b|have\b)[a-z]+(?:\s+[a-z-]+){0,6}?\s+(?:was|were|is|are|rose|fell|grew|has|have|had|increased|decreased|improved|dropped)\b",
    re.IGNORECASE,
)
VERB_FROM = re.compile(
    rf"\b(?:{CHANGES}|improved|worsened|went|gone|moved|slipped)\s+(?:[a-z]+ly\s+)?from\s+$", re.IGNORECASE
)
RATE_OF_CHANGE = re.compile(
    r"\b(?:rate|pace|speed) of (?:increase|decrease|growth|rise|fall|decline|reduction|change|improvement)\b"
    r"|\b(?:increase|decrease|rise|fall|decline|reduction|drop|growth|improvement)s?\b[^.;{}]{0,50}\b(?:was|is|were|are)\s+(?:much\s+)?(?:larger|smaller|greater|less|steeper|slower|faster|bigger|sharper|higher|lower)\b",
    re.IGNORECASE,
)
"""A change of a change: its figures are sizes of changes, not levels."""
YEAR_AFTER = re.compile(r"^[^{}.;()]{0,60}?\b(?:in|for|during|at)\s+(?:[A-Z]\w+\s+)?(?P<year>20\d\d(?:/\d\d)?)")
APPOSED = re.compile(
    r"(?:,|\s[-–—]|\(|;)\s*(?:which\s+(?:is|was|represents|equates to)\s+|representing\s+|this\s+(?:is|was|represents)\s+|and\s+is\s+|resulting in\s+|giving\s+|i\.e\.\s+)?[^{}]*$",
    re.IGNORECASE,
)
FOLLOWS = re.compile(
    r"^\W*(?:This|That|These|It|Which|The\s+(?:total|figure|number))\s+(?:is|was|were|are|represents?|equates?\s+to|compares?|marks?|reflects?|shows?)\b|^\W*(?:An?\s+)?(?:increase|decrease|reduction|rise|fall)\s+of\b|^\W*(?:Up|Down)\s+(?:by\s+)?(?=\d)|^\W*(?:This|It|That)\s+(?:has\s+)?(?:increased|decreased|rose|risen|fell|fallen|grew|grown|dropped)\b",
    re.IGNORECASE,
)


@dataclass
class Parts:
    """A change while it is read: the numbers of its quantities in the sentence."""

    before: int | None = None
    after: int | None = None
    percent: int | None = None
    count: int | None = None
    direction: re.Match[str] | None = None
    start: int = 0
    end: int = 0
    closed: bool = False  # the amount has a base of its own that is not printed

    def holds(self, index: int) -> bool:
        return index in (self.before, self.after, self.percent, self.count)


def name_part(
    left: str, right: str, wide: str, whole: str, now: Parts, token: re.Match[str], last: re.Match[str] | None,
    quantities: tuple[Quantity, ...],
) -> str:  # fmt: skip
    """amount, before, after, level, or nothing for a quantity that is none of them (a target, a share in brackets)."""
    quantity = quantities[int(token[2])]
    previous = int(last[2]) if last else None
    previous_amount = previous is not None and previous in (now.percent, now.count)
    if (versus := VERSUS.match(wide)) and re.search(r"\(\s*(?:from\s+)?$", left):
        return "before" if versus["to"] else "level"
    if re.match(
        r"\s*(?:%\s*)?(?:target|standard|ambition|threshold|confidence (?:level|interval)|probability)\b",
        right,
        re.IGNORECASE,
    ):
        return ""
    if previous_amount and last and last[1] != token[1] and is_paired(left):
        return "amount"
    bracket = bool(re.search(r"[(\[]\s*[+\-−–]?$", left))
    if (
        previous is not None
        and re.fullmatch(r"\s*[(\[]\s*[+\-−–]?", left)
        and quantity.unit == "%"
        and re.match(r"\s*[)\],]", wide)
    ):
        complete = now.before is not None and now.after is not None and previous in (now.before, now.after)
        if complete and now.percent is None and now.count is None and not _share_brackets(whole):
            return "amount"
        return "amount" if quantity.signed and now.after is not None else ""
    if (
        quantity.signed
        and bracket
        and quantities[int(token[2])].unit != "%"
        and now.before is None
        and now.after is None
    ):
        return ""
    if (
        quantity.unit == "%"
        and quantity.signed
        and now.before is not None
        and re.fullmatch(r"[^{}]{0,25},\s*[+\-−–]?", left)
    ):
        return "amount"
    complete = now.before is not None and now.after is not None and now.percent is None
    if quantity.signed and quantity.unit == "%" and complete and re.fullmatch(r"[^{}();]{0,40}\(\s*[+\-−–]?", left):
        return "amount"
    if re.search(r"\bsince\b[^{},;]{0,40}\($", left):
        return ""  # `the fewest since Q1 2013 (19)`
    if re.search(r"\bof (?:which|whom|these|those)\b", left) or re.match(r"\s*of (?:which|whom|these|those)\b", right):
        return ""
    if (
        AMOUNT_AFTER.search(left)
        and _says_change(left, whole)
        and not re.match(r"\s*of\s+(?:the|all|those|these|which)\b", right)
    ):
        return "amount"
    if AMOUNT_BEFORE.match(wide) and not re.search(r"\b(?:from|to|than|with|against)\s+(?:[a-z]+\s+){0,2}$", left):
        return "amount"
    if (re.search(r"\ban?\s+$", left) or quantity.unit == "%") and NOUN_BEFORE.match(wide) and not bracket:
        return "amount"
    if re.match(r"\s*times\b", right) or re.search(
        r"\bfrom an? (?:establishment|workforce|complement|headcount)\b[^{}]*$", left
    ):
        return ""
    if RUN_ON.search(left):
        return "level"
    spent = bool(BUDGET.search(whole) or BUDGET.search(wide))
    if re.search(r"\b(?:rang(?:ed|es|ing)|var(?:ied|ies|ying))\s+(?:[a-z]+ly\s+)?from\s+(?:[a-z]+\s+){0,3}$", left):
        return ""  # the ends of a range, not a change
    if re.match(
        r"\s*(?:[a-z]+\s+)?(?:national(?:ly)?|regional(?:ly)?|in England|across England|(?:for|in|of) similar)\b", right
    ):
        return ""  # another body's figure, not an earlier one
    if previous_amount and COMPONENT.search(left):
        return ""
    if BEFORE_AFTER.search(left) or (previous_amount and WEAK_AFTER.search(left)):
        close = previous_amount and WEAK_AFTER.search(left)
        blocked = not close and (TARGET.search(left) or (SPENDING.search(left + right[:30]) and not spent))
        return "" if blocked else "before"
    if re.search(r"\btarget|\bplan(?:ned)?\b|\blimit\b", left[-25:], re.IGNORECASE):
        return ""
    if PERIOD_BRACKET.search(left) or (bracket and YEAR_BRACKET.match(wide)) or BEFORE_BEFORE.match(right):
        return "before" if last is None or last[1] == token[1] or not bracket else ""
    if previous_amount and re.fullmatch(rf"\s+(?:{COMPARATIVES})\s+at\s+", left):
        return "after"
    if AFTER_TO.search(left) and not NOT_TO.search(left) and (DIRECTION.search(whole) or now.before is not None):
        return "after"
    return "" if bracket and re.match(r"\s*\)", wide) is None and quantity.unit == "%" else "level"


def _says_change(left: str, whole: str) -> bool:
    """Whether `by 5%` is the size of a change, and not who did a thing: `chosen by 54%`."""
    if not re.search(r"\bby\s+(?:[a-z]+\s+){0,2}$", left):
        return True
    return bool(
        DIRECTION.search(whole[-90:]) or re.search(r"improv|worsen|deteriorat|chang|differ|exceed|short", whole[-90:])
    )


def is_paired(left: str) -> bool:
    """Whether an amount says again, in brackets or after `or`, the amount just before it: `12% (30)`."""
    return bool(
        re.fullmatch(
            r"(?:\s+(?!(?:and|to|from|of|forecast|target|budget|plan|planned|expected|average)\b)[a-z'’\-]+){0,5}\s*,?\s*[(\[]\s*(?:n\s*=\s*|by\s+|or\s+|an?\s+(?:extra|additional\s+)?)?[+\-−–]?"
            r"|(?:\s+[a-z]+){0,3}\s*,?\s*\bor\s+|\s*[,;/]\s*(?:or\s+)?[+\-−–]?",
            left,
        )
    )


def _share_brackets(whole: str) -> bool:
    """`from 1,020 (24%) to 1,110 (`: shares of two totals, not a change."""
    return bool(re.search(r"\{[NM]\d+\}\s*\([^()]*\{P\d+\}[^()]*\).*\{[NM]\d+\}\s*\($", whole))
