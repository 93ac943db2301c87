"""A figure that no other place prints, whose digits are those of the same thing elsewhere but for two changed round or one mistyped."""

import re
from collections.abc import Iterator
from itertools import pairwise

from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.repeats.printed_figures import Printed, PrintedFigures, digits_of
from openscrutiny.claims.repeats.told_clauses import Clause, read_clause
from openscrutiny.claims.verdicts import Judgement, Verdict

LEAST_DIGITS, LEAST_FOR_ONE, ENOUGH = 3, 4, 6
"""Digits, zeros at the end apart: of which two are changed round; of which one is mistyped; where few words need tell the thing."""

FEWEST_WORDS = 2
"""Telling words that two sentences must share."""
APART = 5
"""Lines from which on two sentences tell of one thing anew; nearer, they tell it and another of its kind."""


def check_misprints(reading: Reading) -> Iterator[Judgement]:
    """Every level in prose against the tables and sentences that name what it is of."""
    figures = PrintedFigures(reading)
    for sentence in reading.sentences:
        for quantity in () if sentence.in_table else sentence.quantities:
            own = digits_of(quantity)
            if len(re.sub(r"\D", "", own).strip("0")) < LEAST_DIGITS or figures.count(own) > 1:
                continue
            alike = sorted({other for other in (*_turn(own), *_mistype(own)) if figures.count(other)})
            clause = read_clause(reading, sentence, quantity) if alike else None
            found = [one for other in alike for one in figures.find(other) if clause and _is_of_one_thing(clause, one)]
            if clause and len({digits_of(one.quantity) for one in found}) == 1:
                yield _differ(clause, found[0], figures.count(digits_of(found[0].quantity)))


def _turn(digits: str) -> Iterator[str]:
    """Two digits beside one another changed round."""
    for i, j in pairwise([at for at, character in enumerate(digits) if character.isdigit()]):
        if digits[i] != digits[j]:
            yield digits[:i] + digits[j] + digits[i + 1 : j] + digits[i] + digits[j + 1 :]


def _mistype(digits: str) -> Iterator[str]:
    """One digit other; not the first or last, in which the figures of two things that are near one another differ."""
    if len(digits) >= LEAST_FOR_ONE and digits.isdigit():
        for i in range(1, len(digits) - 1):
            yield from (digits[:i] + digit + digits[i + 1 :] for digit in "0123456789" if digit != digits[i])


def _is_of_one_thing(clause: Clause, one: Printed) -> bool:
    """Whether all that tells what the one figure is of tells it of the other: thing, place, period, unit."""
    own = clause.quantity
    if one.quantity.qualifier or (own.unit, own.scale, own.places) != (one.unit, one.scale, one.quantity.places):
        return False
    near = one.sentence and abs(one.sentence.line - clause.sentence.line) < APART
    if near or (one.sentence and len(clause.words) < FEWEST_WORDS):
        return False
    if clause.periods != one.periods and clause.periods and not (clause.periods & one.periods):
        return False
    section = clause.sentence.headings[-1:] if not one.label else ()
    said = clause.words | frozenset(word.lower() for heading in section for word in heading.split())
    if not one.names <= said or any(part <= clause.words for part in one.parts) or not clause.names <= one.about:
        return False
    turned = sorted(digits_of(own)) == sorted(digits_of(one.quantity))
    enough = turned and len(re.sub(r"\D", "", digits_of(own)).strip("0")) >= ENOUGH
    return clause.words <= one.about or (enough and bool(clause.words & one.about))


def _differ(clause: Clause, one: Printed, times: int) -> Judgement:
    own = clause.quantity
    places = (clause.sentence.place(own.start, own.end), one.place)
    turned = sorted(digits_of(own)) == sorted(digits_of(one.quantity))
    there = f"the table's {one.label}" if one.label else "another sentence about the same"
    often = f", and it is printed {times} times" if times > 1 else ""
    known = bool(one.label) or times > 1
    return Judgement(
        Verdict.WRONG, "repeat", places, f"printed as {own.text}, once; {there} has {one.quantity.text}{often}",
        own.text if known else f"{own.text} and {one.quantity.text}",
        one.quantity.text if known else f"one figure in both: {own.text} or {one.quantity.text}",
        "digits changed round" if turned else "one digit mistyped", involves=places,
    )  # fmt: skip
