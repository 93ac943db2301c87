"""Other ways to read a stated change: what fits another pair of the printed figures is not called wrong."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from openscrutiny.claims.changes.certain_pairs import is_near_true, is_paired_surely, is_told_whole
from openscrutiny.claims.changes.change_slips import is_slip_of_change
from openscrutiny.claims.changes.neighbours import PERIOD_BRACKET
from openscrutiny.claims.changes.other_statements import find_other_statement
from openscrutiny.claims.changes.statements import Change
from openscrutiny.claims.reading.directions import percent_meets, size_of
from openscrutiny.claims.reading.quantities import SLACK, Interval, Quantity, print_like, ratio
from openscrutiny.claims.reading.slips import misprints_of
from openscrutiny.claims.verdicts import Judgement, Verdict

Pair = tuple[Quantity, Quantity]
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
    if (change.percent or judgement.kind == "direction") and REAL.search(change.sentence.text, *change.clause):
        return _untold(judgement, "the change may be after inflation")
    part = PARTLY.search(change.sentence.text, change.clause[0], change.clause[1])
    if part and not (part["time"] and WHOLE.fullmatch(part["of"])):
        return _untold(judgement, "the figures may be of a part")
    if judgement.kind == "direction" and not (change.lead or is_told_whole(change)) and _fits_turned(change):
        return _untold(judgement, "it fits the two figures the other way round")
    if _is_one_of_several(change):
        return _untold(judgement, "the total may be of several changes")
    if judgement.kind == "direction" and not is_paired_surely(change):
        return _untold(judgement, "the figures may not belong together")
    if change.before and change.after and not is_near_true(change) and (change.lead or not is_paired_surely(change)):
        return _untold(judgement, "the figures may not belong together")
    if change.percent and change.count and change.before and not change.after and _is_level(change.count, change):
        return _untold(judgement, f"{change.count.text} may be the later figure")
    if change.percent and change.count and not change.before and not change.after and _is_bracketed_base(change):
        return _untold(judgement, "the figure in brackets may be the base")
    if judgement.kind == "change" and not judgement.likely_mistake and not is_slip_of_change(change, lead, judge):
        return _untold(judgement, f"{judgement.explanation}: too far off to be of these figures")
    return _name_base(judgement, change)


OTHER_BASE = re.compile(
    r"\W{0,2}\s*(?:worse|better|above|below|higher|lower|less|more|under|over|ahead|behind|short|adverse|favourable)\s*(?:than|of|against|to)?\s+"
    r"(?:(?:the|its|their|our|original|revised|annual|agreed|approved|planned|national|county|force|regional|overall|five-year)\s+)*(?:plan|budget|target|forecast|trajectory|estimate|profile|expected|average|expectation)",
    re.IGNORECASE,
)
PRINTED = re.compile(r"\s*(?:position|figure|level|total|number)?\s*(?:of|\()\s*")
"""What stands between the name of a plan and its figure."""
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
A_TIME = re.compile(
    r"\s*(?:[a-z]+\s+)?(?:a|per|each|every)\s+(?:week|month|day|fortnight|head|share|household|resident|person)\b",
    re.IGNORECASE,
)
A_YEAR = re.compile(r"\s*(?:(?:a|per|each|every)\s+year|per annum|annually|on average)\b", re.IGNORECASE)


def _find_other_base(change: Change, figures: Sequence[Quantity]) -> str:
    """Why the change may be of other figures than those beside it; empty where nothing says so."""
    text = change.sentence.text
    for amount in (q for q in (change.percent, change.count) if q):
        told = OTHER_BASE.match(text, amount.end)
        derived = (
            change.percent and change.count and change.after
        )  # the base is the level less the count, whatever its name
        printed = told and change.before and PRINTED.fullmatch(text, told.end(), change.before.start)
        if told and not printed and not (derived and told[0].lower().endswith("average")):
            return "the change is against a plan that may not be printed"
        if A_TIME.match(text, amount.end) or (amount.unit == "%" and A_YEAR.match(text, amount.end)):
            return "the change is by the week, the head or the like"
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
                if level == change.after and _misprinted_base(change) is not None:
                    return ""
                return f"it fits {level.text} as the later figure"
    return ""


OTHER_THAN = re.compile(
    r"\s*(?:higher |lower |more |fewer |up |down )?(?:from|above|below|over|than)\s+(?:the|its|our|their|that|those)\s+(?=[a-z])"
)
"""`up from 274 a year ago and up 27% from the last record`: of another base, that is told without its figure."""
OR_SHARE = re.compile(r"(?:\s+[a-z]+)?,\s+or\s+")
"""`up from £5.3m, or 7.07% of assets, a year earlier`."""
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
    if change.percent and OR_SHARE.fullmatch(text[before.end : change.percent.start]):
        return "the percentage is the share that the earlier level is of something"
    amount = change.percent or change.count
    if amount and before.end < amount.start and OTHER_THAN.match(text, amount.end):
        return "the change is from another figure, that is not printed with it"
    return ""


def _misprinted_base(change: Change) -> float | None:
    """The base that level, count and percentage agree on, where the earlier level is that misprinted: `2,174, 100 (4.4%) fewer than the 2,247`."""
    before, after, count, percent = change.before, change.after, change.count, change.percent
    if not (before and after and count and percent):
        return None
    base = after.value - change.direction * abs(count.value)
    share = ratio(size_of(count.true), Interval(base, base))
    amounts = [q.end for q in (percent, count) if q.end <= before.start]
    between = change.sentence.text[max(amounts) : before.start] if amounts else ""
    if share is None or not percent_meets(percent, share) or re.search(r",|\band\b", between):
        return None
    same = any(abs(q.value - base) < SLACK * max(1.0, base) for q in misprints_of(before))
    return base if same else None


def _name_base(judgement: Judgement, change: Change) -> Judgement:
    """The judgement that says of a misprinted base what it should be."""
    base, before = _misprinted_base(change), change.before
    if base is None or before is None:
        return judgement
    should = print_like(f"{base / before.scale:,.{before.places}f}", before)
    why = f"printed as {before.text}; {', '.join(q.text for q in (change.after, change.count, change.percent) if q)} make it {should}"
    return replace(judgement, explanation=why, printed=before.text, should_be=should, likely_mistake="")


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
