"""Rule profiles: named, versioned sets of limits and rules, stored with every result and printed on every chart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openscrutiny.analysis.judgement import Direction, Variation
from openscrutiny.analysis.moving_range import (
    SIGMA_FACTOR,
    XMR_FACTOR,
    Groups,
    LimitLines,
    Screening,
    fit_moving_range_limits,
    number_partitions,
)
from openscrutiny.analysis.point_grid import Ints, PointGrid
from openscrutiny.analysis.special_cause import RuleHits, find_signals, keep_single_points
from openscrutiny.errors import CalculationError, did_you_mean


@dataclass(frozen=True)
class Profile:
    """How limits are made and which rules apply. `minimum_points`: fewer make a run chart, on charts and in words.

    `baseline_apart`: a baseline is a partition of its own, that runs do not cross; otherwise (nhsr) limits come
    from the first points of each stretch and its runs go on across them. `inclusive_target`: a target on a limit
    passes or fails. `limits_only`: only a point outside the limits is a signal. `range_factor`: mean moving
    ranges from the mean to a limit.
    """

    name: str
    title: str
    minimum_points: int
    screening: Screening = Screening.NONE
    trends_restart: bool = False
    zone_beyond_limits: bool = False
    one_rule_a_point: bool = False
    baseline_apart: bool = True
    inclusive_target: bool = True
    limits_only: bool = False
    range_factor: float = XMR_FACTOR


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("police-fy-2sd", "mean ± 2 SD of the previous financial year", 4, limits_only=True),
        Profile("mdc-sql-2.5", "Making Data Count, SQL version 2.5", 12),
        Profile("mdc-2024", "Making Data Count, 2024 rules", 12, zone_beyond_limits=True),
        Profile(
            "nhsr-0.2.2",
            "NHSRplotthedots 0.2.2",
            12,
            screening=Screening.RANGES,
            trends_restart=True,
            one_rule_a_point=True,
            baseline_apart=False,
            inclusive_target=False,
        ),
        Profile("we", "Western Electric rules 1 to 4", 20, range_factor=SIGMA_FACTOR),
        Profile("nelson", "Nelson rules 1 to 8", 20, range_factor=SIGMA_FACTOR),
        Profile("anhoej", "Anhøj run chart rules", 10),
    )
}


@dataclass(frozen=True)
class ChartResult:
    """Lines and rule hits of every point of a grid, and the profile that made them."""

    profile: str
    lines: LimitLines
    hits: RuleHits


def get_profile(name: str) -> Profile:
    """The profile of a name. Raises CalculationError with the nearest name."""
    if name not in PROFILES:
        raise CalculationError(f"profile '{name}': no such rule profile. {did_you_mean(name, PROFILES)}")
    return PROFILES[name]


def apply_profile(
    grid: PointGrid, name: str, *, baseline: int = 0, exclude_outliers: bool = False, lines: LimitLines | None = None
) -> ChartResult:
    """XmR limits and the four rules of an mdc or nhsr profile over many series at once.

    `lines` replaces the XmR limits by those of another chart (p, u, c ...) or of other values (a frozen baseline).
    `exclude_outliers` switches on the profile's screening where it is off by default.
    """
    profile = get_profile(name)
    if lines is None:
        lines = fit_profile_limits(grid, profile, baseline, exclude_outliers=exclude_outliers)
    hits = find_signals(
        grid,
        lines,
        trends_restart=profile.trends_restart,
        zone_beyond_limits=profile.zone_beyond_limits,
        one_rule_a_point=profile.one_rule_a_point,
    )
    return ChartResult(name, lines, keep_single_points(hits) if profile.limits_only else hits)


def fit_profile_limits(
    grid: PointGrid, profile: Profile, baseline: int = 0, *, exclude_outliers: bool = False
) -> LimitLines:
    """The XmR limits of a profile, with its own baseline and screening."""
    screening = profile.screening
    if exclude_outliers and screening is Screening.NONE:
        screening = Screening.POINTS
    basis, own = take_baseline(grid, profile, baseline)
    return fit_moving_range_limits(basis, baseline=own, screening=screening, factor=profile.range_factor)


def take_baseline(grid: PointGrid, profile: Profile, baseline: int) -> tuple[PointGrid, int]:
    """The points to fit limits to, and the size of the baseline that is a partition of its own (0: none)."""
    if baseline and not profile.baseline_apart:
        return grid.keep_first_points(baseline), 0
    return grid, baseline


def count_basis(grid: PointGrid, profile: Profile, baseline: int = 0) -> Ints:
    """How many points lie behind the limits at each point of a grid: those of its partition, or its baseline."""
    basis, own = take_baseline(grid, profile, baseline)
    groups = Groups.of(number_partitions(basis, own))
    counts = [((groups.partition == number) & ~basis.ghost).sum(axis=1) for number in groups.numbers]
    return groups.spread(groups.extend_baseline(np.column_stack(counts).astype(float))).astype(np.int64)


def name_variation(
    hits: RuleHits, direction: Direction, conflict: Variation = Variation.IMPROVEMENT
) -> NDArray[np.str_]:
    """`Improvement (High)`, `Concern (Low)`, `Neither (High)` ... or `Common Cause` for every point.

    `conflict` decides a point that is both an improvement and a concern (a rising trend below the mean).
    """
    high, low = hits.high, hits.low
    if direction is Direction.NEITHER:
        names = [(high, "Neither (High)"), (low, "Neither (Low)")]
    else:
        rise_is_good = direction is Direction.INCREASE
        better = (high, "Improvement (High)") if rise_is_good else (low, "Improvement (Low)")
        worse = (low, "Concern (Low)") if rise_is_good else (high, "Concern (High)")
        names = [better, worse] if conflict is Variation.IMPROVEMENT else [worse, better]
    return np.select([flags for flags, _ in names], [word for _, word in names], default="Common Cause")
