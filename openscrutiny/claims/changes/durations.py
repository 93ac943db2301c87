"""Lengths of time, distances and speeds that are said to have changed: `shorter than in 2022, rising from 41 minutes to 52 minutes`."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

UNIT = r"(?:minutes?|mins?|seconds?|secs?|hours?|(?:working\s+|calendar\s+)?days?|weeks?|months?|miles?|mph)"
SIZE = rf"\d[\d,]*(?:\.\d+)?(?:\s{UNIT}(?:\sand\s\d{{1,2}}\s(?:seconds?|minutes?|hours?))?)?"
UP = r"ros[ei]\w*|risen|rise|increas\w+|lengthen\w*|longer|slower|slowed|up|higher|grew|grown"
DOWN = r"fall\w*|fell|decreas\w+|reduc\w+|shorten\w*|shorter|quicker|faster|quickened|down|lower|dropp\w+|drop"
BETTER = r"improv\w+"
WORSE = r"worsen\w*|deteriorat\w+"
WORD = rf"(?:(?P<up>{UP})|(?P<down>{DOWN})|(?P<better>{BETTER})|(?P<worse>{WORSE}))"
FROM_TO = re.compile(
    rf"\b{WORD}\b(?P<gap>[^.;:\d]{{0,40}}?)(?:\bby\s+(?:an average of\s+)?(?P<amount>{SIZE})[^.;:\d]{{0,30}}?)?,?\s*\(?\bfrom\s+(?:an average of\s+)?(?P<before>{SIZE})[^.;:\d]{{0,40}}?(?:\b20\d\d(?:/\d\d)?[^.;:\d]{{0,12}}?)?\bto\s+(?:an average of\s+)?(?P<after>{SIZE})(?![\d,.]*\d)",
    re.IGNORECASE,
)
UP_FROM = re.compile(
    rf"(?P<after>\d[\d,]*(?:\.\d+)?\s{UNIT})\b[^.;:\d]{{0,40}}?,?\s*(?:which is\s+|an?\s+)?\(?(?:(?P<up>up|increase|rise|longer|slower)|(?P<down>down|decrease|reduction|fall|shorter|quicker|faster)|(?P<better>improvement))\s+(?:from|than|on)\s+(?:the\s+)?(?P<before>\d[\d,]*(?:\.\d+)?\s{UNIT})",
    re.IGNORECASE,
)
THEN = re.compile(
    rf"\b(?:was|were|is|are)\s+(?:slightly\s+|much\s+)?(?:(?P<up>longer|slower|higher|more)|(?P<down>shorter|quicker|faster|lower|less))\s+than\s+[^.;:]{{2,40}}?,\s+(?:having\s+)?(?:rising|falling|going|moving|increasing|decreasing|risen|fallen|gone)?\s*from\s+(?P<before>\d[\d,]*(?:\.\d+)?\s{UNIT})[^.;:\d]{{0,25}}?\s+to\s+(?P<after>\d[\d,]*(?:\.\d+)?\s{UNIT})",
    re.IGNORECASE,
)
NOT_A_CHANGE = re.compile(
    r"\b(?:period|between|aged?|rang\w+|vary|varies|varied|over|sentenc\w+|distance|target)\b", re.IGNORECASE
)
TIMES = re.compile(
    r"\b(?:times?|waits?|waiting|delays?|took|take|days lost|sickness|absence|duration|turnaround)\b", re.IGNORECASE
)
SECONDS = {"s": 1.0, "mi": 60.0, "h": 3600.0}
PART = re.compile(rf"(?P<number>\d[\d,]*(?:\.\d+)?)(?:\s(?P<unit>{UNIT}))?", re.IGNORECASE)


def check_durations(reading: Reading) -> Iterator[Judgement]:
    """Every length of time said to have changed from one to another: its direction, and how much where that is said."""
    for sentence in reading.sentences:
        if not re.search(rf"\d\s{UNIT}\b", sentence.text):
            continue
        done: set[int] = set()
        for pattern in (THEN, FROM_TO, UP_FROM):
            for match in pattern.finditer(sentence.text):
                if match.end() not in done and not NOT_A_CHANGE.search(match.groupdict().get("gap") or ""):
                    done.add(match.end())
                    yield from _judge(sentence, match)


def _judge(sentence: Sentence, match: re.Match[str]) -> Iterator[Judgement]:
    groups = match.groupdict()
    before, after = (_read(match[name], match["after"]) for name in ("before", "after"))
    middle = match.string[match.end("before") : match.start("after")]
    if (
        re.search(r"\b(?:but|then|before|after|rose|fell|risen|fallen|rising|falling)\b", middle)
        and match.re is not UP_FROM
    ):
        return
    if before is None or after is None or before[1] != after[1] or before[0] == after[0]:
        return
    word = next(groups[name] for name in ("up", "down", "better", "worse") if groups.get(name))
    if groups.get("better") or groups.get("worse"):
        if not TIMES.search(sentence.text[: match.end()]):
            return
        up = bool(groups.get("worse"))
    else:
        up = bool(groups.get("up"))
    place: tuple[Place, ...] = (sentence.place(match.start(), match.end()),)
    rise = after[0] > before[0]
    working = f"'{word}', and {match['before'].strip()} to {match['after'].strip()} is {'a rise' if rise else 'a fall'}"
    if up != rise:
        yield Judgement(
            Verdict.WRONG, "direction", place, working, word, "longer" if rise else "shorter", "the direction is the wrong way"
        )  # fmt: skip
        return
    said = _read(groups["amount"], match["after"]) if groups.get("amount") else None
    gap = abs(after[0] - before[0])
    room = before[2] + after[2]
    if said and said[1] == after[1] and abs(said[0] - gap) > room + said[2] + 1e-9:
        should = f"{gap:g}"
        yield Judgement(
            Verdict.WRONG, "change", place, f"{working} of {should}, not {groups['amount']}", str(groups["amount"]), should
        )  # fmt: skip
    else:
        yield Judgement(Verdict.CONSISTENT, "direction", place, working)


def _read(text: str, like: str) -> tuple[float, str, float] | None:
    """The value, its unit and half of its last place; minutes and seconds in seconds. A bare number has the unit of `like`."""
    parts = list(PART.finditer(text))
    units = [(m["unit"] or "").lower() for m in parts]
    if not units[0]:
        units[0] = next((m["unit"].lower() for m in PART.finditer(like) if m["unit"]), "")
    if not units[0]:
        return None
    name = re.sub(r"^(?:working|calendar)\s+", "", units[0]).rstrip("s")
    factor = next((size for start, size in SECONDS.items() if name.startswith(start) and name not in {"mile", "mph"}), None)  # fmt: skip
    value, places = 0.0, 0
    for part, unit in zip(parts, units, strict=True):
        number = part["number"].replace(",", "")
        places = len(number.partition(".")[2])
        own = next((size for start, size in SECONDS.items() if unit.startswith(start)), 1.0) if factor else 1.0
        value += float(number) * own
    return value, "time" if factor else name, 0.5 * 10.0**-places * (factor or 1.0) if len(parts) == 1 else 0.5
