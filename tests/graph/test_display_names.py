"""What things are called."""

from __future__ import annotations

import pytest

from simulator.config.destination import BACK, NOWHERE
from simulator.config.flow import Flow, KnownDestination, Recording, RecordingLength
from simulator.config.receptionist import Destination, Receptionist
from simulator.graph.display_names import DisplayNames


def single(name: str, id: str | None = None) -> Receptionist:
    return Receptionist(
        id=id,
        name=name,
        destination_type="single",
        forward_destination_type="hangup",
        forward_destination_id="1",
    )


NAMES = DisplayNames(
    Flow(
        "welcome",
        {"welcome": single("Welcome", "7001"), "a": single("Twice"), "b": single("Twice")},
        recordings={"19549": Recording(name="greeting", script="Hello\n there"), "20": Recording(script=" ")},
        destinations={
            Destination("department", "1"): KnownDestination(name="Booking desk", answers="person"),
            Destination("voicemail", "2"): KnownDestination(name="Night", answers="machine"),
            Destination("extension", "3"): KnownDestination(name="Payment line", answers="menu"),
            Destination("extension", "4"): KnownDestination(name="Old office", answers="nobody"),
            Destination("extension", "5"): KnownDestination(name="Annexe"),
            Destination("extension", "6"): KnownDestination(answers="person"),
            Destination("department", "8"): KnownDestination(name="evil\x1b[2J", answers="person"),
        },
        lengths={"19549": RecordingLength(8200, estimated=False)},
    )
)


@pytest.mark.parametrize(
    ("destination", "words"),
    [
        ("department||1", "Booking desk (a person)"),
        ("ringgroup||1", "Booking desk (a person)"),
        ("voicemail||2", "Night (a machine)"),
        ("extension||3", "Payment line (a menu elsewhere)"),
        ("extension||4", "Old office (nobody answers)"),
        ("extension||5", "Annexe (who answers is not known)"),
        ("extension||6", "extension 6 (a person)"),
        ("time_condition||77", "time condition 77 (who answers is not known)"),
        ("department||", "nowhere (department without an id: the call drops)"),
        ("department||8", r"evil\x1b[2J (a person)"),
        ("hangup||1", "the end of the call"),
        ("ivr||@welcome", "announcement “Welcome”"),
        ("ivr||7001", "announcement “Welcome”"),
        ("ivr||@a", "announcement “Twice” (a)"),
        ("virtual_receptionist||9999", "receptionist 9999 (not in this flow)"),
    ],
)
def test_destinations(destination: str, words: str) -> None:
    kind, id = destination.split("||")
    assert NAMES.destination_name(Destination(kind, id)) == words


def test_callers_go_to_a_destination_unless_it_hangs_up() -> None:
    assert NAMES.onward_phrase(Destination("department", "1")) == "they go to Booking desk (a person)"
    assert NAMES.onward_phrase(Destination("hangup", "1")) == "the call ends"
    assert NAMES.onward_phrase(Destination("time_condition", " ")) == "the call drops (time condition without an id)"


def test_recordings() -> None:
    assert NAMES.recording_name("19549") == "“greeting”"
    assert NAMES.recording_in_full("19549") == "“greeting” (recording 19549, 8.2 s)"
    assert NAMES.script_of("19549") == "“Hello there”"
    assert NAMES.recording_name("20") == "recording 20"
    assert NAMES.recording_in_full("20") == "recording 20 (about 4 s)"
    assert NAMES.script_of("20") == ""


def test_a_way_back_is_told_as_one_and_leads_nowhere_without_a_menu() -> None:
    names = DisplayNames(Flow("a", {"a": single("a")}))
    assert names.destination_name(BACK) == "back to the menu that the call came from"
    assert names.onward_phrase(BACK) == "they go back to the menu that the call came from"
    assert names.onward_phrase(NOWHERE) == "the call drops, because there is no menu to go back to"
