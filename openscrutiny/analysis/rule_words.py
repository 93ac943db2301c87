"""The rules a point meets, by id and in words: one place, so that chart, table, sentence and data say the same."""

from openscrutiny.analysis.signal_names import NamedSignals

# In the order in which a point's rules are told: the clearest first.
HIT_WORDS = {
    "single_high": "above the upper limit",
    "single_low": "below the lower limit",
    "shift_high": "in a run of seven or more above the mean",
    "shift_low": "in a run of seven or more below the mean",
    "trend_up": "in a run of seven or more rising",
    "trend_down": "in a run of seven or more falling",
    "two_high": "one of two in three near the upper limit",
    "two_low": "one of two in three near the lower limit",
}
NUMBERED_WORDS = {
    "we": {
        "1": "more than three sigma {side} the mean",
        "2": "two of three more than two sigma {side} the mean",
        "3": "four of five more than one sigma {side} the mean",
        "4": "eight in a row {side} the mean",
    },
    "nelson": {
        "1": "more than three sigma {side} the mean",
        "2": "nine in a row {side} the mean",
        "3": "six in a row {way}",
        "4": "fourteen in a row going up and down by turns",
        "5": "two of three more than two sigma {side} the mean",
        "6": "four of five more than one sigma {side} the mean",
        "7": "fifteen in a row within one sigma of the mean",
        "8": "eight in a row more than one sigma from the mean, on both sides",
    },
}
RUN_WORDS = {
    "longest run": "in a series whose longest run on one side of the median is too long for chance",
    "few crossings": "in a series that crosses its median too seldom for chance",
}


def list_rules(named: NamedSignals, row: int, point: int) -> tuple[tuple[str, str], ...]:
    """Every rule a point of a grid meets, as (id, words): `("shift_high", "in a run of seven or more ...")`."""
    said = named.name_signals(row, point)
    if named.runs is not None:
        return tuple((name.replace(" ", "_"), RUN_WORDS[name]) for name in said.split(", ") if name)
    if named.found is not None:
        return tuple(_describe_numbered(named.result.profile, name) for name in said.split())
    hits = named.result.hits
    return tuple((name, words) for name, words in HIT_WORDS.items() if getattr(hits, name)[row, point])


def _describe_numbered(profile: str, name: str) -> tuple[str, str]:
    number, side = name.rstrip("+-"), name[-1]
    above = side == "+"
    words = NUMBERED_WORDS[profile][number].format(
        side="above" if above else "below", way="rising" if above else "falling"
    )
    ending = {"+": "_high", "-": "_low"}.get(side, "")
    return f"rule_{number}{ending}", words
