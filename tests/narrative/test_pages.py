"""A measure's page and the draft of its words, made of made-up figures, are consistent to the claims checker."""

import re
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from openscrutiny.claims.extraction.html import extract_html
from openscrutiny.reporting.authoring.drafting import Drafter
from openscrutiny.reporting.document.document import Document
from openscrutiny.reporting.document.inline_marks import strip_marks
from openscrutiny.reporting.figures.measure_figures import MeasureFigures
from openscrutiny.reporting.formats.html import render_html
from openscrutiny.reporting.pages.measure_page import build_measure_page
from openscrutiny.reporting.words.sentences import SentenceWriter
from tests.narrative.desk import make_writer, write_marked
from tests.narrative.test_properties import CATALOGUE, QUICK, find_faults, make_release, writers

PACK = CATALOGUE.packs["report"]
MONTHS = [(2017 + n // 12, n % 12 + 1) for n in range(3, 45)]  # April 2017 to September 2020


def invent_years(random: Random) -> SentenceWriter:
    """Every month, quarter and year to date of thefts, by area, and of all crimes, few or many."""
    level, spread = random.choice((4, 60, 900, 9_000)), random.choice((0.5, 1, 3))
    values: dict[tuple[str, str, str], int] = {}
    for year, month in MONTHS:
        end = month - month % 3 + (3 if month % 3 else 0)
        first = year if month > 3 else year - 1  # of the financial year
        label = f"{first}/{(first + 1) % 100:02d}"
        spans = [f"{year}-{month:02d}", f"{label}-Q{(end // 3 - 2) % 4 + 1}"]
        spans += [f"{label}-to-{first}-09"] if 4 <= month <= 9 else []
        parts = {area: max(0, round(random.gauss(level, spread * level**0.5))) for area in ("north", "south")}
        counts = {("thefts", area): count for area, count in parts.items()}
        counts |= {("thefts", "force"): sum(parts.values()), ("crimes", "force"): sum(parts.values()) + level}
        for (measure, area), count in counts.items():
            for span in spans:
                values[measure, area, span] = values.get((measure, area, span), 0) + count
    return make_writer(CATALOGUE, values)


def read_page(writer: SentenceWriter, measure: str) -> str:
    """The page of a measure as the checker reads it: words, tables, what the charts say."""
    held = MeasureFigures(CATALOGUE, writer.book, writer.maker, writer.messages, CATALOGUE.measures[measure])
    blocks = build_measure_page(held, PACK, ())
    document = Document(
        "Report",
        "Q2 2020/21",
        "Force",
        "en-GB",
        "",
        "",
        date(2020, 11, 27),
        "",
        draft=True,
        particulars=(),
        blocks=blocks,
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(render_html(document, writer.messages.words), "utf-8")
        return extract_html(path)


@given(st.integers(0, 2**32))
@settings(QUICK, max_examples=6)
def test_any_page_of_a_measure_is_consistent(seed: int) -> None:
    writer = invent_years(Random(seed))
    for measure in ("thefts", "crimes"):
        text = read_page(writer, measure)
        assert "came to" in text
        assert find_faults(text) == ()
        assert find_faults(text, make_release(writer)) == ()


@given(writers())
@settings(QUICK, max_examples=8)
def test_any_draft_of_a_section_is_consistent(writer: SentenceWriter) -> None:
    drafter = Drafter(writer, PACK)
    for section in drafter.list_sections():
        text = re.sub(
            r"\{\{(.*?)\}\}", lambda said: strip_marks(write_marked(writer, said[1].strip())), drafter.draft(section)
        )
        assert find_faults(text) == ()
        assert find_faults(text, make_release(writer)) == ()
