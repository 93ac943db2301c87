"""Figures that sentences and tables tell by name: what of, for which period, and in which of a few plain forms."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.grids import Grid, read_grid
from openscrutiny.claims.reading.passages import Line, Sentence
from openscrutiny.claims.reading.quantities import MONTHS, Quantity, find_quantities
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Place

PERIOD = (
    rf"(?:(?:the\s)?year\sto\sdate,?\s)?(?:(?:Q|Quarter\s)[1-4]\s(?:of\s)?20\d\d(?:/\d\d)?|20\d\d/\d\d"
    rf"|(?:{MONTHS}\s(?:20\d\d\s)?to\s)?{MONTHS}\s20\d\d)"
)
WHOLE_PERIOD = re.compile(PERIOD, re.IGNORECASE)
NAME = r"\W*(?P<name>[A-Z][^{}.;:“”]*?)"
SUBJECT = re.compile(
    rf"{NAME}(?: (?P<verb>came to|stood at|totalled|numbered|amounted to|accounted for|did not change|hardly changed"
    r"|saw|rose|fell)\b)(?P<area> (?:most|as much) in [A-Z][^{},()]*?(?=,? by \{| \())?"
)
LEVEL = re.compile(
    rf"(?:\bcame to|\bstood at|\btotalled|\bnumbered|\bamounted to|\bto|\bfrom|\bchanged:|\band) \{{\w(?P<figure>\d+)\}}"
    rf"(?: \([^()]*\))*,? (?:in|for) (?P<period>{PERIOD})",
    re.IGNORECASE,
)
SHARE = re.compile(
    rf"\baccounted for (?:less than )?\{{P\d+\}} \(\{{N(?P<figure>\d+)\}}\) of the \{{N(?P<whole>\d+)\}}(?: \([a-z]+\))? counted under"
    rf" (?P<of>[^{{}}]+?) in (?P<period>{PERIOD})"
)
LIMITS = re.compile(r"\blimits,? \{\w(?P<lower>\d+)\} to \{\w(?P<upper>\d+)\}")
AIM = re.compile(r"\b(?:aim|target) of \{\w(?P<figure>\d+)\} or (?:fewer|less|lower|more|higher|better)\b")
TARGET = re.compile(r"\btarget of \{\w(?P<figure>\d+)\}")
JUDGED = re.compile(
    rf"\bAim (?:not )?met in (?P<period>{PERIOD})(?:: \{{\w(?P<figure>\d+)\}} against \{{\w(?P<aim>\d+)\}})?"
)
CHANGES = re.compile(
    r"(?:\{P(?P<percent>\d+)\} \(\{N(?P<count>\d+)\}\)|\{[NP](?P<alone>\d+)\}(?:-point)?) (?:increase|decrease)"
    r" on (?P<on>the (?:previous|same) \w+(?: (?:of )?last year)?)"
    r"|(?:increase|decrease) of (?:less than )?(?:\{P(?P<of_percent>\d+)\} \(\{N(?P<of_count>\d+)\}\)|\{N(?P<of_alone>\d+)\})"
    r" on (?P<of_on>the (?:previous|same) \w+(?: (?:of )?last year)?)"
)
TITLED = re.compile(
    r"(?:Data table: )?(?P<name>[A-Z][^{}.;:]*?) (?:by (?P<by>\w+)|rose|fell|came to|did not change|hardly changed)\b"
)
"""The line over a table that says what it is of."""
TITLES_WITHIN = 40
"""Lines over a table in which a chart's title, of the same parts as the table, names it."""
STRIP = re.compile(rf"\s*(?P<figure>\d[\d,.]*%?)(?: \([pr]\))? (?P<period>{PERIOD})\s*", re.IGNORECASE)
ARROW = re.compile(rf"[▲▼] [\d,.%]+(?: \([\d,]+\))? on (?P<period>{PERIOD})", re.IGNORECASE)
STRIP_ABOVE = 120
"""Lines over its words within which a strip of figures stands."""
LIMIT_COLUMN = re.compile(r"\s*(?P<end>lower|upper) (?:control )?limit\s*", re.IGNORECASE)
FIGURE_COLUMN = re.compile(r"\s*(?:figure|number|count|total)\s*", re.IGNORECASE)
MARKED = re.compile(r"\s*(?:provisional|revised|\[?\(?[pr]\)?\]?)\s*$", re.IGNORECASE)
SMALL_WORDS = frozenset(["a", "an", "the", "of", "in", "and", "or", "for", "at", "by", "on", "most", "as", "much"])
WORDS_OF_KIND = frozenset(["crime", "offence", "incident", "crimed", "case", "all", "report"])
"""Words that a name in a sentence has and the same name over a column has not."""
FOLLOWING = 6
"""Sentences within which one that opens with a period goes on about what was named before."""

