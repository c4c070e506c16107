"""Proof that fewer calls cannot make the same decisions, or the calls that can.

Theory of operation. Calls are a flow of units through the graph of rounds, from the beginning to an end, with at
least one unit on every decision. The flow can do with one unit less exactly if a unit can be pushed back from an end
to the beginning: backwards along a decision that carries more than it needs, which takes a unit off it, or forwards
along any decision, which adds one. Each such path spares a call. When none is left, every decision that leads into
the rounds still within reach of the end is made exactly once, and every call passes one of them once: so the
number of calls is the least there can be (min-flow max-cut, Ford and Fulkerson 1956). By then only the units on each
decision are known, so a round trip over all of them is cut into calls again, at every end.

Example: key 1 of a menu ends the call, and key 2 leads to a second menu whose keys 1 and 2 end it. The four calls
``1``, ``1``, ``2 1`` and ``2 2`` make every decision. The first menu's key 1 is made twice, so a unit can be taken back
along it, and three calls do. Its key 2 is made twice as well, but a unit that goes back along it has to come from
the end by a key of the second menu, and each of those is made only once: three calls are the least.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from simulator.core.places import Place
from simulator.graph.suite.decisions import DecisionGraph, Link


class SuiteNode:
    """A round, or the beginning or the end of calls, with the arcs that leave it and those that arrive.

    No two nodes or arcs are equal: thousands of calls count the arcs that they take, and to compare what a round or a
    decision consists of would take most of the time.
    """

    __slots__ = ("arriving", "leaving")

    def __init__(self) -> None:
        self.leaving: list[SuiteArc] = []
        self.arriving: list[SuiteArc] = []


class SuiteArc:
    """A decision between two nodes, or the beginning or the end of a call (``link`` is None).

    ``needed``: some call has to take it; ``units`` counts how often calls do.
    """

    __slots__ = ("head", "link", "needed", "tail", "units")

    def __init__(self, tail: SuiteNode, head: SuiteNode, link: Link | None, *, needed: bool = True) -> None:
        self.tail = tail
        self.head = head
        self.link = link
        self.needed = needed
        self.units = 0
        tail.leaving.append(self)
        head.arriving.append(self)


class _GraphArcs:
    """The arcs of a graph of decisions, each made once; nodes have them in the order in which they were made."""

    def __init__(self, graph: DecisionGraph) -> None:
        self.beginning, self.end = SuiteNode(), SuiteNode()
        self._graph = graph
        self._nodes: dict[Place, SuiteNode] = {}
        self._starts: dict[Place, SuiteArc] = {}
        self._ends: dict[Place, SuiteArc] = {}
        self._links: dict[int, SuiteArc] = {}

    def of_call(self, call: Sequence[Link]) -> Iterator[SuiteArc]:
        """Yield the arcs of one call, from its beginning to its end."""
        yield self.start_at(call[0].source)
        links = self._links
        for link in call:
            arc = links.get(id(link))
            if arc is None:  # the arc keeps its link, so that no other gets its identity
                head = self.end if link.target is None else self._node_at(link.target)
                arc = links[id(link)] = SuiteArc(self._node_at(link.source), head, link)
            yield arc
        if link.target is not None:
            yield self.hang_up_at(link.target)

    def start_at(self, place: Place) -> SuiteArc:
        """A call starts; needed where no decision leads, or it would be a round trip without a beginning."""
        if place not in self._starts:
            needed = self._graph.leads[place] is None
            self._starts[place] = SuiteArc(self.beginning, self._node_at(place), None, needed=needed)
        return self._starts[place]

    def hang_up_at(self, place: Place) -> SuiteArc:
        """A call ends in a trap, where nothing else ends it."""
        if place not in self._ends:
            self._ends[place] = SuiteArc(self._node_at(place), self.end, None, needed=False)
        return self._ends[place]

    def _node_at(self, place: Place) -> SuiteNode:
        node = self._nodes.get(place)
        if node is None:
            node = self._nodes[place] = SuiteNode()
        return node

    def nodes(self) -> Iterator[SuiteNode]:
        """Yield every node that a call can leave."""
        yield self.beginning
        yield from self._nodes.values()


def merge_calls(graph: DecisionGraph, calls: Sequence[list[Link]]) -> list[list[Link]]:
    """The calls as they are where no fewer could do, else as few as can be, made of the same decisions.

    ``calls`` make every decision of the graph.
    """
    arcs = _GraphArcs(graph)
    for call in calls:
        for arc in arcs.of_call(call):
            arc.units += 1
    # Further ways to begin and to end a call, which none takes so far.
    for place in graph.links:
        if place not in graph.ways_out:
            arcs.hang_up_at(place)
    for place in graph.starts:
        arcs.start_at(place)
    spared = 0
    # Each path spares one call, so this ends after as many turns as there are calls too many.
    while path := _sparing_path(arcs):
        spared += 1
        for arc, change in path:
            arc.units += change
    return _cut_into_calls(arcs) if spared else list(calls)


def _sparing_path(arcs: _GraphArcs) -> list[tuple[SuiteArc, int]]:
    """Return what to change so that one call fewer does; nothing where none can be spared."""
    beginning, end = arcs.beginning, arcs.end
    came: dict[SuiteNode, tuple[SuiteNode, SuiteArc, int]] = {}
    queue: deque[SuiteNode] = deque([end])
    while queue and beginning not in came:
        node = queue.popleft()
        moves = [(arc.tail, arc, -1) for arc in node.arriving if arc.units > arc.needed]
        moves += [(arc.head, arc, +1) for arc in node.leaving]
        for onward, arc, change in moves:
            if onward not in came and onward is not end:
                came[onward] = (node, arc, change)
                queue.append(onward)
    path: list[tuple[SuiteArc, int]] = []
    node = beginning
    while node in came:
        node, arc, change = came[node]
        path.append((arc, change))
    return path


def _cut_into_calls(arcs: _GraphArcs) -> list[list[Link]]:
    """The units as calls: one round trip over all of them (Hierholzer 1873), cut at every end."""
    beginning = arcs.beginning
    unused = {node: [arc for arc in node.leaving for _ in range(arc.units)] for node in arcs.nodes()}
    # A way back from the end for every call: each node is left as often as it is entered,
    # and one round trip can use every arc.
    unused[arcs.end] = [SuiteArc(arcs.end, beginning, None)] * len(unused[beginning])
    trail: list[SuiteArc] = []
    stack: list[tuple[SuiteNode, SuiteArc | None]] = [(beginning, None)]
    while stack:
        node, arrived = stack[-1]
        arcs_left = unused[node]
        if arcs_left:
            arc = arcs_left.pop()
            stack.append((arc.head, arc))
        else:
            stack.pop()
            if arrived is not None:
                trail.append(arrived)
    calls: list[list[Link]] = []
    for arc in reversed(trail):
        if arc.tail is beginning:
            calls.append([])
        if arc.link is not None:
            calls[-1].append(arc.link)
    return calls
