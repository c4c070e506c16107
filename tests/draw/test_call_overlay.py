"""The path of one call on the map."""

from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, load
from simulator.callers.rehearsal import Rehearsal
from simulator.draw.call_overlay import clock_time, overlay_call
from simulator.draw.map_overlay import MapOverlay
from simulator.draw.map_tree import MapBranch, build_tree
from simulator.testing.strategies import callers, flows


def path_of(flow: Flow, script: str, **given: str) -> tuple[MapOverlay, list[tuple[str, str]]]:
    """The overlay of a call, and the ways that it took."""
    overlay = overlay_call(build_tree(flow), Rehearsal(flow, given=given).play_call(script))
    return overlay, [(way.node, way.mark.keys or way.mark.cause) for way in overlay.way_tones if way.node]


def test_a_caller_who_is_confused_and_then_chooses(clinic: Flow) -> None:
    overlay, ways = path_of(clinic, "9 silence 1")
    assert ways == [("main", "1")]
    assert dict(overlay.node_remarks) == {"main": "0:00 · 1 wrong key · 1 silence"}
    assert [*overlay.way_remarks.values()] == ["0:37"]
    assert [line.text for line in overlay.foot] == [
        "A caller who presses a wrong key (9), then stays silent for a round, then presses 1: Booking desk after 0:37"
    ]


def test_a_caller_of_the_council_who_gives_up_on_keys() -> None:
    overlay, ways = path_of(load("example:council"), "2 1 0")
    assert ways == [("main", "2"), ("housing", "1"), ("repairs", "0")]
    assert [way.mark.keys for way in overlay.way_tones if not way.node] == ["0"]
    assert set(overlay.node_tones) == {"main", "housing", "repairs"}


def test_schedules_and_telephones_are_stops() -> None:
    surgery = load("example:surgery").rung_at("+441632960040")
    overlay, ways = path_of(surgery, "0", office="open", Reception="no answer")
    assert ways == [("time_condition||77", "open"), ("main", "0"), ("extension||050109590040", "no_answer")]
    assert overlay.node_remarks["extension||050109590040"] == "0:07"


def test_calls_that_are_given_up_or_go_round(clinic: Flow) -> None:
    overlay, ways = path_of(clinic, "2 hangup")
    assert (ways, overlay.node_remarks["billing"]) == ([("main", "2")], "0:08 · hangs up 0:20")
    assert overlay.foot[0].text.endswith(": hangs up after 0:20")


def test_times() -> None:
    assert [clock_time(time) for time in (0, 59_999, 60_000, 3_600_000)] == ["0:00", "0:59", "1:00", "60:00"]


@given(st.data())
def test_every_way_of_a_call_is_on_the_map_and_they_hang_together(data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    tree = build_tree(flow)
    played = Rehearsal(flow, limit=50).play_call(data.draw(callers(flow)))
    overlay = overlay_call(tree, played)
    drawn: dict[tuple[str, object], MapBranch] = {}
    for id, node in tree.nodes.items():
        for branch in (*node.branches, *node.returns):
            drawn |= {(id, mark): branch for mark in branch.way.marks}
    shared = {mark for branch in tree.common for mark in branch.way.marks}
    taken = [way for way in overlay.way_tones if way.node]
    assert [way for way in taken if (way.node, way.mark) not in drawn and way.mark not in shared] == []
    assert {way.node for way in taken} <= set(overlay.node_tones)
