"""Test coverage on the map."""

from simulator import Flow, load
from simulator.callers.rehearsal import Rehearsal
from simulator.draw.coverage_overlay import overlay_coverage
from simulator.draw.map_overlay import MapOverlay
from simulator.draw.map_tree import build_tree
from simulator.graph.coverage.tally import Coverage


def covered(flow: Flow, *scripts: str) -> MapOverlay:
    coverage = Coverage(flow)
    for script in scripts:
        coverage.add_call(Rehearsal(flow).play_call(script).trace)
    return overlay_coverage(build_tree(flow), coverage)


def gaps(overlay: MapOverlay) -> list[tuple[str, str]]:
    return sorted((way.node, way.mark.keys or way.mark.cause) for way in overlay.way_tones)


def test_keys_and_mistakes_without_a_test(clinic: Flow) -> None:
    overlay = covered(clinic, "1", "9 9 9", "2 1")
    assert gaps(overlay) == [
        *[("billing", "0"), ("billing", "2"), ("billing", "3"), ("billing", "silence"), ("billing", "wrong keys")],
        *[("main", "0"), ("main", "3"), ("main", "silence")],
    ]
    assert set(overlay.way_remarks.values()) == {"no test"}
    assert overlay.node_remarks["billing"] == "3 of 68"
    assert overlay.foot[0].text == ("3 tests cover 14 of 136 things that can happen (10.2 %); a dashed key has no test")


def test_a_menu_that_no_test_comes_to(clinic: Flow) -> None:
    assert dict(covered(clinic, "1").node_tones) == {"billing": "gap"}


def test_what_all_menus_share_is_a_gap_where_no_test_takes_it_anywhere() -> None:
    council = load("example:council")
    assert ("", "0") in gaps(covered(council, "1"))
    assert ("", "0") not in gaps(covered(council, "2 1 0"))


def test_answers_of_the_world() -> None:
    surgery = load("example:surgery").rung_at("+441632960040")
    assert ("time_condition||77", "closed") in gaps(covered(surgery, "1"))
