"""Words which say that an amount and the two values beside it are told of two things: `rose 23% with two more vans (from six to eight)`."""

import re

from openscrutiny.claims.changes.statements import Change
from openscrutiny.claims.changes.words import ANY_VERB, NOUN
from openscrutiny.claims.reading.quantities import Quantity

IN_LAST_YEAR = re.compile(
    r"\s*(?:in|over|during)\s+(?:just\s+)?the\s+(?:last|past|latest)\s+(?:year|quarter|month)\b", re.IGNORECASE
)
YEARS_AGO = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+)\s+years\s+(?:ago|earlier|before)\b", re.IGNORECASE
)
STILL = re.compile(r"\b(?:though|although|but|still|remains?|remained|yet)\b[^{};.]{0,40}$", re.IGNORECASE)
"""What opens a second comparison of the level that a change led to: `though this remains 58% lower than in 2006-07`."""
COMPARED_AGAIN = re.compile(
    r"\s*(?:points?\s+)?(?:higher|lower|above|below|more|fewer|less|up|down)\s+(?:than|on|from)\b", re.IGNORECASE
)
MOVED_FROM = re.compile(rf"\band\b[^.;]*\b(?:{ANY_VERB})\s+(?:[a-z]+ly\s+)?from\s+$", re.IGNORECASE)
CAUSE = re.compile(
    rf"\s+(?:[a-z]+\s+){{0,3}}?(?:with|after|because|as|since|when|once|following|due to|owing to|thanks to)\s+(?!a\s+result\b)[^.;]{{0,100}}\b(?:more|fewer|extra|additional|{NOUN}|{ANY_VERB})\b"
    r"[^.;()]{0,60}(?:\(\s*(?:up\s+|down\s+)?)?\bfrom\s+$",
    re.IGNORECASE,
)
"""A cause with a change of its own: `rose 12% as the number of patrols grew from`, `with two more vans (from`."""
CONCEDED_COUNT = re.compile(r"\b(?:though|although|but|albeit|despite)\b[^;.]*\bfewer\b", re.IGNORECASE)
"""A count set against the share just told: `28%, against 26% a year ago, though fewer by three`."""
RECOUNTED = re.compile(
    r"[^;.]{0,25}?\s(?:if|when|once)\b[^;.]*\b(?:left out|taken out|set aside|leaves? out|excluded?|included?|removed?|omitted|counted|added)\b"
    r"|[^;.,]{0,12}?\s(?:without|excluding|including|leaving out|counting)\b",
    re.IGNORECASE,
)
"""What follows the same level counted otherwise: `or 149 if the two longest are left out`."""
OF_SOMETHING = re.compile(
    r"\s+(?:more|fewer|less|extra|additional)\s+(?!than\b|points?\b|percent\w*\b)[a-z]", re.IGNORECASE
)
SHARE_AT_MOST = 100
"""No two percentages of a whole differ by more."""
AIM = re.compile(
    r"\b(?:commitment|target|establishment|ceiling|complement|requirement|allocation|standard)\s+(?:of|to reach|is|was)\s+$",
    re.IGNORECASE,
)
ON_A_YEAR = re.compile(
    r"\s+(?:more|fewer|less|higher|lower)\s+than\s+(?:a\s+year|last|the\s+(?:previous|same)|in\b|at\b)", re.IGNORECASE
)
IN_FULL_TIME = re.compile(
    r"\s+(?:full[- ]time[- ]equivalents?|FTE|WTE|whole[- ]time[- ]equivalents?)\s*\)", re.IGNORECASE
)
LASTED_RATHER = re.compile(
    r"\b(?:minutes|hours|days|weeks|months|years),?\s+(?:rather than|instead of|and not|not)\s+$", re.IGNORECASE
)
"""What gives a bare number its unit: `5 months rather than 8`."""


def find_other_statement(change: Change) -> str:
    """Why the amount and the two values may be of two statements; empty where nothing says so."""
    before, after = change.before, change.after
    if not (before and after) or change.lead:
        return ""
    amounts = [q for q in (change.percent, change.count) if q]
    told = (_find_around(change, amount, before, after) for amount in amounts)
    return next(filter(None, told), "") or _find_in_levels(change, before, after)


def _find_around(change: Change, amount: Quantity, before: Quantity, after: Quantity) -> str:
    """Why the words about an amount set it apart from the two values."""
    text = change.sentence.text
    first, last = min(before.start, after.start), max(before.end, after.end)
    if IN_LAST_YEAR.match(text, amount.end) and YEARS_AGO.search(text[: amount.start]):
        return "the change is of a shorter time than the figures"
    if last <= amount.start and STILL.search(text[last : amount.start]) and COMPARED_AGAIN.match(text, amount.end):
        return "the change is a second comparison"
    between = text[amount.end : first] if amount.end <= first else ""
    if MOVED_FROM.search(between) or CAUSE.fullmatch(between):
        return "the change is told of something else than the figures"
    if re.search(r"\bor\s+$", text[: amount.start]) and RECOUNTED.match(text, amount.end):
        return "the figure is the level counted otherwise, not a change"
    counted = before.unit == after.unit == "%" != amount.unit
    if counted and (abs(amount.value) > SHARE_AT_MOST or OF_SOMETHING.match(text, amount.end)):
        return "the count is of something else than the percentages"
    if ON_A_YEAR.match(text, amount.end) and AIM.search(text[: before.start]):
        return "the change is on an earlier figure that is not printed"
    return ""


def _find_in_levels(change: Change, before: Quantity, after: Quantity) -> str:
    """Why the words about the two values tell them, or the word of direction, apart."""
    text = change.sentence.text
    first, last = min(before.start, after.start), max(before.end, after.end)
    opened, closed = text.rfind("(", 0, first), text.find(")", last)
    bracketed = opened >= 0 and closed >= 0 and ")" not in text[opened:first]
    word = change.word
    if word and bracketed and word not in text[change.clause[0] : closed] and word in text[closed:]:
        return "the word of direction belongs to what follows"
    if word and re.search(rf"\d\s+(?:and|or)\s+{re.escape(word)}\b", text):
        return "the word belongs to a band: 85 and above"
    if before.unit == after.unit == "%" and word == "fewer" and CONCEDED_COUNT.search(text[last:]):
        return "the word of direction is of a count"
    if any(LASTED_RATHER.search(text[: level.start]) for level in (before, after)):
        return "one of the figures is a length of time"
    apart = set("()") & set(text[min(before.end, after.end) : max(before.start, after.start)])
    if apart and bool(IN_FULL_TIME.match(text, before.end)) != bool(IN_FULL_TIME.match(text, after.end)):
        return "one of the figures is in full-time equivalents"
    return ""
