"""A figure told by name for one period in several places, sentences and tables: it must be one figure in all of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.repeats.pairs import agree, differ
from openscrutiny.claims.repeats.told_figures import WORDS_OF_KIND, Name, Told, find_told
from openscrutiny.claims.verdicts import Judgement

LEAST_AGREED, LEAST_RATIO = 3, 2
"""Figures told twice alike, in all and for each that is not, by which a document shows that its names mean one thing."""
NEAR = 12
"""Lines within which two sentences of one section, about the same by name, are about the same."""


def check_told_twice(reading: Reading) -> Iterator[Judgement]:
    """Every figure that two places tell of the same name, period and kind."""
    groups = [group for group in _group(list(find_told(reading))) if len({told.place for told in group}) > 1]
    parted = [(group, _find_common(group)) for group in groups]
    agreed = sum(len(common) == len(group) for group, common in parted)
    steady = agreed >= max(LEAST_AGREED, LEAST_RATIO * (len(groups) - agreed))
    for group, common in parted:
        for one, two in pairwise(common):
            if one.sentence or two.sentence:
                yield agree(one.place, two.place, f"both {one.figure.text}")
        for odd in (told for told in group if told not in common):
            other = common[0]
            if steady or _is_beside(odd, other):
                there = "another place, of the same by name and of the same period,"
                yield differ((odd.figure, odd.place), (other.figure, other.place), there, known=len(common) > 1)


def _group(told: Sequence[Told]) -> Iterator[list[Told]]:
    """What is told of one thing: by the same words, or by words that only their kind tells apart."""
    spoken = {name for one in told if one.sentence for name in one.names}
    loose: dict[Name, set[Name]] = {}
    for name in {name for one in told for name in one.names}:
        loose.setdefault(name - WORDS_OF_KIND, set()).add(name)
    groups: dict[tuple[Name, str, str, str], list[Told]] = {}
    for one in told:
        for name in {_find_spoken(name, spoken, loose) for name in one.names}:
            if name and one.period and not one.figure.qualifier:
                groups.setdefault((name, one.period, one.kind, one.figure.unit), []).append(one)
    for group in groups.values():
        if any(one.sentence for one in group):
            yield group


def _find_spoken(name: Name, spoken: set[Name], loose: dict[Name, set[Name]]) -> Name:
    """The name that sentences use for a row's: the same, or the one that has the same telling words."""
    if name in spoken:
        return name
    telling = name - WORDS_OF_KIND
    alike = loose.get(telling, set()) if telling else set()
    said = alike & spoken
    return next(iter(said)) if len(said) == 1 and len(alike) == 2 else frozenset()


def _find_common(group: Sequence[Told]) -> list[Told]:
    """Those of a group that give the figure which most of them give; the first told, where none is commonest."""
    return max(([two for two in group if _is_same(one.figure, two.figure)] for one in group), key=len)


def _is_same(one: Quantity, two: Quantity) -> bool:
    """Whether two figures may be one: printed alike, or rounded unlike from one value."""
    if (one.places, one.scale) == (two.places, two.scale) and not (one.value % 1000 == 0 or two.value % 1000 == 0):
        return one.value == two.value
    return one.true.meets(two.true)


def _is_beside(one: Told, two: Told) -> bool:
    """Whether two sentences stand together in one section."""
    a, b = one.sentence, two.sentence
    return bool(a and b and one.kind != "change" and a.headings == b.headings and abs(a.line - b.line) <= NEAR)
