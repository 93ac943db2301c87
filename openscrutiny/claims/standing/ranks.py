"""Ranks in prose: a place among so many."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.number_words import NUMBER_WORDS
from openscrutiny.claims.reading.passages import place_of
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import ORDINALS
from openscrutiny.claims.verdicts import Judgement, Verdict

RANK = re.compile(
    r"\b(?:ranked?|ranking|rated|placed|position(?:ed)?|comes?|came)?\s*(?:is\s+|at\s+)?(\d{1,3})(?:st|nd|rd|th)\s+(?:highest\s+|lowest\s+|best\s+)?(?:out\s+of|of)\s+(?:the\s+|all\s+)?(\d{1,3})\b(?!\s*(?:%|per|January|February|March|April|May|June|July|August|September|October|November|December))",
    re.IGNORECASE,
)

WORDED = re.compile(
    rf"\b(?P<rank>{'|'.join(ORDINALS)})[\s-](?:highest|lowest|best|worst|largest|smallest|most|least)\b[^.;:,()\d]{{0,25}}?\b(?:out\s+)?(?:of|among)\s+(?:the\s+|all\s+|our\s+|its\s+)*(?P<ranked>{'|'.join(word for word, n in NUMBER_WORDS.items() if n > 1)}|\d{{1,3}})\b(?!\s*(?:%|per|years?|months?))",
    re.IGNORECASE,
)


def check_ranks(reading: Reading) -> Iterator[Judgement]:
    """A place among so many."""
    for line in reading.document.lines:
        for match in (*RANK.finditer(line.text), *WORDED.finditer(line.text)):
            rank, ranked = _rank(match)
            if ranked < 2:
                continue
            fine = 1 <= rank <= ranked
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "rank", (place_of(line, match),),
                f"{rank} of {ranked}", "" if fine else match[0].strip(), "" if fine else f"a place from 1 to {ranked}",
            )  # fmt: skip


def _rank(match: re.Match[str]) -> tuple[int, int]:
    """The place and the number ranked, in figures or in words."""
    if match.re is RANK:
        return int(match[1]), int(match[2])
    ranked = match["ranked"].lower()
    return ORDINALS.index(match["rank"].lower()) + 1, NUMBER_WORDS.get(ranked) or int(ranked)
