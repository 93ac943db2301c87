"""Figures set against limits and aims: "572, a figure within its usual range (limits 311 to 603)", "28.1%, below the
target of 30%", "came to 572, so the aim of 417 or fewer was not met": the words must be those of the two numbers.
"""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

_GOAL = r"(?:target|aim|goal|standard|threshold|ambition)"
_VALUE = r"\{(?P<unit>[NPM])(?P<value>\d+)\}(?: \([a-z]+\))?"
RANGE = re.compile(
    rf"\bcame to {_VALUE} in [^{{}};]{{1,60}}?, a figure (?P<where>above|below|within) (?:its|the) usual range"
    r"[^{}]{0,80}\(limits \{(?P=unit)(?P<low>\d+)\} to \{(?P=unit)(?P<high>\d+)\}"
)
AIM = re.compile(
    rf"\bcame to {_VALUE}[^{{}};]{{0,60}}, so the {_GOAL} of \{{(?P=unit)(?P<goal>\d+)\}}"
    r" or (?P<way>more|fewer|less|better|lower|higher)\b[^;]{0,160}? was (?P<no>not )?(?:met|achieved)\b"
)
BESIDE = re.compile(
    rf"{_VALUE}, (?:which (?:is|was) )?(?:just |slightly |well |still |and )?"
    r"(?P<where>above|below|under|over|higher than|lower than) "
    rf"(?:the|our|its|their) (?:[a-z]+ ){{0,2}}?{_GOAL} of \{{(?P=unit)(?P<goal>\d+)\}}"
)
AVERAGE = re.compile(
    r"(?:\(\{(?P<unit>[NPM])(?P<value>\d+)\}(?:\s(?:per|for every|in)\s[\w, ]+)?\)|(?:^\W*|,\s)[Aa]t\s\{(?P<unit2>[NPM])(?P<value2>\d+)\}[^{}.;:()]{0,25},)[^{}.;:()]{0,60}?\s(?:is|was|are|were|remains?|remained|being|stands|stood)\s+(?:now |still |also |just |slightly |well |far |much |again ){0,2}(?P<where>above|below|under|over|higher than|lower than)\s+(?:the|our|its|their)\s+(?:[\w-]+\s+){0,4}?(?:average|mean|median)\b(?:\s+for\s+[^{}.;:()]{2,40}?)?\s*(?:\(|of\s|at\s)\s*\{(?P<goalunit>[NPM])(?P<goal>\d+)\}"
)
COUNTED = re.compile(
    r"^\W*(?:[Tt]here (?:were|was) |[Ii]n (?:all|total),? |[Aa] total of )?\{(?P<unit>[NPM])(?P<value>\d+)\}[^{}.]{3,160}?\b(?P<where>above|below|higher than|lower than|fewer than|more than)\s+(?:the|our|its|their)\s+(?:[\w-]+\s+){0,4}?(?:average|mean|median)\b[^{}.;:()]{0,40}?\(\s*(?:(?:of|around|about|some)\s+)*\{(?P<goalunit>[NPM])(?P<goal>\d+)\}(?:\s[a-z]+)?\s*\)"
)
"""`There were 20 deaths, slightly lower than the annual average (around 21)`."""
SERIES = re.compile(
    r"^\W*(?:the|this) (?:figure|number|total|level)?\s?(?:is|was)\b[^{}.;]{0,120}?\b(?:in|within) a range of \{(?P<unit>[NPM])(?P<low>\d+)\} to \{(?P=unit)(?P<high>\d+)\}",
    re.IGNORECASE,
)
"""After a sentence about one count: `This is the lowest figure since 2006 and part of a series in a range of 173 to 310`."""
SUBJECT = re.compile(r"^\W*(?:There (?:were|was) |In all,? |A total of )?\{(?P<unit>[NPM])(?P<value>\d+)\} [a-z]")
BACK = 2
ASIDE = re.compile(r"\([^()]*\)(?!\s*[.;]?\s*$)|\{\w+\}(?=\s+(?:more|fewer|less|higher|lower)\b)")
UPWARD = ("above", "over", "higher than", "more than")
SLACK = 1e-9  # room for binary arithmetic
GAP = re.compile(r"\bby\s*$")


