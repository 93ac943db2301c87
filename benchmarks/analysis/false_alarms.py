"""Prints how often every profile cries wolf, and how often it sees a real change.

Run: `python benchmarks/analysis/false_alarms.py [--series 4000]`. Baselines of n points are followed by twelve:
a false alarm is a flagged point among those twelve when nothing changed, given per point and per series; a
detection is any flag among the twelve after the level moved by two standard deviations at the first of them.
"""

import argparse

import numpy as np
from scipy import stats

from openscrutiny.analysis.attribute_charts import fit_run_centre
from openscrutiny.analysis.control_limits import false_alarm_per_point
from openscrutiny.analysis.financial_year import judge_by_previous_year
from openscrutiny.analysis.point_grid import Bools, Floats, PointGrid
from openscrutiny.analysis.profiles import PROFILES, apply_profile
from openscrutiny.analysis.signal_names import find_named_signals

BASELINES = (4, 8, 12, 24, 36)
AFTER = 12
WORLDS = ("independent", "autocorrelated 0.4", "seasonal")


def make_series(random: np.random.Generator, count: int, size: int, world: str) -> Floats:
    """Standard normal series: independent, first-order autoregressive, or with a season of one SD's amplitude."""
    noise = random.standard_normal((count, size))
    if world == "autocorrelated 0.4":
        for at in range(1, size):
            noise[:, at] = 0.4 * noise[:, at - 1] + np.sqrt(1 - 0.16) * noise[:, at]
    if world == "seasonal":
        phase = random.uniform(0, 2 * np.pi, (count, 1))
        noise = noise + np.sin(2 * np.pi * np.arange(size) / 12 + phase)
    return noise


def flag_points(y: Floats, profile: str, baseline: int) -> Bools:
    """The points that a profile flags when its limits come from the first `baseline` points and stay fixed."""
    grid = PointGrid(y, np.zeros(y.shape, dtype=bool), np.zeros(y.shape, dtype=bool))
    if profile == "police-fy-2sd":
        years = np.zeros(y.shape, dtype=np.int64)
        years[:, baseline:] = 1
        return np.isin(judge_by_previous_year(grid, years).flag, ["above", "below"])
    lines = fit_run_centre(grid, baseline=baseline) if profile == "anhoej" else None
    named = find_named_signals(grid, apply_profile(grid, profile, baseline=baseline, lines=lines))
    return named.any_signal


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=4000)
    count = parser.parse_args().series
    random = np.random.default_rng(20201127)
    for world in WORLDS:
        print(f"\n{world}: false alarms per point | per series of {AFTER} | detection of a 2 SD shift")
        print(f"{'profile':<15}" + "".join(f"{f'n = {n}':>22}" for n in BASELINES))
        for profile in PROFILES:
            cells = []
            for n in BASELINES:
                y = make_series(random, count, n + AFTER, world)
                quiet = flag_points(y, profile, n)[:, n:]
                shifted = y.copy()
                shifted[:, n:] += 2 * y.std()
                seen = flag_points(shifted, profile, n)[:, n:].any(axis=1)
                cells.append(f"{quiet.mean():6.1%} {quiet.any(axis=1).mean():6.1%} {seen.mean():6.1%}")
            print(f"{profile:<15}" + "".join(f"{cell:>22}" for cell in cells))
    print("\nmean ± 2 SD, by theory (Student's t) and by simulation of one new point:")
    for n in BASELINES:
        y = random.standard_normal((400_000, n + 1))
        mean, sd = y[:, :n].mean(axis=1), y[:, :n].std(axis=1, ddof=1)
        simulated = float((np.abs(y[:, n] - mean) > 2 * sd).mean())
        print(f"n = {n:<3} theory {false_alarm_per_point(n):.1%}  simulated {simulated:.1%}")
    quarters, months = 25 * 4 * false_alarm_per_point(4), 25 * 12 * false_alarm_per_point(12)
    print(f"25 measures for a year: {quarters:.0f} false alarms by quarters, {months:.0f} by months;")
    print(f"were the limits known exactly, {stats.norm.sf(2) * 2:.1%} a point.")


if __name__ == "__main__":
    main()
