"""A document as tagged PDF (PDF/UA-1), set by Typst in a process of its own. The same document, the same bytes.

It is set twice: the first time only to measure its blocks, so that its pages can be planned; then in earnest.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from openscrutiny.errors import ReportError
from openscrutiny.reporting.charts.typeface import PAPER_FACES, find_face
from openscrutiny.reporting.document.document import Document
from openscrutiny.reporting.formats.pagination import plan_pages
from openscrutiny.reporting.formats.paper_blocks import BODY_SIZE, PaperBlocks
from openscrutiny.reporting.formats.paper_items import TEXT_HEIGHT, list_items, put_words_first
from openscrutiny.reporting.formats.row_headers import tag_row_headers

LONGEST_RUN = 300  # seconds


def render_pdf(document: Document, words: Mapping[str, str], *, size: float = BODY_SIZE) -> bytes:
    """The document as PDF/UA-1 with text of `size` points; 18 and 24 are large print, set anew and not enlarged.

    Raises ReportError where Typst cannot set it, with what Typst said.
    """
    with TemporaryDirectory(prefix="openscrutiny-") as name:
        folder = Path(name)
        (folder / "fonts").mkdir()
        for face in PAPER_FACES:
            shutil.copyfile(find_face(face), folder / "fonts" / f"{face}.ttf")
        shutil.copyfile(Path(__file__).parent / "templates" / "report.typ", folder / "report.typ")
        paper = PaperBlocks(document, words, size, folder)
        content = paper.write()
        _run_typst(folder, document.title, "measure", content)
        measured = json.loads((folder / "measured.json").read_bytes())
        if paper.large:
            put_words_first(content["blocks"], measured)
        items = list_items(content["blocks"], measured, size)
        paper.draw_charts(plan_pages(items, TEXT_HEIGHT))
        _run_typst(folder, document.title, "set", content)
        return tag_row_headers((folder / "report.pdf").read_bytes())


def _run_typst(folder: Path, title: str, task: str, content: Mapping[str, object]) -> None:
    text = json.dumps({**content, "task": task}, ensure_ascii=False)
    (folder / "document.json").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "openscrutiny.reporting.formats.typesetting", task, str(folder)]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_RUN, check=False)
    except subprocess.TimeoutExpired as error:
        raise ReportError(
            f"{title}: the PDF was not finished after {LONGEST_RUN} seconds. Make it in parts."
        ) from error
    if run.returncode != 0:
        said = run.stderr.strip() or f"Typst ended with code {run.returncode} and no message"
        raise ReportError(f"{title}: the PDF cannot be set. {said}")
