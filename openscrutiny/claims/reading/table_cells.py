"""What one cell of a table says: a figure, a figure kept back, a dash for nothing, or words."""

import math
import re
from dataclasses import replace
from functools import lru_cache

from openscrutiny.claims.reading.quantities import Interval, Quantity, read_cell

NOTE = re.compile(
    r"\s*(?:\[\s*(?:\d{1,2}|[a-z])(?:\s*,\s*(?:\d{1,2}|[a-z]))*\s*\]|\((?:r|p|e|[a-d])\)|[*†‡§#¹²³⁴⁵⁶⁷⁸⁹]+)\s*$",
    re.IGNORECASE,
)
"""Marks that follow a figure: of a footnote, of a figure revised, provisional or estimated."""
UNIT = re.compile(r"\W*£\W*(?:0{3}|1,?0{3})['’]?s?\W*")
"""`£000`: the unit of a column, not a figure."""
BEHIND = re.compile(r"^(£?\s?[\d,.]+(?:m|k|%)?)\s?[-−–]$")
"""A minus sign printed after its figure, as accounting systems do."""
FEWER = re.compile(r"^(?:<|≤|fewer than|less than|under)\s?(\d{1,3})(?:\.0+)?%?$", re.IGNORECASE)
KEPT_BACK = re.compile(
    r"^(?:\*+|\[[a-z]\]|\[low\]|\.{2,3}|…|:|#|~|x|c|s|u|n\.?/?a\.?|n/k|nil return|not (?:available|known|applicable)|tb[ca]|supp(?:ressed)?|np)$",
    re.IGNORECASE,
)
DASH = re.compile(r"^(?:[-–—−_]+|nil|none)$", re.IGNORECASE)
POINTS = re.compile(r"^(\(?[+\-−–]?\d[\d.]*\)?)\s?(?:pts?|points?|ppts?|pp|%[\s-]?(?:pts?|points?))\.?$", re.IGNORECASE)
BRACKETED = re.compile(r"^\(([\d,.]+)\)\s?(%|pp)$")
"""A fall in brackets whose unit stands behind them."""
FOREIGN = re.compile(r"^([(+\-−–]?)[$€]\s?(?=\d)")
NOTHING = Interval(0.0, 0.0)


@lru_cache(maxsize=100_000)
def read_figure(text: str) -> Quantity | None:
    """The number that a cell is, without its footnote marks, or None."""
    if not any(character.isdigit() for character in text) or UNIT.fullmatch(text.strip()):
        return None
    bare = re.sub(r"^\s*\*{1,2}(?=[^*\s])|(?<=[^*\s])\*{1,2}\s*$", "", text)  # bold, in Markdown
    for body in dict.fromkeys((bare, NOTE.sub("", bare), NOTE.sub("", NOTE.sub("", bare)))):
        if number := read_cell(body):
            return number
        if (number := read_cell(_spell_out(body.strip()))) and body.strip() != _spell_out(body.strip()):
            return replace(number, text=body.strip())
        if (behind := BEHIND.match(body.strip())) and (number := read_cell(behind[1])):
            true = Interval(-number.true.high, -number.true.low)
            return replace(number, value=-number.value, true=true, signed=True, text=body.strip())
    return None


def _spell_out(body: str) -> str:
    """A figure as `read_cell` knows it: points as pp, a unit within its brackets, no dollar or euro before it."""
    return BRACKETED.sub(r"(\1\2)", FOREIGN.sub(r"\1", POINTS.sub(r"\1pp", body)))


@lru_cache(maxsize=100_000)
def read_hidden(text: str) -> Interval | None:
    """The values that a mark in place of a figure may stand for; None for words. `NOTHING` for a dash, which may yet be a figure left out."""
    stripped = text.strip().strip("*").strip() or text.strip()
    if fewer := FEWER.match(stripped):
        return Interval(0.0, float(fewer[1]))
    if DASH.match(stripped):
        return NOTHING
    return Interval(0.0, math.inf) if KEPT_BACK.match(stripped) else None
