"""One measure's page: headline strip, control chart, sentences, aim, areas, and how the limits were made."""

from openscrutiny.analysis.assurance import Assurance
from openscrutiny.catalogue.describe import describe_measure
from openscrutiny.catalogue.measure import Pack
from openscrutiny.reporting.charts.icons import choose_icon
from openscrutiny.reporting.document.document import Beside, Block, Callout, Heading, Icon, Paragraph, Strip
from openscrutiny.reporting.document.inline_marks import mark_figures
from openscrutiny.reporting.figures.event_gaps import GAP_JUDGEMENT
from openscrutiny.reporting.figures.figures import Figure
from openscrutiny.reporting.figures.late_figures import write_late_notes
from openscrutiny.reporting.figures.measure_figures import MeasureFigures, write_state
from openscrutiny.reporting.pages.area_charts import build_areas
from openscrutiny.reporting.pages.event_chart import build_events
from openscrutiny.reporting.pages.measure_chart import build_chart
from openscrutiny.reporting.pages.season_chart import build_season
from openscrutiny.reporting.words.limit_notes import build_limit_notes, write_chart_notes
from openscrutiny.reporting.words.narrative import Narrator, find_kind, write_amount, write_goal
from openscrutiny.reporting.words.projection_notes import build_outlook, build_projection

ASSURANCE_ICONS: dict[str, Icon] = {
    Assurance.PASS.name: "pass",
    Assurance.FAIL.name: "fail",
    Assurance.HIT_OR_MISS.name: "hit-or-miss",
}


def build_measure_page(
    held: MeasureFigures, pack: Pack, issues: tuple[Block, ...], narrative: tuple[Block, ...] = ()
) -> tuple[Block, ...]:
    """The blocks of one measure from the gated book alone; `narrative` is the analyst's own words, bound to it."""
    measure, say, write = held.measure, held.messages.say, Narrator(held)
    sentences = [write.write_level(), write.write_changes(), write.write_year_to_date(), write.write_position()]
    text = tuple(Paragraph(part) for part in (" ".join(filter(None, sentences)), write.write_breaks()) if part)
    aim = measure.good_looks_like
    box = (Callout(say("good-looks-like"), aim.text),) if aim else ()
    beside: tuple[Block, ...] = (Beside(text[:1], box), *text[1:]) if box else text
    areas = build_areas(held)
    by_area: tuple[Block, ...] = (Heading(2, say("heading-areas"), f"areas-{measure.id}"), *areas) if areas else ()
    return (
        Heading(1, measure.title, f"measure-{measure.id}", describe_place(held)),
        build_strip(held),
        build_chart(held, build_projection(held), (*write_chart_notes(held), *write_late_notes(held))),
        *beside,
        *narrative,
        *build_outlook(held, pack),
        *by_area,
        *build_season(held),
        *build_events(held),
        Heading(2, say("heading-how-limits"), f"limits-{measure.id}"),
        *build_limit_notes(held),
        Paragraph(describe_measure(measure, held.catalogue.tables[measure.table]), small=True),
        *issues,
    )


def describe_place(held: MeasureFigures) -> str:
    """`Gold · 4.2 Managing demand · Priority`."""
    levels = {level.id: level.title for level in held.organisation.levels}
    objective = held.organisation.objectives.get(held.measure.objective)
    priority = {each.id: each.title for each in held.organisation.priorities}.get(held.measure.priority)
    parts = [levels.get(held.measure.level, ""), f"{objective.id} {objective.title}" if objective else ""]
    parts.append(held.messages.say("word-priority") if priority else "")
    return " · ".join(part for part in parts if part)


