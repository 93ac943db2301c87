"""A measure's whole series judged by a rule profile: limits by stretch, every rule each point meets, and the target.

On true values. A gap, and a period a person left out, is bridged: it makes no run and breaks none.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from openscrutiny.analysis.assurance import Assurance, assess_target
from openscrutiny.analysis.attribute_charts import fit_chart_limits, fit_run_centre
from openscrutiny.analysis.control_limits import Limits
from openscrutiny.analysis.display_policy import Display, choose_display
from openscrutiny.analysis.false_alarms import ChartDesign
from openscrutiny.analysis.judgement import Direction, Judgement, Position, Variation, describe_signal
from openscrutiny.analysis.late_records import FrozenBaseline
from openscrutiny.analysis.moving_range import LimitLines
from openscrutiny.analysis.point_grid import Floats, PointGrid, arrange_points
from openscrutiny.analysis.profiles import Profile, apply_profile, fit_profile_limits, get_profile, name_variation
from openscrutiny.analysis.rule_words import list_rules
from openscrutiny.analysis.signal_names import NamedSignals, find_named_signals
from openscrutiny.catalogue.limit_rule import Chart
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.periods import Grain
from openscrutiny.reporting.judging.judged import Judged, find_breaks
from openscrutiny.series import Observation, State

VARIATIONS = {
    "Improvement": Variation.IMPROVEMENT,
    "Concern": Variation.CONCERN,
    "Neither": Variation.NEITHER,
}
VARYING = (Chart.P, Chart.P_PRIME, Chart.U, Chart.U_PRIME)  # charts whose limits differ from point to point
DAYS_IN_YEAR = 365.25
PLACES = {Grain.MONTH: 12, Grain.QUARTER: 4, Grain.YEAR: 1}


@dataclass(frozen=True, slots=True)
class FrozenPoints:
    """The points of a fixed baseline as the data `version` had them, with why each takes no part in limits."""

    version: str
    observations: tuple[Observation, ...]
    left_out: tuple[str, ...]


def judge_series(
    measure: Measure, observations: Sequence[Observation], frozen: FrozenPoints | None = None
) -> tuple[Judged, ...]:
    """Each observation of a series (in period order) judged by the measure's profile; not for the year's rule.

    Counts of rare events, whose gaps are charted, are judged about their median.
    """
    rule = measure.limits
    firsts = {rebase.first for rebase in rule.rebases}
    left_out = [rule.find_reason(o.period) for o in observations]
    again = [any(month in firsts for month in o.period.months) for o in observations]
    if measure.charts_events:
        measure = replace(measure, limits=replace(rule, chart=Chart.RUN))
    return judge_points(measure, observations, left_out, again, frozen)


def judge_points(
    measure: Measure,
    observations: Sequence[Observation],
    left_out: Sequence[str],
    again: Sequence[bool],
    frozen: FrozenPoints | None = None,
) -> tuple[Judged, ...]:
    """Each point judged: `left_out` is why one takes no part in limits, `again` where the limits start again.

    Where a fixed baseline begins later than the series, the points before it are a stretch with limits of their own.
    Where it is `frozen`, its points are judged as they are known now, by limits made of what was known then.
    """
    start = measure.limits.baseline_from
    early = sum(o.period.last < start for o in observations) if start is not None else 0
    fixed = _judge_stretches(measure, observations[early:], left_out[early:], again[early:], frozen)
    if not early:
        return fixed
    own = replace(measure, limits=replace(measure.limits, baseline=0, baseline_from=None))
    return (*_judge_stretches(own, observations[:early], left_out[:early], again[:early]), *fixed)


def _judge_stretches(
    measure: Measure,
    observations: Sequence[Observation],
    left_out: Sequence[str],
    again: Sequence[bool],
    frozen: FrozenPoints | None = None,
) -> tuple[Judged, ...]:
    if not observations:
        return ()
    rule = measure.limits
    grid = _arrange(observations, left_out, again)
    basis = today = _make_basis(measure, observations, grid, observations)
    kept = None
    if frozen is not None and len(observations) >= rule.baseline:
        later = slice(rule.baseline, None)
        known = (*frozen.observations, *observations[later])
        then = _arrange(known, (*frozen.left_out, *left_out[later]), again)
        basis = _make_basis(measure, known, then, observations)
        kept = FrozenBaseline(frozen.version, tuple((str(o.period.first), o.value) for o in frozen.observations))
    named = find_named_signals(grid, apply_profile(grid, rule.profile, lines=basis.lines))
    names = name_variation(named.result.hits, Direction(measure.improvement), Variation(rule.conflict.capitalize()))
    judged = []
    for at, observation in enumerate(observations):
        number = _number_stretch(basis.lines, at)
        stretch = basis.stretches[number]
        breaks = find_breaks(measure, stretch.now.period, observation.period)
        limits = _read_limits(stretch, basis.lines, at)
        span = f"at-{observation.period.first}" if rule.chart in VARYING else stretch.span
        base = replace(stretch, now=observation, left_out=left_out[at], limits=limits, breaks=breaks, span=span)
        if kept is not None and number == 1:
            of_today = today.stretches[1]
            moved = _read_limits(of_today, today.lines, at)
            base = replace(base, frozen=kept, today=moved, centre_of_today=of_today.centre)
        if grid.ghost[0, at] or stretch.display is not Display.CONTROL_CHART:
            judged.append(base)
        else:
            judgement, rules = _judge_point(measure, named, at, str(names[0, at]), float(grid.y[0, at]))
            judged.append(replace(base, judgement=judgement, rules=rules))
    return tuple(judged)


@dataclass(frozen=True, slots=True)
class _Basis:
    """The lines that points are judged by, and a `Judged` without an observation of its own for each stretch."""

    lines: LimitLines
    stretches: Mapping[int, Judged]


def _make_basis(
    measure: Measure, known: Sequence[Observation], grid: PointGrid, observations: Sequence[Observation]
) -> _Basis:
    """Of the points as `known`, in a grid: now, or when the baseline was frozen; `observations` are those of now."""
    lines = _fit_lines(measure, known, grid)
    return _Basis(lines, _describe_stretches(measure, get_profile(measure.limits.profile), observations, grid, lines))


def _arrange(observations: Sequence[Observation], left_out: Sequence[str], again: Sequence[bool]) -> PointGrid:
    values = [None if o.value is None else float(o.value) for o in observations]
    return arrange_points([values], [[bool(reason) for reason in left_out]], [again])


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


def _fit_lines(measure: Measure, observations: Sequence[Observation], grid: PointGrid) -> LimitLines:
    """The lines of the measure's chart, in the units of its values."""
    rule, chart, baseline = measure.limits, measure.limits.chart, measure.limits.baseline
    if chart is Chart.XMR:
        return fit_profile_limits(grid, get_profile(rule.profile), baseline, exclude_outliers=rule.exclude_outliers)
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
        design = None
        if display is Display.CONTROL_CHART:
            judging = sum(not grid.ghost[0, at] for at in inside)
            design = _design_chart(measure, observations[inside[0]].period.grain, baseline, judging, values)
        found[number] = Judged(
            observations[inside[0]], baseline, None, judgement, (), profile.name, display, (), span, centre,
            design=design,
        )  # fmt: skip
    return found


