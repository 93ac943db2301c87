"""Errors planted one at a time in true reports in the manner of other bodies: found at their line, and counted by kind."""

import re
from collections import Counter
from pathlib import Path

import pytest

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import KINDS, Verdict

HERE = Path(__file__).parent
PLANTED = [
    tuple(field.replace(r"\|", "|") for field in re.split(r"(?<!\\)\|", line))
    for line in (HERE / "planted.csv").read_text("utf-8").splitlines()[1:]
]
"""(file, kind of error, words of the true report, words put in their place)."""


def find(file: str, old: str, new: str) -> bool:
    """Whether the altered line is among the places of what is called wrong."""
    text = (HERE / "other_bodies" / file).read_text("utf-8")
    assert old in text, f"{file}: {old}"
    line = text[: text.index(old)].count("\n") + 1
    report = check_document(Document.of(text.replace(old, new, 1), file))
    return any(place.line == line for judgement in report.of(Verdict.WRONG) for place in judgement.places)


def test_planted_errors_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed = []
    for file, kind, old, new in PLANTED:
        assert kind in KINDS
        planted[kind] += 1
        if find(file, old, new):
            found[kind] += 1
        else:
            missed.append(f"{file}: {kind}: {old} -> {new}")
    with capsys.disabled():
        print(f"\n{'kind':20}{'planted':>8}{'found':>7}{'recall':>8}")
        for kind in sorted(planted):
            print(f"{kind:20}{planted[kind]:8}{found[kind]:7}{found[kind] / planted[kind]:8.0%}")
    assert found.total() >= 0.95 * planted.total(), missed
    assert all(found[kind] >= planted[kind] / 2 for kind in planted), missed
