"""`openscrutiny claims`: proves or disproves the claims of anybody's report."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import click

from openscrutiny.claims.check import check_document
from openscrutiny.claims.extraction.bounds import bound_work
from openscrutiny.claims.extraction.files import read_document
from openscrutiny.claims.outputs.html import write_html
from openscrutiny.claims.outputs.json import write_json
from openscrutiny.claims.outputs.pdf import write_pdf
from openscrutiny.claims.outputs.sarif import write_sarif
from openscrutiny.claims.outputs.text import write_text
from openscrutiny.claims.published.release import Release, read_release
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Report, Verdict
from openscrutiny.errors import OpenScrutinyError

NOTHING_WRONG, SOMETHING_WRONG, UNREADABLE = 0, 1, 2


@dataclass(slots=True)
class Checked:
    """The documents that were read, the report of each, and what is said of the files that could not be."""

    documents: list[Document] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def _check(files: Sequence[Path], release: Release | None) -> Checked:
    """Every file checked that can be: one that cannot is told of, and keeps none of the others back."""
    checked = Checked()
    for path in files:
        try:
            with bound_work(str(path)):
                document = read_document(path)
                report = check_document(document, release)
        except OpenScrutinyError as error:
            click.echo(str(error), err=True)
            checked.unread.append(str(error))
        else:
            for note in document.notes:
                click.echo(f"{document.source}: {note}", err=True)
            checked.documents.append(document)
            checked.reports.append(report)
    return checked


def _compose(form: str, checked: Checked) -> bytes:
    """The report in one of the formats."""
    match form:
        case "pdf":
            return write_pdf(checked.reports, checked.unread)
        case "html":
            return write_html(checked.reports, checked.documents, checked.unread).encode()
        case "sarif":
            return write_sarif(checked.reports, checked.documents, checked.unread).encode()
        case "json":
            return write_json(checked.reports, several=len(checked.reports) + len(checked.unread) > 1).encode()
        case _:
            return write_text(checked.reports).encode()


def _write(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all; what is no file, such as /dev/stdout, is written to as it stands."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise OSError(error.errno, error.strerror, str(path)) from None


@click.command("claims")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
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

    Exit status: 0 nothing is wrong, 1 something is wrong, 2 a file cannot be read;
    the others are reported all the same.
    """
    if text_file and len(files) > 1:
        click.echo(f"{text_file}: --text writes the text of one FILE. Name one FILE.", err=True)
        sys.exit(UNREADABLE)
    try:
        checked = _check(files, read_release(release_folder) if release_folder else None)
        if not checked.reports:
            sys.exit(UNREADABLE)
        if text_file:
            _write(text_file, checked.documents[0].text.encode("utf-8", "replace"))
        written = _compose(form, checked)
        if output:
            _write(output, written)
        else:
            click.echo(written, nl=False)
    except OpenScrutinyError as error:
        click.echo(str(error), err=True)
        sys.exit(UNREADABLE)
    except OSError as error:
        click.echo(f"{error.filename}: cannot be written: {error.strerror}. Check the folder.", err=True)
        sys.exit(UNREADABLE)
    if checked.unread:
        sys.exit(UNREADABLE)
    sys.exit(SOMETHING_WRONG if any(report.of(Verdict.WRONG) for report in checked.reports) else NOTHING_WRONG)
