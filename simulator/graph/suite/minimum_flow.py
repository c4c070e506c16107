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
from typing import NamedTuple

from simulator.core.places import Place
from simulator.graph.suite.decisions import DecisionGraph, Link

Node = Place | str
BEGINNING, END = "beginning", "end"


class SuiteArc(NamedTuple):
    """A decision between two nodes, or the beginning or the end of a call (``link`` is None).

    ``needed``: some call has to take it.
    """

    tail: Node
    head: Node
    link: Link | None
    needed: bool = True


def merge_calls(graph: DecisionGraph, calls: Sequence[list[Link]]) -> list[list[Link]]:
    """The calls as they are where no fewer could do, else as few as can be, made of the same decisions.

    ``calls`` make every decision of the graph.
    """
    units = Counter(arc for call in calls for arc in _call_arcs(graph, call))
    units.update(dict.fromkeys((_hang_up_arc(place) for place in graph.links if place not in graph.ways_out), 0))
    units.update(dict.fromkeys((_start_arc(graph, place) for place in graph.starts), 0))
    spared = 0
    # Each path spares one call, so this ends after as many turns as there are calls too many.
    while path := _sparing_path(units):
        spared += 1
        for arc, change in path:
            units[arc] += change
    return _cut_into_calls(units) if spared else list(calls)


def _call_arcs(graph: DecisionGraph, call: Sequence[Link]) -> Iterator[SuiteArc]:
    yield _start_arc(graph, call[0].source)
    for link in call:
        yield SuiteArc(link.source, END if link.target is None else link.target, link)
    if link.target is not None:
        yield _hang_up_arc(link.target)


def _start_arc(graph: DecisionGraph, place: Place) -> SuiteArc:
    """A call starts; needed where no decision leads, or it would be a round trip without a beginning."""
    return SuiteArc(BEGINNING, place, None, needed=graph.leads[place] is None)


def _hang_up_arc(place: Place) -> SuiteArc:
    """A call ends in a trap, where nothing else ends it."""
    return SuiteArc(place, END, None, needed=False)


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
