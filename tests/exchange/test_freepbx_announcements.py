"""Announcements as receptionists."""

from simulator.config.receptionist import Destination
from simulator.exchange.construct_list import SourceRow
from simulator.exchange.freepbx_announcements import good_bye, read_announcement
from simulator.loader.flow_writer import menu_fields

ROW = {
    "announcement_id": "3",
    "description": "Closing",
    "recording_id": "5",
    "post_dest": "ivr-1,s,1",
    "return_ivr": "1",
    "allow_skip": "1",
    "repeat_msg": "0",
    "noanswer": "1",
}


def read(**changes: str) -> tuple[dict[str, object], list[tuple[str, str]]]:
    """What flow.yaml says of an announcement with these fields, and what is reported."""
    row = SourceRow("Announcement.json", "announcement 3", ROW | changes)
    item = read_announcement(row, lambda *_: Destination("department", "6"), lambda *_: "5")
    assert (item.id, item.name) == ("announcement-3", "Closing")
    assert [*item.fields.values()] == ["Closing", "single", "5", "department", "6"]
    told = [(row.field, row.note) for row in row.finish() if row.note and "does not know" not in row.note]
    return dict(menu_fields(item.settings)), told


def test_an_announcement() -> None:
    skip: dict[str, object] = {"skip": True}
    assert read() == (
        {"return_after": ["recording"], "announcement": skip},
        [("repeat_msg", "FreePBX takes the key 0 for none")],
    )
    assert read(return_ivr="0", allow_skip="0", noanswer="0", repeat_msg="*") == (
        {"announcement": {"pause": True, "repeat": "*"}},
        [],
    )
    assert read(return_ivr="0", repeat_msg="") == ({"announcement": skip}, [])
    assert read(return_ivr="0", repeat_msg="12") == (
        {"announcement": skip},
        [("repeat_msg", "it is not one key of 1-9, * and #")],
    )


def test_the_good_bye_hangs_up() -> None:
    assert [*good_bye().fields.values()] == ["Good-bye", "single", "vm-goodbye", "hangup", "1"]
