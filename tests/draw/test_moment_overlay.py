"""A moment on the map."""

from simulator import load
from simulator.callers.fixed_answers import FixedAnswers
from simulator.config.routes import Answer
from simulator.draw.map_tree import build_tree
from simulator.draw.moment_overlay import overlay_moment


def test_a_holiday() -> None:
    tree = build_tree(load("example:surgery"))
    overlay = overlay_moment(tree, FixedAnswers({"office": "holiday"}, {}), "Christmas Day")
    tones = {(way.node, way.mark.keys): tone for way, tone in overlay.way_tones.items() if "||" in way.node}
    assert {key: tone for key, tone in tones.items() if key[0] == "time_condition||77"} == {
        ("time_condition||77", "open"): "faded",
        ("time_condition||77", "closed"): "faded",
        ("time_condition||77", "holiday"): "taken",
    }
    assert {id for id, tone in overlay.node_tones.items() if tone == "faded"} == {
        *("main", "department||108400", "extension||050109590040")
    }
    assert (overlay.node_tones["time_condition||77"], overlay.heading) == ("taken", "Christmas Day")


def test_a_telephone_that_is_not_picked_up() -> None:
    tree = build_tree(load("example:surgery"))
    people: dict[str, Answer] = {"extension||050109590040": "no_answer", "department||108400": "picked_up"}
    overlay = overlay_moment(tree, FixedAnswers({}, people), "")
    tones = {(way.node, way.mark.keys): tone for way, tone in overlay.way_tones.items()}
    assert tones == {
        ("extension||050109590040", "no_answer"): "taken",
        ("department||108400", "no_answer"): "faded",
        ("department||108400", "busy"): "faded",
    }
