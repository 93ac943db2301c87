"""How often a thing happens, against how many there were: `an incident every 17 minutes`, of 31,008 in the year."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.reading import STOP, Reading, stem
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
LEAST = 1000
BACK = 3
"""Sentences before a rate in which its count may stand."""
FAR = 2.5
"""A rate this many times what it should be is of something else."""


def check_time_rates(reading: Reading) -> Iterator[Judgement]:
    """Every rate of one in so many minutes with the one count of a year in its sentence, or the sentence before or after it."""
    for i, sentence in enumerate(reading.sentences):
        for match in EVERY.finditer(sentence.text) if not sentence.in_table else ():
            for source in (sentence, *reading.sentences[max(0, i - BACK) : i][::-1], *reading.sentences[i + 1 : i + 2]):
                counts = [q for q in source.quantities if q.whole and q.value >= LEAST]
                named = counts and _nouns(source.text[counts[0].end :][:50]) & _nouns(
                    sentence.text[: match.start()][-50:]
                )
                if len(counts) == 1 and named and YEARLY.search(source.text) and not OTHER.search(sentence.text):
                    yield from _judge(sentence, match, source, counts[0].value, counts[0].start, counts[0].end)
                    break


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
