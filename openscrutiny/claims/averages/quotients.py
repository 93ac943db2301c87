"""So many for each, beside what is shared out and by what: `63 awards worth £418,750, an average of £6,647 each`, `31 crashes, a rate of 21 per 10,000`.

The quotient is held to every two figures of its sentence that could be what it divides. It is wrong only where none makes it,
the words tell which two are meant, and a slip accounts for it.
"""

import itertools
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import MONTHS, Interval, Quantity, print_like
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.slips import is_mistyped, is_near
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

PERIOD = r"(?:day|week|month)"
ONE = r"(?:(?:an?|per|every|each|to (?:an?|each|every)|for (?:each|every)(?: one)?(?: of)?) (?P<one>(?!(?:on|of|in|for|time|year|cent|head|total|result)\b)[a-z-]+(?: [a-z]+(?= on average))?)|(?P<daily>daily)|(?P<each>each|apiece))"
TOTALLED = re.compile(r"\b(?:totalling|worth(?: a total of)?|to the value of|costing)\s+\{[NM]\d+\}[^{}.;]{0,30}$")
"""What stands before an average that needs no `each`: `14 grants totalling £420,000, an average of £30,000`."""
WHAT = r"(?P<what>(?:\s+(?!(?:of|in|on|at|for|to|than|and|or|more|per|a|an|each|every|daily|apiece|the|between|across)\b)[A-Za-z-]+){0,4})"
MEAN = re.compile(
    rf"(?:\b(?P<called>averag(?:e of|ing)|equat(?:es|ing) to|(?:the )?equivalent of|the (?:yield|average) (?:was|is)|on average there were|some)\s+|(?:,|;|\(|\band)\s*(?:or|which is|and|that is)?\s*|\s(?:or|and)\s+)(?:about |around |only |just |approximately |nearly |some )?\{{(?P<unit>[NM])(?P<mean>\d+)\}}{WHAT}(?:\s+{ONE}|(?P<bare>(?=[,.;)]|$)))(?P<after>\s+on average)?(?=[\s,.;:)]|$)"
)
PER = re.compile(
    r"\brate (?:was|is|of|stood at|came to|being)\s+\{N(?P<rate>\d+)\}(?:\s+[a-z]+){0,3}?\s+(?:per|for every) (?P<per>1,000|10,000|100,000)(?P<of>\s+of the \{N(?P<base>\d+)\})?(?:\s+(?P<one>[a-z]+))?"
    r"|\bper (?P<per2>1,000|10,000|100,000) (?P<one2>[a-z]+) \(\{N(?P<base2>\d+)\}[^{}()]*\) the rate (?:was|is) \{N(?P<rate2>\d+)\}"
)
"""A rate of so many to a thousand."""
FAR_BACK = 12
"""Sentences before a rate in which the people it is of may be counted."""
ACROSS = re.compile(r"\s+(?:across|over|in|for) the (?P<n>\d+|twelve|six|three) (?P<what>days|weeks|months)\b")
COMPARED = re.compile(
    r"(?:\b(?:from|than|against|compared (?:with|to)|versus|as opposed to|target of|aged|between|over|under|in) (?:the |an? )?)$"
)
OF_OTHERS = re.compile(r"\b(?:against|than|compared (?:with|to)|versus|from|to|target of)\s+(?:an?|the)?\s*$")
ELSEWHERE = re.compile(
    r"\s+(?:last year|the year before|in the previous|a year (?:ago|earlier)|more|fewer|less|higher|lower)\b|(?: [a-z]+)? (?:an?|per|each|every) (?:day|week|month)\b"
)
OTHER = re.compile(
    r"\b(?:target|national\w*|at least(?! one\b)|up to|respectively|weighted|median|working|weekdays?|nights?|peak|trains?|excluding|busiest|shift)\b",
    re.IGNORECASE,
)
YEAR = re.compile(
    r"\b(?:in|over|during|for|of) the (?:(?:whole |full |last |past |previous )?(?:financial |calendar )?year|(?:last |past |previous )?(?:12|twelve) months)\b|\b(?:previous|last|past) (?:12|twelve) months\b|\bannual|\b20\d\d[/-]\d\d\b|\byear (?:to|ending)\b|\b[Ii]n the year\b"
)
MONTH = re.compile(rf"\b(?:in|during|for) (?P<month>{MONTHS})\b")
MONTH_STARTS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LENGTHS = {"day": (365, 366), "week": (52, 52.3), "month": (12, 12)}
MOST = 6
"""Figures of a sentence among which the two that are meant can be told."""
ROUGH = 0.06
"""How far off, relative to it, a quotient told as `about` may be."""


