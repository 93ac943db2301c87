"""A share whose whole only a table above may print: doubtful where no figure of the one measure that the heading names fits."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.quantities import Interval, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.shares.share_forms import read_stated
from openscrutiny.claims.verdicts import Judgement, Verdict

OF_ALL = re.compile(r"\baccount\w*\s+for\b[^.]{0,60}\b(?:recorded|volumes?|total|all)\b", re.IGNORECASE)
NEAR_LINES = 30


def check_tabled_shares(reading: Reading) -> Iterator[Judgement]:
    """Every part and share of `the volumes recorded` that stand under a table of one measure, which the heading names."""
    for sentence in reading.sentences:
        if not OF_ALL.search(sentence.text):
            continue
        tables = [t for t in reading.tables if 0 < sentence.line - t.last_line <= NEAR_LINES]
        rows = [row for row in reading.rows if tables and row.table is tables[-1]]
        heading = reading.words(" ".join(sentence.headings[-2:]), generic=False)
        if len(rows) != 1 or not reading.words(rows[0].label) or not reading.words(rows[0].label) <= heading:
            continue
        for stated in read_stated(sentence):
            part, share = stated.part, stated.share
            figures = [(value, cell) for value, cell in rows[0].numbers if value >= part.value]
            shares = [ratio(part.true, Interval(value, value)) for value, _ in figures]
            if (
                stated.whole
                or stated.in_words
                or not figures
                or any(true and true.meets(share.true) for true in shares)
            ):
                continue
            said = "; ".join(f"{part.text} of {value:,.0f} is {part.value / value * 100:.0f}%" for value, _ in figures)
            yield Judgement(
                Verdict.QUESTIONABLE, "share", (sentence.place(*stated.span), *(cell.place for _, cell in figures)),
                f"{share.text} fits none of the figures of {rows[0].label} in the table above: {said}", f"{share.text} ({part.text})",
            )  # fmt: skip
