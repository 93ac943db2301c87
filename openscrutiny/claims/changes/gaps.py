"""Gaps told between the two levels before them: `43% of women and 63% of men, a gap of 20 points`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.changes.clause_figures import read_points
from openscrutiny.claims.reading.directions import size_of
from openscrutiny.claims.reading.move_mentions import Mentions, read_mentions
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.slips import is_mistyped, is_near
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

GAP = re.compile(
    r"\b(?:gap|difference|margin)\s+(?:of|is|was)\s+(?:just\s+|only\s+|some\s+)?\{(?P<kind>[PNM])(?P<answer>\d+)\}(?P<points>\s*(?:percentage\s+)?points?\b)?\s*(?=[.;,)]|$|and\b|between\b)",
    re.IGNORECASE,
)
OPENS = re.compile(
    r"\W*(?:That|This|It)\s+(?:is|was|makes|leaves|gives|represents)\s+(?:an?|the)\b|\W*An?\b", re.IGNORECASE
)
"""How a sentence opens that works out the gap of the two levels before it."""
OTHER = re.compile(
    r"\b(?:narrow\w*|clos(?:ed|ing)|widen\w*|average|target|since|rose|fell|increas\w+|decreas\w+|to)(?:\s+an?)?\s*$|\bmargin of error\b",
    re.IGNORECASE,
)


def check_gaps(reading: Reading) -> Iterator[Judgement]:
    """Every gap whose sentence, or the one before it, tells just two levels of its unit."""
    previous = None
    for sentence in reading.sentences:
        if not sentence.in_table and sentence.quantities:
            mentions = read_mentions(sentence.text)
            for match in GAP.finditer(mentions.text):
                yield from _judge(sentence, previous, mentions, match)
        previous = sentence


def _judge(
    sentence: Sentence, previous: Sentence | None, mentions: Mentions, match: re.Match[str]
) -> Iterator[Judgement]:
    answer = mentions.figures[int(match["answer"])]
    points = bool(match["points"]) or answer.points
    answer = read_points(answer, match["points"] or "")
    if OTHER.search(mentions.text[: match.start()]) or (answer.unit == "%" and not points):
        return
    levels = _levels(mentions.text[: match.start()], mentions.figures, answer)
    start, source = match.start(), sentence
    if not levels and previous is not None and not previous.in_table and OPENS.match(sentence.text):
        before = read_mentions(previous.text)
        levels, source = _levels(before.text, before.figures, answer), previous
    if len(levels) != 2 or any(q.qualifier or q.signed for q in (*levels, answer)):
        return
    one, two = levels
    gap = size_of(one.true - two.true)
    told: tuple[Place, ...] = (source.place(one.start, two.end),)
    places = (
        (sentence.place(one.start, answer.end),) if source is sentence else (*told, sentence.place(start, answer.end))
    )
    working = f"{one.text} and {two.text} are {abs(one.value - two.value):.{max(one.places, two.places)}f} apart"
    if answer.true.meets(gap):
        yield Judgement(Verdict.CONSISTENT, "change", places, working)
    elif is_near(answer.value, one.value - two.value, percent=points) or is_mistyped((answer, one, two), _is_gap):
        should = print_like(f"{abs(one.value - two.value) / answer.scale:,.{answer.places}f}", answer)
        yield Judgement(Verdict.WRONG, "change", places, f"printed as {answer.text}; {working}", answer.text, should)


def _levels(text: str, figures: Sequence[Quantity], answer: Quantity) -> list[Quantity]:
    """The figures of the gap's unit that stand outside brackets."""
    open_text = re.sub(r"\([^()]*\)", "", text)
    found = [figures[int(n)] for n in re.findall(r"\{[PNMT](\d+)\}", open_text)]
    return [q for q in found if q.unit == answer.unit and not q.points]


def _is_gap(three: Sequence[Quantity]) -> bool:
    answer, one, two = three
    return answer.true.meets(size_of(one.true - two.true))
