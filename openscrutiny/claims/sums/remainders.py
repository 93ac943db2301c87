"""What is left of a whole once its parts are told: `We had 212 referrals. 140 came from schools. The other 72 ...`, `the balance, 256`, `so 1,397 remain`."""

import itertools
import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.slips import is_mistyped
from openscrutiny.claims.sums.part_lists import read_text
from openscrutiny.claims.sums.told_sums import ALL, Sum, hides_part, judge_sum
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

SO = r"(?:so|leaving|therefore|hence|thus|which leaves)"
REST = re.compile(
    r"\b[Tt]he (?:other|remaining|rest|remainder|balance)(?:,| of| being)? \{(?P<unit>[NMP])(?P<rest>\d+)\}(?!\s(?:[a-z]+ ){0,4}?(?:of the|with|that|who|which)\b)"
    rf"|\b{SO} (?:[a-z]+ )?\{{(?P<unit2>[NM])(?P<rest2>\d+)\}}(?=(?: [a-z]+){{0,2}}? (?:remain(?:s|ing)?|to go|outstanding|still to)\b)"
)
TOKEN = re.compile(r"\{([NMP])(\d+)\}")
WHOLE = re.compile(
    r"\b(?:[Oo](?:f|ut of)(?: (?:the|our|its|these|all))*|[Tt]here (?:were|are|have been)|total of|(?:had|have|has|received|recorded|made|held|considered|examined|plan(?:ned)? (?:is|was) for))\s+(?:a total of )?$"
)
"""What stands before the figure that others are parts of."""
COMPARED = re.compile(
    r"\b(?:from|than|against|compared (?:with|to)|versus|target of|average of|per|aged?|up|down|by)\s+(?:an? |the |some )?$"
)
OTHER = re.compile(
    r"\b(?:average|each|per|increas\w*|decreas\w*|rose|fell|target|also|both|overlap\w*|some of|includ\w+ \{|more than one)\b"
)
VERB = re.compile(
    r"(?:w(?:ere|as)|are|is|ha[ds]|have|did|do|came?|went|go|will|could|can|of|in|by|to|led|[a-z]{2,}ed)$"
)
BACK = 3
MOST = 5
"""Figures among which a whole and its parts are sought."""


def check_remainders(reading: Reading) -> Iterator[Judgement]:
    """Every figure told to be the rest, with the whole and the parts that its sentence, or those just before it, tell."""
    for i, sentence in enumerate(reading.sentences):
        text, figures = read_text(sentence) if sentence.quantities or "the " in sentence.text else ("", ())
        for match in REST.finditer(text) if not sentence.in_table else ():
            unit, rest = match["unit"] or match["unit2"], figures[int(match["rest"] or match["rest2"])]
            told = [(sentence, q, head) for q, head in _figures(text[: match.start()], figures, unit)]
            near = [s for s in reading.sentences[max(0, i - BACK) : i] if s.headings == sentence.headings]
            for source in reversed(near):
                if source.in_table or hides_part(source, 0, len(source.text)):
                    break
                told = [*((source, q, head) for q, head in _figures(*read_text(source), unit)), *told]
            if rest.qualifier or len(told) > MOST:
                continue
            if unit == "P":
                yield from _hundred(sentence, rest, told)
            elif _is_of_these(text[match.end() :], told):
                yield from _rest(sentence, rest, told)


def _figures(text: str, figures: Sequence[Quantity], unit: str) -> Iterator[tuple[Quantity, str]]:
    """The figures of a unit, each with the words before it, that are not told in comparison."""
    for match in TOKEN.finditer(text):
        head = text[: match.start()]
        if match[1] == unit and not COMPARED.search(head):
            yield figures[int(match[2])], head[-40:]


def _is_of_these(after: str, told: Sequence[tuple[Sentence, Quantity, str]]) -> bool:
    """Whether what follows the rest tells no other things than were told of."""
    noun = re.match(r"\W*\s*([a-z-]+)", after)
    known = {stem(word) for source, _, _ in told for word in re.findall(r"[a-z]{3,}", source.text.lower())}
    return not noun or bool(VERB.match(noun[1])) or stem(noun[1]) in known


def _rest(sentence: Sentence, rest: Quantity, told: Sequence[tuple[Sentence, Quantity, str]]) -> Iterator[Judgement]:
    """The rest of the last figure told as a whole, less those told after it, unless any of them make another sum."""
    figures = [q for _, q, _ in told]
    for first, whole in enumerate(figures):
        later = figures[first + 1 :]
        for n in range(1, len(later) + 1):
            for some in itertools.combinations(later, n):
                if _comes_to((*some, rest), whole):
                    yield from judge_sum(Sum(whole, (*some, rest), ALL, _places(sentence, rest, told[first:]), rest))
                    return
    heads = [n for n, (_, q, head) in enumerate(told) if WHOLE.search(head) and q.value > rest.value]
    if not heads or any(OTHER.search(source.text) for source, _, _ in told):
        return
    first = heads[-1]
    whole, parts = figures[first], (*figures[first + 1 :], rest)
    if (
        len(parts) > 1
        and all(q.value < whole.value and not q.qualifier for q in parts)
        and is_mistyped((whole, *parts), lambda every: _comes_to(every[1:], every[0]))
    ):
        yield from judge_sum(Sum(whole, parts, ALL, _places(sentence, rest, told[first:]), rest))


def _hundred(sentence: Sentence, rest: Quantity, told: Sequence[tuple[Sentence, Quantity, str]]) -> Iterator[Judgement]:
    """`97% paid. The remaining 5% did not`: the shares of the last sentence that has any."""
    source = told[-1][0] if told else sentence
    shares = [q for s, q, _ in told if s is source]
    if not shares or source is sentence or any(q.qualifier or q.signed or q.points for q in (*shares, rest)):
        return
    value = sum(q.value for q in (*shares, rest))
    places = (sentence.place(0, rest.end), source.place(shares[0].start, shares[-1].end))
    working = f"{' + '.join(q.text for q in (*shares, rest))} = {value:g}%"
    whole = Interval(100, 100)
    if Interval(sum(q.true.low for q in (*shares, rest)), sum(q.true.high for q in (*shares, rest))).meets(whole):
        yield Judgement(Verdict.CONSISTENT, "percentages_sum", places, working)
    elif (
        not OTHER.search(source.text)
        and any(q.value > 50 for q in shares)
        and is_mistyped((*shares, rest), lambda every: abs(sum(q.value for q in every) - 100) < 10.0**-rest.places / 2)
    ):
        should = f"{100 - value + rest.value:.{rest.places}f}%"
        yield Judgement(Verdict.WRONG, "percentages_sum", places, f"{working}; the whole is 100%", rest.text, should)


def _comes_to(parts: Sequence[Quantity], whole: Quantity) -> bool:
    return Interval(sum(q.true.low for q in parts), sum(q.true.high for q in parts)).meets(whole.true)


def _places(sentence: Sentence, rest: Quantity, told: Sequence[tuple[Sentence, Quantity, str]]) -> tuple[Place, ...]:
    own = [q for s, q, _ in told if s is sentence]
    places = [sentence.place(min(q.start for q in (*own, rest)), rest.end)]
    for source in dict.fromkeys(s for s, _, _ in told if s is not sentence):
        there = [q for s, q, _ in told if s is source]
        places.append(source.place(there[0].start, there[-1].end))
    return tuple(places)
