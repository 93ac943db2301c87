"""Writes the example's extracts: synthetic records that reproduce the reference pack's printed tables in every cell.

All persons, places and events in them are made up; every id begins with SYN-. The same seed gives the same bytes.
A few rows are as real extracts have them: ids that stand twice, an impossible date, an area or a type nobody knows.
None of them changes a count, because the first row of an id counts and what cannot be read is rejected.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from openscrutiny.records.example_cells import TYPES
from openscrutiny.records.example_crimes import CRIMED_INCIDENT, FLAGS, make_crimes
from openscrutiny.records.example_events import (
    CATEGORIES,
    DISRUPTION_KINDS,
    ROAD_USERS,
    make_casualties,
    make_disruptions,
    make_incidents,
    make_missing_persons,
)
from openscrutiny.records.example_extracts import write_earlier_extracts, write_extract
from openscrutiny.records.example_history import Whole, build_history

AREAS = ("South Worcestershire", "North Worcestershire", "Herefordshire", "Shropshire", "Telford & Wrekin", "")
FLAG_HEADERS = {flag: flag.replace("_", " ").title() for flag in FLAGS}

# Rows no source can take, as the text of a line: the id is nobody else's, so that no other row is touched.
BAD_CRIMES = (
    "SYN-C-9000001,31/02/2020,2020-02-28,Shropshire,bicycle_theft,crime,N,N,N,N,N,N,N,",
    "SYN-C-9000002,2020-08-14,2020-08-13,Mercia Borough,vehicle_offences,crime,N,N,N,N,N,N,N,SYN-P-0000007",
    "SYN-C-9000003,2020-09-02,2020-09-02,Herefordshire,horse_stealing,crime,N,N,N,N,N,N,N,",
    "SYN-C-9000004,,2019-11-30,North Worcestershire,public_order,crime,N,N,N,N,N,N,N,",
)
BAD_INCIDENTS = (
    "SYN-I-9000001,2020-13-01,Telford & Wrekin,transport",
    "SYN-I-9000002,2020-07-19,Birmingham,transport",
)


def write_example_records(folder: Path, seed: int = 20201127) -> dict[str, int]:
    """Write the five extracts to `folder` (made where missing), and earlier ones of missing persons.

    Returns rows by file name, bad and repeated ones included.
    """
    folder.mkdir(parents=True, exist_ok=True)
    history = build_history()
    chance = np.random.default_rng(seed)
    crimes = make_crimes(history, chance)
    incidents = make_incidents(history, chance)
    casualties = make_casualties(history, chance)
    disruptions = make_disruptions(history, chance)
    missing = make_missing_persons(history, chance)
    extracts = {
        "crimes.csv.gz": (
            pa.table(
                {
                    "Crime Ref": _numbered("SYN-C-", np.arange(1, len(crimes.area) + 1)),
                    "Recorded Date": crimes.recorded_on,
                    "Committed Date": crimes.committed_on,
                    "Policing Area": _words(AREAS, crimes.area),
                    "Offence Type": _words([*(row.id for row in TYPES), ""], crimes.offence),
                    "Record Kind": _words(("crime", "crimed incident"), crimes.offence == CRIMED_INCIDENT),
                    **{header: _words("NY", crimes.flags[flag]) for flag, header in FLAG_HEADERS.items()},
                    "Victim Ref": _numbered("SYN-P-", crimes.victim),
                }
            ),
            BAD_CRIMES,
        ),
        "incidents.csv.gz": (
            pa.table(
                {
                    "Incident Ref": _numbered("SYN-I-", np.arange(1, len(incidents.area) + 1)),
                    "Reported Date": incidents.reported_on,
                    "Policing Area": _words(AREAS, incidents.area),
                    "Category": _words(CATEGORIES, incidents.category),
                }
            ),
            BAD_INCIDENTS,
        ),
        "casualties.csv.gz": (
            pa.table(
                {
                    "Casualty Ref": _numbered("SYN-K-", np.arange(1, len(casualties.area) + 1)),
                    "Collision Ref": _numbered("SYN-R-", casualties.collision),
                    "Collision Date": casualties.collided_on,
                    "Policing Area": _words(AREAS, casualties.area),
                    "Severity": _words(("serious", "fatal"), casualties.fatal),
                    "Road User": _words(ROAD_USERS, casualties.road_user),
                }
            ),
            (),
        ),
        "disruptions.csv.gz": (
            pa.table(
                {
                    "Disruption Ref": _numbered("SYN-D-", np.arange(1, len(disruptions.area) + 1)),
                    "Disruption Date": disruptions.disrupted_on,
                    "Policing Area": _words(AREAS, disruptions.area),
                    "Kind": _words(DISRUPTION_KINDS, disruptions.kind),
                }
            ),
            (),
        ),
        "missing_persons.csv.gz": (
            pa.table(
                {
                    "Incident Ref": _numbered("SYN-M-", np.arange(1, len(missing.area) + 1)),
                    "Reported Date": missing.reported_on,
                    "Policing Area": _words(AREAS, missing.area),
                    "Report Made": _words("NY", missing.report),
                    "Repeat": _words("NY", missing.repeat),
                    "Under 18": _words("NY", missing.under_18),
                }
            ),
            (),
        ),
    }
    rows = {name: write_extract(folder / name, table, bad) for name, (table, bad) in extracts.items()}
    late = np.random.default_rng(seed + 1)
    return rows | write_earlier_extracts(folder, "missing_persons", extracts["missing_persons.csv.gz"][0], late)


def _numbered(prefix: str, numbers: Whole) -> pa.Array:
    """Ids as text, `SYN-C-0000042`; empty where the number is negative."""
    known = pa.array(numbers >= 0)
    digits = pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), 7, "0")
    return pc.if_else(known, pc.binary_join_element_wise(prefix, digits, ""), pa.scalar(None, pa.string()))


def _words(words: Sequence[str], numbers: Whole | NDArray[np.bool_]) -> pa.Array:
    """The word at each position; the empty word is written as nothing."""
    choices = pa.array([word or None for word in words], pa.string())
    return choices.take(pa.array(numbers.astype(np.int64)))
