"""Writes a folder of files so that a kill at any moment leaves the last good one in place."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

NEW, OLD = ".new", ".old"


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Replace `target` by a folder of `files` (path inside it -> bytes): all of it or nothing of it."""
    recover_folder(target)
    fresh, former = _beside(target, NEW), _beside(target, OLD)
    for name, content in sorted(files.items()):
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    if target.exists():
        target.rename(former)
    fresh.rename(target)
    _sync(target.parent)
    shutil.rmtree(former, ignore_errors=True)


def recover_folder(target: Path) -> None:
    """Undo what a kill left: put back a folder that was moved aside, sweep away one half written."""
    fresh, former = _beside(target, NEW), _beside(target, OLD)
    if former.exists() and not target.exists():
        former.rename(target)
    for leftover in (fresh, former):
        if leftover.exists():
            shutil.rmtree(leftover)
    target.parent.mkdir(parents=True, exist_ok=True)


def hash_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f".{target.name}{ending}")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
