"""Reads anybody's CSV of series for `openscrutiny spc`: one row a point, every fault named at once."""

import csv
import math
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openscrutiny.errors import RecordsError, did_you_mean

KNOWN_COLUMNS = ("series_id", "date", "y", "numerator", "denominator", "ghost", "recalculate", "target")
# Missing in this product's own tables: suppressed, incomplete, not available, not applicable.
MISSING = {"", "[c]", "[i]", "[x]", "[z]", "NA", "NaN", "nan"}


@dataclass
class SeriesRows:
    """The points of one series in date order; None where missing."""

    series_id: str
    dates: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    y: list[float | None] = field(default_factory=list)
    numerator: list[float | None] = field(default_factory=list)
    denominator: list[float | None] = field(default_factory=list)
    ghost: list[bool] = field(default_factory=list)
    recalculate: list[bool] = field(default_factory=list)
    target: list[float | None] = field(default_factory=list)


def read_series_file(path: Path) -> list[SeriesRows]:
    """Every series of a CSV file, in the order of first appearance, each sorted by date.

    Raises RecordsError with every fault: file, line, column, fault, mend.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordsError(f"{path}: cannot be read as UTF-8 text ({error}). Save it as CSV UTF-8.") from error
    reader = csv.DictReader(text.splitlines())
    columns = [name.strip() for name in reader.fieldnames or []]
    reader.fieldnames = columns
    faults = _check_columns(path, columns)
    if faults:
        raise RecordsError("\n".join(faults))
    found: dict[str, SeriesRows] = {}
    seen: dict[tuple[str, date], int] = {}
    for row in reader:
        line = reader.line_num
        name = (row["series_id"] or "").strip()
        if not name:
            faults.append(f"{path}:{line}: series_id: empty. Name the series.")
        series = found.setdefault(name, SeriesRows(name))
        text_date = (row["date"] or "").strip()
        day = _parse_date(text_date)
        if day is None:
            faults.append(f"{path}:{line}: date: '{text_date}' is not a date. Write 2020-09-01 or 2020-09.")
            continue
        if (name, day) in seen:
            faults.append(
                f"{path}:{line}: date: {text_date} of series '{name}' is also on line {seen[name, day]}. Keep one."
            )
        seen[name, day] = line

        def number(column: str, row: dict[str, str] = row, line: int = line) -> float | None:
            cell = (row.get(column) or "").strip()
            if cell in MISSING:
                return None
            try:
                value = float(cell)
            except ValueError:
                value = math.nan
            if not math.isfinite(value):
                faults.append(f"{path}:{line}: {column}: '{cell}' is not a number. Leave it empty for a missing month.")
                return None
            return value

        def mark(column: str, row: dict[str, str] = row, line: int = line) -> bool:
            cell = (row.get(column) or "").strip().lower()
            if cell not in {"", "0", "1", "0.0", "1.0", "true", "false"}:
                faults.append(f"{path}:{line}: {column}: '{cell}' is neither 1 nor 0.")
            return cell in {"1", "1.0", "true"}

        top, bottom = number("numerator"), number("denominator")
        value = number("y")
        if "y" not in columns and top is not None and bottom is not None:
            if bottom == 0:
                faults.append(f"{path}:{line}: denominator: zero. Leave both empty for a month without data.")
            else:
                value = top / bottom
        series.dates.append(text_date)
        series.days.append(day)
        series.y.append(value)
        series.numerator.append(top)
        series.denominator.append(bottom)
        series.ghost.append(mark("ghost"))
        series.recalculate.append(mark("recalculate"))
        series.target.append(number("target"))
    if faults:
        raise RecordsError("\n".join(faults))
    for series in found.values():
        _sort_by_date(series)
    return list(found.values())


def _check_columns(path: Path, columns: list[str]) -> list[str]:
    faults = [f"{path}:1: {name}: no such column. Add it." for name in ("series_id", "date") if name not in columns]
    if "y" not in columns and not {"numerator", "denominator"} <= set(columns):
        faults.append(f"{path}:1: y: no such column. Give y, or numerator and denominator.")
    if faults:
        faults += [
            f"{path}:1: {name}: not a column this command knows. {did_you_mean(name, KNOWN_COLUMNS)}"
            for name in columns
            if name not in KNOWN_COLUMNS
        ]
    return faults


def _parse_date(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == 7 else text[:10])
    except ValueError:
        return None


def _sort_by_date(series: SeriesRows) -> None:
    order = sorted(range(len(series.days)), key=lambda place: series.days[place])
    for column in ("dates", "days", "y", "numerator", "denominator", "ghost", "recalculate", "target"):
        values = getattr(series, column)
        setattr(series, column, [values[place] for place in order])
