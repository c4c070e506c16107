"""A flow as a tree to be drawn: every node once, every way once, and what all menus share said once.

Theory. Each node hangs from the shortest way to it from the beginning of a call: breadth first, in the order in which
callers hear of the ways. Ways of callers who choose come first; a node that only mistakes lead to hangs from a
mistake. The ways that are left are of four kinds:

* *common* to all menus (where there are ``COMMON_LEAST`` or more): said once, under the title;
* *returns*, to a node that the caller came through: they stand inside the card of their node;
* *chips*, to a node that is drawn elsewhere;
* *endings*, to a place where the call ends.

Every step is linear in the number of ways, and nothing is recursive: a chain of menus may be longer than Python lets
functions nest.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from simulator.config.destination import BACK
from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.draw.ending_sign import EndingSign, ending_sign
from simulator.draw.map_roots import begin_nodes, find_roots
from simulator.draw.map_ways import MapSource, MapWay, NodeKind
from simulator.draw.opening_hours import hours_lines, schedule_at
from simulator.graph.plain_words import visible

COMMON_LEAST = 4
"""Menus from which on a way that all of them have is said once."""

BranchShape = Literal["node", "chip", "ending", "ghost"]


class MapBranch(NamedTuple):
    """A way with what it leads to: a ``node`` that hangs here, a ``chip`` for one drawn elsewhere, or an ``ending``.

    A ``ghost`` is what there was in another version.

    ``target`` is the node's id, empty for an ending; ``sign`` is what is shown of an ending.
    """

    way: MapWay
    shape: BranchShape
    target: str = ""
    sign: EndingSign | None = None


@dataclass(slots=True)
class MapNode:
    """A node of the tree. ``numbers`` lead straight to it; ``parent`` is empty for a root, ``depth`` counts from 0.

    ``details`` are the opening hours of a schedule. ``is_reached`` is false where no call comes.
    """

    id: str
    kind: NodeKind
    name: str
    parent: str = ""
    depth: int = 0
    numbers: list[str] = field(default_factory=list)
    branches: list[MapBranch] = field(default_factory=list)
    returns: list[MapBranch] = field(default_factory=list)
    is_reached: bool = True
    details: tuple[str, ...] = ()

    @property
    def children(self) -> Iterator[str]:
        """The ids of the nodes that hang from this one."""
        return (branch.target for branch in self.branches if branch.shape == "node")


@dataclass(frozen=True, slots=True)
class MapTree:
    """The nodes by id, parents before their children, and the ways that all menus have in common.

    ``endings`` counts the places where calls end by their kind; ``bare_numbers`` lead straight to such a place.
    """

    flow: Flow
    nodes: dict[str, MapNode]
    roots: tuple[str, ...]
    common: tuple[MapBranch, ...]
    bare_numbers: tuple[tuple[str, EndingSign], ...] = ()

    @property
    def menu_count(self) -> int:
        """Return how many menus are drawn."""
        return sum(node.kind == "menu" for node in self.nodes.values())

    def ending_counts(self) -> Counter[str]:
        """Return how many places of each kind calls can end at, each place once."""
        places = {branch.way.destination.canonical: branch.sign.kind for branch in self._every_branch() if branch.sign}
        places |= {
            parse_address(id): ending_sign(self.flow, parse_address(id)).kind
            for id, node in self.nodes.items()
            if node.kind == "telephone"
        }
        return Counter(places.values())

    def _every_branch(self) -> Iterator[MapBranch]:
        yield from self.common
        for node in self.nodes.values():
            yield from node.branches

    def every_name(self) -> Iterator[str]:
        """The names that the flow gives to nodes, and to places where calls end."""
        yield from (node.name for node in self.nodes.values())
        yield from (branch.sign.name for branch in self._every_branch() if branch.sign and branch.sign.is_named)

    def ancestors_of(self, id: str) -> Iterator[str]:
        """The nodes above one, from its parent up to the root."""
        while id := self.nodes[id].parent:
            yield id


def build_tree(flow: Flow, *, is_part: bool = False) -> MapTree:
    """Return the tree of a flow; where it ``is_part``, only of what calls to its entry, or its number, come to."""
    return _TreeBuilder(flow, is_part=is_part).build()


class _TreeBuilder:
    """The work of one tree."""

    def __init__(self, flow: Flow, *, is_part: bool) -> None:
        self.source = MapSource(flow)
        self.flow = flow
        self.is_part = is_part or bool(flow.number)
        self.nodes: dict[str, MapNode] = {}
        self.ways: dict[str, tuple[MapWay, ...]] = {}
        self.placing: set[tuple[str, int]] = set()

    def build(self) -> MapTree:
        starts = begin_nodes(self.source)
        if self.is_part and not self.flow.number:
            starts = starts[:1]
        roots = find_roots(starts, self._onward)
        self._grow(roots, is_reached=True)
        if not self.is_part:
            unreached = [key for key in self.flow.receptionists if key not in self.nodes]
            roots += (more := find_roots(unreached, self._onward))
            self._grow(more, is_reached=False)
        common = self._common_ways()
        spans = self._subtree_spans(roots)
        for node in self.nodes.values():
            self._branch_out(node, common, spans)
        self._add_numbers()
        shown = tuple(self._common_branch(way) for way in common)
        return MapTree(self.flow, self.nodes, tuple(roots), shown, tuple(self._bare_numbers()))

    def _ways(self, id: str) -> tuple[MapWay, ...]:
        if id not in self.ways:
            self.ways[id] = self.source.ways_from(id)
        return self.ways[id]

    def _onward(self, id: str) -> Iterator[str]:
        return (node for way in self._ways(id) if (node := self.source.node_at(way.destination)) is not None)

    def _grow(self, roots: list[str], *, is_reached: bool) -> None:
        """Hang every node from its shortest way; those that only mistakes lead to come last."""
        for id in roots:
            self.nodes[id] = self._make_node(id, is_reached=is_reached)
        chosen, mistaken = deque(roots), deque(roots)
        while chosen or mistaken:
            is_choice = bool(chosen)
            id = chosen.popleft() if is_choice else mistaken.popleft()
            for index, way in enumerate(self._ways(id)):
                target = self.source.node_at(way.destination) if way.is_quiet is not is_choice else None
                if target is not None and target not in self.nodes:
                    self.nodes[target] = self._make_node(target, self.nodes[id], is_reached=is_reached)
                    self.placing.add((id, index))
                    chosen.append(target)
                    mistaken.append(target)

    def _make_node(self, id: str, parent: MapNode | None = None, *, is_reached: bool) -> MapNode:
        kind = self.source.kind_of(id)
        depth = parent.depth + 1 if parent else 0
        schedule = schedule_at(self.flow, id)
        details = hours_lines(schedule) if schedule is not None else ()
        return MapNode(
            id,
            kind,
            self._name_of(id),
            parent.id if parent else "",
            depth,
            is_reached=is_reached,
            details=details,
        )

    def _name_of(self, id: str) -> str:
        if "||" not in id:
            return visible(self.flow.receptionists[id].name)
        return ending_sign(self.flow, parse_address(id)).name

    def _common_ways(self) -> list[MapWay]:
        """The ways that every menu has, in the order of the first one."""
        menus = [id for id, node in self.nodes.items() if node.kind == "menu"]
        if len(menus) < COMMON_LEAST:
            return []
        counts = Counter(way for id in menus for way in self._ways(id))
        return [way for way in self._ways(menus[0]) if counts[way] == len(menus)]

    def _common_branch(self, way: MapWay) -> MapBranch:
        target = self.source.node_at(way.destination)
        if target is None:
            return MapBranch(way, "ending", sign=ending_sign(self.flow, way.destination))
        return MapBranch(way, "chip", target)

    def _subtree_spans(self, roots: list[str]) -> dict[str, range]:
        """For each node, the positions of its subtree in a walk through the tree, its own first.

        Whether a node is above another is then a matter of one comparison, however deep the tree is.
        """
        children: dict[str, list[str]] = {}
        for node in self.nodes.values():
            children.setdefault(node.parent, []).append(node.id)
        walk: list[str] = []
        stack = roots[::-1]
        while stack:
            walk.append(id := stack.pop())
            stack.extend(reversed(children.get(id, [])))
        sizes = dict.fromkeys(walk, 1)
        for id in reversed(walk):
            if parent := self.nodes[id].parent:
                sizes[parent] += sizes[id]
        return {id: range(position, position + sizes[id]) for position, id in enumerate(walk)}

    def _branch_out(self, node: MapNode, common: list[MapWay], spans: dict[str, range]) -> None:
        position = spans[node.id].start
        for index, way in enumerate(self._ways(node.id)):
            is_placing = (node.id, index) in self.placing
            target = self.source.node_at(way.destination)
            if node.kind == "menu" and way in common and not is_placing:
                continue
            if target is None and way.destination.leads_back:
                node.returns.append(MapBranch(way, "ending", sign=ending_sign(self.flow, BACK)))
            elif target is None:
                node.branches.append(MapBranch(way, "ending", sign=ending_sign(self.flow, way.destination)))
            elif is_placing:
                node.branches.append(MapBranch(way, "node", target))
            elif position in spans[target]:
                node.returns.append(MapBranch(way, "chip", target))
            else:
                node.branches.append(MapBranch(way, "chip", target))

    def _add_numbers(self) -> None:
        for number, target in self._shown_numbers():
            node = self.source.start_node(target)
            if node is not None and node in self.nodes:
                self.nodes[node].numbers.append(visible(number))

    def _shown_numbers(self) -> Iterator[tuple[str, str]]:
        numbers = self.flow.numbers.items()
        return (item for item in numbers if not self.flow.number or item[0] == self.flow.number)

    def _bare_numbers(self) -> Iterator[tuple[str, EndingSign]]:
        for number, target in self._shown_numbers():
            if "||" in target and self.source.start_node(target) is None:
                yield visible(number), ending_sign(self.flow, parse_address(target))


def name_of_target(tree: MapTree, branch: MapBranch) -> str:
    """Return the name of what a branch leads to."""
    return branch.sign.name if branch.sign else tree.nodes[branch.target].name


def kind_of_telephone(tree: MapTree, id: str) -> str:
    """Return who answers at a telephone that is a node."""
    return ending_sign(tree.flow, parse_address(id)).kind
