"""How to read the charts: every mark and icon, and what a signal is worth under each rule the report uses."""

from collections.abc import Iterable
from decimal import Decimal
from typing import get_args

from openscrutiny.analysis.control_limits import false_alarm_per_point
from openscrutiny.analysis.false_alarms import simulate_false_alarms
from openscrutiny.analysis.profiles import get_profile
from openscrutiny.catalogue.limit_rule import YEAR_PROFILE
from openscrutiny.periods import Grain
from openscrutiny.reporting.document.document import Block, Bullets, Cell, Heading, Icon, Row, Table, TableColumn
from openscrutiny.reporting.document.messages import Messages
from openscrutiny.reporting.figures.measure_figures import MeasureFigures
from openscrutiny.reporting.judging.series_judgement import PLACES


def build_reading(pages: Iterable[MeasureFigures], messages: Messages) -> tuple[Block, ...]:
    """For somebody who has not met such a chart: its lines and marks, the icons, the rules and their false alarms."""
    say, shown = messages.say, list(pages)
    grains = {held.grain for held in shown} or {Grain.MONTH}
    grain = str(min(grains, key=list(Grain).index))  # of the charts; the shorter where tables differ
    parts = [say(f"reading-{part}", grain=grain) for part in ("line", "common", "hollow", "band", "address")]
    used = {each.measure.limits.profile: each for each in shown}
    return (
        Heading(1, say("heading-reading"), "how-to-read"),
        Bullets(tuple(parts), small=True),
        build_icon_table(messages),
        build_rule_table(used, messages),
    )


def build_icon_table(messages: Messages) -> Table:
    say = messages.say
    columns = tuple(TableColumn(say(f"column-{name}"), number=False) for name in ("icon", "meaning"))
    rows = tuple(
        Row((Cell(say(f"variation-{icon}"), icon=icon), Cell(say(f"meaning-{icon}")))) for icon in get_args(Icon)
    )
    return Table("icons", say("reading-icons"), columns, rows)


def build_rule_table(used: dict[str, MeasureFigures], messages: Messages) -> Table:
    """Each rule profile of the report: which measures it judges, what it marks, how often it is wrong."""
    say = messages.say
    names = ("rules", "marks", "wrong-point", "wrong-year")
    columns = tuple(TableColumn(say(f"column-{name}"), number=name.startswith("wrong")) for name in names)
    rows = []
    for profile, held in sorted(used.items()):
        point, year = _measure_worth(profile, held)
        title = f"{get_profile(profile).title} ({profile})"
        title = title[:1].upper() + title[1:]
        rows.append(
            Row((Cell(title), Cell(say(f"marks-{profile.replace('.', '-')}")),
                 Cell(messages.per_cent(point)), Cell(messages.per_cent(year))))
        )  # fmt: skip
    return Table("rules", say("reading-rules"), columns, tuple(rows), (say("reading-chance"),))


def _measure_worth(profile: str, held: MeasureFigures) -> tuple[Decimal, Decimal]:
    """The chance in per cent that an unchanged point is marked, and that any of a year's is."""
    places = PLACES[held.grain]
    if profile == YEAR_PROFILE:
        count = PLACES.get(held.period.grain, places)
        count = places if count < 2 else count  # one year before makes no limits: the shorter periods are judged
        point = false_alarm_per_point(count, float(held.measure.limits.multiple))
        year = held.find("false_alarm_per_year")
        in_year = Decimal(repr(point * 100)) if year is None or year.value is None else year.value
        return Decimal(repr(point * 100)), in_year
    alarms = simulate_false_alarms(profile, len(held.shown), places)
    return Decimal(repr(alarms.latest * 100)), Decimal(repr(alarms.year * 100))
