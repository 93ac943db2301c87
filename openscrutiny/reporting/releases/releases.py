"""Releases: numbered, immutable, each in its own folder. A correction is release n + 1 with its reason."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openscrutiny
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.errors import ReleaseError
from openscrutiny.records.store import DataVersion
from openscrutiny.reporting.releases.folders import hash_bytes

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


def read_figure_rows(folder: Path) -> list[dict[str, Any]]:
    """The rows of a folder's figures.json. Raises ReleaseError where there is none to read."""
    path = folder / "figures.json"
    try:
        rows = json.loads(path.read_bytes())["figures"]
    except (OSError, ValueError, KeyError) as error:
        raise ReleaseError(f"{path}: cannot be read ({error}). Name a release's or draft's folder.") from error
    return list(rows)


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
