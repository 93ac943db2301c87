"""An area that came or went: not applicable when it was not there, and tables by area still add up to the force."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from openscrutiny.calculation.calculate import Scope, calculate
from openscrutiny.calculation.disclosure import find_suppressed
from openscrutiny.calculation.engines import connect_engine
from openscrutiny.calculation.reference import calculate_by_hand
from openscrutiny.catalogue.load import Catalogue, load_catalogue
from openscrutiny.organisation import DisclosureRule
from openscrutiny.periods import Grain, Month
from openscrutiny.records.store import Store
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.words.data_issues import list_issues
from openscrutiny.series import Observation, State
from tests.factories import ingest_workspace

# south is an area until July 2019; what carries its name later is outside any area
RECORDS = """
| id | recorded_on | area  | victim | minutes |
|----|-------------|-------|--------|---------|
| 1  | 2019-04-01  | north | ann    | 10      |
| 2  | 2019-07-30  | south | ann    | 30      |
| 3  | 2019-08-05  | south | bob    | 50      |
| 4  | 2019-08-06  | north | cat    | 70      |
| 5  | 2019-09-06  |       | cat    | 90      |
"""
MEASURES = {"all": "", "victims": "statistic: distinct\ncolumn: victim", "median": "statistic: median\ncolumn: minutes"}
FIRST, LAST = Month.parse("2019-04"), Month.parse("2019-09")
ENDS = Month.parse("2019-07")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ingest_workspace(tmp_path_factory.mktemp("areas"), RECORDS, MEASURES)


@pytest.fixture(scope="module")
def catalogue(workspace: Path) -> Catalogue:
    """The definitions as they are after the change; the records were loaded before."""
    found = load_catalogue(workspace)
    areas = tuple(replace(a, ends=ENDS) if a.id == "south" else a for a in found.organisation.areas)
    return replace(found, organisation=replace(found.organisation, areas=areas))


@pytest.fixture(scope="module")
def answers(workspace: Path, catalogue: Catalogue) -> tuple[Observation, ...]:
    with connect_engine() as engine:
        scope = Scope(FIRST, LAST, tuple(Grain))
        return calculate(catalogue, Store(workspace / "store").version(), scope, engine).observations


def test_an_area_that_is_not_there_is_not_applicable(catalogue: Catalogue, answers: tuple[Observation, ...]) -> None:
    calendar = catalogue.organisation.calendar
    south = {(o.measure, calendar.key(o.period)): o for o in answers if o.area == "south"}
    assert south["all", "2019-07"].value == 1
    assert south["all", "2019-06"].value == 0
    for measure in MEASURES:
        assert south[measure, "2019-08"].state is State.NOT_APPLICABLE
    assert south["all", "2019/20-Q2"].value == 1
    assert south["median", "2019/20-Q2"].value == 30


def test_tables_by_area_add_up_to_the_force_in_every_period(answers: tuple[Observation, ...]) -> None:
    parts: dict[object, Decimal] = {}
    for o in answers:
        if o.measure == "all" and o.area != "force":
            parts[o.period] = parts.get(o.period, Decimal(0)) + (o.value or 0)
    assert parts == {o.period: o.value for o in answers if o.measure == "all" and o.area == "force"}


def test_plain_python_says_the_same(workspace: Path, catalogue: Catalogue, answers: tuple[Observation, ...]) -> None:
    assert calculate_by_hand(catalogue, Store(workspace / "store").version(), FIRST, LAST, tuple(Grain)) == answers


def test_the_gate_sees_through_an_area_that_is_not_there(
    catalogue: Catalogue, answers: tuple[Observation, ...]
) -> None:
    rule = (DisclosureRule("crimes", "area", 5),)
    ruled = replace(catalogue, organisation=replace(catalogue.organisation, disclosure=rule))
    august = [o for o in answers if o.measure == "all" and str(o.period.last) == "2019-08" and o.period.length == 1]
    hidden = {area for _, area, _ in find_suppressed(august, ruled)}
    assert hidden == {"north", "outside"}


def test_the_report_says_that_areas_changed(workspace: Path, catalogue: Catalogue) -> None:
    version = Store(workspace / "store").version()
    issues = list_issues(catalogue, version, catalogue.measures.values(), FIRST, LAST, Messages("en-GB"), None)
    told = [(issue, touches) for issue, touches in issues if "South" in issue]
    assert told == [
        (
            "South is no area of its own after July 2019. From then on its figures are not applicable.",
            "every figure by area (comparisons and limits across that month are not like for like)",
        )
    ]
