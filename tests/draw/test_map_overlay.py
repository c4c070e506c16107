"""What is laid over a map, merged."""

from simulator import Destination
from simulator.draw.map_overlay import FootLine, MapOverlay, WayPlace, merge_overlays
from simulator.draw.map_tree import MapBranch
from simulator.draw.map_ways import MapWay, WayMark

WRONG, SILENT = WayMark("wrong keys"), WayMark("silence")
BOTH = MapBranch(MapWay("mistake", "3×", "", Destination("hangup", "1"), (WRONG, SILENT)), "ending")


def test_the_strongest_tone_of_several_passages_shows() -> None:
    overlay = MapOverlay({WayPlace("m", WRONG): "gap", WayPlace("m", SILENT): "taken"})
    assert (overlay.tone_of("m", BOTH), overlay.tone_of("other", BOTH)) == ("taken", "plain")


def test_remarks_are_said_once() -> None:
    overlay = MapOverlay(way_remarks={WayPlace("m", WRONG): "no test", WayPlace("m", SILENT): "no test"})
    assert (overlay.remark_on("m", BOTH), overlay.remark_on("other", BOTH)) == ("no test", "")


def test_the_later_one_wins_and_the_feet_add_up() -> None:
    first = MapOverlay(node_tones={"a": "gap", "b": "gap"}, foot=(FootLine("plain", "one"),), heading="Friday")
    second = MapOverlay(node_tones={"b": "taken"}, foot=(FootLine("taken", "two"),), heading="office: open")
    merged = merge_overlays([first, second])
    assert merged.node_tones == {"a": "gap", "b": "taken"}
    assert [line.text for line in merged.foot] == ["one", "two"]
    assert merged.heading == "Friday · office: open"
    assert merge_overlays([]) == MapOverlay()
