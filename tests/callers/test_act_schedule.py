"""Which round gets which step of a script, and when its keys are pressed."""

from simulator.callers.act_schedule import ActSchedule, lower_step
from simulator.callers.caller_script import caller


def schedule_of(*steps: dict[str, object]) -> ActSchedule:
    return ActSchedule([lower_step(step) for step in caller({"steps": list(steps)}).steps])


def test_a_step_waits_for_a_round_and_its_keys_for_the_wait() -> None:
    schedule = schedule_of({"press": "12"}, {"press": "3", "cue": "prompt", "after": 0})
    schedule.hear(0, 0, True, True, True, False)
    assert (schedule.acts, schedule.waits) == ([], True)
    schedule.hear(4000, 0, False, False, True, True)
    assert schedule.acts == [(4500, "1"), (4750, "2")]
    schedule.hear(4500, 1, False, True, True, False)  # the second key is not pressed yet
    assert len(schedule.acts) == 2
    schedule.hear(9000, 2, False, True, True, False)
    assert (schedule.acts[2:], schedule.waits) == ([(9000, "3")], False)


def test_a_silence_takes_a_round_and_now_steps_follow_it() -> None:
    schedule = schedule_of({"silence": True}, {"hangup": True, "cue": "now", "after": 1})
    schedule.hear(0, 0, True, True, True, False)
    assert schedule.acts == []
    schedule.hear(9000, 0, False, False, False, False)
    assert (schedule.acts, schedule.waits) == ([(10_000, "hung_up")], False)
