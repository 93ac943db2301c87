"""Statements of statistical significance, tested where the document gives the bases."""

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from math import ceil, erfc, exp, floor, lgamma, sqrt

from openscrutiny.claims.reading.based_shares import BasedShare, read_based_shares
from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

CHANCE = (
    r"(?:have\s+(?:arisen|happened|come about)\s+by|be\s+(?:due to|explained by|the result of|down to)|be)\s+chance"
)
CLAIM = re.compile(
    r"(?P<no>\bnot\s+(?:be\s+)?(?:a\s+)?(?:statistically\s+)?significant|\bno\s+(?:statistically\s+)?significant|\bnon-significant|\bnor\s+(?:is|was)\s+[a-z ]{0,20}significant"
    r"|\b(?:do|does|did)\s+not\s+differ\s+(?:statistically|significantly|to\s+a\s+(?:statistically\s+)?significant\s+(?:degree|extent))"
    r"|\b(?:no|not)\s+different\s+statistically|\b(?:not\s+statistically|statistically\s+no)\s+different|\btoo\s+small\s+to\s+be\s+(?:statistically\s+)?significant|\bwithin\s+the\s+(?:[a-z’']+\s+)?margins?\s+of\s+(?:sampling\s+)?error|\bwithin\s+sampling\s+error"
    rf"|\b(?:could|may|might)\s+(?:well\s+|easily\s+)?{CHANCE}\b)"
    r"|(?P<yes>\bstatistically\s+significant|\bsignificant\s+at\s+the\s+(?:5|95|five)\b|\b(?:outside|beyond|larger than|greater than)\s+the\s+(?:[a-z’']+\s+)?margins?\s+of\s+(?:sampling\s+)?error"
    rf"|\b(?:unlikely\s+to|cannot)\s+{CHANCE}\b)"
    r"|(?P<loose>\bsignificantly\s+(?:more|less|higher|lower|better|worse)\b|\b(?:rose|risen|fell|fallen|increased|decreased|improved|worsened)\s+significantly\b)",
    re.IGNORECASE,
)
OTHER_LEVEL = re.compile(r"\b(?:90|99|99\.\d|10|1)\s?(?:%|per cent)\s+(?:confidence\s+)?level\b", re.IGNORECASE)
LEVEL = 0.05
PREVIOUS = re.compile(r"\(\s*Previous(?: quarter| period| year)?\s*:\s*$", re.IGNORECASE)
BASE_NOW = re.compile(
    r"^\s*(?:Q[1-4](?:\s+\d\d/\d\d)?|This quarter|Current(?: quarter)?|Latest)\s*:?\s*(\d{2,5})\s*$", re.IGNORECASE
)
BASE_THEN = re.compile(r"Previous (?:quarter|period)\s*:\s*(\d{2,5})\s*$", re.IGNORECASE)
REACH = 30
"""Lines between a base and the statement that uses it: about a page."""


MOST_EXACT = 20_000
"""Cases of both together up to which Fisher's test is worked out: beyond it the two tests are one."""
MOST_PAIRS = 100
"""Pairs of counts that are all tried; of more, those farthest apart and nearest."""


@lru_cache(maxsize=4096)
def p_values(a: int, n: int, b: int, m: int) -> tuple[float, float]:
    """Two-sided p of a/n against b/m: pooled two-proportion z test, and Fisher's exact test."""
    pooled = (a + b) / (n + m)
    error = sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    z = abs(a / n - b / m) / error if error else 0.0
    normal = erfc(z / sqrt(2))
    return normal, fisher_p(a, n, b, m) if n + m <= MOST_EXACT else normal


