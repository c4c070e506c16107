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


def test_an_announcement() -> None:
    row = SourceRow("Announcement.json", "announcement 3", ROW)
    item = read_announcement(row, lambda *_: Destination("department", "6"), lambda *_: "5")
    assert (item.id, item.name, menu_fields(item.settings)) == (
        "announcement-3",
        "Closing",
        {"return_after": ["recording"]},
    )
    assert [*item.fields.values()] == ["Closing", "single", "5", "department", "6"]
    assert [(item.field, item.note) for item in row.finish() if item.noticeable] == [
        ("recording_id", "ivrsim does not know this field"),
        ("post_dest", "ivrsim does not know this field"),
        ("allow_skip", "here callers cannot skip an announcement by a key"),
        ("repeat_msg", "here no key repeats an announcement"),
    ]


def test_the_good_bye_hangs_up() -> None:
    assert [*good_bye().fields.values()] == ["Good-bye", "single", "vm-goodbye", "hangup", "1"]
