"""Counted straight from the extracts, the records give every printed cell; and they are what they claim to be."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from openscrutiny.records.example_data import BAD_CRIMES, BAD_INCIDENTS, write_example_records
from openscrutiny.records.example_extracts import EARLIER, SAID_TWICE
from tests.example.printed import Printed, differences, read_printed_tables, work_out_cells

pytestmark = pytest.mark.xdist_group("example_records")  # one worker, so that they are written once

PRINTED = read_printed_tables()
EXTRACTS = ("crimes", "incidents", "casualties", "disruptions", "missing_persons")
MARKERS = {
    "cyber": "Cyber",
    "alcohol_related": "Alcohol",
    "hate_crime": "Hate",
    "domestic_abuse": "Domestic Abuse",
    "child_sexual_exploitation": "Child Sexual Exploitation",
    "vulnerable_adult": "Vulnerable Adult",
    "child_at_risk": "Child At Risk",
}
# Which rows of which extract a printed row counts; rows not named are types of crime.
COUNTED = {
    "total_recorded_crime": ("crimes", "\"Record Kind\" = 'crime'"),
    "incidents": ("incidents", "true"),
    "anti_social_behaviour": ("incidents", "Category LIKE 'anti_social_behaviour%'"),
    "ksi_casualties": ("casualties", "true"),
    "killed_in_collisions": ("casualties", "Severity = 'fatal'"),
    "seriously_injured_in_collisions": ("casualties", "Severity = 'serious'"),
    "soc_disruptions": ("disruptions", "true"),
    "missing_person_incidents": ("missing_persons", "true"),
    "missing_person_reports": ("missing_persons", "\"Report Made\" = 'Y'"),
    "missing_person_reports_repeat": ("missing_persons", "\"Report Made\" = 'Y' AND Repeat = 'Y'"),
    "missing_person_reports_under_18": ("missing_persons", "\"Report Made\" = 'Y' AND \"Under 18\" = 'Y'"),
} | {row: ("crimes", f"\"{header}\" = 'Y'") for row, header in MARKERS.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("records")
    write_example_records(made)
    return made


@pytest.fixture(scope="module")
def records(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every readable record once: the first row of an id, with its financial year and quarter."""
    with duckdb.connect() as database:
        database.execute("SET threads = 2")
        for name in EXTRACTS:
            source = database.read_csv(str(folder / f"{name}.csv.gz"), all_varchar=True)
            id_column = source.columns[0]
            day_column = next(column for column in source.columns if column.endswith("Date"))
            database.execute(
                f"""CREATE TABLE {name} AS
                SELECT *, year(day - INTERVAL 3 MONTH) AS begins, quarter(day - INTERVAL 3 MONTH) AS number FROM (
                    SELECT DISTINCT ON ("{id_column}") *, CAST("{day_column}" AS DATE) AS day FROM source
                    WHERE "{id_column}" NOT LIKE 'SYN-_-9%')"""
            )
        yield database


def count_quarters(records: duckdb.DuckDBPyConnection, row: str, what: str = "count(*)") -> dict[tuple[int, int], int]:
    table, condition = COUNTED.get(row, ("crimes", f"\"Record Kind\" = 'crime' AND \"Offence Type\" = '{row}'"))
    query = f"SELECT begins, number, {what} FROM {table} WHERE {condition} GROUP BY ALL"
    return {(begins, number): count for begins, number, count in records.execute(query).fetchall()}


@pytest.mark.parametrize("row", PRINTED, ids=str)
def test_records_give_every_printed_cell(row: Printed, records: duckdb.DuckDBPyConnection) -> None:
    assert differences(work_out_cells(count_quarters(records, row.id)), row.cells) == {}


