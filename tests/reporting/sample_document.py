"""A report with one of everything, in the shapes real ones have. Every figure in it is invented."""

from datetime import date

from openscrutiny.reporting.document.document import (
    Beside,
    Block,
    Bullets,
    Callout,
    Cell,
    ControlChart,
    Document,
    Heading,
    LimitSpan,
    Paragraph,
    Point,
    Projected,
    Row,
    Signal,
    SmallCharts,
    Strip,
    Table,
    TableColumn,
    Trend,
)

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
AREAS = ("North Worcestershire", "South Worcestershire", "Herefordshire", "Shropshire", "Telford & Wrekin")


def name_month(index: int) -> str:
    """The index counts from April 2018."""
    return f"{MONTHS[index % 12]} {2018 + (index + 3) // 12}"


def make_value(index: int, base: float = 170.0) -> float:
    """A value with a season and a jitter that are the same every time."""
    season = (0, 6, 14, 22, 18, 8, 0, -10, -18, -16, -8, -4)[index % 12]
    return round(base + season + ((index * 7919) % 23 - 11))


def make_control_chart(name: str = "hate-crime-chart", *, months: int = 36, base: float = 170.0) -> ControlChart:
    points = []
    for index in range(months):
        value: float | None = make_value(index, base)
        signal: Signal = "common cause"
        said = ""
        if index == 27:
            value, signal, said = round(base * 1.42), "concern", "above the upper limit"
        if 18 <= index <= 21:
            value, signal, said = round(base * 0.74), "improvement", "run below the mean"
        if index in (6, 7):
            value = None
        points.append(
            Point(
                name_month(index),
                value,
                "[x]" if value is None else f"{value:,.0f}",
                signal,
                said,
                provisional=index >= months - 2,
                state_words="not available" if value is None else "",
            )
        )
    limits = (
        LimitSpan(0, 23, base, base * 0.72, base * 1.28, f"{base:,.0f}", f"{base * 0.72:,.0f}", f"{base * 1.28:,.0f}"),
        LimitSpan(
            24, months - 1, base * 1.05, base * 0.77, base * 1.33,
            f"{base * 1.05:,.0f}", f"{base * 0.77:,.0f}", f"{base * 1.33:,.0f}",
        ),
    )  # fmt: skip
    ahead = tuple(
        Projected(name_month(months + step), base, base * 0.85, base * 1.15, f"{base:,.0f}") for step in range(3)
    )
    return ControlChart(
        name=name,
        title="Hate crime rose in summer 2020 and passed its upper limit in July",
        summary=(
            "Control chart of hate crimes recorded each month from April 2018 to March 2021. July 2020 was above the "
            "upper limit of 226. October 2019 to January 2020 ran below the mean. Two months are not available."
        ),
        unit="Crimes recorded a month",
        points=tuple(points),
        limits=limits,
        baseline=(12, 23),
        breaks=((24, "New recording system from April 2020"),),
        table=Table(
            name=f"{name}-data",
            caption="Hate crimes recorded each month",
            columns=(TableColumn("Month", number=False), TableColumn("Crimes"), TableColumn("Signal", number=False)),
            rows=tuple(
                Row(
                    (
                        Cell(point.label),
                        Cell(point.text, f"{name}:{index}", point.signal, provisional=point.provisional),
                        Cell(point.signal_words or "within limits"),
                    )
                )
                for index, point in enumerate(points)
            ),
            notes=("[x] not available: the month's extract did not arrive.",),
        ),
        projection=ahead,
    )


def make_small_charts(name: str = "hate-crime-areas") -> SmallCharts:
    panels = []
    for number, area in enumerate(AREAS):
        points = []
        for index in range(24, 36):
            value = round(make_value(index + number * 3) / (2.5 + number * 0.7))
            signal: Signal = "concern" if number == 2 and index == 27 else "common cause"
            points.append(Point(name_month(index), value, str(value), signal, provisional=index > 33))
        panels.append((area, tuple(points)))
    return SmallCharts(
        name,
        "Herefordshire saw the sharpest rise",
        "Five small charts of hate crimes each month by local policing area, April 2020 to March 2021, on one scale.",
        "Crimes recorded a month",
        tuple(panels),
        make_area_table(f"{name}-data"),
    )


