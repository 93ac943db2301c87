"""An average after a bare list, or beside its extremes: `8.1, 8.9 and 9.4 minutes, averaging 8.8`, `the shortest was 23 days and the longest 41`."""

import re
from collections.abc import Iterator

from openscrutiny.claims.averages.averages import judge_average
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import measured_template, pick
from openscrutiny.claims.verdicts import Judgement

SAID = r"(?:averaging|averaged|an?\s+(?:overall\s+)?(?:average|mean)\s+of|(?:the|its)\s+(?:average|mean)\s+(?:is|was|being))"
LISTED = re.compile(
    rf"(?P<parts>(?:\{{(?P<unit>[PNM])\d+\}}(?:\sx+)?(?:,\s+|,?\s+and\s+))+\{{(?P=unit)\d+\}})[^.;{{}}]{{0,25}}?[,;]?\s+(?:and\s+|with\s+|giving\s+)?{SAID}\s+\{{(?P<whole>(?P=unit)\d+)\}}",
    re.IGNORECASE,
)
EXTREMES = re.compile(
    r"\b(?:average|mean)\b[^.;{}]{0,40}\{(?P<whole>(?P<unit>[PNM])\d+)\}[^.{}]{0,40}?(?P<parts>\b(?:shortest|lowest|smallest|quickest|fastest|youngest|cheapest)\b[^.;{}]{0,25}\{(?P=unit)\d+\}[^.{}]{0,30}\b(?:longest|highest|largest|greatest|slowest|oldest|dearest)\b[^.;{}]{0,25}\{(?P=unit)\d+\})",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:increas\w*|decreas\w*|rose|fell|cut|by|up|down|compar\w+|target|national\w*|last|previous|other|than|most|typically|usually|excluding)\b",
    re.IGNORECASE,
)
"""Words by which the average is of something else than the figures beside it."""


def check_bare_averages(reading: Reading) -> Iterator[Judgement]:
    """Every average said of figures told side by side: it lies between the least and the greatest of them."""
    for sentence in reading.sentences:
        if sentence.in_table or not re.search(r"\b(?:averag|mean\b)", sentence.text, re.IGNORECASE):
            continue
        text, figures = measured_template(sentence)
        for match in (*LISTED.finditer(text), *EXTREMES.finditer(text)):
            whole, own = figures[int(match["whole"][1:])], pick(figures, match["parts"])
            every = (whole, *own)
            before = any(q.unit == whole.unit and q.end < min(e.start for e in every) for q in figures)
            if not before and not OTHER.search(match[0]) and not any(q.qualifier for q in every):
                place = (sentence.place(min(q.start for q in every), max(q.end for q in every)),)
                yield judge_average(whole, own, "the average", place)
