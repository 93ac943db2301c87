"""Which figure a loose number looks like: by its printed text or value, and by what the words around it name."""

import re
from decimal import Decimal

from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.number_words import Amount, read_amount
from openscrutiny.catalogue.prose import Loose
from openscrutiny.organisation import OUTSIDE
from openscrutiny.periods import Period
from openscrutiny.reporting.figures.figures import Figure, FigureBook

MOST = 3
SMALL = 100
IN_PER_CENT = ("per cent", "percentage points")


def suggest_figures(
    loose: Loose, measure: str, book: FigureBook, catalogue: Catalogue, period: Period
) -> tuple[str, ...]:
    """The addresses of the likeliest figures, best first; none where nothing near has that number.

    `measure` is the one on whose page the number stands. A figure of a measure that the words do not name is offered
    only where its printed text is the same and no named measure's is.
    """
    amount = read_amount(loose.text)
    if amount is None:
        return ()
    named = _find_named(loose.context, measure, catalogue)
    force = catalogue.organisation.force.id
    areas = [area for area, name in catalogue.organisation.area_names.items() if name.lower() in loose.context.lower()]
    calendar = catalogue.organisation.calendar
    own = (calendar.key(period), calendar.key(calendar.year_to_date(period)))
    found = [figure for figure in book if figure.value is not None and _meets(figure, amount)]
    found = [figure for figure in found if figure.area != OUTSIDE]
    if any(figure.measure in named for figure in found):
        found = [figure for figure in found if figure.measure in named]
    elif amount.value < SMALL:
        return ()

    def rank(figure: Figure) -> tuple[int, bool, int, bool, int, str]:
        return (
            named.index(figure.measure) if figure.measure in named else len(named),
            figure.area not in (areas or [force]),
            own.index(figure.period) if figure.period in own else len(own),
            figure.kind != "value",
            len(figure.address),
            figure.address,
        )

    if amount.value < SMALL:  # so many figures are that small that the number alone tells little
        found = [figure for figure in found if figure.area in (areas or [force]) and figure.period in own]
    ranked = sorted(found, key=rank)
    alike = [figure for figure in ranked if rank(figure)[:3] == rank(ranked[0])[:3]]
    return tuple(figure.address for figure in alike[:MOST])


def _meets(figure: Figure, amount: Amount) -> bool:
    value = figure.value
    assert value is not None
    per_cent = figure.unit in IN_PER_CENT or figure.kind.startswith(("percentage", "points"))
    if per_cent != amount.per_cent:
        return False
    size = value if amount.value < 0 else abs(value)
    return abs(size - amount.value) <= amount.tolerance


def _find_named(context: str, measure: str, catalogue: Catalogue) -> list[str]:
    """Measures by how many of their telling words the context holds, most first; the page's own before equals."""
    words = _stems(context)
    scores = {}
    for one in catalogue.measures.values():
        telling = _stems(f"{one.title} {one.short}")
        shared = len(telling & words)
        own = Decimal(1) if one.id == measure else Decimal(0)
        if shared or own:
            scores[one.id] = Decimal(shared) / len(telling) + own
    return sorted(scores, key=lambda name: (-scores[name], name))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in re.findall(r"[a-z]{3,}", text.lower())) - {
        "and",
        "the",
        "with",
        "crime",
        "offence",
    }
