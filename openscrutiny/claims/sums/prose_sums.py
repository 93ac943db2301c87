"""Totals in prose and the parts that the same sentence gives: made up of, a list after a colon, weekly and yearly sums."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.directions import DIRECTION, template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

CLOSE = 0.3
"""A sum further than this from the total, relative to it, is of other things and says nothing."""
MADE_UP = re.compile(
    r"\{(?P<unit>[NM])(?P<total>\d+)\}(?P<gap>[^{}.;]{0,70}?)\b(?:(?:is|are|was|were)\s+)?(?:made up (?:of|from)|(?<!is )(?<!are )(?<!was )(?<!were )being|compris(?:es|ing|ed of|ed)|consist(?:s|ing|ed) of|(?:funded|financed|met) (?:by|from)|be (?:funded|financed|met) (?:by|from)"
    r"|split (?:between|across|as)|broken down (?:as|into|between)|divided (?:between|into))\b(?P<parts>[^;]{5,300})",
    re.IGNORECASE,
)
COLON = re.compile(
    r"\{(?P<unit>[NM])(?P<total>\d+)\}(?P<gap>(?:\s+(?!to\b|(?<!came )(?<!comes )from\b)[A-Za-z’'-]+){0,8}?)(?P<colon>:|\s[–—-])\s+(?P<parts>\{(?P=unit)\d+\}[^;:]{5,300})"
)
BRACKET = re.compile(
    r"\{(?P<unit>[NM])(?P<total>\d+)\}(?P<gap>[^{}()]{0,60})\((?P<parts>[^()]*\{(?P=unit)\d+\}[^()]*\{(?P=unit)\d+\}[^()]*)\)"
)
SOME = re.compile(
    r"includ|e\.g|such as|of wh(?:ich|om)|\balso\b|for example|mainly|largest|rang|notably|up from|down from|compared|target|\bper\b|each|respectively|previous|last year|more than|at least|between|\bthen\b|counted twice|overlap|more than one|double[\s-]count|as well",
    re.IGNORECASE,
)
"""Words of a list that does not give every part, or that gives something other than parts."""


def check_sums(reading: Reading) -> Iterator[Judgement]:
    """Every total whose parts stand in the same sentence."""
    for before, sentence in reading.sentence_pairs:
        text, figures = worded_template(sentence)
        if not figures:
            continue
        if before is not None and sentence.quantities:
            yield from _of_the_last(sentence, template(sentence)[0], before)
        if len(figures) < 2:
            continue
        for pattern, least in ((MADE_UP, 2), (COLON, 2), (BRACKET, 3)):
            for match in pattern.finditer(text):
                yield from _judge_parts(sentence, figures, match, least)
        yield from _totalled(sentence)
        yield from _outcomes(sentence, text, figures)
        yield from _balance(sentence, text, figures)
        yield from _by_week(sentence, text, figures)


CONTINUED = re.compile(
    r"^\W*(?:It|This|They|These|That|Which)\b[^{}.;]{0,30}?\b(?:made up (?:of|from)|compris(?:es|ing|ed of)|consists? of|(?:funded|financed|met) (?:by|from))\b(?P<parts>[^;]{5,300})",
    re.IGNORECASE,
)
WEEKLY = re.compile(
    r"\b(?:equivalent to|equates to|equal to|works out at|amounts to|or)\s+(?:just\s+|about\s+|around\s+|an extra\s+|under\s+)*\{M(?P<part>\d+)\}\s+(?:a|per|each)\s+(?P<period>week|month)\b",
    re.IGNORECASE,
)


def _of_the_last(sentence: Sentence, text: str, before: Sentence) -> Iterator[Judgement]:
    """Sentences that go on from the sum of money or count of the one before: `It will be funded by`, `This is equivalent to 29p a week`."""
    quantities = sentence.quantities
    if match := CONTINUED.match(text):
        units = set(re.findall(r"\{([NMP])\d+\}", match["parts"]))
        parts = [quantities[int(i)] for i in re.findall(r"\{[NM](\d+)\}", match["parts"])]
        totals = [q for q in before.quantities if parts and q.unit == parts[0].unit]
        unit = next(iter(units - {"P"}), "")
        if (
            totals
            and len(parts) >= 2
            and len(units - {"P"}) == 1
            and not SOME.search(match["parts"])
            and _is_list(match["parts"], unit)
        ):
            total = totals[-1]
            judged = judge_sum(
                total, parts, (before.place(total.start, total.end), sentence.place(parts[0].start, parts[-1].end))
            )
            if judged:
                yield judged
    match = WEEKLY.search(text)
    if match and re.match(r"\W*(?:This|It|That|Which|The (?:increase|rise))\b", text) and len(quantities) == 1:
        earlier, _ = template(before)
        rises = re.findall(r"\b(?:by|of)\s+(?:an extra\s+)?\{M(\d+)\}", earlier)
        if len(rises) == 1:
            year, part = before.quantities[int(rises[0])], quantities[int(match["part"])]
            places = (before.place(year.start, year.end), sentence.place(part.start, part.end))
            yield _judge_period(year, part, match["period"].lower(), places)


UNREAD = re.compile(r"\b(?:999|101|111|112)\b")
"""Numbers that may be a telephone service and so are not read as counts."""


def hides_part(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch holds a number that was not read as a count, and may be one of the parts."""
    read = [(q.start, q.end) for q in sentence.quantities]
    return any(
        not any(first <= match.start() < last for first, last in read)
        for match in UNREAD.finditer(sentence.text, start, end)
    )


