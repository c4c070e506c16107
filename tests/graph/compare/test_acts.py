"""Acts of a caller as a script."""

from __future__ import annotations

from simulator.graph.compare.acts import SILENCE, Act, script_of, trimmed


def test_keys_and_silences_in_one_line() -> None:
    acts = (Act("listening", "9", 5000), SILENCE, Act("prompt", "1", 4000), Act("further", "2", 3000))
    assert script_of(acts).as_line() == "9 silence early:12"


def test_silences_at_the_end_are_left_out() -> None:
    acts = (Act("listening", "9", 5000), SILENCE, SILENCE)
    assert (trimmed(acts), script_of(acts).as_line(), script_of((SILENCE,)).as_line()) == (acts[:1], "9", "")


def test_times_fit_waits_that_are_short() -> None:
    acts = (Act("listening", "9", 300), Act("further", "1", 100))
    assert script_of(acts).as_json() == {"steps": [{"press": "91", "after": 0.15, "gap": 0.05}]}


def test_a_late_key_comes_when_one_flow_has_given_up() -> None:
    assert script_of((Act("late", "1", 5000),)).as_json() == {"steps": [{"press": "1", "after": 5.0}]}