def test_crimes_without_a_type_and_types_without_a_crime_do_not_exist(records: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT count(*) FROM crimes WHERE ("Record Kind" = 'crime') = ("Offence Type" IS NULL)"""
    assert records.execute(query).fetchall() == [(0,)]


def test_every_marker_is_on_crimed_incidents_too(records: duckdb.DuckDBPyConnection) -> None:
    for header in MARKERS.values():
        query = f'SELECT count(DISTINCT "Record Kind") FROM crimes WHERE "{header}" = \'Y\''
        assert records.execute(query).fetchall() == [(2,)], header


def test_collisions_rise_by_14_which_is_12_per_cent(records: duckdb.DuckDBPyConnection) -> None:
    collisions = count_quarters(records, "ksi_casualties", 'count(DISTINCT "Collision Ref")')
    rise = collisions[(2020, 2)] - collisions[(2019, 2)]
    assert (rise, round(100 * rise / collisions[(2019, 2)])) == (14, 12)


def test_fatal_collisions_rise_by_3_which_is_30_per_cent(records: duckdb.DuckDBPyConnection) -> None:
    collisions = count_quarters(records, "killed_in_collisions", 'count(DISTINCT "Collision Ref")')
    assert (collisions[(2019, 2)], collisions[(2020, 2)]) == (10, 13)


def test_a_collision_has_one_day_and_one_area(records: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT max(days), max(areas) FROM (SELECT count(DISTINCT day) AS days,
        count(DISTINCT coalesce("Policing Area", '')) AS areas FROM casualties GROUP BY "Collision Ref")"""
    assert records.execute(query).fetchall() == [(1, 1)]


def test_telford_and_wrekin_rises_as_the_prose_says(records: duckdb.DuckDBPyConnection) -> None:
    for header, before, after in (("Hate", 84, 131), ("Child At Risk", 904, 1148)):
        query = f"""SELECT count(*) FROM crimes WHERE "{header}" = 'Y' AND "Policing Area" = 'Telford & Wrekin'
            AND begins = 2020 GROUP BY number ORDER BY number"""
        assert records.execute(query).fetchall() == [(before,), (after,)], header


def test_hate_crime_falls_in_shropshire_alone(records: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT "Policing Area", count(*) FILTER (number = 2) > count(*) FILTER (number = 1) FROM crimes
        WHERE Hate = 'Y' AND begins = 2020 AND "Policing Area" IS NOT NULL GROUP BY ALL"""
    assert [area for area, rises in records.execute(query).fetchall() if not rises] == ["Shropshire"]


def test_cyclists_and_motorcyclists_of_the_first_quarter_are_those_of_the_minutes(
    records: duckdb.DuckDBPyConnection,
) -> None:
    query = """SELECT "Road User", count(*) FROM casualties WHERE begins = 2020 AND number = 1 GROUP BY ALL"""
    users = dict(records.execute(query).fetchall())
    assert (users["pedal cyclist"], users["motorcyclist"], sum(users.values())) == (19, 14, 56)


def test_every_month_from_april_2017_to_september_2020_has_records(records: duckdb.DuckDBPyConnection) -> None:
    for name in EXTRACTS:
        query = f"SELECT count(DISTINCT date_trunc('month', day)), min(day), max(day) FROM {name}"
        months, first, last = records.execute(query).fetchall()[0]
        assert (months, str(first)[:7], str(last)[:7]) == (42, "2017-04", "2020-09"), name


def test_crime_was_lowest_in_april_2020(records: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT strftime(day, '%Y-%m') FROM crimes WHERE "Record Kind" = 'crime'
        GROUP BY 1 ORDER BY count(*) LIMIT 1"""
    assert records.execute(query).fetchall() == [("2020-04",)]


def test_nothing_is_recorded_before_it_happened(records: duckdb.DuckDBPyConnection) -> None:
    query = 'SELECT count(*) FROM crimes WHERE CAST("Committed Date" AS DATE) > day'
    assert records.execute(query).fetchall() == [(0,)]


def test_every_area_has_records_and_a_few_have_none(records: duckdb.DuckDBPyConnection) -> None:
    for name in EXTRACTS[:2]:
        query = f'SELECT count(DISTINCT "Policing Area"), avg(("Policing Area" IS NULL)::INT) FROM {name}'
        areas, without = records.execute(query).fetchall()[0]
        assert areas == 5
        assert 0 < without < 0.02


def test_every_id_says_that_it_is_synthetic(records: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for name in EXTRACTS:
        with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8") as lines:
            next(lines)
            assert all(line.startswith("SYN-") for line in lines), name
    people = "SELECT count(*) FROM crimes WHERE \"Victim Ref\" NOT LIKE 'SYN-P-%'"
    assert records.execute(people).fetchall() == [(0,)]


def test_the_extracts_hold_bad_and_repeated_rows_and_say_how_many_there_are(
    records: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    rows = write_example_records(tmp_path)
    good = {name: records.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in EXTRACTS}
    earlier = {f"missing_persons_{day.isoformat()}.csv.gz" for day in EARLIER}
    assert set(rows) - earlier == {f"{name}.csv.gz" for name in EXTRACTS}
    assert {name: count for name, count in rows.items() if name not in earlier} == {
        "crimes.csv.gz": good["crimes"] + len(BAD_CRIMES) + SAID_TWICE,
        "incidents.csv.gz": good["incidents"] + len(BAD_INCIDENTS) + SAID_TWICE,
        "casualties.csv.gz": good["casualties"],
        "disruptions.csv.gz": good["disruptions"],
        "missing_persons.csv.gz": good["missing_persons"],
    }


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(folder: Path, tmp_path: Path) -> None:
    write_example_records(tmp_path / "again")
    write_example_records(tmp_path / "other", seed=1)
    for name in EXTRACTS:
        file = f"{name}.csv.gz"
        assert (tmp_path / "again" / file).read_bytes() == (folder / file).read_bytes(), name
        assert (tmp_path / "other" / file).read_bytes() != (folder / file).read_bytes(), name


def test_earlier_extracts_hold_less_of_young_months_and_nothing_that_is_not_in_the_newest(
    records: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    newest = {row[0] for row in records.execute('SELECT "Incident Ref" FROM missing_persons').fetchall()}
    before: set[str] = set()
    shares = []
    for day in EARLIER:
        read = duckdb.read_csv(str(folder / f"missing_persons_{day.isoformat()}.csv.gz"), all_varchar=True)
        held = {row[0] for row in read.select('"Incident Ref"').fetchall()}
        assert before <= held <= newest
        before = held
        month = f"{day.year}-{day.month - 1:02d}%"
        young = read.filter(f"\"Reported Date\" LIKE '{month}'").shape[0]
        query = f"SELECT count(*) FROM missing_persons WHERE \"Reported Date\" LIKE '{month}'"
        shares.append(young / records.execute(query).fetchall()[0][0])
    assert all(0.78 < share < 0.95 for share in shares)
