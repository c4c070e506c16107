"""Edits of receptionists: their keys, their ways on, their other fields."""

from pathlib import Path

import pytest

from tests.patches.shop import changed_lines

CASES = {
    'set_entry: {menu: main, option: 1, to: "@night"}': [
        "main.yaml",
        '-- {option: "1", destination_type: department, destination_id: "@Sales"}',
        '+- {option: "1", destination_type: virtual_receptionist, destination_id: "@night"}',
    ],
    'set_entry: {menu: "7", option: 2, to: "hangup||1"}': [
        "main.yaml",
        '-- {option: "2", destination_type: virtual_receptionist, destination_id: "@night"}',
        '+- {option: "2", destination_type: hangup, destination_id: "1"}',
    ],
    'set_entry: {menu: Night menu, option: 1, to: "voicemail||9"}': [],
    'set_entry: {menu: main, option: 5, to: "hangup||1"}': [
        "misfit: main has no key 5; add_entry adds one",
    ],
    'set_entry: {menu: notice, option: 5, to: "hangup||1"}': [
        "misfit: notice is an announcement, which has no keys",
    ],
    'set_entry: {menu: mian, option: 5, to: "hangup||1"}': [
        "misfit: no receptionist 'mian'; did you mean main?",
    ],
    'add_entry: {menu: main, option: "0", to: "@Sales"}': [
        "main.yaml",
        '+- {option: "0", destination_type: department, destination_id: "@Sales"}',
    ],
    'add_entry: {menu: night, option: "*", to: "@main"}': [
        "night.yaml",
        '+"*": {destination_type: virtual_receptionist, destination_id: "@main"}',
    ],
    'add_entry: {menu: main, option: 1, to: "department||1"}': [],
    'add_entry: {menu: main, option: 1, to: "@night"}': [
        "misfit: key 1 of main leads to Sales; set_entry changes it",
    ],
    'remove_entry: {menu: main, option: "1"}': [
        "main.yaml",
        '-- {option: "1", destination_type: department, destination_id: "@Sales"}',
    ],
    'remove_entry: {menu: main, option: "9"}': [],
    'remove_entry: {menu: night, option: "1"}': [
        "night.yaml",
        '-"1": {destination_type: voicemail, destination_id: "@Night voicemail"}',
        "+[]",
    ],
    'set_fallback: {to: "@Night voicemail"}': [
        "main.yaml",
        "-invalid_destination_type: department",
        "-invalid_destination_id: '1'",
        "+invalid_destination_type: voicemail",
        '+invalid_destination_id: "@Night voicemail"',
        "night.yaml",
        "-invalid_destination_type: hangup",
        '-invalid_destination_id: "1"',
        "-timeout_destination_type: hangup",
        '-timeout_destination_id: "1"',
        "+invalid_destination_type: voicemail",
        '+invalid_destination_id: "@Night voicemail"',
        "+timeout_destination_type: voicemail",
        '+timeout_destination_id: "@Night voicemail"',
    ],
    'set_fallback: {menu: main, after: silence, to: "@night"}': [
        "main.yaml",
        "-timeout_destination_type: voicemail",
        '-timeout_destination_id: "9"',
        "+timeout_destination_type: virtual_receptionist",
        '+timeout_destination_id: "@night"',
    ],
    'set_fallback: {menu: main, after: silence, to: "voicemail||9"}': [],
    'set_fallback: {after: recording, to: "@main"}': [
        "notice.yaml",
        '-forward_destination_id: "@night"',
        '+forward_destination_id: "@main"',
    ],
    'set_fallback: {menu: notice, to: "@main"}': [
        "misfit: notice is not a menu",
    ],
    'set_fallback: {menu: main, after: recording, to: "@night"}': [
        "misfit: main is not an announcement",
    ],
    "set_menu: {timeout: 7, timeout_retries: 3}": [
        "main.yaml",
        "-timeout: 5",
        "+timeout: 7",
        '-timeout_retries: "2"',
        '+timeout_retries: "3"',
        "night.yaml",
        "-timeout: 5",
        "+timeout: 7",
        "-timeout_retries: 2",
        "+timeout_retries: 3",
    ],
    "set_menu: {timeout: 7.5}": [
        "main.yaml",
        "-timeout: 5",
        "+timeout: 7.5",
        "night.yaml",
        "-timeout: 5",
        "+timeout: 7.5",
    ],
    'set_menu: {menu: notice, recording: "@greeting", name: "A: b", prefix: N}': [
        "notice.yaml",
        "-name: Notice",
        '+name: "A: b"',
        '-recording: "@closed"',
        '+recording: "@greeting"',
        '+prefix: "N"',
    ],
    'set_menu: {menu: main, recording: "@x"}': [
        "misfit: no recording is named 'x'",
    ],
    "set_menu: {menu: main, recording: 0}": [
        "main.yaml",
        '-recording: "@greeting" # what callers hear first',
        "+recording: null # what callers hear first",
    ],
    'set_menu: {menu: main, recording: "101", timeout: 5}': [],
}


@pytest.mark.parametrize("patch", CASES)
def test_an_edit_and_what_it_changes(shop: Path, patch: str) -> None:
    assert [line.replace(f"{shop}/", "SHOP/") for line in changed_lines(shop, patch)] == CASES[patch]


def test_a_flow_without_menus_and_one_without_announcements(shop: Path) -> None:
    flow = "receptionists: {notice: {name: N, destination_type: single, forward_destination_type: hangup, "
    (shop / "flow.yaml").write_text(f'{flow}forward_destination_id: "1"}}}}\n', "utf-8")
    (shop / "shop.calls.yaml").unlink()
    assert changed_lines(shop, "set_menu: {timeout: 7}") == ["misfit: no menu"]
    assert changed_lines(shop, 'set_fallback: {to: "hangup||1"}') == ["misfit: no menu"]
    assert changed_lines(shop, "set_menu: {menu: notice, timeout: 7.5, invalid_recording: 5}") == [
        "flow.yaml",
        f'-{flow}forward_destination_id: "1"}}}}',
        f'+{flow}forward_destination_id: "1", timeout: 7.5, invalid_recording: "5"}}}}',
    ]
    assert changed_lines(shop, 'set_fallback: {menu: notice, after: recording, to: "voicemail||9"}') == [
        "flow.yaml",
        f'-{flow}forward_destination_id: "1"}}}}',
        f'+{flow.replace("hangup", "voicemail")}forward_destination_id: "9"}}}}',
    ]
