"""The one-page summary: the tally and the gravest findings, as a tagged PDF (PDF/UA-1)."""

import json
from collections.abc import Sequence

from openscrutiny.claims.output_text import tally, where
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


def write_pdf(reports: Sequence[Report]) -> bytes:
    """As many findings as fit on one page, the gravest first; the rest are counted."""
    import typst

    findings = [judgement for report in reports for judgement in report.findings]
    findings.sort(key=lambda judgement: ("high", "medium", "low").index(judgement.severity))
    room = 24
    while True:
        data = _content(reports, findings, room)
        compiled = typst.compile(
            PAGE.encode(), sys_inputs={"data": json.dumps(data)}, format="pdf", pdf_standards=["ua-1"]
        )
        written = bytes(compiled[0] if isinstance(compiled, list) else compiled)
        if room <= 1 or _pages(written) == 1:
            return written
        room -= 1


def _content(reports: Sequence[Report], findings: list[Judgement], room: int) -> dict[str, object]:
    left = len(findings) - room
    return {
        "title": "Claims checked: " + ", ".join(report.document for report in reports)[:120],
        "tally": " ".join(f"{report.document}: {tally(report)}." for report in reports[:4]),
        "findings": [
            {
                "head": f"{'Wrong' if j.verdict is Verdict.WRONG else 'Questionable'}: {j.kind.replace('_', ' ')}, {where(j)}",
                "quote": _cut(j.places[0].quote.replace("**", "")),
                "text": _cut(j.explanation) + (f". It should be {_cut(j.should_be)}." if j.should_be else "."),
            }
            for j in findings[:room]
        ],
        "more": f"And {left} more {'finding' if left == 1 else 'findings'}, in the full report." if left > 0 else "",
    }


def _cut(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


def _pages(pdf: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(pdf))
