"""The words of outcomes."""

from simulator import Flow, Rehearsal
from simulator.config.receptionist import Destination
from simulator.flowtests.flow_test import Mark, NamedThing, ScriptedAct
from simulator.flowtests.outcome_words import act_text, destination_words, ending_words, sound_words, thing_text

HERE = Mark((), 1, 1)


def test_recordings_and_destinations_by_name_where_they_have_one(clinic: Flow) -> None:
    booking = Destination("department", "108000")
    assert sound_words(clinic, ["19549", "999"]) == "greeting, 999"
    assert sound_words(clinic, []) == "nothing"
    assert destination_words(clinic, booking) == "Booking desk (department||108000)"
    assert destination_words(clinic, Destination("department", "1")) == "department||1"
    assert thing_text(clinic, NamedThing("x", recording="244")) == "sorry"
    assert thing_text(clinic, NamedThing("x", destination=booking)) == "Booking desk (department||108000)"


def test_every_end_of_a_call_has_its_words(clinic: Flow) -> None:
    short = Rehearsal(clinic, limit=1)
    calls = [Rehearsal(clinic).trace_call("1"), Rehearsal(clinic).trace_call("hangup"), short.trace_call("9")]
    assert [ending_words(clinic, trace) for _, trace in calls] == [
        "Booking desk (department||108000)",
        "the caller hangs up",
        "a call that never ends (still in the menu after 1,000 rounds)",
    ]


def test_every_act_has_its_words(clinic: Flow) -> None:
    acts = [
        ScriptedAct(HERE, "silence"),
        ScriptedAct(HERE, "hangup", cue="prompt"),
        ScriptedAct(HERE, "press", "12"),
        ScriptedAct(HERE, "press", "1", "during", 1500, during="19549"),
    ]
    assert [act_text(clinic, act) for act in acts] == [
        "a silent round",
        "the caller hangs up early",
        "the caller presses 12",
        "the caller presses 1, 1.5 s into greeting",
    ]