def fisher_p(a: int, n: int, b: int, m: int) -> float:
    """Two-sided p of Fisher's exact test: all tables with these margins no likelier than the one seen (Fisher, 1935)."""

    def log_choose(whole: int, part: int) -> float:
        return lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)

    successes = a + b
    rest = log_choose(n + m, successes)
    seen = log_choose(n, a) + log_choose(m, b) - rest
    tables = range(max(0, successes - m), min(n, successes) + 1)
    logs = [log_choose(n, k) + log_choose(m, successes - k) - rest for k in tables]
    return min(1.0, sum(exp(log) for log in logs if log <= seen + 1e-7))


def _counts(percent: Quantity, base: int) -> range:
    """The counts out of `base` that print as the percentage."""
    return range(
        max(0, ceil(percent.true.low * base / 100 - 1e-9)), min(base, floor(percent.true.high * base / 100 + 1e-9)) + 1
    )


def settle(now: Quantity, n: int, then: Quantity, m: int) -> bool | None:
    """Whether the change is significant at 5 % for every count that prints so, by both tests; None where it depends."""
    one, two = _counts(now, n), _counts(then, m)
    if len(one) * len(two) > MOST_PAIRS:
        if one[0] * m <= two[-1] * n and two[0] * n <= one[-1] * m:  # the shares may be the same
            far = max(p_values(one[-1], n, two[0], m), p_values(one[0], n, two[-1], m), key=lambda p: -p[0])
            return False if min(far) >= LEVEL else None
        one, two = one[:: len(one) - 1 or 1], two[:: len(two) - 1 or 1]
    results = [p for a in one for b in two for p in p_values(a, n, b, m)]
    if results and all(p < LEVEL for p in results):
        return True
    if results and all(p >= LEVEL for p in results):
        return False
    return None


def check_significance(reading: Reading) -> Iterator[Judgement]:
    """Every statement of significance whose percentages and bases can be read."""
    for sentence in reading.sentences:
        claim = CLAIM.search(sentence.text)
        if not claim or OTHER_LEVEL.search(sentence.text):
            continue
        given = _in_sentence(sentence) or (
            None if claim["loose"] else _just_before(reading, sentence) or _on_page(reading, sentence)
        )
        if given is None and claim["loose"]:
            continue  # a manner of speaking, unless bases stand beside it
        place = sentence.place(claim.start(), claim.end())
        if given is None:
            yield Judgement(Verdict.CANNOT_TELL, "significance", (place,), "no bases are given")
            continue
        now, n, then, m, places = given
        answer = settle(now, n, then, m)
        a, b = round(now.value * n / 100), round(then.value * m / 100)
        z, fisher = p_values(a, n, b, m)
        working = f"{now.text} of {n} against {then.text} of {m}: p = {z:.3f} (two proportions), {fisher:.3f} (Fisher)"
        if answer is None:
            yield Judgement(Verdict.CANNOT_TELL, "significance", (place, *places), working)
        elif answer == (not claim["no"]):
            yield Judgement(Verdict.CONSISTENT, "significance", (place, *places), working)
        else:
            whole = sentence.place(0, len(sentence.text))
            whole = whole if whole.line == place.line else place
            yield Judgement(
                Verdict.WRONG,
                "significance",
                (whole, *places),
                working,
                claim[0],
                "significant" if answer else "not significant",
            )


Given = tuple[Quantity, int, Quantity, int, tuple[Place, ...]]


def _in_sentence(sentence: Sentence) -> Given | None:
    """`62% (n=205) ... 53% (n=214)`, or `62% of 205 ... 53% of 214`: two shares with their bases."""
    found = read_based_shares(sentence)
    if len(found) != 2:
        found = _bases_first(sentence)
    if len(found) != 2:
        return None
    first, second = found
    place = sentence.place(min(first.start, second.start), max(first.end, second.end))
    return first.share, first.base, second.share, second.base, (place,)


BASE = re.compile(
    r"\((?:n\s*=\s*|base\s*(?:size\s*)?[=:]?\s*|of\s+)(?P<bracket>\d[\d,]*)[^()]{0,20}\)|\b[Oo]f (?:the )?(?P<led>\d[\d,]*)\s+(?!%)(?:[a-z]+\s+){0,3}",
)
"""A base before its percentage: `aged under 35 (base 240) ...: 51%`, `Of 1,012 respondents in 2023, 68%`."""


