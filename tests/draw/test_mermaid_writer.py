"""A map as Mermaid text."""

import re

from simulator import Flow
from simulator.draw.map_graph import GraphEdge, GraphNode, MapGraph, tree_graph
from simulator.draw.map_tree import build_tree
from simulator.draw.mermaid_writer import mermaid_text, size_warning, write_mermaid
from tests.draw.hostile_maps import HOSTILE_NAMES, hostile_flow

CLINIC = """\
---
title: "Clinic"
---
flowchart LR
  t0(["+441632960001"])
  t1(["+441632960002"])
  n0["Main menu"]
  n1["Billing<br/>↩ 3 Main menu"]
  e4("Booking desk<br/>person")
  e5[("Night voicemail<br/>machine")]
  e6("Reception<br/>person")
  e7("Reception<br/>person")
  e8("Bill payments<br/>person")
  e9("Billing questions<br/>person")
  e10("Reception<br/>person")
  e11("Reception<br/>person")
  t0 --> n0
  t1 --> n1
  n0 -->|"1"| e4
  n0 -->|"2"| n1
  n0 -->|"3"| e5
  n0 -->|"0"| e6
  n0 -.->|"3rd wrong key or silence"| e7
  n1 -->|"1"| e8
  n1 -->|"2"| e9
  n1 -->|"0"| e10
  n1 -.->|"3rd wrong key or silence"| e11
  classDef menu stroke-width:2px,font-weight:bold
  class n0,n1 menu
"""


def test_the_clinic(clinic: Flow) -> None:
    assert write_mermaid(tree_graph(build_tree(clinic), "Clinic")) == CLINIC


def test_labels_hold_no_markup() -> None:
    assert mermaid_text('a "b" #c; <d> `e` %%{f}') == "a #34;b#34; #35;c#59; #60;d#62; #96;e#96; #37;#37;#123;f#125;"
    signs = {sign for name in HOSTILE_NAMES for sign in re.sub(r"#\d+;", "", mermaid_text(name)) if sign < "\x7f"}
    assert {sign for sign in signs if not sign.isalnum()} <= set(" .,:+'()/?!-_=")


def test_a_hostile_flow_has_a_line_for_each_box_and_arrow() -> None:
    graph = tree_graph(build_tree(hostile_flow()), "")
    lines = write_mermaid(graph).splitlines()
    shape = re.compile(r'  (\w+[\[({>]+"[^"]*"[\])}]+|\w+ -\.?->(\|"[^"]*"\|)? \w+|classDef .*|class .*)')
    assert [line for line in lines[1:] if not shape.fullmatch(line)] == []
    assert sum("->" in line for line in lines) == len(graph.edges)


def test_groups_and_tones() -> None:
    nodes = (GraphNode("a", ("A",), "round", "taken", "g"), GraphNode("b", ("B",), "unknown"))
    graph = MapGraph("", nodes, (GraphEdge("a", "b", "1", tone="taken"),), {"g": "Group"})
    assert write_mermaid(graph).splitlines() == [
        "flowchart LR",
        '  subgraph g["Group"]',
        '    a["A"]',
        "  end",
        '  b("B")',
        '  a -->|"1"| b',
        "  classDef unknown stroke-dasharray:4 3",
        "  class b unknown",
        "  classDef taken stroke:#0b655d,stroke-width:4px",
        "  class a taken",
        "  linkStyle 0 stroke:#0b655d,stroke-width:4px",
    ]


def test_what_renderers_refuse() -> None:
    edges = tuple(GraphEdge("a", "a") for _ in range(501))
    assert size_warning("x" * 50_000, MapGraph("", (), edges[:500], {})) == ""
    assert size_warning("x" * 50_001, MapGraph("", (), edges, {})) == (
        "Mermaid's renderers refuse text of this size: 50,001 characters (at most 50,000) and 501 arrows (at most 500)"
    )
