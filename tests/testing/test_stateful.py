"""Invariants of a user's own: what a failure prints."""

import unittest
from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import Phase, settings

from simulator import Flow, load, play
from simulator.config.receptionist import Receptionist
from simulator.testing.stateful import AnyCaller
from tests.callers.world_flow import DESK, NUMBER, world_flow

pytestmark = pytest.mark.heavy

CLINIC = load("example:clinic")
SETTINGS = settings(
    max_examples=300, stateful_step_count=8, deadline=None, derandomize=True, database=None,
    phases=[Phase.generate, Phase.shrink],
)  # fmt: skip


class Kept(AnyCaller):
    flow = CLINIC

    def always(self) -> None:
        assert self.call.seconds < 50, self.call


class HungUpOn(AnyCaller):
    flow = CLINIC

    def at_the_end(self) -> None:
        assert self.call.record.outcome.kind != "abandoned"


class Anywhere(AnyCaller):
    flow = CLINIC
    seen: ClassVar[set[str]] = set()

    def at_the_end(self) -> None:
        self.seen.add(str(self.call.record.outcome.name))


def run(machine: type[AnyCaller]) -> None:
    test: type[unittest.TestCase] = machine.TestCase
    test.settings = SETTINGS  # type: ignore[attr-defined]  # hypothesis adds it
    test("runTest").debug()


def notes(machine: type[AnyCaller]) -> list[str]:
    """What is printed beside the failure of an invariant."""
    with pytest.raises(AssertionError) as failure:
        run(machine)
    return [line for note in getattr(failure.value, "__notes__", ()) for line in note.splitlines()]


def test_a_failure_prints_the_shortest_caller() -> None:
    (again,) = (line for line in notes(Kept) if line.startswith("Again:"))
    start = "Again:  ivrsim play example:clinic --entry main --caller '"
    assert again.startswith(start)
    script = again.removeprefix(start).removesuffix("'")
    assert len(script.split()) <= 3
    assert play(CLINIC, script).seconds >= 50


def test_only_a_call_that_is_over_is_judged_at_its_end() -> None:
    assert "Again:  ivrsim play example:clinic --entry main --caller 'hangup'" in notes(HungUpOn)


def test_callers_get_everywhere_and_dial_again() -> None:
    run(Anywhere)
    named = {known.name for known in CLINIC.destinations.values()}
    assert Anywhere.seen == {*named, "None"}


def test_a_machine_shows_its_call() -> None:
    class Somebody(AnyCaller):
        flow: ClassVar[Flow] = load("example:single")

    somebody = Somebody()
    somebody.always()
    somebody.at_the_end()
    assert repr(somebody).startswith("Somebody(<a call: silent; Routed to ")


def straight_to_desk() -> Flow:
    """The office without a choice: every call rings at the desk, so that chance decides no more than who picks up."""
    flow = world_flow()
    line = {"name": "Line", "destination_type": "single"}
    line |= {"forward_destination_type": DESK.type, "forward_destination_id": DESK.id}
    return replace(flow, receptionists={**flow.receptionists, "main": Receptionist.model_validate(line)})


class Office(AnyCaller):
    """Callers of an office whose desk is not always picked up."""

    flow = straight_to_desk()
    seen: ClassVar[set[tuple[str, str]]] = set()

    def at_the_end(self) -> None:
        record = self.call.record
        self.seen.add((str(record.given.get("department||108000", "")), str(record.outcome.name)))


class Christmas(AnyCaller):
    flow = world_flow().rung_at(NUMBER)
    at = "2026-12-25T21:00"
    given: ClassVar[dict[str, str]] = {"everyone": "no answer"}

    def at_the_end(self) -> None:
        assert self.call.record.outcome.name != "Night voicemail", self.call


def test_callers_meet_every_answer_of_the_world() -> None:
    run(Office)
    assert Office.seen >= {("no answer", "Night voicemail"), ("busy", "Reception"), ("picked up", "Booking desk")}


def test_a_failure_in_a_world_prints_the_moment_and_what_was_given() -> None:
    (again,) = (line for line in notes(Christmas) if line.startswith("Again:"))
    assert again == (
        "Again:  ivrsim play FLOW --number +441632960001 --at 2026-12-25T21:00 --given 'everyone: no answer' "
        "--caller '1'"
    )
