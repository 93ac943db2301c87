"""Tables as text holds them: single spaces, pipes, tabs, marks in place of figures and marks beside them."""

import pytest

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Verdict

ROWS = (
    ("Depot", "2021/22", "2022/23", "Change", "% change"),
    ("Ashford Road", "1,480", "1,554", "+74", "+5.0%"),
    ("Mill Lane", "612", "655", "+43", "+7.0%"),
    ("Quayside", "2,204", "2,071", "-133", "-6.0%"),
    ("West Park", "930", "1,023", "+93", "+10.0%"),
    ("Total", "5,226", "5,303", "+77", "+1.5%"),
)
LAYOUTS = {
    "single spaces": lambda rows: "\n".join(" ".join(row) for row in rows),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "pipes": lambda rows: "\n".join(
        ["| " + " | ".join(rows[0]) + " |", "|---" * 5 + "|", *("| " + " | ".join(r) + " |" for r in rows[1:])]
    ),
    "pipes on one line": lambda rows: " ".join(
        ["| " + " | ".join(rows[0]) + " |", "|---" * 5 + "|", *("| " + " | ".join(r) + " |" for r in rows[1:])]
    ),
    "pipes between": lambda rows: "\n".join([" | ".join(row) for row in rows]),
    "columns": lambda rows: "\n".join("".join(f"{cell:<16}" for cell in row) for row in rows),
    "one cell a line": lambda rows: "\n".join(cell for row in rows for cell in row),
    "one cell a line, blank lines between": lambda rows: "\n\n".join(cell for row in rows for cell in row),
    "one cell a line, pipes between": lambda rows: "\n|\n".join(cell for row in rows for cell in row),
    "one cell a line, heading on one": lambda rows: "\n\n".join(
        [" ".join(rows[0]), *(cell for row in rows[1:] for cell in row)]
    ),
    "bold total": lambda rows: "\n".join(
        "| " + " | ".join(f"**{cell}**" if row[0] == "Total" else cell for cell in row) + " |" for row in rows
    ),
}


def judge(table: str) -> list[tuple[str, str]]:
    text = f"Calls by depot\n\n{table}\n\nThe position is reported each year.\n"
    document = Document.of(text)
    report = check_document(document)
    for judgement in report.judgements:
        for place in judgement.places:
            assert place.quote in document.lines[place.line - 1].text
    return [(j.places[0].quote.strip("*"), j.should_be) for j in report.of(Verdict.WRONG)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_true_table_is_read_and_has_nothing_wrong(layout: str) -> None:
    table = LAYOUTS[layout](ROWS)
    assert judge(table) == []
    assert check_document(Document.of(table)).checked >= 10


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("row", "column", "printed"), [(2, 3, "+34"), (4, 4, "+15.0%"), (5, 1, "5,262")])
def test_a_wrong_figure_is_found_in_every_layout(layout: str, row: int, column: int, printed: str) -> None:
    rows = [list(cells) for cells in ROWS]
    rows[row][column] = printed
    assert [quote for quote, _ in judge(LAYOUTS[layout](rows))] == [printed]


@pytest.mark.parametrize(
    "text",
    [
        "Calls rose in each of the years to 2023 1,204 and\nthen in the months from May 2022 100 120\nthe service took more than 130 140.\n",
        "Contents\nIntroduction 3\nFindings 5\nNext steps 9\n",
        "Age 2021 2022 All\nUnder 18 40 52 92\n18 to 24 31 30 61\n25 and over 70 81 151\nAll ages 141 163 304\n",
        "Unit 2021 2022 2023\nPatrol 40 52\nCustody 31 30 28\nRoads 70 81 90\nTotal 141 163 304\n",  # a figure is missing: no columns are known
    ],
    ids=["prose", "contents", "ages", "ragged"],
)
def test_what_is_no_plain_table_is_left_alone(text: str) -> None:
    assert judge(text) == []


@pytest.mark.parametrize("mark", ["*", "<5", "[c]", "..", "n/a", "-", "–", "x"])
def test_a_total_over_parts_kept_back_is_not_called_wrong(mark: str) -> None:
    parts = ["Quay\t14", f"Mill\t{mark}", "Park\t22", "Dale\t31", f"Shore\t{mark}"]
    assert judge("\n".join(["Depot\tNumber", *parts, "Total\t73"])) == []


