"""Designs of tables that bodies print: each true one has nothing wrong, and one wrong cell is one finding at that cell."""

import pytest

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Verdict

DESIGNS = {
    "targets, several figures, less is better": (
        ("Measure\tTarget\tLast quarter\tThis quarter\tYear to date\tStatus\nCalls answered in time\t90%\t88%\t92%\t89%\tGreen\nFiles in time\t80%\t77%\t71%\t82%\tRed\n"
        "Visits in time\t85%\t90%\t88%\t84%\tGreen\nLetters in time\t75%\t71%\t60%\t61%\tRed\nRepairs in time\t95%\t94%\t94.5%\t93%\tAmber\n"
        "Homes below standard (lower is better)\t4%\t5%\t6%\t7%\tRed\nLost days\t4%\t5%\t5%\t5%\tGreen"),
        [("60%\t61%\tRed", "60%\t61%\tGreen"), ("6%\t7%\tRed", "6%\t7%\tGreen")],
    ),
    "better and worse than last quarter": (
        ("Measure\tLast quarter\tThis quarter\tTrend\nCalls answered in time\t88%\t92%\tBetter\nFiles in time\t77%\t71%\tWorse\nVisits in time\t90%\t88%\tWorse\n"
        "Satisfaction\t71%\t79%\tBetter\nRepairs in time\t94%\t97%\tBetter\nSickness\t4%\t5%\tWorse"),
        [("71%\tWorse", "71%\tBetter")],
    ),
    "subtotals without a name": (
        ("Service\tBudget\tForecast\tVariance\nAdults\t41,205\t41,900\t695\nChildren\t30,118\t31,402\t1,284\n\t71,323\t73,302\t1,979\nRoads\t8,410\t8,300\t(110)\nWaste\t9,077\t9,150\t73\n"
        "Parks\t2,340\t2,215\t(125)\n\t19,827\t19,665\t(162)\nTotal\t91,150\t92,967\t1,817"),
        [("73,302", "73,203"), ("19,827", "18,927")],
    ),
    "twelve months and the year to date": (
        ("Kind\tFYTD\tLast FYTD\tRolling 12 months\nRobbery\t412\t398\t556\nBurglary\t1,205\t1,290\t1,688\nTheft\t2,311\t2,404\t3,117\nFraud\t90\t71\t131"),
        [("556", "356"), ("3,117", "1,317")],
    ),
    "references to notes, left out of totals": (
        ("Income | Note |\n2018/19 £000 |\n2017/18 £000 |\n---|---|---|---|\nFees | 1 | 13,923 | 12,911 |\nGrants | 2 | 16,171 | 15,426 |\nOther | 4 | 6,842 | 6,477 |\n"
        "Gifts | 6 | 305 | 239 |\nTotal income | 37,241 | 35,053 | |"),
        [("37,241", "37,421"), ("35,053", "35,530")],
    ),
    "an account in one column": (
        ("Income £000\nFunding grants 162,824\nFees 228,234\nContracts 195,064\nOther income 80,236\nTotal income 666,358\nStaff 356,252\nPensions 108,976\nSupplies 251,211\nWear 33,464\n"
        "Total expenditure 749,903\nDeficit before gains -83,545\nGains on sales 2,752\nDeficit before tax -80,793\nTax -140\nDeficit after tax -80,933"),
        [("749,903", "794,903"), ("-80,933", "-89,033")],
    ),
    "one cell a line, with points, brackets and dollars": (
        ("SUMMER\n2023\n2022\nChange\nRiders (000s)\n4,812\n4,410\n9.1%\nIncome (millions)\n$191.5\n$163.6\n17.1%\nLoss (millions)\n$16.7\n$19.5\n(14.4)%\nSeats taken\n84.2%\n82.7%\n1.5 pts.\n"
        "Margin\n8.7%\n11.9%\n-3.2pp\nWINTER\n2023\n2022\nChange\nRiders (000s)\n3,977\n4,114\n(3.3)%\nIncome (millions)\n$140.2\n$139.9\n0.2%\nSeats taken\n71.0%\n72.4%\n(1.4) pts."),
        [("\n17.1%", "\n27.1%"), ("\n1.5 pts.", "\n2.5 pts."), ("(3.3)%", "(4.3)%"), ("\n-3.2pp", "\n-5.2pp")],
    ),
    "one cell a line, differences without a heading": (
        ("NET COST\nExpenses\nStaff\n130,035\n138,769\n(8,734)\nSuppliers\n64,358\n65,409\n(1,051)\nGrants\n1,592\n1,958\n(366)\nWear\n8,878\n5,353\n3,525\nLosses\n2,177\n-\n2,177\n"
        "Total expenses\n207,040\n211,489\n(4,449)"),
        [("(1,051)", "(1,151)"), ("207,040", "217,040")],
    ),
    "shares of a last row named for the area": (
        ("Area\tThis quarter\tLast year\tDifference\tShare of force\nQuay\t137\t166\t-29\t23%\nMill\t110\t99\t+11\t18%\nPark\t92\t74\t+18\t15%\n"
        "Moor\t148\t146\t+2\t25%\nFen\t113\t101\t+12\t19%\nForce\t600\t586\t+14\t100%"),
        [("\t15%", "\t21%")],
    ),
    "heading over two lines": (
        ("            Calls     Calls                   Share of\nDepot      2025/26   2024/25   Change   %     county\nQuay           137       166      -29  -17%      23%\n"
        "Mill           110        99      +11  +11%      18%\nPark            92        74      +18  +24%      15%\nMoor           148       146       +2   +1%      25%\n"
        "Fen            113       101      +12  +12%      19%\nCounty         600       586      +14   +2%     100%"),
        [("      15%", "      21%"), ("  +12%", "  +21%")],
    ),
    "rows numbered": (
        ("No.\tScheme\tPlanned\tDelivered\tVariance\n1\tLamps\t410\t450\t40\n2\tPaths\t1,200\t1,150\t(50)\n3\tSigns\t880\t897\t17\n4\tSeats\t300\t276\t(24)\n"
        "\tTotal\t2,790\t2,773\t(17)"),
        [("(50)", "(90)"), ("2,773", "2,973")],
    ),
    "rows numbered, in print": (
        "No. Scheme Planned Delivered Variance\n1 Lamps 410 450 40\n2 Paths 1,200 1,150 (50)\n3 Signs 880 897 17\n4 Seats 300 276 (24)\nTotal 2,790 2,773 (17)",
        [(" (50)", " (90)")],
    ),
    "note within": (
        ("Kind\t2022\t2023\tChange\nLamps\t310\t352\t42\nPaths\t120\t98\t-22\nFigures of this kind are provisional\nSigns\t88\t91\t3\nSeats\t54\t40\t-14\n"
        "Total\t572\t581\t9"),
        [("\t-22", "\t-42"), ("\t581", "\t518")],
    ),
    "side by side": (
        "Depot\tCalls\tDepot\tCalls\nQuay\t310\tMoor\t44\nMill\t120\tFen\t61\nPark\t88\tWeir\t93\nTotal\t518\tTotal\t198",
        [("Total\t518", "Total\t581"), ("Total\t198", "Total\t189")],
    ),
    "balances": (
        "Month\tOpen at start\tOpened\tClosed\tOpen at end\nApr\t412\t60\t51\t421\nMay\t421\t48\t66\t403\nJun\t403\t71\t40\t434\nJul\t434\t39\t57\t416\nAug\t416\t44\t31\t429",
        [("\t434\nJul", "\t443\nJul"), ("Aug\t416", "Aug\t461")],
    ),
    "running total": (
        "Month\tCalls\tCumulative\nApr\t310\t310\nMay\t288\t598\nJun\t402\t1,000\nJul\t355\t1,355\nAug\t297\t1,652\nSep\t340\t1,992",
        [("\t1,355", "\t1,535"), ("Aug\t297", "Aug\t279")],
    ),
    "least and most": (
        "Depot\t2021\t2022\t2023\nQuay\t6.1\t6.4\t7.7\nMill\t9.4\t8.0\t8.8\nPark\t7.2\t7.9\t6.5\nMinimum\t6.1\t6.4\t6.5\nMaximum\t9.4\t8.0\t8.8",
        [("Minimum\t6.1\t6.4", "Minimum\t6.1\t7.4"), ("Maximum\t9.4", "Maximum\t4.9")],
    ),
    "ranks": (
        "Depot\tCalls per 1,000\tRank\nQuay\t31.2\t2\nMill\t44.0\t5\nPark\t28.7\t1\nMoor\t39.9\t4\nFen\t35.5\t3\nWeir\t51.4\t6",
        [("\t4\n", "\t2\n")],
    ),
    "heads of groups": (
        ("Kind\t2022\t2023\nViolence\t402\t431\nWith injury\t150\t161\nWithout injury\t252\t270\nTheft\t390\t352\nFrom shops\t210\t190\nBicycles\t120\t112\nOther theft\t60\t50\n"
        "All kinds\t792\t783"),
        [("Theft\t390", "Theft\t930"), ("\t783", "\t738")],
    ),
    "answers and their base": (
        "Area\tGood\tFair\tPoor\tBase\nQuay\t52%\t30%\t18%\t410\nMill\t47%\t29%\t24%\t388\nPark\t61%\t22%\t17%\t290\nMoor\t40%\t33%\t27%\t104",
        [("Mill\t47%", "Mill\t74%")],
    ),
    "targets met": (
        ("Measure\tTarget\tActual\tTarget met\nCalls answered in time\t90%\t92%\tYes\nFiles in time\t80%\t71%\tNo\nVisits in time\t85%\t88%\tYes\nLetters in time\t75%\t60%\tNo\n"
        "Repairs in time\t95%\t97%\tYes\nSickness\t4%\t5%\tNo"),
        [("60%\tNo", "60%\tYes")],
    ),
    "funding after spending": (
        ("Plan\t2024/25\t2025/26\t2026/27\nBase\t51,200\t53,430\t54,115\nPay\t2,310\t1,120\t1,190\nSavings\t(80)\t(435)\t(290)\nBudget requirement\t53,430\t54,115\t55,015\n"
        "Grant\t33,400\t34,234\t35,076\nPrecept\t16,130\t18,775\t19,526\nReserves\t3,620\t1,400\t1,400\nTotal funding\t53,150\t54,409\t56,002"),
        [("54,409", "54,904")],
    ),
    "signed column without a name": (
        "12 months to March Change\nDepot 2022 2023 Number %\nQuay 310 352 +42 +13.5%\nMill 120 98 -22 -18.3%\nPark 88 91 +3 +3.4%\nMoor 54 40 -14 -25.9%\nTotal 572 581 +9 +1.6%",
        [(" -22 ", " -42 ")],
    ),
    "dates in a heading": (
        ("Fund Balance at 1 April 2023 Used in year Added Balance at 31 March 2024\nGeneral 4,100 (150) 200 4,150\nPlant 900 (75) 0 825\nIT 1,310 0 60 1,370\n"
        "Legal 520 0 0 520\nTotal 6,830 (225) 260 6,865"),
        [(" 825", " 852")],
    ),
    "names that count up": (
        "Motion For Against Abstained Total votes\nAmendment 1 22 15 10 47\nAmendment 2 18 24 5 47\nBudget as amended 30 12 5 47\nMotion as a whole 28 11 8 47",
        [("Budget as amended 30 12 5 47", "Budget as amended 30 12 5 74")],
    ),
    "less is better for some": (
        "Measure\tTarget\tActual\tStatus\nDays to close\t20\t25\tMissed\nDays to answer\t5\t4\tMet\nCost of a visit\t30\t28\tMet\nFaults\t12\t19\tMissed\nReferrals\t40\t55\tMet",
        [],
    ),
}  # fmt: skip


