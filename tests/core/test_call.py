"""One call: turns, what is due, and its snapshot."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.flow import Flow
from simulator.core.call import Call, Due
from simulator.core.effects import Enter, Play, Round
from simulator.core.events import EVENTS, KEYS, WORLD_ANSWERS, Pressed
from simulator.core.machine import CallMachine
from simulator.errors import SnapshotError
from simulator.testing.strategies import flows


def test_a_turn_tells_what_an_event_caused_and_what_is_due(clinic: Flow) -> None:
    call = Call(CallMachine(clinic))
    turn = call.receive_event(EVENTS["answered"], 0)
    assert (turn.at, turn.event, turn.dest.name) == (0, EVENTS["answered"], "main/0,0/prompt/entry/0")
    assert turn.effects == (Enter("main"), Round(0, 0), Play("19549", 8200, interruptible=True))
    assert turn.due == call.due == Due(8200, EVENTS["prompt_ended"])


def test_an_ignored_key_leaves_what_is_due_as_it_was(clinic: Flow) -> None:
    deaf = clinic.with_semantics(clinic.semantics.model_copy(update={"barge_in": False}))
    call = Call(CallMachine(deaf))
    call.receive_event(EVENTS["answered"], 0)
    turn = call.receive_event(Pressed("1"), 5000)
    assert (turn.effects, turn.source, turn.due) == ((), turn.dest, Due(8200, EVENTS["prompt_ended"]))


def test_one_machine_takes_calls_to_any_receptionist(clinic: Flow) -> None:
    machine = CallMachine(clinic)
    assert Call(machine, "billing").receive_event(EVENTS["answered"], 0).effects[0] == Enter("billing")
    assert Call(machine).receive_event(EVENTS["answered"], 0).effects[0] == Enter("main")


@given(flows(worlds=True), st.lists(st.sampled_from([*EVENTS.values()]), max_size=25))
def test_a_snapshot_taken_through_json_and_resumed_in_a_new_machine_changes_nothing(
    flow: Flow, events: list[Any]
) -> None:
    straight, resumed = Call(CallMachine(flow)), Call(CallMachine(flow))
    straight.receive_event(EVENTS["answered"], 0)
    resumed.receive_event(EVENTS["answered"], 0)
    now = 0
    for event in events:
        if straight.is_over:
            break
        resumed = Call.resume(CallMachine(flow), json.loads(json.dumps(resumed.snapshot())))
        due = straight.due
        assert due is not None
        if event.trigger in (*KEYS, "hung_up"):
            chosen = event
        elif event.trigger in WORLD_ANSWERS and straight.machine.events[event.trigger].transitions.get(straight.state):
            chosen, now = event, due.at
        else:
            chosen, now = due.event, due.at
        assert straight.receive_event(chosen, now) == resumed.receive_event(chosen, now)
    assert straight.snapshot() == resumed.snapshot()


def test_a_call_that_waits_for_nothing_is_resumed_so(clinic: Flow) -> None:
    over = Call(CallMachine(clinic))
    over.receive_event(EVENTS["answered"], 0)
    over.receive_event(EVENTS["hung_up"], 5)
    for call in (Call(CallMachine(clinic)), over):
        again = Call.resume(CallMachine(clinic), json.loads(json.dumps(call.snapshot())))
        assert (again.state, again.due, again.is_over) == (call.state, None, call.is_over)


@pytest.mark.parametrize(
    "snapshot",
    [
        {},
        {"place": {}, "due": None},
        {"place": {"receptionist": "nobody"}, "due": None},
        {"place": None, "due": None},
        {"place": "main", "due": {"at": 1}},
    ],
)
def test_a_snapshot_of_another_flow_is_refused(clinic: Flow, snapshot: Any) -> None:
    with pytest.raises(SnapshotError, match="none of this flow"):
        Call.resume(CallMachine(clinic), snapshot)


@pytest.mark.parametrize(
    "changed",
    [
        {"phase": "bogus"},
        {"phase": "forward"},
        {"phase": "collecting", "keys": "77"},
        {"wrong_keys": 50},
        {"silences": -1},
    ],
)
def test_a_snapshot_with_a_place_that_no_call_can_be_at_is_refused(clinic: Flow, changed: dict[str, Any]) -> None:
    call = Call(CallMachine(clinic))
    call.receive_event(EVENTS["answered"], 0)
    snapshot = call.snapshot()
    snapshot["place"].update(changed)
    with pytest.raises(SnapshotError):
        Call.resume(CallMachine(clinic), snapshot)
