"""Parts of a whole in prose: shares, lists with their total, percentages of one whole, majorities."""

import re
from collections.abc import Iterator

from openscrutiny.claims.directions import DIRECTION, template
from openscrutiny.claims.passages import BULLET, Sentence
from openscrutiny.claims.prose_changes import BOTH_INSIDE, COUNT_PERCENT, PERCENT_COUNT
from openscrutiny.claims.quantities import NUMBER_WORDS, Interval, Quantity, ratio
from openscrutiny.claims.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

HUNDRED = Interval(100, 100)
REMAINING = re.compile(
    r"\b(?:remaining|the rest|remainder|the other)\s*(?:of\s+\w+\s*)?[^{}\w]{0,4}(?:around\s+|was\s+|were\s+|is\s+|are\s+)?\{P(\d+)\}",
    re.IGNORECASE,
)
OPPOSITE = (
    (
        r"\b(?:increas\w*|higher|more)\b",
        r"\b(?:no change|same|unchanged|not changed)\b",
        r"\b(?:decreas\w*|lower|less)\b",
    ),
    (r"\b(?:better|improv\w*)\b", r"\b(?:no change|same|unchanged)\b", r"\b(?:worse\w*)\b"),
    (r"(?<!neither )\bagree", r"\bneither\b", r"(?<!nor )\bdisagree"),
    (r"(?<!neither )\bsatisfied", r"\bneither\b", r"(?<!nor )\bdissatisfied"),
)
WHOLES = re.compile(
    r"\b(?:of|out of)\s+(?:the\s+|all\s+(?:of\s+)?(?:the\s+)?|these\s+|those\s+|a total of\s+)?(?:[A-Za-z’'-]+\s+){0,7}?[\(]?\{N(\d+)\}",
    re.IGNORECASE,
)
OF_THE_WHOLE = re.compile(r"^\s*[,(]?\s*(?:of the|of|out of)\s+\{N(\d+)\}", re.IGNORECASE)


def check_shares(reading: Reading) -> Iterator[Judgement]:
    """A count, its percentage and the whole it is of, all in one sentence."""
    for sentence in reading.sentences:
        if len(sentence.quantities) < 2:
            continue
        text, _ = template(sentence)
        yield from _stated_shares(sentence, text)
        yield from _whole_people(sentence, text)
        yield from _inside_shares(sentence, text)


def _stated_shares(sentence: Sentence, text: str) -> Iterator[Judgement]:
    quantities, done = sentence.quantities, set()
    for match in re.finditer(
        r"\{N(\d+)\}(?:\s+[a-z’'-]+){0,3}\s+(?:of|out of)\s+(?:the\s+|all\s+)?(?:[a-z]+\s+){0,2}\{N(\d+)\}(?:\s+[A-Za-z’'-]+){0,5}\s*,?\s*(?:\(|or\s+|which is\s+)\{P(\d+)\}",
        text,
    ):
        part, whole, percent = (int(group) for group in match.groups())
        if percent not in done:
            done.add(percent)
            place = (sentence.place(quantities[part].start, quantities[percent].end),)
            yield _judge_share(quantities[percent], quantities[part], quantities[whole], place)
    for pattern in (PERCENT_COUNT, COUNT_PERCENT, BOTH_INSIDE):
        for match in pattern.finditer(text):
            indexes = sorted(int(group) for group in match.groups() if group)
            percent_at = next((i for i in indexes if quantities[i].unit == "%"), None)
            part_at = next((i for i in indexes if quantities[i].unit != "%"), None)
            if percent_at is None or part_at is None or percent_at in done:
                continue
            near = text[max(0, match.start() - 25) : match.start()] + text[match.end() : match.end() + 25]
            if DIRECTION.search(re.sub(r"more than|less than|fewer than", "", near)):
                continue
            whole_at = _whole_of(text, match, quantities, {percent_at, part_at})
            done.add(percent_at)
            place = (sentence.place(quantities[min(indexes)].start, _to(sentence, text, match, whole_at)),)
            if whole_at is None:
                yield Judgement(Verdict.CANNOT_TELL, "share", place, "the whole is not given")
                continue
            yield _judge_share(quantities[percent_at], quantities[part_at], quantities[whole_at], place)


INSIDE_WHOLE = re.compile(
    r"\{([NM])(\d+)\}[^{}.;]{0,60}?[\(,]\s*(?:or\s+|which is\s+)?\{P(\d+)\}\s+of\s+(?:the\s+|a\s+|all\s+|its\s+)?(?:[a-z]+\s+){0,3}\{\1(\d+)\}"
)


