"""What a load declares of itself: the months and areas it covers and the day it was extracted."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openscrutiny.definitions import Faults, Section, read_definition
from openscrutiny.errors import did_you_mean
from openscrutiny.periods import Month, months_between

MANIFEST_ENDING = ".manifest.yaml"
IN_FILE_NAME = "file name"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Months `first` to `last` (both included) and areas; no areas means all of them, outside included."""

    first: Month
    last: Month
    areas: tuple[str, ...] = ()

    def covers(self, month: Month, area: str | None = None) -> bool:
        """Whether the month of an area is covered; with no area, whether that of every area is."""
        return self.first <= month <= self.last and (not self.areas or area in self.areas)

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(months_between(self.first, self.last))


@dataclass(frozen=True, slots=True)
class Declaration:
    """The part of a source or a manifest that tells of one extract. None where it says nothing."""

    coverage: Coverage | None = None
    extracted_on: date | None = None
    month_in_file_name: bool = False

    def completed_by(self, file: Path) -> "Declaration":
        """This declaration for one file: the month is taken from its name where that is where it stands."""
        if self.coverage or not self.month_in_file_name:
            return self
        match = re.search(r"(?<!\d)(\d{4}-(?:0[1-9]|1[0-2]))(?!\d)", file.name)
        month = Month.parse(match[1]) if match else None
        return Declaration(Coverage(month, month) if month else None, self.extracted_on)


def read_declaration(section: Section, areas: tuple[str, ...]) -> Declaration:
    """The keys `coverage` and `extracted_on` of a source or a manifest; what is wrong becomes a fault."""
    extracted_on = section.day("extracted_on")
    if section.value("coverage") == IN_FILE_NAME:
        return Declaration(None, extracted_on, month_in_file_name=True)
    part = section.section("coverage")
    if part is None:
        return Declaration(None, extracted_on)
    first, last = _month(part, "from"), _month(part, "to")
    named = part.texts("areas")
    for area in named:
        if area not in areas:
            part.fault("areas", f"no such area '{area}'.", did_you_mean(area, areas))
    if first and last and last < first:
        part.fault("to", f"{last} is before {first}.", "Write the last month covered.")
    part.finish()
    if first is None or last is None:
        return Declaration(None, extracted_on)
    return Declaration(Coverage(first, last, tuple(sorted(set(named)))), extracted_on)


def read_manifest(root: Path, file: Path, areas: tuple[str, ...], declared: Declaration, faults: Faults) -> Declaration:
    """What is declared of one file: its manifest (`<file>.manifest.yaml`) rules, the source fills the rest."""
    path = file.with_name(file.name + MANIFEST_ENDING)
    if not path.exists():
        return declared.completed_by(file)
    top = read_definition(path, faults, root)
    own = read_declaration(top, areas).completed_by(file)
    top.finish()
    rest = declared.completed_by(file)
    return Declaration(own.coverage or rest.coverage, own.extracted_on or rest.extracted_on)


def _month(section: Section, key: str) -> Month | None:
    text = section.text(key)
    try:
        return Month.parse(text) if text else None
    except ValueError as error:
        section.fault(key, str(error))
        return None
