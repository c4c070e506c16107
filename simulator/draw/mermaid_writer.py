"""A map as Mermaid text, for Markdown pages.

Renderers refuse large texts: GitHub, GitLab and Mermaid's own default accept ``MAXIMUM_TEXT`` characters and
``MAXIMUM_EDGES`` arrows (``maxTextSize`` and ``maxEdges`` in Mermaid's configuration schema).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from simulator.draw.map_graph import GraphEdge, GraphLook, GraphNode, MapGraph
from simulator.draw.map_overlay import Tone
from simulator.graph.plain_words import visible

MAXIMUM_TEXT = 50_000
MAXIMUM_EDGES = 500

_BRACKETS: dict[GraphLook, tuple[str, str]] = {
    "number": ("([", "])"),
    "menu": ("[", "]"),
    "announcement": (">", "]"),
    "schedule": ("{{", "}}"),
    "person": ("(", ")"),
    "machine": ("[(", ")]"),
    "other-menu": ("[[", "]]"),
    "nobody": ("((", "))"),
    "unknown": ("(", ")"),
    "chip": ("([", "])"),
    "round": ("[", "]"),
    "finding": ("[", "]"),
    "note": ("[", "]"),
    "heading": ("[", "]"),
}

_STYLES = {
    "menu": "stroke-width:2px,font-weight:bold",
    "unknown": "stroke-dasharray:4 3",
    "finding": "fill:#fdebcf,stroke:#8a4700,color:#5c3000,text-align:left",
    "note": "fill:none,text-align:left",
    "heading": "stroke:none,fill:none,font-weight:bold",
}

_TONES: dict[Tone, str] = {
    "taken": "stroke:#0b655d,stroke-width:4px",
    "faded": "opacity:0.4",
    "gap": "stroke-dasharray:2 4",
    "added": "stroke:#0b655d,stroke-width:3px",
    "moved": "stroke:#0b655d,stroke-width:3px",
    "gone": "stroke-dasharray:6 4,opacity:0.6",
}

_PLAIN_SIGNS = frozenset(" .,:+'()/?!-_=")


def write_mermaid(graph: MapGraph) -> str:
    """Return a graph as a Mermaid flowchart."""
    return "\n".join([*_head_lines(graph), *_node_lines(graph), *_edge_lines(graph.edges), *_style_lines(graph), ""])


def size_warning(text: str, graph: MapGraph) -> str:
    """Return what a renderer will refuse; empty: nothing."""
    excess = []
    if len(text) > MAXIMUM_TEXT:
        excess.append(f"{len(text):,} characters (at most {MAXIMUM_TEXT:,})")
    if len(graph.edges) > MAXIMUM_EDGES:
        excess.append(f"{len(graph.edges):,} arrows (at most {MAXIMUM_EDGES})")
    return f"Mermaid's renderers refuse text of this size: {' and '.join(excess)}" if excess else ""


def mermaid_text(text: str) -> str:
    """Return a text inside a quoted label: everything that Mermaid or HTML could read as markup is a character code."""
    return "".join(
        sign if sign in _PLAIN_SIGNS or sign > "\x7f" or sign.isalnum() else f"#{ord(sign)};" for sign in visible(text)
    )


def _head_lines(graph: MapGraph) -> Iterator[str]:
    if graph.title:
        yield from ("---", f"title: {json.dumps(visible(graph.title), ensure_ascii=False)}", "---")
    yield f"flowchart {'RL' if graph.is_mirrored else 'LR'}"


def _node_lines(graph: MapGraph) -> Iterator[str]:
    for group, nodes in graph.nodes_by_group().items():
        if not group:
            yield from (f"  {_node_text(node)}" for node in nodes)
            continue
        yield f'  subgraph {group}["{mermaid_text(graph.groups[group])}"]'
        yield from (f"    {_node_text(node)}" for node in nodes)
        yield "  end"


def _node_text(node: GraphNode) -> str:
    opening, closing = _BRACKETS[node.look]
    return f'{node.id}{opening}"{"<br/>".join(map(mermaid_text, node.lines))}"{closing}'


def _edge_lines(edges: Iterable[GraphEdge]) -> Iterator[str]:
    for edge in edges:
        arrow = "-.->" if edge.is_quiet else "-->"
        label = f'|"{mermaid_text(edge.label)}"|' if edge.label else ""
        yield f"  {edge.source} {arrow}{label} {edge.target}"


def _style_lines(graph: MapGraph) -> Iterator[str]:
    for look, style in _STYLES.items():
        if ids := [node.id for node in graph.nodes if node.look == look]:
            yield f"  classDef {look} {style}"
            yield f"  class {','.join(ids)} {look}"
    for tone, style in _TONES.items():
        if ids := [node.id for node in graph.nodes if node.tone == tone]:
            yield f"  classDef {tone} {style}"
            yield f"  class {','.join(ids)} {tone}"
        if places := [str(place) for place, edge in enumerate(graph.edges) if edge.tone == tone]:
            yield f"  linkStyle {','.join(places)} {style}"
