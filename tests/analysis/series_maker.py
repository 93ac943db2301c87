"""Awkward series of every shape that records take: ties, constants, gaps, zeros, ramps, one point, none."""

import random

SHAPES = (
    "noise", "ties", "constant", "ramp", "zeros", "step", "saw", "spike", "missing", "one", "negative", "huge", "tiny",
    "far from zero", "nearly constant",
)  # fmt: skip
SIZES = (0, 1, 2, 3, 6, 7, 8, 12, 13, 16, 24, 25, 36)


def make_series(draw: random.Random, gaps: bool = True) -> list[float | None]:
    """One series; None is a missing month."""
    size, shape = draw.choice(SIZES), draw.choice(SHAPES)
    values: list[float | None] = [
        {
            "noise": round(draw.gauss(50, 8), 1),
            "ties": float(draw.choice([1, 2, 2, 3])),
            "constant": 0.1,
            "ramp": round(at * 0.7 + draw.choice([0, 0, 0.3]), 1),
            "zeros": float(draw.choice([0, 0, 0, 0, 1, 5])),
            "step": round(draw.gauss(10 if at < size / 2 else 14, 1), 2),
            "saw": 10.0 + 10 * (at % 2),
            "spike": 100.0 if at == size // 2 else 1.0 + at % 2,
            "missing": None,
            "one": None if at else 7.3,
            "negative": round(draw.gauss(-5, 10), 1),
            "huge": float(round(draw.gauss(1e9, 2e7))),
            "tiny": round(draw.gauss(1e-6, 1e-7), 9),
            "far from zero": 1e11 + round(draw.gauss(0, 3), 2),
            "nearly constant": draw.choice([9.9, 10.0, 10.0, 10.1]),
        }[shape]
        for at in range(size)
    ]
    if gaps:
        for at in range(size):
            if draw.random() < 0.08 or (at < size * 0.2 and draw.random() < 0.1):
                values[at] = None
    return values
