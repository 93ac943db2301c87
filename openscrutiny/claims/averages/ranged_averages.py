"""An average beside the range of what it is of: `ranged from 3.5 to 4.9 and averaged 4.1`, `averaged £52m, within a range of £38m to £59m`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openscrutiny.claims.averages.averages import judge_average
from openscrutiny.claims.averages.overall_figures import PLAIN, UNIT
from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.period_series import DURATION
from openscrutiny.claims.reading.quantities import Quantity, blank
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement

END = r"(?:(?:an?|the|its)\s+)?(?:low(?:est)?|high(?:est)?|minimum|maximum|peak|best|worst|just|only|as (?:low|high|few|many|little|much) as)(?:\s+of)?\s+"
LOW, HIGH = r"\{(?P<unit>[PNM])(?P<low>\d+)\}", r"\{(?P=unit)(?P<high>\d+)\}"
MEAN = r"\{(?P=unit)(?P<mean>\d+)\}"
FROM_TO = (
    rf"(?:from|between|of)\s+(?:[a-z]+\s+){{0,3}}?{LOW}[^{{}}.;]{{0,50}}?\b(?:to|and)\s+(?:[a-z]+\s+){{0,3}}?{HIGH}"
)
LOW_HIGH = rf"(?:low(?:est|s)?|minimum|smallest|least)\b[^{{}}.;]{{0,25}}?{LOW}[^{{}}.;]{{0,30}}?\b(?:and|to)\s+(?:an?\s+|the\s+)?(?:high(?:est|s)?|maximum|largest|peak|greatest|most)\b[^{{}}.;]{{0,25}}?{HIGH}"
VARYING = r"(?:rang(?:ed|es|ing|e)|var(?:ied|ies|ying|y)|spread|went|ran)"
AVERAGED = r"(?P<told>[^{}.]{0,60}?)\b(?:averag(?:ed|ing|es)|(?:average|mean)(?P<of>(?:\s+[a-z-]+){0,5}?)\s+(?:of|was|is|being|at|stood at|came to)|(?:average|mean))\s+"
RANGE_FIRST = tuple(
    re.compile(rf"\b{opening}{AVERAGED}{MEAN}", re.IGNORECASE) for opening in (rf"{VARYING}\s+{FROM_TO}", LOW_HIGH)
)
AVERAGE_FIRST = tuple(
    re.compile(
        rf"\b(?:averag(?:e|es|ed|ing)|mean|overall(?: figure)?)\b(?P<told>)(?P<of>[^{{}}.;]{{0,60}}?)\{{(?P<unit0>[PNM])(?P<mean>\d+)\}}[^{{}}.;]{{0,40}}?[,(]?\s*(?:and\s+|with\s+|which\s+)?[^{{}}.;]{{0,40}}?\b{ending}",
        re.IGNORECASE,
    )
    for ending in (
        rf"(?:{VARYING}\s+{FROM_TO})",
        rf"(?:sites?|areas?|forces?|districts?|stations?|wards?|with\s+[a-z ]{{2,30}}?|range)\s+{FROM_TO}",
        LOW_HIGH,
    )
)
OTHER = re.compile(
    r"\b(?:increas\w*|decreas\w*|ris(?:e|en|ing)|rose|fell|fall(?:en)?|up|down|compar\w+|target|national\w*|last|previous|other|than|most|typically|usually|excluding|median|peers?|similar|before|after|now|but|against|forecast|expected|while|whereas|although|plan|confidence)\b",
    re.IGNORECASE,
)
"""Words by which the average is of another time, place or thing than the range."""
ANOTHER_TIME = re.compile(
    r"^[^{}.;]{0,25}?\b(?:(?:in|over|for|across|since|during|at|by)\s+(?:the\s+|that\s+|this\s+)?(?:[a-z]+\s+){0,2}?(?:year|quarter|month|decade|half|week|century|20\d\d|(?:January|February|March|April|May|June|July|August|September|October|November|December))\b|nationally|in England|elsewhere|the (?:year|month|quarter) before)",
    re.IGNORECASE,
)
A_TIME = re.compile(r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|miles?|points?)\b")


def check_ranged_averages(reading: Reading) -> Iterator[Judgement]:
    """Every average told in one sentence with the least and the greatest of what it is of."""
    for sentence in reading.sentences:
        if sentence.in_table or not re.search(r"\b(?:averag|mean\b|overall)", sentence.text, re.IGNORECASE):
            continue
        durations = [match.span() for match in DURATION.finditer(sentence.text)]
        bare = replace(sentence, text=blank(sentence.text, durations))
        if len(bare.quantities) < 3:
            continue
        text, _ = template(bare)
        found = [match for pattern in (*RANGE_FIRST, *AVERAGE_FIRST) for match in pattern.finditer(text)]
        for match in found:
            if judged := _judge(reading, bare, sentence.text, text, match):
                yield judged


def _judge(reading: Reading, sentence: Sentence, printed: str, text: str, match: re.Match[str]) -> Judgement | None:
    low, high, mean = (sentence.quantities[int(match[name])] for name in ("low", "high", "mean"))
    ends = (low, high)
    if (
        OTHER.search(match[0])
        or any(q.unit != mean.unit or q.qualifier for q in ends)
        or low.value > high.value
        or _are_years(ends)
        or (low.unit == "n" and not any(q.places for q in (*ends, mean)) and low.value <= 1)
        or (match.group(0).endswith("}") and mean.start > high.start and ANOTHER_TIME.match(text[match.end() :]))
        or ANOTHER_TIME.search(match["told"])
        or not _one_measure(reading, printed, match, (low, high, mean))
    ):
        return None
    place = sentence.place(min(low.start, mean.start), max(high.end, mean.end))
    return judge_average(mean, ends, "the average", (place,), weighed=True)


def _are_years(ends: tuple[Quantity, Quantity]) -> bool:
    return all(1900 < q.value < 2100 and q.whole for q in ends)


def _one_measure(
    reading: Reading, printed: str, match: re.Match[str], figures: tuple[Quantity, Quantity, Quantity]
) -> bool:
    """Whether the average names nothing that the words before the range do not, and is in their unit."""
    units = {m[1].lower().rstrip("s") for q in figures if (m := UNIT.match(printed[q.end :]))}
    if len(units) > 1:
        return False
    if not match["told"] and match.re in AVERAGE_FIRST:
        return True
    said = reading.words(A_TIME.sub(" ", f"{match['told']} {match['of'] or ''}")) - PLAIN
    first = min(figures, key=lambda q: q.start)
    known = reading.words(printed[: first.start]) | reading.words(match[0][: match.start("told") - match.start()])
    return said <= known
