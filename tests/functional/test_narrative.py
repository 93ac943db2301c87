"""An author's day on the example report: the stop, draft, figures, preview, and what a release keeps."""

import json
import random
import re
import shutil
import threading
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from openscrutiny import pipeline
from openscrutiny.claims.check import check_document
from openscrutiny.claims.extraction.files import read_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.cli import main
from openscrutiny.errors import DefinitionError
from openscrutiny.reporting.authoring.drafting import Drafter
from openscrutiny.reporting.authoring.preview import Preview, serve_preview
from openscrutiny.reporting.document.inline_marks import strip_marks
from openscrutiny.reporting.words.binding import bind_prose, check_prose, read_narratives
from openscrutiny.reporting.words.sentences import SentenceWriter
from tests.conftest import Example
from tests.functional.altered_sentences import insert_paragraphs, say_everything

REPORT, PERIOD = "performance-report", "2020/21-Q2"
FAULTY = """\
There were 572 hate crimes and, in the quarter, 13,004 incidents
of anti-social behaviour; forty-two people said so on 27 November 2020.
{{ hate_crme | level }} It fell by {{ hate_crime.quarter.change_on_previous_quarter }}.
"""

pytestmark = pytest.mark.xdist_group("example")


@pytest.fixture(scope="module")
def author(example: Example, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of one's own with a draft in it."""
    root = tmp_path_factory.mktemp("author") / "west_mercia"
    shutil.copytree(example.root, root, ignore=shutil.ignore_patterns("drafts", "releases", "records"))
    (root / "records").mkdir()
    pipeline.draft(root, REPORT, PERIOD, step=lambda message: None)
    return root


@pytest.fixture(scope="module")
def writer(author: Path) -> SentenceWriter:
    steps: list[str] = []
    opened = pipeline.open_figures(author, REPORT, PERIOD, step=steps.append)
    assert steps == ["reading the draft's figures"]
    return opened


@pytest.fixture
def faulty(author: Path) -> Path:
    """One page of prose with every kind of fault; the page of before comes back afterwards."""
    path = author / "packs" / REPORT / "measures" / "hate_crime.md"
    kept = path.read_text()
    path.write_text(FAULTY)
    yield path
    path.write_text(kept)


def test_every_fault_comes_at_once_with_its_line_and_mend(author: Path, faulty: Path, writer: SentenceWriter) -> None:
    with pytest.raises(DefinitionError) as stopped:
        pipeline.draft(author, REPORT, PERIOD, step=lambda message: None)
    told = str(stopped.value)
    name = f"packs/{REPORT}/measures/hate_crime.md"
    assert f"{name}:1: '572' is bound to no figure" in told
    assert "Write {{ hate_crime.quarter.value }}: this looks like it." in told
    assert f"{name}:1: '13,004'" in told
    assert "Write {{ anti_social_behaviour.quarter.value }}: this looks like it." in told
    assert f"{name}:2: 'forty-two'" in told
    assert "27" not in re.sub(r"\d{4}/27|hate_crime\.md:\d+", "", told)
    assert f"{name}:3: {{{{ hate_crme | level }}}}: no such measure 'hate_crme'. Did you mean 'hate_crime'?" in told
    assert f"{name}:3: 'fell' is written of" in told


def test_check_finds_what_can_be_found_without_figures(author: Path, faulty: Path, writer: SentenceWriter) -> None:
    told = CliRunner().invoke(main, ["check", "--workspace", str(author)])
    assert told.exit_code == 1
    assert [fault.line for fault in check_prose(writer.catalogue)] == [3, 1, 1, 2]
    assert "[572](source: who, when)" in told.output


def test_what_is_drafted_passes_the_stop_and_the_checker(author: Path, writer: SentenceWriter) -> None:
    drafter = Drafter(writer, writer.catalogue.packs[REPORT])
    folder = author / "packs" / REPORT
    kept = author / "kept"
    folder.joinpath("measures").rename(kept)
    folder.joinpath("introduction.md").rename(author / "introduction.md")
    try:
        run = CliRunner().invoke(main, ["draft", REPORT, "--period", PERIOD, "--write", "--workspace", str(author)])
        assert run.exit_code == 0, run.output
        assert run.output.count("written") == len(drafter.list_sections())
        again = ["draft", REPORT, "hate_crime", "--period", PERIOD, "--write", "--workspace", str(author)]
        assert CliRunner().invoke(main, again).exit_code == 1
        for prose in read_narratives(writer.catalogue, REPORT, writer.catalogue.packs[REPORT].priorities):
            narrative = bind_prose(prose, writer)
            assert narrative.faults == ()
            texts = [t for b in narrative.blocks for t in (getattr(b, "items", None) or (b.text,))]
            assert check_document(Document.of("\n\n".join(map(strip_marks, texts)))).findings == ()
    finally:
        shutil.rmtree(folder / "measures")
        folder.joinpath("introduction.md").unlink()
        kept.rename(folder / "measures")
        (author / "introduction.md").rename(folder / "introduction.md")


def test_a_draft_tells_what_is_exceptional(writer: SentenceWriter) -> None:
    drafter = Drafter(writer, writer.catalogue.packs[REPORT])
    assert "{{ anti_social_behaviour | position }}" in drafter.draft("introduction")
    assert "{{ hate_crime | position }}" not in drafter.draft("introduction")
    assert "{{ anti_social_behaviour | compare last_year }}" in drafter.draft("measures/anti_social_behaviour")
    assert "{{ ksi_casualties | aim }}" in drafter.draft("measures/ksi_casualties")


def test_figures_are_found_by_any_words_of_the_newest_draft(author: Path) -> None:
    run = CliRunner().invoke
    told = run(main, ["figures", "hate", "crime", "Q2 2020/21", "572", "--workspace", str(author)]).output
    assert re.match(r"\{\{ hate_crime\.quarter\.value \}\} +572 +Hate crime, West Mercia, Q2 2020/21: value\n", told)
    rows = json.loads(
        run(main, ["figures", "hate_crime.quarter", "--format", "json", "--workspace", str(author)]).output
    )
    assert {row["address"] for row in rows["figures"]} >= {"hate_crime.quarter.value", "hate_crime.quarter.upper_limit"}


def test_the_preview_shows_a_save_within_a_second_and_its_faults_on_the_page(
    author: Path, writer: SentenceWriter
) -> None:
    preview = Preview(writer, REPORT)
    path = author / "packs" / REPORT / "measures" / "hate_crime.md"
    kept = path.read_text()
    with serve_preview(preview, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        with urlopen(address) as answer:
            first, stamp = answer.read().decode(), answer.headers["ETag"]
        assert "Nothing stops the build." in first
        assert '<meta http-equiv="refresh"' in first
        with pytest.raises(HTTPError) as unchanged:
            urlopen(Request(address, headers={"If-None-Match": stamp}))
        assert unchanged.value.code == 304
        try:
            path.write_text(kept + "\nAnd 572 more.\n")
            started = time.perf_counter()
            with urlopen(address) as answer:
                page = answer.read().decode()
            taken = time.perf_counter() - started
        finally:
            path.write_text(kept)
            server.shutdown()
    line = len(kept.splitlines()) + 2
    assert f"hate_crime.md:{line}: &#39;572&#39;" in page
    assert taken < 1


def test_prose_is_frozen_in_the_release_and_its_figures_keep_their_addresses(author: Path) -> None:
    folder = next((author / "drafts" / REPORT).iterdir())
    made = json.loads((folder / "release.json").read_bytes())
    name = f"packs/{REPORT}/measures/hate_crime.md"
    assert name in made["definitions"]
    assert (folder / "definitions" / name).read_bytes() == (author / name).read_bytes()
    page = (folder / "index.html").read_text()
    assert '<span data-figure="hate_crime.quarter.value">572</span>' in page
    addresses = {row["address"] for row in json.loads((folder / "figures.json").read_bytes())["figures"]}
    bound = {one for found in re.findall(r'<span data-figure="([^"]+)"', page) for one in found.split()}
    assert bound
    assert bound <= addresses


def test_any_digit_of_a_builder_s_sentence_altered_is_caught_in_the_report_without_its_figures(
    author: Path, writer: SentenceWriter
) -> None:
    """Beside the report's own words, strips and tables: of every builder, a few measures at a time."""
    page = read_document(next((author / "drafts" / REPORT).iterdir()) / "index.html")
    chance = random.Random(4)
    left = list(say_everything(writer, writer.catalogue.packs[REPORT].priorities))
    chance.shuffle(left)
    rounds = [list({said.measure: said for said in left[n : n + 8]}.values()) for n in range(0, 32, 8)]
    unaltered = insert_paragraphs(page, [(said.short, said.text) for said in rounds[0]])
    assert check_document(unaltered).findings == ()
    for together in rounds:
        altered = [(said.short, said.alter(chance)) for said in together]
        document = insert_paragraphs(page, altered)
        found = {place.line for finding in check_document(document).findings for place in finding.places}
        missed = [
            text for _, text in altered if not found & {line.number for line in document.lines if line.text == text}
        ]
        assert missed == []
