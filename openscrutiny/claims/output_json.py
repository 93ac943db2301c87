"""The public JSON of a report, and SARIF for code-scanning tools."""

import hashlib
import json
from collections.abc import Sequence

from openscrutiny.claims.verdicts import KINDS, Judgement, Report, Verdict

Json = dict[str, object]


def identify(judgement: Judgement) -> str:
    """A short name that stays the same while the words stand: from kind and quotations, not from line numbers."""
    words = "|".join([judgement.kind, judgement.explanation, *(place.quote for place in judgement.places)])
    return f"{judgement.kind}-{hashlib.sha256(words.encode()).hexdigest()[:8]}"


def identify_all(report: Report) -> list[tuple[str, Judgement]]:
    """Each finding with its name; a second finding of the same words is numbered."""
    seen: dict[str, int] = {}
    named = []
    for judgement in report.findings:
        name = identify(judgement)
        seen[name] = seen.get(name, 0) + 1
        named.append((name if seen[name] == 1 else f"{name}-{seen[name]}", judgement))
    return named


def _places(judgement: Judgement) -> list[Json]:
    return [{"line": place.line, "page": place.page, "quote": place.quote} for place in judgement.places]


def _brief(judgement: Judgement) -> Json:
    return {"kind": judgement.kind, "places": _places(judgement), "explanation": judgement.explanation}


def report_json(report: Report) -> Json:
    """One document's report: findings in full, what is consistent and what cannot be told in brief."""
    return {
        "document": report.document,
        "checked": report.checked,
        "findings": [
            {
                "id": name, "verdict": judgement.verdict.value, "kind": judgement.kind, "severity": judgement.severity,
                "places": _places(judgement), "printed": judgement.printed, "should_be": judgement.should_be,
                "explanation": judgement.explanation, "likely_mistake": judgement.likely_mistake,
            }
            for name, judgement in identify_all(report)
        ],
        "consistent": [_brief(judgement) for judgement in report.of(Verdict.CONSISTENT)],
        "cannot_tell": [_brief(judgement) for judgement in report.of(Verdict.CANNOT_TELL)],
    }  # fmt: skip


def write_json(reports: Sequence[Report]) -> str:
    """One object for one document, a list of them for several."""
    written = [report_json(report) for report in reports]
    return json.dumps(written[0] if len(written) == 1 else written, ensure_ascii=False, indent=2) + "\n"


def write_sarif(reports: Sequence[Report]) -> str:
    """SARIF 2.1.0: wrong is an error, questionable a warning."""
    results = []
    for report in reports:
        for name, judgement in identify_all(report):
            results.append(
                {
                    "ruleId": judgement.kind,
                    "level": "error" if judgement.verdict is Verdict.WRONG else "warning",
                    "message": {"text": sentence(judgement)},
                    "partialFingerprints": {"claim/v1": name},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": report.document},
                                "region": {
                                    "startLine": place.line, "startColumn": place.column + 1,
                                    "endColumn": place.column + 1 + len(place.quote), "snippet": {"text": place.quote},
                                },
                            }
                        }
                        for place in judgement.places
                    ],
                }
            )  # fmt: skip
    rules = [{"id": kind, "shortDescription": {"text": text}} for kind, text in KINDS.items()]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "OpenScrutiny claims", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def sentence(judgement: Judgement) -> str:
    """A finding in one or two sentences."""
    text = judgement.explanation
    if judgement.should_be:
        text += f". It should be {judgement.should_be}"
    if judgement.likely_mistake:
        text += f". Likely mistake: {judgement.likely_mistake}"
    return text + "."