def _bases_first(sentence: Sentence) -> list[BasedShare]:
    """Two bases and two percentages, the bases first or each before its own; in the order they stand in."""
    bases = [(m.start(), int((m["bracket"] or m["led"]).replace(",", ""))) for m in BASE.finditer(sentence.text)]
    percents = [q for q in sentence.quantities if q.unit == "%" and not q.points]
    if len(bases) != 2 or len(percents) != 2 or bases[0][0] > percents[0].start:
        return []
    return [BasedShare(q, base, q.start, q.end) for q, (_, base) in zip(percents, bases, strict=True)]


THE_CHANGE = re.compile(
    r"^\W*there\s+(?:was|is|has been)\b|\b(?:the|this|that|it|which|these)\b(?:\s+(?:small|slight|large|apparent|observed|recorded|\d+\s+(?:percentage\s+)?point))?\s*(?:(?:difference|change|increase|decrease|fall|rise|gap|drop|decline|improvement|reduction|result|movement)s?)?\s*(?:\b(?:is|was|were|are|represents?|as|of|between|in|from|could|may|might|cannot|lies?|falls?|would|has|,)|$)",
    re.IGNORECASE,
)


THING = re.compile(
    r"\b(?:difference|change|increase|decrease|fall|rise|gap|drop|decline|improvement|reduction)\s+(?:in|of|for)\s+(?:the\s+)?([a-z]+(?:\s+[a-z]+)?)",
    re.IGNORECASE,
)


def _just_before(reading: Reading, sentence: Sentence) -> Given | None:
    """`74% (n = 812), compared with 61% (n = 790). This change is not statistically significant.`: in the sentence before or the two."""
    levels = [q for q in sentence.quantities if not (q.unit == "%" and (q.points or q.value in {5, 95}))]
    if not sentence.index or levels or not THE_CHANGE.search(sentence.text):
        return None
    before = reading.sentences[sentence.index - 1]
    if before.in_table or CLAIM.search(before.text):
        return None
    named = THING.search(sentence.text)
    if named and not reading.words(named[1]) <= reading.words(before.text):
        return None  # of another thing than the sentence before
    if given := _in_sentence(before):
        return given
    earlier = reading.sentences[before.index - 1] if before.index else None
    if earlier is None or earlier.in_table or CLAIM.search(earlier.text) or sentence.line - earlier.line > 6:
        return None
    one, two = read_based_shares(earlier), read_based_shares(before)
    if len(one) == len(two) == 1:
        places = (earlier.place(one[0].start, one[0].end), before.place(two[0].start, two[0].end))
        return one[0].share, one[0].base, two[0].share, two[0].base, places
    told = two or before.quantities or DIRECTION.search(before.text)
    return None if told else _in_sentence(earlier)


def _on_page(reading: Reading, sentence: Sentence) -> Given | None:
    """`66% (Previous: 47%)`, with `Q2 88` and `Previous Quarter: 51` on the same page."""
    before = reading.sentences_before(sentence, REACH)
    bases_now = [(s, m) for s in before if (m := BASE_NOW.match(s.text.strip()))]
    bases_then = [(s, m) for s in before if (m := BASE_THEN.search(s.text))]
    pairs = []
    for s in before:
        percents = [q for q in s.quantities if q.unit == "%"]
        for a, b in itertools.pairwise(percents):
            if PREVIOUS.search(s.text[: b.start]) and "rolling" not in s.text.lower():
                pairs.append((s, a, b))
    if not (bases_now and bases_then and pairs):
        return None
    (sn, base_now), (st, base_then), (s, now, then) = bases_now[-1], bases_then[-1], pairs[-1]
    places = (s.place(now.start, then.end), sn.place(), st.place())
    return now, int(base_now[1]), then, int(base_then[1]), places
