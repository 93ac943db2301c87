"""A headline's figure with digits changed round or mistyped is found by the table or sentence of the same thing, and nothing else is."""

import pytest

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Verdict

REPORT = """\
# Westmere Safety Partnership: annual report 2023/24

## Headlines

{headline}

## Noise nuisance

Wardens logged 14,672 noise complaints over the year, and answered nearly all of them.

| Quarter | Domestic | Commercial | Total |
|---|---:|---:|---:|
| April to June | 2,911 | 806 | 3,717 |
| July to September | 3,604 | 918 | 4,522 |
| October to December | 2,655 | 749 | 3,404 |
| January to March | 2,300 | 729 | 3,029 |
| Year | 11,470 | 3,202 | 14,672 |

## Road casualties

Table 2: Road casualties by district

| District | 2023/24 | 2022/23 | Change |
|---|---:|---:|---:|
| Elmbridge | 1,386 | 1,412 | -26 |
| Foxley | 947 | 981 | -34 |
| Garth | 1,508 | 1,466 | +42 |
| Total | 3,841 | 3,859 | -18 |

## Debt

Table 3: Parking debt by age

| Age | Accounts | Value (£) |
|---|---:|---:|
| Under a year | 812 | 214,650 |
| One to two years | 446 | 187,320 |
| Over two years | 531 | 340,886 |
| All ages | 1,789 | 742,856 |

## Fixed penalties

The partnership issued 2,846 fixed penalties.
"""
WRONG = (
    "- Noise complaints: 14,627, as many as ever.",
    "- We logged 14,762 noise complaints.",
    "- Road casualties: 3,481 in all.",
    "- There were 3,881 road casualties in 2023/24.",
    "- Garth had the most road casualties, 1,580, and Foxley the fewest.",
    "- Parking debt stood at £724,856.",
    "- Fixed penalties: 2,486 issued.",
    "- Unpaid parking debt came to £742,586.",
)
RIGHT = (
    "- Noise complaints: 14,672, as many as ever.",
    "- About 14,700 noise complaints were logged.",
    "- There were 3,859 road casualties in 2022/23.",
    "- There were 3,589 road casualties in 2021/22.",  # another year
    "- The target is 3,481 road casualties or fewer.",
    "- Provisional road casualties: 3,481.",  # later made final
    "- Elmbridge had 1,836 pedestrians counted.",  # another thing
    "- Hartley had 1,580 road casualties.",  # another place
    "- Serious road casualties: 3,481.",  # a part, or another count
    "- In April to June there were 3,177 domestic and commercial alarms.",
    "- We logged 14,762 fewer noise complaints than ten years ago.",
    "- Noise complaints to the council's own homes: 14,762.",
    "- Road casualties fell by 3,481 in a decade.",
    "- The average was 3,481 road casualties a year.",
    "- Parking debt written off since 2010: £724,856.",
    "- A further 2,486 fixed penalties were cancelled.",
)


def find_faults(headline: str) -> tuple[object, ...]:
    return check_document(Document.of(REPORT.replace("{headline}", headline))).findings


@pytest.mark.parametrize("headline", WRONG)
def test_a_misprint_is_found_once(headline: str) -> None:
    assert len(find_faults(headline)) == 1


@pytest.mark.parametrize("headline", RIGHT)
def test_what_is_of_another_thing_time_or_place_is_let_be(headline: str) -> None:
    assert find_faults(headline) == ()


def test_it_says_what_is_printed_elsewhere_and_how_often() -> None:
    (found,) = check_document(Document.of(REPORT.replace("{headline}", WRONG[0]))).findings
    assert (found.printed, found.should_be) == ("14,627", "14,672")
    assert "printed 2 times" in found.explanation
    assert found.likely_mistake == "digits changed round"


def test_a_misprinted_base_is_named_and_not_the_amount_that_fits() -> None:
    text = "Collisions were 1,986 in 2025, 114 (5.4%) fewer than the 2,010 of 2024."
    (finding,) = check_document(Document.of(text)).of(Verdict.WRONG)
    assert (finding.printed, finding.should_be) == ("2,010", "2,100")
