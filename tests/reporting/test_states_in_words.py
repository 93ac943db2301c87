"""What is not there: its mark, its words on the page, and what they may not give away."""

from collections.abc import Mapping

import pytest

from openscrutiny.calculation.disclosure import Cell
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.reporting.document.inline_marks import strip_marks
from openscrutiny.reporting.figures.figures import FigureBook, gate_figures
from openscrutiny.reporting.figures.measure_figures import MeasureFigures
from openscrutiny.reporting.pages.measure_page import list_changes
from openscrutiny.reporting.words.narrative import Narrator
from openscrutiny.series import State
from tests.narrative.desk import (
    LAST_YEAR,
    NOW,
    PREVIOUS,
    TO_DATE,
    TO_DATE_BEFORE,
    Values,
    load_report,
    make_writer,
    write,
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load_report(tmp_path_factory.mktemp("states") / "workspace")


def make_values(counts: Mapping[str, int | State]) -> Values:
    return {("thefts", "force", when): value for when, value in counts.items()}


def hold(catalogue: Catalogue, counts: Mapping[str, int | State]) -> MeasureFigures:
    writer = make_writer(catalogue, make_values(counts))
    return MeasureFigures(catalogue, writer.book, writer.maker, writer.messages, catalogue.measures["thefts"])


def test_no_percentage_of_nothing_is_not_applicable_and_its_change_still_stands(catalogue: Catalogue) -> None:
    held = hold(catalogue, {NOW: 5, PREVIOUS: 0, LAST_YEAR: 4})
    share = held.figure("percentage_change_on_previous_quarter")
    assert (share.state, share.text) == (State.NOT_APPLICABLE, "[z]")
    assert held.figure("change_on_previous_quarter").value == 5


def test_a_suppressed_nothing_is_not_told_by_its_percentage(catalogue: Catalogue) -> None:
    """A mark of its own for a zero base, beside two suppressed figures, would say which of them is nothing."""
    held = hold(catalogue, {NOW: 5, PREVIOUS: 0, LAST_YEAR: 4})
    hidden: list[Cell] = [("thefts", "force", held.calendar.previous(held.period))]
    book: FigureBook = gate_figures(held.book, frozenset(hidden))
    address = held.figure("percentage_change_on_previous_quarter").address
    assert book[address].text == "[c]"


def test_the_page_says_what_cannot_be_compared_and_why(catalogue: Catalogue) -> None:
    held = hold(catalogue, {NOW: 50, PREVIOUS: State.INCOMPLETE, LAST_YEAR: 40, TO_DATE: State.INCOMPLETE})
    assert tuple(map(strip_marks, list_changes(held))) == (
        "change on Q1 2020/21: [i] incomplete",
        "▲ 25% (10) on Q2 2019/20",
        "year to date: [i] incomplete",
    )
    told = Narrator(held)
    assert told.write_changes().endswith(
        "No comparison with Q1 2020/21 can be made: the figure is not known yet, because not every month of it has "
        "been received."
    )
    assert told.write_year_to_date() == (
        "The figure for the year to date, April to September 2020, is not known yet, because not every month of it "
        "has been received."
    )


def test_figures_missing_for_one_reason_are_named_together(catalogue: Catalogue) -> None:
    told = Narrator(hold(catalogue, {NOW: 50})).write_changes()
    assert told == (
        "No comparison with Q1 2020/21 and Q2 2019/20 can be made: the figure is not available, because no records "
        "of it are held."
    )


def test_a_slight_change_reads_as_english(catalogue: Catalogue) -> None:
    counts = {NOW: 7620, PREVIOUS: 7423, LAST_YEAR: 7598, TO_DATE: 15043, TO_DATE_BEFORE: 14601}
    told = Narrator(hold(catalogue, counts)).write_changes()
    assert "a 3% (197) increase on the previous quarter and an increase of less than 0.5% (22) on the same" in told
    writer = make_writer(catalogue, make_values(counts))
    assert write(writer, "thefts | change last_year").startswith("an increase of less than 0.5% (22) on")
