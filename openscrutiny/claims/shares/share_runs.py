"""Percentages told side by side in a sentence, with the words of each."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Place

TOKEN = re.compile(r"\{(?P<kind>[PNM])(?P<index>\d+)\}")
APART = re.compile(
    r"\.\s|\b(?:compar\w+|whereas|last year|previous\w*|earlier|target|against (?:the|an?|last)|than|versus|up from|down from|nationally|however|similarly|in total|rate)\b|(?:[,;]|\band)\s*of (?:these|those|whom|which|them)\b|\{[NM]\d+\}(?!\s*(?:to|-|–|or|and over|and under|a |per |years|extra|more)|[^{}]{0,15}(?:\{P|$))",
    re.IGNORECASE,
)
"""What stands between shares that are not of one whole."""
ENDS = re.compile(r"\s*\)?\s*(?:[,;.]|and\b|$|\(\{?[NM]?)", re.IGNORECASE)
ONE_EACH = re.compile(
    r"\b(?:chose|choose|select(?:ed)?|gave|give|tick(?:ed)?|asked for|allowed) (?:only |just )?one\b|\bone (?:grade|answer|outcome|option|choice|reason) each\b|\b(?:one|single|only) (?:main |top |first |most important )?(?:priority|concern|answer|option|choice|reason|channel|issue|cause)\b|\b(?:main|top|first|preferred|favourite) (?:priority|concern|option|choice|channel)\b(?!s)|\bvot(?:ed|ing) for\b|\bopt(?:ed|ing) for\b|\b(?:chose|pay|willing)\b[^{}]{0,20}£",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"\bof the\s+(?:remaining\s+|other\s+)?$|\b(?:rise|increase|cut|reduction|precept|tax|charge|level) (?:of|by)\s+$",
    re.IGNORECASE,
)
NO_MOVE = re.compile(
    r"\b[Aa]sked (?:if|whether)\s[^,;.{}]{3,80},|\bthat it (?:had|has) (?:gone (?:up|down)|risen|fallen|increased|decreased)\b|\bpay (?:more|less)\b|\bmore than once\b|\b(?:the|an?|any|no|for|small|large|bigger|smaller|or|and|saw|see|want(?:ed)?)\s+(?:increases?|decreases?|rise|fall|reductions?|more|less|cuts?|above|over|under|below)\b",
    re.IGNORECASE,
)
"""Words of change that are what an answer is about."""


@dataclass(frozen=True, slots=True)
class Run:
    """Shares told side by side with the words of each, and the words before them."""

    shares: list[Quantity]
    labels: list[str]
    lead: str
    places: tuple[Place, ...]

    @property
    def true(self) -> Interval:
        return Interval(sum(q.true.low for q in self.shares), sum(q.true.high for q in self.shares))


def read_runs(sentence: Sentence) -> list[Run]:
    """The percentages of a sentence in runs: those with nothing of another kind between them."""
    text, figures = worded_template(sentence)
    tokens = [
        m
        for m in TOKEN.finditer(text)
        if m["kind"] == "P" and not figures[int(m["index"])].signed and not AMOUNT.search(text[: m.start()])
    ]
    if not tokens:
        return []
    inside = [text[: m.start()].count("(") > text[: m.start()].count(")") for m in tokens]
    one_each = bool(ONE_EACH.search(sentence.text))  # `47% chose more cameras` is an answer
    found: list[list[re.Match[str]]] = []
    for token, bracketed in zip(tokens, inside, strict=True):
        if bracketed != inside[0]:
            continue  # `57% agreed (21% strongly)`
        gap = text[found[-1][-1].end() : token.start()] if found else "."
        if (
            found
            and len(gap) < 110
            and not APART.search(NO_MOVE.sub(" ", gap))
            and (one_each or not DIRECTION.search(NO_MOVE.sub(" ", gap)))
        ):
            found[-1].append(token)
        else:
            found.append([token])
    return [_run(sentence, text, figures, run) for run in found]


def _run(sentence: Sentence, text: str, figures: Sequence[Quantity], run: Sequence[re.Match[str]]) -> Run:
    lead = re.split(r"[.;:]\s", text[: run[0].start()])
    ends = [m.end() for m in run]
    last = re.split(r"[.;]", text[ends[-1] :])[0][:60]
    gaps = [text[a.end() : b.start()] for a, b in itertools.pairwise(run)]
    first = all(ENDS.match(text, end) for end in ends)
    labels = [lead[-1][-45:], *gaps] if first else [*gaps, last]
    shares = [figures[int(m["index"])] for m in run]
    return Run(shares, labels, text[: run[0].start()], (sentence.place(shares[0].start, shares[-1].end),))
