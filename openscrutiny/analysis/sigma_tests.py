"""Western Electric rules 1-4 and Nelson rules 1-8, at the point where a run completes.

Sigma is the mean moving range / 1.128379. Sources: Western Electric, Statistical Quality Control Handbook
(1956); L. S. Nelson, The Shewhart control chart - tests for special causes (1984).
"""

import numpy as np

from openscrutiny.analysis.moving_range import LimitLines
from openscrutiny.analysis.point_grid import Bools, Ints, PointGrid
from openscrutiny.analysis.special_cause import find_windows, is_one_group

# (rule, zone in sigmas, points needed, window): so many of a window beyond the zone on one side
WESTERN_ELECTRIC = ((1, 3.0, 1, 1), (2, 2.0, 2, 3), (3, 1.0, 4, 5), (4, 0.0, 8, 8))
NELSON_SIDES = ((1, 3.0, 1, 1), (2, 0.0, 9, 9), (5, 2.0, 2, 3), (6, 1.0, 4, 5))


def find_sigma_signals(grid: PointGrid, lines: LimitLines, rules: str) -> dict[str, Bools]:
    """Hits by rule and side: `1+`, `1-` ... of `we` or `nelson`, series × points.

    Sided rules end on + or −; Nelson's 4 (alternating), 7 (hugging) and 8 (avoiding the middle) have no
    side. Rules restart at a recalculation; ghosted points are bridged. Where sigma is zero or undefined
    there is no signal.
    """
    packing = grid.packing
    y = grid.packed_y
    sigma = packing.pack(lines.sigma)
    group = np.where(packing.valid, packing.pack(lines.partition), -1)
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled, centre = (part if lines.power == 1 else part**lines.power for part in (y, packing.pack(lines.mean)))
        z = (scaled - centre) / np.where(sigma > 0, sigma, np.nan)
    known = packing.valid & ~np.isnan(z)
    z = np.where(known, z, 0.0)
    slack = 1e-9

    def complete(holds: Bools, length: int) -> Bools:
        starts = find_windows(holds & known, length) & is_one_group(group, length)
        ends = np.zeros_like(starts)
        if starts.shape[1] >= length:
            ends[:, length - 1 :] = starts[:, : starts.shape[1] - length + 1]
        return ends

    found: dict[str, Bools] = {}
    for rule, zone, needed, window in WESTERN_ELECTRIC if rules == "we" else NELSON_SIDES:
        for sign, side in ((1, "+"), (-1, "-")):
            beyond = sign * z > zone + slack
            found[f"{rule}{side}"] = (
                complete(beyond, window) if needed == window else _complete_share(beyond, group, needed, window)
            )
    if rules == "nelson":
        step = np.zeros_like(z)
        step[:, 1:] = np.sign(y[:, 1:] - y[:, :-1])
        for sign, side in ((1, "+"), (-1, "-")):
            found[f"3{side}"] = _complete_steps(step == sign, known, group, 6)
        turns = np.zeros_like(known)
        turns[:, 2:] = step[:, 2:] * step[:, 1:-1] < 0
        found["4"] = _complete_turns(turns & known, group, 14)
        found["7"] = complete(np.abs(z) < 1 - slack, 15)
        found["8"] = complete(np.abs(z) > 1 + slack, 8)
    return {name: packing.unpack_flags(flags) for name, flags in sorted(found.items())}


def _complete_share(beyond: Bools, group: Ints, needed: int, window: int) -> Bools:
    """True at a point beyond the zone that makes `needed` of the last `window` points of its partition so."""
    total = beyond.astype(np.int8)
    for back in range(1, min(window, beyond.shape[1])):
        total[:, back:] += beyond[:, :-back] & (group[:, back:] == group[:, :-back])
    return np.asarray(beyond & (total >= needed))


def _complete_steps(steps: Bools, known: Bools, group: Ints, points: int) -> Bools:
    """True where `points` points in a row, joined by points − 1 steps that hold, end."""
    return _complete(steps & known, group, points, points - 1)


def _complete_turns(turns: Bools, group: Ints, points: int) -> Bools:
    """True where `points` points in a row, each inner one a turn, end (points − 2 turns)."""
    return _complete(turns, group, points, points - 2)


def _complete(holds: Bools, group: Ints, points: int, links: int) -> Bools:
    ends = np.zeros_like(holds)
    width = holds.shape[1]
    if width >= points:
        starts = find_windows(holds, links)[:, points - links : width - links + 1]
        ends[:, points - 1 :] = starts & (group[:, points - 1 :] == group[:, : width - points + 1])
    return ends
