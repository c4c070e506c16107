from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.config.receptionist import Destination
from simulator.loader.flow_kinds import load

Told = Callable[..., list[str]]

FLOW = """\
entry: main
receptionists: {main: main.yaml, billing: billing.yaml}
recordings:
  "19549": {name: greeting}
  "244": {name: try again}
destinations:
  department||108000: {name: Booking desk}
  voicemail||9001: {name: Night voicemail}
"""

MAIN = """\
name: Front desk
destination_type: multiple
recording: "@greeting"
entries:
  - {option: 1, destination_type: ringgroup, destination_id: "@Booking desk"}
  - {option: 2, destination_type: ivr, destination_id: "@billing"}
  - {option: 3, destination_type: ivr, destination_id: billing}
timeout: 5
incorrect_count: 2
invalid_recording: "@try again"
recording_invalid: "19549"
timeout_retry_recording: "\\x40greeting"
invalid_destination_type: Voicemail
invalid_destination_id: "@Night voicemail"
timeout_retries: 2
timeout_destination_type: virtual_receptionist
timeout_destination_id: "@main"
"""


def test_names_become_ids_and_receptionists_keep_their_keys(here: Path, single: str) -> None:
    for name, text in {"flow": FLOW, "main": MAIN, "billing": single}.items():
        (here / f"{name}.yaml").write_text(text, encoding="utf-8")
    flow = load(".")
    main = flow.receptionists["main"]
    assert main.recordings == ("19549", "244")
    assert (main.greeting, main.wrong_key_retry_recording, main.silence_retry_recording) == ("19549", "244", "19549")
    assert [entry.destination for entry in main.entries or ()] == [
        Destination("ringgroup", "108000"),
        Destination("ivr", "@billing"),
        Destination("ivr", "billing"),
    ]
    assert main.wrong_key_destination == Destination("Voicemail", "9001")
    assert main.silence_destination == Destination("virtual_receptionist", "@main")
    assert [flow.receptionist_for(entry.destination) for entry in main.entries or ()] == [None, "billing", "billing"]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("@greeting", "@greetin", "3:12: no recording is named 'greetin'; did you mean @greeting?"),
        ("@greeting", "@Greeting", "3:12: no recording is named 'Greeting'; did you mean @greeting?"),
        ("@greeting", "@", "3:12: no recording is named ''; the flow has greeting, try again"),
        ("@Booking desk", "@Bookings", "5:62: no ringgroup is named 'Bookings'; did you mean @Booking desk?"),
        ("@Booking desk", "@x", "5:62: no ringgroup is named 'x'; the flow has Booking desk"),
        ("@billing", "@biling", "6:56: no receptionist has the key 'biling'; did you mean @billing?"),
        ("@main", "@x", "17:25: no receptionist has the key 'x'; the flow has main, billing"),
        (
            "@Night voicemail",
            "@Booking desk",
            "14:25: 'Booking desk' is the name of department||108000, and the type here is Voicemail",
        ),
    ],
)
def test_names_that_are_not_there(right: str, wrong: str, message: str, told: Told, single: str) -> None:
    assert told(flow=FLOW, main=MAIN.replace(right, wrong, 1), billing=single) == [f"main.yaml:{message}"]


def test_a_type_of_which_the_catalogue_has_none(told: Told, single: str) -> None:
    text = single.replace("voicemail", "extension").replace("9001", "@x")
    assert told(flow=FLOW, main=MAIN, billing=text) == [
        "billing.yaml:4:25: no extension is named 'x'; the flow has none"
    ]


def test_a_file_alone_has_no_catalogue_but_itself(told: Told, single: str) -> None:
    assert told(desk=single.replace("voicemail", "ivr").replace("9001", "@desk")) == []
    hint = "and a file alone has no catalogue for it: write ids, or list the file in a flow.yaml and load that"
    assert told(desk=single.replace("9001", "@Night voicemail")) == [
        f"desk.yaml:4:25: '@Night voicemail' is a name, {hint}"
    ]


def test_a_name_in_a_broken_catalogue_is_not_said_to_be_missing(told: Told, single: str) -> None:
    broken = FLOW.replace("name: greeting", "name: greeting, second: 3")
    assert told(flow=broken, main=MAIN.replace("@try again", "@tr"), billing=single) == [
        "flow.yaml:4:29: a recording has no field 'second'; did you mean seconds?"
    ]


def test_a_receptionist_whose_file_is_broken_is_not_said_to_be_missing(told: Told) -> None:
    assert told(flow=FLOW, main=MAIN, billing="") == [
        "billing.yaml: is empty; a receptionist (name, destination_type, ...) is needed"
    ]


def test_an_id_that_names_nothing_is_no_loading_error(told: Told, single: str) -> None:
    assert told(desk=single.replace("voicemail", "ivr")) == []
