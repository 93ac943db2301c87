"""Lists of parts in a sentence: figures of one unit, parted by commas, semicolons or `and`, each with words of its own."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import MULTIPLIERS, Interval, Quantity
from openscrutiny.claims.reading.worded_figures import without_changes, worded_template
from openscrutiny.claims.sums.told_sums import SOME

BRACKET = re.compile(r"\([^()]*\)")
LONE = re.compile(r"\(\s*\{[NM]\d+\}\s*\)")
COUNT = re.compile(r"\{[NM]\d+\}")
SHARE_FIRST = re.compile(r"\{P\d+\}\s*$")
LEAD_UNIT = re.compile(r"(?:\(|\bin )£\s?(?P<unit>m|k|000|million)s?\b\)?[^{}:]{0,40}:")
LABEL_BEGINS = re.compile(r"[,;:]|\b(?:and|from|of|by|into|between|as|with)\b")
COMPARED = re.compile(r"\b(?:than|last year|compared|against|versus|previous\w*)\b")
STOP = re.compile(
    r"[.!?]$|\b(?:while|whilst|but|which|with(?! (?:the|a|an?other) (?:other|remaining|further|rest|balance))|an increase|a decrease|compared|against|up from|down from)\b"
)
PARTED = re.compile(r"[,;&]|\b(?:and|plus|on top of|in addition to|added to|together with)\b")
WORDED = re.compile(r"(?!\band\b|\bplus\b)\b(?:[A-Za-z]{2}|Q\d)")
BARE = re.compile(r"\s*(?:,|;|,?\s*\band|\bplus|\+|&)\s*")
UNTOLD = re.compile(r"(?<!\} )\b(?:rest|balance|remainder|others|share)\b(?![^{}]{0,25}\{)")
"""A part that is told without its figure: `and the rest by letter`."""
LONGEST_LABEL = 90


@lru_cache(maxsize=100_000)
def read_text(sentence: Sentence) -> tuple[str, tuple[Quantity, ...]]:
    """A sentence as a template whose brackets are opened where they hold a part (`roads (£2m) and parks (£1m)`), else left blank, as are the
    changes told of an item."""
    text, figures = worded_template(sentence)
    for bracket in BRACKET.finditer(text) if not LEAD_UNIT.search(text) else ():
        before = LABEL_BEGINS.split(text[: bracket.start()])[-1]
        own = LONE.fullmatch(bracket[0]) and (not COUNT.search(before) or SHARE_FIRST.search(before))
        inside = f" {bracket[0][1:-1]} " if own else " " * len(bracket[0])
        text = text[: bracket.start()] + inside + text[bracket.end() :]
    return _in_unit(without_changes(text), figures)


def _in_unit(text: str, figures: Sequence[Quantity]) -> tuple[str, tuple[Quantity, ...]]:
    """Bare figures after `(£m):` or `in £m:` as the sums of money that they are."""
    unit = LEAD_UNIT.search(text)
    if not unit:
        return text, tuple(figures)
    scale = MULTIPLIERS.get(unit["unit"].lower(), 1e3)
    bare = {int(token[1]) for token in re.finditer(r"\{N(\d+)\}", text[unit.end() :])}
    text = text[: unit.end()] + re.sub(r"\{N(\d+)\}", r"{M\1}", text[unit.end() :])
    return text, tuple(_scale(q, scale) if i in bare else q for i, q in enumerate(figures))


def _scale(q: Quantity, scale: float) -> Quantity:
    half = 0.5 * 10.0**-q.places
    true = Interval(q.value - half, q.value + half).scaled(scale)
    return replace(q, value=q.value * scale, true=true, unit="£", scale=scale)


def figures_in(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """The figures that a template, or a stretch of one, still shows."""
    return [figures[int(n)] for n in re.findall(r"\{[PNM](\d+)\}", text)]


def find_figure(text: str, figures: Sequence[Quantity], figure: Quantity) -> int:
    """Where a template shows a figure."""
    return re.search(rf"\{{[PNM]{figures.index(figure)}\}}", text).start()  # type: ignore[union-attr]


def parts_after(text: str, figures: Sequence[Quantity], start: int, unit: str, *, bare: bool = False) -> list[Quantity]:
    """The list that begins at a place of a template: empty where it is no list, or a list of something else; `bare`: with no words."""
    stop = STOP.search(text, start)
    tokens = list(re.finditer(rf"\{{{unit}(\d+)\}}", text[start : stop.start() if stop else len(text)]))
    gaps = [text[start + one.end() : start + two.start()] for one, two in itertools.pairwise(tokens)]
    end = start + tokens[-1].end() if tokens else start
    if not is_list(gaps, "M" if bare else unit) or DIRECTION.search(text, start, end) or SOME.search(text, start):
        return []
    if UNTOLD.search(text, start):
        return []
    return [figures[int(token[1])] for token in tokens]


def is_list(gaps: Sequence[str], unit: str) -> bool:
    """Whether what stands between figures parts them: all with words, or none of sums of money."""
    parted = all(
        PARTED.search(gap) and WORDED.search(gap) and len(" ".join(gap.split())) <= LONGEST_LABEL for gap in gaps
    )
    return parted or (unit == "M" and all(BARE.fullmatch(gap) for gap in gaps))


def parts_before(text: str, figures: Sequence[Quantity], end: int, unit: str) -> list[Quantity]:
    """The list that ends at a place of a template, as far back as it is one: empty where the words tell of something else."""
    tokens = list(re.finditer(rf"\{{{unit}(\d+)\}}", text[:end]))
    if not tokens or not re.fullmatch(r"[^{};]{0,60};?\s*", text[tokens[-1].end() : end]):
        return []
    taken = [tokens.pop()]
    while tokens:
        gap = text[tokens[-1].end() : taken[0].start()]
        if not is_list([gap], "M") or ":" in gap or COMPARED.search(gap):
            break
        taken.insert(0, tokens.pop())
    opening = re.split(r"[;:]\s", text[: taken[0].start()])[-1]
    if tokens and re.search(r"\{[NM]\d+\}[^{},]*$", opening):
        return []  # another figure of the clause comes before the list and is no part of it
    told = text[taken[0].start() : end]
    return [] if SOME.search(told) else [figures[int(token[1])] for token in taken]
