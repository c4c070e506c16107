"""The map of a flow: menus and where each key leads, with where the call is and where it was.

Schedules and telephones that lead on are nodes of the map, by their address (``type||id``). ``folding_map`` lays the
map out as a tree.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from simulator.callers.given_answers import answer_words
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Passage, Receptionist, parse_address
from simulator.config.routes import ScheduleRoute
from simulator.config.targets import usual_way_out
from simulator.fast_classes import NamedTuple, dataclass
from simulator.tui.lookahead import branches, destination_words
from simulator.words.sanitizer import escape_signs

WHOLE_MOST = 200
"""Receptionists and routes up to which a flow's map is looked through as a whole."""

FOUND_MOST = 200
"""Places that a search shows."""

Mark = Literal["here", "seen", ""]

FALL_BACKS = ("wrong", "silent")
"""The labels of the ways that no key leads along."""


ONWARD = "then"
"""The label of the way on from an announcement."""


class FoundPlace(NamedTuple):
    """A place that a search found: the menu with the key, or the key of a receptionist, and what is there.

    ``depth`` is 1 for a destination in a menu; ``node`` is what the map is unfolded at.
    """

    depth: int
    keys: str
    text: str
    mark: Mark = ""
    node: str = ""


class WayRow(NamedTuple):
    """A way out of a node: the key, answer or mistake that leads along it. ``node``: where it leads, if a node."""

    label: str
    destination: Destination
    node: str | None


_CAUSES = {"wrong keys": FALL_BACKS[0], "silence": FALL_BACKS[1], "forward": ONWARD}


class FlowIndex:
    """The parts of a map that are the same for every call in a flow."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._known_below: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    @property
    def is_small(self) -> bool:
        """Return whether the flow is looked through as a whole: nothing here walks through ten thousand menus."""
        return len(self.flow.receptionists) + len(self.flow.routes) <= WHOLE_MOST

    @cached_property
    def menu_count(self) -> int:
        """The number of menus."""
        return sum(item.is_menu for item in self.flow.receptionists.values())

    def ways_from(self, node: str) -> list[WayRow]:
        """What leads on from a node: keys of a menu, or answers of the world."""
        if "||" in node:
            onward = branches(self.flow, parse_address(node))
            labelled = [(answer_words(answer), target) for answer, target in onward if target is not None]
        else:
            item = self.flow.receptionists[node]
            labelled = [(_passage_keys(way), _usual_destination(item, way)) for way in item.ways()]
        return [WayRow(label, destination, self.node_at(destination)) for label, destination in labelled]

    def node_at(self, destination: Destination) -> str | None:
        """The node that a destination leads to; None: the call ends there."""
        key = self.flow.receptionist_for(destination)
        if key is None and self.flow.route_of(destination) is not None:
            return str(destination.canonical)
        return key

    @cached_property
    def shared_ways(self) -> dict[str, Destination]:
        """The ways that every menu has: each key, or mistake, with the end that it leads to in all of them."""
        menus = [key for key, item in self.flow.receptionists.items() if item.is_menu]
        if len(menus) < 2 or not self.is_small:
            return {}
        ways = [{way.label: way.destination for way in self.ways_from(key) if way.node is None} for key in menus]
        first, *others = ways
        return {
            label: destination
            for label, destination in first.items()
            if all(label in other and other[label].canonical == destination.canonical for other in others)
        }

    def count_ends(self, node: str) -> int:
        """Return at how many places a call can end below a node, without the ways that every menu has."""
        return len(self._below(node)[1])

    def nodes_below(self, node: str) -> frozenset[str]:
        """Return a node and those that it leads to, without those that are nearer to the entry."""
        return self._below(node)[0]

    def _below(self, node: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the nodes below a node, itself among them, and the places where calls end there."""
        if node not in self._known_below:
            ends: set[str] = set()
            seen, queue = {node}, [node]
            while queue:
                for way in self.ways_from(queue.pop()):
                    if way.node is None and way.label not in self.shared_ways:
                        ends.add(str(way.destination.canonical))
                    elif way.node is not None and way.node not in seen and not self._leads_up(way, node):
                        seen.add(way.node)
                        queue.append(way.node)
            self._known_below[node] = frozenset(seen), frozenset(ends)
        return self._known_below[node]

    def _leads_up(self, way: WayRow, node: str) -> bool:
        """Return whether a way leads to something that is nearer to the entry than a node."""
        return self.distances.get(way.node or "", 0) <= self.distances.get(node, 0)

    @cached_property
    def distances(self) -> dict[str, int]:
        """Return the number of ways from the entry to each node."""
        start = self.flow.start
        distances, queue = {start: 0}, deque([start])
        while queue:
            node = queue.popleft()
            for way in self.ways_from(node):
                if way.node is not None and way.node not in distances:
                    distances[way.node] = distances[node] + 1
                    queue.append(way.node)
        return distances

    def path_to(self, top: str, target: str) -> list[str]:
        """The nodes of a shortest way from the top to a node; empty where none leads there."""
        before: dict[str, str] = {top: ""}
        queue = deque([top])
        while queue and target not in before:
            node = queue.popleft()
            for way in self.ways_from(node):
                if way.node is not None and way.node not in before:
                    before[way.node] = node
                    queue.append(way.node)
        path: list[str] = []
        while target in before and target:
            path.insert(0, target)
            target = before[target]
        return path

    def name_of(self, node: str) -> str:
        """The name of a node."""
        if "||" in node:
            return destination_words(self.flow, parse_address(node))
        return escape_signs(self.flow.receptionists[node].name)


