"""The figures behind the examples of docs/reference/narrative.md."""

from openscrutiny.catalogue.load import Catalogue
from openscrutiny.reporting.words.sentences import SentenceWriter
from openscrutiny.series import State
from tests.narrative.desk import LAST_YEAR, NOW, PREVIOUS, TO_DATE, TO_DATE_BEFORE, make_writer


def make_documented(catalogue: Catalogue) -> SentenceWriter:
    """A quarter of an invented force: thefts among its crimes, by two areas of which one is not published."""
    figures: dict[tuple[str, str], tuple[object, object, object]] = {
        ("thefts", "force"): (572, 473, 557),
        ("thefts", "north"): (300, 250, 280),
        ("thefts", "south"): (State.SUPPRESSED, 223, 277),
        ("crimes", "force"): (20_754, 17_333, 23_316),
        ("hate_share", "force"): ((63, 572), (43, 473), (80, 557)),
        ("crime_rate", "force"): ((5_720, 286_433), (4_730, 286_433), (5_570, 286_433)),
        ("delay", "force"): (12, 9, 12),
    }
    values = {
        (measure, area, when): value
        for (measure, area), row in figures.items()
        for when, value in zip((NOW, PREVIOUS, LAST_YEAR), row, strict=True)
    }
    values |= {("thefts", "force", TO_DATE): 1_045, ("thefts", "force", TO_DATE_BEFORE): 1_016}
    year = {"2019/20-Q1": 459, "2019/20-Q3": 425, "2019/20-Q4": 387}
    values |= {("thefts", "force", when): count for when, count in year.items()}
    return make_writer(catalogue, values)  # type: ignore[arg-type]
