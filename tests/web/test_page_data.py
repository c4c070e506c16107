"""The data that a page carries."""

from datetime import UTC, datetime

from simulator.web.page_data import flow_json, rows_json
from tests.callers.world_flow import NUMBER, world_flow

TODAY = datetime(2026, 11, 30, tzinfo=UTC)


def test_names_and_the_world_are_there() -> None:
    data = flow_json(world_flow(), TODAY, at="2026-12-25T21:00", given={"office": "open"})
    assert data["destinations"] == {
        "time_condition||77": {"name": "Office hours", "schedule": "office"},
        "time_condition||78": {"name": "Night switch", "schedule": "night-mode"},
        "department||108000": {"name": "Booking desk", "answers": "person", "rings": 20_000, "busy": True},
        "extension||7": {"name": "Reception", "answers": "person"},
        "voicemail||9001": {"name": "Night voicemail", "answers": "machine"},
    }
    assert data["numbers"][NUMBER] == "time_condition||77"
    assert data["receptionists"] == [{"name": "Main menu"}, {"name": "Night menu"}]
    assert data["schedules"]["night-mode"] == {"label": "Night switch"}
    assert data["defaults"] == {"at": "2026-12-25T21:00", "given": {"office": "open"}}


def test_rows_are_those_of_the_table() -> None:
    assert [station["key"] for station in rows_json(world_flow())["stations"]] == ["main", "night"]
