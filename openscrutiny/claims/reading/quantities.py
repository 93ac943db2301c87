"""The grammar of numbers as officials print them, and the interval of true values behind each."""

import re
from dataclasses import dataclass
from functools import lru_cache

from openscrutiny.claims.reading.number_words import PERCENT_WORDS

SLACK = 1e-9
"""Room for binary arithmetic, relative to the numbers compared; it only ever makes a claim more consistent."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The true values, lowest to highest, that are printed as one number."""

    low: float
    high: float

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def meets(self, other: "Interval") -> bool:
        return _at_most(self.low, other.high) and _at_most(other.low, self.high)

    def scaled(self, factor: float) -> "Interval":
        ends = sorted((self.low * factor, self.high * factor))
        return Interval(ends[0], ends[1])


def _at_most(low: float, high: float) -> bool:
    """Whether one end is no more than another, each pair with its own room: that of an open end would let all pass."""
    return low <= high + SLACK * max(1.0, abs(low), abs(high))


def ratio(part: Interval, whole: Interval) -> Interval | None:
    """part / whole x 100, or None where the whole may be nought or below."""
    if whole.low <= 0:
        return None
    ends = [a / b * 100 for a in (part.low, part.high) for b in (whole.low, whole.high)]
    return Interval(min(ends), max(ends))


@dataclass(frozen=True, slots=True)
class Quantity:
    """One printed number: its value, the values it may stand for, its unit and where it stands in its text."""

    value: float
    true: Interval
    unit: str  # "%", "£", "n" (a count or plain number)
    places: int  # decimals printed, after any multiplier
    text: str
    start: int
    end: int
    qualifier: str = ""
    signed: bool = False
    scale: float = 1.0

    @property
    def whole(self) -> bool:
        """A plain count, printed exactly."""
        return self.unit == "n" and self.places == 0 and self.scale == 1 and not self.qualifier

    @property
    def points(self) -> bool:
        """Printed as percentage points."""
        return self.unit == "%" and bool(re.search(r"point|pp", self.text, re.IGNORECASE))

    @property
    def key(self) -> tuple[str, float]:
        return self.unit, self.value


