"""Moves whose words carry their own direction: places of a rank, gaps that narrow, measures that improve."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import NUMBER_WORDS
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
GAP = re.compile(
    r"\b(?:gap|difference|deficit|disparity)\b[^.;{}]{0,60}?\b(?:(?P<less>narrow\w*|clos(?:ed|es|ing)|shr[aiu]nk\w*)|(?P<more>widen\w*|grown|grew))\b[^.;{}]{0,20}?\bfrom\s+\{([PNM])(?P<before>\d+)\}[^.;{}]{0,30}?\bto\s+\{\3(?P<after>\d+)\}",
    re.IGNORECASE,
)
HIGH_IS_GOOD = r"satisfaction|confidence|trust|attendance|compliance|completion|detection|positive outcome|pass|collection|recovery|answered|timeliness"
LOW_IS_GOOD = r"sickness|absence|absenteeism|response times?|waits?|waiting|abandon\w*|backlog|vacanc\w*|turnover|arrears|debt|days lost|reoffending"
MEASURE = re.compile(
    rf"\b(?:(?P<high>{HIGH_IS_GOOD})|(?P<low>{LOW_IS_GOOD}))\b(?P<gap>[^.;:{{}}]{{0,60}}?)\b(?:(?P<better>improved)|(?P<worse>worsened|deteriorated))\b[^.;:{{}}]{{0,20}}?\bfrom\s+\{{([PNM])(?P<before>\d+)\}}[^.;:{{}}]{{0,30}}?\bto\s+\{{\6(?P<after>\d+)\}}",
    re.IGNORECASE,
)


SPEED = re.compile(
    r"\b(?:times?|waits?|duration|delays?)\b[^.;:{}]{0,50}?\b(?:(?P<more>slowed|lengthened|(?:got|became|grew|grown) longer|went up|worsened)|(?P<less>quickened|shortened|sped up|(?:got|became) (?:shorter|faster|quicker)|came down|improved))\b[^.;:{}]{0,20}?\bfrom\s+\{([PN])(?P<before>\d+)\}[^.;:{}]{0,30}?\bto\s+\{\3(?P<after>\d+)\}",
    re.IGNORECASE,
)
MEASURE_NOW = re.compile(
    rf"\b(?:(?P<high>{HIGH_IS_GOOD})|(?P<low>{LOW_IS_GOOD}))\b(?P<gap>[^.;:{{}}]{{0,50}}?)\b(?:(?P<better>improved)|(?P<worse>worsened|deteriorated))\s+(?:slightly\s+|further\s+)?to\s+\{{([PNM])(?P<after>\d+)\}}[^.;:{{}}]{{0,25}}?,?\s*(?:up|down|(?:compared\s+(?:with|to))|from)(?:\s+from)?\s+\{{\6(?P<before>\d+)\}}(?!\s*(?:percentage|points))",
    re.IGNORECASE,
)


def check_moves(reading: Reading) -> Iterator[Judgement]:
    """Each move with its two positions or figures."""
    for sentence in reading.sentences:
        for match in PLACES.finditer(sentence.text):
            yield _judge_places(sentence, match, _read_place(match[4]), _read_place(match[5]), match["places"])
        for match in NOW_FIRST.finditer(sentence.text):
            yield _judge_places(sentence, match, _read_place(match[6]), _read_place(match[1]), None)
        if len(sentence.quantities) < 2:
            continue
        text, _ = template(sentence)
        for match in GAP.finditer(text):
            yield _judge_figures(sentence, match, -1 if match["less"] else 1, match["less"] or match["more"])
        for match in SPEED.finditer(text):
            yield _judge_figures(sentence, match, 1 if match["more"] else -1, match["more"] or match["less"])
        for match in (*MEASURE.finditer(text), *MEASURE_NOW.finditer(text)):
            if not re.search(LOW_IS_GOOD if match["high"] else HIGH_IS_GOOD, match["gap"], re.IGNORECASE):
                good = 1 if match["high"] else -1
                yield _judge_figures(
                    sentence, match, good if match["better"] else -good, match["better"] or match["worse"]
                )


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


def _judge_figures(sentence: Sentence, match: re.Match[str], sign: int, word: str) -> Judgement:
    before, after = (sentence.quantities[int(match[name])] for name in ("before", "after"))
    place = (sentence.place(min(before.start, match.start()), after.end),)
    fine = (after.value - before.value) * sign >= 0
    said = "a rise" if after.value > before.value else "a fall"
    return Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "direction", place, f"'{word}', but {before.text} to {after.text} is {said}" if not fine else f"{before.text} to {after.text}: {word}",
        "" if fine else word, "" if fine else f"{said}, from {before.text} to {after.text}",
    )  # fmt: skip
