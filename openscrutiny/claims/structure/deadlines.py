"""When one consultation, survey or call for bids closes, and when a body meets next: two sentences that give two dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import DAYS, MONTHS
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.structure.dates import month_number
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

DATE = rf"(?:{DAYS},?\s+)?(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTHS})(?:,?\s+(?P<year>20\d\d))?"
CLOSES = re.compile(
    rf"\b(?:clos(?:e[sd]?|ing date|ing)|deadline|open until|runs? (?:until|to)|ran until|(?<!year )(?<!quarter )(?<!period )(?<!months )(?<!that )end(?:s|ed)|remains? open until|(?:must|should) (?:reach [a-z]+|be (?:received|returned|submitted|made|sent))|by the closing date|(?:ran|runs|ran for[\w ]+|carried out|open|held|took place|conducted)\b[^.;:]{{0,60}}?\b(?:from|between)\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s+{MONTHS})?(?:\s+20\d\d)?\s+(?:to|and|until))\b[^.;:\d]{{0,50}}?\b(?:on|is|was|of|at|by|until|be|to|and|midnight on|noon on)?\s*{DATE}\b",
    re.IGNORECASE,
)
NEXT_MEETING = re.compile(
    rf"\bdate of (?:the )?next meeting\b(?! and)[^.;\d]{{0,40}}?{DATE}\b"
    rf"|\bnext (?:[a-z]+ )?meeting\b(?:\s+of\s+(?:the\s+)?[A-Z][A-Za-z ]{{2,40}}?)?\s+(?:will\s+be\s+(?:held|at|on)|is(?:\s+to\s+be\s+held)?|takes?\s+place|will\s+take\s+place|has\s+been\s+arranged)\b[^.;:\d]{{0,40}}?{DATE.replace('P<', 'P<n')}\b"
    rf"|\bnext meets\b[^.;:\d]{{0,20}}?{DATE.replace('P<', 'P<m')}\b",
    re.IGNORECASE,
)
DUE = re.compile(
    rf"\bthe\s+(?P<what>(?:first|next|final|interim|annual|draft)\s+(?:progress\s+|monitoring\s+|performance\s+|quarterly\s+)?(?:report|update|review|plan|strategy))\s+(?:will\s+(?:come|be\s+(?:presented|published|brought|submitted|considered))|is\s+(?:due|expected|to\s+be)|comes|goes)\b[^.;:\d]{{0,50}}?\b{DATE}\b",
    re.IGNORECASE,
)
EVENT = re.compile(
    rf"\b(?:the|our|its|this year[’']s)\s+(?P<what>(?:annual|inaugural|opening|closing|public|youth|staff|spring|summer|autumn|winter|community)\s+(?:[a-z]+\s+)?(?:conference|ceremony|awards|fair|open day|fun day|summit|festival|parade|launch|seminar))\b"
    rf"(?:\s+(?:was|is|will|be|held|took|takes?|place|at|in|the|of|(?-i:[A-Z][a-z’']+))){{0,7}}?\s+on\s+{DATE}\b(?!\s*(?:and|to|or|–|-)\s*\d)",
    re.IGNORECASE,
)
DATE_ONLY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTHS}\b", re.IGNORECASE)
BODY = re.compile(r"\b(?:[A-Z][a-z]+\s+)*(?:Panel|Board|Committee|Forum|Group|Council|Cabinet|Authority|Partnership)\b")
TOPICS = {
    "consultation": r"\bconsultation|\bcomments?\b|\bresponses?\b|\bviews\b|\brepresentations\b|\breply\b|\breplies\b",
    "survey": r"\bsurvey|\bquestionnaire",
    "application": r"\bapplications?\b|\bapply\b",
    "nomination": r"\bnominations?\b",
    "campaign": r"\bcampaign|\bamnesty|\bpilot\b",
    "bid": r"\bbids?\b|\btenders?\b|\bexpressions of interest\b",
}
CHANGED = re.compile(
    r"\b(?:extend\w*|new|original\w*|revised|previous\w*|instead|brought forward|moved|first|second|third|final|stage|phase|round|online|paper|post|postal|internal|staff|early|draft|last year|next|late|will open|opens)\b",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"\b(?P<name>[A-Za-z-]+)\s+(?:consultation|survey|questionnaire|applications?|nominations?|bids?|tenders?)\b"
)
NAMELESS = frozenset(["the", "this", "our", "a", "public", "formal", "for", "of", "all", "that", "which", "any", "to"])
GOES_ON = re.compile(r"\W*(?:The (?:closing date|deadline)|It closed|It closes) (?:was|is|on)\b")
APART = 100
"""Lines within which a report speaks of one consultation."""
NEAR = 60
"""Days between two closing dates of one thing, at most: more is another year's."""
NEAR_MEETING = 15
"""Days between two dates of one next meeting or event, at most: more is the one after it."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A closing date, what closes, and where it is said."""

    topic: str
    name: str
    on: tuple[int, int, str]
    sentence: Sentence
    place: Place
    near: int = NEAR
    """Days between two dates that may be of one thing."""


