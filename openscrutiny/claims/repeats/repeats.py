"""The same quantity stated twice in words: summary and findings, and shares by sum of money."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.claims.reading.part_kinds import OPPOSITE
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.slips import NEAR, is_slip
from openscrutiny.claims.shares.money_shares import money_groups
from openscrutiny.claims.verdicts import Judgement, Verdict

SUMMARY = re.compile(
    r"summary|headline|key (?:findings|points|messages|facts)|highlights|at a glance|overview|introduction|foreword|conclusion",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"findings|results|analysis|discussion|detail|section \d|main report|conclusion|performance report", re.IGNORECASE
)
PERIODS = re.compile(
    r"\b(?:20\d\d(?:/\d\d)?|Q[1-4]|\d\d/\d\d|January|February|March|April|June|July|August|September|October|November|December)\b"
)
EARLIER = re.compile(r"\b(?:last|previous|prior|preceding)\s+(?:year|quarter|month|period)\b|\bago\b", re.IGNORECASE)


def check_repeats(reading: Reading) -> Iterator[Judgement]:
    """Every quantity that the document states twice, in words or tables."""
    yield from _summaries(reading)
    yield from _money_keyed(reading)


def _scopes(reading: Reading, stated: Sequence[Sentence]) -> dict[int, str]:
    """By sentence, the nearest heading above that the document uses once: what a repeated heading stands under."""
    headings = reading.prose.headings
    counts = Counter(heading.lower() for heading in headings.values())
    single = sorted((line, heading) for line, heading in headings.items() if counts[heading.lower()] == 1)
    lines = [line for line, _ in single]
    at = {s.index: bisect_right(lines, s.line) for s in stated}
    return {index: single[i - 1][1] if i else "" for index, i in at.items()}


def _summaries(reading: Reading) -> Iterator[Judgement]:
    stated = [s for s in reading.sentences if not s.in_table and s.quantities]
    scopes = _scopes(reading, stated)
    summary = [s for s in stated if SUMMARY.search(scopes[s.index])]
    indexes = {s.index for s in summary}
    rest = [s for s in stated if s.index not in indexes]
    words = {s.index: reading.words(s.text, generic=True) for s in stated} if summary else {}
    by_word: dict[str, list[Sentence]] = {}
    for s in rest if summary else ():
        for word in words[s.index]:
            by_word.setdefault(word, []).append(s)
    for one in summary:
        single = len(one.quantities) == 1 and not DIRECTION.search(one.text)
        told = _opposites(one)
        if not single and not told:
            continue
        open_to = reading.words(one.text + " " + " ".join(one.headings[-1:]))

        def is_open(s: Sentence, open_to: frozenset[str] = open_to) -> bool:
            return bool(OPEN.search(scopes[s.index])) or reading.words(scopes[s.index]) <= open_to

        if told:
            later = rest[bisect_right(rest, one.line, key=lambda s: s.line) :]
            yield from _opposed(one, [s for s in later if is_open(s)])
        if single:
            mine = words[one.index] - PEOPLE
            alike = min((by_word.get(word, []) for word in mine), key=len, default=[])
            later = [s for s in alike if s.line > one.line and mine <= words[s.index]]
            found = list(_single(one, one.quantities[0], list(filter(is_open, later)), words))
            yield from found or _alone(one, one.quantities[0], later, words)


def _periods(sentence: Sentence) -> set[str]:
    return set(PERIODS.findall(sentence.text))


def _apart(one: Sentence, two: Sentence) -> bool:
    return bool(_periods(one) and _periods(two) and _periods(one) != _periods(two))


PEOPLE = frozenset(map(stem, ["majority", "respondents", "residents", "people", "suggests", "said"]))


def _single(
    one: Sentence, quantity: Quantity, others: list[Sentence], words: dict[int, frozenset[str]]
) -> Iterator[Judgement]:
    """A percentage of a summary, and that of the findings whose words hold all of its words."""
    mine = words[one.index] - PEOPLE
    if len(mine) < 3 or quantity.unit != "%":
        return
    figures = [
        (q, other) for other in others if mine <= words[other.index] and not _apart(one, other)
        for q in other.quantities if q.unit == "%"
    ]  # fmt: skip
    same = [(q, other) for q, other in figures if q.value == quantity.value]
    if same:
        yield _agree((one, quantity), (same[0][1], same[0][0]))
    elif figures:
        q, other = figures[0]
        if 0 < abs(q.value - quantity.value) <= NEAR and q.places == quantity.places:
            yield _differ((one, quantity), (other, q))


def _alone(
    one: Sentence, quantity: Quantity, later: list[Sentence], words: dict[int, frozenset[str]]
) -> Iterator[Judgement]:
    """A figure of a summary, and the one sentence of the whole document that says the same of the same period."""
    mine = words[one.index] - PEOPLE
    if len(mine) < 2 or quantity.qualifier:
        return
    alike = [
        other for other in later
        if mine <= words[other.index] and len(words[other.index] - mine) <= 3 and _periods(one) == _periods(other)
        and bool(EARLIER.search(one.text)) == bool(EARLIER.search(other.text))
    ]  # fmt: skip
    if len(alike) != 1:
        return
    (other,) = alike
    figures = [q for q in other.quantities if q.unit == quantity.unit]
    if any(q.true.meets(quantity.true) for q in figures):
        yield _agree((one, quantity), (other, next(q for q in figures if q.true.meets(quantity.true))))
    elif len(figures) == 1 and not _proper(other, one) and is_slip(figures[0], quantity):
        yield _differ((one, quantity), (other, figures[0]))


def _proper(sentence: Sentence, other: Sentence) -> set[str]:
    """Names in a sentence that the other has not: it may speak of a part only."""
    return set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", sentence.text)) - set(re.findall(r"[A-Z][a-z]+", other.text))


def _agree(one: tuple[Sentence, Quantity], two: tuple[Sentence, Quantity]) -> Judgement:
    places = tuple(s.place(q.start, q.end) for s, q in (one, two))
    return Judgement(Verdict.CONSISTENT, "repeat", places, f"both {one[1].text}")


def _differ(one: tuple[Sentence, Quantity], two: tuple[Sentence, Quantity]) -> Judgement:
    places = tuple(
        s.place(max(0, q.start - 10) if s.text[max(0, q.start - 1)] == "(" else q.start, min(len(s.text), q.end + 50))
        for s, q in (one, two)
    )
    return Judgement(
        Verdict.WRONG, "repeat", places, f"one quantity is given as {one[1].text} here and {two[1].text} there",
        f"{one[1].text} and {two[1].text}", "one figure in both", "one of the two was not brought up to date",
    )  # fmt: skip


def _opposites(sentence: Sentence) -> dict[str, Quantity]:
    percents = [q for q in sentence.quantities if q.unit == "%"]
    for words in OPPOSITE:
        found: dict[str, Quantity] = {}
        for name, pattern in zip(("up", "same", "down"), words, strict=True):
            hits = [
                q for i, q in enumerate(percents)
                if re.search(pattern, sentence.text[q.end : percents[i + 1].start if i + 1 < len(percents) else len(sentence.text)], re.IGNORECASE)
            ]  # fmt: skip
            if len(hits) == 1:
                found[name] = hits[0]
        if len(found) == 3 and len({q.start for q in found.values()}) == 3:
            return found
    return {}


def _opposed(one: Sentence, others: list[Sentence]) -> Iterator[Judgement]:
    mine = _opposites(one)
    for other in others if mine else ():
        theirs = _opposites(other)
        if not theirs or (_periods(one) and _periods(other) and _periods(one) != _periods(other)):
            continue
        gaps = [abs(mine[key].value - theirs[key].value) for key in mine]
        if min(gaps) == 0 and max(gaps) <= NEAR:
            for key in mine:
                a, b = mine[key], theirs[key]
                if a.value == b.value:
                    places = (one.place(a.start, a.end), other.place(b.start, b.end))
                    yield Judgement(Verdict.CONSISTENT, "repeat", places, f"both {a.text}")
                else:
                    yield _differ((one, a), (other, b))
            return


def _money_keyed(reading: Reading) -> Iterator[Judgement]:
    groups = money_groups(reading)
    for i, one in enumerate(groups):
        for two in groups[i + 1 :]:
            keys = [key for key in one if key in two]
            same = [key for key in keys if one[key][0].value == two[key][0].value]
            if len(keys) >= 4 and len(same) >= 0.6 * len(keys):
                for key in keys:
                    (a, s), (b, t) = one[key], two[key]
                    if key in same:
                        yield Judgement(
                            Verdict.CONSISTENT,
                            "repeat",
                            (s.place(a.start, a.end), t.place(b.start, b.end)),
                            f"both {a.text}",
                        )
                    else:
                        yield _differ((s, a), (t, b))
