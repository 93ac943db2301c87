"""Data versions: which loads were known on a day, what each covers, and which of their rows a later load replaced."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openscrutiny.periods import Month
from openscrutiny.records.coverage import Coverage
from openscrutiny.records.sources import LoadKind


@dataclass(frozen=True, slots=True)
class Purge:
    """A tombstone: how many rows of a load were disposed of, under which rule, by whom and when.

    `months` are those that a retention rule took rows of: nothing can be counted of them any more. An erasure has none.
    """

    count: int
    rule: str
    actor: str
    on: date
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """One file as it was read. `id` is a hash of the file's content, its mapping, contract and declaration.

    `areas` is empty where the load covers all; `force_areas` are the areas that there were in its months.
    `person_key` tells which key its people were hashed with; it is no part of the id. `withdrawn` counts
    records of earlier loads that its coverage should hold and does not.
    """

    id: str
    table: str
    source: str
    file: str
    file_hash: str
    kind: LoadKind
    extracted_on: date
    first: Month
    last: Month
    areas: tuple[str, ...]
    force_areas: tuple[str, ...]
    rows: int
    rejected: int
    duplicates: int
    contract_hash: str
    mapping_hash: str
    person_key: str = ""
    withdrawn: int = 0
    purges: tuple[Purge, ...] = ()

    @property
    def coverage(self) -> Coverage:
        return Coverage(self.first, self.last, self.areas)

    @property
    def order(self) -> tuple[date, str]:
        """Later wins: by the day of extraction, then by content, never by when it was loaded."""
        return self.extracted_on, self.id

    @property
    def purged(self) -> int:
        return sum(purge.count for purge in self.purges)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one load: its Parquet file, and files of `_row` numbers that later loads replaced.

    `rows` has the contract's columns, `_row` BIGINT (the line it begins on) and `_counts` BOOLEAN (false for records
    that were cancelled or transferred). A row counts where `_counts` holds and no file of `lost` has its `_row`.
    """

    load: str
    rows: Path
    lost: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class TableVersion:
    """A table as it was known: its parts, in the order of extraction."""

    name: str
    parts: tuple[Part, ...]
    loads: tuple[Load, ...]

    def covers(self, month: Month, area: str | None = None) -> bool:
        """Whether the month is known for an area; with no area, for every area of the force."""
        return self._known(month, area) is not None

    def known_on(self, month: Month, area: str | None = None) -> date | None:
        """The newest day of extraction that covers the month; None where it is not covered."""
        return self._known(month, area)

    def was_disposed(self, month: Month) -> bool:
        """Whether a retention rule took rows of the month."""
        return any(month in purge.months for load in self.loads for purge in load.purges)

    def _known(self, month: Month, area: str | None) -> date | None:
        covering = _list_telling([load for load in self.loads if load.first <= month <= load.last], month)
        if area is not None:
            covering = [load for load in covering if load.coverage.covers(month, area)]
        elif not _cover_force(covering):
            return None
        return max((load.extracted_on for load in covering), default=None)


def _list_telling(loads: list[Load], month: Month) -> list[Load]:
    """Of the loads that cover a month, in order of extraction, those that still tell of all of it.

    Once a retention rule took rows of the month from a load, only a snapshot extracted later tells of it.
    """
    taken = [place for place, load in enumerate(loads) if any(month in purge.months for purge in load.purges)]
    if not taken:
        return loads
    later = loads[taken[-1] + 1 :]
    return later if any(load.kind is LoadKind.SNAPSHOT for load in later) else []


def _cover_force(loads: list[Load]) -> bool:
    if any(not load.areas for load in loads):
        return True
    needed = {area for load in loads for area in load.force_areas}
    return bool(loads) and needed <= {area for load in loads for area in load.areas}


@dataclass(frozen=True, slots=True)
class DataVersion:
    """Everything known on a day. `id` is a hash of what the loads hold, whatever the order they were loaded in."""

    id: str
    tables: Mapping[str, TableVersion]


def hash_loads(loads: tuple[Load, ...]) -> str:
    """The id of the data version made of these loads: 16 hexadecimal digits."""
    told = sorted(f"{load.id} {[(p.count, p.rule, p.actor, p.on.isoformat()) for p in load.purges]}" for load in loads)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
