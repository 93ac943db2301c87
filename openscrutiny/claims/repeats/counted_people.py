"""How many took part, told once and then taken up: `1,843 residents took part`, and later `the 1,834 residents who took part`."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Verdict

DID = r"(?P<verb>took part|responded|replied|attended|applied|received|recorded|returned|submitted|completed)"
TOLD = re.compile(
    rf"(?<![Tt]he )(?<![Tt]hose )(?<![Tt]hese )(?<![Aa]ll )\{{N(?P<n>\d+)\}} (?P<noun>[a-z]+)(?: (?:had|have|were|was|have been|had been))? {DID}\b(?! (?:to|by|from|online|on paper|with|as|about|more|because)\b(?! the (?:survey|consultation)))"
)
TAKEN_UP = re.compile(
    rf"\b(?i:the|these|those|all) \{{N(?P<n>\d+)\}} (?P<noun>[a-z]+) (?:(?:who|that|which) )?{DID}\b(?=\s*(?:[,.;)]|$)| (?:in|to) the (?:survey|consultation)\b| (?:are|were|is|was|said|felt|thought|agreed)\b)"
)
PERIOD = re.compile(
    r"\b(?:20\d\d(?:[/-]\d\d)?|Q[1-4]|last year|previous|first|second|third|fourth|[A-Z][a-z]+ (?:ward|area|district|panel))\b"
)
NEAR = 0.9
"""The least that two counts of one thing are of each other, where their digits are not the same."""


def check_counted_people(reading: Reading) -> Iterator[Judgement]:
    """Every count that a document takes up again by `the ... who`, against the one time that it tells it."""
    told: dict[tuple[str, str], list[tuple[Sentence, Quantity]]] = {}
    taken: list[tuple[tuple[str, str], Sentence, Quantity]] = []
    for sentence in reading.sentences:
        text, figures = worded_template(sentence)
        for match in TOLD.finditer(text):
            told.setdefault(_name(match), []).append((sentence, figures[int(match["n"])]))
        taken += [(_name(match), sentence, figures[int(match["n"])]) for match in TAKEN_UP.finditer(text)]
    for name, sentence, figure in taken:
        sources = told.get(name, [])
        if len({q.value for _, q in sources}) == 1 and figure.whole:
            source, first = sources[0]
            if first.whole and PERIOD.findall(source.text) == PERIOD.findall(sentence.text):
                yield from _judge(source, first, sentence, figure)


def _name(match: re.Match[str]) -> tuple[str, str]:
    return stem(match["noun"]), match["verb"]


def _judge(source: Sentence, first: Quantity, sentence: Sentence, figure: Quantity) -> Iterator[Judgement]:
    places = (source.place(first.start, first.end + 30), sentence.place(figure.start, figure.end + 30))
    if first.value == figure.value:
        yield Judgement(Verdict.CONSISTENT, "repeat", places, f"both {first.text}")
        return
    turned = sorted(first.text) == sorted(figure.text)
    if turned or NEAR <= figure.value / max(first.value, 1) <= 1 / NEAR:
        yield Judgement(
            Verdict.WRONG, "repeat", places, f"printed as {figure.text}; told before as {first.text}", f"{first.text} and {figure.text}",
            f"one figure in both: {first.text} or {figure.text}", "digits changed round" if turned else "one of the two was not brought up to date",
        )  # fmt: skip
