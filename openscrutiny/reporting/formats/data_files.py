"""The report's data: every figure as CSV and JSON, and the dictionary that says what each column holds."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from openscrutiny.calculation.disclosure import Cell
from openscrutiny.catalogue.describe import describe_measure
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.errors import ReportError
from openscrutiny.periods import Calendar
from openscrutiny.reporting.figures.figures import Figure, FigureBook
from openscrutiny.series import MARKS, State

DICTIONARY: Mapping[str, str] = {
    "address": "The figure's name, unique in the release: measure, area (left out for the whole force), grain, "
    "period (left out for the report's own), kind.",
    "measure": "The measure's id: the name of its definition file.",
    "measure_title": "The measure's printed title.",
    "area": "The area's id; `outside` is not recorded or outside the force.",
    "area_name": "The area's printed name.",
    "grain": "How long the period is: month, quarter, year, year_to_date, rolling_3, rolling_6 or rolling_12.",
    "period": "The period, as in 2020-09, 2020/21-Q2 or 2020/21-to-2020-09.",
    "period_label": "The period as printed.",
    "kind": "What the figure is of the measure: its value, a change, a limit, a judgement.",
    "unit": "The unit of the value.",
    "state": "value, incomplete, not available, suppressed or not applicable; only `value` has a value.",
    "value": "The value, unrounded where it is exact and to 12 significant digits where it is not; else a mark.",
    "text": "The figure as printed, rounded half away from zero.",
    "numerator": "The count or sum above the line, where the figure has one.",
    "denominator": "The count or population below the line, where the figure has one.",
    "provisional": "true where some of the records behind it could still change when the extract was taken.",
    "rule_profile": "The profile of rules that made a limit or a judgement; empty for other figures.",
    "rules_met": "The id of every rule that a judged point meets, separated by spaces; empty where it meets none.",
    "worked_out_from": "The observations the figure is worked out from: measure/area/period, separated by spaces.",
}
CSV_COLUMNS = tuple(DICTIONARY)


def describe_figures(book: FigureBook, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Every figure as plain values, by address. Raises ReportError for a column the dictionary does not know."""
    names = catalogue.organisation.area_names
    written: dict[Cell, str] = {}
    calendar = catalogue.organisation.calendar
    rows = [
        {
            "address": figure.address,
            "measure": figure.measure,
            "measure_title": catalogue.measures[figure.measure].title,
            "area": figure.area,
            "area_name": names[figure.area],
            "grain": figure.grain,
            "period": figure.period,
            "period_label": figure.period_label,
            "kind": figure.kind,
            "unit": figure.unit,
            "state": str(figure.state),
            "value": write_value(figure),
            "text": figure.text,
            "numerator": _number(figure.numerator),
            "denominator": _number(figure.denominator),
            "provisional": figure.provisional,
            "rule_profile": figure.profile,
            "rules_met": list(figure.rules),
            "worked_out_from": write_cells(figure, calendar, written),
        }
        for figure in book
    ]
    unknown = {column for row in rows for column in row} - set(DICTIONARY)
    if unknown:
        raise ReportError(f"data dictionary: no entry for {', '.join(sorted(unknown))}. Add it in data_files.py.")
    return rows


def write_value(figure: Figure) -> str | None:
    """The value in digits; a mark for what is not there; None for words."""
    if figure.state is not State.VALUE:
        return MARKS[figure.state]
    return _number(figure.value)


def write_cells(figure: Figure, calendar: Calendar, written: dict[Cell, str]) -> list[str]:
    """The figure's cells as `measure/area/period`; `written` keeps each, as many figures share them."""
    for cell in figure.cells:
        if cell not in written:
            measure, area, period = cell
            written[cell] = f"{measure}/{area}/{calendar.key(period)}"
    return [written[cell] for cell in figure.cells]


def write_csv(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> bytes:
    """UTF-8 CSV with a header; lists are joined by spaces."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _flatten(value) for key, value in row.items()})
    return text.getvalue().encode()


def write_json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def write_figures_json(rows: list[dict[str, Any]]) -> bytes:
    """`{"figures": [...]}` with a line a figure, so that two releases can be compared by eye."""
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    return ('{"figures": [\n' + ",\n".join(lines) + "\n]}\n").encode()


def write_data_files(book: FigureBook, catalogue: Catalogue) -> dict[str, bytes]:
    """The files of the report's data, by path inside its folder."""
    rows = describe_figures(book, catalogue)
    dictionary = [{"column": name, "meaning": meaning} for name, meaning in DICTIONARY.items()]
    shown = sorted({figure.measure for figure in book})
    definitions = {
        name: {
            "title": catalogue.measures[name].title,
            "short": catalogue.measures[name].short,
            "definition": describe_measure(catalogue.measures[name], catalogue.tables[catalogue.measures[name].table]),
            "table": catalogue.measures[name].table,
            "improvement": str(catalogue.measures[name].improvement),
            "rule_profile": catalogue.measures[name].limits.profile,
            "breaks": [{"date": b.day.isoformat(), "reason": b.reason} for b in catalogue.measures[name].breaks],
        }
        for name in shown
    }
    return {
        "figures.json": write_figures_json(rows),
        "data/figures.csv": write_csv(rows, CSV_COLUMNS),
        "data/data_dictionary.csv": write_csv(dictionary, ("column", "meaning")),
        "data/data_dictionary.json": write_json(dictionary),
        "definitions.json": write_json(definitions),
    }


def _number(value: Any) -> str | None:
    if value is None:
        return None
    if value == value.to_integral_value():
        return str(value.quantize(1) if abs(value) < 10**27 else value)
    return f"{value:.12g}" if len(value.as_tuple().digits) > 12 else format(value, "f")


def _flatten(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(value)
    return "true" if value is True else "false" if value is False else value