def _inside_shares(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """`£14.2m (38% of the £37.4m programme)`."""
    for match in INSIDE_WHOLE.finditer(text):
        part, percent, whole = (sentence.quantities[int(match[i])] for i in (2, 3, 4))
        yield _judge_share(percent, part, whole, (sentence.place(part.start, whole.end),))


def _to(sentence: Sentence, text: str, match: re.Match[str], whole: int | None) -> int:
    last = max(int(group) for group in match.groups() if group)
    return sentence.quantities[max(last, whole if whole is not None else last)].end


def _whole_of(text: str, match: re.Match[str], quantities: tuple[Quantity, ...], own: set[int]) -> int | None:
    """The whole just after the share ("... of all DA victims (1,289)", "... of 482"), or just before ("Of the 482 ...,")."""
    part = quantities[next(i for i in own if quantities[i].unit != "%")]

    def fits(index: int) -> int | None:
        whole = quantities[index]
        return index if index not in own and whole.unit == part.unit and (whole.whole or whole.unit == "£") else None

    tail = re.split(r"[;]|\band\b|\.\s|\b(?:but|while|whilst)\b", text[match.end() : match.end() + 140])[0]
    if after := re.match(
        r"\s*,?\s*(?:were\s+|are\s+)?(?:of|out of)\s+(?:the\s+|all\s+|a total of\s+|these\s+)?(?:[A-Za-z0-9’'/-]+\s+){0,8}?\(?(?:n\s*=\s*)?\{[NM](\d+)\}",
        tail,
    ):
        return fits(int(after[1]))
    if after := re.search(
        r"\b(?:against|towards|of)\s+(?:the|a|an|its|our)\s+(?:[a-z]+\s+){0,3}?(?:target|budget|total|allocation|programme)\s+of\s+\{[NM](\d+)\}",
        tail,
    ):
        return fits(int(after[1]))
    head = text[max(0, match.start() - 110) : match.start()]
    if before := re.search(
        r"\{[NM](\d+)\}[^{}.;]{0,40}?,?\s*(?:of|out of) (?:which|whom|these|those),?\s*(?:about\s+)?$", head
    ):
        return fits(int(before[1]))
    befores = list(re.finditer(r"\b[Oo](?:f|ut of)\s+(?:the\s+|all\s+|these\s+|a total of\s+)*\{[NM](\d+)\}", head))
    if befores and text[: match.start()].count("{P") == 0:
        return fits(int(befores[-1][1]))
    return None


def _judge_share(percent: Quantity, part: Quantity, whole: Quantity, places: tuple[Place, ...]) -> Judgement:
    if not part.value < whole.value * 1.0001 or whole.value <= 0:
        return Judgement(Verdict.CANNOT_TELL, "share", places, f"{part.text} is not a part of {whole.text}")
    true = ratio(part.true, whole.true)
    middle = part.value / whole.value * 100
    working = f"{part.text} / {whole.text} = {middle:.1f}%"
    if true and true.meets(percent.true):
        return Judgement(Verdict.CONSISTENT, "share", places, working)
    rest = 100 - middle
    mistake = f"it is the share of the rest ({rest:.0f}%)" if percent.true.low <= rest <= percent.true.high else ""
    return Judgement(
        Verdict.WRONG, "share", places, f"printed as {percent.text}; {working}", f"{percent.text} ({part.text})",
        f"{middle + 1e-9:.{percent.places}f}%", mistake,
    )  # fmt: skip


def _whole_people(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """A part printed as larger than its whole: "of the 56 casualties, 61 were cyclists"."""
    quantities = sentence.quantities
    opening = re.search(
        r"\b[Oo]f\s+(?:the|these|all)\s+(?:the\s+)?\{N(\d+)\}(?:\s+[A-Za-z/’'-]+){1,6}?(?:\s+(?:in|received|recorded)[^,{}]*)?,\s*(?:around\s+)?\{N(\d+)\}\s+(?:were|was|had|have|of|pedal|\w+ed)\b",
        text,
    )
    if opening:
        whole, part = quantities[int(opening[1])], quantities[int(opening[2])]
        if whole.whole and part.whole:
            fine = part.value <= whole.value
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "share", (sentence.place(whole.start, part.end),),
                f"{part.text} of {whole.text}", "" if fine else part.text, "" if fine else f"no more than {whole.text}",
            )  # fmt: skip


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
SEVERAL = re.compile(r"more than one|multiple|all that appl|could choose|overlap", re.IGNORECASE)


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
        if len(found) == 3 and len({q.start for q in found}) == 3:
            return sorted(found, key=lambda q: q.start)
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


MAJORITY = re.compile(
    r"\b(?:(?:the|a)\s+(?:vast |overwhelming |clear |large )?majority|most|more than half|over half)\b", re.IGNORECASE
)
FRACTIONS = {
    "half": (50, 6), "a third": (100 / 3, 4), "one third": (100 / 3, 4), "a quarter": (25, 4), "one quarter": (25, 4),
    "two thirds": (200 / 3, 4), "two-thirds": (200 / 3, 4), "three quarters": (75, 5), "three-quarters": (75, 5),
    "a fifth": (20, 3), "one in five": (20, 3), "one in ten": (10, 2.5), "one in four": (25, 4), "one in three": (100 / 3, 4),
}  # fmt: skip
MULTIPLES = {"doubled": 2.0, "trebled": 3.0, "tripled": 3.0, "halved": 0.5, "quadrupled": 4.0}


def check_majorities(reading: Reading) -> Iterator[Judgement]:
    """Majority, most, half, a third, doubled, beside the figure they describe."""
    for sentence in reading.sentences:
        text = sentence.text
        for match in MAJORITY.finditer(text):
            found = _described(sentence, match)
            if found is None:
                continue
            fine = found.true.high > 50
            place = (sentence.place(min(match.start(), found.start), max(match.end(), found.end)),)
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "majority", place,
                f"'{match[0]}' of {found.text}", "" if fine else f"{match[0]}: {found.text}", "" if fine else "the largest share",
                "" if fine else "the largest share is not a majority when it is under a half",
            )  # fmt: skip
        for match in re.finditer(
            rf"\b(?:{'|'.join(map(re.escape, FRACTIONS))})\b\s*(?:of\s+\w+(?:\s+\w+)?\s*)?\((?=[^)]*%)",
            text,
            re.IGNORECASE,
        ):
            word = next(name for name in FRACTIONS if match[0].lower().startswith(name))
            found = next((q for q in sentence.quantities if q.unit == "%" and q.start >= match.end() - 1), None)
            if found is None or found.start - match.end() > 3:
                continue
            middle, room = FRACTIONS[word]
            lead = text[max(0, match.start() - 22) : match.start()].lower()
            above = re.search(r"(?:over|more than|above)\s+(?:\w+\s+)?$", lead)
            below = re.search(r"(?:under|less than|below|fewer than)\s+(?:\w+\s+)?$", lead)
            fine = (
                found.true.high >= middle
                if above
                else found.true.low <= middle
                if below
                else abs(found.value - middle) <= room
            )
            place = (sentence.place(match.start(), found.end),)
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "majority", place, f"'{word}' is {middle:.0f}%, not {found.text}"
                if not fine else f"'{word}': {found.text}", "" if fine else f"{word} ({found.text})", "" if fine else found.text,
            )  # fmt: skip
        yield from _multiples(sentence)


