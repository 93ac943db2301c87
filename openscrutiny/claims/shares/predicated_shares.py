"""A share of things told by count just before, its part known by the words about it: `Thus 83% were upheld`, `Shops made up half of the thefts`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.mentions import HEAD, OF_WHICH, Mention, is_compared, is_whole, read_mentions
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.worded_shares import share_template
from openscrutiny.claims.shares.share_forms import QUALIFYING, SHARE
from openscrutiny.claims.shares.shares import is_share, is_slip_of_share, judge_share, judge_worded_share
from openscrutiny.claims.verdicts import Judgement

OF = r"of\s+(?:(?:the|these|those|our|all|its)\s+)*(?P<noun>[a-z-]+)"
PREDICATE = re.compile(
    rf"^\W*(?:(?:thus|therefore|so|hence|in other words|this means(?: that)?|it follows that)\b,?\s+)?{QUALIFYING}{SHARE}\s+(?:{OF}\s+)?(?:were|was|had|have|are|is)\s+(?P<told>[^{{}}.;,]{{3,60}})[.;,]?\s*$",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    rf"^\W*(?P<told>[A-Za-z][^{{}}.;,]{{2,40}}?)\s+(?:thus\s+|therefore\s+)?(?:made|makes|making|accounted|accounts|represent(?:s|ed)|formed|were|are)(?: up)?(?: for)?(?: thus| therefore)?\s+{QUALIFYING}{SHARE}\s+(?:of (?P<all>what we did|all (?:that )?we did|everything we did|all our work|the whole|the total)|{OF})\b",
    re.IGNORECASE,
)
PLAIN = re.compile(r"\b(?:therefore|thus|been|then|of|the|better|or|above|in|at|with|a|an|to|by)\b", re.IGNORECASE)
ELSEWHEN = re.compile(r"\b(?:last|previous\w*|target|national\w*|year|month|quarter|average|compared)\b", re.IGNORECASE)
BACK = 3
"""Sentences of one paragraph in which the part and the whole are sought."""


def check_predicated_shares(reading: Reading) -> Iterator[Judgement]:
    """Every share whose part and whole the sentences just before it count, in the same words."""
    for i, sentence in enumerate(reading.sentences):
        if sentence.in_table or not sentence.text:
            continue
        text, figures = share_template(sentence)
        match = PREDICATE.match(text) or SUBJECT.match(text)
        if not match or ELSEWHEN.search(text):
            continue
        paragraph = [
            s for s in reading.sentences[max(0, i - BACK) : i] if not s.in_table and s.headings == sentence.headings
        ]
        found = _part_and_whole([(m, s) for s in paragraph for m in read_mentions(s)], match)
        if found is None:
            continue
        (part, told), (whole, source) = found
        share = figures[int(match["share"])]
        figures_told = [(source, whole.figure), (told, part.figure)]
        places = (sentence.place(0, share.end), *dict.fromkeys(s.place(q.start, q.end) for s, q in figures_told))
        in_words = text[match.start("share") - 1] == "F"
        fine = is_share(part.figure, share, whole.figure) or is_slip_of_share(share, part.figure, whole.figure)
        if source is not told and not fine:
            continue
        yield (judge_worded_share if in_words else judge_share)(share, part.figure, whole.figure, places)


def _part_and_whole(
    mentions: Sequence[tuple[Mention, Sentence]], match: re.Match[str]
) -> tuple[tuple[Mention, Sentence], tuple[Mention, Sentence]] | None:
    """The one mention whose words are those of the share's part, and the one greater count of the things it is a share of."""
    told = _stems(PLAIN.sub(" ", match["told"]))
    parts = [(m, s) for m, s in mentions if told and told <= _stems(m.label) and not is_compared(m)]
    if len(parts) != 1 or parts[0][0].figure.unit == "%":
        return None
    part, source = parts[0]
    if OF_WHICH.search(part.label):
        led = [(m, s) for m, s in mentions if s is source and m.figure.start < part.figure.start][-1:]
        return (parts[0], led[0]) if led and led[0][0].figure.value > part.figure.value else None
    nouns = {stem(match["noun"])} if match["noun"] else set()
    nouns |= {stem(word) for word in re.findall(r"^[a-z]{4,}s\b", part.after)}
    wholes = [
        (m, s) for m, s in mentions
        if m is not part and m.figure.unit == part.figure.unit and m.figure.value > part.figure.value and s is source
        and (is_whole(m) or nouns & _stems(" ".join(m.after.split()[:3])))
    ]  # fmt: skip
    if match.groupdict().get("all"):  # `of what we did`: what the passage counts first
        wholes = [(m, s) for m, s in mentions if HEAD.search(m.before) and m.figure.value > part.figure.value][:1]
    return (parts[0], wholes[0]) if len(wholes) == 1 else None


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[a-z]+|\d+", text.lower())}
