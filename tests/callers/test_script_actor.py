"""Steps belong to rounds: which round gets which step, and when its keys are pressed."""

from typing import Any

import pytest

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow, RecordingLength
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import PROFILES
from simulator.wire import vr


def menu(name: str, *keys: tuple[str, str, str], **changes: object) -> Receptionist:
    body = {
        "name": name,
        "destination_type": "multiple",
        "recording": f"{name}-greeting",
        "entries": [{"option": key, "destination_type": kind, "destination_id": id} for key, kind, id in keys],
        "timeout": 2,
        "incorrect_count": 3,
        "timeout_retries": 3,
        "invalid_destination_type": "extension",
        "invalid_destination_id": "wrong",
        "timeout_destination_type": "extension",
        "timeout_destination_id": "silent",
    }
    return Receptionist.model_validate(vr.decode_write({**body, **changes}).fields)


TWO_MENUS = {
    "main": menu("main", ("1", "ivr", "sub"), ("4", "department", "sales")),
    "sub": menu("sub", ("3", "department", "books"), ("12", "department", "long")),
}


def pressed(caller: Any, receptionists: dict[str, Receptionist] | None = None) -> list[tuple[float, str, str]]:
    """When each key was pressed (or the caller hung up), and the place that it led to; greetings take 1 s."""
    known = receptionists or TWO_MENUS
    lengths = {f"{name}-greeting": RecordingLength(1000, estimated=False) for name in known} | {
        "bye": RecordingLength(500, estimated=False)
    }
    flow = Flow(entry="main", receptionists=known, lengths=lengths, semantics=PROFILES["freepbx"])
    record = Rehearsal(flow).play(caller)
    return [
        (turn["at"], turn.get("key", "hangs up"), turn["place"])
        for turn in record.turns
        if turn["event"] in ("pressed", "hung_up")
    ]


def test_a_step_is_pressed_half_a_second_into_the_wait_unless_told() -> None:
    assert pressed("4") == [(1.5, "4", "ended")]


def test_a_key_of_the_same_step_is_typed_ahead_and_the_next_step_waits_for_the_round_after_it() -> None:
    # 1 enters sub, in which 2 is wrong: 3 is pressed in the second round of sub
    assert pressed("12 3") == [
        (1.5, "1", "sub/0,0/prompt/entry/0"),
        (1.75, "2", "sub/1,0/prompt/wrong/0"),
        (3.25, "3", "ended"),
    ]


def test_one_step_each_for_two_menus() -> None:
    assert pressed("1 3") == [(1.5, "1", "sub/0,0/prompt/entry/0"), (3.0, "3", "ended")]


def test_early_is_into_the_prompt_from_the_rounds_beginning() -> None:
    assert pressed("early:1 early:3") == [(0.5, "1", "sub/0,0/prompt/entry/0"), (1.0, "3", "ended")]


def test_a_silence_uses_up_one_round() -> None:
    assert pressed("silence 4") == [(4.5, "4", "ended")]


def test_now_counts_from_the_last_key_of_the_step_before() -> None:
    steps = [{"press": "9", "after": 0.5}, {"press": "4", "cue": "now", "after": 0.1}]
    assert pressed({"steps": steps}) == [(1.5, "9", "main/1,0/prompt/wrong/0"), (1.6, "4", "ended")]


def test_now_after_a_silence_counts_from_the_end_of_its_round() -> None:
    steps = [{"silence": True}, {"press": "4", "cue": "now", "after": 0.7}]
    assert pressed({"steps": steps}) == [(3.7, "4", "ended")]


def test_now_as_the_first_step_counts_from_the_answer() -> None:
    assert pressed({"steps": [{"press": "4", "cue": "now", "after": 0.2}]}) == [(0.2, "4", "ended")]


def test_a_round_that_begins_while_keys_are_to_come_gets_no_step() -> None:
    steps = [{"press": "9"}, {"press": "8", "cue": "now", "after": 2.5}, {"press": "4"}]
    assert pressed({"steps": steps}) == [
        (1.5, "9", "main/1,0/prompt/wrong/0"),
        (4.0, "8", "main/2,0/prompt/wrong/0"),
        (5.5, "4", "ended"),
    ]


def test_keys_are_pressed_at_their_times_come_what_may() -> None:
    # 3 s into a wait of 2 s: the key falls into the greeting of the next round
    assert pressed({"steps": [{"press": "4", "after": 2.5}]}) == [(3.5, "4", "ended")]


def test_a_hang_up_can_be_cued_to_a_recording_that_is_no_round() -> None:
    main = menu("main", ("4", "department", "sales"), incorrect_count=0, recording_invalid="bye")
    steps = [{"press": "9"}, {"hangup": True, "cue": "now", "after": 0.2}]
    assert pressed({"steps": steps}, {"main": main}) == [
        (1.5, "9", "main/1,0/final/wrong"),
        (1.7, "hangs up", "ended"),
    ]


def test_now_after_a_silence_that_was_the_last_counts_from_the_end_of_its_round() -> None:
    main = menu("main", ("4", "department", "sales"), timeout_retries=0, timeout_recording="bye")
    steps = [{"silence": True}, {"hangup": True, "cue": "now", "after": 0.2}]
    assert pressed({"steps": steps}, {"main": main}) == [(3.2, "hangs up", "ended")]


def test_keys_into_the_greeting_of_a_single_are_lost_and_the_steps_wait_for_the_menu() -> None:
    hall = Receptionist(
        name="hall",
        destination_type="single",
        greeting="bye",
        forward_destination_type="ivr",
        forward_destination_id="main",
    )
    flow = {"hall": hall, "main": TWO_MENUS["main"], "sub": TWO_MENUS["sub"]}
    script = {"entry": "hall", "steps": [{"press": "4", "cue": "now", "after": 0.1}, {"press": "4"}]}
    assert pressed(script, flow) == [(0.1, "4", "hall/forward"), (2.0, "4", "ended")]


def test_where_there_is_no_prompt_prompt_and_listening_coincide() -> None:
    main = menu("main", ("4", "department", "sales"), recording=None)
    for cue in ("prompt", "listening"):
        assert pressed({"steps": [{"press": "4", "cue": cue, "after": 0.3}]}, {"main": main}) == [(0.3, "4", "ended")]


@pytest.mark.parametrize("gap", [0, 0.25, 1.0])
def test_gap_is_between_the_keys_of_one_step(gap: float) -> None:
    keys = pressed({"steps": [{"press": "12", "gap": gap}]})
    assert [at for at, _, _ in keys] == [1.5, 1.5 + gap]
