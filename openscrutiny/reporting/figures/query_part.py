"""Cuts a query that counts several measures in one scan down to what one of them needs, to be read."""

from sqlglot import exp, parse_one
from sqlglot.errors import OptimizeError
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify


def trim_query(query: str, measure: str) -> str:
    """The query with the columns of area and month (`_area`, `_month`) and of `measure` (`name`, `name, of`) alone.

    It gives the same rows for them.
    """
    found = parse_one(query, dialect="duckdb")
    if not isinstance(found, exp.Select):
        return query
    found.set("expressions", [column for column in found.selects if _serves(column.alias_or_name, measure)])
    try:
        trimmed = pushdown_projections(qualify(found.copy(), dialect="duckdb", validate_qualify_columns=False))
    except OptimizeError:  # tables of several loads, put together with "SELECT *": their columns cannot be told apart
        trimmed = found
    return str(trimmed.sql(dialect="duckdb", pretty=True))


def _serves(column: str, measure: str) -> bool:
    return column.startswith("_") or column.split(", ")[0] == measure
