"""Keeps the definitions of each day they changed, so that a report "as at" a day uses that day's definitions."""

import hashlib
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openscrutiny.errors import RecordsError


def keep_definitions(store: Path, root: Path, files: Iterable[Path], today: date) -> Path:
    """Keep the definition files as of `today`, unless the newest kept ones are the same. Returns their folder."""
    listed = sorted(files)
    digest = hashlib.sha256()
    for path in listed:
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    name = f"{today.isoformat()}-{digest.hexdigest()[:16]}"
    kept = list_kept(store)
    if kept and kept[-1].name.split("-", 3)[3] == digest.hexdigest()[:16]:
        return kept[-1]
    folder = store / "definitions" / name
    fresh = folder.with_name(f".{name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for path in listed:
        copy = fresh / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    fresh.rename(folder) if not folder.exists() else shutil.rmtree(fresh)
    return folder


def find_definitions(store: Path, day: date) -> Path:
    """The definitions in force on `day`: the newest kept by then, else the oldest kept.

    Raises RecordsError where none are kept yet.
    """
    kept = list_kept(store)
    if not kept:
        raise RecordsError(f"{store}: keeps no definitions yet. Run `openscrutiny ingest` or `build` first.")
    by_then = [folder for folder in kept if find_day_kept(folder) <= day]
    return by_then[-1] if by_then else kept[0]


def find_day_kept(folder: Path) -> date:
    """The day on which the definitions in a folder of kept ones were first seen."""
    return date.fromisoformat(folder.name[:10])


def list_kept(store: Path) -> list[Path]:
    """The folders of kept definitions, oldest first; two of one day in the order they were kept."""
    found = [path for path in (store / "definitions").glob("[0-9]*") if path.is_dir()]
    return sorted(found, key=lambda path: (find_day_kept(path), path.stat().st_mtime_ns, path.name))
