"""True tables in the manner of bulletins, budgets and scorecards, each in every layout that text, PDF, Markdown and web pages give it."""

from collections.abc import Callable
from random import Random

from openscrutiny.rounding import round_half_away

Rows = list[list[str]]
AREAS = ("Quay", "Mill", "Park", "Moor", "Fen", "Weir", "North Dale", "St Anne's")


def number(value: float, places: int = 0) -> str:
    return f"{round_half_away(value, places):,.{places}f}"


def signed(value: float, places: int = 0) -> str:
    return ("+" if value > 0 else "") + number(value, places)


def bracketed(value: float, places: int = 0) -> str:
    return f"({number(-value, places)})" if value < 0 else number(value, places)


def share(part: float, whole: float, places: int = 0) -> str:
    return number(100 * part / whole, places) + "%"


def areas(random: Random) -> Rows:
    """The last row is the whole, whatever its name; each share is of this year's."""
    names = AREAS[: random.randint(4, 8)]
    now = [random.randint(40, 900) for _ in names]
    then = [max(5, int(value * random.uniform(0.7, 1.3))) for value in now]
    whole = random.choice(("Force", "Total", "County", "Fenshire", "All areas", "Grand total"))
    rows = [["Area", "Q3 2025/26", "Q3 2024/25", "Difference", "% change", "Share of force"]]
    for name, a, b in zip((*names, whole), (*now, sum(now)), (*then, sum(then)), strict=True):
        rows.append([name, number(a), number(b), signed(a - b), signed(100 * (a - b) / b, 1) + "%", share(a, sum(now))])
    return rows


def budget(random: Random) -> Rows:
    """Each figure is rounded by itself; subtotals may have no name, and income is in brackets."""
    unit, scale, places = random.choice((("£000", 1000.0, 0), ("£m", 1.0, 1), ("£m", 1.0, 2)))
    rows = [["Service", f"Budget {unit}", f"Forecast {unit}", f"Variance {unit}"]]
    subtotal, net = random.choice(("Subtotal", "Sub-total", "")), [0.0, 0.0]

    def add(name: str, planned: float, over: float) -> None:
        figures = (bracketed(planned, places), bracketed(planned + over, places), bracketed(over, places))
        rows.append([name, *figures])

    for block in (("Pay", "Overtime", "Premises"), ("Transport", "Supplies", "Agency", "Grants")):
        lines = [(name, random.uniform(0.4, 60) * scale, random.uniform(-0.5, 0.5) * scale) for name in block]
        for line in lines:
            add(*line)
        sums = [sum(line[1] for line in lines), sum(line[2] for line in lines)]
        add(subtotal, *sums)
        net = [a + b for a, b in zip(net, sums, strict=True)]
    income = -random.uniform(1, 20) * scale
    add("Income", income, 0.1 * scale)
    add(random.choice(("Net expenditure", "Total", "Net budget")), net[0] + income, net[1] + 0.1 * scale)
    return rows


def scorecard(random: Random) -> Rows:
    rows = [["Measure", "Target", "Last year", "Quarter 3", "Year to date", "Status"]]
    for name in (
        "999 calls answered in time",
        "Response in time",
        "Satisfaction",
        "Files in time",
        "Training completed",
    ):
        aim, figures = random.randint(70, 95), [random.uniform(60, 99) for _ in range(3)]
        status = "Met" if round_half_away(figures[1], 1) >= aim else "Not met"
        rows.append([name, f"{aim}%", *(number(value, 1) + "%" for value in figures), status])
    return [*rows, ["Vacancy rate", "4.0%", number(random.uniform(2, 6), 1) + "%", "3.1%", "3.6%", "Met"]]


def kinds(random: Random) -> Rows:
    """Rows of which some are parts of the row above, not always all of them."""
    rows = [["Offence", "2022/23", "2023/24", "Change", "% change"]]
    totals = [0, 0]

    def add(name: str, then: int, now: int) -> None:
        rows.append([name, number(then), number(now), number(now - then), number(100 * (now - then) / then, 1) + "%"])

    for head, parts in (
        ("Violence", ("with injury", "without injury")),
        ("Theft", ("from shops", "bicycles", "other")),
    ):
        counts = [(random.randint(50, 900), random.randint(50, 900)) for _ in parts]
        sums = [sum(count[0] for count in counts), sum(count[1] for count in counts)]
        totals = [a + b for a, b in zip(totals, sums, strict=True)]
        add(head, *sums)
        for part, count in list(zip(parts, counts, strict=True))[: len(parts) - random.randint(0, 1)]:
            add("of which " + part, *count)
    add("Robbery", 212, 198)
    add("Total recorded crime", totals[0] + 212, totals[1] + 198)
    return rows


