"""Claims about a named measure and period, against the figures of a release."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openscrutiny.claims.changes.neighbours import find_changes
from openscrutiny.claims.changes.statements import Change
from openscrutiny.claims.published.release_sentences import ReleaseFigure, check_stated
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict
from openscrutiny.errors import ReleaseError

MAXIMUM_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Release:
    """The figures of a release that have a value."""

    figures: tuple[ReleaseFigure, ...]


def read_release(folder: Path) -> Release:
    """The figures in `figures.json` of a release's folder. Raises ReleaseError naming the file and the mend."""
    path = folder / "figures.json"
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise ReleaseError(f"{path}: larger than {MAXIMUM_BYTES:,} bytes: not the figures of one release.")
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ReleaseError(f"{path}: there is no such file. Name the folder of a published release.") from None
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{path}: cannot be read as JSON: {error}. Publish the release again.") from error
    entries = data.get("figures") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise ReleaseError(f"{path}: has no list 'figures'. Publish the release again.")
    figures = []
    shorts = _read_shorts(folder)
    for entry in entries:
        value = _read_value(entry.get("value")) if isinstance(entry, dict) else None
        if value is not None:
            named = {key: str(entry.get(key) or "") for key in (
                "address", "measure_title", "measure", "area_name", "area", "period", "period_label", "kind", "text", "unit")}  # fmt: skip
            figures.append(
                ReleaseFigure(
                    named["address"], named["measure_title"] or named["measure"], named["area_name"] or named["area"],
                    named["period"], named["period_label"], named["kind"], value, named["text"], named["unit"],
                    shorts.get(named["measure"], ""), _read_value(entry.get("numerator")),
                    _read_value(entry.get("denominator")),
                )
            )  # fmt: skip
    return Release(tuple(figures))


def _read_value(value: object) -> float | None:
    """A number, or the digits that stand for it; None for words and marks."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _read_shorts(folder: Path) -> dict[str, str]:
    """The names that sentences use, by measure, where the release says them."""
    try:
        data = json.loads((folder / "definitions.json").read_text("utf-8"))
        return {name: str(said["short"]) for name, said in data.items() if "short" in said}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


SUBJECT = r"(?:^\s*|[^\w\s]\s*|\b(?:the|all|of|in|for|on|at|number|total|[\d,.%]*\d%?)\s+)"
"""What may stand before the name of a measure: not a word that makes it another's, as in `crimed incidents`."""


def check_release(reading: Reading, release: Release) -> Iterator[Judgement]:
    """Sentences that name a measure, its area where it has several, and a period, against that period's figure."""
    by_name: dict[str, list[ReleaseFigure]] = {}
    for figure in release.figures:
        for name in {figure.title, figure.short} - {""}:
            by_name.setdefault(name, []).append(figure)
    names = sorted(by_name, key=len, reverse=True)
    patterns = [(name, re.compile(rf"{SUBJECT}{re.escape(name.lower())}\b")) for name in names]
    for sentence in reading.sentences:
        low = sentence.text.lower()
        if sentence.text.lstrip()[
            :1
        ].islower():  # the rest of a sentence that a box or a page parts: its subject is elsewhere
            continue
        title = next((name for name, pattern in patterns if pattern.search(low)), None)
        if title is None:
            continue
        figures = _in_area(by_name[title], low)
        yield from _levels(sentence, title, figures)
        others = {name: _in_area(by_name[name], low) for name in names if name.lower() in low}
        yield from check_stated(sentence, title, figures, others)
        periods = {figure.period for figure in figures if figure.period_label and figure.period_label.lower() in low}
        changes = find_changes(sentence)
        for period in periods if len(periods) == 1 else ():
            here = [figure for figure in figures if figure.period == period]
            for change in changes:
                yield from _change(change, title, here)


def _in_area(figures: list[ReleaseFigure], text: str) -> list[ReleaseFigure]:
    """The figures of the area the sentence names; where it names none, those of the area that all belong to."""
    areas = {figure.area for figure in figures}
    named = sorted((area for area in areas if area and area.lower() in text), key=len)
    chosen = named[-1] if named else next((area for area in areas if len(areas) == 1 or not area), None)
    if chosen is None:
        chosen = max(
            areas,
            key=lambda area: max(
                (abs(f.value) for f in figures if f.area == area and f.kind in LEVEL_KINDS), default=0
            ),
        )
    return [figure for figure in figures if figure.area == chosen]


PER_CENT = frozenset({"%", "percent", "per cent", "percentage"})
LEVEL_KINDS = frozenset({"level", "latest", "count", "value"})


STATED = re.compile(r"\b(?:stood at|totalled|came to|to|from|changed: |and)\s*$", re.IGNORECASE)
WHEN = re.compile(r"\s*(?:\([a-z ]+\)\s*)?(?:\([^()]*\)\s*)?in (?:the year to date, )?")


def _levels(sentence: Sentence, title: str, figures: list[ReleaseFigure]) -> Iterator[Judgement]:
    """`came to 572 in Q2 2020/21`, `rose to 572 in Q2 2020/21, from 473 in Q1 2020/21`."""
    levels = [figure for figure in figures if figure.kind in LEVEL_KINDS]
    labels = sorted({figure.period_label for figure in levels if figure.period_label}, key=len, reverse=True)
    for quantity in sentence.quantities:
        when = WHEN.match(sentence.text, quantity.end)
        label: str | None = None
        if when and STATED.search(sentence.text[max(0, quantity.start - 20) : quantity.start]):
            label = next((label for label in labels if sentence.text.startswith(label, when.end())), None)
        elif sentence.text[quantity.end :].lstrip().lower().startswith(title.lower()):  # "572 hate crimes"
            named = [label for label in labels if label.lower() in sentence.text.lower()]
            label = named[0] if len(named) == 1 else None
        here = [figure for figure in levels if figure.period_label == label]
        if not here or (quantity.unit == "%") != (here[0].unit in PER_CENT):
            continue
        place = (sentence.place(quantity.start, quantity.end),)
        fits = any(quantity.true.meets(Interval(figure.value, figure.value)) for figure in here)
        said = f"{title}, {here[0].period_label}: {here[0].text or here[0].value}"
        yield Judgement(
            Verdict.CONSISTENT if fits else Verdict.WRONG, "data", place, said, "" if fits else quantity.text,
            "" if fits else here[0].text or f"{here[0].value:g}",
        )  # fmt: skip


def _change(change: Change, title: str, figures: list[ReleaseFigure]) -> Iterator[Judgement]:
    wanted = {"previous_quarter": "previous", "previous_month": "previous", "last_year": "last_year"}.get(
        change.comparator
    )
    if wanted is None or change.percent is None:
        return
    matches = [
        figure for figure in figures
        if "change" in figure.kind and figure.unit in PER_CENT
        and (("last_year" in figure.kind or "same" in figure.kind) if wanted == "last_year" else "previous" in figure.kind and "year" not in figure.kind)
    ]  # fmt: skip
    if len(matches) != 1:
        return
    figure, printed = matches[0], change.percent
    signed = (
        Interval(printed.true.low, printed.true.high)
        if printed.signed or change.direction > 0
        else printed.true.scaled(-1)
    )
    fits = signed.meets(Interval(figure.value, figure.value))
    yield Judgement(
        Verdict.CONSISTENT if fits else Verdict.WRONG, "data", change.places,
        f"{title}, {figure.period_label}: {figure.text or figure.value}", "" if fits else change.printed,
        "" if fits else figure.text or f"{figure.value:g}%",
    )  # fmt: skip
