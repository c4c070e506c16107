"""What tells recordings, destinations and schedules apart without their ids."""

from __future__ import annotations

from pathlib import Path

from simulator.graph.moving.item_traits import ItemTraits, used_items
from tests.graph.moving.two_systems import load_systems


def test_items_have_a_name_and_a_content(tmp_path: Path) -> None:
    old, new = load_systems(tmp_path)
    assert used_items(old, "recordings") == {
        "5": ItemTraits("Welcome", "welcome to acme."),
        "6": ItemTraits("", "sorry, try again."),
    }
    assert used_items(old, "destinations") == {
        "department||600": ItemTraits("Desk"),
        "time_condition||1": ItemTraits("Hours"),
        "voicemail||101": ItemTraits("Box"),
    }
    assert list(used_items(old, "schedules")) == ["timegroup-1"]
    hours = [used_items(flow, "schedules")[key].content for flow, key in ((old, "timegroup-1"), (new, "office"))]
    assert hours[0] == hours[1] is not None


def test_only_what_is_known_contradicts() -> None:
    assert ItemTraits("a", "x").contradicts(ItemTraits("a", "y"))
    assert not ItemTraits("a", "x").contradicts(ItemTraits("b", "x"))
    assert not ItemTraits("a", "x").contradicts(ItemTraits("a"))
