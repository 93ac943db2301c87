"""The conformance sample: results of the field's reference programs, beside the project."""

import csv
import math
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "conformance"


@pytest.fixture(scope="session")
def sample() -> Path:
    if not SAMPLE.is_dir():
        pytest.skip("the conformance sample is not beside the project: nothing was compared with it")
    return SAMPLE


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_same(got: str, expected: str) -> bool:
    """Equal as text or as numbers to 1e-9 relative."""
    if got == expected:
        return True
    if got == "" or expected == "":
        return False
    return math.isclose(float(got), float(expected), rel_tol=1e-9, abs_tol=1e-12)
