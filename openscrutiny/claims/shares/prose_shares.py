"""Parts of a whole in prose: shares, lists with their total, percentages of one whole, majorities."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openscrutiny.claims.reading.directions import DIRECTION, template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import NUMBER_WORDS, Interval, Quantity, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.shares.shares import MORE_OR_LESS, judge_share
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

PERCENT_COUNT = re.compile(
    r"\{P(\d+)\}\s*,?\s*(?:[\(\[]\s*(?:n\s*=\s*|by\s+|or\s+|an?\s+(?:extra|additional)\s+)?[+\-−–]?\{[NM](\d+)\}(?:\s+[a-z\s]{1,40})?[\)\]]|or\s+\{[NM](\d+)\})"
)
COUNT_PERCENT = re.compile(
    r"\{[NM](\d+)\}(?:\s+[a-z'’\-]+){0,5}\s*,?\s*[\(\[]\s*(?:or\s+|a\s+|an\s+|by\s+)?[+\-−–]?\{P(\d+)\}(?:\s+[a-z\s]{1,30})?[\)\]]|\{[NM](\d+)\}(?:\s+[a-z]+){0,3}\s*,?\s+or\s+\{P(\d+)\}"
)
BOTH_INSIDE = re.compile(
    r"[\(\[]\s*[+\-−–]?\{(?:P(\d+)|[NM](\d+))\}\s*[,;/]\s*(?:or\s+)?[+\-−–]?\{(?:P(\d+)|[NM](\d+))\}\s*[\)\]]"
)
WHOLES = re.compile(
    r"\b(?:of|out of)\s+(?:the\s+|all\s+(?:of\s+)?(?:the\s+)?|these\s+|those\s+|a total of\s+)?(?:[A-Za-z’'-]+\s+){0,7}?[\(]?\{N(\d+)\}",
    re.IGNORECASE,
)
OF_THE_WHOLE = re.compile(r"^\s*[,(]?\s*(?:of the|of|out of)\s+\{N(\d+)\}", re.IGNORECASE)


def check_shares(reading: Reading) -> Iterator[Judgement]:
    """A count, its percentage and the whole it is of, all in one sentence."""
    for sentence in reading.sentences:
        if len(sentence.quantities) < 2 and not WORDED_AFTER.search(template(sentence)[0]):
            continue
        text, _ = template(sentence)
        yield from _stated_shares(reading, sentence, text)
        yield from _whole_people(sentence, text)
        yield from _inside_shares(sentence, text)
        yield from _bracketed_shares(sentence, text)
        yield from _changed_shares(sentence, text)
        yield from _equal_shares(sentence, text)
        yield from _worded_shares(sentence, text)


RESPONSE = re.compile(
    r"\{N(\d+)\}\s+(?:people |residents |of them )?(?:replies|responses|responded|replied|returns|completed forms)\b[^{}.;]{0,30}?\b(?:from|to|out of|of)\s+(?:the\s+)?\{N(\d+)\}[^{}.;]{0,30}?,\s*(?:giving\s+)?an?\s+(?:response|return) rate of\s+\{P(\d+)\}",
    re.IGNORECASE,
)


def _stated_shares(reading: Reading, sentence: Sentence, text: str) -> Iterator[Judgement]:
    quantities, done = sentence.quantities, set()
    for match in re.finditer(
        r"\{N(\d+)\}(?:\s+[a-z’'-]+){0,3}\s+(?:of|out of)\s+(?:the\s+|all\s+)?(?:[a-z]+\s+){0,2}\{N(\d+)\}(?:\s+[A-Za-z’'-]+){0,5}\s*,?\s*(?:\(|or\s+|which is\s+)\{P(\d+)\}",
        text,
    ):
        part, whole, percent = (int(group) for group in match.groups())
        if re.search(r"(?:\}|\bone)\s+(?:in|out of)\s+(?:every\s+)?$", text[: match.start()]):
            continue  # `1 in 4 of the 412`
        if percent not in done:
            done.add(percent)
            place = (sentence.place(quantities[part].start, quantities[percent].end),)
            yield judge_share(quantities[percent], quantities[part], quantities[whole], place)
    for match in RESPONSE.finditer(text):
        part, whole, percent = (int(group) for group in match.groups())
        done.add(percent)
        place = (sentence.place(quantities[part].start, quantities[percent].end),)
        yield judge_share(quantities[percent], quantities[part], quantities[whole], place)
    for pattern in (PERCENT_COUNT, COUNT_PERCENT, BOTH_INSIDE):
        for match in pattern.finditer(text):
            indexes = sorted(int(group) for group in match.groups() if group)
            percent_at = next((i for i in indexes if quantities[i].unit == "%"), None)
            part_at = next((i for i in indexes if quantities[i].unit != "%"), None)
            if percent_at is None or part_at is None or percent_at in done:
                continue
            if MORE_OR_LESS.match(text, match.end()):
                continue  # "830 (10%) fewer than in 2018" is a change
            near = text[max(0, match.start() - 25) : match.start()] + text[match.end() : match.end() + 25]
            if DIRECTION.search(re.sub(r"more than|less than|fewer than", "", near)):
                continue
            whole_at = _whole_of(text, match, quantities, {percent_at, part_at})
            done.add(percent_at)
            place = (sentence.place(quantities[min(indexes)].start, _to(sentence, text, match, whole_at)),)
            if whole_at is None:
                yield _of_the_table(reading, sentence, quantities[percent_at], quantities[part_at], place)
                continue
            yield judge_share(quantities[percent_at], quantities[part_at], quantities[whole_at], place)


OF_ALL = re.compile(r"\baccount\w*\s+for\b[^.]{0,60}\b(?:recorded|volumes?|total|all)\b", re.IGNORECASE)
NEAR_LINES = 30


def _of_the_table(
    reading: Reading, sentence: Sentence, percent: Quantity, part: Quantity, place: tuple[Place, ...]
) -> Judgement:
    """A share `of the volumes recorded`, under a table of one measure that the heading names: doubtful where no figure there fits."""
    untold = Judgement(Verdict.CANNOT_TELL, "share", place, "the whole is not given")
    if not OF_ALL.search(sentence.text):
        return untold
    tables = [t for t in reading.tables if 0 < sentence.line - t.last_line <= NEAR_LINES]
    rows = [row for row in reading.rows if tables and row.table is tables[-1]]
    heading = reading.words(" ".join(sentence.headings[-2:]), generic=False)
    if len(rows) != 1 or not reading.words(rows[0].label) or not reading.words(rows[0].label) <= heading:
        return untold
    figures = [(value, cell) for value, cell in rows[0].numbers if value >= part.value]
    if not figures or any((true := ratio(part.true, Interval(v, v))) and true.meets(percent.true) for v, _ in figures):
        return untold
    said = "; ".join(f"{part.text} of {value:,.0f} is {part.value / value * 100:.0f}%" for value, _ in figures)
    return Judgement(
        Verdict.QUESTIONABLE, "share", (*place, *(cell.place for _, cell in figures)),
        f"{percent.text} fits none of the figures of {rows[0].label} in the table above: {said}", f"{percent.text} ({part.text})",
    )  # fmt: skip


CHANGED = re.compile(r"\{P(\d+)\}\s*\(\s*\{N(\d+)\}\s+(?:out\s+)?of\s+(?:the\s+)?\{N(\d+)\}\s*\)")
ACCOUNTED = re.compile(r"\baccount(?:s|ed)? for \{P(\d+)\}\s*\(\{N(\d+)\}\) of (?:the )?\{N(\d+)\}")


def _changed_shares(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """`rose from 9.1% (43 of 473) to 11.0% (63 of 572)`; and any part larger than its whole."""
    for match in (*CHANGED.finditer(text), *ACCOUNTED.finditer(text)):
        percent, part, whole = (sentence.quantities[int(group)] for group in match.groups())
        places = (sentence.place(percent.start, whole.end),)
        if part.value > whole.value:
            said = f"{part.text} cannot be of {whole.text}"
            yield Judgement(Verdict.WRONG, "share", places, said, part.text, f"no more than {whole.text}")
        elif match.re is ACCOUNTED and percent.true.low > 100:
            said = f"{part.text} / {whole.text} = {part.value / whole.value * 100:.1f}%: no part is more than its whole"
            yield Judgement(Verdict.WRONG, "share", places, said, percent.text, "100% or less")
        elif match.re is CHANGED and DIRECTION.search(text[max(0, match.start() - 25) : match.start()]):
            yield judge_share(percent, part, whole, places)


INSIDE_WHOLE = re.compile(
    r"\{([NM])(\d+)\}[^{}.;)]{0,60}?[\(,]\s*(?:or\s+|which is\s+)?\{P(\d+)\}\s+of\s+(?:the\s+|a\s+|all\s+|its\s+)?(?:[a-z]+\s+){0,3}\{\1(\d+)\}"
)


def _inside_shares(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """`£14.2m (38% of the £37.4m programme)`."""
    for match in INSIDE_WHOLE.finditer(text):
        part, percent, whole = (sentence.quantities[int(match[i])] for i in (2, 3, 4))
        yield judge_share(percent, part, whole, (sentence.place(part.start, whole.end),))


BRACKETED = re.compile(
    r"\{P(\d+)\}(?!\s*(?:target|higher|lower|more|fewer))[^{}.;()]{0,60}\(\s*\{([NM])(\d+)\}(?:\s+[a-z]+){0,2}\s*(?:(?:out\s+)?of\s+(?:the\s+|all\s+|a\s+total\s+of\s+)?|/\s*)\{\2(\d+)\}(?:\s+[a-z ]{1,40})?\)",
    re.IGNORECASE,
)
OR_COUNTS = re.compile(
    r"\{P(\d+)\}\s+of\s+[^{}.;(),]{2,40}?,\s+(?:or|which is|that is)\s+\{([NM])(\d+)\}\s+(?:out\s+)?of\s+(?:the\s+|all\s+|a\s+total\s+of\s+)?\{\2(\d+)\}",
    re.IGNORECASE,
)
EQUALS = re.compile(
    r"\{([NM])(\d+)\}[^{}.;()]{0,30}\b(?:is|are|was|were|represents?|equals|equates to|which is|being)\s+(?:about\s+|just\s+|around\s+)?\{P(\d+)\}\s+of\s+(?:[A-Za-z-]+\s+){0,8}\{\1(\d+)\}",
    re.IGNORECASE,
)


def _bracketed_shares(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """`85% of complaints (903 of 1,204)`."""
    for match in (*BRACKETED.finditer(text), *OR_COUNTS.finditer(text)):
        percent, part, whole = (sentence.quantities[int(match[i])] for i in (1, 3, 4))
        if not DIRECTION.search(text[max(0, match.start() - 25) : match.start()]):
            yield judge_share(percent, part, whole, (sentence.place(percent.start, whole.end),))


def _equal_shares(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """`reserves of £6.3m are 4.1% of the net budget of £154.6m`."""
    for match in EQUALS.finditer(text):
        part, percent, whole = (sentence.quantities[int(match[i])] for i in (2, 3, 4))
        yield judge_share(percent, part, whole, (sentence.place(part.start, whole.end),))


NUMBER_WORD = "|".join(word for word, number in NUMBER_WORDS.items() if number)
WORDED = re.compile(
    rf"\b(?P<part>{NUMBER_WORD})\s+(?:out\s+)?of\s+(?:the\s+|our\s+|all\s+)?\{{N(?P<whole>\d+)\}}[^{{}}.;(]{{0,40}}\(\{{P(?P<percent>\d+)\}}\)",
    re.IGNORECASE,
)
WORDED_AFTER = re.compile(
    rf"\bof\s+(?:the|our|these|those)\s+\{{N(?P<whole>\d+)\}}[^{{}}.;]{{0,50}},\s*(?P<part>{NUMBER_WORD})(?:\s+[a-z]+)?\s*\(\{{P(?P<percent>\d+)\}}\)",
    re.IGNORECASE,
)


def _worded_shares(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """`Eighteen of the 24 recommendations (75%)`."""
    for match in (*WORDED.finditer(text), *WORDED_AFTER.finditer(text)):
        percent, whole = sentence.quantities[int(match["percent"])], sentence.quantities[int(match["whole"])]
        value = float(NUMBER_WORDS[match["part"].lower()])
        part = replace(whole, value=value, true=Interval(value, value), text=match["part"])
        yield judge_share(percent, part, whole, (sentence.place(match.start(), percent.end),))


def _to(sentence: Sentence, text: str, match: re.Match[str], whole: int | None) -> int:
    last = max(int(group) for group in match.groups() if group)
    return sentence.quantities[max(last, whole if whole is not None else last)].end


def _whole_of(text: str, match: re.Match[str], quantities: tuple[Quantity, ...], own: set[int]) -> int | None:
    """The whole just after the share ("... of all DA victims (1,289)", "... of 482"), or just before ("Of the 482 ...,")."""
    if re.search(r"\b(?:target|budget|plan|forecast|allocation|establishment)\s+of\s*$", text[: match.start()]):
        return None  # the figure before the share is itself what it is a share of
    part = quantities[next(i for i in own if quantities[i].unit != "%")]

    def fits(index: int) -> int | None:
        whole = quantities[index]
        return index if index not in own and whole.unit == part.unit and (whole.whole or whole.unit == "£") else None

    tail = re.split(r"[;]|\band\b|\.\s|\b(?:but|while|whilst)\b", text[match.end() : match.end() + 140])[0]
    if after := re.match(
        r"\s*,?\s*(?:were\s+|are\s+)?(?:of|out of)\s+(?!which|whom|those\b|them)(?:the\s+|all\s+|a total of\s+|these\s+)?(?:[A-Za-z0-9’'/-]+\s+){0,8}?\(?(?:n\s*=\s*)?\{[NM](\d+)\}",
        tail,
    ):
        return fits(int(after[1]))
    if after := re.search(
        r"\b(?:against|towards|of)\s+(?:the|a|an|its|our)\s+(?:[a-z]+\s+){0,3}?(?:target|budget|total|allocation|programme)\s+of\s+\{[NM](\d+)\}",
        tail,
    ):
        return fits(int(after[1]))
    head = text[max(0, match.start() - 110) : match.start()]
    if before := re.search(
        r"\{[NM](\d+)\}[^{}.;()]{0,40}?(?:\([^()]*\)[^{}.;()]{0,30}?)?,?\s*(?:of|out of) (?:which|whom|these|those),?\s*(?:[a-z]+\s+){0,3}$",
        head,
    ):
        return fits(int(before[1]))
    if re.match(r"\s*of (?:which|whom|these|those|them)\b", text[match.end() :]) and (
        before := re.search(
            r"\{[NM](\d+)\}[^{}.;()]{0,40}?(?:\([^()]*\)[^{}.;()]{0,30}?)?,\s*(?:and\s+|with\s+)?$", head
        )
    ):
        return fits(int(before[1]))
    if after := re.search(
        r"\b(?:against|of|from)\s+(?:the|a|an|its|our)\s+\{[NM](\d+)\}\s+(?:[a-z]+\s+){0,2}?(?:programme|budget|target|total|allocation)\b",
        tail,
    ):
        return fits(int(after[1]))
    befores = list(re.finditer(r"\b[Oo](?:f|ut of)\s+(?:the\s+|all\s+|these\s+|a total of\s+)*\{[NM](\d+)\}", head))
    if befores and text[: match.start()].count("{P") == 0:
        return fits(int(befores[-1][1]))
    return None


def _whole_people(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """A part printed as larger than its whole: "of the 56 casualties, 61 were cyclists"."""
    quantities = sentence.quantities
    opening = re.search(
        r"\b[Oo]f\s+(?:the|these|all)\s+(?:the\s+)?\{N(\d+)\}(?:\s+[A-Za-z/’'-]+){1,6}?(?:\s+(?:in|received|recorded)[^,{}]*)?,\s*(?:around\s+)?\{N(\d+)\}\s+(?:were|was|had|have|of|pedal|\w+ed)\b",
        text,
    )
    if opening:
        whole, part = quantities[int(opening[1])], quantities[int(opening[2])]
        if whole.whole and part.whole:
            fine = part.value <= whole.value
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "share", (sentence.place(whole.start, part.end),),
                f"{part.text} of {whole.text}", "" if fine else part.text, "" if fine else f"no more than {whole.text}",
            )  # fmt: skip
