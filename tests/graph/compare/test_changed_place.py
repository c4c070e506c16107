"""Flows that differ in one place, compared from there on."""

from __future__ import annotations

from simulator.graph.compare.changed_place import ChangedPlace, places_entered
from simulator.graph.worlds import fix_schedules
from tests.callers.world_flow import world_flow
from tests.graph.small import changed, flow, menu, single

MAIN = flow(main=menu(k1="department||1", k2="ivr||more"), more=menu(k1="department||2", k3="ivr||main"))


def test_a_changed_receptionist_is_told_apart_by_who_comes_there() -> None:
    more = ChangedPlace(MAIN, "more")
    assert more.is_equal_in(more.changed_side(MAIN))
    assert not more.is_equal_in(more.changed_side(changed(MAIN, "more", timeout_seconds=7.0)))


def test_places_that_no_key_leads_to_are_not_entered() -> None:
    hidden = flow(
        "freepbx-first-match", main=menu(k1="department||1", k12="ivr||more"), more=single("hangup||1", "bye")
    )
    assert places_entered(hidden) == {"main"}


def test_telephones_and_what_lies_behind_them_are_entered() -> None:
    held = fix_schedules(world_flow(), {"office": "closed", "night-mode": "open"}).flow
    assert places_entered(held) >= {"main", "department||108000"}
