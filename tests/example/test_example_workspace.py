"""The example workspace is without fault, and says of itself what it is."""

from pathlib import Path

import pytest

from openscrutiny.catalogue.addition import check_addable, find_parts
from openscrutiny.catalogue.load import Catalogue, load_catalogue
from openscrutiny.errors import CalculationError
from openscrutiny.records.example_cells import TYPES
from tests.example.printed import read_printed_tables

EXAMPLE = Path(__file__).parents[2] / "examples" / "west_mercia"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(EXAMPLE)


def test_every_printed_row_has_a_measure(catalogue: Catalogue) -> None:
    assert {row.id for row in read_printed_tables()} <= set(catalogue.measures)


def test_the_report_shows_the_all_crime_table_in_the_printed_order(catalogue: Catalogue) -> None:
    shown = [measure for group in catalogue.packs["performance-report"].table_groups for measure in group]
    assert shown == [row.id for row in read_printed_tables()][: len(shown)]
    assert len(shown) == 23


def test_the_types_and_nothing_else_add_up_to_the_total(catalogue: Catalogue) -> None:
    parts = find_parts(catalogue.measures, "total_recorded_crime")
    assert {part.id for part in parts} == {row.id for row in TYPES}
    check_addable(parts)
    with pytest.raises(CalculationError, match="'hate_crime' overlaps others"):
        check_addable((*parts, catalogue.measures["hate_crime"]))


def test_the_scorecard_has_five_perspectives_and_ten_objectives(catalogue: Catalogue) -> None:
    scorecard = catalogue.organisation.scorecard
    assert (len(scorecard), len(catalogue.organisation.objectives)) == (5, 10)


def test_the_population_of_the_areas_adds_up_to_the_force(catalogue: Catalogue) -> None:
    organisation = catalogue.organisation
    for year in (2017, 2018, 2019):
        assert sum(area.population_in(year) or 0 for area in organisation.areas) == organisation.force.population_in(
            year
        )


def test_every_table_has_an_extract_and_small_counts_of_areas_are_protected(catalogue: Catalogue) -> None:
    assert {source.table for source in catalogue.sources.values()} == set(catalogue.tables)
    for table in catalogue.tables:
        assert catalogue.organisation.smallest_published(table, "force") == 0
        assert catalogue.organisation.smallest_published(table, "area") == 5


def test_the_change_of_the_exploitation_marker_is_a_break(catalogue: Catalogue) -> None:
    (changed,) = catalogue.measures["child_sexual_exploitation"].breaks
    assert (changed.day.year, changed.day.month) == (2019, 12)


def test_it_says_that_its_records_are_synthetic(catalogue: Catalogue) -> None:
    assert "synthetic" in catalogue.organisation.notice
    assert "synthetic" in catalogue.packs["performance-report"].marking
    assert "synthetic" in "".join((EXAMPLE / "README.md").read_text(encoding="utf-8").splitlines()[:3])
