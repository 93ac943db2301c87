"""Changes stated in prose, judged by the values beside them, or by the row of a table that they were taken from."""

import math
from collections.abc import Iterator
from functools import partial

from openscrutiny.claims.changes.bases_in_tables import (
    Pin,
    find_flat_row,
    find_pin,
    find_wrong_period,
    row_places,
    show_number,
)
from openscrutiny.claims.changes.doubts import settle_reading
from openscrutiny.claims.changes.neighbours import find_changes
from openscrutiny.claims.changes.statements import Change
from openscrutiny.claims.changes.words import SAID_SAME
from openscrutiny.claims.reading.directions import percent_meets, size_of
from openscrutiny.claims.reading.quantities import SLACK, Interval, Quantity, print_like, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict


def check_changes(reading: Reading) -> Iterator[Judgement]:
    """Judges every stated change by itself, then against the table rows it may have come from."""
    previous = None
    for sentence in reading.sentences:
        changes = find_changes(sentence, previous)
        lead = previous.quantities if previous is not None and any(change.lead for change in changes) else ()
        previous = sentence
        pins = [find_pin(change, reading) for change in changes]
        current = next((pin[1] for pin in pins if pin), None)
        for change, pin in zip(changes, pins, strict=True):
            judgement = _judge(change, pin, current, reading)
            if judgement:
                yield judgement if pin else settle_reading(judgement, change, lead, partial(_judge_again, reading))


def _judge_again(reading: Reading, change: Change) -> Judgement | None:
    return _judge(change, None, None, reading)


def _judge(change: Change, pin: Pin | None, current: float | None, reading: Reading) -> Judgement | None:
    if change.before and change.after:
        return judge_values(change, change.before, change.after)
    count, percent = change.count, change.percent
    if count is None or percent is None:
        return None
    size = size_of(count.true)
    if pin:
        before, after, row = pin
        working = f"{row.label}: {show_number(after)} against {show_number(before)}"
        return _judge_base(change, count, percent, Interval(before, before), working, pin)
    if change.before:
        return _judge_base(change, count, percent, change.before.true, f"against {change.before.text}", None)
    if change.after:
        shifted = Interval(change.direction * size.low, change.direction * size.high)
        base = change.after.true - Interval(min(shifted.low, shifted.high), max(shifted.low, shifted.high))
        bounded = base.low > 0 and base.high < math.inf  # `fell by over 200` has no base
        return _judge_base(change, count, percent, base, f"now {change.after.text}", None) if bounded else None
    if current is not None:
        before = current - change.direction * abs(count.value)
        working = f"the same sentence and its table make the latest figure {show_number(current)}"
        return _judge_base(change, count, percent, Interval(before, before), working, None)
    return find_flat_row(change, reading) or find_wrong_period(change, reading) or _judge_alone(change, percent, count)


def _judge_base(
    change: Change, count: Quantity, percent: Quantity, base: Interval, working: str, pin: Pin | None
) -> Judgement:
    """A percentage with its count, of a base that is known."""
    places, amount = change.places, size_of(count.true)
    true = ratio(amount, base)
    if true is None:
        return Judgement(Verdict.CANNOT_TELL, "change", places, "the base is nought", change.printed)
    before = round((base.low + base.high) / 2, 6)
    middle = abs(count.value) / before * 100
    arithmetic = f"{count.text} / {show_number(before)} = {middle:.1f}% ({working})"
    if percent_meets(percent, true):
        return Judgement(Verdict.CONSISTENT, "change", places, arithmetic)
    extra = tuple(row_places((pin[2],), pin[0], pin[1])) if pin else ()
    after = before + change.direction * abs(count.value)
    return Judgement(
        Verdict.WRONG, "change", (*places, *extra), f"printed as {percent.text}; {arithmetic}", f"{percent.text} ({count.text})",
        f"{_percent(middle, percent)} ({count.text})", _likely(change, count, percent, before, after, pinned=pin is not None),
    )  # fmt: skip


def _percent(value: float, like: Quantity) -> str:
    return f"{value + 1e-9:.{like.places}f}%"


def _likely(change: Change, count: Quantity, percent: Quantity, before: float, after: float, *, pinned: bool) -> str:
    amount = Interval(abs(count.value), abs(count.value))

    def fits(base: float) -> bool:
        share = ratio(amount, Interval(base, base)) if base > 0 else None
        return share is not None and percent_meets(percent, share)

    if fits(after):
        return f"divided by the latest figure, {show_number(after)}, not by the earlier one"
    for sibling in find_changes(change.sentence):
        if sibling.count and sibling.count is not count:
            base = after - sibling.direction * abs(sibling.count.value)
            if fits(base):
                named = sibling.comparator.replace("_", " ") or "other comparison"
                return f"divided by the figure of the {named}, {show_number(base)}"
    other = after + change.direction * abs(count.value)
    if not pinned and fits(other):
        word = "an increase" if change.direction < 0 else "a decrease"
        return f"{percent.text} fits {word} of {count.text} from {show_number(other)}: the direction is the wrong way"
    return _misprint(abs(count.value) / before * 100, percent)


def _misprint(true: float, percent: Quantity) -> str:
    """How a percentage of the right figures came to be printed wrong."""
    unit = 10.0**-percent.places
    if abs(math.floor(true / unit) * unit - abs(percent.value)) < unit / 100:
        return "cut off, not rounded"
    return "digits changed round" if sorted(f"{true:.0f}") == sorted(f"{abs(percent.value):.0f}") else ""


