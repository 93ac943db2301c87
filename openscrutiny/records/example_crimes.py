"""Makes the example's crimes and crimed incidents: synthetic rows whose counts by quarter are exactly the history's.

Every quarter has one row an offence, and beside them crimed incidents, which lie outside total recorded crime. A flag
is then put on as many rows as the history says, drawn from the offences it goes with, some of them crimed incidents.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openscrutiny.records.example_cells import TYPES
from openscrutiny.records.example_history import ALL_QUARTERS, Quarter, Whole, divide, spread_over_days

CRIMED_INCIDENT = len(TYPES)  # the code after the last type: a row without an offence
CRIMED_INCIDENTS_A_QUARTER = 6000
AREA_SHARES = (0.234, 0.244, 0.126, 0.204, 0.186, 0.006)  # the five areas, then not recorded or outside
PEOPLE, OFTEN_HARMED = 240_000, 26_000

VIOLENCE = ("violence_with_injury", "violence_without_injury", "criminal_damage_and_arson", "public_order")
SEXUAL = ("rape", "other_sexual_offences")
VICTIMLESS = ("drug_offences", "possession_of_weapons", "misc_crimes_against_society")

# Flag: the share of its rows that are crimed incidents, and how readily the offences it goes with carry it.
FLAGS: dict[str, tuple[float, dict[str, float]]] = {
    "cyber": (0.04, {"violence_without_injury": 8, "other_sexual_offences": 3, "misc_crimes_against_society": 3}),
    "alcohol": (0.06, {"violence_with_injury": 5, "violence_without_injury": 3, "public_order": 4, "rape": 1}),
    "hate": (0.22, {"public_order": 6, "violence_without_injury": 3, "criminal_damage_and_arson": 1}),
    "domestic_abuse": (0.30, {**dict.fromkeys(VIOLENCE, 4.0), "criminal_damage_and_arson": 1, "rape": 3}),
    "child_sexual_exploitation": (0.35, {"other_sexual_offences": 6, "rape": 3}),
    "vulnerable_adult": (0.40, {**dict.fromkeys(VIOLENCE, 2.0), "all_other_theft_offences": 1, "rape": 2}),
    "child_at_risk": (0.45, {**dict.fromkeys(VIOLENCE, 2.0), **dict.fromkeys(SEXUAL, 4.0), "drug_offences": 1}),
}
HISTORY_OF_FLAG = {"alcohol": "alcohol_related", "hate": "hate_crime"}

# What the pack's prose says of areas, met to the unit: Telford and Wrekin (the fifth) in the last two quarters.
FLAGS_BY_AREA: dict[tuple[str, Quarter], tuple[int, ...]] = {
    ("hate", (2020, 1)): (125, 95, 62, 105, 84, 2),
    ("hate", (2020, 2)): (148, 113, 76, 101, 131, 3),
    ("child_at_risk", (2020, 1)): (1060, 1112, 573, 974, 904, 28),
    ("child_at_risk", (2020, 2)): (1190, 1254, 632, 1101, 1148, 31),
}


@dataclass(frozen=True, slots=True)
class Crimes:
    """Columns of equal length, in order of the day recorded. `area` and `offence` are positions in their lists."""

    recorded_on: NDArray[np.datetime64]
    committed_on: NDArray[np.datetime64]
    area: Whole
    offence: Whole
    victim: Whole  # a number of a made-up person; -1: no victim
    flags: dict[str, NDArray[np.bool_]]


def make_crimes(history: dict[str, dict[Quarter, int]], chance: np.random.Generator) -> Crimes:
    """Every crime and crimed incident from April 2017 to September 2020."""
    quarters = [_make_quarter(quarter, history, chance) for quarter in ALL_QUARTERS]
    return Crimes(
        recorded_on=np.concatenate([part.recorded_on for part in quarters]),
        committed_on=np.concatenate([part.committed_on for part in quarters]),
        area=np.concatenate([part.area for part in quarters]),
        offence=np.concatenate([part.offence for part in quarters]),
        victim=np.concatenate([part.victim for part in quarters]),
        flags={flag: np.concatenate([part.flags[flag] for part in quarters]) for flag in FLAGS},
    )


def _make_quarter(quarter: Quarter, history: dict[str, dict[Quarter, int]], chance: np.random.Generator) -> Crimes:
    counts = [history[row.id][quarter] for row in TYPES] + [CRIMED_INCIDENTS_A_QUARTER]
    offence = np.repeat(np.arange(len(counts)), counts)
    recorded = np.concatenate([spread_over_days(count, quarter, chance) for count in counts])
    area = np.concatenate([chance.permutation(_areas(count)) for count in counts])
    order = np.lexsort((chance.random(len(offence)), recorded))
    offence, recorded, area = offence[order], recorded[order], area[order]
    flags = {flag: _flag_rows(flag, quarter, history, offence, area, chance) for flag in FLAGS}
    committed = np.subtract(recorded, _delays(offence, chance))
    return Crimes(recorded, committed, area, offence, _victims(offence, flags, chance), flags)


def _areas(count: int) -> Whole:
    return np.repeat(np.arange(len(AREA_SHARES)), divide(count, AREA_SHARES))


def _flag_rows(
    flag: str,
    quarter: Quarter,
    history: dict[str, dict[Quarter, int]],
    offence: Whole,
    area: Whole,
    chance: np.random.Generator,
) -> NDArray[np.bool_]:
    """Exactly as many rows as the history says, drawn without replacement by how readily they carry the flag."""
    count = history[HISTORY_OF_FLAG.get(flag, flag)][quarter]
    by_area = FLAGS_BY_AREA.get((flag, quarter), tuple(divide(count, AREA_SHARES)))
    share, readiness = FLAGS[flag]
    weights = np.array([readiness.get(row.id, 0.002) for row in TYPES] + [0.0])
    chosen = np.zeros(len(offence), dtype=bool)
    for place, wanted in enumerate(by_area):
        here = np.flatnonzero(area == place)
        outside_total = offence[here] == CRIMED_INCIDENT
        of_incidents = min(round(share * wanted), int(outside_total.sum()))
        incidents, crimes = here[outside_total], here[~outside_total]
        chosen[chance.permutation(incidents)[:of_incidents]] = True
        turn = chance.exponential(size=len(crimes)) / weights[offence[crimes]]
        chosen[crimes[np.argsort(turn, kind="stable")[: wanted - of_incidents]]] = True
    return chosen


def _delays(offence: Whole, chance: np.random.Generator) -> NDArray[np.timedelta64]:
    """Days from offence to record: mostly none or one, longer for theft, years for some sexual offences."""
    days = chance.geometric(0.55, size=len(offence)) - 1
    late = chance.random(len(offence)) < 0.12
    days = np.where(late, days + chance.integers(3, 60, size=len(offence)), days)
    sexual = np.isin(offence, [number for number, row in enumerate(TYPES) if row.id in SEXUAL])
    long_ago = sexual & (chance.random(len(offence)) < 0.25)
    days = np.where(long_ago, chance.integers(365, 5000, size=len(offence)), days)
    return days.astype("timedelta64[D]")


def _victims(offence: Whole, flags: dict[str, NDArray[np.bool_]], chance: np.random.Generator) -> Whole:
    """A made-up person for rows with a victim; domestic abuse falls on fewer people, some of them often."""
    person = chance.integers(OFTEN_HARMED, PEOPLE, size=len(offence))
    again = (OFTEN_HARMED * chance.random(len(offence)) ** 1.6).astype(np.int64)
    person = np.where(flags["domestic_abuse"], again, person)
    victimless = np.isin(offence, [number for number, row in enumerate(TYPES) if row.id in VICTIMLESS])
    return np.where(victimless | (chance.random(len(offence)) < 0.08), -1, person)
