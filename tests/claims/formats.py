"""A report in text or Markdown written again as DOCX, HTML and PDF, tables as tables."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import docx
import typst

Block = str | list[list[str]]


def read_blocks(text: str) -> Iterator[Block]:
    """Paragraphs and tables (lists of rows) in order."""
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|") or "\t" in line:
            if not re.fullmatch(r"[|\s:-]+", line):
                cells = line.strip("|").split("|") if line.startswith("|") else line.split("\t")
                rows.append([cell.strip().strip("*") for cell in cells])
            continue
        if rows:
            yield rows
            rows = []
        if line.strip():
            yield line.strip()


def _squared(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def write_docx(text: str, path: Path) -> None:
    document = docx.Document()
    for block in read_blocks(text):
        if isinstance(block, str):
            heading = re.match(r"(#+)\s+(.*)", block)
            bullet = re.match(r"-\s+(.*)", block)
            if heading:
                document.add_heading(heading[2], level=min(len(heading[1]), 9))
            else:
                document.add_paragraph(bullet[1] if bullet else block, style="List Bullet" if bullet else None)
            continue
        table = document.add_table(rows=0, cols=max(map(len, block)))
        for row in _squared(block):
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    document.save(str(path))


def write_html(text: str, path: Path) -> None:
    parts = []
    for block in read_blocks(text):
        if isinstance(block, str):
            heading = re.match(r"(#+)\s+(.*)", block)
            bullet = re.match(r"-\s+(.*)", block)
            if heading:
                parts.append(f"<h{len(heading[1])}>{escape(heading[2])}</h{len(heading[1])}>")
            else:
                parts.append(f"<ul><li>{escape(bullet[1])}</li></ul>" if bullet else f"<p>{escape(block)}</p>")
            continue
        head, *body = _squared(block)
        parts.append("<table><thead><tr>" + "".join(f"<th>{escape(c)}</th>" for c in head) + "</tr></thead><tbody>")
        parts += ["<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>\n" for row in body]
        parts.append("</tbody></table>")
    path.write_text("<!doctype html><html><body>" + "\n".join(parts) + "</body></html>", "utf-8")


def _typed(words: str) -> str:
    return re.sub(r"([\\#*_`$<>@\[\]=/~-])", r"\\\1", words)


def write_pdf(text: str, path: Path, *, ruled: bool) -> None:
    parts = [f"#set page(margin: 2cm)\n#set text(size: 10pt)\n#set table(stroke: {'0.5pt' if ruled else 'none'})"]
    for block in read_blocks(text):
        if isinstance(block, str):
            heading = re.match(r"(#+)\s+(.*)", block)
            bullet = re.match(r"-\s+(.*)", block)
            typed = _typed(block)
            parts.append(
                f"{'=' * len(heading[1])} {_typed(heading[2])}"
                if heading
                else f"- {_typed(bullet[1])}"
                if bullet
                else typed
            )
            continue
        rows = _squared(block)
        cells = ", ".join(f"[{_typed(cell)}]" for row in rows for cell in row)
        align = "(" + ", ".join(["left"] + ["right"] * (len(rows[0]) - 1)) + ",)"
        parts.append(f"#table(columns: {len(rows[0])}, align: {align}, {cells})")
    path.write_bytes(typst.compile("\n\n".join(parts).encode(), format="pdf"))
