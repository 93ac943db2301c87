"""What there was, what came and went, and what is left, over up to three sentences: `Of 42 actions 15 were closed and 6 added, leaving 33`."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import BULLET, Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.sums.part_lists import read_text
from openscrutiny.claims.sums.told_sums import ANY, Sum, hides_part, judge_sum, negative
from openscrutiny.claims.verdicts import Judgement, Place

PIECE = re.compile(r"[,;.:(]\s|\s[–—-]\s|\b(?:and|but|while)\b|(?<=\})\s+(?=to (?:[a-z]+ )?\{[NM])")
SO = re.compile(r"\b(so|therefore|hence|thus),", re.IGNORECASE)
FIGURE = re.compile(r"\{([NM])(\d+)\}(?:\s+(?P<next>[A-Za-z-]+))?")
WENT = re.compile(
    r"\b(?:closed|left|leavers?|resigned|retired|died|withdrawn|removed|excluded|discounted|disqualified|rejected|discarded|duplicates?|incomplete|invalid|completed?|resolved|discharged|implemented"
    r"|cancelled|expired|sold|scrapped|spent|used|drawn (?:down|on)|released|repaid|written off|went (?:on|to)|(?:fall|fell|fallen|drop|dropped|reduc\w+|decreas\w+|cut|lowered)\b.*\bby|slippage|partial\w*)(?! to\b)",
    re.IGNORECASE,
)
CAME = re.compile(
    r"\b(?:added|opened|joined|joiners?|new|recruited|arose|arisen|topped up by|paid in|logged|admitted|bought|acquired|(?:raised|rise|rose|risen|grow|grew|increas\w+)\b.*\bby)\b",
    re.IGNORECASE,
)
LEFT = re.compile(
    r"^\W*(?:to|leav(?:es|ing)|(?:(?:so|therefore|hence|thus|which|this)\s+)*(?:leav(?:es|ing)|left)|(?:so|therefore|hence|thus|this means)\b.*|.*\b(?:based (?:on|off)|remain(?:s|ed|ing)?|now stands? at|closing balance)\b.*)\s+(?:[a-z]+\s+){0,3}?\{",
    re.IGNORECASE,
)
OF_THESE = re.compile(r"^\W*[Oo]f (?:this|these|that|those|them)\b")
GROSS, NET, INCOME = (re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in ("gross", "net", "grants?|income|fees|receipts"))  # fmt: skip
BACK = re.compile(
    r"^\W*(?:However|But|As a result|After|In|During|Over|Since|The (?:results?|analysis|findings|figures|remaining))\b"
)
"""What opens a sentence that goes on from the one before."""
BY_PERCENT = re.compile(r"\bby\s+(?:[a-z]+\s+){0,2}\{P|\{P\d+\}\s+\(")
"""A change from one time to another: `fell by 10% (133) to 1,162`."""
OTHER = re.compile(
    r"\b(?:compar\w+|last (?:year|month|quarter)|previous\w*|earlier|than|target|per|each|average|including|includes?|those|others?|of (?:which|whom)|also|some|transfer\w*|re-?opened|original\w*)\b",
    re.IGNORECASE,
)
SMALL = re.compile(
    r"(?:were|was|have|had|has|are|is|of|new|more|further|since|now|at|in|on|by|to|for|as|remain\w*|still|open|outstanding|left|being|could|went|from|live|active|valid|usable|late|duplicates?|incomplete|invalid|spoilt|cases|people|responses|replies|actions)$|.*ed$"
)
"""Words after a figure that name nothing else than what was told of before."""
PART_OF = re.compile(r"\}[^{}]{0,15}\bof (?:them|these|those)\b")
VERB = re.compile(r"\b(?:[a-z]+ed|were|was|had|have|are|is)\b")
FAR = 0.3
"""A sum further than this from what there was, relative to it, is of something else."""


def check_movements(reading: Reading) -> Iterator[Judgement]:
    """Every remainder with what it is left of and all that came and went between."""
    for i, sentence in enumerate(reading.sentences):
        if sentence.quantities and not sentence.in_table and not BULLET.match(sentence.segments[0][1].text):
            for unit in "NM":
                for told in _read(reading.sentences[i : i + 3], unit):
                    yield from judge_sum(told)


def _read(sentences: Sequence[Sentence], unit: str) -> Iterator[Sum]:
    had: tuple[str, Quantity] | None = None
    steps: list[tuple[Sentence, Quantity]] = []
    words: set[str] = set()
    sign = 0
    for sentence in sentences:
        text, figures = read_text(sentence)
        pieces = [
            piece for piece in PIECE.split(SO.sub(r"\1 ", text)) if any(m[1] == unit for m in FIGURE.finditer(piece))
        ]
        if (
            OTHER.search(text)
            or BY_PERCENT.search(text)
            or sentence.in_table
            or hides_part(sentence, 0, len(sentence.text))
        ):
            return
        said = {stem(word) for word in re.findall(r"[a-z]{4,}", text.lower())}
        gross = bool(had and GROSS.search(had[0]))
        linked = OF_THESE.match(text) or BACK.match(text) or words & said or (gross and INCOME.search(text))
        if had and sentence is not sentences[0] and not linked:
            return
        for piece in pieces:
            found = [m for m in FIGURE.finditer(piece) if m[1] == unit]
            q, following = figures[int(found[0][2])], found[0]["next"] or ""
            if len(found) > 1 or q.qualifier or q.signed:
                return
            if had is None:
                if WENT.search(piece) or CAME.search(piece):
                    return
                had, words = (piece, q), {stem(word) for word in re.findall(r"[a-z]{4,}", piece.lower())}
                continue
            if following and not SMALL.match(following) and stem(following) not in words:
                return
            if steps and (LEFT.search(piece) or (gross and NET.search(piece))):
                yield from _sum(sentences[0], sentence, had[1], steps, q)
                return
            signs = [bool(WENT.search(piece) or (gross and INCOME.search(piece if len(pieces) > 1 else text)) or (unit == "M" and OF_THESE.match(piece))), bool(CAME.search(piece))]  # fmt: skip
            if PART_OF.search(piece) or (not any(signs) and VERB.search(piece)):
                return
            sign = -1 if signs == [True, False] else 1 if signs == [False, True] else sign if not any(signs) else 0
            if not sign:
                return
            steps.append((sentence, q if sign < 0 else negative(q)))


def _sum(
    first: Sentence, last: Sentence, had: Quantity, steps: Sequence[tuple[Sentence, Quantity]], left: Quantity
) -> Iterator[Sum]:
    parts = (*(q for _, q in steps), left)
    told_again = left.value == had.value  # a level, and the change that led to it
    if told_again or abs(sum(q.value for q in parts) - had.value) > FAR * had.value or had.unit != left.unit:
        return
    places: tuple[Place, ...]
    if first is last:
        places = (first.place(had.start, left.end),)
    else:
        end = max([had.end, *(q.end + 40 for source, q in steps if source is first)])
        places = (first.place(had.start, end), last.place(max(0, left.start - 40), left.end + 12))
    yield Sum(had, parts, ANY, places, left)
