"""The commands answer as the field's reference programs do, with no difference."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from openscrutiny.cli.compare import compare
from openscrutiny.cli.spc import RULES, spc

from .conftest import is_same, read_rows

MDC_CONFIGS = ["A_default", "B_exclude_outliers", "C_baseline12", "E_recalc_mid", "F_recalc_thirds_exclude",
               "G_baseline12_recalc_mid"]  # fmt: skip
PTD_RULES = {
    "Above UCL": "single_high",
    "Below LCL": "single_low",
    "7 Points Above CL": "shift_high",
    "7 Points Below CL": "shift_low",
    "7 Point Trend (Increasing)": "trend_up",
    "7 Point Trend (Decreasing)": "trend_down",
    "2 in 3 Above CL": "two_high",
    "2 in 3 Below CL": "two_low",
    "Common Cause": "",
}


def find_recalculation(config: str, points: int) -> set[int]:
    """The points, from 1, at which limits start again, as the sample's read-me gives them."""
    middle = points // 2 + 1
    if config.startswith("E_"):
        return {middle}
    if config.startswith("G_"):
        return {max(middle, 18)}
    if config.startswith("F_"):
        return {points // 3 + 1, 2 * points // 3 + 1}
    return set()


def run(command: object, *arguments: object) -> None:
    result = CliRunner().invoke(command, [str(argument) for argument in arguments])  # type: ignore[arg-type]
    assert result.exit_code == 0, result.output


def write_series(
    path: Path, sample: Path, config: str, chosen: set[str], targets: dict[str, str] | None = None
) -> None:
    series: dict[str, list[dict[str, str]]] = {}
    for row in read_rows(sample / "series.csv"):
        series.setdefault(row["series_id"], []).append(row)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["series_id", "date", "y", "ghost", "recalculate", "target"])
        for name, rows in series.items():
            again = find_recalculation(config, len(rows))
            for at, row in enumerate(rows, 1):
                if name in chosen:
                    writer.writerow([name, row["date"], row["y"], int(row["y"] == ""), int(at in again),
                                     (targets or {}).get(name, "")])  # fmt: skip


@pytest.mark.parametrize("config", MDC_CONFIGS)
def test_every_point_is_judged_as_the_making_data_count_query_does(config: str, sample: Path, tmp_path: Path) -> None:
    expected = [row for row in read_rows(sample / "expected_mdc_sql_points.csv") if row["config"] == config]
    write_series(tmp_path / "in.csv", sample, config, {row["series_id"] for row in expected})
    options = ["--profile", "mdc-sql-2.5"]
    if "exclude" in config:
        options.append("--exclude-outliers")
    if "baseline12" in config:
        options += ["--baseline", "12"]
    differences = []
    for direction, conflict, column in (
        ("up", "improvement", "variation_up_imp"),
        ("up", "concern", "variation_up_con"),
        ("down", "improvement", "variation_down_imp"),
        ("neither", "improvement", "variation_neither"),
    ):
        out = tmp_path / f"{column}.csv"
        run(spc, tmp_path / "in.csv", *options, "--direction", direction, "--conflict", conflict, "--output", out)
        got = {(row["series_id"], row["idx"]): row for row in read_rows(out)}
        assert len(got) == len(expected)
        for row in expected:
            mine = got[row["series_id"], row["idx"]]
            wanted = {name: row[name] for name in ("date", "y", "ghost", "partition", "mean", *RULES)}
            wanted |= {"lower": row["lpl"], "upper": row["upl"], "variation": row[column]}
            differences += [
                (row["series_id"], row["idx"], name, mine[name], value)
                for name, value in wanted.items()
                if not is_same(mine[name], value)
            ]
    assert differences == []


