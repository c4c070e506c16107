from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.config.flow import LoadNote
from simulator.config.receptionist import Entry, Receptionist
from simulator.loader.flow_kinds import load, load_with_shelf

FULL = """\
id: 7926
name: Front desk
description: 012
destination_type: multiple
recording: 19549.0
entries:
  "#": {destination_type: hangup, destination_id: 1}
  12: {option: "12", destination_type: extension, destination_id: 050109590001, template_id: 0}
timeout: 1.5
incorrect_count: 3.0
invalid_recording: "0"
recording_invalid: ""
timeout_tries: "2"
timeout_retry_recording: 0
timeout_recording: null
invalid_destination_type: ivr
invalid_destination_id: "@main"
timeout_destination_type: Department
timeout_destination_id: ""
prefix: no
intercom: 1e3
"""


def test_every_field(here: Path) -> None:
    (here / "main.yaml").write_text(FULL, encoding="utf-8")
    assert load("main.yaml").receptionists == {
        "main": Receptionist(
            id="7926",
            name="Front desk",
            description="012",
            destination_type="multiple",
            greeting="19549",
            entries=(
                Entry(option="#", destination_type="hangup", destination_id="1"),
                Entry(option="12", destination_type="extension", destination_id="050109590001"),
            ),
            timeout_seconds=1.5,
            wrong_keys_allowed=3,
            wrong_key_destination_type="ivr",
            wrong_key_destination_id="@main",
            silences_allowed=2,
            silence_destination_type="Department",
            silence_destination_id="",
            caller_id_prefix="no",
            intercom="1e3",
        )
    }


def test_both_names_of_the_silences_are_noted(here: Path, menu: str) -> None:
    (here / "main.yaml").write_text(menu + "timeout_tries: 7\n", encoding="utf-8")
    flow = load("main.yaml")
    assert flow.receptionists["main"].silences_allowed == 2
    assert flow.notes == (LoadNote("main.yaml", "line 13: timeout_tries has no effect next to timeout_retries"),)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("invalid_retries", "use incorrect_count in a receptionist file"),
        ("invalid_retry_recording", "use invalid_recording in a receptionist file"),
        ("invalid_destination", "use invalid_destination_id in a receptionist file"),
        ("timeout_destination", "use timeout_destination_id in a receptionist file"),
        ("timeout_dest_type", "use timeout_destination_type in a receptionist file"),
        ("ivr_menu", "use entries in a receptionist file"),
    ],
)
def test_the_names_of_answers_lead_to_the_names_of_files(
    name: str, message: str, told: Callable[..., list[str]], single: str
) -> None:
    assert told(main=f"{single}{name}: 1\n") == [
        f"main.yaml:5:1: {name} is a name from the provider's responses; {message}"
    ]


def test_fields_of_the_other_kind_may_be_there(told: Callable[..., list[str]], menu: str, single: str) -> None:
    assert told(main=menu + single.partition("single\n")[2]) == []
    assert told(main=single + "timeout: 5\nentries: []\n") == []


def test_what_a_flow_was_made_from_can_be_pointed_at(here: Path, menu: str) -> None:
    (here / "main.yaml").write_text(menu, encoding="utf-8")
    _, shelf = load_with_shelf("main.yaml")
    draft = shelf.drafts["main"]
    assert str(draft.problem_at(("entries", 0, "destination_id"), "here")) == "main.yaml:5:65: here"
    assert str(draft.problem_at(("silence_destination_id",), "here")) == "main.yaml:12:25: here"
