"""The tutorial, carried out as it is written."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from openscrutiny.cli import main
from tests.conftest import Example
from tests.docs.documents import ROOT, read_blocks

pytestmark = pytest.mark.xdist_group("example")


@pytest.mark.slow
def test_the_tutorial_works_as_written(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(example.root, "demo", ignore=shutil.ignore_patterns("drafts", "releases"))
    blocks = read_blocks(ROOT / "docs" / "tutorial" / "first-report.md")
    commands = [words for block in blocks for words in block.list_commands()]
    asked, check, build, publish, init = commands[:2], *commands[2:]
    measure = next(block.text for block in blocks if block.language == "yaml")

    Path("demo/measures/racing_bicycles.yaml").write_text(measure)
    refused = CliRunner().invoke(main, check)
    assert refused.exit_code != 0
    assert "Did you mean 'offence'?" in refused.output

    Path("demo/measures/racing_bicycles.yaml").write_text(measure.replace("offense", "offence"))
    assert "No fault" in run(check)
    pack = Path("demo/packs/performance-report/pack.yaml")
    pack.write_text(pack.read_text().replace("priorities:\n", "priorities:\n  - racing_bicycles\n"))
    run(build)
    assert "Bicycle thefts in a crime wave" in Path("demo/drafts/performance-report/2020-21-Q2/index.html").read_text()

    assert "hate_crime.quarter.value" in run(asked[0])
    assert "607" in run(asked[1])
    assert "Release 1" in run(publish)
    run(init)
    assert Path("my-force/organisation.yaml").exists()


def run(words: list[str]) -> str:
    """A command that must succeed; what it says."""
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output
