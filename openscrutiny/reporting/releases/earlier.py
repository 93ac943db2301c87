"""What was released before: the gate must not let two releases give away together what each of them hides."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from openscrutiny.calculation.disclosure import Cell
from openscrutiny.periods import Calendar
from openscrutiny.reporting.releases.releases import list_releases, release_folder
from openscrutiny.series import State


@dataclass(frozen=True)
class Earlier:
    """The release before (0: none): what it printed, and what all releases have shown and hidden, for the gate."""

    number: int
    texts: Mapping[str, str]
    values: Mapping[Cell, Decimal]
    hidden: frozenset[Cell] = frozenset()


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


def _cell(row: Mapping[str, Any], calendar: Calendar) -> Cell | None:
    """The cell of a printed value; None where the period is none of this workspace's any more."""
    try:
        return row["measure"], row["area"], calendar.parse(row["period"])
    except ValueError:
        return None
