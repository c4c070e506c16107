from dataclasses import replace

import pytest

from simulator.config.destination import BACK
from simulator.config.flow import Flow, KnownDestination, Recording
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.routes import ScheduleRoute
from simulator.config.targets import (
    Target,
    known_recordings,
    onward_destinations,
    outside_destinations,
    resolve_target,
    usual_way_out,
)
from simulator.errors import UsageError
from tests.callers.world_flow import DESK, OFFICE, RECEPTION, SWITCH, VOICEMAIL, world_flow
from tests.core.test_return_rules import flow_of, menu


def single(name: str, to: str, **more: str) -> Receptionist:
    kind, _, id = to.partition("||")
    return Receptionist(
        name=name, destination_type="single", forward_destination_type=kind, forward_destination_id=id, **more
    )


FLOW = Flow(
    entry="main",
    receptionists={
        "main": single("Welcome", "ivr||900", greeting="7"),
        "night": single("Night", "ringgroup||10", id="900"),
        "a": single("Twin", "hangup||1"),
        "b": single("Twin", "extension||5"),
    },
    recordings={"8": Recording(name="Sales"), "9": Recording()},
    destinations={
        Destination("department", "10"): KnownDestination(name="Sales", answers="person"),
        Destination("voicemail", "1"): KnownDestination(name="Box", answers="machine"),
    },
)
SALES = frozenset({Destination("department", "10")})


@pytest.mark.parametrize(
    ("word", "target"),
    [
        ("person", Target("destinations", "a person", SALES)),
        ("machine", Target("destinations", "a machine", frozenset({Destination("voicemail", "1")}))),
        ("Sales", Target("destinations", "Sales (department||10)", SALES)),
        ("ringgroup||10", Target("destinations", "Sales (ringgroup||10)", SALES)),
        ("extension||6", Target("destinations", "extension||6", frozenset({Destination("extension", "6")}))),
        ("hangup", Target("destinations", "a hang-up by the menu", frozenset({Destination("hangup", "1")}))),
        ("night", Target("receptionist", "Night (night)", id="night")),
        ("fax|| ", Target("destinations", "a blank destination (fax||)", frozenset({Destination("fax", "")}))),
        ("Welcome", Target("receptionist", "Welcome (main)", id="main")),
        ("900", Target("receptionist", "Night (night)", id="night")),
        ("ivr||900", Target("receptionist", "Night (night)", id="night")),
    ],
)
def test_what_a_word_means(word: str, target: Target) -> None:
    assert resolve_target(FLOW, word) == target


def test_recordings_by_name_and_id() -> None:
    assert resolve_target(FLOW, "Sales", only_recordings=True) == Target("recording", "recording Sales", id="8")
    assert resolve_target(FLOW, "7", only_recordings=True) == Target("recording", "recording 7", id="7")
    assert resolve_target(FLOW, "recording:Sales", recordings=True).id == "8"
    assert resolve_target(FLOW, "destination:Sales", recordings=True).destinations == SALES


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("Nigth", "nothing is called 'Nigth'; did you mean night?"),
        ("xyzzy", "nothing is called 'xyzzy'; person, a name of the flow, or TYPE||ID is accepted"),
        ("Twin", "2 receptionists are named 'Twin'; say a or b"),
        (
            "nobody",
            "no destination of the catalogue says answers: nobody; "
            "flow.yaml may say department||108000: {name: Booking desk, answers: nobody}",
        ),
    ],
)
def test_what_means_nothing(word: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        resolve_target(FLOW, word)
    assert str(refused.value) == message


def test_a_name_of_two_things_is_told_apart() -> None:
    with pytest.raises(UsageError, match="write destination:Sales or recording:Sales"):
        resolve_target(FLOW, "Sales", recordings=True)


def test_a_recording_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="nothing is called 'person'; a recording's name or id is accepted"):
        resolve_target(FLOW, "person", only_recordings=True)


def test_what_ends_calls_and_what_is_heard() -> None:
    assert outside_destinations(FLOW) == {
        Destination("department", "10"),
        Destination("hangup", "1"),
        Destination("extension", "5"),
    }
    assert known_recordings(FLOW) == {"7", "8", "9"}


def test_ends_behind_schedules_telephones_and_numbers_count() -> None:
    """The office itself only leads on; the desk and reception end a call when they are picked up."""
    flow = world_flow()
    gate = Destination("extension", "9")
    flow = replace(flow, numbers={**flow.numbers, "+44": str(gate)})
    assert outside_destinations(flow) == {DESK, VOICEMAIL, RECEPTION, gate}
    hangup = Destination("hangup", "1")
    routes = {**flow.routes, OFFICE: ScheduleRoute("office", hangup, SWITCH, OFFICE)}
    assert outside_destinations(replace(flow, routes=routes)) == {DESK, VOICEMAIL, RECEPTION, gate, hangup}
    assert onward_destinations(flow, OFFICE) == (
        Destination("virtual_receptionist", "@main"),
        Destination("virtual_receptionist", "@night"),
    )
    assert onward_destinations(flow, DESK) == (DESK, VOICEMAIL, RECEPTION)
    assert onward_destinations(flow, gate) == (gate,)


def test_a_way_out_usually_leads_back_where_it_can_and_nobody_reaches_a_return() -> None:
    main, sub = menu("main", k1="sub"), menu("sub", k0="back")
    flow = flow_of(main, sub, after=("sub",))
    ways = [usual_way_out(item, "wrong") for item in flow.receptionists.values()]
    assert ways == [Destination("hangup", "1"), BACK]
    assert outside_destinations(flow) == {Destination("hangup", "1")}
    with pytest.raises(UsageError, match=r"'return\|\|1' leads back to where a call came from, and no call ends there"):
        resolve_target(flow, "return||1")
