"""The words of outcomes."""

from simulator import Flow, Rehearsal
from simulator.config.receptionist import Destination
from simulator.flowtests.model import Act, Mark, Thing
from simulator.flowtests.wording import act_text, addressed, ending, named, thing_text

HERE = Mark((), 1, 1)


def test_recordings_and_destinations_by_name_where_they_have_one(clinic: Flow) -> None:
    booking = Destination("department", "108000")
    assert named(clinic, ["19549", "999"]) == "greeting, 999"
    assert named(clinic, []) == "nothing"
    assert addressed(clinic, booking) == "Booking desk (department||108000)"
    assert addressed(clinic, Destination("department", "1")) == "department||1"
    assert thing_text(clinic, Thing("x", recording="244")) == "sorry"
    assert thing_text(clinic, Thing("x", destination=booking)) == "Booking desk (department||108000)"


def test_each_way_to_end(clinic: Flow) -> None:
    short = Rehearsal(clinic, limit=1)
    calls = [Rehearsal(clinic).trace("1"), Rehearsal(clinic).trace("hangup"), short.trace("9")]
    assert [ending(clinic, trace) for _, trace in calls] == [
        "Booking desk (department||108000)",
        "the caller hangs up",
        "a call that never ends (still in the menu after 1,000 rounds)",
    ]


def test_each_act(clinic: Flow) -> None:
    acts = [
        Act(HERE, "silence"),
        Act(HERE, "hangup", cue="prompt"),
        Act(HERE, "press", "12"),
        Act(HERE, "press", "1", "during", 1500, during="19549"),
    ]
    assert [act_text(clinic, act) for act in acts] == [
        "a silent round",
        "the caller hangs up early",
        "the caller presses 12",
        "the caller presses 1, 1.5 s into greeting",
    ]
