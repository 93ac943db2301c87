"""The public JSON of a report."""

import hashlib
import json
from collections.abc import Sequence

from openscrutiny.claims.verdicts import Judgement, Report, Verdict

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
    return [{"line": place.line, "page": place.page, "quote": place.quote} for place in judgement.all_places]


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


def write_json(reports: Sequence[Report], *, several: bool) -> str:
    """One object for one document; a list of them where several were given, though some could not be read."""
    written = [report_json(report) for report in reports]
    return json.dumps(written if several else written[0], ensure_ascii=False, indent=2) + "\n"
