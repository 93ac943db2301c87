"""The commands on awkward files: every profile and chart type, gaps, errors named with line and mend."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from openscrutiny.analysis.attribute_charts import CHART_TYPES
from openscrutiny.analysis.profiles import PROFILES
from openscrutiny.cli.backtest import backtest
from openscrutiny.cli.compare import compare
from openscrutiny.cli.spc import ICON_COLUMNS, POINT_COLUMNS, YEAR_COLUMNS, spc

from .conftest import read_rows


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
    path = tmp_path / "in.csv"
    path.write_text("series_id,date,y\na,2020-13-01,5\na,2020-02-01,five\na,2020-02-01,6\n", "utf-8")
    result = invoke(spc, path, "--profile", "we", "--output", tmp_path / "out.csv")
    assert result.exit_code == 1
    for line in (2, 3, 4):
        assert f"in.csv:{line}:" in result.output
    assert not (tmp_path / "out.csv").exists()
    path.write_text("series,date,y\n", "utf-8")
    assert "series_id" in invoke(spc, path, "--profile", "we", "--output", tmp_path / "out.csv").output


def test_compare_names_rows_that_cannot_be_compared(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("case_id,x1,n1,x2,n2\na,5,4,1,9\nb,1,0,1,9\nc,x,1,1,1\n", "utf-8")
    result = invoke(compare, "--proportions", path, "--output", tmp_path / "out.csv")
    assert result.exit_code == 1
    assert all(f"in.csv:{line}:" in result.output for line in (2, 3, 4))
    assert invoke(compare, "--output", tmp_path / "out.csv").exit_code == 2


def test_backtest_prints_every_method(tmp_path: Path) -> None:
    lines = ["series_id,date,y"]
    lines += [f"a,{2010 + at // 4}-{at % 4 * 3 + 1:02d},{100 + at % 4 * 10 + at * 13 % 7}" for at in range(24)]
    (tmp_path / "in.csv").write_text("\n".join(lines), "utf-8")
    result = invoke(backtest, tmp_path / "in.csv", "--periods-a-year", "4", "--origins", "1")
    assert result.exit_code == 0, result.output
    assert [line.split("  ")[0] for line in result.output.splitlines()[2:]] == [
        "quasi-Poisson", "seasonal naive", "ETS(A,Ad,A)", "AutoETS"]  # fmt: skip
