"""Where pages end: the plan of least cost, and the paper that keeps to it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from openscrutiny.reporting.document.document import Block, Document, Heading, Paragraph
from openscrutiny.reporting.document.words_en import WORDS_EN
from openscrutiny.reporting.formats import pdf as rendering
from openscrutiny.reporting.formats.pagination import Item, Page, plan_pages
from openscrutiny.reporting.formats.paper_items import put_words_first

from .sample_document import make_area_table, make_control_chart, make_document, make_small_charts

PAGE = 700.0


def make_text(lines: int) -> Item:
    return Item(12.0 * lines, gap=10.0, lines=(12.0,) * lines)


def make_heading(*, section: bool = False) -> Item:
    return Item(20.0, gap=30.0, section=section, keep=20.0)


def make_chart(height: float, give: float = 0.0) -> Item:
    return Item(height, gap=15.0, shrink=give, stretch=give)


def list_firsts(items: Sequence[Item]) -> list[int]:
    return [page.first for page in plan_pages(items, PAGE)]


def test_what_fits_one_page_is_one_page() -> None:
    assert plan_pages([make_heading(section=True), make_text(20), make_chart(300)], PAGE) == [Page(0, 0.0, 0.0)]


def test_a_heading_goes_with_what_follows_it() -> None:
    items = [make_heading(section=True), make_chart(580), make_heading(), make_chart(200)]
    assert list_firsts(items) == [0, 2]


def test_charts_give_to_fit_a_page_and_to_fill_one() -> None:
    tight = [make_heading(section=True), make_chart(400, 60), make_chart(300, 60)]
    assert [page.first for page in plan_pages(tight, PAGE)] == [0]
    assert -1 < plan_pages(tight, PAGE)[0].give < 0
    loose = [make_heading(section=True), make_chart(500, 60), make_chart(300, 60), make_text(25)]
    first, last = plan_pages(loose, PAGE)
    assert first.give == 1
    assert last.give == 0


def test_no_line_stands_alone_on_either_side_of_a_break() -> None:
    for lines in range(50, 70):
        *_, last = plan_pages([make_heading(section=True), make_text(lines)], PAGE)
        if last.before:
            assert 24 <= last.before <= 12 * lines - 24


def test_a_table_is_parted_between_rows_and_counts_its_header_again() -> None:
    table = Item(60.0 + 20 * 80, gap=10.0, lines=(20.0,) * 80, head=60.0, repeated=40.0)
    pages = plan_pages([make_heading(section=True), table], PAGE)
    assert [page.first for page in pages] == [0, 1, 1]
    assert all((page.before - 60) % 20 == 0 for page in pages[1:])
    assert table.height - pages[-1].before + table.repeated <= PAGE


def test_a_short_table_of_tall_rows_is_parted_in_two_and_never_leaves_a_row_alone() -> None:
    tall = Item(60.0 + 5 * 140, gap=10.0, lines=(140.0,) * 5, head=60.0, repeated=40.0)
    first, rest = plan_pages([tall], PAGE)
    assert (first.before, rest.before) == (0.0, 60.0 + 3 * 140)
    three = Item(60.0 + 3 * 140, gap=10.0, lines=(140.0,) * 3, head=60.0, repeated=40.0)
    assert list_firsts([make_heading(section=True), make_chart(300), three]) == [0, 2]


def test_words_come_before_a_chart_that_needs_a_page_of_its_own_where_they_fill_the_page_before() -> None:
    def order(words: float, *, notes: bool = False) -> str:
        kinds = ["Heading", "Strip", "Chart", *(["Notes"] if notes else []), "Paragraph", "Callout", "Table"]
        heights = {"Heading": 90.0, "Strip": 260.0, "Chart": 530.0, "Notes": 70.0, "Paragraph": words, "Callout": 100.0}
        blocks = [{"kind": kind} for kind in kinds]
        measured = [{"height": heights.get(kind, 300.0), "gap": 15.0} for kind in kinds]
        put_words_first(blocks, measured)
        assert [each["height"] for each in measured] == [heights.get(block["kind"], 300.0) for block in blocks]
        return " ".join(block["kind"] for block in blocks)

    assert order(280) == "Heading Strip Paragraph Chart Callout Table"
    assert order(150, notes=True) == "Heading Strip Paragraph Callout Chart Notes Table"
    assert order(400, notes=True) == "Heading Strip Chart Notes Paragraph Callout Table"


def test_sections_begin_a_page_unless_sharing_one_saves_one() -> None:
    half = [make_heading(section=True), make_chart(400)]
    assert list_firsts([*half, *half, *half]) == [0, 2, 4]
    spilling = [make_heading(section=True), make_text(60)]
    assert list_firsts([*spilling, *half]) == [0, 1]


def test_what_is_taller_than_a_page_has_one_of_its_own() -> None:
    assert list_firsts([make_heading(section=True), make_chart(900), make_chart(100)])[-1] == 2


def make_long_report() -> Document:
    """A report whose sections end all over the page."""
    blocks: list[Block] = []
    for number in range(3):
        blocks += [
            Heading(1, f"Measure {number}", f"measure-{number}"),
            make_control_chart(f"chart-{number}"),
            *(Paragraph("The force recorded 572 crimes in Q2 2020/21, 21% (99) more than before. " * (2 + number)),)
            * 3,
            Heading(2, "By area", f"areas-{number}"),
            make_small_charts(f"small-{number}"),
            make_area_table(f"table-{number}"),
            Heading(2, "How the limits were made", f"limits-{number}"),
            *(Paragraph("The limits are the mean plus and minus twice the deviation. " * (3 + number), small=True),)
            * 4,
        ]
    return replace(make_document(), blocks=tuple(blocks))


@pytest.mark.parametrize("size", [11, 18, 24])
def test_the_paper_keeps_to_the_plan(size: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many pages as planned, none nearly empty but the last, no heading at the foot of one."""
    planned: list[Page] = []

    def plan(items: Sequence[Item], page: float) -> list[Page]:
        planned.extend(plan_pages(items, page))
        return planned

    monkeypatch.setattr(rendering, "plan_pages", plan)
    document = make_long_report()
    data = rendering.render_pdf(document, WORDS_EN, size=size)
    pages = [page.get_textpage().get_text_bounded().splitlines()[1:-1] for page in list(PdfDocument(data))[2:]]
    assert len(pages) == len(planned)
    headings = {block.text for block in document.blocks if isinstance(block, Heading)}
    assert all(len(lines) >= 6 for lines in pages[:-1])
    assert all(lines[-1] not in headings for lines in pages)
