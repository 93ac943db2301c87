"""Percentages of one whole that a sentence lists item by item: shares accounted for, sources of funding, outcomes and `other`."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import DIRECTION, template
from openscrutiny.claims.reading.part_kinds import SEVERAL
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

LABEL = r"[A-Za-z][A-Za-z’' -]{1,40}?"
SEPARATOR = r"(?:,\s*|;\s*|,?\s+and\s+)"
ACCOUNTED = re.compile(
    rf"\b(?:account(?:s|ed|ing)? for|made up|makes? up|represent(?:s|ed)?)\s+\{{P\d+\}}(?:\s+of\s+{LABEL})?(?:{SEPARATOR}{LABEL}\s+(?:for\s+)?\(?\{{P\d+\}}\)?){{2,7}}(?=[.;]|$|,?\s+(?:compared|against|while)\b)",
    re.IGNORECASE,
)
LAST = r"(?:all\s+)?(?:others?|another|unknown|not known|not stated|not recorded|unspecified|undecided|unassigned)\b"
LABEL_FIRST = re.compile(
    rf"(?:{LABEL}\s*\(?\{{P\d+\}}\)?{SEPARATOR}){{2,8}}(?:the\s+)?{LAST}[A-Za-z ]{{0,25}}\s*\(?\{{P\d+\}}\)?(?=[.;]|$)",
    re.IGNORECASE,
)
FIGURE_FIRST = re.compile(
    rf"(?:\{{P\d+\}}\s+(?:(?:was|were|is|are|came|comes|went|goes)\s+)?{LABEL}{SEPARATOR}){{2,8}}\{{P\d+\}}\s+(?:(?:was|were|is|are|came|comes|went|goes)\s+)?(?:(?:from|to|on)\s+)?{LAST}[A-Za-z ]{{0,25}}(?=[.;]|$)",
    re.IGNORECASE,
)
STAFF = r"(?:police\s+)?(?:officers|staff|PCSOs|specials|special constables|firefighters|support staff|control staff|teachers|nurses|doctors|managers|contractors|agency workers)"
VOTED = re.compile(
    r"(?:\{P\d+\}\s+(?:of [a-z]+ )?(?P<verb>voting for|voted for|opting for|opted for|favoured|favouring|preferred|preferring|chose)\s[^.;]{3,60}?(?:,\s*|\s+and\s+|,\s+with\s+)(?:with\s+|and\s+)?){2,5}\{P\d+\}\s+(?:of [a-z]+ )?(?P=verb)\b",
    re.IGNORECASE,
)
SOURCES = re.compile(
    rf"(?:\{{P\d+\}}\s+(?P<link>from|on|to)\s+{LABEL}{SEPARATOR}){{2,6}}\{{P\d+\}}\s+(?P=link)\s+{LABEL}(?=[.;]|$)",
    re.IGNORECASE,
)
RANKS = re.compile(
    rf"\b(?:is|are|was|were|comprises?|comprised)\s+\{{P\d+\}}\s+{STAFF}(?:{SEPARATOR}\{{P\d+\}}\s+{STAFF}){{1,5}}(?=[.;,]|$)",
    re.IGNORECASE,
)
WHOLES = re.compile(
    r"fund|income|spen[dt]|expenditure|budget|cost|workforce|outcome|incident|call|offence|crime|complaint|tenure|journey|waste|fire|energy|case|referral|arrest|application|type|breakdown|split|mix|ethnic|religion|source",
    re.IGNORECASE,
)
ANSWERS = re.compile(
    r"\b(?:reasons?|concerns?|priorit\w+|respondents?|mention\w*|chose|choose|select\w*|said|named|cited|barriers|suggest\w*|ways|channels used|used)\b",
    re.IGNORECASE,
)
MOST = 130
"""Per cent: lists that come to more than this are of several answers each."""


def check_compositions(reading: Reading) -> Iterator[Judgement]:
    """Every list of the shares of one whole: they cannot come to more than 100 %."""
    for i, sentence in enumerate(reading.sentences):
        if sentence.in_table or sum(q.unit == "%" for q in sentence.quantities) < 3:
            continue
        text, _ = template(sentence)
        near = " ".join(s.text for s in reading.sentences[max(0, i - 2) : i + 3])
        voted = VOTED.search(text)
        if voted and not SEVERAL.search(near):
            shares = re.findall(rf"\{{P(\d+)\}}(?=\s+(?:of [a-z]+ )?{voted['verb']})", voted[0], re.IGNORECASE)
            yield from _judge(sentence, [sentence.quantities[int(n)] for n in shares])
            continue
        if SEVERAL.search(near) or ANSWERS.search(sentence.text):
            continue
        for pattern in (ACCOUNTED, LABEL_FIRST, FIGURE_FIRST, SOURCES, RANKS):
            match = pattern.search(text)
            moved = match[0] if match and pattern in {ACCOUNTED, RANKS} else sentence.text
            if match and not DIRECTION.search(moved) and (pattern in {ACCOUNTED, RANKS} or WHOLES.search(text)):
                yield from _judge(sentence, [sentence.quantities[int(n)] for n in re.findall(r"\{P(\d+)\}", match[0])])
                break


def _judge(sentence: Sentence, shares: list[Quantity]) -> Iterator[Judgement]:
    value = sum(q.value for q in shares)
    least = Interval(sum(q.true.low for q in shares), sum(q.true.high for q in shares)).low
    if any(q.qualifier or q.signed for q in shares) or value > MOST:
        return
    place = (sentence.place(shares[0].start, shares[-1].end),)
    working = " + ".join(q.text for q in shares) + f" = {value:g}%"
    if least <= 100:
        yield Judgement(Verdict.CONSISTENT, "percentages_sum", place, working)
    else:
        yield Judgement(Verdict.WRONG, "percentages_sum", place, f"{working}; the whole is 100%", f"{value:g}%", "100%")
