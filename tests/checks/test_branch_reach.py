"""Everything that a call can get to from one branch of a schedule."""

from pathlib import Path

from simulator.checks.branch_reach import (
    answered_first,
    branch_ends,
    branch_receptionists,
    first_voices,
    has_nobody,
    has_person,
)
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from tests.checks.cases import world_subject

MAIN, NIGHT = Destination("virtual_receptionist", "@main"), Destination("ivr", "@night")
OFFICE, VOICEMAIL = parse_address("time_condition||77"), parse_address("voicemail||9001")


def office(folder: Path) -> Flow:
    return world_subject(folder).flow


def test_ends_and_receptionists_are_found_through_menus_and_schedules(tmp_path: Path) -> None:
    flow = office(tmp_path)
    assert [str(end) for end in branch_ends(flow, OFFICE)] == [
        *("department||108000", "extension||2001", "voicemail||9001", "department||108001")
    ]
    assert [*branch_receptionists(flow, OFFICE)] == ["main", "night", "billing"]
    assert [*branch_ends(flow, NIGHT)] == [VOICEMAIL]


def test_what_follows_a_telephone_that_rings_counts_too(tmp_path: Path) -> None:
    desk = {"destinations": {"department||108000": {"rings": "20 s", "no_answer": "@night"}}}
    flow = world_subject(tmp_path, desk).flow
    assert [*branch_receptionists(flow, parse_address("department||108000"))] == ["night"]
    assert [str(end) for end in branch_ends(flow, parse_address("department||108000"))] == [
        *("department||108000", "voicemail||9001")
    ]


def test_people_and_machines(tmp_path: Path) -> None:
    flow = office(tmp_path)
    unknown = parse_address("extension||5")
    assert (has_person(flow, MAIN), has_nobody(flow, MAIN)) == (True, False)
    assert (has_person(flow, NIGHT), has_nobody(flow, NIGHT)) == (False, True)
    assert (has_person(flow, unknown), has_nobody(flow, unknown)) == (False, False)
    assert all(has_nobody(flow, parse_address(end)) for end in ("hangup||1", "voicemail||3", "extension||"))


def test_a_circle_of_schedules_says_nothing_of_who_is_there(tmp_path: Path) -> None:
    itself = {"destinations": {"time_condition||77": {"open": "time_condition||77", "closed": "time_condition||77"}}}
    flow = world_subject(tmp_path, itself).flow
    assert (branch_ends(flow, OFFICE), has_person(flow, OFFICE), has_nobody(flow, OFFICE)) == ({}, False, False)


def test_the_voices_that_a_call_hears_before_it_has_a_choice(tmp_path: Path) -> None:
    forward = {"receptionists": {"night": {"forward_destination_type": "ivr", "forward_destination_id": "@billing"}}}
    flow = world_subject(tmp_path, forward).flow
    assert answered_first(flow, NIGHT) == ["night", "billing"]
    assert answered_first(flow, VOICEMAIL) == []
    assert [*first_voices(flow, OFFICE)] == ["main", "night", "billing"]


def test_announcements_in_a_circle_are_heard_once(tmp_path: Path) -> None:
    forward = {"receptionists": {"night": {"forward_destination_type": "ivr", "forward_destination_id": "@night"}}}
    assert answered_first(world_subject(tmp_path, forward).flow, NIGHT) == ["night"]
