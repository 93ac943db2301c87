"""An average told in prose with what it is of: a list (`71% in the north, 74% in the south, an average of 76%`) or a range (`from 4.1 to 9.3, averaging 3.9`).

A mean is a figure that the words before or after it call one. What it is of are the figures of its unit told side by side next to it,
or in the sentence before, or by month in the one after. It is judged only where the words say that these are all there are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openscrutiny.claims.averages.judging import FARTHEST, judge_average
from openscrutiny.claims.averages.words import (
    A_THING,
    ANOTHER_TIME,
    APART,
    APPOSED,
    BASE,
    BY,
    CALLED,
    CALLED_AFTER,
    COMPASS,
    COUNTED,
    ELSEWHERE,
    HALVES,
    LED,
    NOUN,
    OF_PERIODS,
    OTHER,
    PERIOD_LABEL,
    PLAIN,
    RANGE,
    TOLD,
    WHOLLY,
    YEAR,
)
from openscrutiny.claims.reading.number_words import NUMBER_WORDS
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import measured_template
from openscrutiny.claims.verdicts import Judgement, Place

COMPARED_WITH = re.compile(
    r"\b(?:above|below|than|behind|over|under|exceed\w*)\s+(?:the|its|our|an?|their)\b[^{}]*$", re.IGNORECASE
)
"""`third, behind A (12.1) and B (12.0) and well above the average of`: those told are some of what it is of."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as a template, its figures, and where each stands in the template."""

    sentence: Sentence
    text: str
    figures: tuple[Quantity, ...]
    at: tuple[tuple[int, int], ...]

    def between(self, one: int, two: int) -> str:
        """The words between two figures; those before the first for -1, and after the last for their number."""
        start = self.at[one][1] if one >= 0 else 0
        end = self.at[two][0] if two < len(self.at) else len(self.text)
        return self.text[start:end]

    def noun(self, index: int) -> str:
        """The unit of time or length that a figure is printed with."""
        found = NOUN.match(self.sentence.text[self.figures[index].end :])
        return found[1].lower().rstrip("s") if found else ""

    def run(self, first: int, step: int, like: int, other: "Told") -> list[int]:
        """The figures side by side from one on that have the unit of another."""
        found: list[int] = []
        unit = {other.noun(like)} - {""}
        while 0 <= first < len(self.figures):
            if self.figures[first].unit == other.figures[like].unit:
                unit |= {self.noun(first)} - {""}
                if len(unit) > 1 or (found and not self._is_list(*sorted((first, found[-1])))):
                    break
                found.append(first)
            elif not BASE.search(self.between(first - 1, first)):
                break
            first += step
        return sorted(found)

    def _is_list(self, one: int, two: int) -> bool:
        """Whether two figures are told side by side."""
        gap = re.sub(r"\{\w+\}", "", self.text[self.at[one][1] : self.at[two][0]])
        return bool(re.search(r"[,;]|\b(?:and|to|or|with)\b|\s[–-]", gap)) and not re.search(r"[.:]\s", gap)


def tell(sentence: Sentence) -> Told:
    """A sentence read for its figures, lengths of time included."""
    text, figures = measured_template(sentence)
    return Told(sentence, text, figures, tuple(m.span() for m in re.finditer(r"\{[PNM]\d+\}", text)))


def check_told_averages(reading: Reading) -> Iterator[Judgement]:
    """Every mean told beside all that it is of: it lies between the least and the greatest."""
    for i, sentence in enumerate(reading.sentences):
        if sentence.in_table or not TOLD.search(sentence.text):
            continue
        told = tell(sentence)
        for mean in range(len(told.figures)):
            judged = next(filter(None, _judge_all(reading, i, told, mean)), None)
            if judged:
                yield judged
                break


def _judge_all(reading: Reading, i: int, told: Told, mean: int) -> Iterator[Judgement | None]:
    head, tail = told.between(mean - 1, mean), told.between(mean, mean + 1)
    after, before = told.run(mean + 1, 1, mean, told), told.run(mean - 1, -1, mean, told)
    plain = told.figures[mean].whole and not any(map(told.noun, (mean, *before, *after)))
    called = bool(CALLED.search(head) or CALLED_AFTER.match(tail)) and not COMPARED_WITH.search(head)
    if plain and not re.search(r"averag|\bmean\b", head, re.IGNORECASE):
        called = False  # `three overall` counts
    yield from (
        _judge_range(reading, told, mean, run[:2] if run is after else run[-2:], called=called)
        for run in (after, before)
        if len(run) > 1
    )
    if not called:
        return
    if len(after) > 1 and LED.match(tail) and (len(after) > 2 or not _by_period(told, after)):
        yield _judge(told, mean, told, after)
    if len(before) > 1:
        periods = _by_period(told, before) and OF_PERIODS.search(head + tail)
        if periods or APPOSED.match(head) or _are_all(told.text[: told.at[before[-1]][1]], head + tail, len(before)):
            yield _judge(told, mean, told, before) if _one_measure(reading, told, mean, told, before) else None
    elif mean == 0:
        for j in (i - 1, i + 1):
            beside = reading.sentences[j] if 0 <= j < len(reading.sentences) else None
            if beside is not None and not beside.in_table and beside.quantities:
                yield _judge_beside(reading, told, mean, tell(beside), later=j > i)


