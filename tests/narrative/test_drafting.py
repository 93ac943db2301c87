"""What a draft proposes: the exceptional, in sentences that are true of it."""

import pytest

from openscrutiny.catalogue.load import Catalogue
from openscrutiny.reporting.authoring.drafting import Drafter
from tests.narrative.desk import LAST_YEAR, NOW, PREVIOUS, Values, load_report, make_writer

YEAR = {("thefts", "force", f"2019/20-Q{n}"): count for n, count in ((1, 459), (2, 470), (3, 465), (4, 462))}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load_report(tmp_path_factory.mktemp("desk") / "workspace")


def draft(catalogue: Catalogue, values: Values, section: str) -> str:
    return Drafter(make_writer(catalogue, values), catalogue.packs["report"]).draft(section)


def test_where_nothing_can_be_judged_the_draft_does_not_say_that_nothing_stands_out(catalogue: Catalogue) -> None:
    values = {("thefts", "force", NOW): 100, ("thefts", "force", PREVIOUS): 100}
    assert "No measure can be judged yet" in draft(catalogue, values, "introduction")
    assert "No measure lies outside its usual range." in draft(
        catalogue, YEAR | {("thefts", "force", NOW): 463}, "introduction"
    )


def test_changes_beside_signals_are_called_other_changes(catalogue: Catalogue) -> None:
    values = YEAR | {("thefts", "force", NOW): 900}
    values |= {("crimes", "force", NOW): 500, ("crimes", "force", LAST_YEAR): 400}
    said = draft(catalogue, values, "introduction")
    assert "- {{ thefts | position }}" in said
    assert "## Other large changes on the same quarter last year\n\n- {{ crimes | compare last_year }}" in said


@pytest.mark.parametrize(("count", "proposed"), [(111, True), (109, False)])
def test_areas_are_proposed_where_one_moved_by_a_tenth(catalogue: Catalogue, count: int, proposed: bool) -> None:
    values = {("thefts", area, when): 100 for area in ("north", "south") for when in (NOW, LAST_YEAR)}
    values |= {("thefts", "force", when): 200 for when in (NOW, LAST_YEAR)} | {("thefts", "north", NOW): count}
    assert ("{{ thefts | areas last_year }}" in draft(catalogue, values, "measures/thefts")) == proposed
