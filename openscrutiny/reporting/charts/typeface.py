"""The one typeface of page, paper and chart: its files, its web subset, and how wide its letters are.

Source Sans Pro (SIL Open Font Licence) has tabular lining figures by default: every digit is as wide as every other.
"""

import base64
import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import font_source_sans_pro
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Source Sans Pro"

WEB_FACES = (("Regular", 400, "normal"), ("Semibold", 600, "normal"), ("It", 400, "italic"))
PAPER_FACES = ("Regular", "Semibold", "Bold", "It")

# Latin with its accents (Welsh among them), punctuation, arrows, mathematical signs and geometric shapes.
WEB_RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x1E80, 0x1E85), (0x1EF2, 0x1EF3), (0x2010, 0x205F), (0x20AC, 0x20AC))
# Read as one word and never broken over lines, on page or paper. Python and Typst both read these patterns.
HELD = "|".join(
    (
        r"(\d{1,2} )?[^\W\d_]\w* \d{4}(/\d{2})?",  # a period: "Q2 2020/21", "14 October 2020"
        r"[£\d][\d.,]*%? \((p|[\d.,]*\d%?)\)",  # a figure and the one after it: "20% (3,421)", "572 (p)"
        r"[£\d][\d.,]* (m|bn|k|km|mph|SD|pp)\b",  # a number and its unit: "£1.2 m"
        r"\d[\d.,]* %",
        r"\d+\.\d+ [A-Z][a-z]+",  # a numbered title: "4.2 Managing demand"
        r"\b\w [=<>] [\d.]*\d",  # "p = 0.655"
        r"± [\d.]*\d",
        r"[\d.,]*\d–\d[\d.,]*%?",  # a range
        r"\w+(-[\w.]*\w)+",  # a name with hyphens: "mdc-sql-2.5"
    )
)
WEB_SIGNS = "←↑→↓−≈≠≤≥■□▲△▶▼▽◀◆◇○✓"


def find_face(face: str) -> Path:
    """The TrueType file of a face: "Regular", "Semibold", "Bold" or "It"."""
    return Path(font_source_sans_pro.__file__).parent / "files" / f"SourceSansPro-{face}.ttf"


@lru_cache
def subset_face(face: str) -> bytes:
    """A face as WOFF2, cut to the letters reports use. The same bytes every time."""
    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "locl", "ccmp", "mark", "mkmk"]
    options.drop_tables = [*options.drop_tables, "DSIG"]
    font = TTFont(find_face(face), recalcTimestamp=False)
    wanted = {code for first, last in WEB_RANGES for code in range(first, last + 1)} | set(map(ord, WEB_SIGNS))
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.flavor = "woff2"
    stream = BytesIO()
    font.save(stream, reorderTables=None)
    return stream.getvalue()


def write_font_faces(folder: str | None = None) -> str:
    """The @font-face rules: faces embedded, or named in `folder` (see `render_html.write_html`)."""
    rules = []
    for face, weight, style in WEB_FACES:
        source = f"{folder}/{name_web_file(face)}" if folder else _embed(subset_face(face))
        rules.append(
            f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:{style};font-display:swap;'
            f'src:url({source}) format("woff2")}}'
        )
    return "\n".join(rules)


def name_web_file(face: str) -> str:
    return f"source-sans-pro-{face.lower()}.woff2"


def _embed(data: bytes) -> str:
    return "data:font/woff2;base64," + base64.b64encode(data).decode("ascii")


def split_words(text: str) -> list[str]:
    """The words of `text` as they may be set on lines: what is held is one, and so is what no-break spaces hold."""
    held = re.sub(HELD, lambda found: found[0].replace(" ", "\xa0"), text)
    return [word.replace("\xa0", " ") for word in held.split(" ") if word]


@lru_cache
def _advances(face: str) -> dict[int, float]:
    font: Any = TTFont(find_face(face), lazy=True)
    widths, per_em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {code: widths[glyph][0] / per_em for code, glyph in font.getBestCmap().items()}


def measure_text(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` set at `size`, in the unit of `size`, before kerning."""
    return size * _measure(text, bold)


@lru_cache(maxsize=65_536)
def _measure(text: str, bold: bool) -> float:
    advances = _advances("Semibold" if bold else "Regular")
    return sum(advances.get(ord(letter), 0.6) for letter in text)


def wrap_text(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """`text` in lines no wider than `width`, broken where it may be; a longer word keeps its own line."""
    lines: list[str] = []
    for word in split_words(text):
        if lines and measure_text(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def balance_text(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """`text` in as few lines as `wrap_text` needs, and these as even as they can be."""
    lines = wrap_text(text, size, width, bold=bold)
    while len(closer := wrap_text(text, size, width - 1, bold=bold)) <= len(lines) and width > size:
        lines, width = closer, width - 1
    return lines
