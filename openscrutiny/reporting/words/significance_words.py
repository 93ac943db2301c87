"""The words of significance: only from a test that was run, and always with its interval.

Two counts are compared by the conditional test of their split, two rates by the same over their exposures, two
percentages by chi-square or Fisher's test (`analysis.significance`). Where the test and its interval do not agree
about 5%, as a mid-p test and an exact interval can at the border, neither "significant" nor "not significant" is said.
"""

from dataclasses import dataclass
from decimal import Decimal

from openscrutiny.analysis.significance import LEVEL, Finding, judge_counts, judge_proportions
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.catalogue.wording import WordingError
from openscrutiny.reporting.document.inline_marks import mark_figures
from openscrutiny.reporting.document.messages import MINUS, Messages
from openscrutiny.reporting.figures.figures import Figure
from openscrutiny.rounding import round_half_away

SMALLEST_P = Decimal("0.001")
WIDTH, MOST_PLACES = 5, 6  # an interval is printed at least so many units of its last place wide, if they suffice


@dataclass(frozen=True, slots=True)
class SpokenTest:
    """A test in words: what it found, the interval, its name and its p-value."""

    verdict: str
    measured: str
    test: str
    chance: str


def say_significance(measure: Measure, now: Figure, before: Figure, messages: Messages) -> SpokenTest:
    """The test of two known figures of a measure. Raises WordingError for one that cannot be tested."""
    finding, nothing = _judge(measure, now, before)
    low, high = finding.interval
    agrees = finding.significant == (not low <= nothing <= high)
    verdict = "border" if not agrees else "significant" if finding.significant else "not-significant"
    addresses = (now.address, before.address)
    return SpokenTest(
        messages.say(f"prose-{verdict}"),
        mark_figures(_say_measured(measure, finding, messages), *addresses),
        finding.test,
        mark_figures(_say_chance(finding, messages), *addresses),
    )


def _judge(measure: Measure, now: Figure, before: Figure) -> tuple[Finding, float]:
    """The finding, and what the interval holds where nothing has changed: a ratio of 1, a difference of 0."""
    if measure.statistic is Statistic.COUNT:
        counts = int(now.value or 0), int(before.value or 0)
        if not all(counts):
            raise WordingError("a count of nought gives no ratio to test.", "Write compare.")
        return judge_counts(counts[0], 1.0, counts[1], 1.0), 1.0
    if not measure.is_per_cent and measure.statistic is not Statistic.RATE:
        mend = "Write compare: only counts, rates and percentages have one, because only they count independent events."
        raise WordingError(f"a {measure.statistic} has no test.", mend)
    x1, n1, x2, n2 = (part or Decimal(0) for f in (now, before) for part in (f.numerator, f.denominator))
    if not (n1 > 0 and n2 > 0):
        raise WordingError(f"a {measure.statistic} of nothing cannot be tested.", "Write compare.")
    if measure.statistic is Statistic.RATE:
        if x1 != int(x1) or x2 != int(x2) or not (x1 > 0 and x2 > 0):
            raise WordingError("a rate of anything but a count above nought gives no ratio to test.", "Write compare.")
        return judge_counts(int(x1), float(n1), int(x2), float(n2)), 1.0
    return judge_proportions(int(x1), int(n1), int(x2), int(n2)), 0.0


def _count_places(low: float, high: float, least: int) -> int:
    """Decimals by which an interval still has a width: 0.00 to 0.00 would say nothing."""
    places = least
    while places < MOST_PLACES and (high - low) * 10**places < WIDTH:
        places += 1
    return places


def _say_measured(measure: Measure, finding: Finding, messages: Messages) -> str:
    level = messages.per_cent(Decimal(repr(LEVEL * 100)))
    if measure.is_per_cent:
        places = _count_places(finding.interval[0] * 100, finding.interval[1] * 100, 1)
        low, difference, high = (
            _signed(v * 100, places, messages) for v in (finding.interval[0], finding.difference, finding.interval[1])
        )
        return messages.say("prose-difference", points=difference, low=low, high=high, level=level)
    places = _count_places(*finding.interval, 2)
    values = (finding.interval[0], finding.difference, finding.interval[1])
    low, ratio, high = (messages.number(Decimal(repr(value)), places) for value in values)
    return messages.say("prose-ratio", ratio=ratio, low=low, high=high, level=level)


def _signed(value: float, places: int, messages: Messages) -> str:
    number = round_half_away(Decimal(repr(value)), places)
    return messages.number(number, places) if number >= 0 else MINUS + messages.number(-number, places)


def _say_chance(finding: Finding, messages: Messages) -> str:
    p_value = Decimal(repr(finding.p_value))
    if p_value < SMALLEST_P:
        return messages.say("prose-p-under", p=str(SMALLEST_P))
    return messages.say("prose-p", p=messages.number(p_value, 3))
