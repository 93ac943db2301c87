"""The two icons of a measure, drawn for page and paper: what its variation means, and whether it will meet its target.

Their meaning is that of the NHS's icons; the drawings are our own. Each has a shape of its own, so that none is told
by colour alone, and stands beside the words that say the same.
"""

from openscrutiny.analysis.judgement import Judgement, Position, Variation
from openscrutiny.reporting.charts.chart_marks import INK, MARK_GREY, SIGNAL_COLOURS, draw_mark
from openscrutiny.reporting.document.document import Icon, Signal

BLUE, ORANGE = SIGNAL_COLOURS["improvement"], SIGNAL_COLOURS["concern"]
WORDS: dict[Variation, Icon] = {
    Variation.COMMON_CAUSE: "common-cause",
    Variation.NO_VARIATION: "no-variation",
    Variation.NOT_JUDGED: "not-judged",
}
SIDED: dict[tuple[Variation, bool], Icon] = {
    (Variation.IMPROVEMENT, True): "improvement-high",
    (Variation.IMPROVEMENT, False): "improvement-low",
    (Variation.CONCERN, True): "concern-high",
    (Variation.CONCERN, False): "concern-low",
    (Variation.NEITHER, True): "neither-high",
    (Variation.NEITHER, False): "neither-low",
}


def choose_icon(judgement: Judgement | None) -> Icon:
    """The variation icon of a judgement; `not-judged` where there is none."""
    if judgement is None:
        return "not-judged"
    return WORDS.get(judgement.variation) or SIDED[judgement.variation, judgement.position is Position.ABOVE]


def draw_icon(icon: Icon) -> str:
    """An icon as SVG of 30 × 30 pixels. Hidden from screen readers: the words beside it say the same."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30" width="30" height="30" aria-hidden="true" '
        f'focusable="false" class="icon">{_ASSURANCE[icon] if icon in _ASSURANCE else _draw_variation(icon)}</svg>'
    )


def _ring(colour: str, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<circle cx="15" cy="15" r="13.6" fill="#fff" stroke="{colour}" stroke-width="2.4"{dashed}/>'


def _line(path: str, colour: str = MARK_GREY, width: float = 1.6, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" {ends}{dashed}/>'


def _draw_variation(icon: Icon) -> str:
    """A line through the middle is the mean; the last point stands off it, in the shape of its signal."""
    name, _, side = icon.rpartition("-")
    mean = _line("M4 15H26", MARK_GREY, 1.2, "2 2.4")
    if name in ("improvement", "concern", "neither"):
        signal: Signal = "improvement" if name == "improvement" else "concern" if name == "concern" else "neither"
        end = 8.6 if side == "high" else 21.4
        path = "M5.5 15.8L11 14.2L19.5 " + str(end)
        return _ring(SIGNAL_COLOURS[signal]) + mean + _line(path) + draw_mark(signal, 19.5, end, size=0.85)
    if icon == "common-cause":
        return _ring(MARK_GREY) + mean + _line("M5.5 17L9.5 12.5L13.5 17.2L17.5 12.2L21 17L24.5 13.5", MARK_GREY, 1.8)
    if icon == "no-variation":
        return _ring(MARK_GREY) + _line("M6 15H24", MARK_GREY, 2.4)
    return _ring(MARK_GREY, "3 2.6") + _line("M12 15H18", MARK_GREY, 2.4)


# A dashed line is the target, the line that moves about is the process, left as it is.
_ASSURANCE: dict[Icon, str] = {
    "pass": _ring(BLUE) + _line("M8.5 15.5L13 20L21.5 10.5", BLUE, 3),
    "fail": _ring(ORANGE) + _line("M10 10L20 20M10 20L20 10", ORANGE, 3),
    "hit-or-miss": _ring(MARK_GREY)
    + _line("M4 15H26", INK, 1.4, "2.6 2.2")
    + _line("M6 18C8.5 8 11.5 8 15 15S21.5 22 24 12", MARK_GREY, 2),
    "no-target": _ring(MARK_GREY, "3 2.6"),
}
