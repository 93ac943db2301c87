"""What a report is made of, before anyone knows whether it becomes a web page, a PDF or a spreadsheet."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Signal = Literal["improvement", "concern", "neither", "common cause"]
Icon = Literal[
    "improvement-high", "improvement-low", "concern-high", "concern-low", "neither-high", "neither-low",
    "common-cause", "no-variation", "not-judged", "pass", "fail", "hit-or-miss", "no-target",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: its printed text, the address of its figure, and its signal where it has one."""

    text: str
    address: str = ""
    signal: Signal | None = None
    signal_words: str = ""  # "above the upper limit", for readers of tables and screen readers
    provisional: bool = False
    trend: "Trend | None" = None  # a small line in place of a text; `text` is then its summary
    icon: Icon | None = None  # drawn before the text, which says the same
    value: Decimal | float | int | None = None  # for spreadsheets; None: read from the text where it is a plain number


@dataclass(frozen=True, slots=True)
class Trend:
    """A sparkline: monthly values in order, None where there is none."""

    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    header: str
    number: bool = True  # right-aligned on the unit, tabular figures
    group: str = ""  # a header spanning neighbouring columns of the same group


@dataclass(frozen=True, slots=True)
class Row:
    """The first cell is the row's header."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    name: str  # a stable id: anchor, sheet name and CSV file name
    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a control chart. `value` None is a gap, whose `state_words` say why."""

    label: str
    value: float | None
    text: str
    signal: Signal = "common cause"
    signal_words: str = ""
    provisional: bool = False
    state_words: str = ""
    left_out: str = ""  # why it takes no part in the limits: it is drawn as a cross


@dataclass(frozen=True, slots=True)
class LimitSpan:
    """Limits that hold from point `first` to point `last` (indexes from 0, both included).

    A run chart has a median in place of the mean, and no limits.
    """

    first: int
    last: int
    mean: float
    lower: float | None
    upper: float | None
    mean_text: str
    lower_text: str = ""
    upper_text: str = ""
    median: bool = False


@dataclass(frozen=True, slots=True)
class Projected:
    """A period not yet seen: the central value and the interval it is expected in, drawn after the last point.

    `outer` is a wider interval around that one.
    """

    label: str
    value: float
    lower: float
    upper: float
    text: str
    outer: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A control chart: `title` says what happened, `summary` is its alternative text."""

    name: str
    title: str
    summary: str
    unit: str
    points: tuple[Point, ...]
    limits: tuple[LimitSpan, ...] = ()
    baseline: tuple[int, int] | None = None  # indexes of the shaded baseline periods
    breaks: tuple[tuple[int, str], ...] = ()  # index of the first point after a break, and its reason
    table: Table | None = None
    projection: tuple[Projected, ...] = ()
    figures: tuple[str, ...] = ()  # the addresses of the figures in the title
    notes: tuple[str, ...] = ()  # printed beneath: the rules, what the limits come from and are worth


@dataclass(frozen=True, slots=True)
class SmallCharts:
    """Small charts of the same measure by area (or month), on one scale and in the same order everywhere.

    The `latest` value stands under each name, unless that is left to the table.
    """

    name: str
    title: str
    summary: str
    unit: str
    panels: tuple[tuple[str, tuple[Point, ...]], ...]
    table: Table | None = None
    latest: bool = True
    notes: tuple[str, ...] = ()  # printed beneath: what is known of the areas that are not drawn


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One force or area of a funnel: its size, its rate and whether the report is about it."""

    name: str
    size: float
    rate: float
    text: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class FunnelLimit:
    """One pair of limits as curves over size."""

    label: str
    sizes: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FunnelChart:
    """Rates against size about the rate of all: small forces scatter more, and the limits allow for it."""

    name: str
    title: str
    summary: str
    unit: str
    size_unit: str
    points: tuple[FunnelPoint, ...]
    centre: float
    limits: tuple[FunnelLimit, ...]
    notes: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    level: int  # 1 begins a new page on paper
    text: str
    anchor: str
    aside: str = ""  # set to the right of it: "Gold · 4.2 Managing demand · Priority"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `**bold**`, `*emphasis*` and `[text](#anchor)` are the only marks. Small print is `small`."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """The headline strip of a measure: the figure, its period, and what it is compared with.

    `value` and `items` may name the figures they are worked out from, as a paragraph does.
    """

    value: str
    period: str
    items: tuple[str, ...]  # "▲ 21% (99) on Q1 2020/21"
    signal: Signal | None  # none where there is nothing to judge, or to judge it by
    signal_words: str
    assurance: str
    icon: Icon | None = None
    assurance_icon: Icon | None = None


@dataclass(frozen=True, slots=True)
class Callout:
    """A box: "Good looks like"."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Two columns of blocks where there is room; one after the other where there is not."""

    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"


Block = Heading | Paragraph | Bullets | Table | ControlChart | SmallCharts | FunnelChart | Strip | Callout | Beside


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `draft` marks every page; `release` is printed in the footer."""

    title: str
    subtitle: str
    organisation: str
    language: str
    marking: str
    notice: str
    publication_date: date
    release: str
    draft: bool
    particulars: tuple[tuple[str, str], ...]  # the cover's table: version, author, owner ...
    blocks: tuple[Block, ...] = field(default=())
