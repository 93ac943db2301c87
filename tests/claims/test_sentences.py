"""Single sentences as officials write them: none that is right is called wrong, and nearly all that are wrong are found."""

from pathlib import Path

import pytest

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Verdict

HERE = Path(__file__).parent


def read_sentences(name: str) -> list[str]:
    return (HERE / name).read_text("utf-8").splitlines()


def called_wrong(sentence: str) -> bool:
    r"""A line of the file is a sentence or several, with `\n` where a new line begins."""
    text = sentence.replace(r"\n", "\n").replace(r"\t", "\t")
    return bool(check_document(Document.of(f"Performance report\n\n{text}")).of(Verdict.WRONG))


def test_no_right_sentence_is_called_wrong() -> None:
    assert [sentence for sentence in read_sentences("sentences_right.txt") if called_wrong(sentence)] == []


def test_nearly_every_wrong_sentence_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    """The few that are not are there too: they are what the checker does not yet read."""
    sentences = read_sentences("sentences_wrong.txt")
    missed = [sentence for sentence in sentences if not called_wrong(sentence)]
    with capsys.disabled():
        print(f"\n{len(sentences) - len(missed)} of {len(sentences)} wrong sentences found")
    assert len(missed) <= 0.08 * len(sentences), missed