def check_quotients(reading: Reading) -> Iterator[Judgement]:
    """Every figure told to be for each of some, or for a day, week or month, with what it divides."""
    for before, sentence in reading.sentence_pairs:
        if sentence.in_table or len(sentence.quantities) < 1:
            continue
        text, figures = worded_template(sentence)
        for match in PER.finditer(text):
            yield from _per_thousand(reading, before, sentence, text, match)
        for match in MEAN.finditer(text):
            mean = figures[int(match["mean"])]
            if match["bare"] is not None and not TOTALLED.search(text[: match.start()]):
                continue
            called = match["called"] or match["after"] or match["each"] or _apposed(text, match)
            if OTHER.search(text) or mean.signed or not called or OF_OTHERS.search(text[: match.start()]):
                continue
            period = "day" if match["daily"] else match["one"] or ""
            if re.fullmatch(PERIOD, period):
                yield from _by_time(before, sentence, text, match, mean, period)
            else:
                yield from _by_number(sentence, text, figures, match, mean)


def _apposed(text: str, match: re.Match[str]) -> bool:
    """Whether a figure stands for what was just told: `, or £50 a head,`, `193 a month or 6.3 a day`."""
    chained = re.search(r"(?:day|week|month)$", text[: match.start()])
    closed = re.match(r"\s*[,.;()]|$", text[match.end() :]) and re.match(
        r"(?:,|;|\()\s*(?:or|which is|that is)\b|\(", match[0]
    )
    return bool(chained or closed)


def _told(text: str, figures: Sequence[Quantity], *, moved: str | None = None) -> list[tuple[Quantity, str]]:
    """The figures outside brackets that are not told in comparison, each with the words after it; with `moved`, the one told with that word."""
    found = []
    for match in re.finditer(r"\{[NM](\d+)\}", text):
        head, tail = text[: match.start()], text[match.end() :]
        inside = head.count("(") > head.count(")")
        meant = tail.startswith(moved) if moved else not ELSEWHERE.match(tail)
        if not inside and not COMPARED.search(head) and meant:
            found.append((figures[int(match[1])], tail[:60].partition("{")[0]))
    return found


def _by_number(
    sentence: Sentence, text: str, figures: Sequence[Quantity], match: re.Match[str], mean: Quantity
) -> Iterator[Judgement]:
    told = [(q, tail) for q, tail in _told(text, figures) if q is not mean]
    pairs = [
        (one, two)
        for one, two in itertools.permutations(told, 2)
        if one[0].unit == mean.unit and two[0].unit == "n" and two[0].value > 1
    ]
    if not pairs or len(told) > MOST:
        return
    fitting = [(one[0], two[0]) for one, two in pairs if _is_quotient(one[0], two[0], mean)]
    if fitting:
        yield _judge(sentence, *fitting[0], mean, fine=True)
        return
    clause = max((m.end() for m in re.finditer(r"[;:]\s", text[: match.start()])), default=0)
    near = [q for q, _ in _told(text[clause : match.start()], figures)]
    one, what = _stems(match["one"] or ""), _stems(match["what"])
    pairs = [(a, b) for a, b in pairs if {id(a[0]), id(b[0])} <= {id(q) for q in near} and a[0].value > b[0].value]
    if one:
        pairs = [(a, b) for a, b in pairs if one & _stems(" ".join(b[1].split()[:4]))]
        if what:
            pairs = [(a, b) for a, b in pairs if what & _stems(" ".join(a[1].split()[:4]))]
    elif len(near) != 2:
        pairs = [(a, b) for a, b in pairs if what and what & _stems(" ".join(a[1].split()[:4]))]
    if len({(a[0].value, b[0].value) for a, b in pairs}) != 1:
        return
    (total, _), (number, _) = pairs[0]
    if not any(q.qualifier in {"over", "under"} for q in (total, number, mean)) and _is_slip(total, number, mean):
        yield _judge(sentence, total, number, mean, fine=False)


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[A-Za-z]{3,}", text.lower())}


def _is_quotient(total: Quantity, number: Quantity, mean: Quantity) -> bool:
    value = Interval(total.true.low / number.value, total.true.high / number.value)
    return value.meets(_printed(mean))


def _printed(mean: Quantity) -> Interval:
    half = max(0.5 * 10.0**-mean.places * mean.scale, ROUGH * mean.value if mean.qualifier else 0)
    return Interval(min(mean.true.low, mean.value - half), max(mean.true.high, mean.value + half))


def _is_slip(total: Quantity, number: Quantity, mean: Quantity) -> bool:
    return is_near(mean.value, total.value / number.value) or is_mistyped(
        (total, number, mean), lambda three: three[1].value > 0 and _is_quotient(three[0], three[1], three[2])
    )


def _judge(sentence: Sentence, total: Quantity, number: Quantity, mean: Quantity, *, fine: bool) -> Judgement:
    figures = (total, number, mean)
    place = sentence.place(min(q.start for q in figures), max(q.end for q in figures))
    should = print_like(f"{total.value / number.value / mean.scale:,.{mean.places}f}", mean)
    return _say((place,), mean, f"{total.text} / {number.text} = {should}", should, fine=fine)


def _say(places: tuple[Place, ...], mean: Quantity, working: str, should: str, *, fine: bool) -> Judgement:
    kind = "money" if mean.unit == "£" else "average"
    if fine:
        return Judgement(Verdict.CONSISTENT, kind, places, working)
    return Judgement(Verdict.WRONG, kind, places, f"printed as {mean.text}; {working}", mean.text, should)