def wrong(table: str) -> list[str]:
    document = Document.of(f"Position at year end\n\n{table}\n\nIt is reported each year.\n")
    report = check_document(document)
    assert all(p.quote in document.lines[p.line - 1].text for j in report.judgements for p in j.places)
    return [judgement.places[0].quote for judgement in report.of(Verdict.WRONG)]


@pytest.mark.parametrize("name", DESIGNS)
def test_a_true_table_has_nothing_wrong(name: str) -> None:
    assert wrong(DESIGNS[name][0]) == []


@pytest.mark.parametrize(
    ("name", "right", "printed"), [(name, *change) for name, (_, changes) in DESIGNS.items() for change in changes]
)
def test_one_wrong_cell_is_one_finding_at_that_cell(name: str, right: str, printed: str) -> None:
    table = DESIGNS[name][0]
    assert table.count(right) == 1
    cells = [set(text.replace("\n", "\t").replace(" ", "\t").split("\t")) for text in (right, printed)]
    (found,) = wrong(table.replace(right, printed))
    assert set(found.split()) & (cells[1] - cells[0])


def test_a_figure_that_spoils_its_difference_and_its_percentage_is_one_finding() -> None:
    table = "Depot\tApril\tMay\tChange\t% change\nQuay\t338\t411\t+73\t+21.6%\nMill\t207\t190\t-17\t-8.2%\nPark\t120\t132\t+12\t+10.0%\nFen\t88\t77\t-11\t-12.5%"
    assert wrong(table) == []
    assert len(wrong(table.replace("\t411", "\t421"))) == 1


