"""Changes as sentences state them: the parts of each clause, put together into statements with a direction."""

import itertools
import re
from dataclasses import dataclass, replace

from openscrutiny.claims.changes.clauses import ENDS, SECOND, Statement, read_clause
from openscrutiny.claims.changes.words import COMPARATOR, DIRECTION, FOLLOWS, NEGATED, RATE_OF_CHANGE, sign_of
from openscrutiny.claims.reading.direction_ties import is_tied, tells_move, year_of
from openscrutiny.claims.reading.move_mentions import read_mentions
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.verdicts import Place


@dataclass(frozen=True)
class Change:
    """A change as printed. `before` and `after` are where the sentence, or the one before it (`lead`), gives them."""

    sentence: Sentence
    clause: tuple[int, int]
    direction: int  # 1 up, -1 down, 0 not said
    word: str
    percent: Quantity | None
    count: Quantity | None
    before: Quantity | None
    after: Quantity | None
    comparator: str
    lead: Place | None = None
    told_before: bool = False  # what the sentence before gives is the earlier value

    @property
    def parts(self) -> list[Quantity]:
        levels = (None if self.told_before else self.before, None if self.lead and not self.told_before else self.after)
        found = [q for q in (self.percent, self.count, *levels) if q]
        return sorted(found, key=lambda q: q.start)

    @property
    def places(self) -> tuple[Place, ...]:
        start, end = self.clause
        while start < end and not self.sentence.text[start].isalnum():
            start += 1
        own = self.sentence.place(start, end)
        return (self.lead, own) if self.lead else (own,)

    @property
    def is_denied(self) -> bool:
        """Whether the change did not happen: `had it fallen by 30`."""
        opening = self.sentence.text[self.clause[0] : self.parts[0].start if self.parts else self.clause[1]]
        return bool(NEGATED.search(opening[: max(0, opening.rfind(self.word))]))

    @property
    def printed(self) -> str:
        return " ".join(q.text for q in self.parts)


SPLIT = re.compile(
    r";|,\s+(?=so\s+(?!from\b|to\b|by\b|it\b)[a-z])|(?<=\))\s+(?=(?-i:The|There|In)\s)|,\s+(?=there\s+(?:were|was)\b)|,\s+(?=(?:the|our|its|their)\s+(?:[a-z]+\s+){1,5}?(?:rose|fell|increased|decreased|improved|worsened|dropped|was|were|has|have)\b)|:(?=\s+[A-Z])|,\s+(?=(?:but|while|whilst|however|and|yet|although|with(?!\s+\{))\b)|\b(?:but|whilst|while|however|although|whereas|yet)\b"
    r"|,?\s+(?:and\s+)?(?=followed\s+by\b|then\s+(?:rose|fell|increas\w+|decreas\w+|dropp\w+|recover\w+)|before\s+(?:ris|fall|increas|decreas|declin|dropp|recover|climb|return|dipp)\w*\b)"
    r"|\band\b(?=\s+(?:a|an|the|is|are|was|were|there|remains?|now|by|also|rose|fell|increas\w+|decreas\w+|[a-z]+\s+(?:rose|fell|is|are|was|were))\b)"
    r"|(?<!\bbe\s)(?<!\bare\s)\b(?=(?:driven|led|fuelled|caused)\s+by\b)|,(?=\s+(?:since\s+(?:its|the|their|our)\s+[a-z]+\s+(?:went|rose|fell|grew|moved|changed|opened|began)|noticeably|notably|including|particularly|before|of which|offset|resulting in|leading to|prompting)\b)"
    r"|\bwith\b(?=\s+(?:[a-z’'()-]+\s+){1,6}(?:up|down|rising|falling|increasing|decreasing|growing|dropping)\s+by\b)",
    re.IGNORECASE,
)
"""Where one clause ends and another begins."""


def read_changes(sentence: Sentence) -> list[Change]:
    """Every change of a sentence, those that only compare two levels too."""
    mentions = read_mentions(sentence.text)
    text = mentions.text
    if not mentions.figures or RATE_OF_CHANGE.search(text):
        return []
    cuts = [0, *(match.end() for match in SPLIT.finditer(text) if _cuts(text, match)), len(text)]
    changes: list[Change] = []
    for start, end in itertools.pairwise(cuts):
        span = (mentions.place(start), mentions.place(end))
        for statement in read_clause(text[start:end], mentions.figures):
            change = _say_direction(sentence, text[start:end], span, statement)
            follows = FOLLOWS.match(text[start:end]) and changes
            changes.append(_completed(change, changes[-1]) if follows else change)
    return changes


