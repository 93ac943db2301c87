"""Running heads and feet of pages: what stands at the same place on page after page is said once, and page numbers are left out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from openscrutiny.claims.extraction.page_lines import Mark
from openscrutiny.claims.extraction.printed_tables import APART, PrintedLine

OUTERMOST = 3
"""Lines of a page, from its top and from its foot, that may be running heads and feet."""
REPEATED = 0.4
"""The part of the pages that bear one: left and right pages may differ."""
PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
PERIOD = re.compile(r"[.:;?!]['\"”’)\]]*\s*$")
RUNS_ON = re.compile(r"[a-z(£]|\d[\d,.]*(?:%|\s+(?![A-Z]))")
NUMBERED = re.compile(r"\d+(?:\.\d+)*[.)]?\s+[A-Z(]")
UNFINISHED = re.compile(
    r"\b(?:from|to|of|the|in|at|by|and|for|an?|with|than|was|were|on|between|is|are|or|that)$|[,-]$"
)
NUMBER = re.compile(r"\d+")


Name = tuple[str, int]
"""A line's words and its height on the page, in steps of two points."""


@dataclass(slots=True)
class Page:
    """A page's level characters and lines, the characters of turned lines, the stamps across it, and its running heads."""

    marks: list[Mark]
    lines: list[PrintedLine]
    turned: list[list[Mark]] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        level = sum(len(piece.text) + 1 for line in self.lines for piece in line.pieces)
        return level + sum(map(len, self.turned)) + sum(map(len, self.stamps))


def take_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without running heads and feet; each stands once, at the head of the first page that bears it, unless it is a page number."""
    names = [_name_outermost(page, number) for number, page in enumerate(pages)]
    borne = Counter(name for page in names for found in page.values() for name in set(found))
    often = max(2.0, REPEATED * len(pages))
    said: set[Name] = set()
    for page, found in zip(pages, names, strict=True):
        best = {index: max(known, key=lambda name: borne[name]) for index, known in found.items()}
        running = _edges({index for index, name in best.items() if borne[name] >= often}, page.lines)
        gone = [page.lines[index] for index in sorted(running)]
        for index, line in zip(sorted(running), gone, strict=True):
            if best[index] not in said and not PAGE_NUMBER.fullmatch(_text(line)):
                page.heads.append(_text(line))
            said.add(best[index])
        page.lines = [line for index, line in enumerate(page.lines) if index not in running]
        bands = [(line.middle - line.height / 2, line.middle + line.height / 2) for line in gone]
        page.marks = [mark for mark in page.marks if not any(low <= mark.middle <= high for low, high in bands)]
    return list(pages)


def _text(line: PrintedLine) -> str:
    return "\t".join(piece.text for piece in line.pieces)


def _name_outermost(page: Page, number: int) -> dict[int, list[Name]]:
    """The names of each of the outermost lines, under which it may stand on other pages: its words and its height, and the same with
    its first or last number counted from the page's own."""
    count = len(page.lines)
    found = {}
    for index in {*range(min(OUTERMOST, count)), *range(max(0, count - OUTERMOST), count)}:
        line, text = page.lines[index], _text(page.lines[index])
        numbers = list(NUMBER.finditer(text))
        counted = [
            f"{text[: n.start()]}\0{int(n[0]) - number}{text[n.end() :]}"
            for n in (*numbers[:1], *numbers[-1:])
            if len(n[0]) < 5
        ]
        found[index] = [(name, round(line.middle / 2)) for name in dict.fromkeys((text, *counted))]
    return found


def _edges(running: set[int], lines: Sequence[PrintedLine]) -> set[int]:
    """Those of the lines that follow one another from the top or the foot, where a gap parts them from the rest."""
    kept: set[int] = set()
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        edge: list[int] = []
        for index in order:
            if index not in running:
                gap = abs(lines[edge[-1]].middle - lines[index].middle) if edge else 0.0
                kept.update(edge if edge and gap > APART * lines[edge[-1]].height else ())
                break
            edge.append(index)
        else:
            kept.update(edge)
    return kept


def join_blocks(blocks: Sequence[str], mark: str = "") -> str:
    """Blocks of text one after another, the mark before each but the first; a blank line parts them where no sentence runs on."""
    text = blocks[0] if blocks else ""
    last = text
    for block in blocks[1:]:
        text += ("\n" if runs_on(last, block) else "\n\n") + mark + block
        last = block if block.strip() else last
    return text


def runs_on(before: str, after: str) -> bool:
    """Whether a sentence that one block breaks off goes on in the next."""
    last, first = before.rstrip("\n").rpartition("\n")[2].rstrip(), after.lstrip("\n").partition("\n")[0].strip()
    if not last or not first or "\t" in last + first or PERIOD.search(last):
        return False
    if UNFINISHED.search(last):
        return True
    return bool(RUNS_ON.match(first)) and not NUMBERED.match(first) and len(last.split()) >= 4