def judge_sum(total: Quantity, parts: list[Quantity], places: tuple[Place, ...]) -> Judgement | None:
    """Whether parts come to a printed total; None where they are too far from it to be its parts."""
    value = sum(q.value for q in parts)
    working = " + ".join(q.text for q in parts) + f" = {value / total.scale:,.10g}"
    if Interval(sum(q.true.low for q in parts), sum(q.true.high for q in parts)).meets(total.true):
        return Judgement(Verdict.CONSISTENT, "sum", places, working)
    if total.qualifier or any(q.qualifier for q in parts) or abs(value - total.value) > CLOSE * abs(total.value):
        return None
    decimals = max(q.places for q in parts)
    should = f"{value / total.scale:,.{decimals}f}" if total.scale != 1 else f"{value:,.{total.places}f}"
    return Judgement(
        Verdict.WRONG, "sum", places, f"printed as {total.text}; {working}", total.text, print_like(should, total)
    )


def _judge_parts(
    sentence: Sentence, quantities: Sequence[Quantity], match: re.Match[str], least: int
) -> Iterator[Judgement]:
    total = quantities[int(match["total"])]
    listed = match["parts"]
    inside = re.findall(r"\(([^()]*)\)", listed)
    if least == 2 and not (len(inside) >= 2 and all(len(re.findall(r"\{", part)) == 1 for part in inside)):
        listed = re.sub(r"\([^()]*\)", " ", listed)
    if listed.count(")") > listed.count("(") and "(" in match["gap"]:
        listed = listed[: listed.index(")")]
    listed = re.split(r"\.\s|\b(?:while|whilst|but|which|with|an increase|a decrease)\b", listed)[0]
    parts = [quantities[int(i)] for i in re.findall(rf"\{{{match['unit']}(\d+)\}}", listed)]
    if (
        len(parts) < least
        or SOME.search(re.sub(r"\blast year\b", " ", match["gap"]) + match["parts"])
        or (least == 3 and "{P" in listed)
    ):
        return
    broken = listed.count("(") != listed.count(")")
    bare = least == 3 and match["unit"] == "M"
    if DIRECTION.search(listed) or broken or not (_is_list(listed, match["unit"]) or (bare and _is_bare(listed))):
        return
    judged = judge_sum(total, parts, (sentence.place(total.start, parts[-1].end),))
    if judged and (
        judged.verdict is Verdict.CONSISTENT
        or least != 2
        or "colon" not in match.groupdict()
        or _whole_list(total, parts)
    ):
        yield judged


