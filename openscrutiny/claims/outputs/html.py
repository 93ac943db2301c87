"""The annotated page: every finding, then the whole document with each finding marked where it stands. No script."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from html import escape

from openscrutiny.claims.outputs.json import identify_all
from openscrutiny.claims.outputs.text import tally, where
from openscrutiny.claims.reading.passages import Document, Line
from openscrutiny.claims.verdicts import Judgement, Report

STYLE = """
:root{color-scheme:light dark;--ink:#14181d;--paper:#fff;--soft:#5a6470;--rule:#d5dae0;--wrong:#a34400;--wrongbg:#fdf1e8;--doubt:#505a5f;--doubtbg:#f1f3f4}
@media(prefers-color-scheme:dark){:root{--ink:#e8ebef;--paper:#14181d;--soft:#a5afba;--rule:#39424d;--wrong:#ffb27a;--wrongbg:#4a2600;--doubt:#c3c9ce;--doubtbg:#2c3238}}
body{font:1rem/1.55 "Source Sans 3","Source Sans Pro",system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;max-width:72rem;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.35rem;margin-top:2rem}h3{font-size:1.15rem;margin-top:2rem}a{color:inherit}
.finding{border-left:.3rem solid var(--wrong);padding:.2rem 0 .2rem 1rem;margin:1.2rem 0}.finding.questionable{border-color:var(--doubt)}
h4{font-size:1rem;margin:0}.finding p,blockquote{margin:.25rem 0}blockquote{color:var(--soft)}
dt{font-weight:600}dl{margin:.25rem 0;display:grid;grid-template-columns:max-content 1fr;gap:0 .75rem}dd{margin:0}:is(.finding p,dd)::first-letter{text-transform:uppercase}
ol.text{margin:0;padding-left:4.2rem;content-visibility:auto;contain-intrinsic-size:auto 60rem}.text li{unicode-bidi:plaintext;white-space:pre-wrap;tab-size:4}
.text li:empty{line-height:.9}
.text li::marker{content:counter(list-item) "  ";color:var(--soft);font-variant-numeric:tabular-nums}.text+h4{margin-top:1.5rem;border-top:1px solid var(--rule);padding-top:.5rem;color:var(--soft)}
mark{background:var(--wrongbg);color:inherit;text-decoration:underline;text-decoration-color:var(--wrong);text-decoration-thickness:2px}
mark.questionable{background:var(--doubtbg);text-decoration-color:var(--doubt);text-decoration-style:dotted}
.note{color:var(--wrong);font-weight:600;font-size:.875em;white-space:nowrap;scroll-margin:6rem}.note.questionable{color:var(--doubt)}
:target{outline:3px solid var(--wrong);outline-offset:3px}:focus-visible{outline:3px solid currentColor;outline-offset:2px}
@media(max-width:40rem){ol.text{padding-left:3rem;font-size:.875rem}}@media print{.finding{break-inside:avoid}ol.text{content-visibility:visible}}
""".replace("\n", "")
LIST_LINES = 400
"""Lines of one list, at most: a browser lays out those lists only that are on the screen, so that a long document stays quick."""

Named = list[tuple[str, Judgement]]
Marks = dict[int, list[tuple[int, int, str, str]]]
"""By line: where each quotation begins and ends, the verdict, and the note after it."""


def write_html(reports: Sequence[Report], documents: Sequence[Document], unread: Sequence[str] = ()) -> str:
    """One page: each document's findings, each linked to its places in the text and back; then the files and pages that could not be read."""
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
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main><h1>Claims checked</h1>{body}</main></body></html>\n"
    )


def _section(report: Report, document: Document, number: int) -> str:
    named = [(f"d{number}-{name}", judgement) for name, judgement in identify_all(report)]
    items = "".join(_finding(name, judgement, order) for order, (name, judgement) in enumerate(named, 1))
    return (
        f"<section><h2>{escape(report.document)}</h2><p>{escape(tally(report))}.</p>"
        f"<h3>Findings</h3>{items or '<p>Nothing in this document contradicts itself.</p>'}"
        f"<h3>The text, line by line</h3>{''.join(_write_lines(document, _place_marks(named)))}</section>"
    )


def _finding(name: str, judgement: Judgement, order: int) -> str:
    quotes = "".join(
        f'<blockquote><a href="#{name}-p{i}">Line {place.line}{f", page {place.page}" if place.page else ""}</a>: <bdi>“{escape(place.quote)}”</bdi></blockquote>'
        for i, place in enumerate(judgement.places)
    )
    extra = "".join(
        f"<dt>{term}</dt><dd>{escape(text)}</dd>"
        for term, text in (("Should be", judgement.should_be), ("Likely mistake", judgement.likely_mistake))
        if text
    )
    return (
        f'<article class="finding {judgement.verdict.value}" id="{name}"><h4>{order}. {judgement.verdict.value.title()}: '
        f"{judgement.kind.replace('_', ' ')}, {where(judgement)} ({judgement.severity})</h4>"
        f"{quotes}<p>{escape(judgement.explanation)}</p>{f'<dl>{extra}</dl>' if extra else ''}</article>"
    )


def _place_marks(named: Named) -> Marks:
    """The marks of each line; the note is a link back to the finding, by its number and verdict in words."""
    marks: Marks = {}
    for order, (name, judgement) in enumerate(named, 1):
        said = judgement.verdict.value
        for i, place in enumerate(judgement.places):
            note = f' <a class="note {said}" dir="ltr" id="{name}-p{i}" href="#{name}">[{order} {said}]</a>'
            marks.setdefault(place.line, []).append((place.column, place.column + len(place.quote), said, note))
    return marks


def _write_lines(document: Document, marks: Marks) -> Iterator[str]:
    """Lists whose numbers are those of the lines, a heading before each page."""
    for page, group in itertools.groupby(document.lines, key=lambda line: line.page):
        if page:
            yield f"<h4>Page {page}</h4>"
        lines = list(group)
        for first in range(0, len(lines), LIST_LINES):
            some = lines[first : first + LIST_LINES]
            items = "\n".join(f"<li>{_mark(line, marks.get(line.number, []))}" for line in some)
            yield f'<ol class="text" start="{some[0].number}">{items}</ol>'


def _mark(line: Line, marks: list[tuple[int, int, str, str]]) -> str:
    """A line with its quotations marked, where several overlap too, and a note at the end of each."""
    begun, ended = defaultdict(list), defaultdict(list)
    for start, end, said, note in marks:
        begun[start].append(said)
        ended[end].append((said, note))
    over: Counter[str] = Counter()  # the verdicts of the quotations that are open
    out = []
    for start, end in itertools.pairwise(sorted({0, len(line.text), *begun, *ended})):
        over.update(begun[start])
        text = escape(line.text[start:end], quote=False)
        out.append(f'<mark class="{max(+over)}">{text}</mark>' if +over else text)
        over.subtract(said for said, _ in ended[end])
        out += [note for _, note in ended[end]]
    return "".join(out)
