"""Ingested, counted and judged by the program itself, the example gives every printed cell."""

from pathlib import Path

import pytest

from openscrutiny.analysis.comparison import Change
from openscrutiny.calculation.calculate import Scope, calculate
from openscrutiny.calculation.engines import connect_engine
from openscrutiny.catalogue.load import Catalogue, load_catalogue
from openscrutiny.organisation import OUTSIDE
from openscrutiny.periods import Grain, Month
from openscrutiny.records.example_data import BAD_CRIMES, BAD_INCIDENTS
from openscrutiny.records.example_extracts import SAID_TWICE
from openscrutiny.records.ingest import LoadReport
from openscrutiny.records.store import Store
from openscrutiny.reporting.judging.assessment import Assessment, Observations, assess
from openscrutiny.rounding import round_half_away
from tests.conftest import Example
from tests.example.printed import Cells, Printed, differences, read_printed_tables

pytestmark = pytest.mark.xdist_group("example")  # one worker, so that it is ingested once

PRINTED = read_printed_tables()
QUARTER = "2020/21-Q2"


@pytest.fixture(scope="module")
def workspace(example: Example) -> Path:
    return example.root


@pytest.fixture(scope="module")
def loads(example: Example) -> dict[str, LoadReport]:
    return {Path(load.file).name: load for load in example.loads}


@pytest.fixture(scope="module")
def catalogue(workspace: Path) -> Catalogue:
    return load_catalogue(workspace)


@pytest.fixture(scope="module")
def held(workspace: Path, catalogue: Catalogue, loads: dict[str, LoadReport]) -> Observations:
    assert loads
    scope = Scope(Month.of(2019, 4), Month.of(2020, 9), (Grain.QUARTER, Grain.YEAR_TO_DATE))
    chosen = [catalogue.measures[row.id] for row in PRINTED]
    with connect_engine("duckdb") as engine:
        return Observations(
            calculate(catalogue, Store(workspace / "store").version(), scope, engine, chosen).observations
        )


@pytest.mark.parametrize("row", PRINTED, ids=str)
def test_the_report_gives_every_printed_cell(row: Printed, catalogue: Catalogue, held: Observations) -> None:
    calendar = catalogue.organisation.calendar
    judged = assess(catalogue.measures[row.id], "force", calendar.parse(QUARTER), held, calendar)
    assert differences(_cells(judged), row.cells) == {}


@pytest.mark.parametrize("row", PRINTED, ids=str)
def test_areas_and_outside_add_up_to_the_force(row: Printed, catalogue: Catalogue, held: Observations) -> None:
    quarter = catalogue.organisation.calendar.parse(QUARTER)
    areas = [area.id for area in catalogue.organisation.areas] + [OUTSIDE]
    assert sum(held.at(row.id, area, quarter).value or 0 for area in areas) == row.cells["now"]


def test_bad_and_repeated_rows_are_kept_apart_and_counted(loads: dict[str, LoadReport]) -> None:
    counted = {name: (load.rejected, load.duplicates) for name, load in loads.items()}
    assert {name: counts for name, counts in counted.items() if counts != (0, 0) or "_20" not in name} == {
        "crimes.csv.gz": (len(BAD_CRIMES), SAID_TWICE),
        "incidents.csv.gz": (len(BAD_INCIDENTS), SAID_TWICE),
        "casualties.csv.gz": (0, 0),
        "disruptions.csv.gz": (0, 0),
        "missing_persons.csv.gz": (0, 0),
    }


def test_the_last_quarter_is_provisional_and_the_one_before_is_not(catalogue: Catalogue, held: Observations) -> None:
    calendar = catalogue.organisation.calendar
    for row in PRINTED:
        assert held.at(row.id, "force", calendar.parse(QUARTER)).provisional, row.id
        assert not held.at(row.id, "force", calendar.parse("2020/21-Q1")).provisional, row.id


def test_limits_of_the_exploitation_marker_carry_the_break(catalogue: Catalogue, held: Observations) -> None:
    calendar = catalogue.organisation.calendar
    judged = assess(catalogue.measures["child_sexual_exploitation"], "force", calendar.parse(QUARTER), held, calendar)
    assert len(judged.latest.breaks) == len(judged.last_year.breaks) == 1
    assert judged.previous.breaks == ()


def _cells(judged: Assessment) -> Cells:
    limits, change = judged.latest.limits, judged.year_to_date_change.change
    assert limits is not None
    assert isinstance(change, Change)
    assert change.percentage is not None
    return {
        "upper": int(round_half_away(limits.upper)),
        "lower": int(round_half_away(limits.lower)),
        "now": int(judged.latest.now.value or 0),
        "last_year": int(judged.last_year.before.value or 0),
        "change": int(round_half_away(change.percentage)),
    }
