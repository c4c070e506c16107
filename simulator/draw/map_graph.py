"""A map as a graph of boxes and arrows, for programs that place them themselves (Mermaid, Graphviz)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from simulator.draw.ending_sign import EndingSign
from simulator.draw.map_overlay import MapOverlay, Tone
from simulator.draw.map_tree import MapBranch, MapNode, MapTree, kind_of_telephone, name_of_target
from simulator.draw.opening_hours import hours_notes
from simulator.draw.reading_direction import reads_right_to_left
from simulator.draw.text_metrics import break_lines

_NOTE_WIDTH = 560.0
"""How wide a box with a note about hours becomes, in units."""

GraphLook = Literal[
    "number",
    "menu",
    "announcement",
    "schedule",
    "person",
    "machine",
    "other-menu",
    "nobody",
    "unknown",
    "chip",
    "round",
    "finding",
    "note",
    "heading",
]


class GraphNode(NamedTuple):
    """A box: an id of letters and digits, its lines, and what it stands for. ``group`` is that of a group, or empty."""

    id: str
    lines: tuple[str, ...]
    look: GraphLook
    tone: Tone = "plain"
    group: str = ""


class GraphEdge(NamedTuple):
    """An arrow between two boxes; quiet ones are dashed."""

    source: str
    target: str
    label: str = ""
    is_quiet: bool = False
    tone: Tone = "plain"


class MapGraph(NamedTuple):
    """Boxes and arrows, with the titles of groups by id. It goes from left to right unless it ``is_mirrored``."""

    title: str
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    groups: Mapping[str, str]
    is_mirrored: bool = False

    def nodes_by_group(self) -> Mapping[str, Sequence[GraphNode]]:
        """Return the boxes by the id of their group, those without one under an empty id."""
        by_group: dict[str, list[GraphNode]] = {}
        for node in self.nodes:
            by_group.setdefault(node.group, []).append(node)
        return by_group


def tree_graph(tree: MapTree, title: str, overlay: MapOverlay | None = None) -> MapGraph:
    """Return a tree as a graph: what is drawn once there is one box here."""
    maker = _GraphMaker(tree, overlay or MapOverlay())
    maker.add_everything()
    is_mirrored = reads_right_to_left(tree.every_name())
    return MapGraph(title, tuple(maker.nodes), tuple(maker.edges), maker.groups, is_mirrored)


def ending_look(sign: EndingSign) -> GraphLook:
    """Return the look of a place where calls end."""
    return "other-menu" if sign.kind == "menu" else sign.kind


class _GraphMaker:
    """The work of one graph."""

    def __init__(self, tree: MapTree, overlay: MapOverlay) -> None:
        self.tree, self.overlay = tree, overlay
        self.ids = {id: f"n{place}" for place, id in enumerate(tree.nodes)}
        self.nodes: list[GraphNode] = []
        self.edges: list[GraphEdge] = []
        self.groups: dict[str, str] = {}

    def add_everything(self) -> None:
        self._add_starts()
        for node in self.tree.nodes.values():
            self.nodes.append(
                GraphNode(self.ids[node.id], tuple(self._lines_of(node)), self._look_of(node), self._node_tone(node))
            )
        for node in self.tree.nodes.values():
            for branch in node.branches:
                self._add_branch(node.id, self.ids[node.id], branch)
        if self.tree.common:
            self.nodes.append(GraphNode("every", ("In every menu",), "heading"))
            for branch in self.tree.common:
                self._add_branch("", "every", branch)
        for place, line in enumerate(self.overlay.foot, 1):
            number = f"{line.number}  " if line.number else ""
            look: GraphLook = "finding" if line.number else "note"
            self.nodes.append(GraphNode(f"f{place}", (number + line.text,), look, line.tone))
        for place, note in enumerate(hours_notes(self.tree), 1):
            self.nodes.append(GraphNode(f"h{place}", break_lines(note, _NOTE_WIDTH, 14, 20), "note"))

    def _node_tone(self, node: MapNode) -> Tone:
        return self.overlay.node_tones.get(node.id, "plain")

    def _look_of(self, node: MapNode) -> GraphLook:
        if node.kind != "telephone":
            return node.kind
        return "person" if kind_of_telephone(self.tree, node.id) != "machine" else "machine"

    def _lines_of(self, node: MapNode) -> Iterator[str]:
        """The name, the ways back, and what the overlay says."""
        marks = "".join(f" ◆{number}" for number in self.overlay.marks.get(node.id, ()))
        yield node.name + marks
        yield from node.details
        for branch in node.returns:
            name = "here again" if branch.target == node.id else name_of_target(self.tree, branch)
            remark = self.overlay.remark_on(node.id, branch)
            head = branch.way.note if branch.way.kind == "mistake" else branch.way.caption
            yield " ".join(part for part in ("↩", head, name, remark) if part)
        if node_remark := self.overlay.node_remarks.get(node.id):
            yield node_remark
        if not node.parent and not node.is_reached:
            yield "no call leads here"

    def _add_starts(self) -> None:
        for id, node in self.tree.nodes.items():
            for number in node.numbers:
                self._add_start(number, self.ids[id])
        for number, sign in self.tree.bare_numbers:
            target = f"e{len(self.nodes)}"
            self.nodes.append(GraphNode(target, (sign.name, sign.kind_words), ending_look(sign)))
            self._add_start(number, target)

    def _add_start(self, number: str, target: str) -> None:
        start = f"t{len(self.nodes)}"
        self.nodes.append(GraphNode(start, (number,), "number"))
        self.edges.append(GraphEdge(start, target))

    def _add_branch(self, node: str, source: str, branch: MapBranch) -> None:
        """An arrow, to the box of a node or to a box of its own."""
        way, tone = branch.way, self.overlay.tone_of(node, branch)
        remark = self.overlay.remark_on(node, branch)
        label = " · ".join(part for part in (way.note if way.kind == "mistake" else way.caption, remark) if part)
        if way.kind == "answer" and way.note:
            label += f" {way.note}"
        if branch.shape == "node":
            target = self.ids[branch.target]
        else:
            target = f"e{len(self.nodes)}"
            self.nodes.append(self._leaf(target, branch, tone))
        self.edges.append(GraphEdge(source, target, label, way.is_quiet, tone))

    def _leaf(self, id: str, branch: MapBranch, tone: Tone) -> GraphNode:
        if branch.sign is None:
            return GraphNode(id, (f"↪ {name_of_target(self.tree, branch)}",), "chip", tone)
        return GraphNode(id, (branch.sign.name, branch.sign.kind_words), ending_look(branch.sign), tone)
