"""The message catalogue: every sentence and number format of a report, by language, in Project Fluent's format.

`reporting/messages/<language>.ftl` ships with the program; a workspace's `messages/<language>.ftl` replaces single
messages. A message that is missing, or lacks an argument, stops the build.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from importlib import resources
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource

from openscrutiny.errors import ReportError, did_you_mean
from openscrutiny.periods import Calendar, Grain, Month, Period
from openscrutiny.reporting.document.words_en import WORDS_EN
from openscrutiny.rounding import round_half_away

MINUS = "−"


class Messages:
    """One language's sentences, number formats and period names."""

    def __init__(self, language: str, workspace: Path | None = None) -> None:
        folder = resources.files("openscrutiny.reporting.document").joinpath("messages")
        shipped = folder.joinpath(f"{language}.ftl")
        if not shipped.is_file():
            known = [Path(str(item)).stem for item in folder.iterdir() if str(item).endswith(".ftl")]
            raise ReportError(
                f"organisation.yaml: language: no messages for '{language}'. {did_you_mean(language, known)}"
            )
        self.language = language
        self.locale = Locale.parse(language, sep="-")
        self.bundle = FluentBundle([language], use_isolating=False)
        self.bundle.add_resource(FluentResource(shipped.read_text(encoding="utf-8")))
        own = workspace / "messages" / f"{language}.ftl" if workspace else None
        if own and own.is_file():
            self.bundle.add_resource(FluentResource(own.read_text(encoding="utf-8")), allow_overrides=True)

    def say(self, message: str, **arguments: object) -> str:
        """The message with its arguments filled in. Raises ReportError for a missing message or argument."""
        if not self.bundle.has_message(message):
            raise ReportError(f"{self.language}.ftl: no message '{message}'.")
        pattern = self.bundle.get_message(message).value
        if pattern is None:
            raise ReportError(f"{self.language}.ftl: message '{message}' has no text.")
        text, errors = self.bundle.format_pattern(pattern, arguments)
        if errors:
            raise ReportError(f"{self.language}.ftl: {message}: {errors[0]}.")
        return " ".join(str(text).split())

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The renderers' fixed words; a workspace replaces one as message `word-<name>`."""
        return {
            name: self.say(f"word-{name}") if self.bundle.has_message(f"word-{name}") else word
            for name, word in WORDS_EN.items()
        }

    def number(self, value: Decimal, places: int = 0) -> str:
        """A number rounded half away from zero, thousands separated, with a real minus sign."""
        rounded = round_half_away(value, places)
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return format_decimal(rounded, pattern, locale=self.locale).replace("-", MINUS)

    def per_cent(self, value: Decimal, places: int = 0) -> str:
        """A percentage. One that would round to nothing though it is something is "less than 0.5%", or 0.05%."""
        half = Decimal(5).scaleb(-places - 1)
        if 0 < abs(value) < half:
            return f"less than {self.number(half, places + 1)}%"
        return f"{self.number(value, places)}%"

    def day(self, day: date) -> str:
        return str(format_date(day, "d MMMM y", locale=self.locale))

    def short_day(self, day: date) -> str:
        return str(format_date(day, "d LLL y", locale=self.locale))

    def month(self, month: Month) -> str:
        return str(format_date(month.first_day, "LLLL y", locale=self.locale))

    def short_month(self, month: Month) -> str:
        return str(format_date(month.first_day, "LLL y", locale=self.locale))

    def period(self, period: Period, calendar: Calendar) -> str:
        """`Q2 2020/21`, `September 2020`, `2020/21`, `April to September 2020`."""
        year = calendar.year_label(period.last)
        if period.grain is Grain.MONTH:
            return self.month(period.last)
        if period.grain is Grain.QUARTER:
            return f"Q{calendar.quarter_number(period)} {year}"
        if period.grain is Grain.YEAR:
            return year
        same = period.first.year == period.last.year
        first = (
            str(format_date(period.first.first_day, "LLLL", locale=self.locale)) if same else self.month(period.first)
        )
        return f"{first} to {self.month(period.last)}"

    def join(self, items: list[str]) -> str:
        """`a, b and c`."""
        return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
