"""A level with the change that led to it: "15,183 crimes, an increase of 612 (4.2%) on the 14,571 of last year"."""

import re
from dataclasses import dataclass

from openscrutiny.claims.directions import DOWN, UP, percent_meets, template
from openscrutiny.claims.passages import Sentence
from openscrutiny.claims.quantities import Interval, Quantity, ratio
from openscrutiny.claims.verdicts import Judgement, Verdict

Q = r"\{([NMP])(\d+)\}"
DIR = rf"(?P<dir>{UP}|{DOWN}|overspend|underspend|surplus|deficit|shortfall)"
DELTA = (
    r"(?:\{(?:N|M)(?P<d1>\d+)\}(?:\s+[a-z]+){0,3}\s*,?\s*(?:\(\s*[+\-−–]?\{P(?P<p1>\d+)\}\)|or\s+\{P(?P<p4>\d+)\})"
    r"|\{P(?P<p2>\d+)\}\s*,?\s*(?:\(\s*[+\-−–]?\{(?:N|M)(?P<d2>\d+)\}(?:\s+(?!to\b)[a-z]+){0,3}\)|or\s+\{(?:N|M)(?P<d4>\d+)\})"
    r"|\{P(?P<p3>\d+)\}|\{(?:N|M)(?P<d3>\d+)\})"
)
BASE = r"(?:\s*,?\s*(?:[a-z\-]+\s+){0,6}?(?:from|on|than|compared\s+(?:to|with)|against|when|over|versus)\s+(?:[A-Za-z0-9/’'\-]+\s+){0,9}?\(?\{(?P<bu>[NMP])(?P<b>\d+)\})?"
APPOSITIVE = re.compile(
    rf"\{{(?P<au>[NMP])(?P<a>\d+)\}}(?P<gap>(?:[^{{}}.;()]|\([^(){{}}]*\)){{0,110}}?)(?:,|\s[-–—]|\()\s*(?:which\s+(?:is|was|represents)\s+|representing\s+|this\s+(?:is|was)\s+|and\s+is\s+)?"
    rf"(?:an?\s+)?(?:[a-z]+\s+){{0,2}}?{DIR}\s+(?:of\s+|by\s+)?{DELTA}{BASE}",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    rf"\{{(?P<au>[NMP])(?P<a>\d+)\}}(?P<gap>[^{{}}.;()]{{0,50}}?)\((?:[^(){{}}]{{0,40}}?:?\s*)\{{(?P<bu>[NMP])(?P<b>\d+)\}}[^{{}}()]{{0,30}}\),?\s*(?:an?\s+)?(?:[a-z]+\s+){{0,2}}?{DIR}\s+(?:of\s+|by\s+)?{DELTA}",
    re.IGNORECASE,
)
YEARS = re.compile(
    rf"\{{(?P<bu>[NMP])(?P<b>\d+)\}}(?P<gap>[^{{}}.;()]{{0,60}}?)\b(?:in|for|during)\s+(?P<y1>20\d\d(?:/\d\d)?)[^{{}}.;()]{{0,25}}?\{{(?P<au>[NMP])(?P<a>\d+)\}}[^{{}}.;()]{{0,30}}?\b(?:in|for|during)\s+(?P<y2>20\d\d(?:/\d\d)?)\s*,\s*(?:an?\s+)?(?:[a-z]+\s+){{0,2}}?{DIR}\s+(?:of\s+|by\s+)?{DELTA}",
    re.IGNORECASE,
)
REACHED = re.compile(
    rf"\b{DIR}\s+(?:by\s+)?(?:(?!from\b|to\b)[a-z]+\s+){{0,2}}?{DELTA}\s*,?\s*to\s+(?:[a-z]+\s+){{0,3}}?\{{(?P<au>[NMP])(?P<a>\d+)\}}(?P<gap>(?:\s+[a-z]+){{0,4}}?)(?:\s*,?\s*(?:down\s+|up\s+)?\(?from\s+(?:[a-z]+\s+){{0,3}}?\{{(?P<bu>[NMP])(?P<b>\d+)\}})?",
    re.IGNORECASE,
)
AGAINST_BUDGET = re.compile(
    rf"\{{(?P<au>[NMP])(?P<a>\d+)\}}(?P<gap>[^{{}}.;()]{{0,60}}?)\b(?:against|compared\s+(?:to|with)|versus)\s+(?:an?|the|its|our)\s+(?:[a-z]+\s+){{0,4}}(?:of\s+)?\{{(?P<bu>[NMP])(?P<b>\d+)\}}[^{{}}.;()]{{0,40}}?(?:,|\(|\bresulting in\b|\bgiving\b)\s*(?:an?\s+)?(?:[a-z]+\s+){{0,2}}?{DIR}\s+(?:of\s+)?{DELTA}",
    re.IGNORECASE,
)
BRACKET_RANGE = re.compile(
    rf"\b{DIR}\s+(?:(?!from\b|to\b)[a-z\-]+\s+){{0,6}}?\{{P(?P<p3>\d+)\}}(?P<gap>)\s*\((?:from\s+)?\{{(?P<bu>[NMP])(?P<b>\d+)\}}\s*(?:to|→|->)\s*\{{(?P<au>[NMP])(?P<a>\d+)\}}\)",
    re.IGNORECASE,
)
APART = re.compile(
    rf"\{{(?P<au>[NMP])(?P<a>\d+)\}}(?P<gap>[^{{}}.;()]{{0,40}}?),\s*(?:which\s+is\s+)?{DELTA}\s+(?:points?\s+)?{DIR}(?:\s+than)?\s+(?:[A-Za-z’'\-]+\s+){{0,7}}?\(?\{{(?P<bu>[NMP])(?P<b>\d+)\}}",
    re.IGNORECASE,
)
MORE = re.compile(
    rf"\{{(?P<au>[NMP])(?P<a>\d+)\}}(?P<gap>[^{{}}.;(),]{{0,40}}?),\s*\{{(?:N|M)(?P<d1>\d+)\}}\s+{DIR}\s*\(\{{P(?P<p1>\d+)\}}\)",
    re.IGNORECASE,
)
BRACKET_PAIR = re.compile(
    rf"\b{DIR}\s+(?:by\s+)?\{{P(?P<p3>\d+)\}}(?P<gap>[^{{}}.;()]{{0,50}}?)\(\{{(?P<au>[NMP])(?P<a>\d+)\}}[^{{}}()]{{0,25}}?\b(?:v|vs|versus|compared\s+(?:to|with)|from|against)\.?\s+\{{(?P<bu>[NMP])(?P<b>\d+)\}}",
    re.IGNORECASE,
)
OVER = re.compile(r"overspend|surplus", re.IGNORECASE)
UNDER = re.compile(r"underspend|deficit|shortfall", re.IGNORECASE)


