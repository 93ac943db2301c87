"""Text of a web page: blocks one a line, table rows parted by tabs, list numbers and footnote marks written out."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openscrutiny.claims.extraction.encodings import decode
from openscrutiny.claims.extraction.merged_cells import MergedCell, lay_out
from openscrutiny.claims.extraction.word_numbering import write_number
from openscrutiny.claims.reading.quantities import read_cell

BLOCKS = frozenset([
    "p", "div", "section", "article", "main", "header", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6",
    "figure", "figcaption", "dl", "dd", "dt", "blockquote", "pre", "summary", "details", "address", "form",
    "fieldset", "legend", "ul", "ol", "li", "hr", "body", "caption",
])  # fmt: skip
APART = frozenset(["p", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "blockquote", "pre", "dl"])
"""Blocks with a blank line after them."""
UNREAD = frozenset([
    "script", "style", "head", "template", "noscript", "nav", "svg", "select", "textarea", "iframe", "object",
    "math", "audio", "video", "del", "s", "strike", "button", "datalist",
])  # fmt: skip
DEEPEST = 200
"""Tables within one another."""
HIDDEN = re.compile(r"display:none|visibility:hidden")
FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""How the items of a numbered list are counted, by its type."""
MARK = re.compile(r"[\[(]?\s*(?:[Nn]otes?\s*)?(?:\d{1,3}|[a-z*†‡])(?:\s*[,;]\s*(?:\d{1,3}|[a-z*†‡]))*\s*[\])]?")
"""What a raised footnote mark is made of."""


@dataclass(slots=True)
class OpenTable:
    """A table being read; `layout` where it holds another and so only places text."""

    rows: list[list[MergedCell]] = field(default_factory=list)
    foot: list[list[MergedCell]] = field(default_factory=list)
    in_foot: bool = False
    layout: bool = False
    cell: tuple[int, int] | None = None  # across and down of the cell that is open


@dataclass(slots=True)
class OpenList:
    """A list being read: the number of its next item (none for bullets), how it counts, and by what step."""

    number: int | None = None
    form: str = "decimal"
    step: int = 1


