"""Time conditions and time groups as schedules."""

from pathlib import Path
from typing import Any

import pytest

from simulator.errors import FlowError
from simulator.exchange.backup_files import open_backup
from simulator.exchange.freepbx_import import import_freepbx
from simulator.exchange.imported_flow import ImportedFlow
from tests.exchange.freepbx_backups import Row, ivr, ivr_module, module, write_folder

CONDITION: Row = {
    "timeconditions_id": "5",
    "displayname": "Hours",
    "time": "9",
    "truegoto": "ivr-1,s,1",
    "falsegoto": "",
    "timezone": "Europe/London",
    "mode": "time-group",
}


def imported(folder: Path, *conditions: Row, times: tuple[str, ...] = (), zone: str | None = None) -> ImportedFlow:
    tables = {
        "timeconditions": list(conditions),
        "timegroups_groups": [{"id": "9", "description": "Office"}],
        "timegroups_details": [{"id": str(at), "timegroupid": "9", "time": time} for at, time in enumerate(times)],
    }
    modules = {"Ivr": ivr_module([ivr("1")], []), "Timeconditions": module("timeconditions", {"tables": tables})}
    return import_freepbx(open_backup(str(write_folder(folder, modules))), "backup", zone=zone)


def notes(flow: ImportedFlow, *fields: str) -> list[tuple[str, str, bool]]:
    chosen = (item for item in flow.constructs if item.file == "Timeconditions.json" and item.field in fields)
    return [(item.field, item.note, item.noticeable) for item in chosen if item.note]


def test_hours_are_kept_as_they_are_written(tmp_path: Path) -> None:
    flow = imported(tmp_path, CONDITION, times=("09:00-17:00|mon-fri|1-31|jan-dec", "*|sun|*|*", "soon|*|*|*"))
    assert [line.written for line in flow.schedules["office"].hours] == [
        "09:00-17:00|mon-fri|1-31|jan-dec",
        "*|sun|*|*",
    ]
    (where, entry), *_ = flow.destinations.items()
    assert (str(where), entry.name, entry.schedule) == ("time_condition||5", "Hours", "office")
    assert (entry.open, entry.closed, flow.zone) == ("virtual_receptionist||1", "hangup||1", "Europe/London")
    assert notes(flow, "time", "falsegoto") == [
        ("falsegoto", "it is empty, so the call drops there: here it is hung up", False),
        ("time", "'soon' is not a time range; use HH:MM-HH:MM, such as 09:00-17:30", True),
    ]


@pytest.mark.parametrize(
    ("changes", "field", "note"),
    [
        ({"mode": "calendar-group"}, "mode", "it asks a calendar, whose hours the backup does not have: "),
        ({"time": "8"}, "time", "it asks the time group 8, whose hours the backup does not have: "),
        ({"time": ""}, "time", "it asks the time group (none), whose hours the backup does not have: "),
    ],
)
def test_hours_that_the_backup_does_not_have_are_a_switch(changes: Any, field: str, note: str, tmp_path: Path) -> None:
    flow = imported(tmp_path, CONDITION | changes)
    assert flow.schedules["hours"].is_switch
    assert (field, f"{note}here a switch that is set by hand", True) in notes(flow, field)


def test_the_zone_is_stated_by_the_backup_or_the_user(tmp_path: Path) -> None:
    default = CONDITION | {"timezone": "default"}
    other = CONDITION | {"timeconditions_id": "6", "timezone": "Europe/Paris"}
    assert notes(imported(tmp_path / "a", default), "timezone") == [
        ("timezone", "the PBX's own zone, which the backup does not state: UTC here; --timezone states it", True)
    ]
    stated = imported(tmp_path / "b", default, zone="Asia/Tokyo")
    assert (stated.zone, notes(stated, "timezone")[0][2]) == ("Asia/Tokyo", False)
    two = imported(tmp_path / "c", CONDITION, other)
    assert (two.zone, notes(two, "timezone")) == (
        "Europe/London",
        [("timezone", "a flow has one zone: Europe/London here", True)],
    )
    with pytest.raises(FlowError, match="time condition 5 timezone: 'Mars/Base' is not a time zone"):
        imported(tmp_path / "d", CONDITION | {"timezone": "Mars/Base"})
