"""The body a workspace is about: its areas, year, scorecard, levels, priorities, code lists and disclosure rules.

All of it is content of `organisation.yaml`. No body, area, priority or date is known to the code.
"""

from dataclasses import dataclass
from pathlib import Path

from openscrutiny.definitions import Faults, Section, read_definition
from openscrutiny.periods import MONTH_NAMES, Calendar, Month

OUTSIDE = "outside"  # the area of every record whose area is not recorded or lies outside the force


@dataclass(frozen=True, slots=True)
class Area:
    """A place that figures are given for, with the months it exists and its population by calendar year."""

    id: str
    name: str
    starts: Month | None = None
    ends: Month | None = None
    population: tuple[tuple[int, int], ...] = ()

    def exists_in(self, month: Month) -> bool:
        return (self.starts is None or self.starts <= month) and (self.ends is None or month <= self.ends)

    def population_in(self, year: int) -> int | None:
        """People in a calendar year: that year's estimate, else the newest before it; None where there is none."""
        known = [people for of_year, people in sorted(self.population) if of_year <= year]
        return known[-1] if known else None


@dataclass(frozen=True, slots=True)
class Named:
    """An id and its printed title: an objective, a level, a priority, a code."""

    id: str
    title: str
    meaning: str = ""
    starts: Month | None = None
    ends: Month | None = None


@dataclass(frozen=True, slots=True)
class Perspective:
    """One side of the balanced scorecard and its objectives."""

    id: str
    title: str
    objectives: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """Counts of a table at a grain (`force` or `area`) that are over 0 and under `under` are not published."""

    table: str
    grain: str
    under: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """A force (or a successor body) as its workspace describes it."""

    name: str
    short_name: str
    notice: str
    language: str
    calendar: Calendar
    force: Area
    areas: tuple[Area, ...]
    outside_name: str
    most_similar: tuple[str, ...]
    scorecard: tuple[Perspective, ...]
    levels: tuple[Named, ...]
    priorities: tuple[Named, ...]
    code_lists: tuple[tuple[str, tuple[Named, ...]], ...]
    disclosure: tuple[DisclosureRule, ...]
    names: tuple[str, ...] = ()  # names that hold a number, as prose may write them

    @property
    def objectives(self) -> dict[str, Named]:
        return {objective.id: objective for side in self.scorecard for objective in side.objectives}

    @property
    def area_names(self) -> dict[str, str]:
        """Every area id that a figure can have, in printing order: the force, its areas, outside."""
        names = {self.force.id: self.force.name}
        names.update({area.id: area.name for area in self.areas})
        return names | {OUTSIDE: self.outside_name}

    def codes(self, name: str) -> dict[str, Named]:
        return {code.id: code for code in dict(self.code_lists).get(name, ())}

    def smallest_published(self, table: str, grain: str) -> int:
        """Counts over 0 and under this are suppressed; 0 where no rule says so."""
        return max((rule.under for rule in self.disclosure if rule.table == table and rule.grain == grain), default=0)


def load_organisation(root: Path, faults: Faults) -> Organisation:
    """Read `organisation.yaml` of the workspace at `root`; what is wrong with it goes to `faults`."""
    top = read_definition(root / "organisation.yaml", faults, root)
    starts = top.text("financial_year_starts", "April")
    if starts.capitalize() not in MONTH_NAMES:
        top.fault("financial_year_starts", f"'{starts}' is not a month.", "Write its name, as in: April.")
        starts = "April"
    force = top.section("force", required=True)
    lists = top.section("code_lists")
    organisation = Organisation(
        name=top.text("name"),
        short_name=top.text("short_name"),
        notice=top.text("notice", ""),
        language=top.text("language", "en-GB"),
        calendar=Calendar(MONTH_NAMES.index(starts.capitalize()) + 1),
        force=_area(force) if force else Area("force", "Force"),
        areas=tuple(_area(section) for section in top.sections("areas")),
        outside_name=top.text("outside_name", "Not recorded or outside the force"),
        most_similar=top.texts("most_similar_forces"),
        scorecard=tuple(_perspective(section) for section in top.sections("scorecard")),
        levels=tuple(_named(section) for section in top.sections("levels")),
        priorities=tuple(_named(section) for section in top.sections("priorities")),
        code_lists=tuple((name, tuple(_named(code) for code in lists.sections(name))) for name in lists)
        if lists
        else (),
        disclosure=tuple(_disclosure_rule(section) for section in top.sections("disclosure")),
        names=top.texts("names"),
    )
    top.finish()
    _check_ids(top, organisation)
    return organisation


def _area(section: Section) -> Area:
    population = section.section("population")
    people = tuple((int(year), population.whole(year, least=1)) for year in population) if population else ()
    area = Area(section.text("id"), section.text("name"), *_months_in_force(section), people)
    section.finish()
    return area


def _named(section: Section) -> Named:
    named = Named(section.text("id"), section.text("title"), section.text("meaning", ""), *_months_in_force(section))
    section.finish()
    return named


def _perspective(section: Section) -> Perspective:
    objectives = tuple(_named(objective) for objective in section.sections("objectives"))
    perspective = Perspective(section.text("id"), section.text("title"), objectives)
    section.finish()
    return perspective


def _disclosure_rule(section: Section) -> DisclosureRule:
    rule = DisclosureRule(section.text("table"), section.text("grain"), section.whole("under", least=0))
    if rule.grain not in ("force", "area"):
        section.fault("grain", f"'{rule.grain}' is not a grain of disclosure.", "Write force or area.")
    section.finish()
    return rule


def _months_in_force(section: Section) -> tuple[Month | None, Month | None]:
    first, last = _month(section, "from"), _month(section, "to")
    if first and last and last < first:
        section.fault("to", f"{last} is before {first}.", "Write the last month that it stands in.")
    return first, last


def _month(section: Section, key: str) -> Month | None:
    text = section.text(key, "")
    try:
        return Month.parse(text) if text else None
    except ValueError as error:
        section.fault(key, str(error))
        return None


def _check_ids(top: Section, organisation: Organisation) -> None:
    ids = [organisation.force.id, *(area.id for area in organisation.areas), OUTSIDE]
    for twice in sorted({area for area in ids if ids.count(area) > 1}):
        top.fault("areas", f"the id '{twice}' stands twice ('{OUTSIDE}' is the program's own).", "Give each its own.")
    for name, codes in organisation.code_lists:
        listed = [code.id for code in codes]
        for twice in sorted({code for code in listed if listed.count(code) > 1}):
            top.fault("code_lists", f"the code '{twice}' stands twice in '{name}'.", "Give each code one line.")
