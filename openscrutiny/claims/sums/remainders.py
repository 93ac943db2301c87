"""What is left, and what comes together: `140 from schools and the other 62`, `31 joined and 24 left`, `Together they had 3,957`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import pick, worded_template
from openscrutiny.claims.sums.prose_sums import hides_part, judge_sum
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

ITEM = r"\{(?:N|M)\d+\}[^{}.;:]{2,70}?"
REST = re.compile(
    rf"(?:\b(?:of|out of)\s+(?:the|these|those|all|our|a total of)?\s*(?P<led>\{{(?P<unit>[NM])\d+\}})|(?P<bare>\{{(?P<unit2>[NM])\d+\}}))[^{{}}.;]{{2,90}}?[,:;.]\s*(?:of (?:which|whom|these|those|them),?\s*)?"
    rf"(?P<parts>(?:[^{{}}.;,]{{0,30}}?{ITEM}){{1,4}}?)(?:,|;|\band\b|\bwhile\b|\bwith\b|\bbut\b|\.\s)\s*(?:with\s+)?the\s+(?:other|remaining|rest|remainder)(?:\s*[,(]\s*|\s+)(?:of\s+)?(?P<rest>\{{[NM]\d+\}})(?!\s+(?:of|in)\s+the\s+(?!rest)|\s+(?:that|who|which|whom)\b)",
    re.IGNORECASE,
)
NET = re.compile(
    r"\{N(?P<one>\d+)\}(?:\s+(?!and\b)[a-z-]+){0,4}?\s+(?P<came>joined|started|were recruited|were appointed|arrived|opened|were opened|were received|were added)\b[^{}.;]{0,40}?\b(?:and|while|but|against)\s+(?:[a-z]+\s+){0,2}?"
    r"\{N(?P<two>\d+)\}(?:\s+[a-z-]+){0,3}?\s+(?P<went>left|resigned|retired|departed|closed|were closed|were removed)\b[^{}.;]{0,30}?,?\s*(?:giving\s+|making\s+|leaving\s+|which is\s+)?a\s+net\s+(?:gain|loss|increase|reduction|decrease|change|rise|fall)\s+of\s+\{N(?P<net>\d+)\}",
    re.IGNORECASE,
)
TOGETHER = re.compile(
    r"(?:^\W*|[;,]\s*(?:and\s+)?)(?:together|combined|between them|taken together),?\s+(?:they|these|the two|both|it|the pair)?\s*[^{}.;]{0,40}?\{(?P<unit>[NM])(?P<total>\d+)\}(?!\s*(?:more|fewer|less|higher|lower))",
    re.IGNORECASE,
)
WITH_OTHERS = re.compile(r"\btogether with\b|\bcombined with\b|\bother\b", re.IGNORECASE)
COMPARED = re.compile(
    r"\b(?:compar\w+|previous\w*|last|earlier|target|budget|than|against|from|versus|average|up|down|per|increas\w*|decreas\w*|rose|fell)\b",
    re.IGNORECASE,
)


def check_remainders(reading: Reading) -> Iterator[Judgement]:
    """A rest with the whole and the other part, a net change with what came and went, and two figures said to come together."""
    for before, sentence in reading.sentence_pairs:
        if not sentence.quantities or sentence.in_table:
            continue
        text, figures = worded_template(sentence)
        yield from _rests(sentence, text, figures)
        yield from _nets(sentence, text, figures)
        yield from _together(sentence, text, figures, before)


def _rests(sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Judgement]:
    for match in REST.finditer(text):
        whole = pick(tuple(figures), match["led"] or match["bare"])[0]
        parts = [*pick(tuple(figures), match["parts"]), *pick(tuple(figures), match["rest"])]
        stretch = text[match.start() : match.end()]
        if (
            any(q.unit != whole.unit or q.qualifier for q in (whole, *parts))
            or COMPARED.search(re.sub(r"\bcame from\b|\bfrom\b", " ", stretch))
            or any(q.value > whole.value for q in parts)
        ):
            continue
        place = (sentence.place(whole.start, parts[-1].end),)
        yield from _told(judge_sum(whole, parts, place), whole, parts)


def _told(judged: Judgement | None, whole: Quantity, parts: Sequence[Quantity]) -> Iterator[Judgement]:
    """The last part is what is left: say what it should be."""
    if judged is None or judged.verdict is not Verdict.WRONG:
        yield from (judged,) if judged else ()
        return
    rest = parts[-1]
    left = whole.value - sum(q.value for q in parts[:-1])
    should = print_like(f"{left / rest.scale:,.{rest.places}f}", rest)
    yield Judgement(
        Verdict.WRONG, "sum", judged.places, judged.explanation, rest.text, f"{should}, or the whole is {judged.should_be}"
    )  # fmt: skip


def _nets(sentence: Sentence, text: str, figures: Sequence[Quantity]) -> Iterator[Judgement]:
    for match in NET.finditer(text):
        one, two, net = (figures[int(match[name])] for name in ("one", "two", "net"))
        gap = abs(one.value - two.value)
        place = (sentence.place(one.start, net.end),)
        working = f"{one.text} and {two.text} differ by {gap:,.10g}"
        if gap == net.value:
            yield Judgement(Verdict.CONSISTENT, "sum", place, working)
        elif not (one.qualifier or two.qualifier or net.qualifier):
            yield Judgement(Verdict.WRONG, "sum", place, working, net.text, f"{gap:,.10g}")


def _together(
    sentence: Sentence, text: str, figures: Sequence[Quantity], before: Sentence | None
) -> Iterator[Judgement]:
    for match in TOGETHER.finditer(text):
        total = figures[int(match["total"])]
        if WITH_OTHERS.search(match[0]):
            continue
        source, opening, own = sentence, text[: match.start()], [q for q in figures if q.end <= total.start]
        if not own and before is not None and not match.start():
            source = before
            opening, earlier = worded_template(before)
            own = list(earlier)
        if len(own) == 2 and hides_part(source, 0, total.start if source is sentence else len(source.text)):
            continue
        if len(own) != 2 or COMPARED.search(opening) or any(q.unit != total.unit for q in own):
            continue
        there = source.place(own[0].start, own[1].end)
        places: tuple[Place, ...] = (
            (sentence.place(own[0].start, total.end),)
            if source is sentence
            else (sentence.place(total.start, total.end), there)
        )
        yield from _doubtless(judge_sum(total, own, places), total, own)


def _doubtless(judged: Judgement | None, total: Quantity, parts: Sequence[Quantity]) -> Iterator[Judgement]:
    """Two parts that are each smaller than what they are together."""
    if judged and (judged.verdict is Verdict.CONSISTENT or all(q.value < total.value for q in parts)):
        yield judged
