"""Other ways to read a stated change: what fits another pair of the printed figures is not called wrong."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from openscrutiny.claims.changes.neighbours import PERIOD_BRACKET
from openscrutiny.claims.changes.other_statements import find_other_statement
from openscrutiny.claims.changes.statements import Change
from openscrutiny.claims.changes.words import DIRECTION
from openscrutiny.claims.reading.directions import percent_meets, size_of
from openscrutiny.claims.reading.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading.slips import is_mistyped, is_near
from openscrutiny.claims.verdicts import Judgement, Verdict

Pair = tuple[Quantity, Quantity]
BRACKETED = re.compile(r"\s*\(\s*[^(){}:;]{0,15}20\d\d(?:[/–-]\d\d)?\s*:\s*")
"""`reduced to £37m (2019: £43m)`."""
VERSUS_ONLY = re.compile(r"\s*(?:v\.?|vs\.?|versus)\s*")
COMPARED = re.compile(r"\bcompared (?:with|to)\b", re.IGNORECASE)


def settle_reading(
    judgement: Judgement, change: Change, lead: Sequence[Quantity], judge: Callable[[Change], Judgement | None]
) -> Judgement:
    """The judgement of a change called wrong, or a milder one where the printed figures can be paired otherwise.

    `lead` are the figures of the sentence before, which a pair may be taken from too; `judge` judges the change with other figures.
    """
    if judgement.verdict is not Verdict.WRONG:
        return judgement
    figures = [*lead, *change.sentence.quantities]
    own = {(q.value, q.unit) for q in (change.before, change.after) if q}
    pairs = [pair for pair in _pairs(figures, change) if {(q.value, q.unit) for q in pair} != own]
    percents = [pair for pair in pairs if change.percent and _gives_percent(change.percent, pair, change.direction)]
    counts = [pair for pair in pairs if change.count and _gives_count(change.count, pair, change.direction)]
    if change.percent and change.count and _fits_own_count(change) and percents and not set(counts) & set(percents):
        before, after = percents[0]
        return replace(
            judgement, verdict=Verdict.QUESTIONABLE, should_be="", likely_mistake="",
            explanation=f"the count, {change.count.text}, fits one comparison, and the percentage, {change.percent.text}, "
            f"another: {before.text} to {after.text}; {judgement.explanation}",
        )  # fmt: skip
    both = [pair for pair in percents if pair in counts] if change.percent and change.count else percents or counts
    if both:
        return _untold(judgement, f"it fits {both[0][0].text} to {both[0][1].text}")
    if why := _find_other_base(change, figures) or find_other_statement(change):
        return _untold(judgement, why)
    if change.percent and judgement.kind == "change" and REAL.search(change.sentence.text, *change.clause):
        return _untold(judgement, "the percentage may be after inflation")
    part = PARTLY.search(change.sentence.text, change.clause[0], change.clause[1])
    if part and not (part["time"] and WHOLE.fullmatch(part["of"])):
        return _untold(judgement, "the figures may be of a part")
    if judgement.kind == "direction" and _fits_turned(change):
        return _untold(judgement, "it fits the two figures the other way round")
    if _is_one_of_several(change):
        return _untold(judgement, "the total may be of several changes")
    if judgement.kind == "direction" and not _is_paired_surely(change):
        return _untold(judgement, "the figures may not belong together")
    if change.before and change.after and not _is_near(change) and (change.lead or not _is_paired_surely(change)):
        return _untold(judgement, "the figures may not belong together")
    if change.percent and change.count and change.before and not change.after and _is_level(change.count, change):
        return _untold(judgement, f"{change.count.text} may be the later figure")
    if change.percent and change.count and not change.before and not change.after and _is_bracketed_base(change):
        return _untold(judgement, "the figure in brackets may be the base")
    if judgement.kind == "change" and not judgement.likely_mistake and not _is_slip(change, lead, judge):
        return _untold(judgement, f"{judgement.explanation}: too far off to be of these figures")
    return judgement


def _is_slip(change: Change, lead: Sequence[Quantity], judge: Callable[[Change], Judgement | None]) -> bool:
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
    apposed = change.after and amounts and APPOSED.fullmatch(told[change.after.end : min(q.start for q in amounts)])
    moves = {match[0].lower() for match in DIRECTION.finditer(told)}
    return all(q in own for q in figures) and (len(moves) <= 1 or bool(apposed))


APPOSED = re.compile(
    r"[^\d.;,]{0,40}[,(–-]\s*(?:(?:which is|or|representing|that is)\s+)?an?\s+(?:[a-z]+\s+){1,3}(?:of|by)\s+"
)
"""`rose from 312 to 340 in June, an increase of`."""


OTHER_BASE = re.compile(
    r"\W{0,2}\s*(?:worse|better|above|below|higher|lower|less|more|under|over|ahead|behind|short|adverse|favourable)\s*(?:than|of|against|to)?\s+"
    r"(?:(?:the|its|their|our|original|revised|annual|agreed|approved|planned)\s+)*(?:plan|budget|target|forecast|trajectory|estimate|profile|expected|average|expectation)",
    re.IGNORECASE,
)
REAL = re.compile(r"\breal[\s-]terms?\b|\b(?:adjust\w+|allowing) for inflation\b", re.IGNORECASE)
WHOLE = re.compile(
    r"(?:(?:offences|crimes|incidents|cases|reports|recorded|reported|in|for|the|this|most|recent|latest|period|year|quarter|month)\b\s*)*"
)
PARTLY = re.compile(
    r"(?:%|per cent|percent),\s+with\s+[^;,\d]{0,20}\d[\d.,]*\s+(?P<of>[^;,\d]{0,40}?)\s*\b(?:against|compared (?:with|to)|from)\s+\d[\d,.]*(?P<time>[^;,\d]{0,40}\b(?:last|previous|year|earlier|before|20\d\d)\b)?"
)
"""`rose by 12%, with 312 offences against 298 in town centres`."""
AGO = re.compile(
    r"\b(?:ago|earlier|before|previously|at the time)\b[\s,]*(?:which|when it|it|that)?\s*(?:was|were|stood at|had been)?\s*$"
)
A_TIME = re.compile(r"\s*(?:a|per|each|every)\s+(?:week|month|day|fortnight)\b", re.IGNORECASE)
A_YEAR = re.compile(r"\s*(?:(?:a|per|each|every)\s+year|per annum|annually|on average)\b", re.IGNORECASE)


def _find_other_base(change: Change, figures: Sequence[Quantity]) -> str:
    """Why the change may be of other figures than those beside it; empty where nothing says so."""
    text = change.sentence.text
    for amount in (q for q in (change.percent, change.count) if q):
        told = OTHER_BASE.match(text, amount.end)
        derived = (
            change.percent and change.count and change.after
        )  # the base is the level less the count, whatever its name
        if told and not (derived and told[0].lower().endswith("average")):
            return "the change is against a plan that may not be printed"
        if A_TIME.match(text, amount.end) or (amount.unit == "%" and A_YEAR.match(text, amount.end)):
            return "the change is of a shorter time than the figures"
    if change.after and not change.before and not change.lead and AGO.search(text[: change.after.start]):
        return "the level is an earlier one"
    if why := _find_partner(change):
        return why
    named = change.before and re.search(r"\b(?:from|on the)\s*$", text[: change.before.start])
    if change.percent and change.count and not named:  # the base of `from 1,999` is told
        rise = Interval(change.count.true.low, change.count.true.high).scaled(change.direction or 1)
        for level in figures:
            if level in (change.percent, change.count) or level.unit != change.count.unit:
                continue
            share = ratio(size_of(change.count.true), level.true - rise)
            if share is not None and percent_meets(change.percent, share):
                return f"it fits {level.text} as the later figure"
    return ""


OTHER_THAN = re.compile(
    r"\s*(?:higher |lower |more |fewer |up |down )?(?:from|above|below|over|than)\s+(?:the|its|our|their|that|those)\s+(?=[a-z])"
)
"""`up from 274 a year ago and up 27% from the last record`: of another base, that is told without its figure."""
TO_FROM = re.compile(r"\bto\s+(?:about |some |around )?£?\d[\d.,]*\w*(?:\s+[a-z]+){0,4}\s+(?:up |down )?from\s*$")
FROM_NEXT = re.compile(r"(?:\s+[a-z]+){0,4}\s+(?:up |down )?from\s+£?\d")
SIGNS = re.compile(
    r"\b(?:loss|deficit|overspen[dt])\b.*\b(?:profit|surplus|underspen[dt])\b|\b(?:profit|surplus|underspen[dt])\b.*\b(?:loss|deficit|overspen[dt])\b",
    re.IGNORECASE,
)


def _find_partner(change: Change) -> str:
    """Why the two levels, or the amount and its base, belong to other figures; empty where nothing says so."""
    before, after, text = change.before, change.after, change.sentence.text
    if not (before and after):
        return ""
    if before.end < after.start and (TO_FROM.search(text[: before.start]) or FROM_NEXT.match(text, after.end)):
        return "each of the two levels has another beside it"  # `to 65 from 56, and on roads to 12 from 10`
    told = text[max(0, min(before.start, after.start) - 40) : max(before.end, after.end) + 40]
    if before.unit == "£" and SIGNS.search(told):
        return "one is a loss and the other a gain"
    amount = change.percent or change.count
    if amount and before.end < amount.start and OTHER_THAN.match(text, amount.end):
        return "the change is from another figure, that is not printed with it"
    return ""


def _untold(judgement: Judgement, why: str) -> Judgement:
    return Judgement(Verdict.CANNOT_TELL, judgement.kind, judgement.places, why, judgement.printed)


def _pairs(figures: Sequence[Quantity], change: Change) -> Iterator[Pair]:
    amounts = [q for q in (change.percent, change.count) if q]
    levels = [q for q in figures if q not in amounts and q.value > 0 and not q.signed]
    for one, two in itertools.permutations(levels[:16], 2):
        if one.unit == two.unit and one.value != two.value:
            yield one, two


def _gives_percent(percent: Quantity, pair: Pair, direction: int) -> bool:
    before, after = pair
    gap = after.true - before.true
    if direction and (after.value - before.value) * direction < 0:
        return False
    if before.unit == "%" and percent_meets(percent, size_of(gap)):
        return True
    relative = ratio(size_of(gap), before.true)
    return relative is not None and relative.high < 1000 and percent_meets(percent, relative)


def _gives_count(count: Quantity, pair: Pair, direction: int) -> bool:
    before, after = pair
    if direction and (after.value - before.value) * direction < 0:
        return False
    return count.unit == before.unit and size_of(count.true).meets(size_of(after.true - before.true))


def _fits_own_count(change: Change) -> bool:
    if not (change.count and change.before and change.after):
        return False
    return size_of(change.count.true).meets(size_of(change.after.true - change.before.true))


TAKING = re.compile(r"\b(?:taking|bringing|making|leaving)\b[^{};]{0,40}$", re.IGNORECASE)


def _is_one_of_several(change: Change) -> bool:
    """`men rose by 1.2% and women by 2.4%, taking the total from`, `officers rose by 40 and staff by 12, from 1,200 to 1,252`."""
    amount, before, after = change.percent or change.count, change.before, change.after
    if not (amount and before):
        return False
    alike = [q for q in change.sentence.quantities if q.unit == amount.unit and q.end < before.start and q != after]
    summed = after is not None and sum(abs(q.value) for q in alike) == abs(after.value - before.value)
    return len(alike) > 1 and (summed or bool(TAKING.search(change.sentence.text[: before.start])))


def _fits_turned(change: Change) -> bool:
    """`the average of 33 saw a fall when compared with 20, a decrease of 39%`: of the first figure to the second, and not of the second to the first."""
    before, after, percent = change.before, change.after, change.percent
    if not (before and after and percent) or re.search(r"\bfrom\b[^{};]{0,40}$", change.sentence.text[: before.start]):
        return False
    told = ratio(size_of(after.true - before.true), before.true)
    return not (told and percent_meets(percent, told)) and _gives_percent(percent, (after, before), change.direction)


def _is_level(count: Quantity, change: Change) -> bool:
    """`down 4.4% (194) in comparison to Q1 (203)`: what looks like the amount is the later level."""
    return bool(
        change.percent and change.before and _gives_percent(change.percent, (change.before, count), change.direction)
    )


def _is_bracketed_base(change: Change) -> bool:
    assert change.percent
    assert change.count
    opening = change.sentence.text[change.clause[0] : change.percent.start]
    between = change.sentence.text[change.percent.end : change.count.start]
    return bool(PERIOD_BRACKET.fullmatch(between) or ("(" in between and COMPARED.search(opening)))


def _is_paired_surely(change: Change) -> bool:
    """Whether two levels certainly belong together: the amount printed with them fits, or nothing else could."""
    before, after = change.before, change.after
    if not (before and after) or _is_told_whole(change):
        return True
    if change.percent or change.count:
        pair = (before, after)
        size = size_of(after.true - before.true)
        relative = ratio(size, before.true)
        other = ratio(size, after.true)
        fits = change.percent is not None and any(
            true is not None and percent_meets(change.percent, true) for true in (relative, other, size)
        )
        counted = change.count is not None and size_of(change.count.true).meets(size)
        if fits or counted:
            return not VERSUS_ONLY.fullmatch(_between(change, *pair))
    if change.lead:
        levels = [q for q in change.sentence.quantities if q.unit == before.unit]
        return len(levels) == 1 and not (change.percent or change.count)
    text = change.sentence.text
    literal = before.end <= after.start and re.search(r"\bfrom\b[^{};]{0,40}$", text[: before.start])
    between = _between(change, before, after)
    if after.end < before.start and BRACKETED.fullmatch(between) and re.search(r"\bto\s*$", text[: after.start]):
        return not (change.percent or change.count)
    if VERSUS_ONLY.fullmatch(between):
        return False
    if literal and re.search(r"\bto\b", between) and not re.search(r"\d{2,}(?!/)(?<!20\d\d)", between):
        return not (change.percent or change.count) or len(between) < 40
    others = [q for q in change.sentence.quantities if q.unit == before.unit and q not in (before, after)]
    return not others and not (change.percent or change.count)


SAME_TIME = re.compile(
    r"\)?\s+(?:higher|lower|above|below|more|fewer|less|up|down)\s+(?:(?:than|on)\s+)?(?:(?:in|at|for)\s+)?(?:the\s+)?"
    r"(?:same|previous|last|corresponding|equivalent|preceding)\b[^{}();:]{0,50}\($"
)
"""`2% below the same months of last year (`: what is in the bracket is the earlier figure."""


def _is_told_whole(change: Change) -> bool:
    """Amount, later and earlier figure in one breath: `rose by 114% (218) to 409 in July, from 191 in June`, or
    `stands at 341, 2% below the same months of last year (348)`."""
    before, after, text = change.before, change.after, change.sentence.text
    amounts = [q for q in (change.percent, change.count) if q]
    if not (before and after and amounts) or change.lead:
        return False
    first, last = min(q.start for q in amounts), max(q.end for q in amounts)
    if after.end <= first and last <= before.start:
        return text[after.end : first] in {", ", ", or ", " ("} and bool(SAME_TIME.match(text[last : before.start]))
    if not last < after.start < before.start:
        return False
    to = re.fullmatch(r"\)?(?: percentage points?)? to ", text[last : after.start])
    others = [q for q in change.sentence.quantities if after.end <= q.start < before.start]
    return bool(to and not others and re.search(r", (?:down |up )?from $", _between(change, after, before)))


def _between(change: Change, one: Quantity, two: Quantity) -> str:
    first, second = sorted((one, two), key=lambda q: q.start)
    return change.sentence.text[first.end : second.start]


def _is_near(change: Change) -> bool:
    """Whether the printed change is of the size of the true one, so that a slip and not another pair made it."""
    before, after, percent = change.before, change.after, change.percent
    assert before
    assert after
    gap = abs(after.value - before.value)
    if change.lead and change.count and not 0.5 <= gap / (abs(change.count.value) or 1) <= 2:
        return False  # the level of the sentence before is of something else
    if percent is None or before.value <= 0:
        return True
    true = abs(after.value - before.value) / before.value * 100
    if before.unit == "%":
        true = min(true, abs(after.value - before.value), key=lambda v: abs(v - abs(percent.value)))
    return true <= 100 or true <= 3 * abs(percent.value)