def to_date(random: Random) -> Rows:
    quarters = random.randint(2, 4)
    rows = [
        [
            "Crime type",
            *(f"Q{q}" for q in range(1, quarters + 1)),
            "FYTD",
            "Previous FYTD",
            "FYTD % change",
            "Rolling 12 months",
        ]
    ]
    for name in ("Burglary", "Robbery", "Rape", "Knife crime", "Hate crime"):
        counts = [random.randint(20, 600) for _ in range(quarters)]
        so_far, then = sum(counts), random.randint(100, 1500)
        rolling = so_far + random.randint(0, 600) * (4 - quarters)
        change = signed(100 * (so_far - then) / then, 1) + "%"
        rows.append([name, *map(number, counts), number(so_far), number(then), change, number(rolling)])
    return rows


def calls(random: Random) -> Rows:
    """A total with shares of its own and an average wait that is weighted; an average row."""
    rows = [["Month", "Calls", "Answered", "% answered", "Average wait (seconds)"]]
    months = []
    for name in ("April", "May", "June", "July", "August", "September"):
        made, wait = random.randint(9000, 20000), random.uniform(4, 30)
        months.append((made, int(made * random.uniform(0.8, 0.99)), wait))
        rows.append([name, number(made), number(months[-1][1]), share(months[-1][1], made, 1), number(wait)])
    made, answered = sum(month[0] for month in months), sum(month[1] for month in months)
    wait = number(sum(month[1] * month[2] for month in months) / answered)
    rows.append([random.choice(("Total", "Half year")), number(made), number(answered), share(answered, made, 1), wait])
    return [*rows, ["Monthly average", number(made / 6), number(answered / 6), share(answered, made, 1), wait]]


def account(random: Random) -> Rows:
    """One column: totals, the result, and what it makes of the balance."""
    rows, totals = [["Income", "£000"]], []
    for names, total in (
        (("Grants", "Precept", "Fees", "Interest"), "Total income"),
        (("Staff", "Premises", "Transport", "Supplies"), "Total expenditure"),
    ):
        amounts = [random.randint(2000, 200_000) for _ in names]
        rows += [[name, number(amount)] for name, amount in zip(names, amounts, strict=True)] + [
            [total, number(sum(amounts))]
        ]
        totals.append(sum(amounts))
    result, moved = totals[0] - totals[1], random.randint(1000, 9000)
    rows += [["Surplus/(deficit) for the year", bracketed(result)], ["Transfer from reserves", number(moved)]]
    return [
        *rows,
        ["Net movement", bracketed(result + moved)],
        ["Balance brought forward", "900,000"],
        ["Balance carried forward", bracketed(900_000 + result + moved)],
    ]


def suppressed(random: Random) -> Rows:
    mark = random.choice(("*", "[c]", "-", "..", "<5"))
    names = ("Charged", "Cautioned", "No suspect", "Victim declines", "Other", "Out of court")
    columns = [[random.randint(6, 500) for _ in names] for _ in range(3)]
    hidden = {(random.randrange(3), random.randrange(6)) for _ in range(3)}
    for column, row in hidden:
        columns[column][row] = 0 if mark == "-" else random.randint(1, 4)
    rows = [["Outcome", "2021", "2022", "2023"]]
    for r, name in enumerate(names):
        rows.append([name, *(mark if (c, r) in hidden else number(columns[c][r]) for c in range(3))])
    return [*rows, ["All outcomes", *(number(sum(column)) for column in columns)]]


def rates(random: Random) -> Rows:
    places = [(name, random.randint(2000, 9000), random.randint(50_000, 200_000)) for name in AREAS[:6]]
    order = sorted(places, key=lambda place: -place[1] / place[2])
    rows = [["District", "Crimes", "Population", "Rate per 1,000", "Rank"]]
    rows += [[p[0], number(p[1]), number(p[2]), number(1000 * p[1] / p[2], 1), str(order.index(p) + 1)] for p in places]
    crimes, people = sum(place[1] for place in places), sum(place[2] for place in places)
    return [*rows, ["County", number(crimes), number(people), number(1000 * crimes / people, 1), ""]]


def marked(random: Random) -> Rows:
    """Figures revised, provisional and with notes, over an average of years that are not all shown."""
    rows = [["Year", "Fires", "Casualties", "Rescues"]]
    for year in range(2016, 2023):
        fires = number(random.randint(900, 3000)) + random.choice(("", " (r)", "*", " [1]"))
        rows.append([f"{year}/{year - 1999}", fires, number(random.randint(10, 90)), number(random.randint(50, 400))])
    return [*rows, ["10-year average", "1,702", "44", "181"]]


