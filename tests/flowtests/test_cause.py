"""What in the flow's files made a call go another way than its test claims."""

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.config.flow import Flow
from simulator.flowtests import run
from simulator.flowtests.calls_reader import parse_tests
from simulator.flowtests.cause import describe_cause
from tests.flowtests.conftest import ROOT, Written

CLINIC = (ROOT / "flows/clinic").as_posix()


def cause(written: Written, test: str) -> str:
    (one,) = written(f"tests:\n  - {{name: a, {test}}}\n").tests
    verdict = run(one)
    assert not verdict.passed
    return describe_cause(verdict).replace(f"{CLINIC}/", "")


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("caller: '1', reaches: Reception", "main.yaml:11, key 1 leads to Booking desk (department||108000)"),
        ("caller: '1', never: Booking desk", "main.yaml:11, key 1 leads to Booking desk (department||108000)"),
        ("caller: '1', always: sorry", "main.yaml:11, key 1 leads to Booking desk (department||108000)"),
        (
            "caller: '2 1', hears: [greeting, sorry], reaches: Reception",
            "main.yaml:12, key 2 leads to Billing",
        ),
        (
            "caller: '9 9 9', reaches: Booking desk",
            "main.yaml:22, the last wrong key leads to Reception (extension||050109590001)",
        ),
        (
            "caller: silence silence silence, reaches: Booking desk",
            "main.yaml:29, the last silence leads to Reception (extension||050109590001)",
        ),
        ("caller: '9 1', hears: [greeting, goodbye, greeting]", "main.yaml:19, invalid_recording is sorry"),
        ("caller: '9 1', never: sorry", "main.yaml:19, invalid_recording is sorry"),
        ("caller: '9 1', hears: [greeting, sorry]", "main.yaml:7, recording is greeting"),
        (
            "caller: '9 9 9', hears: [greeting, sorry, greeting, sorry, greeting]",
            "main.yaml:20, recording_invalid is goodbye",
        ),
        (
            "call: [presses: 1, presses: 2, hears: nothing]",
            "main.yaml:11, key 1 leads to Booking desk (department||108000)",
        ),
        (
            "call: [hears: [greeting, sorry], presses: 1]",
            "main.yaml:8, the menu waits 5 s for a first key",
        ),
        (
            "call: [presses: 1, hears: [greeting, sorry]]",
            "main.yaml:11, key 1 leads to Booking desk (department||108000)",
        ),
        ("caller: '1', within: 1 s", "main.yaml:8, the menu waits 5 s for a first key"),
        ("caller: hangup, reaches: Reception", ""),
    ],
)
def test_a_failure_names_the_line_that_caused_it(written: Written, test: str, told: str) -> None:
    assert cause(written, test) == told


MENU = """\
name: Main
destination_type: multiple
timeout: 5
incorrect_count: 1
entries: [{option: "12", destination_type: hangup, destination_id: "1"}]
invalid_destination_type: ivr
invalid_destination_id: "@welcome"
timeout_retries: 1
timeout_destination_type: hangup
timeout_destination_id: "1"
"""
SINGLE = "name: Welcome\ndestination_type: single\nforward_destination_type: extension\nforward_destination_id: '300'\n"
FLOW = """\
entry: main
receptionists: {main: main.yaml, welcome: welcome.yaml}
variants:
  night:
    receptionists:
      main: {entries: [{option: "12", destination_type: extension, destination_id: "9"}]}
"""


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("caller: '12', reaches: extension||300", "main.yaml:5, keys 12 lead to hangup||1"),
        ("caller: '9 9', menu hangs up", "welcome.yaml:4, every call goes on to extension||300"),
        ("caller: '12', variant: night, reaches: extension||300", "flow.yaml:6, keys 12 lead to extension||9"),
        ("call: [presses: 9, hears: '123']", "main.yaml:4, incorrect_count is 1"),
    ],
)
def test_a_failure_without_a_recording_names_the_way_that_the_call_took(
    test: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: Written
) -> None:
    for name, text in (("main", MENU), ("welcome", SINGLE), ("flow", FLOW)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    more = "recordings: {'123': {name: x}}\n" if "123" in test else ""
    (tmp_path / "flow.yaml").write_text(FLOW + more, encoding="utf-8")
    (one,) = written(f"flow: .\ntests:\n  - {{name: a, {test}}}\n").tests
    assert describe_cause(run(one)) == told


def test_a_test_that_passes_has_no_cause(written: Written) -> None:
    (one,) = written("tests: [{name: a, caller: '1', reaches: Booking desk}]").tests
    assert describe_cause(run(one)) == ""


def test_the_cause_in_a_flow_without_files_names_no_line(clinic: Flow) -> None:
    text = "tests: [{name: a, caller: '1', reaches: Reception}]"
    for source in ("", "no such file"):
        (one,) = parse_tests("t.calls.yaml", text, replace(clinic, source=source)).tests
        assert describe_cause(run(one)) == "key 1 leads to Booking desk (department||108000)"
