"""A flow with a world behind its menu: office hours, a switch, a desk that rings, and a voicemail."""

from datetime import date

from simulator.config.flow import Flow, KnownDestination
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.schedules import Holiday, Schedule, parse_hours, parse_ranges

OFFICE = Destination("time_condition", "77")
SWITCH = Destination("time_condition", "78")
DESK = Destination("department", "108000")
RECEPTION = Destination("extension", "7")
VOICEMAIL = Destination("voicemail", "9001")
NUMBER = "+441632960001"


def menu(name: str, first: Destination) -> Receptionist:
    """A silent menu of one entry, whose callers come to reception otherwise."""
    reception = {"type": "extension", "id": "7"}
    return Receptionist.model_validate(
        {
            "name": name,
            "destination_type": "multiple",
            "entries": [{"option": "1", "destination_type": first.type, "destination_id": first.id}],
            "timeout_seconds": 5,
            "wrong_keys_allowed": 0,
            "silences_allowed": 0,
            **{
                f"{cause}_destination_{field}": reception[field]
                for cause in ("wrong_key", "silence")
                for field in reception
            },
        }
    )


def world_flow(*, reception: PersonRoute | None = None) -> Flow:
    """London's office: Mon-Fri 9-17, a half Christmas Eve, closed on Christmas Day."""
    christmas = (
        Holiday(date(2026, 12, 24), date(2026, 12, 24), "Christmas Eve", parse_ranges("09:00-12:00")),
        Holiday(date(2026, 12, 25), date(2026, 12, 25), "Christmas Day"),
    )
    main, night = Destination("virtual_receptionist", "@main"), Destination("virtual_receptionist", "@night")
    people = {RECEPTION: reception} if reception else {}
    return Flow(
        entry="main",
        receptionists={"main": menu("Main menu", DESK), "night": menu("Night menu", VOICEMAIL)},
        numbers={NUMBER: str(OFFICE), "+441632960002": str(SWITCH), "+441632960003": "main"},
        destinations={
            OFFICE: KnownDestination(name="Office hours"),
            SWITCH: KnownDestination(name="Night switch"),
            DESK: KnownDestination(name="Booking desk", answers="person"),
            RECEPTION: KnownDestination(name="Reception", answers="person"),
            VOICEMAIL: KnownDestination(name="Night voicemail", answers="machine"),
        },
        timezone="Europe/London",
        schedules={
            "office": Schedule("office", (parse_hours("Mon-Fri 09:00-17:00"),), christmas),
            "night-mode": Schedule("night-mode", is_switch=True),
        },
        routes={
            OFFICE: ScheduleRoute("office", main, night),
            SWITCH: ScheduleRoute("night-mode", OFFICE, night),
            DESK: PersonRoute(20_000, False, VOICEMAIL, RECEPTION),
            **people,
        },
    )