def judge_values(change: Change, before: Quantity, after: Quantity) -> Judgement:
    """Both values are given: the direction, the difference and the percentage must all follow from them."""
    percent, count, places = change.percent, change.count, change.places
    base, now = _exact(before, after, count), _exact(after, before, count)
    difference = now - base
    sign = _sign(difference, after.value - before.value)
    working = f"{before.text} to {after.text}"
    if sign and SAID_SAME.fullmatch(change.word):
        return Judgement(
            Verdict.WRONG, "direction", places, f"'{change.word}', but {working} is {'a rise' if sign > 0 else 'a fall'}",
            change.word, "a rise" if sign > 0 else "a fall",
        )  # fmt: skip
    if sign and change.direction and sign != change.direction:
        return Judgement(
            Verdict.WRONG, "direction", places, f"'{change.word}', but {working} is {'a rise' if sign > 0 else 'a fall'}",
            change.word, "increase" if sign > 0 else "decrease", "the direction is the wrong way",
        )  # fmt: skip
    size = size_of(difference)
    said = size_of(_exact(count, count) if count.unit == before.unit == "£" else count.true) if count else size
    gap = abs(after.value - before.value)
    if count and not said.meets(size):
        should = print_like(f"{gap / count.scale:,.{count.places}f}", count)
        return Judgement(
            Verdict.WRONG, "change", places, f"printed as {count.text}; {working} is {should}", count.text, should
        )
    if percent is None:
        kind = "change" if count else "direction"
        return Judgement(Verdict.CONSISTENT, kind, places, f"{working}: {change.word}")
    amount = _narrowed(size, said)
    points = before.unit == "%"
    if percent.points and not points:
        return Judgement(
            Verdict.CANNOT_TELL, "change", places, "points of a score, not of a percentage", change.printed
        )
    if points and percent_meets(percent, amount):
        return Judgement(Verdict.CONSISTENT, "change", places, f"{working} is {percent.text} in percentage points")
    relative = ratio(amount, base)
    if relative is None and points and percent.points:  # nought has no percentage, but its points follow
        fits = f"{gap:.{percent.places}f} percentage points"
        why = f"printed as {percent.text}; {working} is {gap:g} percentage points"
        return Judgement(Verdict.WRONG, "change", places, why, percent.text, fits)
    if relative is None:
        return Judgement(Verdict.CANNOT_TELL, "change", places, "the base is nought", change.printed)
    if not percent.points and percent_meets(percent, relative):
        return Judgement(Verdict.CONSISTENT, "change", places, f"{working} is a change of {percent.text}")
    middle = gap / before.value * 100
    other = ratio(amount, now)
    mistake = (
        "divided by the later figure, not by the earlier"
        if other and percent_meets(percent, other)
        else _misprint(middle, percent)
    )
    should = f"{gap:.{percent.places}f} percentage points" if points else _percent(middle, percent)
    return Judgement(
        Verdict.WRONG, "change", places, f"printed as {percent.text}; {working} is {middle:.1f}%"
        + (f", or {gap:g} percentage points" if points else ""), percent.text, should, mistake,
    )  # fmt: skip


def _sign(difference: Interval, printed: float) -> int:
    """1 where the true values can only rise, -1 where they can only fall: 51% and 52% printed alike are at most equal otherwise."""
    room = SLACK * max(1.0, abs(difference.low), abs(difference.high))
    return 1 if printed > 0 and difference.low >= -room else -1 if printed < 0 and difference.high <= room else 0


def _exact(one: Quantity, other: Quantity, amount: Quantity | None = None) -> Interval:
    """The true values of a level: a count beside one printed to the unit is not itself rounded, though it end in noughts."""
    if one.unit == "£" and one.places == 0 and one.scale == 1 and not one.qualifier:
        return Interval(one.value - 0.5, one.value + 0.5)
    plain = one.unit == other.unit == "n" and one.whole and other.whole and other.value % 100
    tens = one.value % 10 == other.value % 10 == 0 and (amount is None or amount.value % 10 == 0)
    if plain and tens and min(one.value, other.value) >= TENS_FROM:
        return Interval(one.value - 5, one.value + 5)
    return Interval(one.value, one.value) if plain else one.true


TENS_FROM = 1_000
"""Counts from here on that both end in nought, and their difference with them, may be printed to the nearest ten."""


def _narrowed(one: Interval, two: Interval) -> Interval:
    low, high = max(one.low, two.low), min(one.high, two.high)
    return Interval(low, high) if low <= high else one


def _judge_alone(change: Change, percent: Quantity, count: Quantity) -> Judgement:
    """Only the percentage and the count: some whole base must give both."""
    places = change.places
    low, high = sorted((abs(percent.true.low), abs(percent.true.high)))
    if change.direction < 0 and low > 100:
        return Judgement(
            Verdict.WRONG, "change", places, f"nothing can fall by {percent.text}", percent.text, "100% or less"
        )
    if percent.qualifier or not count.whole or low <= 0:
        return Judgement(Verdict.CANNOT_TELL, "change", places, "the base is not given", change.printed)
    least, most = abs(count.value) * 100 / high, abs(count.value) * 100 / low
    if int(most + 1e-9) >= least - 1e-9:
        return Judgement(
            Verdict.CANNOT_TELL, "change", places, f"the base would be {least:.1f} to {most:.1f}", change.printed
        )
    return Judgement(
        Verdict.WRONG, "change", places,
        f"{count.text} is {percent.text} of no whole number: the base would lie between {least:.2f} and {most:.2f}", change.printed,
    )  # fmt: skip