MONTHS = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
DAYS = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
NOT_QUANTITIES = re.compile(
    rf"""
    ^\s*\(?\d{{1,2}}(?:\.\d{{1,2}})+[.)]?\s+(?=[A-Z]) | ^\s*\(?\d{{1,3}}[.)]\s+(?=[A-Z])
    | \[\d{{1,3}}(?:[,;]\s?\d{{1,3}})*\]
    | https?://\S+ | \S+@\S+ | www\.\S+
    | \b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTHS}\b(?:,?\s+(?:19|20)\d\d\b|\s+'?\d\d\b(?![,.]?\d))?
    | \b{MONTHS}\b\.?[\s-]+\d{{1,2}}(?:st|nd|rd|th)\b(?:,?\s+\d{{4}}\b)?
    | \b{MONTHS}\b\.?[\s\-–']*(?:20\d\d|\d\d(?!\d|,\d|%|\.\d))\b
    | \b(?:on|from|since|by|until|till|ended|ending|effective|of)\s+{MONTHS}\s+\d{{1,2}}\b(?=\s*(?:[.,;:)](?!\d)|$|(?:and|to|from|was|were|at|with|for|in)\b))
    | \b{MONTHS}\s*[-–/]\s*{MONTHS}\b(?:\s*'?(?:20)?\d\d\b)?
    | \b\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d\b | \b20\d\d-\d\d-\d\d\b
    | \b(?:19|20)\d\d\s*[/–-]\s*(?:19|20)?\d\d\b | \b\d\d/\d\d\b
    | \b(?:Q|Qtr\.?\s*|[Qq]uarter\s+|H|[Hh]alf\s+|P|[Ww]eek\s+\d?|[Mm]onth\s+\d?|[Ww]ave\s+\d?|[Pp]eriod\s+\d?|[Rr]ound\s+\d?)\d\b(?!,\d{{3}})(?:\s*\([^()\d]{{2,30}}\))?(?:,?\s*(?:of\s+)?(?:FY\s*)?(?:(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?|(?:20)?\d\d/\d\d)\b)?
    | \b(?:FYE?|AY|CY)\s*[’']?(?:(?:19|20)\d\d|\d\d)(?:\s?[/–-]\s?(?:20)?\d\d)?\b
    | (?<![\d,.£$€-])(?:19|20)\d\d\s*=\s*100\b
    | \b\d{{1,2}}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|noon)\b | \b\d{{1,2}}:\d\d\b
    | \b\d+(?:st|nd|rd|th)\b | \b(?:1\sst|2\snd|3\srd|\d{{1,2}}\sth)\b | \b[Qq]uarters\s+\d\s*(?:-|–|to|and|&)\s*\d\b
    | \b(?:Appendix|Annex|Section|(?<!['’\w])s|Item|Page|Pages|Figure|Fig\.?|Table|Chart|Paragraph|Para\.?|Outcome|Outcomes|Category|Band
        |Schedule|[Ss]tage|[Pp]hase|[Tt]ier|[Gg]rade|[Cc]ategory|[Oo]utcome|[Ss]tep|Level|level|Priority|Objective|Question|Grade|Tier|Rule|Act|Article|Regulation|Part|Step|Version|Form
        |Ward|Operation|Op|Key Stage|KS|Year|Yr\.?|Top|Fatal|Unit|Zone|Room|No\.|Ref\.?|section|appendix|paragraph|page|table|figure|item)
        \s*[:#]?\s*(?![\d.,]+\s?(?:%|per\ cent))\d+(?:\.\d+)*[a-z]?(?!,\d{{3}}\b)(?:\s*(?:and|&|,|-|–|to|or)\s*\d+(?:\.\d+)*(?![\d%,]|\s*per|\s*\(\d|\s+(?:out\s+)?of\s+(?:the\s+)?\d))*\b
    | \b(?:[Pp]aragraphs|[Pp]aras\.?|[Pp]ages|[Ss]ections|[Ii]tems|[Aa]ppendices)\s+\d+(?:\.\d+)*\s*(?:and|&|,|-|–|to)\s*\d+(?:\.\d+)*(?!\s?%)\b
    | \b[A-Za-z]{{1,6}}[-‑]?\d+(?:[./-]\d+)*[A-Za-z]*\b
    | \b0\d{{3,4}}\)?\s?\d{{3}}\s?\d{{3,4}}\b
    | \b(?:999|101|111|112)\b(?=\s+(?:calls?|volumes?|performance|demand|service|emergency|answer|wait|call|number|abandon|and|provision|contact))
    | (?<=phone\s)101 | \b(?:dial(?:ling)?|calling|redialling|on|or)\s+(?:999|101)\b
    | \b24/7\b | (?<![\d.,])\b\d+[-–‑]?\s?(?:hours?|hrs?|days?|weeks?|months?|years?|minutes?|mins?|seconds?|secs?|miles?|mph|year-old|yrs?)\b(?!\s+(?:were|was|higher|lower|fewer|more))
    | \bper\s+\d[\d,]*(?!\s?%) | \b(?i:in|since|by|of|from|to|until|for|during|before|after|between|and|early|late|mid|than|on|against|versus|with|v)[\s-]+(?:19|20)\d\d(?:\s?[/–-]\s?(?:19|20)?\d\d)?\b(?![,.]?\d|\s*(?:%|calls|offences|crimes|incidents|people|cases|responses|reports))
    | \b(?i:the|our|this|its|their|each|a)\s+(?:19|20)\d\d\b(?=\s+(?!calls|offences|crimes|incidents|people|cases|responses|reports|who|were|was|had|in|of)[a-z])
    | \b\d+\s*-\s*\d+\s*-\s*\d+\b | \b\d+(?:\.\d+){{2,}}\b | \b\d+\+ | \b\d{{1,2}}s\b
    | \b(?:scale\s+of\s+|ranked\s+(?:from\s+)?|ages?d?\s+(?:from\s+)?|aged\s+)\d+\s*(?:-|–|to)\s*\d+\b | \baged\s+\d{{1,2}}\s+(?:and|or)\s+(?:over|under|above|below|older|younger)\b
    | \b(?:under|over)[\s-]?(?:16|18|21|25|65)s\b | \b(?:was|were|are|is)\s(?:aged\s)?(?:under|over)\s(?:16|18|21|25|65)\b(?=\s?[(,;.]|$) | \bU18\b | (?<=\s)(?:4\s?E'?s)\b
    """,
    re.VERBOSE,
)  # fmt: skip

QUALIFIERS = {
    "around": "about", "approximately": "about", "approx": "about", "approx.": "about", "about": "about",
    "circa": "about", "c.": "about", "roughly": "about", "some": "about", "~": "about", "approximate": "about",
    "nearly": "nearly", "almost": "nearly", "just under": "nearly", "close to": "about", "just over": "just over",
    "over": "over", "more than": "over", "at least": "over", "in excess of": "over", "exceeding": "over",
    ">": "over", "greater than": "over", "better than": "over", "above": "over", "upwards of": "over",
    "up to": "under", "under": "under", "less than": "under", "fewer than": "under", "at most": "under",
    "below": "under", "<": "under", "no more than": "under",
}  # fmt: skip
_QUALIFIER = "|".join(sorted((re.escape(word) for word in QUALIFIERS), key=len, reverse=True))

