"""Makes the example's incidents, road casualties and disruptions: synthetic rows, exact in every quarter."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openscrutiny.records.example_cells import ASB_BY_KIND, ASB_KINDS, KSI_COLLISIONS
from openscrutiny.records.example_crimes import AREA_SHARES
from openscrutiny.records.example_history import ALL_QUARTERS, Quarter, Whole, divide, spread_over_days

OTHER_INCIDENTS = {
    "crime_related": 0.31,
    "public_safety_and_welfare": 0.33,
    "transport": 0.17,
    "administration": 0.12,
    "domestic_incident": 0.07,
}
CATEGORIES = (*(f"anti_social_behaviour_{kind}" for kind in ASB_KINDS), *OTHER_INCIDENTS)
INCIDENT_AREA_SHARES = (0.236, 0.238, 0.129, 0.213, 0.174, 0.010)
CASUALTY_AREA_SHARES = (0.25, 0.19, 0.19, 0.26, 0.10, 0.01)

ROAD_USERS = ("vehicle occupant", "motorcyclist", "pedal cyclist", "pedestrian")
ROAD_USER_SHARES = (0.45, 0.25, 0.15, 0.15)
ROAD_USERS_IN = {(2020, 1): (16, 14, 19, 7)}  # the pack's minutes: 19 pedal cyclists and 14 motorcyclists of 56

# Collisions with a death in the two quarters that are compared; in every other quarter one a death at most.
FATAL_COLLISIONS = {(2019, 2): 10, (2020, 2): 13}

DISRUPTION_KINDS = ("pursue", "prepare", "protect", "prevent")
DISRUPTION_SHARES = (0.83, 0.04, 0.06, 0.07)

MISSING_PERSON_ROWS = ("incidents", "reports", "reports_repeat", "reports_under_18")


@dataclass(frozen=True, slots=True)
class Incidents:
    """Columns of equal length in order of the day reported; `area` and `category` are positions in their lists."""

    reported_on: NDArray[np.datetime64]
    area: Whole
    category: Whole


@dataclass(frozen=True, slots=True)
class Casualties:
    """One row a person killed or seriously injured; those of one collision share its number, day and area."""

    collision: Whole
    collided_on: NDArray[np.datetime64]
    area: Whole
    fatal: NDArray[np.bool_]
    road_user: Whole


@dataclass(frozen=True, slots=True)
class MissingPersons:
    """One row an incident; a report was made of some, and of those some are of repeat missing or young people."""

    reported_on: NDArray[np.datetime64]
    area: Whole
    report: NDArray[np.bool_]
    repeat: NDArray[np.bool_]
    under_18: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Disruptions:
    disrupted_on: NDArray[np.datetime64]
    area: Whole
    kind: Whole


def make_incidents(history: dict[str, dict[Quarter, int]], chance: np.random.Generator) -> Incidents:
    """Every incident from April 2017 to September 2020, anti-social behaviour by kind as the pack's table has it."""
    days, areas, categories = [], [], []
    for quarter in ALL_QUARTERS:
        anti_social = history["anti_social_behaviour"][quarter]
        kinds = divide(anti_social, ASB_BY_KIND.get(quarter, ASB_BY_KIND[(2019, 2)]))
        others = divide(history["incidents"][quarter] - anti_social, tuple(OTHER_INCIDENTS.values()))
        counts = np.concatenate([kinds, others])
        day = np.concatenate([spread_over_days(int(count), quarter, chance, calls=True) for count in counts])
        order = np.lexsort((chance.random(len(day)), day))
        days.append(day[order])
        categories.append(np.repeat(np.arange(len(counts)), counts)[order])
        areas.append(_shuffled(len(day), INCIDENT_AREA_SHARES, chance))
    return Incidents(np.concatenate(days), np.concatenate(areas), np.concatenate(categories))