def _cuts(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    if SECOND.match(text, match.end()):
        return False
    if match[0].strip() == "," and re.match(r"(?:there|the|our|its|their)\b", text[match.end() :], re.IGNORECASE):
        return bool(re.search(r"\b(?:while|whilst|although|though|after|following)\b[^,]*$", before, re.IGNORECASE))
    return before.count("(") <= before.count(")")


def _say_direction(sentence: Sentence, clause: str, span: tuple[int, int], statement: Statement) -> Change:
    """A statement with its direction: of the word nearest its amount, or the sign printed with it."""
    parts = statement.figures
    percent, count = parts.get("percent"), parts.get("count")
    word, direction = statement.word, statement.direction
    if not word and (near := _nearest_direction(clause, statement)):
        word, direction = near[0], sign_of(near, clause)
    signed = next((q for q in (percent, count) if q and q.signed and q.value), None)
    if signed and not statement.word:
        word, direction = word or signed.text, 1 if signed.value > 0 else -1
    comparator = COMPARATOR.search(clause)
    change = Change(
        sentence, span, direction, word, percent, count, parts.get("before"), parts.get("after"),
        (comparator.lastgroup or "") if comparator else "",
    )  # fmt: skip
    return order_by_years(change)


def _nearest_direction(clause: str, statement: Statement) -> re.Match[str] | None:
    every = [
        word
        for word in DIRECTION.finditer(clause)
        if tells_move(clause, word.start(), word.end(), statement.start)
        and (not ALONGSIDE.search(clause, 0, word.start()) or not OPENS.match(clause, word.end()))
    ]
    before = [word for word in every if word.end() <= statement.start]
    inside = [word for word in every if statement.start <= word.start() <= statement.end]
    after = [word for word in every if word.start() >= statement.end]
    near = (
        next((word for word in inside if sign_of(word, clause)), inside[0])
        if inside
        else before[-1]
        if before
        else after[0]
        if after
        else None
    )
    if before and MAIN_VERB.fullmatch(clause[before[-1].end() : statement.start]) and sign_of(before[-1], clause):
        return before[-1]  # `improved to 61%, down from 66%`
    if near and len(before) > 1 and near is before[-1] and GOES_ON.fullmatch(clause, before[-2].end(), near.end()):
        near = before[-2] if sign_of(before[-2], clause) else near  # `was shorter than in 2022, rising from`
    tied = near and is_tied(clause, near[0], near.start(), near.end(), statement.start, statement.end)
    return near if tied else None


ALONGSIDE = re.compile(
    r"\b(?:as|when|while|where|if)\s+(?!(?:an?|against|compared|of|at|well)\b)(?:[a-z’'-]+\s+){1,5}$", re.IGNORECASE
)
OPENS = re.compile(r"[^{}.;,]{0,30},")
"""`as rank rises, from 76% to 41%`: what rises is not what the figures are of."""
MAIN_VERB = re.compile(r"\s+(?:[a-z]+ly\s+|further\s+)?to\s+", re.IGNORECASE)
GOES_ON = re.compile(r"(?:\s+than\s+[^{},;]{2,40}|(?<=ed)),\s+(?:having\s+)?[a-z]+(?:ing|en)", re.IGNORECASE)


def order_by_years(change: Change) -> Change:
    """`fell since 2019, with 120 in 2019 compared to 80 in 2023`: where each value has its year, the years give the order."""
    before, after, text = change.before, change.after, change.sentence.text
    if not before or not after or change.lead:
        return change
    first, second = sorted((before, after), key=lambda q: q.start)
    one, two = year_of(text[first.end : second.start]), year_of(text[second.end :])
    if one is None or two is None or one == two:
        return change
    earlier, later = (first, second) if one < two else (second, first)
    return replace(change, before=earlier, after=later)


def _completed(change: Change, earlier: Change) -> Change:
    """`from 1,120 to 1,046; this is a 6.6% reduction`: an amount with the values, and the other amount, of the clause before it."""
    amount = change.percent or change.count
    if not amount or change.before or change.after or not (earlier.before or earlier.after or earlier.count):
        return change
    taken = (earlier.percent and change.percent) or (earlier.count and change.count)
    whole = earlier.before and earlier.after and not (earlier.percent or earlier.count)
    turned = change.direction * earlier.direction < 0
    text = change.sentence.text
    ends = ENDS.match(text, max(q.end for q in change.parts)) and change.comparator in {"", earlier.comparator}
    if taken or not (whole or (ends and not turned)):
        return change
    return replace(
        change, before=earlier.before, after=earlier.after, count=change.count or earlier.count,
        percent=change.percent or earlier.percent, clause=(earlier.clause[0], change.clause[1]),
    )  # fmt: skip
