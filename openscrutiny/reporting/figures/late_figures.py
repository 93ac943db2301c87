"""The figures of months whose records were still arriving: how complete each is at its age, and what it may come to.

From successive extracts, by the chain ladder, as far as they join one age to the next: a month older than that is taken
for complete. Nothing where the table was extracted once, or so seldom that no two ages can be joined.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from openscrutiny.analysis.late_records import compare_like_aged, estimate_completeness, keep_joined_ages
from openscrutiny.periods import Grain
from openscrutiny.reporting.figures.figures import Figure, FigureMaker
from openscrutiny.reporting.figures.measure_figures import MeasureFigures
from openscrutiny.reporting.judging.assessment import Assessment

YEAR = 12


def name_late_records(a: Assessment, ages: Mapping[int, Mapping[int, float]], maker: FigureMaker) -> Iterator[Figure]:
    """For each month of the chart that is not yet mature: its completeness, its estimated final count, and how it and
    the same month of last year each stood at its age."""
    if not ages or a.chart[-1].now.period.grain is not Grain.MONTH:
        return
    youngest = min(min(seen) for seen in ages.values() if seen)  # nothing is known of a month before that
    since_first = {month: {age - youngest: count for age, count in seen.items()} for month, seen in ages.items()}
    completeness = estimate_completeness(keep_joined_ages(since_first))
    newest = max(month + max(seen) for month, seen in ages.items() if seen)
    for judged in a.chart:
        now = judged.now
        age = newest - now.period.first.index
        since = age - youngest
        if now.value is None or since < 0 or completeness.is_mature(since) or completeness.complete_at(since) <= 0:
            continue
        share = Decimal(repr(completeness.complete_at(since) * 100))
        figure = maker.name(a.measure, now, "completeness", share, (now,))
        yield replace(figure, unit="per cent", text=maker.messages.per_cent(share))
        final = Decimal(repr(completeness.estimate_final(float(now.value), since)))
        yield maker.name(a.measure, now, "estimated_final", final, (now,))
        pair = compare_like_aged(ages, now.period.first.index, now.period.first.index - YEAR, age)
        if pair is not None:
            yield maker.name(a.measure, now, "same_age_last_year", Decimal(repr(pair[1])), (now,))


def write_late_notes(held: MeasureFigures) -> tuple[str, ...]:
    """A sentence for each immature month, for the notes beneath the chart."""
    notes = []
    for period in held.shown:
        share, final = held.find("completeness", period), held.find("estimated_final", period)
        if share is None or final is None or not (share.is_known and final.is_known):
            continue
        month = held.name_period(period)
        notes.append(held.messages.say("late-month", month=month, share=share.text, final=final.text))
        earlier, now = held.find("same_age_last_year", period), held.figure("value", period)
        if earlier is not None and earlier.is_known:
            before = held.name_period(period.same_last_year)
            notes.append(
                held.messages.say("late-like-aged", month=month, before=before, now=now.text, earlier=earlier.text)
            )
    return tuple(notes)
