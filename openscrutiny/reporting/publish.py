"""Releases: numbered, immutable, each in its own folder. A correction is release n + 1 with its reason."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from openscrutiny.calculation.disclosure import Cell
from openscrutiny.errors import ReleaseError
from openscrutiny.periods import Calendar
from openscrutiny.reporting.build import Earlier
from openscrutiny.reporting.folders import hash_bytes


def name_period(key: str) -> str:
    """A period's key as a folder name: 2020/21-Q2 -> 2020-21-Q2."""
    return key.replace("/", "-")


def draft_folder(root: Path, report: str, period_key: str) -> Path:
    return root / "drafts" / report / name_period(period_key)


def release_folder(root: Path, report: str, period_key: str, number: int) -> Path:
    return root / "releases" / report / name_period(period_key) / str(number)


def list_releases(root: Path, report: str, period_key: str) -> tuple[int, ...]:
    """The numbers of the releases of a report for a period, in order."""
    folder = root / "releases" / report / name_period(period_key)
    found = [int(path.name) for path in folder.iterdir() if path.name.isdigit()] if folder.is_dir() else []
    return tuple(sorted(found))


def read_statement(folder: Path) -> Mapping[str, Any]:
    """A release's release.json. Raises ReleaseError where the folder holds none."""
    path = folder / "release.json"
    try:
        found: Mapping[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ReleaseError(
            f"{path}: no release can be read there ({error}). Name a release's or draft's folder."
        ) from error
    return found


def read_earlier(root: Path, report: str, period_key: str, calendar: Calendar) -> Earlier | None:
    """What the newest release of the same report and period printed; None where there is none."""
    numbers = list_releases(root, report, period_key)
    if not numbers:
        return None
    folder = release_folder(root, report, period_key, numbers[-1])
    rows = json.loads((folder / "figures.json").read_bytes())["figures"]
    values: dict[Cell, Decimal] = {}
    for row in rows:
        if row["kind"] == "value" and row["state"] == "value":
            try:
                values[row["measure"], row["area"], _period(row, calendar)] = Decimal(row["value"])
            except (InvalidOperation, ValueError):
                continue
    return Earlier(numbers[-1], {row["address"]: row["text"] for row in rows}, values)


def check_release(folder: Path) -> tuple[str, ...]:
    """Every file of a release that is missing or is not what release.json says, in words; empty where all is well."""
    outputs = read_statement(folder)["outputs"]
    faults = []
    for name, expected in outputs.items():
        path = folder / name
        if not path.is_file():
            faults.append(f"{path}: is missing.")
        elif hash_bytes(path.read_bytes()) != expected:
            faults.append(f"{path}: is not the file that was published.")
    return tuple(faults)


def _period(row: Mapping[str, Any], calendar: Calendar) -> Any:
    return calendar.parse(row["period"])
