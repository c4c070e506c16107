from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, Rehearsal
from simulator.callers.retold import retold
from simulator.callers.script import CallerScript
from simulator.testing.strategies import callers, flows


def told(flow: Flow, script: str | CallerScript) -> list[dict[str, object]]:
    _, trace = Rehearsal(flow).trace(script)
    return retold(trace.turns).as_json()["steps"]  # type: ignore[no-any-return]  # a list of objects


def test_keys_are_timed_from_their_round(clinic: Flow) -> None:
    assert told(clinic, "early:9 silence 1") == [
        {"press": "9", "cue": "prompt"},
        {"silence": True},
        {"press": "1"},
    ]


def test_what_follows_in_the_same_round_is_timed_from_the_key_before(clinic: Flow) -> None:
    longer = clinic.under(clinic.semantics.model_copy(update={"collect": "terminated"}))

    assert told(longer, '{"steps": [{"press": "99", "gap": 1.25}, {"hangup": true, "cue": "now", "after": 2}]}') == [
        {"press": "9"},
        {"press": "9", "cue": "now", "after": 1.25},
        {"hangup": True, "cue": "now", "after": 2.0},
    ]


def test_a_key_that_is_lost_in_a_final_recording_is_told_too(clinic: Flow) -> None:
    script = '{"steps": [{"press": "9"}, {"press": "9"}, {"press": "9"}, {"press": "1", "cue": "now", "after": 1}]}'

    assert told(clinic, script) == [
        {"press": "9"},
        {"press": "9"},
        {"press": "9"},
        {"press": "1", "cue": "now", "after": 1.0},
    ]


def test_a_silent_caller_does_nothing(clinic: Flow) -> None:
    assert told(clinic, "") == []


@given(st.data())
def test_played_again_it_is_the_same_call(data: st.DataObject) -> None:
    flow = data.draw(flows())
    rehearsal = Rehearsal(flow, limit=30)
    _, trace = rehearsal.trace(data.draw(callers(flow)))

    _, again = rehearsal.trace(retold(trace.turns, entry=trace.entry))

    assert (again.turns, again.kind) == (trace.turns, trace.kind)
