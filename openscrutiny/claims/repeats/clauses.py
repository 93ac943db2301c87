"""What a figure of prose is said to be of: the telling words of its clause, and the period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openscrutiny.claims.changes.neighbours import find_changes
from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import MONTHS, Quantity
from openscrutiny.claims.reading.reading import Reading

PERIOD = re.compile(
    rf"\b(?:(?:the\s+)?(?:(?:financial|calendar)\s+)?(?:year|quarter|months?|period)\s+(?:ending|ended|to|from)\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTHS}\s+(?:to\s+{MONTHS}\s+)?20\d\d\b|\b20\d\d\s?[/–-]\s?(?:20)?\d\d\b|\bQ(?:uarter\s)?[1-4]\b|\b20\d\d\b|\b(?:first|second|third|fourth)\s+(?:quarter|year|half|month)\b|\b{MONTHS}\b",
    re.IGNORECASE,
)
NUMBERING = re.compile(
    r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-Z])|(?:Appendix|Annex|Summary|Conclusion|Note)(?:\s+[A-Z\d])?:\s+|(?:Section|Table|Chart|Figure|Appendix)\s+[A-Z\d]{1,2}\s+(?:shows|states|says|sets out)\s+that\s+)"
)
OPENING_PERIOD = re.compile(rf"\W*(?:(?:in|during|for|at|over)\s+)?(?:{PERIOD.pattern})\W*", re.IGNORECASE)
CUT = re.compile(r"[;()]|,(?!\d)|(?<!\d)\.(?=\s)|\s[–—-]\s|\b(?:and|but|while|whereas|of which|with)\b", re.IGNORECASE)
"""What ends a clause before a figure or after it."""
BRACKET = re.compile(r"\([^()%]*\)")
DEFINITE = re.compile(r"\b(?:the|these|those|all)\s+$", re.IGNORECASE)
TAKEN_UP = re.compile(r"\s+[a-z]+(?:\s+(?:who|that|which))?\s+(?:took part|[a-z]+ed)\b")
"""What ends the clause of a figure told before and taken up: `the 995 residents who replied were mostly tenants`."""
PRONOUN = re.compile(
    r"^\W*(?:this|that|these|those|it|they|of|among|amongst|such|another|a further|compared|against|including|other|by contrast|if|were|however)\b",
    re.IGNORECASE,
)
OF_OTHER_STATUS = re.compile(
    r"\b(?:published|revis\w+|restated|corrected|provisional|re-?classified|amended|final|including|excluding)\b",
    re.IGNORECASE,
)
OF_ANOTHER = re.compile(
    r"\b(?:would|could|should|may|might|will|if|expect\w*|forecast|project\w*|estimat\w*|plan(?:ned)?|target\w*|budget\w*|originally|compar\w+"
    r"|than|against|versus|per|at least|nearly|about|rose|fell|from|(?:to|of|for|in|by) that (?:age )?[a-z]+"
    r"|previous|last|earlier|prior|former|before|since|to date|so far|cumulative|average|median|mean|daily|weekly|monthly|every|each|a (?:day|week|month|year)"
    r"|remaining|further|more|fewer|less|higher|lower|additional|another|extra|only|at any|peak\w*|some|first|second|third|fourth|now)\b",
    re.IGNORECASE,
)
"""Words by which a figure is an aim, a forecast, a mean, of a part or of another time, and not of the thing outright."""
SAYS_NOTHING = re.compile(
    r"^(?:st(?:oo|an)d|there|dealt?|com|cam|had|took|tak|plac|carri|count|number|amount|follow|held|hold|employ|log|attend|in|most|fewest"
    r"|all|ever|council|forc|trust|partnership|highest|lowest|largest|receiv|record|report|totall?|current|now|us|using|out|carr|happen|occurr?|within|between|across|made|mak"
    r"|crew|tabl|noted|account|them|said|sa(?:y|id))$"
)
"""Stems that say nothing of what is counted."""

Words = frozenset[str]
Periods = frozenset[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure told outright: the words of what it is said to be of, the periods, its text without figures, and whether it is one told before."""

    sentence: Sentence
    quantity: Quantity
    words: Words
    periods: Periods
    text: str
    taken_up: bool


def read_clauses(reading: Reading, sentence: Sentence) -> Iterator[Clause]:
    """The clauses of a sentence's figures that are told outright: no change, aim, forecast or mean, nothing of a part or of another time."""
    if PRONOUN.match(sentence.text) or OF_OTHER_STATUS.search(sentence.text):
        return
    dates = [match.span() for match in PERIOD.finditer(sentence.text)]
    figures = [
        q for q in sentence.quantities
        if not (q.signed or q.qualifier or q.points or any(start <= q.start < end for start, end in dates))
    ]  # fmt: skip
    clauses = [clause for quantity in figures if (clause := _read_clause(reading, sentence, quantity))]
    moved = [q for c in find_changes(sentence) for q in (c.percent, c.count, c.before)] if clauses else []
    yield from (clause for clause in clauses if clause.quantity not in moved)


def _read_clause(reading: Reading, sentence: Sentence, quantity: Quantity) -> Clause | None:
    text = BRACKET.sub(
        lambda m: m[0] if m.start() < quantity.start < m.end() else " " * len(m[0]), sentence.text
    )  # a figure's own bracket is its clause
    start, end = _bounds(text, quantity)
    periods = read_periods(text[start:end])
    taken_up = TAKEN_UP.match(text, quantity.end) if DEFINITE.search(text[: quantity.start]) else None
    if taken_up:
        start, end = quantity.start, taken_up.end()
    for other in sentence.quantities:
        text = text[: other.start] + " " * (other.end - other.start) + text[other.end :]
    rest = PERIOD.sub(" ", text[start:end])
    if OF_ANOTHER.search(rest) or (quantity.unit == "%" and DIRECTION.search(rest)):
        return None
    clause = NUMBERING.sub(lambda opening: " " * len(opening[0]), text[start:end])
    told = re.sub(r"\d[\d,.]*%?", " ", PERIOD.sub(" ", clause))
    words = frozenset(word for word in reading.words(told, generic=True) if not SAYS_NOTHING.match(word))
    return Clause(sentence, quantity, words, periods, clause, bool(taken_up)) if words else None


def _bounds(text: str, quantity: Quantity) -> tuple[int, int]:
    """Where the clause of a figure starts and ends; an apposition (`the most incidents, 1,003,`) belongs to the words before, an opening period to those after."""
    cuts = [0, *(m.end() for m in CUT.finditer(text, 0, quantity.start))]
    after = CUT.search(text, quantity.end)
    end = after.start() if after else len(text)
    while len(cuts) > 1 and (
        not re.search(r"[A-Za-z]{3}", text[cuts[-1] : quantity.start] + text[quantity.end : end])
        or OPENING_PERIOD.fullmatch(text[cuts[-2] : cuts[-1]])
    ):
        cuts.pop()
    return cuts[-1], end


def read_periods(text: str) -> Periods:
    """The periods that a text names, in one manner of writing."""
    found = (re.sub(r"\s+", " ", match[0].lower().removeprefix("the ")) for match in PERIOD.finditer(text))
    return frozenset(re.sub(r"\W|20(?=\d\d)", "", period.replace("quarter ", "q")) for period in found)
