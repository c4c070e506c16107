"""Announcements of FreePBX -> receptionists that play one recording and send every caller on."""

from __future__ import annotations

from collections.abc import Callable

from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.menu_engine import MenuSettings
from simulator.config.receptionist import HANGUP, HANGUP_ID, Destination
from simulator.exchange.construct_list import SourceRow
from simulator.exchange.freepbx_destinations import announcement_id
from simulator.exchange.imported_flow import ImportedReceptionist

ReadTarget = Callable[[SourceRow, str], Destination]
"""Reads the destination of a row's field, and says what becomes of that field."""
ReadRecording = Callable[[SourceRow, str], str | None]
"""Reads the recording of a row's field, in the same way."""

OFF = ("", "0", "disabled", "none")
"""The values of a field that is off."""

_REPEAT_KEYS = frozenset("123456789*#")

GOOD_BYE = "vm-goodbye"
"""The recording that FreePBX plays before it hangs up; also the id of the receptionist that plays it."""


def read_announcement(row: SourceRow, target: ReadTarget, recording: ReadRecording) -> ImportedReceptionist:
    """Return an announcement of a backup."""
    id = announcement_id(row.text("announcement_id"))
    name = row.text("description") or f"Announcement {row.text('announcement_id')}"
    row.carry("announcement_id", "description")
    greeting = recording(row, "recording_id")
    onward = target(row, "post_dest")
    settings = MenuSettings(
        return_after=("recording",) if row.is_on("return_ivr") else (),
        announcement=AnnouncementSettings(not row.is_on("noanswer"), row.is_on("allow_skip"), _repeat_key(row)),
    )
    row.carry("return_ivr", "allow_skip", "noanswer")
    return ImportedReceptionist(id, name, _single(name, greeting, onward), f"{row.file} {row.place}", settings)


def _repeat_key(row: SourceRow) -> str | None:
    """Return the key that repeats an announcement."""
    written = row.text("repeat_msg")
    if written in _REPEAT_KEYS:
        row.carry("repeat_msg")
        return written
    if written == "0":
        row.drop("repeat_msg", "FreePBX takes the key 0 for none")
    elif written.lower() in OFF:
        row.carry("repeat_msg")
    else:
        row.drop("repeat_msg", "it is not one key of 1-9, * and #", noticeable=True)
    return None


def good_bye() -> ImportedReceptionist:
    """Return the announcement that calls come to where the loops of a menu are disabled."""
    fields = _single("Good-bye", GOOD_BYE, Destination(HANGUP, HANGUP_ID))
    return ImportedReceptionist(GOOD_BYE, "Good-bye", fields, "FreePBX's own, where loops are disabled")


def _single(name: str, greeting: str | None, onward: Destination) -> dict[str, object]:
    return {
        "name": name,
        "destination_type": "single",
        "greeting": greeting,
        "forward_destination_type": onward.type,
        "forward_destination_id": onward.id,
    }