def _is_list(listed: str, unit: str) -> bool:
    """Whether the parts are set out as a list: parted by commas, `and`, `plus`, each with words of its own."""
    gaps = re.split(rf"\{{{unit}\d+\}}", listed)[1:-1]
    return all(re.search(r"[,;&]|\band\b|\bplus\b", gap) and re.search(r"[A-Za-z]{2}", gap) for gap in gaps)


def _is_bare(listed: str) -> bool:
    """Sums of money alone, parted by commas and `and`: `(£1.2m, £0.8m and £0.4m)`."""
    return bool(re.fullmatch(r"\s*(?:\{M\d+\}(?:,\s*|,?\s+and\s+)?)+\s*", listed))


def _whole_list(total: Quantity, parts: list[Quantity]) -> bool:
    """A list after a colon that falls well short of the total may leave things out."""
    value = sum(q.value for q in parts)
    turned = sorted(f"{value / total.scale:.{total.places}f}") == sorted(
        f"{total.value / total.scale:.{total.places}f}"
    )
    return value >= 0.85 * total.value or (turned and total.places > 0)


TOTALLED = re.compile(
    r"((?:\{([NM])\d+\}[^{}.;()]{0,45}?(?:,|\band\b|\bplus\b)[^{}.;()]{0,25}?)+\{\2(?:\d+)\})[^{}.;]{0,45}?\b(?:a total of|(?:a |giving a |making a )?(?:year[\s-]to[\s-]date |combined |grand |overall )?total(?:l?ing|s)?(?: of)?|mak(?:ing|es)|giv(?:ing|es)|(?:giv|mak)(?:ing|es)\s+an?\s+(?:overall|combined|total)\s+[a-z]+\s+of|(?:giv|mak)(?:e|es|ing)\s+(?:a\s+)?total\s+[a-z]+(?:\s+of)?|(?:adding|adds|coming|comes) (?:up )?to|altogether|in all)\s+\{\2(\d+)\}"
)

AGAINST = re.compile(r"\b(?:against|than|from|beside|not)\s+(?:a|the)?\s*(?:[a-z]+\s+){0,2}?total", re.IGNORECASE)
LAST_YEAR = re.compile(r"[^.;,]{0,30}?\b(?:last year|(?:the )?(?:previous|same|year before)\b)")
"""A total that is of another time than the parts before it."""


def _totalled(sentence: Sentence) -> Iterator[Judgement]:
    """`£1.2m, £0.8m and £0.45m, a total of £2.45m`, `Four men and 31 women, making 35`."""
    text, figures = worded_template(sentence)
    for match in TOTALLED.finditer(text):
        parts = [figures[int(i)] for i in re.findall(r"\{[NM](\d+)\}", match[1])]
        total = figures[int(match[3])]
        elsewhere = AGAINST.search(match[0]) or LAST_YEAR.match(sentence.text, total.end)
        if (
            len(parts) >= 2
            and not SOME.search(match[0])
            and not elsewhere
            and not hides_part(sentence, parts[0].start, total.end)
        ):
            judged = judge_sum(total, parts, (sentence.place(parts[0].start, total.end),))
            if judged:
                yield judged


OUTCOMES = re.compile(
    r"\b(?:of (?:the|these|those|all)\s+)?\{N(?P<total>\d+)\}\s+(?P<what>[a-z ]{3,30}?),\s+(?P<parts>\{N\d+\}[^{}.;]{3,40}(?:,\s*\{N\d+\}[^{}.;]{3,40})*,?\s*\band\s+\{N\d+\}[^{}.;]{3,40})",
    re.IGNORECASE,
)


