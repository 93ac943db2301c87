"""A date in words, in the document's language: "27 November 2020"."""

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date as _format


def format_date(day: date, language: str) -> str:
    """The date in the long form of `language` (a BCP 47 tag); an unknown language gives the ISO form."""
    try:
        locale = Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
    return _format(day, "long", locale=locale)
