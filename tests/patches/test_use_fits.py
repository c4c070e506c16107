"""Edits of whatever is named in many places: all of them, and not one more."""

from pathlib import Path

import pytest

from tests.patches.shop import changed_lines

CASES = {
    'replace_recording: {from: "@closed", to: "@greeting"}': [
        "night.yaml",
        '-recording: "103"',
        '+recording: "@greeting"',
        "notice.yaml",
        '-recording: "@closed"',
        '+recording: "@greeting"',
        "flow.yaml",
        '-christmas: {from: 2026-12-24, until: 2026-12-29, receptionists: {main: {recording: "@closed"}}}',
        '+christmas: {from: 2026-12-24, until: 2026-12-29, receptionists: {main: {recording: "@greeting"}}}',
    ],
    'replace_recording: {from: "@closed", to: "@greeting", menu: notice}': [
        "notice.yaml",
        '-recording: "@closed"',
        '+recording: "@greeting"',
    ],
    'replace_recording: {from: "102", to: "104"}': [
        "misfit: no recording 104 in the catalogue; add_recording adds it",
    ],
    'replace_recording: {from: "@gone", to: "@greeting"}': [],
    'replace_recording: {from: "@gone", to: "@sorry", menu: night}': [
        "misfit: no recording is named 'gone'",
    ],
    'replace_recording: {from: "105", to: "@greeting", menu: night}': [
        "misfit: 105 does not play in night",
    ],
    'replace_recording: {from: "105", to: "106"}': [
        "misfit: no recording 106 in the catalogue; add_recording adds it",
    ],
    'replace_recording: {from: greeting, to: "@sorry"}': [
        'misfit: no recording has the id greeting; for the one of that name use "@greeting"',
    ],
    'replace_recording: {from: "@greeting", to: sorry}': [
        'misfit: no recording has the id sorry; for the one of that name use "@sorry"',
    ],
    'replace_recording: {from: "@greeting", to: "@nothing"}': [
        "misfit: no recording is named 'nothing'",
    ],
    'replace_recording: {from: "@greeting", to: "101"}': [],
    'replace_destination: {from: "@Night voicemail", to: "@Sales"}': [
        "main.yaml",
        "-timeout_destination_type: voicemail",
        '-timeout_destination_id: "9"',
        "+timeout_destination_type: department",
        '+timeout_destination_id: "@Sales"',
        "night.yaml",
        '-"1": {destination_type: voicemail, destination_id: "@Night voicemail"}',
        '+"1": {destination_type: department, destination_id: "@Sales"}',
        "flow.yaml",
        '-time_condition||77: {schedule: office, open: "@main", closed: "@Night voicemail", holiday: "@notice"}',
        '+time_condition||77: {schedule: office, open: "@main", closed: "@Sales", holiday: "@notice"}',
    ],
    'replace_destination: {from: "@night", to: "voicemail||9"}': [
        "main.yaml",
        '-- {option: "2", destination_type: virtual_receptionist, destination_id: "@night"}',
        '+- {option: "2", destination_type: voicemail, destination_id: "9"}',
        "notice.yaml",
        "-forward_destination_type: virtual_receptionist",
        '-forward_destination_id: "@night"',
        "+forward_destination_type: voicemail",
        '+forward_destination_id: "9"',
    ],
    'replace_destination: {from: "@main", to: "@night"}': [
        "flow.yaml",
        '-numbers: {"+441632960001": time_condition||77, "+441632960002": main}',
        '+numbers: {"+441632960001": time_condition||77, "+441632960002": night}',
        '-time_condition||77: {schedule: office, open: "@main", closed: "@Night voicemail", holiday: "@notice"}',
        '+time_condition||77: {schedule: office, open: "@night", closed: "@Night voicemail", holiday: "@notice"}',
    ],
    'replace_destination: {from: "department||2", to: "@night"}': [],
    'replace_destination: {from: "@Nobody", to: "@night", menu: Main menu}': [],
    'replace_destination: {from: "@Nobody", to: "hangup||2"}': [
        "misfit: no receptionist or destination is called 'Nobody'",
    ],
    'replace_destination: {from: "@Nobody", to: "@Nowhere"}': [
        "misfit: no receptionist or destination is called 'Nowhere'",
    ],
    'replace_destination: {from: "@notice", to: "voicemail||@Sales"}': [
        "misfit: no voicemail is named 'Sales'",
    ],
    'replace_destination: {from: "@notice", to: "department||@Sales", menu: main}': [],
    'replace_destination: {from: "@night", to: "ivr||@night"}': [],
    'replace_destination: {from: "@night", to: "ivr||@nigt"}': [
        "misfit: no receptionist has the key 'nigt'",
    ],
    'set_number: {number: 0044 1632 960002, to: "@night"}': [
        "flow.yaml",
        '-numbers: {"+441632960001": time_condition||77, "+441632960002": main}',
        '+numbers: {"+441632960001": time_condition||77, "+441632960002": night}',
    ],
    'set_number: {number: "+441632960002", to: "@Sales"}': [
        "flow.yaml",
        '-numbers: {"+441632960001": time_condition||77, "+441632960002": main}',
        '+numbers: {"+441632960001": time_condition||77, "+441632960002": "@Sales"}',
    ],
    'set_number: {number: "+441632960002", to: "@main"}': [],
    'set_number: {number: "+441632960009", to: "@Sales"}': [
        "misfit: no number +441632960009",
    ],
}


@pytest.mark.parametrize("patch", CASES)
def test_an_edit_and_what_it_changes(shop: Path, patch: str) -> None:
    assert [line.replace(f"{shop}/", "SHOP/") for line in changed_lines(shop, patch)] == CASES[patch]
