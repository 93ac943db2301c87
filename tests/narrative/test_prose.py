"""Markdown into frozen types: expressions, sources, loose numbers and every fault with its line."""

import pytest

from openscrutiny.catalogue.passages import Bound, Shape, Sourced
from openscrutiny.catalogue.prose import Prose, parse_prose
from openscrutiny.catalogue.wording import Against, Builder, Vocabulary, WordingError, parse_expression
from openscrutiny.periods import Calendar, Grain

KNOWN = Vocabulary(("hate_crime", "bicycle_theft"), ("force", "north"), Calendar())


def read(text: str) -> Prose:
    return parse_prose(text, "introduction", "packs/p/introduction.md", KNOWN)


def test_an_expression_is_a_figure_or_a_subject_with_a_builder() -> None:
    figure = parse_expression("hate_crime.north.quarter.2019/20-Q2.value", KNOWN)
    assert (figure.subject.area, figure.subject.grain, figure.builder) == ("north", Grain.QUARTER, None)
    built = parse_expression(" hate_crime.year_to_date |\n compare last_year with percentage ", KNOWN)
    assert (built.builder, built.against, built.with_percentage) == (Builder.COMPARE, Against.LAST_YEAR, True)
    assert built.written == "hate_crime.year_to_date | compare last_year with percentage"


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("hte_crime.quarter.value", "Did you mean 'hate_crime'?"),
        ("hate_crime.quartr.value", "Did you mean 'quarter'?"),
        ("hate_crime.nrth.quarter.value", "Did you mean 'north'?"),
        ("hate_crime | compre previous", "Did you mean 'compare'?"),
        ("hate_crime | compare last_yaer", "Did you mean 'last_year'?"),
        ("hate_crime | compare", "Write compare previous or compare last_year."),
        ("hate_crime.quarter", "Write {{ hate_crime.quarter.value }} or {{ hate_crime.quarter | compare previous }}."),
        ("hate_crime | level previous", ""),
        ("hate_crime | compare previous twice", "Only 'with percentage' can follow."),
        ("", "Write {{ measure.quarter.value }} or {{ measure | compare previous }}."),
    ],
)
def test_an_expression_that_cannot_be_read_says_what_to_write(text: str, mend: str) -> None:
    with pytest.raises(WordingError) as caught:
        parse_expression(text, KNOWN)
    assert caught.value.mend == mend


def test_paragraphs_lists_and_headings_keep_their_lines() -> None:
    prose = read(
        "## Head\n\nOne's own {{ hate_crime.quarter.value }}\nand **{{ hate_crime\n | level }}**.\n\n- a\n- b\n"
    )
    assert [(passage.shape, passage.line, len(passage.items)) for passage in prose.passages] == [
        (Shape.HEADING, 1, 1), (Shape.PARAGRAPH, 3, 1), (Shape.BULLETS, 7, 2),
    ]  # fmt: skip
    bound = [piece for piece in prose.passages[1].items[0] if isinstance(piece, Bound)]
    assert [(piece.line, piece.bold) for piece in bound] == [(3, False), (4, True)]
    assert (prose.faults, prose.loose) == ((), ())


def test_a_number_with_its_source_is_not_loose() -> None:
    prose = read("They took [21,000](source: Witness Care Unit, 21 September 2020) statements, and 40 more.")
    sourced = next(piece for piece in prose.passages[0].items[0] if isinstance(piece, Sourced))
    assert (sourced.text, sourced.source) == ("21,000", "Witness Care Unit, 21 September 2020")
    assert [loose.text for loose in prose.loose] == ["40"]


def test_every_loose_number_comes_with_its_line_however_it_is_written() -> None:
    prose = read(
        "First line\nhas 12 and\n\n- fif**ty** and &#51;\n- [a link to 7](https://example.org/8)\n\n### In 9\n"
    )
    assert [(loose.text, loose.line) for loose in prose.loose] == [
        ("12", 2), ("fifty", 4), ("3", 4), ("7", 5), ("9", 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("a\n{hate_crime.quarter.value}", 2, "a single '{' binds no figure."),
        ("a\\\nb { { hate_crime } }", 2, "a single '{' binds no figure."),
        ("{{ hate_crime.quarter.value }}%", 1, "'%' is written after {{ hate_crime.quarter.value }}."),
        ("| a |\n|---|\n| b |", 1, "a table cannot stand in a narrative."),
    ],
)
def test_a_slip_that_would_be_printed_is_a_fault(text: str, line: int, fault: str) -> None:
    found = read(text).faults
    assert (line, fault) in [(one.line, one.fault) for one in found]


def test_all_faults_come_at_once_with_their_lines() -> None:
    prose = read(
        "{{ hte.quarter.value }}\n{{ hate_crime | x }}\n\n1. numbered\n\n`code` {{ open\n\n[x](y.html) [5](source: )\n"
    )
    assert [fault.line for fault in prose.faults] == [1, 2, 4, 6, 6, 8, 8]
    assert all(fault.file == "packs/p/introduction.md" for fault in prose.faults)