_WORD = "|".join(sorted((word for word, number in PERCENT_WORDS.items() if number), key=len, reverse=True))
QUANTITY = re.compile(
    rf"""
    (?:(?P<qualifier>(?<![\w])(?:{_QUALIFIER}))\s*(?:a\s+|an\s+)?)?
    (?P<sign>(?<![\w%)])[+\-−–](?=[£\d])|\b(?:minus|negative)\s(?=[£\d]))?
    (?P<pound>£\s?)?(?P<sign2>[-−])?
    (?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w-])(?:{_WORD})(?=\s{{1,6}}(?:per\ cent|percent)))
    (?P<after>\s{{0,6}}percentage\s{{1,6}}points?\b|\s?(?:%|per\ cent\b|percent\b|pc\b|points?(?=\s+(?:higher|lower|better|worse|above|below)\b)|pp\b|ppts?\b|pence\b|p\b(?!\w))
       |\s?(?:millions?|billions?|thousand)\b|(?<=\d)(?:m|bn|k|M|K)\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip

MULTIPLIERS = {
    "million": 1e6,
    "millions": 1e6,
    "billions": 1e9,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "thousand": 1e3,
    "k": 1e3,
}


def true_values(value: float, step: float, qualifier: str = "", *, trailing_zeros: int = 0) -> Interval:
    """The true values printed as `value` to the nearest `step`, widened or opened by a qualifier."""
    half = step / 2
    if qualifier == "over":
        return Interval(value - half, float("inf"))
    if qualifier == "under":
        return Interval(float("-inf"), value + half)
    if qualifier == "nearly":
        return Interval(value - max(half, abs(value) * 0.1), value + half)
    if qualifier == "just over":
        return Interval(value - half, value + max(half, abs(value) * 0.1))
    if qualifier == "about" and trailing_zeros:
        half = step * 10**trailing_zeros / 2
    return Interval(value - half, value + half)


def read_quantity(match: re.Match[str], offset: int = 0) -> Quantity:
    """The quantity of one match of `QUANTITY`."""
    worded = PERCENT_WORDS.get(match["number"].lower())
    digits = match["number"].replace(",", "") if worded is None else str(worded)
    after = (match["after"] or "").strip().lower()
    decimals = len(digits.partition(".")[2])
    scale = MULTIPLIERS.get(after, 1.0)
    unit = "n"
    if after in {"%", "per cent", "percent", "pc"} or after.startswith(("percentage", "pp", "point")):
        unit = "%"
    elif match["pound"]:
        unit = "£"
    elif after in {"p", "pence"}:
        unit, scale = "£", 0.01
    sign = match["sign"] or match["sign2"]
    value = float(digits) * scale * (-1 if sign and sign != "+" else 1)
    qualifier = QUALIFIERS.get((match["qualifier"] or "").lower(), "")
    step = 10.0**-decimals * scale
    zeros = 0 if decimals else len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    if unit == "%" and not decimals and zeros == 0 and digits.endswith("5") and qualifier == "about":
        interval = Interval(value - 2.5, value + 2.5)
    elif unit != "%" and not decimals and scale == 1 and zeros < 3 and not qualifier:
        interval = Interval(value, value)  # a plain count is printed exactly
    elif unit != "%" and not decimals and scale == 1 and zeros >= 3 and qualifier != "over":
        finer = len(digits) - zeros == 1  # 1,000 beside other counts is seldom coarser than to the hundred
        interval = true_values(value, 10.0 ** (zeros - finer), qualifier)
    else:
        interval = true_values(value, step, qualifier, trailing_zeros=zeros)
    places = max(0, decimals)
    start = match.start("sign") if match["sign"] else match.start("pound") if match["pound"] else match.start("number")
    return Quantity(
        value, interval, unit, places, match.string[start : match.end()].strip(), start + offset,
        match.end() + offset, qualifier, bool(sign), scale,
    )  # fmt: skip


def print_like(number: str, like: Quantity) -> str:
    """A number, already written out, with the pound sign, sign and unit that another quantity is printed with."""
    text, figures = re.subn(r"\d[\d,]*(?:\.\d+)?", lambda _: number, like.text, count=1)
    return text if figures else number  # of `nine`


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with each span turned to spaces, so that places stay where they are."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], " " * (end - start)]
        last = end
    return "".join([*parts, text[last:]])


YEAR = re.compile(
    r"(?<![\w.,£$€+/−–-])(?:19\d\d|20\d\d|2100)(?![\w%/]|[,.]\d|\s?(?:%|per cent|percent|million|billion|thousand|pence)\b)"
)
"""Four digits without a comma that may be a year as well as a count."""
OF_A_YEAR = re.compile(
    r"\s*(?:(?:[Ff]igures?|[Ll]evels?|[Rr]ates?|[Tt]otals?|[Bb]aselines?|[Cc]ensus|[Ss]urveys?|[Bb]udgets?|[Vv]aluations?|[Pp]rices|[Aa]ct|[Rr]egulations?|[Oo]rder|[Rr]ules?"
    r"|[Pp]eaks?|[Ss]eason|[Ee]lections?|[Ee]stimates?|[Pp]rojections?|[Ss]trategy|[Pp]lan|[Rr]eview|[Rr]eport|[Ii]nspection|was the|is the|saw)\b|and\s+(?:19|20)\d\d\b|:\s+£?\d)"
)
AFTER_A_PERIOD = re.compile(
    r"(?:\b(?:year|years|ending|ended|March|June|September|December|mid|end|early|late|calendar|spring|summer|autumn|winter|Easter|Christmas)[\s-]+|\b(?:19|20)\d\d(?:\s+(?:to|and|or)\s+|,\s+))$",
    re.IGNORECASE,
)
WITH_COMMA = re.compile(r"\d,\d{3}\b")


def _find_years(text: str, masked: str) -> list[tuple[int, int]]:
    """Bare years: beside a word of periods, two or more in one text, or where other counts of thousands have their comma."""
    found = [match.span() for match in YEAR.finditer(masked)]
    every = len(found) > 1 or WITH_COMMA.search(masked)
    return [
        (start, end)
        for start, end in found
        if every or OF_A_YEAR.match(text, end) or AFTER_A_PERIOD.search(text[max(0, start - 20) : start])
    ]


# kept: more than the sentences of the longest text that is read, or each check would read them all anew
@lru_cache(maxsize=100_000)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in a text: not its dates, periods, references, names or telephone numbers."""
    masked = blank(text, [match.span() for match in NOT_QUANTITIES.finditer(text)])
    masked = blank(masked, _find_years(text, masked))
    return tuple(
        read_quantity(_unqualified(text, masked, match))
        for match in QUANTITY.finditer(masked)
        if _stands_alone(masked, match)
    )


def _unqualified(text: str, masked: str, match: re.Match[str]) -> re.Match[str]:
    """The match without a qualifier that belongs to a period between: `under 30 days £3.1 million`."""
    start = min(start for name in ("sign", "pound", "number") if (start := match.start(name)) >= 0)
    if not match["qualifier"]:
        return match
    between = text[match.end("qualifier") : start]
    apart = len(between.split()) > 1 or any(character.isdigit() for character in between)
    if not apart and not re.search(r"\bor\s+$", text[: match.start("qualifier")]):  # `level 3 or above 3,849`
        return match
    return QUANTITY.match(masked, start) or match


FRACTION_BRACKET = re.compile(r"\(\s*\d[\d,]*\s?/\s?\d[\d,]*\s*\)")


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before = text[match.start("number") - 1] if match.start("number") else " "
    after = text[match.end()] if match.end() < len(text) else " "
    if "/" in (before, after) and any(
        part.start() < match.start("number") < part.end() for part in FRACTION_BRACKET.finditer(text)
    ):
        return True  # "(903/1,204)"
    return not (before.isalpha() or before in "_#/" or after in "_/" or (after.isalpha() and not match["after"]))


_CELL = re.compile(
    r"^(?P<arrow>[↑↓▲▼↗↘]\s*)?(?P<open>\()?(?P<body>[+\-−–]?\s?£?\s?[\-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?(?:%|m|k|bn|pp|p)?)(?P<close>\))?"
    r"\s?(?:\[?[pr*]\]?)?$"
)


@lru_cache(maxsize=100_000)
def read_cell(text: str) -> Quantity | None:
    """The number that a table's cell is, or None. `(1,234)` and `↓ 7%` are negative."""
    stripped = text.strip().strip("*").strip()
    cell = _CELL.match(stripped)
    if not cell or bool(cell["open"]) != bool(cell["close"]):
        return None
    body = re.sub(r"^([+\-−–])\s", r"\1", cell["body"])
    match = QUANTITY.match(body)
    if not match or match.end() != len(body):
        return None
    found = read_quantity(match)
    negative = bool(cell["open"]) or (cell["arrow"] or "").strip() in {"↓", "▼", "↘"}
    start = text.find(cell["body"])
    value = -abs(found.value) if negative else found.value
    half = found.true.high - found.true.low
    if found.unit != "%" and found.places == 0 and found.scale == 1:
        half = 0.0  # a table's whole numbers are taken as printed
    true = Interval(value - half / 2, value + half / 2)
    return Quantity(
        value, true, found.unit, found.places, f"({body})" if cell["open"] else cell["body"].strip(), start, start + len(cell["body"]),
        "", found.signed or negative, found.scale,
    )  # fmt: skip
