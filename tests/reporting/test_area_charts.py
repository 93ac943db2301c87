"""A measure by area: which areas have a chart, and what is said of those that have none."""

from collections.abc import Mapping

import pytest

from openscrutiny.catalogue.load import Catalogue
from openscrutiny.periods import Month
from openscrutiny.reporting.document.document import Paragraph, SmallCharts, Table
from openscrutiny.reporting.figures.measure_figures import MeasureFigures
from openscrutiny.reporting.pages.area_charts import build_areas
from openscrutiny.series import State
from tests.narrative.desk import load_report, make_writer

MONTHS = 36  # that a chart shows
FIRST = Month.parse("2017-10")

Value = int | State


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load_report(tmp_path_factory.mktemp("area-charts") / "workspace")


def hold(catalogue: Catalogue, areas: Mapping[str, list[Value]]) -> MeasureFigures:
    """The thefts of each area, the last of which is September 2020's; the force has a figure wherever one is stated."""
    values: dict[tuple[str, str, str], int | tuple[int, int] | State] = {}
    for area, told in areas.items():
        for index, value in enumerate(told, start=MONTHS - len(told)):
            month = str(Month(FIRST.index + index))
            values["thefts", area, month] = value
            values["thefts", "force", month] = 50
    writer = make_writer(catalogue, values)
    return MeasureFigures(catalogue, writer.book, writer.maker, writer.messages, catalogue.measures["thefts"])


def suppress(count: int) -> list[Value]:
    return [State.SUPPRESSED] * count


def test_an_area_with_a_third_of_the_months_is_drawn_and_another_is_told_in_words(catalogue: Catalogue) -> None:
    north: list[Value] = [*suppress(24), *range(5, 17)]
    south: list[Value] = [
        *suppress(20),
        State.INCOMPLETE,
        State.NOT_AVAILABLE,
        State.NOT_APPLICABLE,
        *[0] * 2,
        *[7] * 11,
    ]
    [charts] = build_areas(hold(catalogue, {"north": north, "south": south}))
    assert isinstance(charts, SmallCharts)
    assert [name for name, _ in charts.panels] == ["North", "South"]
    assert charts.notes == ()
    [charts] = build_areas(hold(catalogue, {"north": north, "south": [*south[:-3], *suppress(3)]}))
    assert isinstance(charts, SmallCharts)
    assert [name for name, _ in charts.panels] == ["North"]
    [note] = charts.notes
    assert note == (
        "Not drawn, for too few figures by month: of 36 months, 8 are above nought, 2 are nought, 23 are suppressed, "
        "1 is incomplete, 1 is not available and 1 is not applicable in South."
    )
    assert charts.table is not None
    assert [row.cells[0].text for row in charts.table.rows][:2] == ["North", "South"]


def test_where_no_area_has_enough_there_are_words_and_the_table_and_no_frames(catalogue: Catalogue) -> None:
    said, table = build_areas(hold(catalogue, {"north": [0] * 36, "south": suppress(36)}))
    assert isinstance(table, Table)
    assert said == Paragraph(
        "No area has enough figures by month for a chart: of 36 months, all are nought in North; "
        "all are suppressed in South."
    )


def test_a_short_series_is_measured_by_the_months_that_the_force_has(catalogue: Catalogue) -> None:
    [charts] = build_areas(hold(catalogue, {"north": [5, 6, 7], "south": [8, *suppress(2)]}))
    assert isinstance(charts, SmallCharts)
    assert [name for name, _ in charts.panels] == ["North"]
    assert charts.notes[0].endswith("1 is above nought, 2 are suppressed and 33 are not available in South.")
