"""The sentence builders: whole comparisons in plain English, written from gated figures alone.

What each writes is in docs/reference/narrative.md, where a test runs every example.
"""

from collections.abc import Callable, Mapping

from openscrutiny.catalogue.measure import Measure
from openscrutiny.catalogue.wording import Builder, Expression, Subject
from openscrutiny.reporting.words.comparing_sentences import write_areas, write_change, write_compare, write_test
from openscrutiny.reporting.words.sentence_parts import SentenceParts
from openscrutiny.reporting.words.standing_sentences import write_aim, write_level, write_position, write_share

Build = Callable[[SentenceParts, Measure, Subject, Expression], str]

BUILDERS: Mapping[Builder, Build] = {
    Builder.NAME: lambda parts, measure, subject, said: measure.short,
    Builder.PERIOD: lambda parts, measure, subject, said: parts.name_period(parts.period_of(subject)),
    Builder.CHANGE: write_change,
    Builder.LEVEL: write_level,
    Builder.COMPARE: write_compare,
    Builder.POSITION: write_position,
    Builder.AIM: write_aim,
    Builder.SHARE: write_share,
    Builder.AREAS: write_areas,
    Builder.TEST: write_test,
}


class SentenceWriter(SentenceParts):
    """Writes what an expression asks for, about the report's period."""

    def write(self, expression: Expression) -> str:
        """The text, figures marked. Raises WordingError where the report has not what the expression asks for."""
        if expression.builder is None:
            return self.say_figure(self.find(expression.address))
        subject = expression.subject
        return BUILDERS[expression.builder](self, self.catalogue.measures[subject.measure], subject, expression)
