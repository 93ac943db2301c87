"""How much of what is flagged is chance: expected false alarms, Benjamini-Hochberg, autocorrelation, seasonality."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from openscrutiny.analysis.control_limits import Limits
from openscrutiny.rounding import round_half_away

NOTABLE_P = 0.05


@dataclass(frozen=True, slots=True)
class ExpectedAlarms:
    """Of `judged` measures, `signals` lie outside their limits; `expected` would by chance alone."""

    judged: int
    signals: int
    expected: float

    @property
    def words(self) -> str:
        about = str(round_half_away(self.expected)) if self.expected >= 0.5 else "fewer than one"
        about = about if about == "fewer than one" else f"about {about}"
        return (
            f"{self.signals} of {self.judged} measures lie outside their limits; "
            f"{about} of these would be expected by chance this period if nothing had changed."
        )


def expect_false_alarms(limits: Sequence[Limits | None], signals: int) -> ExpectedAlarms:
    """The false alarms to expect among measures judged once each; measures without usable limits do not count."""
    usable = [one for one in limits if one is not None and one.has_width]
    return ExpectedAlarms(len(usable), signals, math.fsum(one.false_alarm_per_point for one in usable))


def adjust_p_values(p_values: Sequence[float | None]) -> list[float | None]:
    """Benjamini-Hochberg adjusted p-values in the order given; None stays None and is not a test.

    A measure with an adjusted p of at most q is among findings of which no more than a share q is expected
    to be chance. Source: Benjamini and Hochberg (1995).
    """
    known = [(p, place) for place, p in enumerate(p_values) if p is not None]
    adjusted: list[float | None] = [None] * len(p_values)
    lowest = 1.0
    for rank, (p, place) in sorted(enumerate(sorted(known), start=1), reverse=True):
        lowest = min(lowest, p * len(known) / rank)
        adjusted[place] = lowest
    return adjusted


@dataclass(frozen=True, slots=True)
class Autocorrelation:
    """Lag-1 autocorrelation of neighbouring periods; `notable` beyond ± 1.96 / √n, and only from n = 12."""

    coefficient: float
    pairs: int
    notable: bool

    @property
    def words(self) -> str:
        if not self.notable:
            return ""
        way = "alike" if self.coefficient > 0 else "opposite"
        worth = "more often" if self.coefficient > 0 else "less often"
        return (
            f"Neighbouring periods are {way} (lag-1 autocorrelation {self.coefficient:.2f}), "
            f"so the limits raise an alarm {worth} than stated."
        )


def measure_autocorrelation(values: Sequence[float | None]) -> Autocorrelation | None:
    """Lag-1 autocorrelation over pairs of neighbours both present; None for under four pairs or no variation."""
    y = np.array([np.nan if value is None else float(value) for value in values])
    centred = y - np.nanmean(y) if np.isfinite(y).any() else y
    both = np.isfinite(centred[1:]) & np.isfinite(centred[:-1])
    pairs = int(both.sum())
    spread = float(np.nanmean(centred**2)) if pairs else 0.0
    if pairs < 4 or spread == 0:
        return None
    coefficient = float((centred[1:] * centred[:-1])[both].mean() / spread)
    coefficient = max(-1.0, min(1.0, coefficient))
    counted = int(np.isfinite(y).sum())
    return Autocorrelation(coefficient, pairs, counted >= 12 and abs(coefficient) > 1.96 / math.sqrt(counted))


@dataclass(frozen=True, slots=True)
class Seasonality:
    """Whether the place in the year matters: F test of place means about a straight line, and its strength.

    `effects` are the differences of each place in the year from the whole, in the measure's units.
    """

    strength: float
    p_value: float
    effects: tuple[float, ...]

    @property
    def notable(self) -> bool:
        return self.p_value < NOTABLE_P

    @property
    def words(self) -> str:
        if not self.notable:
            return ""
        return (
            f"The time of year explains {round_half_away(self.strength * 100)}% of the variation: "
            "read the seasonally adjusted chart, or compare with the same month of earlier years."
        )


def measure_seasonality(values: Sequence[float | None], places: int, first: int = 0) -> Seasonality | None:
    """Seasonality of periods with `places` to a year (12 or 4); `first` is the place of the first value, from 0.

    None unless every place has two values and there are degrees of freedom to test with. A straight-line
    trend is removed at the same time, so that growth is not taken for season.
    """
    known = [(at, float(value)) for at, value in enumerate(values) if value is not None and math.isfinite(value)]
    at = np.array([place for place, _ in known], dtype=float)
    y = np.array([value for _, value in known])
    season = (at.astype(int) + first) % places
    counts = np.bincount(season, minlength=places)
    if len(known) < 2 * places or counts.min() < 2 or len(known) - places - 1 < 2:
        return None
    line = np.column_stack([np.ones_like(at), at - at.mean()])
    full = np.column_stack([season[:, None] == np.arange(places), at - at.mean()]).astype(float)
    rough = float(((y - line @ np.linalg.lstsq(line, y, rcond=None)[0]) ** 2).sum())
    coefficients = np.linalg.lstsq(full, y, rcond=None)[0]
    fine = float(((y - full @ coefficients) ** 2).sum())
    if rough <= 1e-18 * max(1.0, float((y**2).sum())):
        return None
    degrees = len(known) - places - 1
    ratio = ((rough - fine) / (places - 1)) / (fine / degrees) if fine > 0 else math.inf
    effects = coefficients[:places] - coefficients[:places].mean()
    return Seasonality(
        (rough - fine) / rough, float(stats.f.sf(ratio, places - 1, degrees)), tuple(float(one) for one in effects)
    )


def adjust_for_season(values: Sequence[float | None], season: Seasonality, first: int = 0) -> list[float | None]:
    """The values less the effect of their place in the year, for the seasonally adjusted chart."""
    places = len(season.effects)
    return [None if value is None else value - season.effects[(at + first) % places] for at, value in enumerate(values)]


def pick_same_place(values: Sequence[float | None], places: int) -> list[float | None]:
    """The values of the last value's place in the year, one a year, for the same-month chart."""
    return list(values[(len(values) - 1) % places :: places]) if values else []
