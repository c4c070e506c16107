"""Mutants of schedules, holidays and telephones."""

from dataclasses import replace

from simulator.config.receptionist import Destination
from simulator.config.routes import ScheduleRoute
from simulator.flowtests.mutants import list_mutants, score_report, score_suite
from simulator.flowtests.world_mutants import change_worlds, paired_flows
from tests.callers.world_flow import DESK, OFFICE, SWITCH, world_flow

MAIN, NIGHT = (Destination("virtual_receptionist", f"@{key}") for key in ("main", "night"))


def test_every_line_of_the_world_is_changed_as_authors_get_it_wrong() -> None:
    flow = world_flow()
    holiday = replace(flow, routes={**flow.routes, OFFICE: ScheduleRoute("office", MAIN, NIGHT, MAIN)})
    assert [(subject, change) for subject, change, _ in change_worlds(holiday)] == [
        ("time_condition||77", "open and closed exchanged"),
        ("time_condition||77", "holiday dropped"),
        ("time_condition||78", "open and closed exchanged"),
        ("department||108000", "no_answer dropped"),
        ("department||108000", "busy dropped"),
        ("office", "opens an hour later"),
        ("office", "closes an hour earlier"),
        ("office", "holiday 2026-12-24 dropped"),
        ("office", "holiday 2026-12-25 dropped"),
    ]


def test_flows_of_one_calendar_are_paired_in_each_world_and_way_in() -> None:
    flow = replace(world_flow(), routes={OFFICE: world_flow().routes[OFFICE]})
    mutant = next(change_worlds(flow)).flow
    assert [(called.flow.start, called.mutant.start, called.moment) for called in paired_flows(flow, mutant)] == [
        ("main", "main", None), ("main", "night", None), ("time_condition||78", "time_condition||78", None),
        ("main", "main", None), ("night", "main", None), ("time_condition||78", "time_condition||78", None),
        ("main", "main", None), ("night", "main", None), ("time_condition||78", "time_condition||78", None),
    ]  # fmt: skip


def test_flows_of_two_calendars_are_paired_where_these_disagree() -> None:
    flow = replace(world_flow(), numbers={"1": str(OFFICE)}, routes={OFFICE: world_flow().routes[OFFICE]})
    disagreements = {
        change: [
            (called.flow.start, called.mutant.start, str(called.moment))
            for called in paired_flows(flow, mutant)
            if called.flow.start != called.mutant.start
        ]
        for subject, change, mutant in change_worlds(flow)
        if subject == "office"
    }
    assert disagreements == {
        "opens an hour later": [("main", "night", "2026-01-05 09:00:00+00:00")],
        "closes an hour earlier": [("main", "night", "2026-01-05 16:00:00+00:00")],
        "holiday 2026-12-24 dropped": [("night", "main", "2026-12-24 12:00:00+00:00")],
        "holiday 2026-12-25 dropped": [("night", "main", "2026-12-25 09:00:00+00:00")],
    }


def test_a_flow_without_schedules_is_compared_as_it_is() -> None:
    flow = replace(world_flow(), numbers={"1": "main", "2": "night", "3": "main"}, routes={}, schedules={})
    assert [called.flow.start for called in paired_flows(flow, flow)] == ["main", "night"]


def test_survivors_of_the_world_name_the_moment_and_the_caller_who_would_notice() -> None:
    flow = replace(world_flow(), numbers={"1": str(OFFICE)}, routes={OFFICE: world_flow().routes[OFFICE]})
    result = score_suite(flow, lambda mutant: None)
    names = [(mutant.receptionist, mutant.change) for mutant in list_mutants(flow)]
    assert [name for name in names if name[0] not in flow.receptionists][:2] == [
        ("time_condition||77", "open and closed exchanged"),
        ("office", "opens an hour later"),
    ]
    report = score_report(flow, result)
    start = next(at for at, line in enumerate(report) if "Office hours" in line)
    assert report[start : start + 6] == [
        "  survived  Office hours (time_condition||77): open and closed exchanged",
        "            would be caught by a caller who presses 1: now reaches Night voicemail "
        "(before: reaches Booking desk)",
        "            --caller '1'",
        "  survived  schedule office: opens an hour later",
        "            would be caught on Mon 5 Jan 2026 09:00 by a caller who presses 1: now reaches Night voicemail "
        "(before: reaches Booking desk)",
        "            --caller '1'",
    ]
    assert (SWITCH in flow.routes, DESK in flow.routes) == (False, False)
