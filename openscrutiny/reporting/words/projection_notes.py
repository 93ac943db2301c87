"""What the rest of the year may bring, in a picture's points and in sentences."""

from openscrutiny.catalogue.decisions import Span
from openscrutiny.catalogue.measure import Pack
from openscrutiny.periods import Grain
from openscrutiny.reporting.document.document import Block, Paragraph, Projected
from openscrutiny.reporting.figures.measure_figures import MeasureFigures
from openscrutiny.reporting.figures.series_figures import holds, list_ahead

PROJECTED = ("", "_lower_80", "_upper_80", "_lower_95", "_upper_95")


def list_set_aside(held: MeasureFigures, pack: Pack) -> tuple[Span, ...]:
    """The months no projection learns from: the measure's own and the report's."""
    return (*held.measure.set_aside, *pack.set_aside)


def build_projection(held: MeasureFigures) -> tuple[Projected, ...]:
    """The coming periods as the chart draws them; none where there is no projection."""
    points = []
    for period in list_ahead(held.period, held.shown[-1], held.maker):
        found = [held.find(f"projection{name}", period) for name in PROJECTED]
        values = [float(figure.value) for figure in found if figure is not None and figure.value is not None]
        if len(values) < len(found) or found[0] is None:
            return ()
        middle, low, high, lowest, highest = values
        points.append(Projected(held.name_point(period), middle, low, high, found[0].text, (lowest, highest)))
    return tuple(points)


def build_outlook(held: MeasureFigures, pack: Pack) -> tuple[Block, ...]:
    """The paragraph on the rest of the year; nothing where there is no projection."""
    year = held.calendar.containing(held.period.last, Grain.YEAR)
    kinds = ("", "_lower_80", "_upper_80", "_lower_95", "_upper_95", "_same_last_year")
    found = [held.find(f"outturn{name}", year) for name in kinds]
    known = [figure.text for figure in found if figure is not None and figure.is_known]
    if len(known) < len(kinds):
        return _build_periods_alone(held, pack)
    value, low, high, lowest, highest, naive = known
    say = held.messages.say
    text = say(
        "outlook",
        heading=say("heading-outlook"),
        unit=held.figure("value").unit,
        year=held.name_period(year),
        value=value,
        low=low,
        high=high,
        lowest=lowest,
        highest=highest,
        naive=naive,
        grain=str(held.grain),
    )
    return (Paragraph(" ".join([text, *_tell_set_aside(held, pack)])),)


def _build_periods_alone(held: MeasureFigures, pack: Pack) -> tuple[Block, ...]:
    """The next period alone, where periods do not add up to a year; or why nothing is projected."""
    say, ahead = held.messages.say, list_ahead(held.period, held.shown[-1], held.maker)
    found = [held.find(f"projection{name}", ahead[0]) for name in PROJECTED] if ahead else []
    known = [figure.text for figure in found if figure is not None and figure.is_known]
    heading = say("heading-outlook")
    if len(known) == len(PROJECTED):
        value, low, high, lowest, highest = known
        text = say(
            "outlook-alone", heading=heading, unit=held.figure("value").unit, period=held.name_period(ahead[0]),
            value=value, low=low, high=high, lowest=lowest, highest=highest, grain=str(held.grain),
        )  # fmt: skip
        return (Paragraph(" ".join([text, *_tell_set_aside(held, pack)])),)
    to_date = held.figure("value", held.calendar.year_to_date(held.period))
    if not ahead or not to_date.is_known or any(figure is not None for figure in found):
        return ()  # the year is over, or what it rests on is not whole or may not be shown
    why = "count" if held.measure.is_count else "share"
    return (Paragraph(say("outlook-none", heading=heading, why=why, grain=str(held.grain)), small=True),)


def _tell_set_aside(held: MeasureFigures, pack: Pack) -> list[str]:
    say = held.messages.say
    return [
        say("set-aside", first=held.messages.month(span.first), last=held.messages.month(span.last),
            kind="one" if span.first == span.last else "more", reason=span.reason)
        for span in list_set_aside(held, pack)
        if any(holds(span, period) for period in held.shown)
    ]  # fmt: skip
