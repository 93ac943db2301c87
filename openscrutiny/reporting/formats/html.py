"""A document as one accessible web page: no script, no request to anywhere, readable from 360 pixels up."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from openscrutiny.reporting.charts.chart_marks import SIGNAL_WORDS, draw_signal
from openscrutiny.reporting.charts.charts import NARROW, WIDE, draw_control_chart, draw_small_charts, draw_trend
from openscrutiny.reporting.charts.funnel_chart import draw_funnel
from openscrutiny.reporting.charts.icons import draw_icon
from openscrutiny.reporting.charts.typeface import HELD, WEB_FACES, name_web_file, subset_face, write_font_faces
from openscrutiny.reporting.document.dates import format_date
from openscrutiny.reporting.document.document import Block, Cell, Document, Heading
from openscrutiny.reporting.document.inline_marks import read_marks
from openscrutiny.reporting.formats.table_header import lay_out_header, list_provisional

LONGEST_HELD = 24  # letters: what is longer could be wider than its place on a phone


def render_html(document: Document, words: Mapping[str, str], downloads: Mapping[str, str] | None = None) -> str:
    """The document as one self-contained page: style and typeface are inside it.

    `downloads` are the files beside it, by path, each with the words of its link.
    """
    return _render(document, words, write_font_faces(), downloads)


def write_html(document: Document, folder: Path, words: Mapping[str, str]) -> Path:
    """The document as `index.html` in `folder`, its typeface in `fonts` beside it. Returns the page's path."""
    fonts = folder / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for face, _, _ in WEB_FACES:
        (fonts / name_web_file(face)).write_bytes(subset_face(face))
    page = folder / "index.html"
    page.write_text(_render(document, words, write_font_faces("fonts")), encoding="utf-8", newline="\n")
    return page


def list_contents(blocks: Sequence[Block]) -> list[Heading]:
    """The headings that begin a part: what the contents list names."""
    return [block for block in blocks if isinstance(block, Heading) and block.level == 1]


class _Addresses:
    """Gives each cell its figure's address, and makes it an anchor where the address comes first."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def write(self, cell: Cell) -> Markup:
        if not cell.address:
            return Markup("")
        anchor = "figure-" + "-".join(cell.address.split())
        identity = Markup("") if anchor in self.seen else Markup(' id="{}"').format(anchor)
        self.seen.add(anchor)
        return identity + Markup(' data-figure="{}"').format(cell.address)


def hold_words(text: str) -> Markup:
    """The text as markup in which what reads as one word is not broken over lines; a long name with hyphens may be."""
    parts, end = [], 0
    for held in re.finditer(HELD, text):
        if len(held[0]) <= LONGEST_HELD:
            parts += [escape(text[end : held.start()]), Markup('<span class="held">{}</span>').format(held[0])]
            end = held.end()
    return Markup("").join([*parts, escape(text[end:])])


def _render(
    document: Document, words: Mapping[str, str], faces: str, downloads: Mapping[str, str] | None = None
) -> str:
    package = PackageLoader("openscrutiny.reporting.formats", "templates")
    environment = Environment(
        loader=package, autoescape=True, undefined=StrictUndefined, trim_blocks=False, keep_trailing_newline=True
    )
    environment.filters["provisional"] = list_provisional
    environment.filters["runs"] = read_marks
    environment.filters["held"] = hold_words
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.filters["header_cells"] = lay_out_header
    environment.filters["address"] = _Addresses().write
    styles = (Path(__file__).parent / "static" / "report.css").read_text(encoding="utf-8")
    return environment.get_template("report.html.j2").render(
        document=document,
        words=words,
        styles=Markup(faces + "\n" + styles),
        published=format_date(document.publication_date, document.language),
        contents=list_contents(document.blocks),
        downloads=downloads or {},
        sizes={"wide": WIDE, "narrow": NARROW},
        signal_words=SIGNAL_WORDS,
        draw_control_chart=lambda *given, **named: Markup(draw_control_chart(*given, **named)),
        draw_small_charts=lambda *given, **named: Markup(draw_small_charts(*given, **named)),
        draw_funnel=lambda *given, **named: Markup(draw_funnel(*given, **named)),
        draw_trend=lambda trend: Markup(draw_trend(trend)),
        draw_signal=lambda signal: Markup(draw_signal(signal)),
        draw_icon=lambda icon: Markup(draw_icon(icon)),
    )