def test_a_total_below_the_parts_that_are_given_is_wrong_even_where_others_are_kept_back() -> None:
    assert [q for q, _ in judge("Depot\tNumber\nQuay\t14\nMill\t*\nPark\t22\nDale\t31\nTotal\t61")] == ["61"]
    assert [q for q, _ in judge("Depot\tNumber\nQuay\t14\nMill\t<5\nPark\t22\nDale\t31\nTotal\t79")] == ["79"]


@pytest.mark.parametrize("mark", ["[1]", "[r]", "(r)", "(p)", "*", "†", "²", "[2,3]"])
def test_marks_beside_a_figure_are_not_part_of_it(mark: str) -> None:
    table = "Depot\tNumber\nQuay\t14{0}\nMill\t9\nPark\t22\nTotal\t{1}{0}"
    assert judge(table.format(mark, 45)) == []
    assert [q for q, _ in judge(table.format(mark, 54))] == [f"54{mark}".strip("*")]


def test_a_minus_behind_its_figure_and_brackets_are_negative() -> None:
    table = "Heading\tBudget\tSpent\tVariance\nPay\t500\t450\t50-\nFuel\t80\t95\t15\nRent\t60\t52\t(8)\nIT\t40\t46\t6\nTotal\t680\t643\t{}"
    assert judge(table.format("37-")) == []
    assert [q for q, _ in judge(table.format("73-"))] == ["73-"]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("The aim of 1,200 was missed.", []),
        ("The target for the year was 1,200.", []),
        ("Aim not met in 2023: 1,205 against 1,200.", []),
        ("It stood within its usual range (limits 1,100 to 1,200).", []),
        ("In 2023 there were 1,200 of them.", ["1,200"]),
        ("The target of 1,100 was missed: there were 1,200.", ["1,200"]),
    ],
)
def test_an_aim_or_limit_is_no_quotation_of_a_row(said: str, wrong: list[str]) -> None:
    text = f"Offence\t2021\t2022\t2023\nBurglary\t1,310\t1,260\t1,205\nRobbery\t310\t260\t205\n\nBurglary was 1,310 in 2021 and 1,260 in 2022. {said}\n"
    report = check_document(Document.of(text))
    assert [judgement.places[0].quote for judgement in report.of(Verdict.WRONG)] == wrong


def test_a_column_of_references_to_notes_and_rows_without_a_name_are_read_in_print() -> None:
    rows = [
        "Income Restricted Other Total Notes", "Gifts 13,377 186,384 199,761 2", "Trade: goods and services 3,788 _ 3,788 3a", "Grants _ 29,678 29,678 10b",
        "17,165 216,062 233,227", "Rents 1,204 310 1,514 4", "Interest 88 12 100 5", "1,292 322 1,614", "Total 18,457 216,384 234,841",
    ]  # fmt: skip
    assert judge("\n".join(rows)) == []
    assert judge("\n".join(rows).replace("216,062 233,227", "216,062 223,227")) == [("223,227", "233,227")]
    assert judge("\n".join(rows).replace("_ 29,678 29,678", "_ 29,678 26,978")) == [("26,978", "29,678")]


def test_a_budget_in_print_with_units_after_years_and_rows_without_a_percentage_is_read() -> None:
    rows = [
        "Service 2023/24 Base £000 2024/25 Proposed £000 Change £000 Change %", "Adults 168,412 176,950 8,538 5.1%", "Roads 44,190 43,262 (928) (2.1%)",
        "Parks 7,905 7,540 (365) (4.6%)", "Schools 31,254 30,877 (377) (1.2%)", "Waste 38,705 40,016 1,311 3.4%", "290,466 298,645 8,179 2.8%",
        "Financing 24,310 25,105 795", "Reserves (5,200) (2,750) 2,450", "Net budget 309,576 321,000 11,424 3.7%",
    ]  # fmt: skip
    text = "\n".join(rows)
    assert judge(text) == []
    assert judge(text.replace("(365)", "(356)")) == [("(356)", "(365)")]
    assert judge(text.replace("3.4%", "3.9%")) == [("3.9%", "3.4%")]
    assert judge(text.replace("2,450", "2,540")) == [("2,540", "2,450")]
