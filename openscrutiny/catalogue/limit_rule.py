"""Which rules judge a measure: its profile, chart, and the decisions that people recorded about its limits."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from openscrutiny.definitions import Section
from openscrutiny.errors import did_you_mean
from openscrutiny.periods import Month, Period

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
class Rebase:
    """A recorded decision: from `first` on the limits start again. Decided by whom, when and why."""

    first: Month
    decided_by: str
    decided_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Span:
    """Months set apart, both included, for a printed reason: shown but left out of limits, or of projections."""

    first: Month
    last: Month
    reason: str

    def holds(self, month: Month) -> bool:
        return self.first <= month <= self.last


@dataclass(frozen=True, slots=True)
class LimitRule:
    """How a measure is judged. `multiple` is of the year's rule; the rest is of the profiles of whole series.

    `beside_year` asks for the year's limits as well, printed beside a judgement made by another profile.
    """

    profile: str = YEAR_PROFILE
    multiple: Decimal = Decimal(2)
    chart: Chart = Chart.XMR
    baseline: int = 0
    exclude_outliers: bool = False
    conflict: Conflict = Conflict.IMPROVEMENT
    rebases: tuple[Rebase, ...] = ()
    left_out: tuple[Span, ...] = ()
    beside_year: bool = False

    def find_reason(self, period: Period) -> str:
        """Why a period takes no part in limits: the reason a person recorded for one of its months, or nothing."""
        return next((span.reason for span in self.left_out if any(map(span.holds, period.months))), "")

    @property
    def by_year(self) -> bool:
        """Whether the profile judges each period by the like periods of the financial year before."""
        return self.profile == YEAR_PROFILE

    @property
    def has_year_limits(self) -> bool:
        return self.by_year or self.beside_year


def read_limit_rule(top: Section) -> LimitRule:
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
        section.flag("exclude_outliers"),
        section.word("conflict", Conflict, Conflict.IMPROVEMENT),
        tuple(_read_rebase(each) for each in section.sections("rebase")),
        tuple(read_span(each) for each in section.sections("left_out")),
        _read_beside(section, profile),
    )
    if rule.multiple <= 0:
        section.fault("multiple", f"{rule.multiple} standard deviations make no limits.", "Write a number over 0.")
    _check_profile(section, rule)
    section.finish()
    return rule


def read_span(section: Section) -> Span:
    """Months `from` to `to` (the same month where `to` is left out) and the `reason`, which is printed."""
    first = read_month(section, "from")
    last = read_month(section, "to") if "to" in section else first
    if last < first:
        section.fault("to", f"{last} is before {first}.", "Write the first month under 'from', the last under 'to'.")
    span = Span(first, last, _read_reason(section))
    section.finish()
    return span


def read_month(section: Section, key: str) -> Month:
    """A required month, as 2020-09; a date is one too where it is the month's first day, the date of its point."""
    value = section.value(key, required=True)
    if isinstance(value, date):
        if value.day != 1:
            mend = f"Write {value:%Y-%m}: the data's points are months, dated by their first day."
            section.fault(key, f"{value.isoformat()} is not a date of the data.", mend)
        return Month.containing(value)
    try:
        return Month.parse(str(value))
    except ValueError:
        if value is not None:
            section.fault(key, f"'{value}' is not a month.", "Write it as 2020-09.")
        return Month(0)


def _read_rebase(section: Section) -> Rebase:
    decided_on = section.day("on")
    if decided_on is None and "on" not in section.items:
        section.fault("", "'on' is missing.", "Add the day of the decision, as in 'on: 2020-07-14'.")
    rebase = Rebase(read_month(section, "date"), section.text("by"), decided_on or date.min, _read_reason(section))
    if "by" in section.items and not rebase.decided_by.strip():
        section.fault("by", "is empty.", "Write who decided it: a rebase is a person's decision.")
    section.finish()
    return rebase


def _read_reason(section: Section) -> str:
    reason = section.text("reason")
    if "reason" in section.items and not reason.strip():
        section.fault("reason", "is empty.", "Write the reason: it is printed with the chart.")
    return " ".join(reason.split())


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
        for key in ("chart", "exclude_outliers", "conflict"):
            if key in section.items:
                mend = f"Leave it out, or choose another profile: {', '.join(PROFILES[1:])}."
                section.fault(key, f"{YEAR_PROFILE} has one chart and one rule.", mend)
        if isinstance(section.value("baseline"), int):
            section.fault("baseline", "is not a number of points here.", "Write: previous financial year.")
    else:
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
