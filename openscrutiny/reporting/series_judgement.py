"""A measure's whole series judged by a rule profile: limits by stretch, every rule each point meets, and the target.

On true values. A gap, and a period a person left out, is bridged: it makes no run and breaks none.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from openscrutiny.analysis.assurance import Assurance, assess_target
from openscrutiny.analysis.attribute_charts import fit_chart_limits, fit_run_centre
from openscrutiny.analysis.control_limits import Limits
from openscrutiny.analysis.display_policy import Display, choose_display
from openscrutiny.analysis.false_alarms import simulate_false_alarms
from openscrutiny.analysis.judgement import Direction, Judgement, Position, Variation, describe_signal
from openscrutiny.analysis.moving_range import LimitLines
from openscrutiny.analysis.point_grid import PointGrid, arrange_points
from openscrutiny.analysis.profiles import Profile, apply_profile, get_profile, name_variation
from openscrutiny.analysis.rule_words import list_rules
from openscrutiny.analysis.signal_names import NamedSignals, find_named_signals
from openscrutiny.catalogue.limit_rule import Chart
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.periods import Grain
from openscrutiny.reporting.judged import Judged, find_breaks
from openscrutiny.series import Observation, State

VARIATIONS = {
    "Improvement": Variation.IMPROVEMENT,
    "Concern": Variation.CONCERN,
    "Neither": Variation.NEITHER,
}
VARYING = (Chart.P, Chart.P_PRIME, Chart.U, Chart.U_PRIME)  # charts whose limits differ from point to point
PLACES = {Grain.MONTH: 12, Grain.QUARTER: 4, Grain.YEAR: 1}


def judge_series(measure: Measure, observations: Sequence[Observation]) -> tuple[Judged, ...]:
    """Each observation of a series (in period order) judged by the measure's profile; not for the year's rule.

    Counts of rare events, whose gaps are charted, are judged about their median.
    """
    rule = measure.limits
    firsts = {rebase.first for rebase in rule.rebases}
    left_out = [rule.find_reason(o.period) for o in observations]
    again = [any(month in firsts for month in o.period.months) for o in observations]
    if measure.charts_events:
        measure = replace(measure, limits=replace(rule, chart=Chart.RUN))
    return judge_points(measure, observations, left_out, again)


def judge_points(
    measure: Measure, observations: Sequence[Observation], left_out: Sequence[str], again: Sequence[bool]
) -> tuple[Judged, ...]:
    """Each point judged: `left_out` is why one takes no part in limits, `again` where the limits start again.

    Where a fixed baseline begins later than the series, the points before it are a stretch with limits of their own.
    """
    start = measure.limits.baseline_from
    early = sum(o.period.last < start for o in observations) if start is not None else 0
    fixed = _judge_stretches(measure, observations[early:], left_out[early:], again[early:])
    if not early:
        return fixed
    own = replace(measure, limits=replace(measure.limits, baseline=0, baseline_from=None))
    return (*_judge_stretches(own, observations[:early], left_out[:early], again[:early]), *fixed)


def _judge_stretches(
    measure: Measure, observations: Sequence[Observation], left_out: Sequence[str], again: Sequence[bool]
) -> tuple[Judged, ...]:
    if not observations:
        return ()
    rule = measure.limits
    profile = get_profile(rule.profile)
    values = [None if o.value is None else float(o.value) for o in observations]
    grid = arrange_points([values], [[bool(reason) for reason in left_out]], [again])
    lines = _fit_lines(measure, observations, grid)
    result = apply_profile(
        grid, rule.profile, baseline=rule.baseline, exclude_outliers=rule.exclude_outliers, lines=lines
    )
    named = find_named_signals(grid, result)
    stretches = _describe_stretches(measure, profile, observations, grid, named.result.lines)
    names = name_variation(named.result.hits, Direction(measure.improvement), Variation(rule.conflict.capitalize()))
    judged = []
    for at, observation in enumerate(observations):
        stretch = stretches[_number_stretch(named.result.lines, at)]
        breaks = find_breaks(measure, stretch.now.period, observation.period)
        limits = _read_limits(stretch, named, at)
        span = f"at-{observation.period.first}" if rule.chart in VARYING else stretch.span
        base = replace(stretch, now=observation, left_out=left_out[at], limits=limits, breaks=breaks, span=span)
        if grid.ghost[0, at] or stretch.display is not Display.CONTROL_CHART:
            judged.append(base)
        else:
            judgement, rules = _judge_point(measure, named, at, str(names[0, at]), float(grid.y[0, at]))
            judged.append(replace(base, judgement=judgement, rules=rules))
    return tuple(judged)


def assess_series_target(judged: Judged | None, target: float | None, measure: Measure) -> Assurance:
    """Whether the process will meet a target left as it is, by the limits of its last counted point.

    A series that does not vary is its own limits: the target is judged directly.
    """
    if judged is None or target is None:
        return Assurance.NONE
    direction, inclusive = Direction(measure.improvement), judged.profile != "nhsr-0.2.2"
    if judged.display is Display.NO_VARIATION and judged.now.value is not None:
        value = float(judged.now.value)
        return assess_target(target, value, value, direction, inclusive=inclusive)
    if judged.limits is None or not judged.limits.has_width:
        return Assurance.NONE
    return assess_target(target, judged.limits.lower, judged.limits.upper, direction, inclusive=inclusive)


def _fit_lines(measure: Measure, observations: Sequence[Observation], grid: PointGrid) -> LimitLines | None:
    """The lines of the measure's chart, in the units of its values; None for XmR, which the profile fits itself."""
    chart, baseline = measure.limits.chart, measure.limits.baseline
    if chart is Chart.XMR:
        return None
    if chart not in VARYING:
        return fit_chart_limits(grid, str(chart), baseline=baseline)
    scale = float(measure.per) if measure.statistic is Statistic.RATE else 100.0
    tops = arrange_points([[None if o.numerator is None else float(o.numerator) for o in observations]]).y
    bottoms = arrange_points([[None if o.denominator is None else float(o.denominator) for o in observations]]).y
    shares = PointGrid(grid.y / scale, grid.ghost, grid.recalculate)
    found = fit_chart_limits(shares, str(chart), numerator=tops, denominator=bottoms, baseline=baseline)
    scaled = (found.mean, found.lower, found.upper, found.lower_two, found.upper_two, found.sigma)
    return LimitLines(found.partition, *(line * scale for line in scaled))


