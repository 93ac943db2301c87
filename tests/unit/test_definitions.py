"""A definition file with many faults names each with its line, place and mend, all at once."""

from pathlib import Path

import pytest

from openscrutiny.definitions import Faults, read_definition
from openscrutiny.errors import DefinitionError

TEXT = """\
title: Burglary
per: many
next_reveiw: 2021-04-01
limits: standard deviation
title: Twice
"""


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    path = tmp_path / "measure.yaml"
    path.write_text(TEXT)
    faults = Faults()
    top = read_definition(path, faults, tmp_path)
    top.text("title")
    top.whole("per", 1000)
    top.day("next_review")
    top.section("limits")
    top.text("level")
    top.finish()
    with pytest.raises(DefinitionError) as raised:
        faults.raise_if_any()
    told = str(raised.value)
    assert "measure.yaml:2: per: 'many' is not a whole number. Write digits only." in told
    assert "measure.yaml:3: next_reveiw: no such key here. Did you mean 'next_review'?" in told
    assert "measure.yaml:4: limits: is not a set of 'key: value' lines." in told
    assert "measure.yaml:5: title: stands twice (first in line 1)." in told
    assert "'level' is missing." in told
    assert len(raised.value.faults) == 5


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"a: [1", "is not YAML"),
        (b"- 1", "is not a set of"),
        (None, "no such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path, content: bytes | None, fault: str) -> None:
    path = tmp_path / "organisation.yaml"
    if content is not None:
        path.write_bytes(content)
    faults = Faults()
    read_definition(path, faults, tmp_path).text("name")
    assert [fault in str(found) for found in faults.found] == [True]
