from dataclasses import replace

import pytest

from simulator import Flow
from simulator.config.flow import KnownDestination
from simulator.config.receptionist import Destination, parse_address
from simulator.tui.destination_kind import NamedDestination, name_destination
from tests.callers.world_flow import DESK, OFFICE, SWITCH, VOICEMAIL, world_flow


@pytest.mark.parametrize(
    ("destination", "named"),
    [
        (Destination("virtual_receptionist", "@night"), NamedDestination("Night menu", "menu")),
        (OFFICE, NamedDestination("Office hours", "schedule")),
        (DESK, NamedDestination("Booking desk", "person")),
        (VOICEMAIL, NamedDestination("Night voicemail", "machine")),
        (Destination("hangup", "1"), NamedDestination("the menu hangs up", "nobody")),
        (Destination("extension", ""), NamedDestination("nowhere: the call drops", "nobody")),
        (Destination("extension", "42"), NamedDestination("extension||42", "unknown")),
        (Destination("time_condition", "9"), NamedDestination("time_condition||9", "unknown", unsure=True)),
    ],
)
def test_the_kind_of_a_destination(destination: Destination, named: NamedDestination) -> None:
    assert name_destination(world_flow(), destination) == named


def test_a_telephone_that_rings_has_somebody_to_answer_it() -> None:
    flow = world_flow()
    nameless = replace(flow, destinations={**flow.destinations, DESK: KnownDestination(name="Booking desk")})

    assert name_destination(nameless, DESK).kind == "person"


def test_hours_that_the_flow_does_not_have_leave_open_when_somebody_answers(clinic: Flow) -> None:
    known = {SWITCH: KnownDestination(name="Duty doctor", answers="person")}
    flow = replace(clinic, destinations=known)

    assert name_destination(flow, parse_address(str(SWITCH))) == NamedDestination("Duty doctor", "person", unsure=True)
