"""A place said of one of the figures that a sentence lists: `7.1, 7.4, 8.6 (Ours), 8.8 and 9.6; we are third lowest`."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.move_mentions import read_mentions
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import ORDINALS
from openscrutiny.claims.verdicts import Judgement, Verdict

LEVEL = r"\{[NPMT]\d+\}"
ITEM = rf"{LEVEL}(?:\s*\([A-Z][^(){{}}\d]{{1,30}}\))?"
LIST = re.compile(rf"{ITEM}(?:,\s+(?:and\s+)?{ITEM}){{2,}}(?:,?\s+and\s+{ITEM})?")
NAMED_ITEM = re.compile(r"\{[NPMT](\d+)\}\s*\(")
LOW = r"lowest|smallest|fewest|quickest|fastest|shortest|cheapest|least"
HIGH = r"highest|largest|greatest|slowest|longest|dearest|most|biggest"
PLACE = re.compile(
    rf"\b(?:(?P<digits>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS)}))(?:[\s-](?:(?P<low>{LOW})|(?P<high>{HIGH}))\b|\s+(?:out\s+)?of\s+(?:the\s+)?[a-z\d]+\b|\s+(?:in|among|within)\s+(?:the|its|this|our)\s+(?:family\s+)?(?:group|list|services|forces|table)\b)",
    re.IGNORECASE,
)
FIRST = re.compile(
    rf"\b(?:1st|first)(?:\s+place)?\s+(?:being|is|was|means|meaning|=)\s+(?:the\s+)?(?:(?P<low>{LOW})|(?P<high>{HIGH}))\b|\bfrom\s+(?:the\s+)?(?:(?P<low2>{LOW})|(?P<high2>{HIGH}))\s+to\s+(?:the\s+)?(?:{LOW}|{HIGH})\b",
    re.IGNORECASE,
)
NAME = r"[A-Z][A-Za-z’'-]+(?:\s[A-Z][A-Za-z’'-]+){0,2}"
NAMES = re.compile(
    rf"{NAME}\s+\(?{LEVEL}\)?(?:,\s+(?:and\s+)?{NAME}\s+\(?{LEVEL}\)?){{2,}}(?:,?\s+and\s+{NAME}\s+\(?{LEVEL}\)?)?"
)
NAMED_PLACE = re.compile(
    rf"\b(?P<name>{NAME})\s+(?:is|was|comes|came|stands|stood|ranks)\s+(?:in\s+)?(?P<word>(?i:{'|'.join(ORDINALS)}))(?:\s+place)?(?=\s*(?:[.;,]|$|of\s))"
)
OVER_TIME = re.compile(r"\b(?:since|ever|record|years?|months?|quarters?)\b", re.IGNORECASE)
FEWEST = 4


def check_listed_ranks(reading: Reading) -> Iterator[Judgement]:
    """Every place said of the one figure of a list, in its sentence or the next, that is marked as its owner's."""
    for sentence in reading.sentences:
        if sentence.in_table or len(sentence.quantities) < FEWEST:
            continue
        yield from _judge_names(sentence)
        lists = list(LIST.finditer(read_mentions(sentence.text).text))
        if len(lists) != 1:
            continue
        around = [s for s in reading.sentences[max(0, sentence.index - 1) : sentence.index + 2] if not s.in_table]
        for other in (sentence, *(s for s in around if s is not sentence)):
            places = list(PLACE.finditer(other.text))
            crowded = other is not sentence and LIST.search(read_mentions(other.text).text)
            over_time = places and OVER_TIME.search(other.text[places[0].end() : places[0].end() + 30])
            if len(places) == 1 and not crowded and not over_time:
                yield from _judge(sentence, lists[0], other, places[0])
                break


def _judge(sentence: Sentence, match: re.Match[str], other: Sentence, said: re.Match[str]) -> Iterator[Judgement]:
    figures = read_mentions(sentence.text).figures
    listed = [figures[int(i)] for i in re.findall(r"\{[NPMT](\d+)\}", match[0])]
    own = _own(sentence, other, match, listed)
    if own is None or len(listed) < FEWEST or len({q.unit for q in listed}) > 1 or any(q.qualifier for q in listed):
        return
    rank = int(said["digits"]) if said["digits"] else ORDINALS.index(said["word"].lower()) + 1
    told = next((m for text in (other.text, sentence.text) if (m := FIRST.search(text))), None)
    low = bool(said["low"]) or (not said["high"] and told is not None and bool(told["low"] or told["low2"]))
    high = bool(said["high"]) or (not said["low"] and told is not None and bool(told["high"] or told["high2"]))
    orders = [sign for sign, fits in ((1, low or not high), (-1, high or not low)) if fits]
    spans = [
        (
            1 + sum(sign * q.value < sign * own.value for q in listed),
            sum(sign * q.value <= sign * own.value for q in listed),
        )
        for sign in orders
    ]
    fine = any(first <= rank <= last for first, last in spans)
    if not fine and (low == high or len(listed) < rank - 1):
        return  # which end is first is not said
    places = (other.place(said.start(), said.end()), sentence.place(own.start, own.end))
    working = f"{own.text} is in place {spans[0][0]} of the {len(listed)} figures from the {'lowest' if orders[0] > 0 else 'highest'}"
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "rank", places, working, "" if fine else said[0],
        "" if fine else f"{spans[0][0]} of {len(listed)}",
    )  # fmt: skip


def _judge_names(sentence: Sentence) -> Iterator[Judgement]:
    """`Aire 94%, Tame 92%, Don 90% and Tees 88%; Don is in third place`: counted from the end that the list begins with, or from either."""
    mentions = read_mentions(sentence.text)
    lists, places = list(NAMES.finditer(mentions.text)), list(NAMED_PLACE.finditer(sentence.text))
    if len(lists) != 1 or len(places) != 1:
        return
    told = dict(re.findall(rf"({NAME})\s+\(?\{{[NPMT](\d+)\}}", lists[0][0]))
    listed, said = {name: mentions.figures[int(n)] for name, n in told.items()}, places[0]
    own = listed.get(said["name"])
    if own is None or len(listed) < FEWEST or len({q.unit for q in listed.values()}) > 1:
        return
    over = sum(q.value > own.value for q in listed.values())
    under, level = sum(q.value < own.value for q in listed.values()), sum(q.value == own.value for q in listed.values())
    rank = ORDINALS.index(said["word"].lower()) + 1
    values = [q.value for q in listed.values()]
    ends = [over] if values == sorted(values, reverse=True) else [under] if values == sorted(values) else [over, under]
    fine = any(before < rank <= before + level for before in ends)
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "rank", (sentence.place(said.start(), said.end()), sentence.place(own.start, own.end)),
        f"{own.text} is in place {over + 1} of the {len(listed)} figures from the highest", "" if fine else said[0],
        "" if fine else f"{over + 1} of {len(listed)}",
    )  # fmt: skip


def _own(sentence: Sentence, other: Sentence, match: re.Match[str], listed: list[Quantity]) -> Quantity | None:
    """The figure of the list with a name in brackets, or that stands alone beside it; none where several could be."""
    named = [int(i) for i in NAMED_ITEM.findall(match[0])]
    if named:
        return read_mentions(sentence.text).figures[named[0]] if len(named) == 1 else None
    alone = {
        q.value
        for s in {sentence, other}
        for q in read_mentions(s.text).figures
        if q not in listed and q.unit == listed[0].unit and (q.places == listed[0].places)
    } & {q.value for q in listed}
    found = [q for q in listed if q.value in alone]
    return found[0] if len(alone) == 1 else None
