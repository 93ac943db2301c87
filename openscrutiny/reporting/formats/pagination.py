"""Where the pages of a report end: the breaks that leave the least paper white and part the fewest things.

All the pages are chosen at once, as TeX chooses the lines of a paragraph (D. E. Knuth and M. F. Plass, "Breaking
paragraphs into lines", Software: Practice and Experience 11, 1981): the cost of each possible page is added up, and the
cheapest way through the report is taken. Charts are the glue: each may be drawn a little lower or higher.

Heights are in points, costs in pages.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

LEAST_LINES, LEAST_ROWS = 2, 3  # of a paragraph, and of a table, on either side of a break; of a short table its half
SHARE = 0.25  # for a section that does not begin a page
PART, PART_TABLE = 0.06, 0.2  # for an item parted
SHRINK, STRETCH = 0.12, 0.04  # for charts at their lowest or highest
WHITE, WHITE_SQUARED = 0.25, 1.2  # for a page's white foot, as a share of the page, within a section
END_WHITE = 0.2  # the same, squared, at the end of a section
NEARLY_EMPTY, LONELY = 0.15, 0.6  # a page filled no more than this costs so much more
TOLERANCE = 2.0  # that measures may be out by


@dataclass(frozen=True, slots=True)
class Item:
    """A block on paper. `gap` is the room above it, which it gives up at the top of a page."""

    height: float
    gap: float = 0.0
    section: bool = False  # begins one
    keep: float = 0.0  # the cost of a page that ends after it
    lines: tuple[float, ...] = ()  # the heights of its lines or rows; none where it may not be parted
    head: float = 0.0  # of a table, before its first row: caption and header
    repeated: float = 0.0  # of its head, on each page it runs on to
    shrink: float = 0.0  # by how much lower it may be drawn
    stretch: float = 0.0  # by how much higher


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the item it begins with, how much of that stood on the page before, and how far its charts give.

    `give` runs from -1, all charts at their lowest, to 1, at their highest.
    """

    first: int
    before: float
    give: float


@dataclass(frozen=True, slots=True)
class _End:
    """A way to end a page: the state that follows, what it costs, and the give of the page's charts."""

    item: int
    before: float
    cost: float
    give: float


def plan_pages(items: Sequence[Item], page: float) -> list[Page]:
    """The pages, in order, of the least cost; `page` is the height of one."""
    best: dict[tuple[int, float], tuple[float, tuple[int, float] | None, float]] = {(0, 0.0): (0.0, None, 0.0)}
    waiting = [(0, 0.0)]
    while waiting:
        state = heapq.heappop(waiting)
        if state[0] == len(items):
            continue
        for end in _list_ends(items, *state, page):
            after = (end.item, round(end.before, 1))
            cost = best[state][0] + end.cost
            if after not in best:
                heapq.heappush(waiting, after)
            if after not in best or cost < best[after][0]:
                best[after] = (cost, state, end.give)
    pages: list[Page] = []
    state = (len(items), 0.0)
    while (came := best[state][1]) is not None:
        pages.append(Page(*came, best[state][2]))
        state = came
    return pages[::-1]


def _list_ends(items: Sequence[Item], first: int, before: float, page: float) -> Iterator[_End]:
    """Every end of the page that begins with an item, `before` of which is on the page before; one at the least."""
    room = page - TOLERANCE - (min(items[first].lines) if before else 0.0)  # where it was parted is not known to a line
    used = shrink = stretch = shared = 0.0
    for index in range(first, len(items)):
        item = items[index]
        rest = item.height - before + item.repeated if index == first and before else item.height
        gap = item.gap if index > first else 0.0
        shared += SHARE if item.section and index > first else 0.0
        for give in (0.0, 1.0) if shrink else (0.0,):
            done = before if index == first else 0.0
            parted = _part(item, done, room - used - gap + give * shrink)
            if parted > done:
                part = PART_TABLE if item.head else PART
                yield _End(index, parted, 1 + shared + part + SHRINK * give, -give)
        used, shrink, stretch = used + gap + rest, shrink + item.shrink, stretch + item.stretch
        fits = used - shrink <= room
        if fits or index == first:
            ends = index + 1 == len(items) or items[index + 1].section
            cost, give = _judge_foot(used, shrink, stretch, room, ends)
            yield _End(index + 1, 0.0, 1 + shared + item.keep * (not ends) + cost + (0.0 if fits else 10.0), give)
        if not fits:
            return


def _part(item: Item, done: float, room: float) -> float:
    """How much of an item is set by the foot of a page with `room` left; no more than `done` where it is not parted."""
    least = min(LEAST_ROWS, max(len(item.lines) // 2, 2)) if item.head else LEAST_LINES
    begun = max(done, item.head)
    left = [end for end in accumulate(item.lines, initial=item.head) if end > begun + 0.5]
    fitting = sum(end - begun <= room - (item.repeated if done else item.head) for end in left)
    if fitting == len(left) or (set_here := min(fitting, len(left) - least)) < least:
        return done
    return left[set_here - 1]


def _judge_foot(used: float, shrink: float, stretch: float, room: float, ends: bool) -> tuple[float, float]:
    """What a page's foot costs, and how far its charts give: they fill a page that ends within a section."""
    slack = room - used
    if slack < 0:
        give = max(slack / shrink, -1.0) if shrink else 0.0
        return SHRINK * -give, give
    if ends:
        white = slack / room
        return END_WHITE * white**2 + (LONELY if used < NEARLY_EMPTY * room else 0.0), 0.0
    give = min(slack / stretch, 1.0) if stretch else 0.0
    white = (slack - give * stretch) / room
    return WHITE * white + WHITE_SQUARED * white**2 + STRETCH * give, give
