"""Lists of counts with their percentages, which between them show the whole they are of."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.shares.shares import is_share, judge_share
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

LISTED = re.compile(r"\{N(\d+)\}\s*\(\{P(\d+)\}\)")


def check_listed_shares(reading: Reading) -> Iterator[Judgement]:
    """Every list of counts and percentages whose whole is in the sentence, or in the one before."""
    previous = None
    for sentence in reading.sentences:
        yield from _listed_shares(sentence, template(sentence)[0], previous)
        previous = sentence


OF_THESE = re.compile(r"^\W*(?:of|out of|among|amongst)\s+(?:these|those|them|which|whom)\b", re.IGNORECASE)


def _listed_shares(sentence: Sentence, text: str, previous: Sentence | None) -> Iterator[Judgement]:
    """`2,104 responses: 1,240 (59%) supported it, 702 (33%) opposed it and 162 (8%) did not know`: most show the whole they are of."""
    quantities = sentence.quantities
    pairs = [(quantities[int(m[1])], quantities[int(m[2])]) for m in LISTED.finditer(text)]
    if len(pairs) < 2:
        return
    largest = max(part.value for part, _ in pairs)
    own = [(sentence, q) for q in quantities if q.end < pairs[0][0].start and q.whole and q.value >= largest]
    if previous is not None and not own and OF_THESE.match(sentence.text):
        own = [(previous, q) for q in previous.quantities if q.whole and q.value >= largest]
    for source, whole in own[-1:] if own and own[0][0] is sentence else own:
        fits = [is_share(part, percent, whole) for part, percent in pairs]
        enough = 2 * sum(fits) > len(pairs) or (len(pairs) == 2 and any(fits) and source is sentence)
        if not enough:
            continue
        there = source.place(whole.start, whole.end)
        for (part, percent), fit in zip(pairs, fits, strict=True):
            another = any(is_share(part, percent, other) for other, _ in pairs if other is not part)
            if fit or not another:
                yield judge_share(percent, part, whole, (sentence.place(part.start, percent.end), there))
        yield from _listed_sum(sentence, pairs, whole, there)
        return


def _listed_sum(
    sentence: Sentence, pairs: list[tuple[Quantity, Quantity]], whole: Quantity, there: Place
) -> Iterator[Judgement]:
    """Shares that come to 100 %: so must their counts to the whole."""
    value, percents = sum(part.value for part, _ in pairs), sum(percent.value for _, percent in pairs)
    if (
        len(pairs) >= 3
        and abs(percents - 100) <= 0.5 * len(pairs)
        and value != whole.value
        and all(is_share(*pair, whole) for pair in pairs)
    ):
        working = " + ".join(part.text for part, _ in pairs) + f" = {value:,.0f}"
        place = sentence.place(pairs[0][0].start, pairs[-1][1].end)
        yield Judgement(
            Verdict.WRONG, "sum", (there, place), f"{working}, of {whole.text}", whole.text, f"{value:,.0f}"
        )
