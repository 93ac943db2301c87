"""What a chart is drawn with: colours, text, and one shape for each signal. Colour is never the only sign."""

from collections.abc import Sequence
from html import escape
from typing import Literal

from openscrutiny.reporting.charts.typeface import FAMILY
from openscrutiny.reporting.document.document import Signal

INK = "#0b0c0c"
TEXT_GREY = "#505a5f"  # 7.1 : 1 on white, 6.4 : 1 on the shade
MARK_GREY = "#6f777b"  # 4.6 : 1 on white
RULE = "#d5d9db"  # grid lines: they carry no meaning of their own
SHADE = "#f1f3f4"
SIGNAL_COLOURS: dict[Signal, str] = {
    "improvement": "#1d70b8",  # 5.2 : 1 on white
    "concern": "#c2500b",  # 4.7 : 1 on white
    "neither": INK,
    "common cause": MARK_GREY,
}
SIGNAL_WORDS: dict[Signal, str] = {
    "improvement": "improvement",
    "concern": "concern",
    "neither": "neither",
    "common cause": "common_cause",
}


def draw_number(value: float) -> str:
    """A coordinate to a tenth of a pixel, without needless zeros."""
    return f"{value:.1f}".removesuffix(".0")


def draw_text(
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    anchor: Literal["start", "middle", "end"] = "start",
    colour: str = TEXT_GREY,
    bold: bool = False,
    halo: bool = False,
) -> str:
    """A line of text whose baseline is at y. `halo` sets it off from lines that pass behind it."""
    extra = "" if anchor == "start" else f' text-anchor="{anchor}"'
    extra += ' font-weight="600"' if bold else ""
    content = escape(text, quote=False)
    place = f'x="{draw_number(x)}" y="{draw_number(y)}" font-size="{draw_number(size)}"{extra}'
    behind = (
        f'<text {place} fill="#fff" stroke="#fff" stroke-width="3.5" stroke-linejoin="round" aria-hidden="true">'
        f"{content}</text>"
        if halo
        else ""
    )
    return f'{behind}<text {place} fill="{colour}">{content}</text>'


def draw_line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    ends = " ".join(
        f'{name}="{draw_number(value)}"' for name, value in (("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2))
    )
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"{dashed}/>'


def draw_path(points: Sequence[tuple[float, float]], colour: str, width: float, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    steps = "L".join(f"{draw_number(x)} {draw_number(y)}" for x, y in points)
    return f'<path d="M{steps}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"{dashed}/>'


def draw_rectangle(x: float, y: float, width: float, height: float, fill: str) -> str:
    place = f'x="{draw_number(x)}" y="{draw_number(y)}" width="{draw_number(width)}" height="{draw_number(height)}"'
    return f'<rect {place} fill="{fill}"/>'


def draw_mark(signal: Signal, x: float, y: float, *, hollow: bool = False, hover: str = "", size: float = 1.0) -> str:
    """The mark of a signal: diamond for improvement, square for concern, triangle for neither, dot for common cause.

    Hollow where the figure is provisional.
    """
    colour = SIGNAL_COLOURS[signal]
    paint = f'fill="#fff" stroke="{colour}" stroke-width="1.6"' if hollow else f'fill="{colour}"'
    title = f"<title>{escape(hover, quote=False)}</title>" if hover else ""
    if signal == "common cause":
        place = f'cx="{draw_number(x)}" cy="{draw_number(y)}"'
        return f'<circle {place} r="{draw_number(2.8 * size)}" {paint}>{title}</circle>'
    corners = {
        "improvement": ((0, -6.2), (6.2, 0), (0, 6.2), (-6.2, 0)),
        "concern": ((-4.8, -4.8), (4.8, -4.8), (4.8, 4.8), (-4.8, 4.8)),
        "neither": ((0, -5.8), (5.6, 4.2), (-5.6, 4.2)),
    }[signal]
    outline = " ".join(f"{draw_number(x + dx * size)},{draw_number(y + dy * size)}" for dx, dy in corners)
    return f'<polygon points="{outline}" {paint}>{title}</polygon>'


def draw_cross(x: float, y: float, *, hover: str = "", size: float = 1.0) -> str:
    """The mark of a period that is shown but left out of the limits."""
    title = f"<title>{escape(hover, quote=False)}</title>" if hover else ""
    arm = 3.4 * size
    strokes = (
        f"M{draw_number(x - arm)} {draw_number(y - arm)}L{draw_number(x + arm)} {draw_number(y + arm)}"
        f"M{draw_number(x - arm)} {draw_number(y + arm)}L{draw_number(x + arm)} {draw_number(y - arm)}"
    )
    return f'<path d="{strokes}" fill="none" stroke="{MARK_GREY}" stroke-width="1.6">{title}</path>'


def open_drawing(name: str, title: str, summary: str, width: float, height: float) -> str:
    """The SVG's start tag with its name and description for those who cannot see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {draw_number(width)} {draw_number(height)}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" font-family="{FAMILY}, Arial, sans-serif">'
        f'<title id="{name}-title">{escape(title, quote=False)}</title>'
        f'<desc id="{name}-desc">{escape(summary, quote=False)}</desc>'
    )


def draw_signal(signal: Signal) -> str:
    """A signal's mark alone, for a line of text. Hidden from screen readers: the word beside it says the same."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" '
        f'focusable="false" class="mark">{draw_mark(signal, 7, 7)}</svg>'
    )
