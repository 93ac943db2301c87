"""Fixtures of the records tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.records.desk import CRIMES, ORGANISATION, Desk


@pytest.fixture
def make_desk(tmp_path: Path) -> Callable[[str], Desk]:
    def make(name: str) -> Desk:
        root = tmp_path / name
        for part in ("tables", "sources", "records"):
            (root / part).mkdir(parents=True)
        (root / "organisation.yaml").write_text(ORGANISATION)
        (root / "tables/crimes.yaml").write_text(CRIMES)
        desk = Desk(root)
        desk.define_source()
        return desk

    return make


@pytest.fixture
def desk(make_desk: Callable[[str], Desk]) -> Desk:
    return make_desk("workspace")