def _design_chart(
    measure: Measure, grain: Grain, baseline: Sequence[Observation], judging: int, values: Floats
) -> ChartDesign:
    """What the chance of a false alarm hangs on, of a stretch with limits from its `baseline`, by `judging` points."""
    rule, places, size = measure.limits, PLACES.get(grain, 1), 1.0
    mean = float(values.mean())
    if measure.charts_events and rule.chart in (Chart.G, Chart.T):  # as many gaps as a year usually has
        places = max(1, round(DAYS_IN_YEAR / max(mean, 1.0)))
    if rule.chart in VARYING:
        tops, bottoms = (
            math.fsum(float(part) for o in baseline if (part := getattr(o, name)) is not None)
            for name in ("numerator", "denominator")
        )
        mean, size = (tops / bottoms if bottoms else 0.0), bottoms / max(len(baseline), 1)
    own = len(baseline) if len(baseline) < judging else 0
    return ChartDesign(rule.profile, judging, places, own, str(rule.chart), mean, size, rule.exclude_outliers)


def _describe_unjudged(display: Display, profile: Profile, counted: int) -> Judgement:
    if display is Display.NO_VARIATION:
        return describe_signal(Position.NO_LIMITS, Direction.NEITHER, variation=Variation.NO_VARIATION)
    plain = describe_signal(Position.NO_LIMITS, Direction.NEITHER)
    if display is Display.RUN_CHART:
        words = f"not judged: {counted} comparable points, and {profile.name} needs {profile.minimum_points}"
        return replace(plain, words=words)
    return plain


def _read_limits(stretch: Judged, lines: LimitLines, at: int) -> Limits | None:
    """The limits at a point; None on a run chart, where nothing varies, and where they have no width."""
    lower, upper = float(lines.lower[0, at]), float(lines.upper[0, at])
    if stretch.display is not Display.CONTROL_CHART or math.isnan(lower) or not upper > lower:
        return None
    sigma, mean = float(lines.sigma[0, at]), float(lines.mean[0, at])
    return Limits(stretch.profile, mean, lower, upper, sigma, len(stretch.baseline), *[math.nan] * 3)


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