def check_deadlines(reading: Reading) -> Iterator[Judgement]:
    """Closing dates of one thing, which must be one date."""
    groups: dict[str, list[Deadline]] = {}
    for before, sentence in reading.sentence_pairs:
        for deadline in _deadlines(sentence, before):
            groups.setdefault(deadline.topic, []).append(deadline)
    for found in groups.values():
        if len({d.on[:2] for d in found}) > 2 or len({d.name for d in found if d.name}) > 1:
            continue  # several things close
        first = found[0]
        for other in found[1:]:
            years = {first.on[2], other.on[2]} - ({""} if first.near == NEAR else set())
            if other.place.line - first.place.line > APART or len(years) > 1:
                continue
            places = (first.place, other.place)
            if first.on[:2] == other.on[:2]:
                yield Judgement(Verdict.CONSISTENT, "date", places, f"both {first.place.quote}")
            elif _days_between(first.on, other.on) <= first.near:
                yield Judgement(
                    Verdict.WRONG, "date", places, f"one date is given as '{first.place.quote}' here and '{other.place.quote}' there",
                    f"{first.place.quote} and {other.place.quote}", "one date in both",
                )  # fmt: skip


def _days_between(one: tuple[int, int, str], two: tuple[int, int, str]) -> int:
    days = [date(2024, month, min(day, 28)).toordinal() for month, day, _ in (one, two)]
    return abs(days[0] - days[1])


def _topics(text: str) -> list[str]:
    return [name for name, words in TOPICS.items() if re.search(words, text, re.IGNORECASE)]


def _deadlines(sentence: Sentence, before: Sentence | None) -> Iterator[Deadline]:
    meetings = list(NEXT_MEETING.finditer(sentence.text))
    if len(meetings) == 1 and len(DATE_ONLY.findall(sentence.text)) == 1:
        groups = meetings[0].groupdict()
        day, month, year = (
            next((v for k, v in groups.items() if k.endswith(name) and v), "") for name in ("day", "month", "year")
        )
        body = BODY.search(sentence.text)
        start = DATE_ONLY.search(sentence.text)
        if int(day) <= 31 and start:
            place = sentence.place(start.start(), start.end())
            yield Deadline(
                "meeting",
                body[0].split()[-1] if body else "",
                (month_number(month), int(day), year),
                sentence,
                place,
                NEAR_MEETING,
            )
        return
    for match in (*DUE.finditer(sentence.text), *EVENT.finditer(sentence.text)):
        on = (month_number(match["month"]), int(match["day"]), match["year"] or "")
        what = re.sub(r"\s+", " ", match["what"].lower())
        apart = NEAR if match.re is DUE else NEAR_MEETING
        yield Deadline(what, "", on, sentence, sentence.place(match.start("day"), match.end()), apart)
    if CHANGED.search(sentence.text):
        return
    for match in CLOSES.finditer(sentence.text):
        near = sentence.text[max(0, match.start() - 60) : match.end()]
        topics = _topics(near)
        if not topics and before is not None and GOES_ON.match(sentence.text) and not CHANGED.search(before.text):
            near = before.text  # `The survey ran to 12 December. The closing date was 10 December`
            topics = _topics(near)
        if not topics or int(match["day"]) > 31:
            continue
        named = NAMED.search(near)
        name = named["name"].lower() if named and named["name"].lower() not in NAMELESS else ""
        on = (month_number(match["month"]), int(match["day"]), match["year"] or "")
        yield Deadline(topics[-1], name, on, sentence, sentence.place(match.start("day"), match.end()))
