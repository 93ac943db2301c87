"""Reads a draft's or release's figures.json back into a FigureBook, for prose to be bound to without the store."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from openscrutiny.reporting.figures.figures import Figure, FigureBook
from openscrutiny.reporting.releases.releases import read_figure_rows
from openscrutiny.series import State

_TEXTS = ("address", "measure", "area", "grain", "period", "period_label", "kind", "unit", "text")


def read_figures(folder: Path) -> FigureBook:
    """The figures of a folder, gated as they were published; what they are worked out from is left in the file."""
    return FigureBook(_read_figure(row) for row in read_figure_rows(folder))


def _read_figure(row: Mapping[str, Any]) -> Figure:
    state = State(row["state"])
    return Figure(
        **{name: row[name] for name in _TEXTS},
        state=state,
        value=_number(row["value"]) if state is State.VALUE else None,
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        provisional=row["provisional"],
        cells=(),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
