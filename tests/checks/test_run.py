"""What is asked for, by flow.yaml and by the command line, and what is silenced in place."""

from pathlib import Path

import pytest

from simulator import FlowError, UsageError
from simulator.checks.registry import rule_codes
from simulator.checks.run import CheckReport, run_checks
from simulator.config.check_options import CheckOptions
from simulator.loader.flow_kinds import load_with_shelf

MENU = """\
name: Main menu
destination_type: multiple
recording: "101"
entries:
  - {option: "1", destination_type: department, destination_id: "7"}
timeout: 20
incorrect_count: 9
invalid_recording: "102"
recording_invalid: "103"
invalid_destination_type: hangup
invalid_destination_id: "0"
timeout_retries: 2
timeout_retry_recording: "104"
timeout_recording: "105"
timeout_destination_type: extension
timeout_destination_id: "8"
"""
RULES = "IVR202,IVR206,IVR605"


def report(folder: Path, checks: str = "", menu: str = MENU, asked: CheckOptions | None = None) -> CheckReport:
    (folder / "menu.yaml").write_text(menu, encoding="utf-8")
    (folder / "flow.yaml").write_text(f"receptionists: {{main: menu.yaml}}\n{checks}", encoding="utf-8")
    flow, shelf = load_with_shelf(folder)
    return run_checks(flow, shelf, asked)


def lines(found: CheckReport) -> list[str]:
    return [f"{Path(one.file).name}:{one.line}:{one.column} {one.severity} {one.code}" for one in found.findings]


def test_findings_stand_at_the_value_that_is_to_be_changed(tmp_path: Path) -> None:
    found = report(tmp_path, f"checks: {{select: [{RULES}]}}")
    assert lines(found) == [
        "menu.yaml:6:10 warning IVR202",
        "menu.yaml:7:18 warning IVR206",
        "menu.yaml:11:25 error IVR605",
    ]
    assert (found.rules, found.silenced, found.idle) == (3, 0, ())


def test_a_flow_says_what_to_leave_out_and_how_much_findings_weigh(tmp_path: Path) -> None:
    checks = f"checks: {{select: [{RULES}], ignore: [IVR6xx], severities: {{IVR202: error, too-many-attempts: info}}}}"
    assert lines(report(tmp_path, checks)) == ["menu.yaml:6:10 error IVR202", "menu.yaml:7:18 info IVR206"]


def test_what_is_asked_stands_in_place_of_what_the_flow_says(tmp_path: Path) -> None:
    asked = CheckOptions(select=("IVR605",))
    assert lines(report(tmp_path, "checks: {ignore: [IVR605]}", asked=asked)) == ["menu.yaml:11:25 error IVR605"]


def test_a_flow_sets_its_own_limits(tmp_path: Path) -> None:
    checks = f"checks: {{select: [{RULES}], limits: {{timeout_longest: 20, attempts: 10}}}}"
    assert lines(report(tmp_path, checks)) == ["menu.yaml:11:25 error IVR605"]


def test_a_limit_that_no_rule_has_or_out_of_range_is_shown_where_it_stands(tmp_path: Path) -> None:
    limits = "{greeting_second: 45, options: 2.5, attempts: 0, repeats: 101, zzz: 1, keypad_seconds: 2.5}"
    with pytest.raises(FlowError) as refused:
        report(tmp_path, f"checks:\n  limits: {limits}")
    names = "timeout_shortest, timeout_longest, silent_seconds, person_seconds, attempts, options, menus_deep, "
    names += "person_keys, greeting_seconds, choices, keypad_seconds, repeats"
    assert [str(one).removeprefix(f"{tmp_path}/") for one in refused.value.problems] == [
        "flow.yaml:3:29: 'greeting_second' is not a limit; did you mean greeting_seconds?",
        "flow.yaml:3:42: options: '2.5' is not accepted; "
        "use a whole number from 1 to 1000 (how many options a menu may have)",
        "flow.yaml:3:57: attempts: '0' is not accepted; "
        "use a whole number from 1 to 100 (how often callers may try one key)",
        "flow.yaml:3:69: repeats: '101' is not accepted; "
        "use a whole number from 0 to 100 (how often options are repeated)",
        f"flow.yaml:3:79: 'zzz' is not a limit; use {names}",
    ]


def test_a_limit_that_is_asked_for_and_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^'nonsense' is not a limit; use "):
        report(tmp_path, asked=CheckOptions(limits={"nonsense": 1}))


def test_all_rules_run_unless_something_is_said(tmp_path: Path) -> None:
    assert report(tmp_path).rules == len(rule_codes())


def test_a_rule_that_there_is_not_is_shown_where_it_stands(tmp_path: Path) -> None:
    with pytest.raises(FlowError) as refused:
        report(tmp_path, "checks:\n  select: [IVR202, IVR999]\n  severities: {IVR20Z: error}")
    problems = [str(one).removeprefix(f"{tmp_path}/") for one in refused.value.problems]
    assert problems == [
        "flow.yaml:3:20: 'IVR999' is not a rule; the codes are IVR1xx to IVR7xx (ivrsim explain lists them)",
        "flow.yaml:4:24: 'IVR20Z' is not a rule; did you mean IVR207?",
    ]


def test_a_rule_that_is_asked_for_and_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'nonsense' is not a rule"):
        report(tmp_path, asked=CheckOptions(select=("nonsense",)))


def test_the_accessible_ruleset_makes_accessibility_an_error(tmp_path: Path) -> None:
    def weights(ruleset: str) -> set[str]:
        found = report(
            tmp_path, f"checks: {{ruleset: {ruleset}, select: [IVR5]}}", MENU.replace("retries: 2", "retries: 0")
        )
        return {one.severity for one in found.findings}

    assert (weights("default"), weights("accessible")) == ({"warning"}, {"error"})


def test_a_comment_silences_a_rule_where_it_stands(tmp_path: Path) -> None:
    menu = MENU.replace("timeout: 20", "timeout: 20  # ivrsim: ignore IVR202 because lift alarms need time")
    found = report(tmp_path, f"checks: {{select: [{RULES}]}}", menu)
    assert lines(found) == ["menu.yaml:7:18 warning IVR206", "menu.yaml:11:25 error IVR605"]
    assert found.silenced == 1
