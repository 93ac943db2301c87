"""Moves whose two levels stand in the sentences before: `this year's figure is 24,059 ... a year ago 22,310 ... fallen by 1,749`."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from openscrutiny.claims.changes.judging import judge_values
from openscrutiny.claims.changes.statements import Change, read_changes
from openscrutiny.claims.changes.words import EARLIER, FOLLOWS
from openscrutiny.claims.reading.directions import percent_meets
from openscrutiny.claims.reading.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

YEAR = re.compile(r"\b(20\d\d)(?:[/–-]\d\d)?\b")
YEAR_BEFORE = re.compile(
    r"\b(?:year|quarter|month) (?:before|ago|earlier)\b|\b(?:last|previous) (?:year|quarter|month)\b", re.IGNORECASE
)
PAST = re.compile(rf"\b{EARLIER}", re.IGNORECASE)
GOES_ON = re.compile(
    r"\W*(?:The (?:equivalent |comparable )?(?:figure|number|total|level)|It was|This compares)\b", re.IGNORECASE
)
REACH, NEAR = 10, 3
"""Sentences back to the levels of a move that has its percentage too, and of one that has not."""
FEWEST = 10


def check_moves_between_sentences(reading: Reading) -> Iterator[Judgement]:
    """Every move whose amount is the difference of just two levels before it, and which of the two was first is plain."""
    for sentence in reading.sentences:
        if sentence.in_table or not sentence.quantities:
            continue
        told = [c for c in read_changes(sentence) if c.direction and not (c.before or c.after or c.is_denied)]
        if len(told) != 1:
            continue
        change = told[0]
        if change.count and change.count.whole and change.count.value >= FEWEST:
            yield from _judge(reading, change, change.count)
        elif change.percent and not change.count and FOLLOWS.match(sentence.text) and len(sentence.quantities) == 1:
            yield from _judge_size(reading, change)


def _judge_size(reading: Reading, change: Change) -> Iterator[Judgement]:
    """`Detections were 402. Last year there were 431. This is a fall of 7%`: one level in each of the two sentences before."""
    two = reading.sentences[max(0, change.sentence.index - 2) : change.sentence.index]
    if len(two) < 2 or any(s.in_table or len(s.quantities) != 1 or not s.quantities[0].whole for s in two):
        return
    past = [bool(PAST.search(s.text)) for s in two]
    years = [int(m[1]) if (m := YEAR.search(s.text)) else 0 for s in two]
    if past[0] == past[1] and (not all(years) or years[0] == years[1]):
        return
    first = past[0] if past[0] != past[1] else years[0] < years[1]
    levels = two if first else two[::-1]
    before, after = (s.quantities[0] for s in levels)
    shared = reading.words(two[0].text) & reading.words(two[1].text) or GOES_ON.match(two[1].text)
    if not 0.4 < after.value / max(before.value, 1) < 2.5 or not shared:
        return
    lead = two[0].place(two[0].quantities[0].start, two[0].quantities[0].end)
    yield judge_values(replace(change, before=before, after=after, lead=lead), before, after)


def _judge(reading: Reading, change: Change, amount: Quantity) -> Iterator[Judgement]:
    sentence, percent = change.sentence, change.percent
    reach = REACH if percent and amount.value >= 100 else NEAR
    around = [s for s in reading.sentences[max(0, sentence.index - reach) : sentence.index + 1] if not s.in_table]
    levels = {
        q.value: (s, q) for s in around for q in s.quantities if q.whole and q is not amount and q.value > amount.value
    }
    pairs = [
        (one, two)
        for one, two in itertools.permutations(levels.values(), 2)
        if two[1].value - one[1].value == amount.value
    ]
    if len(pairs) != 1:
        return
    low, high = pairs[0]
    bases = [_fits(percent, amount, level[1]) for level in (low, high)]
    plain, past = ([bool(told.search(level[0].text)) for level in (low, high)] for told in (YEAR_BEFORE, PAST))
    if percent and bases[0] != bases[1]:
        rose = plain[0] if plain[0] != plain[1] else bases[0]
    elif past[0] != past[1] and (percent is None or all(bases)):
        rose = past[0]
    else:
        return
    before, after = (low, high) if rose else (high, low)
    judged = judge_values(change, before[1], after[1])
    shared = reading.words(sentence.text) & reading.words(low[0].text + " " + high[0].text)
    if judged.verdict is not Verdict.WRONG or shared or FOLLOWS.match(sentence.text):
        yield replace(judged, places=(*change.places, *(s.place(q.start, q.end) for s, q in (before, after))))


def _fits(percent: Quantity | None, amount: Quantity, base: Quantity) -> bool:
    true = ratio(Interval(amount.value, amount.value), Interval(base.value, base.value))
    return percent is not None and true is not None and percent_meets(percent, true)
