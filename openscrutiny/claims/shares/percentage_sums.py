"""Percentages of one whole in prose: the remainder, answers that exclude each other, and breakdowns."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import DIRECTION, template
from openscrutiny.claims.reading.part_kinds import SEVERAL
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.shares.money_shares import money_pairs
from openscrutiny.claims.verdicts import Judgement, Verdict

HUNDRED = Interval(100, 100)
REMAINING = re.compile(
    r"\b(?:remaining|the rest|remainder|the other)\s*(?:of\s+\w+\s*)?[^{}\w]{0,4}(?:around\s+|was\s+|were\s+|is\s+|are\s+)?\{P(\d+)\}",
    re.IGNORECASE,
)
DONT_KNOW = r"\b(?:(?:did not|don['’]?t|didn['’]?t|do not) know|unsure|not sure|undecided|no (?:opinion|view|preference)|neither|uncertain)\b"
OPPOSITE = (
    (
        r"\b(?:increas\w*|higher|more)\b",
        r"\b(?:no change|same|unchanged|not changed)\b",
        r"\b(?:decreas\w*|lower|less)\b",
    ),
    (r"\b(?:better|improv\w*)\b", r"\b(?:no change|same|unchanged)\b", r"\b(?:worse\w*)\b"),
    (r"(?<!neither )\bagree", r"\bneither\b", r"(?<!nor )\bdisagree"),
    (r"(?<!neither )\bsatisfied", r"\bneither\b", r"(?<!nor )\bdissatisfied"),
    (r"\b(?:think|thinks|thought|believe|said|felt|feel)\b", r"\bneither\b", r"(?<!nor )\bdisagree"),
    (r"\b(?:support\w*|in favour|agreed?)\b(?!.*\bnot?\b)", r"\b(?:oppos\w*|against|disagreed?)\b", DONT_KNOW),
    (r"\b(?:yes|agreed)\b", r"\b(?:no|disagreed)\b(?!\s+(?:change|opinion|view|preference))", DONT_KNOW),
    (
        r"\b(?:female|women)\b",
        r"\b(?:male|men)\b",
        r"\b(?:prefer\w*|non-binary|other|another|not stated|undisclosed|unknown)\b",
    ),
)
TWO = (
    (r"(?:said\s+)?yes", r"(?:said\s+)?no(?!\s+(?:change|opinion|view))"),
    (r"(?:were\s+|are\s+)?(?:female|women)", r"(?:were\s+|are\s+)?(?:male|men)"),
    (r"support(?:ed|ing)?|were in favour|in favour", r"oppos(?:ed|ing)|were against|against"),
    (r"agreed?", r"disagreed?"),
    (r"(?:were\s+|are\s+)?satisfied", r"(?:were\s+|are\s+)?dissatisfied"),
)
"""Answers of which nobody gives both, and which may leave out some."""


def check_percentage_sums(reading: Reading) -> Iterator[Judgement]:
    """Percentages that one sentence divides a whole into."""
    for sentence in reading.sentences:
        percents = [q for q in sentence.quantities if q.unit == "%"]
        if len(percents) < 2:
            continue
        text, _ = template(sentence)
        remaining = REMAINING.search(text)
        groups = _exclusive(sentence, text)
        if remaining and "other than" not in remaining[0]:
            rest = sentence.quantities[int(remaining[1])]
            before = [q for q in percents if q.start < rest.start]
            before = _same_list(sentence, before)
            if before and not re.search(r"\bof the \{P\d+\}", text):
                yield _judge_remaining(sentence, before, rest)
        elif not groups:
            yield from _broken_down(sentence, percents)
        else:
            total = Interval(sum(q.true.low for q in groups), sum(q.true.high for q in groups))
            value = sum(q.value for q in groups)
            place = (sentence.place(groups[0].start, groups[-1].end),)
            working = " + ".join(q.text for q in groups) + f" = {value:g}%"
            fine = total.low <= 100 + 1e-9
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "percentages_sum", place,
                f"{working}, of one whole", "" if fine else f"{value:g}%", "" if fine else "100% or less",
                "" if fine else _lost_point(groups, value),
            )  # fmt: skip


BREAKDOWN = re.compile(
    r"pie chart|breakdown|broken down|break down|split (?:between|as)|made up of|compris|consist(?:s|ed) of|divided",
    re.IGNORECASE,
)


def _broken_down(sentence: Sentence, percents: list[Quantity]) -> Iterator[Judgement]:
    """A list of shares that the sentence says a whole is made up of."""
    if (
        len(percents) < 3
        or not BREAKDOWN.search(sentence.text)
        or SEVERAL.search(sentence.text)
        or DIRECTION.search(sentence.text)
    ):
        return
    if BREAKDOWN.search(sentence.text).start() > percents[0].start:  # type: ignore[union-attr]
        return
    total = Interval(sum(q.true.low for q in percents), sum(q.true.high for q in percents))
    value = sum(q.value for q in percents)
    place = (sentence.place(percents[0].start, percents[-1].end),)
    working = " + ".join(q.text for q in percents) + f" = {value:g}%"
    if total.meets(HUNDRED):
        yield Judgement(Verdict.CONSISTENT, "percentages_sum", place, working)
    elif total.low > 100 or value > 85:
        yield Judgement(Verdict.WRONG, "percentages_sum", place, f"{working}; the whole is 100%", f"{value:g}%", "100%")


def _same_list(sentence: Sentence, before: list[Quantity]) -> list[Quantity]:
    """The shares that the remainder completes: those with no other subject between."""
    chosen = before[-1:]
    for earlier in reversed(before[:-1]):
        between = sentence.text[earlier.end : chosen[0].start]
        if re.search(r"\b(?:however|similarly|survey|compared|in total)\b|[.;]", between, re.IGNORECASE):
            break
        chosen.insert(0, earlier)
    return chosen


def _judge_remaining(sentence: Sentence, before: list[Quantity], rest: Quantity) -> Judgement:
    place = (sentence.place(before[0].start, rest.end),)
    both = [*before, rest]
    total = Interval(sum(q.true.low for q in both), sum(q.true.high for q in both))
    if not total.meets(HUNDRED) and before[-1].true.low + rest.true.low <= 100 <= before[-1].true.high + rest.true.high:
        both, total = [before[-1], rest], HUNDRED
    value = sum(q.value for q in both)
    working = " + ".join(q.text for q in both) + f" = {value:g}%"
    if total.meets(HUNDRED):
        return Judgement(Verdict.CONSISTENT, "percentages_sum", place, working)
    if total.low > 100 or len(before) == 1:
        should = 100 - sum(q.value for q in before)
        return Judgement(
            Verdict.WRONG,
            "percentages_sum",
            place,
            f"{working}; with the remainder it must come to 100%",
            rest.text,
            f"{should:g}%",
        )
    return Judgement(Verdict.CANNOT_TELL, "percentages_sum", place, working)


def _exclusive(sentence: Sentence, text: str) -> list[Quantity]:
    """The shares of answers that exclude each other: increase, no change and decrease; or 'X% said ... by how much'."""
    percents = [q for q in sentence.quantities if q.unit == "%"]
    for words in OPPOSITE:
        found = []
        for pattern in words:
            nearest = _attached(sentence, percents, pattern)
            if nearest is not None:
                found.append(nearest)
        if len(found) == 3 == len({q.start for q in found}):
            return sorted(found, key=lambda q: q.start)
    return _two(sentence, text) or _would_not(sentence, text) or _bands(sentence, text) or _sums_of_money(sentence)


WOULD_NOT = re.compile(
    r"\{P(\d+)\}(?:\s+of\s+[a-z]+)?\s+(?P<verb>would|did|do|had|have|were|are|felt|said they)\b[^{}.;]{0,40}?(?:,|\band\b|\bwhile\b|\bwhilst\b)\s*\{P(\d+)\}\s+(?:(?P=verb)\s+not|(?:would|did|do|had|have|were|are)n['’]t)\b"
    rf"(?:[^{{}}.]{{0,20}}?\{{P(\d+)\}}[^{{}}.;]{{0,20}}?{DONT_KNOW})?",
    re.IGNORECASE,
)
AGE = r"(?:(?:were|was|are|aged|is)\s+){0,2}(?:aged\s+)?(?:under|over|\{N\d+\}|\d)"
AGES = re.compile(
    rf"(?:\{{P\d+\}}\s+{AGE}[^{{}}.;%]{{0,25}}(?:\{{N\d+\}}[^{{}}.;]{{0,15}})?(?:,\s*|,?\s+and\s+|$|\.)){{3,}}",
    re.IGNORECASE,
)


def _would_not(sentence: Sentence, text: str) -> list[Quantity]:
    """`53% would pay more and 40% would not; 7% were unsure`."""
    match = WOULD_NOT.search(text)
    return [sentence.quantities[int(group)] for group in (match[1], match[3], match[4]) if group] if match else []


def _bands(sentence: Sentence, text: str) -> list[Quantity]:
    """Shares by age: `9% were under 25, 34% were 25 to 44 and 57% were 45 or over`."""
    match = AGES.search(text)
    return [sentence.quantities[int(i)] for i in re.findall(r"\{P(\d+)\}", match[0])] if match else []


def _sums_of_money(sentence: Sentence) -> list[Quantity]:
    """Shares by the one sum of money that each chose: `42% chose £10, 33% chose £15 and 9% chose £20`."""
    pairs = money_pairs(sentence)
    chosen = re.search(r"\b(?:chose|choose|pay|opted|prefer\w*|selected|willing)\b", sentence.text)
    return list(pairs.values()) if len(pairs) >= 3 and chosen and not SEVERAL.search(sentence.text) else []


def _two(sentence: Sentence, text: str) -> list[Quantity]:
    """`59% said yes and 46% said no`: each answer just after its figure."""
    who = r"\s+(?:of\s+(?:the\s+)?(?:respondents|people|residents|those asked)\s+|of them\s+)?"
    for one, two in TWO:
        for first, second in ((one, two), (two, one)):
            joined = r"[^{}.;]{0,40}?(?:,|\band\b|\bwhile\b|\bwhilst\b)\s*(?:only\s+|the other\s+)?"
            match = re.search(
                rf"\{{P(\d+)\}}{who}(?:{first})\b{joined}\{{P(\d+)\}}{who}(?:{second})\b", text, re.IGNORECASE
            ) or re.search(
                rf"\{{P(\d+)\}}\s+of\s+(?:the\s+|our\s+|all\s+)?[a-z]+\s+(?:{first})\b{joined}\{{P(\d+)\}}\s+(?:{second})\b",
                text,
                re.IGNORECASE,
            )
            if match:
                return [sentence.quantities[int(match[1])], sentence.quantities[int(match[2])]]
    return []


def _attached(sentence: Sentence, percents: list[Quantity], pattern: str) -> Quantity | None:
    """The one percentage that the words follow before the next percentage."""
    hits = []
    for i, quantity in enumerate(percents):
        until = percents[i + 1].start if i + 1 < len(percents) else len(sentence.text)
        if re.search(pattern, sentence.text[quantity.end : until], re.IGNORECASE):
            hits.append(quantity)
    return hits[0] if len(hits) == 1 else None


def _lost_point(groups: list[Quantity], value: float) -> str:
    """Where one share, with its decimal point put back, would let the shares come to nearly the whole."""
    mended = [q for q in groups if q.value >= 10 and 85 <= value - q.value * 0.9 <= 100.5]
    if len(mended) == 1:
        return f"{mended[0].text} may be {mended[0].value / 10:g}%, its decimal point lost"
    return ""