def _described(sentence: Sentence, match: re.Match[str]) -> Quantity | None:
    """A percentage bound to the word: in brackets after it, 'majority of 53%', or '31% of respondents, the majority,'."""
    text, percents = sentence.text, [q for q in sentence.quantities if q.unit == "%"]
    for quantity in percents:
        gap = text[match.end() : quantity.start]
        if quantity.start >= match.end() and re.fullmatch(r"\s+of\s+|\s*\(|(?:\s+of)?(?:\s+[a-z’'-]+){1,4}\s*\(", gap):
            if "%" not in gap and match[0].lower() != "most":
                return quantity
            if match[0].lower() == "most" and gap.lstrip().startswith("of"):
                return quantity
        back = text[quantity.end : match.start()]
        if (
            quantity.end <= match.start()
            and re.fullmatch(r"\s+of\s+(?:[a-z’'-]+\s*){1,3},\s*", back)
            and text[match.end() : match.end() + 1] == ","
        ):
            return quantity
    return None


def _multiples(sentence: Sentence) -> Iterator[Judgement]:
    text = sentence.text
    for word, factor in MULTIPLES.items():
        for match in re.finditer(rf"\b{word}\b", text, re.IGNORECASE):
            tail, _ = template(sentence)
            ends = re.search(
                rf"\b{word}\b\s*,?\s*from\s+(?:[a-z]+\s+){{0,3}}\{{([NMP])(\d+)\}}[^{{}}.;]{{0,50}}?\bto\s+(?:[a-z]+\s+){{0,3}}\{{([NMP])(\d+)\}}",
                tail,
                re.IGNORECASE,
            )
            if not ends or ends[1] != ends[3]:
                continue
            before, after = sentence.quantities[int(ends[2])], sentence.quantities[int(ends[4])]
            if before.value <= 0:
                continue
            times = after.value / before.value
            lead = text[max(0, match.start() - 14) : match.start()].lower()
            over = "more than" in lead or "over" in lead
            room = 0.25 * factor if re.search(r"nearly|almost|around|about|roughly", lead) else 0.125 * factor
            fine = times > factor if over else abs(times - factor) <= room
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "majority", (sentence.place(match.start(), max(before.end, after.end)),),
                f"{before.text} to {after.text} is {times:.2f} times", "" if fine else word, "" if fine else f"{times:.1f} times",
            )  # fmt: skip