def workforce(random: Random) -> Rows:
    rows = [["Group", "Headcount", "FTE", "% women", "Leavers", "Turnover %"]]
    groups = [(random.randint(100, 3000), random.uniform(0.85, 1), random.uniform(0.2, 0.7)) for _ in range(4)]
    heads, full, women, left = (
        [g[0] for g in groups],
        [g[0] * g[1] for g in groups],
        [int(g[0] * g[2]) for g in groups],
        [g[0] // 13 for g in groups],
    )
    for name, h, f, w, gone in zip(
        ("Officers", "PCSOs", "Staff", "Specials", "All"),
        *([*x, sum(x)] for x in (heads, full, women, left)),
        strict=True,
    ):
        rows.append([name, number(h), number(f, 1), share(w, h, 1), number(gone), number(100 * gone / h, 1)])
    return rows


def reserves(random: Random) -> Rows:
    rows = [
        [
            "Reserve",
            "Opening balance 1 April £000",
            "Transfers in £000",
            "Transfers out £000",
            "Closing balance 31 March £000",
        ]
    ]
    totals = [0, 0, 0, 0]
    for name in ("General", "Insurance", "Capital", "Change fund", "Pensions"):
        opening, added, used = (
            random.randint(500, 9000),
            random.choice((0, random.randint(50, 900))),
            -random.randint(0, 400),
        )
        figures = [opening, added, used, opening + added + used]
        totals = [a + b for a, b in zip(totals, figures, strict=True)]
        rows.append([name, *(bracketed(figure) if figure else "-" for figure in figures)])
    return [*rows, ["Total reserves", *map(bracketed, totals)]]


def searches(random: Random) -> Rows:
    """Two columns of counts, each with its shares, and a share along the row."""
    names = ("White", "Black", "Asian", "Mixed", "Other", "Not stated")
    stops = [random.randint(30, 600) for _ in names]
    arrests = [random.randint(5, count) for count in stops]
    rows = [["Ethnic group", "Stops", "% of stops", "Arrests", "% of arrests", "Arrest rate"]]
    for name, a, b in zip((*names, "Total"), (*stops, sum(stops)), (*arrests, sum(arrests)), strict=True):
        rows.append([name, number(a), share(a, sum(stops), 1), number(b), share(b, sum(arrests), 1), share(b, a)])
    return rows


def points(random: Random) -> Rows:
    unit = random.choice(("pp", " pts", " ppts", "%"))
    rows = [["Measure", "2023", "2024", "Change"]]
    for name in ("Confidence", "Satisfaction", "Feel safe", "Know whom to call"):
        then, now = random.randint(400, 900) / 10, random.randint(400, 900) / 10
        rows.append([name, number(then, 1) + "%", number(now, 1) + "%", signed(now - then, 1) + unit])
    return rows


DESIGNS: tuple[Callable[[Random], Rows], ...] = (
    areas, budget, scorecard, kinds, to_date, calls, account, suppressed, rates, marked, workforce, reserves, searches, points,
)  # fmt: skip


def _spaces(rows: Rows, gap: int = 2) -> str:
    widths = [max(len(row[c]) for row in rows) + gap for c in range(len(rows[0]))]
    aligned = (
        [cell.ljust(w) if not c else cell.rjust(w) for c, (cell, w) in enumerate(zip(row, widths, strict=True))]
        for row in rows
    )
    return "\n".join("".join(row).rstrip() for row in aligned)


def _two_lines(rows: Rows) -> str:
    heads = [head.split() for head in rows[0]]
    return _spaces(
        [[" ".join(h[: len(h) // 2]) for h in heads], [" ".join(h[len(h) // 2 :]) for h in heads], *rows[1:]]
    )


def _pipes(rows: Rows) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def _tabs(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _cells(rows: Rows) -> list[str]:
    return [cell for row in rows for cell in row if cell]


LAYOUTS: dict[str, Callable[[Rows], str]] = {
    "tabs": _tabs,
    "pipes": _pipes,
    "bold last row": lambda rows: _pipes([*rows[:-1], [f"**{cell}**" if cell else "" for cell in rows[-1]]]),
    "columns": _spaces,
    "wide columns": lambda rows: _spaces(rows, 6),
    "heading over two lines": _two_lines,
    "single spaces": lambda rows: "\n".join(" ".join(cell for cell in row if cell) for row in rows),
    "one cell a line": lambda rows: "\n".join(_cells(rows)),
    "blank lines between cells": lambda rows: "\n\n".join(_cells(rows)),
    "pipes between cells": lambda rows: "\n|\n".join(_cells(rows)),
    "heading on one line": lambda rows: "\n".join([" ".join(rows[0]), *_cells(rows[1:])]),
    "over two pages": lambda rows: (
        f"{_tabs(rows[: len(rows) // 2])}\n\n12\n\fFenshire Panel\n\n{_tabs([rows[0], *rows[len(rows) // 2 :]])}"
    ),
}
