"""Shares by the sum of money each is for: `31% for £20, 27% for £10`."""

import itertools

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading


def money_pairs(sentence: Sentence) -> dict[str, Quantity]:
    """Percentages by the sum of money just after each: `31% for £20`."""
    return {
        b.text: a for a, b in itertools.pairwise(sentence.quantities)
        if a.unit == "%" and b.unit == "£" and b.start - a.end < 90
    }  # fmt: skip


def money_groups(reading: Reading) -> list[dict[str, tuple[Quantity, Sentence]]]:
    """Shares by the sum each is for (`31% for £20, 27% for £10`), in one sentence or in a run of bullets."""
    groups: list[dict[str, tuple[Quantity, Sentence]]] = []
    run: dict[str, tuple[Quantity, Sentence]] = {}
    last = -9
    for sentence in reading.sentences:
        pairs = money_pairs(sentence)
        if len(pairs) >= 3:
            groups.append({key: (q, sentence) for key, q in pairs.items()})
        elif len(pairs) == 1:
            if sentence.index != last + 1:
                run = {}
                groups.append(run)
            last = sentence.index
            run.update({key: (q, sentence) for key, q in pairs.items()})
    return groups