Name = frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as it is told. `kind` is level, lower, upper, aim, or a change on a period; `names` are alternatives."""

    names: tuple[Name, ...]
    period: str
    kind: str
    figure: Quantity
    place: Place
    sentence: Sentence | None = None  # none for a table's cell


def read_name(text: str) -> Name:
    """The words of a name, plural or singular, in any order."""
    words = (re.sub(r"(?:ies|y)$", "y", word) for word in re.findall(r"[a-z]+", text.lower()))
    return frozenset(re.sub(r"(?<=[a-z]{3})s$", "", word) for word in words if word not in SMALL_WORDS)


def read_period(text: str) -> str:
    """A period in one manner of writing; empty where the text is no period and nothing else."""
    while MARKED.search(text):
        text = MARKED.sub("", text)
    if not WHOLE_PERIOD.fullmatch(text.strip()):
        return ""
    text = re.sub(r"^\s*(?:the\s)?year\sto\sdate,?\s", "", text.lower())
    text = re.sub(
        r"([a-z]{3})[a-z]+", r"\1", re.sub(r"quarter\s|\bof\s", lambda m: "q" if m[0][0] == "q" else "", text)
    )
    return re.sub(r"\s+", " ", re.sub(r"20(?=\d\d)", "", text)).strip()


def find_told(reading: Reading) -> Iterator[Told]:
    """Every figure told by name, of sentences and of tables."""
    spoken = list(_in_sentences(reading.sentences))
    yield from spoken
    lines = reading.document.lines
    yield from _in_strips(lines, [one for one in spoken if one.kind == "level"])
    for table in reading.tables:
        grid = read_grid(table)
        if grid:
            above = [line.text for line in lines[max(0, table.first_line - 1 - TITLES_WITHIN) : table.first_line - 1]]
            yield from _in_table(grid, _list_titles(grid, above), spoken)


def _in_sentences(sentences: list[Sentence]) -> Iterator[Told]:
    name: Name = frozenset()
    spoken, target = -1, ""
    waiting: list[tuple[Sentence, str, str, str]] = []  # what stands over the sentence that names what it is of
    for sentence in sentences:
        if sentence.in_table:
            continue
        text, _ = template(sentence)
        if found := TARGET.search(text):
            target, stated = found["figure"], sentence
        if judged := JUDGED.search(text):
            period = read_period(judged["period"])
            if judged["aim"]:
                waiting = [(sentence, judged["figure"], period, "level"), (sentence, judged["aim"], period, "aim")]
            elif target:
                waiting = [(stated, target, period, "aim")]
            target = ""
        if subject := SUBJECT.match(text):
            name, spoken = read_name(subject["name"] + (subject["area"] or "")), sentence.index
            yield from _of_subject(sentence, text, name)
            yield from (_tell(of, figure, name, period, kind) for of, figure, period, kind in waiting)
            waiting = []
        elif 0 <= sentence.index - spoken <= FOLLOWING and (opening := WHOLE_PERIOD.match(text.lstrip())):
            yield from _limits(sentence, text, name, read_period(opening[0]))


def _of_subject(sentence: Sentence, text: str, name: Name) -> Iterator[Told]:
    periods = []
    for match in LEVEL.finditer(text):
        periods.append(read_period(match["period"]))
        yield _tell(sentence, match["figure"], name, periods[-1], "level")
    for match in SHARE.finditer(text):
        periods.append(read_period(match["period"]))
        yield _tell(sentence, match["figure"], name, periods[-1], "level")
        yield _tell(sentence, match["whole"], read_name(match["of"]), periods[-1], "level")
    for match in CHANGES.finditer(text):
        on = match["on"] or match["of_on"]
        for part in ("percent", "count", "alone"):
            figure = match[part] or match[f"of_{part}"]
            if figure is not None:
                yield _tell(sentence, figure, name, on, "change")
    if periods:
        yield from _limits(sentence, text, name, periods[0])
        for match in AIM.finditer(text):
            yield _tell(sentence, match["figure"], name, periods[0], "aim")


def _limits(sentence: Sentence, text: str, name: Name, period: str) -> Iterator[Told]:
    for match in LIMITS.finditer(text):
        for end in ("lower", "upper"):
            yield _tell(sentence, match[end], name, period, end)


def _tell(sentence: Sentence, number: str, name: Name, period: str, kind: str) -> Told:
    figure = sentence.quantities[int(number)]
    return Told((name,), period, kind, figure, sentence.place(figure.start, figure.end), sentence)


def _in_strips(lines: Sequence[Line], spoken: Sequence[Told]) -> Iterator[Told]:
    """`572 (p) Q2 2020/21` and `▲ 21% (99) on Q1 2020/21`, over the words that name what they are of."""
    starts = [one.place.line for one in spoken]
    for line in lines:
        level = STRIP.fullmatch(line.text)
        arrows = list(ARROW.finditer(line.text)) if "▲" in line.text or "▼" in line.text else []
        at = bisect_right(starts, line.number) if level or arrows else len(spoken)
        if at == len(spoken) or starts[at] > line.number + STRIP_ABOVE:
            continue
        named = spoken[at]
        for quantity in find_quantities(line.text):
            place = Place(line.number, quantity.start, line.text[quantity.start : quantity.end], line.page)
            if level and quantity.start == level.start("figure"):
                yield Told(named.names, read_period(level["period"]), "level", quantity, place)
            for match in arrows:
                if match.start() < quantity.start < match.start("period"):
                    on = _say_on(named.period, read_period(match["period"]))
                    yield Told(named.names, on, "change", quantity, place)


def _say_on(period: str, earlier: str) -> str:
    """How a sentence names what a change is on: the same of last year, or what goes before."""
    grain = "quarter" if period.startswith("q") else "month" if period[:1].isalpha() else "year"
    same = grain != "year" and period.partition(" ")[0] == earlier.partition(" ")[0]
    return f"the same {grain} last year" if same else f"the previous {grain}"


def _list_titles(grid: Grid, above: Sequence[str]) -> tuple[Name, ...]:
    """What the lines over a table say that it is of: those next to it, and a chart's of the same parts farther up."""
    near = [text for text in grid.table.headings[-3:] if not text.endswith(".")]  # a title is no sentence
    titles = [match for text in near if (match := TITLED.match(text))]
    parts = titles[-1]["by"] if titles else None
    if parts:
        far = [match for text in above if (match := TITLED.match(text)) and match["by"] == parts]
        titles += far[-1:]
    return tuple(dict.fromkeys(read_name(match["name"]) for match in titles))


