"""A map as boxes and arrows."""

from collections import Counter

from hypothesis import given

from simulator import Flow, load
from simulator.draw.map_graph import tree_graph
from simulator.draw.map_overlay import FootLine, MapOverlay
from simulator.draw.map_tree import build_tree
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import MENU, flow_of, menu


def test_the_surgery() -> None:
    graph = tree_graph(build_tree(load("example:surgery")), "Surgery")
    names = {node.id: node.lines[0] for node in graph.nodes}
    arrows = [(names[edge.source], edge.label, names[edge.target]) for edge in graph.edges]
    assert arrows[:4] == [
        ("+441632960040", "", "Office hours"),
        ("Office hours", "open", "Main menu"),
        ("Office hours", "closed", "Night menu"),
        ("Office hours", "holiday", "Closed today"),
    ]
    assert ("Main menu", "3rd wrong key or silence", "↪ Reception") in arrows
    assert ("Appointments desk", "no answer, busy after 20 s", "Voicemail") in arrows


def test_what_is_shared_and_what_is_laid_over() -> None:
    overlay = MapOverlay(
        marks={"heating": (1,)}, node_remarks={"main": "0:00"}, foot=(FootLine("plain", "too deep", 1),)
    )
    graph = tree_graph(build_tree(load("example:council")), "Council", overlay)
    lines = {node.id: node.lines for node in graph.nodes}
    assert (lines["every"], lines["f1"], lines["n0"]) == (("In every menu",), ("1  too deep",), ("Main menu", "0:00"))
    assert ("Heating and gas ◆1", "↩ 3 Repairs", "↩ 4 Main menu") in lines.values()
    assert [edge.label for edge in graph.edges if edge.source == "every"] == ["0", "3rd wrong key or silence"]


def test_a_mistake_that_leads_back_is_told_in_words() -> None:
    flow = flow_of({"a": menu("A", {"1": (MENU, "b")}), "b": menu("B", {}, wrong=(MENU, "a"))})
    lines = [node.lines for node in tree_graph(build_tree(flow), "").nodes]
    assert ("B", "↩ 2nd wrong key A") in lines


@given(flows(most=7, worlds=True))
def test_ids_are_unique_and_every_arrow_has_two_ends(flow: Flow) -> None:
    graph = tree_graph(build_tree(flow), "")
    ids = Counter(node.id for node in graph.nodes)
    assert set(ids.values()) == {1}
    assert {end for edge in graph.edges for end in (edge.source, edge.target)} <= ids.keys()
