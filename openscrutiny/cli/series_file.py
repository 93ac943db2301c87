"""Reads anybody's CSV of series for `openscrutiny spc`, every fault named at once; writes its answers."""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

import click

from openscrutiny.errors import RecordsError, did_you_mean

NUMBERS = ("y", "numerator", "denominator", "target")
MARKS = ("ghost", "recalculate")
PARTS = ("numerator", "denominator")
SHARES = ("p", "pp", "u", "up")  # chart types of a numerator over a denominator
KNOWN_COLUMNS = ("series_id", "date", *NUMBERS, *MARKS)
# Missing in this product's own tables: suppressed, incomplete, not available, not applicable.
MISSING = {"", "[c]", "[i]", "[x]", "[z]", "NA", "NaN", "nan"}
YES, NO = {"1", "1.0", "true"}, {"", "0", "0.0", "false"}
LARGEST = 1e150  # its square is still a number
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DATE = re.compile(r"(\d{4}-\d{2})(-\d{2})?([T ]00:00(:00(\.0+)?)?)?")


@dataclass
class SeriesRows:
    """The points of one series in date order; None where missing. `lines` are those of the file."""

    series_id: str
    lines: list[int] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    y: list[float | None] = field(default_factory=list)
    numerator: list[float | None] = field(default_factory=list)
    denominator: list[float | None] = field(default_factory=list)
    ghost: list[bool] = field(default_factory=list)
    recalculate: list[bool] = field(default_factory=list)
    target: list[float | None] = field(default_factory=list)


def read_series_file(path: Path, chart: str = "xmr") -> list[SeriesRows]:
    """Every series of a CSV file, in the order of first appearance, each sorted by date, for a chart type.

    Without a column y, y is numerator over denominator; or, of g and t charts, where there is none of these, a row is
    an event and y the days since the event before it. Raises RecordsError with every fault: file, line, column, mend.
    """
    header, rows = read_table(path)
    of_events = chart in ("g", "t") and not {"y", "numerator", "denominator"} & set(header)
    faults = _check_columns(path, header, chart, needs_values=not of_events)
    if faults:
        raise RecordsError("\n".join(faults))
    numbers, marks = ([name for name in names if name in header] for names in (NUMBERS, MARKS))
    found: dict[str, SeriesRows] = {}
    seen: dict[tuple[str, date], int] = {}
    for line, row in rows:
        place = f"{path}:{line}"
        faults += check_cells(place, row, header)
        if len(row) < len(header):
            continue  # which cell is missing, nobody can tell
        cells = dict(zip(header, row, strict=False))
        name, text = cells["series_id"].strip(), cells["date"].strip()
        if not name:
            faults.append(f"{place}: series_id: empty. Name the series.")
        day = _read_date(text)
        if day is None:
            faults.append(f"{place}: date: '{text}' is not a date. Write 2020-09-01 or 2020-09.")
        elif of_events and not DAY.match(text):
            faults.append(f"{place}: date: '{text}' is a month. Write the day of the event, as 2020-09-14.")
        elif not of_events and seen.setdefault((name, day), line) != line:
            faults.append(f"{place}: date: {text} of series '{name}' is also on line {seen[name, day]}. Keep one.")
        values = {column: read_number(place, column, cells[column], faults) for column in numbers}
        flags = {column: _read_mark(place, column, cells[column], faults) for column in marks}
        if "y" not in cells and not of_events:
            values["y"] = _divide(place, values["numerator"], values["denominator"], faults)
        if faults or day is None:
            continue
        series = found.get(name) or found.setdefault(name, SeriesRows(name))
        series.lines.append(line)
        series.dates.append(text)
        series.days.append(day)
        series.y.append(values.get("y"))
        series.numerator.append(values.get("numerator"))
        series.denominator.append(values.get("denominator"))
        series.target.append(values.get("target"))
        series.ghost.append(flags.get("ghost", False))
        series.recalculate.append(flags.get("recalculate", False))
    if faults:
        raise RecordsError("\n".join(faults))
    for series in found.values():
        _sort_by_date(series)
        if of_events:
            series.y = [None, *(float((b - a).days) for a, b in pairwise(series.days))]
    return list(found.values())


def choose_values(path: Path, series: Sequence[SeriesRows], chart: str) -> list[list[float | None]]:
    """The values that a chart type shows. Raises RecordsError with every point that it cannot show, by line.

    p and u charts show numerator over denominator; a c chart counts, the numerator if there is no y column.
    """
    faults: list[str] = []
    chosen = []
    for rows in series:
        parts: Iterable[tuple[int, float | None, float | None, float | None]] = zip(
            rows.lines, rows.y, rows.numerator, rows.denominator, strict=True
        )
        values: list[float | None] = []
        for line, y, top, bottom in parts:
            place = f"{path}:{line}"
            if chart in SHARES:
                faults += _check_share(place, chart, y, top, bottom)
                y = top / bottom if top is not None and bottom else None
            elif chart == "c" and top is not None:
                y = top
            if y is not None and y < 0 and chart in ("c", "g", "t"):
                faults.append(f"{place}: y: {y:g} is negative, which a {chart} chart cannot show. Use xmr.")
            values.append(y)
        chosen.append(values)
    if faults:
        raise RecordsError("\n".join(faults))
    return chosen


