"""Reads a pack's prose, Markdown with figures by name, into frozen types: what binds it never sees Markdown.

`packs/<pack>/introduction.md`, `packs/<pack>/notes.md` and `packs/<pack>/measures/<measure>.md` are the places a
narrative can stand. Paragraphs, bullet lists, headings of the second and third level, bold, emphasis and links are
the Markdown there is. Nothing here raises for what an author wrote: faults come back with the prose, all of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from openscrutiny.catalogue.loose_numbers import HOLE, find_loose_numbers
from openscrutiny.catalogue.wording import Expression, Vocabulary, WordingError, parse_expression
from openscrutiny.errors import Fault, did_you_mean

SECTIONS = ("introduction", "notes")
MEASURES = "measures"
TARGETS = ("#", "https://", "http://", "mailto:", "tel:")


class Shape(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; `target` makes them a link."""

    text: str
    line: int
    bold: bool = False
    emphasis: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure or sentence by name."""

    expression: Expression
    line: int
    bold: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Sourced:
    """A number that is not ours, with the source that is printed beside it."""

    text: str
    source: str
    line: int
    bold: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """An expression that cannot be read, as it was written: its fault stands beside the prose."""

    text: str
    line: int
    bold: bool = False
    emphasis: bool = False


Piece = Words | Bound | Sourced | Unread


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, or a list with an item for each of `items`."""

    shape: Shape
    items: tuple[tuple[Piece, ...], ...]
    line: int
    level: int = 2


@dataclass(frozen=True, slots=True)
class Loose:
    """A number in the prose that nothing accounts for, with the words around it."""

    text: str
    line: int
    context: str