def _by_time(
    before: Sentence | None, sentence: Sentence, text: str, match: re.Match[str], mean: Quantity, period: str
) -> Iterator[Judgement]:
    """`111 people died in June, an average of 3.7 a day`, `29,032 calls, an average of 316 a day across the 92 days`."""
    moved = re.match(r"\s(?:more|fewer|less)\b", match["what"])
    told = [
        (q, sentence) for q, _ in _told(text[: match.start()], worded_template(sentence)[1], moved=moved and moved[0])
    ]
    sources = [sentence]
    if not told and before is not None and not before.in_table:
        told, sources = [(q, before) for q, _ in _told(*worded_template(before))], [before, sentence]
    told = [(q, s) for q, s in told if q.unit == mean.unit and q.value > mean.value]
    charged = mean.unit == "£" and match[0].startswith("(") and len(told) == 1 and period != "day"
    spans = LENGTHS[period] if charged else _spans(" ".join(s.text for s in sources), text[match.end() :], period)
    if not spans or not told:
        return
    low, high = spans
    for total, source in told:
        true = Interval(total.true.low / high, total.true.high / low)
        fine = true.meets(_printed(mean))
        slip = is_near(mean.value, total.value / low) or is_mistyped(
            (total, mean), lambda two: Interval(two[0].true.low / high, two[0].true.high / low).meets(two[1].true)
        )
        if fine or (len(told) == 1 and slip and {mean.qualifier, total.qualifier} <= {"", "about", "nearly"}):
            should = print_like(f"{total.value / low / mean.scale:,.{mean.places}f}", mean)
            working = f"{total.text} / {low:g} {period}s = {should}"
            places: tuple[Place, ...] = (sentence.place(mean.start, match.end()), source.place(total.start, total.end))
            if source is sentence:
                places = (sentence.place(total.start, mean.end),)
            yield _say(places, mean, working, should, fine=fine)
            return


def _per_thousand(
    reading: Reading, before: Sentence | None, sentence: Sentence, text: str, match: re.Match[str]
) -> Iterator[Judgement]:
    """`There were 1,266 complaints. The rate is 420 per 1,000 employees`, of whom there are 3,014 in the same passage."""
    figures = worded_template(sentence)[1]
    rate, per = figures[int(match["rate"] or match["rate2"])], float((match["per"] or match["per2"]).replace(",", ""))
    if OTHER.search(text) or rate.qualifier:
        return
    one = stem(match["one"] or match["one2"] or "")
    number = match["base"] or match["base2"]
    bases = [(figures[int(number)], sentence)] if number else [
        (q, s)
        for s in reading.sentences[max(0, sentence.index - FAR_BACK) : sentence.index + 1]
        if not s.in_table
        for q, tail in _told(*worded_template(s))
        if q.whole and q.value >= per and re.match(rf"\s+(?:[a-z]+\s+)?{re.escape(one)}[a-z]*\b", tail) and one
    ]  # fmt: skip
    told = [(q, sentence) for q, _ in _told(text[: match.start()], figures)]
    if not told and before is not None and not before.in_table:
        told = [(q, before) for q, _ in _told(*worded_template(before))]
    told = [(q, s) for q, s in told if q.unit == "n" and not any(q is base for base, _ in bases)]
    if len({base.value for base, _ in bases}) != 1 or not told:
        return
    base, _ = bases[0]
    parts = [replace(q, value=q.value * per, true=q.true.scaled(per), scale=q.scale * per) for q, _ in told]
    fine = [part for part in parts if _is_quotient(part, base, rate)]
    slips = [
        part for part in parts[:1] if is_mistyped((part, base, rate), lambda x: x[1].value > 0 and _is_quotient(*x))
    ]
    for part in fine[:1] or slips:
        source, figure = next((s, q) for q, s in told if q.text == part.text)
        should = f"{part.value / base.value:,.{rate.places}f}"
        places = (
            sentence.place(rate.start, rate.end),
            source.place(figure.start, figure.end),
            bases[0][1].place(base.start, base.end),
        )
        yield _say(places, rate, f"{figure.text} / {base.text} x {per:,.0f} = {should}", should, fine=bool(fine))


def _spans(told: str, after: str, period: str) -> tuple[float, float] | None:
    """How many days, weeks or months the one time told of has, at least and at most."""
    if across := ACROSS.match(after):
        number = {"twelve": 12, "six": 6, "three": 3}.get(across["n"]) or int(across["n"])
        return (number, number) if across["what"] == f"{period}s" else None
    months = {m["month"][:3] for m in MONTH.finditer(told)}
    if len(months) == 1 and not YEAR.search(told):
        days = monthrange(2023, 1 + MONTH_STARTS.index(months.pop()))[1]
        return {"day": (days, days + (days == 28)), "week": (days / 7, (days + 1) / 7)}.get(period)
    return LENGTHS[period] if YEAR.search(told) and not months else None