@dataclass(frozen=True)
class Level:
    """A level, the one before it where stated, and the stated difference."""

    after: Quantity
    before: Quantity | None
    delta: Quantity | None
    percent: Quantity | None
    direction: int
    word: str


def find_levels(sentence: Sentence) -> tuple[list[Judgement], list[tuple[int, int]]]:
    """The judgements of a sentence's levels, and the stretches of text that they used."""
    text, origin = template(sentence)
    judged: list[Judgement] = []
    spans: list[tuple[int, int]] = []
    if len(sentence.quantities) < 2:
        return judged, spans
    for pattern in (AGAINST_BUDGET, YEARS, BRACKETED, BRACKET_RANGE, BRACKET_PAIR, APPOSITIVE, APART, MORE, REACHED):
        for match in pattern.finditer(text):
            level = _level(sentence, match, pattern)
            if level is None:
                continue
            parts = [q for q in (level.after, level.before, level.delta, level.percent) if q]
            start, end = min(q.start for q in parts), max(q.end for q in parts)
            start = min(start, origin[match.start()])
            if any(start < other_end and other_start < end for other_start, other_end in spans):
                continue
            judgement = judge_level(level, sentence, start, end)
            if judgement:
                judged.append(judgement)
                spans.append((start, end))
    return judged, spans


