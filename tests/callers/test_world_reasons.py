"""Why the world answered as it did, and where that leads, each at its field of flow.yaml."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, Rehearsal
from simulator.callers.caller_script import caller
from simulator.callers.reasons import Reason, find_reasons
from simulator.callers.world import WorldSettings
from simulator.config.flow import FLOW_FILE
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.schedules import Holiday
from simulator.testing.strategies import callers, flows
from tests.callers.world_flow import DESK, NUMBER, OFFICE, RECEPTION, SWITCH, VOICEMAIL, world_flow


def world_reasons(flow: Flow, script: dict[str, Any]) -> list[tuple[str, str]]:
    """Every reason of a call outside of the menus: its words, and its field of flow.yaml."""
    played = Rehearsal(flow).play_call(caller(script))
    reasons = [reason for turn in played.trace.turns for reason in find_reasons(flow, turn, played.world)]
    return [
        (reason.text, "/".join(map(str, reason.field)))
        for reason in reasons
        if reason.receptionist not in flow.receptionists and not reason.setting
    ]


START = [
    (f"the call starts at {NUMBER}", ""),
    ("that leads to Office hours (time_condition||77), which asks the schedule office", f"numbers/{NUMBER}"),
]
HOURS = "schedules/office/open"
TO_MAIN = ("that leads to main, whose counts start at zero", "destinations/time_condition||77/open")
TO_NIGHT = ("that leads to night, whose counts start at zero", "destinations/time_condition||77/closed")


@pytest.mark.parametrize(
    ("script", "reasons"),
    [
        ({}, [("office is assumed to be open: the call has no moment", "schedules/office"), TO_MAIN]),
        ({"given": {"office": "holiday"}}, [("office is closed for a holiday, as given", ""), TO_NIGHT]),
        ({"at": "2026-11-30T10:00"}, [("office is open at Mon 30 Nov 2026 10:00", HOURS), TO_MAIN]),
        ({"at": "2026-11-30T08:59"}, [("office is closed at Mon 30 Nov 2026 08:59", HOURS), TO_NIGHT]),
        (
            {"at": "2026-12-25T10:00"},
            [
                ("office is closed for a holiday at Fri 25 Dec 2026 10:00, Christmas Day", "schedules/office/holidays"),
                TO_NIGHT,
            ],
        ),
    ],
)  # fmt: skip
def test_why_a_schedule_stands_so(script: dict[str, Any], reasons: list[tuple[str, str]]) -> None:
    assert world_reasons(world_flow().rung_at(NUMBER), script) == START + reasons


def test_a_holiday_without_a_name_has_only_its_date() -> None:
    flow = world_flow()
    office = flow.schedules["office"]
    nameless = replace(office, holidays=tuple(Holiday(*holiday[:2]) for holiday in office.holidays))
    flow = replace(flow, schedules={**flow.schedules, "office": nameless}).rung_at(NUMBER)
    assert world_reasons(flow, {"at": "2026-12-25T10:00"})[2] == (
        "office is closed for a holiday at Fri 25 Dec 2026 10:00",
        "schedules/office/holidays",
    )


def test_nobody_knows_how_a_switch_stands() -> None:
    reasons = world_reasons(world_flow(), {"number": "+441632960002", "at": "2026-11-30T10:00"})
    assert reasons[:4] == [
        ("the call starts at Night switch (time_condition||78)", ""),
        ("that leads to Night switch (time_condition||78), which asks the schedule night-mode", ""),
        (
            "night-mode is assumed to be open: it is a switch, and its position is not given",
            "schedules/night-mode",
        ),
        (
            "that leads to Office hours (time_condition||77), which asks the schedule office",
            "destinations/time_condition||78/open",
        ),
    ]


DESK_FIELD = "destinations/department||108000"
RECEPTION_FIELD = "destinations/extension||7"


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        (
            {},
            [
                ("Booking desk picks up, which is assumed", DESK_FIELD),
                ("Booking desk (department||108000) takes the call", ""),
            ],
        ),
        (
            {"Booking desk": {"answer": "picked up", "after": 3}},
            [
                ("Booking desk picks up, as given", DESK_FIELD),
                ("Booking desk (department||108000) takes the call", ""),
            ],
        ),
        (
            {"Booking desk": "no answer"},
            [
                ("nobody picks up at Booking desk for 20 s, as given", DESK_FIELD),
                ("that leads to Night voicemail (voicemail||9001)", f"{DESK_FIELD}/no_answer"),
            ],
        ),
        (
            {"Booking desk": "busy"},
            [
                ("Booking desk is busy, as given", DESK_FIELD),
                ("that leads to Reception (extension||7), which rings for up to 5 s", f"{DESK_FIELD}/busy"),
                ("nobody picks up at Reception for 5 s: nobody is there", f"{RECEPTION_FIELD}/answers"),
                ("the call is hung up: nothing says where it goes on", RECEPTION_FIELD),
            ],
        ),
        (
            {"everyone": ["busy", "no answer"]},
            [
                ("Booking desk is busy, as given", DESK_FIELD),
                ("that leads to Reception (extension||7), which rings for up to 5 s", f"{DESK_FIELD}/busy"),
                ("nobody picks up at Reception for 5 s, as given", f"{RECEPTION_FIELD}/rings"),
                ("the call is hung up: nothing says where it goes on", RECEPTION_FIELD),
            ],
        ),
    ],
)
def test_why_somebody_picks_up(given: dict[str, Any], reasons: list[tuple[str, str]]) -> None:
    flow = world_flow(reception=PersonRoute(5000, True, nobody=True))
    assert world_reasons(flow, {"steps": [{"press": "1"}], "given": given})[1:] == reasons


def test_a_key_leads_to_a_telephone_that_hears_no_keys() -> None:
    flow = world_flow()
    steps = [{"press": "1"}, {"press": "9", "cue": "now", "after": 1}]
    played = Rehearsal(flow).play_call({"steps": steps, "given": {"everyone": "no answer"}})
    chosen, lost = (find_reasons(flow, turn, played.world) for turn in played.trace.turns[1:3])
    assert chosen == (
        Reason("1 is an entry of main", "main", ("entries", 0, "option")),
        Reason(
            "that leads to Booking desk (department||108000), which rings for up to 20 s, which is assumed",
            "main",
            ("entries", 0, "destination_id"),
        ),
    )
    assert lost == (Reason("nobody hears keys while a telephone rings"),)


def test_where_nobody_says_what_the_call_was_made_with() -> None:
    flow = world_flow().rung_at(NUMBER)
    played = Rehearsal(flow).play_call({"steps": [{"press": "1"}], "given": {"office": "open"}})
    reasons = [reason for turn in played.trace.turns for reason in find_reasons(flow, turn)]
    assert Reason("office is open", FLOW_FILE, ("schedules", "office")) in reasons
    assert Reason("Booking desk picks up", FLOW_FILE, ("destinations", str(DESK))) in reasons


def test_a_schedule_leads_to_ends_and_back_to_itself() -> None:
    hangup = Destination("hangup", "1")
    bare = Destination("timegroup", "5")
    flow = replace(
        world_flow(),
        numbers={NUMBER: str(bare)},
        routes={
            bare: ScheduleRoute("office", VOICEMAIL, bare, hangup),
            SWITCH: ScheduleRoute("night-mode", OFFICE, bare),
        },
    ).rung_at(NUMBER)
    leads = {answer: world_reasons(flow, {"given": {"office": answer}})[3:5] for answer in ("open", "holiday")}
    assert leads == {
        "open": [("that leads to Night voicemail (voicemail||9001)", "destinations/timegroup||5/open")],
        "holiday": [("that hangs up", "destinations/timegroup||5/holiday")],
    }
    assert world_reasons(flow, {"given": {"office": ["closed", "open"]}})[1:5] == [
        ("that leads to timegroup||5, which asks the schedule office", f"numbers/{NUMBER}"),
        ("office is closed, as given", ""),
        ("that leads to timegroup||5, which asks the schedule office", "destinations/timegroup||5/closed"),
        ("office is open, as given", ""),
    ]


def test_a_number_may_lead_straight_to_a_telephone() -> None:
    flow = replace(world_flow(), numbers={NUMBER: str(RECEPTION), "+44": str(VOICEMAIL)})
    assert world_reasons(flow.rung_at("+44"), {}) == [
        ("the call starts at +44", ""),
        ("that leads to Night voicemail (voicemail||9001)", "numbers/+44"),
    ]


@given(st.data())
def test_every_turn_of_a_world_has_its_reasons(data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    played = Rehearsal(flow, limit=20).play_call(data.draw(callers(flow)))
    for turn in played.trace.turns:
        for world in (None, played.world, WorldSettings(flow)):
            for reason in find_reasons(flow, turn, world):
                assert reason.receptionist in flow.receptionists or reason.receptionist in (FLOW_FILE, "")
                assert bool(reason.field) == bool(reason.receptionist)
