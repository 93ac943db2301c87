"""Reports in the manner of forces and councils, in which every error is planted and known.

Each form writes one passage with true figures, or with one figure altered so that no rounding could excuse it.
`python -m tests.claims.generator` prints recall and precision by kind of error.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from openscrutiny.claims.check import check_document
from openscrutiny.claims.passages import Document
from openscrutiny.claims.verdicts import Verdict
from openscrutiny.rounding import round_half_away

MEASURES = (
    "Residential burglary",
    "Vehicle crime",
    "Robbery",
    "Hate crime",
    "Drug offences",
    "Shoplifting",
    "Fly tipping reports",
)
AREAS = ("North", "South", "East", "West", "Central", "Coastal")
PERIODS = ("the previous quarter", "the same quarter last year", "the same period last year", "last year")


@dataclass(frozen=True)
class Passage:
    """Lines of one form, the kind of its claim, and whether an error was planted."""

    lines: tuple[str, ...]
    kind: str
    planted: bool


Form = Callable[[Random, bool], Passage]


def percent(part: float, whole: float, places: int = 0) -> str:
    return str(round_half_away(part / whole * 100, places))


def other(random: Random, value: int, least: int = 3, most: int = 30) -> int:
    """A figure that cannot be the true one, and is as likely a slip as any."""
    return max(0, value + random.choice((-1, 1)) * random.randint(least, most)) or value + most


def change_with_count(random: Random, plant: bool) -> Passage:
    before = random.randint(200, 6000)
    size = random.randint(12, before // 2)
    rise = random.random() < 0.5
    after = before + size if rise else before - size
    said = percent(size, before)
    if plant:
        said = str(other(random, int(said)))
    word, measure, period = ("an increase" if rise else "a reduction"), random.choice(MEASURES), random.choice(PERIODS)
    lines = random.choice((
        f"There were {after:,} offences of {measure.lower()}, {word} of {size:,} ({said}%) on {period}.",
        f"{measure} {'rose' if rise else 'fell'} from {before:,} to {after:,}, {word} of {said}%.",
        f"{measure} {'increased' if rise else 'decreased'} by {said}% from {before:,} to {after:,} compared to {period}.",
        f"{measure} stood at {after:,}, {'up' if rise else 'down'} {said}% from {before:,} in {period}.",
        f"- {measure}: {after:,} compared with {before:,} {period}, {word} of {said}%.",
    ))  # fmt: skip
    return Passage((lines,), "change", plant)


def change_of_points(random: Random, plant: bool) -> Passage:
    before, step = random.randint(30, 70), random.randint(2, 9)
    said = step + 1 + before // 9 + random.randint(2, 9) if plant else step
    line = f"Satisfaction rose from {before}% to {before + step}%, an increase of {said} percentage points."
    return Passage((line,), "change", plant)


def wrong_direction(random: Random, plant: bool) -> Passage:
    low = random.randint(100, 900)
    high = low + random.randint(10, 300)
    word = "fell" if plant else "rose"
    return Passage((f"{random.choice(MEASURES)} {word} from {low} to {high} in the year.",), "direction", plant)


def share(random: Random, plant: bool) -> Passage:
    whole = random.randint(150, 3000)
    part = random.randint(10, whole - 10)
    said = percent(part, whole)
    if plant:
        said = str(min(99, other(random, int(said))) if min(99, int(said)) < 95 else int(said) - 9)
    line = random.choice((
        f"Of the {whole:,} victims, {part:,} ({said}%) were repeat victims.",
        f"Some {part:,} of {whole:,} cases ({said}%) were closed within the target time.",
        f"In July, {said}% ({part:,}) of all victims ({whole:,}) had been a victim before.",
        f"Officers made {whole:,} arrests, of which {part:,} ({said}%) led to a charge.",
    ))  # fmt: skip
    return Passage((line.replace("Some ", ""),), "share", plant)


def remaining(random: Random, plant: bool) -> Passage:
    first = random.choice([value for value in range(15, 86) if value % 5])
    rest = 100 - first + (random.choice((-1, 1)) * random.randint(3, 9) if plant else 0)
    return Passage(
        (f"Around {first}% of respondents agreed whilst the remaining {rest}% did not.",), "percentages_sum", plant
    )


def bracketed_sum(random: Random, plant: bool) -> Passage:
    parts = [random.randint(3, 60) for _ in range(4)]
    total = sum(parts) + (random.choice((-1, 1)) * random.randint(1, 3) if plant else 0)
    named = (
        ", ".join(f"{part} in {area}" for part, area in zip(parts[:-1], AREAS, strict=False))
        + f" and {parts[-1]} in Central"
    )
    return Passage((f"A total of {total} parishes ({named}) have joined the scheme.",), "sum", plant)


def bulleted_sum(random: Random, plant: bool) -> Passage:
    parts = [random.randint(3, 60) for _ in range(4)]
    total = sum(parts) + (random.choice((-2, 2)) if plant else 0)
    named = ("Burglary", "Thefts", "Assaults", "Frauds")
    bullets = (f"- {part} {name}" for part, name in zip(parts, named, strict=True))
    return Passage((f"{total} crimes were found to be missing", "", *bullets), "sum", plant)


def rank(random: Random, plant: bool) -> Passage:
    ranked = random.randint(6, 43)
    place = ranked + random.randint(1, 5) if plant else random.randint(4, ranked - 1)
    place = (
        place if place % 10 in {4, 5, 6, 7, 8, 9, 0} or 10 < place < 20 else place // 10 * 10 + 4 + (10 if plant else 0)
    )
    if not plant and place > ranked:
        place = 4
    return Passage((f"The force is ranked {place}th out of {ranked} for burglary.",), "rank", plant)


def majority(random: Random, plant: bool) -> Passage:
    said = random.randint(20, 46) if plant else random.randint(54, 90)
    return Passage((f"The majority of respondents ({said}%) felt safe in their area.",), "majority", plant)


def _table(rows: list[list[str]], style: int) -> tuple[str, ...]:
    if style == 0:
        return tuple("\t".join(row) for row in rows)
    if style == 1:
        head, *body = rows
        return (
            "| " + " | ".join(head) + " |",
            "|" + "---|" * len(head),
            *("| " + " | ".join(row) + " |" for row in body),
        )
    widths = [max(len(row[c]) for row in rows) + 3 for c in range(len(rows[0]))]
    return tuple("".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def table_total(random: Random, plant: bool) -> Passage:
    columns = [[random.randint(40, 900) for _ in AREAS] for _ in range(3)]
    totals = [sum(column) for column in columns]
    if plant:
        totals[random.randrange(3)] += random.choice((-1, 1)) * random.choice((1, 9, 10, 27, 100))
    rows = [["Area", "Q1", "Q2", "Q3"]]
    rows += [[area, *(f"{column[i]:,}" for column in columns)] for i, area in enumerate(AREAS)]
    rows += [["Total", *(f"{total:,}" for total in totals)]]
    return Passage(_table(rows, random.randrange(3)), "table_total", plant)


def table_change(random: Random, plant: bool) -> Passage:
    rows = [["Measure", "2021/22", "2022/23", "Change", "% change"]]
    chosen = random.randrange(len(MEASURES))
    for i, measure in enumerate(MEASURES):
        then = random.randint(150, 4000)
        now = random.randint(then // 2, then * 2)
        said = int(percent(now - then, then))
        difference = now - then
        if plant and i == chosen:
            if random.random() < 0.5:
                said = other(random, said) if said >= 0 else -other(random, -said)
            else:
                difference += random.choice((-10, 10, 7, -7))
        rows.append([measure, f"{then:,}", f"{now:,}", f"{difference:,}", f"{said}%"])
    return Passage(_table(rows, random.randrange(3)), "table_difference", plant)


def table_share(random: Random, plant: bool) -> Passage:
    counts = [random.randint(60, 900) for _ in AREAS]
    total, chosen = sum(counts), random.randrange(len(AREAS))
    rows = [["Area", "Responses", "% of total"]]
    for i, (area, count) in enumerate(zip(AREAS, counts, strict=True)):
        said = int(percent(count, total))
        rows.append([area, str(count), f"{said + 4 if plant and i == chosen else said}%"])
    return Passage(_table([*rows, ["Total", str(total), "100%"]], random.randrange(3)), "table_share", plant)


def weekday(random: Random, plant: bool) -> Passage:
    day = "Thursday" if plant else "Friday"
    return Passage((f"The panel will next meet on {day}, 27 November 2020.",), "date", plant)


def significance(random: Random, plant: bool) -> Passage:
    claim = "not statistically significant" if plant else "statistically significant"
    line = f"Satisfaction was 82% (n=640), compared with 61% (n=598) a year ago; the change is {claim}."
    return Passage((line,), "significance", plant)


FORMS: tuple[Form, ...] = (
    change_with_count, change_of_points, wrong_direction, share, remaining, bracketed_sum, bulleted_sum, rank, majority,
    table_total, table_change, table_share, weekday, significance,
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