def _level(sentence: Sentence, match: re.Match[str], pattern: re.Pattern[str]) -> Level | None:
    quantities, groups = sentence.quantities, match.groupdict()
    after = quantities[int(groups["a"])]
    before = quantities[int(groups["b"])] if groups.get("b") else None
    groups = {key: value for key, value in groups.items() if value}
    percent_index = next((groups[f"p{i}"] for i in (1, 2, 3, 4) if groups.get(f"p{i}")), None)
    delta_index = next((groups[f"d{i}"] for i in (1, 2, 3, 4) if groups.get(f"d{i}")), None)
    percent = quantities[int(percent_index)] if percent_index else None
    delta = quantities[int(delta_index)] if delta_index else None
    if before is not None and before.unit != after.unit:
        before = None
    if delta is not None and delta.unit != after.unit:
        return None
    if after.qualifier in {"over", "under"} or (before and before.qualifier in {"over", "under"}):
        return None
    if before is None and (delta is None or percent is None or after.unit == "%"):
        return None
    opening = sentence.text[: after.start].rstrip().lower()
    if before is None and re.search(r"\b(?:of|out of)(?:\s+(?:the|these|all|those))?$", opening):
        return None
    if re.search(r"\b(?:target|plan|limit|standard)\b", groups.get("gap", "")) or (
        before and re.match(r"\s*(?:target|%)", sentence.text[before.end : before.end + 8])
    ):
        return None
    if (
        before
        and re.search(r"\b(?:target|budget)\b[^{}]{0,20}$", match.string[: match.start("b")])
        and pattern is not AGAINST_BUDGET
    ):
        return None
    word = groups["dir"]
    if pattern is YEARS and groups["y1"] > groups["y2"]:
        before, after = after, before or after
    up = OVER.search(word) or (re.fullmatch(UP, word, re.IGNORECASE) and not UNDER.search(word))
    return Level(after, before, delta, percent, 1 if up else -1, word)


def judge_level(level: Level, sentence: Sentence, start: int, end: int) -> Judgement | None:
    """Judges difference, direction and percentage together; None where the words cannot be a level and its change."""
    after, before, delta, percent = level.after, level.before, level.delta, level.percent
    place = (sentence.place(start, end),)
    if before is None:
        assert delta
        base = (
            after.true - Interval(level.direction * delta.true.low, level.direction * delta.true.high)
            if level.direction > 0
            else after.true + delta.true
        )
        if base.low <= 0:
            return None
        shown = f"{after.text} less {delta.text}" if level.direction > 0 else f"{after.text} with {delta.text} more"
    else:
        base, shown = before.true, before.text
        difference = after.true - before.true
        sign = 1 if difference.low > 0 else -1 if difference.high < 0 else 0
        if sign and sign != level.direction:
            word = "a rise" if sign > 0 else "a fall"
            return Judgement(
                Verdict.WRONG, "direction", place, f"'{level.word}', but {before.text} to {after.text} is {word}", level.word,
                "increase" if sign > 0 else "decrease", "the direction is the wrong way",
            )  # fmt: skip
        size = _size(difference)
        if delta and not _size(delta.true).meets(size):
            gap = abs(after.value - before.value) / delta.scale
            should = f"{gap:,.{delta.places}f}"
            return Judgement(
                Verdict.WRONG, "change", place, f"printed as {delta.text}; {before.text} to {after.text} is {should}", delta.text, should
            )  # fmt: skip
    if percent is None:
        return Judgement(Verdict.CONSISTENT, "change", place, f"{shown} to {after.text}")
    amounts = [_size(after.true - before.true)] if before else []
    amounts += [_size(delta.true)] if delta else []
    amount = Interval(max(a.low for a in amounts), min(a.high for a in amounts))
    if amount.low > amount.high:
        amount = amounts[0]
    if after.unit == "%" and percent_meets(percent, amount):
        return Judgement(Verdict.CONSISTENT, "change", place, f"{shown} to {after.text} is {percent.text} in points")
    true = ratio(amount, base)
    if true is None:
        return None
    if not percent.points and percent_meets(percent, true):
        return Judgement(Verdict.CONSISTENT, "change", place, f"{percent.text} of {shown}")
    middle = (true.low + true.high) / 2
    other = ratio(amount, after.true)
    should = f"{middle + 1e-9:.{percent.places}f}%"
    if after.unit == "%":
        should = f"{(amount.low + amount.high) / 2:.{percent.places}f} percentage points"
    return Judgement(
        Verdict.WRONG, "change", place, f"printed as {percent.text}; from {shown} to {after.text} is {middle:.1f}%", percent.text, should,
        "divided by the later figure, not by the earlier" if other and percent_meets(percent, other) else "",
    )  # fmt: skip


def _size(interval: Interval) -> Interval:
    ends = sorted((abs(interval.low), abs(interval.high)))
    return Interval(0 if interval.low <= 0 <= interval.high else ends[0], ends[1])
