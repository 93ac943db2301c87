"""One document read once: its sentences, tables, headings and abbreviations, for every check to use."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from openscrutiny.claims.reading.passages import Document, Prose, Sentence, read_prose
from openscrutiny.claims.reading.tables import LONG_CELL, Cell, Table, find_tables, loose_numbers

ABBREVIATION = re.compile(
    r"((?:[A-Z][\w'’-]*|of|and|the|at|or|&|[a-z]+)(?:[\s/-]+(?:[A-Z][\w'’-]*|of|and|the|at|&|[a-z]+)){0,7})\s*\(([A-Z]{2,6})s?\)"
)
STOP = frozenset([
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "but", "as", "than", "that",
    "which", "who", "this", "these", "those", "it", "its", "is", "are", "was", "were", "be", "been", "being", "has", "have",
    "had", "will", "would", "there", "their", "they", "we", "our", "not", "no", "do", "does", "did", "so", "such", "per",
    "also", "still", "however", "whilst", "while", "although", "yet", "when", "where", "what", "been", "seen", "saw", "see",
    "shows", "shown", "show", "overall", "total", "number", "numbers", "volume", "volumes", "figure", "figures", "level",
    "levels", "compared", "comparison", "previous", "quarter", "quarters", "month", "months", "year", "years", "last",
    "same", "period", "corresponding", "financial", "increase", "increased", "increases", "decrease", "decreased",
    "decreases", "reduction", "reduced", "rise", "risen", "rose", "fall", "fallen", "fell", "up", "down", "higher", "lower",
    "more", "fewer", "less", "above", "below", "over", "under", "change", "changed", "growth", "remains", "remain",
    "recorded", "reported", "received", "made", "against", "versus", "vs", "during", "around", "approximately", "about",
    "only", "just", "further", "uplift", "drop", "q1", "q2", "q3", "q4", "qtr", "ytd", "date", "quarterly", "monthly",
    "annual", "rate", "rates", "proportion", "percentage", "percent", "volume",
])  # fmt: skip
GENERIC = frozenset([
    "crime", "crimes", "offence", "offences", "incident", "incidents", "crimed", "cases", "case", "reports", "report",
    "related", "all",
])  # fmt: skip


def stem(word: str) -> str:
    """A word cut to compare: plural and common endings off, so that `offence` and `offences`, `burglary` and `burglaries` are one."""
    word = word.lower().strip("'’")
    for ending in ("ities", "ies", "ally", "ing", "ed", "es", "s", "al", "ly", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True)
class Row:
    """A named row of figures in a table, with any unnamed rows that continue it."""

    label: str
    numbers: tuple[tuple[float, Cell], ...]
    table: Table
    cells: tuple[Cell, ...]
    aligned: bool


@dataclass(frozen=True)
class Reading:
    """Everything the checks read."""

    document: Document
    _said: dict[tuple[str, bool], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def tables(self) -> list[Table]:
        return find_tables(self.document)

    @cached_property
    def prose(self) -> Prose:
        lines = {cell.line.number for table in self.tables for row in table.rows for cell in row}
        lines.update(number for table in self.tables for number in table.unread)
        cells: dict[int, list[tuple[int, str]]] = {}
        for table in self.tables:
            for row in table.rows:
                for cell in row:
                    if len(cell.text) > LONG_CELL:
                        cells.setdefault(cell.line.number, []).append((cell.column, cell.text))
        return read_prose(self.document, lines, cells)

    @property
    def sentences(self) -> list[Sentence]:
        return self.prose.sentences

    @property
    def sentence_pairs(self) -> Iterator[tuple[Sentence | None, Sentence]]:
        """Every sentence with the one before it, which may hold what it goes on from."""
        return zip([None, *self.sentences], self.sentences, strict=False)

    @cached_property
    def _sentence_lines(self) -> list[int]:
        return [sentence.line for sentence in self.sentences]

    def sentences_above(self, table: Table, lines: int) -> list[Sentence]:
        """The sentences that begin in the lines just before a table."""
        first, last = (bisect_left(self._sentence_lines, table.first_line - back) for back in (lines, 0))
        return self.sentences[first:last]

    def sentences_before(self, sentence: Sentence, lines: int) -> list[Sentence]:
        """The sentences before one that begin in its line or the lines just before."""
        first = bisect_left(self._sentence_lines, sentence.line - lines)
        near = self.sentences[first : bisect_left(self._sentence_lines, sentence.line + 1)]
        return [each for each in near if each.index < sentence.index]

    @cached_property
    def abbreviations(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {"asb": ("anti", "social", "behaviour"), "antisocial": ("anti", "social")}
        for line in self.document.lines:
            for match in ABBREVIATION.finditer(line.text):
                words = [word for word in re.split(r"[\s/-]+", match[1]) if word]
                initials = [word for word in words if word.lower() not in {"of", "and", "the", "at", "or", "&"}]
                letters = match[2]
                chosen = initials[-len(letters) :]
                if "".join(word[0].upper() for word in chosen) == letters:
                    found.setdefault(letters.lower(), tuple(word.lower() for word in chosen))
        return found

    def words(self, text: str, *, generic: bool = False) -> frozenset[str]:
        """The telling words of a phrase, stemmed, abbreviations written out."""
        if (text, generic) not in self._said:
            self._said[text, generic] = self._read_words(text, generic=generic)
        return self._said[text, generic]

    def _read_words(self, text: str, *, generic: bool) -> frozenset[str]:
        found: set[str] = set()
        for word in re.findall(r"[A-Za-z][A-Za-z'’]*", text):
            low = word.lower()
            for part in self.abbreviations.get(low, self.abbreviations.get(low.rstrip("s"), (low,))):
                for piece in self.abbreviations.get(part, (part,)):
                    if piece not in STOP and (generic or piece not in GENERIC) and len(piece) > 1:
                        found.add(stem(piece))
        return frozenset(found)

    @cached_property
    def rows(self) -> list[Row]:
        """Named rows with their figures: an unnamed row after a named one belongs to it."""
        rows: list[Row] = []
        for table in self.tables:
            for cells in table.rows:
                numbers = [(q.value, cell) for cell in cells for q in loose_numbers(cell) if q.unit != "%"]
                label = next((cell.text.strip() for cell in cells if re.search(r"[A-Za-z]{3}", cell.text)), "")
                named = [cells[c] for c in table.label_columns if c < len(cells)]
                leading = any(cell.text.strip() and not cell.number for cell in named)
                if leading and numbers:
                    rows.append(Row(label, tuple(numbers), table, cells, table.header_rows > 0))
                elif numbers and not label and rows and rows[-1].table is table:
                    last = rows.pop()
                    rows.append(Row(last.label, (*last.numbers, *numbers), table, last.cells, False))
                elif numbers and not leading and not rows_of(rows, table):
                    rows.append(Row("", tuple(numbers), table, cells, False))
        return rows


def rows_of(rows: list[Row], table: Table) -> bool:
    return bool(rows) and rows[-1].table is table