def _in_table(grid: Grid, titles: tuple[Name, ...], spoken: Sequence[Told]) -> Iterator[Told]:
    periods = [read_period(name) for name in grid.columns]
    over = WHOLE_PERIOD.search(grid.table.caption)
    for r, label in enumerate(grid.rows):
        of_row, month = read_name(label), read_period(label)
        whole = r == len(grid.rows) - 1 and _is_whole(grid, r, titles, periods, spoken)
        for c, cell in enumerate(grid.cells[r]):
            if cell is None or cell.number is None:
                continue
            if month and titles and FIGURE_COLUMN.fullmatch(grid.columns[c]):
                yield Told(titles, month, "level", cell.number, cell.place)
            elif of_row and periods[c]:
                names = (of_row, *(title | of_row for title in titles), *(titles if whole else ()))
                yield Told(names, periods[c], "level", cell.number, cell.place)
            elif of_row and over and (limit := LIMIT_COLUMN.fullmatch(grid.columns[c])):
                yield Told((of_row,), read_period(over[0]), limit["end"].lower(), cell.number, cell.place)


def _is_whole(grid: Grid, row: int, titles: tuple[Name, ...], periods: Sequence[str], spoken: Sequence[Told]) -> bool:
    """Whether a last row is what the table is of, and no part: a sentence gives its figure for one of the periods."""
    return any(
        one.kind == "level" and one.period == periods[c] and is_called(one.names[0], titles) and cell.number.true.meets(one.figure.true)
        for one in spoken for c, cell in enumerate(grid.cells[row]) if cell and cell.number and periods[c]
    )  # fmt: skip


def is_called(name: Name, others: Iterable[Name]) -> bool:
    """Whether a name is one of others, but for the words of its kind."""
    telling = name - WORDS_OF_KIND
    return any(name == other or (telling and telling == other - WORDS_OF_KIND) for other in others)
