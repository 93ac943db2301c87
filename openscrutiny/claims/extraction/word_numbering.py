"""The numbers that Word gives to paragraphs by list or style: "3.2", "(a)", "-" for a bullet (ECMA-376 part 1, 17.9)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
DEEPEST_STYLE = 20
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, and its text, in which %1 is the first level's number."""

    start: int
    form: str
    text: str
    plain: bool = False  # every number of it in figures


@dataclass(slots=True)
class Numbering:
    """The lists and styles of a document, and how far each list has got."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)  # list -> its levels
    shared: dict[str, str] = field(default_factory=dict)  # list -> the design whose count it shares
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)  # list -> level -> where its first use begins
    styles: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # style -> its base, list and level
    counts: dict[str, list[int | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: Any, styles: Any) -> "Numbering":
        """Reads the parts of a document that define lists and styles; either may be None."""
        made = cls()
        designs: dict[str, dict[int, Level]] = {}
        for design in _all(numbering, "abstractNum"):
            levels = {_number(level.get(f"{WORD}ilvl")): _read_level(level) for level in design.iterfind(f"{WORD}lvl")}
            designs[design.get(f"{WORD}abstractNumId", "")] = levels
        for one in _all(numbering, "num"):
            name, design = one.get(f"{WORD}numId", ""), value(one, "abstractNumId")
            own = dict(designs.get(design, {}))
            starts: dict[int, int] = {}
            for override in one.iterfind(f"{WORD}lvlOverride"):
                at = _number(override.get(f"{WORD}ilvl"))
                if (level := override.find(f"{WORD}lvl")) is not None:
                    own[at] = _read_level(level)
                if start := value(override, "startOverride"):
                    starts[at] = _number(start)
            made.lists[name], made.shared[name], made.restarts[name] = own, design, starts
        for style in _all(styles, "style"):
            listed = style.find(f"{WORD}pPr/{WORD}numPr")
            made.styles[style.get(f"{WORD}styleId", "")] = (
                value(style, "basedOn"), value(listed, "numId"), value(listed, "ilvl")
            )  # fmt: skip
        return made

    def label(self, properties: Any) -> str:
        """What Word prints before a paragraph of these properties, and counts it: "", "- " or a number."""
        name, at = self._find_list(properties)
        levels = self.lists.get(name, {})
        if name in {"", "0"} or at not in levels:
            return ""
        level = levels[at]
        if level.form == "bullet":
            return "- "
        counts = self.counts.setdefault(self.shared[name], [None] * LEVELS)
        begin = self.restarts[name].pop(at, None)
        held = counts[at]
        counts[at] = begin if begin is not None else level.start if held is None else held + 1
        counts[at + 1 :] = [None] * (LEVELS - at - 1)
        text = level.text
        for index in range(at + 1):
            own = levels.get(index, level)
            number = counts[index] if counts[index] is not None else own.start
            text = text.replace(f"%{index + 1}", write_number(number or 0, "decimal" if level.plain else own.form))
        return f"{text.strip()} " if text.strip() else ""

    def _find_list(self, properties: Any) -> tuple[str, int]:
        listed = properties.find(f"{WORD}numPr") if properties is not None else None
        name, at = value(listed, "numId"), value(listed, "ilvl")
        style = value(properties, "pStyle")
        for _ in range(DEEPEST_STYLE):
            if name or style not in self.styles:
                break
            style, name, own = self.styles[style]
            at = at or own
        return name, min(_number(at), LEVELS - 1)


def value(parent: Any, tag: str) -> str:
    """The value of a child element; "" where there is none."""
    found = parent.find(f"{WORD}{tag}") if parent is not None else None
    return "" if found is None else str(found.get(f"{WORD}val", ""))


def _all(root: Any, tag: str) -> Iterator[Any]:
    return iter(()) if root is None else root.iterfind(f"{WORD}{tag}")


def _read_level(level: Any) -> Level:
    start = value(level, "start")
    plain = level.find(f"{WORD}isLgl") is not None
    return Level(_number(start) if start else 0, value(level, "numFmt") or "decimal", value(level, "lvlText"), plain)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0


def write_number(number: int, form: str) -> str:
    """A number of a list as a letter, a Roman numeral or figures."""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        text = chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
        return text.upper() if form == "upperLetter" else text
    if form in {"lowerRoman", "upperRoman"}:
        text, left = "", min(number, 3999)
        for size, mark in ROMAN:
            text += mark * (left // size)
            left %= size
        return text.upper() if form == "upperRoman" else text
    if form == "none":
        return ""
    return f"{number:02d}" if form == "decimalZero" else str(number)
