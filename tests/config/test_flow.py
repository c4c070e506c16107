"""A flow: where destinations lead, what things are called, and which receptionist a name means."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from simulator.config.flow import Flow, KnownDestination, Recording, RecordingLength
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.semantics import PROFILES
from simulator.errors import UsageError


def single(name: str, id: str | None = None) -> Receptionist:
    return Receptionist(
        id=id,
        name=name,
        destination_type="single",
        forward_destination_type="department",
        forward_destination_id="7",
    )


FLOW = Flow(
    entry="main",
    receptionists={
        "main": single("Main menu", id="501"),
        "billing": single("Billing"),
        "night": single("After hours"),
        "annexe": single("After hours", id="night"),
    },
    recordings={"19549": Recording(name="greeting"), "244": Recording(script="Sorry.")},
    destinations={
        Destination("department", "108000"): KnownDestination(name="Booking desk", answers="person"),
        Destination("voicemail", "9001"): KnownDestination(answers="machine"),
    },
    lengths={"19549": RecordingLength(8200, estimated=False)},
)


@pytest.mark.parametrize(
    ("destination", "key"),
    [
        (Destination("ivr", "501"), "main"),
        (Destination("virtual_receptionist", "main"), "main"),
        (Destination("virtual_receptionist", "@main"), "main"),
        (Destination("Auto_Attendant", "billing"), "billing"),
        (Destination("ivr", "night"), "annexe"),
        (Destination("ivr", "@night"), "night"),
        (Destination("ivr", "999"), None),
        (Destination("ivr", "@nobody"), None),
        (Destination("ivr", ""), None),
        (Destination("department", "main"), None),
        (Destination("hangup", "501"), None),
    ],
)
def test_a_destination_enters_the_receptionist_with_that_id_else_with_that_key(
    destination: Destination, key: str | None
) -> None:
    assert FLOW.receptionist_for(destination) == key


@pytest.mark.parametrize(
    ("destination", "name"),
    [
        (Destination("department", "108000"), "Booking desk"),
        (Destination("ringgroup", "108000"), "Booking desk"),
        (Destination("Department", "108000"), "Booking desk"),
        (Destination("extension", "108000"), None),
        (Destination("voicemail", "9001"), None),
        (Destination("department", "108001"), None),
    ],
)
def test_a_destination_has_its_name_under_every_word_for_its_type(destination: Destination, name: str | None) -> None:
    assert FLOW.destination_name(destination) == name


def test_a_recording_without_a_name_is_called_by_its_id() -> None:
    assert [FLOW.recording_name(id) for id in ("19549", "244", "999")] == ["greeting", "244", "999"]


def test_a_recording_of_which_nothing_is_known_plays_for_4_seconds_as_an_estimate() -> None:
    assert FLOW.length_of("19549") == (8200, False)
    assert FLOW.length_of("244") == (4000, True)


@pytest.mark.parametrize(
    ("name", "key"),
    [("main", "main"), ("501", "main"), ("Main menu", "main"), ("Billing", "billing"), ("night", "night")],
)
def test_a_receptionist_is_found_by_key_id_or_unique_name(name: str, key: str) -> None:
    assert FLOW.find_receptionist(name) == key


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("After hours", "2 receptionists are named 'After hours': say night or annexe"),
        ("biling", "no receptionist 'biling'; did you mean billing?"),
        ("MAIN MENU", "no receptionist 'MAIN MENU'; did you mean Main menu or main?"),
        ("xyz", "no receptionist 'xyz'; the flow has main, billing, night, annexe"),
        ("", "no receptionist ''; the flow has main, billing, night, annexe"),
    ],
)
def test_a_name_that_leads_nowhere_is_refused_with_what_would(name: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        FLOW.find_receptionist(name)
    assert str(refused.value) == said


def test_of_many_receptionists_a_few_are_named() -> None:
    many = Flow(entry="m0", receptionists={f"m{number}": single("same") for number in range(7)})
    with pytest.raises(UsageError, match=r"^no receptionist 'zz'; the flow has m0, m1, m2, m3, m4, \.\.\.$"):
        many.find_receptionist("zz")
    with pytest.raises(UsageError, match=r"^7 receptionists are named 'same': say m0 or m1 or m2 or m3 or m4$"):
        many.find_receptionist("same")


def test_a_flow_is_looked_at_from_another_entry_and_under_other_semantics() -> None:
    other = FLOW.entered_at("Billing").with_semantics(PROFILES["freepbx"])
    assert (other.entry, other.semantics.profile) == ("billing", "freepbx")
    assert (FLOW.entry, FLOW.semantics.profile) == ("main", "acefone")
    assert other.receptionist_for(Destination("ivr", "501")) == "main"


def test_what_the_catalogue_may_say() -> None:
    assert Recording(seconds="8.2").seconds == 8.2
    for wrong in ({"nme": "x"}, {"seconds": -1}, {"name": " "}):
        with pytest.raises(ValidationError):
            Recording.model_validate(wrong)
    with pytest.raises(ValidationError):
        KnownDestination.model_validate({"answers": "robot"})


NUMBERED = replace(
    FLOW,
    numbers={
        "+441632960001": "main",
        "+44 1632 960002": "billing",
        "0044 1632 960003": "main",
        "+441632960003": "main",
        "+441632960004": "main",
        "441632960004": "billing",
    },
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("+441632960001", "main"),
        ("+44 1632 960001", "main"),
        ("00441632960001", "main"),
        ("441632960001", "main"),
        ("+441632960002", "billing"),
        ("+44 (0)1632 960002", "billing"),
        ("+44-1632-960003", "main"),
        ("+441632960004", "main"),
        ("441632960004", "billing"),
        ("501", "main"),
    ],
)
def test_a_number_means_the_receptionist_that_it_leads_to(name: str, key: str) -> None:
    assert NUMBERED.find_receptionist(name) == key
    assert NUMBERED.entered_at(name).entry == key


@pytest.mark.parametrize(
    ("flow", "name", "message"),
    [
        (
            NUMBERED,
            "+44 1632 960004",
            "'+44 1632 960004' is written in 2 ways in this flow: say +441632960004 or 441632960004",
        ),
        (NUMBERED, "01632 960001", "no number or receptionist '01632 960001'; did you mean +441632960001?"),
        (
            NUMBERED,
            "+15550199",
            "no number or receptionist '+15550199'; the flow's numbers are +441632960001, +44 1632 960002, "
            "0044 1632 960003, +441632960003, +441632960004, ...",
        ),
        (
            FLOW,
            "+441632960001",
            "no number or receptionist '+441632960001'; the flow has no numbers: list them in flow.yaml under numbers",
        ),
        (FLOW, "7777", "no receptionist '7777'; the flow has main, billing, night, annexe"),
    ],
)
def test_a_number_that_leads_nowhere_is_refused_with_what_would(flow: Flow, name: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        flow.find_receptionist(name)
    assert str(refused.value) == message
