"""Reads a narrative's Markdown: paragraphs, bullet lists, headings, bold, emphasis, links and figures by name.

Whatever else Markdown has (tables, code, HTML ...) is a fault: a report's tables and charts come from its figures.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from openscrutiny.catalogue.passages import Bound, Passage, Piece, Shape, Sourced, Unread, Words
from openscrutiny.catalogue.wording import Vocabulary, WordingError, parse_expression
from openscrutiny.errors import Fault

TARGETS = ("#", "https://", "http://", "mailto:", "tel:")

_EXPRESSION = re.compile(r"\{\{(?P<inside>.*?)\}\}", re.DOTALL)
_SOURCED = re.compile(r"\[(?P<text>[^\]\[]+)\]\(\s*[Ss]ource:(?P<source>[^)]*)\)")


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


_MARKDOWN = MarkdownIt("commonmark").enable("table")  # so that one can be told and refused
_MARKDOWN.inline.ruler.before("escape", "openscrutiny", _read_inside)

_UNIT = re.compile(r"\s?(?:%|per\s?cent\b)")
_UNKNOWN = {
    "fence": "a block of code", "code_block": "a block of code", "html_block": "HTML", "hr": "a rule",
    "ordered_list_open": "a numbered list", "blockquote_open": "a quotation", "image": "a picture",
    "table_open": "a table", "code_inline": "code", "html_inline": "HTML", "hardbreak": "a forced line break",
}  # fmt: skip
_MEND = "Write paragraphs, '- ' lists, '## ' headings, **bold**, *emphasis* and [links](https://...)."


def read_passages(text: str, file: str, known: Vocabulary) -> tuple[tuple[Passage, ...], tuple[Fault, ...]]:
    """The passages of a Markdown text in order, and everything in it that cannot be read."""
    reader = _Reader(file, known)
    return tuple(reader.read(_MARKDOWN.parse(text))), tuple(reader.faults)


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
                    self._check_units(pieces)
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
                    yield Words(child.content or "\n", line)
                    line += kind == "hardbreak"

    def _check_braces(self, text: str, line: int) -> None:
        """No brace is printed: a single one is a slip in an expression."""
        mend = "Write {{ measure.quarter.value }} or {{ measure | level }}."
        for double in ("{{", "}}"):
            if double in text:
                self.fault(line, f"'{double}' has no other end.", mend)
        rest = text.replace("{{", "").replace("}}", "")
        for single in ("{", "}"):
            if single in rest:
                self.fault(line, f"a single '{single}' binds no figure.", mend)

    def _check_units(self, pieces: tuple[Piece, ...]) -> None:
        """A figure's text has its own unit: "%" after it would print "21%%", or make a count a percentage."""
        for bound, words in pairwise(pieces):
            unit = _UNIT.match(words.text) if isinstance(bound, Bound) and isinstance(words, Words) else None
            if unit and isinstance(bound, Bound):
                self.fault(
                    bound.line, f"'{unit[0].strip()}' is written after {{{{ {bound.expression.written} }}}}.",
                    "Leave it out: a percentage's text has its own sign, and a count is no percentage.",
                )  # fmt: skip

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
