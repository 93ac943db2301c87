"""What stands first, last or nth in a table: a sentence that says otherwise is found, and ties and other things are let be."""

import pytest

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document

REPORT = """\
# Lost property: half-year report

Table 1: Lost umbrellas by station

| Station | Umbrellas | Returned | Return rate |
|---|---:|---:|---:|
| Ashby | 310 | 93 | 30.0% |
| Corve | 422 | 211 | 50.0% |
| Dene | 275 | 110 | 40.0% |
| Farley | 275 | 66 | 24.0% |
| Hythe | 518 | 259 | 50.0% |
| Total | 1,800 | 739 | 41.1% |

{said}

Table 2: Counter performance by month

| Month | Callers | Served within five minutes |
|---|---:|---:|
| January | 2,040 | 81.5% |
| February | 1,985 | 84.0% |
| March | 2,210 | 79.0% |
| April | 2,104 | 86.5% |
"""
WRONG = (
    "Corve had the most umbrellas.",
    "Ashby was the second highest station.",
    "Ashby had the fewest umbrellas, 310 of them.",
    "Dene had the highest return rate.",
    "The lowest return rate was at Dene.",
    "April was the busiest month for callers.",
    "The highest number of callers was in April.",
    "Hythe is the third highest station.",
)
RIGHT = (
    "Hythe had the most returns, 259, as many in a hundred as Corve.",
    "Hythe had the most umbrellas.",
    "Corve was the second highest station.",
    "Ashby was the third highest station.",
    "Dene had the fewest umbrellas.",  # as has Farley
    "Farley had the fewest umbrellas.",
    "Corve had the highest return rate.",  # as has Hythe
    "Hythe had the highest return rate.",
    "Farley was the fourth highest station.",
    "The lowest return rate was at Farley.",
    "March was the busiest month for callers.",
    "Corve had the most improved service.",  # another thing
    "Corve had the most umbrellas since 2011.",  # another time
    "Ashby was the highest station in the county.",  # above the sea, and of other stations
    "Corve had the most umbrellas of the two hill stations.",  # of some
    "Corve saw the largest rise in umbrellas.",  # a change
    "Corve had the most lost gloves.",
    "Barrow had the most umbrellas.",  # not of the table
    "The best service of the half year was in March.",  # nothing says which end is best
)


def find_faults(said: str) -> tuple[object, ...]:
    return check_document(Document.of(REPORT.replace("{said}", said))).findings


@pytest.mark.parametrize("said", WRONG)
def test_a_false_place_is_found_once(said: str) -> None:
    assert len(find_faults(said)) == 1


@pytest.mark.parametrize("said", RIGHT)
def test_a_true_place_or_one_among_others_is_let_be(said: str) -> None:
    assert find_faults(said) == ()


def test_the_best_is_neither_first_nor_last() -> None:
    assert len(find_faults("The best counter performance of the half year was in January.")) == 1
    assert find_faults("The best counter performance of the half year was in April.") == ()
