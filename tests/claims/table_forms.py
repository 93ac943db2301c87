"""Forms of generated reports: tables, and prose beside them, true or with one figure altered."""

from random import Random

from openscrutiny.rounding import round_half_away
from tests.claims.passages import AREAS, TABLED, Passage, other, percent


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
    chosen = random.randrange(len(TABLED))
    for i, measure in enumerate(TABLED):
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


def bands(random: Random, plant: bool) -> Passage:
    base = random.randint(18_000, 28_000)
    rows = [["Band", "Charge"]]
    chosen = random.choice("ABCEFGH")
    for band, ninths in zip("ABCDEFGH", (6, 7, 8, 9, 11, 13, 15, 18), strict=True):
        pence = round_half_away(base * ninths / 9, 0)
        rows.append([band, f"£{(int(pence) + (900 if plant and band == chosen else 0)) / 100:.2f}"])
    return Passage(_table(rows, random.randrange(2)), "band", plant)


def quarter_months(random: Random, plant: bool) -> Passage:
    months = random.choice(
        (("April", "June", "July"), ("July", "September", "October"), ("October", "December", "November"))
    )
    number = {"April": 1, "July": 2, "October": 3}[months[0]]
    return Passage(
        (f"This report covers Quarter {number} ({months[0]} to {months[2 if plant else 1]} 2022).",), "period", plant
    )


def prose_and_table(random: Random, plant: bool) -> Passage:
    areas = random.sample(("Harlow", "Epping", "Braintree", "Colchester", "Tendring"), 4)
    then = [random.randint(210, 990) for _ in areas]
    now = [value + random.choice((-1, 1)) * random.randint(20, 90) for value in then]
    rows = [["District", "2021/22", "2022/23"]]
    rows += [[area, str(a), str(b)] for area, a, b in zip(areas, then, now, strict=True)]
    said = now[0]
    if plant:
        said += 9 if now[0] > then[0] else -9
    verb = "rose" if now[0] > then[0] else "fell"
    return Passage(
        (*_table(rows, random.randrange(2)), "", f"Crime in {areas[0]} {verb} from {then[0]} to {said}."),
        "repeat",
        plant,
    )


def rates(random: Random, plant: bool) -> Passage:
    rows = [["Force", "Crimes", "Population", "Crimes per 1,000"]]
    chosen = random.randrange(5)
    for i, area in enumerate(AREAS[:5]):
        population, crimes = random.randint(300, 900) * 1000, random.randint(20_000, 60_000)
        rows.append(
            [
                area,
                f"{crimes:,}",
                f"{population:,}",
                f"{crimes / population * 1000 + (4 if plant and i == chosen else 0):.1f}",
            ]
        )
    return Passage(_table(rows, random.randrange(2)), "table_rate", plant)
