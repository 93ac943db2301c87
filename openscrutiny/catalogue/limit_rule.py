"""Which rules judge a measure: its profile, chart, and the decisions that people recorded about its limits."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from openscrutiny.catalogue.decisions import Freeze, Rebase, Span, read_freeze, read_month, read_rebase, read_span
from openscrutiny.definitions import Section
from openscrutiny.errors import did_you_mean
from openscrutiny.periods import Calendar, Grain, Month, Period

YEAR_PROFILE = "police-fy-2sd"  # its limits come from the financial year before; all others from the series itself
PROFILES = (YEAR_PROFILE, "mdc-sql-2.5", "mdc-2024", "nhsr-0.2.2", "we", "nelson", "anhoej")


class Chart(StrEnum):
    """How the limits of a profile other than the year's are made of the values."""

    XMR = "xmr"
    P = "p"
    P_PRIME = "pp"
    U = "u"
    U_PRIME = "up"
    C = "c"
    G = "g"
    T = "t"
    RUN = "run"


class Conflict(StrEnum):
    """What a point is called that is both an improvement and a concern."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"


@dataclass(frozen=True, slots=True)
class LimitRule:
    """How a measure is judged. `multiple` is of the year's rule; the rest is of the profiles of whole series.

    `baseline` is how many points from the month `baseline_from` on the limits come from; 0 where from all shown.
    `beside_year` asks for the year's limits as well, printed beside a judgement made by another profile.
    """

    profile: str = YEAR_PROFILE
    multiple: Decimal = Decimal(2)
    chart: Chart = Chart.XMR
    baseline: int = 0
    baseline_from: Month | None = None
    exclude_outliers: bool = False
    conflict: Conflict = Conflict.IMPROVEMENT
    rebases: tuple[Rebase, ...] = ()
    left_out: tuple[Span, ...] = ()
    beside_year: bool = False
    frozen: tuple[Freeze, ...] = ()

    def find_reason(self, period: Period) -> str:
        """Why a period takes no part in limits: the reason a person recorded for one of its months, or nothing."""
        return next((span.reason for span in self.left_out if any(map(span.holds, period.months))), "")

    def find_frozen_year(self, first: Period) -> Freeze | None:
        """The decision that froze the financial year that begins with a period."""
        return next((each for each in self.frozen if each.year and each.year.first == first.first), None)

    @property
    def frozen_baseline(self) -> Freeze | None:
        """The decision that froze the fixed baseline."""
        return next((each for each in self.frozen if each.year is None), None)

    def list_fixed_baseline(self, grain: Grain, calendar: Calendar) -> tuple[Period, ...]:
        """The periods of the fixed baseline, where the chart's points are periods of the grain; none without one."""
        if self.baseline_from is None:
            return ()
        first = calendar.containing(self.baseline_from, grain)
        return tuple(first.shifted(first.length * step) for step in range(self.baseline))

    @property
    def by_year(self) -> bool:
        """Whether the profile judges each period by the like periods of the financial year before."""
        return self.profile == YEAR_PROFILE

    @property
    def has_year_limits(self) -> bool:
        return self.by_year or self.beside_year


def read_limit_rule(top: Section, calendar: Calendar) -> LimitRule:
    """The `limits` of a measure file; what is wrong with them goes to its faults."""
    section = top.section("limits")
    if section is None:
        return LimitRule()
    profile = section.text("profile", YEAR_PROFILE)
    if profile not in PROFILES:
        section.fault("profile", f"no such rule profile '{profile}'.", did_you_mean(profile, PROFILES))
    _expect(section, "method", "standard deviation")
    if not isinstance(section.value("baseline"), int):
        _expect(section, "baseline", "previous financial year")
    rule = LimitRule(
        profile,
        Decimal(2) if (multiple := section.number("multiple")) is None else multiple,
        section.word("chart", Chart, Chart.RUN if profile == "anhoej" else Chart.XMR),
        section.whole("baseline", 0, least=2) if isinstance(section.value("baseline"), int) else 0,
        read_month(section, "baseline_from") if "baseline_from" in section else None,
        section.flag("exclude_outliers"),
        section.word("conflict", Conflict, Conflict.IMPROVEMENT),
        tuple(read_rebase(each) for each in section.sections("rebase")),
        tuple(read_span(each) for each in section.sections("left_out")),
        _read_beside(section, profile),
        tuple(read_freeze(each, calendar) for each in section.sections("frozen")),
    )
    if rule.multiple <= 0:
        section.fault("multiple", f"{rule.multiple} standard deviations make no limits.", "Write a number over 0.")
    _check_profile(section, rule)
    section.finish()
    return rule