def test_icons_are_those_of_the_making_data_count_query(sample: Path, tmp_path: Path) -> None:
    expected = read_rows(sample / "expected_mdc_sql_icons.csv")
    assert expected
    kinds = {(row["config"], row["direction"], row["target_kind"]) for row in expected}
    differences = []
    for config, direction, kind in sorted(kinds):
        rows = [r for r in expected if (r["config"], r["direction"], r["target_kind"]) == (config, direction, kind)]
        targets = {row["series_id"]: row["target"] for row in rows}
        write_series(tmp_path / "in.csv", sample, config, set(targets), targets)
        run(spc, tmp_path / "in.csv", "--profile", "mdc-sql-2.5", "--direction", direction.lower(),
            "--output", tmp_path / "out.csv", "--icons", tmp_path / "icons.csv")  # fmt: skip
        got = {row["series_id"]: row for row in read_rows(tmp_path / "icons.csv")}
        for row in rows:
            mine = got[row["series_id"]]
            if (mine["variation"], mine["assurance"]) != (row["variation_icon"], row["assurance_icon"]):
                differences.append((mine, row))
            assert mine["direction"] == row["direction"]
            assert is_same(mine["target"], row["target"])
    assert differences == []


def test_points_are_judged_as_plot_the_dots_does(sample: Path, tmp_path: Path) -> None:
    expected = read_rows(sample / "expected_ptd_points.csv")
    write_series(tmp_path / "in.csv", sample, "A_screen", {row["series_id"] for row in expected})
    out = tmp_path / "out.csv"
    run(spc, tmp_path / "in.csv", "--profile", "nhsr-0.2.2", "--direction", "up", "--output", out)
    got = {(row["series_id"], row["idx"]): row for row in read_rows(out)}
    words = {"special_cause_improvement": "Improvement", "special_cause_concern": "Concern", "common_cause": "Common"}
    differences = []
    for row in expected:
        mine = got[row["series_id"], row["idx"]]
        rule = PTD_RULES[row["special_cause_type"]]
        flags = [name for name in RULES if mine[name] == "1"]
        same = all(
            is_same(mine[name], row[column]) for name, column in (("mean", "mean"), ("lower", "lpl"), ("upper", "upl"))
        )
        same &= flags == ([rule] if rule else [])
        same &= mine["variation"].split(" ")[0] == words[row["point_type_increase"]]
        if not same and row["fp_sensitive"] == "0":
            differences.append((mine, row))
    assert differences == []


def test_the_police_rule_is_that_of_the_reference(sample: Path, tmp_path: Path) -> None:
    expected = read_rows(sample / "expected_police_fy_2sd.csv")
    run(spc, sample / "series.csv", "--profile", "police-fy-2sd", "--output", tmp_path / "out.csv")
    got = {(row["series_id"], row["idx"]): row for row in read_rows(tmp_path / "out.csv")}
    assert len(got) == len(expected)
    names = {"date": "date", "y": "y", "baseline_n": "baseline_n", "mean": "baseline_mean", "lower": "lower",
             "upper": "upper", "flag": "flag", "p_value": "p_two_sided_t", "prediction_lower": "pi95_lower",
             "prediction_upper": "pi95_upper"}  # fmt: skip
    differences = []
    for row in expected:
        mine = got[row["series_id"], row["idx"]]
        for name, column in names.items():
            tied = name == "flag" and row["fp_sensitive"] == "1"
            if not tied and not (mine[name] == row[column] if name == "flag" else is_same(mine[name], row[column])):
                differences.append((row["series_id"], row["idx"], name, mine[name], row[column]))
    assert differences == []


@pytest.mark.parametrize("kind", ["proportions", "counts"])
def test_comparisons_are_those_of_the_reference(kind: str, sample: Path, tmp_path: Path) -> None:
    expected = read_rows(sample / f"expected_two_{kind}.csv")
    run(compare, f"--{kind}", sample / f"two_{kind}.csv", "--output", tmp_path / "out.csv")
    got = read_rows(tmp_path / "out.csv")
    assert [list(row) for row in got] == [list(row) for row in expected]
    differences = [
        (row["case_id"], name, mine[name], value)
        for mine, row in zip(got, expected, strict=True)
        for name, value in row.items()
        if not is_same(mine[name], value)
    ]
    assert differences == []
