"""What was known of frozen baselines on the days that people froze them as of: counts of that day's data version."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from openscrutiny.calculation.calculate import Scope, calculate
from openscrutiny.calculation.engines import Engine
from openscrutiny.calculation.event_days import find_event_days
from openscrutiny.catalogue.decisions import Freeze
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.measure import Measure
from openscrutiny.errors import ReportError
from openscrutiny.periods import Grain, Month, Period, months_between
from openscrutiny.records.store import DataVersion, Store
from openscrutiny.reporting.judging.assessment import Known
from openscrutiny.series import Observation


@dataclass(frozen=True)
class FrozenCounter:
    """Counts the frozen baselines of a report's measures at the `grains` it needs; events from the month `first` on."""

    catalogue: Catalogue
    store: Store
    engine: Engine
    grains: tuple[Grain, ...]
    first: Month

    def count(self, measures: Sequence[Measure]) -> dict[date, Known]:
        """What was known, by the day. Raises ReportError, with all faults, where the data are not there any more."""
        decisions = [(measure, freeze) for measure in measures for freeze in measure.limits.frozen]
        known: dict[date, Known] = {}
        faults: list[str] = []
        for day in sorted({freeze.as_at for _, freeze in decisions}):
            version = self.store.version(day)
            observations: dict[tuple[str, str, Period], Observation] = {}
            event_days: dict[str, tuple[date, ...]] = {}
            for measure, freeze in decisions:
                if freeze.as_at != day:
                    continue
                scope = self._choose_scope(measure, freeze)
                is_of_events = measure.charts_events and freeze.year is None
                if is_of_events:
                    days = find_event_days(self.catalogue, version, self.engine, measure, scope.first, scope.last)
                    event_days[measure.id] = days
                faults += self._check(measure, freeze, version, scope, event_days.get(measure.id))
                found = calculate(self.catalogue, version, scope, self.engine, [measure]).observations
                observations |= {(o.measure, o.area, o.period): o for o in found}
            known[day] = Known(version.id, observations, event_days)
        if faults:
            raise ReportError("\n".join(faults))
        return known

    def _choose_scope(self, measure: Measure, freeze: Freeze) -> Scope:
        """The months of the baseline. Of events, whose baseline is so many gaps, all that were known on the day."""
        if freeze.year is not None:
            return Scope(freeze.year.first, freeze.year.last, self.grains)
        if measure.charts_events:
            return Scope(self.first, Month.containing(freeze.as_at), self.grains)
        grain = self.catalogue.tables[measure.table].smallest_period
        periods = measure.limits.list_fixed_baseline(grain, self.catalogue.organisation.calendar)
        return Scope(periods[0].first, periods[-1].last, self.grains)

    def _check(
        self, measure: Measure, freeze: Freeze, version: DataVersion, scope: Scope, days: tuple[date, ...] | None
    ) -> Iterator[str]:
        place, mend = f"measures/{measure.id}.yaml: limits.frozen", "Give a later day under 'as_at'."
        table, rule = version.tables.get(measure.table), measure.limits
        if days is not None:
            start = rule.baseline_from
            gaps = sum(start is not None and Month.containing(day) >= start for day in days[1:])
            whole, what = gaps >= rule.baseline, f"{rule.baseline} gaps between events from {start} on, but {gaps}"
        else:
            months = months_between(scope.first, scope.last)
            whole = table is not None and all(map(table.covers, months))
            year = self.catalogue.organisation.calendar.year_label(scope.first)
            what = f"all of {year if freeze.year else f'{scope.first} to {scope.last}'}"
        if not whole:
            yield f"{place}: the extracts taken by {freeze.as_at} do not hold {what}. {mend}"
        elif freeze.version and freeze.version != version.id:
            yield (
                f"{place}: the data known on {freeze.as_at} are now version {version.id}, not {freeze.version}: "
                "records of an earlier day have been loaded or disposed of since. "
                f"Freeze the {'year' if freeze.year else 'baseline'} anew, with who decided it and why."
            )
