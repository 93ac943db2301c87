"""How a measure's limits were made, what they are worth, and who decided what about them, in sentences."""

from openscrutiny.analysis.profiles import get_profile
from openscrutiny.catalogue.limit_rule import YEAR_PROFILE, Chart
from openscrutiny.periods import Grain, Period
from openscrutiny.reporting.document.document import Block, Bullets, Paragraph
from openscrutiny.reporting.figures.figures import Figure
from openscrutiny.reporting.figures.limit_figures import FROZEN_VALUE
from openscrutiny.reporting.figures.measure_figures import MeasureFigures
from openscrutiny.reporting.words.frozen_notes import write_frozen_baseline_note, write_frozen_year_note
from openscrutiny.reporting.words.narrative import Narrator

NOTABLE = ("lag_1_autocorrelation", "seasonal_share")


def write_chart_notes(held: MeasureFigures) -> tuple[str, ...]:
    """What is printed beneath the chart: the rules, the points behind the limits, and how often they are wrong."""
    rule, say = held.measure.limits, held.messages.say
    period = held.shown[-1] if rule.by_year else held.headline
    notes = [say("chart-rule", profile=rule.profile, title=get_profile(rule.profile).title, chart=_name_chart(held))]
    count = held.find_limit("baseline_n", period)
    if count is not None and count.is_known:
        notes.append(_write_worth(held, count, period))
    else:
        judgement = held.find_judgement(period)
        if judgement is not None and judgement.judgement is not None:
            notes.append(say("chart-no-limits", words=judgement.judgement.words))
    notes += [say("chart-events-below", grain=str(held.grain))] if held.measure.charts_events else []
    notes += [
        say("rebase-note", month=held.messages.month(each.first), by=each.decided_by,
            day=held.messages.day(each.decided_on), reason=each.reason)
        for each in rule.rebases
        if held.shown[0].first <= each.first <= held.shown[-1].last
    ]  # fmt: skip
    notes += [
        say("left-out-note", first=held.messages.month(each.first), last=held.messages.month(each.last),
            kind="one" if each.first == each.last else "more", reason=each.reason)
        for each in rule.left_out
        if held.shown[0].first <= each.last
    ]  # fmt: skip
    write_frozen = write_frozen_year_note if rule.by_year else write_frozen_baseline_note
    notes += [note] if (note := write_frozen(held)) else []
    return (" ".join(notes),)


def _name_chart(held: MeasureFigures) -> str:
    """The kind of the measure's own chart: counts whose gaps are charted beside them are about their median."""
    return str(Chart.RUN if held.measure.charts_events else held.measure.limits.chart)


def _write_worth(held: MeasureFigures, count: Figure, period: Period) -> str:
    alarm, in_year = (held.find_limit(f"false_alarm_per_{each}", period) for each in ("point", "year"))
    assert alarm is not None
    assert in_year is not None
    text = held.messages.say(
        "chart-worth",
        count=count.text,
        grain=str(held.grain),
        alarm=alarm.text,
        year=in_year.text,
        kind="limits" if held.find_limit("upper_limit", period) else "median",
    )
    low, high = (held.find_limit(f"prediction_{each}_limit", period) for each in ("lower", "upper"))
    if low is None or high is None:
        return text
    return f"{text} {held.messages.say('chart-prediction', low=low.text, high=high.text, grain=str(held.grain))}"


def build_limit_notes(held: MeasureFigures) -> tuple[Block, ...]:
    """The section "How the limits were made"."""
    blocks: list[Block] = []
    if held.measure.limits.has_year_limits:
        blocks.append(Paragraph(describe_year_limits(held), small=True))
    if not held.measure.limits.by_year:
        blocks.append(Paragraph(describe_series_limits(held), small=True))
    remarks = [remark for remark in (describe_small_counts(held), *describe_pattern(held)) if remark]
    return (*blocks, Bullets(tuple(remarks), small=True)) if remarks else tuple(blocks)


