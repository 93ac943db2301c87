"""The blocks of a document as the plain data that the Typst template reads, with its drawings as files beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from openscrutiny.reporting.charts.chart_marks import SIGNAL_WORDS
from openscrutiny.reporting.charts.icons import draw_icon
from openscrutiny.reporting.charts.small_charts import draw_trend
from openscrutiny.reporting.charts.typeface import HELD
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
from openscrutiny.reporting.formats.pagination import Page
from openscrutiny.reporting.formats.paper_charts import TEXT_WIDTH, PaperCharts
from openscrutiny.reporting.formats.table_fit import LARGE_PRINT, count_row_lines, fit_table, share_width
from openscrutiny.reporting.formats.table_header import lay_out_header, list_provisional

BODY_SIZE = 11.0  # points


class PaperBlocks:
    """What the Typst template reads: the document as plain data, and its drawings as files beside it."""

    def __init__(self, document: Document, words: Mapping[str, str], size: float, folder: Path) -> None:
        self.document, self.words, self.folder = document, words, folder
        self.size, self.large = size, size >= LARGE_PRINT
        self.charts = PaperCharts(words, size, folder)
        self.anchors: list[str] = []
        self.blocks: list[dict[str, Any]] = []

    def write(self) -> dict[str, Any]:
        document = self.document
        language, _, region = document.language.partition("-")
        published = format_date(document.publication_date, document.language)
        particulars = [[self.words["published"], published]]
        if document.release:
            particulars.append([self.words["release"], document.release])
        particulars += [[name[:1].upper() + name[1:], said] for name, said in document.particulars]
        self.blocks = self._write_blocks(document.blocks)
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
            "blocks": self.blocks,
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
            case ControlChart() | FunnelChart():
                return self._write_chart(block, self.charts.add(block), block.notes)
            case SmallCharts():
                return [*self._write_small_charts(block), *(self._write_table(block.table) if block.table else [])]
            case Beside() if self.large:
                return self._write_blocks((*block.left, *block.right))
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

    def _write_chart(
        self, chart: ControlChart | SmallCharts | FunnelChart, size: dict[str, Any], notes: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """The chart with its notes; in large print the drawing alone is as much as the rest of a page may hold."""
        written = [{"runs": _write_runs(note)} for note in notes]
        size |= {
            "kind": "Chart",
            "name": self._name_anchor(chart.name),
            "title": chart.title,
            "summary": chart.summary,
            "notes": [] if self.large else written,
        }
        return [size, *([{"kind": "Notes", "notes": written}] if written and self.large else [])]

    def _write_small_charts(self, charts: SmallCharts) -> list[dict[str, Any]]:
        parts = self.charts.part(charts)
        if len(parts) == 1:
            return self._write_chart(charts, self.charts.add(charts), charts.notes)
        written = []
        for number, part in enumerate(parts, start=1):
            title = self.words["part_of"].format(caption=charts.title, part=number, parts=len(parts))
            summary = title if number > 1 else charts.summary
            notes = charts.notes if number == len(parts) else ()
            chart = replace(part, title=title, summary=summary)
            written += self._write_chart(chart, self.charts.add(part, charts), notes)
        return written

    def draw_charts(self, pages: Sequence[Page]) -> None:
        """Draws the charts as high as their pages ask, and marks the blocks that begin a page."""
        gives: dict[int, float] = {}
        for page, after in zip(pages, [*pages[1:], None], strict=False):
            if not page.before:
                self.blocks[page.first]["begins"] = True
            end = len(self.blocks) if after is None else after.first + bool(after.before)
            gives |= {id(block): page.give for block in self.blocks[page.first : end]}
        self.charts.draw(gives)

    def _write_table(self, table: Table) -> list[dict[str, Any]]:
        """The table, or, where its columns do not fit side by side, its parts, each with the first column."""
        size, parts = fit_table(table, self.size, TEXT_WIDTH, self.words["provisional"])
        name = self._name_anchor(table.name)
        written = []
        for number, columns in enumerate(parts, start=1):
            caption = table.caption
            if len(parts) > 1:
                caption = self.words["part_of"].format(caption=caption, part=number, parts=len(parts))
            part = {"kind": "Table", "name": name if number == 1 else "", "caption": caption, "size": size}
            written.append(part | self._write_columns(table, columns, size))
        if table.notes:
            written.append({"kind": "Notes", "notes": [{"runs": _write_runs(note)} for note in table.notes]})
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
        widths = share_width(table, columns, TEXT_WIDTH / size, self.words["provisional"])
        return {
            "columns": [{"number": column.number} for column in chosen],
            "widths": widths,
            "row_lines": count_row_lines(table, columns, widths),
            "header": header,
            "rows": rows,
        }

    def _write_cell(self, cell: Cell, say_provisional: bool) -> dict[str, Any]:
        said = [self.words["provisional"]] if cell.provisional and say_provisional else []
        said += [cell.signal_words] if cell.signal_words else []
        trend = self.charts.save(draw_trend(cell.trend)) if cell.trend else None
        icon = self._name_icon(cell.icon)
        return {"text": cell.text, "signal": cell.signal, "said": said, "trend": trend, "icon": icon}


def _write_runs(text: str) -> list[dict[str, Any]]:
    return [
        {"text": run.text, "bold": run.bold, "emphasis": run.emphasis, "target": run.target} for run in read_marks(text)
    ]
