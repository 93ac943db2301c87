"""What is held of one judged observation, and of one figure set against an earlier one."""

from dataclasses import dataclass

from openscrutiny.analysis.comparison import Change, PointChange
from openscrutiny.analysis.control_limits import Limits
from openscrutiny.analysis.display_policy import Display
from openscrutiny.analysis.false_alarms import ChartDesign, FalseAlarms, simulate_false_alarms
from openscrutiny.analysis.judgement import Judgement
from openscrutiny.analysis.late_records import FrozenBaseline
from openscrutiny.catalogue.measure import Break, Measure
from openscrutiny.periods import Period
from openscrutiny.series import Observation

# The kinds of figure of a judgement: of a period by the year before, and of a point by a profile of whole series. A
# measure can have both of one period.
YEAR_JUDGEMENT, SERIES_JUDGEMENT = "judgement", "series_judgement"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure against an earlier one, like for like; `breaks` are those that lie between the two."""

    before: Observation
    change: Change | PointChange | None
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One observation with the limits it is judged by, the observations behind them, and what they say of it.

    `rules` are the ids of every rule it meets. `span` names what the limits hold for where that is not the period
    alone: a financial year, or the periods from a recorded rebase on. `centre` is the median of a run chart, which
    has no limits. `left_out` is the reason for which the observation takes no part in any limits. Where the baseline
    is `frozen` the limits (or the median) come from its values; `today` and `centre_of_today` are those that today's
    records would give. What a mark by limits of a whole series is worth hangs on their chart's `design`.
    """

    now: Observation
    baseline: tuple[Observation, ...]
    limits: Limits | None
    judgement: Judgement
    breaks: tuple[Break, ...]
    profile: str
    display: Display = Display.CONTROL_CHART
    rules: tuple[str, ...] = ()
    span: str = ""
    centre: float | None = None
    left_out: str = ""
    frozen: FrozenBaseline | None = None
    today: Limits | None = None
    centre_of_today: float | None = None
    design: ChartDesign | None = None

    def measure_worth(self, places: int) -> FalseAlarms | None:
        """How often the latest point, and any of a year's `places`, is marked though nothing changed.

        None where there is nothing to be marked by.
        """
        if self.design is not None:
            return simulate_false_alarms(self.design)
        if self.limits is None:
            return None
        return FalseAlarms(self.limits.false_alarm_per_point, self.limits.chance_of_false_alarm(places))


def find_breaks(measure: Measure, before: Period, now: Period) -> tuple[Break, ...]:
    """The breaks that lie after the first day of the earlier period and not after the end of the later one."""
    return tuple(b for b in measure.breaks if before.first.first_day < b.day <= now.last.last_day)
