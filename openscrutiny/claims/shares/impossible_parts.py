"""Parts said in so many words to be of a smaller whole, and shares of one above 100%: no rounding makes them true."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

INSIDE = re.compile(r"\{P(\d+)\}\s*\(\s*\{N(\d+)\}\s+(?:out\s+)?of\s+(?:the\s+)?\{N(\d+)\}\s*\)")
ACCOUNTED = re.compile(r"\baccount(?:s|ed)? for (?:less than )?\{P(\d+)\}\s*\(\{N(\d+)\}\) of (?:the )?\{N(\d+)\}")


def check_impossible_parts(reading: Reading) -> Iterator[Judgement]:
    """`9.1% (473 of 43)`, `accounted for 101% (12) of the 572`."""
    for sentence in reading.sentences:
        if len(sentence.quantities) < 3:
            continue
        text, _ = template(sentence)
        for match in (*INSIDE.finditer(text), *ACCOUNTED.finditer(text)):
            percent, part, whole = (sentence.quantities[int(group)] for group in match.groups())
            places = (sentence.place(percent.start, whole.end),)
            if part.value > whole.value:
                said = f"{part.text} cannot be of {whole.text}"
                yield Judgement(Verdict.WRONG, "share", places, said, part.text, f"no more than {whole.text}")
            elif match.re is ACCOUNTED and percent.true.low > 100:
                said = f"{part.text} of {whole.text} is a part, and no part is more than its whole"
                yield Judgement(Verdict.WRONG, "share", places, said, percent.text, "100% or less")
