"""The error tree. Every error a user can cause names the file, the place, the fault and the mend.

OpenScrutinyError
├── DefinitionError      a workspace file is wrong: carries every fault found, not only the first
├── RecordsError         an extract cannot be read, or the store cannot be written
├── CalculationError     an engine cannot answer
├── ReportError          a report cannot be built
└── ReleaseError         a release cannot be published, found or explained
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class OpenScrutinyError(Exception):
    """The root of everything this program raises on purpose. Its text is fit to show a user."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in one place of one file, and what to do about it."""

    file: str
    line: int
    place: str
    fault: str
    mend: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        place = f" {self.place}:" if self.place else ""
        return f"{where}:{place} {self.fault}" + (f" {self.mend}" if self.mend else "")


class DefinitionError(OpenScrutinyError):
    """Faults in a workspace's definitions, all of them at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class RecordsError(OpenScrutinyError):
    """An extract cannot be read or the store cannot take it. What was stored before is untouched."""


class CalculationError(OpenScrutinyError):
    """A calculation was asked for that the data or the engine cannot answer."""


class ReportError(OpenScrutinyError):
    """A report cannot be built."""


class ReleaseError(OpenScrutinyError):
    """A release cannot be published, found or explained."""


def did_you_mean(word: object, choices: Iterable[object]) -> str:
    """A mend for a misspelt word: the nearest choice, else the list of choices (at most eight)."""
    names = sorted(str(choice) for choice in choices)
    near = get_close_matches(str(word), names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    if not names:
        return ""
    shown = ", ".join(names[:8]) + (" ..." if len(names) > 8 else "")
    return f"Choose one of: {shown}."
