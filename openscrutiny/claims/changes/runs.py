"""Runs: what is said to have risen or fallen each time, with the figures of each time."""

import re
from collections.abc import Iterator
from itertools import pairwise

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

PERIOD = r"(?:days?|weeks?|months?|quarters?|years?)"
RUN = re.compile(
    rf"\b(?P<word>rose|risen|rising|increas\w+|grew|grown|fell|fallen|falling|decreas\w+|declin\w+|reduc\w+|improv\w+|worsen\w+|deteriorat\w+)\b[^{{}}.;:]{{0,30}}?\b(?:(?:in\s+)?(?:each|every)\s+(?:of\s+the\s+(?:last|past)\s+\w+\s+)?{PERIOD}"
    rf"|(?:every|successive|consecutive)\s+{PERIOD}|(?:second|third|fourth|fifth|sixth)\s+(?:successive\s+|consecutive\s+|straight\s+)?{PERIOD}(?:\s+in\s+a\s+row|\s+running)?)"
    r"\s*(?::|,|\(|\s[-–—])\s*(?:from\s+)?(?P<list>\{([NPM])\d+\}(?:[^{}.;]{0,25}(?:,|\band\b|\bthen\b|\bto\b)[^{}.;]{0,15}\{\3\d+\}){1,11})",
    re.IGNORECASE,
)


def check_runs(reading: Reading) -> Iterator[Judgement]:
    """`fell for the third consecutive month: 210, 198 and 205`: wrong where the figures do so neither forwards nor backwards."""
    for sentence in reading.sentences:
        text, _ = template(sentence)
        for match in RUN.finditer(text):
            quantities = [sentence.quantities[int(i)] for i in re.findall(r"\{[NPM](\d+)\}", match["list"])]
            if len(quantities) < 3:
                continue
            steps = [later.value - earlier.value for earlier, later in pairwise(quantities)]
            fine = all(step > 0 for step in steps) or all(step < 0 for step in steps)
            place = sentence.place(quantities[0].start, quantities[-1].end)
            figures = ", ".join(q.text for q in quantities)
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "direction", (place,), f"'{match['word']}' each time: {figures}",
                "" if fine else match["word"], "" if fine else "not each time",
            )  # fmt: skip
