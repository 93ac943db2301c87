"""Paragraphs that quote the row of a table near them, with a figure copied wrongly."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.tables import Cell, Table
from openscrutiny.claims.verdicts import Judgement, Verdict

LIMIT = re.compile(r"\s*(?:or|and)\s+(?:fewer|less|more|under|over|below|above|better)\b", re.IGNORECASE)
AIM = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|target(?:s|ed)?|goals?|limits?|ceiling|cap|threshold|trajectory|ambition|objective|maximum|minimum"
    r"|(?:no|not) (?:more|less|fewer|higher|lower) than|at (?:most|least)|under|below|above|exceeds?|exceeding)\b[^\d.;!?]{0,40}$"
    r"|\b(?:aim|target|goal)\b[^.;!?]{0,50}(?<=\bagainst )(?:the |an? )?$|\blimits\b\D{0,20}[\d,.]{1,12} (?:to|and) $",
    re.IGNORECASE,
)
"""What makes a figure an aim and not a quotation: the words after it, and those before."""


def check_quoted_rows(reading: Reading) -> Iterator[Judgement]:
    """A paragraph that quotes two figures of a table's row, with another that is nearly the row's but not."""
    lines: dict[int, list[tuple[Sentence, Quantity]]] = {}
    for sentence in reading.sentences:
        if not sentence.in_table:
            figures = [q for q in sentence.quantities if q.unit in "£n" and len(re.sub(r"\D", "", q.text)) >= 3]
            lines.setdefault(sentence.line, []).extend((sentence, q) for q in figures)
    firsts, lasts = [table.first_line for table in reading.tables], [table.last_line for table in reading.tables]
    for line, quantities in lines.items():
        if len(quantities) < 3:
            continue
        for table in reading.tables[bisect_left(lasts, line - 40) : bisect_right(firsts, line + 25)]:
            if -5 <= line - table.last_line <= 40 or 0 <= table.first_line - line <= 25:
                yield from _quoted(quantities, table)


def _digits(quantity: Quantity) -> float:
    return abs(round(quantity.value / quantity.scale, 6))


def _is_aim(sentence: Sentence, q: Quantity) -> bool:
    return bool(LIMIT.match(sentence.text, q.end) or AIM.search(sentence.text[max(0, q.start - 80) : q.start]))


def _quoted(quantities: list[tuple[Sentence, Quantity]], table: Table) -> Iterator[Judgement]:
    every = {_digits(cell.number) for row in table.body for cell in row if cell.number}
    for row in table.body:
        cells = [cell for cell in row if cell.number and cell.number.value]
        by_value = {_digits(cell.number): cell for cell in cells if cell.number}
        hits = [(sentence, q) for sentence, q in quantities if _digits(q) in by_value]
        if len({_digits(q) for _, q in hits}) < 2:
            continue
        for sentence, q in hits:
            yield Judgement(
                Verdict.CONSISTENT,
                "repeat",
                (sentence.place(q.start, q.end), by_value[_digits(q)].place),
                "as in the table",
            )
        for sentence, q in quantities:
            if q.qualifier or _digits(q) in every or _is_aim(sentence, q):
                continue
            close = [
                cell for cell in cells
                if cell.number and cell.number.places == q.places and abs(_digits(cell.number) - _digits(q)) <= 0.01 * _digits(q)
            ]  # fmt: skip
            if len(close) >= 1 and len({_digits(cell.number) for cell in close if cell.number}) == 1:
                cell = close[0]
                yield Judgement(
                    Verdict.WRONG, "repeat", (sentence.place(q.start, q.end), cell.place),
                    f"printed as {q.text}; the table's {table.label(row)} row, quoted in the same paragraph, has {cell.text.strip()}",
                    q.text, cell.text.strip().lstrip("-"), _copied(q, cell),
                )  # fmt: skip
        return


def _copied(quantity: Quantity, cell: Cell) -> str:
    a, b = re.sub(r"\D", "", quantity.text), re.sub(r"\D", "", cell.text)
    return "digits changed round" if sorted(a) == sorted(b) else "not copied from the table"
