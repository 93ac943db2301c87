"""The commands on awkward files: every profile and chart type, gaps, errors named with line and mend."""

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from openscrutiny.analysis.attribute_charts import CHART_TYPES
from openscrutiny.analysis.profiles import PROFILES
from openscrutiny.cli.backtest import backtest
from openscrutiny.cli.compare import compare
from openscrutiny.cli.spc import ICON_COLUMNS, POINT_COLUMNS, YEAR_COLUMNS, spc

from .conftest import read_rows

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "spc.md"


def write_awkward(path: Path) -> None:
    """Series of one point, none at all, a constant, gaps at the start, inside and at the end."""
    rows = ["series_id,date,y", "one,2020-01-01,5", "none,2020-01-01,", "none,2020-02-01,[c]"]
    rows += [f"constant,2020-{month:02d},0.1" for month in range(1, 13)]
    rows += [
        f"gaps,{2019 + (at > 11)}-{at % 12 + 1:02d}-01,{'' if at in (0, 9, 23) else 10 + at % 5}" for at in range(24)
    ]
    path.write_text("\n".join(rows) + "\n", "utf-8")


def invoke(command: object, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])  # type: ignore[arg-type]


@pytest.mark.parametrize("profile", list(PROFILES))
def test_every_profile_takes_every_awkward_series(profile: str, tmp_path: Path) -> None:
    write_awkward(tmp_path / "in.csv")
    result = invoke(spc, tmp_path / "in.csv", "--profile", profile, "--target", 11, "--direction", "up",
                    "--output", tmp_path / "out.csv", "--icons", tmp_path / "icons.csv",
                    "--chart", tmp_path / "charts")  # fmt: skip
    assert result.exit_code == 0, result.output
    rows = read_rows(tmp_path / "out.csv")
    assert len(rows) == 1 + 2 + 12 + 24
    columns = YEAR_COLUMNS if profile == "police-fy-2sd" else POINT_COLUMNS
    assert tuple(rows[0])[: len(columns)] == columns
    icons = read_rows(tmp_path / "icons.csv")
    assert tuple(icons[0]) == ICON_COLUMNS
    assert {row["series_id"]: row["variation"] for row in icons}["none"] == ""
    assert len(list((tmp_path / "charts").glob("*.svg"))) == 4
    assert len(list((tmp_path / "charts").glob("*.csv"))) == 4
    constant = [row for row in rows if row["series_id"] == "constant"]
    assert {row.get("variation", "Common Cause") for row in constant} == {"Common Cause"}


def test_an_empty_y_is_a_ghost_with_the_limits_of_its_partition(tmp_path: Path) -> None:
    write_awkward(tmp_path / "in.csv")
    invoke(spc, tmp_path / "in.csv", "--profile", "mdc-sql-2.5", "--output", tmp_path / "out.csv")
    gap = [row for row in read_rows(tmp_path / "out.csv") if row["series_id"] == "gaps"][9]
    assert (gap["y"], gap["ghost"]) == ("", "1")
    assert gap["upper"] != ""


def test_a_row_s_own_target_overrides_the_option(tmp_path: Path) -> None:
    lines = ["series_id,date,y,target"] + [f"a,2020-{month:02d},{10 + month % 2},5" for month in range(1, 13)]
    (tmp_path / "in.csv").write_text("\n".join(lines), "utf-8")
    invoke(spc, tmp_path / "in.csv", "--profile", "mdc-2024", "--direction", "up", "--target", "99",
           "--output", tmp_path / "out.csv", "--icons", tmp_path / "icons.csv")  # fmt: skip
    assert read_rows(tmp_path / "icons.csv") == [
        {"series_id": "a", "direction": "Up", "target": "5.0", "variation": "Common Cause", "assurance": "Pass"}
    ]


@pytest.mark.parametrize("chart", CHART_TYPES)
def test_every_chart_type_from_numerators_and_denominators(chart: str, tmp_path: Path) -> None:
    lines = ["series_id,date,numerator,denominator"]
    lines += [f"a,2020-{month:02d},{20 + month * 7 % 5},{100 + month}" for month in range(1, 13)]
    (tmp_path / "in.csv").write_text("\n".join(lines), "utf-8")
    result = invoke(spc, tmp_path / "in.csv", "--profile", "mdc-2024", "--chart-type", chart,
                    "--output", tmp_path / "out.csv")  # fmt: skip
    assert result.exit_code == 0, result.output
    assert len(read_rows(tmp_path / "out.csv")) == 12


