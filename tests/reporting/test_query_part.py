"""The part of a query that an explanation shows counts what the whole query counts."""

import duckdb

from openscrutiny.reporting.figures.query_part import trim_query

WHOLE = """
SELECT "t"."_area", "t"."_month", SUM("t"."n") FILTER(WHERE "t"."kind" = 'crime') AS "crime",
  SUM("t"."h") FILTER(WHERE TRUE) AS "hate", SUM("t"."n") FILTER(WHERE TRUE) AS "hate, of"
FROM (
  SELECT "r"."_area", "r"."_month", "r"."kind", COUNT(*) AS "n", COUNT(*) FILTER(WHERE "r"."hate") AS "h"
  FROM "records" AS "r" GROUP BY 1, 2, 3
) AS "t"
GROUP BY 1, 2
"""


def test_the_part_gives_the_same_rows_as_the_whole() -> None:
    with duckdb.connect() as engine:
        engine.execute("CREATE TABLE records (_area VARCHAR, _month INT, kind VARCHAR, hate BOOLEAN)")
        rows = [("north", 1, "crime", True), ("north", 1, "incident", True), ("south", 2, "crime", False)]
        engine.executemany("INSERT INTO records VALUES (?, ?, ?, ?)", rows)
        part = trim_query(WHOLE, "hate")
        assert "crime" not in part
        whole = engine.sql(WHOLE).project('_area, _month, hate, "hate, of"').order("1, 2").fetchall()
        assert engine.sql(part).order("1, 2").fetchall() == whole == [("north", 1, 2, 2), ("south", 2, 0, 1)]