class PageReader:
    """A target of lxml's parser, which tells it of tags and text in order; it builds no tree, so that depth costs nothing."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.text: list[str] = []
        self.unread: list[str] = []
        self.tables: list[OpenTable] = []
        self.lists: list[OpenList] = []
        self.terms: list[list[tuple[str, int]]] = []  # of each open list of terms: the tag and first line of each part
        self.raised: list[str] | None = None
        self.preformatted = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        style = attributes.get("style", "").replace(" ", "").lower()
        if self.unread or tag in UNREAD or "hidden" in attributes or HIDDEN.search(style):
            self.unread.append(tag)
        elif tag == "table":
            self._open_table()
        elif tag in {"tr", "tfoot", "thead", "tbody", "td", "th"} and self.tables:
            self._open_part(self.tables[-1], tag, attributes)
        elif tag == "br":
            self._break() if self._in_cell() is None else self.text.append(" ")
        elif tag == "sup":
            self.raised = []
        elif tag in BLOCKS:
            self._break()
            self.preformatted += tag == "pre"
            if tag in {"ul", "ol"}:
                self.lists.append(_open_list(tag, attributes))
            elif tag == "dl":
                self.terms.append([])
            elif tag in {"dt", "dd"} and self.terms:
                self.terms[-1].append((tag, len(self.lines)))
            elif tag == "li":
                self._open_item(attributes.get("value", ""))

    def end(self, tag: str) -> None:
        if self.unread:
            self.unread.pop()
        elif tag == "table" and self.tables:
            self._close_cell()
            table = self.tables.pop()
            self.lines += ["", *lay_out([*table.rows, *table.foot]), ""]
        elif tag in {"td", "th", "tr"} and self.tables:
            self._close_cell()
        elif tag == "sup" and self.raised is not None:
            mark, self.raised = "".join(self.raised).strip(), None
            footnote = MARK.fullmatch(mark)
            self.text.append("[" + re.sub(r"[Nn]otes?|[^\w,*†‡]", "", mark) + "]" if footnote else mark)
        elif tag in BLOCKS:
            self._break()
            self.preformatted -= tag == "pre"
            if tag == "dl" and self.terms:
                self._close_terms(self.terms.pop())
            if tag in {"ul", "ol"} and self.lists:
                self.lists.pop()
            if tag in APART and self._in_cell() is None:
                self.lines.append("")

    def data(self, text: str) -> None:
        if self.unread:
            return
        if self.preformatted and self._in_cell() is None:
            first, *rest = text.split("\n")
            self.text.append(first)
            for line in rest:
                self._break()
                self.text.append(line)
        else:
            (self.text if self.raised is None else self.raised).append(text)

    def close(self) -> str:
        self._break()
        kept: list[str] = []
        for line in self.lines:
            if line.strip() or (kept and kept[-1].strip()):
                kept.append(line)
        return "\n".join(kept)

    def _in_cell(self) -> OpenTable | None:
        return next((table for table in reversed(self.tables) if not table.layout and table.cell), None)

    def _break(self) -> None:
        """Ends a line of running text; within a cell, a space."""
        if self._in_cell():
            self.text.append(" ")
            return
        text = "".join(self.text)
        self.text.clear()
        line = text.rstrip() if self.preformatted else _tidy(text)
        if line.strip() or self.preformatted:
            self.lines.append(line)

    def _open_item(self, value: str) -> None:
        own = self.lists[-1] if self.lists else OpenList()
        if own.number is None:
            self.text.append("- ")
            return
        number = int(value) if re.fullmatch(r"\d{1,6}", value) else own.number
        own.number = number + own.step
        self.text.append(f"{write_number(number, own.form)}. ")

    def _close_terms(self, parts: list[tuple[str, int]]) -> None:
        """Makes a list of terms and amounts, such as an account, the rows of a table."""
        ends = [line for _, line in parts[1:]] + [len(self.lines)]
        rows: list[list[str]] = []
        for (tag, line), end in zip(parts, ends, strict=True):
            if end - line != 1 or (tag == "dd" and not rows) or self._in_cell():
                return
            rows.append([self.lines[line]]) if tag == "dt" else rows[-1].append(self.lines[line])
        amounts = [cell for row in rows for cell in row[1:]]
        if len(rows) > 1 and 2 * sum(read_cell(cell) is not None for cell in amounts) > len(amounts):
            self.lines[parts[0][1] :] = ["\t".join(row) for row in rows]

    def _open_table(self) -> None:
        if len(self.tables) >= DEEPEST:
            raise ValueError(f"holds tables more than {DEEPEST} deep within one another. Save it as plain text.")
        outer = self._in_cell()
        if outer:  # it places text, and no row of it is a row of figures
            outer.layout = True
            for row in (*outer.rows, *outer.foot):
                self.lines += [cell.text for cell in row if cell.text]
            outer.rows, outer.foot = [], []
        self._break()
        self.tables.append(OpenTable())

    def _open_part(self, table: OpenTable, tag: str, attributes: dict[str, str]) -> None:
        if table.layout:
            self._break()
        elif tag in {"td", "th"}:
            self._break()
            spans = [attributes.get(name, "1") for name in ("colspan", "rowspan")]
            across, down = (int(span) if re.fullmatch(r"\d{1,4}", span) else 1 for span in spans)
            rows = table.foot if table.in_foot else table.rows
            if not rows:
                rows.append([])
            table.cell = (across, down)
        else:
            table.in_foot = tag == "tfoot" or (tag == "tr" and table.in_foot)
            if tag == "tr":
                (table.foot if table.in_foot else table.rows).append([])

    def _close_cell(self) -> None:
        table = self.tables[-1]
        if table.layout or table.cell is None:
            self._break()
            return
        rows = table.foot if table.in_foot else table.rows
        rows[-1].append(MergedCell(_tidy("".join(self.text)), *table.cell))
        self.text.clear()
        table.cell = None


def _open_list(tag: str, attributes: dict[str, str]) -> OpenList:
    start = attributes.get("start", "")
    if tag == "ul" or ("reversed" in attributes and not start):
        return OpenList()
    first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
    return OpenList(first, FORMS.get(attributes.get("type", ""), "decimal"), -1 if "reversed" in attributes else 1)


def _tidy(text: str) -> str:
    """White space as a browser shows it; a hard space between digits stays, for it may part thousands."""
    return re.sub(r"(?<!\d)\xa0|\xa0(?!\d)|[ \t\r\n\f]+", " ", text).replace("  ", " ").strip()


def extract_html(path: Path) -> str:
    """Blocks of text in order; scripts, styles, menus and what is hidden are left out."""
    from lxml import etree

    page = decode(path.read_bytes())
    target: Any = PageReader()
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    parser.feed(page.encode("utf-8", "replace"))
    return str(parser.close())
