"""What a measure is: frozen types, parsed once from a workspace's measure files by `catalogue.load`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from openscrutiny.catalogue.decisions import Span
from openscrutiny.catalogue.limit_rule import Chart, LimitRule
from openscrutiny.catalogue.similar_group import SimilarGroup
from openscrutiny.periods import Grain


class Statistic(StrEnum):
    """How a measure's value is made of records. The first five add up over months; the last three never do."""

    COUNT = "count"
    SUM = "sum"
    PERCENTAGE = "percentage"
    RATE = "rate"
    SHARE_WITHIN = "share_within"
    DISTINCT = "distinct"
    MEDIAN = "median"
    PERCENTILE_90 = "percentile_90"


NOT_ADDITIVE = (Statistic.DISTINCT, Statistic.MEDIAN, Statistic.PERCENTILE_90)
IN_PER_CENT = (Statistic.PERCENTAGE, Statistic.SHARE_WITHIN)
COUNTS = (Statistic.COUNT, Statistic.DISTINCT)


class Improvement(StrEnum):
    INCREASE = "increase"
    DECREASE = "decrease"
    NEITHER = "neither"


class Operator(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MISSING = "missing"


Value = str | int | bool | Decimal


@dataclass(frozen=True, slots=True)
class Condition:
    """`column` compared with `values`; IS and IS_NOT take several, a missing value is never equal to any."""

    column: str
    operator: Operator
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Records that meet every condition; no condition means every record."""

    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """From `day` on, the measure is not comparable with before, for `reason`."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class GoodLooksLike:
    """The stated aim: words, and where it is a number either the change asked for against the same period last year,
    or the `target` that each period of the grain `per` is held to (no grain: a share or rate, the same for any)."""

    text: str
    change: Decimal | None = None
    against: str = ""
    target: Decimal | None = None
    per: Grain | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in full. `part_of` names the total it adds up to; `overlaps` says it must never be added."""

    id: str
    title: str
    short: str
    objective: str
    level: str
    priority: str
    table: str
    period_by: str
    statistic: Statistic
    numerator: Filter
    denominator: Filter
    column: str
    days_between: tuple[str, str] | None
    within: Decimal | None
    per: int
    unit_of_count: str
    improvement: Improvement
    limits: LimitRule
    part_of: str
    overlaps: bool
    provisional_days: int
    breaks: tuple[Break, ...]
    good_looks_like: GoodLooksLike | None
    set_aside: tuple[Span, ...] = ()
    plural: str = ""
    authored_by: str = ""
    checked_by: str = ""
    next_review: date | None = None
    notes: str = ""

    @property
    def units(self) -> str:
        """The unit of count of several: the file's own `plural`, else by the rules of English spelling."""
        return self.plural or pluralise(self.unit_of_count)

    @property
    def charts_events(self) -> bool:
        """Whether the days between single events are charted beside the counts, which are then about their median."""
        return self.limits.chart in (Chart.G, Chart.T) and self.days_between is None

    @property
    def is_additive(self) -> bool:
        return self.statistic not in NOT_ADDITIVE

    @property
    def is_per_cent(self) -> bool:
        return self.statistic in IN_PER_CENT

    @property
    def is_count(self) -> bool:
        return self.statistic in COUNTS


@dataclass(frozen=True, slots=True)
class Pack:
    """The performance report a workspace wants: its words and the order of its tables and pages.

    `set_aside` are months that no projection learns from, each with the reason that is printed; `most_similar` are the
    forces it is compared with.
    """

    title: str
    subtitle: str
    marking: str
    publication_date: date | None
    particulars: tuple[tuple[str, str], ...]
    table_caption: str
    table_groups: tuple[tuple[str, ...], ...]
    priorities: tuple[str, ...]
    names: tuple[str, ...] = ()  # names that hold a number, as its prose may write them
    set_aside: tuple[Span, ...] = ()
    most_similar: SimilarGroup | None = None


def pluralise(noun: str) -> str:
    """`casualty` as casualties, `breach` as breaches, `offence` as offences."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"
