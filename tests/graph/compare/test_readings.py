"""What a flow owes to settings that no document settles."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, Rehearsal
from simulator.graph.compare.differences import play_call
from simulator.graph.compare.readings import Dependency, compare_readings
from simulator.testing.strategies import callers, flows
from tests.examples import few
from tests.graph.compare.plain_readings import small_flow, try_readings
from tests.graph.small import flow, menu, single


def told(item: Dependency) -> tuple[str, str, str | None, list[tuple[object, int]]]:
    notice = {"destination": "ending", "recording": "recording_ids", "time": "milliseconds"}[item.kind]
    outcomes = [(getattr(outcome.played, notice), len(outcome.readings)) for outcome in item.outcomes]
    return item.setting, item.kind, item.script.as_line(), outcomes


def test_a_menu_depends_on_everything() -> None:
    found = compare_readings(flow(main=menu(k1="department||1", wrong_keys_allowed=2, silences_allowed=2)))
    assert [told(item) for item in found.dependencies] == [
        ("final_on", "destination", "2 2", [("department||8", 8), ("department||9", 8)]),
        ("replay_greeting", "recording", "2 hangup", [(("hello", "sorry", "hello"), 8), (("hello", "sorry"), 8)]),
        ("counters", "destination", "2 silence 2", [("department||8", 8), ("department||9", 8)]),
        ("barge_in", "destination", "early:1", [("department||1", 8), ("department||8", 8)]),
    ]
    assert (len(found.classes), found.robust, len(found.ends)) == (16, False, 3)
    assert (found.steady, found.listening, found.always) == (frozenset(found.ends), frozenset(), frozenset())


def test_an_announcement_depends_on_nothing() -> None:
    found = compare_readings(flow(main=single("department||1", "hello")))
    assert (found.classes, found.dependencies, found.robust) == ((tuple(range(16)),), (), True)


def test_a_menu_without_retries_and_prompts_is_robust_where_it_waits_in_silence() -> None:
    quiet = menu(k1="department||1", greeting=None, wrong_keys_allowed=0, silences_allowed=0)
    found = compare_readings(flow(main=quiet))
    assert (len(found.classes), found.dependencies, found.robust) == (1, (), True)


def test_without_retries_only_keys_into_the_greeting_matter() -> None:
    found = compare_readings(flow(main=menu(k1="department||1", wrong_keys_allowed=0, silences_allowed=0)))
    assert [item.setting for item in found.dependencies] == ["barge_in"]
    assert (found.listening, found.always) == (frozenset(found.ends), frozenset())


def test_one_destination_is_robust_although_calls_sound_otherwise() -> None:
    one = menu(k1="department||1", wrong="department||1", silent="department||1")
    found = compare_readings(flow(main=one))
    assert (found.robust, {item.kind for item in found.dependencies}) == (True, {"recording"})


def test_the_ways_of_collecting_keys_when_asked_for() -> None:
    found = compare_readings(
        flow(main=menu(k1="department||1", k12="department||12", k2="department||2")), collect=True
    )
    assert len(found.readings) == 48
    assert found.steady == {"department||2", "department||8", "department||9"}


def test_the_flow_s_own_settings_are_one_of_the_readings() -> None:
    small = flow("freepbx-terminated", main=menu(k1="department||1"))
    assert small.semantics in compare_readings(small).readings


@pytest.mark.heavy
@few(15)
@given(flows(most=2), st.data())
def test_readings_of_one_class_play_alike_and_robust_flows_end_alike(small: Flow, data: st.DataObject) -> None:
    found = compare_readings(small)
    players = [Rehearsal(small.with_semantics(semantics), limit=40) for semantics in found.readings]
    script = data.draw(callers(small))
    results = [play_call(player, script) for player in players]
    for group in found.classes:
        notices = {(results[number].ending, results[number].sounds) for number in group}
        assert len(notices) == 1 or {ending for ending, _ in notices} == {"endless"}
    listening = script.model_copy(
        update={
            "steps": tuple(
                step.model_copy(update={"cue": "listening", "after": 0.4, "gap": 0.1})
                for step in script.steps
                if not step.hangup
            )
        }
    )
    endings = {play_call(player, listening).ending for player in players}
    assert len(endings) == 1 or not endings & found.listening


@few(4)
@given(st.integers(0, 2**32))
def test_readings_of_small_flows_are_what_trying_every_caller_finds(seed: int) -> None:
    """Which readings nobody can tell apart, and which destinations are the same for whom."""
    made = small_flow(seed)
    found = compare_readings(made)
    calm, eager = (try_readings(made, found.readings, early=early) for early in (False, True))
    classes = {number: group for group in found.classes for number in group}
    for first, second in combinations(range(len(found.readings)), 2):
        told_apart = calm.tell_apart(first, second) or eager.tell_apart(first, second)
        assert told_apart == (second not in classes[first]), (first, second)
    assert set(found.ends) - found.listening == calm.moved
    assert set(found.ends) - found.always == calm.moved | eager.moved
