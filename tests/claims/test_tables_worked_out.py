"""Totals, balances, averages and rates of tables: one wrong cell is one finding, at that cell."""

import pytest

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Verdict

TABLES = {
    "subtotals": (
        ("Heading\t2023/24\nWages\t610\nPensions\t88\nOvertime\t31\nPay sub-total\t729\nRent\t54\nFuel\t23\nOther sub-total\t77\n"
        "Gross expenditure\t806\nFees\t(41)\nFines\t(9)\nTotal income\t(50)\nNet budget requirement\t756"),
        [("Pay sub-total\t729", "Pay sub-total\t792"), ("Other sub-total\t77", "Other sub-total\t67")],
    ),
    "quarters among months": (
        ("Desk\tApr\tMay\tJun\tQ1\tJul\tAug\tSep\tQ2\tYTD\nFront\t31\t42\t27\t100\t44\t38\t29\t111\t211\n"
        "Phone\t120\t98\t131\t349\t140\t122\t119\t381\t730\nPost\t12\t9\t14\t35\t8\t11\t13\t32\t67"),
        [("\t349\t", "\t394\t"), ("\t111\t", "\t121\t")],
    ),
    "average": (
        ("Depot\t2021\t2022\t2023\nQuay\t61.0%\t64.2%\t70.1%\nMill\t72.4%\t70.0%\t69.3%\nPark\t80.6%\t79.9%\t83.0%\nDale\t66.0%\t68.3%\t71.2%\n"
        "Average\t70.0%\t70.6%\t73.4%"),
        [("70.6%\t", "76.0%\t")],
    ),
    "whole by name": (
        ("District\tRecorded\tPopulation\tRate per 1,000\nQuay\t812\t41,200\t19.7\nMill\t455\t30,050\t15.1\nPark\t1,204\t58,110\t20.7\n"
        "Dale\t340\t29,400\t11.6\nForce\t2,811\t158,760\t17.7"),
        [("Force\t2,811", "Force\t2,181")],
    ),
    "balances with dashes": (
        ("Fund\tOpening\tIn\tOut\tClosing\nGeneral\t4,100\t200\t(150)\t4,150\nPlant\t900\t-\t(75)\t825\nIT\t1,310\t60\t-\t1,370\n"
        "Legal\t520\t-\t-\t520\nTotal\t6,830\t260\t(225)\t6,865"),
        [("825", "835"), ("1,370", "1,730"), ("6,865", "6,685")],
    ),
    "under or over spend": (
        ("\tBudget\tOutturn\tUnder/(over)spend\nParks\t410\t422\t(12)\nRoads\t1,200\t1,150\t50\nBins\t880\t897\t(17)\nLabs\t300\t276\t24\n"
        "Total\t2,790\t2,745\t45"),
        [("(17)", "(71)"), ("\t50\n", "\t90\n")],
    ),
    "percentages without a sign": (
        "Station\tMet\tCalls\tPer cent\nQuay\t107\t144\t74.3\nMill\t120\t150\t80.0\nPark\t90\t100\t90.0\nDale\t60\t80\t75.0",
        [("74.3", "73.4"), ("90.0", "99.0")],
    ),
    "shares of the rest": (
        "Clinic\tWaiting\tOver 18 weeks\t% within 18 weeks\nQuay\t200\t20\t90.0\nMill\t150\t30\t80.0\nPark\t100\t15\t85.0\nDale\t80\t20\t75.0",
        [("85.0", "87.0")],
    ),
    "scores of risks": (
        "Risk\tLikelihood\tImpact\tScore\nFire\t3\t4\t12\nFlood\t2\t5\t10\nFraud\t4\t4\t16\nStrike\t1\t3\t3\nLoss of data\t2\t3\t6",
        [("\t12\n", "\t14\n"), ("\t16\n", "\t18\n")],
    ),
    "things at a price": (
        "Item\tNumber\tUnit cost £\tTotal £\nVan\t3\t12,345\t37,035\nCar\t4\t9,999\t39,996\nBike\t10\t450\t4,500\nRadio\t25\t199\t4,975",
        [("39,996", "93,996"), ("4,500", "5,400")],
    ),
    "base that is no sum": (
        "Answer\tAll\tMen\tWomen\tOther\nAgree\t52%\t50%\t54%\t49%\nNeither\t20%\t22%\t18%\t21%\nDisagree\t28%\t28%\t28%\t30%\nBase\t410\t233\t196\t90",
        [],
    ),
    "two levels of heading": (
        ("Service\tExpenditure\t\tIncome\t\tNet\t\n\tBudget\tTo date\tBudget\tTo date\tBudget\tTo date\nParks\t640.5\t210.0\t-20.5\t-3.0\t620.0\t207.0\n"
        "Roads\t118.0\t35.0\t-71.0\t0\t47.0\t35.0"),
        [],
    ),
}  # fmt: skip


def wrong(table: str) -> list[str]:
    report = check_document(Document.of(f"Position at year end\n\n{table}\n"))
    return [judgement.places[0].quote for judgement in report.of(Verdict.WRONG)]


@pytest.mark.parametrize("name", TABLES)
def test_a_true_table_has_nothing_wrong(name: str) -> None:
    assert wrong(TABLES[name][0]) == []


@pytest.mark.parametrize(
    ("name", "right", "printed"), [(name, *change) for name, (_, changes) in TABLES.items() for change in changes]
)
def test_one_wrong_cell_is_one_finding_at_that_cell(name: str, right: str, printed: str) -> None:
    table = TABLES[name][0]
    assert table.count(right) == 1
    assert wrong(table.replace(right, printed)) == [printed.strip().split("\t")[-1]]


def test_the_explanation_keeps_the_signs_and_the_order_of_the_rows() -> None:
    table = (
        "Area\t2022\t2023\tChange\nNorth\t100\t120\t20\nSouth\t200\t210\t10\nEast\t150\t160\t10\nTotal\t450\t490\t45"
    )
    report = check_document(Document.of(table))
    (finding,) = report.of(Verdict.WRONG)
    assert finding.should_be == "40"
    assert "490 - 450 = 40" in finding.explanation or "20 + 10 + 10" in finding.explanation
    assert "-40" not in finding.explanation


def test_tables_of_two_measures_by_month_need_not_agree() -> None:
    heading = "Month\tYear to June 2018\tYear to June 2019\tYear to June 2020\n"
    one = f"Serious casualties by month\n\n{heading}October\t51\t37\t51\nNovember\t38\t44\t54\n"
    two = f"Collisions by month\n\n{heading}October\t51\t37\t45\nNovember\t38\t44\t54\n"
    assert wrong(f"{one}\n{two}") == []
    assert wrong(f"{one}\n{two.replace('Collisions', 'Serious casualties')}") == ["51"]


def test_a_wrong_total_names_the_cells_that_it_is_worked_out_from() -> None:
    text = "Table 1: Reports\n\nType\tReports\nNoise\t377\nLitter\t741\nVehicles\t296\nTotal\t1,514\n"
    (finding,) = check_document(Document.of(text)).of(Verdict.WRONG)
    assert [place.quote for place in finding.places] == ["1,514"]
    assert [place.quote for place in finding.all_places] == ["1,514", "377", "741", "296"]
