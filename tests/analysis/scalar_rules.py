"""A second, slow implementation of the Making Data Count rules: one series at a time, in exact fractions."""

import itertools
from fractions import Fraction

Point = tuple[Fraction | None, bool, bool]  # value, ghost, recalculate


def judge_series(points: list[Point], baseline: int, screen: bool, beyond: bool) -> list[dict[str, object]]:
    partition, number = [], 1
    for at, (_, _, again) in enumerate(points):
        number += again
        partition.append(0 if at < baseline else number)
    counted = [at for at, (y, ghost, _) in enumerate(points) if y is not None and not ghost]
    y = {at: points[at][0] for at in counted}
    limits = {}
    for part in set(partition):
        members = [at for at in counted if partition[at] == part]
        ranges = {b: abs(y[b] - y[a]) for a, b in itertools.pairwise(members)}
        kept = list(members)
        if screen and ranges:
            ceiling = sum(ranges.values()) / len(ranges) * Fraction(3267, 1000)
            ranges = {at: size for at, size in ranges.items() if size <= ceiling}
            kept = members[:1] + list(ranges)
        mean = sum(y[at] for at in kept) / len(kept) if kept else None
        reach = sum(ranges.values()) / len(ranges) * Fraction(266, 100) if ranges else None
        limits[part] = (mean, reach)
    if baseline and 1 in limits and points:
        limits[1] = limits[0]
    rows: list[dict[str, object]] = []
    for at in range(len(points)):
        mean, reach = limits[partition[at]]
        rows.append({"partition": partition[at], "mean": mean, "reach": reach} | dict.fromkeys(NAMES, False))

    def side(at: int, sign: int) -> bool:
        mean = rows[at]["mean"]
        return mean is not None and sign * (y[at] - mean) > 0

    def past(at: int, sign: int, share: Fraction) -> bool:
        mean, reach = rows[at]["mean"], rows[at]["reach"]
        return mean is not None and reach is not None and sign * (y[at] - mean) > share * reach

    for sign, names in ((1, NAMES[0::2]), (-1, NAMES[1::2])):
        single, shift, trend, two = names
        for start in range(len(counted)):
            rows[counted[start]][single] = past(counted[start], sign, Fraction(1))
            seven = counted[start : start + 7]
            if len(seven) == 7:
                if len({partition[at] for at in seven}) == 1 and all(side(at, sign) for at in seven):
                    for at in seven:
                        rows[at][shift] = True
                if all(sign * (y[b] - y[a]) > 0 for a, b in itertools.pairwise(seven)):
                    for at in seven:
                        rows[at][trend] = True
            three = counted[start : start + 3]
            if len(three) == 3 and len({partition[at] for at in three}) == 1 and all(side(at, sign) for at in three):
                zone = [
                    at for at in three if past(at, sign, Fraction(2, 3)) and (beyond or not past(at, sign, Fraction(1)))
                ]
                if len(zone) >= 2:
                    for at in zone:
                        rows[at][two] = True
    return rows


NAMES = ("single_high", "single_low", "shift_high", "shift_low", "trend_up", "trend_down", "two_high", "two_low")
