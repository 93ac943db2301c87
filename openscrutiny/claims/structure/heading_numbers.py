"""Numbered headings and items of minutes, `41 Apologies`, `42 Minutes`: numbers that skip or repeat."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Line
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

HEADING = re.compile(
    r"^\s*(?:#+\s*|\*\*)?(?P<number>\d{1,3})(?P<stop>\\?\.?)\s+(?:(?P<words>[A-Z][\w’'(),&:/ –-]{3,80})(?:\*\*)?\s*$|(?P<titled>[A-Z][A-Za-z’' -]{3,40}:\s))"
)
CODED = re.compile(
    r"^\s*(?:#+\s*|\*\*|[-•]\s+)?(?P<stop>Q|R|Question |Recommendation |Action )(?P<number>\d{1,2})\b[.:)]?\*{0,2}\s+(?P<words>[A-Z].+)$"
)
ASKED = re.compile(r"\b(?:asked|enquired|queried|sought|questioned|wanted to know|raised)\b")
SOME_ONLY = re.compile(
    r"\b(?:outstanding|implemented|completed?|closed|discharged|remain\w*|accepted|rejected|selected|previous|earlier)\b",
    re.IGNORECASE,
)
"""Words of a list that may be only some of the items of another."""
OPENING = re.compile(r"^[\W\d]{0,4}?(\d{1,3})\\?(?:\.\d+)*\.?\s+[A-Z“\"'(£]|^\W*(\d{1,3})\.\d")
LEAST = 4
"""Items in order, one missing, that make a numbered list of headings."""
Item = tuple[Line, re.Match[str], int]


def check_heading_numbers(reading: Reading) -> Iterator[Judgement]:
    """Headings numbered one by one, of which a single number is left out or there twice."""
    tables = {cell.line.number for table in reading.tables for row in table.rows for cell in row}
    openings = {int(m[1] or m[2]) for line in reading.document.lines if (m := OPENING.match(line.text))}
    runs: dict[str, list[list[Item]]] = {}
    for line in reading.document.lines:
        match = HEADING.match(line.text) or CODED.match(line.text)
        if not match or line.number in tables or re.search(r"\s{2,}\d[\d,.]*%?$", line.text):
            continue
        number = int(match["number"])
        mine = runs.setdefault(match["stop"], [[]])
        if mine[-1] and not 0 <= number - mine[-1][-1][2] <= 2:
            mine.append([])
        mine[-1].append((line, match, number))
    for style, run in ((style, run) for style, several in runs.items() for run in several):
        if style[:1].isalpha():
            words = [match["words"] for _, match, _ in run]
            asked = style[0] == "Q" and 2 * sum(bool(ASKED.search(said)) for said in words) >= len(run)
            whole = (
                style[0] != "Q"
                and run[0][2] == 1
                and not any(SOME_ONLY.search(line.text) for line in reading.document.lines)
            )
            yield from _judge(run, set()) if asked or whole else ()
        else:
            yield from _judge(run, openings)


def _judge(run: list[Item], openings: set[int]) -> Iterator[Judgement]:
    numbers = [number for _, _, number in run]
    odd = [i for i in range(1, len(run)) if numbers[i] != numbers[i - 1] + 1]
    if len(run) < LEAST or len(odd) > 1:
        return
    if not odd:
        line, match, _ = run[-1]
        yield Judgement(
            Verdict.CONSISTENT, "numbering", (_place(line, match),), f"{numbers[0]} to {numbers[-1]}, one by one"
        )
        return
    at = odd[0]
    line, match, number = run[at]
    missing = number - 1
    skips = number - numbers[at - 1] == 2
    if at < 2 or (skips and missing in openings) or (not skips and at == len(run) - 1 and len(run) < LEAST + 1):
        return
    yield Judgement(
        Verdict.WRONG, "numbering", (_place(line, match),),
        f"{numbers[at - 1]} is followed by {number}: the numbering {'skips' if skips else 'repeats'}",
        match["number"], str(numbers[at - 1] + 1),
    )  # fmt: skip


def _place(line: Line, match: re.Match[str]) -> Place:
    return Place(line.number, match.start("number"), line.text[match.start("number") :].rstrip(" *"), line.page)
