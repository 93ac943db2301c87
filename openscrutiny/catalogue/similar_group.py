"""The most similar group of a report: the forces it is set beside, the tables of their counts, and their people."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from openscrutiny.catalogue.limit_rule import LimitRule
from openscrutiny.definitions import Section
from openscrutiny.organisation import Area

if TYPE_CHECKING:
    from openscrutiny.catalogue.measure import Measure

SEPARATOR = "@"  # `rape@norfolk` is the measure `rape` of the force `norfolk`


@dataclass(frozen=True, slots=True)
class SimilarForce:
    """A force of the group: the table that holds its counts (empty for the workspace's own) and its population."""

    id: str
    name: str
    table: str
    population: tuple[tuple[int, int], ...]

    def population_in(self, year: int) -> int | None:
        """People in a calendar year: that year's estimate, else the newest before it; None where there is none."""
        return Area(self.id, self.name, population=self.population).population_in(year)


@dataclass(frozen=True, slots=True)
class SimilarGroup:
    """The workspace's own force, those it is like, and the measures that are compared."""

    own: SimilarForce
    others: tuple[SimilarForce, ...]
    measures: tuple[str, ...]

    @property
    def forces(self) -> tuple[SimilarForce, ...]:
        return (self.own, *self.others)


def read_similar_group(section: Section, name: str, measures: tuple[str, ...]) -> SimilarGroup:
    """The `most_similar_group` of a report; `name` is the force's own. What is wrong goes to the faults."""
    own = SimilarForce("force", name, "", _read_population(section))
    others = tuple(_read_force(each) for each in section.sections("forces"))
    if not others:
        section.fault("forces", "names no other force.", "Add forces, each with id, name, table and population.")
    ids = [force.id for force in others]
    if len(set(ids)) < len(ids):
        section.fault("forces", "names a force twice.", "Give each an id of its own.")
    return SimilarGroup(own, others, measures)


def name_measure(measure: str, force: SimilarForce) -> str:
    """The id of a measure of one force of the group."""
    return f"{measure}{SEPARATOR}{force.id}" if force.table else measure


def make_similar_measures(measures: "Mapping[str, Measure]", group: SimilarGroup) -> "dict[str, Measure]":
    """For every force of the group, the compared measures counted in that force's own table."""
    found = {}
    for force in group.others:
        for name in group.measures:
            own = measures[name]
            found[name_measure(name, force)] = replace(
                own,
                id=name_measure(name, force),
                title=f"{own.title}, {force.name}",
                short=f"{own.short} of {force.name}",
                table=force.table,
                objective="",
                priority="",
                part_of="",
                limits=LimitRule(),
                good_looks_like=None,
            )
    return found


def _read_force(section: Section) -> SimilarForce:
    force = SimilarForce(section.text("id"), section.text("name"), section.text("table"), _read_population(section))
    section.finish()
    return force


def _read_population(section: Section) -> tuple[tuple[int, int], ...]:
    people = section.value("population", required=True)
    whole = isinstance(people, dict) and all(type(key) is type(value) is int for key, value in people.items())
    if whole and people and min(people.values()) > 0:
        return tuple(sorted(people.items()))
    if people is not None:
        section.fault("population", "is not people by year.", "Write it as {2018: 310000, 2019: 312012}.")
    return ()
