"""Statements of statistical significance, tested where the document gives the bases."""

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from math import ceil, erfc, exp, floor, lgamma, sqrt

from openscrutiny.claims.passages import Sentence
from openscrutiny.claims.quantities import Quantity
from openscrutiny.claims.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

CLAIM = re.compile(
    r"(?P<no>\bnot\s+(?:a\s+)?(?:statistically\s+)?significant|\bno\s+(?:statistically\s+)?significant|\bnon-significant)|(?P<yes>\bstatistically\s+significant)"
    r"|(?P<loose>\bsignificantly\s+(?:more|less|higher|lower|better|worse)\b|\b(?:rose|risen|fell|fallen|increased|decreased|improved|worsened)\s+significantly\b)",
    re.IGNORECASE,
)
LEVEL = 0.05
PREVIOUS = re.compile(r"\(\s*Previous(?: quarter| period| year)?\s*:\s*$", re.IGNORECASE)
BASE_NOW = re.compile(
    r"^\s*(?:Q[1-4](?:\s+\d\d/\d\d)?|This quarter|Current(?: quarter)?|Latest)\s*:?\s*(\d{2,5})\s*$", re.IGNORECASE
)
BASE_THEN = re.compile(r"Previous (?:quarter|period)\s*:\s*(\d{2,5})\s*$", re.IGNORECASE)
REACH = 30
"""Lines between a base and the statement that uses it: about a page."""


@lru_cache(maxsize=4096)
def p_values(a: int, n: int, b: int, m: int) -> tuple[float, float]:
    """Two-sided p of a/n against b/m: pooled two-proportion z test, and Fisher's exact test."""
    pooled = (a + b) / (n + m)
    error = sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    z = abs(a / n - b / m) / error if error else 0.0
    return erfc(z / sqrt(2)), fisher_p(a, n, b, m)


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
    results = [p for a in _counts(now, n) for b in _counts(then, m) for p in p_values(a, n, b, m)]
    if results and all(p < LEVEL for p in results):
        return True
    if results and all(p >= LEVEL for p in results):
        return False
    return None


def check_significance(reading: Reading) -> Iterator[Judgement]:
    """Every statement of significance whose percentages and bases can be read."""
    for sentence in reading.sentences:
        claim = CLAIM.search(sentence.text)
        if not claim:
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
    """`62% (n=205) ... 53% (n=214)`, or `62% of 205 ... 53% of 214`."""
    found: list[tuple[Quantity, int]] = []
    for quantity in sentence.quantities:
        if quantity.unit == "%":
            tail = sentence.text[quantity.end : quantity.end + 40]
            base = re.match(
                r"\s*(?:(?:±|\+/-)\s*\d+(?:\.\d+)?\s*)?(?:[(,]\s*(?:(?:n|base)\s*(?:[=:]|size|of)?\s*|of\s+)|(?:of|out of)\s+(?:the\s+)?(?:\d+\s+of\s+)?)(\d[\d,]*)",
                tail,
                re.IGNORECASE,
            )
            if base:
                found.append((quantity, int(base[1].replace(",", ""))))
    found = found if len(found) == 2 else _bases_first(sentence)
    if len(found) != 2:
        return None
    (first, n), (second, m) = found
    return first, n, second, m, (sentence.place(first.start, second.end),)


BASE = re.compile(
    r"\((?:n\s*=\s*|base\s*(?:size\s*)?[=:]?\s*|of\s+)(?P<bracket>\d[\d,]*)[^()]{0,20}\)|\b[Oo]f (?:the )?(?P<led>\d[\d,]*)\s+(?!%)(?:[a-z]+\s+){0,3}",
)
"""A base before its percentage: `aged under 35 (base 240) ...: 51%`, `Of 1,012 respondents in 2023, 68%`."""


def _bases_first(sentence: Sentence) -> list[tuple[Quantity, int]]:
    """Two bases and two percentages, the bases first or each before its own; in the order they stand in."""
    bases = [(m.start(), int((m["bracket"] or m["led"]).replace(",", ""))) for m in BASE.finditer(sentence.text)]
    percents = [q for q in sentence.quantities if q.unit == "%" and not q.points]
    if len(bases) != 2 or len(percents) != 2 or bases[0][0] > percents[0].start:
        return []
    return [(percent, base) for percent, (_, base) in zip(percents, bases, strict=True)]


THE_CHANGE = re.compile(
    r"^\W*(?:the|this|that|it)\s*(?:(?:difference|change|increase|decrease|fall|rise|gap|drop|decline|improvement|reduction|result)s?)?(?:\s+(?:between|in|from)\s+(?:the\s+)?(?:two|these|them|both|year|years|last)(?:\s+[a-z]+){0,2})?\s+(?:is|was|were|are|represents)\b",
    re.IGNORECASE,
)


def _just_before(reading: Reading, sentence: Sentence) -> Given | None:
    """`74% (n = 812), compared with 61% (n = 790). This change is not statistically significant.`"""
    if not sentence.index or sentence.quantities or not THE_CHANGE.match(sentence.text):
        return None
    before = reading.sentences[sentence.index - 1]
    return None if before.in_table or CLAIM.search(before.text) else _in_sentence(before)


def _on_page(reading: Reading, sentence: Sentence) -> Given | None:
    """`66% (Previous: 47%)`, with `Q2 88` and `Previous Quarter: 51` on the same page."""
    before = [s for s in reading.sentences if 0 <= sentence.line - s.line <= REACH and s.index < sentence.index]
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
