"""A name that changes is changed wherever it stands: in receptionists, variants, claims and tests."""

from pathlib import Path

import pytest

from tests.patches.shop import changed_lines

CASE = 'set_destination: {destination: "@Sales", name: Sellers}'

CASES = {
    'set_recording: {recording: "@greeting", name: welcome}': [
        "flow.yaml",
        '-"101": {name: greeting, script: "Welcome", seconds: 2}',
        '+"101": {name: welcome, script: "Welcome", seconds: 2}',
        "main.yaml",
        '-recording: "@greeting" # what callers hear first',
        '+recording: "@welcome" # what callers hear first',
        "shop.calls.yaml",
        '-call: [{hears: greeting}, {presses: "{key}"}, {reaches: "{who}"}]',
        '+call: [{hears: welcome}, {presses: "{key}"}, {reaches: "{who}"}]',
    ],
    'set_recording: {recording: "@closed", name: shut}': [
        "flow.yaml",
        "-name: closed",
        "+name: shut",
        '-christmas: {from: 2026-12-24, until: 2026-12-29, receptionists: {main: {recording: "@closed"}}}',
        '+christmas: {from: 2026-12-24, until: 2026-12-29, receptionists: {main: {recording: "@shut"}}}',
        "notice.yaml",
        '-recording: "@closed"',
        '+recording: "@shut"',
    ],
    'set_recording: {recording: "@sorry", name: pardon}': [
        "flow.yaml",
        '-"102": {name: sorry, seconds: 1} # after a wrong key',
        '+"102": {name: pardon, seconds: 1} # after a wrong key',
        "shop.calls.yaml",
        "-never: [sorry]",
        "+never: [pardon]",
    ],
    'set_destination: {destination: "@Sales", name: Sellers}': [
        "flow.yaml",
        "-department||1: {name: Sales, answers: person, rings: 20 s, no_answer: voicemail||9}",
        "+department||1: {name: Sellers, answers: person, rings: 20 s, no_answer: voicemail||9}",
        "-- {reach: Sales}",
        "+- {reach: Sellers}",
        "main.yaml",
        '-- {option: "1", destination_type: department, destination_id: "@Sales"}',
        '+- {option: "1", destination_type: department, destination_id: "@Sellers"}',
        "shop.calls.yaml",
        "-each: [{key: 1, who: Sales}]",
        "+each: [{key: 1, who: Sellers}]",
        "-given: {Sales: no answer}",
        "+given: {Sellers: no answer}",
    ],
    'set_destination: {destination: "@Night voicemail", name: Night}': [
        "flow.yaml",
        '-time_condition||77: {schedule: office, open: "@main", closed: "@Night voicemail", holiday: "@notice"}',
        '+time_condition||77: {schedule: office, open: "@main", closed: "@Night", holiday: "@notice"}',
        "-voicemail||9: {name: Night voicemail, answers: machine}",
        "+voicemail||9: {name: Night, answers: machine}",
        "night.yaml",
        '-"1": {destination_type: voicemail, destination_id: "@Night voicemail"}',
        '+"1": {destination_type: voicemail, destination_id: "@Night"}',
        "shop.calls.yaml",
        '-- {name: at night, at: "2026-12-21T22:00", caller: silence, number: "+441632960001", '
        "reaches: Night voicemail}",
        '+- {name: at night, at: "2026-12-21T22:00", caller: silence, number: "+441632960001", reaches: Night}',
        "-reaches: Night voicemail",
        "+reaches: Night",
    ],
}


@pytest.mark.parametrize("patch", CASES)
def test_an_edit_and_what_it_changes(shop: Path, patch: str) -> None:
    assert [line.replace(f"{shop}/", "SHOP/") for line in changed_lines(shop, patch)] == CASES[patch]


def test_extensions_that_are_dialled_by_name(shop: Path) -> None:
    flow = shop / "flow.yaml"
    text = flow.read_text("utf-8").replace("department||1: {name: Sales", "extension||101: {name: Sales")
    menus = 'menus: {main: {direct_dial: ["extension||@Sales", "extension||102"]}}\n'
    flow.write_text(f"{text}semantics: freepbx-17-default\n{menus}", "utf-8")
    menu = shop / "main.yaml"
    menu.write_text(
        menu.read_text("utf-8").replace("department, destination_id:", "extension, destination_id:"), "utf-8"
    )
    assert [line for line in changed_lines(shop, CASE) if "dial" in line] == [
        '-menus: {main: {direct_dial: ["extension||@Sales", "extension||102"]}}',
        '+menus: {main: {direct_dial: ["extension||@Sellers", "extension||102"]}}',
    ]


def test_only_tests_of_this_flow_are_renamed(shop: Path) -> None:
    (shop / "shop.calls.yaml").write_text(
        "flow: .\ntests: [{name: a, caller: '1', never: ['destination:Sales']}]\n", "utf-8"
    )
    (shop / "other.calls.yaml").write_text(
        "flow: example:clinic\ntests: [{name: a, caller: '1', reaches: Sales}]\n", "utf-8"
    )
    (shop / "gone.calls.yaml").write_text("flow: gone\ntests: [{name: a, caller: '1', reaches: Sales}]\n", "utf-8")
    (shop / "torn.calls.yaml").write_text("tests: [{reaches: Sales\n", "utf-8")
    assert [line for line in changed_lines(shop, CASE) if "calls" in line or "never" in line] == [
        "shop.calls.yaml",
        "-tests: [{name: a, caller: '1', never: ['destination:Sales']}]",
        "+tests: [{name: a, caller: '1', never: [\"destination:Sellers\"]}]",
    ]
