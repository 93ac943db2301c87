"""Percentages that a sentence or a short list divides one whole into: `By area, 44% north, 31% south and 35% city`."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import DIRECTION, template
from openscrutiny.claims.reading.part_kinds import SEVERAL
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

HUNDRED = Interval(100, 100)
BY = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\s+)?(?:By (?:area|age|age group|ethnicity|ethnic group|gender|sex|length|type|district|division|location|region|rank|outcome|category|channel|method|tenure|cause|priority|grade)(?:,|:)"
    r"|The (?:split|breakdown|mix|make-up) (?:was|is|by [a-z]+ (?:was|is))\b)",
    re.IGNORECASE,
)
LIST = re.compile(r"(?:\{P\d+\}[^{}.;]{0,45}?(?:,\s*|,?\s+and\s+)(?:[^{}.;]{0,25}?)){2,}\{P\d+\}[^{}.;]{0,45}\.?\s*$")
SCALES = (
    (
        r"\bvery (?:satisfied|safe|confident|good)\b",
        r"\b(?:dis|un)(?:satisfied|safe|confident)|\bpoor\b|\bnot (?:at all|very)\b",
    ),
    (r"\b(?:strongly |tend to )?agree", r"\bdisagree"),
    (r"\byes\b", r"\bno\b"),
    (r"\bsupport", r"\b(?:oppose|against)"),
)
LABELLED = re.compile(
    r"^\W*(?:[A-Za-z][^{}.;:,]{0,28}?[:\s]\s*\{P\d+\}(?:\s*\([^()]*\))?(?:,\s*|,?\s+and\s+|;\s*)?){3,8}\W*$"
)
ITEM = re.compile(r"^\W*[A-Za-z][^{}.;,]{0,40}?[:\s–-]\s*\{P\d+\}\W*$")


def check_breakdowns(reading: Reading) -> Iterator[Judgement]:
    """Breakdowns in a sentence, answers of a scale with their shares, and the same one to a line."""
    run: list[tuple[Sentence, Quantity]] = []
    for i, sentence in enumerate(reading.sentences):
        near = " ".join(s.text for s in reading.sentences[max(0, i - 2) : i + 3])
        percents = [q for q in sentence.quantities if q.unit == "%"]
        text, _ = template(sentence) if percents else ("", [])
        if len(percents) == 1 and ITEM.match(text) and not percents[0].signed:
            if run and sentence.index != run[-1][0].index + 1:
                yield from _judge_run(reading, run)
                run = []
            run.append((sentence, percents[0]))
            continue
        yield from _judge_run(reading, run)
        run = []
        if len(percents) < 3 or SEVERAL.search(near) or DIRECTION.search(sentence.text):
            continue
        listed = BY.match(sentence.text) and LIST.search(text)
        if listed or (LABELLED.match(text) and _is_scale(sentence.text)):
            yield _judge(percents, (sentence.place(percents[0].start, percents[-1].end),))
    yield from _judge_run(reading, run)


def _is_scale(text: str) -> bool:
    return any(re.search(one, text, re.IGNORECASE) and re.search(two, text, re.IGNORECASE) for one, two in SCALES)


def _judge_run(reading: Reading, run: list[tuple[Sentence, Quantity]]) -> Iterator[Judgement]:
    """Lines `Agree 55%`, `Neither 20%`, `Disagree 40%`."""
    if not 3 <= len(run) <= 8 or not _is_scale("\n".join(sentence.text for sentence, _ in run)):
        return
    first = run[0][0].index
    if SEVERAL.search(" ".join(s.text for s in reading.sentences[max(0, first - 2) : run[-1][0].index + 3])):
        return
    yield _judge([q for _, q in run], tuple(s.place(0, q.end) for s, q in run))


def _judge(percents: list[Quantity], places: tuple[Place, ...]) -> Judgement:
    total = Interval(sum(q.true.low for q in percents), sum(q.true.high for q in percents))
    value = round(sum(q.value for q in percents), 6)
    working = " + ".join(q.text for q in percents) + f" = {value:g}%"
    if total.meets(HUNDRED):
        return Judgement(Verdict.CONSISTENT, "percentages_sum", places, working)
    if total.low > 100:
        return Judgement(
            Verdict.WRONG, "percentages_sum", places, f"{working}; the whole is 100%", f"{value:g}%", "100%"
        )
    return Judgement(Verdict.CANNOT_TELL, "percentages_sum", places, working)
