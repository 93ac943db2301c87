"""What a chart may show and words may say: the stated policy for what the reference programs leave open."""

from enum import StrEnum

from openscrutiny.analysis.profiles import Profile


class Display(StrEnum):
    """How a series is shown. Raw numbers, as `openscrutiny spc` writes them, are not affected."""

    CONTROL_CHART = "control chart"
    RUN_CHART = "run chart"
    NO_VARIATION = "no variation"
    NO_DATA = "no data"


def choose_display(profile: Profile, counted: int, *, varies: bool, has_values: bool = False) -> Display:
    """Control chart, unless there is nothing to draw limits from.

    `counted` is the number of points behind the limits, gaps and ghosts not among them; `has_values` tells values
    without any baseline (the police's first year) from none at all. A constant series is
    "no variation": its zero-width limits are refused and its target is judged directly. With fewer points
    than the profile's minimum it is a run chart: a median and no limits.
    """
    if counted == 0 and not has_values:
        return Display.NO_DATA
    if counted > 1 and not varies:
        return Display.NO_VARIATION
    return Display.CONTROL_CHART if counted >= profile.minimum_points else Display.RUN_CHART


def describe_display(display: Display, profile: Profile, counted: int) -> str:
    """The sentence printed with the chart."""
    if display is Display.CONTROL_CHART:
        return f"Limits by {profile.title} ({profile.name}), from {counted} points."
    if display is Display.RUN_CHART:
        return (
            f"A run chart about the median: {profile.name} needs {profile.minimum_points} points for limits, "
            f"and there {'is' if counted == 1 else 'are'} {counted}."
        )
    return "No variation: every value is the same." if display is Display.NO_VARIATION else "No values yet."
