"""Answers "how was this worked out?" from a release's folder alone: the store may be gone."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openscrutiny.catalogue.limit_rule import YEAR_PROFILE
from openscrutiny.errors import ReleaseError, did_you_mean
from openscrutiny.reporting.figures.limit_figures import FROZEN_POINT, FROZEN_VALUE
from openscrutiny.reporting.figures.query_part import trim_query
from openscrutiny.reporting.releases.releases import STATEMENT, read_statement


def explain_figure(folder: Path, address: str) -> str:
    """A figure's definition in plain words, period, numerator, denominator, data version and query."""
    statement = read_statement(folder)
    figures = {row["address"]: row for row in json.loads((folder / "figures.json").read_bytes())["figures"]}
    definitions = json.loads((folder / "definitions.json").read_bytes())
    if address not in figures:
        raise ReleaseError(f"{folder}: no figure '{address}'. {did_you_mean(address, figures)}")
    figure = figures[address]
    definition = definitions[figure["measure"]]
    by_cell = _index_values(figures, "value")
    if figure.get("rule_profile") and not figure["kind"].endswith("_of_today"):
        of_year = figure["rule_profile"] == YEAR_PROFILE
        by_cell |= _index_values(figures, FROZEN_VALUE if of_year else FROZEN_POINT)
    lines = [
        f"{address} = {figure['text']}" + (" (provisional)" if figure["provisional"] else ""),
        f"  What it is:    {describe_kind(figure)} of {definition['title']}, {figure['area_name']}",
        f"  Definition:    {definition['definition']}",
        f"  Period:        {figure['period_label']} ({figure['period']})",
        f"  Unit:          {figure['unit']}",
    ]
    if figure["state"] != "value":
        lines.append(f"  State:         {figure['state']}")
    for part in ("numerator", "denominator"):
        if figure[part] is not None:
            lines.append(f"  {part.capitalize()}:{' ' * (14 - len(part))}{figure[part]}")
    if figure["kind"] != "value":
        lines.append("  Worked out from:")
        lines += [
            f"    {cell} = {by_cell[cell]['text'] if cell in by_cell else 'not printed'}"
            for cell in figure["worked_out_from"]
        ]
        working = describe_working(figure, [by_cell.get(cell) for cell in figure["worked_out_from"]])
        lines += [f"  Working:       {working}"] if working else []
    if figure.get("rule_profile"):
        met = f"; met: {', '.join(figure['rules_met'])}" if figure["rules_met"] else ""
        lines.append(f"  Rule:          {figure['rule_profile']}{met}")
    for found in definition["breaks"]:
        lines.append(f"  Break:         {found['date']}: {found['reason']}")
    query = statement["queries"].get(figure["measure"], "")
    shared = f'"{figure["measure"]}"' in query
    told = f"the part of it in a query of several measures, which {STATEMENT} has whole" if shared else ""
    lines += [
        f"  Data version:  {statement['data_version']}",
        *(f"  Extract:       {name}" for name in describe_inputs(statement, definition["table"])),
        f"  Query:         {told}".rstrip(),
        *(f"    {line}" for line in (trim_query(query, figure["measure"]) if shared else query).splitlines()),
    ]
    return "\n".join(lines)


def _index_values(figures: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Rows of a kind by the cell they are of."""
    found = (row for row in figures.values() if row["kind"] == kind and row["worked_out_from"])
    return {row["worked_out_from"][0]: row for row in found}


def describe_working(figure: Any, cells: list[Any]) -> str:
    """The arithmetic of a change or a mean, unrounded; empty for others, and where a part is not told."""
    told = [cell["value"] for cell in cells if cell and cell["state"] == "value"]
    if figure["state"] != "value" or not told or len(told) < len(cells):
        return ""
    now, before = told[0], told[-1]
    match figure["kind"].split("_on_")[0]:
        case "change" | "points_change":
            working = f"{now} - {before}"
        case "percentage_change":
            working = f"({now} - {before}) / {before} x 100"
        case "mean":
            working = f"({' + '.join(told)}) / {len(told)}"
        case _:
            return ""
    return f"{working} = {figure['value']}, printed as {figure['text']}"


def describe_kind(figure: Any) -> str:
    return str(figure["kind"]).replace("_", " ")


def describe_inputs(statement: Any, table: str) -> list[str]:
    return [
        f"{load['file']}, taken on {load['extracted_on']}, covering {load['covers'][0]} to {load['covers'][1]}, "
        f"sha256 {load['sha256'][:16]}"
        for load in statement["inputs"]
        if load["table"] == table
    ]
