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

from collections import Counter, deque
from collections.abc import Iterator, Sequence

from simulator.core.places import Place
from simulator.graph.suite.decisions import DecisionGraph, Link

Node = Place | str
BEGINNING, END = "beginning", "end"


class SuiteArc:
    """A decision between two nodes, or the beginning or the end of a call (``link`` is None).

    ``needed``: some call has to take it. No two arcs are equal: thousands of calls count the arcs that they take, and
    to hash what a decision consists of takes most of the time.
    """

    __slots__ = ("head", "link", "needed", "tail")

    def __init__(self, tail: Node, head: Node, link: Link | None, *, needed: bool = True) -> None:
        self.tail = tail
        self.head = head
        self.link = link
        self.needed = needed


class _GraphArcs:
    """The arcs of a graph of decisions, each made once."""

    def __init__(self, graph: DecisionGraph) -> None:
        self._graph = graph
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
                head = END if link.target is None else link.target
                arc = links[id(link)] = SuiteArc(link.source, head, link)
            yield arc
        if link.target is not None:
            yield self.hang_up_at(link.target)

    def start_at(self, place: Place) -> SuiteArc:
        """A call starts; needed where no decision leads, or it would be a round trip without a beginning."""
        if place not in self._starts:
            self._starts[place] = SuiteArc(BEGINNING, place, None, needed=self._graph.leads[place] is None)
        return self._starts[place]

    def hang_up_at(self, place: Place) -> SuiteArc:
        """A call ends in a trap, where nothing else ends it."""
        if place not in self._ends:
            self._ends[place] = SuiteArc(place, END, None, needed=False)
        return self._ends[place]


def merge_calls(graph: DecisionGraph, calls: Sequence[list[Link]]) -> list[list[Link]]:
    """The calls as they are where no fewer could do, else as few as can be, made of the same decisions.

    ``calls`` make every decision of the graph.
    """
    arcs = _GraphArcs(graph)
    units = Counter(arc for call in calls for arc in arcs.of_call(call))
    units.update(dict.fromkeys((arcs.hang_up_at(place) for place in graph.links if place not in graph.ways_out), 0))
    units.update(dict.fromkeys(map(arcs.start_at, graph.starts), 0))
    spared = 0
    # Each path spares one call, so this ends after as many turns as there are calls too many.
    while path := _sparing_path(units):
        spared += 1
        for arc, change in path:
            units[arc] += change
    return _cut_into_calls(units) if spared else list(calls)


def _sparing_path(units: Counter[SuiteArc]) -> list[tuple[SuiteArc, int]]:
    """Return what to change so that one call fewer does; nothing where none can be spared."""
    back: dict[Node, list[SuiteArc]] = {}
    forth: dict[Node, list[SuiteArc]] = {}
    for arc, carried in units.items():
        if carried > arc.needed:
            back.setdefault(arc.head, []).append(arc)
        forth.setdefault(arc.tail, []).append(arc)
    came: dict[Node, tuple[Node, SuiteArc, int]] = {}
    queue: deque[Node] = deque([END])
    while queue and BEGINNING not in came:
        node = queue.popleft()
        moves = [(arc.tail, arc, -1) for arc in back.get(node, ())]
        moves += [(arc.head, arc, +1) for arc in forth.get(node, ())]
        for onward, arc, change in moves:
            if onward not in came and onward != END:
                came[onward] = (node, arc, change)
                queue.append(onward)
    path: list[tuple[SuiteArc, int]] = []
    node = BEGINNING
    while node in came:
        node, arc, change = came[node]
        path.append((arc, change))
    return path


def _cut_into_calls(units: Counter[SuiteArc]) -> list[list[Link]]:
    """The units as calls: one round trip over all of them (Hierholzer 1873), cut at every end."""
    unused: dict[Node, list[SuiteArc]] = {}
    for arc, carried in units.items():
        unused.setdefault(arc.tail, []).extend([arc] * carried)
    # A way back from the end for every call: each node is left as often as it is entered,
    # and one round trip can use every arc.
    unused[END] = [SuiteArc(END, BEGINNING, None)] * len(unused[BEGINNING])
    trail: list[SuiteArc] = []
    stack: list[tuple[Node, SuiteArc | None]] = [(BEGINNING, None)]
    while stack:
        node, arrived = stack[-1]
        if unused.get(node):
            arc = unused[node].pop()
            stack.append((arc.head, arc))
        else:
            stack.pop()
            if arrived is not None:
                trail.append(arrived)
    calls: list[list[Link]] = []
    for arc in reversed(trail):
        if arc.tail == BEGINNING:
            calls.append([])
        if arc.link is not None:
            calls[-1].append(arc.link)
    return calls
