"""The names that a test may say, and what is said of others."""

import re

import pytest

from simulator import Flow
from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import Destination
from simulator.flowtests.flow_names import FlowNames
from simulator.flowtests.flow_test import NamedThing
from tests.graph.small import flow, menu


@pytest.fixture(scope="module")
def sales() -> Flow:
    """A flow in which a recording and a destination have one name, and aliases of types."""
    small = flow(main=menu(k1="ringgroup||1"))
    return Flow(
        entry="main",
        receptionists=small.receptionists,
        recordings={"77": Recording(name="Sales"), "nothing": Recording()},
        destinations={Destination("department", "1"): KnownDestination(name="Sales")},
    )


def test_a_recording_is_found_by_name_by_id_and_with_its_kind(clinic: Flow) -> None:
    known = FlowNames(clinic)
    assert [known.recording_id(said) for said in ("greeting", "19549", "recording:greeting")] == ["19549"] * 3


def test_a_recording_that_only_a_receptionist_uses_is_known_by_its_id(sales: Flow) -> None:
    greeting = sales.receptionists["main"].greeting
    assert greeting is not None
    assert FlowNames(sales).recording_id(greeting) == greeting


def test_a_destination_is_found_by_name_and_by_any_alias_of_its_type(sales: Flow) -> None:
    known = FlowNames(sales)
    said = ("Sales", "destination:Sales", "department||1", "ringgroup||1")
    assert [known.destination_named(one) for one in said] == [Destination("department", "1")] * 4


def test_a_name_of_both_kinds_is_written_with_its_kind(sales: Flow) -> None:
    known = FlowNames(sales)
    assert known.thing_named("recording:Sales") == NamedThing("recording:Sales", recording="77")
    assert known.thing_named("destination:Sales").destination == Destination("department", "1")
    with pytest.raises(
        ValueError, match="is a recording and a destination; write recording:Sales or destination:Sales"
    ):
        known.thing_named("Sales")


@pytest.mark.parametrize(
    ("look", "said", "message"),
    [
        ("recording", "greting", "no recording 'greting'; did you mean greeting or billing-greeting?"),
        ("recording", "sorry, greeting", "no recording 'sorry, greeting'; several are a list: [sorry, greeting]"),
        ("recording", "Reception", "'Reception' is a destination, which nobody hears; reaches claims it"),
        (
            "recording",
            "xyz",
            "no recording 'xyz'; the flow has greeting, billing-greeting, sorry, are-you-there, goodbye",
        ),
        ("destination", "Recption", "no destination 'Recption'; did you mean Reception?"),
        ("destination", "@Reception", "no destination '@Reception'; did you mean Reception?"),
        ("destination", "108000", "no destination '108000'; did you mean department||108000?"),
        ("destination", "goodbye", "'goodbye' is a recording, which no call is sent to; hears claims it"),
        (
            "destination",
            "virtual_receptionist||billing",
            "no destination 'virtual_receptionist||billing'; it is a receptionist of this flow, "
            "where the call goes on: hears can claim what it plays",
        ),
        ("thing", "goodby", "no recording or destination 'goodby'; did you mean goodbye?"),
    ],
)
def test_an_unknown_name_gets_the_nearest_one(clinic: Flow, look: str, said: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        getattr(FlowNames(clinic), {"recording": "recording_id"}.get(look, f"{look}_named"))(said)
