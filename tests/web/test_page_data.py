"""The data that a page carries."""

from datetime import UTC, datetime

from simulator.config.flow import Flow
from simulator.web.page_data import flow_json, rows_json
from tests.callers.world_flow import NUMBER, world_flow

TODAY = datetime(2026, 11, 30, tzinfo=UTC)


def test_names_and_the_world_are_there() -> None:
    data = flow_json(world_flow(), TODAY, at="2026-12-25T21:00", given={"office": "open"})
    assert data["destinations"] == {
        "time_condition||77": {"name": "Office hours", "schedule": "office"},
        "time_condition||78": {"name": "Night switch", "schedule": "night-mode"},
        "department||108000": {"name": "Booking desk", "rings": 20_000, "busy": True},
        "extension||7": {"name": "Reception"},
        "voicemail||9001": {"name": "Night voicemail", "kind": "machine"},
    }
    assert data["numbers"][NUMBER] == "time_condition||77"
    assert data["receptionists"] == [{"name": "Main menu"}, {"name": "Night menu"}]
    assert data["schedules"]["night-mode"] == {"label": "Night switch"}
    assert data["defaults"] == {"at": "2026-12-25T21:00", "given": {"office": "open"}}


def test_rows_are_those_of_the_table() -> None:
    rows = rows_json(world_flow())
    assert [station["key"] for station in rows["stations"]] == ["main", "night"]
    addresses = [outcome for outcome in rows["outcomes"] if isinstance(outcome, str)]
    assert addresses == ["extension||7", "voicemail||9001", "department||108000"]


def test_keys_have_the_order_in_which_they_are_announced(clinic: Flow) -> None:
    data = flow_json(clinic, TODAY)
    assert data["receptionists"] == [
        {"name": "Main menu", "order": [1, 2, 3, 0]},
        {"name": "Billing", "order": [1, 2, 3, 0]},
    ]
