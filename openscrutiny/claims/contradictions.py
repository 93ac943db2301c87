"""Wrong claims of one table made contradictions: one for each cell in error, with every claim that the cell spoils."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from openscrutiny.claims.verdicts import Judgement, Place, Verdict

MOST_TRIED = 12
"""Cells that are tried as the first in error, when the fewest that account for a group are sought."""
STRETCH = 100
"""Characters of a line: two quotations that share one share such a stretch of it."""


def merge(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Wrong claims that one wrong cell, or one row of totals, accounts for, made one finding with every place."""
    groups: dict[int, list[Judgement]] = {}
    holding: dict[Hashable, set[int]] = defaultdict(set)  # trace -> the groups that hold it
    for order, judgement in enumerate(judgements):
        if judgement.verdict is not Verdict.WRONG or judgement.kind == "data":
            continue
        near = sorted({group for trace in _traces(judgement) for group in holding[trace]})
        mine = [group for group in near if any(_linked(judgement, other) for other in groups[group])]
        groups[order] = [judgement, *(other for group in mine for other in groups.pop(group))]
        for trace in {trace for other in groups[order] for trace in _traces(other)}:
            holding[trace].difference_update(mine)
            holding[trace].add(order)
    sound = Counter(
        place for judgement in judgements if judgement.verdict is Verdict.CONSISTENT for place in judgement.involves
    )
    wrong = {id(judgement) for group in groups.values() for judgement in group}
    kept = [judgement for judgement in judgements if id(judgement) not in wrong]
    return kept + [finding for group in groups.values() for finding in _divide(group, sound)]


def _traces(judgement: Judgement) -> Iterator[Hashable]:
    """What two claims that are linked have one or more of in common, so that only these are compared."""
    first = judgement.places[0]
    yield from {first, *judgement.involves}
    if absent := _absent(judgement):
        yield absent
    if judgement.kind == "table_total":
        yield first.line
    for stretch in range(first.column // STRETCH, (first.column + len(first.quote)) // STRETCH + 1):
        yield first.line, stretch


def _absent(judgement: Judgement) -> str:
    """The item that a reference names in vain, or the span that no years are: told twice, it is one contradiction."""
    return judgement.printed.lower() if judgement.kind in {"cross_reference", "period"} else ""


TOLD_ONCE = frozenset({"average", "share", "sum", "percentages_sum", "majority", "money", "rank", "numbering"})
"""Kinds of prose of which two that share words are one claim, read by two rules."""


def _linked(one: Judgement, two: Judgement) -> bool:
    if set(_heads(one)) & set(two.involves) or set(_heads(two)) & set(one.involves):
        return True
    if one.kind == two.kind and (one.places[0] == two.places[0] or (_absent(one) and _absent(one) == _absent(two))):
        return True
    if _overlap(one.places[0], two.places[0]) and (one.kind != two.kind or one.kind in TOLD_ONCE):
        return True
    shared = set(one.involves) & set(two.involves)
    return _of_one_row(one, two) or _of_one_pair(one, two) or (one.gap != 0 and one.gap == two.gap and bool(shared))


def _of_one_row(one: Judgement, two: Judgement) -> bool:
    """Totals side by side: a whole row of them comes from another extract."""
    return one.kind == two.kind == "table_total" and one.places[0].line == two.places[0].line


def _of_one_pair(one: Judgement, two: Judgement) -> bool:
    """A difference and a percentage worked out from the same two cells: one of these in error spoils both."""
    operands = [set(judgement.involves) - set(judgement.places) for judgement in (one, two)]
    return one.kind == two.kind == "table_difference" and operands[0] == operands[1] and len(operands[0]) == 2


def _heads(judgement: Judgement) -> tuple[Place, ...]:
    """The places that may be in error: the printed figure, or any of two or more held against one another."""
    return judgement.places if judgement.places == judgement.involves else judgement.places[:1]


def _overlap(one: Place, two: Place) -> bool:
    """Whether two quotations of one line share a character: the claim of a clause and that of a figure in it."""
    return (
        one.line == two.line and one.column < two.column + len(two.quote) and two.column < one.column + len(one.quote)
    )


def _divide(group: list[Judgement], sound: Counter[Place]) -> list[Judgement]:
    """The fewest cells in error that account for every wrong claim of a group, each with the claims that it accounts for."""
    if len(group) == 1:
        return group
    if any(not judgement.involves for judgement in group):
        return [_join(group, sound)]
    order = _suspects(group, sound)
    covers = [cover for first in order[:MOST_TRIED] if (cover := _cover(group, sound, first))]
    fewest = min(covers, key=len)
    parts: list[list[Judgement]] = []
    rows: dict[int, list[Judgement]] = {}  # line -> the claims of its totals
    for place, claims in fewest:
        line = _line_of_totals(place, claims)
        if line in rows:
            rows[line] += claims
        else:
            parts.append(list(claims))
            rows.update({line: parts[-1]} if line else {})
    return [_join(part, sound) for part in parts]


def _line_of_totals(place: Place, claims: Sequence[Judgement]) -> int:
    """The line of the total that is in error; 0 where it is no total."""
    totals = [claim.places[0] for claim in claims if claim.kind == "table_total"]
    alone = len(totals) == len(claims) and len({total.line for total in totals}) == 1
    return totals[0].line if alone or place in totals else 0


def _suspects(claims: Sequence[Judgement], sound: Counter[Place]) -> list[Place]:
    """Cells of the claims, likeliest in error first: in most wrong claims and fewest right ones, and printed as an answer."""
    counts = Counter(place for claim in claims for place in set(claim.involves))
    heads = {head for claim in claims for head in _heads(claim)}
    return sorted(counts, key=lambda place: (2 * sound[place] - counts[place], place not in heads, place))


def _cover(group: list[Judgement], sound: Counter[Place], first: Place) -> list[tuple[Place, list[Judgement]]]:
    cover: list[tuple[Place, list[Judgement]]] = []
    left = list(group)
    while left:
        place = first if not cover else _suspects(left, sound)[0]
        explained = [claim for claim in left if place in claim.involves or place in claim.places]
        if not explained:
            return []
        cover.append((place, explained))
        left = [claim for claim in left if claim not in explained]
    return cover


def _join(group: list[Judgement], sound: Counter[Place]) -> Judgement:
    """The claim of the cell that most of the others hang on, with what the others say."""
    if len(group) == 1:
        return group[0]
    said = list({(judgement.places[0], judgement.kind): judgement for judgement in reversed(group)}.values())
    suspects = _suspects(said, sound) if all(judgement.involves for judgement in said) else []
    culprit = suspects[0] if suspects else None
    blame = Counter(place for judgement in said for place in judgement.involves)
    ordered = sorted(
        said,
        key=lambda j: (culprit not in _heads(j), -blame[j.places[0]] + 2 * sound[j.places[0]], j.places),
    )
    first = ordered[0]
    row = all(_of_one_row(j, first) for j in group)
    return replace(
        first,
        places=tuple(dict.fromkeys(place for judgement in ordered for place in judgement.places)),
        explanation="; ".join(dict.fromkeys(judgement.explanation for judgement in ordered[:8])),
        printed=", ".join(j.printed for j in ordered) if row else first.printed,
        should_be=", ".join(j.should_be for j in ordered) if row else first.should_be,
    )
