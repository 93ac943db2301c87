"""A plain static SVG of one control chart, for `openscrutiny spc --chart`."""

from collections.abc import Callable, Sequence
from html import escape

import numpy as np

from openscrutiny.analysis.moving_range import LimitLines
from openscrutiny.analysis.point_grid import Floats

Scale = Callable[[float], float]

WIDTH, HEIGHT = 720, 320
LEFT, RIGHT, TOP, BOTTOM = 64, 92, 56, 40
LABEL_GAP = 15
INK, GREY, IMPROVEMENT, CONCERN = "#0b0c0c", "#6f777b", "#1d70b8", "#c45500"


def draw_control_chart(
    title: str,
    profile: str,
    dates: Sequence[str],
    values: Sequence[float | None],
    ghosts: Sequence[bool],
    lines: LimitLines,
    row: int,
    variation: Sequence[str],
    target: float | None = None,
) -> str:
    """One series as an SVG document with a title, a text summary, limits labelled at the right, marked signals."""
    size = len(values)
    drawn = {name: getattr(lines, name)[row, :size] for name in ("upper", "mean", "lower")}
    known = [value for value in values if value is not None]
    known += [float(limit) for line in drawn.values() for limit in line if np.isfinite(limit)]
    known += [] if target is None else [target]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if low >= 0 and low < 0.6 * high:
        low = 0.0
    if high <= low:
        low, high = low - 1, high + 1
    step = (WIDTH - LEFT - RIGHT) / max(size - 1, 1)

    def x(at: float) -> float:
        return LEFT + at * step

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    signals = [at for at in range(size) if variation[at] != "Common Cause"]
    summary = (
        f"{size} points, {sum(value is None for value in values)} of them missing; "
        f"{len(signals)} special cause{'' if len(signals) == 1 else 's'} by the rules {profile}."
    )
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-labelledby="t d" font-family="Source Sans 3, Source Sans Pro, sans-serif" font-size="13">'
        ),
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(summary)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="20" font-size="16" font-weight="600" fill="{INK}">{escape(title)}</text>',
        f'<text x="{LEFT}" y="38" fill="{GREY}">{escape(summary)}</text>',
    ]
    labels: list[tuple[float, str, str]] = []
    for name, line in drawn.items():
        parts += _draw_line(line, x, y, dashed=name != "mean")
        if size and np.isfinite(line[-1]):
            words = {"upper": "upper limit", "mean": "centre", "lower": "lower limit"}[name]
            labels.append((y(line[-1]), words, GREY))
    if target is not None:
        parts.append(f'<path d="M{LEFT} {y(target):.1f}H{x(size - 1):.1f}" stroke="{INK}" stroke-dasharray="1 3"/>')
        labels.append((y(target), "target", INK))
    parts += _place_labels(labels, x(size - 1) + 8)
    path, pen = "", "M"
    for at, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        path += f"{pen}{x(at):.1f} {y(value):.1f}"
        pen = "L"
    parts.append(f'<path d="{path}" fill="none" stroke="{GREY}" stroke-width="1.5"/>' if path else "")
    for at, value in enumerate(values):
        if value is not None:
            parts.append(_draw_point(x(at), y(value), dates[at], value, variation[at], hollow=ghosts[at]))
    for value in _choose_ticks(low, high):
        parts.append(f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end" fill="{INK}">{value:,.6g}</text>')
    if size:
        parts.append(f'<text x="{LEFT}" y="{HEIGHT - 14}" fill="{INK}">{escape(dates[0])}</text>')
        end = f'<text x="{x(size - 1):.1f}" y="{HEIGHT - 14}" text-anchor="end" fill="{INK}">{escape(dates[-1])}</text>'
        parts.append(end if size > 1 else "")
    return "\n".join(part for part in parts if part) + "\n</svg>\n"


def _choose_ticks(low: float, high: float) -> list[float]:
    """Three to six round numbers within the range."""
    rough = (high - low) / 4
    unit = 10.0 ** np.floor(np.log10(rough))
    step = float(unit * next(size for size in (1, 2, 5, 10) if size * unit >= rough))
    first = int(np.ceil(low / step - 1e-9))
    last = int(np.floor(high / step + 1e-9))
    return [number * step for number in range(first, last + 1)]


def _place_labels(labels: list[tuple[float, str, str]], left: float) -> list[str]:
    """Labels at the right end, moved down where they would lie on one another."""
    placed, below = [], -np.inf
    for at, words, colour in sorted(labels):
        below = max(at, below + LABEL_GAP)
        placed.append(f'<text x="{left:.1f}" y="{below + 4:.1f}" fill="{colour}">{words}</text>')
    return placed


def _draw_line(line: Floats, x: Scale, y: Scale, *, dashed: bool) -> list[str]:
    """A limit as steps, broken where it is undefined or changes."""
    pieces, at = [], 0
    dash = ' stroke-dasharray="5 3"' if dashed else ""
    while at < len(line):
        end = at
        while end + 1 < len(line) and line[end + 1] == line[at]:
            end += 1
        if np.isfinite(line[at]):
            left, right = x(max(at - 0.5, 0)), x(min(end + 0.5, len(line) - 1))
            pieces.append(f'<path d="M{left:.1f} {y(line[at]):.1f}H{right:.1f}" stroke="{GREY}"{dash}/>')
        at = end + 1
    return pieces


def _draw_point(x: float, y: float, day: str, value: float, variation: str, *, hollow: bool) -> str:
    """Blue triangle for improvement, orange for concern, ink for neither; pointing the way of the signal."""
    words = f"<title>{escape(day)}: {value:,.6g}, {escape(variation.lower())}</title>"
    if hollow:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#fff" stroke="{GREY}">{words}</circle>'
    if variation == "Common Cause":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{GREY}">{words}</circle>'
    colour = IMPROVEMENT if variation.startswith("Imp") else CONCERN if variation.startswith("Con") else INK
    tip, base = (6, -4) if "Low" in variation else (-6, 4)
    shape = f"M{x:.1f} {y + tip:.1f}L{x - 5.5:.1f} {y + base:.1f}H{x + 5.5:.1f}Z"
    return f'<path d="{shape}" fill="{colour}">{words}</path>'