@dataclass(frozen=True, slots=True)
class FlowMap:
    """A flow, with the nodes that a call has come to, in order; the last is where it is.

    ``number`` is the one that was rung, where it leads to no receptionist.
    """

    index: FlowIndex
    trail: Sequence[str]
    over: bool = False
    number: str = ""

    @property
    def flow(self) -> Flow:
        """The flow."""
        return self.index.flow

    @property
    def path(self) -> list[str]:
        """The trail without its loops: each menu is led to by the one before."""
        return drop_loops(self.trail)

    @property
    def top(self) -> str:
        """The node that was called."""
        return self.trail[0] if self.trail else self.flow.numbers[self.number] if self.number else self.flow.entry

    def mark_of(self, node: str) -> Mark:
        """Return whether the call is at a node, or was there."""
        if self.trail and node == self.trail[-1] and not self.over:
            return "here"
        return "seen" if node in self.trail else ""

    def search(self, needle: str) -> list[FoundPlace]:
        """The menus and destinations whose names hold these letters, each with its menu's name and the key."""
        letters = needle.casefold()
        places: list[FoundPlace] = []
        for key, receptionist in self.flow.receptionists.items():
            if letters in receptionist.name.casefold() or letters in key.casefold():
                places.append(FoundPlace(0, key, self.index.name_of(key), self.mark_of(key), key))
            places += self._matching_ends(key, letters)
            if len(places) >= FOUND_MOST:  # one letter matches nearly every menu of a large flow
                break
        else:
            places += self._search_world(letters)
        return places[:FOUND_MOST]

    def _matching_ends(self, key: str, letters: str) -> Iterator[FoundPlace]:
        """The destinations after a node that are not receptionists, and whose names hold the letters."""
        for way in self.index.ways_from(key):
            if self.flow.receptionist_for(way.destination) is None:
                name = destination_words(self.flow, way.destination)
                if letters in name.casefold():
                    yield FoundPlace(1, f"{key} {way.label}", name, node=key)

    def _search_world(self, letters: str) -> Iterator[FoundPlace]:
        """The schedules and telephones that lead on, with their ways, and the numbers that lead to them."""
        for destination, route in self.flow.routes.items():
            key = str(destination)
            name = self.index.name_of(key)
            schedule = route.schedule if isinstance(route, ScheduleRoute) else ""
            if any(letters in text.casefold() for text in (name, key, schedule)):
                yield FoundPlace(0, key, name, self.mark_of(key), key)
            yield from self._matching_ends(key, letters)
        for number, target in self.flow.numbers.items():
            if "||" in target and letters in number.casefold():
                name = destination_words(self.flow, parse_address(target))
                yield FoundPlace(0, escape_signs(number), name, node=target)


def drop_loops(trail: Sequence[str]) -> list[str]:
    """Return a trail without its loops: what was visited and left by a way back is not on it."""
    path: list[str] = []
    for key in trail:
        if key in path:
            del path[path.index(key) + 1 :]
        else:
            path.append(key)
    return path


def _usual_destination(item: Receptionist, way: Passage) -> Destination:
    """Return where a way out leads: back, where it leads back whenever it can."""
    causes = {"wrong keys": "wrong", "silence": "silence", "forward": "recording"}
    return way.destination if way.cause == "choice" else usual_way_out(item, causes[way.cause]) or way.destination


def _passage_keys(passage: Passage) -> str:
    return passage.keys or _CAUSES.get(passage.cause, "")
