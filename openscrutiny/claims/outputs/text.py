"""The report for a terminal."""

from collections.abc import Sequence

from openscrutiny.claims.verdicts import Judgement, Report, Verdict


def tally(report: Report) -> str:
    """How many claims were checked and what came of them, in words."""
    wrong, doubtful = len(report.of(Verdict.WRONG)), len(report.of(Verdict.QUESTIONABLE))
    untold = len(report.of(Verdict.CANNOT_TELL))
    told = (
        f"{report.checked} {'claim' if report.checked == 1 else 'claims'} checked: {wrong} wrong, {doubtful} questionable, "
        f"{len(report.of(Verdict.CONSISTENT))} consistent"
    )
    return told + (f"; of {untold} more the document does not say enough to tell" if untold else "")


def where(judgement: Judgement) -> str:
    """`line 12 (page 3)`, for the first place."""
    place = judgement.places[0]
    return f"line {place.line}" + (f" (page {place.page})" if place.page else "")


def write_text(reports: Sequence[Report]) -> str:
    """Each finding with its quotation, arithmetic, mend and likely mistake; then the tally."""
    parts = []
    for report in reports:
        parts.append(report.document)
        for judgement in report.findings:
            parts.append(
                f"\n  {judgement.verdict.value.upper()}  {where(judgement)}  {judgement.kind}  [{judgement.severity}]"
            )
            for place in judgement.places[:6]:
                parts.append(f"    {place.line}: “{place.quote}”")
            if len(judgement.places) > 6:
                parts.append(f"    and {len(judgement.places) - 6} more places")
            parts.append(f"    {judgement.explanation}")
            if judgement.should_be:
                parts.append(f"    should be: {judgement.should_be}")
            if judgement.likely_mistake:
                parts.append(f"    likely mistake: {judgement.likely_mistake}")
        parts.append(f"\n{tally(report)}.\n")
    return "\n".join(parts)
