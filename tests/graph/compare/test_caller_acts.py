"""Acts of a caller as a script."""

from __future__ import annotations

import pytest

from simulator.graph.compare.caller_acts import SILENCE, CallerAct, LongCallerError, build_script, trim_silences


def test_keys_and_silences_in_one_line() -> None:
    acts = (CallerAct("listening", "9", 5000), SILENCE, CallerAct("prompt", "1", 4000), CallerAct("further", "2", 3000))
    assert build_script(acts).as_line() == "9 silence early:12"


def test_silences_at_the_end_are_left_out() -> None:
    acts = (CallerAct("listening", "9", 5000), SILENCE, SILENCE)
    assert (trim_silences(acts), build_script(acts).as_line(), build_script((SILENCE,)).as_line()) == (
        acts[:1],
        "9",
        "",
    )


def test_a_caller_takes_a_thousand_steps_at_most() -> None:
    acts = (CallerAct("listening", "1", 5000),) * 1001
    assert len(build_script(acts[1:]).steps) == 1000
    with pytest.raises(LongCallerError) as refusal:
        build_script(acts)
    assert str(refusal.value) == (
        "the flows differ, but it takes a caller of 1,001 steps to notice; at most 1,000 are played: "
        "compare flows that begin closer to what differs"
    )


def test_times_fit_waits_that_are_short() -> None:
    acts = (CallerAct("listening", "9", 300), CallerAct("further", "1", 100))
    assert build_script(acts).as_json() == {"steps": [{"press": "91", "after": 0.15, "gap": 0.05}]}


def test_all_keys_fit_the_time_that_they_have_together() -> None:
    further = tuple(CallerAct("further", key, 3000, together=600) for key in "23")
    assert [
        build_script((first, *further)).as_json()["steps"]
        for first in (CallerAct("listening", "1", 600), CallerAct("prompt", "1", 600), CallerAct("late", "1", 600))
    ] == [
        [{"press": "123", "gap": 0.049}],
        [{"press": "123", "cue": "prompt"}],
        [{"press": "123", "after": 0.6, "gap": 0.0}],
    ]


def test_a_late_key_comes_when_one_flow_has_given_up() -> None:
    assert build_script((CallerAct("late", "1", 5000),)).as_json() == {"steps": [{"press": "1", "after": 5.0}]}
