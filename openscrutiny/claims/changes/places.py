"""Places of a rank that rise or fall: `worsened by three places, from 9th to 12th`; first is best, so a rise is to a smaller number."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.number_words import NUMBER_WORDS
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import ORDINALS
from openscrutiny.claims.verdicts import Judgement, Verdict

BETTER = r"improv\w*|risen|rose|ris(?:es|ing)|climb\w*|mov\w+ up|gain\w*|up"
WORSE = r"worsen\w*|deteriorat\w*|fall\w*|fell|slip\w*|dropp\w*|mov\w+ down|lost|down"
ORDINAL = rf"(\d{{1,3}}(?=st|nd|rd|th)|{'|'.join(ORDINALS)})(?:st|nd|rd|th)?(?!\s+(?:quarter|year|stage|week|time|half|phase|tier|party))"
PLACES = re.compile(
    rf"\b(?:(?P<better>{BETTER})|(?P<worse>{WORSE}))\b[^.;:\d]{{0,40}}?(?:\b(?P<places>\w+)\s+places?\b[^.;:\d]{{0,30}}?)?\bfrom\s+{ORDINAL}\s+(?:place\s+)?to\s+{ORDINAL}\b",
    re.IGNORECASE,
)
NOW_FIRST = re.compile(
    rf"\b(?:rank\w*|placed|position|is|are|now)\s+(?:is\s+)?{ORDINAL}(?:\s+(?:out\s+)?of\s+\d{{1,3}})?(?:\s+place)?(?:\s+[a-z][^.;:\d,]{{0,40}})?,\s+(?:(?P<better>up)|(?P<worse>down)|an?\s+(?:(?P<better2>improvement)|(?P<worse2>fall|drop)))\s+(?:on|from)\s+{ORDINAL}\b",
    re.IGNORECASE,
)


def check_places(reading: Reading) -> Iterator[Judgement]:
    """Every move from one place to another, by its direction and the number of places."""
    for sentence in reading.sentences:
        for match in PLACES.finditer(sentence.text):
            yield _judge_places(sentence, match, _read_place(match[4]), _read_place(match[5]), match["places"])
        for match in NOW_FIRST.finditer(sentence.text):
            yield _judge_places(sentence, match, _read_place(match[6]), _read_place(match[1]), None)


def _read_place(text: str) -> int:
    return int(text) if text.isdigit() else ORDINALS.index(text.lower()) + 1


def _judge_places(sentence: Sentence, match: re.Match[str], before: int, after: int, places: str | None) -> Judgement:
    groups = match.groupdict()
    better, worse = (groups.get(name) or groups.get(f"{name}2") for name in ("better", "worse"))
    word = better or worse or ""
    place = (sentence.place(match.start(), match.end()),)
    working = f"'{word}', from {_ordinal(before)} to {_ordinal(after)}"
    if (after < before) != bool(better) and after != before:
        should = "up" if after < before else "down"
        return Judgement(
            Verdict.WRONG, "direction", place, working, word, f"{should}, from {_ordinal(before)} to {_ordinal(after)}"
        )
    number = NUMBER_WORDS.get((places or "").lower()) or (int(places) if places and places.isdigit() else None)
    if number is not None and number != abs(after - before):
        return Judgement(
            Verdict.WRONG, "direction", place, f"{working} is {abs(after - before)} places", f"{places} places", f"{abs(after - before)} places"
        )  # fmt: skip
    return Judgement(Verdict.CONSISTENT, "direction", place, working)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
