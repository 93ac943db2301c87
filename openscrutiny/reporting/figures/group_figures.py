"""The figures of a place among the most similar forces: rates per 1,000 people, rank, quartiles, funnel position."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from openscrutiny.analysis.funnel import Funnel, fit_rate_funnel
from openscrutiny.analysis.judgement import Direction, Position
from openscrutiny.analysis.similar_group import rank_in_group
from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.similar_group import SimilarForce, SimilarGroup, name_measure
from openscrutiny.errors import CalculationError
from openscrutiny.reporting.figures.figures import Figure, FigureMaker
from openscrutiny.reporting.judging.assessment import Observations
from openscrutiny.series import Observation, State

PER = 1000
WIDE, WIDER = 0.95, 0.998


@dataclass(frozen=True)
class Standing:
    """One measure of the group in the report's period: each force with its count and its people, and the funnel."""

    measure: str
    forces: tuple[tuple[SimilarForce, Observation, int], ...]
    funnel: Funnel | None


def compare_group(group: SimilarGroup, held: Observations, maker: FigureMaker) -> tuple[Standing, ...]:
    """Every measure of the group, of the forces that have both a count and a population, on true values."""
    found = []
    for name in group.measures:
        forces = []
        for force in group.forces:
            observation = held.at(name_measure(name, force), maker.force, maker.report_period)
            people = force.population_in(maker.report_period.last.year)
            if observation.value is not None and people is not None:
                forces.append((force, observation, people))
        found.append(Standing(name, tuple(forces), _fit_funnel(forces)))
    return tuple(found)


def name_group_figures(standings: tuple[Standing, ...], catalogue: Catalogue, maker: FigureMaker) -> Iterator[Figure]:
    """The figures of the group: each force's count and rate, and the own force's place among them."""
    for standing in standings:
        rates = {force.id: Decimal(o.value or 0) / people * PER for force, o, people in standing.forces}
        for force, observation, people in standing.forces:
            measure = catalogue.measures[name_measure(standing.measure, force)]
            yield maker.observe(measure, observation)
            figure = maker.name(measure, observation, "rate_per_1000", rates[force.id], (observation,))
            unit = f"{measure.units} per {PER:,} people"
            text = maker.messages.number(rates[force.id], 2)
            yield replace(figure, unit=unit, text=text, numerator=observation.value, denominator=Decimal(people))
        own = next((o for force, o, _ in standing.forces if not force.table), None)
        if own is not None and len(standing.forces) > 1:
            yield from _name_place(standing, rates, own, catalogue, maker)


def _name_place(
    standing: Standing, rates: dict[str, Decimal], own: Observation, catalogue: Catalogue, maker: FigureMaker
) -> Iterator[Figure]:
    measure = catalogue.measures[standing.measure]
    cells = tuple(o for _, o, _ in standing.forces)
    own_id = next(force.id for force, _, _ in standing.forces if not force.table)
    place = rank_in_group({force: float(rate) for force, rate in rates.items()}, own_id, Direction(measure.improvement))
    assert place is not None, "the own force is among the rates"
    rank = maker.name(measure, own, "group_rank", Decimal(place.rank), cells)
    end = "lowest" if measure.improvement == "decrease" else "highest"
    words = maker.messages.say(f"place-{end}", place=place.words.split(" of ")[0], size=str(place.size))
    yield replace(rank, unit=f"place among {place.size}", text=words)
    for kind, value in (
        ("group_median", place.median),
        ("group_lower_quartile", place.lower_quartile),
        ("group_upper_quartile", place.upper_quartile),
    ):
        exact = Decimal(repr(value))
        figure = maker.name(measure, own, kind, exact, cells)
        unit = f"{measure.units} per {PER:,} people"
        yield replace(figure, unit=unit, text=maker.messages.number(exact, 2))
    if standing.funnel is not None:
        at = [not force.table for force, _, _ in standing.forces].index(True)
        figure = maker.name(measure, own, "funnel_position", None, cells)
        words = maker.messages.say(f"funnel-{_locate(standing.funnel, at)}")
        yield replace(figure, unit="words", state=State.VALUE, text=words)


def _locate(funnel: Funnel, at: int) -> str:
    for level, name in ((WIDER, "far"), (WIDE, "out")):
        position = funnel.locate(level)[at]
        if position is not Position.WITHIN:
            return f"{name}-{position}"
    return "within"


def _fit_funnel(forces: list[tuple[SimilarForce, Observation, int]]) -> Funnel | None:
    """The funnel of rates per 1,000; None where there is nothing to compare or a corrected count is below zero."""
    try:
        return fit_rate_funnel([int(o.value or 0) for _, o, _ in forces], [people / PER for _, _, people in forces])
    except CalculationError:
        return None