def test_a_table_with_two_wrong_cells_has_two_findings() -> None:
    table = (
        "Heading\tBudget\tForecast\tVariance\nPay\t500\t450\t(50)\nFuel\t80\t95\t15\nRent\t60\t52\t(8)\nIT\t40\t46\t6\nFees\t25\t21\t(4)\n"
        "Total\t705\t664\t(41)"
    )
    assert wrong(table) == []
    assert wrong(table.replace("\t15\n", "\t51\n").replace("\t664\t", "\t646\t")) == ["51", "646"]


@pytest.mark.parametrize(
    ("note", "findings"),
    [
        ("Percentages are rounded and may not add to 100%.", ["7,451"]),
        ("The largest area is Quay.", ["7,451"]),
        ("Other depots are not shown.", []),
        ("Rows may not sum to the total as one call can have two reasons.", []),
    ],
)
def test_only_a_note_of_rows_left_out_or_counted_twice_excuses_a_total(note: str, findings: list[str]) -> None:
    assert wrong(f"Depot\tCalls\nQuay\t4,122\nMill\t2,272\nPark\t1,021\nTotal\t7,451\n\n{note}") == findings


def test_what_should_be_is_written_as_what_is_printed() -> None:
    table = "Heading\tBudget £m\tForecast £m\tVariance £m\t% variance\nPay\t50.0\t45.0\t(5.0)\t(10%)\nFuel\t8.0\t9.6\t1.6\t20%\nRent\t6.0\t5.1\t(0.9)\t(15%)\nIT\t4.0\t4.6\t0.6\t15%"
    report = check_document(Document.of(table.replace("(0.9)", "(0.2)").replace("20%", "24%")))
    assert {(j.printed, j.should_be) for j in report.of(Verdict.WRONG)} == {("(0.2)", "(0.9)"), ("24%", "20%")}
