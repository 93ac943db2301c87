"""A report's figures made from values a test states: no records, no store, the same naming and gate as a build."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from openscrutiny.calculation.calculate import Calculation
from openscrutiny.catalogue.load import Catalogue, load_catalogue
from openscrutiny.catalogue.wording import parse_expression
from openscrutiny.periods import Period
from openscrutiny.reporting.brief import Counts
from openscrutiny.reporting.build import name_figures
from openscrutiny.reporting.document.inline_marks import strip_marks
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.figures.figures import FigureMaker
from openscrutiny.reporting.words.binding import make_vocabulary
from openscrutiny.reporting.words.sentences import SentenceWriter
from openscrutiny.series import Observation, State
from tests.factories import write_workspace

MEASURES = {
    "thefts": "title: Theft\nshort: Thefts\nnumerator: {where: {offence: theft}}\npart_of: crimes\n"
    "good_looks_like: {text: A quarter fewer, change: -25, against: same quarter last year}\n",
    "crimes": "title: Recorded crime\n",
    "hate_share": "title: Hate share\nshort: The hate share of crime\nstatistic: percentage\n"
    "numerator: {where: {hate: true}}\ndenominator: {where: {offence: [theft, fraud, arson]}}\n",
    "crime_rate": "title: Crime rate\nshort: The crime rate\nstatistic: rate\nper: 1000\n",
    "delay": "title: Delay\nshort: The median delay\nstatistic: median\ncolumn: minutes\n",
}
PACK = """\
title: Report
publication_date: 2020-11-27
all_crime: {caption: All crime, groups: [{measures: [crimes, thefts, hate_share, crime_rate, delay]}]}
priorities: [thefts, crimes]
"""
MESSAGES = Messages("en-GB")
NOW, PREVIOUS, LAST_YEAR = "2020/21-Q2", "2020/21-Q1", "2019/20-Q2"
TO_DATE, TO_DATE_BEFORE = "2020/21-to-2020-09", "2019/20-to-2019-09"

Values = Mapping[tuple[str, str, str], int | tuple[int, int] | State]
"""By (measure, area, period): a count, a (numerator, denominator), or the state of what is not there."""


def write_report_workspace(root: Path) -> Path:
    """A workspace of one report, without records."""
    write_workspace(root, "| id |\n| 1 |", dict.fromkeys(MEASURES, ""))
    for name, text in MEASURES.items():
        path = root / "measures" / f"{name}.yaml"
        path.write_text(path.read_text().replace("title: A measure\n", text))
    folder = root / "packs" / "report"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK)
    return root


def make_writer(catalogue: Catalogue, values: Values, period: str = NOW) -> SentenceWriter:
    """A writer over the figures of `values`; everything not stated is not available."""
    organisation = catalogue.organisation
    maker = FigureMaker(MESSAGES, organisation.calendar, organisation.force.id, organisation.calendar.parse(period))
    observations = tuple(
        _observe(catalogue, measure, area, organisation.calendar.parse(when), value)
        for (measure, area, when), value in values.items()
    )
    counts = Counts(Calculation(observations, {}), {})
    book, _ = name_figures(catalogue, catalogue.packs["report"], counts, maker, None)
    return SentenceWriter(catalogue, book, maker, MESSAGES)


def write(writer: SentenceWriter, expression: str) -> str:
    """What an expression reads as, without marks."""
    return strip_marks(write_marked(writer, expression))


def write_marked(writer: SentenceWriter, expression: str) -> str:
    return writer.write(parse_expression(expression, make_vocabulary(writer.catalogue)))


def load_report(root: Path) -> Catalogue:
    return load_catalogue(write_report_workspace(root))


def _observe(
    catalogue: Catalogue, measure: str, area: str, period: Period, value: int | tuple[int, int] | State
) -> Observation:
    if isinstance(value, State):
        return Observation(measure, area, period, value)
    if isinstance(value, int):
        return Observation(measure, area, period, State.VALUE, Decimal(value), Decimal(value))
    above, below = map(Decimal, value)
    scale = 100 if catalogue.measures[measure].is_per_cent else catalogue.measures[measure].per
    return Observation(measure, area, period, State.VALUE, above / below * scale, above, below)
