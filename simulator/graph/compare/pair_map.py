"""Map of the receptionists that two flows enter together: which of them a comparison has to look into.

Theory of operation. Two menus of one shape that are entered together differ at most in where they lead. Such a pair
is *alike* where each slot leads to an equal end, or to another pair of menus, directly or through announcements of
one shape. Any other pair is a *spot*: something may differ there. If the pairs that follow the start have no spot
among them, no caller can tell the flows apart.

Else the walk through both flows (``divergence``) has to come to each spot by its cheapest caller, and what lies off
the way is of no use to it. Callers are ordered by the number of their acts first. So a pair is on the way to a spot
only if the acts up to it and the fewest acts from it to the spot are no more than the fewest that some caller is
known to take to the spot. ``allowed`` is the most acts with which a pair is on the way to any spot:

    start --1--> a --1--> spot        U(spot) = 2, allowed(a) = 1, allowed(b) = 0: nobody has to go by b,
    start --1--> b --2--> spot        who would be there after 1 act

Both bounds are taken over pairs that are alike, where the acts to each slot are known by kind of menu
(``act_counts``). Beyond a spot the walk says itself where it comes out, and the map grows from there. A way that
leads through a spot is the business of that spot, since the walk has to come to it in any case.

Telephones make their menus spots: what they answered before may rule out a way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.menu_engine import any_memory
from simulator.config.receptionist import Destination, Receptionist
from simulator.core.places import to_milliseconds
from simulator.graph.compare.act_counts import count_acts
from simulator.graph.compare.equality import KeyPair
from simulator.graph.compare.onset import ending_of
from simulator.graph.compare.shapes import have_one_shape, list_slots


class _Link(NamedTuple):
    """A slot that leads on to a pair of menus."""

    name: str
    target: KeyPair


_Ways = dict[KeyPair, list[tuple[KeyPair, int]]]
"""Pairs, each with those to which callers get from it and the acts that it takes."""


@dataclass(slots=True)
class LinkTable:
    """Where pairs of menus of two flows lead, wherever calls begin: looked up once for every way in.

    ``early``: callers press into prompts, too.
    """

    old: Flow
    new: Flow
    early: bool = True
    _links: dict[KeyPair, tuple[_Link, ...] | None] = field(default_factory=dict)
    _ways: dict[KeyPair, list[tuple[KeyPair, int]]] = field(default_factory=dict)
    _returns: bool | None = None

    def holds_for(self, old: Flow, new: Flow) -> bool:
        """Return whether the table is that of two flows, which may differ in where calls begin."""
        return all(
            flow.receptionists is known.receptionists
            and flow.routes is known.routes
            and flow.lengths is known.lengths
            and flow.semantics is known.semantics
            for flow, known in ((old, self.old), (new, self.new))
        )

    def links_from(self, pair: KeyPair) -> tuple[_Link, ...] | None:
        """Return the pairs that a pair leads on to; None: something may differ."""
        if pair not in self._links:
            self._links[pair] = self._links_of(pair)
        return self._links[pair]

    def ways_from(self, pair: KeyPair) -> list[tuple[KeyPair, int]]:
        """The pairs to which callers get from one, with the acts that it takes."""
        if pair not in self._ways:
            links = self.links_from(pair)
            counts = count_acts(self.old, pair[0], early=self.early) if links else {}
            self._ways[pair] = [(target, counts[name]) for name, target in links or () if name in counts]
        return self._ways[pair]

    @property
    def _has_returns(self) -> bool:
        """Whether what a menu leads to may depend on what came before: then nothing is known of pairs alone."""
        if self._returns is None:
            flows = self.old, self.new
            self._returns = any(any_memory(flow.receptionists.values()) for flow in flows)
        return self._returns

    def _links_of(self, pair: KeyPair) -> tuple[_Link, ...] | None:
        if self._has_returns:
            return None
        item, mate = self.old.receptionists[pair[0]], self.new.receptionists[pair[1]]
        if not (waits_at_start(self.old, item) and self._have_one_shape(pair)):
            return None
        links: list[_Link] = []
        destinations = dict(list_slots(mate))
        for name, destination in list_slots(item):
            target = self._follow(destination, destinations[name])
            if target is None:
                return None
            if isinstance(target, tuple):
                links.append(_Link(name, target))
        return tuple(links)

    def _have_one_shape(self, pair: KeyPair) -> bool:
        return have_one_shape(self.old, pair[0], self.new, pair[1])

    def _follow(self, destination: Destination, mate: Destination) -> KeyPair | str | None:
        """The menus, or the ending, to which two destinations lead alike; None: they may differ."""
        old, new = self.old.receptionist_for(destination), self.new.receptionist_for(mate)
        if old is not None and new is not None:
            return self.follow_announcements((old, new))
        is_end = old is None and new is None
        if not is_end or self.old.route_of(destination) is not None or self.new.route_of(mate) is not None:
            return None
        ending = ending_of(destination)
        return ending if ending == ending_of(mate) else None

    def follow_announcements(self, pair: KeyPair) -> KeyPair | str | None:
        """The menus, or the ending, to which two receptionists lead where both are announcements."""
        if self._has_returns:
            return None
        passed: set[KeyPair] = set()
        item, mate = self.old.receptionists[pair[0]], self.new.receptionists[pair[1]]
        while not (item.is_menu or mate.is_menu):
            onward, mate_onward = item.forward_destination, mate.forward_destination
            if pair in passed or onward is None or mate_onward is None or not self._have_one_shape(pair):
                return None
            passed.add(pair)
            old, new = self.old.receptionist_for(onward), self.new.receptionist_for(mate_onward)
            if old is None or new is None:
                return self._follow(onward, mate_onward)
            pair = old, new
            item, mate = self.old.receptionists[old], self.new.receptionists[new]
        # Where no time passes at the start, what a caller meets first depends on more than the pair.
        return pair if waits_at_start(self.old, item) and waits_at_start(self.new, mate) else None


@dataclass(slots=True)
class PairMap:
    """The pairs of menus that calls to two flows come to, as far as they have been looked at.

    ``spots`` are the pairs in which something may differ.
    """

    table: LinkTable
    spots: dict[KeyPair, None] = field(default_factory=dict)
    _links: dict[KeyPair, tuple[_Link, ...]] = field(default_factory=dict)
    _allowed: dict[KeyPair, int] = field(default_factory=dict)
    _unlimited: list[tuple[KeyPair, int, list[KeyPair]]] = field(default_factory=list)
    """What was added and has no limits yet: flows that come to be equal need none."""

    def start_of(self, old: Flow, new: Flow) -> KeyPair | None:
        """The pair of menus in which calls begin; None: they begin otherwise, or something differs before."""
        if "||" in old.start + new.start:
            return None
        target = self.table.follow_announcements((old.start, new.start))
        return target if isinstance(target, tuple) else None

    def is_passed(self, pair: KeyPair) -> bool:
        """Return whether a pair has been looked at, and is no spot."""
        return pair in self._links and pair not in self.spots

    def add_from(self, first: KeyPair, acts: int) -> int:
        """Look at a pair to which a caller comes after so many acts, and at all that follow it; return how many."""
        added = self._explore(first)
        self._unlimited.append((first, acts, added))
        return len(added)

    def is_needed(self, pair: KeyPair, acts: int) -> bool:
        """Return whether a caller who comes to a pair after so many acts may be the cheapest to come to a spot."""
        if pair not in self._links:
            self.add_from(pair, acts)
        while self._unlimited:
            first, least, added = self._unlimited.pop(0)
            ways = {pair: self.table.ways_from(pair) for pair in added}
            self._limit_acts(ways, _fewest_acts(first, least, ways))
        return pair in self.spots or acts <= self._allowed.get(pair, -1)

    def is_slot_needed(self, pair: KeyPair, slot: str, acts: int) -> bool:
        """The same of a caller who leaves a pair by a slot."""
        if pair not in self._links or pair in self.spots:
            return True
        return any(name == slot and self.is_needed(target, acts) for name, target in self._links[pair])

    # -- how the map grows ------------------------------------------------------------------------

    def _explore(self, first: KeyPair) -> list[KeyPair]:
        """The pairs that follow one, itself included, that have not been looked at before."""
        added = [first]
        self._links[first] = ()
        for pair in added:
            links = self.table.links_from(pair)
            if links is None:
                self.spots[pair] = None
                continue
            self._links[pair] = links
            for _, target in links:
                if target not in self._links:
                    self._links[target] = ()
                    added.append(target)
        return added

    def _limit_acts(self, ways: _Ways, fewest: dict[KeyPair, int]) -> None:
        """Note for each pair that was added with how many acts it is still on the way to a spot."""
        into: dict[KeyPair, list[tuple[KeyPair, int]]] = {}
        limits = {pair: fewest[pair] for pair in ways if pair in self.spots and pair in fewest}
        for pair, onward in ways.items():
            for target, acts in onward:
                if target in ways:
                    into.setdefault(target, []).append((pair, acts))
                elif target in self._allowed:  # what was added before leads to nothing that is new
                    limits[pair] = max(limits.get(pair, -1), self._allowed[target] - acts)
        queue = [(-limit, pair) for pair, limit in limits.items()]
        queue.sort()
        while queue:
            limit, pair = heappop(queue)
            if -limit < limits[pair]:
                continue
            for source, acts in into.get(pair, ()):
                if -limit - acts > limits.get(source, -1):
                    limits[source] = -limit - acts
                    heappush(queue, (limit + acts, source))
        self._allowed |= limits


def _fewest_acts(first: KeyPair, acts: int, ways: _Ways) -> dict[KeyPair, int]:
    """The fewest acts with which callers who come to the first pair get to each that was added."""
    fewest = {first: acts}
    queue = [(acts, first)]
    while queue:
        reached, pair = heappop(queue)
        if reached > fewest[pair]:
            continue
        for target, more in ways[pair]:
            if target in ways and reached + more < fewest.get(target, reached + more + 1):
                fewest[target] = reached + more
                heappush(queue, (reached + more, target))
    return fewest


def waits_at_start(flow: Flow, item: Receptionist) -> bool:
    """Return whether time passes as soon as a menu is entered."""
    if not item.is_menu:
        return False
    if item.greeting:
        return flow.length_of(item.greeting).milliseconds > 0
    return to_milliseconds(item.timeout_seconds or flow.semantics_in(item).zero_timeout_seconds) > 0
