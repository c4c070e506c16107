"""Differences of several worlds as one, and what its script has to say."""

from __future__ import annotations

from simulator.callers.caller_script import CallerScript
from simulator.graph.compare.paired_worlds import FixedPair, SideAnswers, WorldPair
from simulator.graph.compare.world_merger import complete_script, stated_answers

WORLD = WorldPair({"office": "open"}, {"office": "open", "shop": "closed"})


def test_a_script_states_the_schedules_that_were_asked() -> None:
    assert stated_answers(WORLD, {"office", "shop"}, always=False) == {"office": "open", "shop": "closed"}
    assert stated_answers(WORLD, {"office"}, always=False) == {"office": "open"}


def test_what_holds_in_every_world_need_not_state_what_is_so_by_default() -> None:
    assert stated_answers(WORLD, {"office", "shop"}, always=True) == {"shop": "closed"}


def test_a_script_with_the_world_that_its_caller_needs() -> None:
    script = CallerScript(given={"Booking desk": "busy"})
    fixed = FixedPair(SideAnswers({"office": "open"}), SideAnswers(), "2026-12-25T10:00", {"everyone": "no answer"})
    assert complete_script(script, {"office": "open", "shop": "closed"}, fixed, "+441632960001").as_json() == {
        "at": "2026-12-25T10:00",
        "number": "+441632960001",
        "given": {"everyone": "no answer", "shop": "closed", "Booking desk": "busy"},
        "steps": [],
    }
    assert complete_script(CallerScript(), {}, FixedPair(), "") == CallerScript()
