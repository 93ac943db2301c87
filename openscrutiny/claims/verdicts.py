"""What a check says: the verdict, its kind, and the places it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Verdict(StrEnum):
    """`wrong` only where no values that round to what is printed could make the claim true."""

    WRONG = "wrong"
    QUESTIONABLE = "questionable"
    CONSISTENT = "consistent"
    CANNOT_TELL = "cannot_tell"


KINDS: dict[str, str] = {
    "change": "A change stated with its count, percentage or values",
    "share": "A part of a whole stated with its count, percentage or total",
    "sum": "Parts that must add up to a stated total, in prose or a list",
    "percentages_sum": "Percentages of one whole that must come to 100",
    "table_total": "A total or subtotal in a table",
    "table_share": "A percentage share in a table",
    "table_rate": "A rate, average or product in a table against what it is worked out from",
    "table_difference": "A difference, variance or change in a table",
    "band": "Council tax bands against Band D",
    "year_to_date": "A year to date against the periods it is made of",
    "repeat": "One quantity stated in two places",
    "pasted": "A row of a table whose figures belong to another row",
    "direction": "A direction word against the sign of the change",
    "rank": "A rank and the number ranked",
    "average": "An average that must lie within its parts",
    "majority": "Majority, most, half, third, quarter, doubled",
    "money": "A sum of money against its number and price, its weeks or months, or the same sum in another unit",
    "significance": "A statement of statistical significance",
    "period": "A period against its label",
    "date": "A date that cannot be, or two dates of one thing",
    "numbering": "A numbered list that skips or repeats",
    "cross_reference": "A reference to an item that is not in the document",
    "count": "A stated number of things and the things listed",
    "data": "A claim against the figures of a release",
}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A quotation: an exact substring of one line. `line` counts from 1; `column` from 0."""

    line: int
    column: int
    quote: str
    page: int | None = None
    others: tuple["Place", ...] = field(default=(), compare=False, repr=False)
    """The other lines that hold figures of what is quoted, where it runs over lines."""


MOST_INVOLVED = 40
"""Cells of a table that a finding names one by one."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One claim judged. `printed` and `should_be` are as a reader would write them."""

    verdict: Verdict
    kind: str
    places: tuple[Place, ...]
    explanation: str
    printed: str = ""
    should_be: str = ""
    likely_mistake: str = ""
    gap: float = 0.0  # printed less worked out, for a total
    involves: tuple[Place, ...] = ()
    """The cells that a table's claim was worked out from: claims that share a wrong cell are one contradiction."""

    @property
    def all_places(self) -> tuple[Place, ...]:
        """The places, and for a wrong claim of a table the cells that it was worked out from: any of them may be the one in error."""
        worked = self.involves if self.verdict is Verdict.WRONG and len(self.involves) <= MOST_INVOLVED else ()
        return tuple(dict.fromkeys((*self.places, *worked)))

    @property
    def severity(self) -> str:
        """high: a proven error in a figure; medium: in wording, dates or numbering; low: a question."""
        if self.verdict is not Verdict.WRONG:
            return "low"
        return "medium" if self.kind in {"numbering", "cross_reference", "period", "date", "majority"} else "high"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything judged in one document, in the order of its lines."""

    document: str
    judgements: tuple[Judgement, ...]

    def of(self, *verdicts: Verdict) -> tuple[Judgement, ...]:
        return tuple(judgement for judgement in self.judgements if judgement.verdict in verdicts)

    @property
    def checked(self) -> int:
        """Claims judged one way or the other: all but those that cannot be told."""
        return len(self.judgements) - len(self.of(Verdict.CANNOT_TELL))

    @property
    def findings(self) -> tuple[Judgement, ...]:
        return self.of(Verdict.WRONG, Verdict.QUESTIONABLE)


def arrange(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Judgements in the order of their first place, each said once, with every line they run over; doubts kept to one in twenty claims."""
    unique: dict[tuple[object, ...], Judgement] = {}
    for judgement in judgements:
        unique.setdefault((judgement.verdict, judgement.kind, judgement.places), judgement)
    ordered = sorted(unique.values(), key=lambda judgement: (judgement.places, judgement.kind))
    checked = sum(judgement.verdict is not Verdict.CANNOT_TELL for judgement in ordered)
    allowed, kept = checked // 20, []
    for judgement in ordered:
        if judgement.verdict is Verdict.QUESTIONABLE:
            allowed -= 1
            if allowed < 0:
                judgement = Judgement(
                    Verdict.CANNOT_TELL, judgement.kind, judgement.places, judgement.explanation, judgement.printed
                )
        every = dict.fromkeys([*judgement.places, *(other for place in judgement.places for other in place.others)])
        kept.append(replace(judgement, places=tuple(every)))
    return tuple(kept)
