"""Edits of the catalogue: recordings and destinations that are new, or are otherwise."""

from pathlib import Path

import pytest

from tests.patches.shop import changed_lines

CASES = {
    "add_recording: {recording: 104, name: new, seconds: 2.5}": [
        "flow.yaml",
        '+"104": {name: "new", seconds: 2.5}',
    ],
    'add_recording: {recording: "101", name: greeting, seconds: 2}': [],
    'add_recording: {recording: "101", name: hello}': [
        "misfit: recording 101 is in the catalogue with other fields; set_recording changes it",
    ],
    'add_recording: {recording: "104", name: greeting}': [
        "refused: would no longer load: SHOP/flow.yaml:19:17: name 'greeting' is taken by 101; "
        "names are unique among recordings",
    ],
    'set_recording: {recording: "@closed", script: "Shut."}': [
        "flow.yaml",
        "-script_file: closed.txt",
        '+script: "Shut."',
    ],
    'set_recording: {recording: "@sorry", script: "Sorry."}': [
        "flow.yaml",
        '-"102": {name: sorry, seconds: 1} # after a wrong key',
        '+"102": {name: sorry, seconds: 1, script: "Sorry."} # after a wrong key',
    ],
    'set_recording: {recording: "@gone", name: sorry}': [],
    'set_recording: {recording: "@gone", name: lost}': [
        "misfit: no recording is named 'gone'",
    ],
    'set_recording: {recording: "@gone", seconds: 3}': [
        "misfit: no recording is named 'gone'",
    ],
    'set_recording: {recording: "999", seconds: 3}': [
        "misfit: no recording 999 in the catalogue; add_recording adds it",
    ],
    'add_destination: {destination: "extension||5", name: Desk, rings: 10 s, no_answer: "@Sales"}': [
        "flow.yaml",
        '+"extension||5": {name: "Desk", rings: "10 s", no_answer: "@Sales"}',
    ],
    'add_destination: {destination: "ringgroup||1", name: Sales}': [],
    'add_destination: {destination: "department||1", name: Sellers}': [
        "misfit: department||1 is in the catalogue with other fields; set_destination changes it",
    ],
    'set_destination: {destination: "@Sales", rings: 30 s, busy: "@main"}': [
        "flow.yaml",
        "-department||1: {name: Sales, answers: person, rings: 20 s, no_answer: voicemail||9}",
        '+department||1: {name: Sales, answers: person, rings: "30 s", no_answer: voicemail||9, busy: "@main"}',
    ],
    'set_destination: {destination: "@gone", name: Sales}': [],
    'set_destination: {destination: "@gone", answers: person}': [
        "misfit: no receptionist or destination is called 'gone'",
    ],
    'set_destination: {destination: "department||8", answers: person}': [
        "misfit: department||8 is not in the catalogue; add_destination adds it",
    ],
}


@pytest.mark.parametrize("patch", CASES)
def test_an_edit_and_what_it_changes(shop: Path, patch: str) -> None:
    assert [line.replace(f"{shop}/", "SHOP/") for line in changed_lines(shop, patch)] == CASES[patch]


def test_an_id_that_is_written_as_another_number(shop: Path) -> None:
    flow = shop / "flow.yaml"
    flow.write_text(flow.read_text("utf-8").replace('"102": {', "102.0: {"), "utf-8")
    assert changed_lines(shop, 'set_recording: {recording: "102", seconds: 2}') == [
        "flow.yaml",
        "-102.0: {name: sorry, seconds: 1} # after a wrong key",
        "+102.0: {name: sorry, seconds: 2} # after a wrong key",
    ]
