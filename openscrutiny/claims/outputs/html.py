"""The annotated page: the document's own words with each finding marked where it stands. No script."""

from collections.abc import Sequence
from html import escape

from openscrutiny.claims.outputs.json import identify_all
from openscrutiny.claims.outputs.text import tally, where
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Judgement, Report, Verdict

STYLE = """
:root{color-scheme:light dark;--ink:#14181d;--paper:#fff;--soft:#5a6470;--rule:#d5dae0;--wrong:#b84c00;--wrongbg:#fdf1e8;--doubt:#505a5f;--doubtbg:#f1f3f4}
@media(prefers-color-scheme:dark){:root{--ink:#e8ebef;--paper:#14181d;--soft:#a5afba;--rule:#39424d;--wrong:#ffb27a;--wrongbg:#4a2600;--doubt:#c3c9ce;--doubtbg:#2c3238}}
body{font:1rem/1.55 "Source Sans 3","Source Sans Pro",system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;max-width:72rem;padding:1rem}
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.25rem;margin-top:2rem}a{color:inherit}
.finding{border-left:.3rem solid var(--wrong);padding:.2rem 0 .2rem 1rem;margin:1.2rem 0}.finding.questionable{border-color:var(--doubt)}
.finding h3{font-size:1rem;margin:0}.finding p,.finding blockquote{margin:.25rem 0}blockquote{color:var(--soft)}
dt{font-weight:600}dl{margin:.25rem 0}dd{margin:0 0 .25rem}
.text{list-style:none;padding:0;overflow-wrap:anywhere}.text li{white-space:pre-wrap;tab-size:6;display:grid;grid-template-columns:4rem 1fr}
.text .n{color:var(--soft);font-variant-numeric:tabular-nums;user-select:none}
mark{background:var(--wrongbg);color:var(--wrong);font-weight:600;text-decoration:underline}mark.questionable{background:var(--doubtbg);color:var(--doubt);text-decoration:underline dotted}
:focus-visible{outline:3px solid currentColor;outline-offset:2px}
@media(max-width:40rem){.text li{grid-template-columns:3rem 1fr}}@media print{.finding{break-inside:avoid}}
""".replace("\n", "")

AROUND = 3
"""Lines shown before and after a marked one; the rest of a long document is passed over."""


def write_html(reports: Sequence[Report], documents: Sequence[Document], unread: Sequence[str] = ()) -> str:
    """One page: findings first, each linked to its place in the document's text and back; then the files and pages that could not be read."""
    body = "".join(
        _section(report, document, i) for i, (report, document) in enumerate(zip(reports, documents, strict=True))
    )
    faults = [*unread, *(f"{document.source}: {note}" for document in documents for note in document.notes)]
    if faults:
        body += (
            f"<section><h2>Not read</h2><ul>{''.join(f'<li>{escape(fault)}</li>' for fault in faults)}</ul></section>"
        )
    title = "Claims checked: " + ", ".join(report.document for report in reports)
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>{body}</main></body></html>\n"
    )


def _section(report: Report, document: Document, number: int) -> str:
    named = identify_all(report)
    items = "".join(_finding(f"d{number}-{name}", judgement) for name, judgement in named)
    if not named:
        items = "<p>Nothing in this document contradicts itself.</p>"
    heading = "h1" if number == 0 else "h2"
    return (
        f"<section><{heading}>Claims checked: {escape(report.document)}</{heading}><p>{escape(tally(report))}.</p>"
        f"<h2>Findings</h2>{items}<h2>In the text</h2>{_text(document, named, number)}</section>"
    )


def _finding(name: str, judgement: Judgement) -> str:
    quotes = "".join(
        f'<blockquote><a href="#{name}-p{i}">Line {place.line}{f", page {place.page}" if place.page else ""}</a>: “{escape(place.quote)}”</blockquote>'
        for i, place in enumerate(judgement.places)
    )
    extra = "".join(
        f"<dt>{term}</dt><dd>{escape(text)}</dd>"
        for term, text in (("Should be", judgement.should_be), ("Likely mistake", judgement.likely_mistake))
        if text
    )
    said = "Wrong" if judgement.verdict is Verdict.WRONG else "Questionable"
    return (
        f'<article class="finding {judgement.verdict.value}" id="{name}"><h3>{said}: {judgement.kind.replace("_", " ")}, {where(judgement)}'
        f" ({judgement.severity})</h3>{quotes}<p>{escape(judgement.explanation)}</p>{f'<dl>{extra}</dl>' if extra else ''}</article>"
    )


def _text(document: Document, named: list[tuple[str, Judgement]], number: int) -> str:
    marks: dict[int, list[tuple[int, int, str, Verdict]]] = {}
    for name, judgement in named:
        for i, place in enumerate(judgement.places):
            marks.setdefault(place.line, []).append(
                (place.column, place.column + len(place.quote), f"d{number}-{name}-p{i}", judgement.verdict)
            )
    shown = {line + step for line in marks for step in range(-AROUND, AROUND + 1)}
    rows: list[str] = []
    skipped = False
    for line in document.lines:
        if line.number not in shown:
            skipped = True
            continue
        if skipped and rows:
            rows.append('<li aria-hidden="true"><span class="n">…</span><span></span></li>')
        skipped = False
        rows.append(
            f'<li><span class="n">{line.number}</span><span>{_marked(line.text, marks.get(line.number, []))}</span></li>'
        )
    return f'<ol class="text">{"".join(rows)}</ol>' if rows else ""


def _marked(text: str, marks: list[tuple[int, int, str, Verdict]]) -> str:
    out, last = [], 0
    for start, end, anchor, verdict in sorted(marks):
        if start < last:
            out.append(f'<span id="{anchor}"></span>')
            continue
        finding = anchor.rsplit("-p", 1)[0]
        out.append(escape(text[last:start]))
        out.append(
            f'<a href="#{finding}"><mark id="{anchor}" class="{verdict.value}">{escape(text[start:end])}</mark></a>'
        )
        last = end
    return "".join(out) + escape(text[last:])
