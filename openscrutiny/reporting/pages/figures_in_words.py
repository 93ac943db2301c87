"""Where each figure in a sentence, headline or title of a chart comes from, as a table, for paper and sheets."""

from collections.abc import Iterator, Mapping, Sequence

from openscrutiny.reporting.document.document import (
    Beside,
    Block,
    Bullets,
    Callout,
    Cell,
    ControlChart,
    Document,
    Heading,
    Paragraph,
    Row,
    Strip,
    Table,
    TableColumn,
)
from openscrutiny.reporting.document.inline_marks import read_marks

Found = tuple[str, str]  # the words, and the addresses of what they are worked out from


def tabulate_words(document: Document, words: Mapping[str, str]) -> Table | None:
    """Each stretch of words that holds figures, by section, with their addresses; None where no words are marked."""
    rows = []
    section = ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            section = block.text
        rows += [Row(tuple(map(Cell, (section, *found)))) for found in _find_words((block,))]
    columns = tuple(TableColumn(words[name], number=False) for name in ("section", "words", "addresses"))
    return Table("figures_in_words", words["figures_in_words"], columns, tuple(rows)) if rows else None


def _find_words(blocks: Sequence[Block]) -> Iterator[Found]:
    for block in blocks:
        match block:
            case Paragraph() | Callout():
                yield from _read_words(block.text)
            case Bullets():
                for item in block.items:
                    yield from _read_words(item)
            case Strip():
                for text in (block.value, *block.items):
                    yield from _read_words(text)
            case ControlChart(figures=figures) if figures:
                yield block.title, " ".join(figures)
            case Beside():
                yield from _find_words((*block.left, *block.right))
            case _:
                pass


def _read_words(text: str) -> Iterator[Found]:
    return ((run.text, " ".join(run.figures)) for run in read_marks(text) if run.figures)
