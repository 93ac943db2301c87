"""An overall figure said after those it is of: `Officers lost 9.8 days and staff 8.4; for the whole workforce, 7.9`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.averages.averages import judge_average
from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import NUMBER_WORDS, Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.verdicts import Judgement

SOME = "two|three|four|five|six|seven|eight|nine|ten"
BODY = r"(?:force|service|county|council|trust|authority|workforce|organisation|area|borough|district|city|region|partnership|estate|fleet|board|whole|country area)"
FIGURE = r"(?:average|mean|overall (?:figure|average|rate|score)|combined (?:figure|average|rate|score)|figure|rate|score|result|average (?:figure|rate|score|wait|time))"
BE = r"(?:was|is|were|stood at|came to|stands at|averaged|comes to)"
WHOLE = re.compile(
    rf"(?:\b(?P<all>(?:across|for|over|among|taking|in)\s+(?:all\s+|the\s+|both\b\s*|all\s+the\s+|the\s+whole\s+){{1,2}}(?:(?P<some>{SOME})\b)?(?:\s*[a-z-]+){{0,3}}?)(?:\s+together|\s+combined|\s+as a whole)?,?\s+(?:(?:the|an?|its)\s+)?(?:[a-z-]+\s+){{0,3}}?(?:{FIGURE}\s+)?(?:it\s+)?(?:{BE}\s+|of\s+)?\{{(?P<a>[PNM]\d+)\}}"
    rf"|\b(?:the|its|our)\s+(?P<wide>(?:{BODY}|company|network)[\s-]?wide)\s+{FIGURE}\s+{BE}\s+\{{(?P<f>[PNM]\d+)\}}"
    rf"|\b(?P<over>overall|in all|on average),?\s+(?:(?:the|an?|its)\s+)?(?P<what>(?:[a-z-]+\s+){{0,4}}?){BE}\s+\{{(?P<b>[PNM]\d+)\}}"
    rf"|\b(?:the\s+)?(?:overall\s+|combined\s+)?(?:average|mean)\s+(?:for|across|of|over)\s+(?P<all2>(?:all|the|both)\s+(?:(?:the\s+)?(?P<some2>{SOME})\b)?(?:\s*[a-z-]+){{0,3}}?)\s+{BE}\s+\{{(?P<c>[PNM]\d+)\}}"
    rf"|\b(?:giving|making|with|and|or)\s+(?:an?\s+)?(?P<over2>overall|combined)\s+(?:average|mean|figure|rate|score)\s+(?:of|was)\s+\{{(?P<d>[PNM]\d+)\}}"
    rf"|(?:,|\band|\bor)\s+\{{(?P<e>[PNM]\d+)\}}(?:\s+[a-z]+)?\s+(?P<all3>across (?:all|the|both)\s+(?:the\s+)?(?:whole\s+)?(?:(?P<some3>{SOME})\b)?(?:\s*[a-z-]+){{0,2}}|overall|for everyone|for (?:the whole|all) [a-z]+))",
    re.IGNORECASE,
)
EVERYONE = re.compile(
    rf"\b(?:whole|entire|total|all|full)\s+(?:workforce|force|service|staff|employees|establishment|organisation|population|adults|people|respondents|residents|day|week|year|schools|calls|cases)\b|\boverall\b|\bcombined\b|\bacross the {BODY}\b|\bon average\b|\bin all\b|\beveryone\b|\bboth\b|[\s-]?wide\b",
    re.IGNORECASE,
)
PARTITIONS = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{two})\b", re.IGNORECASE))
    for one, two in (
        (r"men|males?|boys", r"women|females?|girls"),
        (r"(?:police )?officers", r"(?:police )?staff|civilians?"),
        (r"rural(?: areas)?", r"urban(?: areas)?"),
        (r"(?:by |the )?day(?:time)?", r"(?:at |by |the )?night(?:[\s-]?time)?"),
        (r"weekdays?", r"weekends?"),
        (r"full[\s-]time", r"part[\s-]time"),
        (r"adults?", r"children|young people"),
        (r"emergency|emergencies", r"non-emergency|non-emergencies|routine"),
        (r"primary(?: schools?)?", r"secondary(?: schools?)?"),
        (r"whole[\s-]?time|wholetime", r"on[\s-]call|retained"),
        (r"tenants", r"leaseholders|home\s?owners"),
    )
)
OTHERS = re.compile(
    r"\b(?:compar\w+|target|previous\w*|last|earlier|national\w*|similar|than|against|versus|increas\w*|decreas\w*|rose|fell|risen|fallen|from|excluding|including|included|others?|forecast|planned|plan|budget|now|median|PCSOs?|specials?|volunteers?|per\s+1|some|one\s+[a-z]+\s+at|only)\b|\bup\b|\bdown\b",
    re.IGNORECASE,
)
BY = re.compile(
    r"\bby (?:area|district|division|age|age group|group|quarter|month|site|station|ward|locality|command|directorate|borough|tenure|rank)\b",
    re.IGNORECASE,
)
COUNT_OF = re.compile(rf"\b(?:the|all|our|its) (?P<some>{SOME})\s+[a-z]+", re.IGNORECASE)
UNIT = re.compile(
    r"^\s*(days?|minutes?|seconds?|hours?|weeks?|months?|mph|per|FTE|points?|working|years?)\b", re.IGNORECASE
)
LABEL_UNIT = re.compile(r"\b(?:average[ds]?|averaging|mean|rates?|scor(?:e|ed|es))\b", re.IGNORECASE)
PLAIN = frozenset(
    stem(word)
    for word in re.findall(
        r"[a-z]+",
        "average mean score scored result whole entire workforce force service area areas combined together both stood two three four five six across "
        "employees staff everyone districts stations sites groups teams wide borough county city council trust authority organisation region",
    )
)
"""Words of an overall figure that say nothing of what is measured."""


def check_overall_figures(reading: Reading) -> Iterator[Judgement]:
    """Each overall figure whose parts stand before it, where the parts are known to be all of them."""
    for before, sentence in reading.sentence_pairs:
        if not sentence.quantities or sentence.in_table:
            continue
        text, figures = template(sentence)[0], sentence.quantities
        for match in WHOLE.finditer(text):
            judged = _judge(reading, sentence, text, figures, match, before)
            if judged:
                yield judged


def _judge(
    reading: Reading,
    sentence: Sentence,
    text: str,
    figures: Sequence[Quantity],
    match: re.Match[str],
    before: Sentence | None,
) -> Judgement | None:
    whole = figures[int(next(match[name] for name in "abcdef" if match[name])[1:])]
    source, told, own = (
        sentence,
        text[: match.start()],
        [q for q in figures if q.end <= whole.start and q.unit == whole.unit],
    )
    counted = next((match[name] for name in ("some", "some2", "some3") if match[name]), None)
    if len(own) < 2 and before is not None and not before.in_table:
        if text[: match.start()].strip(" \t,-•*") not in {"", "The", "the"}:
            return None
        told, earlier = template(before)[0], before.quantities
        source, own = before, [q for q in earlier if q.unit == whole.unit]
    named = COUNT_OF.search(source.text)
    tail = text[text.index("}", match.start("a") if match["a"] else match.start()) :][:60]
    if len(own) < 2 or any(q.qualifier for q in (*own, whole)) or OTHERS.search(told) or OTHERS.search(match[0] + tail):
        return None
    if not _all_parts(told, match, own, counted, named) or not _one_measure(
        reading, sentence, source, whole, own, match
    ):
        return None
    total = sum(q.value for q in own)
    if abs(total - whole.value) <= 0.5 * len(own) * 10.0**-whole.places * whole.scale:
        return None  # shares that add up, not an average
    places = (
        (sentence.place(min(q.start for q in own), whole.end),)
        if source is sentence
        else (sentence.place(match.start(), whole.end), source.place(own[0].start, own[-1].end))
    )
    return judge_average(whole, own, "the overall figure", places)


def _all_parts(
    told: str, match: re.Match[str], own: Sequence[Quantity], counted: str | None, named: re.Match[str] | None
) -> bool:
    """Whether the parts are all there are: as many as are counted, the two halves of a known pair, or a breakdown."""
    said = match[0]
    if counted or re.search(r"\bboth\b", said, re.IGNORECASE):
        return len(own) == (NUMBER_WORDS[counted.lower()] if counted else 2)
    if not EVERYONE.search(said):
        return False
    if named and NUMBER_WORDS[named["some"].lower()] == len(own):
        return True
    if len(own) == 2 and any(one.search(told) and two.search(told) for one, two in PARTITIONS):
        return True
    quarters = set(re.findall(r"\b(?:north|south|east|west|centre|central|city|coast)\b", told.lower()))
    return len(own) >= 3 and (bool(BY.search(told)) or len(quarters) == len(own))


def _one_measure(
    reading: Reading,
    sentence: Sentence,
    source: Sentence,
    whole: Quantity,
    own: Sequence[Quantity],
    match: re.Match[str],
) -> bool:
    """Whether the overall figure is of what its parts are of: one unit, and no telling word that the parts have not."""
    units = {
        m[1].lower().rstrip("s")
        for q, s in ((whole, sentence), *((q, source) for q in own))
        if (m := UNIT.match(s.text[q.end :]))
    }
    if len(units) > 1:
        return False
    if whole.unit != "%" and not LABEL_UNIT.search(source.text + " " + match[0]) and not units:
        return False
    told = reading.words(re.sub(r"\{\w+\}", " ", match[0])) - PLAIN
    known = reading.words(source.text) | reading.words(sentence.text[: max(0, whole.start - len(match[0]))])
    return len(told - known) <= (1 if re.search(r"\b(?:across|for|in|over|among) ", match[0], re.IGNORECASE) else 0)