def _read_beside(section: Section, profile: str) -> bool:
    beside = section.text("beside", "")
    if beside and beside != YEAR_PROFILE:
        section.fault("beside", f"'{beside}' cannot stand beside another profile.", f"Write {YEAR_PROFILE}.")
    if beside and profile == YEAR_PROFILE:
        section.fault("beside", f"the profile is {YEAR_PROFILE} already.", "Leave 'beside' out.")
    return beside == YEAR_PROFILE


def _expect(section: Section, key: str, only: str) -> None:
    """A word of the year's rule that has one value, kept because it tells a reader what the rule is."""
    written = section.text(key, only)
    if written != only:
        section.fault(key, f"'{written}' is not known here.", f"Write: {only}.")


def _check_profile(section: Section, rule: LimitRule) -> None:
    """What a profile may not be given: each key belongs to the year's rule or to those of whole series."""
    if rule.by_year:
        for key in ("chart", "baseline_from", "exclude_outliers", "conflict"):
            if key in section.items:
                mend = f"Leave it out, or choose another profile: {', '.join(PROFILES[1:])}."
                section.fault(key, f"{YEAR_PROFILE} has one chart and one rule.", mend)
        if isinstance(section.value("baseline"), int):
            section.fault("baseline", "is not a number of points here.", "Write: previous financial year.")
    else:
        _check_baseline(section, rule)
        for key in ("method", "multiple") if not rule.beside_year else ():
            if key in section.items:
                section.fault(key, f"belongs to {YEAR_PROFILE}, not to {rule.profile}.", "Leave it out.")
    if rule.profile == "anhoej" and rule.chart is not Chart.RUN:
        section.fault("chart", "anhoej is of run charts.", "Write run, or leave it out.")
    if rule.profile == "nhsr-0.2.2" and rule.exclude_outliers:
        section.fault("exclude_outliers", "nhsr-0.2.2 always leaves outlying moving ranges out.", "Leave it out.")
    if rule.baseline and rule.rebases:
        section.fault("rebase", "limits come from a fixed baseline.", "Keep one of 'baseline' and 'rebase'.")
    firsts = [rebase.first for rebase in rule.rebases]
    if firsts != sorted(set(firsts)):
        section.fault("rebase", "the decisions are not in the order of their dates.", "Sort them, each date once.")
    _check_frozen(section, rule)


def _check_frozen(section: Section, rule: LimitRule) -> None:
    """What is frozen must be a baseline of the rule, and be frozen once."""
    if len({each.year for each in rule.frozen}) < len(rule.frozen):
        section.fault("frozen", "a baseline is frozen twice.", "Keep the decision that holds.")
    if not rule.has_year_limits and any(each.year for each in rule.frozen):
        fault = f"a financial 'year' is a baseline of {YEAR_PROFILE}, not of {rule.profile}."
        section.fault("frozen", fault, "Leave 'year' out: the fixed baseline is frozen.")
    if rule.frozen_baseline and rule.by_year:
        section.fault("frozen", "which financial year?", "Add 'year: 2019/20' to each.")
    elif rule.frozen_baseline and not rule.baseline:
        fault = "there is no fixed baseline to freeze: the limits come from all points shown."
        section.fault("frozen", fault, "Add 'baseline: 24' and 'baseline_from: 2017-04'.")


def _check_baseline(section: Section, rule: LimitRule) -> None:
    """So many points need a month to count them from: the first month that a chart shows moves on with each report."""
    if rule.baseline and rule.baseline_from is None and "baseline_from" not in section:
        fault = f"{rule.baseline} points from which month on? The first that a chart shows moves on each month."
        section.fault("baseline", fault, "Add 'baseline_from: 2017-04'.")
    if rule.baseline_from is not None and not rule.baseline:
        section.fault("baseline_from", "how many points from then on?", "Add 'baseline: 24', or leave it out.")
