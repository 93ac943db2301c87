"""The gate: small counts go, and nothing published lets them be worked out by adding and subtracting."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openscrutiny.calculation.disclosure import Cell, find_sums, find_suppressed
from openscrutiny.catalogue.load import Catalogue, load_catalogue
from openscrutiny.periods import Grain, Month
from openscrutiny.series import Observation, State
from tests.factories import ORGANISATION, write_workspace

FIRST = Month.parse("2019-04")
AREAS = ("north", "south", "outside")
RULE = ORGANISATION.replace("disclosure: []", "disclosure: [{table: crimes, grain: area, under: 5}]")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    root: Path = write_workspace(tmp_path_factory.mktemp("gate"), "| id |\n| 1 |", {"all": "", "theft": ""})
    (root / "organisation.yaml").write_text(RULE)
    return load_catalogue(root)


def publish(catalogue: Catalogue, counts: list[list[int]]) -> dict[Cell, Observation]:
    """Months, quarters and year to date of one measure by area and for the force, from monthly counts by area."""
    calendar = catalogue.organisation.calendar
    last = FIRST + (len(counts[0]) - 1)
    periods = [*calendar.periods(Grain.MONTH, FIRST, last), *calendar.periods(Grain.QUARTER, FIRST, last)]
    periods.append(calendar.containing(last, Grain.YEAR_TO_DATE))
    cells = {}
    for period in periods:
        span = slice(period.first.index - FIRST.index, period.last.index - FIRST.index + 1)
        by_area = {area: sum(counts[n][span]) for n, area in enumerate(AREAS)}
        for area, count in {**by_area, "force": sum(by_area.values())}.items():
            value = Decimal(count)
            cells["all", area, period] = Observation("all", area, period, State.VALUE, value, value)
    return cells


def find_exposed(catalogue: Catalogue, cells: dict[Cell, Observation], hidden: frozenset[Cell]) -> list[Cell]:
    """Hidden cells that the published ones and their sums determine: unit vectors in the row space of the sums."""
    columns = {cell: n for n, cell in enumerate(sorted(hidden))}
    rows = []
    for each in find_sums(cells, catalogue):
        row = np.zeros(len(columns))
        for cell, factor in [(each.total, -1.0), *((part, 1.0) for part in each.parts)]:
            if cell in columns:
                row[columns[cell]] += factor
        rows.append(row)
    matrix = np.array(rows)
    rank = np.linalg.matrix_rank(matrix)
    return [
        cell
        for cell, n in columns.items()
        if np.linalg.matrix_rank(np.vstack([matrix, np.eye(len(columns))[n]])) == rank
    ]


@settings(max_examples=60, deadline=None)
@given(
    counts=st.lists(
        st.lists(st.one_of(st.integers(0, 6), st.integers(20, 90)), min_size=6, max_size=6), min_size=3, max_size=3
    )
)
def test_no_small_count_is_shown_or_can_be_subtracted(catalogue: Catalogue, counts: list[list[int]]) -> None:
    cells = publish(catalogue, counts)
    hidden = find_suppressed(cells.values(), catalogue)
    small = {cell for cell, o in cells.items() if cell[1] != "force" and o.value and 0 < o.value < 5}
    assert small <= hidden
    assert [cell for cell in find_exposed(catalogue, cells, hidden) if cell in small] == []


def test_nothing_is_hidden_where_nothing_is_small(catalogue: Catalogue) -> None:
    cells = publish(catalogue, [[10, 20, 30, 40, 0, 7]] * 3)
    assert find_suppressed(cells.values(), catalogue) == frozenset()


def test_a_small_difference_from_the_release_before_is_hidden(catalogue: Catalogue) -> None:
    cells = publish(catalogue, [[10, 20, 30, 40, 50, 70]] * 3)
    cell = ("all", "north", catalogue.organisation.calendar.containing(FIRST, Grain.MONTH))
    assert cell in find_suppressed(cells.values(), catalogue, {cell: Decimal(8)})
    assert find_suppressed(cells.values(), catalogue, {cell: Decimal(3)}) == frozenset()
    assert find_suppressed(cells.values(), catalogue, {cell: Decimal(10)}) == frozenset()
