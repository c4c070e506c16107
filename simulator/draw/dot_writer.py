"""A map as DOT text, for Graphviz."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.draw.map_graph import GraphEdge, GraphLook, GraphNode, MapGraph
from simulator.draw.map_overlay import Tone
from simulator.graph.plain_words import visible

_LOOKS: dict[GraphLook, str] = {
    "number": "shape=plaintext",
    "menu": 'shape=box, style="filled,rounded", fillcolor="#f2f5f3", fontname="sans-serif bold"',
    "announcement": "shape=cds",
    "schedule": "shape=hexagon",
    "person": "shape=ellipse",
    "machine": "shape=cylinder",
    "other-menu": "shape=component",
    "nobody": "shape=octagon",
    "unknown": "shape=ellipse, style=dashed",
    "chip": "shape=plaintext",
    "round": "shape=box, style=rounded",
    "finding": 'shape=note, style=filled, fillcolor="#fdebcf", color="#8a4700"',
    "note": "shape=note",
    "heading": 'shape=plaintext, fontname="sans-serif bold"',
}

_TONES: dict[Tone, Mapping[str, str]] = {
    "taken": {"color": "#0b655d", "penwidth": "3", "fontcolor": "#0b655d"},
    "faded": {"color": "#9aa6a2", "fontcolor": "#9aa6a2"},
    "gap": {"color": "#55625f", "fontcolor": "#55625f"},
    "added": {"color": "#0b655d", "penwidth": "2"},
    "moved": {"color": "#0b655d", "penwidth": "2"},
    "gone": {"color": "#9aa6a2", "fontcolor": "#9aa6a2"},
}


def write_dot(graph: MapGraph) -> str:
    """Return a graph as a DOT digraph."""
    title = [f"  label={dot_text(graph.title)};", "  labelloc=t;"] if graph.title else []
    head = [
        "digraph flow {",
        f"  rankdir={'RL' if graph.is_mirrored else 'LR'};",
        *title,
        '  node [fontname="sans-serif"];',
        '  edge [fontname="sans-serif"];',
    ]
    return "\n".join([*head, *_node_lines(graph), *map(_edge_line, graph.edges), "}", ""])


def dot_text(*lines: str) -> str:
    r"""Return lines as one quoted string: a backslash or an entity of theirs is shown, and means nothing.

    >>> print(dot_text('the "old" menu', "back\\slash"))
    "the \"old\" menu\nback\\slash"
    """
    escaped = (visible(line).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'


def _node_lines(graph: MapGraph) -> Iterator[str]:
    for group, nodes in graph.nodes_by_group().items():
        if not group:
            yield from (f"  {_node_text(node)}" for node in nodes)
            continue
        yield f"  subgraph cluster_{group} {{"
        yield f"    label={dot_text(graph.groups[group])};"
        yield from (f"    {_node_text(node)}" for node in nodes)
        yield "  }"


def _node_text(node: GraphNode) -> str:
    return f"{node.id} [label={dot_text(*node.lines)}, {_LOOKS[node.look]}{_tone_text(node.tone)}];"


def _edge_line(edge: GraphEdge) -> str:
    parts = [f"label={dot_text(edge.label)}"] if edge.label else []
    parts += ["style=dashed"] if edge.is_quiet or edge.tone == "gone" else []
    attributes = ", ".join(parts) + _tone_text(edge.tone)
    attributes = attributes.removeprefix(", ")
    return f"  {edge.source} -> {edge.target}{f' [{attributes}]' if attributes else ''};"


def _tone_text(tone: Tone) -> str:
    return "".join(f', {name}="{value}"' for name, value in _TONES.get(tone, {}).items())
