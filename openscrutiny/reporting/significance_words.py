"""The words of significance: only from a test that was run, and always with its interval.

Two counts are compared by the conditional test of their split, two percentages by chi-square or Fisher's test
(`analysis.significance`). A rate has no test of its own: its count has. Where the test and its interval do not agree
about 5%, as a mid-p test and an exact interval can at the border, neither "significant" nor "not significant" is said.
"""

from dataclasses import dataclass
from decimal import Decimal

from openscrutiny.analysis.significance import LEVEL, Finding, judge_counts, judge_proportions
from openscrutiny.catalogue.measure import Measure, Statistic
from openscrutiny.catalogue.wording import WordingError
from openscrutiny.reporting.figures import Figure
from openscrutiny.reporting.inline_marks import mark_figures
from openscrutiny.reporting.messages import MINUS, Messages
from openscrutiny.rounding import round_half_away

SMALLEST_P = Decimal("0.001")


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
    if not measure.is_per_cent:
        raise WordingError(f"a {measure.statistic} has no test.", "Write compare: only counts and percentages have.")
    x1, n1, x2, n2 = (int(part or 0) for f in (now, before) for part in (f.numerator, f.denominator))
    if not (n1 and n2):
        raise WordingError("a share of nothing cannot be tested.", "Write compare.")
    return judge_proportions(x1, n1, x2, n2), 0.0


def _say_measured(measure: Measure, finding: Finding, messages: Messages) -> str:
    level = messages.per_cent(Decimal(repr(LEVEL * 100)))
    if measure.is_per_cent:
        low, difference, high = (
            _signed(v * 100, messages) for v in (finding.interval[0], finding.difference, finding.interval[1])
        )
        return messages.say("prose-difference", points=difference, low=low, high=high, level=level)
    low, ratio, high = (
        messages.number(Decimal(repr(v)), 2) for v in (finding.interval[0], finding.difference, finding.interval[1])
    )
    return messages.say("prose-ratio", ratio=ratio, low=low, high=high, level=level)


def _signed(value: float, messages: Messages) -> str:
    number = round_half_away(Decimal(repr(value)), 1)
    return messages.number(number, 1) if number >= 0 else MINUS + messages.number(-number, 1)


def _say_chance(finding: Finding, messages: Messages) -> str:
    p_value = Decimal(repr(finding.p_value))
    if p_value < SMALLEST_P:
        return messages.say("prose-p-under", p=str(SMALLEST_P))
    return messages.say("prose-p", p=messages.number(p_value, 3))
