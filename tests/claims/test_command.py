"""The command's exit statuses, and the public shapes that it writes."""

import json
import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from playwright.sync_api import sync_playwright

from openscrutiny.claims.outputs.html import write_html
from openscrutiny.claims.reading.passages import Document, Line
from openscrutiny.claims.verdicts import KINDS, Judgement, Place, Report, Verdict
from openscrutiny.cli.claims import claims

WRONG = "Burglary rose from 120 to 150, an increase of 20%.\nRobbery fell from 100 to 80.\n"
RIGHT = "Burglary rose from 120 to 150, an increase of 25%.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(WRONG)
    return path


def test_status_is_1_where_something_is_wrong(report: Path) -> None:
    result = CliRunner().invoke(claims, [str(report)])
    assert result.exit_code == 1
    assert "should be: 25%" in result.output


def test_status_is_0_where_nothing_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "right.md").write_text(RIGHT)
    assert CliRunner().invoke(claims, [str(tmp_path / "right.md")]).exit_code == 0


def test_status_is_2_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    result = CliRunner().invoke(claims, [str(tmp_path / "none.txt")])
    assert result.exit_code == 2
    assert "none.txt" in result.output


def test_json_has_the_documented_shape_and_quotes_the_extracted_text(report: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    result = CliRunner().invoke(claims, [str(report), "--format", "json", "--text", str(text)])
    written, lines = json.loads(result.output), text.read_text().split("\n")
    assert set(written) == {"document", "checked", "findings", "consistent", "cannot_tell"}
    (finding,) = written["findings"]
    assert finding["verdict"] == "wrong"
    assert finding["printed"] == "20%"
    assert finding["should_be"] == "25%"
    assert finding["likely_mistake"]
    for entry in (*written["findings"], *written["consistent"], *written["cannot_tell"]):
        assert entry["kind"] in KINDS
        for place in entry["places"]:
            assert place["page"] is None
            assert place["quote"] in lines[place["line"] - 1]


def test_the_same_file_gives_the_same_bytes(report: Path) -> None:
    for form in ("text", "json", "sarif", "html"):
        first, second = (CliRunner().invoke(claims, [str(report), "--format", form]).output for _ in range(2))
        assert first == second


def test_sarif_names_rule_line_and_columns(report: Path) -> None:
    log = json.loads(CliRunner().invoke(claims, [str(report), "--format", "sarif"]).output)
    run = log["runs"][0]
    (result,) = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert log["version"] == "2.1.0"
    assert result["level"] == "error"
    assert result["ruleId"] in {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert (
        WRONG.split("\n")[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
        == region["snippet"]["text"]
    )


@pytest.mark.parametrize("broken", [False, True])
def test_sarif_keeps_to_the_schema_of_its_standard(report: Path, tmp_path: Path, broken: bool) -> None:
    """The schema is the one that the standard's own validator carries (npm @microsoft/sarif-multitool 5.7.0, MIT)."""
    (tmp_path / "é x.txt").write_text("See Table 9 on page 3. The total of 12 and 14 was 27.\n\nTable 1: Thefts\n")
    (tmp_path / "cut.docx").write_bytes(b"PK\x03\x04")
    files = [str(report), str(tmp_path / "é x.txt"), *([str(tmp_path / "cut.docx")] if broken else [])]
    log = json.loads(CliRunner().invoke(claims, [*files, "--format", "sarif"]).stdout)
    schema = json.loads((Path(__file__).parent / "sarif_2.1.0.schema.json").read_text("utf-8"))
    assert log["runs"][0]["results"]
    assert [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(log)] == []


def test_sarif_counts_columns_as_editors_do_and_relates_the_other_places(tmp_path: Path) -> None:
    line = "\U0001f6a8 The total was 1,204 thefts in May.\n\n\U0001f6a8 Burglary rose from 120 to 150, an increase of 20%.\n"
    (tmp_path / "a b.txt").write_text(line, "utf-8")
    log = json.loads(CliRunner().invoke(claims, [str(tmp_path / "a b.txt"), "--format", "sarif"]).output)
    (result,) = log["runs"][0]["results"]
    (location,) = result["locations"]
    region = location["physicalLocation"]["region"]
    units = line.split("\n")[2].encode("utf-16-le")
    quoted = units[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)].decode("utf-16-le")
    assert quoted == region["snippet"]["text"]
    assert log["runs"][0]["columnKind"] == "utf16CodeUnits"
    assert location["physicalLocation"]["artifactLocation"]["uri"].endswith("/a%20b.txt")
    assert log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html", "pdf"])
def test_a_file_that_cannot_be_read_keeps_no_other_from_being_reported(report: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "cut.docx").write_bytes(b"PK\x03\x04")
    output = tmp_path / "out"
    command = [str(tmp_path / "cut.docx"), str(report), "--format", form, "--output", str(output)]
    result = CliRunner().invoke(claims, command)
    assert result.exit_code == 2
    assert "cut.docx" in result.stderr
    if form == "pdf":
        assert len(pikepdf.open(output).pages) == 1
    else:
        assert "an increase of 20%" in output.read_text()
    if form == "json":
        assert [document["document"] for document in json.loads(output.read_text())] == ["report.txt"]
    if form == "sarif":
        (invocation,) = json.loads(output.read_text())["runs"][0]["invocations"]
        assert not invocation["executionSuccessful"]
        assert "cut.docx" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_a_report_that_cannot_be_written_leaves_the_former_one(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / ".old.json.part").mkdir()  # stands in the way
    (folder / "old.json").write_text("former")
    result = CliRunner().invoke(claims, [str(report), "--format", "json", "--output", str(folder / "old.json")])
    assert result.exit_code == 2
    assert "old.json: cannot be written" in result.stderr
    assert (folder / "old.json").read_text() == "former"


class Links(HTMLParser):
    """Collects anchors and what points at them."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if (found.get("href") or "").startswith("#"):
            self.targets.append(str(found["href"])[1:])


def test_the_page_marks_the_words_links_both_ways_and_needs_no_script(report: Path) -> None:
    page = CliRunner().invoke(claims, [str(report), "--format", "html"]).output
    links = Links()
    links.feed(page)
    assert "script" not in links.tags
    assert "mark" in links.tags
    assert set(links.targets) <= set(links.ids)
    assert len(links.ids) == len(set(links.ids))
    assert '<html lang="en-GB">' in page


def test_the_page_is_the_whole_document_with_each_mark_named_in_words(report: Path) -> None:
    report.write_text("First line & more.\n\n" + WRONG + "Last line of <all>.\n")
    page = CliRunner().invoke(claims, [str(report), "--format", "html"]).output
    (text,) = re.findall(r'<ol class="text" start="1">(.*?)</ol>', page, re.DOTALL)
    (marked,) = re.findall(r"<mark[^>]*>([^<]*)</mark>", text)
    assert marked in WRONG
    assert "[1 wrong]" in text
    plain = re.sub(r" <a class=.*?</a>|<mark[^>]*>|</mark>", "", text).split("\n")
    assert plain == ["<li>" + escape(line) for line in report.read_text().split("\n")[:-1]]
    assert "<h4>1. Wrong: change, line 3" in page


def test_two_findings_of_the_same_words_are_both_marked() -> None:
    line = Line(1, "Thefts rose from 12 to 10, up 40%.")
    findings = [
        Judgement(Verdict.WRONG, "direction", (Place(1, 12, "from 12 to 10"),), "a fall"),
        Judgement(Verdict.QUESTIONABLE, "change", (Place(1, 0, "Thefts rose from 12 to 10, up 40%"),), "unsure"),
    ]
    page = write_html([Report("a.txt", tuple(findings))], [Document("a.txt", (line,))])
    links = Links()
    links.feed(page)
    assert set(links.targets) <= set(links.ids)
    assert '<mark class="questionable">Thefts rose </mark><mark class="wrong">from 12 to 10</mark> <a' in page
    assert page.index("[1 wrong]") < page.index(", up 40%</mark>") < page.index("[2 questionable]")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_page_has_no_axe_violation_and_fits_its_screen(
    report: Path, tmp_path: Path, chromium: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    report.write_text(f"{WRONG}\f\n{WRONG}12. Widths\n14. Lengths\nThefts rose 5% (12) to 200.\n" + "9" * 300)
    CliRunner().invoke(claims, [str(report), "--format", "html", "--output", str(tmp_path / "page.html")])
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        window = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        window.goto((tmp_path / "page.html").as_uri())
        results = Axe().run(window)
        assert results.violations_count == 0, results.generate_report()
        assert window.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()


def test_hostile_words_are_escaped_in_the_page(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("<script>alert(1)</script> Burglary rose from 120 to 150, an increase of 20%.\n")
    page = CliRunner().invoke(claims, [str(path), "--format", "html"]).output
    assert "<script>" not in page


def test_the_summary_is_one_tagged_page_with_title_and_language(report: Path, tmp_path: Path) -> None:
    report.write_text(WRONG * 60)
    output = tmp_path / "summary.pdf"
    assert CliRunner().invoke(claims, [str(report), "--format", "pdf", "--output", str(output)]).exit_code == 1
    with pikepdf.open(output) as pdf:
        assert len(pdf.pages) == 1
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).startswith("en")
        assert "Claims checked" in str(pdf.docinfo["/Title"])


def test_symbols_of_a_bullet_font_and_control_characters_are_no_hindrance(report: Path, tmp_path: Path) -> None:
    report.write_text("\uf0b7 " + WRONG.replace("from", "\x01from\x0b"), "utf-8")
    output = tmp_path / "summary.pdf"
    assert CliRunner().invoke(claims, [str(report), "--format", "pdf", "--output", str(output)]).exit_code == 1
    text = tmp_path / "text.txt"
    CliRunner().invoke(claims, [str(report), "--text", str(text)])
    assert text.read_text("utf-8").splitlines()[0].startswith("• Burglary rose  from  120")


def _release(folder: Path) -> Path:
    figure = {"measure": "burglary", "measure_title": "Residential burglary", "area": "", "area_name": "", "period": "2020/21-Q2",
              "period_label": "Q2 2020/21", "unit": "offences", "state": "final"}  # fmt: skip
    figures = [
        figure | {"address": "burglary.quarter.level", "kind": "level", "value": 615, "text": "615"},
        figure | {"address": "burglary.quarter.change", "kind": "change_on_same_quarter_last_year", "value": -37.5, "text": "-37.5%", "unit": "%"},
        figure | {"address": "burglary.quarter.target", "kind": "level", "value": None, "text": "[x]"},
    ]  # fmt: skip
    (folder / "figures.json").write_text(json.dumps({"figures": figures}))
    return folder


def test_a_release_disproves_a_level_and_a_change(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Residential burglary stood at 651 in Q2 2020/21, a fall of 26% (216) on the same quarter last year.\n"
    )
    result = CliRunner().invoke(claims, [str(path), "--release", str(_release(tmp_path)), "--format", "json"])
    data = [finding for finding in json.loads(result.output)["findings"] if finding["kind"] == "data"]
    assert {finding["should_be"] for finding in data} == {"615", "-37.5%"}


def test_a_release_agrees_with_what_is_true(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Residential burglary stood at 615 in Q2 2020/21, a fall of 38% (369) on the same quarter last year.\n"
    )
    result = CliRunner().invoke(claims, [str(path), "--release", str(_release(tmp_path)), "--format", "json"])
    assert result.exit_code == 0
    assert "data" in {entry["kind"] for entry in json.loads(result.output)["consistent"]}


def test_a_folder_that_is_no_release_is_a_clear_error(report: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(claims, [str(report), "--release", str(tmp_path)])
    assert result.exit_code == 2
    assert "figures.json" in result.output
