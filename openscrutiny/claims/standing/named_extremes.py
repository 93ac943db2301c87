"""Named figures of which one is said to be the most or the least: `highest in A (5.1), followed by B (4.8)`, `from 3 in A to 9 in B, with C at 11`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import pick, worded_template
from openscrutiny.claims.verdicts import Judgement, Verdict

MOST = r"highest|largest|most(?:\s+common)?|greatest|commonest|biggest|busiest|best"
LEAST = r"lowest|smallest|fewest|least(?:\s+common)?|quietest"
EXTREME = rf"(?:(?P<most>{MOST})|(?P<least>{LEAST}))"
VALUE = r"\{(?P<unit>[PNM])\d+\}"
ITEM = r"[^{}.;:()]{2,40}?\(?\{(?P=unit)\d+\}\)?"
ITEMS = rf"(?P<rest>{ITEM}(?:(?:,\s*|,?\s+(?:and|then|and then)\s+){ITEM}){{0,5}})"
JOINED = r",?\s+(?:and\s+)?(?:then\s+)?(?P<joint>followed by|ahead of|then|with|compared (?:with|to))\s+"
FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{EXTREME}\b(?P<gap>[^{{}}.;]{{0,60}}?)\(?(?P<first>{VALUE})\)?(?:\s+(?:per|for every)\s+[\w,]+)?{JOINED}{ITEMS}",
        rf"(?P<first>{VALUE})\)?[^{{}}.;()]{{0,25}}?\s+(?:was|were|is|are|had|has|saw|recorded)\s+(?:by far\s+)?the\s+{EXTREME}\b(?P<gap>[^{{}}.;()]{{0,40}}?){JOINED}{ITEMS}",
    )
]
LOWEST_TOO = re.compile(
    rf"\b(?:{MOST})\b(?P<gap>[^{{}}.;]{{0,50}}?)\(?(?P<first>{VALUE})\)?,?\s+and\s+(?:the\s+)?(?:{LEAST})\b[^{{}}.;]{{0,30}}?\(?(?P<last>\{{(?P=unit)\d+\}})\)?,?\s+with\s+{ITEMS}",
    re.IGNORECASE,
)
RANGE = re.compile(
    rf"\b(?P<gap>rang(?:ed|es|ing))\s+from\s+(?P<first>{VALUE})[^{{}}.;:()]{{1,30}}?\s+to\s+(?P<last>\{{(?P=unit)\d+\}})[^{{}}.;:()]{{1,30}}?,\s+with\s+{ITEMS}",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:increase|decrease|rise|fall|drop|change|growth|reduction|gain|improvement|since|ever|record|national\w*|average|target|mean|median|overall|total|all|up|down|from|than|previous|last|share|men|women|a (?:further|third|quarter|half)|other\w*|including|only|just|similar|region\w*|england|wales|of (?:which|these|whom|them))\b",
    re.IGNORECASE,
)
"""What makes a figure another thing than a level of one of the names."""


def check_named_extremes(reading: Reading) -> Iterator[Judgement]:
    """Every figure of a list that is said to be its most or least, and every range, against the rest of the list."""
    for sentence in reading.sentences:
        if len(sentence.quantities) < 2 or sentence.in_table:
            continue
        text, figures = worded_template(sentence)
        for form in FORMS:
            for match in form.finditer(text):
                if not OTHER.search(match["gap"] + match["rest"]):
                    levels = [*pick(figures, match["first"]), *pick(figures, match["rest"])]
                    yield from _judge_order(sentence, match, levels)
        for form in (LOWEST_TOO, RANGE):
            for match in form.finditer(text):
                if not OTHER.search(match["gap"] + match["rest"]):
                    yield from _judge_range(sentence, match, figures)


def _alike(levels: Sequence[Quantity]) -> bool:
    return not any(q.qualifier or q.signed for q in levels) and len({(q.places, q.scale) for q in levels}) == 1


def _judge_order(sentence: Sentence, match: re.Match[str], levels: Sequence[Quantity]) -> Iterator[Judgement]:
    down = bool(match["most"])
    ordered = sorted(levels, key=lambda q: q.value, reverse=down)
    if not _alike(levels):
        return
    values = [q.value for q in levels]
    told = match["joint"].lower() == "followed by"
    fine = values == [q.value for q in ordered] if told else values[0] == ordered[0].value
    said = (match["most"] or match["least"]).lower()
    place = (sentence.place(levels[0].start, levels[-1].end),)
    working = f"'{said}': {', '.join(q.text for q in levels)}"
    should = ", ".join(q.text for q in ordered) if told else f"{ordered[0].text} is the {said}"
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "rank", place, working, "" if fine else said, "" if fine else should
    )  # fmt: skip


def _judge_range(sentence: Sentence, match: re.Match[str], figures: tuple[Quantity, ...]) -> Iterator[Judgement]:
    ends = [*pick(figures, match["first"]), *pick(figures, match["last"])]
    rest = pick(figures, match["rest"])
    if not _alike([*ends, *rest]):
        return
    low, high = sorted(ends, key=lambda q: q.value)
    outside = [q for q in rest if not low.value <= q.value <= high.value]
    place = (sentence.place(ends[0].start, rest[-1].end),)
    working = f"from {low.text} to {high.text}: {', '.join(q.text for q in outside or rest)}"
    if outside:
        yield Judgement(
            Verdict.WRONG, "rank", place, f"not {working}", outside[0].text, f"from {low.text} to {high.text}"
        )
    else:
        yield Judgement(Verdict.CONSISTENT, "rank", place, working)
