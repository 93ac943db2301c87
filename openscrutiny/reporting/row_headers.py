"""Tags the first cell of each table row as the row's header, which the Typst binding has no way to ask for."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf


def walk_structure(element: Object) -> Iterator[Object]:
    """Every structure element of a tagged PDF, in reading order."""
    stack = [element]
    while stack:
        current = stack.pop()
        if Name.S in current:
            yield current
        kids = current.get(Name.K)
        if kids is None:
            continue
        children = list(kids) if isinstance(kids, Array) else [kids]  # type: ignore[call-overload]
        stack += [child for child in reversed(children) if isinstance(child, Dictionary) and Name.Pg not in child or
                  isinstance(child, Dictionary) and Name.S in child]  # fmt: skip


def tag_row_headers(data: bytes) -> bytes:
    """The PDF with the first data cell of each body row tagged TH with Scope Row. The same bytes every time."""
    with Pdf.open(BytesIO(data)) as pdf:
        for element in walk_structure(pdf.Root.StructTreeRoot):
            if element.S != Name.TBody:
                continue
            for row in walk_structure(element):
                cells = row.get(Name.K)
                if row.S != Name.TR or not isinstance(cells, Array) or not len(cells):
                    continue
                first = cells[0]
                if isinstance(first, Dictionary) and first.get(Name.S) == Name.TD:
                    _make_row_header(first)
        stream = BytesIO()
        pdf.save(
            stream,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            linearize=False,
        )
    return stream.getvalue()


def _make_row_header(cell: Object) -> None:
    cell.S = Name.TH
    scope = Dictionary(O=Name.Table, Scope=Name.Row)
    existing = cell.get(Name.A)
    if isinstance(existing, Dictionary) and existing.get(Name.O) == Name.Table:
        existing.Scope = Name.Row
    elif isinstance(existing, Array):
        existing.append(scope)
    elif existing is not None:
        cell.A = Array([existing, scope])
    else:
        cell.A = scope
