"""Every example of docs/reference/narrative.md writes what the page says, and the checker finds nothing in it."""

import re

import pytest

from openscrutiny.catalogue.wording import Builder
from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.reporting.words.sentences import SentenceWriter
from tests.docs.documents import ROOT, read_blocks
from tests.narrative.desk import load_report, write
from tests.narrative.documented import make_documented

PAGE = ROOT / "docs" / "reference" / "narrative.md"
EXAMPLES = [
    example
    for block in read_blocks(PAGE)
    if block.language == "narrative"
    for example in re.findall(r"\{\{ (.+) \}\}\n    (.+)", block.text)
]


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> SentenceWriter:
    return make_documented(load_report(tmp_path_factory.mktemp("documented") / "workspace"))


@pytest.mark.parametrize(("expression", "written"), EXAMPLES, ids=[expression for expression, _ in EXAMPLES])
def test_the_page_says_what_is_written(writer: SentenceWriter, expression: str, written: str) -> None:
    assert write(writer, expression) == written


def test_every_builder_has_an_example() -> None:
    shown = {expression.partition("|")[2].split()[0] for expression, _ in EXAMPLES if "|" in expression}
    assert shown == set(Builder)


def test_the_examples_are_consistent() -> None:
    assert check_document(Document.of("\n\n".join(written for _, written in EXAMPLES))).findings == ()
