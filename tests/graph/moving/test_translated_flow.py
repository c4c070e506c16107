"""A flow in the ids of another system."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given

from simulator.config.flow import Flow, KnownDestination, Recording, RecordingLength
from simulator.config.receptionist import parse_address
from simulator.graph.compare.differences import are_equal
from simulator.graph.moving.item_traits import used_items
from simulator.graph.moving.likeness import StatedLikeness, find_likeness
from simulator.graph.moving.translated_flow import IdTranslation, translate_pair
from simulator.testing.strategies import flows
from tests.graph.moving.two_systems import load_systems


def test_both_flows_speak_of_one_thing_by_one_id(tmp_path: Path) -> None:
    old, new = load_systems(tmp_path)
    pair = translate_pair(old, new, find_likeness(old, new))
    for kind in ("recordings", "destinations", "schedules"):
        assert used_items(pair.old, kind) == used_items(pair.new, kind) or kind == "schedules"
    assert list(used_items(pair.old, "schedules")) == ["office"]
    assert pair.old.numbers == {"+44 1632 960001": "main"}
    assert pair.lengths == {"19549": RecordingLength(8000, estimated=False)}
    assert pair.new.length_of("19549") == RecordingLength(8000, estimated=False)
    assert pair.back["office"] == "timegroup-1"
    assert are_equal(pair.old, pair.new)
    assert not are_equal(old, new)


def test_what_only_the_old_flow_has_takes_no_id_of_the_new_one(tmp_path: Path) -> None:
    old, new = load_systems(tmp_path)
    pair = translate_pair(old, new, find_likeness(old, new, StatedLikeness({}, ("name",))))
    assert list(used_items(pair.old, "recordings")) == ["19549", "6"]
    none = translate_pair(old, new, find_likeness(old, new, StatedLikeness({}, ())))
    assert list(used_items(none.old, "recordings")) == ["5 (old)", "6"]


@given(flow=flows(most=3, worlds=True))
def test_another_system_with_the_same_names_is_the_same_to_callers(flow: Flow) -> None:
    named = _name_everything(flow)
    ids = IdTranslation(
        {id: f"r{number}" for number, id in enumerate(reversed([*used_items(named, "recordings")]))},
        {
            end: f"{parse_address(end).type}||d{number}"
            for number, end in enumerate(reversed([*used_items(named, "destinations")]))
        },
        {key: key for key in named.schedules},
    )
    other = ids.translate(named, replace(named, recordings={}, destinations={}))
    pair = translate_pair(named, other, find_likeness(named, other))
    assert pair.new is other
    assert are_equal(pair.old, pair.new)


def _name_everything(flow: Flow) -> Flow:
    recordings = {
        id: flow.recordings.get(id, Recording()).model_copy(update={"name": f"sound {id}"})
        for id in used_items(flow, "recordings")
    }
    destinations = {parse_address(end): KnownDestination(name=f"end {end}") for end in used_items(flow, "destinations")}
    return replace(flow, recordings=recordings, destinations=destinations)
