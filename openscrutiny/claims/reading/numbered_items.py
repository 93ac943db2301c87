"""What a document numbers: its sections, paragraphs, appendices, recommendations and items, by the lines that open them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from openscrutiny.claims.reading.passages import Line

PLAIN = re.compile(
    r"^[\s#*>|]*\\?(?:Item\s+|ITEM\s+|Section\s+|SECTION\s+)?(?P<number>\d{1,3})(?P<stop>\\?[.):]?)\*{0,2}\s+(?=[A-Z\"“‘(£\[*])"
)
DECIMAL = re.compile(r"^[\s#*>|]*\(?(?P<number>\d{1,2})\.\d{1,2}\.?\s+(?=[A-Z])")
TITLED = re.compile(
    r"^[\s#*|•-]*(?P<kind>Appendix|APPENDIX|Annex|ANNEX|Recommendation|RECOMMENDATION)\s+(?P<label>[A-Z]|\d{1,2})\b(?P<rest>.*)$"
)
SEPARATOR = re.compile(r"^[\s*]*(?:(?:[:–—|-]|\t|\.\s)[\s*]*(?=\w)|[\s*]*(?=[A-Z\d£“\"'‘(]))")
ROW = re.compile(r"(?:\s{2,}|\s\|\s)\S+\s*\|?$")
LISTED = re.compile(
    r"^[\s#*|]*(?P<kind>Appendices|Annexes|List of appendices|List of annexes)\b\W{0,4}(?P<items>.*)$", re.IGNORECASE
)
LISTED_ITEM = re.compile(r"(?:^|[;,]\s*|\band\s+)(?P<label>[A-Z]|\d{1,2})\s*(?:[-–—:.]|\()\s*(?=[A-Z])")
CODED = re.compile(r"^[\s#*|•-]*R(?P<label>\d{1,2})\b[.:)]?\s")
LONGEST_TITLE = 110


@dataclass(slots=True)
class Items:
    """The labels of each kind of item that lines of the document open, and every plain number that opens one."""

    appendices: dict[str, str] = field(default_factory=dict)  # label: title
    listed: bool = False  # a list of the appendices says which there are
    recommendations: set[int] = field(default_factory=set)
    sections: int = 0  # the last of headings that run from 1 on
    paragraphs: int = 0  # the last of paragraphs that run from 1 on
    openings: set[int] = field(default_factory=set)  # any number that opens a line
    titles: set[int] = field(default_factory=set)  # lines that are the title of an appendix or a recommendation


def read_items(lines: Sequence[Line], tables: set[int]) -> Items:
    """What the lines open, those of tables left out of the runs of sections and paragraphs."""
    items = Items()
    plain: dict[str, list[tuple[int, bool]]] = {}
    decimal = False
    for at, line in enumerate(lines):
        text = line.text
        if match := DECIMAL.match(text):
            items.openings.add(int(match["number"]))
            decimal = decimal or line.number not in tables
        elif match := PLAIN.match(text):
            items.openings.add(int(match["number"]))
            if line.number not in tables and not ROW.search(text.rstrip()):
                plain.setdefault(match["stop"], []).append((int(match["number"]), _is_title(text[match.end() :])))
        if (match := TITLED.match(text)) and _opens(lines, at, match["rest"]):
            items.titles.add(line.number)
            if match["kind"].lower() == "recommendation":
                items.recommendations |= {int(match["label"])} if match["label"].isdigit() else set()
            else:
                items.appendices.setdefault(match["label"], match["rest"].strip(" :.–—|-*\t"))
        elif match := LISTED.match(text):
            labels = [m["label"] for m in LISTED_ITEM.finditer(match["items"])]
            items.appendices.update({label: items.appendices.get(label, "") for label in labels})
            items.listed = items.listed or bool(labels)
        elif match := CODED.match(text):
            items.titles.add(line.number)
            items.recommendations.add(int(match["label"]))
    items.sections = max((_last_in_run([n for n, title in run if title]) for run in plain.values()), default=0)
    items.paragraphs = (
        max((_last_in_run([n for n, _ in run]) for run in plain.values()), default=0) if not decimal else 0
    )
    return items


def _is_title(words: str) -> bool:
    return len(words) <= LONGEST_TITLE and words.rstrip(" *")[-1:] not in ".;,:"


def _opens(lines: Sequence[Line], at: int, rest: str) -> bool:
    """Whether `Appendix C` at the head of a line is its title, not the end of the sentence of the line before."""
    before = lines[at - 1].text.strip() if at else ""
    if not rest.strip(" *|"):
        return not before or (before[-1] not in ",;" and not before[-1].islower())
    return bool(SEPARATOR.match(rest)) and len(rest) <= LONGEST_TITLE + 40


def _last_in_run(numbers: Sequence[int]) -> int:
    """The last of numbers that run 1, 2, 3 with at most one left out; 0 where they begin again, as those of several papers do."""
    last = 0
    if numbers and list(numbers) == 2 * list(range(1, numbers[-1] + 1)):  # the contents, and then the headings
        return numbers[-1] if numbers[-1] >= 3 else 0
    for number in numbers:
        last = number if number in {last + 1, last + 2} else last
    missing = set(range(1, last + 1)) - set(numbers)
    return last if last >= 3 and numbers.count(1) == 1 and len(missing) <= 1 else 0
