"""What the rows of a FreePBX backup refer to: destinations and recordings, and whether the backup has them."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.config.receptionist import Destination
from simulator.errors import FlowError, Problem
from simulator.exchange.construct_list import SourceRow
from simulator.exchange.freepbx_destinations import (
    MENU_TYPE,
    UNKNOWN_TYPE,
    ReadDestination,
    group_message_id,
    read_destination,
)
from simulator.exchange.freepbx_tables import ROW_ID, FreepbxTables

_FILES = {
    "announcement": "Announcement.json",
    "time condition": "Timeconditions.json",
    "ring group": "Ringgroups.json",
    "extension": "Core.json",
}
_GOES_ON = ("announcement", "time condition")
"""The tables without which callers go another way, and not only to an end without a name."""


class FreepbxTargets:
    """Reads what rows refer to. ``ends`` are the destinations read, ``heard`` the recordings, each once.

    ``accepts`` says that a destination that points nowhere is kept as an end; without it, each is a problem.
    """

    def __init__(self, tables: FreepbxTables, *, accepts: bool) -> None:
        self.accepts = accepts
        self.problems: list[Problem] = []
        self.ends: dict[Destination, None] = {}
        self.heard: dict[str, None] = {}
        self._ids: Mapping[str, set[str] | None] = {
            "ivr": _ids_of(tables.ivrs, "id"),
            "announcement": _ids_of(tables.announcements, "announcement_id"),
            "time condition": _ids_of(tables.conditions, "timeconditions_id"),
            "ring group": _ids_of(tables.ring_groups, "grpnum"),
            "extension": _ids_of(tables.users, "extension"),
        }
        self._recordings = _ids_of(tables.recordings, "id")
        self._messages = {
            row.text("grpnum") for row in tables.ring_groups or () if row.text("annmsg_id") not in ("", "0")
        }

    def target(self, row: SourceRow, name: str) -> Destination:
        """Return the destination of a field, and say what becomes of the field."""
        if name not in row.values:
            raise row.refuse("", f"lacks the column {name}")
        written = row.text(name)
        read = read_destination(written)
        destination = self._known(row, name, read)
        self.ends[destination] = None
        return destination

    def recording(self, row: SourceRow, name: str) -> str | None:
        """Return the id of a recording of a field, and say what becomes of the field."""
        id = row.text(name)
        if id in ("", "0"):
            row.carry(name)
            return None
        if id != "default" and not ROW_ID.fullmatch(id):
            raise row.refuse(name, f"{id!r} is not the id of a recording")
        if id != "default" and self._recordings is not None and id not in self._recordings:
            row.change(name, f"Recordings.json has no recording {id}: FreePBX has nothing to play there")
            return id if name in ("invalid_recording", "timeout_recording") else None
        row.carry(name)
        self.heard[id] = None
        return id

    def refuse_problems(self) -> None:
        """Raise ``FlowError`` with every destination that points nowhere."""
        if self.problems:
            raise FlowError(self.problems)

    def _known(self, row: SourceRow, name: str, read: ReadDestination) -> Destination:
        """Return where a call goes, as far as the backup has it."""
        ids = self._ids[read.table] if read.table else None
        if read.table and ids is None:
            note = f"the backup has no {_FILES[read.table]}: the call ends there, as far as the flow knows"
            row.change(name, note, noticeable=read.table in _GOES_ON)
            return Destination(UNKNOWN_TYPE, row.text(name)) if read.table == "announcement" else read.destination
        if ids is not None and read.id not in ids:
            what = f"{row.text(name)} points nowhere: the backup has no {read.table.replace('ivr', 'IVR')} {read.id}"
            if not self.accepts:
                message = f"{row.place} {name}: {what}; --accept keeps it as an end"
                self.problems.append(Problem(row.file, 0, 0, message))
            row.change(name, f"{what}; it is kept as an end", noticeable=True)
            return read.destination
        if read.note:
            row.change(name, read.note, noticeable=read.noticeable)
        else:
            row.carry(name)
        if read.table == "ring group" and read.id in self._messages:
            return Destination(MENU_TYPE, group_message_id(read.id))
        return read.destination


def _ids_of(rows: list[SourceRow] | None, name: str) -> set[str] | None:
    return None if rows is None else {row.text(name) for row in rows}
