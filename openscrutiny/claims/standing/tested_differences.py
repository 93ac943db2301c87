"""A stated test worked again: two counts or two shares, with the ratio or difference, its interval and the p-value.

"rose from 473 in Q1 to 572 in Q2, which is statistically significant: the ratio is 1.21, its 95% interval 1.07 to
1.37 (p = 0.002)". Sources: Clopper and Pearson (1934) of the split of two counts and its mid-p test; Newcombe (1998),
method 10, of two shares, with the chi-square test and Fisher's; two rates as two counts over their exposures.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot, sqrt
from statistics import NormalDist

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.standing.significance import p_values
from openscrutiny.claims.verdicts import Judgement, Verdict

_COUNT = r"(\d{1,3}(?:,\d{3})+|\d+)"
_NUMBER = r"([−-]?\d{1,3}(?:,\d{3})*(?:\.\d+)?|[−-]?\d+(?:\.\d+)?)"
COUNTS = re.compile(rf"\bfrom {_COUNT}(?![\d.%])[^;:%]{{0,60}}? to {_COUNT}(?![\d.%])")
SHARES = re.compile(
    rf"\bfrom (\d+(?:\.\d+)?)% \({_COUNT} of {_COUNT}\)[^;:]{{0,60}}? to (\d+(?:\.\d+)?)% \({_COUNT} of {_COUNT}\)"
)
RATES = re.compile(
    rf"\bfrom {_NUMBER} \({_COUNT} among {_COUNT}\)[^;:]{{0,60}}? to {_NUMBER} \({_COUNT} among {_COUNT}\)"
)
MEASURED = re.compile(rf"\b(?P<what>ratio|difference) (?:is|was|of) {_NUMBER}\b")
INTERVAL = re.compile(rf"\b(\d\d(?:\.\d)?)% (?:confidence )?interval (?:of |from )?{_NUMBER} to {_NUMBER}\b")
CHANCE = re.compile(r"\bp (=|under|<) (\d?\.\d+)\b")
APPROXIMATE, EXACT = re.compile(r"\bmid-p\b|\bchi-square"), re.compile(r"\bexact\b|\bFisher")
CLAIM = re.compile(r"\b(?P<no>not )?(?:statistically )?significant\b")
SLACK = 5e-10  # room for binary arithmetic


@dataclass(frozen=True, slots=True)
class Answer:
    """The test worked again."""

    measured: float
    low: float
    high: float
    chances: tuple[float, ...]  # the approximate test's p-value, and the exact one's


def check_tested_differences(reading: Reading) -> Iterator[Judgement]:
    """Every sentence that states two counts or shares, their ratio or difference, an interval and a p-value."""
    for sentence in reading.sentences:
        text = sentence.text.replace("\u00a0", " ")
        measured, interval, chance = MEASURED.search(text), INTERVAL.search(text), CHANCE.search(text)
        if not (measured and interval and chance):
            continue
        level = float(interval[1]) / 100
        if shares := SHARES.search(text):
            x2, n2, x1, n1 = (_count(shares[i]) for i in (2, 3, 5, 6))
            answer = _compare_shares(x1, n1, x2, n2, level) if x1 <= n1 and x2 <= n2 and n1 and n2 else None
        elif rates := RATES.search(text):
            x2, n2, x1, n1 = (_count(rates[i]) for i in (2, 3, 5, 6))
            answer = _compare_counts(x1, x2, level, n1, n2) if x1 and x2 and n1 and n2 else None
        elif counts := COUNTS.search(text):
            before, after = _count(counts[1]), _count(counts[2])
            answer = _compare_counts(after, before, level) if after and before else None
        else:
            continue
        if answer:
            named = [bool(APPROXIMATE.search(text)), bool(EXACT.search(text))]
            if named.count(True) == 1:  # the sentence says which test it was
                answer = replace(answer, chances=(answer.chances[named.index(True)],))
            yield _judge(sentence, answer, measured, interval, chance)


def _judge(
    sentence: Sentence, answer: Answer, measured: re.Match[str], interval: re.Match[str], chance: re.Match[str]
) -> Judgement:
    claim = CLAIM.search(sentence.text)
    printed = [(measured[2], answer.measured), (interval[2], answer.low), (interval[3], answer.high)]
    wrong = [f"{text} is {true:.{_places(text)}f}" for text, true in printed if not _meets(text, true)]
    if chance[1] == "=":
        fits = any(_meets(chance[2], p) for p in answer.chances)
    else:
        fits = any(p < float(chance[2]) for p in answer.chances)
    wrong += [] if fits else [f"p {chance[1]} {chance[2]} is {answer.chances[0]:.{max(3, _places(chance[2]))}f}"]
    if claim and all((p < 0.05) == bool(claim["no"]) for p in answer.chances):
        wrong.append(f"'{claim[0]}', but p is {answer.chances[0]:.3f}")
    place = (sentence.place(),)
    if not wrong:
        said = f"{measured['what']} {answer.measured:.3g}, {answer.low:.3g} to {answer.high:.3g}, p = {answer.chances[0]:.3g}"
        return Judgement(Verdict.CONSISTENT, "significance", place, said)
    first = wrong[0].partition(" is ")
    return Judgement(Verdict.WRONG, "significance", place, f"worked again, {'; '.join(wrong)}", first[0], first[2])


def _compare_counts(
    after: int, before: int, level: float, exposed_after: float = 1.0, exposed_before: float = 1.0
) -> Answer:
    from scipy import stats  # half a second that only a document with such a sentence needs

    total, tail = after + before, (1 - level) / 2
    split, scale = exposed_after / (exposed_after + exposed_before), exposed_before / exposed_after
    low = float(stats.beta.ppf(tail, after, before + 1))
    high = float(stats.beta.isf(tail, after + 1, before))
    at = float(stats.binom.pmf(after, total, split)) / 2
    sides = float(stats.binom.cdf(after - 1, total, split)) + at, float(stats.binom.sf(after, total, split)) + at
    exact = float(stats.binomtest(after, total, split).pvalue)
    return Answer(
        after / before * scale, low / (1 - low) * scale, high / (1 - high) * scale, (min(1.0, 2 * min(sides)), exact)
    )


def _compare_shares(x1: int, n1: int, x2: int, n2: int, level: float) -> Answer:
    z = NormalDist().inv_cdf(0.5 + level / 2)
    (p1, low1, high1), (p2, low2, high2) = _wilson(x1, n1, z), _wilson(x2, n2, z)
    low, high = p1 - p2 - hypot(p1 - low1, high2 - p2), p1 - p2 + hypot(high1 - p1, p2 - low2)
    return Answer((p1 - p2) * 100, low * 100, high * 100, p_values(x1, n1, x2, n2))


def _wilson(x: int, n: int, z: float) -> tuple[float, float, float]:
    p = x / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    margin = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return p, 0.0 if x == 0 else centre - margin, 1.0 if x == n else centre + margin


def _meets(printed: str, true: float) -> bool:
    value = float(printed.replace("−", "-").replace(",", ""))
    return abs(value - true) <= 0.5 * 10.0 ** -_places(printed) + SLACK


def _places(printed: str) -> int:
    return len(printed.partition(".")[2])


def _count(printed: str) -> int:
    return int(printed.replace(",", ""))
