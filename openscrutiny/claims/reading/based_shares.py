"""Shares with the number that each is of, as they are printed: `61% of 420`, `63 of 702 (9%)`, `9% (base 702)`, `of 702, 9%`."""

import re
from dataclasses import dataclass

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.worded_figures import worded_template

WORDS = r"(?:(?!of\b|and\b|or\b|in\b|than\b)[a-z’'-]+\s+){0,3}"
COUNT = r"\{N(?P<count>\d+)\}"
BASE = r"\{N(?P<base>\d+)\}"
SHARE = r"\{P(?P<share>\d+)\}"
FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{COUNT}\s+(?:{WORDS})?(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|our\s+)?{BASE}(?:\s+[a-z’'-]+){{0,3}}\s*\(\s*{SHARE}",
        rf"{SHARE}\s*\(\s*{COUNT}\s+(?:out\s+)?of\s+(?:the\s+)?{BASE}",
        rf"{COUNT}\s*(?:[a-z]+\s+)?\(\s*{SHARE}\s*\)\s*(?:out\s+)?of\s+(?:the\s+)?{BASE}",
        rf"{SHARE}\s*(?:[a-z’'-]+\s+){{0,5}}[(,\[]\s*(?:(?:n|N|base)\s*(?:[=:/]|size|of)?\s*(?:of\s+)?|of\s+|out of\s+|/\s*){BASE}",
        rf"{SHARE}\s*,\s+{BASE}\s+(?:asked|answered|replied|answers|replies|responses|respondents|interviewed|people)\b",
        rf"{SHARE}\s+(?:out\s+)?of\s+(?:the\s+|its\s+|our\s+)?{BASE}",
        rf"\b[Oo]f\s+(?:the\s+)?{BASE}(?:\s+[a-z’'-]+){{1,6}}(?:\s+in\s+20\d\d(?:/\d\d)?)?,?\s+(?:only\s+|some\s+)?{SHARE}",
        rf"\b[Oo]f\s+(?:the\s+|our\s+|its\s+)?{BASE}(?:\s+[a-z’'-]+){{1,4}},\s+{COUNT}\s+(?:\([^()]*\)\s+)?(?:were|was|had|said|felt|agreed|would)\b",
        rf"\(\s*(?:n\s*=\s*|base\s*(?:size\s*)?[=:]?\s*){BASE}\)[^{{}}.;]{{0,40}}?{SHARE}",
        rf"{COUNT}\s+(?:{WORDS})?(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|our\s+)?{BASE}(?!\s*\()",
    )
]


@dataclass(frozen=True, slots=True)
class BasedShare:
    """A share, exact where its count is printed, and the number it is of."""

    share: Quantity
    base: int
    start: int
    end: int


def read_based_shares(sentence: Sentence) -> list[BasedShare]:
    """Every share of a sentence printed with its base, in their order; none overlaps another."""
    text, figures = worded_template(sentence)
    found: list[tuple[tuple[int, int], BasedShare]] = []
    for form in FORMS:
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for (start, end), _ in found):
                continue
            parts = {name: figures[int(number)] for name, number in match.groupdict().items() if number}
            base, count, share = parts["base"], parts.get("count"), parts.get("share")
            if not base.whole or base.value < 2 or (count and not (count.whole and count.value <= base.value)):
                continue
            if count:
                exact = count.value / base.value * 100
                share = Quantity(exact, Interval(exact, exact), "%", 1, f"{exact:.1f}%", count.start, base.end)
            if share and not share.points and not share.signed and 0 <= share.value <= 100:
                start, end = min(q.start for q in parts.values()), max(q.end for q in parts.values())
                found.append((match.span(), BasedShare(share, int(base.value), start, end)))
    return [based for _, based in sorted(found, key=lambda pair: pair[0])]
