"""The tests that a new flow comes with."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from simulator import Flow, Receptionist, load
from simulator.cli.first_calls import first_calls
from simulator.flowtests import load_tests, run
from simulator.flowtests.calls_reader import parse_tests
from simulator.loader.flow_writer import flow_text, receptionist_text
from simulator.testing.strategies import flows

MENU = {
    "name": "Menu",
    "destination_type": "multiple",
    "entries": [{"option": "*", "destination_type": "department", "destination_id": "1"}],
    "timeout_seconds": 5,
    "wrong_keys_allowed": 1,
    "wrong_key_destination_type": "hangup",
    "wrong_key_destination_id": "1",
    "silences_allowed": 1,
    "silence_destination_type": "hangup",
    "silence_destination_id": "1",
    "greeting": "7",
}


def written(**changes: object) -> list[str]:
    """The tests for one receptionist, without the heading."""
    menu = Receptionist.model_validate(MENU | changes)
    return first_calls(Flow(entry="main", receptionists={"main": menu})).partition("tests:\n")[2].splitlines()


def test_one_who_presses_the_first_key_and_one_who_stays_silent() -> None:
    assert written() == [
        '  - name: "a caller who presses * reaches department||1"',
        "    call:",
        '      - hears: "7"',
        '      - presses: "*"',
        "      - reaches: department||1",
        "",
        "  - name: a caller who stays silent is hung up on",
        "    call:",
        '      - hears: "7"',
        "      - silence",
        '      - hears: "7"',
        "      - silence",
        "      - menu hangs up",
    ]


def test_a_menu_that_goes_round_in_silence_is_claimed_to() -> None:
    told = written(silence_destination_type="ivr", silence_destination_id="main")
    assert told[6:] == [
        "  - name: a caller who stays silent goes round and round",
        "    call:",
        "      - never ends",
    ]


def test_a_single_sends_every_caller_on() -> None:
    told = written(destination_type="single", forward_destination_type="extension", forward_destination_id="9")
    assert told == [
        '  - name: "every caller reaches extension||9"',
        "    call:",
        '      - hears: "7"',
        "      - reaches: extension||9",
    ]


def test_the_clinics_first_calls(clinic: Flow) -> None:
    assert first_calls(clinic).splitlines() == [
        "# The calls that this flow must get right, act by act.",
        "# Run them:  ivrsim test",
        "# Write more, or have them written:  ivrsim cover --missing-from main.calls.yaml",
        "",
        "tests:",
        "  - name: a caller who presses 1 reaches Booking desk",
        "    call:",
        "      - hears: greeting",
        '      - presses: "1"',
        "      - reaches: Booking desk",
        "",
        "  - name: a caller who stays silent reaches Reception",
        "    call:",
        "      - hears: greeting",
        "      - silence",
        "      - hears: [are-you-there, greeting]",
        "      - silence",
        "      - hears: [are-you-there, greeting]",
        "      - silence",
        "      - hears: goodbye",
        "      - reaches: Reception",
    ]


@given(flow=flows())
def test_whatever_the_flow_they_pass(flow: Flow, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("flow")
    files = {key: f"{key}.yaml" for key in flow.receptionists}
    (folder / "flow.yaml").write_text(flow_text(flow, files), encoding="utf-8")
    for key, receptionist in flow.receptionists.items():
        (folder / files[key]).write_text(receptionist_text(receptionist), encoding="utf-8")
    (folder / "main.calls.yaml").write_text(first_calls(load(folder)), encoding="utf-8")
    verdicts = [run(test) for test in load_tests(folder / "main.calls.yaml").tests]
    assert [verdict.problem for verdict in verdicts if not verdict.passed] == []
    assert 1 <= len(verdicts) <= 2


@given(flows(worlds=True))
def test_the_first_tests_of_a_flow_with_schedules_pass(flow: Flow) -> None:
    tests = parse_tests("main.calls.yaml", first_calls(flow), replace(flow, number="")).tests

    assert [verdict.problem for verdict in map(run, tests)] == [None] * len(tests)
