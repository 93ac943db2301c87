"""Reads the only marks a paragraph may hold: `**bold**`, `*emphasis*`, `[text](#anchor)` and `[572](figure:address)`.

A text with a `figure:` target is a number (or a sentence) worked out from figures: it keeps their addresses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_MARK = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<emphasis>[^*\s][^*]*)\*|\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)")

_FIGURE = "figure:"
_TARGETS = ("#", "https://", "http://", "mailto:", "tel:", _FIGURE)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set one way. `figures` are the addresses of what it is worked out from."""

    text: str
    bold: bool = False
    emphasis: bool = False
    target: str = ""
    figures: tuple[str, ...] = ()


def mark_figures(text: str, *addresses: str) -> str:
    """The text as one that is worked out from the figures at `addresses`."""
    return f"[{text}]({_FIGURE}{','.join(addresses)})" if addresses else text


def read_marks(text: str) -> tuple[Run, ...]:
    """The runs of a paragraph. A link to anything but an anchor or a web, mail or telephone address stays text."""
    return tuple(_read(text))


def strip_marks(text: str) -> str:
    """The text alone."""
    return "".join(run.text for run in _read(text))


def _read(text: str) -> Iterator[Run]:
    end = 0
    for mark in _MARK.finditer(text):
        if mark["target"] and not mark["target"].startswith(_TARGETS):
            continue
        if mark.start() > end:
            yield Run(text[end : mark.start()])
        if mark["bold"]:
            yield from (replace(run, bold=True) for run in _read(mark["bold"]))
        elif mark["emphasis"]:
            yield from (replace(run, emphasis=True) for run in _read(mark["emphasis"]))
        elif mark["target"].startswith(_FIGURE):
            yield Run(mark["text"], figures=tuple(mark["target"].removeprefix(_FIGURE).split(",")))
        else:
            yield Run(mark["text"], target=mark["target"])
        end = mark.end()
    if end < len(text):
        yield Run(text[end:])
