"""The search for the cheapest callers: who gets where with the least cost, and by which trail.

Theory of operation. This is Dijkstra's search over receptionists, whose links and costs are whole numbers. Callers
alike in both numbers of their cost are ordered by what they do, letter by letter, so that the caller who is shown is
always the same one. In a tree of menus most ways are alike in cost (one key for each level, and no time), so that
order decides all the time. A trail is therefore not spelt out when two ways are compared: each way that waits carries
its text, which is the text of the receptionist before plus the words of one exit. The texts go with the heap; a settled
receptionist keeps only its trail, which holds a few words and the trail before it, so a chain of 10,000 menus does not
hold 10,000 texts of growing length.

Example: ``main`` leads by 1 to ``a`` and by 2 to ``b``, and both lead by 3 to ``c``. The ways ``1 3`` and ``2 3`` cost
the same, so ``c`` is reached by ``1 3``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from simulator.config.receptionist import Destination
from simulator.graph.reach.answered_exits import Exit
from simulator.graph.reach.exits import Summaries
from simulator.graph.reach.measure import Cost, Measure
from simulator.graph.reach.receptionist_links import RINGS_ON_LINK, ReceptionistLinks


class Trail:
    """The way to one place, joined from the end: what a caller does, and through which receptionists."""

    __slots__ = ("before", "exit", "key", "text")

    def __init__(self, before: Trail | None, text: str, key: str, exit: Exit | None = None) -> None:
        self.before = before
        self.text = text
        self.key = key  # of the receptionist that is entered; of the last one where the trail leaves it
        self.exit = exit  # by which it was reached

    def __lt__(self, other: Trail) -> bool:
        """Return which has the smaller keys; asked only of trails that are alike in cost."""
        if self.before is other.before:
            return self.text < other.text
        return self.all_words < other.all_words

    @property
    def all_words(self) -> str:
        """All that the caller does."""
        return "".join([part.text for part in reversed(list(self.trails_back()))])

    def trails_back(self) -> Iterator[Trail]:
        """This trail and those that it goes on from, the last first."""
        trail: Trail | None = self
        while trail is not None:
            yield trail
            trail = trail.before


class CheapestWay(NamedTuple):
    """The cheapest way to something: the two numbers of its cost, and the trail."""

    first: int
    second: int
    trail: Trail

    @property
    def cost(self) -> Cost:
        """All of the cost."""
        return Cost(self.first, self.second, self.trail.all_words)


@dataclass(slots=True)
class Search:
    """The cheapest way into each receptionist, and to each destination outside of the flow."""

    receptionists: dict[str, CheapestWay] = field(default_factory=dict)
    ends: dict[Destination, CheapestWay] = field(default_factory=dict)


class _WaitingWay(NamedTuple):
    """A way that may turn out to be the cheapest: its cost, all that its caller does, and its trail.

    Ways compare by these in their order; two that are alike in all of them stay in the order in which they came.
    """

    first: int
    second: int
    words: str
    trail: Trail


def search_cheapest(
    links: ReceptionistLinks,
    summaries: Summaries,
    sources: Iterable[str],
    measure: Measure,
    allowed: Callable[[Exit], bool] | None,
    until: Collection[str],
    enough: Callable[[Destination], bool] | None = None,
) -> Search:
    """The cheapest way from these receptionists to everything, by exits that are allowed.

    It goes no further than to the first receptionist of ``until``, or to the nearest end that is ``enough``: no other
    end that is would be as cheap.
    """
    settled: dict[int, CheapestWay] = {}
    heap = [_WaitingWay(0, 0, "", Trail(None, "", key)) for key in sources]
    # A link is below 0 for an end and not for a receptionist, so both share the best ways.
    best = {links.number_of(way.trail.key): way for way in heap}
    nearest: tuple[int, int, str] | None = None
    while heap:
        way = heappop(heap)
        if nearest is not None and way[:3] > nearest:
            break
        key = way.trail.key
        number = links.number_of(key)
        if number in settled:
            continue
        settled[number] = CheapestWay(way.first, way.second, way.trail)
        if key in until:
            break
        summary, so_far = summaries.summary_of(key), way[:3]
        for exit, cost, link in zip(summary.exits, summary.exit_costs(measure), links.links_from(number), strict=True):
            if cost is None or link == RINGS_ON_LINK or link in settled:
                continue
            previous = best.get(link)
            first, second = so_far[0] + cost[0], so_far[1] + cost[1]
            if previous is not None and (previous[0] < first or (previous[0] == first and previous[1] < second)):
                continue  # dearer, whatever its caller does
            if allowed is not None and not allowed(exit):
                continue
            words = so_far[2] + cost[2]
            # Of ways alike in everything the first stays.
            if previous is None or (first, second, words) < previous[:3]:
                entered = links.keys[link] if link >= 0 else key
                best[link] = _WaitingWay(first, second, words, Trail(way.trail, cost.text, entered, exit))
                if link >= 0:
                    heappush(heap, best[link])
                elif enough is not None and enough(links.end_of(link)):
                    nearest = min(nearest or best[link][:3], best[link][:3])
    return Search(
        {links.keys[number]: cheapest for number, cheapest in settled.items()},
        {links.end_of(link): CheapestWay(*best[link][:2], best[link].trail) for link in best if link < 0},
    )