def _number_stretch(lines: LimitLines, at: int) -> int:
    """A baseline and what follows it are one stretch: they share their limits."""
    return max(int(lines.partition[0, at]), 1)


def _describe_stretches(
    measure: Measure, profile: Profile, observations: Sequence[Observation], grid: PointGrid, lines: LimitLines
) -> dict[int, Judged]:
    """For each stretch a `Judged` without an observation of its own: its baseline, display, centre and name."""
    numbers = [_number_stretch(lines, at) for at in range(len(observations))]
    medians = fit_run_centre(grid, baseline=measure.limits.baseline).mean[0]
    found = {}
    for number in sorted(set(numbers)):
        inside = [at for at, each in enumerate(numbers) if each == number]
        behind = inside[: measure.limits.baseline] if number == 1 and measure.limits.baseline else inside
        counted = [at for at in behind if not grid.ghost[0, at]]
        values = grid.y[0, counted]
        slack = float(grid.tolerance[0, 0])
        varies = bool(counted) and float(np.ptp(values)) > slack
        display = choose_display(profile, len(counted), varies=varies)
        run = display is Display.RUN_CHART or (display is Display.CONTROL_CHART and measure.limits.chart is Chart.RUN)
        centre = float(medians[inside[0]]) if run and counted else None
        baseline = tuple(observations[at] for at in counted)
        judgement = _describe_unjudged(display, profile, len(counted))
        span = f"from-{observations[inside[0]].period.first}"
        found[number] = Judged(
            observations[inside[0]], baseline, None, judgement, (), profile.name, display, (), span, centre
        )
    return found


def _describe_unjudged(display: Display, profile: Profile, counted: int) -> Judgement:
    if display is Display.NO_VARIATION:
        return describe_signal(Position.NO_LIMITS, Direction.NEITHER, variation=Variation.NO_VARIATION)
    plain = describe_signal(Position.NO_LIMITS, Direction.NEITHER)
    if display is Display.RUN_CHART:
        words = f"not judged: {counted} comparable points, and {profile.name} needs {profile.minimum_points}"
        return replace(plain, words=words)
    return plain


def _read_limits(stretch: Judged, named: NamedSignals, at: int) -> Limits | None:
    """The limits at a point; None on a run chart, where nothing varies, and where they have no width."""
    lines = named.result.lines
    lower, upper = float(lines.lower[0, at]), float(lines.upper[0, at])
    if stretch.display is not Display.CONTROL_CHART or math.isnan(lower) or not upper > lower:
        return None
    places = PLACES.get(stretch.now.period.grain, 1)
    alarm = simulate_false_alarms(stretch.profile, len(stretch.baseline), places).latest
    sigma, mean = float(lines.sigma[0, at]), float(lines.mean[0, at])
    return Limits(stretch.profile, mean, lower, upper, sigma, len(stretch.baseline), math.nan, math.nan, alarm)


def _judge_point(
    measure: Measure, named: NamedSignals, at: int, name: str, value: float
) -> tuple[Judgement, tuple[str, ...]]:
    """The judgement of one counted point and the ids of every rule it meets."""
    direction = Direction(measure.improvement)
    rules = list_rules(named, 0, at)
    if not rules:
        return describe_signal(Position.WITHIN, direction), ()
    ids, words = tuple(rule for rule, _ in rules), rules[0][1]  # the clearest is said, all are kept
    meaning, _, side = name.partition(" (")
    if meaning in VARIATIONS:
        position = Position.ABOVE if side == "High)" else Position.BELOW
        return describe_signal(position, direction, signal=words, variation=VARIATIONS[meaning]), ids
    above = value >= float(named.result.lines.mean[0, at])  # a rule without a side
    position = Position.ABOVE if above else Position.BELOW
    return describe_signal(position, direction, signal=words, variation=Variation.NEITHER), ids


def last_counted(judged: Sequence[Judged]) -> Judged | None:
    """The last point that is there and not left out: what a series' icons are read from."""
    return next((each for each in reversed(judged) if each.now.state is State.VALUE and not each.left_out), None)