def build_strip(held: MeasureFigures) -> Strip:
    """The figure, what it is compared with, and the two icons with their words."""
    now, verdict = held.figure("value"), held.verdict
    signal, words = held.read_verdict()
    words = words.split(":")[0] if signal != "common cause" else words  # the word before it says what it means
    if not held.measure.limits.by_year and verdict is not None:
        gap = verdict.kind == GAP_JUDGEMENT
        when = verdict.period_label if gap else held.name_period(held.headline)
        words = held.messages.say("strip-gap" if gap else "strip-point", when=when, words=words)
    text = mark_figures(now.text + (" (p)" if now.provisional else ""), now.address) if now.is_known else now.text
    assurance, assured = read_assurance(held)
    return Strip(
        text,
        now.period_label,
        list_changes(held),
        signal if held.is_judged else None,
        words if held.is_judged else words[:1].upper() + words[1:],
        " ".join(filter(None, (assured, describe_aim(held)))),
        choose_icon(verdict.judgement if verdict else None),
        assurance,
    )


def list_changes(held: MeasureFigures) -> tuple[str, ...]:
    """`▲ 21% (99) on Q1 2020/21` and its like: on the period before, the same of last year, the year to date."""
    say, grain = held.messages.say, str(held.period.grain)
    labels = {
        f"previous_{grain}": held.calendar.previous(held.period),
        f"same_{grain}_last_year": held.period.same_last_year,
    }
    items = []
    for name, before in labels.items():
        against = held.name_period(before)
        kind = "points_change" if held.measure.is_per_cent else "change"
        change = held.figure(f"{kind}_on_{name}")
        if change.value is None:
            items.append(say("strip-unknown", mark=change.text, why=say_state(held, change), against=against))
            continue
        amount = say("points", points=change.text) if held.measure.is_per_cent else write_amount(held, name)
        said = say("strip-change", kind=find_kind(change.value), amount=amount, against=against)
        share = held.find(f"percentage_change_on_{name}")
        items.append(mark_figures(said, *(each.address for each in (share, change) if each and each.is_known)))
    if not held.measure.is_per_cent:
        share = held.figure("percentage_change_on_last_year", held.calendar.year_to_date(held.period))
        if share.value is None:
            items.append(say("strip-year-to-date-unknown", mark=share.text, why=say_state(held, share)))
        else:
            said = say("strip-year-to-date", kind=find_kind(share.value), percentage=share.text)
            items.append(mark_figures(said, share.address))
    return tuple(items)


def say_state(held: MeasureFigures, figure: Figure) -> str:
    """Why a figure has no value, in a word or two."""
    return held.messages.say(f"state-{write_state(figure.state)}")


def read_assurance(held: MeasureFigures) -> tuple[Icon, str]:
    """The assurance icon and its words; no numeric target where the measure has none or it cannot be judged."""
    found, target = held.find("assurance", held.headline), held.find("target", held.headline)
    if found is None or target is None or not found.is_known:
        return "no-target", ""
    name = next(key for key in ASSURANCE_ICONS if found.text == held.messages.say(f"assurance-{write_key(key)}"))
    year = held.maker.label_baseline(held.measure, held.period) if held.measure.limits.by_year else "none"
    said = held.messages.say(
        f"strip-{write_key(name)}", target=write_goal(held.measure, target, held.messages), year=year
    )
    return ASSURANCE_ICONS[name], said


def write_key(name: str) -> str:
    """An enumeration's name as messages write it: `hit-or-miss`."""
    return name.lower().replace("_", "-")


def describe_aim(held: MeasureFigures) -> str:
    """Whether the stated aim was met in the period; that it has no number, or that there is none."""
    aim, say = held.measure.good_looks_like, held.messages.say
    if aim is None:
        return say("aim-none")
    goal, now = held.find("aim"), held.figure("value")
    if goal is None or goal.value is None or now.value is None or held.measure.improvement == "neither":
        return say("aim-no-number", aim=aim.text)
    met = now.value >= goal.value if held.measure.improvement == "increase" else now.value <= goal.value
    period = held.name_period(held.period)
    told = held.find("target", held.headline)  # said already, where the process is judged by the same number
    kind = "short" if told is not None and told.value == goal.value and held.has("assurance", held.headline) else "long"
    stated = write_goal(held.measure, goal, held.messages)
    said = say("aim-met" if met else "aim-not-met", kind=kind, goal=stated, value=now.text, period=period)
    if read_assurance(held)[0] == ("fail" if met else "pass"):  # the usual range and this period disagree
        said = f"{said} {say('aim-both', period=period)}"
    return said
