"""Findings in a flow that asks schedules: once for all worlds, and with the states where only some have them."""

from pathlib import Path
from typing import Any

from hypothesis import given

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.registry import check_of, rule_codes
from simulator.checks.run import run_checks
from simulator.checks.world_findings import (
    IN_ANY_WORLD,
    IN_EVERY_WORLD,
    WHEN_ATTENDED,
    examine_worlds,
    when_words,
)
from simulator.config.flow import Flow
from simulator.config.schedules import parse_date
from simulator.testing.strategies import flows
from tests.callers.world_flow import world_flow
from tests.checks.cases import line, world_subject

TO_OFFICE = {"destination_type": "time_condition", "destination_id": "77"}
SILENT_TO_OFFICE = {"timeout_destination_type": "time_condition", "timeout_destination_id": "77"}


def found(code: str, folder: Path, change: dict[str, Any]) -> list[str]:
    return [line(one) for one in examine_worlds(check_of(code), world_subject(folder, change))]


def test_the_sound_flow_with_office_hours_gets_no_finding(tmp_path: Path) -> None:
    subject = world_subject(tmp_path)
    assert run_checks(subject.flow, subject.shelf, today=parse_date("2026-11-30")).findings == ()


def test_rules_that_follow_calls_are_each_of_one_kind() -> None:
    kinds = [IN_ANY_WORLD, WHEN_ATTENDED, IN_EVERY_WORLD]
    assert sum(map(len, kinds)) == len(IN_ANY_WORLD | WHEN_ATTENDED | IN_EVERY_WORLD)
    assert set().union(*kinds) <= set(rule_codes())


def test_worlds_that_are_the_same_flow_are_one(tmp_path: Path) -> None:
    subject = world_subject(tmp_path)
    assert [[dict(states) for states in world.states] for world in subject.worlds] == [
        [{"office": "open"}],
        [{"office": "closed"}, {"office": "holiday"}],
    ]
    assert [world.is_attended for world in subject.worlds] == [True, False]
    assert subject.reachable == {"main", "billing", "night"}


def test_a_flow_whose_schedules_nobody_asks_has_no_worlds(tmp_path: Path) -> None:
    change = {"numbers": "GONE", "destinations": {"time_condition||77": "GONE"}}
    assert world_subject(tmp_path, change).worlds == ()


def test_a_receptionist_behind_a_schedule_is_reached(tmp_path: Path) -> None:
    assert found("IVR101", tmp_path, {}) == []
    assert found("IVR101", tmp_path, {"destinations": {"time_condition||77": {"closed": "@main"}}}) == [
        "error night name: no call can reach night: no key, fall-back or number leads there; "
        "lead a key to it, or remove it"
    ]


def test_a_loop_at_night_says_when(tmp_path: Path) -> None:
    change = {"receptionists": {"main": SILENT_TO_OFFICE}, "destinations": {"time_condition||77": {"open": "@main"}}}
    assert found("IVR102", tmp_path, change) == [
        "error main timeout_destination_id: while office is open: a caller who stays silent goes round forever: "
        "main (timeout_destination_id) -> main; send such callers to a person or a voicemail instead"
    ]


def test_a_loop_at_all_times_says_no_time(tmp_path: Path) -> None:
    change = {
        "receptionists": {"main": SILENT_TO_OFFICE},
        "destinations": {"time_condition||77": {"open": "@main", "closed": "@main", "holiday": "@main"}},
    }
    assert found("IVR102", tmp_path, change) == [
        "error main timeout_destination_id: a caller who stays silent goes round forever: "
        "main (timeout_destination_id) -> main; send such callers to a person or a voicemail instead"
    ]


def test_nobody_has_to_be_there_at_night(tmp_path: Path) -> None:
    assert found("IVR106", tmp_path, {}) == []
    people = {end: {"answers": "machine"} for end in ("department||108000", "department||108001", "extension||2001")}
    assert [finding.partition(",")[0] for finding in found("IVR106", tmp_path, {"destinations": people})] == [
        "warning main name: no caller can reach a person from main",
        "warning billing name: no caller can reach a person from billing",
    ]


def test_a_label_that_fits_where_the_schedule_leads_is_right(tmp_path: Path) -> None:
    change = {
        "receptionists": {"main": {"entries": {0: TO_OFFICE}}},
        "destinations": {
            "time_condition||77": {"name": "TC 77", "open": "department||108000", "closed": "voicemail||9001"}
        },
    }
    assert found("IVR306", tmp_path, change) == []


def test_merged_findings_keep_their_time(tmp_path: Path) -> None:
    fall_backs = {
        **{f"invalid_destination_{end}": f"{TO_OFFICE[f'destination_{end}']}" for end in ("type", "id")},
        **SILENT_TO_OFFICE,
    }
    change = {
        "receptionists": {"main": fall_backs, "billing": fall_backs},
        "destinations": {"time_condition||77": {"open": "extension||2001", "closed": "hangup||1"}},
    }
    subject = world_subject(tmp_path, change)
    report = run_checks(subject.flow, subject.shelf)
    assert [finding.message for finding in report.findings if finding.code == "IVR113"] == [
        "while office is closed: invalid_destination_type and timeout_destination_type both hang up: "
        "a caller who fails in main and billing is cut off; send one of them to a person (also IVR506)"
    ]


def test_states_in_words() -> None:
    flow = world_flow()
    worlds = CheckedFlow(flow).worlds

    def words(*wanted: str) -> str:
        inside = [world for world in worlds if any("/".join(states.values()) in wanted for states in world.states)]
        return when_words(inside, [world for world in worlds if world not in inside])

    every = [["/".join(states.values()) for states in world.states] for world in worlds]
    assert every == [["open/open"], ["open/closed"], ["closed/open", "closed/closed", "holiday/open", "holiday/closed"]]
    assert words("open/open") == "office is open and night-mode is open"
    assert words("closed/open") == "office is closed"
    assert words("open/open", "closed/open") == "night-mode is open, or office is closed"


@given(flows(worlds=True))
def test_no_flow_with_schedules_breaks_a_rule(flow: Flow) -> None:
    for finding in run_checks(flow, today=parse_date("2027-01-01")).findings:
        assert finding.message.isprintable()
