"""The one-page summary: the tally and the gravest findings, as a tagged PDF (PDF/UA-1)."""

import json
import re
from collections.abc import Sequence

from openscrutiny.claims.outputs.text import tally, where
from openscrutiny.claims.verdicts import Judgement, Report, Verdict

PAGE = r"""
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: "en", region: "GB", size: 9.5pt)
#set page(paper: "a4", margin: 1.8cm)
#show heading: set text(size: 9.5pt)
#show title: set text(size: 14pt)
#set par(leading: 0.5em, spacing: 0.7em)
#title(data.title)
#data.tally
#for finding in data.findings [
  = #finding.head
  #if finding.quote != "" [“#finding.quote” ]
  #finding.text

]
#if data.more != "" [ #data.more ]
"""
SHORT = 150
"""Characters of a quotation or an explanation."""
UNBROKEN = re.compile(r"\S{40}")
"""Characters after which a word may be broken, so that none runs over the edge of the page."""
TALLIED = 4
"""Documents whose tally is given."""


def write_pdf(reports: Sequence[Report], unread: Sequence[str] = ()) -> bytes:
    """As many findings as fit on one page, the gravest first; the rest, and the files that could not be read, are counted."""
    import typst

    findings = [(report.document, judgement) for report in reports for judgement in report.findings]
    findings.sort(key=lambda found: ("high", "medium", "low").index(found[1].severity))
    room = 24
    while True:
        data = _content(reports, unread, findings, room)
        compiled = typst.compile(
            PAGE.encode(), sys_inputs={"data": json.dumps(data)}, format="pdf", pdf_standards=["ua-1"]
        )
        written = bytes(compiled[0] if isinstance(compiled, list) else compiled)
        if room <= 1 or _pages(written) == 1:
            return written
        room -= 1


def _content(
    reports: Sequence[Report], unread: Sequence[str], findings: list[tuple[str, Judgement]], room: int
) -> dict[str, object]:
    more = [
        _more(len(reports) - TALLIED, "document"),
        _more(len(findings) - room, "finding"),
    ]
    left = " and ".join(part for part in more if part)
    not_read = f" {len(unread)} {'file' if len(unread) == 1 else 'files'} could not be read." if unread else ""
    return {
        "title": "Claims checked: " + _cut(", ".join(report.document for report in reports)),
        "tally": " ".join(f"{report.document}: {tally(report)}." for report in reports[:TALLIED]) + not_read,
        "findings": [
            {
                "head": f"{'Wrong' if j.verdict is Verdict.WRONG else 'Questionable'}: {j.kind.replace('_', ' ')}, "
                f"{f'{document}, ' if len(reports) > 1 else ''}{where(j)}",
                "quote": _cut(j.places[0].quote.replace("**", "")),
                "text": _cut(j.explanation) + (f". It should be {_cut(j.should_be)}." if j.should_be else "."),
            }
            for document, j in findings[:room]
        ],
        "more": f"And {left}, in the full report." if left else "" if findings else "Nothing contradicts itself.",
    }


def _more(number: int, thing: str) -> str:
    return "" if number < 1 else f"{number} more {thing}{'' if number == 1 else 's'}"


def _cut(text: str) -> str:
    short = text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"
    return UNBROKEN.sub("\\g<0>\u200b", short)


def _pages(pdf: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(pdf))