def check_stated_limits(reading: Reading) -> Iterator[Judgement]:
    """Every figure that a sentence sets against a limit or an aim whose number it gives."""
    for sentence in reading.sentences:
        text, _ = template(sentence)
        if series := SERIES.match(text):
            yield from _judge_series(reading, sentence, series)
        for match in RANGE.finditer(text):
            yield _judge_range(sentence, match)
        for match in (*AIM.finditer(text), *BESIDE.finditer(text)):
            if not GAP.search(text[: match.start()]):  # "fell by 5%, below the target of 3%" is the fall's own aim
                yield _judge_goal(sentence, match)
        counted = COUNTED.match(ASIDE.sub(" ", text))
        for match in (*AVERAGE.finditer(text), *([counted] if counted else [])):
            said = match.groupdict()
            if said["goalunit"] == (said["unit"] or said.get("unit2")):
                value, goal = (sentence.quantities[int(i)] for i in (said["value"] or said["value2"], said["goal"]))
                up = match["where"] in UPWARD
                fits = _may_exceed(value, goal, strictly=True, up=up)
                place = (sentence.place(value.start, goal.end),)
                yield _tell(
                    fits, place, match["where"], f"{value.text} against {goal.text}", "below" if up else "above"
                )


def _judge_series(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Iterator[Judgement]:
    """The count that the sentence or two before opens with, against the range that its series is told to be in."""
    low, high = (sentence.quantities[int(match[name])] for name in ("low", "high"))
    for before in reversed(reading.sentences[max(0, sentence.index - BACK) : sentence.index]):
        subject = SUBJECT.match(template(before)[0])
        if before.headings == sentence.headings and subject and subject["unit"] == match["unit"]:
            value = before.quantities[int(subject["value"])]
            at = re.search(
                r"\b(lowest|highest) (?:[a-z]+ )?(?:in the (?:time )?series|ever|on record)\b", match[0], re.I
            )
            bounds = (low, high) if not at else (low, low) if at[1].lower() == "lowest" else (high, high)
            inside = bounds[0].true.low <= value.true.high and value.true.low <= bounds[1].true.high
            places = (before.place(value.start, value.end), sentence.place(low.start, high.end))
            said = f"{value.text} as {'the ' + at[1].lower() if at else 'one'} of {low.text} to {high.text}"
            if inside:
                yield Judgement(Verdict.CONSISTENT, "rank", places, said)
            else:
                should = bounds[0].text if at else f"{low.text} to {high.text}"
                yield Judgement(Verdict.WRONG, "rank", places, f"not {said}", value.text, should)
            return


def _judge_goal(sentence: Sentence, match: re.Match[str]) -> Judgement:
    value, goal = (sentence.quantities[int(match[name])] for name in ("value", "goal"))
    if match.re is BESIDE:
        said, up, strictly = match["where"], match["where"] in UPWARD, True
        should = "below" if up else "above"
    else:
        strictly = bool(match["no"])
        up = (match["way"] in ("more", "better", "higher")) != strictly
        said, should = ("not met", "met") if strictly else ("met", "not met")
    fits = _may_exceed(value, goal, strictly=strictly, up=up)
    working = f"{value.text} against {goal.text}"
    place = (sentence.place(min(value.start, goal.start), max(value.end, goal.end)),)
    return _tell(fits, place, said, working, should)


def _judge_range(sentence: Sentence, match: re.Match[str]) -> Judgement:
    value, low, high = (sentence.quantities[int(match[name])] for name in ("value", "low", "high"))
    places = {
        "within": _may_exceed(value, low, strictly=False, up=True)
        and _may_exceed(value, high, strictly=False, up=False),
        "above": _may_exceed(value, high, strictly=False, up=True),  # a limit of 571.6 is printed 572
        "below": _may_exceed(value, low, strictly=False, up=False),
    }
    fits = places[match["where"]] and low.value <= high.value
    should = next((where for where, may in places.items() if may), "within")
    working = f"{value.text} against limits of {low.text} to {high.text}"
    return _tell(fits, (sentence.place(value.start, high.end),), match["where"], working, should)


def _tell(fits: bool, places: tuple[Place, ...], said: str, working: str, should: str) -> Judgement:
    if fits:
        return Judgement(Verdict.CONSISTENT, "direction", places, f"{working}: {said}")
    return Judgement(Verdict.WRONG, "direction", places, f"'{said}', but {working}", said, should)


def _may_exceed(value: Quantity, goal: Quantity, *, strictly: bool, up: bool) -> bool:
    """Whether values that round to what is printed may lie on that side of the goal, or on it where not `strictly`."""
    gap = value.true.high - goal.true.low if up else goal.true.high - value.true.low
    return gap > SLACK if strictly else gap >= -SLACK
