"""A whole told before its parts: `£4m, made up of`, `14 posts: nine`, `76 forms (51 online and 25 on paper)`, bullets, the next sentence."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import BULLET, Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.sums.part_lists import parts_after, read_text
from openscrutiny.claims.sums.told_sums import (
    ALL,
    LISTED,
    SOME,
    Reach,
    Sum,
    find_whole,
    hides_part,
    judge_sum,
    may_lack_part,
    place_of_sum,
)
from openscrutiny.claims.verdicts import Judgement

MADE_OF = (
    r"(?:made up (?:of|from|as follows:?)|compris(?:e|es|ing|ed of|ed)|consist(?:s|ing|ed)? of|(?:be )?(?:funded|financed|met|paid for) (?:by|from)"
    r"|(?:split|broken down|divided|shared)(?: (?:equally|evenly))? (?:between|across|as|into|among)|(?<!is )(?<!are )(?<!was )(?<!were )(?:being|namely)(?=:?,? (?:the )?\{))(?!\w)"
)
WHOLE = r"\{(?P<unit>[NM])(?P<whole>\d+)\}"
LINKS = (
    (re.compile(rf"{WHOLE}(?P<gap>[^{{}}.;]{{0,70}}?)\b{MADE_OF}", re.IGNORECASE), ALL),
    (
        re.compile(
            rf"{WHOLE}(?P<gap>(?:\s+(?!to\b|(?<!came )(?<!comes )from\b)[A-Za-z’'-]+){{0,8}}?)(?:\s+\{{N(?P<counted>\d+)\}}(?:\s+[a-z]+){{1,3}}?)?(?::|\s[–—-])\s+(?=(?:[A-Za-z][A-Za-z’' -]{{2,30}} )?\{{(?P=unit)\d+\}})"
        ),
        LISTED,
    ),
)
IN_BRACKETS = re.compile(rf"{WHOLE}(?P<gap>[^{{}}()]{{0,70}})\((?P<parts>[^()]*\{{(?P=unit)\d+\}}[^()]*)\)")
BRACKETED = re.compile(r"\(\s*(\{M\d+\}\s*(?::|[–—-])[^()]*)\)")
"""`(£4.8m - repairs £2.2m and fuel £2.6m)`."""
ADDED = re.compile(r"\b(?:or|and)\b")
TOTAL_BEFORE = re.compile(r"\b(?:total(?: of)?|in all|in total|altogether),? $", re.IGNORECASE)
CONTINUED = re.compile(rf"^\W*(?:It|This|They|These|That|Which)\b[^{{}}.;]{{0,30}}?\b{MADE_OF}", re.IGNORECASE)
CHANGED = re.compile(
    r"^\W*(?:This|It) (?:was|is|represent\w*) an? (?:[a-z]+ )?(?:increase|decrease|rise|fall|reduction)\b"
)
"""A sentence that goes on about the figure of the one before it."""
COMPARED = re.compile(
    r"\b(?:compar\w+|previous\w*|last|earlier|target|budget|than|against|versus|average|up|down|per|increas\w*|decreas\w*|rose|fell|more|further)\b"
)


def check_wholes(reading: Reading) -> Iterator[Judgement]:
    """Every whole with the parts that are listed after it."""
    for i, sentence in enumerate(reading.sentences):
        for told in read_wholes(reading.sentences, i, sentence):
            if not (hides_part(sentence, 0, len(sentence.text)) or may_lack_part(told, sentence)):
                yield from judge_sum(told)


def read_wholes(sentences: Sequence[Sentence], i: int, sentence: Sentence) -> Iterator[Sum]:
    text, figures = read_text(sentence)
    if text.rstrip().endswith(":") or figures:
        yield from _bullets(sentences[i + 1 : i + 25], sentence)
    if not figures:
        return
    raw, _ = worded_template(sentence)
    for told in (text, *(bracket[1] for bracket in BRACKETED.finditer(raw))):
        for link, reach in LINKS:
            for match in link.finditer(told):
                parts = parts_after(told, figures, match.end(), match["unit"])
                yield from _sum(sentence, match, figures, parts, reach)
    for match in IN_BRACKETS.finditer(raw):
        parts = parts_after(match["parts"], figures, 0, match["unit"], bare=True) if "{P" not in match["parts"] else []
        added = ADDED.search(match["gap"]) or TOTAL_BEFORE.search(raw[: match.start()])
        if (len(parts) > 2 or added) and ":" not in match["parts"].partition("{")[0]:
            yield from _sum(sentence, match, figures, parts, ALL if len(parts) > 2 else LISTED)
    if i and (continued := CONTINUED.match(text)):
        for unit in "NM":
            parts = parts_after(text, figures, continued.end(), unit)
            source = sentences[i - 1 - (i > 1 and bool(CHANGED.match(sentences[i - 1].text)))]
            whole = _head(source, unit)
            if whole and len(parts) >= 2:
                yield Sum(whole, tuple(parts), ALL, place_of_sum(sentence, source, parts, whole))


def _head(sentence: Sentence, unit: str) -> Quantity | None:
    """The last figure of a unit that a sentence tells before it compares it with another."""
    text, figures = read_text(sentence)
    told = COMPARED.split(text)[0]
    found = re.findall(rf"\{{{unit}(\d+)\}}", told)
    return figures[int(found[-1])] if found else None


def _sum(
    sentence: Sentence, match: re.Match[str], figures: Sequence[Quantity], parts: Sequence[Quantity], reach: Reach
) -> Iterator[Sum]:
    whole = figures[int(match["whole"])]
    counted = match.groupdict().get("counted")  # `at three stations:` counts the parts
    if counted and figures[int(counted)].value != len(parts):
        return
    if len(parts) >= 2 and not SOME.search(re.sub(r"\blast year\b", " ", match["gap"])):
        whole = find_whole(whole, parts, figures)
        yield Sum(whole, tuple(parts), reach, place_of_sum(sentence, sentence, parts, whole))


LEAD_TOTAL = re.compile(
    r"^\W*(?:(?:[Aa] total of|[Ii]n (?:total|all),?|[Aa]ltogether,?)\s+)?\{(?P<n>[NM])(?P<a>\d+)\}\s+[A-Za-z]"
    r"|\b(?:total(?:s|led|ling)?(?: [a-z]+){0,4}(?: (?:of|was|is|were|to|at))?|made up (?:of|as follows)|consist\w* of|compris\w+|as follows|broken down|split|these were|they were|there were|received|of)\b.*:\s*$",
    re.IGNORECASE,
)
WHOLLY = re.compile(r"\b(?:total|in all|altogether|made up|consist|compris|broken down|split)", re.IGNORECASE)
OUT_OF = re.compile(r"^\W*(?:out of|of|among|amongst) (?:the|these|those|our)\b", re.IGNORECASE)
"""`Of the 244 officers:` and what became of some."""
PARTLY = re.compile(r"\b(?:main|top|most common|key|some)\b", re.IGNORECASE)
OPENS = re.compile(
    r"^\W*(?P<name>[A-Za-z][A-Za-z,’'/& -]{2,60}?)?\s*(?:\(|:|=|–|—|-|\bwere\b|\bwas\b)?\s*\{(?P<unit>[NM])(?P<n>\d+)\}"
)
TOTAL_NAME = re.compile(r"^(?:grand |overall )?total\b", re.IGNORECASE)


def _bullets(following: Sequence[Sentence], sentence: Sentence) -> Iterator[Sum]:
    """A whole over bullets that each open with a part, or name it and give it; or bullets of which the last is the total."""
    text, figures = read_text(sentence)
    lead = LEAD_TOTAL.search(text)
    opens = BULLET.match(sentence.segments[0][1].text)
    if opens or not lead or SOME.search(sentence.text) or PARTLY.search(sentence.text) or OUT_OF.match(text):
        return
    items: list[tuple[Sentence, str, Quantity]] = []
    lines: set[int] = set()
    for source in following:
        if not BULLET.match(source.segments[0][1].text) or source.in_table:
            break
        if source.line in lines:
            continue  # what a bullet goes on to say
        lines.add(source.line)
        bullet, own = read_text(source)
        match = OPENS.match(bullet)
        if not match:
            return
        items.append((source, match["name"] or "", own[int(match["n"])]))
    if len(items) < 2 or len({q.unit for _, _, q in items}) > 1:
        return
    same = [q for q in figures if q.unit == items[0][2].unit]
    source, name, last = items[-1]
    if TOTAL_NAME.match(name):
        whole, items = last, items[:-1]
    elif lead["a"]:
        whole, source = figures[int(lead["a"])], sentence
    elif len(same) == 1:
        whole, source = same[0], sentence
    else:
        return
    if whole.unit == items[0][2].unit and (len(items) > 2 or not lead["a"]):
        places = (source.place(whole.start, whole.end), *(s.place(q.start, q.end) for s, _, q in items))
        yield Sum(whole, tuple(q for _, _, q in items), ALL if WHOLLY.search(sentence.text) else LISTED, places)
