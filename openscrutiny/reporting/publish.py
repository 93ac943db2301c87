"""Releases: numbered, immutable, each in its own folder. A correction is release n + 1 with its reason."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openscrutiny
from openscrutiny.calculation.disclosure import Cell
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.errors import ReleaseError
from openscrutiny.periods import Calendar
from openscrutiny.records.store import DataVersion
from openscrutiny.reporting.build import Earlier
from openscrutiny.reporting.folders import hash_bytes
from openscrutiny.series import State

PROSE = ".md"
STATEMENT = "release.json"


def name_period(key: str) -> str:
    """A period's key as a folder name: 2020/21-Q2 -> 2020-21-Q2."""
    return key.replace("/", "-")


def draft_folder(root: Path, report: str, period_key: str, as_at: date | None = None) -> Path:
    """Where a draft is written; one of an earlier day's knowledge stands beside the draft of today's."""
    name = name_period(period_key) + (f"-as-at-{as_at.isoformat()}" if as_at else "")
    return root / "drafts" / report / name


def is_up_to_date(folder: Path, catalogue: Catalogue, version: DataVersion) -> bool:
    """Whether a draft's figures are those that the data and definitions of now would give; prose does not count."""
    try:
        made = read_statement(folder)
    except ReleaseError:
        return False
    defined = {name: digest for name, digest in made["definitions"].items() if not name.endswith(PROSE)}
    files = (path for path in catalogue.definition_files() if path.suffix != PROSE)
    now = {str(path.relative_to(catalogue.root)): hash_bytes(path.read_bytes()) for path in files}
    return bool(made["data_version"] == version.id and made["code"] == openscrutiny.__version__ and defined == now)


def find_newest_draft(root: Path, report: str = "", period_key: str = "") -> Path:
    """The draft that was built last, of a report and period where they are named. Raises ReleaseError for none."""
    pattern = f"{report or '*'}/{name_period(period_key) if period_key else '*'}/figures.json"
    found = sorted((root / "drafts").glob(pattern), key=lambda path: path.stat().st_mtime_ns)
    if not found:
        raise ReleaseError(f"{root / 'drafts'}: holds no draft yet. Run `openscrutiny build REPORT --period P` first.")
    return found[-1].parent


def release_folder(root: Path, report: str, period_key: str, number: int) -> Path:
    return root / "releases" / report / name_period(period_key) / str(number)


def list_releases(root: Path, report: str, period_key: str) -> tuple[int, ...]:
    """The numbers of the releases of a report for a period, in order."""
    folder = root / "releases" / report / name_period(period_key)
    found = [int(path.name) for path in folder.iterdir() if path.name.isdigit()] if folder.is_dir() else []
    return tuple(sorted(found))


def read_statement(folder: Path) -> Mapping[str, Any]:
    """A release's release.json. Raises ReleaseError where the folder holds none."""
    path = folder / STATEMENT
    try:
        found: Mapping[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ReleaseError(
            f"{path}: no release can be read there ({error}). Name a release's or draft's folder."
        ) from error
    return found


def read_earlier(root: Path, report: str, period_key: str, calendar: Calendar) -> Earlier:
    """What the newest release of the same report and period printed (number 0 where there is none).

    With it what the newest releases of every report and period have shown and have not: a reader has them all.
    """
    numbers = list_releases(root, report, period_key)
    own = release_folder(root, report, period_key, numbers[-1]) if numbers else None
    newest: dict[Path, int] = {}
    for folder in (root / "releases").glob("*/*/[0-9]*"):
        if folder.name.isdigit():
            newest[folder.parent] = max(newest.get(folder.parent, 0), int(folder.name))
    values: dict[Cell, Decimal] = {}
    hidden: set[Cell] = set()
    texts: dict[str, str] = {}
    for folder in sorted((path / str(number) for path, number in newest.items()), key=lambda path: (path == own, path)):
        rows = json.loads((folder / "figures.json").read_bytes())["figures"]
        for row in rows:
            if row["kind"] == "value" and (cell := _cell(row, calendar)):
                if row["state"] == State.SUPPRESSED:
                    hidden.add(cell)
                elif row["state"] == State.VALUE:
                    values[cell] = Decimal(row["value"])
        texts = {row["address"]: row["text"] for row in rows} if folder == own else texts
    return Earlier(numbers[-1] if numbers else 0, texts, values, frozenset(hidden))


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


def _cell(row: Mapping[str, Any], calendar: Calendar) -> Cell | None:
    """The cell of a printed value; None where the period is none of this workspace's any more."""
    try:
        return row["measure"], row["area"], calendar.parse(row["period"])
    except ValueError:
        return None
