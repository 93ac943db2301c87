"""References to appendices, sections, paragraphs, recommendations and tables of the document itself that it does not have."""

import re
from collections.abc import Iterator

from openscrutiny.claims.passages import Line, place_of
from openscrutiny.claims.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

LETTERED = re.compile(r"\b(?P<kind>[Aa]ppendix|[Aa]nnex|[Aa]ppendices|[Aa]nnexes)\s+(?P<label>[A-Z])\b(?!\.\d|\d)")
LETTERED_OPENING = re.compile(
    r"^[\s#*|]*(?P<kind>Appendix|Annex|APPENDIX|ANNEX)\s+(?P<label>[A-Z])\b(?=\s*(?:[:.–—|-]|$|\t|[A-Z(]))"
)
SECTION = re.compile(
    r"\b(?:(?:see|in|at|under|from|refer to|set out in|dealt with in|described in|covered in|discussed in|and|also)\s+)(?P<kind>[Ss]ection|[Pp]art|[Cc]hapter)\s+(?P<label>\d{1,2})\b(?!\.\d|\d|\s*\(|\s*(?:of|to|and \d)\b)(?=\s*(?:[.,;:)]|above|below|$|sets?|shows?|gives?|has|have|and))"
)
PARAGRAPH = re.compile(
    r"\b(?P<kind>[Pp]aragraph|[Pp]ara\.?)\s+(?P<label>\d{1,2})\b(?!\.\d|\d|\s*\(|\s*(?:of|to|and \d)\b)(?=\s*(?:[.,;:)]|above|below|$|sets?|shows?|gives?|has|have|and))"
)
RECOMMENDATION = re.compile(
    r"\b(?P<kind>[Rr]ecommendation)\s+(?P<label>\d{1,2})\b(?!\.\d|\d|\s*(?:of|to|from)\b)(?!\s*\()"
)
TABLE = re.compile(r"\b(?P<kind>[Tt]able)\s+(?P<label>\d{1,2})\b(?!\.\d|\d|[a-z]|\s*(?:of|to|from)\b)")
NUMBERED = re.compile(r"^[\s#*]*(?P<number>\d{1,2})\.?\s+(?P<words>[A-Z].{2,})$")
TABLE_OPENING = re.compile(r"^[\s#*|]*Table\s+(?P<label>\d{1,2})\b(?=\s*(?:[:.–—|-]|$|\t|[A-Z(]))", re.IGNORECASE)
RECOMMENDATION_OPENING = re.compile(r"^[\s#*|•-]*Recommendation\s+(?P<label>\d{1,2})\b", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"\b(?:Act|Code|PACE|Regulations?|Order|Schedule|Directive|guidance|protocol|constitution|standing orders|financial regulations|officer['’]s report|Treasurer|Inspectorate|HMIC\w*|IOPC|NAO|previous report|earlier report|last report|that report|national report|strategy document|website|online|published separately|circulated|separate|background paper|exempt|legislation|statute|agenda|s\.\s?\d|minutes?)\b"
)
MINUTES = re.compile(
    r"\bRESOLVED\b|^\W*Resolved(?:\s+(?:that|unanimously)\b|:|,)|^[\W\d]*(?:MINUTES|Minutes) (?:OF|of) (?:THE|the|a|A)\b|\bMembers? noted\b"
)


def check_item_references(reading: Reading) -> Iterator[Judgement]:
    """References whose kind of item the document numbers from the first on without a gap, and ends before them."""
    lines = reading.document.lines
    if any(MINUTES.search(line.text) for line in lines):
        return  # minutes speak of the papers before them
    yield from _lettered(lines)
    sections = _numbered_headings(reading)
    yield from _numbered(lines, SECTION, sections, 3)
    yield from _numbered(lines, PARAGRAPH, sections or set(), 3) if _has_plain_paragraphs(lines, sections) else ()
    recommendations = {int(m["label"]) for line in lines if (m := RECOMMENDATION_OPENING.match(line.text))}
    yield from _numbered(lines, RECOMMENDATION, recommendations, 2, skip=RECOMMENDATION_OPENING)
    captions = {int(m["label"]) for line in lines if (m := TABLE_OPENING.match(line.text))}
    if len(captions) == 1 and len(reading.tables) <= 1:
        yield from _numbered(lines, TABLE, captions, 1, skip=TABLE_OPENING)


def _lettered(lines: tuple[Line, ...]) -> Iterator[Judgement]:
    known = {m["label"] for line in lines if (m := LETTERED_OPENING.match(line.text))}
    if len(known) < 2 or sorted(known) != [chr(65 + i) for i in range(len(known))]:
        return
    for line in lines:
        if LETTERED_OPENING.match(line.text):
            continue
        for match in LETTERED.finditer(line.text):
            if match["label"] > max(known) and not _is_elsewhere(line, match):
                should = f"one of {match['kind']} {', '.join(sorted(known))}"
                yield Judgement(
                    Verdict.WRONG, "cross_reference", (place_of(line, match),),
                    f"there is no {match[0]}: the document has {', '.join(sorted(known))}", match[0], should,
                )  # fmt: skip


def _numbered(
    lines: tuple[Line, ...], pattern: re.Pattern[str], known: set[int], least: int, *, skip: re.Pattern[str] | None = None
) -> Iterator[Judgement]:  # fmt: skip
    if len(known) < least or known != set(range(1, max(known) + 1)):
        return
    for line in lines:
        if skip and skip.match(line.text):
            continue
        for match in pattern.finditer(line.text):
            number, last = int(match["label"]), max(known)
            said = f"{match['kind']} {number}"
            if number in known:
                yield Judgement(Verdict.CONSISTENT, "cross_reference", (place_of(line, match),), f"{said} is there")
            elif last < number <= last + 20 and not _is_elsewhere(line, match):
                name = match["kind"].lower()
                yield Judgement(
                    Verdict.WRONG, "cross_reference", (place_of(line, match),),
                    f"there is no {said}: the last {name} is {last}", said, f"a {name} from 1 to {last}",
                )  # fmt: skip


def _is_elsewhere(line: Line, match: re.Match[str]) -> bool:
    """Whether the words about a reference speak of an Act, a code or another paper."""
    before = re.split(r"(?<=[.!?])\s+(?=[A-Z])", line.text[max(0, match.start() - 90) : match.start()])[-1]
    near = before + re.split(r"(?<=[.!?])\s+(?=[A-Z])", line.text[match.start() : match.end() + 70])[0]
    return bool(
        ELSEWHERE.search(near) or re.match(r"\s*(?:of|in|to)\s+(?:the|that|this|our|its)\b", line.text[match.end() :])
    )


def _numbered_headings(reading: Reading) -> set[int]:
    """The numbers of single-numbered headings: `4. Vetting`."""
    found = [int(m["number"]) for text in reading.prose.headings.values() if (m := NUMBERED.match(text))]
    return set(found) if found == sorted(set(found)) else set()  # numbering that starts again is of several papers


def _has_plain_paragraphs(lines: tuple[Line, ...], sections: set[int]) -> bool:
    """Whether nothing but the numbered headings carries a plain number, so that a paragraph can only be one of them."""
    openings = [int(m["number"]) for line in lines if (m := NUMBERED.match(line.text))]
    return (
        bool(sections) and set(openings) == sections and not any(re.match(r"\s*\d+\.\d", line.text) for line in lines)
    )
