"""What a narrative consists of once its Markdown has been read: passages of pieces, each with its line."""

from dataclasses import dataclass
from enum import StrEnum

from openscrutiny.catalogue.wording import Expression


class Shape(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; `target` makes them a link."""

    text: str
    line: int
    bold: bool = False
    emphasis: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure or sentence by name."""

    expression: Expression
    line: int
    bold: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Sourced:
    """A number that is not ours, with the source that is printed beside it."""

    text: str
    source: str
    line: int
    bold: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """An expression that cannot be read, as it was written: its fault stands beside the prose."""

    text: str
    line: int
    bold: bool = False
    emphasis: bool = False


Piece = Words | Bound | Sourced | Unread


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, or a list with an item for each of `items`."""

    shape: Shape
    items: tuple[tuple[Piece, ...], ...]
    line: int
    level: int = 2