@dataclass(frozen=True, slots=True)
class Prose:
    """One file of narrative. `section` is its name in the pack: `introduction`, `measures/hate_crime`."""

    section: str
    file: str
    passages: tuple[Passage, ...]
    loose: tuple[Loose, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def measure(self) -> str:
        """The measure on whose page the prose stands; empty for the report's own sections."""
        return self.section.removeprefix(f"{MEASURES}/") if self.section.startswith(MEASURES) else ""


def list_prose(root: Path, pack: str) -> Mapping[str, Path]:
    """The Markdown files of a pack by section."""
    folder = root / "packs" / pack
    return {str(path.relative_to(folder).with_suffix("")): path for path in sorted(folder.rglob("*.md"))}


def read_pack_prose(
    root: Path, pack: str, known: Vocabulary, shown: Iterable[str], names: Iterable[str]
) -> tuple[Prose, ...]:
    """Every narrative of a pack. A file whose section the report does not have (see `shown` measures) is a fault."""
    sections = {*SECTIONS, *(f"{MEASURES}/{measure}" for measure in shown)}
    found = []
    for section, path in list_prose(root, pack).items():
        prose = read_prose(path, root, section, known, names)
        if section not in sections:
            fault = Fault(prose.file, 0, "", "stands for no section of the report.", did_you_mean(section, sections))
            prose = replace(prose, faults=(fault, *prose.faults))
        found.append(prose)
    return tuple(found)


def read_prose(path: Path, root: Path, section: str, known: Vocabulary, names: Iterable[str] = ()) -> Prose:
    """One file of narrative with its faults: what cannot be read, expressions that cannot be, loose numbers."""
    file = str(path.relative_to(root))
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return Prose(section, file, (), (), (Fault(file, 0, "", f"is not UTF-8 text (byte {error.start + 1})."),))
    return parse_prose(text, section, file, known, names)


def parse_prose(text: str, section: str, file: str, known: Vocabulary, names: Iterable[str] = ()) -> Prose:
    """The same of a text."""
    reader = _Reader(file, known)
    passages = tuple(reader.read(_MARKDOWN.parse(text)))
    listed = tuple(names)
    loose = tuple(found for passage in passages for item in passage.items for found in _find_loose(item, listed))
    return Prose(section, file, passages, loose, tuple(reader.faults))


def _find_loose(item: tuple[Piece, ...], names: tuple[str, ...]) -> Iterator[Loose]:
    parts = [piece.text if isinstance(piece, Words) else HOLE for piece in item]
    context = "".join(parts)
    ends = [sum(map(len, parts[: n + 1])) for n in range(len(parts))]
    for number in find_loose_numbers(context, names):
        piece = next(n for n, end in enumerate(ends) if number.start < end)
        start = ends[piece - 1] if piece else 0
        line = item[piece].line + context[start : number.start].count("\n")
        yield Loose(number.text, line, context)


_EXPRESSION = re.compile(r"\{\{(?P<inside>.*?)\}\}", re.DOTALL)
_SOURCED = re.compile(r"\[(?P<text>[^\]\[]+)\]\(\s*source:(?P<source>[^)]*)\)")


def _read_inside(state: StateInline, silent: bool) -> bool:
    """markdown-it's inline rule for `{{ ... }}` and `[...](source: ...)`."""
    for kind, pattern in (("bound", _EXPRESSION), ("sourced", _SOURCED)):
        if match := pattern.match(state.src, state.pos):
            if not silent:
                token = state.push(kind, "", 0)
                token.content, token.meta = match[0], match.groupdict()
            state.pos = match.end()
            return True
    return False


_MARKDOWN = MarkdownIt("commonmark")
_MARKDOWN.inline.ruler.before("escape", "openscrutiny", _read_inside)

_UNKNOWN = {
    "fence": "a block of code", "code_block": "a block of code", "html_block": "HTML", "hr": "a rule",
    "ordered_list_open": "a numbered list", "blockquote_open": "a quotation", "image": "a picture",
    "code_inline": "code", "html_inline": "HTML", "hardbreak": "a forced line break",
}  # fmt: skip
_MEND = "Write paragraphs, '- ' lists, '## ' headings, **bold**, *emphasis* and [links](https://...)."


class _Reader:
    """Walks markdown-it's tokens once."""

    def __init__(self, file: str, known: Vocabulary) -> None:
        self.file, self.known = file, known
        self.faults: list[Fault] = []

    def fault(self, line: int, fault: str, mend: str) -> None:
        self.faults.append(Fault(self.file, line, "", fault, mend))

    def read(self, tokens: list[Token]) -> Iterator[Passage]:
        bullets: list[tuple[Piece, ...]] = []
        depth, level, line = 0, 0, 1
        for token in tokens:
            line = token.map[0] + 1 if token.map else line
            if token.type in _UNKNOWN:
                self.fault(line, f"{_UNKNOWN[token.type]} cannot stand in a narrative.", _MEND)
            match token.type:
                case "bullet_list_open":
                    depth += 1
                case "bullet_list_close":
                    depth -= 1
                    if depth == 0 and bullets:
                        yield Passage(Shape.BULLETS, tuple(bullets), bullets[0][0].line)
                        bullets = []
                case "heading_open":
                    level = int(token.tag[1:])
                    if level not in (2, 3):
                        self.fault(line, "a heading of a narrative has two or three '#'.", "Begin it with '## '.")
                case "heading_close":
                    level = 0
                case "inline":
                    pieces = tuple(self._read_pieces(token, line))
                    if pieces and depth:
                        bullets.append(pieces)
                    elif pieces:
                        yield Passage(Shape.HEADING if level else Shape.PARAGRAPH, (pieces,), line, level or 2)

    def _read_pieces(self, token: Token, line: int) -> Iterator[Piece]:
        bold = emphasis = 0
        target = ""
        for child in token.children or ():
            match child.type:
                case "text" | "text_special" if child.content:
                    self._check_braces(child.content, line)
                    yield Words(child.content, line, bool(bold), bool(emphasis), target)
                case "softbreak":
                    yield Words("\n", line, bool(bold), bool(emphasis), target)
                    line += 1
                case "strong_open" | "strong_close":
                    bold += child.nesting
                case "em_open" | "em_close":
                    emphasis += child.nesting
                case "link_open":
                    target = str(child.attrs.get("href", ""))
                    if not target.startswith(TARGETS):
                        self.fault(line, f"'{target}' cannot be linked to.", f"Begin it with {', '.join(TARGETS)}.")
                case "link_close":
                    target = ""
                case "bound":
                    yield from self._read_expression(child, line, bool(bold), bool(emphasis))
                    line += child.content.count("\n")
                case "sourced":
                    yield from self._read_source(child, line, bool(bold), bool(emphasis))
                    line += child.content.count("\n")
                case kind if kind in _UNKNOWN:
                    self.fault(line, f"{_UNKNOWN[kind]} cannot stand in a narrative.", _MEND)
                    yield Words(child.content, line)

    def _check_braces(self, text: str, line: int) -> None:
        for brace in ("{{", "}}"):
            if brace in text:
                self.fault(line, f"'{brace}' has no other end.", "Write {{ measure.quarter.value }}.")

    def _read_expression(self, token: Token, line: int, bold: bool, emphasis: bool) -> Iterator[Piece]:
        try:
            expression = parse_expression(token.meta["inside"], self.known)
        except WordingError as error:
            written = " ".join(token.content.split())
            self.fault(line, f"{written}: {error.fault}", error.mend)
            yield Unread(written, line, bold, emphasis)
        else:
            yield Bound(expression, line, bold, emphasis)

    def _read_source(self, token: Token, line: int, bold: bool, emphasis: bool) -> Iterator[Piece]:
        source = " ".join(token.meta["source"].split())
        if not source:
            self.fault(line, f"{token.content}: names no source.", "Write who says so, and when, after 'source:'.")
        yield Sourced(token.meta["text"], source, line, bold, emphasis)
