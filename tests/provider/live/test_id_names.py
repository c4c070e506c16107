"""Names here, ids there."""

from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import Destination
from simulator.provider.live.id_names import IdNames

NAMES = IdNames(
    ["main", "billing", "night"],
    {"main": "701", "billing": "702"},
    {"19549": Recording(name="greeting"), "244": Recording()},
    {Destination("department", "108000"): KnownDestination(name="Booking desk")},
)


def test_a_recording() -> None:
    written = ["@greeting", "19549", "@other", None]
    assert [NAMES.recording_id(one) for one in written] == ["19549", "19549", "@other", None]
    assert [NAMES.recording_name("19549"), NAMES.recording_name("244")] == ["@greeting", "244"]


def test_a_destination_that_is_a_receptionist() -> None:
    written = ["@billing", "702", "billing", "@night", "999"]
    assert [NAMES.destination_id("ivr", one) for one in written] == ["702", "702", "702", "@night", "999"]
    assert [NAMES.destination_name(Destination("ivr", id)) for id in ("702", "999")] == ["@billing", "999"]


def test_another_destination() -> None:
    written = ["@Booking desk", "108000", "@Nobody", None]
    assert [NAMES.destination_id("department", one) for one in written] == ["108000", "108000", "@Nobody", None]
    assert NAMES.destination_id(None, "7") == "7"
    ends = [("ringgroup", "108000"), ("department", "1"), ("extension", "108000")]
    assert [NAMES.destination_name(Destination(*end)) for end in ends] == ["@Booking desk", "1", "108000"]
