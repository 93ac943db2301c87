"""The gate: small counts go, and nothing published lets a reader narrow them down by adding and subtracting."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from openscrutiny.calculation.disclosure import Cell, find_suppressed
from openscrutiny.catalogue.load import Catalogue, load_catalogue
from openscrutiny.periods import Grain, Month, Period
from openscrutiny.series import Observation, State
from tests.factories import ORGANISATION, write_workspace

FIRST = Month.parse("2019-04")
AREAS = ("north", "south", "outside")
RULE = ORGANISATION.replace("disclosure: []", "disclosure: [{table: crimes, grain: area, under: 5}]")


TYPES = {
    "all": "numerator: {where: {offence: [theft, fraud]}}",
    "theft": "numerator: {where: {offence: theft}}\npart_of: all",
    "rest": "numerator: {where: {offence: fraud}}\npart_of: all",
}
SHARES = {
    "all": "numerator: {where: {hate: false}}",
    "theft": "numerator: {where: {hate: false, offence: theft}}",
    "share": "statistic: percentage\nnumerator: {where: {hate: false, offence: theft}}\n"
    "denominator: {where: {hate: false}}",
}


def make_catalogue(root: Path, measures: dict[str, str]) -> Catalogue:
    write_workspace(root, "| id |\n| 1 |", measures)
    (root / "organisation.yaml").write_text(RULE)
    return load_catalogue(root)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return make_catalogue(tmp_path_factory.mktemp("gate"), {"all": "", "theft": ""})


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return make_catalogue(tmp_path_factory.mktemp("types"), TYPES)


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return make_catalogue(tmp_path_factory.mktemp("shares"), SHARES)


Counts = dict[str, list[list[int]]]  # of a measure: by area, by month


def list_periods(catalogue: Catalogue, months: int) -> list[Period]:
    calendar, last = catalogue.organisation.calendar, FIRST + (months - 1)
    grains = (Grain.MONTH, Grain.QUARTER, Grain.ROLLING_3)
    periods = [period for grain in grains for period in calendar.periods(grain, FIRST, last)]
    return [*periods, calendar.containing(last, Grain.YEAR_TO_DATE)]


def add_up(counts: list[list[int]], area: str, period: Period) -> int:
    span = slice(period.first.index - FIRST.index, period.last.index - FIRST.index + 1)
    return sum(sum(row[span]) for row, name in zip(counts, AREAS, strict=True) if area in ("force", name))


def publish(catalogue: Catalogue, counts: Counts) -> dict[Cell, Observation]:
    """Every period of the measures by area and for the force; of `share`, the theft among all."""
    cells = {}
    for period in list_periods(catalogue, len(next(iter(counts.values()))[0])):
        for area in ("force", *AREAS):
            values = {name: Decimal(add_up(held, area, period)) for name, held in counts.items()}
            for name, value in values.items():
                cells[name, area, period] = Observation(name, area, period, State.VALUE, value, value)
            if "share" in catalogue.measures and values["all"]:
                share = (values["theft"] * 100 / values["all"], values["theft"], values["all"])
                cells["share", area, period] = Observation("share", area, period, State.VALUE, *share)
    return cells


def read_published(cells: dict[Cell, Observation], hidden: frozenset[Cell]) -> Callable[[Cell], tuple[int, int]]:
    """A reader of all that is not hidden: asked for a cell, the least and the greatest it can be in whole numbers.

    Written apart from the gate: integer programming over one unknown a measure, area and month.
    """
    names = sorted({cell[0] for cell in cells} - {"share"})
    months = sorted({month for _, _, period in cells for month in period.months})
    number = {key: n for n, key in enumerate((n, a, m) for n in names for a in AREAS for m in months)}
    rows: list[np.ndarray] = []
    low: list[float] = []
    high: list[float] = []

    def add(row: np.ndarray, least: float, most: float) -> None:
        rows.append(row)
        low.append(least)
        high.append(most)

    def sum_up(name: str, area: str, period: Period) -> np.ndarray:
        row = np.zeros(len(number))
        places = AREAS if area == "force" else (area,)
        row[[number[name, place, month] for place in places for month in period.months]] = 1
        return row

    for (name, area, period), o in cells.items():
        if (name, area, period) not in hidden:
            told = [("theft", o.numerator), ("all", o.denominator)] if name == "share" else [(name, o.value)]
            for counted, value in told:
                add(sum_up(counted, area, period), float(value or 0), float(value or 0))
    if "theft" in names:  # all is theft and the rest
        for area in AREAS:
            for month in months:
                when = Period(Grain.MONTH, month, month)
                rest = sum_up("rest", area, when) if "rest" in names else 0
                left = sum_up("all", area, when) - sum_up("theft", area, when) - rest
                add(left, 0, 0 if "rest" in names else np.inf)
    known = LinearConstraint(np.array(rows), low, high)

    def find_ends(cell: Cell) -> tuple[int, int]:
        aim = sum_up(*cell)
        settings = {"constraints": known, "integrality": np.ones(len(number)), "bounds": Bounds(0, 999)}
        return round(milp(aim, **settings).fun), round(-milp(-aim, **settings).fun)

    return find_ends


def find_narrowed(catalogue: Catalogue, counts: Counts) -> list[tuple[Cell, tuple[int, int]]]:
    """The small counts that a reader can narrow down, with what is left of them; shown ones among them."""
    cells = publish(catalogue, counts)
    hidden = find_suppressed(cells.values(), catalogue)
    find_ends = read_published(cells, hidden)
    narrowed = []
    for cell, o in cells.items():
        if cell[0] != "share" and cell[1] != "force" and o.value and 0 < o.value < 5:
            low, high = find_ends(cell)
            most = min(4, int(cells[cell[0], "force", cell[2]].value or 0))
            if cell not in hidden or low > (1 if most > 1 else 0) or high < most:
                narrowed.append((cell, (low, high)))
    return narrowed


def monthly(months: int, *sizes: st.SearchStrategy[int]) -> st.SearchStrategy[list[list[int]]]:
    return st.lists(st.lists(st.one_of(*sizes), min_size=months, max_size=months), min_size=3, max_size=3)


FEW, MANY = st.integers(0, 6), st.integers(9, 60)


@settings(max_examples=12, deadline=None)
@given(counts=monthly(6, FEW, MANY))
def test_no_small_count_is_shown_or_can_be_narrowed_down(catalogue: Catalogue, counts: list[list[int]]) -> None:
    assert find_narrowed(catalogue, {"all": counts}) == []


@settings(max_examples=8, deadline=None)
@given(theft=monthly(3, FEW, MANY), rest=monthly(3, FEW, MANY))
def test_nor_through_the_types_of_a_total(types: Catalogue, theft: list[list[int]], rest: list[list[int]]) -> None:
    total = (np.array(theft) + np.array(rest)).tolist()
    assert find_narrowed(types, {"all": total, "theft": theft, "rest": rest}) == []


@settings(max_examples=8, deadline=None)
@given(theft=monthly(3, FEW, MANY), rest=monthly(3, FEW, MANY))
def test_nor_through_a_percentage(shares: Catalogue, theft: list[list[int]], rest: list[list[int]]) -> None:
    total = (np.array(theft) + np.array(rest)).tolist()
    assert find_narrowed(shares, {"all": total, "theft": theft}) == []


def test_what_the_rule_lets_be_published_stays(catalogue: Catalogue) -> None:
    cells = publish(catalogue, {"all": [[1, 0, 0, 2, 3, 1], [0, 0, 1, 1, 0, 0], [0, 1, 0, 0, 4, 30]]})
    assert [cell for cell in find_suppressed(cells.values(), catalogue) if cell[1] == "force"] == []


def test_what_was_hidden_before_stays_hidden(catalogue: Catalogue) -> None:
    cells = publish(catalogue, {"all": [[10, 20, 30, 40, 50, 70]] * 3})
    cell = ("all", "north", catalogue.organisation.calendar.containing(FIRST, Grain.MONTH))
    hidden = find_suppressed(cells.values(), catalogue, hidden_before=[cell])
    assert cell in hidden
    assert find_suppressed(cells.values(), catalogue, hidden_before=hidden) == hidden


def test_nothing_is_hidden_where_nothing_is_small(catalogue: Catalogue) -> None:
    cells = publish(catalogue, {"all": [[10, 20, 30, 40, 0, 7]] * 3})
    assert find_suppressed(cells.values(), catalogue) == frozenset()


def test_a_small_difference_from_the_release_before_is_hidden(catalogue: Catalogue) -> None:
    cells = publish(catalogue, {"all": [[10, 20, 30, 40, 50, 70]] * 3})
    cell = ("all", "north", catalogue.organisation.calendar.containing(FIRST, Grain.MONTH))
    assert cell in find_suppressed(cells.values(), catalogue, {cell: Decimal(8)})
    assert find_suppressed(cells.values(), catalogue, {cell: Decimal(3)}) == frozenset()
    assert find_suppressed(cells.values(), catalogue, {cell: Decimal(10)}) == frozenset()
