"""A fraction in words beside the part and the whole that it is of: `nine of the 40, almost a third`, `17, less than a third of that number`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.mentions import Mention, is_whole, read_mentions
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity, ratio
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.shares.exhaustive_parts import place_of_parts
from openscrutiny.claims.shares.worded_fractions import FRACTION, fits_fraction, judge_word
from openscrutiny.claims.verdicts import Judgement

OF_PAIR = re.compile(
    rf"\{{(?P<unit>[NM])(?P<part>\d+)\}}(?P<gap>(?:\s+(?!of\b)[A-Za-z’'-]+){{0,6}}?)\s+(?:(?:out\s+)?of|from)\s+(?:the\s+|a\s+|its\s+|our\s+|all\s+|these\s+)?(?:[a-z]+\s+){{0,3}}?(?:of\s+)?\{{(?P=unit)(?P<whole>\d+)\}}"
    rf"(?P<what>(?:\s+[A-Za-z’'-]+){{0,6}}?)\s*(?:,|:|\s[–-]|\()\s*(?:or\s+|which (?:is|was)\s+|that is\s+|i\.e\.\s+|well\s+|only\s+|just\s+(?!over|under))*{FRACTION}\s*(?:of (?:them|these|those|the total|all)\b[^,.;]{{0,30}})?(?=[,.;:)]|$)",
    re.IGNORECASE,
)
"""Part, whole and fraction in one clause."""
OF_THAT = re.compile(
    rf"\{{(?P<unit>N)(?P<part>\d+)\}}(?P<gap>[^{{}}.;:]{{0,70}}?)(?:,|;|\s[–-])\s*(?:or\s+|which (?:is|was)\s+|that is\s+|only\s+)*{FRACTION}\s+of\s+(?:that (?:number|figure|total)|those|them|these|the total)\b",
    re.IGNORECASE,
)
"""A part with its fraction of what the sentence before counts."""
OPENS = re.compile(
    rf"^\W*(?:[A-Za-z]+\s\{{N\d+\}}\s(?:thus|therefore)\s)?{FRACTION}\s+(?:of\s+(?:the|these|those|our|all)\s+)?(?P<noun>[a-z-]+)?(?P<bracket>\s*\(\{{N(?P<part>\d+)\}}\))?\s*(?P<rest>[^{{}}.;]{{0,60}})",
    re.IGNORECASE,
)
"""A sentence that opens with its fraction: `More than half of the referrals (five) led to action`."""
NUMBERED = re.compile(
    rf"^\W*(?P<name>[A-Z][a-z]+\s\d+)\s(?:thus |therefore )?(?:made|makes|making|accounted|accounts|represent(?:s|ed)|formed)(?: up)?(?: for)?\s{FRACTION}\s+of\s"
)
PREDICATE = re.compile(r"\b(?:were|was|are|is|had|have|has|therefore|thus|been|then|of|the|better|or|above|in|at)\b")


def check_told_fractions(reading: Reading) -> Iterator[Judgement]:
    """Every fraction in words whose part and whole the same sentence or those just before print."""
    for i, sentence in enumerate(reading.sentences):
        if sentence.in_table or not re.search(FRACTION, sentence.text, re.IGNORECASE):
            continue
        text, figures = worded_template(sentence)
        for match in OF_PAIR.finditer(text):
            part, whole = figures[int(match["part"])], figures[int(match["whole"])]
            if not re.search(r"\b(?:than|from|to|in)\s*$", match["gap"]):
                yield from _judge(sentence, match, part, whole, sentence)
        before = reading.sentences[i - 1] if i and not reading.sentences[i - 1].in_table else None
        if before is None:
            continue
        for match in OF_THAT.finditer(text):
            yield from _of_that(sentence, before, match, figures)
        paragraph = [
            s for s in reading.sentences[max(0, i - 3) : i] if not s.in_table and s.headings == sentence.headings
        ]
        if opening := OPENS.match(text):
            yield from _opening(sentence, paragraph, opening, figures)
        if named := NUMBERED.match(sentence.text):
            yield from _numbered(sentence, paragraph, named)


def _judge(
    sentence: Sentence, match: re.Match[str], part: Quantity, whole: Quantity, source: Sentence
) -> Iterator[Judgement]:
    true = ratio(part.true, whole.true)
    if true is None or part.value >= whole.value or part.qualifier or whole.qualifier or part.unit != whole.unit:
        return
    size = f"{part.value / whole.value * 100:.0f}%"
    said = f"{match['qualifier'] or ''} {match['fraction']}".strip()
    start = max(0, sentence.text.lower().find(said.lower()))
    own = sentence.place(start, start + len(said))
    places = (
        (own, source.place(min(part.start, whole.start), max(part.end, whole.end)))
        if source is not sentence
        else (sentence.place(min(start, part.start, whole.start), max(start + len(said), part.end, whole.end)),)
    )
    yield judge_word(
        fits_fraction(match, true), places, f"'{said}', but {part.text} of {whole.text} is {size}", said, size
    )


def _of_that(
    sentence: Sentence, before: Sentence, match: re.Match[str], figures: Sequence[Quantity]
) -> Iterator[Judgement]:
    """`Nine had no quotation, almost a third of those tested`: of the only count, or the whole, of the sentence before."""
    part = figures[int(match["part"])]
    if any(q.unit == "n" and q.end <= part.start and q.value > part.value for q in figures):
        return
    counts = [m.figure for m in read_mentions(before) if m.figure.unit == "n" and m.figure.value > part.value]
    if len(counts) == 1:
        yield from _judge(sentence, match, part, counts[0], before)


def _opening(
    sentence: Sentence, paragraph: Sequence[Sentence], match: re.Match[str], figures: Sequence[Quantity]
) -> Iterator[Judgement]:
    """A fraction of things that the paragraph counts: the part in a bracket, or named by the same predicate."""
    noun = stem(match["noun"]) if match["noun"] else ""
    mentions = [(m, s) for s in reversed(paragraph) for m in read_mentions(s)]
    if match["bracket"]:
        part = figures[int(match["part"])]
        wholes = [
            (m, s)
            for m, s in mentions
            if noun and m.figure.unit == "n" and noun in _nouns(m) and m.figure.value > part.value
        ]
        if len(wholes) == 1:
            yield from _judge_across(sentence, match, part, *wholes[0])
        return
    words = {stem(w) for w in re.findall(r"[a-z]{4,}", PREDICATE.sub(" ", match["rest"].lower()))}
    if len(words) != 1 or not paragraph:
        return
    word = next(iter(words))
    parts = [(m, s) for m, s in mentions if word in {stem(w) for w in re.findall(r"[a-z]+", m.label.lower())}]
    of_part = {stem(w) for w in re.findall(r"^[a-z]{4,}s\b", parts[0][0].after)} if len(parts) == 1 else set()
    wholes = [
        (m, s) for m, s in mentions
        if m.figure.unit == "n" and (is_whole(m) or {noun, *of_part} & _nouns(m)) and all(m is not p for p, _ in parts)
    ]  # fmt: skip
    if len(parts) != 1:
        return
    part_mention, source = parts[0]
    wholes = [(m, s) for m, s in wholes if m.figure.value > part_mention.figure.value]
    if len(wholes) == 1:
        yield from _judge(sentence, match, part_mention.figure, wholes[0][0].figure, source)


def _judge_across(
    sentence: Sentence, match: re.Match[str], part: Quantity, whole: Mention, source: Sentence
) -> Iterator[Judgement]:
    for judged in _judge(sentence, match, part, whole.figure, sentence):
        places = place_of_parts(sentence, source, [part], whole.figure)
        yield Judgement(
            judged.verdict, judged.kind, places, judged.explanation, judged.printed, judged.should_be, judged.likely_mistake
        )  # fmt: skip


def _numbered(sentence: Sentence, paragraph: Sequence[Sentence], match: re.Match[str]) -> Iterator[Judgement]:
    """`Pathway 1 makes up more than half`, of parts told by number before."""
    mentions = [(m, s) for s in reversed(paragraph) for m in read_mentions(s)]
    parts = [(m, s) for m, s in mentions if re.fullmatch(rf"{match['name']}", m.before, re.IGNORECASE)]
    if len(parts) != 1:
        return
    part, source = parts[0]
    others = [m.figure.value for m, s in mentions if s is source and re.match(r"[a-z]+ \d+$", m.before, re.IGNORECASE)]
    wholes = [m.figure for m, _ in mentions if m.figure.unit == "n" and m.figure.value == sum(others)]
    if len(others) >= 3 and len(wholes) == 1:
        yield from _judge(sentence, match, part.figure, wholes[0], source)


def _nouns(mention: Mention) -> set[str]:
    """The words just after a figure, which say what it counts."""
    return {stem(word) for word in re.findall(r"[a-z-]+", mention.after.lower())[:3]}
