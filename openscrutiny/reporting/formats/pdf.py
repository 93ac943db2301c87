"""A document as tagged PDF (PDF/UA-1), set by Typst in a process of its own. The same document, the same bytes."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openscrutiny.errors import ReportError
from openscrutiny.reporting.charts.chart_marks import SIGNAL_WORDS
from openscrutiny.reporting.charts.charts import draw_control_chart, draw_small_charts, draw_trend
from openscrutiny.reporting.charts.funnel_chart import draw_funnel
from openscrutiny.reporting.charts.icons import draw_icon
from openscrutiny.reporting.charts.typeface import HELD, PAPER_FACES, find_face
from openscrutiny.reporting.document.dates import format_date
from openscrutiny.reporting.document.document import (
    Beside,
    Block,
    Bullets,
    Callout,
    Cell,
    ControlChart,
    Document,
    FunnelChart,
    Heading,
    Icon,
    Paragraph,
    SmallCharts,
    Strip,
    Table,
)
from openscrutiny.reporting.document.inline_marks import read_marks, strip_marks
from openscrutiny.reporting.formats.html import lay_out_header, list_provisional
from openscrutiny.reporting.formats.row_headers import tag_row_headers
from openscrutiny.reporting.formats.table_fit import fit_table, share_width

BODY_SIZE = 11.0  # points
LONGEST_RUN = 300  # seconds
TEXT_WIDTH = (210 - 45) / 25.4 * 72  # points between the margins
TALLEST_CHART = 180 / 25.4 * 72  # points: leaves room on the page for the headings above it
CHART_LETTERS = 13.0  # the letters of a chart, in pixels of its drawing


def render_pdf(document: Document, words: Mapping[str, str], *, size: float = BODY_SIZE) -> bytes:
    """The document as PDF/UA-1 with text of `size` points; 18 and 24 are large print, set anew and not enlarged.

    Raises ReportError where Typst cannot set it, with what Typst said.
    """
    with TemporaryDirectory(prefix="openscrutiny-") as name:
        folder = Path(name)
        (folder / "fonts").mkdir()
        for face in PAPER_FACES:
            shutil.copyfile(find_face(face), folder / "fonts" / f"{face}.ttf")
        shutil.copyfile(Path(__file__).parent / "templates" / "report.typ", folder / "report.typ")
        content = _Sheets(document, words, size, folder).write()
        (folder / "document.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        _run_typst(folder, document.title)
        return tag_row_headers((folder / "report.pdf").read_bytes())


def _run_typst(folder: Path, title: str) -> None:
    command = [sys.executable, "-m", "openscrutiny.reporting.formats.typesetting", str(folder)]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_RUN, check=False)
    except subprocess.TimeoutExpired as error:
        raise ReportError(
            f"{title}: the PDF was not finished after {LONGEST_RUN} seconds. Make it in parts."
        ) from error
    if run.returncode != 0:
        said = run.stderr.strip() or f"Typst ended with code {run.returncode} and no message"
        raise ReportError(f"{title}: the PDF cannot be set. {said}")


class _Sheets:
    """What the Typst template reads: the document as plain data, and its drawings as files beside it."""

    def __init__(self, document: Document, words: Mapping[str, str], size: float, folder: Path) -> None:
        self.document, self.words, self.folder = document, words, folder
        self.size = size
        # A drawing this wide is printed with letters a little smaller than the text.
        self.chart_width = CHART_LETTERS * TEXT_WIDTH / (size * 0.83)
        self.anchors: list[str] = []
        self.drawings = 0

    def write(self) -> dict[str, Any]:
        document = self.document
        language, _, region = document.language.partition("-")
        published = format_date(document.publication_date, document.language)
        particulars = [[self.words["published"], published]]
        if document.release:
            particulars.append([self.words["release"], document.release])
        particulars += [[name[:1].upper() + name[1:], said] for name, said in document.particulars]
        blocks = self._write_blocks(document.blocks)
        edition = f"{self.words['release']} {document.release}" if document.release else self.words["draft"]
        return {
            "title": document.title,
            "subtitle": document.subtitle,
            "organisation": document.organisation,
            "lang": language,
            "region": region,
            "marking": document.marking,
            "notice": _write_runs(document.notice),
            "date": [document.publication_date.year, document.publication_date.month, document.publication_date.day],
            "draft": document.draft,
            "footer": f"{document.organisation} · {edition} · {published}",
            "particulars": particulars,
            "size": self.size,
            "held": HELD,
            "words": dict(self.words),
            "anchors": self.anchors,
            "blocks": blocks,
        }

    def _name_anchor(self, name: str) -> str:
        """The name where it comes first; nothing where it is taken, for a label may stand only once."""
        if not name or name in self.anchors:
            return ""
        self.anchors.append(name)
        return name

    def _write_blocks(self, blocks: Sequence[Block]) -> list[dict[str, Any]]:
        written: list[dict[str, Any]] = []
        for block in blocks:
            written += self._write_block(block)
        return written

    def _write_block(self, block: Block) -> list[dict[str, Any]]:
        match block:
            case Heading():
                anchor = self._name_anchor(block.anchor)
                return [
                    {
                        "kind": "Heading",
                        "level": block.level,
                        "text": block.text,
                        "anchor": anchor,
                        "aside": block.aside,
                    }
                ]
            case Paragraph():
                return [{"kind": "Paragraph", "runs": _write_runs(block.text), "small": block.small}]
            case Bullets():
                return [{"kind": "Bullets", "items": [_write_runs(item) for item in block.items], "small": block.small}]
            case Callout():
                return [{"kind": "Callout", "title": block.title, "runs": _write_runs(block.text)}]
            case Strip():
                word = self.words[SIGNAL_WORDS[block.signal]] if block.signal else ""
                return [
                    {
                        "kind": "Strip",
                        "value": strip_marks(block.value),
                        "period": block.period,
                        "items": [strip_marks(item) for item in block.items],
                        "signal": block.signal,
                        "word": word[:1].upper() + word[1:],
                        "signal_words": "" if block.signal_words == word else block.signal_words,
                        "assurance": block.assurance,
                        "icon": self._name_icon(block.icon),
                        "assurance_icon": self._name_icon(block.assurance_icon),
                    }
                ]
            case Table():
                return self._write_table(block)
            case ControlChart():
                return [self._write_chart(block, draw_control_chart(block, self.words, width=self.chart_width))]
            case SmallCharts():
                return [*self._write_small_charts(block), *(self._write_table(block.table) if block.table else [])]
            case FunnelChart():
                chart = self._write_chart(block, draw_funnel(block, self.words, width=self.chart_width))
                return [chart]
            case Beside():
                return [
                    {
                        "kind": "Beside",
                        "left": self._write_blocks(block.left),
                        "right": self._write_blocks(block.right),
                    }
                ]

    def _name_icon(self, icon: Icon | None) -> str | None:
        """The file of an icon, drawn once."""
        if icon is None:
            return None
        path = self.folder / f"icon-{icon}.svg"
        if not path.exists():
            path.write_text(draw_icon(icon), encoding="utf-8")
        return path.name

    def _draw(self, svg: str) -> str:
        self.drawings += 1
        name = f"drawing-{self.drawings}.svg"
        (self.folder / name).write_text(svg, encoding="utf-8")
        return name

    def _write_chart(self, chart: ControlChart | SmallCharts | FunnelChart, svg: str) -> dict[str, Any]:
        return {
            "kind": "Chart",
            "name": self._name_anchor(chart.name),
            "title": chart.title,
            "summary": chart.summary,
            "file": self._draw(svg),
            "width": min(TEXT_WIDTH, TALLEST_CHART / _read_aspect(svg)),
            "notes": [] if isinstance(chart, SmallCharts) else list(chart.notes),
        }

    def _write_small_charts(self, charts: SmallCharts) -> list[dict[str, Any]]:
        """The charts in one drawing; in as many as a page is too short for, so that large print keeps its letters."""
        for count in range(1, len(charts.panels) + 1):
            size = -(-len(charts.panels) // count)
            groups = [charts.panels[at : at + size] for at in range(0, len(charts.panels), size)]
            parts = [replace(charts, panels=group) for group in groups]
            drawn = [draw_small_charts(each, self.words, width=self.chart_width, among=charts) for each in parts]
            if max(map(_read_aspect, drawn)) * TEXT_WIDTH <= TALLEST_CHART:
                break
        if len(parts) == 1:
            return [self._write_chart(charts, drawn[0])]
        titles = [
            self.words["part_of"].format(caption=charts.title, part=number, parts=len(parts))
            for number in range(1, len(parts) + 1)
        ]
        return [
            self._write_chart(replace(part, title=title, summary=title if at else charts.summary), svg)
            for at, (part, title, svg) in enumerate(zip(parts, titles, drawn, strict=True))
        ]

    def _write_table(self, table: Table) -> list[dict[str, Any]]:
        """The table, or, where its columns do not fit side by side, its parts, each with the first column."""
        size, parts = fit_table(table, self.size, TEXT_WIDTH, self.words["provisional"])
        name = self._name_anchor(table.name)
        written = []
        for number, columns in enumerate(parts, start=1):
            caption = table.caption
            if len(parts) > 1:
                caption = self.words["part_of"].format(caption=caption, part=number, parts=len(parts))
            notes = table.notes if number == len(parts) else ()
            part = {"name": name if number == 1 else "", "caption": caption, "size": size}
            written.append(part | self._write_columns(table, columns, size) | {"notes": [*map(_write_runs, notes)]})
        return written

    def _write_columns(self, table: Table, columns: Sequence[int], size: float) -> dict[str, Any]:
        chosen = [table.columns[index] for index in columns]
        provisional = list_provisional(table)
        header = [
            [
                {
                    "text": cell.text,
                    "said": self.words["provisional"]
                    if cell.column >= 0 and columns[cell.column] in provisional
                    else "",
                    "colspan": cell.colspan,
                    "rowspan": cell.rowspan,
                    "group": cell.group,
                    "number": cell.kind == "number",
                }
                for cell in row
            ]
            for row in lay_out_header(chosen).rows
        ]
        rows = [
            {
                "total": row.total,
                "cells": [self._write_cell(row.cells[index], index not in provisional) for index in columns],
            }
            for row in table.rows
        ]
        return {
            "kind": "Table",
            "columns": [{"number": column.number} for column in chosen],
            "widths": share_width(table, columns, TEXT_WIDTH / size, self.words["provisional"]),
            "header": header,
            "rows": rows,
        }

    def _write_cell(self, cell: Cell, say_provisional: bool) -> dict[str, Any]:
        said = [self.words["provisional"]] if cell.provisional and say_provisional else []
        said += [cell.signal_words] if cell.signal_words else []
        trend = self._draw(draw_trend(cell.trend)) if cell.trend else None
        icon = self._name_icon(cell.icon)
        return {"text": cell.text, "signal": cell.signal, "said": said, "trend": trend, "icon": icon}


def _read_aspect(svg: str) -> float:
    """The height of a drawing over its width."""
    match = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert match is not None, "every drawing of ours states its viewBox"
    return float(match[2]) / float(match[1])


def _write_runs(text: str) -> list[dict[str, Any]]:
    return [
        {"text": run.text, "bold": run.bold, "emphasis": run.emphasis, "target": run.target} for run in read_marks(text)
    ]
