"""A map as DOT text."""

import re

from simulator import load
from simulator.draw.dot_writer import dot_text, write_dot
from simulator.draw.map_graph import GraphEdge, GraphNode, MapGraph, tree_graph
from simulator.draw.map_tree import build_tree
from tests.draw.hostile_maps import hostile_flow

SURGERY = """\
digraph flow {
  rankdir=LR;
  label="Surgery";
  labelloc=t;
  node [fontname="sans-serif"];
  edge [fontname="sans-serif"];
  t0 [label="+441632960040", shape=plaintext];
  n0 [label="Office hours\\nMon to Thu 08:30-18:00\\nFri 08:30-12:30 and 13:30-17:00\\n20 holidays", shape=hexagon];
  n1 [label="Main menu", shape=box, style="filled,rounded", fillcolor="#f2f5f3", fontname="sans-serif bold"];
  n2 [label="Night menu", shape=box, style="filled,rounded", fillcolor="#f2f5f3", fontname="sans-serif bold"];
  n3 [label="Closed today", shape=cds];
  n4 [label="Appointments desk", shape=ellipse];
  n5 [label="Reception", shape=ellipse];
  e7 [label="Prescription line\\nmachine", shape=cylinder];
  e8 [label="↪ Reception", shape=plaintext];
  e9 [label="Voicemail\\nmachine", shape=cylinder];
  e10 [label="Prescription line\\nmachine", shape=cylinder];
  e11 [label="Voicemail\\nmachine", shape=cylinder];
  e12 [label="↪ Night menu", shape=plaintext];
  e13 [label="Voicemail\\nmachine", shape=cylinder];
  e14 [label="Voicemail\\nmachine", shape=cylinder];
  h1 [label="Office hours: the holidays are Thu 1 Jan 2026 (New Year's Day); Fri 3 Apr\\n2026 (Good Friday); \
Mon 6 Apr 2026 (Easter Monday); Mon 4 May 2026 (May\\nDay); Mon 25 May 2026 (Spring Bank Holiday); Mon 31 Aug \
2026 (Late\\nSummer Bank Holiday); Thu 24 Dec 2026 (Christmas Eve), open 08:30-12:00;\\nFri 25 Dec 2026 \
(Christmas Day); Sat 26 Dec 2026 (Boxing Day); Mon 28 Dec\\n2026 (Boxing Day (observed)); Fri 1 Jan 2027 (New \
Year's Day); Fri 26 Mar\\n2027 (Good Friday); Mon 29 Mar 2027 (Easter Monday); Mon 3 May 2027 (May\\nDay); \
Mon 31 May 2027 (Spring Bank Holiday); Mon 30 Aug 2027 (Late\\nSummer Bank Holiday); Sat 25 Dec 2027 \
(Christmas Day); Sun 26 Dec 2027\\n(Boxing Day); Mon 27 Dec 2027 (Christmas Day (observed)); Tue 28 Dec \
2027\\n(Boxing Day (observed))", shape=note];
  h2 [label="Hours are those of Europe/London", shape=note];
  t0 -> n0;
  n0 -> n1 [label="open"];
  n0 -> n2 [label="closed"];
  n0 -> n3 [label="holiday"];
  n1 -> n4 [label="1"];
  n1 -> e7 [label="2"];
  n1 -> n5 [label="0"];
  n1 -> e8 [label="3rd wrong key or silence", style=dashed];
  n2 -> e9 [label="1"];
  n2 -> e10 [label="2"];
  n2 -> e11 [label="3rd wrong key or silence", style=dashed];
  n3 -> e12;
  n4 -> e13 [label="no answer, busy after 20 s", style=dashed];
  n5 -> e14 [label="no answer after 30 s", style=dashed];
}
"""


def test_the_surgery() -> None:
    assert write_dot(tree_graph(build_tree(load("example:surgery")), "Surgery")) == SURGERY


def test_quotes_and_backslashes_escape_nothing() -> None:
    assert dot_text('a "b"', "\\N\\", "c & d") == r'"a \"b\"\n\\N\\\nc &amp; d"'


def test_a_hostile_flow_has_a_line_for_each_box_and_arrow() -> None:
    text = r'"(?:[^"\\]|\\.)*"'
    shape = re.compile(rf"  \w+ (-> \w+)?( ?\[(\w+=({text}|\w+)(, )?)+\])?;")
    lines = write_dot(tree_graph(build_tree(hostile_flow()), "")).splitlines()
    assert [line for line in lines[4:-1] if not shape.fullmatch(line)] == []


def test_groups_and_tones() -> None:
    nodes = (GraphNode("a", ("A",), "round", "plain", "g"),)
    graph = MapGraph("", nodes, (GraphEdge("a", "a", tone="taken"),), {"g": "Group"})
    assert write_dot(graph).splitlines()[4:] == [
        "  subgraph cluster_g {",
        '    label="Group";',
        '    a [label="A", shape=box, style=rounded];',
        "  }",
        '  a -> a [color="#0b655d", penwidth="3", fontcolor="#0b655d"];',
        "}",
    ]
