"""Binds a pack's prose to the figures of a report: blocks for the document, or every fault of every file at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Pack
from openscrutiny.catalogue.passages import Bound, Passage, Piece, Shape, Sourced, Words
from openscrutiny.catalogue.prose import Loose, Prose, read_pack_prose
from openscrutiny.catalogue.wording import Vocabulary, WordingError
from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.errors import DefinitionError, Fault
from openscrutiny.reporting.document.document import Block, Bullets, Heading, Paragraph
from openscrutiny.reporting.document.inline_marks import strip_marks
from openscrutiny.reporting.figures.likely_figures import suggest_figures
from openscrutiny.reporting.words.sentences import SentenceWriter

MEND = (
    "Bind it to a figure (`openscrutiny figures WORDS` finds its name), or give its source: "
    "[{text}](source: who, when). A name that holds it goes under 'names:' in pack.yaml."
)


@dataclass(frozen=True, slots=True)
class Narrative:
    """One section's prose bound to the figures."""

    section: str
    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...] = ()


Narratives = Mapping[str, Narrative]


def read_narratives(catalogue: Catalogue, pack_name: str, shown: Iterable[str]) -> tuple[Prose, ...]:
    """The pack's prose, read with the workspace's own vocabulary and names."""
    return read_pack_prose(
        catalogue.root, pack_name, make_vocabulary(catalogue), shown, list_names(catalogue, catalogue.packs[pack_name])
    )


def check_prose(catalogue: Catalogue) -> tuple[Fault, ...]:
    """Every fault of every report's prose that can be told without figures."""
    faults: list[Fault] = []
    for name, pack in catalogue.packs.items():
        for prose in read_narratives(catalogue, name, pack.priorities):
            faults += [*prose.faults, *(fault_loose(prose, loose) for loose in prose.loose)]
    return tuple(faults)


def make_vocabulary(catalogue: Catalogue) -> Vocabulary:
    organisation = catalogue.organisation
    return Vocabulary(catalogue.measures, organisation.area_names, organisation.calendar)


def list_names(catalogue: Catalogue, pack: Pack) -> tuple[str, ...]:
    """The workspace's names that hold a number: those it lists, its objectives, measures, areas and titles."""
    organisation = catalogue.organisation
    named = [*organisation.names, *pack.names, organisation.name, organisation.short_name, pack.title, pack.subtitle]
    for side in organisation.scorecard:
        named += [f"{side.id} {side.title}", side.title]
        named += [text for o in side.objectives for text in (f"{o.id} {o.title}", o.title)]
    named += [text for measure in catalogue.measures.values() for text in (measure.title, measure.short)]
    named += [
        *organisation.area_names.values(),
        *(named.title for named in (*organisation.levels, *organisation.priorities)),
    ]
    return tuple(sorted({name for name in named if name}, key=lambda name: (-len(name), name)))


def bind_narratives(prose: Iterable[Prose], writer: SentenceWriter) -> Narratives:
    """Every section bound. Raises DefinitionError with all faults of all files."""
    bound = {one.section: bind_prose(one, writer) for one in prose}
    faults = [fault for narrative in bound.values() for fault in narrative.faults]
    if faults:
        raise DefinitionError(faults)
    return bound


def list_blocks(narratives: Narratives, section: str) -> tuple[Block, ...]:
    """What stands in a section; nothing where nobody wrote it."""
    return narratives[section].blocks if section in narratives else ()


def list_notes(narratives: Narratives) -> tuple[str, ...]:
    """The notes under the report's table: the paragraphs and list items of `notes.md`."""
    notes: list[str] = []
    for block in list_blocks(narratives, "notes"):
        notes += block.items if isinstance(block, Bullets) else [block.text] if isinstance(block, Paragraph) else []
    return tuple(notes)


