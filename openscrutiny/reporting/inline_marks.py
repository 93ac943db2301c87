"""Reads the only three marks a paragraph may hold: `**bold**`, `*emphasis*` and `[text](#anchor)`."""

import re
from dataclasses import dataclass

_MARK = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<emphasis>[^*\s][^*]*)\*|\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)")

_TARGETS = ("#", "https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set one way."""

    text: str
    bold: bool = False
    emphasis: bool = False
    target: str = ""


def read_marks(text: str) -> tuple[Run, ...]:
    """The runs of a paragraph. A link to anything but an anchor or a web, mail or telephone address stays text."""
    runs: list[Run] = []
    end = 0
    for mark in _MARK.finditer(text):
        if mark["target"] and not mark["target"].startswith(_TARGETS):
            continue
        if mark.start() > end:
            runs.append(Run(text[end : mark.start()]))
        if mark["bold"]:
            runs.append(Run(mark["bold"], bold=True))
        elif mark["emphasis"]:
            runs.append(Run(mark["emphasis"], emphasis=True))
        else:
            runs.append(Run(mark["text"], target=mark["target"]))
        end = mark.end()
    if end < len(text):
        runs.append(Run(text[end:]))
    return tuple(runs)
