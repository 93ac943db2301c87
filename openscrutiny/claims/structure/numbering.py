"""What a document numbers, line by line: paragraphs, lists, headings, questions, tables; a number that is skipped or there twice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from openscrutiny.claims.reading.passages import Line, cells_of, place_of
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

MARKER = re.compile(r"(?<![\w.])\((\d{1,2})\)?\s?(?=[A-Z])")
DOUBLE = re.compile(r"^\s*(\d{1,3})\.\s+(\d{1,3})\.\s+(?=[A-Z])")
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
LISTED = re.compile(
    rf"^(?P<indent>\s*)\*{{0,2}}(?P<open>\(?)(?:(?P<section>\d{{1,2}})\.)?(?P<mark>\d{{1,3}}|[a-h]|{'|'.join(ROMANS)})(?P<close>\\?[.)]|(?=\s))\*{{0,2}}\s*(?=\S)"
)
HEADED = re.compile(
    r"^\s*(?:#+\s*|\*\*)?(?P<mark>\d{1,3})(?P<close>\\?\.?)\s+(?:[A-Z][\w’'(),&:/ –-]{3,80}(?:\*\*)?\s*$|[A-Z][A-Za-z’' -]{3,40}:\s)"
)
CODED = re.compile(
    r"^\s*(?:#+\s*|\*\*|[-•]\s+)?(?P<kind>Q|R|Question |Recommendation |Action )(?P<mark>\d{1,2})\b[.:)]?\*{0,2}\s+(?P<words>[A-Z].+)$"
)
TITLED = re.compile(
    r"^[\s#*|]*(?P<kind>Table|Figure|Chart|Appendix|Annex|Objective|Priority|Risk|Theme|Outcome|Option)\s+(?P<mark>[A-Z]|\d{1,2})\*{0,2}\s*(?:[:–—-]|\.\s)\s*\*{0,2}(?P<words>[A-Z£\d].+)$",
    re.IGNORECASE,
)
OPENING = re.compile(r"^[\W\d]{0,4}?(\d{1,3})\\?(?:\.\d+)*\.?\s+[A-Z“\"'(£]|^\W*(\d{1,3})\.\d")
ASKED = re.compile(r"\b(?:asked|enquired|queried|sought|questioned|wanted to know|raised)\b")
SOME_ONLY = re.compile(
    r"\b(?:outstanding|implemented|completed?|closed|discharged|remain\w*|accepted|rejected|selected|previous|earlier|relevant|extract\w*|top|highest)\b",
    re.IGNORECASE,
)
"""Words of a list that may be only some of the items of another."""
LEAST = 4
"""Items in order, one missing, that make a series."""
REACH = 12
"""Lines from one item of a list to the next, at most."""
CLOSE = 2
"""Lines from one item to the next, at most, in a list so short that its last number alone is odd."""
NEAR = 60
"""Lines within which a number that is missing may stand in another column."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line that a number or letter opens. Only items of one style are one series."""

    style: tuple[str, ...]
    number: int
    line: Line
    match: re.Match[str]

    @property
    def kind(self) -> str:
        """`l` a list, `p` paragraphs through a document, `h` headings; else the word before the number."""
        return self.style[0]

    @property
    def place(self) -> Place:
        if self.kind in {"l", "p"}:
            return place_of(self.line, self.match)
        start = self.match.start("mark" if self.kind == "h" else "kind")
        return Place(self.line.number, start, self.line.text[start:].rstrip(" *"), self.line.page)


def check_numbering(reading: Reading) -> Iterator[Judgement]:
    """Every series of numbered lines of which one number is left out or there twice, and every line with two numbers."""
    lines = reading.document.lines
    tables = {cell.line.number for table in reading.tables for row in table.rows for cell in row}
    found: dict[tuple[str, ...], list[Item]] = {}
    for at, line in enumerate(lines):
        if (double := DOUBLE.match(line.text)) and double[1] != double[2]:
            yield Judgement(
                Verdict.WRONG, "numbering", (place_of(line, double),), f"one paragraph with two numbers, {double[1]} and {double[2]}",
                double[0].strip(), f"{double[1]}.",
            )  # fmt: skip
        yield from _inline(line)
        for item in _read_items(line, lines[at - 1].text if at else "", in_table=line.number in tables):
            found.setdefault(item.style, []).append(item)
    openings = {int(m[1] or m[2]) for line in lines if (m := OPENING.match(line.text))}
    for items in found.values():
        for run in _runs(items):
            if _is_whole(reading, run):
                yield from _judge(run, items, openings)


