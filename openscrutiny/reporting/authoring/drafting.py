"""Proposes a section's narrative from what is exceptional in it: Markdown whose every figure stands by name.

Exceptional are: a figure outside its usual range, a change of a tenth or more on a base that carries a percentage, an
aim that was missed, areas that moved as much, and figures that are not there. Breaks and provisional figures are told
by the sentences themselves. Where nothing is exceptional the draft says where the figure lies.
"""

from collections.abc import Iterable
from decimal import Decimal

from openscrutiny.analysis.judgement import Direction, Position, describe_signal
from openscrutiny.catalogue.measure import Improvement, Measure, Pack, Statistic
from openscrutiny.catalogue.prose import MEASURES, SECTIONS
from openscrutiny.catalogue.wording import Against, Builder, Subject, WordingError
from openscrutiny.errors import ReportError, did_you_mean
from openscrutiny.reporting.pages.performance_report import list_measures
from openscrutiny.reporting.words.narrative import LEAST_BASE
from openscrutiny.reporting.words.sentences import SentenceWriter

NOTABLE = Decimal(10)  # per cent
MOST_CHANGES = 5
MEANINGS = tuple(
    describe_signal(Position.ABOVE, direction).words.partition(": ")[2] for direction in Direction
) + tuple(describe_signal(Position.BELOW, direction).words.partition(": ")[2] for direction in Direction)
UNJUDGED = describe_signal(Position.NO_LIMITS, Direction.NEITHER).words


class Drafter:
    """Drafts the sections of one report."""

    def __init__(self, writer: SentenceWriter, pack: Pack) -> None:
        self.writer, self.pack = writer, pack
        self.shown = list_measures(pack, writer.catalogue)

    def list_sections(self) -> tuple[str, ...]:
        """The sections that can be drafted, in the report's order."""
        return (SECTIONS[0], *(f"{MEASURES}/{name}" for name in self.pack.priorities))

    def find_section(self, name: str) -> str:
        """`hate_crime` or `measures/hate_crime` as a section. Raises ReportError for one the report has not."""
        for section in (name, f"{MEASURES}/{name}"):
            if section in self.list_sections():
                return section
        names = [section.removeprefix(f"{MEASURES}/") for section in self.list_sections()]
        raise ReportError(f"no section '{name}' to draft. {did_you_mean(name, names)}")

    def draft(self, section: str) -> str:
        """The Markdown of a section."""
        name = section.removeprefix(f"{MEASURES}/")
        if name != section:
            return self.draft_measure(self.writer.catalogue.measures[name])
        return self.draft_introduction()

    def draft_measure(self, measure: Measure) -> str:
        """A measure's own narrative: signal and changes, then the areas, then the aim."""
        if not self.is_known(measure):
            return _lay_out([_call(measure, Builder.LEVEL)])
        paragraphs = []
        changes = [self.call_change(measure, against) for against in Against if self.is_notable(measure, against)]
        if self.is_signal(measure) or not changes:
            paragraphs.append(_call(measure, Builder.POSITION))
        paragraphs.append(" ".join(changes))
        if self.have_areas_moved(measure):
            paragraphs.append(_call(measure, Builder.AREAS, Against.LAST_YEAR))
        if self.is_missed(measure):
            paragraphs.append(_call(measure, Builder.AIM))
        return _lay_out(paragraphs)

    def draft_introduction(self) -> str:
        """The report's exceptions: signals, the largest changes, aims missed, figures that are not there."""
        say = self.writer.messages.say
        known = [measure for measure in self.shown if self.is_known(measure)]
        signals = [measure for measure in known if self.is_signal(measure)]
        moved = [m for m in known if m not in signals and self.is_notable(m, Against.LAST_YEAR)]
        moved.sort(key=lambda m: -abs(self.percentage(m, Against.LAST_YEAR)))
        opening = say("draft-opening", period=_call(self.shown[0], Builder.PERIOD)) if self.shown else ""
        grain = str(self.writer.maker.report_period.grain)
        parts = [
            opening,
            *_list(say("draft-signals"), (_call(m, Builder.POSITION) for m in signals)),
            "" if signals else say("draft-no-signal" if any(map(self.judgement, known)) else "draft-none-judged"),
            *_list(
                say("draft-changes", grain=grain, signals=len(signals)),
                (self.call_change(m) for m in moved[:MOST_CHANGES]),
            ),
            *_list(say("draft-aims"), (_call(m, Builder.AIM) for m in known if self.is_missed(m))),
            *_list(say("draft-missing"), (_call(m, Builder.LEVEL) for m in self.shown if m not in known)),
        ]
        return _lay_out(parts)

    # --- what is exceptional -------------------------------------------------------

    def is_known(self, measure: Measure) -> bool:
        return self.writer.figure(measure, "", self.writer.maker.report_period, "value").is_known

    def is_signal(self, measure: Measure) -> bool:
        """Whether the measure's rules find special cause in the period, or in the last point of its chart in it."""
        return self.judgement(measure).endswith(MEANINGS)

    def judgement(self, measure: Measure) -> str:
        """What the measure's rules say, in words; empty where they say nothing."""
        found = self.writer.find_judgement(measure, Subject(measure.id))
        return found[0].text if found and found[0].is_known and found[0].text != UNJUDGED else ""

    def percentage(self, measure: Measure, against: Against, area: str = "") -> Decimal:
        """The change in per cent (in points, where the measure is a percentage); 0 where none can be given."""
        pair = self.writer.pair(measure, Subject(measure.id, area), against)
        if pair.percentage is None:
            return pair.change.value or Decimal(0)
        base = pair.before.numerator if measure.statistic is Statistic.RATE else pair.before.value
        small = base is None or abs(base) < LEAST_BASE
        return Decimal(0) if small else pair.percentage.value or Decimal(0)

    def is_notable(self, measure: Measure, against: Against, area: str = "") -> bool:
        return abs(self.percentage(measure, against, area)) >= NOTABLE

    def call_change(self, measure: Measure, against: Against = Against.LAST_YEAR) -> str:
        return _call(measure, Builder.COMPARE, against)

    def is_missed(self, measure: Measure) -> bool:
        writer, period = self.writer, self.writer.maker.report_period
        goal = writer.book.find(writer.maker.address(measure.id, writer.maker.force, period, "aim"))
        now = writer.figure(measure, "", period, "value")
        if goal is None or goal.value is None or now.value is None or measure.improvement is Improvement.NEITHER:
            return False
        rising = measure.improvement is Improvement.INCREASE
        return now.value < goal.value if rising else now.value > goal.value

    def have_areas_moved(self, measure: Measure) -> bool:
        """Whether the change on last year of any area is notable."""
        try:
            return any(
                self.is_notable(measure, Against.LAST_YEAR, area.id)
                for area in self.writer.catalogue.organisation.areas
            )
        except WordingError:  # the report has no figures of areas for this measure
            return False


def _call(measure: Measure, builder: Builder, against: Against | None = None) -> str:
    return f"{{{{ {measure.id} | {builder}{f' {against}' if against else ''} }}}}"


def _list(heading: str, items: Iterable[str]) -> list[str]:
    bullets = "\n".join(f"- {item}" for item in items)
    return [f"## {heading}", bullets] if bullets else []


def _lay_out(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
