"""The call of a test, by rows and in a machine: ``test_runner`` holds the two against each other."""

from simulator import Flow
from simulator.callers.act_schedule import ActSchedule
from simulator.callers.drivers import converse
from simulator.callers.script_actor import ActingCaller
from simulator.callers.table_player import TablePlayer
from simulator.core.machine import CallMachine
from simulator.flowtests.tested_call import HeardSound, TestedCall


def test_what_is_heard_and_how_it_ends_is_known_without_the_turns(clinic: Flow) -> None:
    call = TestedCall(TablePlayer(clinic).play_caller(ActSchedule([]), clinic.start), [])
    assert call.heard[:2] == [HeardSound(0, 0, 0, "19549"), HeardSound(1, 2, 13_200, "245")]
    assert (call.kind, str(call.destination), call.milliseconds) == ("routed", "extension||050109590001", 51_200)
    trace = converse(CallMachine(clinic), ActingCaller([]))
    assert (call.trace, call.last) == (trace, len(trace.turns) - 1)
    assert call.trace is call.trace


def test_an_endless_call_starts_no_recording_with_its_last_turn(clinic: Flow) -> None:
    played = TablePlayer(clinic).play_caller(ActSchedule([]), clinic.start, limit=1)
    call = TestedCall(played, [])
    assert (call.kind, call.heard) == ("endless", TestedCall(call.trace, []).heard)
    assert [sound.sound for sound in call.heard] == ["19549"]
