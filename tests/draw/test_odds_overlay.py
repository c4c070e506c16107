"""The shares of callers on the map."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from hypothesis import assume, given
from hypothesis import strategies as st

from simulator import Flow, load
from simulator.callers.given_answers import parse_given
from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.draw.dot_writer import write_dot
from simulator.draw.map_graph import tree_graph
from simulator.draw.map_layout import lay_out
from simulator.draw.map_overlay import MapOverlay
from simulator.draw.map_tree import build_tree
from simulator.draw.mermaid_writer import write_mermaid
from simulator.draw.odds_overlay import overlay_odds
from simulator.draw.svg_writer import draw_svg
from simulator.graph.odds.flow_odds import find_odds
from simulator.graph.odds.stay_library import LateReaction
from simulator.graph.odds.way_use import find_way_use
from simulator.graph.odds.week_situations import moment_situation
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import hostile_flow
from tests.graph.odds.persona_strategies import personas
from tests.graph.small import flow, menu

CHANCES = Persona("x", 1.0, (RoundChances(0.6, 0.2, 0.15, 0.05),))


def shares_on(flow: Flow, persona: Persona = CHANCES, **given: str) -> MapOverlay:
    settings = WorldSettings(flow, None, parse_given(given))
    odds = find_odds(flow, [persona], settings, moment_situation(flow, settings))
    return overlay_odds(build_tree(flow), find_way_use(odds.mixture), "Of callers.")


def ways(overlay: MapOverlay) -> dict[tuple[str, str], str]:
    return {(way.node, way.mark.keys or way.mark.cause): words for way, words in overlay.way_remarks.items()}


def test_the_whole_clinic(clinic: Flow) -> None:
    overlay = shares_on(clinic)
    assert ways(overlay) == {
        **{("main", key): "24 %" for key in ("1", "2", "3", "0")},
        ("main", "wrong keys"): "2.0 %",
        ("main", "silence"): "2.0 %",
        **{("billing", key): "5.4 %" for key in ("1", "2", "3", "0")},
        ("billing", "wrong keys"): "0.5 %",
        ("billing", "silence"): "0.5 %",
    }
    assert overlay.node_remarks == {"main": "105 %", "billing": "24 %"}
    assert (overlay.way_tones, overlay.node_tones) == ({}, {})
    assert [line.text for line in overlay.foot] == [
        "Of callers. Callers who come again count again: a place may have more than 100 %.",
        "Callers who hang up: Main menu 8.0 %, Billing 1.8 %",
    ]


def test_what_all_menus_share_has_the_share_of_all_menus() -> None:
    overlay = shares_on(load("example:council"))
    common = {key: words for (node, key), words in ways(overlay).items() if not node}
    assert common == {"0": "45 %", "wrong keys": "4.6 %", "silence": "4.6 %"}


def test_what_nobody_takes_fades() -> None:
    surgery = load("example:surgery").rung_at("+441632960040")
    overlay = shares_on(surgery, office="closed")
    assert overlay.node_tones["main"] == "faded"
    assert {way.mark.keys for way in overlay.way_tones if way.node == "time_condition||77"} == {"open", "holiday"}
    assert overlay.node_remarks["time_condition||77"] == "100 %"


def test_a_way_that_callers_take_without_end_is_not_taken_by_nobody() -> None:
    loop = flow(main=menu(k1="ivr||loop", k2="department||1"), loop=menu(k1="ivr||loop"))
    overlay = shares_on(loop, Persona("x", 1.0, (RoundChances(1, 0, 0, 0),)))
    assert {way: words for way, words in ways(overlay).items() if words != "0 %"} == {
        ("main", "1"): "50 %",
        ("main", "2"): "50 %",
        ("loop", "1"): "no end",
    }
    assert overlay.node_remarks == {"main": "100 %", "loop": "no end"}


def test_hostile_names_in_every_format() -> None:
    flow = hostile_flow()
    tree, overlay = build_tree(flow), shares_on(flow)
    ElementTree.fromstring(draw_svg(lay_out(tree), "<x>", overlay).text)
    graph = tree_graph(tree, "<x>", overlay)
    assert "<script" not in write_mermaid(graph)
    assert write_dot(graph).count(" %") == write_mermaid(graph).count(" #37;")


@given(st.data())
def test_every_way_that_is_drawn_has_its_share(data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    try:
        overlay = shares_on(flow, data.draw(personas(flow)))
    except LateReaction:
        assume(False)
    tree = build_tree(flow)
    ElementTree.fromstring(draw_svg(lay_out(tree), "Map", overlay).text)
    for node in tree.nodes.values():
        for branch in (*node.branches, *node.returns):
            assert overlay.remark_on(node.id, branch).endswith(("%", "no end"))
