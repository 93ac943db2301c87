"""No true table is called wrong, whatever its design and layout."""

from collections.abc import Callable
from random import Random

import pytest

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Verdict
from tests.claims.true_tables import DESIGNS, LAYOUTS, Rows


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.__name__)
def test_no_true_table_is_called_wrong(design: Callable[[Random], Rows]) -> None:
    rows = design(Random(20261126))
    for name, lay_out in list(LAYOUTS.items())[DESIGNS.index(design) % 2 :: 2]:
        text = f"The position at the end of the period\n\n{lay_out(rows)}\n\nFigures may not sum due to rounding.\n"
        wrong = [judgement.explanation for judgement in check_document(Document.of(text)).of(Verdict.WRONG)]
        assert wrong == [], f"{name}:\n{text}"


def test_tables_are_read_in_every_layout() -> None:
    design = next(design for design in DESIGNS if design.__name__ == "areas")
    rows = design(Random(1))
    checked = {
        name: check_document(Document.of(f"Calls\n\n{lay_out(rows)}\n")).checked for name, lay_out in LAYOUTS.items()
    }
    assert len(set(checked.values())) == 1, checked
    assert min(checked.values()) > 3 * len(rows)
