"""Schedules and ring groups: not sent, not compared, or compared, and what to enter by hand."""

from datetime import date
from pathlib import Path

from simulator import load
from simulator.config.flow import Flow
from simulator.config.schedules import parse_hours
from simulator.provider.live.schedule_notices import notices_json, unsent_markdown, unsent_notices, unsent_text
from simulator.provider.live.time_group import TimeGroup
from tests.provider.hours_flow import FLOW, write_hours_flow

TODAY = date(2026, 11, 30)
CONDITION = (
    "time condition Office hours (time_condition||77): "
    "open: main (virtual_receptionist||7001); closed: night (virtual_receptionist||@night)"
)


def hours_flow(folder: Path, text: str = FLOW) -> Flow:
    return load(write_hours_flow(folder, text))


def group(id: str, name: str, *hours: str) -> TimeGroup:
    return TimeGroup(id, name, tuple(map(parse_hours, hours)) if hours else None)


def verdicts(flow: Flow, *groups: TimeGroup) -> list[str]:
    return [notice.headline for notice in unsent_notices(flow, {}, groups, TODAY)]


def test_what_to_enter_as_text(tmp_path: Path) -> None:
    notices = unsent_notices(hours_flow(tmp_path), {"main": "7001"}, None, TODAY)
    assert [*unsent_text(notices)] == [
        "",
        "Never sent by ivrsim: enter it in the provider's portal:",
        "  · schedule office: not sent, not compared: the response does not include its hours",
        "    time group, one line for each range, in local times of Europe/London:",
        "      office 1: from_time 09:00, to_time 17:30, days mon,tue,wed,thu",
        "      office 2: from_time 09:00, to_time 12:00, days fri",
        "      office 2: from_time 13:00, to_time 16:00, days fri",
        "    holidays by date (a time group has no year, so each repeats every year):",
        "      2026-12-24 Christmas Eve: 09:00-12:00 (dates 24, months dec)",
        "      2026-12-25 Christmas Day: closed (dates 25, months dec)",
        f"    {CONDITION}",
        "  · schedule night-mode: not sent, not compared: its position is not known",
        "    a day and night switch: set by hand",
        "    time condition Night switch (time_condition||78): open: Office hours (time_condition||77); "
        "closed: night (virtual_receptionist||@night)",
        "  · ring group Booking desk (department||108000): not sent, not compared",
        "    timeout 20 s; when nobody picks up: Night voicemail (voicemail||9001); "
        "when busy: main (virtual_receptionist||7001)",
    ]


def test_in_markdown_it_is_a_list_within_a_list(tmp_path: Path) -> None:
    notices = unsent_notices(hours_flow(tmp_path), {}, None, TODAY)
    assert [*unsent_markdown(notices)][:6] == [
        "",
        "**Never sent by ivrsim: enter it in the provider's portal**",
        "",
        "- schedule office: not sent, not compared: the response does not include its hours",
        "  - time group, one line for each range, in local times of Europe/London:",
        "    - office 1: from\\_time 09:00, to\\_time 17:30, days mon,tue,wed,thu",
    ]


def test_in_json(tmp_path: Path) -> None:
    document = notices_json(unsent_notices(hours_flow(tmp_path), {"main": "7001", "night": "7002"}, None, TODAY))
    assert document["schedules"][1] == {
        "schedule": "night-mode",
        "sent": False,
        "compared": False,
        "verdict": "not sent, not compared: its position is not known",
        "differences": [],
        "timezone": "Europe/London",
        "time_group": [],
        "holidays": [],
        "asked_by": [
            {
                "destination": "time_condition||78",
                "open": "time_condition||77",
                "closed": "virtual_receptionist||7002",
                "holiday": "virtual_receptionist||7002",
            }
        ],
    }
    assert document["ring_groups"] == [
        {
            "destination": "department||108000",
            "sent": False,
            "compared": False,
            "verdict": "not sent, not compared",
            "timeout": 20.0,
            "no_answer": "voicemail||9001",
            "busy": "virtual_receptionist||7001",
        }
    ]


def test_hours_that_the_response_carries_are_compared(tmp_path: Path) -> None:
    flow = hours_flow(tmp_path)
    weekdays, friday = "Mon-Thu 09:00-17:30", "Fri 09:00-12:00, 13:00-16:00"
    groups = (group("8001", "Office 1", weekdays), group("8002", "office 2", friday))
    assert verdicts(flow, *groups, group("8003", "Other"))[0] == (
        "schedule office: not sent; compared with the live time groups Office 1 (8001) and office 2 (8002): "
        "the same weekly hours; its holidays are not compared"
    )
    assert verdicts(flow, group("8001", "Office hours", "Mon-Fri 09:00-17:00"))[0] == (
        "schedule office: not sent; compared with the live time group Office hours (8001): "
        "Mon-Thu: 09:00-17:30 here, 09:00-17:00 live; Fri: 09:00-12:00, 13:00-16:00 here, 09:00-17:00 live; "
        "its holidays are not compared"
    )
    assert verdicts(flow, group("8001", "office"))[0] == (
        "schedule office: not sent, not compared: the response does not include its hours"
    )


def test_a_time_group_that_is_a_destination_is_found_by_its_id(tmp_path: Path) -> None:
    text = FLOW.replace("time_condition||77:", "timegroup||5:").replace(', open: "09:00-12:00"', "")
    text = text.replace(
        "      - {date: 2026-12-24, name: Christmas Eve}\n      - {date: 2026-12-25, name: Christmas Day}\n", ""
    )
    flow = hours_flow(tmp_path, text.replace("    holidays:\n", ""))
    groups = (group("5", "Anything", "Mon-Thu 09:00-17:30", "Fri 09:00-12:00, 13:00-16:00"), group("6", "office"))
    notice = unsent_notices(flow, {}, groups, TODAY)[0]
    assert (notice.verdict, notice.is_compared, notice.differences) == (
        "not sent; compared with the live time group Anything (5): the same weekly hours",
        True,
        (),
    )
    assert notice.lines[-1].startswith("time group Office hours (timegroup||5): open: main (")


def test_more_holidays_than_anybody_enters_are_counted(tmp_path: Path) -> None:
    days = "".join(f"      - {{date: 2027-01-{day:02}}}\n      - {{date: 2027-03-{day:02}}}\n" for day in range(1, 22))
    flow = hours_flow(tmp_path, FLOW.replace("      - {date: 2026-12-25, name: Christmas Day}\n", days))
    notice = unsent_notices(flow, {}, None, TODAY)[0]
    assert notice.lines[-2:][0] == "  and 3 more"
    assert len(notice.json["holidays"]) == 43


def test_a_route_for_holidays_and_a_telephone_that_leads_nowhere(tmp_path: Path) -> None:
    text = FLOW.replace('closed: "@night"}', 'closed: "@night", holiday: voicemail||9001}', 1)
    text = text.replace('rings: 20 s, no_answer: voicemail||9001, busy: "@main"', 'busy: "@main"')
    notices = unsent_notices(hours_flow(tmp_path, text), {}, None, TODAY)
    assert notices[0].lines[-1].endswith("; on holidays: Night voicemail (voicemail||9001)")
    assert notices[-1].lines == (
        "timeout 20 s (the default); when nobody picks up: the call ends; "
        "when busy: main (virtual_receptionist||@main)",
    )


def test_a_flow_without_schedules_and_routes_has_no_notices(clinic: Flow) -> None:
    assert unsent_notices(clinic, {}, (), TODAY) == ()
    assert ([*unsent_text(())], [*unsent_markdown(())], notices_json(())) == ([], [], {})
