"""Percentages that a sentence, or a line each of a list, divides one whole into: they come to 100 %."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.claims.reading.part_kinds import SEVERAL, Kind, kind_of
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import MONTHS, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.shares.share_runs import ENDS, NO_MOVE, ONE_EACH, Run, read_runs
from openscrutiny.claims.verdicts import Judgement, Verdict

BREAKDOWN = re.compile(
    r"\b(?:pie chart|break ?down|broken down|break down|split|made up (?:of|as follows)|make[- ]up|mix|compris\w+|consist(?:s|ed) of|divided|shared|apportioned|distributed|allocated|com(?:es|e|ing) from|funded (?:by|from)|is funded|met from|outcomes?|tenure)\b"
    r"|^\W*(?:\d+(?:\.\d+)*\s+)?By (?:[a-z]+ ){0,2}[a-z]+(?:,|:)",
    re.IGNORECASE,
)
SPLIT = re.compile(
    r"\b(?:break ?down|broken down|break down|split|made up of|divided|shared|apportioned|distributed)\b|^\W*(?:\d\S*\s+)?By ",
    re.IGNORECASE,
)
"""Words of a division that leaves nothing out."""
WHOLES = re.compile(
    r"fund|income|spen[dt]|expenditure|budget|cost|workforce|outcome|incident|call|offence|crime|complaint|tenure|journey|waste|fire|energy|case|referral|arrest|application|item|correspondence|request|type|ethnic|religion|source",
    re.IGNORECASE,
)
GROUPS = re.compile(
    rf"\b(?:wom[ae]n|females?|m[ae]n|males?|boys?|girls?|full|part[- ]time|urban|rural|week(?:day|end)s?|adults?|child\w*|young|north\w*|south\w*|east\w*|west\w*|central|primary|secondary|quarter|{MONTHS}|under|over|aged|to \{{N\d+\}}|small|large|new|internal|external|high|medium|low|level)\b",
    re.IGNORECASE,
)
"""Parts of which each may have a rate of its own: `boys 52%, girls 61%`."""
ARE = re.compile(r"^\W*(?:of (?:[a-z]+ ){1,4}?|(?:who )?)(?:were|was|are|is|being|identified as)\b", re.IGNORECASE)
PARALLEL = re.compile(
    r"\b(?:account(?:s|ed|ing)? for|made up|makes? up|represent(?:s|ed)?|(?:workforce|force|board|panel|staff|establishment|team|membership)[a-z ]{0,20} (?:is|are|was|were|comprises?))\s*(?:\{P\d+\}[^{}]{0,40})?$",
    re.IGNORECASE,
)
LAST = re.compile(
    r"\b(?:all\s+)?(?:everything else|could not say|others?|another|unknown|not known|not stated|not recorded|unspecified|undecided|unassigned|other [a-z ]{3,25})\b",
    re.IGNORECASE,
)
REST = re.compile(
    r"(?<!\bof )(?<!\bin )(?<!\bamong )(?<!\bamongst )(?<!\bof the )(?<!\bin the )(?<!\bamong the )\b(?:remaining|the rest|remainder|the other)\b(?:\s+of\s+\w+)?\W{0,4}(?:around\s+|was\s+|were\s+|is\s+|are\s+)?$",
    re.IGNORECASE,
)
"""The rest as what is shared, and no base of another share: `one in eight of the rest (12.8%)`."""
ANSWERS = re.compile(
    r"\b(?:reasons|concerns|priorities|mention\w*|select\w*|cited|barriers|suggest\w*|ways|channels used|used|satisf\w+|attend\w+|turnout)\b",
    re.IGNORECASE,
)
SOME = re.compile(
    r"\b(?:includ\w+|such as|for example|mainly|among (?:others|them)|largest|main\b(?! (?:concern|priority)))\b",
    re.IGNORECASE,
)
OBJECT = re.compile(
    r"\b(?:option|proposal|scheme|plan|question|part) \w+|\b(?:with|about|on|that) (?:(?:the|their|its|how) )*\w+"
)
"""What an answer is about."""
ALL_OF = re.compile(r"\b(?:all|some of|most of|none of) (?:the|their|our|its) ([a-z]+)")
NEITHER = re.compile(r"\bneither \w+ (?:n?or) \w+")
NEGATED = re.compile(
    r"^\s*(?:said (?:that )?they )?(were|was|did|had|have|has|are|is|would|will|could|do|does|felt)\s*(?:not|n[’']t)\b",
    re.IGNORECASE,
)
OVERLAPPING = re.compile(
    r"\b(?:as|since|because|and|but)\s+(?:some|several|(?<!\bas )many|they)\b|\bseveral\b|\bboth\b", re.IGNORECASE
)
LINE = 60
"""Characters of a line that holds one answer and its share."""
FEWEST_LINES = 3
MOST = 130
"""Per cent: shares that come to more than this are of several answers each."""
LEAST = 85
"""Per cent: shares that come to less than this leave something out."""


def check_hundreds(reading: Reading) -> Iterator[Judgement]:
    """Every run of shares of one whole: never more than 100 %, and no less where it leaves nothing out."""
    lines: list[tuple[Sentence, Run]] = []
    for i, sentence in enumerate(reading.sentences):
        runs = read_runs(sentence) if any(q.unit == "%" for q in sentence.quantities) else []
        near = " ".join(s.text for s in reading.sentences[max(0, i - 2) : i + 3])
        if len(runs) == 1 and len(runs[0].shares) == 1 and len(sentence.text) < LINE:
            if lines and sentence.index != lines[-1][0].index + 1:
                yield from _judge_lines(reading, lines)
                lines = []
            lines.append((sentence, runs[0]))
            continue
        yield from _judge_lines(reading, lines)
        lines = []
        for run in runs:
            if len(run.shares) > 1 and not SEVERAL.search(sentence.text):
                yield from _judge(run, sentence.text, several=bool(SEVERAL.search(near)))
    yield from _judge_lines(reading, lines)


def _judge_lines(reading: Reading, lines: Sequence[tuple[Sentence, Run]]) -> Iterator[Judgement]:
    """Lines `Agree 55%`, `Neither 20%`, `Disagree 40%`, or any answers of which each person gave one."""
    if len(lines) < FEWEST_LINES:
        return
    first, last = lines[0][0].index, lines[-1][0].index
    lead, after = (
        " ".join(s.text for s in part)
        for part in (reading.sentences[max(0, first - 2) : first], reading.sentences[last + 1 : last + 3])
    )
    shares = [run.shares[0] for _, run in lines]
    labels = [run.lead + " " + run.labels[0] for _, run in lines]
    one_each = ONE_EACH.search(lead)
    if SEVERAL.search(lead) or not (one_each or (kind_of(labels) and not SEVERAL.search(after))):
        return
    yield from _judge(
        Run(shares, labels, "", tuple(s.place(0, run.shares[0].end) for s, run in lines)), lead if one_each else ""
    )


def _judge(run: Run, text: str, *, several: bool = False) -> Iterator[Judgement]:
    value, true = sum(q.value for q in run.shares), run.true
    if any(q.qualifier in {"over", "under"} for q in run.shares):
        return
    labels = [NEITHER.sub("neither", label) for label in run.labels]
    if _of_several(labels):
        return
    kind = _kind(labels)
    negated = NEGATED.match(labels[1])
    against = bool(negated and len(labels) <= 3 and re.search(rf"\b{negated[1]}\b", labels[0]))
    rest = bool(REST.search(run.labels[-2] if len(run.labels) > 1 and not ENDS.match(run.labels[-1]) else "")) or any(
        REST.search(label) for label in run.labels
    )
    clause = NO_MOVE.sub(" ", run.lead)[-LINE:]
    if DIRECTION.search(clause) or OVERLAPPING.search(text):
        return
    parted = not several and len(run.shares) > 2 and bool(BREAKDOWN.search(run.lead)) and not SOME.search(text)
    alike = not several and len(run.shares) > 2 and not ANSWERS.search(text) and bool(
        PARALLEL.search(run.lead)
        or ONE_EACH.search(text)
        or ((LAST.search(labels[-1]) or all(re.match(r"\W*from\b", label) for label in labels)) and WHOLES.search(text))
    )  # fmt: skip
    whole = rest or (parted and not ANSWERS.search(text)) or bool(kind and kind.complete)
    if not (whole or kind or alike or against):
        return
    working = " + ".join(q.text for q in run.shares) + f" = {value:g}%"
    if true.low <= 100 <= true.high or (true.low <= 100 and not whole):
        yield Judgement(Verdict.CONSISTENT, "percentages_sum", run.places, working)
    elif (
        (true.low > 100 and value <= MOST)
        or (rest and len(run.shares) == 2 and value > LEAST)
        or (parted and SPLIT.search(run.lead) and LEAST < value < 100 and not LAST.search(text))
    ):
        yield Judgement(
            Verdict.WRONG, "percentages_sum", run.places, f"{working}; the whole is 100%", f"{value:g}%",
            "100%" if whole else "100% or less", _lost_point(run.shares, value),
        )  # fmt: skip
    else:
        yield Judgement(Verdict.CANNOT_TELL, "percentages_sum", run.places, working)


def _kind(labels: Sequence[str]) -> Kind | None:
    """The kind of answers or parts of which nobody is two, where the shares are of one whole."""
    kind = kind_of(labels)
    if kind is None or any(re.match(r"\W*(?:of|in|among|for|at)\b", label) for label in labels[1:]):
        return None
    first = labels[0].lstrip(" )")
    if (
        first.startswith("of ")
        and not ARE.match(first)
        and not re.match(
            r"of (?:[a-z]+ ){1,3}?(?:said|think|believe|supported|opposed|agreed|disagreed|felt|voted|wanted|did|had|have|would|rated|thought)\b",
            first,
        )
    ):
        return None
    if any(GROUPS.search(label) for label in labels) and not ARE.match(labels[0]):
        return None
    if len({m[1] for label in labels if (m := ALL_OF.search(label))}) > 1:
        return None
    if len(labels) == 2:
        objects = [set(OBJECT.findall(label)) for label in labels]
        if all(objects) and not objects[0] & objects[1]:
            return None
    return kind


def _of_several(labels: Sequence[str]) -> bool:
    """Whether shares are of things that differ: `54% of staff, 42% of managers`."""
    wholes = {m[1] for label in labels if (m := re.match(r"\W*of (?:the |all |our )*([a-z]+)", label))}
    other = any(re.match(r"\W*of\s", label) for label in labels[1:]) and not re.match(r"\W*of\s", labels[0])
    return len(wholes) > 1 or other


def _lost_point(shares: Sequence[Quantity], value: float) -> str:
    """Where one share, with its decimal point put back, would let the shares come to nearly the whole."""
    mended = [q for q in shares if q.value >= 10 and 99 <= value - q.value * 0.9 <= 101]
    return f"{mended[0].text} may be {mended[0].value / 10:g}%, its decimal point lost" if len(mended) == 1 else ""
