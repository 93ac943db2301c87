"""The figures of judgements: limits and what they are worth, judgements with every rule met, and the target."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from openscrutiny.analysis.assurance import Assurance
from openscrutiny.analysis.chance import adjust_p_values
from openscrutiny.analysis.false_alarms import find_p_value
from openscrutiny.analysis.late_records import FrozenBaseline
from openscrutiny.catalogue.limit_rule import YEAR_PROFILE
from openscrutiny.catalogue.measure import Measure
from openscrutiny.reporting.figures.figures import Figure, FigureBook, FigureMaker
from openscrutiny.reporting.judging.assessment import Assessment
from openscrutiny.reporting.judging.judged import SERIES_JUDGEMENT, YEAR_JUDGEMENT, Judged
from openscrutiny.reporting.judging.series_judgement import PLACES
from openscrutiny.series import MARKS, State

LINES = ("mean", "lower_limit", "upper_limit")
FROZEN_VALUE, FROZEN_POINT = "frozen_value", "frozen_point"  # of a financial year, and of a fixed baseline's point
NOT_NEGATIVE = ("lower_limit", "prediction_lower_limit", "lower_limit_of_today")


class LimitFigures:
    """Names the figures of judged observations: each set of limits once, whatever shares it."""

    def __init__(self, maker: FigureMaker) -> None:
        self.maker = maker
        self._named: set[str] = set()

    def make(self, a: Assessment) -> Iterator[Figure]:
        """Every judgement and limit of an assessment, on true values; what limits are worth for the force only."""
        for judged in (a.latest, *a.chart):
            if judged.profile:
                yield from self._name_limits(a.measure, judged)
                yield self._name_judgement(a.measure, judged)
        if a.area != self.maker.force:
            return
        if a.exact:
            cells = a.latest.baseline
            for kind, value in (("exact_lower_limit", a.exact.lower), ("exact_upper_limit", a.exact.upper)):
                yield self.maker.name(a.measure, a.latest.now, kind, Decimal(repr(value)), cells)
        yield from self._name_target(a)
        if a.latest.limits and a.latest.now.value is not None:
            chance = find_p_value(float(a.latest.now.value), a.latest.limits)
            cells = (a.latest.now, *a.latest.baseline)
            figure = self.maker.name(
                a.measure, a.latest.now, "p_value", None if chance is None else Decimal(repr(chance)), cells
            )
            yield replace(figure, unit="chance", text=write_chance(chance), profile=YEAR_PROFILE)

    def _name_limits(self, measure: Measure, judged: Judged) -> Iterator[Figure]:
        first = self.maker.address(measure.id, judged.now.area, judged.now.period, LINES[0], judged.span)
        if first in self._named or not judged.baseline:
            return
        self._named.add(first)
        for observation in judged.baseline:
            yield self.maker.observe(measure, observation)
        if judged.frozen is not None:
            yield from self._name_frozen(measure, judged, judged.frozen)
        if judged.centre is not None:
            yield self._line(measure, judged, "median", judged.centre)
        is_force, limits = judged.now.area == self.maker.force, judged.limits
        if limits is None:
            if judged.design is not None and is_force:  # a run chart that is meant to be one
                yield from self._tell_worth(measure, judged)
            return
        for kind, value in zip(LINES, (limits.mean, limits.lower, limits.upper), strict=True):
            yield self._line(measure, judged, kind, value)
        by_year = limits.profile == YEAR_PROFILE
        yield self._line(measure, judged, "standard_deviation" if by_year else "sigma", limits.sd)
        if is_force:
            yield from self._tell_worth(measure, judged)
            if by_year:
                yield self._line(measure, judged, "prediction_lower_limit", limits.prediction_lower)
                yield self._line(measure, judged, "prediction_upper_limit", limits.prediction_upper)

    def _name_frozen(self, measure: Measure, judged: Judged, frozen: FrozenBaseline) -> Iterator[Figure]:
        """The frozen values, the data version they come from, and the lines that today's records would give."""
        then = dict(frozen.values)
        kind = FROZEN_VALUE if judged.profile == YEAR_PROFILE else FROZEN_POINT
        for o in judged.baseline:
            value = then[str(o.period.first)]
            yield self.maker.name(measure, o, kind, None if value is None else Decimal(value), (o,))
        version = self.maker.name(measure, judged.now, "baseline_version", None, (), span=judged.span)
        yield replace(version, unit="words", state=State.VALUE, text=frozen.version, profile=judged.profile)
        lines = {} if judged.centre_of_today is None else {"median": judged.centre_of_today}
        if (today := judged.today) is not None:
            lines |= {"mean": today.mean, "lower_limit": today.lower, "upper_limit": today.upper}
        for name, line in lines.items():
            yield self._line(measure, judged, f"{name}_of_today", line)

    def _tell_worth(self, measure: Measure, judged: Judged) -> Iterator[Figure]:
        """How many periods are behind the limits or the median, and how often their marks are wrong."""
        say, behind = self.maker.messages, len(judged.baseline)
        count = self._line(measure, judged, "baseline_n", float(behind))
        yield replace(count, unit="periods", text=say.number(Decimal(behind)))
        worth = judged.measure_worth(PLACES.get(judged.now.period.grain, 1))
        if worth is None:
            return
        for kind, chance in (("false_alarm_per_point", worth.latest), ("false_alarm_per_year", worth.year)):
            value = Decimal(repr(chance * 100))
            yield replace(self._line(measure, judged, kind, chance * 100), unit="per cent", text=say.per_cent(value))

    def _line(self, measure: Measure, judged: Judged, kind: str, value: float) -> Figure:
        if kind in NOT_NEGATIVE and measure.is_count and _never_negative(judged):
            value = max(value, 0.0)  # a count cannot be lower, and no reader should be told that it might
        figure = self.maker.name(measure, judged.now, kind, Decimal(repr(value)), judged.baseline, span=judged.span)
        return replace(figure, profile=judged.profile)

    def _name_judgement(self, measure: Measure, judged: Judged) -> Figure:
        kind = YEAR_JUDGEMENT if judged.profile == YEAR_PROFILE else SERIES_JUDGEMENT
        figure = self.maker.name(measure, judged.now, kind, None, (judged.now, *judged.baseline))
        figure = replace(figure, unit="words", state=judged.now.state, profile=judged.profile, span=judged.span)
        if judged.now.state is not State.VALUE:  # limits there may be, but nothing to be judged by them
            return replace(figure, text=MARKS[judged.now.state])
        words = self.maker.messages.say("left-out", reason=judged.left_out) if judged.left_out else ""
        return replace(figure, text=words or judged.judgement.words, judgement=judged.judgement, rules=judged.rules)

    def _name_target(self, a: Assessment) -> Iterator[Figure]:
        """What the latest judged period is held to, and whether the process will meet it left as it is."""
        if a.assurance_target is None:
            return
        now = a.headline.now
        yield self.maker.name(a.measure, now, "target", a.assurance_target, a.target_basis)
        if a.assurance is not Assurance.NONE:
            cells = (now, *a.target_basis, *a.headline.baseline)
            figure = self.maker.name(a.measure, now, "assurance", None, cells)
            words = self.maker.messages.say(f"assurance-{a.assurance.name.lower().replace('_', '-')}")
            yield replace(figure, unit="words", state=State.VALUE, text=words, profile=a.headline.profile)


