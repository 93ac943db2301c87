"""Tables on paper: no broken word, number or period, and no column of one word a line."""

import pytest

from openscrutiny.reporting.charts.typeface import measure_text, split_words, wrap_text
from openscrutiny.reporting.document.document import Cell, Row, Table, TableColumn
from openscrutiny.reporting.formats.paper_charts import TEXT_WIDTH
from openscrutiny.reporting.formats.table_fit import GUTTER, fit_table, share_width

RULE = "A figure outside the limits; seven in a row on one side of the mean, or rising, or falling; two of three near"
SIZES = (11, 18, 24)


def make_rules() -> Table:
    """Two columns of words and two of numbers, as in "the rules of this report"."""
    headers = (
        ("Rules", False),
        ("What is marked", False),
        ("Latest point marked by chance", True),
        ("In a year", True),
    )
    columns = tuple(TableColumn(header, number) for header, number in headers)
    title = "Making Data Count, SQL version 2.5 (mdc-sql-2.5)"
    return Table("rules", "Rules", columns, (Row((Cell(title), Cell(RULE), Cell("1%"), Cell("11%"))),) * 3)


def make_season() -> Table:
    """A column for each month of five figures, as in a chart of the months of a year."""
    months = ["Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept"]
    columns = (TableColumn("Year", number=False), *map(TableColumn, months))
    rows = tuple(Row((Cell(f"Year to Sept {year}"), *[Cell("24,800")] * 12)) for year in (2018, 2019, 2020))
    return Table("season", "By month", columns, rows)


def list_lines(table: Table, size: float) -> list[tuple[int, int, float, float]]:
    """Of every cell as set: its column, its lines, its widest word and the width it has."""
    letters, parts = fit_table(table, size, TEXT_WIDTH)
    found = []
    for part in parts:
        widths = share_width(table, part, TEXT_WIDTH / letters)
        for index, width in zip(part, widths, strict=True):
            for text in (row.cells[index].text for row in table.rows):
                widest = max(measure_text(word, 1) for word in split_words(text))
                found.append((index, len(wrap_text(text, 1, width - GUTTER)), widest, width - GUTTER))
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("make", [make_rules, make_season])
def test_no_column_is_narrower_than_its_longest_word_nor_a_ribbon(make, size: float) -> None:  # type: ignore[no-untyped-def]
    for index, lines, widest, width in list_lines(make(), size):
        assert widest <= width
        assert lines <= (6 if index else 4)


@pytest.mark.parametrize("size", SIZES)
def test_a_period_is_not_broken_in_a_header_or_a_label(size: float) -> None:
    labels = [(lines, width) for index, lines, _, width in list_lines(make_season(), size) if index == 0]
    assert all(lines <= 2 and width >= measure_text("Sept 2018", 1) for lines, width in labels)


def test_a_table_that_must_be_parted_is_parted_evenly() -> None:
    _, parts = fit_table(make_season(), 24, TEXT_WIDTH)
    sizes = [len(part) for part in parts]
    assert len(parts) > 1
    assert max(sizes) - min(sizes) <= 1
    assert sorted(index for part in parts for index in part[1:]) == list(range(1, 13))


def test_body_text_goes_a_size_down_where_that_spares_many_lines_and_large_print_never() -> None:
    columns = tuple(TableColumn(name, number=False) for name in ("Measure", "What it counts"))
    narrow = Table("t", "T", columns, (Row((Cell("Burglary"), Cell("crimes"))),) * 5)
    room = TEXT_WIDTH / 9.24 - measure_text("Burglary", 1) - 2 * GUTTER  # on one line at the smaller size alone
    long = " ".join(["ten"] * int((room + 0.2) / measure_text("ten ", 1)))
    wide = Table("t", "T", columns, (Row((Cell("Burglary"), Cell(long))),) * 20)
    at_size = {table: fit_table(table, 11, TEXT_WIDTH)[0] for table in (narrow, wide)}
    assert at_size[narrow] == pytest.approx(9.9)
    assert at_size[wide] < 9.9
    assert fit_table(wide, 24, TEXT_WIDTH)[0] >= 24 * 0.89


def test_what_stays_on_one_line_is_told_by_its_shape_and_not_by_a_list_of_names() -> None:
    said = "In Q2 2020/21, on 14 October 2020 (mdc-sql-2.5), it came to 2,023 and 20,754"
    held = ["Q2 2020/21,", "14 October 2020", "(mdc-sql-2.5),", "2,023"]
    assert [word for word in split_words(said) if word in held] == held
