"""The public interface is documented: every kind, verdict and option has its line."""

from pathlib import Path

import pytest

from openscrutiny.claims.verdicts import KINDS, Verdict
from openscrutiny.cli.claims import claims

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "claims.md").read_text("utf-8")


@pytest.mark.parametrize("name", [*KINDS, *(verdict.value for verdict in Verdict)])
def test_every_kind_and_verdict_has_a_row(name: str) -> None:
    assert f"| `{name}` |" in PAGE


@pytest.mark.parametrize("option", [o for p in claims.params for o in p.opts if o.startswith("--")])
def test_every_option_has_a_row(option: str) -> None:
    assert f"| `{option} " in PAGE