def _outcomes(sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Judgement]:
    """`Of the 14 complaints, 7 were upheld, 3 partly upheld and 4 not upheld`: outcomes of one kind, one of them `not`."""
    for match in OUTCOMES.finditer(text):
        numbers = [int(i) for i in re.findall(r"\{N(\d+)\}", match["parts"])]
        words = [set(re.findall(r"[a-z]{5,}", part.lower())) for part in re.split(r"\{N\d+\}", match["parts"])[1:]]
        shared = Counter(word for part in words for word in part).most_common(1)
        if (
            len(numbers) < 3
            or not shared
            or shared[0][1] < max(3, len(numbers) - 1)
            or not re.search(r"\bnot\b|\bun[a-z]+ed\b", match["parts"])
        ):
            continue
        parts, total = [figures[i] for i in numbers], figures[int(match["total"])]
        judged = judge_sum(total, parts, (sentence.place(total.start, parts[-1].end),))
        if judged:
            yield judged


BALANCE = re.compile(
    r"\b(?P<first>income|revenue|receipts|funding|expenditure|spending|spend|costs?)\b(?:\s+(?:of|was|were|is|totalled|came to|at))+\s+\{M(\d+)\}[^{}.;]{0,40}?\b(?:and|against|with|less|,)\s+(?:an?\s+|the\s+)?(?:total\s+)?"
    r"(?P<second>income|revenue|receipts|funding|expenditure|spending|spend|costs?)\b(?:\s+(?:of|was|were|is|totalled|came to|at))*\s+\{M(\d+)\}[^{}.;]{0,40}?\b(?:deficit|surplus|shortfall|difference|gap)\s+of\s+\{M(\d+)\}",
    re.IGNORECASE,
)


def _balance(sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Judgement]:
    """`income of £3.2m and expenditure of £4.1m give a deficit of £0.9m`."""
    for match in BALANCE.finditer(text):
        one, two, left = (figures[int(match[i])] for i in (2, 4, 5))
        if match["first"].lower() == match["second"].lower():
            continue
        gap = one.true - two.true if one.value > two.value else two.true - one.true
        value = abs(one.value - two.value)
        fine = gap.meets(left.true)
        place = (sentence.place(one.start, left.end),)
        should = f"{value / left.scale:,.{left.places}f}"
        yield Judgement(
            Verdict.CONSISTENT if fine else Verdict.WRONG, "sum", place, f"{one.text} and {two.text} differ by {should}", "" if fine else left.text,
            "" if fine else should,
        )  # fmt: skip


YEARLY = re.compile(
    r"\{M(?P<year>\d+)\}\s+(?:a|per|each)\s+(?:year|annum)(?:\s+[A-Za-z]+){0,6}?\s*(?:,|\(|\bor\b|\bwhich is\b|\bequivalent to\b)\s*(?:or\s+|about\s+|around\s+|just\s+|equivalent to\s+|an extra\s+)*\{M(?P<part>\d+)\}\s+(?:a|per|each)\s+(?P<period>week|month)\b",
    re.IGNORECASE,
)
IN_A_YEAR = {"week": (52.0, 365.25 / 7), "month": (12.0, 12.0)}


def _by_week(sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Judgement]:
    """`£15 a year, or 29 pence a week`."""
    for match in YEARLY.finditer(text):
        year, part = figures[int(match["year"])], figures[int(match["part"])]
        yield _judge_period(year, part, match["period"].lower(), (sentence.place(year.start, part.end),))


def _judge_period(year: Quantity, part: Quantity, period: str, places: tuple[Place, ...]) -> Judgement:
    few, many = IN_A_YEAR[period]
    step = 0.01 if part.scale != 1 or part.places else 1.0
    true = Interval(
        (year.value - (0.005 if year.places else 0.5 if year.qualifier else 0)) / many, year.true.high / few
    )
    room = step * (1.0 if not part.qualifier else 3.0)
    fine = true.meets(Interval(part.value - room, part.value + room))
    pounds = year.value / few
    should = f"{pounds * 100:.0f}p" if pounds < 1 else f"£{pounds:.2f}"
    return Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "sum", places, f"{year.text} a year is {should} a {period}", "" if fine else part.text,
        "" if fine else should,
    )  # fmt: skip
