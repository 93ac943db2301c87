"""A document's lines read as headings, sentences and tables, each knowing its place."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from openscrutiny.claims.reading.number_words import NUMBER_WORDS, TENS
from openscrutiny.claims.reading.quantities import MONTHS, Quantity, find_quantities
from openscrutiny.claims.verdicts import Place

MARKUP = re.compile(
    r"<[^<>]{1,200}>|[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}|`|&nbsp;|^\s{0,3}#{1,6}\s|\[(?=[^\]]*\]\()|\\(?=[%*_#+<>~&$\[\]({!-])"
)
BULLET = re.compile(r"^\s*(?:[-•▪■●◦*+–]|o(?=\s)|\(?[a-z]\)|\(?[ivx]+\))\s+")
NUMBERED = re.compile(r"^\s*\(?(\d{1,3})\\?[.)]\s+(?=\S)")
PARAGRAPH_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})+\.?\s+[A-Z][a-z]")
SENTENCE_END = re.compile(
    r"(?<=[.!?])[\"'”’)]?\s+(?=[\"'“‘(]?[A-Z0-9£•])|(?<=[a-z\d)%][a-z\d)%]\.)(?=(?:[A-Z][a-z]{1,12}|A|I) )|\s•\s|(?<=[.;])\s+[-–]\s+(?=[A-Z])|(?<=\))\s+[-–]\s+(?=[A-Z][A-Za-z ]{1,40}:\s)"
)
ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|etc|No|Mr|Mrs|Ms|Dr|St|vs?|Cllr|approx|c|Qtr|Yr|Supt|Insp|cf|para|ref)\.$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the extracted text; `number` counts from 1."""

    number: int
    text: str
    page: int | None = None


def cells_of(text: str) -> Iterator[tuple[int, str]]:
    """The cells of a line that tabs part, each with where it starts."""
    start = 0
    for part in text.split("\t"):
        yield start, part
        start += len(part) + 1


def place_of(line: Line, match: re.Match[str]) -> Place:
    """The quotation of a match in a line."""
    return Place(line.number, match.start(), match[0].rstrip(), line.page)


@dataclass(frozen=True, slots=True)
class Document:
    """The extracted text of one file; `source` is its path as it was given, `notes` what of it could not be read."""

    name: str
    lines: tuple[Line, ...]
    source: str = ""
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines) + "\n"

    @classmethod
    def of(cls, text: str, name: str = "text", source: str = "") -> "Document":
        """Lines end at a line feed only; a form feed begins a new page."""
        lines, page, paged = [], 1, "\f" in text
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n"), 1):
            page += line.count("\f")
            lines.append(Line(number, line.replace("\f", " "), page if paged else None))
        return cls(name, tuple(lines), source or name)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence whose text may run over lines. `segments` are (start in text, line, column)."""

    text: str
    segments: tuple[tuple[int, Line, int], ...]
    headings: tuple[str, ...]
    index: int
    in_table: bool = False

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        found = find_quantities(self.text)
        return found if len(found) <= MOST_FIGURES else ()

    @property
    def line(self) -> int:
        return self.segments[0][1].number

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The quotation of text[start:end]: whole words; where it runs over lines, its part in the line with the most figures, then the others'."""
        end = len(self.text) if end is None else end
        spans: list[tuple[int, int, int, int]] = []  # figures, minus order, from, to
        for order, (begin, _line, _column) in enumerate(self.segments):
            following = self.segments[order + 1][0] if order + 1 < len(self.segments) else len(self.text)
            first, last = max(start, begin), min(end, following)
            while first < last - 1 and self.text[first].isspace():
                first += 1
            if first < last:
                figures = sum(character.isdigit() for character in self.text[first:last])
                spans.append((figures, -order, first, last))
        best = max(spans, default=(0, 0, start, end))
        told = [span for span in spans if span is not best and (span[0] or NUMBER.search(self.text, *span[2:]))]
        return replace(self._quote(*best[1:]), others=tuple(self._quote(*span[1:]) for span in told))

    def _quote(self, order: int, first: int, last: int) -> Place:
        begin, line, column = self.segments[-order]
        at = column + first - begin
        until = at + last - first
        while at > 0 and line.text[at - 1 : at + 1].isalnum():
            at -= 1
        while until < len(line.text) and line.text[until - 1 : until + 1].isalnum():
            until += 1
        if line.text.count("(", at, until) > line.text.count(")", at, until):
            closing = CLOSING_BRACKET.match(line.text, until)
            until = closing.end() if closing else until
        return Place(line.number, at, line.text[at:until].rstrip(), line.page)

    @property
    def whole(self) -> tuple[Place, ...]:
        ends = [segment[0] for segment in self.segments[1:]] + [len(self.text)]
        places = [self.place(segment[0], end) for segment, end in zip(self.segments, ends, strict=True)]
        return tuple(place for place in places if place.quote.strip())


