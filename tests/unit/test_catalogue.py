"""Measures: every fault of every file at once, and sums that would count a record twice refused."""

from pathlib import Path

import pytest

from openscrutiny.catalogue.addition import check_addable
from openscrutiny.catalogue.describe import describe_measure
from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.errors import CalculationError, DefinitionError
from tests.factories import write_workspace

NO_RECORDS = "| id |\n| 1 |"
TOTAL = "numerator: {where: {hate: false}}"
THEFT = "numerator: {where: {hate: false, offence: theft}}\npart_of: total"


def faults_of(root: Path, measures: dict[str, str]) -> str:
    write_workspace(root, NO_RECORDS, measures)
    with pytest.raises(DefinitionError) as raised:
        load_catalogue(root)
    return str(raised.value)


def test_every_fault_of_every_file_comes_at_once(tmp_path: Path) -> None:
    told = faults_of(
        tmp_path,
        {
            "a": "numerator: {where: {offense: theft}}",
            "b": "numerator: {where: {offence: thefts}}\nbreaks: [{reason: none}]",
            "c": "statistic: percentage",
            "d": "statistic: median\ncolumn: victim",
            "e": "numerator: {where: {hate: maybe, minutes: {at_leest: 3}}}",
        },
    )
    assert (
        "measures/a.yaml:8: numerator.where.offense: no such column in table 'crimes'. Did you mean 'offence'?" in told
    )
    assert "'thefts' is no value of 'offence'. Did you mean 'theft'?" in told
    assert "measures/b.yaml:9: breaks[1]: 'date' is missing." in told
    assert "measures/c.yaml:1: a percentage needs 'denominator'." in told
    assert "measures/d.yaml:9: column: 'victim' is a text, not a number." in told
    assert "'maybe' is not a flag." in told
    assert "numerator.where.minutes: is not one comparison." in told


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("within: 20", "a.yaml:8: within: means nothing for a count; it is for share_within. Remove 'within'."),
        ("column: minutes", "column: means nothing for a count"),
        ("per: 1000", "per: means nothing for a count"),
        ("denominator: {where: {hate: true}}", "denominator: means nothing for a count"),
        ("statistic: median\ncolumn: minutes\ndays_between: [committed_on, recorded_on]", "which of the two is meant?"),
        ("numerator: {where: {offence: {at_least: theft}}}", "'offence' is a code, which has no order."),
        ("numerator: {where: {minutes: {missing: maybe}}}", "'missing' is not 'maybe'. Write missing: true"),
        ("breaks: [{date: 2019-13-01, reason: none}]", "breaks[1].date: '2019-13-01' is not a date."),
        ("limits: {multiple: -2}", "limits.multiple: -2 standard deviations make no limits."),
        ("part_of: a", "part_of: 'a' would be part of itself."),
    ],
)
def test_what_means_nothing_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    assert fault in faults_of(tmp_path, {"a": text})


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (THEFT + "\noverlaps: true", "it is an overlapping flag"),
        ("numerator: {where: {offence: theft}}\npart_of: total", "records outside the total would count"),
        (THEFT.replace("total", "totl"), "no such measure 'totl'. Did you mean 'total'?"),
        ("statistic: distinct\ncolumn: victim\npart_of: total", "one is a distinct"),
    ],
)
def test_what_cannot_add_up_is_refused(tmp_path: Path, part: str, why: str) -> None:
    assert why in faults_of(tmp_path, {"total": TOTAL, "part": part})


def test_a_part_may_ask_for_some_of_the_codes_of_its_total(tmp_path: Path) -> None:
    measures = {
        "total": "numerator: {where: {offence: [theft, fraud]}}",
        "theft": "numerator: {where: {offence: theft}}\npart_of: total",
    }
    write_workspace(tmp_path, NO_RECORDS, measures)
    assert load_catalogue(tmp_path).measures["theft"].part_of == "total"


def test_parts_that_can_count_one_record_twice_are_refused(tmp_path: Path) -> None:
    other = "numerator: {where: {hate: false, victim: ann}}\npart_of: total"
    told = faults_of(tmp_path, {"total": TOTAL, "theft": THEFT, "ann": other})
    assert "'ann' and 'theft' can count the same record." in told


def test_flags_and_outsiders_cannot_be_added(tmp_path: Path) -> None:
    write_workspace(tmp_path, NO_RECORDS, {"total": TOTAL, "theft": THEFT, "flag": "overlaps: true", "other": ""})
    measures = load_catalogue(tmp_path).measures
    check_addable([measures["theft"]])
    for name in ("flag", "other"):
        with pytest.raises(CalculationError, match="cannot be added"):
            check_addable([measures["theft"], measures[name]])


def test_a_definition_in_plain_words(tmp_path: Path) -> None:
    write_workspace(tmp_path, NO_RECORDS, {"a": "numerator: {where: {offence: [theft, fraud], minutes: {at_most: 5}}}"})
    catalogue = load_catalogue(tmp_path)
    assert describe_measure(catalogue.measures["a"], catalogue.tables["crimes"]) == (
        "A measure: the number of records where offence is theft or fraud, and minutes is 5 or less. "
        "Each record is a crime. The unit of count is the offence; the date that counts is “recorded on”."
    )
