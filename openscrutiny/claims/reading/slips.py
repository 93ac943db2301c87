"""Slips: one figure mistyped, told from another figure of another thing."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity, find_quantities
from openscrutiny.claims.reading.reading import stem

NEAR = 2.0
"""Percentage points within which two printed shares may be one share mistyped."""
SECTION = re.compile(
    r"\bby\s[a-z ]+|\b(?:executive|all|summary|headlines?|key|findings|points|messages|facts|highlights|glance|overview|introduction|foreword|conclusions?|background|performance|report|section|part|detail\w*|results?|analysis|main|annual|quarterly|monthly|crime|policing|finance|financial|appendix|annex|the|and|of|in|for|this|year|quarter|\d+|i+v?|chair|chief|commissioner|statement|update|commentary|discussion|position|context|review|data|survey|consultation|responses|feedback)\b",
    re.IGNORECASE,
)
"""Words of headings that name a section of a report, not a part of what it reports on."""


def is_under_own_heading(sentence: Sentence) -> bool:
    """Whether the headings above name no part, area or body that the sentence itself does not."""
    said = {stem(word) for word in re.findall(r"[A-Za-z]{3,}", sentence.text)}
    headings = " ".join(sentence.headings[1:][-2:])
    return {stem(word) for word in re.findall(r"[A-Za-z]{3,}", SECTION.sub(" ", headings))} <= said


def is_slip(one: Quantity, two: Quantity) -> bool:
    """Whether two figures are near enough, or alike enough in their digits, to be one figure mistyped."""
    if one.unit != two.unit or one.qualifier or two.qualifier or one.true.meets(two.true):
        return False
    if one.unit == "%":
        return abs(one.value - two.value) <= NEAR or sorted(one.text) == sorted(two.text)
    digits = [sorted(re.sub(r"\D", "", q.text)) for q in (one, two)]
    near = abs(one.value - two.value) <= 0.1 * max(abs(one.value), abs(two.value))
    return (near and min(map(len, digits)) >= 3) or (digits[0] == digits[1] and len(digits[0]) >= 3 and near)


def misprints_of(figure: Quantity) -> Iterator[Quantity]:
    """What may have been meant where one digit of a figure is mistyped, or two side by side have changed places."""
    text = figure.text
    for i, digit in enumerate(text):
        if digit.isdigit():
            others = [text[:i] + other + text[i + 1 :] for other in "0123456789" if other != digit]
            if text[i + 1 : i + 2].isdigit():
                others.append(text[:i] + text[i + 1] + digit + text[i + 2 :])
            yield from (q for other in others for q in find_quantities(other)[:1] if q.unit == figure.unit)