def _judge_beside(reading: Reading, told: Told, mean: int, other: Told, *, later: bool) -> Judgement | None:
    """A mean of what the sentence beside it tells: all there are, or the months of the time that it is of."""
    runs = [run for first in range(len(other.figures)) if len(run := other.run(first, 1, mean, told)) > 1]
    if not runs:
        return None
    parts, said = runs[0], told.between(mean - 1, mean) + told.between(mean, mean + 1)
    months = len(parts) > 2 and _by_period(other, parts) and OF_PERIODS.search(said)
    everything = (
        not later and _are_all(other.text, said, len(parts)) and _one_measure(reading, told, mean, other, parts)
    )
    return _judge(told, mean, other, parts) if months or everything else None


def _judge_range(reading: Reading, told: Told, mean: int, ends: Sequence[int], *, called: bool) -> Judgement | None:
    span = told.text[max(0, told.at[min(ends)][0] - 60) : told.at[max(ends)][1]]
    found = RANGE.search(span)
    if not found or not found[0].endswith(told.text[slice(*told.at[max(ends)])]):
        return None
    low, high = (told.figures[e] for e in ends)
    years = all(q.whole and 1900 < q.value < 2100 for q in (low, high))
    if (
        low.value > high.value
        or years
        or (low.unit == "n" and not any(q.places for q in (low, high, told.figures[mean])) and low.value <= 1)
    ):
        return None
    gap = told.between(min(max(ends), mean), max(min(ends), mean))
    if not called and not (
        mean < min(ends) and re.match(r"^[^{}.;:]{0,25}?,?\s*(?:with (?:an?|the) range|ranging)\b", gap)
    ):
        return None
    if mean > max(ends) and (
        ANOTHER_TIME.search(gap + told.between(mean, mean + 1)[:40])
        or not _one_measure(reading, told, mean, told, ends)
    ):
        return None
    return _judge(told, mean, told, ends)


def _by_period(told: Told, parts: Sequence[int]) -> bool:
    """Whether each part is of a month or quarter of its own."""
    return all(PERIOD_LABEL.search(told.between(p - 1, p) + told.between(p, p + 1)) for p in parts)


def _are_all(listed: str, said: str, number: int) -> bool:
    """Whether a list is of all there are: as many as are counted, the two halves of a known pair, or a breakdown."""
    if counted := COUNTED.search(said) or COUNTED.search(listed):
        return NUMBER_WORDS[counted["word"].lower()] == number
    if not WHOLLY.search(said):
        return False
    if number == 2 and not ELSEWHERE.search(listed):
        return bool(re.search(r"\bboth\b", said)) or any(
            one.search(listed) and two.search(listed) for one, two in HALVES
        )
    return (
        bool(BY.search(listed) or ELSEWHERE.search(listed))
        or len({word.lower() for word in COMPASS.findall(listed)}) == number
    )


def _one_measure(reading: Reading, told: Told, mean: int, other: Told, parts: Sequence[int]) -> bool:
    """Whether the words of a mean name nothing that those of its parts do not."""
    head, tail = told.between(mean - 1, mean), re.split(r"[,;.(]", told.between(mean, mean + 1))[0]
    said = reading.words(PERIOD_LABEL.sub(" ", f"{APART.split(head)[-1]} {tail}")) - PLAIN
    last = APART.split(other.between(parts[-1], parts[-1] + 1))[0]
    known = reading.words(f"{other.text[: other.at[parts[-1]][1]]} {last}")
    return len(said - known) <= (1 if re.search(r"\b(?:across|for|in|over|among) ", head + tail, re.IGNORECASE) else 0)


def _judge(told: Told, mean: int, other: Told, parts: Sequence[int]) -> Judgement | None:
    """The mean against its parts, unless words tell that one of them is of something else, or that the figure is their sum."""
    own, whole = [other.figures[p] for p in parts], told.figures[mean]
    same = told is other
    first, last = (min(parts[0], mean), max(parts[-1], mean)) if same else (mean, mean)
    clause = (
        re.split(r"[.;]\s", told.between(first - 1, first))[-1]
        + told.text[told.at[first][0] : told.at[last][1]]
        + re.split(r"[.;(]", told.between(last, last + 1))[0]
    )
    listed = "" if same else other.text
    low, high = min(q.value for q in own), max(q.value for q in own)
    if not low / FARTHEST <= whole.value <= high * FARTHEST or (
        A_THING.match(told.between(mean, mean + 1)) and not _by_period(other, parts)
    ):
        return None
    years = set(YEAR.findall(clause + listed))
    if (
        len(years) > 1
        or OTHER.search(clause)
        or OTHER.search(listed)
        or any(q.qualifier or q.signed for q in (*own, whole))
    ):
        return None
    total = sum(q.value for q in own)
    if abs(total - whole.value) <= 0.5 * len(own) * 10.0**-whole.places * whole.scale:
        return None
    places = (
        (told.sentence.place(min(q.start for q in (*own, whole)), max(q.end for q in (*own, whole))),)
        if same
        else (_clause_place(told, mean), other.sentence.place(own[0].start, own[-1].end))
    )
    return judge_average(whole, own, "the average", places, weighed=True)


def _clause_place(told: Told, mean: int) -> Place:
    """The clause that tells a mean, up to its figure."""
    text, figure = told.sentence.text, told.figures[mean]
    start = max((cut.end() for cut in APART.finditer(text, 0, figure.start)), default=0)
    return told.sentence.place(start, figure.end)
