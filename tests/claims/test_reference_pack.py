"""The reference pack: every finding of the run is labelled by hand, and the run must equal the labels."""

import csv
from pathlib import Path

import pytest

from openscrutiny.claims.check import check_document
from openscrutiny.claims.outputs.json import identify_all
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Report, Verdict

PACK = Path(__file__).parents[3] / "shared" / "reference" / "panel_pack_2020-11-27.txt"
LABELS = Path(__file__).parents[1] / "golden" / "claims_reference_pack.csv"


@pytest.fixture(scope="module")
def pack() -> Document:
    if not PACK.exists():
        pytest.skip("the reference pack is not beside the project")
    return Document.of(PACK.read_text("utf-8"), PACK.name)


@pytest.fixture(scope="module")
def report(pack: Document) -> Report:
    return check_document(pack)


@pytest.fixture(scope="module")
def labels() -> list[dict[str, str]]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_run_equals_the_hand_labels(report: Report, labels: list[dict[str, str]]) -> None:
    run = [
        (name, j.verdict.value, j.kind, str(j.places[0].line), j.places[0].quote) for name, j in identify_all(report)
    ]
    assert run == [(row["id"], row["verdict"], row["kind"], row["line"], row["quote"]) for row in labels]


def test_what_is_called_wrong_is_wrong(labels: list[dict[str, str]]) -> None:
    wrong = [row for row in labels if row["verdict"] == "wrong"]
    assert len(wrong) >= 35
    assert sum(row["label"] == "right" for row in wrong) >= 0.95 * len(wrong)
    assert all(row["why"] for row in labels)


def test_doubts_are_few_and_half_of_them_right(report: Report, labels: list[dict[str, str]]) -> None:
    doubts = [row for row in labels if row["verdict"] == "questionable"]
    assert len(doubts) <= report.checked / 20
    assert sum(row["label"] == "right" for row in doubts) >= len(doubts) / 2


def test_every_quotation_lies_within_its_line(report: Report, pack: Document) -> None:
    for judgement in report.judgements:
        for place in judgement.places:
            assert place.quote
            assert place.quote in pack.lines[place.line - 1].text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (1953, "£234.625m"),  # a figure of prose that is the table's
        (2968, "42% (539)"),  # 539 of 1,289
        (760, "99 Parishes"),  # 3 + 22 + 40 + 25 + 9
        (2024, "36 Crimes"),  # the bullets below come to 36
        (3275, "39% (260)"),
        (3345, "941"),  # a subtotal of the cyber table
        (1949, "30.417"),  # a total across the funding line
    ],
)
def test_right_claims_are_found_consistent(report: Report, line: int, words: str) -> None:
    consistent = [p for j in report.of(Verdict.CONSISTENT) for p in j.places if p.line == line]
    assert any(words in place.quote or place.quote in words for place in consistent)


def test_a_table_with_rows_left_out_on_purpose_is_not_called_wrong(report: Report) -> None:
    totals = {"863", "1295", "1166"}
    wrong = [j for j in report.of(Verdict.WRONG) if j.kind == "table_total" and j.places[0].line == 3357]
    assert not [j for j in wrong if j.places[0].quote in totals]


def test_every_claim_is_said_once_and_in_the_order_of_the_pack(report: Report) -> None:
    said = [(j.verdict, j.kind, j.places) for j in report.judgements]
    assert len(set(said)) == len(said)
    assert [j.places for j in report.judgements] == sorted(j.places for j in report.judgements)
