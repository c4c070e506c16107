import pytest

from simulator.callers.caller_script import caller
from simulator.core.machine import CallMachine
from simulator.engines.call_races import PlayedCaller, play_for_races
from tests.engines.engine_flows import changed, quick_flow

# main: a greeting of 0.9 s, then a wait of 0.8 s; a silence is followed by the greeting again, then the call ends
SILENT = PlayedCaller(3400, ends=True, is_race=False)


def test_a_silent_caller_races_nobody() -> None:
    assert play_for_races(CallMachine(quick_flow()), caller("")) == SILENT


@pytest.mark.parametrize(
    ("after", "is_race"), [(0.5, False), (0.82, False), (0.84, True), (0.96, True), (0.98, False), (1.65, True)]
)
def test_a_key_keeps_away_from_the_end_of_a_recording_and_of_a_wait(after: float, is_race: bool) -> None:
    script = caller({"steps": [{"press": "2", "cue": "prompt", "after": after}]})
    assert play_for_races(CallMachine(quick_flow()), script).is_race == is_race


def test_two_keys_are_apart() -> None:
    machine = CallMachine(quick_flow())
    pressed = [caller({"steps": [{"press": "12", "gap": gap}]}) for gap in (0.1, 0.2)]
    assert [play_for_races(machine, script).is_race for script in pressed] == [True, False]


def test_the_pauses_of_read_move_what_decides() -> None:
    # after a wrong key: 0.4 s and 0.9 s of recordings, with a pause of 50 ms between them on the engine
    steps = [{"press": "9#", "gap": 0.2}, {"press": "2", "cue": "prompt", "after": 1.39}]
    races = {
        collect: play_for_races(CallMachine(quick_flow().with_semantics(changed(collect))), caller({"steps": steps}))
        for collect in ("acefone", "freepbx-terminated")
    }
    assert not races["acefone"].is_race
    always = quick_flow().with_semantics(changed("freepbx-terminated", replay_greeting="always"))
    assert play_for_races(CallMachine(always), caller({"steps": steps})).is_race


def test_a_call_that_goes_round_for_ever_cannot_be_compared() -> None:
    flow = quick_flow()
    main = flow.receptionists["main"].model_copy(
        update={"silence_destination_type": "virtual_receptionist", "silence_destination_id": "main"}
    )
    from dataclasses import replace

    played = play_for_races(CallMachine(replace(flow, receptionists={"main": main})), caller(""))
    assert (played.ends, played.is_short(), played.is_comparable) == (False, False, False)
