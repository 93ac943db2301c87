"""Changes whose sentence leaves out a level that the sentence before it gives: `There were 312. This is up 14 on last year's 298`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from openscrutiny.claims.changes.statements import Change, read_changes
from openscrutiny.claims.changes.words import COMPARATIVE, DIRECTION, DOWN_VERB, EARLIER, FOLLOWS, SAID_SAME, UP_VERB
from openscrutiny.claims.reading.directions import size_of
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
    if previous is not None:
        changes = [_with_namesake(change, previous) for change in changes]
    changes = [_with_start(_with_own_lead(_rebased(change)), previous) for change in changes]
    changes = [_compared(_with_earlier(change, previous), previous) for change in changes]
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


def _with_namesake(change: Change, previous: Sentence) -> Change:
    """`There were 675,461 arrests in 2017/18. There were 66,946 fewer arrests in 2017/18 than the year before, a fall of 9%`."""
    if not (change.percent and change.count) or change.before or change.after or change.lead:
        return change
    named = NAMESAKE.match(change.sentence.text, change.count.end)
    if not named:
        return change
    again = re.compile(rf"\s+{named['noun']}\b[^.;{{}}]{{0,40}}\bin\s+{re.escape(named['year'])}(?!\d)", re.IGNORECASE)
    levels = [q for q in previous.quantities if q.whole and again.match(previous.text, q.end)]
    if len(levels) != 1:
        return change
    return replace(change, after=levels[0], lead=previous.place(levels[0].start, levels[0].end))


NAMESAKE = re.compile(r"\s+(?:more|fewer|less)\s+(?P<noun>[a-z]+)\s+in\s+(?P<year>20\d\d(?:[/–-]\d\d)?)")


def _with_start(change: Change, previous: Sentence | None) -> Change:
    """`It was 4,689 in January; by June it had risen to 4,952`: the one level told before a move that is said of it."""
    if not change.after or not change.direction or change.before or change.percent or change.count or change.lead:
        return change
    text, (start, end) = change.sentence.text, change.clause
    own = [q for q in change.sentence.quantities if q.end <= start]
    if own and GOES_TO.match(text[start:end]) and not OTHER_PART.search(text[:start]):
        level = _find_start(change.after, own)
        return replace(change, before=level, clause=(level.start, end)) if level else change
    if own or not previous or OTHER_PART.search(previous.text) or not _goes_on(change, previous):
        return change
    led_to = [one.after for one in read_changes(previous) if one.after and one.direction]
    level = _find_start(change.after, led_to) or _find_start(change.after, previous.quantities)
    return (
        replace(change, before=level, lead=previous.place(level.start, level.end), told_before=True)
        if level
        else change
    )


def _find_start(after: Quantity, figures: Sequence[Quantity]) -> Quantity | None:
    alike = [q for q in figures if q.unit == after.unit]
    plain = len(alike) == 1 and not (alike[0].signed or alike[0].points or alike[0].qualifier in {"over", "under"})
    return alike[0] if plain else None


def _goes_on(change: Change, previous: Sentence) -> bool:
    """Whether a clause says of what the sentence before told how it moved on: by a pronoun, or by its subject and a time."""
    start, end = change.clause
    if GOES_TO.match(change.sentence.text[start:end]):
        return bool(start or FOLLOWS.match(change.sentence.text) or TIMED.search(change.sentence.text[:end]))
    subject = SUBJECT.match(change.sentence.text[start:end]) if not start else None
    assert change.after
    return bool(
        subject
        and re.match(rf"\W*(?:[A-Za-z]+\s+){{0,2}}?{subject['what']}\s+{SAID}", previous.text, re.IGNORECASE)
        and TIMED_AFTER.match(change.sentence.text, change.after.end)
    )


SAID = rf"(?:was|were|is|are|stood|shows?|showed|has|have|had|{UP_VERB}|{DOWN_VERB})\b"
TIMED = re.compile(r"\b(?:by|in|since)\s+[A-Za-z]+\s+20\d\d\b")
TIMED_AFTER = re.compile(
    rf"\s*(?:[.;,]|$|(?:in|by|at|during)\s+(?:{MONTHS}\b|20\d\d\b|Q[1-4]\b|the\s+(?:year|quarter|month)\b))"
)
SUBJECT = re.compile(
    rf"\W*(?:(?:By|In|Since)\s+[A-Za-z]+(?:\s+20\d\d)?,?\s+)?(?:The\s+)?(?P<what>[A-Za-z]+(?:\s[a-z]+)??)\s+(?:(?:has|have|had|then|since|now|also|later)\s+)*(?:{UP_VERB}|{DOWN_VERB})\s+(?:[a-z]+ly\s+|further\s+|again\s+|back\s+)*(?:in\s+[A-Za-z]*\s?(?:20\d\d)?\s*)?to\b",
    re.IGNORECASE,
)
GOES_TO = re.compile(
    rf"\W*(?:(?:and|but|which|then)\s+)*(?:(?:by|in|since)\s+[A-Za-z]+(?:\s+20\d\d)?,?\s+)?(?:(?:this|it|that|they|these|numbers|the\s+(?:figure|number|total|rate|proportion|level|share)s?)\s+)?"
    rf"(?:(?:has|have|had|then|since|now|also|later)\s+)*(?:{UP_VERB}|{DOWN_VERB})\s+(?:[a-z]+ly\s+|further\s+|again\s+|back\s+)*(?:in\s+[A-Za-z]*\s?(?:20\d\d)?\s*)?to\b",
    re.IGNORECASE,
)
"""How a clause opens that goes on about the level just told."""


def _compared(change: Change, previous: Sentence | None) -> Change:
    """`Ours was 28.5%. The region stood at 26.4%, 2.1 points lower`: two levels that are just so far apart."""
    after, amount = change.after, change.percent if change.percent and change.percent.points else change.count
    if not after or not amount or not previous or change.before or change.lead or change.clause[0]:
        return change
    alike = [q for q in previous.quantities if q.unit == after.unit and q.places == after.places]
    if len(alike) != 1 or not ENDS_COMPARED.match(change.sentence.text, amount.end):
        return change
    if not size_of(after.true - alike[0].true).meets(amount.true) or (after.places == 0 and after.value < 100):
        return change
    return replace(change, before=alike[0], lead=previous.place(alike[0].start, alike[0].end), told_before=True)


ENDS_COMPARED = re.compile(rf"(?:\s+points?)?\s+(?:{COMPARATIVE})\s*(?:[.;]|$)")


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
    earlier = read_changes(previous)
    levels = [one.after for one in earlier if one.after and (one.percent or one.count)]
    if change.percent and change.count and not (change.before or change.after) and len(levels) == 1:
        figures: Sequence[Quantity] = (
            levels  # `526 deaths, 95 fewer than in 2012. This was 209 (66%) more than in 2003`
        )
    elif len(previous.quantities) > 1 and DIRECTION.search(previous.text) and not (change.before and change.word):
        return change
    else:
        figures = previous.quantities
    level = _find_told(change, figures, earlier)
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
    levels = [q for q in figures if not change.before or q.unit == change.before.unit]
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
    found, turned = [], []
    for level in levels:
        if level.unit != before.unit or level.places != before.places or level.value == before.value:
            continue
        gap = (level.value - before.value) * (change.direction or 1)
        gap = gap if change.direction else abs(gap)
        size = gap if amount.unit == before.unit else gap / before.value * 100 if before.value > 0 else 0.0
        if size > 0 and 0.4 <= size / abs(amount.value) <= 2.5:
            found.append(level)
        elif size < 0 and (size_of(level.true - before.true).meets(amount.true)):
            turned.append(level)  # the direction is the wrong way
    return found if len(found) == 1 else turned if len(turned) == 1 and not found else []