def describe_year_limits(held: MeasureFigures) -> str:
    """The year's rule, worked: the values, mean, limits, what they are worth and the 95 % prediction limits."""
    lines = {name: held.find_year_limit(kind) for name, kind in _WORTH.items()}
    said = {name: figure.text for name, figure in lines.items() if figure is not None and figure.is_known}
    upper = lines["upper"]
    if len(said) < len(lines) or upper is None:
        return Narrator(held).write_position()
    say = held.messages.say
    values = [f"{held.name_period(when)}: {_find_behind(held, when).text}" for _, _, when in upper.cells]
    parts = [
        say(
            "how-limits-text",
            profile=YEAR_PROFILE,
            period=held.name_period(held.period),
            baseline=held.maker.label_baseline(held.measure, held.period),
            values=held.messages.join(values),
            multiple=str(held.measure.limits.multiple),
            grain=str(held.period.grain),
            **said,
        )
    ]
    if not held.measure.limits.by_year:  # else it stands beneath the chart
        parts += [note] if (note := write_frozen_year_note(held)) else []
    count = held.find_limit("baseline_n", held.shown[-1])
    if held.measure.limits.by_year and held.period.grain is not held.grain is Grain.MONTH and count is not None:
        months = held.maker.label_baseline(held.measure, held.shown[-1])
        parts.append(say("how-limits-months", count=count.text, baseline=months))
    return " ".join(parts)


def _find_behind(held: MeasureFigures, when: Period) -> Figure:
    """The value of a period behind the limits: as frozen, where it is."""
    return held.find(FROZEN_VALUE, when) or held.figure("value", when)


_WORTH = {
    "mean": "mean",
    "upper": "upper_limit",
    "lower": "lower_limit",
    "count": "baseline_n",
    "alarm": "false_alarm_per_point",
    "year": "false_alarm_per_year",
    "low": "prediction_lower_limit",
    "high": "prediction_upper_limit",
}


def describe_series_limits(held: MeasureFigures) -> str:
    """A profile of whole series: its limits at the last point, or why there are none."""
    if held.measure.charts_events:
        return held.messages.say("how-events-text", grain=str(held.grain))
    say, when, profile = held.messages.say, held.headline, get_profile(held.measure.limits.profile)
    mean, lower, upper = (held.find_limit(kind, when) for kind in ("mean", "lower_limit", "upper_limit"))
    rule, judged = held.measure.limits, held.find_judgement(when)
    since = judged.span.removeprefix("from-") if judged else ""
    median, count = held.find_limit("median", when), held.find_limit("baseline_n", when)
    if median is not None and count is not None and judged is not None:  # a run chart that is meant to be one
        span = held.maker.label_span(judged.span)
        return say(
            "how-series-run", profile=profile.name, title=profile.title, grain=str(held.grain), span=span,
            median=median.text, count=count.text,
        )  # fmt: skip
    if mean is None or lower is None or upper is None:
        return say("how-series-none", profile=profile.name, title=profile.title, words=held.read_signal(when)[1])
    return say(
        "how-series-text",
        profile=profile.name,
        title=profile.title,
        chart=_name_chart(held),
        grain=str(held.grain),
        baseline=rule.baseline if rule.baseline_from and rule.baseline_from <= when.last else 0,
        span=held.maker.label_span(judged.span) if judged and since else held.name_period(when),
        mean=mean.text,
        lower=lower.text,
        upper=upper.text,
        conflict=str(held.measure.limits.conflict),
    )


def describe_small_counts(held: MeasureFigures) -> str:
    """Exact Poisson limits, where counts are small; empty elsewhere."""
    low, high = held.find("exact_lower_limit"), held.find("exact_upper_limit")
    if low is None or high is None or not (low.is_known and high.is_known):
        return ""
    return held.messages.say("how-exact-limits", low=low.text, high=high.text, period=held.name_period(held.period))


def describe_pattern(held: MeasureFigures) -> tuple[str, ...]:
    """Neighbouring points alike, and the season, where they matter to the limits."""
    said = []
    alike, season = (held.find(kind, held.shown[-1]) for kind in NOTABLE)
    if alike is not None and alike.is_known and alike.value is not None:
        way = "alike" if alike.value > 0 else "opposite"
        said.append(held.messages.say("how-alike", way=way, coefficient=alike.text, grain=str(held.grain)))
    if season is not None and season.is_known:
        said.append(held.messages.say("how-season", share=season.text, grain=str(held.grain)))
    return tuple(said)
