"""Plain static SVGs of control charts, each with its data, for `openscrutiny spc --chart`."""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openscrutiny.cli.chart_content import COMMON, ChartContent
from openscrutiny.cli.series_file import write_table, write_whole

Scale = Callable[[float], float]

WIDTH, HEIGHT = 720, 352
LEFT, RIGHT, TOP, BOTTOM = 72, 120, 88, 40
LABEL_GAP = 15
LINE_LETTERS = 112
INK, GREY, IMPROVEMENT, CONCERN = "#0b0c0c", "#5f676b", "#1d70b8", "#c45500"
WORDS = {"upper": "upper limit", "mean": "mean", "lower": "lower limit"}


def write_charts(folder: Path, contents: Sequence[ChartContent]) -> None:
    """An SVG and a CSV of the same name for each series. Raises RecordsError where they cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(contents, 1):
        name = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in content.title)[:80]
        stem = folder / f"{number:04d}-{name}"
        write_whole(stem.with_name(f"{stem.name}.svg"), draw_control_chart(content))
        columns = [
            [day.isoformat() for day in content.days],
            [_spell(value) for value in content.values],
            [int(ghost) for ghost in content.ghosts],
            *([_spell(float(value)) for value in line] for line in content.lines.values()),
            content.variation,
        ]
        header = ("date", "y", "ghost", *content.lines, "variation")
        write_table(stem.with_name(f"{stem.name}.csv"), header, zip(*columns, strict=True))


def _spell(value: float | None) -> str:
    return "" if value is None or value != value else repr(value)


def spell_number(value: float, figures: int = 4) -> str:
    """A number to so many significant figures, never fewer than its whole part, with thousands separated."""
    size = abs(float(value))
    if size and not 1e-4 <= size < 1e15:
        return f"{value:.{figures}g}"
    digits = max(0, figures - 1 - int(np.floor(np.log10(size)))) if size else 0
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "\N{MINUS SIGN}")


def draw_control_chart(content: ChartContent) -> str:
    """One series as an SVG document with a title, a text summary, lines labelled at the right, marked signals."""
    size = len(content.values)
    low, high = content.scale
    step = (WIDTH - LEFT - RIGHT) / max(size - 1, 1)

    def x(at: float) -> float:
        return LEFT + at * step

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    summary = content.summary
    face = "Source Sans 3, Source Sans Pro, sans-serif"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d"',
        f'font-family="{face}" font-size="13">',
        f'<title id="t">{escape(content.title)}</title><desc id="d">{escape(" ".join(summary))}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="12" y="20" font-size="16" font-weight="600" fill="{INK}">{escape(content.title)}</text>',
        *(
            f'<text x="12" y="{38 + 15 * number}" font-size="12" fill="{GREY}">{escape(line)}</text>'
            for number, line in enumerate(_wrap(summary))
        ),
    ]
    labels: list[tuple[float, str, str]] = []
    for name, line in content.lines.items():
        parts += _draw_line(line, x, y, dashed=name not in ("mean", "median"))
        if size and np.isfinite(line[-1]):
            labels.append((y(line[-1]), f"{WORDS.get(name, name)} {spell_number(line[-1])}", GREY))
    if content.target is not None:
        place = y(content.target)
        parts.append(f'<path d="M{LEFT} {place:.1f}H{x(size - 1):.1f}" stroke="{INK}" stroke-dasharray="1 3"/>')
        labels.append((place, f"target {spell_number(content.target)}", INK))
    parts += _place_labels(labels, x(max(size - 1, 0)) + 8)
    parts += _draw_points(content, x, y)
    for value in _choose_ticks(low, high):
        parts.append(
            f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end" fill="{INK}">{spell_number(value)}</text>'
        )
    for at in _choose_days(size):
        anchor = "start" if at == 0 else "end" if at == size - 1 else "middle"
        parts.append(
            f'<text x="{x(at):.1f}" y="{HEIGHT - 14}" text-anchor="{anchor}" fill="{INK}">'
            f"{content.days[at]:%b %Y}</text>"
        )
    return "\n".join(part for part in parts if part) + "\n</svg>\n"


def _wrap(sentences: Sequence[str]) -> list[str]:
    """Sentences in lines that fit the width."""
    lines = [""]
    for word in " ".join(sentences).split():
        if len(lines[-1]) + len(word) > LINE_LETTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _draw_points(content: ChartContent, x: Scale, y: Scale) -> list[str]:
    """The line through the points, broken at missing ones, and a mark for each."""
    path, pen, marks = "", "M", []
    for at, value in enumerate(content.values):
        if value is None:
            pen = "M"
            continue
        path += f"{pen}{x(at):.1f} {y(value):.1f}"
        pen = "L"
        words = f"{content.days[at]:%B %Y}: {spell_number(value, 6)}, {content.variation[at].lower()}"
        marks.append(_draw_point(x(at), y(value), words, content.variation[at], hollow=content.ghosts[at]))
    return [f'<path d="{path}" fill="none" stroke="{GREY}" stroke-width="1.5"/>' if path else "", *marks]


def _choose_ticks(low: float, high: float) -> list[float]:
    """Three to six round numbers within the range."""
    rough = (high - low) / 4
    unit = 10.0 ** np.floor(np.log10(rough))
    step = float(unit * next(size for size in (1, 2, 5, 10) if size * unit >= rough))
    first = int(np.ceil(low / step - 1e-9))
    last = int(np.floor(high / step + 1e-9))
    return [number * step for number in range(first, last + 1)]


def _choose_days(size: int) -> list[int]:
    """The first and last point and as many between, evenly, as leave room for their dates."""
    if size < 3:
        return list(range(size))
    return sorted({round(share * (size - 1)) for share in np.linspace(0, 1, min(6, size))})


def _place_labels(labels: list[tuple[float, str, str]], left: float) -> list[str]:
    """Labels at the right end, moved down where they would lie on one another."""
    placed, below = [], -np.inf
    for at, words, colour in sorted(labels):
        below = max(at, below + LABEL_GAP)
        placed.append(f'<text x="{left:.1f}" y="{below + 4:.1f}" font-size="12" fill="{colour}">{words}</text>')
    return placed


def _draw_line(line: NDArray[np.float64], x: Scale, y: Scale, *, dashed: bool) -> list[str]:
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


def _draw_point(x: float, y: float, words: str, variation: str, *, hollow: bool) -> str:
    """Blue triangle for improvement, orange for concern, ink for neither; pointing the way of the signal."""
    title = f"<title>{escape(words)}</title>"
    if hollow:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#fff" stroke="{GREY}">{title}</circle>'
    if variation == COMMON:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{GREY}">{title}</circle>'
    colour = IMPROVEMENT if variation.startswith("Imp") else CONCERN if variation.startswith("Con") else INK
    if "(" not in variation:  # a signal without a side
        return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{colour}">{title}</rect>'
    tip, base = (6, -4) if "Low" in variation else (-6, 4)
    shape = f"M{x:.1f} {y + tip:.1f}L{x - 5.5:.1f} {y + base:.1f}H{x + 5.5:.1f}Z"
    return f'<path d="{shape}" fill="{colour}">{title}</path>'
