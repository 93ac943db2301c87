"""Definitions are kept for each day they changed, and a day is answered with its own."""

from datetime import date
from pathlib import Path

import pytest

from openscrutiny.catalogue.history import find_definitions, keep_definitions, list_kept
from openscrutiny.errors import RecordsError


def test_a_day_is_answered_with_the_definitions_of_that_day(tmp_path: Path) -> None:
    root, store = tmp_path / "workspace", tmp_path / "store"
    root.mkdir()
    file = root / "organisation.yaml"
    for day, text in ((1, "first"), (5, "first"), (9, "second"), (9, "third"), (12, "first")):
        file.write_text(text)
        keep_definitions(store, root, [file], date(2020, 10, day))

    def told(day: int) -> str:
        return (find_definitions(store, date(2020, 10, day)) / "organisation.yaml").read_text()

    assert [told(day) for day in (1, 8, 9, 11, 12, 30)] == ["first", "first", "third", "third", "first", "first"]
    assert len(list_kept(store)) == 4
    assert find_definitions(store, date(2019, 1, 1)) == list_kept(store)[0]


def test_where_none_are_kept_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="keeps no definitions yet"):
        find_definitions(tmp_path, date(2020, 1, 1))
