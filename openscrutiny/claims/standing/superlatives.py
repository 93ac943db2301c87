"""`Elm had the most`, `Ash was the third highest ward`, `the lowest rate was in May`: against the rows of the table beside it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.grids import Grid, both_ways, is_total, read_grid
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.tables import Table
from openscrutiny.claims.reading.worded_figures import ORDINALS
from openscrutiny.claims.tables.headings import CHANGE, DATED, RATE, SHARE
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

HIGH = r"highest|largest|greatest|biggest|most common|most frequent|most|busiest"
LOW = r"lowest|smallest|fewest|least common|least|quietest"
END = rf"(?:(?P<nth>{'|'.join(ORDINALS[1:])})[\s-])?(?:(?P<high>{HIGH})|(?P<low>{LOW})|(?P<either>best|worst))\b(?!\s+recent)"
OPENING = r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?"
HOLDER_FIRST = re.compile(
    rf"{OPENING}(?P<row>[A-Z][^,.;:()\d]{{1,40}}?) (?:had|has|have|recorded|saw|was|is|were|are|remains|remained|received|reported)"
    rf" (?:also )?(?:still )?the {END}(?P<noun>[^,.;:()]*)"
)
HOLDER_LAST = re.compile(
    rf"{OPENING}The {END}(?P<noun>[^,.;:()]*?) (?:was|were|is|are) (?:in |at |for |that of )?(?P<row>[A-Z][^,.;:()\d]{{1,40}}?)\s*(?=[,.;:(]|$|\bwith\b)"
)
MAJORITY = re.compile(
    rf"{OPENING}(?P<row>[A-Z][^,.;:()\d]{{1,40}}?) (?:makes up|made up|accounts for|accounted for|has|had|is|was) (?:the|a) majority of (?:the |all )?(?P<noun>[^,.;:()]*)"
)
OF_ANOTHER = re.compile(
    r"\b(?:since|ever|records?|national\w*|country|region\w*|England|Wales|similar|peers?|rise|rose|fall|fell|drop|increas\w*|decreas\w*|reduc\w*|improve\w*"
    r"|growth|change\w*|by|likely|among|than|after|apart|except|target|average|mean|median|one|two|per)\b",
    re.IGNORECASE,
)
SPAN = re.compile(
    r"\b(?:of|in|for) the (?:(?:whole |half )?year|quarter|period|half)(?: so far| to date)?|\bso far\b|\boverall\b",
    re.IGNORECASE,
)
NOT_A_LEVEL = re.compile(r"target|aim\b|rank|limit|previous|\bper (?!cent)", re.IGNORECASE)
ABOVE, BELOW = 20, 6
"""Lines over a sentence in which the last line of its table stands, and under it in which the first does."""
FEWEST = 3
HALF = 50


def check_superlatives(reading: Reading) -> Iterator[Judgement]:
    """Every row that a sentence says stands first, last or nth: wrong only where no figure of any table near bears it out."""
    firsts, lasts = [t.first_line for t in reading.tables], [t.last_line for t in reading.tables]
    for sentence in () if not reading.tables else reading.sentences:
        if sentence.in_table:
            continue
        if most := MAJORITY.match(sentence.text):
            yield from _judge_majority(reading, sentence, most, _tables_near(reading, sentence, firsts, lasts))
        said = HOLDER_FIRST.match(sentence.text) or HOLDER_LAST.match(sentence.text)
        if not said or OF_ANOTHER.search(said["noun"]) or DATED.search(said["noun"]):
            continue
        near = _tables_near(reading, sentence, firsts, lasts)
        standings = [
            one for table in near if (grid := read_grid(table)) for one in _find_standings(reading, grid, said)
        ]
        if standings:
            yield _judge(sentence, said, standings)


def _tables_near(reading: Reading, sentence: Sentence, firsts: list[int], lasts: list[int]) -> list[Table]:
    return reading.tables[bisect_left(lasts, sentence.line - ABOVE) : bisect_right(firsts, sentence.line + BELOW)]


def _judge_majority(
    reading: Reading, sentence: Sentence, said: re.Match[str], tables: Sequence[Table]
) -> Iterator[Judgement]:
    """A row told to make up most of a table, against its share of the whole in the table of those things."""
    holder, noun = _words(reading, said["row"]), _words(reading, SPAN.sub(" ", said["noun"]))
    for table in tables:
        grid = read_grid(table)
        told = _words(reading, f"{table.caption} {' '.join(table.headings[-1:])}")
        if not grid or not noun or not noun <= told:
            continue
        held = [r for r, label in enumerate(grid.rows) if holder and _words(reading, label) == holder]
        columns = [c for c, name in enumerate(grid.columns) if SHARE.search(name) and not CHANGE.search(name)]
        cells = [cell for r in held for c in columns if (cell := grid.cells[r][c]) and cell.number]
        shares = [(q, cell) for cell in cells if (q := cell.number) and q.unit == "%" and not q.signed]
        if len(shares) == 1:
            share, cell = shares[0]
            fine = share.true.high > HALF
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "majority", (sentence.place(said.start(), said.end()), cell.place),
                f"the table gives {said['row'].strip()} {share.text}", "" if fine else "the majority", "" if fine else share.text,
            )  # fmt: skip


Standing = tuple[bool, Place, str, int, int]
"""Whether a column bears the sentence out; the row's figure in it, its name, the row's place from the top and of how many."""


def _find_standings(reading: Reading, grid: Grid, said: re.Match[str]) -> Iterator[Standing]:
    holder, noun = _words(reading, said["row"]), _words(reading, SPAN.sub(" ", said["noun"]))
    told = {
        word
        for text in (*grid.table.headings[-2:], grid.table.caption, grid.table.header(0))
        for word in _words(reading, text)
    }
    rated = bool(RATE.search(grid.table.caption)) and bool(re.search(r"\brates?\b", said["noun"]))
    for way in both_ways(grid):
        held = [r for r, label in enumerate(way.rows) if holder and _words(reading, label) == holder]
        names = [_words(reading, name) for name in way.columns]
        if rated:
            noun = noun - {"rat"}
        if len(held) != 1 or is_total(way.rows[held[0]]) or not noun or not noun <= told.union(*names):
            continue
        for c in _choose_columns(way, names, noun, "" if rated else said["noun"]):
            if standing := _stand(way, held[0], c, said):
                yield standing


def _words(reading: Reading, text: str) -> frozenset[str]:
    return frozenset(word.rstrip("e") for word in reading.words(re.sub(r"\([^()]*\)", " ", text), generic=True))


def _choose_columns(grid: Grid, names: Sequence[frozenset[str]], noun: frozenset[str], text: str) -> list[int]:
    """The columns that the noun names; where it names none, each that may be meant."""
    levels = [c for c, name in enumerate(grid.columns) if not CHANGE.search(name) and not NOT_A_LEVEL.search(name)]
    if re.search(r"\brates?\b|proportion|percentage|share", text, re.IGNORECASE):
        return [c for c in levels if RATE.search(grid.columns[c]) or SHARE.search(grid.columns[c])]
    counts = [c for c in levels if not text or not re.search(r"\brates?\b", grid.columns[c], re.IGNORECASE)] or levels
    named = [c for c in counts if names[c] and names[c] & noun]
    return named or counts


def _stand(grid: Grid, row: int, column: int, said: re.Match[str]) -> Standing | None:
    cell = grid.cells[row][column]
    parts = [r for r, label in enumerate(grid.rows) if not is_total(label) and grid.cells[r][column]]
    if not cell or not cell.number or len(parts) < FEWEST:
        return None
    fits = []
    last = grid.number(len(grid.rows) - 1, column)
    least = min(q.value for r in parts[:-1] if (q := grid.number(r, column)))
    whole = last is not None and last.value > least  # a last row may be the whole, unless it is the least
    for kept in (parts, [r for r in parts if not whole or r != len(grid.rows) - 1 or r == row]):
        others = [q for r in kept if r != row and (q := grid.number(r, column))]
        fits.append(any(_is_nth(cell.number, others, said, high=high) for high in _ends(said)))
    over = sum((grid.number(r, column) or cell.number).value > cell.number.value for r in parts)
    return any(fits), cell.place, grid.columns[column], over + 1, len(parts)


def _ends(said: re.Match[str]) -> tuple[bool, ...]:
    """Whether the place counts from the highest; best and worst may be either."""
    return (True, False) if said["either"] else (bool(said["high"]),)


def _is_nth(own: Quantity, others: Sequence[Quantity], said: re.Match[str], *, high: bool) -> bool:
    nth = ORDINALS.index(said["nth"].lower()) + 1 if said["nth"] else 1
    sign = 1 if high else -1
    before = sum(sign * q.value > sign * own.value for q in others)
    level = sum(q.value == own.value for q in others)
    return before < nth <= before + level + 1


def _judge(sentence: Sentence, said: re.Match[str], standings: Sequence[Standing]) -> Judgement:
    told = sentence.place(said.start(), said.end())
    fine = next((one for one in standings if one[0]), None)
    _, place, name, rank, ranked = fine or standings[0]
    working = f"{said['row'].strip()} is in place {rank} of {ranked} from the highest{' of ' + name if name else ''} in the table"
    return Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "rank", (told, place), working,
        "" if fine else told.quote, "" if fine else f"{rank} of {ranked} from the highest",
    )  # fmt: skip
