"""A swept calendar for programs."""

from datetime import datetime, timedelta, timezone

from simulator.report.calendar_json import calendar_json, instant_text
from tests.report.test_calendar_text import swept


def test_the_documented_fields() -> None:
    voicemail = {"kind": "routed", "destination": "voicemail||9001", "name": "Night voicemail"}
    assert calendar_json(swept("2026-12-24", "2026-12-25"), [{"kind": "remark"}]) == {
        "timezone": "Europe/London",
        "from": "2026-12-24T00:00:00Z",
        "until": "2026-12-25T00:00:00Z",
        "situations": [
            {
                "id": "A",
                "schedules": {"office": "holiday"},
                "spans": [
                    ["2026-12-24T00:00:00Z", "2026-12-24T09:00:00Z"],
                    ["2026-12-24T12:00:00Z", "2026-12-25T00:00:00Z"],
                ],
                "silent": voicemail,
                "keys": {},
            },
            {
                "id": "B",
                "schedules": {"office": "open"},
                "spans": [["2026-12-24T09:00:00Z", "2026-12-24T12:00:00Z"]],
                "silent": {"kind": "routed", "destination": "extension||7", "name": "Reception"},
                "keys": {"1": {"kind": "routed", "destination": "department||108000", "name": "Booking desk"}},
            },
        ],
        "straddling": [],
        "findings": [{"kind": "remark"}],
    }


def test_a_switch_is_named_as_assumed() -> None:
    sweep = swept("2026-12-24", "2026-12-25", number="+441632960002")
    assert calendar_json(sweep, [])["assumed"] == ["night-mode: open"]


def test_an_instant_is_in_utc() -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    assert instant_text(datetime(2026, 1, 1, 0, 0, 0, 500_000, tzinfo=zone)) == "2025-12-31T18:30:00.500000Z"
