"""Words of size beside the figure they are said of: `three quarters (62%)`, `over 80% (78%)`, `rose by a fifth, from 40 to 45`, `doubled from 48 to 91`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_shares import share_template
from openscrutiny.claims.shares.money_shares import money_groups
from openscrutiny.claims.shares.shares import judge_size
from openscrutiny.claims.verdicts import Judgement

WORDS = r"(?:\s+(?!of\b)[A-Za-z’'-]+)"
SIZED = re.compile(
    rf"\{{(?P<kind>[PF])(?P<size>\d+)\}}(?P<what>\s+of{WORDS}{{1,4}}|{WORDS}{{0,2}})(?P<link>\s*\(|,\s+(?:at\s+)?|\s+of\s+)\{{P(?P<share>\d+)\}}(?=[);,]|\s|$|\.)"
)
SAID_AFTER = re.compile(
    rf"\{{P(?P<share>\d+)\}}(?:\s+of{WORDS}{{1,3}})?(?P<link>,\s*|\s*\()\{{(?P<kind>F)(?P<size>\d+)\}}(?P<what>)[,)]"
)
PUT_AGAIN = re.compile(
    r"^\W*(?:to put (?:it|this|that) another way|put another way|in other words)\b[^{}]{0,30}\{F(?P<size>\d+)\}",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:not|no|none|nobody|never|neither|without)\b|n[’']t\b", re.IGNORECASE)
PEOPLE = re.compile(
    r"\b(?:respondents|people|residents|staff|officers|victims|callers|households|businesses|calls|cases|members|tenants|patients)\b",
    re.IGNORECASE,
)
"""Of these `most` says more than half; of others it may say the greatest number."""
BETWEEN = re.compile(r"\bbetween\b[^{}.;,]{0,30}(?:\{\w+\}[^{}.;,]{0,20})?\band\s+$", re.IGNORECASE)
CHANGED = re.compile(
    r"\b(?:rose|risen|increased|grew|grown|up|fell|fallen|decreased|reduced|dropped|declined|down|increase|rise|growth|reduction|fall|decrease|drop)\s+(?:by\s+|of\s+)?\{F(?P<size>\d+)\}"
    r"[\s,(]+(?:from\s+)?\{(?P<unit>[NMP])(?P<before>\d+)\}(?:\s+[a-zA-Z]+){0,4}?\s+to\s+(?:just\s+)?\{(?P=unit)(?P<after>\d+)\}",
    re.IGNORECASE,
)
MULTIPLES = {"doubled": 2.0, "trebled": 3.0, "tripled": 3.0, "quadrupled": 4.0, "halved": 0.5}
TIMES = {"double": 2.0, "twice": 2.0, "treble": 3.0, "triple": 3.0, "three times": 3.0, "four times": 4.0, "half": 0.5}
MULTIPLIED = re.compile(
    rf"(?P<lead>\b[a-z]+\s+[a-z]+\s+)?\b(?P<word>{'|'.join(MULTIPLES)})\b(?:\s+(?:over|in|during|since)\s+[^{{}}.;,()]{{1,40}})?\s*,?\s*\(?from\s+(?:[a-z]+\s+){{0,3}}\{{(?P<unit>[NMP])(?P<before>\d+)\}}[^{{}}.;]{{0,50}}?\bto\s+(?:[a-z]+\s+){{0,3}}\{{(?P=unit)(?P<after>\d+)\}}",
    re.IGNORECASE,
)
MANY = 1e3
AS_MANY = re.compile(
    rf"\{{(?P<unit>[NMP])(?P<after>\d+)\}}[^{{}}.;()]{{0,60}}?,\s*(?:which is\s+)?(?P<lead>[a-z]+(?:\s+[a-z]+)?\s+)?(?P<word>{'|'.join(TIMES)}|\{{F\d+\}})\s+(?!(?:of\s+(?:them|these|those|whom|which)|(?:the\s+)?(?:time|cost|price|pay|length|size|distance|speed|value|area|weight|work|workload|space))\b)(?:the\s+|that of\s+|as many as the\s+)?"
    r"(?:[a-z]+\s+){0,3}\{(?P=unit)(?P<before>\d+)\}",
    re.IGNORECASE,
)


def check_worded_sizes(reading: Reading) -> Iterator[Judgement]:
    """Every share in words, or bounded, beside its percentage; changes by a fraction; things doubled and halved."""
    groups = money_groups(reading)
    for sentence in reading.sentences:
        text, figures = share_template(sentence)
        if not figures:
            continue
        for match in (*SIZED.finditer(text), *SAID_AFTER.finditer(text)):
            yield from _sized(sentence, text, figures, match)
        for match in CHANGED.finditer(text):
            yield from _changed(sentence, figures, match)
        for match in (*MULTIPLIED.finditer(text), *AS_MANY.finditer(text)):
            yield from _multiplied(sentence, figures, match)
        if again := PUT_AGAIN.match(text):
            yield from _put_again(reading, sentence, figures[int(again["size"])])
        yield from _majority_of_money(sentence, groups)


def _sized(sentence: Sentence, text: str, figures: Sequence[Quantity], match: re.Match[str]) -> Iterator[Judgement]:
    size, share = figures[int(match["size"])], figures[int(match["share"])]
    if match["link"].strip() == "of" and share.value <= 1:
        return  # `three quarters of one per cent`
    bracket, most = "(" in match["link"], size.text.lower() == "most"
    if re.search(r"\bof (?:them|these|those|whom|which)$", match["what"]):
        return  # `most (58%), half of them (29%)`
    if match["kind"] == "P":
        if not bracket or size.qualifier not in {"over", "under"} or not re.match(r"$|\s+of\b", match["what"]):
            return
        size = replace(
            size, true=Interval(max(size.true.low, 0), min(size.true.high, 100)), text=f"{size.qualifier} {size.text}"
        )
    if match["link"].strip() == "," and match.re is SIZED and text[match.end() : match.end() + 1] != ",":
        return
    if (
        share.signed
        or share.points
        or BETWEEN.search(text[: match.start()])
        or (most and not PEOPLE.search(match["what"]))
    ):
        return
    place = (sentence.place(min(size.start, share.start), max(size.end, share.end)),)
    yield judge_size(size, share.true, share.text, f"'{size.text}' beside {share.text}", place)


def _put_again(reading: Reading, sentence: Sentence, size: Quantity) -> Iterator[Judgement]:
    """`34% were upheld. To put it another way, over a third were`: the one percentage of the sentence before."""
    before = reading.sentences[sentence.index - 1] if sentence.index else sentence
    shares = [q for q in share_template(before)[1] if q.unit == "%"]
    if before is not sentence and len(shares) == 1 and not before.in_table and not shares[0].signed:
        (share,) = shares
        places = (sentence.place(size.start, size.end), before.place(share.start, share.end))
        rest = Interval(100 - share.true.high, 100 - share.true.low)
        true = rest if DENIED.search(sentence.text + before.text) and rest.meets(size.true) else share.true
        yield judge_size(size, true, share.text, f"'{size.text}' for {share.text}", places)


def _changed(sentence: Sentence, figures: Sequence[Quantity], match: re.Match[str]) -> Iterator[Judgement]:
    size, before, after = (figures[int(match[name])] for name in ("size", "before", "after"))
    if (true := ratio(after.true - before.true, before.true)) is None:
        return
    change = f"{abs(after.value - before.value) / before.value * 100:.0f}%"
    place = (sentence.place(size.start, max(before.end, after.end)),)
    yield judge_size(
        size, Interval(*sorted((abs(true.low), abs(true.high)))), change, f"'{size.text}' beside {change}", place
    )


def _multiplied(sentence: Sentence, figures: Sequence[Quantity], match: re.Match[str]) -> Iterator[Judgement]:
    """`more than doubled, from 48 to 91`, `£2.4m, almost double the £1.9m`."""
    before, after = figures[int(match["before"])], figures[int(match["after"])]
    word, lead = match["word"].lower(), (match["lead"] or "").lower()
    if word.startswith("{"):
        share = figures[int(word[2:-1])]
        *told, word = share.text.lower().split()
        lead = " ".join(told)
    factor = {**MULTIPLES, **TIMES}.get(word)
    if before.value <= 0 or factor is None:
        return
    if re.search(r"more than|over", lead):
        low, high = (factor * 0.995, MANY) if factor > 1 else (0.0, factor * 1.005)
    elif re.search(r"less than|under|below|fewer than", lead):
        low, high = 0.0, factor * 1.005
    elif re.search(r"nearly|almost", lead):
        low, high = (factor * 0.75, factor * 1.05) if factor > 1 else (factor * 0.95, factor * 1.25)
    else:
        room = 0.25 if re.search(r"around|about|roughly", lead) else 0.125
        low, high = factor * (1 - room), factor * (1 + room)
    times = after.value / before.value
    size = Quantity(factor, Interval(low, high), "n", 1, word, before.start, after.end)
    place = (sentence.place(min(before.start, after.start), max(before.end, after.end)),)
    yield judge_size(
        size,
        Interval(times, times),
        f"{times:.1f} times",
        f"'{word}', but {before.text} to {after.text} is {times:.2f} times",
        place,
    )


def _majority_of_money(sentence: Sentence, groups: list[dict[str, tuple[Quantity, Sentence]]]) -> Iterator[Judgement]:
    """`the majority willing to pay £20`, where the shares for each sum are given elsewhere and that for £20 is under a half."""
    text, figures = share_template(sentence)
    match = re.search(
        r"\{F(?P<size>\d+)\}(?:\s+[a-z]+){0,5}\s+(?:an?\s+)?(?:extra\s+|additional\s+)?\{M(?P<sum>\d+)\}", text
    )
    if (
        not match
        or "majority" not in figures[int(match["size"])].text
        or any(q.unit == "%" and q.places for q in figures)
    ):
        return
    size, money = figures[int(match["size"])], figures[int(match["sum"])]
    shares = [group[money.text] for group in groups if len(group) >= 3 and money.text in group]
    if shares and all(share.true.high < size.true.low for share, _ in shares):
        share, other = shares[0]
        places = (sentence.place(size.start, money.end), other.place(share.start, share.end))
        yield judge_size(
            size, share.true, "the largest share", f"'{size.text}' for {money.text}, which has {share.text}", places
        )
