"""How the example's counts lie in time and place: whole quarters, the days inside them, and areas.

Quarters from 2019/20 on come from the solver; 2017/18 and 2018/19 are 2019/20 scaled by a factor for each row.
"""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from openscrutiny.records.example_cells import TOTAL, TYPES
from openscrutiny.records.example_quarters import solve_quarters

Whole = NDArray[np.int64]
Quarter = tuple[int, int]  # the year a financial year begins in, and 1 to 4

FIRST, LAST = (2017, 1), (2020, 2)
ALL_QUARTERS: tuple[Quarter, ...] = tuple(
    (year, quarter) for year in range(2017, 2021) for quarter in range(1, 5) if (year, quarter) <= LAST
)

# Counts of 2018/19 and 2017/18 as a share of 2019/20. Rows not named: nearly level.
EARLIER = {
    "cyber": (0.58, 0.41),
    "drug_offences": (0.84, 0.93),
    "shoplifting": (0.96, 0.93),
    "residential_burglary_dwelling": (1.18, 1.31),
    "burglary_business_and_community": (1.07, 1.18),
    "all_other_theft_offences": (1.20, 1.18),
    "bicycle_theft": (1.25, 1.28),
    "violence_without_injury": (0.94, 0.84),
    "public_order": (0.93, 0.98),
    "anti_social_behaviour": (1.14, 1.31),
    "child_sexual_exploitation": (1.15, 1.08),
    "hate_crime": (0.97, 0.90),
    "vulnerable_adult": (0.90, 0.76),
    "child_at_risk": (0.93, 0.84),
    "domestic_abuse": (0.93, 0.83),
}
NEARLY_LEVEL = (1.01, 0.98)

# Months of 2020 against an ordinary day of their quarter. Only the division inside a quarter follows from them.
LOCKDOWN = {(2020, 4): 0.74, (2020, 5): 1.02, (2020, 6): 1.22, (2020, 7): 1.05, (2020, 8): 1.03, (2020, 9): 0.92}
CALLS_IN_LOCKDOWN = {(2020, 4): 1.25, (2020, 5): 1.08, (2020, 6): 0.67, (2020, 7): 1.10, (2020, 8): 1.04}
WEEKDAYS = (1.0, 0.98, 0.97, 0.98, 1.02, 1.06, 0.99)  # Monday first


def build_history() -> dict[str, dict[Quarter, int]]:
    """Counts of every row in each quarter from April 2017 to September 2020; the total is the sum of its types."""
    solved = {row: quarters.by_quarter() for row, quarters in solve_quarters().items()}
    for row, counts in solved.items():
        for back, factor in enumerate(EARLIER.get(row, NEARLY_LEVEL), start=1):
            for number in range(1, 5):
                wobble = 1 + 0.02 * np.sin(7.0 * number + 3.0 * back + len(row))
                counts[(2019 - back, number)] = max(1, round(counts[(2019, number)] * factor * wobble))
    for quarter in ALL_QUARTERS:
        solved[TOTAL.id][quarter] = sum(solved[row.id][quarter] for row in TYPES)
        parts = ("killed_in_collisions", "seriously_injured_in_collisions")
        solved["ksi_casualties"][quarter] = sum(solved[part][quarter] for part in parts)
    return solved


def first_day(quarter: Quarter) -> date:
    year, number = quarter
    return date(year, 1 + 3 * number, 1) if number < 4 else date(year + 1, 1, 1)


def spread_over_days(
    count: int, quarter: Quarter, chance: np.random.Generator, calls: bool = False
) -> NDArray[np.datetime64]:
    """`count` days of the quarter in order, by weekday and by what happened in 2020 (`calls`: to calls for service)."""
    start = first_day(quarter)
    length = (first_day((quarter[0] + quarter[1] // 4, quarter[1] % 4 + 1)) - start).days
    days = [start + timedelta(days=number) for number in range(length)]
    shape = CALLS_IN_LOCKDOWN if calls else LOCKDOWN
    weights = np.array([WEEKDAYS[day.weekday()] * shape.get((day.year, day.month), 1.0) for day in days])
    per_day = chance.multinomial(count, weights / weights.sum())
    return np.repeat(np.arange(np.datetime64(start), np.datetime64(start + timedelta(days=length))), per_day)


def divide(count: int, shares: tuple[float, ...]) -> Whole:
    """`count` in whole parts as near the shares as can be, adding up to it (largest remainders)."""
    exact = np.array(shares) / sum(shares) * count
    parts = np.floor(exact).astype(np.int64)
    parts[np.argsort(parts - exact, kind="stable")[: count - int(parts.sum())]] += 1
    return parts
