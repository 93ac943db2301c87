""" "Did not change: 14 in Q2 and 14 in Q1": two figures said to be the same, or nearly."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

UNCHANGED = re.compile(
    r"\b(?P<how>did not change|has not changed|(?:was|were|is|are) unchanged|hardly changed)\s*:\s*"
    r"\{(?P<unit>[NPM])(?P<now>\d+)\}(?:\s*\(\{N\d+\} of \{N\d+\}\))?[^{}.;]{0,80}?\b(?:and|against)\s+\{(?P=unit)(?P<before>\d+)\}"
)


def check_unchanged(reading: Reading) -> Iterator[Judgement]:
    """Two figures that a sentence says are the same must be printed the same; nearly: to one in the last place."""
    for sentence in reading.sentences:
        text, _ = template(sentence)
        for match in UNCHANGED.finditer(text):
            now, before = (sentence.quantities[int(match[name])] for name in ("now", "before"))
            nearly = match["how"].startswith("hardly")
            room = 1.0001 * 10.0 ** -max(now.places, before.places) * now.scale if nearly else 0.0
            fine = abs(now.value - before.value) <= room
            place = (sentence.place(now.start, before.end),)
            working = f"{now.text} against {before.text}"
            if fine:
                yield Judgement(Verdict.CONSISTENT, "change", place, working)
            else:
                said = "a rise" if now.value > before.value else "a fall"
                yield Judgement(Verdict.WRONG, "change", place, f"'{match['how']}', but {working}", match["how"], said)