def _check_share(place: str, chart: str, y: float | None, top: float | None, bottom: float | None) -> list[str]:
    if top is None and y is None:
        return []  # a missing month, whether or not its denominator is known
    if top is None or bottom is None:
        mend = "Leave the numerator empty for a month without data."
        return [f"{place}: numerator, denominator: chart type {chart} needs both. {mend}"]
    faults = []
    if bottom <= 0:
        faults.append(f"{place}: denominator: {bottom:g} is not above zero.")
    if top < 0:
        faults.append(f"{place}: numerator: {top:g} is negative.")
    if chart in ("p", "pp") and top > bottom > 0:
        faults.append(f"{place}: numerator: {top:g} is larger than its denominator, {bottom:g}. Use u for rates.")
    return faults


def read_table(path: Path) -> tuple[list[str], Iterable[tuple[int, list[str]]]]:
    """The header and the rows with their line numbers, blank ones left out. Raises RecordsError for unreadable text."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordsError(f"{path}: cannot be read as UTF-8 text ({error}). Save it as CSV UTF-8.") from error
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip() for name in next(reader, [])]
    return header, ((reader.line_num, row) for row in reader if any(row))


def check_cells(place: str, row: Sequence[str], header: Sequence[str]) -> list[str]:
    """The fault of a row with more or fewer cells than the header has columns: a missing cell is no missing value."""
    if len(row) == len(header):
        return []
    mend = "Quote a cell that holds a comma, or drop one."
    if len(row) < len(header):
        mend = "An empty cell keeps its comma."
    cells = f"{len(row)} cell{'' if len(row) == 1 else 's'}"
    return [f"{place}: {cells} for {len(header)} columns. {mend}"]


def read_number(
    place: str, column: str, cell: str, faults: list[str], mend: str = "Leave it empty for a missing month."
) -> float | None:
    """A cell's number; None where it is missing, or at fault, which is added to the faults."""
    cell = cell.strip()
    if cell in MISSING:
        return None
    try:
        value = math.nan if "_" in cell else float(cell)
    except ValueError:
        value = math.nan
    if abs(value) <= LARGEST:
        return value
    if math.isfinite(value):
        faults.append(f"{place}: {column}: {cell} is too large to calculate with. Give it in larger units.")
        return None
    faults.append(f"{place}: {column}: '{cell}' is not a number. {mend}")
    return None


def tell_no_rows(path: Path | None) -> None:
    """Say on the error stream that a file holds a header alone, so that an empty answer is no surprise."""
    click.echo(f"{path}: a header and no rows. There is nothing to judge or compare.", err=True)


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV file, whole or not at all. Raises RecordsError where it cannot be written."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    write_whole(path, text.getvalue())


def write_whole(path: Path, text: str) -> None:
    """A text file written beside its place and moved there once whole. Raises RecordsError where it cannot be."""
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            part.write_text(text, "utf-8", newline="")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise RecordsError(f"{path}: cannot be written ({error.strerror}). Choose a folder that exists.") from error


def _check_columns(path: Path, columns: list[str], chart: str, *, needs_values: bool = True) -> list[str]:
    faults = [f"{path}:1: {name}: no such column. Add it." for name in ("series_id", "date") if name not in columns]
    if len(columns) == 1 and (mark := next((mark for mark in ";\t|" if mark in columns[0]), "")):
        return [f"{path}:1: the columns are parted by {mark!r}. Save it as CSV with commas."]
    if chart in SHARES:
        mend = f"Chart type {chart} needs numerator and denominator."
        faults += [f"{path}:1: {name}: no such column. {mend}" for name in PARTS if name not in columns]
    elif needs_values and "y" not in columns and not {"numerator", "denominator"} <= set(columns):
        faults.append(f"{path}:1: y: no such column. Give y, or numerator and denominator.")
    if faults:
        faults += [
            f"{path}:1: {name}: not a column this command knows. {did_you_mean(name, KNOWN_COLUMNS)}"
            for name in columns
            if name not in KNOWN_COLUMNS
        ]
    repeated = sorted({name for name in columns if name in KNOWN_COLUMNS and columns.count(name) > 1})
    return faults + [f"{path}:1: {name}: given twice. Keep one column of that name." for name in repeated]


def _read_date(text: str) -> date | None:
    written = DATE.fullmatch(text)
    try:
        return date.fromisoformat(written[1] + (written[2] or "-01")) if written else None
    except ValueError:
        return None


def _read_mark(place: str, column: str, cell: str, faults: list[str]) -> bool:
    word = cell.strip().lower()
    if word not in YES and word not in NO:
        faults.append(f"{place}: {column}: '{cell.strip()}' is neither 1 nor 0.")
    return word in YES


def _divide(place: str, top: float | None, bottom: float | None, faults: list[str]) -> float | None:
    if top is None or bottom is None:
        return None
    if bottom == 0:
        faults.append(f"{place}: denominator: zero. Leave both empty for a month without data.")
        return None
    return top / bottom


def _sort_by_date(series: SeriesRows) -> None:
    order = sorted(range(len(series.days)), key=series.days.__getitem__)
    if order == list(range(len(order))):
        return
    for column in ("lines", "dates", "days", *NUMBERS, *MARKS):
        values = getattr(series, column)
        setattr(series, column, [values[place] for place in order])