def test_every_fault_is_named_with_its_line_at_once(tmp_path: Path) -> None:
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    cells = ["a,2020-13-01,5,0", "a,2020-02-01,five,0", "a,2020-02-01,6,0", "a,01/03/2020,7,0", "a,2020-04-01x,8,0",
             "a,2020-05-01,1e999,0", "a,2020-06-01,1_0,0", ",2020-07-01,9,0", "a,2020-08-01,9,maybe",
             "a,2020-09-01,1,234,0", "a,2020-10-01,1e200,0"]  # fmt: skip
    path.write_text("\n".join(["series_id,date,y,ghost", *cells]) + "\n", "utf-8-sig")
    result = invoke(spc, path, "--profile", "we", "--output", out)
    assert result.exit_code == 1
    for line in range(2, 13):
        assert f"in.csv:{line}:" in result.output
    assert list(tmp_path.iterdir()) == [path]
    path.write_text("series,date,y,y\n", "utf-8")
    told = invoke(spc, path, "--profile", "we", "--output", out).output
    assert "series_id: no such column" in told
    assert "y: given twice" in told
    path.write_text("", "utf-8")
    assert "series_id" in invoke(spc, path, "--profile", "we", "--output", out).output
    path.write_bytes(b"series_id,date,y\n\xff\xfe,2020-01-01,1\n")
    assert "UTF-8" in invoke(spc, path, "--profile", "we", "--output", out).output


