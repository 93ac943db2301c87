"""Ranks: a place among so many, in words, and a column of ranks against the figures it ranks."""

import itertools
import re
from collections.abc import Iterator

from openscrutiny.claims.grids import Grid, read_grid
from openscrutiny.claims.passages import place_of
from openscrutiny.claims.quantities import NUMBER_WORDS
from openscrutiny.claims.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

RANK = re.compile(
    r"\b(?:ranked?|ranking|rated|placed|position(?:ed)?|comes?|came)?\s*(?:is\s+|at\s+)?(\d{1,3})(?:st|nd|rd|th)\s+(?:highest\s+|lowest\s+|best\s+)?(?:out\s+of|of)\s+(?:the\s+|all\s+)?(\d{1,3})\b(?!\s*(?:%|per|January|February|March|April|May|June|July|August|September|October|November|December))",
    re.IGNORECASE,
)


ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
]
WORDED = re.compile(
    rf"\b(?P<rank>{'|'.join(ORDINALS)})[\s-](?:highest|lowest|best|worst|largest|smallest|most|least)\b[^.;:,()\d]{{0,25}}?\b(?:out\s+)?(?:of|among)\s+(?:the\s+|all\s+|our\s+|its\s+)*(?P<ranked>{'|'.join(word for word, n in NUMBER_WORDS.items() if n > 1)}|\d{{1,3}})\b(?!\s*(?:%|per|years?|months?))",
    re.IGNORECASE,
)


def check_ranks(reading: Reading) -> Iterator[Judgement]:
    """A place among so many."""
    for line in reading.document.lines:
        for match in (*RANK.finditer(line.text), *WORDED.finditer(line.text)):
            rank, ranked = _rank(match)
            if ranked < 2:
                continue
            fine = 1 <= rank <= ranked
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "rank", (place_of(line, match),),
                f"{rank} of {ranked}", "" if fine else match[0].strip(), "" if fine else f"a place from 1 to {ranked}",
            )  # fmt: skip
    for table in reading.tables:
        grid = read_grid(table)
        if grid:
            yield from _ranked(grid)


def _rank(match: re.Match[str]) -> tuple[int, int]:
    """The place and the number ranked, in figures or in words."""
    if match.re is RANK:
        return int(match[1]), int(match[2])
    ranked = match["ranked"].lower()
    return ORDINALS.index(match["rank"].lower()) + 1, NUMBER_WORDS.get(ranked) or int(ranked)


def _ranked(grid: Grid) -> Iterator[Judgement]:
    """The one row of a column of ranks whose figure is out of the order that all the others keep."""
    size = len(grid.rows)
    for c, name in enumerate(grid.columns):
        ranks = [q.value if (q := grid.number(r, c)) else None for r in range(size)]
        if (
            not re.search(r"\b(?:rank|position)\b", name, re.IGNORECASE)
            or size < 5
            or sorted(r or 0 for r in ranks) != list(range(1, size + 1))
        ):
            continue
        order = sorted(range(size), key=lambda r: ranks[r] or 0)
        columns = [d for d in range(len(grid.columns)) if d != c and all(grid.number(r, d) for r in range(size))]
        for d in columns if len(columns) == 1 else ():
            values = [q.value for r in order if (q := grid.number(r, d))]
            breaks = [_breaks(values), _breaks([-value for value in values])]
            cell = grid.cells[order[0]][c]
            assert cell is not None
            if min(breaks) == 0:
                yield Judgement(Verdict.CONSISTENT, "rank", (cell.place,), f"{name} follows {grid.columns[d]}")
                continue
            sign = 1 if breaks[0] < breaks[1] else -1
            kept = [sign * value for value in values]
            odd = [i for i in range(size) if _breaks(kept[:i] + kept[i + 1 :]) == 0]
            if min(breaks) == 1 and odd:
                cells = [cell for i in odd for cell in (grid.cells[order[i]][d], grid.cells[order[i]][c]) if cell]
                yield Judgement(
                    Verdict.WRONG, "rank", tuple(cell.place for cell in cells),
                    f"the ranks of {name} do not follow {grid.columns[d]} at {', '.join(grid.rows[order[i]] for i in odd)}",
                    cells[0].text.strip(), "ranks in the order of the figures",
                )  # fmt: skip


def _breaks(values: list[float]) -> int:
    return sum(a > b for a, b in itertools.pairwise(values))
