"""A share told of rows of the table just above: `Policing is 72% of the combined budget`, `Two wards - Mill and Quay - have half of the crime`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from openscrutiny.claims.reading.grids import Grid, add_up, read_grid
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.tables import Table
from openscrutiny.claims.reading.worded_shares import share_template
from openscrutiny.claims.shares.share_forms import QUALIFYING, SHARE
from openscrutiny.claims.shares.shares import is_share, is_slip_of_share
from openscrutiny.claims.verdicts import Judgement, Verdict

TOLD = re.compile(
    rf"(?:^|[.;:]\s+)\W*(?:\d+(?:\.\d+)*\.?\s+)?(?P<name>(?:\{{N(?P<count>\d+)\}}\s|[A-Z])(?:[^{{}}.;:]|(?<=out of )\{{N\d+\}}){{2,90}}?)(?:,\s+which (?:is|was) [a-z-]+(?: [a-z]+)?,)?\s+(?:is|are|was|were|makes? up|made up|accounts? for|accounted for|represents?|represented|has|have|had|together hold)\s+(?:thus\s+|therefore\s+|now\s+)?{QUALIFYING}{SHARE}\s+of\s+(?P<of>(?:the|our|all|its|total)\b(?:\s(?!(?:but|and|which|while|as|when|with|in|for|because|so)\b)[a-z-]+){{1,5}})",
)
GENERIC = frozenset(
    re.findall(
        r"[a-z]+",
        "total whole combined overall all entire crime crimes income budget revenue expenditure spending spend gross net between them "
        "incidents offences calls complaints staff posts borough force county",
    )
)
"""Words of a whole that any table's total may be."""
ELSEWHEN = re.compile(
    r"\b(?:last|previous|earlier|ago|target|national\w*|average|compared|instead|should|would|will|if|than|used to)\b",
    re.IGNORECASE,
)
NEAR_LINES = 30
FEWEST_ROWS = 3


def check_row_shares(reading: Reading) -> Iterator[Judgement]:
    """Every share of a table's total told of rows that the sentence names, wrong where no column of figures makes it."""
    for sentence in reading.sentences:
        if sentence.in_table or "{" not in share_template(sentence)[0]:
            continue
        text, figures = share_template(sentence)
        for match in TOLD.finditer(text):
            share = figures[int(match["share"])]
            tables = [t for t in reading.tables if 0 < sentence.line - t.last_line <= NEAR_LINES]
            if ELSEWHEN.search(match[0]) or share.qualifier or share.signed or not tables:
                continue
            grid = read_grid(tables[-1])
            if grid and _is_total_of(reading, match["of"], tables[-1], sentence):
                yield from _judge(reading, sentence, match, share, grid)


def _is_total_of(reading: Reading, of: str, table: Table, sentence: Sentence) -> bool:
    """Whether what a share is of is called as the table is, or as any total may be."""
    said = reading.words(re.sub(r"\b(?:between|among) them\b.*", "", of), generic=True)
    heads = " ".join(cell.text for row in table.rows[: table.header_rows] for cell in row)
    known = reading.words(
        f"{table.caption} {heads} {' '.join(table.headings)} {' '.join(sentence.headings)}", generic=True
    )
    return said <= known | reading.words(" ".join(GENERIC), generic=True)


def _judge(
    reading: Reading, sentence: Sentence, match: re.Match[str], share: Quantity, grid: Grid
) -> Iterator[Judgement]:
    last = len(grid.rows) - 1
    counted = share_template(sentence)[1][int(match["count"])].value if match["count"] else None
    named = _rows_named(reading, re.sub(r"\{\w+\}", "", match["name"]), grid.rows[:last], counted)
    if not named:
        return
    pairs: list[tuple[Quantity, Quantity]] = []
    for c in range(len(grid.columns)):
        every = [grid.number(r, c) for r in range(last)]
        numbers = [q for q in every if q is not None]
        whole = grid.number(last, c)
        own = [q for r in named if (q := every[r]) is not None]
        if (
            whole is None
            or whole.unit == "%"
            or len(numbers) < FEWEST_ROWS
            or len(own) != len(named)
            or whole.value <= 0
        ):
            continue
        if len({q.unit for q in (*numbers, whole)}) == 1 and _is_sum(whole, numbers) and not any(q.signed for q in own):
            pairs.append((_join(own), whole))
    fitting = [(part, whole) for part, whole in pairs if is_share(part, share, whole)]
    slips = [(part, whole) for part, whole in pairs if is_slip_of_share(share, part, whole)]
    for part, whole in fitting[:1] or slips[-1:]:
        true = part.value / whole.value * 100
        cell = next(c for row in grid.cells for c in row if c and c.number is whole)
        places = (sentence.place(match.start("name"), share.end), cell.place)
        working = f"{part.text} / {whole.text} = {true:.1f}%"
        if fitting:
            yield Judgement(Verdict.CONSISTENT, "share", places, working)
        else:
            yield Judgement(
                Verdict.WRONG,
                "share",
                places,
                f"printed as {share.text}; {working}",
                share.text,
                f"{true:.{share.places}f}%",
            )


def _rows_named(reading: Reading, name: str, rows: Sequence[str], counted: float | None) -> list[int]:
    """The rows whose words a sentence's subject has; or the one row that has all of the subject's words."""
    said = reading.words(name, generic=True)
    labels = [reading.words(label, generic=True) for label in rows]
    inner = [r for r, label in enumerate(labels) if label and label <= said]
    if inner:
        rest = said - frozenset().union(*(labels[r] for r in inner))
        return inner if (counted == len(inner) if counted else not rest) else []
    outer = [r for r, label in enumerate(labels) if said and said <= label]
    return outer if len(outer) == 1 else []


def _is_sum(whole: Quantity, parts: list[Quantity]) -> bool:
    true = add_up(parts)
    room = len(parts) * 0.5 * 10.0**-whole.places * whole.scale
    return true.low - room <= whole.value <= true.high + room


def _join(parts: Sequence[Quantity]) -> Quantity:
    if len(parts) == 1:
        return parts[0]
    value, true = sum(q.value for q in parts), add_up(list(parts))
    return replace(
        parts[0], value=value, true=Interval(true.low, true.high), text=f"({' + '.join(q.text for q in parts)})"
    )
