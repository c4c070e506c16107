"""Which round gets which step of a script, and when its keys are pressed."""

from simulator.callers.act_schedule import ActSchedule, TimedStep, lower_step, turns_begun
from simulator.callers.caller_script import caller


def schedule_of(*steps: dict[str, object]) -> ActSchedule:
    return ActSchedule([lower_step(step) for step in caller({"steps": list(steps)}).steps])


def test_a_step_waits_for_a_round_and_its_keys_for_the_wait() -> None:
    schedule = schedule_of({"press": "12"}, {"press": "3", "cue": "prompt", "after": 0})
    schedule.hear(0, 0, 0, "round", True, False)
    assert (schedule.acts, schedule.waits) == ([], True)
    schedule.hear(1, 4000, 0, "", True, True)
    assert schedule.acts == [(4500, "1"), (4750, "2")]
    schedule.hear(2, 4500, 1, "round", True, False)  # the second key is not pressed yet
    assert len(schedule.acts) == 2
    schedule.hear(3, 9000, 2, "round", True, False)
    assert (schedule.acts[2:], schedule.waits) == ([(9000, "3")], False)


def test_a_silence_takes_a_round_and_now_steps_follow_it() -> None:
    schedule = schedule_of({"silence": True}, {"hangup": True, "cue": "now", "after": 1})
    schedule.hear(0, 0, 0, "round", True, False)
    assert schedule.acts == []
    schedule.hear(1, 9000, 0, "", False, False)
    assert (schedule.acts, schedule.silences, schedule.waits) == ([(10_000, "hung_up")], [1], False)


def test_a_silence_lasts_to_the_end_of_a_call() -> None:
    schedule = schedule_of({"silence": True})
    schedule.hear(0, 0, 0, "round", True, False)
    schedule.hear_end(1, in_round=True)  # a call that never ends
    assert schedule.silences == []
    schedule.hear_end(2, in_round=False)
    assert schedule.silences == [2]


def test_a_step_during_a_recording_waits_for_no_round_but_for_the_step_before_it() -> None:
    nine = TimedStep("during", ("9",), 1000, 0, during="244")
    schedule = ActSchedule([TimedStep("prompt", ("1",), 500, 0), nine, nine])
    schedule.hear(0, 0, 0, "round", True, False, ["244"])  # the 1 is not pressed yet
    assert (schedule.acts, schedule.awaits) == ([(500, "1")], "244")
    schedule.hear(1, 500, 1, "round", True, False, ["245"])
    assert (schedule.acts[1:], schedule.awaits) == ([], "244")
    schedule.hear(2, 4000, 1, "", False, False, ["244"])
    assert (schedule.acts[1:], schedule.awaits, schedule.waits) == ([(5000, "9")], "244", True)
    schedule.hear(3, 5000, 2, "", False, False, ["244"])
    assert (schedule.acts[2:], schedule.awaits, schedule.waits) == ([(6000, "9")], "", False)


def test_steps_begin_with_their_first_keys_and_silences_with_their_ends() -> None:
    silence, press = TimedStep("listening", (), 0, 0), TimedStep("listening", ("1", "2"), 500, 250)
    assert turns_begun([press, silence, press, press], [2, 3, 9, 10], [7]) == [2, 7, 9]
    assert turns_begun([silence, press], [], []) == []


def test_a_step_for_an_announcement_waits_for_one_that_takes_keys() -> None:
    schedule = schedule_of({"press": "5", "cue": "announcement"}, {"press": "1", "cue": "prompt"})
    schedule.hear(0, 0, 0, "round", True, False)  # a round is none
    assert (schedule.acts, schedule.waits) == ([], True)
    schedule.hear(1, 2000, 0, "announcement", False, False)
    assert schedule.acts == [(2500, "5")]
    schedule.hear(2, 2500, 1, "announcement", False, False)  # it plays again, and the next step is for a round
    assert (len(schedule.acts), schedule.waits) == (1, True)
    schedule.hear(3, 9000, 1, "round", True, False)
    assert (schedule.acts[1:], schedule.waits) == ([(9500, "1")], False)