NUMBER = re.compile(rf"\b(?:{'|'.join([*NUMBER_WORDS, *TENS])})\b", re.IGNORECASE)
CLOSING_BRACKET = re.compile(r"[^()]{0,40}?\)")
PERIOD_HEADING = re.compile(
    rf"{MONTHS}\s+(?:19|20)\d\d|(?:Quarter|Qtr|Q)\s*[1-4](?:[\s,]+(?:20)?\d\d(?:[/–-]\d\d(?:\d\d)?)?)?|(?:19|20)\d\d[/–-]\d\d(?:\d\d)?"
)
"""A line that is a period and nothing else heads what follows, however close it stands."""
LONGEST_SENTENCE = 1_500
"""Characters: what runs on longer is cut, so that no rule works on a text without bound."""
MOST_LINES = 200
"""Lines of one paragraph."""
MOST_FIGURES = 40
"""Quantities in one sentence: more is a table run together, not a claim."""


def mask(text: str) -> str:
    """Markup turned to spaces, every character keeping its column."""
    return MARKUP.sub(lambda match: " " * len(match[0]), text).replace(" ", " ").replace("\t", " ")


@dataclass(slots=True)
class Prose:
    """The running text of a document."""

    sentences: list[Sentence] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)  # line number -> heading
    words: frozenset[str] = frozenset()  # those of the document, where a line of it ends within a word


def is_heading(lines: tuple[Line, ...], index: int) -> bool:
    """A short line standing alone, opening with a capital or number, and not a sentence."""
    text = lines[index].text
    clean = mask(text).strip()
    if text.lstrip().startswith("#"):
        return True
    if not clean or len(clean) > 90 or "\t" in text or clean[-1] in ".,;:?!" or BULLET.match(text) or "%" in clean:
        return False
    if not (clean[0].isupper() or re.match(r"\d+(?:\.\d+)*\.?\s+[A-Z]", clean)):
        return False
    if PERIOD_HEADING.fullmatch(clean):
        return True
    before = lines[index - 1].text.strip() if index else ""
    after = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
    alone = not before or (len(before) < 90 and before[-1] not in ".,;" and not before.startswith(("-", "|")))
    words = clean.split()
    titled = sum(word[0].isupper() for word in words if word[0].isalpha()) >= len(words) / 2 or len(words) <= 8
    return alone and (not after or text.strip().startswith("**") or after[0] in "-|•" or "\t" in after) and titled


def read_prose(document: Document, table_lines: set[int], cell_texts: dict[int, list[tuple[int, str]]]) -> Prose:
    """Sentences and headings; `cell_texts` are the long cells of tables, as (column, text) by line number."""
    prose = Prose(words=_find_words(document))
    path: list[str] = []
    pending: list[Line] = []

    def flush() -> None:
        if pending:
            _add_sentences(prose, [(line, 0, mask(line.text)) for line in pending], tuple(path[-3:]))
            pending.clear()

    for index, line in enumerate(document.lines):
        text = line.text
        if line.number in table_lines:
            flush()
            for column, cell in cell_texts.get(line.number, ()):
                _add_sentences(prose, [(line, column, mask(cell))], tuple(path[-3:]), in_table=True)
        elif not text.strip():
            flush()
        elif is_heading(document.lines, index):
            flush()
            heading = mask(text).strip()
            prose.headings[line.number] = heading
            path.append(heading)
            _add_sentences(prose, [(line, 0, mask(text))], tuple(path[-3:]))
        else:
            if pending and _opens_paragraph(pending[-1].text, text):
                flush()
            pending.append(line)
            if len(pending) >= MOST_LINES:
                flush()
    flush()
    return prose