def check_lists(reading: Reading) -> Iterator[Judgement]:
    """A stated total and its parts: in brackets, in the bullets below, or as a subtraction."""
    for i, sentence in enumerate(reading.sentences):
        text, _ = template(sentence)
        yield from _bracketed(sentence, text)
        yield from _bullets(reading, i, sentence)
        yield from _options(sentence, text)
        yield from _totalled(sentence, text)
    yield from _subtractions(reading)


def _bracketed(sentence: Sentence, text: str) -> Iterator[Judgement]:
    quantities = sentence.quantities
    for match in re.finditer(r"\{([NM])(\d+)\}([^{}()]{0,60})\(([^()]*\{[NM]\d+\}[^()]*\{[NM]\d+\}[^()]*)\)", text):
        parts = [quantities[int(i)] for i in re.findall(r"\{[NM](\d+)\}", match[4])]
        total = quantities[int(match[2])]
        if any(q.unit != total.unit for q in parts) or "{P" in match[4] or len(parts) < 3 or "range" in match[4]:
            continue
        value = sum(q.value for q in parts)
        low, high = sum(q.true.low for q in parts), sum(q.true.high for q in parts)
        fine = Interval(low, high).meets(total.true)
        place = (sentence.place(total.start, min(parts[-1].end + 40, len(sentence.text))),)
        working = " + ".join(q.text for q in parts) + f" = {value:,.10g}"
        if fine:
            yield Judgement(Verdict.CONSISTENT, "sum", place, working)
        elif (
            not total.qualifier
            and abs(value - total.value) <= 0.3 * total.value
            and not re.search(r"includ|e\.g|such as|of which", match[3] + match[4])
        ):
            yield Judgement(
                Verdict.WRONG, "sum", place, f"printed as {total.text}; {working}", total.text, f"{value:,.10g}"
            )


TOTALLED = re.compile(
    r"((?:\{([NM])\d+\}[^{}.;()]{0,45}?(?:,|\band\b|\bplus\b)[^{}.;()]{0,25}?)+\{\2(?:\d+)\})[^{}.;]{0,45}?\b(?:a total of|total(?:l?ing|s)?(?: of)?|making|altogether|in all)\s+\{\2(\d+)\}"
)