def bind_prose(prose: Prose, writer: SentenceWriter) -> Narrative:
    """One section bound, with its faults: what was faulty stays in the text as it was written."""
    faults = [*prose.faults, *(_fault_loose(prose, loose, writer) for loose in prose.loose)]
    blocks = [block for passage in prose.passages for block in _bind_passage(passage, prose, writer, faults)]
    return Narrative(prose.section, tuple(blocks), tuple(faults))


def _fault_loose(prose: Prose, loose: Loose, writer: SentenceWriter) -> Fault:
    likely = suggest_figures(loose, prose.measure, writer.book, writer.catalogue, writer.maker.report_period)
    if likely:
        others = f" (or {' or '.join(f'{{{{ {address} }}}}' for address in likely[1:])})" if likely[1:] else ""
        mend = f"Write {{{{ {likely[0]} }}}}: this looks like it{others}."
    else:
        mend = MEND.format(text=loose.text)
    return fault_loose(prose, loose, mend)


def fault_loose(prose: Prose, loose: Loose, mend: str = "") -> Fault:
    """A loose number as a fault."""
    fault = f"'{loose.text}' is bound to no figure, and is no date and no name."
    return Fault(prose.file, loose.line, "", fault, mend or MEND.format(text=loose.text))


def _bind_passage(passage: Passage, prose: Prose, writer: SentenceWriter, faults: list[Fault]) -> Iterator[Block]:
    items = tuple(_bind_item(item, prose, writer, faults) for item in passage.items)
    match passage.shape:
        case Shape.BULLETS:
            yield Bullets(items)
        case Shape.HEADING:
            text = strip_marks(items[0])
            yield Heading(passage.level, text, f"{prose.section}-{_slug(text)}".replace("/", "-"))
        case Shape.PARAGRAPH:
            yield Paragraph(items[0])


def _bind_item(item: tuple[Piece, ...], prose: Prose, writer: SentenceWriter, faults: list[Fault]) -> str:
    written = []
    for number, piece in enumerate(item):
        if isinstance(piece, Bound):
            try:
                text = writer.write(piece.expression)
            except WordingError as error:
                written_as = f"{{{{ {piece.expression.written} }}}}"
                faults.append(Fault(prose.file, piece.line, "", f"{written_as}: {error.fault}", error.mend))
                text = written_as
            else:
                faults += _check_direction(item, number, piece, prose, writer)
            written.append(_dress(text, piece))
        elif isinstance(piece, Sourced):
            written.append(_dress(writer.messages.say("prose-source", text=piece.text, source=piece.source), piece))
        else:
            target = piece.target if isinstance(piece, Words) else ""
            text = f"[{piece.text}]({target})" if target else piece.text
            written.append(_dress(text, piece))
    return re.sub(r"\s+", " ", "".join(written)).strip()


def _dress(text: str, piece: Piece) -> str:
    """The text in its bold or emphasis; spaces stay outside the marks."""
    if not text.strip() or not (piece.bold or piece.emphasis):
        return text
    mark = "**" if piece.bold else "*"
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return f"{text[:start]}{mark}{text[start:end]}{mark}{text[end:]}"


def _check_direction(
    item: tuple[Piece, ...], at: int, piece: Bound, prose: Prose, writer: SentenceWriter
) -> Iterator[Fault]:
    """An author's own "rose by" before a bare change that fell, or the other way round."""
    address = piece.expression.address
    figure = writer.book.find(address) if "change_on" in address.rpartition(".")[2] else None
    if figure is None or not figure.value:
        return
    before = "".join("" if not hasattr(p, "text") else p.text for p in item[:at])[-60:]
    said = list(DIRECTION.finditer(re.split(r"[.;:]\s", before)[-1]))
    if said and (said[-1].lastgroup in ("up", "uparrow")) != (figure.value > 0):
        went = "rose" if figure.value > 0 else "fell"
        measure = piece.expression.subject.measure
        yield Fault(
            prose.file, piece.line, "", f"'{said[-1][0]}' is written of {{{{ {address} }}}}, which {went}.",
            f"Write {{{{ {measure} | compare previous }}}}, which chooses the word from the figures.",
        )  # fmt: skip


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))
