"""Changes whose sentence leaves out a level that the sentence before it gives: `There were 312. This is up 14 on last year's 298`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from openscrutiny.claims.changes.statements import Change, read_changes
from openscrutiny.claims.changes.words import DIRECTION, EARLIER, FOLLOWS, SAID_SAME
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import MONTHS, Quantity
from openscrutiny.claims.reading.reading import STOP, stem

PERIOD_BRACKET = re.compile(
    rf"[^(){{}}]{{0,30}}\b(?:on|than|with|to|against|from|in)\s+(?:the\s+|a\s+)?[^(){{}},]{{0,45}}?(?:year|years|quarter|month|months|period|ago|before|earlier|20\d\d(?:[/–-]\d\d(?:\d\d)?)?|pandemic|{MONTHS})(?:['’]s?)?(?:\s+(?:total|figure|level|number))?\s*\(\s*$",
    re.IGNORECASE,
)


def find_changes(sentence: Sentence, previous: Sentence | None = None) -> list[Change]:
    """Every change with a direction that a sentence states; `previous` may hold the level that it starts from."""
    changes = read_changes(sentence)
    if previous is not None and FOLLOWS.match(sentence.text):
        changes = [_with_lead(_sized(change, previous), previous) for change in changes]
    changes = [_with_earlier(_with_own_lead(_rebased(change)), previous) for change in changes]
    return [change for change in changes if _tells(change)]


PAST = re.compile(rf"\b(?:{EARLIER})", re.IGNORECASE)
NOW = re.compile(r"\bthis (?:year|quarter|month|period|time)\b|\bnow\b", re.IGNORECASE)
QUARTER = re.compile(r"\bQ([1-4])\b(?!\s*20)")
YEAR = re.compile(r"\b(20\d\d)(?:[/–-]\d\d)?\b")
OTHER_PART = re.compile(
    r"\b(?:target|average|national\w*|of (?:which|these|those|whom)|includ\w+|plan|budget|forecast)\b", re.IGNORECASE
)


def _with_earlier(change: Change, previous: Sentence | None) -> Change:
    """`Last year 298 were recorded. This year there were 312, an increase of 4.7%`: the one figure told before, of an earlier time."""
    after, text = change.after, change.sentence.text
    if not after or change.before or not (change.percent or change.count) or change.comparator or change.lead:
        return change
    start, end = change.clause
    own = [q for q in change.sentence.quantities if q.end <= start]
    told, figures = (text[:start], own) if own else (previous.text, previous.quantities) if previous else ("", ())
    if (
        not own
        and previous
        and any(q.start < after.start and q not in (change.percent, change.count) for q in change.sentence.quantities)
    ):
        return change
    amounts = [
        q
        for one in read_changes(change.sentence if own else previous or change.sentence)
        for q in (one.percent, one.count)
    ]
    if len(figures) != 1 or figures[0] in amounts or OTHER_PART.search(told) or OTHER_PART.search(text[start:end]):
        return change
    level = figures[0]
    alike = level.unit == after.unit and level.places == after.places and not level.qualifier
    if (
        not alike
        or level.value <= 0
        or not 0.4 < after.value / level.value < 2.5
        or not is_earlier(told, text[start:end])
    ):
        return change
    said = _telling(text[start:end])
    if said and not said & _telling(told) and not FOLLOWS.match(text[start:end]):
        return change
    if own:
        return replace(change, before=level, clause=(0, end))
    assert previous
    return replace(change, before=level, lead=previous.place(level.start, level.end), told_before=True)


def _telling(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[A-Za-z]{3,}", PERIOD_WORDS.sub(" ", text)) if word.lower() not in STOP}


PERIOD_WORDS = re.compile(rf"\b(?:{MONTHS}|this|last|same|year|quarter)\b|['’]s\b", re.IGNORECASE)


def is_earlier(told: str, now: str) -> bool:
    """Whether words tell that what was told before is of a time before what is told now."""
    for pattern in (YEAR, QUARTER):
        one, two = pattern.findall(told), pattern.findall(now)
        if one and two:
            return int(one[-1]) < int(two[-1])
    if PAST.search(now):
        return False
    return bool(PAST.search(told))


def _rebased(change: Change) -> Change:
    """`4.5% down on the previous year (622,086)`: a bracket after a period is its level, where it is of the size of one."""
    percent, count = change.percent, change.count
    if not (percent and count) or change.before or count.signed or percent.start > count.start:
        return change
    if not PERIOD_BRACKET.fullmatch(change.sentence.text[percent.end : count.start]):
        return change
    if change.after is None:
        return change
    if change.after.unit == count.unit and change.after.value / 4 <= count.value <= change.after.value * 4:
        return replace(change, before=count, count=None)
    return change


def _sized(change: Change, previous: Sentence) -> Change:
    """`It was 24.6%, up from 23.0%. This is a rise of 2.6 points`: the amount of the one change in the sentence before."""
    if change.before or change.after or not (change.percent or change.count):
        return change
    earlier = [one for one in read_changes(previous) if one.before and one.after]
    if len(earlier) != 1 or earlier[0].percent or earlier[0].count or len(change.sentence.quantities) != 1:
        return change
    before, after = earlier[0].before, earlier[0].after
    assert before
    assert after
    start, end = min(before.start, after.start), max(before.end, after.end)
    return replace(change, before=before, after=after, lead=previous.place(start, end))


def _tells(change: Change) -> bool:
    """Whether enough is printed for the parts to disprove one another."""
    if change.before and change.after:
        return bool(change.direction or change.percent or change.count or SAID_SAME.fullmatch(change.word))
    return bool(change.direction and change.percent and change.count) or bool(
        change.direction and (change.percent or change.count) and change.before and change.after
    )


def _with_lead(change: Change, previous: Sentence) -> Change:
    """`There were 312. This is up 14 on last year's 298`: the later level that the sentence before tells."""
    if len(previous.quantities) > 1 and DIRECTION.search(previous.text) and not (change.before and change.word):
        return change
    level = _find_told(change, previous.quantities, read_changes(previous))
    if not level:
        return change
    return replace(change, after=level, lead=previous.place(level.start, min(len(previous.text), level.end + 40)))


def _with_own_lead(change: Change) -> Change:
    """`There were 312, though this is 14 more than last year's 298`: the later level that an earlier clause of the sentence tells."""
    text, (start, end) = change.sentence.text, change.clause
    if not change.before or not FOLLOWS.match(text[start:end]):
        return change
    told = [q for q in change.sentence.quantities if q.end <= start]
    level = _find_told(change, told, [one for one in read_changes(change.sentence) if one != change])
    return replace(change, after=level, clause=(level.start, end)) if level else change


def _find_told(change: Change, figures: Sequence[Quantity], others: Sequence[Change]) -> Quantity | None:
    """The one figure told before that may be a change's later level."""
    levels = [q for q in figures if q.unit != "%" or not (change.before and change.before.unit != "%")]
    if len(levels) > 2 and all(q.whole for q in levels) and levels[0].value == sum(q.value for q in levels[1:]):
        levels = levels[:1]  # a total over its own parts
    if change.before and len(levels) > 1:
        levels = _plausible(change, change.before, levels)
    like = change.before or change.count
    if change.after or change.lead or len(levels) != 1 or not like or like.unit != levels[0].unit:
        return None
    told_otherwise = any(levels[0] in (one.percent, one.count, one.before) for one in others)
    return None if told_otherwise or levels[0].qualifier in {"over", "under"} else levels[0]


def _plausible(change: Change, before: Quantity, levels: Sequence[Quantity]) -> list[Quantity]:
    """The one level of the sentence before that the amount could have been meant for; none where one gives it rightly or two could."""
    amount = change.count or change.percent
    if amount is None or amount.value == 0:
        return []
    found = []
    for level in levels:
        if level.unit != before.unit or level.places != before.places or level.value == before.value:
            continue
        gap = (level.value - before.value) * (change.direction or 1)
        gap = gap if change.direction else abs(gap)
        size = gap if amount.unit == before.unit else gap / before.value * 100 if before.value > 0 else 0.0
        if size > 0 and 0.4 <= size / abs(amount.value) <= 2.5:
            found.append(level)
    return found if len(found) == 1 else []
