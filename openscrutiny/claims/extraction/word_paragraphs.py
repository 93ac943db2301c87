"""What a reader sees of one Word paragraph: no deleted or hidden words, no field codes; note marks in brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openscrutiny.claims.extraction.word_numbering import WORD, value

MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
UNREAD = frozenset(
    {f"{WORD}{tag}" for tag in ("pPr", "rPr", "tbl", "del", "moveFrom", "instrText", "sdtPr", "rt")}
    | {f"{MARKUP}Fallback"}
)
BREAK = "\n"
NOTES = {f"{WORD}footnoteReference": "footnotes", f"{WORD}endnoteReference": "endnotes"}
SYMBOLS = {
    "symbol": {0xAD: "↑", 0xAF: "↓", 0xAC: "←", 0xAE: "→", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0x2D: "−"},
    "wingdings": {0xE1: "↑", 0xE2: "↓", 0xE9: "↑", 0xEA: "↓", 0xE8: "→", 0xF1: "▲", 0xF2: "▼", 0xFC: "✓", 0xFB: "✗"},
    "wingdings 3": {0x70: "▲", 0x71: "▼", 0x74: "◄", 0x75: "►", 0x23: "↑", 0x24: "↓", 0x68: "↑", 0x69: "↓"},
    "webdings": {0x35: "▲", 0x36: "▼"},
}  # fmt: skip
"""Characters of the symbol fonts that say which way a figure went."""


@dataclass(slots=True)
class Seen:
    """The text of a paragraph, with tabs and line breaks; the notes it refers to; the text boxes that hang on it."""

    text: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)  # (footnotes or endnotes, id)
    boxes: list[Any] = field(default_factory=list)


def read_paragraph(element: Any, mark_of: dict[tuple[str, str], int]) -> Seen:
    """A paragraph as it is seen; `mark_of` numbers the notes in the order of their first mark."""
    seen = Seen()
    seen.text = "".join(_pieces(element, seen, mark_of))
    return seen


def _pieces(element: Any, seen: Seen, mark_of: dict[tuple[str, str], int]) -> Iterator[str]:
    stack, raised = list(reversed(element)), False
    while stack:
        node = stack.pop()
        if node.tag in UNREAD:
            continue
        if node.tag == f"{WORD}r":
            properties = node.find(f"{WORD}rPr")
            if _is_hidden(properties):
                continue
            raised = value(properties, "vertAlign") == "superscript"
            stack += reversed(node)
        elif node.tag == f"{WORD}t":
            mark = (node.text or "").strip()
            yield f"[{mark}]" if raised and re.fullmatch(r"\d{1,3}(?:,\s?\d{1,3})*|[a-z*†‡]", mark) else node.text or ""
        elif node.tag in NOTES:
            note = NOTES[node.tag], node.get(f"{WORD}id", "")
            seen.notes.append(note)
            yield f"[{mark_of.setdefault(note, len(mark_of) + 1)}]"
        elif node.tag == f"{WORD}txbxContent":
            seen.boxes.append(node)
        elif node.tag in {f"{WORD}tab", f"{WORD}ptab"}:
            yield "\t"
        elif node.tag in {f"{WORD}br", f"{WORD}cr"}:
            yield " " if node.get(f"{WORD}type") in {"page", "column"} else BREAK
        elif node.tag == f"{WORD}noBreakHyphen":
            yield "-"
        elif node.tag == f"{WORD}sym":
            yield _symbol(node)
        elif isinstance(node.tag, str):
            stack += reversed(node)


def _is_hidden(properties: Any) -> bool:
    hidden = properties.find(f"{WORD}vanish") if properties is not None else None
    return hidden is not None and hidden.get(f"{WORD}val", "1") not in {"0", "false", "off"}


def _symbol(node: Any) -> str:
    code = node.get(f"{WORD}char", "")
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else 0
    known = SYMBOLS.get(node.get(f"{WORD}font", "").lower(), {})
    return known.get(number & 0xFF, "•" if number >= 0xE000 or number < 32 else chr(number))
