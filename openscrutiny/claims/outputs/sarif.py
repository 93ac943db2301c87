"""SARIF 2.1.0, for tools that show findings beside a file (OASIS, Static Analysis Results Interchange Format)."""

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from openscrutiny import __version__
from openscrutiny.claims.outputs.json import Json, identify_all
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import KINDS, Judgement, Place, Report, Verdict

RULES = {kind: index for index, kind in enumerate(KINDS)}


def write_sarif(reports: Sequence[Report], documents: Sequence[Document], unread: Sequence[str]) -> str:
    """One run: wrong is an error, questionable a warning, a file or page that cannot be read a notification of the run."""
    results = [
        _result(name, judgement, document)
        for report, document in zip(reports, documents, strict=True)
        for name, judgement in identify_all(report)
    ]
    rules = [
        {"id": kind, "shortDescription": {"text": text}, "fullDescription": {"text": full}, "help": {"text": full},
         "defaultConfiguration": {"level": "error"}}
        for kind, text in KINDS.items()
        for full in [f"{text}. Read the passage before you change it: what the checker takes for one thing may be two."]
    ]  # fmt: skip
    faults = [{"level": "error", "message": {"text": fault}} for fault in unread]
    notes = [
        {"level": "warning", "message": {"text": f"{document.source}: {note}"}}
        for document in documents
        for note in document.notes
    ]
    run = {
        "tool": {"driver": {"name": "OpenScrutiny claims", "version": __version__, "rules": rules}},
        "invocations": [{"executionSuccessful": not faults, "toolExecutionNotifications": [*faults, *notes]}],
        "columnKind": "utf16CodeUnits",
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(name: str, judgement: Judgement, document: Document) -> Json:
    """The place to mend is the location; the others that it contradicts are related ones (SARIF 2.1.0, 3.27.12)."""
    first, *others = (_location(place, document) for place in judgement.all_places)
    related = [
        {"id": number, **location, "message": {"text": f"Held against this: “{place.quote}”"}}
        for number, (location, place) in enumerate(zip(others, judgement.all_places[1:], strict=True), 1)
    ]
    return {
        "ruleId": judgement.kind,
        "ruleIndex": RULES[judgement.kind],
        "level": "error" if judgement.verdict is Verdict.WRONG else "warning",
        "message": {"text": _sentence(judgement)},
        "partialFingerprints": {"claim/v1": name},
        "locations": [first],
        **({"relatedLocations": related} if related else {}),
    }


def _location(place: Place, document: Document) -> Json:
    """A quotation's place; lines and columns count from 1 in the extracted text."""
    line = document.lines[place.line - 1].text
    start = 1 + _units(line[: place.column])
    region = {
        "startLine": place.line, "startColumn": start, "endLine": place.line, "endColumn": start + _units(place.quote),
        "snippet": {"text": place.quote},
    }  # fmt: skip
    located: Json = {"physicalLocation": {"artifactLocation": {"uri": _uri(document.source)}, "region": region}}
    return located | ({"properties": {"page": place.page}} if place.page else {})


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _uri(source: str) -> str:
    path = Path(source)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _sentence(judgement: Judgement) -> str:
    """A finding in one or two sentences."""
    text = judgement.explanation
    if judgement.should_be:
        text += f". It should be {judgement.should_be}"
    if judgement.likely_mistake:
        text += f". Likely mistake: {judgement.likely_mistake}"
    return text + "."
