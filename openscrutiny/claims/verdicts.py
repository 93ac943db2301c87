"""What a check says: the verdict, its kind, and the places it is about."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    "table_rate": "A rate or average in a table against its count and its base",
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


def merge(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Wrong claims of one table that one wrong cell, or one row of totals, accounts for, made one finding with every place."""
    groups: dict[int, list[Judgement]] = {}
    on_line: dict[int, set[int]] = defaultdict(set)  # line -> the groups that have a place in it
    for order, judgement in enumerate(judgements):
        if judgement.verdict is not Verdict.WRONG or judgement.kind == "data":
            continue
        lines = {place.line for place in (*judgement.places, *judgement.involves)}
        near = sorted({group for line in lines for group in on_line[line]})
        mine = [group for group in near if any(_linked(judgement, other) for other in groups[group])]
        groups[order] = [judgement, *(other for group in mine for other in groups.pop(group))]
        for other in groups[order]:
            for place in (*other.places, *other.involves):
                on_line[place.line].difference_update(mine)
                on_line[place.line].add(order)
    sound = Counter(
        place for judgement in judgements if judgement.verdict is Verdict.CONSISTENT for place in judgement.involves
    )
    merged = {id(group[0]): _join(group, sound) for group in groups.values()}
    dropped = {id(judgement) for group in groups.values() for judgement in group[1:]}
    return [merged.get(id(judgement), judgement) for judgement in judgements if id(judgement) not in dropped]


def _linked(one: Judgement, two: Judgement) -> bool:
    if set(_heads(one)) & set(two.involves) or set(_heads(two)) & set(one.involves):
        return True
    if one.kind == two.kind and one.places[0] == two.places[0]:
        return True
    if _overlap(one.places[0], two.places[0]) and one.kind != two.kind:
        return True
    totals = one.kind == two.kind == "table_total"
    shared = set(one.involves) & set(two.involves)
    return (totals and one.places[0].line == two.places[0].line) or (
        one.gap != 0 and one.gap == two.gap and bool(shared)
    )


def _heads(judgement: Judgement) -> tuple[Place, ...]:
    """The places that may be in error: the printed figure, or any of two or more held against one another."""
    return judgement.places if judgement.places == judgement.involves else judgement.places[:1]


def _overlap(one: Place, two: Place) -> bool:
    """Whether two quotations of one line share a character: the claim of a clause and that of a figure in it."""
    return (
        one.line == two.line and one.column < two.column + len(two.quote) and two.column < one.column + len(one.quote)
    )


def _join(group: list[Judgement], sound: Counter[Place]) -> Judgement:
    """The claim of the cell that most of the others hang on, with what the others say."""
    if len(group) == 1:
        return group[0]
    said = list({judgement.places[0]: judgement for judgement in reversed(group)}.values())
    blame = Counter(place for judgement in said for place in judgement.involves)
    ordered = sorted(said, key=lambda j: (-blame[j.places[0]] + 2 * sound[j.places[0]], j.places))
    first = ordered[0]
    row = all(j.places[0].line == first.places[0].line and j.kind == "table_total" for j in group)
    return replace(
        first,
        places=tuple(dict.fromkeys(place for judgement in ordered for place in judgement.places)),
        explanation="; ".join(dict.fromkeys(judgement.explanation for judgement in ordered[:8])),
        printed=", ".join(j.printed for j in ordered) if row else first.printed,
        should_be=", ".join(j.should_be for j in ordered) if row else first.should_be,
    )


def arrange(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Judgements in the order of their first place, each said once; doubts kept to one in twenty claims."""
    unique: dict[tuple[object, ...], Judgement] = {}
    for judgement in merge(judgements):
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
        kept.append(judgement)
    return tuple(kept)
