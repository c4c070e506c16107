"""A flow in one group of worlds, under every reading."""

from __future__ import annotations

from simulator.callers.caller_script import CallerScript
from simulator.config.semantics import PROFILES
from simulator.graph.compare.paired_worlds import FixedPair, SideAnswers, group_worlds, pair_worlds
from simulator.graph.compare.reading_worlds import ReadWorld
from tests.callers.world_flow import NUMBER, world_flow

FLOW = world_flow().rung_at(NUMBER)
BUSY = SideAnswers({"night-mode": "open"}, {"everyone": "busy"})
FIXED = FixedPair(BUSY, BUSY, "", {"Night switch": "open", "everyone": "busy"})
OPEN, CLOSED = (ReadWorld(group, FIXED) for group in group_worlds(FLOW, FLOW, pair_worlds(FLOW, FLOW, FIXED)))


def test_it_is_walked_with_its_schedules_held_fixed_and_played_as_it_is_written() -> None:
    readings = [PROFILES["acefone"], PROFILES["freepbx"]]
    assert (OPEN.flow.start, CLOSED.flow.start) == ("main", "night")
    assert [(ear.flow.semantics, dict(ear.people)) for ear in CLOSED.observe(readings)] == [
        (semantics, {"everyone": "busy"}) for semantics in readings
    ]
    assert [player.play("1").outcome.name for player in OPEN.players(FLOW, readings)] == ["Reception", "Reception"]
    assert [player.play("1").outcome.name for player in CLOSED.players(FLOW, readings)] == ["Night voicemail"] * 2


def test_a_script_that_brings_its_caller_to_these_worlds() -> None:
    script = CLOSED.complete_script(CallerScript(), {"office"}, NUMBER, always=False)
    assert script.as_json() == {
        "number": NUMBER,
        "given": {"Night switch": "open", "everyone": "busy", "office": "closed"},
        "steps": [],
    }
