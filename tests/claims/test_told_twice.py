"""A figure told by name in several places: any digit of one of them altered is found, and no more than that."""

import re

import pytest

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Judgement

REPORT = """\
Crime in the quarter

Theft offences

572 (p) Q2 2020/21

- ▲ 21% (99) on Q1 2020/21
- ▲ 3% (15) on Q2 2019/20

Aim not met in Q2 2020/21: 572 against 417.

Thefts came to 572 in Q2 2020/21. Thefts saw a 21% (99) increase on the previous quarter and a 3% (15) increase on the same quarter last year. Q2 2020/21 was within its usual range; the limits, 311 to 603, come from the quarters of 2019/20.

Thefts by area and month, all on one scale
Theft by area

Area\tQ2 2020/21 provisional\tQ1 2020/21\tQ2 2019/20
North\t300\t281\t280
South\t272\t192\t277
Whole force\t572\t473\t557

Robberies came to 41 in Q2 2020/21. Robberies saw an increase of 11 on the previous quarter.

Measure\tUpper limit\tLower limit\tQ2 2020/21 provisional\tQ2 2019/20
Robbery\t60\t21\t41\t38
Theft\t603\t311\t572\t557

{said}
"""
SENTENCES = (
    "Thefts came to {572} (provisional) in Q2 2020/21.",
    "Thefts in North came to {300} (provisional) in Q2 2020/21.",
    "Thefts in South came to {192} in Q1 2020/21.",
    "Thefts came to {557} in Q2 2019/20.",
    "Thefts came to {572} in Q2 2020/21, a figure within its usual range (limits {311} to {603}, from 2019/20).",
    "Thefts came to {572} in Q2 2020/21, so the aim of {417} or fewer (“A quarter fewer”) was not met.",
    "Thefts saw a {21}% ({99}) increase on the previous quarter.",
    "Thefts saw a {3}% ({15}) increase on the same quarter last year.",
    "Robberies came to {41} in Q2 2020/21.",
    "Robberies saw an increase of {11} on the previous quarter.",
)


def find_faults(said: str) -> tuple[Judgement, ...]:
    return check_document(Document.of(REPORT.replace("{said}", said))).findings


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_the_report_tells_elsewhere_is_consistent(sentence: str) -> None:
    assert find_faults(re.sub(r"[{}]", "", sentence)) == ()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_any_digit_of_it_altered_is_found_once(sentence: str) -> None:
    for figure in re.finditer(r"\{(\d+)\}", sentence):
        for at in range(len(figure[1])):
            wrong = figure[1][:at] + str((int(figure[1][at]) + 4) % 10) + figure[1][at + 1 :]
            altered = re.sub(r"[{}]", "", sentence[: figure.start()] + wrong + sentence[figure.end() :])
            found = find_faults(altered)
            assert len(found) == 1, (altered, found)
            assert any(wrong in place.quote for place in found[0].places), (altered, found)


def test_names_that_mean_other_things_under_other_headings_are_not_held_to_one_another() -> None:
    sections = [
        f"{area}\n\nThefts came to {thefts} in Q2 2020/21. Robberies came to {robberies} in Q2 2020/21.\n"
        for area, thefts, robberies in (("North", 300, 17), ("South", 272, 24), ("West", 104, 9))
    ]
    assert check_document(Document.of("\n".join(sections))).findings == ()


def test_quarters_told_after_one_another_are_not_held_to_one_another() -> None:
    text = (
        "Thefts came to 473 in Q1 2020/21. Thefts saw a 25% (95) increase on the previous quarter.\n\n"
        "Thefts came to 572 in Q2 2020/21. Thefts saw a 21% (99) increase on the previous quarter.\n"
    )
    assert check_document(Document.of(text)).findings == ()
