"""Changes stated in prose: a percentage with its count, its values, or the row of a table it was taken from."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openscrutiny.claims.directions import DIRECTION, DOWN, UP, percent_meets, template
from openscrutiny.claims.passages import Sentence
from openscrutiny.claims.prose_levels import find_levels
from openscrutiny.claims.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading import Reading, Row
from openscrutiny.claims.tables import Table
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

SPLIT = re.compile(
    r"[;:]|,\s+(?=(?:but|while|whilst|however|and|yet|although|with|compared)\b)|\b(?:but|whilst|while|however|although|whereas|yet)\b"
    r"|\band\b(?=\s+(?:a|an|the|is|are|was|were|there|remains?|now|by|also)\b)|,(?=\s+(?:noticeably|notably|including|particularly)\b)",
    re.IGNORECASE,
)
COMPARATOR = re.compile(
    r"(?P<last_year>(?:same|corresponding|equivalent)\s+(?:quarter|period|month|time|point)(?:\s+(?:of|in|the))*\s+(?:last|previous|prior|\d)"
    r"|last year|previous year|prior year|year[\s-]on[\s-]year|a year (?:ago|earlier)|same (?:quarter|period|month))"
    r"|(?P<previous_quarter>(?:previous|last|prior|preceding)\s+(?:quarter|qtr)|quarter[\s-]on[\s-]quarter)"
    r"|(?P<previous_month>(?:previous|last|prior|preceding)\s+month|month[\s-]on[\s-]month)",
    re.IGNORECASE,
)
INSIDE = r"(?:[a-z'’]+\s+){0,4}"


@dataclass(frozen=True)
class Change:
    """A change as printed. `before` and `after` are where the sentence gives them."""

    sentence: Sentence
    clause: tuple[int, int]
    direction: int  # 1 up, -1 down, 0 not said
    word: str
    percent: Quantity | None
    count: Quantity | None
    before: Quantity | None
    after: Quantity | None
    comparator: str

    @property
    def parts(self) -> list[Quantity]:
        found = [q for q in (self.percent, self.count, self.before, self.after) if q]
        return sorted(found, key=lambda q: q.start)

    @property
    def place(self) -> Place:
        starts = [q.start for q in self.parts]
        ends = [q.end for q in self.parts]
        return self.sentence.place(
            max(self.clause[0], min(starts)), min(self.clause[1], max(max(ends) + 40, max(ends)))
        )

    @property
    def places(self) -> tuple[Place, ...]:
        start = self.clause[0]
        while start < self.clause[1] and not self.sentence.text[start].isalnum():
            start += 1
        return (self.sentence.place(start, self.clause[1]),)

    @property
    def printed(self) -> str:
        return " ".join(q.text for q in self.parts)


PERCENT_COUNT = re.compile(
    r"\{P(\d+)\}\s*,?\s*(?:[\(\[]\s*(?:n\s*=\s*|by\s+|or\s+|an?\s+(?:extra|additional)\s+)?[+\-−–]?\{[NM](\d+)\}(?:\s+[a-z\s]{1,40})?[\)\]]|or\s+\{[NM](\d+)\})"
)
COUNT_PERCENT = re.compile(
    r"\{[NM](\d+)\}(?:\s+[a-z'’\-]+){0,5}\s*,?\s*[\(\[]\s*(?:or\s+|a\s+|an\s+|by\s+)?[+\-−–]?\{P(\d+)\}(?:\s+[a-z\s]{1,30})?[\)\]]|\{[NM](\d+)\}(?:\s+[a-z]+){0,3}\s*,?\s+or\s+\{P(\d+)\}"
)
BOTH_INSIDE = re.compile(
    r"[\(\[]\s*[+\-−–]?\{(?:P(\d+)|[NM](\d+))\}\s*[,;/]\s*(?:or\s+)?[+\-−–]?\{(?:P(\d+)|[NM](\d+))\}\s*[\)\]]"
)
FROM_TO = re.compile(
    rf"\bfrom\s+(?:an?\s+)?{INSIDE}\{{([PNM])(\d+)\}}(?:\s+(?:(?!\band\b|\bwhile\b)[^{{}}.;]){{0,60}}?)?\s*,?\s*(?:up\s+|down\s+)?\bto\s+{INSIDE}\{{([PNM])(\d+)\}}",
    re.IGNORECASE,
)
TO_FROM = re.compile(
    rf"\bto\s+{INSIDE}\{{([PNM])(\d+)\}}(?:\s+(?:(?!\band\b|\bwhile\b)[^{{}}.;]){{0,60}}?)?\s*,?\s*(?:up\s+|down\s+)?\bfrom\s+{INSIDE}\{{([PNM])(\d+)\}}",
    re.IGNORECASE,
)
AGAINST = re.compile(
    r"\{([PNM])(\d+)\}(?:[^{}.;]{0,80}?)\b(?:compared\s+(?:to|with)|against|versus|vs\.?|(?:up|down)\s+from|in comparison (?:to|with)|than the)\s+"
    r"(?:[^{}.;,]{0,60}?)\{([PNM])(\d+)\}(?!\s+(?:of which|target))",
    re.IGNORECASE,
)


def find_changes(sentence: Sentence) -> list[Change]:
    """Every change with a direction that a sentence states."""
    quantities = sentence.quantities
    if not quantities:
        return []
    text, origin = template(sentence)
    cuts = [0, *(match.start() for match in SPLIT.finditer(text) if _cuts(text, match)), len(text)]
    changes: list[Change] = []
    for start, end in itertools.pairwise(cuts):
        clause = text[start:end]
        span = (origin[start], origin[end] if end < len(origin) else len(sentence.text))
        changes += _clause_changes(sentence, clause, span, text)
    return changes


def _cuts(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    return before.count("(") <= before.count(")")


def _clause_changes(sentence: Sentence, clause: str, span: tuple[int, int], whole: str) -> Iterator[Change]:
    quantities = sentence.quantities
    directions = list(DIRECTION.finditer(clause))
    pairs: list[tuple[int, int | None, int, int]] = []  # percent, count, start, end
    used: set[int] = set()
    for pattern, percent_first in ((PERCENT_COUNT, True), (BOTH_INSIDE, None), (COUNT_PERCENT, False)):
        for match in pattern.finditer(clause):
            groups = match.groups()
            if percent_first is None:
                percent = groups[0] or groups[2]
                count = groups[1] or groups[3]
            elif percent_first:
                percent, count = groups[0], groups[1] or groups[2]
            else:
                count, percent = groups[0] or groups[2], groups[1] or groups[3]
            if percent and count and not {int(percent), int(count)} & used:
                used |= {int(percent), int(count)}
                pairs.append((int(percent), int(count), match.start(), match.end()))
    ends = _ends(clause)
    taken = {i for pair in ends for i in pair}
    shares = [pair for pair in pairs if pair[1] in taken]  # "from 1,020 (24%) to 1,110 (26%)": shares, not changes
    pairs = [pair for pair in pairs if pair[1] not in taken]
    comparator = COMPARATOR.search(clause)
    kind = comparator.lastgroup or "" if comparator else ""
    if not pairs and not shares:
        for match in re.finditer(r"\{P(\d+)\}", clause):
            if int(match[1]) not in taken:
                pairs.append((int(match[1]), None, match.start(), match.end()))
        if len(pairs) > 1:
            pairs = []
    before = after = None
    if len(ends) == 1:
        before, after = quantities[ends[0][0]], quantities[ends[0][1]]
    pairs = [pair for pair in pairs if pair[1] is not None or _belongs(clause, pair[2], pair[3])]
    if not pairs and before and after and directions:
        near = directions[0]
        counts = [int(m[1]) for m in re.finditer(r"\{[NM](\d+)\}", clause) if int(m[1]) not in ends[0]]
        by = re.search(rf"(?:\bby|\b(?:{UP}|{DOWN})\s+of)\s+\{{[NM](\d+)\}}", clause, re.IGNORECASE)
        count = quantities[int(by[1])] if by and int(by[1]) in counts else None
        yield Change(sentence, span, _sign(near), near[0], None, count, before, after, kind)
    for percent, count_index, start, end in pairs:
        near_direction = _nearest(directions, start, end, clause)
        direction = _sign(near_direction) if near_direction else 0
        p, c = quantities[percent], quantities[count_index] if count_index is not None else None
        if not direction and (p.signed and p.value):
            direction = 1 if p.value > 0 else -1
        if not direction or (c is None and (before is None or after is None)):
            continue
        own = before is not None and len(pairs) == 1
        yield Change(
            sentence, span, direction, near_direction[0] if near_direction else p.text, p, c,
            before if own else None, after if own else None, kind,
        )  # fmt: skip


def _ends(clause: str) -> list[tuple[int, int]]:
    """(before, after) pairs of quantity numbers, of one unit."""
    found = []
    for pattern, flip in ((FROM_TO, False), (TO_FROM, True), (AGAINST, True)):
        for match in pattern.finditer(clause):
            if match[1] == match[3]:
                first, second = int(match[2]), int(match[4])
                found.append((second, first) if flip else (first, second))
        if found:
            return found
    return found


def _sign(match: re.Match[str]) -> int:
    return 1 if match["up"] or match["uparrow"] else -1


def _nearest(directions: list[re.Match[str]], start: int, end: int, clause: str) -> re.Match[str] | None:
    """The direction word of a percentage: just after it ("a 5% rise"), else the nearest before ("rose by 5%")."""
    best, distance = None, 60
    for match in directions:
        gap = match.start() - end if match.start() >= end else start - match.end() + 1
        between = clause[end : match.start()] if match.start() >= end else clause[match.end() : start]
        if "{" in between and match.start() >= end:
            continue
        if 0 <= gap < distance:
            best, distance = match, gap
    return best


def _belongs(clause: str, start: int, end: int) -> bool:
    """Whether a lone percentage is the size of the change: "a 5% rise", "by 5%", "(5%)", "up 5%", "5% higher"."""
    before, after = clause[:start], clause[end:]
    if re.match(r"\s*(?:target|standard|ambition|threshold|confidence|of\b|average)", after):
        return False
    return bool(
        re.search(
            rf"(?:\bby|\bof|\(|\b(?:{UP}|{DOWN})|[↑↓])\s*(?:a further\s+|an?\s+)?[+\-−–]?$", before, re.IGNORECASE
        )
        or re.match(rf"\)?\s*(?:points?\s+)?(?:[a-z]+\s+){{0,2}}(?:{UP}|{DOWN})\b", after, re.IGNORECASE)
    )


def check_changes(reading: Reading) -> Iterator[Judgement]:
    """Judges every stated change by itself, then against the table rows it may have come from."""
    for sentence in reading.sentences:
        stated, spans = find_levels(sentence)
        yield from stated
        changes = [
            change for change in find_changes(sentence)
            if not any(start <= part.start < end for part in change.parts for start, end in spans)
        ]  # fmt: skip
        if not changes:
            continue
        pins = [_pin(change, reading) for change in changes]
        current = next((pin[1] for pin in pins if pin), None)
        for change, pin in zip(changes, pins, strict=True):
            yield _judge(change, pin, current, reading)


Pin = tuple[float, float, Row]
"""(before, after, row): two figures of one row that differ by the stated count."""


def _judge(change: Change, pin: Pin | None, current: float | None, reading: Reading) -> Judgement:
    if change.before and change.after:
        return _judge_values(change)
    assert change.percent
    assert change.count
    count, percent = change.count, change.percent
    by_level = _level(change)
    if pin:
        return _judge_base(
            change, pin[0], pin[1], f"{pin[2].label}: {_n(pin[1])} against {_n(pin[0])}", (pin[2],), reading
        )
    if by_level is not None:
        before = by_level - change.direction * abs(count.value)
        return _judge_base(change, before, by_level, f"now {_n(by_level)}", (), reading)
    if current is not None:
        before = current - change.direction * abs(count.value)
        return _judge_base(
            change,
            before,
            current,
            f"the same sentence and its table make the latest figure {_n(current)}",
            (),
            reading,
        )
    flat = _flat_row(change, reading) or _wrong_period(change, reading)
    if flat:
        return flat
    return _judge_alone(change, percent, count)


def _n(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _judge_base(
    change: Change, before: float, after: float, working: str, rows: tuple[Row, ...], reading: Reading
) -> Judgement:
    count, percent = change.count, change.percent
    assert count
    assert percent
    amount = Interval(min(abs(count.true.low), abs(count.true.high)), max(abs(count.true.low), abs(count.true.high)))
    true = ratio(amount, Interval(before, before)) if before > 0 else None
    places = change.places
    if true is None:
        return Judgement(Verdict.CANNOT_TELL, "change", places, "the base is nought", change.printed)
    middle = abs(count.value) / before * 100
    arithmetic = f"{count.text} / {_n(before)} = {middle:.1f}% ({working})"
    if percent_meets(percent, true):
        return Judgement(Verdict.CONSISTENT, "change", places, arithmetic)
    extra = tuple(_row_places(rows, before, after))
    return Judgement(
        Verdict.WRONG, "change", (*places, *extra),
        f"printed as {percent.text}; {arithmetic}", f"{percent.text} ({count.text})",
        f"{_percent(middle, percent)} ({count.text})", _likely(change, before, after, pinned=bool(rows)),
    )  # fmt: skip


def _percent(value: float, like: Quantity) -> str:
    return f"{value + 1e-9:.{like.places}f}%"


def _row_places(rows: tuple[Row, ...], *values: float) -> Iterator[Place]:
    for row in rows:
        for value, cell in row.numbers:
            if value in values:
                yield cell.place


def _likely(change: Change, before: float, after: float, *, pinned: bool) -> str:
    assert change.percent
    assert change.count
    amount = Interval(abs(change.count.value), abs(change.count.value))

    def fits(base: float) -> bool:
        share = ratio(amount, Interval(base, base)) if base > 0 else None
        return bool(share and percent_meets(change.percent, share))  # type: ignore[arg-type]

    if fits(after):
        return f"divided by the latest figure, {_n(after)}, not by the earlier one"
    for sibling in find_changes(change.sentence):
        if sibling.count and sibling.count is not change.count:
            base = after - sibling.direction * abs(sibling.count.value)
            if fits(base):
                named = sibling.comparator.replace("_", " ") or "other comparison"
                return f"divided by the figure of the {named}, {_n(base)}"
    other = after + change.direction * abs(change.count.value)
    if not pinned and fits(other):
        word = "an increase" if change.direction < 0 else "a decrease"
        return (
            f"{change.percent.text} fits {word} of {change.count.text} from {_n(other)}: the direction is the wrong way"
        )
    digits = f"{abs(change.count.value) / before * 100:.0f}"
    if sorted(digits) == sorted(f"{abs(change.percent.value):.0f}"):
        return "digits changed round"
    return ""


def _judge_values(change: Change) -> Judgement:
    before, after, percent, count = change.before, change.after, change.percent, change.count
    assert before
    assert after
    places = change.places
    difference = after.true - before.true
    sign = 1 if difference.low > 0 else -1 if difference.high < 0 else 0
    working = f"{before.text} to {after.text}"
    if sign and sign != change.direction:
        return Judgement(
            Verdict.WRONG, "direction", places, f"'{change.word}', but {working} is {'a rise' if sign > 0 else 'a fall'}",
            change.word, "increase" if sign > 0 else "decrease", "the direction is the wrong way",
        )  # fmt: skip
    wide = Interval(min(abs(difference.low), abs(difference.high)), max(abs(difference.low), abs(difference.high)))
    if difference.low <= 0 <= difference.high:
        wide = Interval(0, wide.high)
    if count and count.unit == before.unit and not _count_meets(count, wide):
        should = abs(after.value - before.value)
        return Judgement(
            Verdict.WRONG, "change", places, f"printed as {count.text}; {working} is {_n(round(should, 6))}", count.text,
            _n(round(should, 6)),
        )  # fmt: skip
    if percent is None:
        return Judgement(
            Verdict.CONSISTENT, "direction" if not count else "change", places, f"{working}: {change.word}"
        )
    relative = ratio(wide, before.true) if before.true.low > 0 else None
    points = before.unit == "%"
    if points and percent_meets(percent, wide):
        return Judgement(Verdict.CONSISTENT, "change", places, f"{working} is {percent.text} in percentage points")
    if relative is None:
        return Judgement(Verdict.CANNOT_TELL, "change", places, "the base is nought", change.printed)
    if not percent.points and percent_meets(percent, relative):
        return Judgement(Verdict.CONSISTENT, "change", places, f"{working} is a change of {percent.text}")
    middle = abs(after.value - before.value) / before.value * 100
    other = ratio(wide, after.true) if after.true.low > 0 else None
    mistake = "divided by the later figure, not by the earlier" if other and percent_meets(percent, other) else ""
    said = f"{_percent(abs(after.value - before.value), percent)} points" if points else _percent(middle, percent)
    return Judgement(
        Verdict.WRONG, "change", places, f"printed as {percent.text}; {working} is {middle:.1f}%"
        + (f", or {abs(after.value - before.value):g} percentage points" if points else ""), percent.text, said, mistake,
    )  # fmt: skip


def _count_meets(count: Quantity, difference: Interval) -> bool:
    ends = sorted((abs(count.true.low), abs(count.true.high)))
    return Interval(ends[0], ends[1]).meets(difference)


def _level(change: Change) -> float | None:
    """The level a change led to, printed in brackets just after its subject: "Offences (47) have seen an increase"."""
    text = change.sentence.text
    for quantity in change.sentence.quantities:
        if quantity.whole and change.clause[0] <= quantity.start < min(q.start for q in change.parts) and (
            quantity.value > abs(change.count.value) * (1 if change.direction > 0 else 0) if change.count else False
        ):  # fmt: skip
            after = text[quantity.end : quantity.end + 60]
            if text[quantity.start - 1] == "(" and re.match(
                r"\)\s*(?:have|has|had|saw|were|was|show\w*|increased|decreased|rose|fell)\b", after
            ):
                return quantity.value
    return None


def _judge_alone(change: Change, percent: Quantity, count: Quantity) -> Judgement:
    """Only the percentage and the count: some whole base must give both."""
    places = change.places
    low, high = sorted((abs(percent.true.low), abs(percent.true.high)))
    if change.direction < 0 and low > 100 and percent.unit == "%":
        return Judgement(
            Verdict.WRONG, "change", places, f"nothing can fall by {percent.text}", percent.text, "100% or less"
        )
    if percent.qualifier or not count.whole or low <= 0:
        return Judgement(Verdict.CANNOT_TELL, "change", places, "the base is not given", change.printed)
    least, most = abs(count.value) * 100 / high, abs(count.value) * 100 / low
    if int(most + 1e-9) >= least - 1e-9 and int(most + 1e-9) >= -(-least // 1) - 1e-9:
        return Judgement(
            Verdict.CANNOT_TELL, "change", places, f"the base would be {least:.1f} to {most:.1f}", change.printed
        )
    return Judgement(
        Verdict.WRONG, "change", places,
        f"{count.text} is {percent.text} of no whole number: the base would lie between {least:.2f} and {most:.2f}",
        change.printed, "", "",
    )  # fmt: skip


def subject_of(change: Change, reading: Reading) -> frozenset[str]:
    """The telling words of the clause; where it has none, of the clause before or the heading."""
    text = change.sentence.text
    own = _without_tail(text[change.clause[0] : change.clause[1]])
    words = reading.words(own)
    if words:
        return words
    words = reading.words(_without_tail(text[: change.clause[0]]))
    if words:
        return words
    return reading.words(change.sentence.headings[-1]) if change.sentence.headings else frozenset()


def _without_tail(text: str) -> str:
    return re.split(
        r"\b(?:compared|on the (?:previous|same|last)|than|due to|as a result|driven by|which|because)\b", text
    )[0]


NEAR_LINES = 60


def _near_rows(change: Change, reading: Reading) -> list[Row]:
    line = change.sentence.line
    return [row for row in reading.rows if abs(row.cells[0].line.number - line) <= NEAR_LINES]


def _pin(change: Change, reading: Reading) -> Pin | None:
    """Two figures of a near table, of the claim's subject, whose difference is the stated count."""
    if (
        not change.count
        or not change.percent
        or change.before
        or not change.count.whole
        or abs(change.count.value) < 10
    ):
        return None
    subject = subject_of(change, reading)
    heading = reading.words(" ".join(change.sentence.headings[-2:]), generic=False)
    best: tuple[int, int, Pin] | None = None
    for row in _near_rows(change, reading):
        label = reading.words(row.label)
        if not label and row.label:
            label = reading.words(row.label, generic=True)
        known = subject | heading
        related = bool(label & known) and (label <= known or subject <= label) if row.label else bool(subject & heading)
        if not related:
            continue
        values = list(dict.fromkeys(value for value, _ in row.numbers))
        for a in values:
            for b in values:
                if (a - b) * change.direction == abs(change.count.value) and b > 0:
                    rank = (len(label & subject) * 2 - abs(row.cells[0].line.number - change.sentence.line) // 20, 0)
                    if best is None or rank > best[:2]:
                        best = (*rank, (b, a, row))
    return best[2] if best else _pin_down(change, reading, subject)


def _pin_down(change: Change, reading: Reading, subject: frozenset[str]) -> Pin | None:
    """The same in a column of a table whose rows are periods: the column names the subject."""
    assert change.count
    line = change.sentence.line
    for table in reading.tables:
        if not 0 <= line - table.last_line <= NEAR_LINES and not 0 <= table.first_line - line <= 20:
            continue
        for column in range(1, table.width):
            header = reading.words(table.header(column))
            if not header or header != subject:
                continue
            cells = [(q.value, row[column]) for row in table.body if (q := table.number(row, column)) and q.unit != "%"]
            if not _chronological(table):
                continue
            for i, (a, cell_a) in reversed(list(enumerate(cells))):
                for b, cell_b in reversed(cells[:i]):
                    if (a - b) * change.direction == abs(change.count.value) and b > 0:
                        row = Row(table.header(column), ((a, cell_a), (b, cell_b)), table, (cell_a,), True)
                        return b, a, row
    return None


PERIOD = re.compile(r"(?:Q|Qtr|Quarter)\s*([1-4])\W+(?:20)?(\d\d)", re.IGNORECASE)


def _chronological(table: Table) -> bool:
    """Whether a table's rows are quarters in order, the earliest first."""
    found = [PERIOD.search(table.label(row)) for row in table.body]
    keys = [(int(m[2]), int(m[1])) for m in found if m]
    return len(keys) == len(table.body) >= 2 and keys == sorted(keys)


def _wrong_period(change: Change, reading: Reading) -> Judgement | None:
    """A change said to be on the previous month whose figures are those of a table of quarters."""
    if change.comparator != "previous_month" or not change.count or not change.percent or not change.count.whole:
        return None
    subject, places = subject_of(change, reading), change.places
    for row in _near_rows(change, reading):
        label = reading.words(row.label)
        headers = " ".join(row.table.header(c) for c in range(row.table.width))
        if not label or not label <= subject or not PERIOD.search(headers) or abs(change.count.value) < 10:
            continue
        for after, cell in row.numbers:
            before = after - change.direction * abs(change.count.value)
            share = ratio(Interval(abs(change.count.value), abs(change.count.value)), Interval(before, before))
            if before > 0 and share and percent_meets(change.percent, share):
                return Judgement(
                    Verdict.WRONG, "period", (*places, cell.place),
                    f"{change.count.text} is {change.percent.text} of {_n(before)}, and {_n(before)} and {_n(after)} are figures of "
                    f"quarters in the table of {row.label}, not of months", "previous month", "previous quarter",
                    "the label of another report's period",
                )  # fmt: skip
    return None


def _flat_row(change: Change, reading: Reading) -> Judgement | None:
    """A row whose own two periods, this quarter and the same of last year, do not change as the sentence says."""
    named = {match.lastgroup for match in COMPARATOR.finditer(change.sentence.text)}
    if (
        (change.comparator or ("last_year" if "last_year" in named else "")) != "last_year"
        or not change.count
        or not change.count.whole
    ):
        return None
    subject = subject_of(change, reading)
    for row in _near_rows(change, reading):
        if not row.aligned or not subject or not subject <= reading.words(row.label):
            continue
        periods = {
            (m[1], int(m[2])): cell.number.value
            for column, cell in enumerate(row.cells)
            if cell.number and cell.number.unit == "n" and (m := PERIOD.search(row.table.header(column)))
        }
        for (quarter, year), now in periods.items():
            then = periods.get((quarter, year - 1))
            if then is None or len(periods) != 2:
                continue
            said = change.direction * abs(change.count.value)
            if now - then != said:
                places = (*change.places, *_row_places((row,), now, then))
                word = "no change" if now == then else f"{_n(now - then)}"
                return Judgement(
                    Verdict.WRONG, "change", places,
                    f"the table gives {row.label} as {_n(now)} against {_n(then)} a year before: {word}",
                    change.printed, f"{word} ({_n(then)} to {_n(now)})", "",
                )  # fmt: skip
    return None
