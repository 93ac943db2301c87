"""Errors planted in generated reports are found; reports without one have nothing wrong."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Verdict
from openscrutiny.rounding import round_half_away
from tests.claims.generator import lay_out, print_scores, score, write_report

OTHER_BODIES = sorted((Path(__file__).parent / "other_bodies").iterdir())


def wrong(text: str) -> list[str]:
    return [judgement.explanation for judgement in check_document(Document.of(text)).of(Verdict.WRONG)]


def test_planted_errors_are_found_and_right_passages_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    results = score(range(60), 0.5)
    with capsys.disabled():
        print()
        print_scores(results)
    for kind, counts in results.items():
        assert counts["planted"] >= 15, kind
        assert counts["found"] >= 0.95 * counts["planted"], kind
        assert counts["false"] == 0, kind


@pytest.mark.parametrize("seed", range(1000, 1030))
def test_a_report_without_errors_has_nothing_wrong(seed: int) -> None:
    text, _ = lay_out(write_report(seed, 0.0), seed)
    assert wrong(text) == []


@pytest.mark.parametrize("path", OTHER_BODIES, ids=lambda path: path.stem)
def test_true_reports_in_the_manner_of_other_bodies_have_nothing_wrong(path: Path) -> None:
    report = check_document(Document.of(path.read_text("utf-8"), path.name))
    assert [j.explanation for j in report.findings] == []
    assert report.checked >= 10


SENTENCES = (
    "There were {a:,} offences, {word} of {d:,} ({p}%) on the {b:,} recorded in the previous quarter.",
    "Offences {verb} by {p}% from {b:,} to {a:,} compared with the same period last year.",
    "Recorded offences stood at {a:,}, {way} {p}% from {b:,} in the previous year.",
    "Offences {verb} from {b:,} to {a:,}, {word} of {d:,} ({p}%).",
)


@given(st.sampled_from(SENTENCES), st.integers(120, 90_000), st.integers(120, 90_000), st.integers(0, 1), st.data())
@settings(max_examples=150, deadline=None)
def test_true_changes_are_consistent_and_an_altered_percentage_is_caught(
    form: str, before: int, after: int, places: int, data: st.DataObject
) -> None:
    if before == after:
        after += 1
    rise = after > before
    percent = round_half_away(Decimal(abs(after - before)) / before * 100, places)
    words = {
        "a": after, "b": before, "d": abs(after - before), "word": "an increase" if rise else "a reduction",
        "verb": "rose" if rise else "fell", "way": "up" if rise else "down",
    }  # fmt: skip
    assert wrong(form.format(p=percent, **words)) == []
    tens = before % 10 == after % 10 == 0  # all three may be printed to the nearest ten: the true base is not known
    thousands = any(n % 1000 == 0 for n in (before, after, after - before))  # printed as if to the hundred
    step = Decimal(1).scaleb(-places)
    altered = percent + step * data.draw(st.sampled_from([2, 3, 7, 10]))
    if not (tens or thousands):
        assert wrong(form.format(p=altered, **words)) != []


@given(st.lists(st.integers(1, 9_999), min_size=3, max_size=9), st.data())
@settings(max_examples=100, deadline=None)
def test_any_digit_altered_in_a_total_is_caught(parts: list[int], data: st.DataObject) -> None:
    rows = [f"Area {chr(65 + i)}\t{part:,}" for i, part in enumerate(parts)]
    table = "\n".join(["Area\tOffences", *rows, "Total\t{}"])
    total = str(sum(parts))
    assert wrong(table.format(f"{sum(parts):,}")) == []
    place = data.draw(st.integers(0, len(total) - 1))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != total[place]]))
    assert wrong(table.format(total[:place] + digit + total[place + 1 :])) != []
