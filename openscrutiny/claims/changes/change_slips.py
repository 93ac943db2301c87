"""Whether a slip of the pen or of working out accounts for a change that its figures do not bear out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from openscrutiny.claims.changes.statements import Change
from openscrutiny.claims.changes.words import COMPARATIVE, DIRECTION, NOUN
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.slips import is_mistyped, is_near
from openscrutiny.claims.verdicts import Judgement, Verdict


def is_slip_of_change(change: Change, lead: Sequence[Quantity], judge: Callable[[Change], Judgement | None]) -> bool:
    """Whether a slip of the pen or of working out accounts for a change that its figures do not bear out."""
    before, after, count, percent = change.before, change.after, change.count, change.percent
    gap = abs(after.value - before.value) if before and after else abs(count.value) if count else 0
    base = before.value if before else after.value - change.direction * gap if after else 0
    if count and before and after and is_near(count.value, gap):
        return True
    if percent and base > 0 and is_near(percent.value, gap / base * 100, percent=True):
        return True
    if percent and before and before.unit == "%" and is_near(percent.value, gap):
        return True

    def holds(others: Sequence[Quantity]) -> bool:
        given = iter(others)
        was, now, number, share = (next(given) if figure else None for figure in figures)
        judged = judge(replace(change, before=was, after=now, count=number, percent=share))
        return judged is not None and judged.verdict is Verdict.CONSISTENT

    figures = (before, after, count, percent)
    return not base or _is_told_alone(change, lead) or is_mistyped([q for q in figures if q], holds)


def _is_told_alone(change: Change, lead: Sequence[Quantity]) -> bool:
    """Whether the sentence, with the one before it where a level is there, has no other figure and no other move that the change may be of."""
    own = [q for q in (change.before, change.after, change.count, change.percent) if q]
    figures = [*(lead if change.lead else ()), *change.sentence.quantities]
    amounts = [q for q in own if q not in (change.before, change.after)]
    told = change.sentence.text
    if change.percent and change.count and change.after and not change.lead and _is_apposed_pair(change):
        return True
    apposed = change.after and amounts and APPOSED.fullmatch(told[change.after.end : min(q.start for q in amounts)])
    if amounts and change.before and change.after and not change.lead and _is_summed_up(change, amounts):
        return True
    moves = {match[0].lower() for match in DIRECTION.finditer(told)}
    return all(q in own for q in figures) and (len(moves) <= 1 or bool(apposed))


def _is_apposed_pair(change: Change) -> bool:
    """`1,917 incidents were attended in Q1, an increase of 8.2% (245 incidents)`: the level, the percentage and its count in one breath."""
    text, after, percent, count = change.sentence.text, change.after, change.percent, change.count
    assert after
    assert percent
    assert count
    if not after.end < percent.start < count.start:
        return False
    to_amount = re.sub(r"\bQ[1-4]\b|\b20\d\d(?:[/–-]\d\d)?\b", "", text[after.end : percent.start])
    return bool(APPOSED.fullmatch(to_amount) and re.fullmatch(r"\s*\(", text[percent.end : count.start]))


def _is_summed_up(change: Change, amounts: Sequence[Quantity]) -> bool:
    """`from £1.21m to £0.71m, in other words by 23%.`: one amount, just after the two levels, that ends its sentence or clause."""
    text = change.sentence.text
    levels = sorted((q for q in (change.before, change.after) if q), key=lambda q: q.start)
    if len(amounts) != 1 or amounts[0].start < levels[1].end:
        return False
    between = text[levels[0].end : levels[1].start], text[levels[1].end : amounts[0].start]
    apart = SHARE_OF.sub("", between[0])
    return bool(
        not re.search(r"\d{2}", re.sub(r"\b20\d\d\b", "", apart))
        and SUMMED_UP.fullmatch(SHARE_OF.sub("", between[1]))
        and ENDED.match(text, amounts[0].end)
    )


SHARE_OF = re.compile(r"\s*\([^()]*\)")
SUMMED_UP = re.compile(
    rf"(?:\s+in\s+20\d\d(?:[/–-]\d\d)?)?\s*[,:;–-]\s*(?:in other words\s+|i\.?e\.?,?\s+|that is,?\s+|or\s+)?(?:by\s+|(?:a|an)\s+(?:[a-z]+\s+)?(?:{NOUN}|change|movement|difference)\s+of\s+)?"
)
ENDED = re.compile(rf"(?:\s+(?:{COMPARATIVE}))?\s*(?:[.;]|$|,\s+(?:the|as|because|and|which)\b)")


APPOSED = re.compile(
    r"[^\d.;,]{0,40}[,(–-]\s*(?:(?:which is|or|representing|that is)\s+)?an?\s+(?:[a-z]+\s+){1,3}(?:of|by)\s+"
)
"""`rose from 312 to 340 in June, an increase of`."""
