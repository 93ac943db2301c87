"""Reads a pack's prose, Markdown with figures by name, into frozen types: what binds it never sees Markdown.

`packs/<pack>/introduction.md`, `packs/<pack>/notes.md` and `packs/<pack>/measures/<measure>.md` are the places a
narrative can stand. Nothing here raises for what an author wrote: faults come back with the prose, all of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from openscrutiny.catalogue.loose_numbers import HOLE, find_loose_numbers
from openscrutiny.catalogue.markdown_reader import read_passages
from openscrutiny.catalogue.passages import Passage, Piece, Words
from openscrutiny.catalogue.wording import Vocabulary
from openscrutiny.errors import Fault, did_you_mean

SECTIONS = ("introduction", "notes")
MEASURES = "measures"


@dataclass(frozen=True, slots=True)
class Loose:
    """A number in the prose that nothing accounts for, with the words around it."""

    text: str
    line: int
    context: str


@dataclass(frozen=True, slots=True)
class Prose:
    """One file of narrative. `section` is its name in the pack: `introduction`, `measures/hate_crime`."""

    section: str
    file: str
    passages: tuple[Passage, ...]
    loose: tuple[Loose, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def measure(self) -> str:
        """The measure on whose page the prose stands; empty for the report's own sections."""
        return self.section.removeprefix(f"{MEASURES}/") if self.section.startswith(MEASURES) else ""


def list_prose(root: Path, pack: str) -> Mapping[str, Path]:
    """The Markdown files of a pack by section."""
    folder = root / "packs" / pack
    return {str(path.relative_to(folder).with_suffix("")): path for path in sorted(folder.rglob("*.md"))}


def read_pack_prose(
    root: Path, pack: str, known: Vocabulary, shown: Iterable[str], names: Iterable[str]
) -> tuple[Prose, ...]:
    """Every narrative of a pack. A file whose section the report does not have (see `shown` measures) is a fault."""
    sections = {*SECTIONS, *(f"{MEASURES}/{measure}" for measure in shown)}
    found = []
    for section, path in list_prose(root, pack).items():
        prose = read_prose(path, root, section, known, names)
        if section not in sections:
            fault = Fault(prose.file, 0, "", "stands for no section of the report.", did_you_mean(section, sections))
            prose = replace(prose, faults=(fault, *prose.faults))
        found.append(prose)
    return tuple(found)


def read_prose(path: Path, root: Path, section: str, known: Vocabulary, names: Iterable[str] = ()) -> Prose:
    """One file of narrative with its faults: what cannot be read, expressions that cannot be, loose numbers."""
    file = str(path.relative_to(root))
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return Prose(section, file, (), (), (Fault(file, 0, "", f"is not UTF-8 text (byte {error.start + 1})."),))
    return parse_prose(text, section, file, known, names)


def parse_prose(text: str, section: str, file: str, known: Vocabulary, names: Iterable[str] = ()) -> Prose:
    """The same of a text."""
    passages, faults = read_passages(text, file, known)
    listed = tuple(names)
    loose = tuple(found for passage in passages for item in passage.items for found in _find_loose(item, listed))
    return Prose(section, file, passages, loose, faults)


def _find_loose(item: tuple[Piece, ...], names: tuple[str, ...]) -> Iterator[Loose]:
    parts = [piece.text if isinstance(piece, Words) else HOLE for piece in item]
    context = "".join(parts)
    ends = [sum(map(len, parts[: n + 1])) for n in range(len(parts))]
    for number in find_loose_numbers(context, names):
        piece = next(n for n, end in enumerate(ends) if number.start < end)
        start = ends[piece - 1] if piece else 0
        line = item[piece].line + context[start : number.start].count("\n")
        yield Loose(number.text, line, context)
