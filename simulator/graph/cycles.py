"""Cycles in graphs of names: strong components, first sources and dominators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Graph = Mapping[str, Sequence[str]]
"""For each name, those that follow; every name that follows is in it too."""


def strong_components(graph: Graph) -> list[list[str]]:
    """The strongly connected components, each after all components that follow from it (Tarjan 1972)."""
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    components: list[list[str]] = []
    open_names: dict[str, None] = {}
    for root in graph:
        if root in index:
            continue
        index[root] = lowest[root] = len(index)
        open_names[root] = None
        # Iterators on a stack, because recursion would fail in a chain of 1,000 menus.
        work = [(root, iter(graph[root]))]
        while work:
            name, following = work[-1]
            for after in following:
                if after not in index:
                    index[after] = lowest[after] = len(index)
                    open_names[after] = None
                    work.append((after, iter(graph[after])))
                    break
                if after in open_names:
                    lowest[name] = min(lowest[name], index[after])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[name])
                if lowest[name] == index[name]:
                    components.append(_pop_component(open_names, name))
    return components


def _pop_component(open_names: dict[str, None], name: str) -> list[str]:
    """A component, taken off what is open."""
    component: list[str] = []
    while True:
        last, _ = open_names.popitem()
        component.append(last)
        if last == name:
            return component[::-1]


def cyclic_components(graph: Graph) -> list[list[str]]:
    """The components in which one can go round forever."""
    return [
        component for component in strong_components(graph) if len(component) > 1 or component[0] in graph[component[0]]
    ]


def leading_to_cycles(graph: Graph) -> Graph:
    """The part of a graph from which one can come to a cycle; empty where there is none.

    What leads on to nothing is left out, then what leads on to nothing else, and so on. That takes far less time than
    the components, and most flows have no cycle.
    """
    onward = {name: len(following) for name, following in graph.items()}
    if not any(onward.values()):
        return {}
    before: dict[str, list[str]] = {}
    for name, following in graph.items():
        for after in following:
            before.setdefault(after, []).append(name)
    dead_ends = [name for name, count in onward.items() if not count]
    for name in dead_ends:  # grows while it is read
        for earlier in before.get(name, ()):
            onward[earlier] -= 1
            if not onward[earlier]:
                dead_ends.append(earlier)
    return {name: [after for after in graph[name] if onward[after]] for name, count in onward.items() if count}


def first_sources(graph: Graph, order: Iterable[str]) -> dict[str, str]:
    """For each name, the first in the order from which it can be reached; the name itself counts."""
    sources: dict[str, str] = {}
    for source in order:
        queue = [source] if source not in sources else []
        sources.setdefault(source, source)
        for name in queue:  # grows while it is read
            new = [after for after in dict.fromkeys(graph[name]) if after not in sources]
            sources.update(dict.fromkeys(new, source))
            queue.extend(new)
    return sources


def dominators(graph: Graph, roots: Sequence[str]) -> dict[str, str | None]:
    """For each name, the last that lies on every path to it from the roots; None: there is no such name.

    By iteration over reverse postorder (Cooper, Harvey and Kennedy 2001).
    """
    order = _post_order(graph, roots)
    number = {name: place for place, name in enumerate(order)}
    beginnings = set(roots)
    top = len(order)  # stands for the beginning, before all roots
    before: dict[str, list[int]] = {name: [] for name in order}
    for name in order:
        for after in graph[name]:
            before[after].append(number[name])
    idom = {number[root]: top for root in roots} | {top: top}
    changed = True
    while changed:
        changed = False
        for name in reversed(order):
            position = number[name]
            predecessors = [predecessor for predecessor in before[name] if predecessor in idom] + (
                [top] if name in beginnings else []
            )
            new = predecessors[0]
            for predecessor in predecessors[1:]:
                new = _common_dominator(idom, new, predecessor)
            if idom.get(position) != new:
                idom[position] = new
                changed = True
    return {name: order[idom[number[name]]] if idom[number[name]] != top else None for name in order}


def _common_dominator(idom: Mapping[int, int], first: int, second: int) -> int:
    while first != second:
        while first < second:
            first = idom[first]
        while second < first:
            second = idom[second]
    return first


def _post_order(graph: Graph, roots: Sequence[str]) -> list[str]:
    visited = set[str]()
    order: list[str] = []
    for root in roots:
        if root in visited:
            continue
        visited.add(root)
        work = [(root, iter(graph[root]))]
        while work:
            name, following = work[-1]
            after = next((candidate for candidate in following if candidate not in visited), None)
            if after is None:
                order.append(name)
                work.pop()
            else:
                visited.add(after)
                work.append((after, iter(graph[after])))
    return order


def dominates(idom: Mapping[str, str | None], name: str, target: str) -> bool:
    """Return whether ``name`` lies on every path to ``target``, or is ``target``."""
    at: str | None = target
    while at is not None and at != name:
        at = idom[at]
    return at == name
