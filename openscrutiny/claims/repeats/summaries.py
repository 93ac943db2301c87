"""A share of the summary that the findings give otherwise, in words of their own; and two lists of shares by sum of money."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.claims.reading.part_kinds import OPPOSITE
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.slips import NEAR
from openscrutiny.claims.repeats.clauses import read_periods
from openscrutiny.claims.repeats.pairs import agree, differ
from openscrutiny.claims.shares.money_shares import money_groups
from openscrutiny.claims.verdicts import Judgement

SUMMARY = re.compile(
    r"summary|headline|key (?:findings|points|messages|facts)|highlights|at a glance|overview|introduction|foreword|conclusion",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"findings|results|analysis|discussion|detail|section \d|main report|conclusion|performance report", re.IGNORECASE
)
PEOPLE = frozenset(map(stem, ["majority", "respondents", "residents", "people", "suggests", "said"]))
FEWEST_WORDS = 3
"""Telling words of a summary's share, all of which the findings' sentence has."""
FEWEST_SUMS, MOST_ALIKE = 4, 0.6
"""Sums of money that two lists share, and how many of them have one share in both, where the lists are one."""


def check_summaries(reading: Reading) -> Iterator[Judgement]:
    """Every share of a summary against the findings below it."""
    stated = [s for s in reading.sentences if not s.in_table and s.quantities]
    scopes = _find_scopes(reading, stated)
    summary = [s for s in stated if SUMMARY.search(scopes[s.index])]
    rest = [s for s in stated if not SUMMARY.search(scopes[s.index])] if summary else []
    by_word: dict[str, list[Sentence]] = {}
    for s in rest:
        for word in reading.words(s.text, generic=True):
            by_word.setdefault(word, []).append(s)
    for one in summary:
        open_to = reading.words(one.text + " " + " ".join(one.headings[-1:]))
        single = [one.quantities[0]] if len(one.quantities) == 1 and not DIRECTION.search(one.text) else []
        lists, mine = _find_opposites(one), reading.words(one.text, generic=True) - PEOPLE
        tells = single and single[0].unit == "%" and len(mine) >= FEWEST_WORDS
        alike = min((by_word.get(word, []) for word in mine), key=len) if tells else []
        for other in rest if lists else alike:
            scope = scopes[other.index]
            if (
                other.line <= one.line
                or not (lists or mine <= reading.words(other.text, generic=True))
                or _is_of_another_time(one, other)
            ):
                continue
            if not OPEN.search(scope) and not reading.words(scope) <= open_to:
                continue
            found = list(_hold_lists(one, other) if lists else _hold_share(one, single[0], other))
            yield from found
            if found:
                break
    yield from _hold_sums_of_money(reading)


def _find_scopes(reading: Reading, stated: Sequence[Sentence]) -> dict[int, str]:
    """By sentence, the nearest heading above that the document uses once: what a repeated heading stands under."""
    headings = reading.prose.headings
    counts = Counter(heading.lower() for heading in headings.values())
    single = sorted((line, heading) for line, heading in headings.items() if counts[heading.lower()] == 1)
    lines = [line for line, _ in single]
    at = {s.index: bisect_right(lines, s.line) for s in stated}
    return {index: single[i - 1][1] if i else "" for index, i in at.items()}


def _is_of_another_time(one: Sentence, two: Sentence) -> bool:
    a, b = read_periods(one.text), read_periods(two.text)
    return bool(a and b and a != b)


def _hold_share(one: Sentence, quantity: Quantity, other: Sentence) -> Iterator[Judgement]:
    """A percentage of a summary, and that of a sentence of the findings whose words hold all of its words."""
    figures = [q for q in other.quantities if q.unit == "%"]
    same = [q for q in figures if q.value == quantity.value]
    if same or (figures and abs(figures[0].value - quantity.value) <= NEAR and figures[0].places == quantity.places):
        yield _hold((one, quantity), (other, (same or figures)[0]))


def _find_opposites(sentence: Sentence) -> dict[str, Quantity]:
    """The shares of those for whom a thing went up, stayed or went down."""
    percents = [q for q in sentence.quantities if q.unit == "%"]
    ends = [*(q.start for q in percents[1:]), len(sentence.text)]
    for words in OPPOSITE:
        found: dict[str, Quantity] = {}
        for name, pattern in zip(("up", "same", "down"), words, strict=True):
            hits = [
                q
                for q, end in zip(percents, ends, strict=False)
                if re.search(pattern, sentence.text[q.end : end], re.IGNORECASE)
            ]
            if len(hits) == 1:
                found[name] = hits[0]
        if len({q.start for q in found.values()}) == len(words):
            return found
    return {}


def _hold_lists(one: Sentence, other: Sentence) -> Iterator[Judgement]:
    mine, theirs = _find_opposites(one), _find_opposites(other)
    gaps = [abs(mine[key].value - theirs[key].value) for key in mine] if theirs else [NEAR + 1]
    if min(gaps) == 0 and max(gaps) <= NEAR:
        yield from (_hold((one, mine[key]), (other, theirs[key])) for key in mine)


def _hold_sums_of_money(reading: Reading) -> Iterator[Judgement]:
    groups = money_groups(reading)
    for i, one in enumerate(groups):
        for two in groups[i + 1 :]:
            keys = [key for key in one if key in two]
            same = [key for key in keys if one[key][0].value == two[key][0].value]
            if len(keys) >= FEWEST_SUMS and len(same) >= MOST_ALIKE * len(keys):
                yield from (_hold(one[key][::-1], two[key][::-1]) for key in keys)


def _hold(one: tuple[Sentence, Quantity], two: tuple[Sentence, Quantity]) -> Judgement:
    places = [
        s.place(max(0, q.start - 10) if s.text[max(0, q.start - 1)] == "(" else q.start, min(len(s.text), q.end + 50))
        for s, q in (one, two)
    ]
    if one[1].value == two[1].value:
        return agree(places[0], places[1], f"both {one[1].text}")
    return differ((one[1], places[0]), (two[1], places[1]), "the body of the document", known=False)
