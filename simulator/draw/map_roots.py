"""The places where calls begin, as the roots of the map.

A number, or the entry, begins a tree of its own only where no other tree leads to it. Theory: a first search through
the candidates in their order notes those that it has to begin at. No earlier one of these leads to a later one, so a
second search, from the last to the first, has to begin exactly at one of each group that nothing outside leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from simulator.draw.map_ways import MapSource

Onward = Callable[[str], Iterable[str]]


def begin_nodes(source: MapSource) -> list[str]:
    """Return the nodes that calls to the flow's numbers and its entry come to first, the entry's first."""
    flow = source.flow
    starts = [flow.start] if flow.number else [flow.entry, *flow.numbers.values()]
    nodes = map(source.start_node, starts)
    return list(dict.fromkeys(node for node in nodes if node is not None))


def find_roots(candidates: Sequence[str], onward: Onward) -> list[str]:
    """Return the fewest of the candidates, in their order, from which the ways lead to all of them."""
    starts = _search_starts(candidates, onward)
    roots = set(_search_starts(starts[::-1], onward))
    return [node for node in candidates if node in roots]


def _search_starts(candidates: Iterable[str], onward: Onward) -> list[str]:
    """The candidates that a search through them has not come to when their turn comes."""
    visited: set[str] = set()
    starts = []
    for candidate in candidates:
        if candidate in visited:
            continue
        starts.append(candidate)
        visited.add(candidate)
        stack = [candidate]
        while stack:
            fresh = [node for node in onward(stack.pop()) if node not in visited]
            visited.update(fresh)
            stack.extend(fresh)
    return starts
