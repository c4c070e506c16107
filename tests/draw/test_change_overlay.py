"""The difference between two versions on the map."""

from dataclasses import replace

from hypothesis import given

from simulator import Flow, load
from simulator.config.schedules import parse_hours
from simulator.draw.change_overlay import overlay_changes
from simulator.draw.map_overlay import MapOverlay
from simulator.draw.map_tree import build_tree
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import MENU, flow_of, menu

OLD = flow_of(
    {
        "main": menu("Main menu", {"1": (MENU, "sales"), "2": ("department", "1"), "3": ("department", "1")}),
        "sales": menu("Sales", {"1": ("department", "1")}),
        "gone": menu("Gone", {}),
    },
    {"department||1": "Desk"},
)
NEW = flow_of(
    {
        "main": menu("Main menu", {"1": (MENU, "sales"), "2": (MENU, "fresh"), "4": ("department", "1")}, tries=(3, 3)),
        "sales": menu("Sales team", {"1": ("department", "1")}),
        "fresh": menu("Fresh", {}),
    },
    {"department||1": "Desk"},
)


def said(overlay: MapOverlay) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (way.node, way.mark.keys or way.mark.cause): (tone, overlay.way_remarks[way])
        for way, tone in overlay.way_tones.items()
    }


def test_what_is_added_gone_and_led_elsewhere() -> None:
    tree = build_tree(NEW)
    overlay = overlay_changes(tree, OLD, "git:HEAD")
    assert said(overlay) == {
        ("main", "2"): ("moved", "was Desk"),
        ("main", "4"): ("added", "new"),
        ("main", "wrong keys"): ("moved", "was 2nd wrong key or silence"),
        ("main", "silence"): ("moved", "was 2nd wrong key or silence"),
        ("main", "3"): ("gone", "gone"),
    }
    assert dict(overlay.node_remarks) == {"sales": "was Sales", "fresh": "new"}
    assert [line.text for line in overlay.foot] == [
        "Since git:HEAD: 1 new place, 1 place changed, 1 place gone, 1 way added, 2 ways changed and 1 way gone",
        "No longer in the flow: Gone",
    ]
    (ghost,) = (branch for branch in tree.nodes["main"].branches if branch.shape == "ghost")
    assert (ghost.way.caption, ghost.sign and ghost.sign.name) == ("3", "Desk")


def test_other_words_and_what_all_menus_share(clinic: Flow) -> None:
    greeting = clinic.recordings["19549"].model_copy(update={"script": "Hello. For billing, press 2."})
    changed = replace(clinic, recordings={**clinic.recordings, "19549": greeting})
    overlay = overlay_changes(build_tree(changed), clinic, "before")
    assert dict(overlay.node_remarks) == {"main": "says something else"}
    assert overlay.foot[0].text == "Since before: 1 place changed"


@given(flows(most=6, worlds=True))
def test_a_flow_does_not_differ_from_itself(flow: Flow) -> None:
    overlay = overlay_changes(build_tree(flow), flow, "itself")
    assert (said(overlay), dict(overlay.node_tones)) == ({}, {})
    assert overlay.foot[0].text == "Since itself: nothing on this map has changed"


@given(flows(most=5, worlds=True), flows(most=5, worlds=True))
def test_any_two_flows_can_be_compared(old: Flow, new: Flow) -> None:
    tree = build_tree(new)
    overlay = overlay_changes(tree, old, "old")
    gone = sum(tone == "gone" for tone in overlay.way_tones.values())
    assert gone == sum(
        len(way.way.marks) for node in tree.nodes.values() for way in node.branches if way.shape == "ghost"
    )


def test_other_hours_and_other_holidays() -> None:
    surgery = load("example:surgery")
    office = surgery.schedules["office"]
    later = replace(office, hours=(parse_hours("mon-fri 08:30-19:00"),))
    changed = [
        overlay_changes(build_tree(replace(surgery, schedules={"office": schedule})), surgery, "before")
        for schedule in (later, replace(office, holidays=office.holidays[:3]), office)
    ]
    assert [list(overlay.node_remarks.values()) for overlay in changed] == [
        ["has other hours"],
        ["has other holidays"],
        [],
    ]
    was = "Office hours was open Mon to Thu 08:30-18:00 and Fri 08:30-12:30 and 13:30-17:00"
    assert [line.text for line in changed[0].foot] == ["Since before: 1 place changed", was]
