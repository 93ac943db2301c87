"""THE MAIN PATH of the claims checker: read a document once, run every family of checks, arrange what they say.

Each family has a room: a folder whose `CHECKS` name its checks. A check takes the reading and yields judgements.
"""

from collections.abc import Callable, Iterator, Sequence

from openscrutiny.claims import averages, changes, repeats, shares, standing, structure, sums, tables
from openscrutiny.claims.contradictions import merge
from openscrutiny.claims.published.release import Release, check_release
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Report, arrange

Check = Callable[[Reading], Iterator[Judgement]]

CHECKS: Sequence[Check] = (
    *changes.CHECKS,
    *shares.CHECKS,
    *sums.CHECKS,
    *averages.CHECKS,
    *tables.CHECKS,
    *repeats.CHECKS,
    *standing.CHECKS,
    *structure.CHECKS,
)


def check_document(document: Document, release: Release | None = None) -> Report:
    """Every claim of the document that can be checked, judged; against a release's figures too where one is given."""
    reading = Reading(document)
    judgements = [judgement for check in CHECKS for judgement in check(reading)]
    if release:
        judgements += check_release(reading, release)
    return Report(document.name, arrange(merge(judgements)))