def _totalled(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """`£1.2m, £0.8m and £0.45m, a total of £2.45m`."""
    for match in TOTALLED.finditer(text):
        parts = [sentence.quantities[int(i)] for i in re.findall(r"\{[NM](\d+)\}", match[1])]
        total = sentence.quantities[int(match[3])]
        value = sum(q.value for q in parts)
        if len(parts) < 2 or total.qualifier or any(q.qualifier or q.unit != total.unit for q in parts):
            continue
        fine = Interval(sum(q.true.low for q in parts), sum(q.true.high for q in parts)).meets(total.true)
        place = (sentence.place(parts[0].start, total.end),)
        working = " + ".join(q.text for q in parts) + f" = {value / total.scale:,.10g}"
        if fine:
            yield Judgement(Verdict.CONSISTENT, "sum", place, working)
        elif abs(value - total.value) <= 0.3 * abs(total.value):
            yield Judgement(
                Verdict.WRONG, "sum", place, f"printed as {total.text}; {working}", total.text,
                f"{value / total.scale:,.{max(q.places for q in parts)}f}",
            )  # fmt: skip


def _bullets(reading: Reading, i: int, sentence: Sentence) -> Iterator[Judgement]:
    """`36 crimes determined to be missing` over bullets that each open with a count."""
    opening = re.match(r"^\s*(?:a total of\s+|in total,?\s+)?(\d[\d,]*)\s+[A-Za-z]", sentence.text, re.IGNORECASE)
    if not opening or BULLET.match(sentence.text) or re.match(r"\s*\d+\.\s", sentence.text):
        return
    parts: list[Quantity] = []
    places: list[Place] = []
    for following in reading.sentences[i + 1 : i + 25]:
        if not BULLET.match(following.segments[0][1].text) or following.in_table:
            break
        match = re.match(r"^\s*(?:[-•*+–]\s+)?(\d[\d,]*)\s+[A-Za-z]", following.text)
        counts = [q for q in following.quantities if match and q.start == match.start(1)]
        if not counts:
            return
        parts.append(counts[0])
        places.append(following.place(counts[0].start, counts[0].end))
    totals = [q for q in sentence.quantities if q.start == opening.start(1)]
    if len(parts) < 3 or not totals:
        return
    total, value = totals[0], sum(q.value for q in parts)
    place = sentence.place(0, min(len(sentence.text), 120))
    working = " + ".join(q.text for q in parts) + f" = {value:,.10g}"
    if abs(value - total.value) < 0.5:
        yield Judgement(Verdict.CONSISTENT, "sum", (place,), working)
    elif (
        abs(value - total.value) <= 0.3 * total.value
        and not total.qualifier
        and not re.search(r"includ|such as|of which|main", sentence.text)
    ):
        yield Judgement(
            Verdict.WRONG, "sum", (place, *places), f"printed as {total.text}; {working}", total.text, f"{value:,.10g}"
        )


def _options(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """`5 options (A, B, C, D and E)`: as many as are said."""
    for match in re.finditer(
        r"\b(?:(\d{1,2})|(" + "|".join(w for w in NUMBER_WORDS if NUMBER_WORDS[w] > 1) + r"))\s+((?:[a-z]+\s+){0,2}[a-z]+s)\s*[\(:]\s*([^().:]{10,300}?)\)",
        sentence.text, re.IGNORECASE,
    ):  # fmt: skip
        said = int(match[1]) if match[1] else NUMBER_WORDS[match[2].lower()]
        listed = [part for part in re.split(r",\s*(?:and\s+)?|;\s*(?:and\s+)?|\s+and\s+", match[4]) if part.strip()]
        if (
            len(listed) < 3
            or re.search(r"includ|e\.g|i\.e|such as|of which|\bor\b|etc|%", match[4])
            or any(len(p.split()) > 6 for p in listed)
        ):
            continue
        if re.search(r"\d", match[4]) and not all(re.fullmatch(r"£?[\d.,]+", p.strip()) for p in listed):
            continue
        if len(listed) == said:
            yield Judgement(
                Verdict.CONSISTENT, "count", (sentence.place(match.start(), match.end()),), f"{said} listed"
            )
        elif said == len(listed) + 1 or said == len(listed) - 1:
            plain = match[4].count(" and ") <= 1
            yield Judgement(
                Verdict.WRONG if plain and said != len(listed) + 1 else Verdict.CANNOT_TELL, "count", (sentence.place(match.start(), match.end()),),
                f"{said} said, {len(listed)} listed", str(said), str(len(listed)),
            )  # fmt: skip


def _subtractions(reading: Reading) -> Iterator[Judgement]:
    """`of the 1395, 399 were excluded ... based on 995`."""
    sentences = reading.sentences
    for i, sentence in enumerate(sentences):
        text, _ = template(sentence)
        opening = re.search(
            r"\bof (?:the|these|those)\s+\{N(\d+)\}[^{}.]{0,40},\s*\{N(\d+)\}\s+[^{}.]*\b(?:disqualified|excluded|removed|discounted|rejected|withdrawn|invalid|discarded|partial\w*|incomplete)\b",
            text, re.IGNORECASE,
        )  # fmt: skip
        if not opening:
            continue
        whole, part = sentence.quantities[int(opening[1])], sentence.quantities[int(opening[2])]
        left = whole.value - part.value
        for following in sentences[i : i + 3]:
            tail, _ = template(following)
            result = re.search(
                r"\b(?:result|leaving|leaves|left|based|remaining|therefore)\b[^{}.]{0,60}\{N(\d+)\}",
                tail,
                re.IGNORECASE,
            )
            if not result:
                continue
            printed = following.quantities[int(result[1])]
            if printed.start == part.start and following is sentence:
                continue
            places = (
                sentence.place(whole.start, part.end + 40),
                following.place(max(0, printed.start - 40), printed.end + 12),
            )
            working = f"{whole.text} - {part.text} = {left:,.0f}"
            fine = printed.true.low <= left <= printed.true.high
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "sum", places, working if fine else f"printed as {printed.text}; {working}",
                "" if fine else printed.text, "" if fine else f"{left:,.0f}",
            )  # fmt: skip
            break
