"""Sentences of the builders set among a report's own words, each with one digit altered."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openscrutiny.catalogue.wording import WordingError, parse_expression
from openscrutiny.claims.reading.passages import Document, Line
from openscrutiny.reporting.document.inline_marks import read_marks, strip_marks
from openscrutiny.reporting.words.binding import make_vocabulary
from openscrutiny.reporting.words.sentences import SentenceWriter

EXPRESSIONS = (
    "{m} | level", "{m}.north_worcestershire | level", "{m}.quarter.2019/20-Q2 | level", "{m} | compare previous",
    "{m} | compare last_year", "{m}.year_to_date | compare last_year", "{m} | position", "{m} | aim", "{m} | share",
    "{m} | areas last_year", "{m} | test previous", "{m} | change previous", "{m} | change last_year",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A builder's sentence about a measure, its figures marked."""

    measure: str
    short: str
    marked: str

    @property
    def text(self) -> str:
        return strip_marks(self.marked)

    def alter(self, chance: random.Random) -> str:
        """The sentence with a digit altered; what only bounds another ("less than 0.5%", "p under 0.001") is left."""
        runs = read_marks(self.marked)
        places = [
            (n, at)
            for n, run in enumerate(runs)
            if run.figures and "less than" not in run.text and "p under" not in run.text
            for at, letter in enumerate(run.text)
            if letter.isdigit() and not re.match(r"\d?% interval", run.text[at + 1 :])
        ]
        number, at = chance.choice(places)
        old = runs[number].text
        new = old[:at] + chance.choice([d for d in "0123456789" if d != old[at]]) + old[at + 1 :]
        return "".join(new if n == number else run.text for n, run in enumerate(runs))


def say_everything(writer: SentenceWriter, measures: Sequence[str]) -> Iterator[Said]:
    """What every builder says of every measure that it can speak of with a figure."""
    vocabulary = make_vocabulary(writer.catalogue)
    for measure in measures:
        for expression in EXPRESSIONS:
            try:
                marked = writer.write(parse_expression(expression.format(m=measure), vocabulary))
            except WordingError:
                continue
            short = writer.catalogue.measures[measure].short
            if " change " in expression:
                marked = f"{short} saw {marked}."
            if any(run.figures and any(map(str.isdigit, run.text)) for run in read_marks(marked)):
                yield Said(measure, short, marked)


def insert_paragraphs(page: Document, said: Sequence[tuple[str, str]]) -> Document:
    """The page with paragraphs of (short name, text), each after the program's own about that measure."""
    texts = [line.text for line in page.lines]
    for short, text in said:
        at = next(n for n, line in enumerate(texts) if line.startswith(f"{short} came to ") and " saw " in line)
        texts[at + 1 : at + 1] = ["", text]
    return Document(page.name, tuple(Line(n, text) for n, text in enumerate(texts, 1)), page.source)