def _read_items(line: Line, before: str, *, in_table: bool) -> Iterator[Item]:
    match = None if in_table else LISTED.match(line.text)
    if match and _is_mark(match):
        mark, close = match["mark"], match["close"].removeprefix("\\")
        shape = "1" if mark.isdigit() else "i" if mark in ROMANS else "a"
        number = int(mark) if mark.isdigit() else ROMANS.index(mark) + 1 if mark in ROMANS else ord(mark) - 96
        yield Item(("l", "  " * (len(match["indent"]) // 2), match["open"], match["section"] or "", close, shape), number, line, match)  # fmt: skip
    if match and match["mark"].isdigit() and not (match["open"] or match["section"]) and match["close"]:
        yield Item(("p", match["close"][-1]), int(match["mark"]), line, match)
    if in_table:
        return
    if (match := HEADED.match(line.text)) and not re.search(r"\s{2,}\d[\d,.]*%?$", line.text):
        yield Item(("h", match["close"]), int(match["mark"]), line, match)
    elif match := CODED.match(line.text):
        yield Item((match["kind"].strip().lower(),), int(match["mark"]), line, match)
    elif (match := TITLED.match(line.text)) and not before.strip() and "continued" not in line.text.lower():
        mark = match["mark"].upper()
        yield Item((match["kind"].lower(), "1" if mark.isdigit() else "a"), int(mark) if mark.isdigit() else ord(mark) - 64, line, match)  # fmt: skip


def _is_mark(match: re.Match[str]) -> bool:
    """`1.`, `1)`, `(1)`, `(a)`, `1.2 Words`: not a figure or a word that opens a line."""
    words = match.string[match.end() :]
    if match["section"]:
        return match["mark"].isdigit() and not match["open"] and words[:1].isupper()
    if match["mark"].isdigit():
        return match["close"][-1:] in {".", ")"} and bool(re.match(r"(?:\d{1,3}\.\s+)?[A-Za-z.“\"‘'\[]", words))
    return match["close"][-1:] == ")"


def _runs(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items that follow one another: a list begins again at a lower number or after a gap of many lines."""
    run: list[Item] = []
    for item in items:
        if run:
            step = item.number - run[-1].number
            apart = item.line.number - run[-1].line.number > REACH
            if step < 0 or (apart if item.kind == "l" else step > 2):
                yield run
                run = []
        run.append(item)
    yield run


def _is_whole(reading: Reading, run: Sequence[Item]) -> bool:
    """Whether a series is one that must have every number: not questions of some askers, nor some items of a longer list."""
    kind = run[0].kind
    first = run[0].line.number
    if kind in {"l", "p", "h"}:
        led = [line.text for line in reading.document.lines[max(0, first - 4) : first - 1]]
        return len(run) >= LEAST or not any(SOME_ONLY.search(text) for text in led)
    if kind == "q":
        return 2 * sum(bool(ASKED.search(item.match["words"])) for item in run) >= len(run)
    around = [line.text for line in reading.document.lines[max(0, first - REACH) : first]]
    return run[0].number == 1 and not any(
        SOME_ONLY.search(text) for text in (*around, *(item.line.text for item in run))
    )


def _judge(run: Sequence[Item], items: Sequence[Item], openings: set[int]) -> Iterator[Judgement]:
    numbers = [item.number for item in run]
    odd = [i for i in range(1, len(run)) if numbers[i] != numbers[i - 1] + 1]
    if odd:  # `2`, a list of three, `3`: the number goes on from before the list
        start = next(i for i, item in enumerate(items) if item is run[0])
        outer = items[start - 1].number if start else 0
        odd = [i for i in odd if not (numbers[i] == numbers[i - 1] == outer + 1)]
    if len(odd) == 2 and odd[1] == odd[0] + 1 and numbers[odd[1]] == numbers[odd[0] - 1] + 2:
        odd = odd[:1]  # 4, 4, 6: one number is mistyped
    kind = run[0].kind
    if kind == "p":
        yield from _judge_paragraphs(run, odd)
        return
    if not odd and len(run) >= LEAST:
        yield Judgement(Verdict.CONSISTENT, "numbering", (run[-1].place,), f"{numbers[0]} to {numbers[-1]}, one by one")
    if len(odd) != 1 or odd[0] < 2 or len(run) < LEAST - 1:
        return
    at, step = odd[0], numbers[odd[0]] - numbers[odd[0] - 1]
    sure = _is_slip_of_list if kind == "l" else _is_slip_of_heading if kind == "h" else _is_slip_of_title
    if step in {0, 2} and sure(run, items, at, step) and not (kind == "h" and step and numbers[at] - 1 in openings):
        yield _tell(run[at], numbers[at - 1], step)


def _is_slip_of_list(run: Sequence[Item], items: Sequence[Item], at: int, step: int) -> bool:
    item, style = run[at], run[at].style
    elsewhere = any(i.number == item.number - 1 and abs(i.line.number - item.line.number) <= NEAR for i in items)
    plain = style[-1] == "1" and not style[3]
    close = all(b.line.number - a.line.number <= CLOSE for a, b in pairwise(run))
    if run[0].number != 1 or (step and elsewhere) or (plain and item is run[-1] and not (step and close)):
        return False
    return len(run) >= LEAST or step == 2


def _is_slip_of_heading(run: Sequence[Item], _: Sequence[Item], at: int, step: int) -> bool:
    return len(run) >= LEAST + (not step and at == len(run) - 1)


def _is_slip_of_title(run: Sequence[Item], items: Sequence[Item], at: int, step: int) -> bool:
    """A number of a title that is left out stands nowhere else; one there twice must be of two things."""
    if step:
        told = len(run) >= LEAST or len(run[0].kind) > 1
        return told and not any(item.number == run[at].number - 1 for item in items)
    one, two = ({word.lower() for word in re.findall(r"[A-Za-z]{4,}", item.match["words"])} for item in run[at - 1 : at + 1])  # fmt: skip
    return len(run) >= LEAST and not one & two


def _judge_paragraphs(run: Sequence[Item], odd: Sequence[int]) -> Iterator[Judgement]:
    """Numbers through a document, other lists between them: two in order before the odd one and two after."""
    numbers = [item.number for item in run]
    for at in odd:
        around = [numbers[at] + step for step in (1, 2)] == numbers[at + 1 : at + 3]
        step = numbers[at] - numbers[at - 1]
        if at >= 2 and around and numbers[at - 2] + 1 == numbers[at - 1] and numbers[at - 2] >= 1 and step in {0, 2}:
            item = run[at]
            yield _tell(item, numbers[at - 1], step)


def _tell(item: Item, before: int, step: int) -> Judgement:
    shape = item.style[-1]
    last, mark, wanted = (
        chr(96 + n) if shape == "a" else ROMANS[n - 1] if shape == "i" else str(n)
        for n in (before, item.number, before + 1)
    )
    return Judgement(
        Verdict.WRONG, "numbering", (item.place,), f"{last} is followed by {mark}: the numbering {'skips' if step else 'repeats'}", mark, wanted
    )  # fmt: skip


def _inline(line: Line) -> Iterator[Judgement]:
    for start, cell in cells_of(line.text):
        markers = list(MARKER.finditer(cell))
        numbers = [int(match[1]) for match in markers]
        if len(numbers) < 3 or numbers[0] != 1 or max(numbers) > len(numbers) + 1:
            continue
        place = Place(
            line.number, start + markers[0].start(), cell[markers[0].start() : markers[-1].end()].rstrip(), line.page
        )
        if numbers == list(range(1, len(numbers) + 1)):
            yield Judgement(Verdict.CONSISTENT, "numbering", (place,), f"1 to {len(numbers)}")
        elif numbers == sorted(numbers):
            at = next(i for i, number in enumerate(numbers) if number != i + 1)
            yield Judgement(
                Verdict.WRONG, "numbering", (place,),
                f"the points run {', '.join(map(str, numbers))}: the numbering {'repeats' if numbers[at] <= at else 'skips'}",
                f"({numbers[at]})", f"({at + 1})", "",
            )  # fmt: skip
