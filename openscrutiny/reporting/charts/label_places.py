"""Where the labels of a chart stand: each as near its mark as the least cover of other things allows.

Every place within reach is weighed: how far off it is, in pixels, and what it would cover. Marks and other labels are
never covered; lines may be, at a cost, for a label beside its mark and over a thin line is read more easily than one
far off on a leader.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product

DISTANCES = (9.0, 13.0, 18.0, 26.0, 38.0, 52.0, 68.0, 86.0, 106.0, 128.0, 152.0)  # of a label from its mark, in pixels
FARTHEST_BESIDE = 38.0  # a label at the side of its mark, with no line to lead to it, stands no farther off
LEADER_FROM = 20.0  # farther off than this, a hair line leads from the mark to its label

# What covering a thing costs: as many pixels as a label may stand farther off to spare it.
NEVER = math.inf
OVER_LINE, OVER_DATA, OVER_BAND, OVER_BREAK, BY_ANOTHER = 12.0, 32.0, 30.0, 60.0, 60.0
LEADER_OVER = 12.0  # for each mark that a leader would cross
AFAR_OVER_LINE = 18.0  # more, for a label on a leader: it has left its mark, and a little farther costs nothing
MOST_ORDERED = 3  # labels of equal weight that are tried in every order
DEAREST = 400.0  # a label whose best place costs more is left out


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point that a label may stand by; `cost` is what it costs to choose this one and not a better."""

    x: float
    y: float
    cost: float = 0.0
    above: bool = True
    below: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label that wants a place: the sizes (width, height) it may have and the points it may stand by.

    The boxes `apart` surround marks that it could be read as being of: it keeps clear of them where it can.
    """

    sizes: Sequence[tuple[float, float]]
    anchors: Sequence[Anchor]
    apart: Sequence[Box] = ()
    farthest: float = DISTANCES[-1]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands, the point that it is of, and which of its shapes it has."""

    box: Box
    anchor: Anchor
    shape: int = 0
    cost: float = 0.0

    @property
    def has_leader(self) -> bool:
        return self.box.top - self.anchor.y > LEADER_FROM or self.anchor.y - self.box.bottom > LEADER_FROM


@dataclass(slots=True)
class LabelPlacer:
    """Finds places for labels in the order they are asked for; a label without room is left out."""

    area: Box
    obstacles: list[tuple[Box, float]] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)

    def occupy(self, box: Box, cost: float = NEVER) -> None:
        """Keeps labels off a box; those that find nothing nearer may cover it for `cost`."""
        self.obstacles.append((box, cost))

    def place(self, wanted: Wanted) -> Place | None:
        """The best place by any of the label's anchors, in whichever of its shapes fits best."""
        obstacles = [*self.obstacles, *((box, BY_ANOTHER) for box in wanted.apart)]
        least, found = DEAREST, None
        for shape, anchor in product(range(len(wanted.sizes)), wanted.anchors):
            for away in DISTANCES:
                if away > wanted.farthest or anchor.cost + away >= least:
                    break
                for box in self._list_boxes(anchor, *wanted.sizes[shape], away):
                    cost = anchor.cost + away + self._weigh(box, anchor, obstacles)
                    if cost < least:
                        least, found = cost, Place(box, anchor, shape, cost)
        if found:
            self.occupy(found.box)
            self.labels.append(found.box)
            if found.has_leader:
                self.occupy(_find_leader(found.box, found.anchor))
        return found

    def place_all(self, labels: Sequence[Wanted]) -> list[Place | None]:
        """Places for labels of equal weight, sought in the order that leaves out fewest, then costs least."""
        orders = permutations(range(len(labels))) if len(labels) <= MOST_ORDERED else [tuple(range(len(labels)))]
        least: tuple[int, float] = (len(labels) + 1, 0.0)
        best, found = self, dict[int, Place | None]()
        for order in orders:
            trial = LabelPlacer(self.area, [*self.obstacles], [*self.labels])
            places = {index: trial.place(labels[index]) for index in order}
            missed = sum(place is None for place in places.values())
            judged = missed, sum(place.cost for place in places.values() if place)
            if judged < least:
                least, best, found = judged, trial, places
        self.obstacles, self.labels = best.obstacles, best.labels
        return [found[index] for index in range(len(labels))]

    def _list_boxes(self, anchor: Anchor, width: float, height: float, away: float) -> Iterator[Box]:
        """The places at a distance: over and under the mark, then at its sides."""
        x, y = anchor.x, anchor.y
        centred = min(max(x - width / 2, self.area.left), self.area.right - width)
        lefts = (centred, x - width, x)
        if anchor.above:
            yield from (Box(left, y - away - height, left + width, y - away) for left in lefts)
        if anchor.below:
            yield from (Box(left, y + away, left + width, y + away + height) for left in lefts)
        if away <= FARTHEST_BESIDE and anchor.above and anchor.below:
            yield Box(x - away - width, y - height / 2, x - away, y + height / 2)
            yield Box(x + away, y - height / 2, x + away + width, y + height / 2)

    def _weigh(self, box: Box, anchor: Anchor, obstacles: Sequence[tuple[Box, float]]) -> float:
        """What it costs to set a label there; no place outside the plot, nor with a leader through a label."""
        if not self.area.holds(box):
            return NEVER
        cost = 0.0
        for obstacle, price in obstacles:
            if obstacle.meets(box):
                cost += price
        if cost == NEVER or not Place(box, anchor).has_leader:
            return cost
        leader = _find_leader(box, anchor)
        if any(leader.meets(label) for label in self.labels):
            return NEVER
        cost += LEADER_OVER * sum(price == NEVER and leader.meets(other) for other, price in obstacles)
        return cost + AFAR_OVER_LINE * sum(price == OVER_LINE and other.meets(box) for other, price in obstacles)


def _find_leader(box: Box, anchor: Anchor) -> Box:
    """The strip between a mark and its label, less the mark itself."""
    x = min(max(anchor.x, box.left + 3), box.right - 3)
    left, right = min(x, anchor.x) - 2, max(x, anchor.x) + 2
    if box.top > anchor.y:
        return Box(left, anchor.y + 7, right, box.top)
    return Box(left, box.bottom, right, anchor.y - 7)
