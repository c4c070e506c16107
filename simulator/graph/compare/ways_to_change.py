"""The cheapest ways to the one receptionist in which two flows differ: ``pair_map`` for a flow and its many mutants.

Theory of operation. A map of pairs is drawn anew for any two flows, which takes as long as the flows are large. A flow
and a mutant of it differ in one receptionist alone, so up to there every pair is a receptionist with itself, and leads
where it leads in the flow. The fewest acts to each are found once for the flow. Whatever differs lies at or behind the
changed receptionist, and on the way to it are just the receptionists on a way of the fewest acts:

    start --1--> a --1--> changed     fewest: a 1, b 1, changed 2; b is not on the way,
    start --1--> b --2--> changed     since 1 + 2 is more than 2

Behind the change, two different receptionists may be entered together; those are always looked into. Menus that lead to
a changed announcement show what differs there, so they are the spots in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from simulator.config.flow import Flow
from simulator.graph.compare.equality import KeyPair
from simulator.graph.compare.pair_map import LinkTable, waits_at_start
from simulator.graph.compare.shapes import list_slots


class CheapestWays:
    """A flow, with the fewest acts to each of the menus that its calls come to."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._table = LinkTable(flow, flow)
        self._fewest: dict[str, int] = {}
        self._is_plain = True
        """No menu leads to a telephone, or to announcements that forward to each other in a circle."""
        self._search_ways()
        self._sources: dict[str, list[tuple[str, int]]] = {}
        self._forwarding: dict[str, dict[str, None]] = {}
        if self._is_plain:
            for key in self._fewest:
                for (target, _), acts in self._table.ways_from((key, key)):
                    self._sources.setdefault(target, []).append((key, acts))
                for announcement in self._announcements_after(key):
                    self._forwarding.setdefault(announcement, {})[key] = None

    def ways_to(self, changed: str, mutant: Flow) -> WaysToChange | None:
        """Return the ways to the receptionist in which a mutant differs; None: they cannot be told beforehand."""
        if not self._is_plain or changed not in self.flow.receptionists:
            return None
        item, mate = self.flow.receptionists[changed], mutant.receptionists[changed]
        if not item.is_menu:
            is_first = changed in self._announcements_from(self.flow.start)
            spots: Iterable[str] = () if is_first else self._forwarding.get(changed, ())
        elif waits_at_start(self.flow, item) and waits_at_start(mutant, mate):
            spots = (changed,)
        else:
            spots = ()
        on_the_way = self._come_from(spot for spot in spots if spot in self._fewest)
        return WaysToChange(self._table, frozenset(spots), on_the_way) if on_the_way else None

    def _search_ways(self) -> None:
        """Find the fewest acts to each menu, as far as no telephone is in the way."""
        if "||" in self.flow.start:
            self._is_plain = False
            return
        first = self._table.follow_announcements((self.flow.start, self.flow.start))
        queue = [(0, first[0])] if isinstance(first, tuple) else []
        self._is_plain = bool(queue)
        while queue and self._is_plain:
            acts, key = heappop(queue)
            if key in self._fewest:
                continue
            self._fewest[key] = acts
            self._is_plain = self._table.links_from((key, key)) is not None
            for (target, _), more in self._table.ways_from((key, key)):
                if target not in self._fewest:
                    heappush(queue, (acts + more, target))

    def _come_from(self, spots: Iterable[str]) -> dict[str, int]:
        """Return the menus on the ways of the fewest acts to these, with the acts up to each."""
        queue = list(spots)
        on_the_way = dict.fromkeys(queue, 0)
        for key in queue:
            on_the_way[key] = self._fewest[key]
            for source, acts in self._sources.get(key, ()):
                if source not in on_the_way and self._fewest[source] + acts == self._fewest[key]:
                    on_the_way[source] = self._fewest[source]
                    queue.append(source)
        return on_the_way

    def _announcements_after(self, menu: str) -> Iterator[str]:
        for _, destination in list_slots(self.flow.receptionists[menu]):
            if (key := self.flow.receptionist_for(destination)) is not None:
                yield from self._announcements_from(key)

    def _announcements_from(self, key: str) -> Iterator[str]:
        """Yield the announcements that forward a call to the first menu or end; the links showed that they have one."""
        onward: str | None = key
        while onward is not None and not self.flow.receptionists[onward].is_menu:
            yield onward
            destination = self.flow.receptionists[onward].forward_destination
            onward = self.flow.receptionist_for(destination) if destination is not None else None


class WaysToChange:
    """The parts of a flow and a mutant on the way to the ``spots``, the menus at which they may differ."""

    def __init__(self, table: LinkTable, spots: frozenset[str], on_the_way: dict[str, int]) -> None:
        self._table = table
        self.spots = spots
        self._on_the_way = on_the_way

    def is_needed(self, pair: KeyPair, acts: int) -> bool:
        """Return whether a caller who comes to a pair after so many acts may be the cheapest to come to a spot."""
        key, mate = pair
        return key != mate or key in self.spots or acts <= self._on_the_way.get(key, -1)

    def is_slot_needed(self, pair: KeyPair, slot: str, acts: int) -> bool:
        """Return the same for a caller who leaves a pair by a slot."""
        key, mate = pair
        if key != mate or key in self.spots:
            return True
        links = self._table.links_from(pair) or ()
        return any(name == slot and self.is_needed(target, acts) for name, target in links)