def adjust_chances(book: FigureBook, maker: FigureMaker) -> list[Figure]:
    """The p-values of the gated book, allowing for how many measures were looked at (Benjamini-Hochberg)."""
    tested = [figure for figure in book if figure.kind == "p_value"]
    values = [None if figure.value is None else float(figure.value) for figure in tested]
    looked_at = tuple(figure.cells[0] for figure in tested)
    adjusted = []
    for figure, chance in zip(tested, adjust_p_values(values), strict=True):
        address = maker.address(figure.measure, figure.area, maker.report_period, "adjusted_p_value")
        value = None if chance is None else Decimal(repr(chance))
        text = figure.text if chance is None else write_chance(chance)
        cells = tuple(dict.fromkeys((*figure.cells, *looked_at)))
        adjusted.append(replace(figure, address=address, kind="adjusted_p_value", value=value, text=text, cells=cells))
    return adjusted


def write_chance(chance: float | None) -> str:
    """A p-value as printed: two digits, never "0"."""
    if chance is None:
        return MARKS[State.NOT_AVAILABLE]
    return "under 0.001" if chance < 0.001 else f"{chance:.3f}" if chance < 0.1 else f"{chance:.2f}"


def _never_negative(judged: Judged) -> bool:
    return all(o.value is None or o.value >= 0 for o in (judged.now, *judged.baseline))