def test_a_month_without_a_numerator_is_missing_though_its_denominator_is_known(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("series_id,date,numerator,denominator\na,2020-01,5,10\na,2020-02,,12\n", "utf-8")
    for chart in ("p", "up", "xmr"):
        result = invoke(spc, tmp_path / "in.csv", "--profile", "mdc-2024", "--chart-type", chart,
                        "--output", tmp_path / "out.csv")  # fmt: skip
        assert result.exit_code == 0, result.output
        missing = read_rows(tmp_path / "out.csv")[1]
        assert (missing["y"], missing["ghost"], missing["mean"]) == ("", "1", "0.5")


@pytest.mark.parametrize("target", ["nan", "inf", "many"])
def test_a_target_is_a_number(target: str, tmp_path: Path) -> None:
    write_awkward(tmp_path / "in.csv")
    result = invoke(spc, tmp_path / "in.csv", "--profile", "we", "--target", target, "--output", tmp_path / "out.csv")
    assert result.exit_code == 2
    assert not (tmp_path / "out.csv").exists()


def test_what_a_chart_type_cannot_show_is_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    rows = ["a,2020-01-01,5,4", "a,2020-02-01,5,", "a,2020-03-01,-1,9", "a,2020-04-01,1,-3", "a,2020-05-01,,"]
    path.write_text("\n".join(["series_id,date,numerator,denominator", *rows]), "utf-8")
    result = invoke(spc, path, "--profile", "we", "--chart-type", "p", "--output", tmp_path / "out.csv")
    assert [line.split("in.csv:")[1][:2] for line in result.output.splitlines()] == ["2:", "3:", "4:", "5:"]
    path.write_text("series_id,date,y\na,2020-01-01,-5\n", "utf-8")
    assert (
        "in.csv:2: y: -5 is negative"
        in invoke(spc, path, "--profile", "we", "--chart-type", "c", "--output", tmp_path / "out.csv").output
    )


def test_an_empty_file_and_unsorted_rows_are_taken(tmp_path: Path) -> None:
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_text("series_id,date,y\n", "utf-8")
    assert invoke(spc, path, "--profile", "nelson", "--output", out, "--icons", tmp_path / "i.csv").exit_code == 0
    assert read_rows(out) == []
    path.write_text("series_id, date ,y\r\nb,2020-03,3\r\n\r\nb,2020-01,1\r\n", "utf-8-sig")
    assert invoke(spc, path, "--profile", "nelson", "--output", out).exit_code == 0
    assert [(row["date"], row["y"]) for row in read_rows(out)] == [("2020-01", "1.0"), ("2020-03", "3.0")]
    assert "cannot be written" in invoke(spc, path, "--profile", "nelson", "--output", tmp_path / "no" / "o.csv").output


def test_charts_refuse_limits_without_a_basis_and_say_what_the_rest_are_worth(tmp_path: Path) -> None:
    write_awkward(tmp_path / "in.csv")
    invoke(spc, tmp_path / "in.csv", "--profile", "police-fy-2sd", "--output", tmp_path / "out.csv",
           "--chart", tmp_path / "charts")  # fmt: skip
    one, none, constant, gaps = (path.read_text("utf-8") for path in sorted((tmp_path / "charts").glob("*.svg")))
    assert "run chart about the median" in one
    assert "upper limit" not in one
    assert "No values yet" in none
    assert "No variation" in constant
    assert "upper limit" in gaps
    assert "chance alone would mark 8% of latest points" in gaps
    assert gaps.startswith("<svg")
    assert "<title id" in gaps
    assert "<desc id" in gaps
    data = read_rows(tmp_path / "charts" / "0004-gaps.csv")
    assert (data[0]["y"], data[0]["upper"], data[23]["ghost"]) == ("", "", "1")
    assert (data[12]["upper"], data[16]["upper"] != "") == ("", True)  # two months behind the one, eleven the other


def test_signals_without_a_side_are_neither_wherever_they_are_told(tmp_path: Path) -> None:
    rows = [f"a,{2019 + at // 12}-{at % 12 + 1:02d},{10 + at % 2 * 5}" for at in range(24)]  # Nelson's rule 4
    (tmp_path / "in.csv").write_text("\n".join(["series_id,date,y", *rows]), "utf-8")
    invoke(spc, tmp_path / "in.csv", "--profile", "nelson", "--direction", "up", "--output", tmp_path / "out.csv",
           "--icons", tmp_path / "icons.csv")  # fmt: skip
    last = read_rows(tmp_path / "out.csv")[-1]
    assert (last["variation"], last["signals"]) == ("Neither", "4 7")
    assert read_rows(tmp_path / "icons.csv")[0]["variation"] == "Neither"


def test_compare_names_rows_that_cannot_be_compared(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("case_id,x1,n1,x2,n2\na,5,4,1,9\nb,1,0,1,9\nc,x,1,1,1\n", "utf-8")
    result = invoke(compare, "--proportions", path, "--output", tmp_path / "out.csv")
    assert result.exit_code == 1
    assert all(f"in.csv:{line}:" in result.output for line in (2, 3, 4))
    assert invoke(compare, "--output", tmp_path / "out.csv").exit_code == 2


@pytest.mark.parametrize("command", [spc, compare, backtest], ids=lambda command: command.name)
def test_every_option_has_a_heading_in_the_reference(command: click.Command) -> None:
    page = REFERENCE.read_text("utf-8")
    part = page.split(f"## Options of `{command.name}`\n")[1].split("\n# ")[0]
    headings = {line.removeprefix("### ").strip("`") for line in part.splitlines() if line.startswith("### ")}
    assert headings == {option.opts[0] for option in command.params if isinstance(option, click.Option)}
    if command is spc:
        assert all(f"`{name}`" in part for name in (*PROFILES, *CHART_TYPES, *POINT_COLUMNS[-1:], *ICON_COLUMNS[-1:]))


def test_backtest_prints_every_method(tmp_path: Path) -> None:
    lines = ["series_id,date,y"]
    lines += [f"a,{2010 + at // 4}-{at % 4 * 3 + 1:02d},{100 + at % 4 * 10 + at * 13 % 7}" for at in range(24)]
    (tmp_path / "in.csv").write_text("\n".join(lines), "utf-8")
    result = invoke(backtest, tmp_path / "in.csv", "--periods-a-year", "4", "--origins", "1")
    assert result.exit_code == 0, result.output
    assert "sum of the periods ahead, quasi-Poisson" in result.output
    assert [line.split("  ")[0] for line in result.output.splitlines()[2:6]] == [
        "quasi-Poisson", "seasonal naive", "ETS(A,Ad,A)", "AutoETS"]  # fmt: skip


@pytest.mark.parametrize("chart", ["g", "t"])
def test_days_between_rare_events_come_from_their_dates(chart: str, tmp_path: Path) -> None:
    days = ["2020-03-01", "2020-01-11", "2020-01-01", "2020-03-01", "2020-12-31"]
    (tmp_path / "in.csv").write_text("series_id,date\n" + "".join(f"a,{day}\n" for day in days), "utf-8")
    result = invoke(spc, tmp_path / "in.csv", "--profile", "mdc-2024", "--chart-type", chart,
                    "--output", tmp_path / "out.csv")  # fmt: skip
    assert result.exit_code == 0, result.output
    rows = read_rows(tmp_path / "out.csv")
    assert [row["y"] for row in rows] == ["", "10.0", "50.0", "0.0", "305.0"]
    assert [row["ghost"] for row in rows] == ["1", "0", "0", "0", "0"]
    assert float(rows[0]["upper"]) > 305


def test_dates_alone_make_no_other_chart_and_an_event_has_a_day(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("series_id,date\na,2020-01-01\na,2020-02\n", "utf-8")
    told = invoke(spc, tmp_path / "in.csv", "--profile", "mdc-2024", "--output", tmp_path / "out.csv").output
    assert "in.csv:1: y: no such column." in told
    told = invoke(spc, tmp_path / "in.csv", "--profile", "mdc-2024", "--chart-type", "t",
                  "--output", tmp_path / "out.csv").output  # fmt: skip
    assert "in.csv:3: date: '2020-02' is a month. Write the day of the event" in told


def test_a_row_with_a_cell_too_few_is_no_missing_month(tmp_path: Path) -> None:
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_text("series_id,date,y\na,2020-01\na,2020-02,\na\na,2020-04,1,2\nb,2020-05,x\n", "utf-8")
    result = invoke(spc, path, "--profile", "we", "--output", out)
    assert result.exit_code == 1
    assert [line.split("in.csv:")[1] for line in result.output.splitlines()] == [
        "2: 2 cells for 3 columns. An empty cell keeps its comma.",
        "4: 1 cell for 3 columns. An empty cell keeps its comma.",
        "5: 4 cells for 3 columns. Quote a cell that holds a comma, or drop one.",
        "6: y: 'x' is not a number. Leave it empty for a missing month.",
    ]
    path.write_text("case_id,x1,n1,x2,n2\na,5,10,1\nb,1,0,1,9\nc,1,2,3,4,5\n", "utf-8")
    told = invoke(compare, "--proportions", path, "--output", out).output
    assert "in.csv:2: 4 cells for 5 columns." in told
    assert "in.csv:3: n1: 0 is not above zero." in told
    assert "in.csv:4: 6 cells for 5 columns." in told
    assert not out.exists()


@pytest.mark.parametrize(
    ("command", "arguments", "header"),
    [
        (spc, ["FILE", "--profile", "mdc-2024"], "series_id,date,y"),
        (spc, ["FILE", "--profile", "police-fy-2sd"], "series_id,date,y"),
        (compare, ["--proportions", "FILE"], "case_id,x1,n1,x2,n2"),
        (compare, ["--counts", "FILE"], "case_id,x1,exposure1,x2,exposure2"),
    ],
)
def test_a_header_without_rows_says_so_and_answers_with_a_header(
    command: click.Command, arguments: list[str], header: str, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    path.write_text(header + "\n", "utf-8")
    given = [path if each == "FILE" else each for each in arguments]
    result = invoke(command, *given, "--output", tmp_path / "out.csv")
    assert result.exit_code == 0
    assert "in.csv: a header and no rows." in result.output
    assert read_rows(tmp_path / "out.csv") == []
    assert (tmp_path / "out.csv").read_text("utf-8").count("\n") == 1


def test_recalculate_under_the_year_s_rule_waits_for_twelve_months(tmp_path: Path) -> None:
    months = [f"{2018 + (at + 3) // 12}-{(at + 3) % 12 + 1:02d}" for at in range(48)]  # April 2018 to March 2022
    values = {month: at * 7 % 11 + (50 if at >= 15 else 0) for at, month in enumerate(months)}
    rows = [f"{name},{month},{values[month]},{int(name == 'b' and month == '2019-07')}"
            for name in "ab" for month in months]  # fmt: skip
    (tmp_path / "in.csv").write_text("\n".join(["series_id,date,y,recalculate", *rows]), "utf-8")
    result = invoke(spc, tmp_path / "in.csv", "--profile", "police-fy-2sd", "--output", tmp_path / "out.csv",
                    "--chart", tmp_path / "charts")  # fmt: skip
    assert result.exit_code == 0, result.output
    found = read_rows(tmp_path / "out.csv")
    plain, again = ({row["date"]: row for row in found if row["series_id"] == name} for name in "ab")

    def average(first: str, last: str) -> float:
        inside = [value for month, value in values.items() if first <= month <= last]
        return sum(inside) / len(inside)

    for month, row in again.items():
        if month < "2019-07" or month >= "2021-04":
            assert {**row, "series_id": "a"} == plain[month], month
        elif month < "2020-07":
            assert (row["baseline_n"], row["mean"], row["upper"], row["flag"]) == ("0", "", "", ""), month
        else:
            assert row["baseline_n"] == "12"
            assert float(row["mean"]) == pytest.approx(average("2019-07", "2020-06"))
    assert float(again["2021-04"]["mean"]) == pytest.approx(average("2020-04", "2021-03"))
    assert plain["2019-08"]["flag"] == "above"


@pytest.mark.parametrize(
    ("option", "header", "rows", "said"),
    [
        (
            "--proportions",
            "case_id,x1,n1,x2,n2",
            ["a,-1,0,3,2", "b,,10,1.5,x", "c,1e12,1e13,1,10", "d,1,2,3,4"],
            [
                "2: x1: -1 is negative. A count is 0 or more.",
                "2: n1: 0 is not above zero. Leave the pair out where there is nothing to share.",
                "2: x2: 3 is more than n2, 2. For rates use --counts.",
                "3: x1: empty. Give a number.",
                "3: x2: 1.5 is not a whole number. Counts are whole.",
                "3: n2: 'x' is not a number. Give a number.",
                "4: a total of 10000000000000: too large for an exact test. Give at most 100000000000.",
            ],
        ),
        (
            "--counts",
            "case_id,x1,exposure1,x2,exposure2",
            ["a,-1,0,3,-2.5", "b,1.5,10.5,,inf", "c,7,2,3,4"],
            [
                "2: x1: -1 is negative. A count is 0 or more.",
                "2: exposure1: 0 is not above zero. Leave the pair out where there is nothing to share.",
                "2: exposure2: -2.5 is not above zero. Leave the pair out where there is nothing to share.",
                "3: x1: 1.5 is not a whole number. Counts are whole.",
                "3: x2: empty. Give a number.",
                "3: exposure2: 'inf' is not a number. Give a number.",
            ],
        ),
    ],
)
def test_compare_names_every_fault_of_awkward_pairs(
    option: str, header: str, rows: list[str], said: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    path.write_text("\n".join([header, *rows]), "utf-8")
    result = invoke(compare, option, path, "--output", tmp_path / "out.csv")
    assert result.exit_code == 1
    assert [line.split("in.csv:")[1] for line in result.output.splitlines()] == said
    assert list(tmp_path.iterdir()) == [path]


def test_compare_answers_for_the_equal_the_tiny_and_the_huge(tmp_path: Path) -> None:
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_text("case_id,x1,n1,x2,n2\nequal,5,10,5,10\ntiny,1,1,0,1\nhuge,1000000000,1000000000,1,2\n", "utf-8")
    assert invoke(compare, "--proportions", path, "--output", out).exit_code == 0
    equal, tiny, huge = read_rows(out)
    assert (equal["diff"], equal["p_fisher"], equal["p_nocorr"]) == ("0.0", "1.0", "1.0")
    assert (tiny["diff"], tiny["fisher_cond_or"], tiny["newcombe_hi"]) == ("1.0", "inf", "1.0")
    assert (huge["diff"], huge["clopper1_hi"]) == ("0.5", "1.0")
    path.write_text("case_id,x1,exposure1,x2,exposure2\nnone,0,3.5,0,1e-9\nhuge,1000000000,1e12,0,0.5\n", "utf-8")
    assert invoke(compare, "--counts", path, "--output", out).exit_code == 0
    none, huge = read_rows(out)
    assert (none["ratio"], none["p_exact"], none["rate1_lo"]) == ("", "1.0", "0.0")
    assert (huge["ratio"], huge["ratio_hi"], huge["rate1"]) == ("inf", "inf", "0.001")


def test_columns_that_a_chart_needs_are_missed_once_and_not_on_every_line(tmp_path: Path) -> None:
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_text("series_id,date,y\na,2020-01,1\na,2020-02,2\n")
    told = invoke(spc, path, "--profile", "we", "--chart-type", "p", "--output", out).output
    assert told.count("no such column. Chart type p needs numerator and denominator.") == 2
    path.write_text("series_id;date;y\na;2020-01;1\n")
    told = invoke(spc, path, "--profile", "we", "--output", out).output
    assert "in.csv:1: the columns are parted by ';'. Save it as CSV with commas." in told


@pytest.mark.parametrize(("chart", "low", "high"), [("c", 0.5, 4), ("g", 2, 9), ("t", 0.5, 4), ("u", 0.5, 5)])
def test_every_chart_type_says_what_its_marks_are_worth(tmp_path: Path, chart: str, low: float, high: float) -> None:
    months = [f"{2017 + at // 12}-{at % 12 + 1:02d}" for at in range(36)]
    rows = [f"a,{month},{20 + at * 7 % 11},{20 + at * 7 % 11},1000" for at, month in enumerate(months)]
    (tmp_path / "in.csv").write_text("\n".join(["series_id,date,y,numerator,denominator", *rows]))
    result = invoke(spc, tmp_path / "in.csv", "--profile", "mdc-2024", "--chart-type", chart,
                    "--output", tmp_path / "out.csv", "--chart", tmp_path / "charts")  # fmt: skip
    assert result.exit_code == 0
    drawn = next((tmp_path / "charts").glob("*.svg")).read_text("utf-8")
    told = re.search(r"chance alone would mark (\d+)%", drawn)
    assert told is not None
    assert low <= float(told[1]) <= high