UNFINISHED = re.compile(r"\b(?:from|to|of|the|in|at|by|and|for|an?|with|than|was|were|on|between|is)\s*$")
"""What no heading or paragraph ends with: the line that follows goes on with it."""
LABELLED = re.compile(r"\s*[A-Z][A-Za-z ,/&'’()-]{1,40}\s+[–—-]\s+\S|\s*[A-Z][A-Za-z ,/&'’()-]{1,40}:\s+\S")
"""A line of a list that names what it tells of: `Robbery – down 27%`."""


def _opens_paragraph(before: str, text: str) -> bool:
    """Whether a line begins anew: an item of a list, a numbered paragraph, or any after a short line that was not full."""
    open_bracket = before.count("(") > before.count(")")  # `(base` and, in the next line, `236)`
    if BULLET.match(text) or (NUMBERED.match(text) and not open_bracket):
        return True
    numbered = PARAGRAPH_NUMBER.match(text) and not UNFINISHED.search(before)
    return bool(numbered) or _ends_paragraph(before, text)


def _ends_paragraph(before: str, after: str) -> bool:
    stripped = after.lstrip()
    if LABELLED.match(before) and LABELLED.match(after):
        return True
    runs_on = stripped[:1].islower() or stripped[:1] in "(%" or UNFINISHED.search(before)
    return len(before.strip()) < 50 and not runs_on


def _add_sentences(
    prose: Prose, pieces: list[tuple[Line, int, str]], headings: tuple[str, ...], *, in_table: bool = False
) -> None:
    text, segments = "", []
    for line, column, piece in pieces:
        if text:
            text = _join_word(text, piece, prose.words) or text + " "
        segments.append((len(text), line, column))
        text += piece
    start = 0
    ends = [*_sentence_ends(text), len(text)]
    for end in sorted({*ends, *_cuts_between([0, *ends])}):
        part = text[start:end]
        if part.strip():
            inside = [s for s in segments if start <= s[0] < end]
            first = max((s for s in segments if s[0] <= start), key=lambda s: s[0])
            own = [(0, first[1], first[2] + start - first[0])]
            own += [(s[0] - start, s[1], s[2]) for s in inside if s[0] > start]
            prose.sentences.append(Sentence(part, tuple(own), headings, len(prose.sentences), in_table))
        start = end


BROKEN = re.compile(r"([A-Za-z]+)-\s*$")
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
CUT_IN_TWO = re.compile(r"[a-z]+-\s*\n\s*[a-z]+")
COMPOUND = re.compile(r"(?:one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+ty|half|mid|non|self|year|month)$")
"""What keeps its hyphen before another word."""


def _find_words(document: Document) -> frozenset[str]:
    """The words of a document that the ends of lines leave whole; none where no line ends within a word."""
    if not any(BROKEN.search(line.text) for line in document.lines):
        return frozenset()
    return frozenset(WORD.findall(CUT_IN_TWO.sub(" ", document.text.lower())))


def _join_word(text: str, piece: str, words: frozenset[str]) -> str:
    """The text up to a word that the end of its line cuts in two, without the hyphen where the document has the word without one or
    knows no such second word; empty where the line ends no word, or one that waits for another (`pre- and post-`)."""
    first, second = BROKEN.search(text), WORD.match(piece)
    if not first or not second or second[0] in {"and", "or", "to"}:
        return ""
    one, two = first[1].lower(), second[0].partition("-")[0]
    whole = one + two in words
    hyphened = f"{one}-{two}" in words or COMPOUND.match(one) or {one, two} <= words
    return text.rstrip() if hyphened and not whole else text.rstrip()[:-1]


def _cuts_between(ends: list[int]) -> Iterator[int]:
    for start, end in itertools.pairwise(ends):
        yield from range(start + LONGEST_SENTENCE, end, LONGEST_SENTENCE)


def _sentence_ends(text: str) -> Iterator[int]:
    for match in SENTENCE_END.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if not text[: match.start()].strip():
            continue  # the bullet that opens the sentence
        if not ABBREVIATION.search(before) and not (match.start() < 10 and re.fullmatch(r"\s*\(?\d{1,3}[.)]", before)):
            yield match.end()
