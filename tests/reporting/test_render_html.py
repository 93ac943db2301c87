"""The web page: its structure, what a screen reader meets, and that it holds at a phone's width and a desk's."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from openscrutiny.reporting.document.document import Block, Heading, Paragraph, TableColumn
from openscrutiny.reporting.document.words_en import WORDS_EN
from openscrutiny.reporting.formats.html import hold_words, lay_out_header, render_html, write_html

from .sample_document import make_area_table, make_document, make_measure


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(make_document(draft=True), WORDS_EN)


def test_a_page_has_landmarks_one_title_and_headings_that_nest(page: str) -> None:
    tree = html.fromstring(page)
    assert tree.get("lang") == "en-GB"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(tree.findall(f".//{landmark}")) == 1
    assert len(tree.findall(".//h1")) == 1
    levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert tree.find(".//a").get("href") == "#report"
    assert not list(tree.iter("script"))


def test_contents_and_links_lead_to_something_on_the_page(page: str) -> None:
    tree = html.fromstring(page)
    identities = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(identities) == len(set(identities))
    targets = [each.get("href")[1:] for each in tree.iter("a") if each.get("href", "").startswith("#")]
    assert {"summary", "measures", "hate-crime-areas-data"} <= set(targets)
    assert set(targets) <= set(identities)


def test_a_table_has_caption_headers_with_scope_and_notes(page: str) -> None:
    table = html.fromstring(page).find(".//div[@id='hate-crime-by-area']")
    assert table.find(".//caption").text_content() == "Hate crime by local policing area, Q1 and Q2 2020/21"
    assert [each.get("scope") for each in table.findall(".//thead//th")] == ["col", "colgroup", *["col"] * 4]
    rows = table.findall(".//tbody/tr")
    assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in rows)
    assert len(rows) == 6
    assert rows[-1].get("class") == "total"
    assert [row[-1].text_content() for row in rows] == ["[c]", "12", "[i]", "0", "[z]", "[x]"]
    assert len(table.findall(".//ul[@class='notes']/li")) == 2
    scroll = table.find("div[@tabindex='0']")
    assert scroll.get("aria-labelledby") == "hate-crime-by-area-caption"


def test_a_figure_can_be_linked_to_by_its_address(page: str) -> None:
    cells = html.fromstring(page).xpath("//*[@data-figure='hate-crime-by-area:2:after']")
    assert [cell.get("id") for cell in cells] == ["figure-hate-crime-by-area:2:after"]
    assert "117" in cells[0].text_content()
    assert "above the upper limit" in cells[0].text_content()


def test_what_reads_as_one_word_is_not_broken_over_lines_but_a_long_name_may_be() -> None:
    text = (
        "By 20% (3,421) to 572 (p) in Q2 2020/21, £1.2 m or 13 %, 5–7 of mdc-2024 & <one-very-long-name-with-hyphens>"
    )
    marked = str(hold_words(text))
    held = ["20% (3,421)", "572 (p)", "Q2 2020/21", "£1.2 m", "13 %", "5–7", "mdc-2024"]
    assert html.fromstring(f"<p>{marked}</p>").xpath("//span[@class='held']/text()") == held
    assert html.fromstring(f"<p>{marked}</p>").text_content() == text


def test_a_chart_is_a_figure_with_its_data_table_beside_it(page: str) -> None:
    figure = html.fromstring(page).find(".//figure[@id='measure-0-chart']")
    assert (
        figure.find("figcaption").text_content() == "Hate crime rose in summer 2020 and passed its upper limit in July"
    )
    assert len(figure.findall(".//svg")) - len(figure.findall(".//svg[@class='mark']")) == 2
    assert len(figure.findall("details//tbody/tr")) == 36


def test_a_draft_says_so_and_a_release_does_not(page: str) -> None:
    assert WORDS_EN["draft_notice"] in page
    assert WORDS_EN["draft_notice"] not in render_html(make_document(), WORDS_EN)


def test_groups_of_columns_share_a_header_and_plain_columns_reach_down_to_it() -> None:
    header = lay_out_header((TableColumn("Area"), TableColumn("Q1", group="Crimes"), TableColumn("Q2", group="Crimes")))
    assert [[(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in header.rows] == [
        [("Area", 1, 2), ("Crimes", 2, 1)],
        [("Q1", 1, 1), ("Q2", 1, 1)],
    ]
    assert header.spans == (1, 2)
    assert len(lay_out_header(make_area_table().columns[:1]).rows) == 1


def test_the_same_document_gives_the_same_page(page: str) -> None:
    assert render_html(make_document(draft=True), WORDS_EN) == page


def test_a_page_in_a_folder_has_its_typeface_beside_it(tmp_path: Path) -> None:
    page = write_html(make_document(), tmp_path, WORDS_EN)
    text = page.read_text(encoding="utf-8")
    for font in sorted((tmp_path / "fonts").iterdir()):
        assert f"fonts/{font.name}" in text
        assert font.read_bytes()[:4] == b"wOF2"
    assert len(list((tmp_path / "fonts").iterdir())) == 3
    assert "base64" not in text


def test_a_page_asks_nothing_of_any_other_machine(page: str) -> None:
    tree = html.fromstring(page)
    assert not tree.xpath("//*[@src]")
    assert not tree.xpath("//link")
    assert "url(http" not in page


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(browser, page: str, width: int, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from axe_playwright_python.sync_playwright import Axe

    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    window = browser.new_page(viewport={"width": width, "height": 900})
    window.goto((tmp_path / "report.html").as_uri())
    for details in window.locator("details").all():
        details.evaluate("each => each.open = true")
    results = Axe().run(window)
    assert results.violations_count == 0, results.generate_report()
    assert window.evaluate("document.documentElement.scrollWidth") <= width
    shown = window.locator("figure svg[role=img]:visible")
    assert shown.count() == 4
    letters = window.evaluate(
        "[...document.querySelectorAll('figure svg[role=img]')].filter(each => each.getBoundingClientRect().width)"
        ".map(each => each.getBoundingClientRect().width / each.viewBox.baseVal.width * 12)"
    )
    assert min(letters) >= 10.5, "the letters of a chart are too small to read"
    window.close()


@pytest.mark.browser
def test_a_printed_page_keeps_each_chart_with_its_title(browser, page: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from pypdfium2 import PdfDocument

    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    window = browser.new_page()
    window.goto((tmp_path / "report.html").as_uri())
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in PdfDocument(window.pdf(prefer_css_page_size=True))]
    window.close()
    title = "Hate crime rose in summer"
    assert sum(sheet.count(title) for sheet in sheets) == 2
    assert all(sheet.count(title) == sheet.count("Baseline") for sheet in sheets)
    assert "Skip to" not in sheets[0]


@pytest.mark.browser
def test_a_printed_measure_keeps_its_headline_with_its_chart(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from pypdfium2 import PdfDocument

    blocks: list[Block] = []
    for number in range(4):
        _, strip, chart, *_ = make_measure(number)
        filling = [Paragraph("The mean of 2019/20, by month.")] * (
            16 + 3 * number
        )  # it ends at another height each time
        blocks += [Heading(1, f"Measure {number}", f"measure-{number}"), strip, chart, *filling]
    (tmp_path / "report.html").write_text(render_html(replace(make_document(), blocks=tuple(blocks)), WORDS_EN))
    window = browser.new_page()
    window.goto((tmp_path / "report.html").as_uri())
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in PdfDocument(window.pdf(prefer_css_page_size=True))]
    window.close()
    assert sum(sheet.count("no numeric target") for sheet in sheets) == 4
    assert all(sheet.count("no numeric target") == sheet.count("Baseline") for sheet in sheets)
