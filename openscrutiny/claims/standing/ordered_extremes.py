"""The most, the second, the least, told one after another with their figures: `the most (41), A second (38) and B third (39)`."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.worded_figures import ORDINALS, worded_template
from openscrutiny.claims.verdicts import Judgement, Verdict

HIGH = r"highest|largest|greatest|biggest|most"
LOW = r"lowest|smallest|fewest|least"
NTH = rf"(?P<nth>next|{'|'.join(ORDINALS[1:6])})"
VALUE = r"\(?\s*\{[PNM](?P<value>\d+)\}"
EXTREME = re.compile(
    rf"(?<!one of )(?<!among )\b(?:the\s+(?:{NTH}[\s-])?|(?:was|were|is|and)\s+)(?:(?P<high>{HIGH})|(?P<low>{LOW}))\b(?P<told>[^{{}}.;:()]{{0,70}}?){VALUE}",
    re.IGNORECASE,
)
PLACED = re.compile(
    rf"\b{NTH}(?:\s+place)?(?P<told>,?\s*|\s+(?:was|went to)\b[^{{}}.;:()]{{0,50}}?){VALUE}|^\W*(?P<after>(?:it|this|that) was followed by)[^{{}}.;:()]{{2,40}}?\((?:up|down|a (?:fall|rise) of)?\s*\{{[PNM](?P<next>\d+)\}}",
    re.IGNORECASE,
)
CHANGE = re.compile(r"increase|decrease|rise|fall|drop|decline|reduction|growth|gain|cut", re.IGNORECASE)
MEASURE = re.compile(
    rf"(?:rate|number|figure|level|proportion|percentage|share|count|total|score|average|gap|ratio|change|{CHANGE.pattern})s?$",
    re.IGNORECASE,
)
COUNTED = re.compile(r"most|fewest", re.IGNORECASE)
"""Before what is counted; the largest ward has not the largest of every figure told of it."""
HEAD = re.compile(
    r"^\s*(?P<noun>(?:(?!(?:in|at|was|were|is|are|of|among|for|by|with|had|has|from|on|to|reported|recorded|saw)\b)[a-z-]+\s*){0,4})",
    re.IGNORECASE,
)
OTHERWISE = re.compile(
    r"\b(?:since|ever|records?|than|targets?|average|mean|median|for|likely|recent|common|important|popular|part|men|women|males?|females?|boys|girls|adults|children|young|old|urban|rural|today|each|every|only|from|between|rang\w+|respectively)\b",
    re.IGNORECASE,
)
MOVED = re.compile(r"\b(?:rose|fell|grew|dropped|up|down|increas\w+|decreas\w+|by|to)\b", re.IGNORECASE)
OF_WHAT = re.compile(r"of\s+(?:the\s+)?([a-z]+)", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure with the place that it is told to have, counted from the highest or from the lowest."""

    sentence: Sentence
    figure: Quantity
    place: int
    high: bool | None
    noun: str
    start: int
    of: str = ""


def check_ordered_extremes(reading: Reading) -> Iterator[Judgement]:
    """Every two places told of figures of one kind in one sentence, or in one and the next, against the figures."""
    before: list[Mark] = []
    for sentence in reading.sentences:
        told = [] if sentence.in_table or len(sentence.quantities) < 1 else list(_read_marks(sentence))
        led = [mark for mark in before if mark.sentence.headings == sentence.headings]
        for one, two in itertools.combinations([*led, *told], 2):
            if two in told and one is not two and (judged := _judge(one, two)):
                yield judged
        before = told


def _read_marks(sentence: Sentence) -> Iterator[Mark]:
    text, figures = worded_template(sentence)
    for match in EXTREME.finditer(text):
        said = match.groupdict()
        told = said["told"]
        noun = (HEAD.match(told) or [""])[0].strip()
        moved = MOVED.search(told) and not CHANGE.search(noun)
        if not OTHERWISE.search(told) and not moved and (not noun or MEASURE.search(noun) or COUNTED.search(match[0])):
            high = bool(said["high"])
            place = _place(said["nth"]) if said["nth"] else 1
            last = stem(noun.split()[-1]) if noun else ""
            of = OF_WHAT.match(told.strip()[len(noun) :].strip())
            yield Mark(
                sentence, figures[int(said["value"])], place, high, last, match.start(), stem(of[1]) if of else ""
            )
    for match in PLACED.finditer(text):
        of_two = (
            not (match["told"] or "x").strip()
            and text[: match.start()].lower().endswith("the ")
            and "(" not in match[0]
        )
        if not OTHERWISE.search(match["told"] or "") and not of_two:  # `the first half had 196 and the second 197`
            figure = figures[int(match["value"] or match["next"])]
            yield Mark(sentence, figure, _place(match["nth"] or "second"), None, "", match.start())


def _place(word: str) -> int:
    return 2 if word.lower() == "next" else ORDINALS.index(word.lower()) + 1


def _judge(one: Mark, two: Mark) -> Judgement | None:
    a, b = one.figure, two.figure
    years = [set(YEAR.findall(mark.sentence.text)) for mark in (one, two)]
    if (
        a.unit != b.unit
        or (a.places != b.places and a.unit != "%")
        or a.scale != b.scale
        or a.qualifier
        or b.qualifier
        or (one.noun and two.noun and one.noun != two.noun)
        or (one.of and two.of and one.of != two.of)
        or one.high is None
        or (one.place, one.high) == (two.place, two.high)
        or (all(years) and years[0] != years[1])
        or (two.high is None and one.place != 1 and one.high is not None)
    ):
        return None
    if two.high is not None and two.high != one.high:
        if one.place > 1 or two.place > 1:
            return None
        fine = (abs(a.value) >= abs(b.value)) == one.high or a.value == b.value
    else:
        first, last = sorted((one, two), key=lambda mark: mark.place)
        gap = abs(first.figure.value) - abs(last.figure.value)
        fine = (gap >= 0) == one.high or gap == 0
    places = (
        (one.sentence.place(min(one.start, a.start), b.end),)
        if one.sentence is two.sentence
        else (two.sentence.place(two.start, b.end), one.sentence.place(one.start, a.end))
    )
    said = f"{a.text} is told as place {one.place} from the {'highest' if one.high else 'lowest'}, {b.text} as "
    said += f"place {two.place}" + (
        "" if two.high in {None, one.high} else f" from the {'highest' if two.high else 'lowest'}"
    )
    if fine:
        return Judgement(Verdict.CONSISTENT, "rank", places, said)
    return Judgement(Verdict.WRONG, "rank", places, said, b.text, f"the other order, or another figure than {b.text}")
