"""Tags the first cell of each table row as the row's header, which the Typst binding has no way to ask for.

Typst names the column headers of a cell in its `Headers`; a reader that finds such a list looks no further, so the
row's header is added to it, under an identity of its own in the file's identity tree.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String


def walk_structure(element: Object) -> Iterator[Object]:
    """Every structure element below (and with) `element`, in reading order. Marked content is passed over."""
    stack = [element]
    while stack:
        current = stack.pop()
        if Name.S in current:
            yield current
        stack += reversed(list_children(current))


def list_children(element: Object) -> list[Object]:
    """The structure elements directly below one."""
    kids = element.get(Name.K)
    if kids is None:
        return []
    each = [kids[index] for index in range(len(kids))] if isinstance(kids, Array) else [kids]
    return [kid for kid in each if isinstance(kid, Dictionary) and Name.S in kid]


def read_attribute(element: Object, name: str) -> Object | None:
    """A table attribute of an element (`/Scope`, `/Headers`, `/ColSpan`), wherever in its attributes it stands."""
    for attributes in _list_attributes(element):
        if attributes.get(Name.O) == Name.Table and name in attributes:
            found: Object = attributes[name]
            return found
    return None


def _list_attributes(element: Object) -> list[Object]:
    attributes = element.get(Name.A)
    if attributes is None:
        return []
    each = [attributes[index] for index in range(len(attributes))] if isinstance(attributes, Array) else [attributes]
    return [each_one for each_one in each if isinstance(each_one, Dictionary)]


def tag_row_headers(data: bytes) -> bytes:
    """The PDF with the first cell of each row tagged TH with Scope Row. The same bytes for the same PDF."""
    with Pdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        if Name.IDTree not in root:
            root.IDTree = NameTree.new(pdf).obj
        identities = NameTree(root.IDTree)
        rows = [element for element in walk_structure(root) if element.S == Name.TR]
        for number, row in enumerate(rows):
            cells = list_children(row)
            if cells and cells[0].S == Name.TD:
                identity = f"row-{number}"
                _make_row_header(cells[0], identity)
                identities[identity] = cells[0]
                for cell in cells[1:]:
                    _add_header(cell, identity)
        stream = BytesIO()
        pdf.save(stream, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return stream.getvalue()


def _find_table_attributes(cell: Object) -> Object:
    """The table attributes of a cell, made where there are none."""
    for attributes in _list_attributes(cell):
        if attributes.get(Name.O) == Name.Table:
            return attributes
    made = Dictionary(O=Name.Table)
    existing = cell.get(Name.A)
    if existing is None:
        cell.A = made
    elif isinstance(existing, Array):
        existing.append(made)
        return _list_attributes(cell)[-1]
    else:
        cell.A = Array([existing, made])
    return next(each for each in _list_attributes(cell) if each.get(Name.O) == Name.Table)


def _make_row_header(cell: Object, identity: str) -> None:
    cell.S = Name.TH
    cell.ID = String(identity)
    _find_table_attributes(cell).Scope = Name.Row


def _add_header(cell: Object, identity: str) -> None:
    attributes = _find_table_attributes(cell)
    if Name.Headers in attributes:
        attributes.Headers.append(String(identity))
    else:
        attributes.Headers = Array([String(identity)])
