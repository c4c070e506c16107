"""Schedules and routes as text, whole."""

from dataclasses import replace
from datetime import date

from simulator.config.flow import Flow, KnownDestination
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.schedules import Holiday, Schedule, TimeRange, WeeklyHours, parse_hours, parse_ranges
from simulator.loader.world_writer import routed_destinations, schedule_lines
from tests.callers.world_flow import DESK, OFFICE, RECEPTION, SWITCH, world_flow


def test_schedules_line_by_line() -> None:
    eve = Holiday(date(2026, 12, 24), date(2026, 12, 24), "Christmas Eve", parse_ranges("09:00-12:00, 22:00-02:00"))
    office = Schedule(
        "office", (parse_hours("Mon–Thu 9:00-17:30"),), (eve, Holiday(date(2027, 8, 2), date(2027, 8, 13)))
    )
    never, night = Schedule("never"), Schedule("night mode", is_switch=True)
    flow = replace(world_flow(), schedules={item.key: item for item in (office, never, night)})
    assert (
        "\n".join(schedule_lines(flow))
        == """\
timezone: "Europe/London"
schedules:
  "office":
    open:
      - "Mon–Thu 9:00-17:30"
    holidays:
      - {date: "2026-12-24", name: "Christmas Eve", open: "09:00-12:00, 22:00-02:00"}
      - {dates: "2027-08-02/2027-08-13"}
  "never":
    open: []
  "night mode":
    switch: manual"""
    )


def test_hours_that_nobody_wrote_are_put_into_words() -> None:
    ranges = (TimeRange(540, 720), TimeRange(1320, 1800))
    lines = (
        WeeklyHours(frozenset({0, 4}), ranges),
        WeeklyHours(frozenset(range(7)), (TimeRange(0, 1440),)),
        WeeklyHours(frozenset({0, 1}), ranges, frozenset({1, 15}), frozenset({1, 12})),
        WeeklyHours(frozenset({5}), ranges[:1], None, frozenset({6})),
        WeeklyHours(frozenset({5}), ranges[:1], frozenset({31}), None),
    )
    texts = [
        "Mon,Fri 09:00-12:00, 22:00-06:00",
        "daily 00:00-24:00",
        "09:00-12:00|Mon&Tue|1&15|Jan&Dec",
        "22:00-06:00|Mon&Tue|1&15|Jan&Dec",
        "09:00-12:00|Sat|*|Jun",
        "09:00-12:00|Sat|31|*",
    ]
    flow = replace(world_flow(), schedules={"a": Schedule("a", lines)})
    assert list(schedule_lines(flow))[3:] == ["    open:", *(f'      - "{text}"' for text in texts)]
    read = [parse_hours(text)._replace(written="") for text in texts]
    assert read == [lines[0], lines[1], *(lines[2]._replace(ranges=(one,)) for one in ranges), *lines[3:]]


def test_a_flow_without_schedules_has_no_such_lines(clinic: Flow) -> None:
    assert list(schedule_lines(clinic)) == []
    assert routed_destinations(clinic) == clinic.destinations


def test_routes_by_their_fields() -> None:
    flow = world_flow(reception=PersonRoute(1500, True, nobody=True))
    lift, gate = Destination("extension", "8"), Destination("extension", "9")
    written = KnownDestination(name="Gate", rings="1 min", busy="@Reception")
    flow = replace(
        flow,
        destinations={**flow.destinations, gate: written},
        routes={
            **flow.routes,
            SWITCH: ScheduleRoute("night-mode", OFFICE, DESK, RECEPTION),
            lift: PersonRoute(),
            gate: PersonRoute(60_000, True, None, RECEPTION),
        },
    )
    fields = {str(where): known.model_dump(exclude_defaults=True) for where, known in routed_destinations(flow).items()}
    assert fields == {
        "time_condition||77": {
            "name": "Office hours",
            "schedule": "office",
            "open": "virtual_receptionist||@main",
            "closed": "virtual_receptionist||@night",
        },
        "time_condition||78": {
            "name": "Night switch",
            "schedule": "night-mode",
            "open": "time_condition||77",
            "closed": "department||108000",
            "holiday": "extension||7",
        },
        "department||108000": {
            "name": "Booking desk",
            "answers": "person",
            "no_answer": "voicemail||9001",
            "busy": "extension||7",
        },
        "extension||7": {"name": "Reception", "answers": "nobody", "rings": "1.5 s"},
        "voicemail||9001": {"name": "Night voicemail", "answers": "machine"},
        "extension||9": {"name": "Gate", "rings": "1 min", "busy": "@Reception"},
        "extension||8": {"rings": "20 s"},
    }
