"""Numbers and letters that open the lines of a list: those that skip or repeat."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Line, place_of
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

OPENING = re.compile(
    r"^(?P<indent>\s*)(?P<open>\(?)(?:(?P<section>\d{1,2})\.)?(?P<mark>\d{1,3}|[a-h])(?P<close>\\?[.)]|(?=\s))\s*(?=\S)"
)
REACH = 12
"""Lines from one item of a list to the next, at most."""

NEAR = 60
"""Lines within which a number that is missing may stand in another column."""


def check_list_numbering(reading: Reading) -> Iterator[Judgement]:
    """A list that runs 1, 2, 4, 5, or (a), (b), (d): only one number may be missing, or be there twice."""
    runs: dict[tuple[str, ...], list[tuple[Line, re.Match[str], int]]] = {}
    finished: list[tuple[tuple[str, ...], list[tuple[Line, re.Match[str], int]]]] = []
    elsewhere: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    tables = {cell.line.number for table in reading.tables for row in table.rows for cell in row}
    for line in reading.document.lines:
        match = OPENING.match(line.text)
        if not match or line.number in tables or not _is_mark(match):
            continue
        style: tuple[str, ...] = (
            "  " * (len(match["indent"]) // 2),
            match["open"],
            match["section"] or "",
            match["close"].removeprefix("\\"),
            "n" if match["mark"].isdigit() else "a",
        )
        number = int(match["mark"]) if match["mark"].isdigit() else ord(match["mark"]) - 96
        elsewhere.setdefault(style, []).append((number, line.number))
        run = runs.setdefault(style, [])
        if run and (number < run[-1][2] or (line.number - run[-1][0].number > REACH)):
            finished.append((style, list(run)))
            run.clear()
        run.append((line, match, number))
    finished += list(runs.items())
    for style, run in finished:
        yield from _judge(run, elsewhere[style])


def _is_mark(match: re.Match[str]) -> bool:
    """`1.`, `1)`, `(1)`, `(a)`, `1.2 Words`: not a figure or a word that opens a line."""
    words = match.string[match.end() :]
    if match["section"]:
        return match["mark"].isdigit() and not match["open"] and words[:1].isupper()
    if match["mark"].isdigit():
        return match["close"][-1:] in {".", ")"} and bool(re.match(r"(?:\d{1,3}\.\s+)?[A-Za-z]", words))
    return match["close"][-1:] == ")"


def _judge(run: list[tuple[Line, re.Match[str], int]], elsewhere: list[tuple[int, int]]) -> Iterator[Judgement]:
    numbers = [number for _, _, number in run]
    if len(run) < 3 or numbers[0] != 1:
        return
    odd = [i for i in range(1, len(numbers)) if numbers[i] != numbers[i - 1] + 1]
    if len(odd) != 1 or odd[0] < 2 or (len(run) < 4 and numbers[-1] - numbers[-2] != 2):
        return
    line, match, number = run[odd[0]]
    step = number - numbers[odd[0] - 1]
    if step not in {0, 2} or (match["mark"].isdigit() and not match["section"] and odd[0] == len(run) - 1):
        return
    before = numbers[odd[0] - 1]
    if step and any(n == before + 1 and abs(at - line.number) <= NEAR for n, at in elsewhere):
        return  # columns read one after the other
    lettered = not match["mark"].isdigit()
    last, mark, wanted = (chr(96 + n) if lettered else str(n) for n in (before, number, before + 1))
    yield Judgement(
        Verdict.WRONG, "numbering", (place_of(line, match),),
        f"{last} is followed by {mark}: the numbering {'skips' if step else 'repeats'}",
        match[0].strip(), match[0].strip().replace(match["mark"], wanted), "",
    )  # fmt: skip
