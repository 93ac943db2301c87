"""Typesets the report in a folder: run as a program of its own, so that a crash of Typst ends nothing else.

`python -m openscrutiny.reporting.formats.typesetting TASK FOLDER` reads `report.typ` and `fonts` there. The task
`measure` writes `measured.json`, how high each block is; `set` writes `report.pdf`. Exits with 1 and the fault on
standard error where the report cannot be set.
"""

import sys
from pathlib import Path

import typst


def measure(folder: Path) -> None:
    """Writes `measured.json`: of each block its height, the gap above it, and the heads of a table, in points."""
    found = typst.query(
        str(folder / "report.typ"),
        "<measured>",
        field="value",
        one=True,
        root=str(folder),
        font_paths=[str(folder / "fonts")],
        ignore_system_fonts=True,
    )
    (folder / "measured.json").write_text(found, encoding="utf-8")


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


TASKS = {"measure": measure, "set": typeset}

if __name__ == "__main__":
    try:
        TASKS[sys.argv[1]](Path(sys.argv[2]))
    except typst.TypstError as error:
        sys.exit(getattr(error, "diagnostic", "") or str(error))
