from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, Rehearsal
from simulator.callers.caller_script import CallerScript, caller
from simulator.callers.script_recovery import recover_script
from simulator.config.receptionist import Receptionist
from simulator.config.routes import PersonRoute
from simulator.testing.strategies import callers, flows
from tests.callers.world_flow import NUMBER, OFFICE, world_flow


def told(flow: Flow, script: str | CallerScript) -> list[dict[str, object]]:
    _, trace = Rehearsal(flow).trace_call(script)
    return recover_script(trace.turns).as_json()["steps"]  # type: ignore[no-any-return]  # a list of objects


def test_keys_are_timed_from_their_round(clinic: Flow) -> None:
    assert told(clinic, "early:9 silence 1") == [
        {"press": "9", "cue": "prompt"},
        {"silence": True},
        {"press": "1"},
    ]


def test_what_follows_in_the_same_round_is_timed_from_the_key_before(clinic: Flow) -> None:
    longer = clinic.with_semantics(clinic.semantics.model_copy(update={"collect": "terminated"}))

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


def test_the_script_bears_the_name_and_the_entry_that_are_given(clinic: Flow) -> None:
    _, trace = Rehearsal(clinic).trace_call("1")

    assert recover_script(trace.turns, entry="main", name="books").as_json() == {
        "name": "books", "entry": "main", "steps": [{"press": "1"}],
    }  # fmt: skip
    assert recover_script(trace.turns).as_json() == {"steps": [{"press": "1"}]}


def test_a_key_that_falls_between_two_prompts_belongs_to_the_round(clinic: Flow) -> None:
    script = '{"steps": [{"press": "9"}, {"press": "9", "cue": "prompt", "after": 4}, {"press": "1"}]}'

    assert told(clinic, script) == [
        {"press": "9"},
        {"press": "9", "cue": "prompt", "after": 4.0},
        {"press": "1"},
    ]


def test_after_a_silent_end_keys_are_timed_from_it(clinic: Flow) -> None:
    script = '{"steps": [{"silence": true}, {"silence": true}, {"silence": true}, {"press": "1", "cue": "now"}]}'

    assert told(clinic, script) == [
        {"silence": True},
        {"silence": True},
        {"silence": True},
        {"press": "1", "cue": "now"},
    ]


def test_keys_into_an_announcement_are_timed_from_the_answer_and_from_each_other() -> None:
    single = Receptionist(
        name="Night line",
        destination_type="single",
        greeting="1",
        forward_destination_type="department",
        forward_destination_id="7",
    )
    flow = Flow(entry="night", receptionists={"night": single})
    script = '{"steps": [{"press": "12", "cue": "now", "after": 1}, {"hangup": true, "cue": "now", "after": 2}]}'

    assert told(flow, script) == [
        {"press": "1", "cue": "now", "after": 1.0},
        {"press": "2", "cue": "now", "after": 0.25},
        {"hangup": True, "cue": "now", "after": 2.0},
    ]


def test_a_key_is_timed_from_the_key_before_also_across_announcements() -> None:
    first = Receptionist(
        name="First",
        destination_type="single",
        greeting="1",
        forward_destination_type="ivr",
        forward_destination_id="second",
    )
    second = first.model_copy(update={"name": "Second", "forward_destination_type": "department"})
    flow = Flow(entry="first", receptionists={"first": first, "second": second})
    script = '{"steps": [{"press": "1", "cue": "now", "after": 1}, {"press": "2", "cue": "now", "after": 5}]}'

    assert told(flow, script) == [
        {"press": "1", "cue": "now", "after": 1.0},
        {"press": "2", "cue": "now", "after": 5.0},
    ]


def test_of_a_call_without_its_beginning_keys_are_timed_from_the_answer(clinic: Flow) -> None:
    _, trace = Rehearsal(clinic).trace_call("1")

    assert recover_script(trace.turns[2:]).as_json()["steps"] == [{"press": "1", "cue": "now", "after": 8.7}]


def test_a_silent_caller_does_nothing(clinic: Flow) -> None:
    assert told(clinic, "") == []


@given(st.data())
def test_played_again_it_is_the_same_call(data: st.DataObject) -> None:
    flow = data.draw(flows())
    rehearsal = Rehearsal(flow, limit=30)
    _, trace = rehearsal.trace_call(data.draw(callers(flow)))

    _, again = rehearsal.trace_call(recover_script(trace.turns, entry=trace.entry or ""))

    assert (again.turns, again.kind) == (trace.turns, trace.kind)


@given(st.data())
def test_in_a_world_it_meets_the_same_answers(data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    rehearsal = Rehearsal(flow, limit=30)
    _, trace = rehearsal.trace_call(data.draw(callers(flow)))

    script = recover_script(trace.turns, number=flow.number)
    _, again = rehearsal.trace_call(caller(script.as_json()))

    assert (again.turns, again.kind) == (trace.turns, trace.kind)
    assert list(again.assumed) == []


def recovered_given(script: Mapping[str, object]) -> dict[str, object]:
    """What a call in the flow with an office is given when it is recovered."""
    _, trace = Rehearsal(world_flow()).trace_call(caller(script))
    return recover_script(trace.turns, number=NUMBER).as_json()


def test_what_the_world_answered_is_given_to_the_script() -> None:
    picks_up_late = {"answer": "picked up", "after": "12.5 s"}
    ringing = {"number": NUMBER, "steps": [{"press": "1"}], "given": {"Booking desk": picks_up_late}}
    assert recovered_given(ringing) == {
        "number": NUMBER,
        "given": {"office": "open", "department||108000": picks_up_late},
        "steps": [{"press": "1"}],
    }
    at_night = {"number": NUMBER, "at": "2026-12-25T21:00"}
    assert recovered_given(at_night) == {"number": NUMBER, "given": {"office": "holiday"}, "steps": []}


def test_a_caller_who_does_not_wait_for_the_answer_is_never_answered() -> None:
    impatient = [{"press": "1"}, {"hangup": True, "cue": "now", "after": 3}]
    assert recovered_given({"number": NUMBER, "steps": impatient, "given": {"everyone": "no answer"}}) == {
        "number": NUMBER,
        "given": {"office": "open", "department||108000": "no answer"},
        "steps": [{"press": "1"}, {"hangup": True, "cue": "now", "after": 3.0}],
    }


def test_answers_that_change_are_a_list() -> None:
    """Reception is busy once and then rings out; keys that are lost meanwhile do not count as an answer."""
    reception = PersonRoute(10_000, True, no_answer=OFFICE, busy=OFFICE)
    flow = world_flow(reception=reception)
    steps = [{"silence": True}, {"press": "9", "cue": "now", "after": 20}]
    given = {"Reception": ["busy", "no answer", "picked up"], "office": ["open", "open", "closed"]}
    _, trace = Rehearsal(flow).trace_call(caller({"number": NUMBER, "steps": steps, "given": given}))
    assert recover_script(trace.turns, number=NUMBER).given == {
        "office": ["open", "open", "closed"],
        "extension||7": ["busy", "no answer", "picked up"],
    }
