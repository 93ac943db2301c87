"""Ranks in prose: a place among so many."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.number_words import NUMBER_WORDS
from openscrutiny.claims.reading.passages import place_of
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import ORDINALS
from openscrutiny.claims.verdicts import Judgement, Verdict

NUMBER = rf"{'|'.join(word for word, n in NUMBER_WORDS.items() if n > 1)}|\d{{1,3}}"
OF_A_PERIOD = r"(?!\s*(?:%|dozen|hundred|thousand|per|years?|months?|weeks?|days?|January|February|March|April|May|June|July|August|September|October|November|December))"
PLACE = rf"(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS)}))"
RANKS = (
    re.compile(
        rf"\b(?P<digits>\d{{1,3}})(?:st|nd|rd|th)\s+(?:highest\s+|lowest\s+|best\s+)?(?:out\s+of|of)\s+(?:the\s+|all\s+|our\s+|its\s+)*(?P<ranked>{NUMBER})\b{OF_A_PERIOD}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{PLACE}[\s-](?:highest|lowest|best|worst|largest|smallest|most|least)\b[^.;:,()\d]{{0,25}}?\b(?:out\s+)?(?:of|among)\s+(?:the\s+|all\s+|our\s+|its\s+)*(?P<ranked>{NUMBER})\b{OF_A_PERIOD}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:ranked|placed|came|comes|stands|stood|is|was|in)\s+(?:now\s+|joint\s+)?{PLACE}(?:\s+place)?,?\s+(?:out\s+of|of)\s+(?:the\s+|all\s+|our\s+|its\s+)*(?P<ranked>{NUMBER})\b{OF_A_PERIOD}",
        re.IGNORECASE,
    ),
)
"""A place among so many: `12th of the eight`, `the seventh highest of the six forces`, `came ninth of eight`."""


def check_ranks(reading: Reading) -> Iterator[Judgement]:
    """A place among so many."""
    for line in reading.document.lines:
        ends: set[int] = set()
        for match in (found for form in RANKS for found in form.finditer(line.text)):
            rank, ranked = _rank(match)
            if ranked < 2 or match.end() in ends:
                continue
            ends.add(match.end())
            fine = 1 <= rank <= ranked
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "rank", (place_of(line, match),),
                f"{rank} of {ranked}", "" if fine else match[0].strip(), "" if fine else f"a place from 1 to {ranked}",
            )  # fmt: skip


def _rank(match: re.Match[str]) -> tuple[int, int]:
    """The place and the number ranked, in figures or in words."""
    ranked, word = match["ranked"].lower(), match.groupdict().get("word")
    rank = ORDINALS.index(word.lower()) + 1 if word else int(match["digits"])
    return rank, NUMBER_WORDS.get(ranked) or int(ranked)
