"""References to appendices, sections, paragraphs, recommendations, items and tables of the document itself that it does not have."""

import re
from collections.abc import Callable, Iterator

from openscrutiny.claims.reading.numbered_items import CODED, Items, read_items
from openscrutiny.claims.reading.passages import Line
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

ENDS = r"(?=\s*(?:[.,;:)]|above|below|$|(?:sets?|shows?|gives?|has|have|and|or|for|provides?|describes?|explains?|refers?|is|are|was|were|which|but|with|as|on)\b))"
NOT_ITS_OWN = r"(?!\.\d|\d|\s*\(|\s*(?:of|to|from)\b|[a-z])"
RANGE = r"(?:R?\d{1,2}\s*(?:to|and|&|–|-)\s*)?"
APPENDIX = re.compile(rf"\b(?P<kind>[Aa]ppendix|[Aa]nnex)\s+(?P<label>[A-Z](?!\w)|\d{{1,2}}){NOT_ITS_OWN}")
SECTION = re.compile(
    rf"(?:\b(?:[Ss]ee|in|at|refer to|and|also|[Aa]s)\s+|^\W*|(?<=[.:;]\s)|\()(?:(?P<kind>[Ss]ection|[Pp]art|[Cc]hapter)\s+(?P<label>\d{{1,2}}){NOT_ITS_OWN}{ENDS})"
)
PARAGRAPH = re.compile(rf"\b(?P<kind>[Pp]aragraph|[Pp]ara\.?)s?\s+{RANGE}(?P<label>\d{{1,2}}){NOT_ITS_OWN}{ENDS}")
RECOMMENDATION = re.compile(rf"\b(?P<kind>[Rr]ecommendation)s?\s+{RANGE}R?(?P<label>\d{{1,2}}){NOT_ITS_OWN}")
CODE = re.compile(r"(?<![\w(/.-])(?P<kind>R)(?P<label>\d{1,2})\b(?![\w./-])")
TITLED = re.compile(
    r"\b(?P<kind>Objective|Priority|Theme|Outcome|Option|Risk|Aim|Strand|Workstream|Action)\s+(?P<label>\d{1,2})\b(?!\.\d|\s*(?:of|to|from|in)\b|\s?[:–—(%-])"
)
ITEM = re.compile(
    rf"\b(?:under|see|at|in|with|on|to)\s+(?:agenda\s+)?(?P<kind>[Ii]tem)\s+(?P<label>\d{{1,2}}){NOT_ITS_OWN}(?=\s*(?:[.,;:)]|above|below|$|(?:is|are|was|were|would|will|and|on|had|has)\b))"
)
CAPTIONED = ("table", "figure", "chart")
CAPTION = re.compile(
    r"^[\s#*|]*(?:Section \d+\.\s+|\(?\d{1,3}(?:\.\d{1,3})*\\?[.)]?\s+[*_]*)?(?P<kind>Table|Figure|Chart)\s+(?P<label>\d{1,2})\b(?=\s*(?:[:.–—|-]|$|\t|(?-i:[A-Z*(])))",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:Act|Code|PACE|Regulations?|Order|Schedule|Directive|guidance|protocol|constitution|standing orders|financial regulations|officer['’]s report|Treasurer|Inspectorate|HMIC\w*|IOPC|NAO|CIPFA|previous report|earlier report|last report|that report|national report|strategy document|website|online|published separately|circulated|separate|background paper|exempt|legislation|statute|agenda|s\.\s?\d|minutes?|previous|last meeting|last year|contract|lease|licen[cs]e|agreement|Framework|NPPF|Plan)\b"
)
MINUTES = re.compile(
    r"\bRESOLVED\b|^\W*Resolved(?:\s+(?:that|unanimously)\b|:|,)|^[\W\d]*(?:MINUTES?|Minutes?) (?:OF|of) (?:(?:THE|the|a|A)\b|(?:MEETING|[Mm]eeting))|\bMembers? noted\b"
)
FURTHEST = {"section": 5, "part": 5, "chapter": 5, "item": 10, "r": 3}
"""How far beyond the last of its kind a reference may be, and still be a slip and not another paper's: else 20."""
AGENDA = re.compile(r"^\W*(?:\d+\W+)?agenda\W*$", re.IGNORECASE)
TITLE = re.compile(TITLED.pattern.partition("(?!")[0] + r"\*{0,2}(?=\s*(?:[:–—|.(-]|$)|\t|\s{2}|\s+[A-Z])")
MOST_BEYOND = 3
"""How far beyond the last objective, risk or theme a reference may be."""
TOPIC = re.compile(r"[A-Za-z]{5,}")


def check_references(reading: Reading) -> Iterator[Judgement]:
    """References whose kind of item the document numbers from the first on without a gap, and ends before them."""
    lines = reading.document.lines
    items = read_items(lines, {cell.line.number for table in reading.tables for row in table.rows for cell in row})
    minutes = any(MINUTES.search(line.text) for line in lines)
    if minutes:  # minutes speak of the papers before them: only what they number and name themselves
        if items.sections:
            yield from _judge(lines, ITEM, items.sections, items)
        yield from _appendices(lines, items, named=True)
        return
    yield from _appendices(lines, items, named=not items.listed and len(items.appendices) < 2)
    if items.sections:
        yield from _judge(lines, SECTION, items.sections, items)
    if items.paragraphs and (items.paragraphs >= 5 or items.paragraphs == items.sections):
        yield from _judge(lines, PARAGRAPH, items.paragraphs, items)
    if items.sections and any(AGENDA.match(line.text) for line in lines):
        yield from _judge(lines, ITEM, items.sections, items)
    yield from _judge_all(lines, RECOMMENDATION, items.recommendations, 2, items.titles)
    if any(CODED.match(line.text) for line in lines):
        yield from _judge_all(lines, CODE, items.recommendations, 3, items.titles)
    yield from _titled(lines)
    yield from _captioned(lines, fewest=1 if len(reading.tables) <= 1 else 2)


def _captioned(lines: tuple[Line, ...], fewest: int) -> Iterator[Judgement]:
    """References to tables, figures and charts; `fewest`: how many captions of tables show that each has its own."""
    captions = [(line.number, match) for line in lines if (match := CAPTION.match(line.text))]
    for kind in CAPTIONED:
        own = {number: int(match["label"]) for number, match in captions if match["kind"].lower() == kind}
        known = set(own.values())
        whole = len(known) >= (fewest if kind == "table" else 2) and known == set(range(1, len(known) + 1))

        def fits(label: str, known: set[int] = known) -> bool:
            return int(label) in known

        def unsure(_: str, whole: bool = whole) -> bool:
            return not whole

        pattern = re.compile(
            rf"\b(?P<kind>(?i:{kind[0]}){kind[1:]})\s+(?P<label>\d{{1,2}})\b(?!\.\d|[a-z]|\s*(?:of|to|from)\b)"
        )
        yield from _find(lines, pattern, fits, unsure, len(known), skip=set(own))


def _titled(lines: tuple[Line, ...]) -> Iterator[Judgement]:
    """References to objectives, risks, themes and their like, of which the document titles each from the first on."""
    opened: dict[str, set[int]] = {}
    titles: set[int] = set()
    for line in lines:
        for match in TITLE.finditer(line.text):
            if _opens_cell(line.text[: match.start()]):
                titles.add(line.number)
                opened.setdefault(match["kind"], set()).add(int(match["label"]))
    for kind, known in opened.items():
        if len(known) < 3 or known != set(range(1, len(known) + 1)):
            continue

        def fits(label: str, known: set[int] = known) -> bool:
            return int(label) in known

        def beyond(label: str, known: set[int] = known) -> bool:
            return int(label) > len(known) + MOST_BEYOND

        pattern = re.compile(TITLED.pattern.replace("Objective|Priority|Theme|Outcome|Option|Risk|Aim|Strand|Workstream|Action", kind))  # fmt: skip
        yield from _find(lines, pattern, fits, beyond, len(known), skip=titles)


def _opens_cell(before: str) -> bool:
    """Whether what follows `before` opens a line or a cell of its row: a mark of a list may stand between."""
    rest = before.rstrip(" \t\xa0#*•-")
    return not rest or rest[-1] == "|" or re.search(r"\t|\s\s", before[len(rest) :]) is not None


def _judge(lines: tuple[Line, ...], pattern: re.Pattern[str], last: int, items: Items) -> Iterator[Judgement]:
    """References to plain numbers: one that opens a line anywhere may be meant."""
    yield from _find(lines, pattern, lambda label: int(label) <= last, lambda label: int(label) in items.openings, last)


def _judge_all(
    lines: tuple[Line, ...], pattern: re.Pattern[str], known: set[int], least: int, titles: set[int]
) -> Iterator[Judgement]:  # fmt: skip
    if len(known) >= least and known == set(range(1, max(known) + 1)):
        yield from _find(lines, pattern, lambda label: int(label) in known, lambda _: False, max(known), skip=titles)


def _appendices(lines: tuple[Line, ...], items: Items, *, named: bool) -> Iterator[Judgement]:
    """Appendices lettered or numbered without a gap; `named`: only where the words before the reference are another's title."""
    for lettered in (True, False):
        known = sorted((label for label in items.appendices if label.isalpha() == lettered), key=_ordinal)
        if not known or [_ordinal(label) for label in known] != list(range(1, len(known) + 1)):
            continue

        def fits(label: str, known: list[str] = known, lettered: bool = lettered) -> bool:
            return label in known or label.isalpha() != lettered

        titles = " ".join(items.appendices[label] for label in known) if named else None
        yield from _find(
            lines, APPENDIX, fits, lambda _: False, len(known), skip=items.titles, shown=known, titles=titles
        )


def _ordinal(label: str) -> int:
    return int(label) if label.isdigit() else ord(label) - 64


def _find(
    lines: tuple[Line, ...], pattern: re.Pattern[str], fits: Callable[[str], bool], opens: Callable[[str], bool], last: int,
    *, skip: set[int] | None = None, shown: list[str] | None = None, titles: str | None = None,
) -> Iterator[Judgement]:  # fmt: skip
    """Every reference judged; one finding an item that is missing, with all its places."""
    missing: dict[tuple[str, str], list[Place]] = {}
    for line in lines:
        for match in pattern.finditer(line.text) if line.number not in (skip or ()) else ():
            name, label = match["kind"].lower().rstrip("."), match["label"]
            if fits(label):
                yield Judgement(
                    Verdict.CONSISTENT, "cross_reference", (_place(line, match),), f"{name} {label} is there"
                )
            elif (
                _ordinal(label) <= last + FURTHEST.get(name, 20)
                and not opens(label)
                and not is_elsewhere(line, match)
                and (titles is None or _names(titles, line.text[max(0, match.start() - 60) : match.start()]))
            ):
                missing.setdefault((name, label), []).append(_place(line, match))
    for (name, label), places in missing.items():
        said, there = f"{name} {label}", ", ".join(shown) if shown else f"1 to {last}"
        yield Judgement(
            Verdict.WRONG, "cross_reference", tuple(places), f"there is no {said}: the document has {there}", said, f"{name} {there}",
        )  # fmt: skip


def _place(line: Line, match: re.Match[str]) -> Place:
    return Place(line.number, match.start("kind"), line.text[match.start("kind") : match.end("label")], line.page)


def _names(titles: str, before: str) -> bool:
    """Whether the words just before a reference share a telling word with the titles of what there is."""
    words = {word.lower() for word in TOPIC.findall(before)[-4:]}
    return bool(words & {word.lower() for word in TOPIC.findall(titles)})


def is_elsewhere(line: Line, match: re.Match[str]) -> bool:
    """Whether the words about a reference speak of an Act, a code or another paper."""
    before = re.split(r"(?<=[.!?])\s+(?=[A-Z])", line.text[max(0, match.start() - 90) : match.start()])[-1]
    near = before + re.split(r"(?<=[.!?])\s+(?=[A-Z])", line.text[match.start() : match.end() + 70])[0]
    return bool(
        ELSEWHERE.search(near)
        or re.match(r"\s*(?:of|in|to)\s+(?:the|that|this|our|its|a|an)\b", line.text[match.end() :])
    )