def make_casualties(history: dict[str, dict[Quarter, int]], chance: np.random.Generator) -> Casualties:
    """Everyone killed or seriously injured, in as many collisions as the pack's rise between two quarters asks for."""
    columns: list[list[NDArray[np.generic]]] = [[], [], [], [], []]
    first = 1
    for quarter in ALL_QUARTERS:
        deaths = history["killed_in_collisions"][quarter]
        casualties = deaths + history["seriously_injured_in_collisions"][quarter]
        collisions = count_collisions(quarter, casualties)
        fatal_collisions = FATAL_COLLISIONS.get(quarter, deaths)
        of = np.concatenate([np.arange(collisions), np.zeros(casualties - collisions, dtype=np.int64)])
        fatal = np.arange(casualties) < fatal_collisions
        further = deaths - fatal_collisions  # deaths in a collision that already has one
        of[collisions:] = chance.integers(fatal_collisions, collisions, size=casualties - collisions)
        of[collisions : collisions + further] = chance.integers(0, fatal_collisions, size=further)
        fatal[collisions : collisions + further] = True
        day = chance.permutation(spread_over_days(collisions, quarter, chance))
        area = _shuffled(collisions, CASUALTY_AREA_SHARES, chance)
        users = divide(casualties, tuple(map(float, ROAD_USERS_IN.get(quarter, ROAD_USER_SHARES))))
        user = chance.permutation(np.repeat(np.arange(len(users)), users))
        order = np.argsort(day[of], kind="stable")
        for column, values in zip(columns, (of + first, day[of], area[of], fatal, user), strict=True):
            column.append(values[order])
        first += collisions
    return Casualties(*(np.concatenate(column) for column in columns))


def count_collisions(quarter: Quarter, casualties: int) -> int:
    """Collisions with someone killed or seriously injured: known near the printed rise, else nine in ten."""
    year, number = quarter
    known = {2019: KSI_COLLISIONS["last_year"], 2020: KSI_COLLISIONS["now"]}.get(year)
    return known[number - 1] if known else casualties * 9 // 10


def make_disruptions(history: dict[str, dict[Quarter, int]], chance: np.random.Generator) -> Disruptions:
    """Disruptions of serious organised crime groups, most of them to pursue."""
    days, areas, kinds = [], [], []
    for quarter in ALL_QUARTERS:
        count = history["soc_disruptions"][quarter]
        days.append(spread_over_days(count, quarter, chance))
        areas.append(_shuffled(count, AREA_SHARES, chance))
        kinds.append(_shuffled(count, DISRUPTION_SHARES, chance))
    return Disruptions(np.concatenate(days), np.concatenate(areas), np.concatenate(kinds))


def make_missing_persons(history: dict[str, dict[Quarter, int]], chance: np.random.Generator) -> MissingPersons:
    """Incidents of missing persons, with as many reports, repeats and young people as the pack's table has."""
    days, areas, flags = [], [], []
    for quarter in ALL_QUARTERS:
        counts = [history[f"missing_person_{what}"][quarter] for what in MISSING_PERSON_ROWS]
        days.append(spread_over_days(counts[0], quarter, chance))
        areas.append(_shuffled(counts[0], AREA_SHARES, chance))
        order = chance.permutation(counts[0])  # the first rows of it have reports
        report, repeat, under_18 = (np.zeros(counts[0], dtype=bool) for _ in range(3))
        report[order[: counts[1]]] = True
        repeat[chance.permutation(order[: counts[1]])[: counts[2]]] = True
        under_18[chance.permutation(order[: counts[1]])[: counts[3]]] = True
        flags.append(np.stack([report, repeat, under_18]))
    return MissingPersons(np.concatenate(days), np.concatenate(areas), *np.concatenate(flags, axis=1))


def _shuffled(count: int, shares: tuple[float, ...], chance: np.random.Generator) -> Whole:
    return chance.permutation(np.repeat(np.arange(len(shares)), divide(count, shares)))
