"""A clause read from left to right, a figure at a time: each figure's part, and which parts are of one statement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from openscrutiny.claims.changes.clause_figures import TOKEN, drop_loose, make_alike, read_arrow, read_points
from openscrutiny.claims.changes.roles import AFTER, AMOUNT, BEFORE, LEVEL, NONE, PAIRED, Spot, name_part
from openscrutiny.claims.changes.words import ANY_VERB, COMPARATOR, NOUN, SAME, direction_beside, sign_of
from openscrutiny.claims.reading.quantities import Quantity

AGAIN = re.compile(
    r"\s*(?:\(\{[PNM]\d+\}[^(){}]*\)\s*)?(?:higher|lower|up|down|above|below|more|fewer|less)\s+(?:than|on|from|the)\b"
)
"""What follows the amount of a second comparison."""
SECOND = re.compile(
    r"(?:and\s+)?(?:is\s+|was\s+)?\{[PNM]\d+\}\s*(?:\(\{[PNM]\d+\}[^(){}]*\)\s+)(?:higher|lower|up|down|above|below|more|fewer|less|greater)\s+(?:than|on|from|the)\b",
    re.IGNORECASE,
)
"""`, and 4.4% (159) higher than the average`: a second comparison of the level that the first is of."""
APPOSED = re.compile(r"(?:,|\s[-–—]|\(|;|:)\s*[^{}]*$")
"""What parts a level from an amount that is said of it."""
AND = re.compile(r"[^{}.;]{0,80}\b(?:and|against)\s+")
TO_LEVEL = re.compile(r"\s*(?:\(\{[PNMTF]\d+\}\)\s*)?(?:[a-z]+\s+){0,2}to\s+(?:[a-z]+\s+){0,2}\{")
"""`by 31 to 402`: the level of an amount that follows it."""
PREDICATED = re.compile(
    r"[^{},;()]{0,40}\b(?:is|was|were|are|represents?|equates? to)\s+(?:an?\s+)?(?:up|down|higher|lower|increase of|decrease of|reduction of|rise of|fall of)?\s*(?:by\s+)?",
    re.IGNORECASE,
)
"""`Spending of £5.2m is up`: what says an amount of a level."""
AGAIN_AS_NOUN = re.compile(
    rf"\s*\(\s*|[^{{}},;()]{{0,25}}[,(–—-]\s*(?:or\s+|which is\s+)?(?:an?\s+)?(?:{NOUN})\s+of\s+", re.IGNORECASE
)
OWN_BASE = re.compile(r"\s*(?:on|since|from|over|compared|against|than)\b", re.IGNORECASE)
JOINED = re.compile(
    rf"[^{{}},;()]{{0,60}}(?:,\s+(?:or\s+|which is\s+)?|\band\s+)an?\s+(?:[a-z]+\s+)?(?:{NOUN})\s+of\s+", re.IGNORECASE
)
"""What joins an amount to the one before it, of the same two levels."""
ENDS = re.compile(r"\s*(?:[.,;:)]|\([a-z]|$|and\b)")
OF_WHOLE = re.compile(r"\s+of\s+(?:all|the|total|our)\b")
"""`1,127 offences, 13.1% of all crime, compared with 941`: the share is told beside the level."""
NEW_SUBJECT = re.compile(
    r"(?:,|\band\b)\s+(?!which\b|this\b|that\b|it\b|they\b|these\b|an?\b|up\b|down\b|is\b|was\b|were\b|has\b|have\b)[a-z]+(?:\s+[a-z-]+){0,6}?\s+(?:was|were|is|are|rose|fell|grew|has|have|had|increased|decreased|improved|dropped)\b",
    re.IGNORECASE,
)
VERB_FROM = re.compile(rf"\b(?:{ANY_VERB}|slipped)\s+(?:[a-z]+ly\s+)?from\s+$", re.IGNORECASE)
DATED = re.compile(r"^[^{}.;()]{0,60}?\b(?:in|for|during|at)\s+(?:[A-Z]\w+\s+)?(?P<year>20\d\d(?:/\d\d)?)")
PARTICLE = re.compile(r"\b(?:up|down)\s+(?:by\s+)?$", re.IGNORECASE)


@dataclass
class Statement:
    """A change while its clause is read: which figure is which part (before, after, percent, count)."""

    parts: dict[str, int] = field(default_factory=dict)
    figures: dict[str, Quantity] = field(default_factory=dict)
    word: str = ""
    direction: int = 0  # 1 up, -1 down, 0 not said beside the amount
    start: int = 0
    end: int = 0
    closed: bool = False  # the amount has a base of its own that is not printed

    def has(self, *names: str) -> bool:
        return all(name in self.parts for name in names)

    @property
    def has_amount(self) -> bool:
        return "percent" in self.parts or "count" in self.parts

    @property
    def is_from_to(self) -> bool:
        return self.has("before", "after")


def read_clause(text: str, figures: Sequence[Quantity]) -> list[Statement]:
    """The statements of a clause whose figures stand as `{P0}`; a change may have a part in one only."""
    clause = _Clause(text, figures)
    for at in range(len(clause.tokens)):
        clause.read(at)
    clause.found.append(clause.now)
    for statement in clause.found:
        clause.find_years(statement)
    for statement in clause.found:
        statement.figures = {name: clause.figures[at] for name, at in statement.parts.items()}
    return [statement for statement in clause.found if make_alike(statement.figures)]


class _Clause:
    def __init__(self, text: str, figures: Sequence[Quantity]) -> None:
        self.text = drop_loose(text, figures)
        self.tokens = list(TOKEN.finditer(self.text))
        self.figures = [figures[int(token[2])] for token in self.tokens]
        self.free: list[int] = []  # levels with no part yet
        self.found: list[Statement] = []
        self.now = Statement()
        self.told = ""  # the clause so far, its figures as their parts

    def gap(self, at: int) -> str:
        """What stands between a figure and the one before it."""
        return self.text[self.tokens[at - 1].end() if at else 0 : self.tokens[at].start()]

    def read(self, at: int) -> None:
        token, gap = self.tokens[at], self.gap(at)
        right = self.text[token.end() :]
        self.told += gap
        now = self.now
        spot = Spot(
            self.figures[at], token[1], self.told, right, self.tokens[at - 1][1] if at else "", now.has("before"), now.has("after"), now.has_amount
        )  # fmt: skip
        part = name_part(spot)
        if part == AMOUNT:
            self.add_amount(at, gap, right[:60])
        elif part in {BEFORE, AFTER}:
            self.add_level(at, "before" if part == BEFORE else "after", gap, right)
        elif part == LEVEL:
            self.free.append(at)
        self.told += "{" + ("L" if part == AFTER else part) + "}"
        self.now.start = min(self.now.start or token.start(), token.start())
        if part != NONE:
            self.now.end = token.end()

    def begin(self, statement: Statement) -> None:
        self.found.append(self.now)
        self.now = statement

    def add_amount(self, at: int, gap: str, right: str) -> None:
        """An amount: of the statement being read, or where that has one already, of the next."""
        token, now = self.tokens[at], self.now
        self.figures[at] = read_points(self.figures[at], right)
        slot = "percent" if self.figures[at].unit == "%" else "count"
        paired = at > 0 and at - 1 in now.parts.values() and bool(PAIRED.search(self.told))
        told_again = (
            now.has("after") and AGAIN_AS_NOUN.fullmatch(gap) and not OWN_BASE.match(right)
        )  # `by 31 to 402, a fall of 7.7%`
        joined = (
            now.has_amount and JOINED.fullmatch(gap) and ENDS.match(right) and self.points_alike(gap, right)
        )  # `66 fewer than in the year before, a reduction of 5.4%`
        appended = (
            told_again or joined or (now.is_from_to and APPOSED.search(gap) and not self.has_own_base(gap, right))
        )
        if now.has(slot) or (now.has_amount and not paired and not appended) or (now.closed and not paired):
            again = re.search(r"\band\s+(?:is\s+|was\s+)?$", gap) and AGAIN.match(right)
            goes_on = APPOSED.search(gap) and not NEW_SUBJECT.search(gap)
            kept = not now.closed and now.has("after") and (goes_on or again)
            self.begin(Statement({"after": now.parts["after"]} if kept else {}, start=token.start()))
        elif not paired and now.is_from_to and self.has_own_base(gap, right):
            self.begin(Statement(start=token.start(), closed=True))
        now = self.now
        if (
            not now.has("after")
            and self.free
            and not TO_LEVEL.match(right)
            and not (now.has("before") and at - 1 not in self.free and not paired)
        ):
            self.take_level(at)
        now.parts[slot] = at
        if not now.word and (word := direction_beside(gap, right)):
            now.word, now.direction = word[0], sign_of(word, self.text)

    def add_level(self, at: int, slot: str, gap: str, right: str) -> None:
        from_to = slot == "before" and VERB_FROM.search(gap) and re.match(r"[^{}]*\bto\s+\{", right)
        self.figures[at] = read_arrow(self.figures[at], gap)
        if self.now.has(slot) or (from_to and self.now.has("after")):
            self.begin(Statement(start=self.tokens[at].start()))
        self.now.parts[slot] = at
        if (
            slot == "before"
            and not self.now.has("after")
            and not re.match(r"[^{}]*\bto\s+(?:[a-z]+\s+){0,3}\{|\s*(?:→|->|>)", right)
        ):
            self.take_near(at)

    def points_alike(self, gap: str, right: str) -> bool:
        """Whether the word of direction beside an amount points as the statement being read does."""
        word = direction_beside(gap, right)
        return bool(word and self.now.word and sign_of(word, self.text) == self.now.direction)

    def has_own_base(self, gap: str, right: str) -> bool:
        """Whether an amount after a from-and-to is against something else: `from 10 to 15, up 5% on last month`."""
        said = COMPARATOR.search(right.partition("{")[0])
        if not said:
            return False
        earlier = COMPARATOR.search(self.text[self.now.start : self.now.end + 40])
        return bool(PARTICLE.search(gap)) or bool(earlier and earlier.lastgroup != said.lastgroup)

    def take_level(self, at: int) -> None:
        """`15,183 crimes, an increase of`: the level that an amount stands beside, or is said of in brackets: `Rape (47) has seen`."""
        nearest = self.outside_bracket(at)
        if not at or nearest not in self.free:
            return
        last = self.tokens[nearest]
        between = self.text[last.end() : self.tokens[at].start()]
        verb = re.match(r"\)\s*(?:have|has|had|saw|were|was|show\w*|increased|decreased|rose|fell)\b", between)
        part_of = APPOSED.search(between) and re.search(
            r"(?<!total )(?<!number )(?<!average )\b(?:of|out of)(?:\s+(?:the|these|all|those))?$",
            self.text[: last.start()].rstrip().lower(),
        )
        linked = (
            (APPOSED.search(between) or PREDICATED.fullmatch(between))
            and len(between) <= 120
            and between.count("(") <= between.count(")") + 1
        )
        if (verb or (linked and not part_of)) and self.figures[nearest].qualifier not in {"over", "under"}:
            self.now.parts["after"] = nearest
            self.free.remove(nearest)

    def outside_bracket(self, at: int) -> int:
        """The figure just before, or the one before its bracket: `63% agreed (630 respondents), up 3 points`."""
        if at < 2 or at - 2 not in self.free or not re.search(r"\([^()]{0,20}$", self.gap(at - 1)):
            return at - 1
        outer, inner, amount = self.figures[at - 2], self.figures[at - 1], self.figures[at]
        wanted = "%" if amount.points else amount.unit if amount.unit != "%" else outer.unit
        return at - 2 if ")" in self.gap(at) and outer.unit != inner.unit and outer.unit == wanted else at - 1

    def take_near(self, at: int) -> None:
        """The level nearest before a figure it is compared with, of the same unit."""
        alike = [place for place in self.free if self.figures[place].unit == self.figures[at].unit]
        if len(alike) > 1 and self.is_bracketed(alike[-1], at) and not self.is_bracketed(alike[-2], at):
            self.free.remove(alike[-1])  # `3,148 people (2,706 full-time), compared with 3,211`
        for place in reversed(self.free):
            if self.figures[place].unit == self.figures[at].unit:
                self.now.parts["after"] = place
                self.free.remove(place)
                return
            share = self.figures[place].unit == "%" and OF_WHOLE.match(self.text, self.tokens[place].end())
            if (
                place == at - 1 and not share and not self.is_bracketed(place, at)
            ):  # `8.7% (27,744 calls), compared with 12.4%`
                return

    def is_bracketed(self, place: int, at: int) -> bool:
        """Whether a figure stands in a bracket that closes before another."""
        opening = self.text[: self.tokens[place].start()]
        return (
            opening.count("(") > opening.count(")")
            and ")" in self.text[self.tokens[place].end() : self.tokens[at].start()]
        )

    def find_years(self, statement: Statement) -> None:
        """`14 in Q2 and 14 in Q1` said to be the same, `1,204 in 2021/22 and 1,355 in 2022/23, an increase of`, and `compared with 190 last year, there were 157, a fall of`."""
        parts = statement.parts
        if not parts and len(self.free) == 2 and (same := SAME.search(self.text)):
            first, second = (self.tokens[place] for place in self.free)
            if same.end() <= first.start() and AND.fullmatch(self.text[first.end() : second.start()]):
                parts["before"], parts["after"] = self.free
        if not statement.has_amount:
            return
        amount = min(parts[name] for name in ("percent", "count") if name in parts)
        levels = [place for place in self.free if place < amount]
        if statement.has("before"):
            alike = [place for place in levels if self.figures[place].unit == self.figures[parts["before"]].unit]
            if not statement.has("after") and len(alike) == 1 and alike[0] > parts["before"]:
                parts["after"] = alike[0]
            return
        if statement.has("after") and len(levels) == 1 and self.is_span(statement, levels[0], amount):
            parts["before"] = levels[0]
            return
        levels = sorted([*levels, *([parts["after"]] if statement.has("after") else [])])
        dated = [
            (match["year"], place) for place in levels if (match := DATED.match(self.text[self.tokens[place].end() :]))
        ]  # fmt: skip
        if len(dated) == 2 and len(levels) == 2 and dated[0][0] != dated[1][0]:
            (_, parts["before"]), (_, parts["after"]) = sorted(dated)

    def is_span(self, statement: Statement, level: int, amount: int) -> bool:
        """`reserves of £21.4m are forecast to fall to £15.9m, a fall of £6.5m`: whether the level opens the move that the amount ends."""
        one, two, said = self.figures[level], self.figures[statement.parts["after"]], self.figures[amount]
        gap = abs(two.value - one.value)
        alike = one.unit == two.unit == said.unit and one.places == two.places and not one.qualifier and not said.points
        moved = re.search(rf"\b(?:{ANY_VERB})\s+to\s+$", self.gap(statement.parts["after"]), re.IGNORECASE)
        return bool(alike and moved and gap and 0.4 <= abs(said.value) / gap <= 2.5)
