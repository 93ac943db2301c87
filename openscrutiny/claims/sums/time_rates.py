"""How often a thing happens, against how many there were: `an incident every 17 minutes`, of 31,008 in the year; `3.7 a day` of 111 in June."""

import re
from calendar import monthrange
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import MONTHS
from openscrutiny.claims.reading.reading import STOP, Reading, stem
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Verdict

EVERY = re.compile(
    r"\b(?P<about>about |around |approximately |roughly |just over |just under |nearly |almost |on average,? |an average of )?(?:once |one )?every (?P<n>\d{1,3}) (?P<unit>seconds|minutes|hours)\b(?! (?:in|on|during|between|at) )",
    re.IGNORECASE,
)
IN_A_YEAR = {"seconds": 31_536_000, "minutes": 525_600, "hours": 8_760}
YEARLY = re.compile(
    r"\b(?:in|over|during|for|of) the (?:(?:whole |full |last |past |previous )?(?:financial |calendar )?year|(?:last |past )?(?:12|twelve) months)\b|\b(?:a|per|last|each) year\b|\bannual|\byear to\b|\b20\d\d[/-]\d\d\b|\b1 [A-Z][a-z]+ 20\d\d (?:and|to) 3[01] [A-Z][a-z]+ 20\d\d\b"
)
OTHER = re.compile(
    r"\b(?:trains?|bus(?:es)?|services?|check\w*|visit\w*|meet\w*|patrol\w*|updat\w*|observ\w*|[A-Z][a-z]+days?|weekdays?|working|opening|school|weekends?|nights?|peak|busiest)\b",
    re.IGNORECASE,
)
"""What is done every so often on purpose."""
DAILY = re.compile(
    r"\ban? (?:daily )?average of (?P<about>[a-z]+ (?:than )?)?\{N(?P<rate>\d+)\}(?: [a-z]+){0,2}? (?:a|per|every|each) (?:(?P<days>two|three) )?days?\b",
    re.IGNORECASE,
)
IN_MONTH = re.compile(rf"\b(?:[Ii]n|[Dd]uring|[Ff]or)(?: the month of)? (?P<month>{MONTHS})\b")
MONTH_STARTS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ELSEWHEN = re.compile(
    r"\b(?:compar\w+|than|against|since|last|previous|years?|quarter|months|weeks?|so far|first|second|half|over|from|between|to date)\b",
    re.IGNORECASE,
)
"""Another time than the month that is named."""
DAYS = {"two": 2, "three": 3}
LEAST = 1000
BACK = 3
"""Sentences before a rate in which its count may stand."""
FAR = 2.5
"""A rate this many times what it should be is of something else."""


def check_time_rates(reading: Reading) -> Iterator[Judgement]:
    """Every rate of one in so many minutes with the one count of a year in its sentence, or the sentence before or after it."""
    for i, sentence in enumerate(reading.sentences):
        yield from _in_month(sentence)
        for match in EVERY.finditer(sentence.text) if not sentence.in_table else ():
            for source in (sentence, *reading.sentences[max(0, i - BACK) : i][::-1], *reading.sentences[i + 1 : i + 2]):
                counts = [q for q in source.quantities if q.whole and q.value >= LEAST]
                named = counts and _nouns(source.text[counts[0].end :][:50]) & _nouns(
                    sentence.text[: match.start()][-50:]
                )
                if len(counts) == 1 and named and YEARLY.search(source.text) and not OTHER.search(sentence.text):
                    yield from _judge(sentence, match, source, counts[0].value, counts[0].start, counts[0].end)
                    break


def _in_month(sentence: Sentence) -> Iterator[Judgement]:
    """`111 people died in June, an average of 3.7 a day`."""
    months = IN_MONTH.findall(sentence.text)
    text, figures = worded_template(sentence) if len(months) == 1 and not sentence.in_table else ("", ())
    for match in DAILY.finditer(text):
        rate = figures[int(match["rate"])]
        counts = [q for q in figures if q is not rate and q.unit == "n"]
        around = text[: match.start()] + text[match.end() :]
        if (
            OTHER.search(text)
            or ELSEWHEN.search(around)
            or len(counts) != 1
            or not counts[0].whole
            or counts[0].value < 20
        ):
            continue
        month = 1 + MONTH_STARTS.index(months[0][:3])
        true = counts[0].value / monthrange(2023, month)[1] * DAYS.get((match["days"] or "").lower(), 1)
        room = max(0.6 * 10.0**-rate.places, 0.04 * true, 0.15 * true if match["about"] or rate.qualifier else 0.0)
        fine = abs(rate.value - true) <= room
        if fine or 1 / FAR <= rate.value / true <= FAR:
            place = (sentence.place(min(counts[0].start, rate.start), max(counts[0].end, rate.end)),)
            should = f"{true:.{max(rate.places, 1)}f}"
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "average", place, f"{counts[0].text} in {months[0]} is {should}",
                "" if fine else rate.text, "" if fine else should,
            )  # fmt: skip


def _nouns(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[a-z]{4,}", re.split(r"[.;:]\s", text)[0].lower())} - STOP


def _judge(
    sentence: Sentence, match: re.Match[str], source: Sentence, count: float, start: int, end: int
) -> Iterator[Judgement]:
    said, unit = int(match["n"]), match["unit"].lower()
    true = IN_A_YEAR[unit] / count
    fine = abs(said - true) <= (max(1.0, 0.1 * true) if match["about"] else 1.0)
    if not fine and not 1 / FAR <= said / true <= FAR:
        return
    places = (sentence.place(match.start(), match.end()), source.place(start, end))
    working = f"{IN_A_YEAR[unit]:,} {unit} in a year / {count:,.0f} = {true:.1f}"
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "average", places, working, "" if fine else f"every {said} {unit}", "" if fine else f"every {true:.0f} {unit}"
    )  # fmt: skip
