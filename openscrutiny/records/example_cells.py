"""The printed cells that the example's records are made to reproduce, and what is known around them.

Facts only, carried over from the performance report in the papers of a real Police and Crime Panel of 27 November
2020 (quarter 2 of 2020/21): the printed cells, and quarters it does not print as far as its prose or the Home Office
open data table tells of them. Everything else about the example is synthetic.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One printed row: limits, Q2 of both years, year to date change in per cent, and what its quarters lie near.

    `near` is (Q1, Q3, Q4 of the year before, Q1 of this year): a preference, not a condition. `known` are those of
    the four, by position, that the prose or another table states and that agree with the printed row.
    `upper` and `lower` are None where the table prints none; one table prints the upper limit alone.
    """

    id: str
    upper: int | None
    lower: int | None
    now: int
    last_year: int
    change: int
    near: tuple[int, int, int, int]
    known: tuple[int, ...] = ()


TOTAL = PrintedRow("total_recorded_crime", 24420, 19173, 20754, 23316, -15, (21440, 22071, 20105, 17415))

# The 18 types that add up to the total, in printed order. `near`: Home Office open data quarters, where its groups
# match a type; else the pattern that the limits and the total leave room for.
TYPES = (
    PrintedRow("violence_with_injury", 3294, 2278, 2890, 3048, -13, (2779, 2881, 2448, 2185)),
    PrintedRow("violence_without_injury", 6670, 5006, 6403, 6333, 1, (5400, 5950, 5650, 5470)),
    PrintedRow("rape", 351, 263, 368, 328, -3, (322, 301, 282, 264)),
    PrintedRow("other_sexual_offences", 564, 518, 571, 534, -9, (551, 533, 548, 418)),
    PrintedRow("personal_robbery", 157, 140, 144, 148, -20, (143, 154, 147, 92)),
    PrintedRow("business_robbery", 19, 11, 8, 13, -54, (13, 17, 16, 4)),
    PrintedRow("residential_burglary_dwelling", 1004, 926, 615, 984, -30, (955, 965, 955, 743)),
    PrintedRow("burglary_business_and_community", 757, 603, 556, 718, -31, (664, 705, 634, 398), (3,)),
    PrintedRow("vehicle_offences", 1388, 1252, 872, 1339, -40, (1325, 1349, 1273, 737)),
    PrintedRow("theft_from_person", 255, 110, 102, 217, -62, (170, 206, 137, 46)),
    PrintedRow("bicycle_theft", 274, 138, 281, 241, 14, (229, 185, 171, 256)),
    PrintedRow("shoplifting", 2173, 1633, 1418, 1989, -38, (2009, 1898, 1717, 1053)),
    PrintedRow("all_other_theft_offences", 2482, 1505, 1520, 2224, -36, (2121, 1980, 1666, 1270)),
    PrintedRow("criminal_damage_and_arson", 2598, 2199, 2259, 2458, -16, (2387, 2492, 2267, 1809)),
    PrintedRow("drug_offences", 685, 464, 698, 554, 33, (526, 653, 560, 736), (3,)),
    PrintedRow("possession_of_weapons", 268, 207, 243, 233, -12, (260, 231, 227, 193)),
    PrintedRow("public_order", 1736, 970, 1450, 1610, -7, (1358, 1301, 1152, 1320)),
    PrintedRow("misc_crimes_against_society", 369, 324, 356, 345, 2, (340, 363, 340, 340)),
)

# Rows that overlap the types, or count something else. `known`: first quarters worked out in the-reference-pack.md.
OTHERS = (
    PrintedRow("cyber", 1070, 324, 1162, 863, 47, (805, 442, 678, 1295), (3,)),
    PrintedRow("alcohol_related", 2183, 1072, 1895, 1912, -6, (1760, 1500, 1340, 1560)),
    PrintedRow("incidents", 84806, 66504, 82585, 81350, -1, (76500, 73500, 71200, 73900)),
    PrintedRow("anti_social_behaviour", 12433, 6997, 13004, 11337, 49, (10291, 8330, 8902, 19157), (1, 2, 3)),
    PrintedRow("child_sexual_exploitation", 214, 75, 164, 168, -2, (180, 120, 110, 177), (3,)),
    PrintedRow("hate_crime", 607, 307, 572, 557, 3, (458, 434, 380, 473), (3,)),
    PrintedRow("vulnerable_adult", 3904, 3163, 3961, 3793, 3, (3532, 3420, 3390, 3584), (3,)),
    PrintedRow("child_at_risk", 5744, 5008, 5356, 5613, -9, (5380, 5330, 5180, 4651), (3,)),
    PrintedRow("domestic_abuse", 7957, 6066, 7620, 7598, 3, (7000, 7000, 6440, 7423)),
    PrintedRow("killed_in_collisions", None, None, 14, 14, -32, (11, 12, 9, 3)),
    PrintedRow("seriously_injured_in_collisions", None, None, 131, 137, -26, (110, 128, 104, 53)),
    PrintedRow("ksi_casualties", None, None, 145, 151, -26, (121, 140, 113, 56), (3,)),
    PrintedRow("soc_disruptions", None, None, 52, 30, 58, (20, 33, 41, 27)),
    PrintedRow("missing_person_incidents", 1325, None, 932, 1187, -34, (1261, 1100, 1080, 672), (0, 3)),
    PrintedRow("missing_person_reports", 1228, None, 810, 948, -33, (1129, 820, 805, 583), (0, 3)),
    PrintedRow("missing_person_reports_repeat", 468, None, 214, 285, -48, (411, 212, 206, 146), (0, 3)),
    PrintedRow("missing_person_reports_under_18", 821, None, 451, 570, -41, (715, 415, 405, 311), (0, 3)),
)

# Printed for collisions is only the rise: 14, which is 12 %. That leaves 113 to 121 in Q2 2019/20.
KSI_COLLISIONS = {"now": (48, 131), "last_year": (98, 117, 111, 92)}

# The table of anti-social behaviour by kind: personal, nuisance, environmental. Every row adds up to its total.
ASB_KINDS = ("personal", "nuisance", "environmental")
ASB_BY_KIND = {
    (2019, 2): (1205, 9463, 669),
    (2019, 3): (952, 6955, 423),
    (2019, 4): (983, 7347, 572),
    (2020, 1): (1346, 15360, 2451),
    (2020, 2): (1599, 10296, 1109),
}