def make_area_table(name: str = "hate-crime-by-area") -> Table:
    numbers = ((121, 143, "18%"), (109, 131, "20%"), (88, 117, "33%"), (90, 95, "6%"), (65, 86, "32%"))
    rows = [
        Row(
            (
                Cell(area),
                Cell(str(before), f"{name}:{number}:before"),
                Cell(str(after), f"{name}:{number}:after", "concern" if number == 2 else None,
                     "above the upper limit" if number == 2 else ""),
                Cell(change, f"{name}:{number}:change"),
                Cell(("[c]", "12", "[i]", "0", "[z]")[number], f"{name}:{number}:repeat"),
            )
        )
        for number, (area, (before, after, change)) in enumerate(zip(AREAS, numbers, strict=True))
    ]  # fmt: skip
    rows.append(Row((Cell("Force"), Cell("473"), Cell("1,572"), Cell("−21.5%"), Cell("[x]")), total=True))
    return Table(
        name,
        "Hate crime by local policing area, Q1 and Q2 2020/21",
        (
            TableColumn("Area", number=False),
            TableColumn("Q1", group="Crimes recorded"),
            TableColumn("Q2", group="Crimes recorded"),
            TableColumn("Change", group="Crimes recorded"),
            TableColumn("Repeat victims"),
        ),
        tuple(rows),
        ("[c] suppressed, [i] incomplete, [x] not available, [z] not applicable.", "Repeat victims: two or more."),
    )


def make_scorecard() -> Table:
    names = ("Burglary", "Hate crime", "Domestic abuse", "Anti-social behaviour", "Cyber crime", "Rural crime")
    return Table(
        "scorecard",
        "Nothing was above its upper limit but hate crime",
        (
            TableColumn("Measure", number=False),
            TableColumn("Q2 2020/21"),
            TableColumn("On Q1", group="Change"),
            TableColumn("On Q2 2019/20", group="Change"),
            TableColumn("Year to date", group="Change"),
            TableColumn("36 months", number=False),
            TableColumn("Variation", number=False),
        ),
        tuple(
            Row(
                (
                    Cell(names[number % 6] + (f" {number // 6 + 1}" if number > 5 else "")),
                    Cell(f"{1572 + number * 311:,}", f"scorecard:{number}:latest", provisional=number == 1),
                    Cell("21%", f"scorecard:{number}:quarter"),
                    Cell("−3%", f"scorecard:{number}:year"),
                    Cell("3%", f"scorecard:{number}:ytd"),
                    Cell(
                        "rose, then fell back",
                        trend=Trend(tuple(None if each == 7 else make_value(each + number) for each in range(36))),
                    ),
                    Cell(
                        ("common cause", "concern", "improvement", "special cause")[number % 4],
                        "",
                        ("common cause", "concern", "improvement", "neither")[number % 4],  # type: ignore[arg-type]
                        ("", "above the upper limit", "below the lower limit", "above the upper limit")[number % 4],
                    ),
                )
            )
            for number in range(40)
        ),
        ("Q2 is July to September 2020.",),
    )


def make_measure(number: int) -> tuple[Block, ...]:
    name = f"measure-{number}"
    return (
        Heading(2, "Hate crime" if number == 0 else f"Measure {number + 1}", name, "Gold · 4.2 Managing demand"),
        Strip(
            "572",
            "Q2 2020/21",
            ("▲ 21% (99) on Q1 2020/21", "▲ 3% (15) on Q2 2019/20", "▲ 3% year to date"),
            "concern",
            "above the upper limit in July",
            "no numeric target: “increased reporting”",
        ),
        make_control_chart(f"{name}-chart"),
        Beside(
            (
                Paragraph(
                    "Hate crime **rose 21% (99) to 572** in Q2 2020/21. It was 3% (15) higher than in Q2 2019/20. "
                    "July 2020 was above the upper limit; see [the table by area](#hate-crime-areas-data)."
                ),
                Bullets(("Racially aggravated offences rose by 64.", "Offences against *disabled people* fell by 3.")),
            ),
            (Callout("Good looks like", "Increased reporting, and more victims satisfied with what was done."),),
        ),
        Heading(3, "By area", f"{name}-areas"),
        make_small_charts(f"{name}-areas-chart") if number else make_small_charts(),
    )


def make_document(*, draft: bool = False, measures: int = 2, language: str = "en-GB") -> Document:
    blocks: list[Block] = [
        Heading(1, "Summary", "summary"),
        Paragraph("Of forty measures, **one** was above its upper limit in Q2 2020/21 and **two** below their lower."),
        make_scorecard(),
        Heading(1, "Measures", "measures"),
    ]
    for number in range(measures):
        blocks += make_measure(number)
    blocks += [
        Heading(1, "Areas", "areas"),
        Heading(2, "Hate crime by area", "areas-hate"),
        make_area_table(),
        Heading(2, "How the limits were made", "method"),
        Paragraph("The mean and two standard deviations of 2019/20, by month."),
    ]
    return Document(
        title="Police and Crime Plan: performance report",
        subtitle="July to September 2020 (Q2 2020/21)",
        organisation="Example Police",
        language=language,
        marking="Official",
        notice="The figures are invented to show what a report looks like.",
        publication_date=date(2020, 11, 27),
        release="1",
        draft=draft,
        particulars=(("Version", "1.0"), ("Author", "Performance analyst"), ("Owner", "Head of performance")),
        blocks=tuple(blocks),
    )
