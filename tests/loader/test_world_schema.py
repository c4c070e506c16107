"""What an editor underlines in schedules, routes and numbers."""

from typing import Any

import pytest
from jsonschema import Draft7Validator

from simulator.loader.flow_schema import flow_schema
from tests.loader.agreement import objections

FLOW = Draft7Validator(flow_schema())


def underlined(section: str, value: Any, **more: Any) -> list[str]:
    """The places that an editor would underline in a section of a flow."""
    flow = {"receptionists": {"main": "main.yaml"}, section: value, **more}
    return [objection.removeprefix("$.").split(": ")[0] for objection in objections(FLOW, flow)]


@pytest.mark.parametrize(
    ("hours", "places"),
    [
        (["Mon-Thu 09:00-17:30", "Fri 09:00-12:00, 13:00-16:00", "daily 00:00-24:00", "Sat,Sun 9:00–12:00"], []),
        (["09:00-17:30|mon-fri|*|*", "*|*|25&26|dec"], []),
        ([], []),
        ("Mon 09:00-10:00", []),
        (["09:00-17:30", "Mon", "09:00-17:30|mon-fri|*", 9], [f"schedules.office.open[{index}]" for index in range(4)]),
        ("Mon", ["schedules.office.open"]),
        (None, ["schedules.office.open"]),
    ],
)
def test_hours(hours: Any, places: list[str]) -> None:
    assert underlined("schedules", {"office": {"open": hours}}, timezone="Europe/London") == places


@pytest.mark.parametrize(
    "holiday",
    [
        {"date": "2026-12-24"},
        {"date": "2026-12-24", "dates": None, "open": "09:00-12:00, 13:00-14:00", "name": "Christmas Eve"},
        {"dates": "2027-08-02/2027-08-13", "open": ["09:00-12:00"]},
        {"file": "holidays/uk.yaml"},
    ],
)
def test_holidays(holiday: Any) -> None:
    office = {"office": {"open": [], "holidays": [holiday]}}
    assert underlined("schedules", office, timezone="Europe/London") == []


@pytest.mark.parametrize(
    "holiday",
    [
        {"name": "Christmas"},
        {"date": "2026-12-24", "dates": "2026-12-24"},
        {"date": "2026-13-24"},
        {"date": "25 Dec"},
        {"date": 2026},
        {"date": "2026-12-24", "open": "9"},
        {"date": "2026-12-24", "closed": True},
        {"file": "uk.yaml", "name": "x"},
        {"file": " "},
        "2026-12-24",
    ],
)
def test_what_is_no_holiday(holiday: Any) -> None:
    office = {"office": {"open": [], "holidays": [holiday]}}
    places = underlined("schedules", office, timezone="Europe/London")
    assert {place.startswith("schedules.office.holidays[0]") for place in places} == {True}


def test_a_switch_alone_needs_no_zone() -> None:
    assert underlined("schedules", {"night": {"switch": "manual"}}) == []
    assert underlined("schedules", {"night": {"switch": "manual"}, "office": {"open": []}}) == ["$"]
    assert underlined("schedules", {"office": {"open": []}}, timezone=None) == ["timezone"]
    assert underlined("schedules", {"night": {"switch": "auto"}}) == ["schedules.night.switch"]
    assert underlined("schedules", {"night": {"switch": "manual", "open": []}}) == ["schedules.night"]
    assert (
        underlined("schedules", {"everyone": {"switch": "manual"}, "a||b": {"switch": "manual"}}) == ["schedules"] * 2
    )


@pytest.mark.parametrize(
    ("fields", "is_accepted"),
    [
        ({"schedule": "office", "open": "@main", "closed": "voicemail||9", "holiday": "hangup||1"}, True),
        ({"schedule": "office", "open": "@main", "closed": "@night", "rings": None, "busy": ""}, True),
        ({"schedule": "office", "open": "@main"}, False),
        ({"holiday": "@main"}, False),
        ({"schedule": "office", "open": "@main", "closed": "@night", "rings": 5}, False),
        ({"rings": 20}, True),
        ({"rings": "20"}, True),
        ({"rings": "1 min 30 s"}, True),
        ({"rings": 0}, False),
        ({"rings": "0"}, False),
        ({"rings": 3601}, False),
        ({"rings": "3601"}, False),
        ({"rings": "00:20"}, False),
        ({"no_answer": "voicemail||@Night voicemail"}, True),
        ({"no_answer": "night"}, False),
        ({"no_answer": "UNKNOWN||7"}, False),
        ({"busy": "a||b||c"}, False),
        ({"busy": 7}, False),
    ],
)
def test_routes(fields: dict[str, Any], is_accepted: bool) -> None:
    assert (underlined("destinations", {"department||1": fields}) == []) is is_accepted


@pytest.mark.parametrize(
    ("target", "is_accepted"),
    [("main", True), (7, True), ("@Sales", True), ("time_condition||77", True), ("ivr||@main", True),
     (None, False), ("UNKNOWN", False), ("a||b||c", False), ("||", False), (-1, False)],
)  # fmt: skip
def test_numbers(target: Any, is_accepted: bool) -> None:
    assert (underlined("numbers", {"+44": target}) == []) is is_accepted
