"""A sum as prose tells it: a whole, its parts and how far the words say that these are all there are. Judged here and nowhere else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, print_like
from openscrutiny.claims.reading.slips import is_mistyped
from openscrutiny.claims.verdicts import Judgement, Place, Verdict


@dataclass(frozen=True, slots=True)
class Reach:
    """What parts may come to, relative to their whole, for a sum that is off to be a mistake: beyond, they are of something else."""

    least: float
    most: float


ALL = Reach(0.7, 1.3)
"""The words say that the parts are all there are: `made up of`, `a total of`, `and the other 62`."""
ANY = Reach(0, 10)
"""A difference worked out in words: `31 joined and 24 left, a net gain of 7`."""
LISTED = Reach(0.8, 1.3)
"""A list after a colon or in brackets, which may leave something out."""
CLOSE = Reach(0.9, 1.1)
"""A total that may be of more than the parts before it: `In total there were 412`."""
SLIGHT = 0.03
"""How far off, relative to the whole, a sum may be with no one digit that mends it."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`answer` is the figure that its sentence works out from the others: the whole, where it is not said."""

    whole: Quantity
    parts: tuple[Quantity, ...]
    reach: Reach
    places: tuple[Place, ...]
    answer: Quantity | None = None
    some: bool = True
    """Whether some of the parts may be all there are: what stands before or after them may be of something else."""


def find_whole(whole: Quantity, parts: Sequence[Quantity], figures: Sequence[Quantity]) -> Quantity:
    """What a list comes to: another figure of the sentence where that fits (`cost £18,640, £1,360 under its budget of £20,000: ...`)."""
    total = Interval(sum(q.true.low for q in parts), sum(q.true.high for q in parts))
    others = [q for q in figures if q.unit == whole.unit and q not in parts and q.true.meets(total)]
    return others[0] if others and not whole.true.meets(total) else whole


def negative(q: Quantity) -> Quantity:
    """A figure that is taken away, as a part."""
    return replace(q, value=-q.value, true=Interval(-q.true.high, -q.true.low), text=f"-{q.text}")


def judge_sum(told: Sum) -> Iterator[Judgement]:
    """Consistent where values that round to what is printed make the sum true; wrong where none do and the parts reach the whole."""
    whole, parts = told.whole, told.parts
    value = sum(q.value for q in parts)
    working = " + ".join(q.text for q in parts) + f" = {value / whole.scale:,.10g}"
    if _comes_to(parts, whole):
        yield Judgement(Verdict.CONSISTENT, "sum", told.places, working)
        return
    runs = [parts[a : a + n] for n in range(2, len(parts)) for a in range(len(parts) - n + 1)]
    if told.some and told.reach is not ANY and any(_comes_to(run, whole) for run in runs):
        yield Judgement(Verdict.CANNOT_TELL, "sum", told.places, "the others may be of something else")
        return
    doubtful = any(q.qualifier for q in (whole, *parts)) or whole.value <= 0 or value <= 0
    if doubtful or not _is_near(whole, value, told.reach):
        return
    overlapping = value > whole.value and len(parts) > 2 and whole.unit == "n"  # one may be counted under several
    if (told.reach is not ALL or overlapping) and not _is_slip(told, value):
        yield Judgement(Verdict.CANNOT_TELL, "sum", told.places, f"{working}: too far off to be all of {whole.text}")
        return
    answer = told.answer or whole
    should = total = write_like(value, whole, parts)
    if answer is not whole:
        should = write_like(whole.value - value + answer.value, answer, (whole, *parts))
        if told.reach is ANY or len(parts) == 2:
            others = "".join(f" - {q.text}" for q in parts if q is not answer).replace("- -", "+ ")
            working = f"{whole.text}{others} = {should}"
        should += "" if told.reach is ANY else f", or the whole is {total}"
    yield Judgement(Verdict.WRONG, "sum", told.places, f"printed as {answer.text}; {working}", answer.text, should)


def _is_slip(told: Sum, value: float) -> bool:
    """Whether a slip accounts for a sum that is off: a figure near, one digit, or a part left out or counted twice."""
    gap = abs(value - told.whole.value)
    if gap <= SLIGHT * told.whole.value or any(q.true.meets(Interval(gap, gap)) for q in told.parts):
        return True
    return is_mistyped((told.whole, *told.parts), lambda every: _comes_to(every[1:], every[0]))


def _comes_to(parts: Sequence[Quantity], whole: Quantity) -> bool:
    return Interval(sum(q.true.low for q in parts), sum(q.true.high for q in parts)).meets(whole.true)


def _is_near(whole: Quantity, value: float, reach: Reach) -> bool:
    """Within reach, or with the digits of the whole in another order."""
    digits = [sorted(f"{v / whole.scale:.{whole.places}f}") for v in (value, whole.value)]
    turned = digits[0] == digits[1] and whole.places > 0 and reach.least > ALL.least
    return reach.least * whole.value <= value <= reach.most * whole.value or turned


def write_like(value: float, like: Quantity, others: Sequence[Quantity]) -> str:
    """A value as another quantity is printed, to the finest place of those it is worked out from."""
    places = max(q.places for q in (like, *others) if q.scale == like.scale)
    number = f"{value / like.scale:,.{places}f}"
    return print_like(number, like) if any(character.isdigit() for character in like.text) else number


SOME = re.compile(
    r"includ|e\.g|such as|of wh(?:ich|om)|\balso\b|for example|mainly|largest|\brang(?:e|ing)|notably|up from|down from|compared|target|\bper\b|each|respectively|previous|last year|more than|at least|between|\bthen\b|counted twice|overlap|more than one|double[\s-]count|as well|of the (?:latter|former)\b|\bboth (?:in )?(?:\{|\d)",
    re.IGNORECASE,
)
"""Words of a list that does not give every part, or that gives something other than parts."""
UNREAD = re.compile(r"\b(?:999|101|111|112)\b")
"""Numbers that may be a telephone service and so are not read as counts."""


ONE = re.compile(
    r"\bone\s+(?!of\b|in\b|another\b|more\b|or\b|hundred|thousand|years?\b|months?\b|weeks?\b|days?\b|hours?\b)[a-z]"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten)\s+(?:day|week|hour|year|month)\s+[a-z]",
    re.IGNORECASE,
)
"""Parts in words that are not read as counts: `one requires improvement`, `two day crewed`."""


def may_lack_part(told: Sum, sentence: Sentence) -> bool:
    """Whether parts that come to less than their whole may lack one that the clause tells in words not read as a count."""
    if sum(q.value for q in told.parts) >= told.whole.value:
        return False
    start = min(q.start for q in told.parts)
    clause = max(sentence.text.rfind(mark, 0, start) for mark in (". ", "; ", ": "))
    return bool(ONE.search(sentence.text, max(clause, 0)))


def hides_part(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch holds a number that was not read as a count, and may be one of the parts."""
    read = [(q.start, q.end) for q in sentence.quantities]
    return any(
        not any(first <= match.start() < last for first, last in read)
        for match in UNREAD.finditer(sentence.text, start, end)
    )


def place_of_sum(sentence: Sentence, source: Sentence, parts: Sequence[Quantity], whole: Quantity) -> tuple[Place, ...]:
    """The stretch of the parts, and where it stands in another sentence that of the whole."""
    if source is sentence:
        figures = (*parts, whole)
        return (sentence.place(min(q.start for q in figures), max(q.end for q in figures)),)
    return sentence.place(parts[0].start, parts[-1].end), source.place(whole.start, whole.end)
