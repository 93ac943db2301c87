"""Typesets the report in a folder: run as a program of its own, so that a crash of Typst ends nothing else.

`python -m openscrutiny.reporting.formats.typesetting FOLDER` reads `report.typ` and `fonts` there, writes `report.pdf`.
Exits with 1 and the fault on standard error where the report cannot be set.
"""

import sys
from pathlib import Path

import typst


def typeset(folder: Path) -> None:
    """Writes `report.pdf`, tagged and checked by Typst against PDF/UA-1. Only the folder's own fonts are used."""
    typst.compile(
        str(folder / "report.typ"),
        output=str(folder / "report.pdf"),
        root=str(folder),
        font_paths=[str(folder / "fonts")],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
    )


if __name__ == "__main__":
    try:
        typeset(Path(sys.argv[1]))
    except typst.TypstError as error:
        sys.exit(getattr(error, "diagnostic", "") or str(error))
