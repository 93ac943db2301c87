"""`openscrutiny claims`: proves or disproves the claims of anybody's report."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from openscrutiny.claims.bounds import bound_work
from openscrutiny.claims.check import check_document
from openscrutiny.claims.extraction import read_document
from openscrutiny.claims.output_html import write_html
from openscrutiny.claims.output_json import write_json, write_sarif
from openscrutiny.claims.output_pdf import write_pdf
from openscrutiny.claims.output_text import write_text
from openscrutiny.claims.passages import Document
from openscrutiny.claims.release import read_release
from openscrutiny.claims.verdicts import Report, Verdict
from openscrutiny.errors import OpenScrutinyError

NOTHING_WRONG, SOMETHING_WRONG, UNREADABLE = 0, 1, 2


TEXT_WRITERS: dict[str, Callable[[Sequence[Report]], str]] = {
    "text": write_text,
    "json": write_json,
    "sarif": write_sarif,
}


def _write(form: str, reports: Sequence[Report], documents: Sequence[Document]) -> bytes:
    if form == "pdf":
        return write_pdf(reports)
    if form == "html":
        return write_html(reports, documents).encode()
    return TEXT_WRITERS[form](reports).encode()


@click.command("claims")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "html", "pdf"]), default="text",
              show_default=True,
              help="How the report is written.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option("--text", "text_file", type=click.Path(path_type=Path, dir_okay=False),
              help="Write the extracted text, whose lines the report counts, to this file.")  # fmt: skip
@click.option("--release", "release_folder", type=click.Path(path_type=Path, file_okay=False),
              help="Check the claims against the figures of this release too.")  # fmt: skip
def claims(
    files: tuple[Path, ...], form: str, output: Path | None, text_file: Path | None, release_folder: Path | None
) -> None:
    """Find the checkable claims in FILES (text, Markdown, HTML, DOCX, PDF) and prove or disprove them.

    Exit status: 0 nothing is wrong, 1 something is wrong, 2 a file cannot be read.
    """
    if text_file and len(files) > 1:
        click.echo(f"{text_file}: --text writes the text of one FILE. Name one FILE.", err=True)
        sys.exit(UNREADABLE)
    try:
        release = read_release(release_folder) if release_folder else None
        documents = [read_document(path) for path in files]
        reports = []
        for document in documents:
            with bound_work(document.name):
                reports.append(check_document(document, release))
        if text_file:
            text_file.write_text(documents[0].text, "utf-8")
        written = _write(form, reports, documents)
        if output:
            output.write_bytes(written)
        else:
            click.echo(written, nl=False)
    except OpenScrutinyError as error:
        click.echo(str(error), err=True)
        sys.exit(UNREADABLE)
    except OSError as error:
        click.echo(f"{error.filename}: cannot be written: {error.strerror}. Check the folder.", err=True)
        sys.exit(UNREADABLE)
    sys.exit(SOMETHING_WRONG if any(report.of(Verdict.WRONG) for report in reports) else NOTHING_WRONG)
