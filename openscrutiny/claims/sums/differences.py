"""Two figures and what is between them or left of them: `£41.6m of income less £39.2m of costs leaves £2.4m`, `31 joined and 24 left, a net gain of 7`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.slips import misprints_of
from openscrutiny.claims.sums.part_lists import read_text
from openscrutiny.claims.sums.told_sums import ANY, Sum, hides_part, judge_sum, negative
from openscrutiny.claims.verdicts import Judgement, Place

TERMS = re.compile(
    r"\{(?P<unit>[NM])(?P<first>\d+)\}(?P<steps>(?:[^{}.;()]{0,40}?\b(?:less|minus|plus|(?:reduced|offset|mitigated|adjusted (?:down )?) ?by|after|net of)\s+(?:[a-z]+ ){0,4}?\{(?P=unit)\d+\})+)[^{}.;()]{0,40}?,?\s+(?P<link>gives?|giving|is|makes?|making|equals|leaves|leaving|comes? to|=)\s+(?:[a-z]+ ){0,4}?\{(?P=unit)(?P<answer>\d+)\}",
    re.IGNORECASE,
)
STEP = re.compile(r"\b(less|minus|plus|by|after|net of)\s+(?:[a-z]+ ){0,4}?\{[NM](\d+)\}", re.IGNORECASE)
PAIR = (
    r"difference between (?:[^{}.;]{0,40}?)\{[NM](?P<one>\d+)\}[^{}.;]{0,40}?\band\b[^{}.;]{0,40}?\{[NM](?P<two>\d+)\}"
)
BETWEEN = re.compile(
    rf"\{{[NM](?P<c>\d+)\}}[^{{}}.;]{{0,40}}?\b(?:is|was|being|as) the {PAIR}|\b{PAIR.replace('one', 'one2').replace('two', 'two2')}[^{{}}.;]{{0,30}}?\b(?:is|was|comes? to)\s+\{{[NM](?P<c2>\d+)\}}",
    re.IGNORECASE,
)
TARGET = re.compile(
    r"\b(?:target|goal|establishment|limit|cap|ceiling|threshold|budget|plan|allocation) of \{(?P<unit>[NM])(?P<target>\d+)\}[^{}.;]{0,40}?\b(?P<verb>exceeded|beaten|surpassed|missed|passed|breached) by \{(?P=unit)(?P<answer>\d+)\}",
    re.IGNORECASE,
)
NOUN = r"(?:headroom|surplus|deficit|shortfall|gap|difference|remainder|balance|unspent|underspend|overspend|variance|net(?:\s+[a-z-]+){1,3}?)"
THUS = r"(?:result(?:s|ed|ing)? in|leav(?:es|ing)|left|giv(?:es|ing|e)|gave|mak(?:es|ing)|produc(?:es|ed|ing)|creat(?:es|ed|ing)|mean(?:s|ing)(?: that)?|hence|so|therefore|which is|equat(?:es|ing) to|amount(?:s|ing) to|represent(?:s|ing)|with|or)"
RESULT = re.compile(
    rf"(?:(?:,|;|\s[–—-]|\band\b)\s*(?:(?:and|which|this|that|thus|thereby|together)\s+)*(?:{THUS}\s+)?|\b{THUS}\s+)(?:(?:an?|the|us|just|only|overall|projected|year-end)\s+)*(?:{NOUN}|remaining(?:\s+[a-z-]+){{0,3}}?)\s*(?:,|of|at|is|was|being)?\s*(?:just\s+)?\{{(?P<unit>[NM])(?P<answer>\d+)\}}"
    r"|(?:,|;|\s[–—-]|\band\b)\s*(?:(?:and|which|this|that|thus|so|therefore)\s+)*(?:leav(?:es|ing)|carr(?:ied|ies|ying) forward)\s+(?:just\s+|only\s+|the\s+|us\s+|with\s+)*\{(?P<unit2>[NM])(?P<answer2>\d+)\}",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:compar\w+|last|previous\w*|earlier|than|target|per|each|average|transfer\w*|adjust\w*|other|further|including|includ\w*|excluding|also|some|before|after|net of|allow\w*|various|increas\w*|decreas\w*|rose|fell|grew|up|down|interest|opening|brought forward|partly|mainly|estimated|VAT|of (?:this|these|that|those)|a (?:month|week|year|day))\b",
    re.IGNORECASE,
)
"""Words by which something else than the two figures, or another time, comes into it."""
ASIDE = re.compile(r"\bof (?:which|whom|this|that)\b.*", re.IGNORECASE)
"""Parts of an amount, which do not come into it themselves."""
GOES_ON = re.compile(
    r"\s*(?:more|less|fewer|higher|lower|better|above|below|over|under|of|a|per|each|after|before|once|that|who|which)\b"
)
TWO = re.compile(
    r";|\bof (?:its|the|our)\b|\band\b|\bagainst\b|\bless\b|\bwith\b|\bbut\b|\bwhile\b|,|\bhad\b|\bof which\b"
)
TOKEN = re.compile(r"\{([PNM])(\d+)\}")

OTHER_TIME = re.compile(
    r"\b(?:last|previous\w*|earlier|month|quarter|original|revised|including|excluding|after|before|transfer\w*)\b"
)
FAR = 2.5
"""A result more than so many times the difference, or less than one so-manieth, is of something else."""
GAP = r"(?:(?:under|over)-?spen[dt]\w*|surplus|deficit|shortfall|variance)"
BUDGET = r"(?:budget|plan|allocation)"
SPENT = r"(?:out-?turn|spend(?:ing)?|spent|expenditure|actuals?)"
ROLES = {
    name: re.compile(
        rf"\b{noun}(?: [a-z]+){{0,2}}?(?: (?:of|by|is|was|at|to|will be|,)){{0,2}}\s*$|\x00\s*(?:[a-z-]+ )?{noun}\b",
        re.IGNORECASE,
    )
    for name, noun in (("gap", GAP), ("budget", BUDGET), ("spent", SPENT))
}
"""What the words before a figure, or just after it (`\x00` stands for it), call it."""


def check_differences(reading: Reading) -> Iterator[Judgement]:
    """Every difference with the figures that it is worked out from."""
    previous: Sentence | None = None
    for sentence in reading.sentences:
        planned, previous = previous, sentence
        text, figures = read_text(sentence)
        if len(figures) < 2 or sentence.in_table:
            continue
        if planned is not None and not planned.in_table:
            yield from (judged for told in _outturn(planned, sentence, text, figures) for judged in judge_sum(told))
        for told in (
            *_terms(sentence, text, figures),
            *_result(sentence, text, figures),
            *_budget(sentence, text, figures),
            *_target(sentence, text, figures),
        ):
            yield from judge_sum(told)


def _place(sentence: Sentence, *figures: Quantity) -> tuple[Place, ...]:
    return (sentence.place(min(q.start for q in figures), max(q.end for q in figures)),)


def _terms(sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Sum]:
    """`22.3 less 7.0 plus 1.7 gives 17.0`: what is added to the first is taken from the answer."""
    for match in TERMS.finditer(text):
        first, answer = figures[int(match["first"])], figures[int(match["answer"])]
        steps = [(sign.lower(), figures[int(n)]) for sign, n in STEP.findall(match["steps"])]
        loose = any(sign not in {"less", "minus", "plus"} for sign, _ in steps)  # `after savings of £1m`
        if GOES_ON.match(text, match.end()) or (loose and not match["link"].lower().startswith("leav")):
            continue
        taken = [negative(q) if sign == "plus" else q for sign, q in steps]
        if len({q.unit for q in (first, answer, *taken)}) == 1 and any(sign != "plus" for sign, _ in steps):
            yield Sum(first, (*taken, answer), ANY, _place(sentence, first, answer), answer)
    for match in BETWEEN.finditer(text):
        one, two, answer = (
            figures[int(match[a] or match[b])] for a, b in (("one", "one2"), ("two", "two2"), ("c", "c2"))
        )
        least, most = sorted((one, two), key=lambda q: q.value)
        if len({one.unit, two.unit, answer.unit}) == 1:
            yield Sum(most, (least, answer), ANY, _place(sentence, one, two, answer), answer)


def _result(sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Sum]:
    """A net amount, balance or remainder told as the outcome of the two figures that its sentence gives before it."""
    for match in RESULT.finditer(text):
        answer = figures[int(match["answer"] or match["answer2"])]
        told = text[: match.start()]
        if text.count("{", 0, match.start()) > 2:
            told = ASIDE.sub("", told)
        before = [figures[int(n)] for n in re.findall(r"\{[NM](\d+)\}", told)]
        if (
            len(before) != 2
            or any(q.unit != answer.unit or q.qualifier or q.signed for q in (*before, answer))
            or OTHER.search(told)
            or GOES_ON.match(text, match.end())
            or not TWO.search(told)
            or hides_part(sentence, before[0].start, answer.end)
        ):
            continue
        least, most = sorted(before, key=lambda q: q.value)
        value = most.value - least.value
        added = (least.true + most.true).meets(answer.true)
        near = value / FAR <= answer.value <= FAR * value or any(q.value == value for q in misprints_of(answer))
        if (not added and answer.value < most.value and near) or value == answer.value:
            yield Sum(most, (least, answer), ANY, _place(sentence, *before, answer), answer)


def _target(sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Sum]:
    """`The target of 3,150 officers is exceeded by 34: there were 3,184`."""
    for match in TARGET.finditer(text):
        target, answer = figures[int(match["target"])], figures[int(match["answer"])]
        others = [q for q in figures if q.unit == target.unit and q not in (target, answer)]
        if len(others) != 1 or any(q.qualifier for q in (target, answer, *others)) or OTHER_TIME.search(text):
            continue
        least, most = sorted((target, others[0]), key=lambda q: q.value)
        near = (most.value - least.value) / FAR <= answer.value <= FAR * (most.value - least.value)
        if near and (most is target) == (match["verb"].lower() == "missed") and answer.value < least.value:
            yield Sum(most, (least, answer), ANY, _place(sentence, least, most, answer), answer)


def _outturn(planned: Sentence, sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Sum]:
    """`£213.3m was budgeted. Actual spending was £212.4m, a saving of £0.9m`: the one budget of the sentence before."""
    match = OUTTURN.search(text)
    budgets = [q for q in planned.quantities if q.unit == "£"]
    if not match or len(budgets) != 1 or not BUDGETED.search(planned.text) or OTHER_TIME.search(text):
        return
    spent, answer = figures[int(match["spent"])], figures[int(match["answer"])]
    if any(q.qualifier or q.signed for q in (*budgets, spent, answer)):
        return
    least, most = sorted((*budgets, spent), key=lambda q: q.value)
    value = most.value - least.value
    if value / FAR <= answer.value <= FAR * value:
        places = (planned.place(budgets[0].start, budgets[0].end), *_place(sentence, spent, answer))
        yield Sum(most, (least, answer), ANY, places, answer)


OUTTURN = re.compile(
    rf"\b(?:[Aa]ctual|{SPENT})\b[^{{}}]{{0,60}}\{{M(?P<spent>\d+)\}}[^{{}},;]{{0,20}},\s*(?:(?:representing|resulting in|leaving|which is)\s+)?an?\s+(?:[a-z-]+\s+){{0,3}}?"
    rf"(?:saving|contribution|variance|{GAP})\b[^{{}},;.]{{0,30}}?\s(?:of|by)\s+\{{M(?P<answer>\d+)\}}"
)
BUDGETED = re.compile(r"\b(?:budget|budgeted|planned to)\b", re.IGNORECASE)


def _budget(sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Sum]:
    """`An underspend of £0.3m against a budget of £4.5m with an outturn of £4.2m`, in any order."""
    tokens = list(TOKEN.finditer(text))
    money = [token for token in tokens if token[1] == "M"]
    roles: dict[str, Quantity] = {}
    for token in money if len(money) == 3 else ():
        last = max((other.end() for other in tokens if other.end() <= token.start()), default=0)
        near = text[max(last, token.start() - 45) : token.start()]
        after = text[token.end() : token.end() + 25].partition("{")[0]
        for name, pattern in ROLES.items():
            if pattern.search(near) or pattern.search("\x00" + after):
                roles.setdefault(name, figures[int(token[2])])
                break
    if len(set(roles.values())) < 3 or OTHER_TIME.search(text) or any(q.qualifier for q in roles.values()):
        return
    answer, most, least = roles["gap"], *sorted((roles["budget"], roles["spent"]), key=lambda q: -q.value)
    value = most.value - least.value
    if value / FAR <= answer.value <= FAR * value and not answer.signed:
        yield Sum(most, (least, answer), ANY, _place(sentence, most, least, answer), answer)
