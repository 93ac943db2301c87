"""Reports in the manner of forces and councils, in which every error is planted and known.

Each form writes one passage with true figures, or with one figure altered so that no rounding could excuse it.
`python -m tests.claims.generator` prints recall and precision by kind of error.
"""

from collections import Counter
from random import Random

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Verdict
from tests.claims.passages import Form, Passage
from tests.claims.prose_forms import (
    answers,
    average,
    bracketed_sum,
    bulleted_sum,
    change_of_points,
    change_with_count,
    fraction,
    level_with_change,
    made_up,
    majority,
    money_change,
    points_numbered,
    rank,
    remaining,
    run,
    share,
    share_in_brackets,
    significance,
    to_date,
    weekday,
    wrong_direction,
)
from tests.claims.table_forms import (
    bands,
    prose_and_table,
    quarter_months,
    rates,
    table_change,
    table_share,
    table_total,
)

FORMS: tuple[Form, ...] = (
    change_with_count, change_of_points, wrong_direction, share, remaining, bracketed_sum, bulleted_sum, rank, majority,
    table_total, table_change, table_share, weekday, significance, level_with_change, money_change, share_in_brackets, answers,
    made_up, average, fraction, to_date, bands, quarter_months, prose_and_table, rates, run, points_numbered,
)  # fmt: skip

FILLER = (
    "The panel asked for more detail at its next meeting.",
    "Officers continue to work with partners on the delivery plan, which runs until March 2024.",
    "Calls to 101 are answered by the same team, which moved to Hindlip in 2019.",
    "See section 59 of the Police Reform Act 2002.",
)


def write_report(seed: int, rate: float) -> list[Passage]:
    """Every form once, in an order of the seed's choosing, each with an error planted at the given rate."""
    random = Random(seed)
    forms = list(FORMS)
    random.shuffle(forms)
    return [form(random, random.random() < rate) for form in forms]


def lay_out(passages: list[Passage], seed: int = 0) -> tuple[str, list[range]]:
    """The text, and the lines of each passage (counted from 1)."""
    random, lines, ranges = Random(seed), ["Performance report", ""], []
    for passage in passages:
        start = len(lines) + 1
        lines += [*passage.lines, ""]
        ranges.append(range(start, len(lines) + 1))
        lines += [random.choice(FILLER), ""]
    return "\n".join(lines), ranges


def score(seeds: range, rate: float) -> dict[str, Counter[str]]:
    """By kind of error: planted, found, and right passages called wrong."""
    results: dict[str, Counter[str]] = {}
    for seed in seeds:
        passages = write_report(seed, rate)
        text, ranges = lay_out(passages, seed)
        wrong = {p.line for j in check_document(Document.of(text)).of(Verdict.WRONG) for p in j.places}
        for passage, lines in zip(passages, ranges, strict=True):
            counts, called = results.setdefault(passage.kind, Counter()), any(line in wrong for line in lines)
            counts["planted"] += passage.planted
            counts["found"] += passage.planted and called
            counts["right"] += not passage.planted
            counts["false"] += not passage.planted and called
    return results


def print_scores(results: dict[str, Counter[str]]) -> None:
    print(f"{'kind':20}{'planted':>8}{'found':>7}{'recall':>8}{'right':>7}{'called wrong':>14}")
    for kind, counts in sorted(results.items()):
        recall = counts["found"] / counts["planted"] if counts["planted"] else 1.0
        print(f"{kind:20}{counts['planted']:8}{counts['found']:7}{recall:8.0%}{counts['right']:7}{counts['false']:14}")


if __name__ == "__main__":
    print_scores(score(range(100), 0.5))
