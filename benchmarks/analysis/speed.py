"""Times every rule profile on 5,000 series of 36 points. Run: `python benchmarks/analysis/speed.py`."""

import time

import numpy as np

from openscrutiny.analysis.attribute_charts import fit_run_centre
from openscrutiny.analysis.financial_year import judge_by_previous_year
from openscrutiny.analysis.point_grid import PointGrid
from openscrutiny.analysis.profiles import PROFILES, apply_profile
from openscrutiny.analysis.signal_names import find_named_signals

SERIES, POINTS, LIMIT_SECONDS = 5_000, 36, 0.3


def time_profiles(repeats: int = 3) -> dict[str, float]:
    """The best of some runs of each profile, in seconds: limits and every rule for every point."""
    random = np.random.default_rng(1)
    y = random.normal(100, 10, (SERIES, POINTS))
    grid = PointGrid(y, random.random(y.shape) < 0.02, np.zeros(y.shape, dtype=bool))
    years = np.broadcast_to(np.arange(POINTS) // 12, y.shape).astype(np.int64)
    taken = dict.fromkeys(PROFILES, np.inf)
    for _ in range(repeats):
        for name in PROFILES:
            start = time.perf_counter()
            if name == "police-fy-2sd":
                judge_by_previous_year(grid, years)
            else:
                lines = fit_run_centre(grid) if name == "anhoej" else None
                find_named_signals(grid, apply_profile(grid, name, lines=lines))
            taken[name] = min(taken[name], time.perf_counter() - start)
    return taken


if __name__ == "__main__":
    measured = time_profiles()
    for name, seconds in measured.items():
        print(f"{name:<15}{seconds * 1000:8.1f} ms")
    print(f"{'all':<15}{sum(measured.values()) * 1000:8.1f} ms for {SERIES:,} series of {POINTS} points")
